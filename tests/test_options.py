"""The one table of options: every parser, the settings, completion, help and docs are made from it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
import typer
from helpers.project import ROOT, SMALL
from helpers.submissions import CJK

from fazhi_check.cli import COMMANDS, command, command_of, complete, declared, options, settings
from fazhi_check.cli.commands.schema import config_schema
from fazhi_check.cli.options import OPTIONS, RUN, SETTINGS, _option
from fazhi_check.cli.quick import parse_plainly
from fazhi_check.plan.store import load_plan, plan_ids

NEW = _option("--colour-of-paper -p", "NAME", "纸的颜色", "Colour of paper", setting=True, completes="plans")


def test_an_option_more_is_one_entry(monkeypatch: pytest.MonkeyPatch):
    """It is parsed by both parsers, settable, completed and explained, with nothing else to be done."""
    monkeypatch.setitem(options.OPTIONS, NEW.name, NEW)
    for module in (options, command):
        monkeypatch.setattr(module, "RUN", (*RUN, NEW.name))
    monkeypatch.setitem(SETTINGS, NEW.name, NEW)
    seen: list[Any] = []
    job = command.run_command(lambda paths, given: seen.append((paths, given.colour_of_paper)) or 0)

    given = parse_plainly(job.options, ["a.yaml", "-p", "white"])
    assert given
    job.run(given)
    by_typer(job, "a.yaml", "--colour-of-paper", "white")
    by_typer(job)
    assert seen == [(("a.yaml",), "white"), (("a.yaml",), "white"), ((), None)]
    assert config_schema()["properties"]["colour-of-paper"] == {"description": "Colour of paper", "type": "string"}
    assert settings._annotation(NEW) is settings.Words
    assert complete.offered(NEW) is complete.plans


def by_typer(job: command.Command, *args: str) -> None:
    """Run a command by the application's own parser."""
    app = typer.Typer()
    declared.add(app, "check", job)
    assert typer.main.get_command(app).main(args, standalone_mode=False) == 0


def test_no_entry_of_the_table_is_left_over():
    used = {(one.flags, one.metavar, one.help) for name in COMMANDS for one in command_of(name).options}
    assert used == {(one.flags, one.metavar, one.help) for one in OPTIONS.values()}


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("check", ["a.yaml", "--select", "FZ3", "--select=FZ4", "-q", "--phase", "2022", "-o", "json:x", "b.yaml"]),
        ("check", []),
        ("known", ["write", "a.yaml", "--known", "k.yaml"]),
        ("config", ["-f", "json", "a"]),
        ("explain", ["FZ304", "--lang", "en"]),
        ("targets", ["--level", "区县", "-f", "csv"]),
        ("init", ["--unit", "甲", "--level=city"]),
        ("trace", ["a", "--source", "b", "--show"]),
        ("lint", []),
    ],
)
def test_both_parsers_take_the_same(name, args, monkeypatch):
    seen: list[Any] = []
    job = command_of(name)
    job = job._replace(run=lambda given: seen.append({**given}) or 0)
    given = parse_plainly(job.options, args)
    assert given is not None
    by_typer(job, *args)
    assert seen == [{one: value for one, value in given.items() if value != OPTIONS[one].default}]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("check", ["--help"]),
        ("check", ["a", "--no-such"]),
        ("check", ["a", "--phase"]),
        ("check", ["a", "-q=1"]),
        ("explain", []),
        ("explain", ["FZ304", "FZ305"]),
        ("trace", ["a"]),
        ("known", []),
    ],
)
def test_what_is_not_plain_is_left_to_the_application(name, args):
    assert parse_plainly(command_of(name).options, args) is None


def test_docs_options_is_what_the_program_says(run):
    comment, _, page = (ROOT / "docs" / "options.md").read_text("utf-8").partition("\n\n")
    assert page == run("explain", "options").out
    assert comment.startswith("<!-- 本页由 make docs 生成")


def test_the_page_of_options_in_one_language_is_in_that_language_alone(run):
    both, zh, en = (run("explain", "options", *lang).out for lang in ((), ("--lang", "zh"), ("--lang", "en")))
    assert not CJK.search(en)
    assert "<!--" not in both + zh + en
    assert "Explanation" in both
    assert "Explanation" not in zh
    assert [line for line in zh.splitlines() if "Check " in line] == []
    assert en.count("\n|") == zh.count("\n|") == both.count("\n|")


PLAN = "urumqi-14fyp"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (("--section", "3.3.2"), ("--section", "严格落实重大行政决策程序制度")),
        (("--lead", "court"), ("--lead", "法院")),
        (("--group", "focus"), ("--group", "重点")),
        (("--level", "county"), ("--level", "区县")),
        (("--level", "township"), ("--level", "街道")),
        (("--measure", "coverage"), ("--measure", "覆盖率")),
    ],
    ids=lambda words: words[1],
)
def test_targets_are_chosen_by_chinese_names_too(run, english, chinese):
    wanted, found = run("targets", "-f", "json", *english), run("targets", "-f", "json", *chinese)
    assert found.out == wanted.out
    assert (found.code, len(found.json["targets"]) > 0) == (0, True)


def test_a_phase_goes_by_its_title_and_what_is_shown_by_its_chinese_word(run):
    path = ROOT / "submissions" / "hegang-2023.yaml"
    wanted = run(path, "--phase", "2024", "--show", "all")
    assert run(path, "--phase", "集中攻坚", "--show", "全部") == wanted
    assert run(path, "--plan", PLAN, "--phase", "集中攻坚", "--show", "全部") == wanted
    assert "集中攻坚" in wanted.out


def test_a_body_goes_by_its_chinese_name(run):
    unit = ("--unit", "市司法局", "--code", "650100", "--plan", PLAN)
    wanted = run("init", *unit, "--level", "department", "--body", "justice")
    assert run("init", *unit, "--level", "部门", "--body", "司法行政部门") == wanted
    assert wanted.code == 0


@pytest.mark.parametrize(
    ("args", "listed"),
    [
        (("--group", "常轨"), "是不是 常规？可填：foundation（基础）, focus（重点）, regular（常规）"),
        (("--lead", "法元"), "是不是 法院？"),
        (("--level", "市"), "city（市级）, county（县级）, department（部门）, township（乡镇）"),
        (("--measure", "覆盖"), "coverage（覆盖率）"),
    ],
    ids=lambda part: part[1] if isinstance(part, tuple) else "",
)
def test_a_word_that_is_not_known_gets_those_that_are_in_both_languages(run, args, listed):
    done = run("targets", *args)
    assert (done.code, listed in done.err) == (2, True), done.err


def test_a_plan_s_own_groups_go_by_their_ids(run):
    group = next(iter(load_plan(str(SMALL)).groups))
    assert run("targets", "--plan", SMALL, "--group", group).code == 0


LOADED = """
import json, sys
from fazhi_check.cli import main
main(sys.argv[1:])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.undisturbed
def test_a_plain_check_loads_no_parser_library_and_no_models():
    path = ROOT / "submissions" / "hegang-2023.yaml"
    load_plan("urumqi-14fyp")  # a plan that is not compiled yet takes a parser
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(path)], capture_output=True, check=True, cwd=ROOT, encoding="utf-8"
    )
    loaded = json.loads(done.stderr.splitlines()[-1])
    assert not {"typer", "click", "pydantic", "ruamel", "yaml", "jinja2", "multiprocessing", "rich.console"} & set(
        loaded
    )


@pytest.mark.undisturbed
@pytest.mark.parametrize("args", [("explain", "FZ304"), ("targets", "-f", "json")], ids=lambda args: args[0])
def test_what_needs_no_submission_loads_no_validator_either(args):
    for plan in plan_ids():
        load_plan(plan)  # compiled by its parsers once, then kept
    done = subprocess.run([sys.executable, "-c", LOADED, *args], capture_output=True, check=True, encoding="utf-8")
    assert not {"typer", "pydantic_core", "yaml"} & set(json.loads(done.stderr.splitlines()[-1]))
