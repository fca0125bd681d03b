"""The public face: what other programs import, and the page that shows how."""

from __future__ import annotations

import copy
import doctest
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers.project import ROOT, SMALL
from helpers.submissions import submission

import fazhi_check
from fazhi_check import api
from fazhi_check.cli import main
from fazhi_check.submission.reading import UnusableSubmission
from fazhi_check.words import Sentence, Text

HEGANG = ROOT / "submissions" / "hegang-2023.yaml"
PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one real submission in a folder."""
    (tmp_path / "submissions").mkdir()
    shutil.copy(HEGANG, tmp_path / "submissions")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Names.


@pytest.mark.parametrize("name", fazhi_check.__all__)
def test_every_public_name_is_there(name):
    assert getattr(fazhi_check, name) is not None


def test_the_names_are_listed_before_anything_is_loaded():
    assert dir(fazhi_check) == sorted(fazhi_check.__all__)
    script = "import sys, fazhi_check; dir(fazhi_check); print(sorted(n for n in sys.modules if n.startswith('fazhi')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['fazhi_check', 'fazhi_check.version']"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = fazhi_check.nothing_of_the_kind


def test_the_package_says_that_it_is_typed():
    assert (Path(fazhi_check.__file__).parent / "py.typed").is_file()


# The page.


def test_the_examples_of_the_page_are_true(here):
    source = "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(source, {}, "docs/api.md", "docs/api.md", 0)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert (runner.tries > 20, "".join(said)) == (True, "")


def test_the_page_names_every_column_and_every_public_error(here):
    report = fazhi_check.check("submissions")
    for kind in ("assessments", "findings"):
        assert [name for name in fazhi_check.records(report, kind)[0] if f"`{name}`" not in PAGE] == []
    errors = [n for n in fazhi_check.__all__ if isinstance(getattr(fazhi_check, n), type)]
    errors = [name for name in errors if issubclass(getattr(fazhi_check, name), Exception)]
    assert [name for name in errors if f"`{name}`" not in PAGE] == []


# Checking.


def test_a_submission_is_loaded_from_its_file():
    for path in (str(HEGANG), HEGANG):
        loaded = fazhi_check.load_submission(path)
        assert loaded.unit.code == "230400"
        assert loaded.entries


@pytest.mark.parametrize(("text", "code"), [("a: [", "FZ103"), ("plan: x\n", "FZ201")])
def test_a_file_without_a_submission_says_why(tmp_path, text, code):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableSubmission, match=code) as caught:
        fazhi_check.load_submission(str(path))
    assert code in {finding.code for finding in caught.value.findings}


def test_a_report_on_real_files_counts_them():
    report = fazhi_check.check([str(HEGANG)])
    assert report.counts()["files"] == 1
    assert report.files[0].assessments


@pytest.mark.parametrize(
    ("paths", "options"),
    [
        (["submissions"], {}),
        (["submissions"], {"fail_on": "overdue"}),
        (["submissions"], {"fail_on": "never"}),
        (["submissions"], {"phase": "集中攻坚"}),
        (["submissions"], {"as_of": "2025-12-31", "fail_on": "逾期"}),
        (["submissions"], {"lead": "法院", "group": "重点"}),
        (["submissions", "absent.yaml"], {}),
        (["absent"], {"fail_on": "never"}),
        (["empty"], {}),
        (["broken.yaml"], {}),
        (["broken.yaml"], {"fail_on": "overdue"}),
        (["submissions"], {"waivers": "broken.yaml", "fail_on": "overdue"}),
    ],
)
def test_the_exit_code_is_that_of_the_command(here, capsys, paths: list[str], options: dict[str, str]):
    (here / "empty").mkdir()
    (here / "broken.yaml").write_text("a: [", "utf-8")
    given = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
    assert fazhi_check.check(paths, **options).exit_code == main([*paths, *given, "--quiet"])


def test_a_path_that_does_not_exist_stops_no_other(here):
    report = fazhi_check.check(["absent.yaml", "submissions"])
    assert [bool(file.assessments) for file in report.files] == [False, True]
    assert [one.code for one in report.files[0].findings] == ["FZ101"]


def test_one_path_is_as_good_as_a_list_and_a_path_as_its_text(here):
    wanted = fazhi_check.check(["submissions/hegang-2023.yaml"])
    whole = Path("submissions")
    for paths in ("submissions/hegang-2023.yaml", whole / HEGANG.name, whole, [whole], iter(["submissions"])):
        assert fazhi_check.check(paths) == wanted


def test_several_processes_say_the_same(here):
    for number in range(4):
        shutil.copy(HEGANG, f"submissions/{number}.yaml")
    assert fazhi_check.check("submissions", jobs=2) == fazhi_check.check("submissions")


@pytest.mark.parametrize("as_of", ["2024-06-30", "2024年6月30日", date(2024, 6, 30), datetime(2024, 6, 30, 12)])
@pytest.mark.parametrize(
    "plan", ["urumqi-14fyp", fazhi_check.load_plan("urumqi-14fyp"), ROOT / "targets" / "urumqi-14fyp"]
)
def test_plans_and_days_are_taken_by_their_text(here, plan, as_of):
    (file,) = fazhi_check.check("submissions", plan=plan, as_of=as_of).files
    assert (file.plan.id, file.as_of) == ("urumqi-14fyp", date(2024, 6, 30))


def test_a_text_is_checked_like_its_file(here):
    path = "submissions/hegang-2023.yaml"
    wanted, raw = fazhi_check.check(path), HEGANG.read_bytes()
    assert fazhi_check.check_text(raw, path) == fazhi_check.check_text(raw.decode(), path) == wanted
    assert fazhi_check.check_text("规划".encode("gbk")).files[0].findings[0].code == "FZ102"


# Refusals.

WRONG_TYPES: list[dict[str, Any]] = [
    {"paths": 1},
    {"paths": None},
    {"paths": b"submissions"},
    {"paths": [1]},
    {"paths": [None]},
    {"checker": "urumqi-14fyp"},
    {"plan": 14},
    {"plan": b"urumqi-14fyp"},
    {"as_of": 20230830},
    {"phase": 2022},
    {"section": 3.3},
    {"lead": ["法院"]},
    {"fail_on": 1},
    {"fail_on": [1]},
    {"select": b"FZ1"},
    {"waivers": 1},
    {"jobs": "2"},
    {"colour": "red"},
]


@pytest.mark.parametrize("given", WRONG_TYPES, ids=str)
def test_what_is_of_a_wrong_kind_is_a_type_error_at_once(monkeypatch, given):
    monkeypatch.setattr(api, "examined", lambda *_: pytest.fail("files are read"))
    with pytest.raises(TypeError) as caught:
        fazhi_check.check(**{"paths": "submissions"} | given)
    assert [name for name in given if name in str(caught.value)]


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"paths": ""}, fazhi_check.WrongArgument, "paths 不能为空"),
        ({"as_of": "2023-02-30"}, fazhi_check.WrongArgument, "as_of 的值“2023-02-30”不对"),
        ({"as_of": "2023-02-28", "phase": "2022"}, fazhi_check.WrongArgument, "as_of 和 phase 不能同时使用"),
        ({"plan": "urumqi-14fyp", "phase": "2023"}, fazhi_check.WrongArgument, "phase 不能是“2023”"),
        ({"section": "9.9"}, fazhi_check.WrongArgument, "section 不能是“9.9”"),
        ({"lead": "法元"}, fazhi_check.WrongArgument, "是不是 法院？"),
        ({"fail_on": "渝期"}, fazhi_check.WrongArgument, "是不是 逾期？"),
        ({"fail_on": ["never", "overdue"]}, fazhi_check.WrongArgument, "只能单独写"),
        ({"select": "FZ999"}, fazhi_check.WrongArgument, "select 不能是“FZ999”"),
        ({"waivers": "absent.yaml"}, fazhi_check.WrongArgument, "找不到：absent.yaml"),
        ({"plan": "urumqi"}, fazhi_check.UnknownPlan, "是不是 urumqi-14fyp？"),
        ({"phase": "2023"}, fazhi_check.UnknownPhase, "没有阶段“2023”"),
    ],
)
def test_what_cannot_be_used_says_what_is_wrong(here, given, error, said):
    with pytest.raises(error) as caught:
        fazhi_check.check(**{"paths": "submissions"} | given)
    assert said in str(caught.value)
    assert "--" not in str(caught.value)
    assert re.search("[A-Za-z]{3}", caught.value.message("en"))
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value) == str(copy.copy(caught.value))


def test_a_broken_plan_lists_its_faults(here):
    (here / "plan").mkdir()
    (here / "plan" / "plan.yaml").write_text("id: x\n", "utf-8")
    with pytest.raises(fazhi_check.BrokenPlan, match=r"plan\.yaml:1:1 FZ201"):
        fazhi_check.check("submissions", plan="plan")


@pytest.mark.parametrize("given", [{"plan": "urumqi-14fyp"}, {"as_of": "2023-08-30"}])
def test_a_checker_made_by_hand_takes_no_texts(given):
    with pytest.raises(TypeError, match="checker_for"):
        fazhi_check.Checker(**given)


def test_a_checker_and_options_beside_it_are_refused():
    with pytest.raises(TypeError, match="as_of"):
        fazhi_check.check("submissions", fazhi_check.Checker(), as_of="2023-08-30")


@pytest.mark.parametrize("load", [fazhi_check.load_plan, fazhi_check.load_submission])
@pytest.mark.parametrize("path", [1, None, b"a", ["a"]])
def test_only_texts_and_paths_are_loaded(load, path):
    with pytest.raises(TypeError, match=type(path).__name__):
        load(path)


# Rows and sentences.


def test_the_rows_are_flat_and_plain(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(submission("  1.1.1-01: {status: under_way}\n  1.2.1-01: {value: 60余}\n  9.9.9-09: {}\n"), "utf-8")
    report = fazhi_check.check(path, plan=SMALL)
    for kind, number in (
        ("assessments", len(report.files[0].assessments)),
        ("findings", len(report.files[0].findings)),
    ):
        rows = fazhi_check.records(report, kind)
        assert len(rows) == number
        assert len({tuple(row) for row in rows}) == 1
        assert json.loads(json.dumps(rows)) == rows
        assert {type(value) for row in rows for value in row.values()} <= {str, int, float, bool, type(None)}
        assert rows == fazhi_check.records(report.files[0], kind)


def test_the_rows_say_what_the_report_says(here):
    report = fazhi_check.check("submissions")
    wanted = json.loads(_printed("submissions", "-f", "json"))["files"][0]["assessments"]
    rows = {row["target"]: row for row in fazhi_check.records(report)}
    assert [rows[one["target"]]["verdict"] for one in wanted] == [one["verdict"] for one in wanted]
    for one in wanted:
        row = rows[one["target"]]
        shared = ("section", "item", "flagged", "required", "reported", "deadline", "lag", "serious", "line", "column")
        assert {name: row[name] for name in shared} == {name: one[name] for name in shared}
        assert row["message"] == one["message"]


def _printed(*args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_check", *args],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return done.stdout.decode()


def test_what_is_no_report_is_refused():
    with pytest.raises(TypeError, match="list"):
        fazhi_check.records([])
    with pytest.raises(fazhi_check.WrongArgument, match="findings"):
        fazhi_check.records(fazhi_check.check(HEGANG), "verdicts")


def test_sentences_say_themselves_in_chinese_unless_asked(here):
    (file,) = fazhi_check.check("submissions").files
    why, finding = file.flagged[0].why, file.findings[0]
    assert (str(why), f"{why}", why.say()) == (why.say("zh"),) * 3
    assert str(finding) == f"{finding.code} {finding.message()}"
    assert str(Text("未填报", "missing")) == "未填报"
    assert f"{Sentence(Text('有 {n} 项', '{n} targets'), {'n': 3})}" == "有 3 项"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"field": "平安"}, "field"),
        ({"lead": " "}, "lead 不能为空"),
        ({"jobs": 0}, "jobs 至少是 1"),
        ({"fail_on": []}, "fail_on 里没有判定"),
    ],
    ids=lambda one: "-".join(one) if isinstance(one, dict) else "",
)
def test_values_that_choose_nothing_are_refused_by_name(options: dict[str, Any], said: str) -> None:
    with pytest.raises(api.WrongArgument, match=said):
        fazhi_check.check(str(ROOT / "submissions" / "hegang-2023.yaml"), plan=str(SMALL), **options)


def test_rows_are_in_one_of_the_two_languages_and_say_what_an_entry_rests_on() -> None:
    report = fazhi_check.check(str(ROOT / "submissions" / "hegang-2023.yaml"))
    assert {row["support"] for row in fazhi_check.records(report)} >= {None, "proven", "claim"}
    with pytest.raises(api.WrongArgument, match="lang 可填"):
        fazhi_check.records(report, lang="fr")  # type: ignore[arg-type]
