"""Settings: which file holds for what is checked, flags above it, every slip in it at its place, `config`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import CJK, edited, mixed, submission, township
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.cli import main
from fazhi_check.words import VERDICTS

Run = Callable[..., Ran]
OWN, SHARED = "fazhi-check.toml", "pyproject.toml"
HEAD = "[tool.fazhi-check]\n"
# The settings these tests are about, in the order of `config`; what is added to them has tests of its own.
NAMED = ("plan", "lang", "fail-on", "select", "ignore", "waivers", "known", "folders")
GATE = ["lagging", "overdue", "unproven", "missing", "invalid", "not_submitted"]


def put(files: dict[str, str | bytes]) -> None:
    """Write files below the working folder."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def rows(done: Ran) -> dict[str, dict[str, Any]]:
    """Return what `config -f json` says, by the names of the settings."""
    assert (done.code, done.err) == (0, "")
    return {row["name"]: row for row in done.json["settings"]}


def lang_of(run: Run, *args: str) -> tuple[Any, str | None]:
    """Return the language that holds, and the file in use: what the tests of finding look at."""
    done = run("config", "-f", "json", *args)
    return rows(done)["lang"]["value"], done.json["file"]


def lang(name: str) -> str:
    return f'lang = "{name}"\n'


# Which file holds.


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({OWN: lang("en")}, OWN, id="own-file-two-folders-above"),
        pytest.param({SHARED: HEAD + lang("en")}, SHARED, id="shared-file-above"),
        pytest.param({f"in/{OWN}": lang("en"), OWN: lang("zh")}, f"in/{OWN}", id="nearer-before-farther"),
        pytest.param({OWN: lang("en"), SHARED: HEAD + lang("zh")}, OWN, id="own-before-shared"),
        pytest.param({f"in/{SHARED}": HEAD + lang("en"), OWN: lang("zh")}, f"in/{SHARED}", id="near-shared-first"),
        pytest.param({f"in/{SHARED}": "[tool.ruff]\n", OWN: lang("en")}, OWN, id="shared-without-our-table"),
        pytest.param({f"in/{SHARED}": "[project\n", OWN: lang("en")}, OWN, id="broken-shared-of-others"),
        pytest.param({f"in/{SHARED}": "# 说明\n".encode("gbk"), OWN: lang("en")}, OWN, id="gbk-shared-of-others"),
        pytest.param({f"in/{SHARED}": '# fazhi-check\n[tool."x"]\n', OWN: lang("en")}, OWN, id="only-mentioned"),
        pytest.param({f"in/{SHARED}": '[tool]\nx = "fazhi-check"\n', OWN: lang("en")}, OWN, id="as-a-value"),
        pytest.param({f"in/{SHARED}": HEAD, OWN: lang("en")}, f"in/{SHARED}", id="an-empty-table-is-one"),
        pytest.param({f"in/{OWN}": "", OWN: lang("en")}, f"in/{OWN}", id="an-empty-own-file-is-one"),
        pytest.param({f"other/{OWN}": lang("zh"), OWN: lang("en")}, OWN, id="not-beside"),
    ],
)
def test_the_nearest_settings_above_a_file_hold(
    run: Run, here: Path, files: dict[str, str | bytes], found: str
) -> None:
    put({**files, "in/deep/a.yaml": ""})
    expected = "en" if b"en" in Path(found).read_bytes() else "zh"
    assert lang_of(run, "in/deep/a.yaml") == (expected, found)


def test_without_a_file_the_defaults_hold(run: Run, here: Path) -> None:
    done = run("config", "-f", "json")
    assert done.json["file"] is None
    defaults = {"plan": None, "lang": "zh", "fail-on": GATE, "waivers": None, "known": None}
    lists: dict[str, Any] = {"select": [], "ignore": [], "folders": []}
    assert {name: row["value"] for name, row in rows(done).items() if name in NAMED} == defaults | lists
    assert {(row["origin"], row["line"], row["column"]) for row in rows(done).values()} == {("default", None, None)}


def test_the_folder_of_what_is_checked_counts_not_the_working_folder(run: Run, here: Path) -> None:
    put({f"team/{OWN}": lang("en"), f"me/{OWN}": lang("zh"), "team/a.yaml": ""})
    with contextlib.chdir("me"):
        assert lang_of(run, "../team/a.yaml") == ("en", str(here / "team" / OWN))
        assert lang_of(run) == ("zh", OWN)


def test_a_folder_may_hold_its_own_settings(run: Run, here: Path) -> None:
    put({f"team/{OWN}": lang("en"), OWN: lang("zh")})
    assert lang_of(run, "team") == ("en", f"team/{OWN}")
    assert lang_of(run, "team/") == ("en", f"team/{OWN}")
    assert lang_of(run, ".") == ("zh", OWN)


def test_standard_input_stands_in_the_working_folder_unless_named(run: Run, here: Path) -> None:
    put({f"team/{OWN}": lang("en"), OWN: lang("zh")})
    assert lang_of(run, "-") == ("zh", OWN)
    assert lang_of(run, "-", "--stdin-filename", "team/a.yaml") == ("en", f"team/{OWN}")


def test_the_settings_of_a_named_standard_input_are_used(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put({f"team/{OWN}": f'plan = "{SMALL.as_posix()}"\nfail-on = "missing"\n'})
    text = township("overdue").encode()
    for name, code in (("team/a.yaml", 0), ("a.yaml", 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
        assert run("-", "--stdin-filename", name).code == code


def test_without_a_path_the_folders_are_checked(run: Run, here: Path) -> None:
    put({OWN: f'plan = "{SMALL.as_posix()}"\nfolders = ["reports", "more/b.yaml"]\n', "x.yaml": township("met")})
    put({"reports/a.yaml": township("met"), "more/b.yaml": township("met"), "more/c.yaml": township("met")})
    assert [one["path"] for one in run("-f", "json").json["files"]] == ["reports/a.yaml", "more/b.yaml"]
    (here / "reports" / "in").mkdir()
    with contextlib.chdir("reports/in"):
        found = [one["path"] for one in run("-f", "json").json["files"]]
    assert [Path(path).relative_to(here).as_posix() for path in found] == ["reports/a.yaml", "more/b.yaml"]


def test_a_path_stands_above_the_folders(run: Run, here: Path) -> None:
    put({OWN: f'plan = "{SMALL.as_posix()}"\nfolders = "reports"\n', "x.yaml": township("met")})
    put({"reports/a.yaml": township("met")})
    assert [one["path"] for one in run("x.yaml", "-f", "json").json["files"]] == ["x.yaml"]


@pytest.mark.parametrize("text", ["", "folders = []\n", 'folders = ""\n'])
def test_without_path_and_folders_it_is_said_what_is_missing(run: Run, here: Path, text: str) -> None:
    put({OWN: text})
    done = run("check")
    assert (done.code, done.out) == (2, "")
    assert "PATH" in done.err
    assert "folders" in done.err


def test_a_configured_folder_that_is_not_there_is_wrong_usage(run: Run, here: Path) -> None:
    put({OWN: 'folders = "reports"\n'})
    done = run("check", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "reports" in done.err


TWO = {
    f"a/{OWN}": lang("en"),
    f"b/{OWN}": lang("zh"),
    "a/a.yaml": township("met"),
    "b/b.yaml": township("met"),
    "c.yaml": township("met"),
}


@pytest.mark.parametrize(
    ("paths", "used"),
    [
        pytest.param(("a/a.yaml", "b/b.yaml"), f"a/{OWN}", id="as-near-the-first-named"),
        pytest.param(("b", "a"), f"b/{OWN}", id="the-first-named"),
        pytest.param(("b/deep", "a"), f"a/{OWN}", id="nearer"),
        pytest.param(("b", "c.yaml"), f"b/{OWN}", id="beside-none"),
        pytest.param(("-", "b"), f"b/{OWN}", id="beside-standard-input"),
        pytest.param(("a", "b", "top"), OWN, id="above-the-working-folder"),
    ],
)
def test_of_several_settings_the_nearest_to_the_working_folder_holds_for_the_run(
    run: Run, here: Path, paths: tuple[str, ...], used: str
) -> None:
    put({**TWO, f"b/deep/{OWN}": lang("zh"), "b/deep/c.yaml": ""})
    if "top" in paths:
        put({OWN: lang("en"), "top/a.yaml": ""})
    assert lang_of(run, *paths)[1] == used


def gate(fail_on: str) -> str:
    """Return settings with a gate, against the small plan."""
    return f'plan = "{SMALL.as_posix()}"\nfail-on = "{fail_on}"\n'


@pytest.mark.parametrize(
    ("gates", "code", "failed"),
    [
        pytest.param(("overdue", "never"), 1, {"in/a.yaml"}, id="the-outer-fails"),
        pytest.param(("never", "overdue"), 1, {"in/b/b.yaml"}, id="the-inner-fails"),
        pytest.param(("overdue", "overdue"), 1, {"in/a.yaml", "in/b/b.yaml"}, id="both-fail"),
        pytest.param(("never", "lagging"), 0, set(), id="none-fails"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_file_is_judged_by_its_nearest_settings_and_the_gate_is_the_sum(
    run: Run, here: Path, gates: tuple[str, str], code: int, failed: set[str], jobs: str
) -> None:
    late = township("overdue")
    put({f"in/{OWN}": gate(gates[0]), f"in/b/{OWN}": gate(gates[1]), "in/a.yaml": late, "in/b/b.yaml": late})
    put({f"in/b/c{number}.yaml": township("met").replace("甲市", f"乙{number}") for number in range(20)})
    put({"in/z.yaml": township("met")})
    done = run("in", "-f", "json", "--jobs", jobs)
    assert done.code == code
    paths = [one["path"] for one in done.json["files"]]
    assert paths == ["in/a.yaml", "in/z.yaml", "in/b/b.yaml", *sorted(f"in/b/c{number}.yaml" for number in range(20))]
    assert not_passed(run, "in") == failed
    saved = Path("saved.json")
    saved.write_text(done.out, "utf-8")
    again, direct = run("reformat", "saved.json", "--plan", SMALL), run("in")
    assert (again.out, again.code) == (direct.out, direct.code)


def not_passed(run: Run, *paths: str) -> set[str]:
    """Return the files that a report of services says have failed."""
    suites = ET.fromstring(run(*paths, "-f", "junit").out)
    return {
        suite.get("file") or suite.get("name", "") for suite in suites if suite.find("./testcase/failure") is not None
    }


def test_a_list_that_several_settings_name_is_told_once(run: Run, here: Path) -> None:
    waiver = "- {target: 1.1.1-03, unit: 不在, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: 2024-12-31}\n"
    put({"w.yaml": waiver, f"a/{OWN}": 'waivers = "../w.yaml"\n', f"b/{OWN}": 'waivers = "../w.yaml"\n'})
    put({"a/a.yaml": township("met"), "b/b.yaml": township("met").replace("甲市", "乙市")})
    done = run("a", "b", "--plan", SMALL, "-f", "json")
    assert [one["path"] for one in done.json["files"]] == ["a/a.yaml", "b/b.yaml", "w.yaml"]
    assert [found["code"] for found in done.json["files"][-1]["findings"]] == ["FZ602"]


def test_one_file_for_several_paths_is_no_conflict(run: Run, here: Path) -> None:
    put({OWN: lang("en"), "a/a.yaml": "", "b/b.yaml": ""})
    assert lang_of(run, "a", "b/b.yaml", "-") == ("en", OWN)


def test_a_named_file_or_none_settles_a_conflict(run: Run, here: Path) -> None:
    put(TWO)
    assert lang_of(run, "a", "b", "--config", f"a/{OWN}") == ("en", f"a/{OWN}")
    assert lang_of(run, "a", "b", "--no-config") == ("zh", None)
    done = run("a", "b", "--no-config", "--plan", SMALL)
    assert (done.code, done.err) == (0, "")


def test_a_named_file_may_have_any_name_and_place(run: Run, here: Path) -> None:
    put({"etc/gate.toml": lang("en"), f"etc/{SHARED}": HEAD + lang("en"), OWN: lang("zh")})
    assert lang_of(run, "--config", "etc/gate.toml") == ("en", "etc/gate.toml")
    assert lang_of(run, f"--config=etc/{SHARED}") == ("en", f"etc/{SHARED}")


def test_a_named_file_that_is_not_there_is_wrong_usage(run: Run, here: Path) -> None:
    done = run("config", "--config", "gate.toml")
    assert (done.code, done.out) == (2, "")
    assert "gate.toml" in done.err


def test_no_config_spares_even_a_broken_file(run: Run, here: Path) -> None:
    put({OWN: "lang = \n", "a.yaml": township("met")})
    assert run("a.yaml", "--plan", SMALL).code == 2
    assert run("a.yaml", "--plan", SMALL, "--no-config").code == 0


def test_a_folder_of_that_name_is_no_file_of_settings(run: Run, here: Path) -> None:
    put({f"in/{OWN}/x.txt": "", OWN: lang("en"), "in/a.yaml": ""})
    assert lang_of(run, "in/a.yaml") == ("en", OWN)


HOLDS = ("# 门禁\n[project]\nname = 'x'\n", "\n[tool.other]\nlang = 'zh'\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("[tool.fazhi-check]\nlang = 'en'\n", (5, 8), id="table"),
        pytest.param("[ tool . \"fazhi-check\" ]\n  'lang'  =  'en'\n", (5, 14), id="quoted"),
        pytest.param('["tool"."fazhi-check"]\n"lang"=\'en\'\n', (5, 8), id="both-quoted"),
        pytest.param("[tool]\nfazhi-check.lang = 'en'\n", (5, 20), id="half-dotted"),
        pytest.param("[tool]\n fazhi-check . lang = 'en'\n", (5, 23), id="blanks-about-the-dot"),
        pytest.param(
            "[tool.fazhi-check]\nplan = '''\nlang = 'zh'\n'''\nlang = 'en'\n",
            (8, 8),
            id="text-of-lines",
        ),
        pytest.param("[tool]\nfazhi-check = {lang = 'en'}\n", (5, 23), id="inline"),
        pytest.param("[tool]\nfazhi-check = {plan = 'lang', lang = 'en'}\n", (5, 38), id="inline-second"),
        pytest.param("['tool']\nfazhi-check.lang = 'en'\n", (5, 20), id="half-quoted"),
        pytest.param('["\\u0074ool".fazhi-check]\nlang = "en"\n', (5, 8), id="escaped"),
    ],
)
def test_our_table_is_found_however_it_is_written(run: Run, here: Path, text: str, place: tuple[int, int]) -> None:
    put({SHARED: text.join(HOLDS)})
    row = rows(run("config", "-f", "json"))["lang"]
    assert row == {"name": "lang", "value": "en", "origin": "file", "line": place[0], "column": place[1]}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("tool.fazhi-check.lang = 'en'\n", 25, id="dotted"),
        pytest.param("tool.fazhi-check = {lang = 'en'}\n", 28, id="dotted-inline"),
        pytest.param("tool = {fazhi-check = {lang = 'en'}}\n", 31, id="inline-in-inline"),
        pytest.param("tool = {ruff = {}, fazhi-check.lang = 'en'}\n", 39, id="dotted-in-inline"),
    ],
)
def test_our_table_may_stand_above_every_head(run: Run, here: Path, text: str, column: int) -> None:
    put({SHARED: text})
    row = rows(run("config", "-f", "json"))["lang"]
    assert row == {"name": "lang", "value": "en", "origin": "file", "line": 1, "column": column}


# What a setting does, and the flag above it.


def codes(done: Ran) -> set[str]:
    return {finding["code"] for one in done.json["files"] for finding in one["findings"]}


WAIVER = "- {target: 1.1.1-03, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: 2024-12-31}\n"
KNOWN = '- {plan: small, unit: 甲市, code: "650100", level: township, findings: [overdue 1.1.1-03]}\n'


@pytest.fixture
def scene(here: Path, tmp_path: Path) -> Callable[[str], None]:
    """A township that is late, with a plan, waivers and known findings beside it; settings are added."""
    (here / "plans").mkdir()
    edited(here / "plans" / "mine", "plan.yaml")
    edited(here / "plans" / "yours", "plan.yaml", ("title: 示例规划", "title: 另一规划"))
    put({"in/a.yaml": township("overdue"), "w.yaml": WAIVER, "none.yaml": "[]\n", "k.yaml": KNOWN})

    def settle(text: str) -> None:
        put({OWN: f"plan = 'plans/mine'\n{text}" if "plan" not in text else text})

    return settle


EFFECTS = [
    pytest.param("plan = 'plans/mine'", ("--plan", "plans/yours"), ("示例规划", "另一规划"), id="plan"),
    pytest.param("lang = 'en'", ("--lang", "zh"), ("deadline", "时限"), id="lang"),
    pytest.param("fail-on = 'missing'", ("--fail-on", "逾期"), (0, 1), id="fail-on"),
    pytest.param("fail-on = 'never'", ("--fail-on", "overdue,lagging"), (0, 1), id="fail-on-never"),
    pytest.param("select = 'FZ4'", ("--select", "FZ5"), (set(), {"FZ502"}), id="select"),
    pytest.param("ignore = ['FZ5']", ("--ignore", "FZ4"), (set(), {"FZ502"}), id="ignore"),
    pytest.param("waivers = 'w.yaml'", ("--waivers", "none.yaml"), (0, 1), id="waivers"),
    pytest.param("known = 'k.yaml'", ("--known", "none.yaml"), (0, 1), id="known"),
]


def effect(done: Ran, looked_for: Any) -> bool:
    """Tell whether a run shows what is looked for: an exit code, its codes, or a word of its table."""
    if isinstance(looked_for, int):
        return done.code == looked_for
    if isinstance(looked_for, set):
        return codes(done) == looked_for
    return looked_for in done.out


@pytest.mark.parametrize(("text", "flag", "shows"), EFFECTS)
def test_a_setting_works_and_its_flag_stands_above_it(
    run: Run, scene: Callable[[str], None], text: str, flag: tuple[str, str], shows: tuple[Any, Any]
) -> None:
    scene(text + "\n")
    form = ("-f", "json" if isinstance(shows[0], set) else "csv")
    if "plan" in text:
        form = ("-f", "table")
    assert effect(run("in", *form), shows[0])
    assert effect(run("in", *form, *flag), shows[1])
    assert not effect(run("in", *form, *flag), shows[0])


@pytest.mark.parametrize(("text", "flag", "shows"), EFFECTS)
def test_config_tells_a_flag_from_the_file(
    run: Run, scene: Callable[[str], None], text: str, flag: tuple[str, str], shows: tuple[Any, Any]
) -> None:
    scene(text + "\n")
    name = flag[0].removeprefix("--")
    by_file, by_flag = (rows(run("config", "-f", "json", *given))[name] for given in ((), flag))
    assert by_file["origin"] == "file"
    assert by_flag["origin"] == "flag"
    assert (by_flag["line"], by_flag["column"]) == (None, None)
    assert by_flag["value"] != by_file["value"]


@pytest.mark.parametrize(
    "flag",
    [("--select", "FZ999"), ("--fail-on", "overdu"), ("--plan", "urumqi"), ("--known", "none.yaml")],
    ids=" ".join,
)
def test_config_refuses_the_flags_that_check_refuses(run: Run, here: Path, flag: tuple[str, str]) -> None:
    put({"a.yaml": township("met")})
    assert run("a.yaml", *flag).code == 2
    assert run("config", *flag).code == 2


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        pytest.param(("--fail-on", "逾期，missing"), ["overdue", "missing"], id="fail-on"),
        pytest.param(("--select", "fz3，FZ4", "--select", "FZ501"), ["FZ3", "FZ4", "FZ501"], id="select"),
        pytest.param(("--ignore", "FZ3,FZ4"), ["FZ3", "FZ4"], id="ignore"),
    ],
)
def test_config_shows_lists_of_flags_as_the_lists_they_are(
    run: Run, here: Path, flag: tuple[str, ...], value: list[str]
) -> None:
    assert rows(run("config", "-f", "json", *flag))[flag[0].removeprefix("--")]["value"] == value


def test_the_language_of_the_file_holds_for_messages_too(run: Run, here: Path) -> None:
    put({OWN: lang("en"), "a.yaml": township("met")})
    assert not CJK.search(run("a.yaml", "--as-of", "2023").err)
    assert CJK.search(run("a.yaml", "--as-of", "2023", "--lang", "zh").err)
    assert not CJK.search(run("a.yaml.absent").err)


def test_paths_of_the_file_are_taken_from_its_folder(run: Run, scene: Callable[[str], None], here: Path) -> None:
    scene("plan = 'plans/mine'\nwaivers = 'w.yaml'\nknown = './k.yaml'\nfolders = ['in']\n")
    (here / "else").mkdir()
    with contextlib.chdir("else"):
        done = run("-f", "json", "--config", f"../{OWN}")
        shown = rows(run("config", "-f", "json", "--config", f"../{OWN}"))
    assert (done.code, [Path(one["path"]).name for one in done.json["files"]]) == (0, ["a.yaml"])
    assert done.json["files"][0]["counts"]["waived"] == 1
    for name, inner in (("plan", "plans/mine"), ("waivers", "w.yaml"), ("known", "k.yaml")):
        assert (here / "else" / shown[name]["value"]).resolve() == here / inner
    assert [(here / "else" / one).resolve() for one in shown["folders"]["value"]] == [here / "in"]


def test_an_id_of_a_plan_stays_an_id(run: Run, here: Path) -> None:
    put({f"team/{OWN}": "plan = 'urumqi-14fyp'\n"})
    assert rows(run("config", "team", "-f", "json"))["plan"]["value"] == "urumqi-14fyp"


def test_paths_below_the_working_folder_are_shown_from_there(run: Run, here: Path) -> None:
    put({f"team/{OWN}": "waivers = 'w.yaml'\nknown = './in/../k.yaml'\n"})
    shown = rows(run("config", "team", "-f", "json"))
    assert (shown["waivers"]["value"], shown["known"]["value"]) == ("team/w.yaml", "team/k.yaml")


def test_what_is_configured_is_no_submission(run: Run, here: Path) -> None:
    (here / "team").mkdir()
    edited(here / "team" / "plan", "plan.yaml")
    put({"team/w.yaml": WAIVER, "team/k.yaml": KNOWN, "team/a.yaml": township("overdue"), "team/b.yaml": "[]\n"})
    put({f"team/{OWN}": "plan = 'plan'\nwaivers = 'w.yaml'\nknown = 'k.yaml'\n"})
    files = run("team", "-f", "json").json["files"]
    assert [one["path"] for one in files if one["path"] != "team/k.yaml"] == ["team/a.yaml", "team/b.yaml"]
    by_flags = ("--plan", "team/plan", "--waivers", "team/w.yaml", "--known", "team/k.yaml")
    assert run("team", "-f", "json", "--no-config", *by_flags).json["files"] == files


def test_a_configured_file_that_is_named_is_no_submission_either(run: Run, here: Path) -> None:
    put({"w.yaml": WAIVER, "a.yaml": township("overdue"), OWN: "waivers = 'w.yaml'\n"})
    assert run("w.yaml", "a.yaml", "--plan", SMALL).out == run("a.yaml", "--plan", SMALL).out
    assert run("w.yaml", "--plan", SMALL).code == 3


@pytest.mark.parametrize("name", ["waivers", "known"])
def test_a_configured_list_that_is_not_there_is_wrong_usage(run: Run, here: Path, name: str) -> None:
    put({f"team/{OWN}": f"{name} = 'none.yaml'\n", "team/a.yaml": township("met")})
    done = run("team", "--plan", SMALL)
    assert (done.code, done.out) == (2, "")
    assert "team/none.yaml" in done.err


# Slips.


class Slip(NamedTuple):
    """A text that cannot be used: where and as what it is told, with a word of the message in each language."""

    text: str | bytes
    at: str
    code: str
    zh: str = ""
    en: str = ""


SLIPS = {
    "unknown-key": Slip("lnag = 'en'\n", ":1:1", "FZ202", "是不是“lang”", "did you mean lang?"),
    "key-with-underscore": Slip("lang = 'zh'\nfail_on = 'never'\n", ":2:1", "FZ202", "“fail-on”", "mean fail-on?"),
    "unknown-key-far-from-all": Slip("\n\n  xyzzy = 1\n", ":3:3", "FZ202", "folders", "waivers"),
    "unknown-quoted-key": Slip("'lnag' = 'en'\n", ":1:1", "FZ202", "是不是“lang”", "did you mean lang?"),
    "unknown-table": Slip("lang = 'en'\n\n[ slect ]\n", ":3:3", "FZ202", "是不是“select”", "did you mean select?"),
    "unknown-table-in-a-table": Slip("lang = 'en'\n[slect.x]\n", ":2:2", "FZ202", "“select”", "mean select?"),
    "unknown-list-of-tables": Slip("lang = 'en'\n[[slect]]\n", ":2:3", "FZ202", "“select”", "mean select?"),
    "unknown-dotted-key": Slip("lang = 'en'\nslect.x = 'en'\n", ":2:1", "FZ202", "“select”", "mean select?"),
    "unknown-code": Slip("select = ['FZ5', 'FZ3001']\n", ":1:18", "FZ203", "是不是 FZ301", "did you mean FZ301?"),
    "unknown-code-in-a-text": Slip('ignore = "FZ5, FZ3001"\n', ":1:10", "FZ203", "FZ301", "FZ301?"),
    "code-of-a-plan": Slip("ignore = 'FZX'\n", ":1:10", "FZ203", "FZ101", "FZ101"),
    "unknown-verdict": Slip("fail-on = ['missing', 'overdu']\n", ":1:23", "FZ203", "是不是 overdue", "mean overdue?"),
    "unknown-chinese-verdict": Slip("fail-on = '逾其'\n", ":1:11", "FZ203", "overdue", "overdue"),
    "unknown-language": Slip("lang = 'eng'\n", ":1:8", "FZ203", "是不是“en”", "did you mean en?"),
    "language-as-a-list": Slip("lang = ['en']\n", ":1:8", "FZ203", "zh", "zh, en"),
    "plan-as-a-list": Slip("plan = ['a']\n", ":1:8", "FZ203", "一段文字", "text"),
    "plan-as-a-table": Slip("[plan]\na = 1\n", ":1:2", "FZ203", "一段文字", "text"),
    "empty-text": Slip("known = ' '\n", ":1:9", "FZ203", "不能为空", "not empty"),
    "empty-folder": Slip("folders = ['a', '']\n", ":1:17", "FZ203", "不能为空", "not empty"),
    "select-as-a-table": Slip("select = {FZ5 = true}\n", ":1:10", "FZ203", "列表", "list"),
    "select-as-a-number": Slip("select = 5\n", ":1:10", "FZ203", "select", "select"),
    "a-number-among-codes": Slip("select = ['FZ5', 3]\n", ":1:18", "FZ203", "select", "select"),
    "a-list-among-codes": Slip("select = [['FZ5']]\n", ":1:11", "FZ203", "select", "select"),
    "plan-as-a-number": Slip("plan = 5\n", ":1:8", "FZ203", "一段文字", "text"),
    "known-as-a-truth": Slip("known = true\n", ":1:9", "FZ203", "一段文字", "text"),
    "waivers-as-a-day": Slip("waivers = 2024-01-01\n", ":1:11", "FZ203", "一段文字", "text"),
    "folder-as-a-number": Slip("folders = [1]\n", ":1:12", "FZ203", "一段文字", "text"),
    "never-beside-another": Slip("fail-on = ['never', 'overdue']\n", ":1:", "FZ203", "never", "never"),
    "an-empty-gate": Slip("fail-on = []\n", ":1:11", "FZ203", "never", "never"),
    "duplicate-key": Slip("lang = 'en'\nplan = 'a'\nlang = 'zh'\nknown = 'k'\n", ":3:", "FZ103", "TOML", "TOML"),
    "duplicate-key-at-the-end": Slip("lang = 'en'\n'lang' = 'zh'", ":2:", "FZ103", "TOML", "TOML"),
    "syntax-in-the-middle": Slip("lang = 'en'\nplan = = 'a'\nknown = 'k'\n", ":2:8", "FZ103", "TOML", "TOML"),
    "full-width-equals": Slip("lang ＝ 'en'\n", ":1:6", "FZ103", "TOML", "TOML"),
    "yaml-instead": Slip("lang: en\n", ":1:5", "FZ103", "TOML", "TOML"),
    "open-text-at-the-end": Slip("lang = 'en'\nplan = 'a", ":2:10", "FZ103", "TOML", "TOML"),
    "open-list-at-the-end": Slip("select = [\n  'FZ5',", ":2:9", "FZ103", "TOML", "TOML"),
    "byte-order-mark": Slip(b"\xef\xbb\xbflnag = 'en'\n", ":1:1", "FZ202", "是不是“lang”", "did you mean lang?"),
    "carriage-returns": Slip("plan = 'a'\r\nlang = 'eng'\r\n", ":2:8", "FZ203", "是不是“en”", "did you mean en?"),
    "gbk": Slip("lang = 'zh'\nplan = '规划'\n".encode("gbk"), ":2:9", "FZ102", "GBK", "GBK"),
    "nul": Slip(b"lang = '\0'\n", ":1:9", "FZ102", "UTF-8", "UTF-8"),
    "too-large": Slip("#" * 2**24, " ", "FZ105", "", ""),
    "too-deep": Slip("a = " + "[" * 20_000, ":1:", "FZ103", "TOML", "TOML"),
    "an-endless-number": Slip("plan = 1" + "0" * 6000 + "\n", ":1:", "FZ", "", ""),
}


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_slip_is_told_with_its_place_and_what_was_meant(run: Run, here: Path, name: str, language: str) -> None:
    slip = SLIPS[name]
    put({OWN: slip.text, "a.yaml": township("met")})
    done = run("a.yaml", "--plan", SMALL, "--lang", language)
    assert (done.code, done.out) == (2, "")
    first, second, *_ = done.err.splitlines()
    assert bool(CJK.search(first)) == (language == "zh")
    assert second.startswith(f"{OWN}{slip.at}")
    assert f" {slip.code}" in second
    assert (slip.zh if language == "zh" else slip.en) in second
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", ["unknown-key", "syntax-in-the-middle", "unknown-code"])
def test_a_slip_in_the_shared_file_is_told_from_its_own_start(run: Run, here: Path, name: str) -> None:
    slip = SLIPS[name]
    assert isinstance(slip.text, str)
    put({SHARED: f"[project]\n\n{HEAD}{slip.text}"})
    line, column = (int(part) for part in slip.at[1:].split(":"))
    done = run("config")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[1].startswith(f"{SHARED}:{line + 3}:{column} {slip.code} ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[tool.fazhi-check]\nlang = \n", id="table"),
        pytest.param("[tool]\nfazhi-check.lang = \n", id="dotted"),
        pytest.param("tool = {fazhi-check = {lang = }}\n", id="inline"),
        pytest.param("[tool]\nfazhi-check = 3\n", id="no-table"),
        pytest.param("[[tool.fazhi-check]]\nlang = 'en'\n", id="a-list-of-tables"),
    ],
)
def test_a_shared_file_that_breaks_our_table_is_broken(run: Run, here: Path, text: str) -> None:
    put({SHARED: text})
    done = run("config")
    assert (done.code, done.out) == (2, "")
    assert SHARED in done.err


def test_every_slip_is_told_at_once_in_the_order_of_places(run: Run, here: Path) -> None:
    put({OWN: "lnag = 'en'\nfail-on = ['overdu', 'mising']\n\nlang = 'fr'\n"})
    told = [line.split(" ")[0] for line in run("config").err.splitlines()[1:]]
    assert told == [f"{OWN}:1:1", f"{OWN}:2:12", f"{OWN}:2:22", f"{OWN}:4:8"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("select = [\n  'FZ1', # first\n  'FZ999',\n]\n", (3, 3), id="lines"),
        pytest.param("select = [ # not 'FZ999'\n  'FZ1',\n\n\t'FZ999' ]\n", (4, 2), id="named-in-a-comment"),
        pytest.param("select = [\n  # 'FZ999'\n  'FZ1', 'FZ999' ]\n", (3, 10), id="comment-above"),
        pytest.param("select = ['FZ1', 'FZ1', 'FZ999']\n", (1, 25), id="after-repetition"),
        pytest.param("select = ['FZ1', \"FZ\\u0039\\u0039\\u0039\"]\n", (1, 18), id="escaped"),
        pytest.param("select = ['FZ1', '''FZ999''']\n", (1, 18), id="three-quotes"),
        pytest.param("select = ['''\nFZ1''', 'FZ999']\n", (2, 9), id="after-a-text-of-lines"),
        pytest.param("select = ['FZ1', ' FZ999 ']\n", (1, 18), id="blanks-inside"),
        pytest.param("'select' = [ 'FZ999' ]\n", (1, 14), id="quoted-key"),
        pytest.param("select = [\"FZ1\", # ]\n 'FZ999', # '\n]\n", (2, 2), id="brackets-in-comments"),
    ],
)
def test_a_slip_in_a_list_is_told_at_its_item(run: Run, here: Path, text: str, place: tuple[int, int]) -> None:
    put({OWN: text})
    assert run("config").err.splitlines()[1].startswith(f"{OWN}:{place[0]}:{place[1]} FZ203 ")


def test_each_of_two_equal_slips_has_its_own_place(run: Run, here: Path) -> None:
    put({OWN: "fail-on = ['overdu',\n  'missing',\n  'overdu']\n"})
    told = [line.split(" ")[0] for line in run("config").err.splitlines()[1:]]
    assert told == [f"{OWN}:1:12", f"{OWN}:3:3"]


@pytest.mark.parametrize("what", ["folder", "link-to-nothing"])
def test_a_named_file_that_cannot_be_opened_is_told(run: Run, here: Path, what: str) -> None:
    if what == "folder":
        (here / OWN).mkdir()
    else:
        (here / OWN).symlink_to("gone")
    done = run("config", "--config", OWN)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[1].startswith(f"{OWN} FZ101 ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(run: Run, here: Path) -> None:
    put({OWN: lang("en")})
    (here / OWN).chmod(0)
    done = run("config")
    assert (done.code, done.out) == (2, "")
    assert f"{OWN} FZ101 " in done.err


@pytest.mark.parametrize(
    "command", [("check", "a.yaml"), ("config",), ("known", "write", "a.yaml", "--known", "k.yaml")]
)
@pytest.mark.parametrize("form", [(), ("-f", "json")], ids=["table", "json"])
def test_every_command_that_reads_settings_refuses_broken_ones(
    run: Run, here: Path, command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    put({OWN: "lnag = 'en'\n", "a.yaml": township("met")})
    done = run(*command, *(form if command[0] != "known" else ()))
    assert (done.code, done.out) == (2, "")
    assert f"{OWN}:1:1 FZ202 " in done.err
    assert {path.name for path in here.iterdir()} == {OWN, "a.yaml"}


# Ways to write a value.


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        pytest.param("select = 'FZ5, fz3，FZ4、FZ202'\n", "select", ["FZ5", "FZ3", "FZ4", "FZ202"], id="commas"),
        pytest.param("select = 'FZ5,'\n", "select", ["FZ5"], id="comma-at-the-end"),
        pytest.param("select = []\n", "select", [], id="empty-list"),
        pytest.param("ignore = ['fz501']\n", "ignore", ["FZ501"], id="small-letters"),
        pytest.param("fail-on = '逾期，未填报'\n", "fail-on", ["overdue", "missing"], id="chinese-verdicts"),
        pytest.param("fail-on = ['逾期', 'missing']\n", "fail-on", ["overdue", "missing"], id="both-languages"),
        pytest.param("fail-on = 'never'\n", "fail-on", ["never"], id="never"),
        pytest.param("folders = 'a, b'\n", "folders", ["a", "b"], id="folders-by-commas"),
        pytest.param('plan = """urumqi-14fyp"""\n', "plan", "urumqi-14fyp", id="three-quotes"),
        pytest.param('plan = "urumqi\\u002D14fyp"\n', "plan", "urumqi-14fyp", id="escape"),
        pytest.param("known = '已知 问题.yaml'\n", "known", "已知 问题.yaml", id="chinese-name"),
        pytest.param("'lang' = 'en'\n", "lang", "en", id="quoted-key"),
        pytest.param('"fail-on" = "never"\n', "fail-on", ["never"], id="double-quoted-key"),
        pytest.param('"l\\u0061ng" = "en"\n', "lang", "en", id="escaped-key"),
        pytest.param("lang='en'#x\n", "lang", "en", id="no-blanks"),
        pytest.param("\ufefflang = 'en'\n", "lang", "en", id="byte-order-mark"),
        pytest.param("lang = 'en'\r\nselect = []\r\n", "lang", "en", id="carriage-returns"),
    ],
)
def test_a_value_may_be_written_in_many_ways(run: Run, here: Path, text: str, name: str, value: Any) -> None:
    put({OWN: text})
    row = rows(run("config", "-f", "json"))[name]
    assert (row["value"], row["origin"], row["line"]) == (value, "file", 1)


@pytest.mark.parametrize("text", ["", "# 空\n", "\n\n"])
def test_a_file_that_sets_nothing_changes_nothing(run: Run, here: Path, text: str) -> None:
    put({OWN: text})
    done = run("config", "-f", "json")
    assert done.json["file"] == OWN
    assert {row["origin"] for row in rows(done).values()} == {"default"}


# The page of `config`.

SHOWN = """\
# 门禁
plan = "urumqi-14fyp"
fail-on = [
  "overdue", # 逾期
  "missing",
]
folders = ["submissions"]
"""
ZH = """\
配置文件：fazhi-check.toml
  plan      urumqi-14fyp                                    fazhi-check.toml:2:8
  lang      zh                                                              默认
  fail-on   overdue, missing                               fazhi-check.toml:3:11
  select    FZ5                                                           命令行
  ignore    （没有）                                                        默认
  waivers   （没有）                                                        默认
  known     （没有）                                                        默认
  folders   submissions                                    fazhi-check.toml:7:11
"""
EN = """\
settings: fazhi-check.toml
  plan      urumqi-14fyp                                    fazhi-check.toml:2:8
  lang      en                                                      command line
  fail-on   overdue, missing                               fazhi-check.toml:3:11
  select    FZ5                                                     command line
  ignore    (none)                                                       default
  waivers   (none)                                                       default
  known     (none)                                                       default
  folders   submissions                                    fazhi-check.toml:7:11
"""


def width(line: str) -> int:
    """Return how many columns a line takes, without its end."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line.rstrip("\n"))


@pytest.mark.parametrize(("flags", "page"), [((), ZH), (("--lang", "en"), EN)], ids=["zh", "en"])
def test_config_is_a_page_of_80_columns(run: Run, here: Path, flags: tuple[str, ...], page: str) -> None:
    put({OWN: SHOWN})
    done = run("config", "--select", "FZ5", *flags)
    assert (done.code, done.err) == (0, "")
    head, *lines = done.out.splitlines(keepends=True)
    assert "".join([head, *(line for line in lines if line.split()[0] in NAMED)]) == page
    assert max(map(width, lines)) <= 80


def test_config_as_json_has_the_same(run: Run, here: Path) -> None:
    put({OWN: SHOWN})
    done = run("config", "--select", "FZ5", "-f", "json")
    assert (done.json["schema_version"], done.json["file"]) == (1, OWN)
    assert tuple(name for name in rows(done) if name in NAMED) == NAMED
    told = {name: (row["value"], row["origin"], row["line"], row["column"]) for name, row in rows(done).items()}
    assert told["fail-on"] == (["overdue", "missing"], "file", 3, 11)
    assert told["select"] == (["FZ5"], "flag", None, None)
    assert told["known"] == (None, "default", None, None)


def test_a_long_value_keeps_its_origin_in_sight(run: Run, here: Path) -> None:
    put({OWN: f"folders = {json.dumps([f'folder-{number:02}' for number in range(20)])}\n"})
    done = run("config")
    assert "folder-19" in done.out.replace("\n", "")
    assert f"{OWN}:1:11" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_config_of_no_settings_says_so(run: Run, here: Path) -> None:
    assert run("config").out.splitlines()[0] == "配置文件：（没有）"
    assert run("config", "--lang", "en").out.splitlines()[0] == "settings: (none)"


def test_config_knows_only_its_formats(run: Run, here: Path) -> None:
    done = run("config", "-f", "sarif")
    assert (done.code, done.out) == (2, "")
    assert "json" in done.err


def test_a_bare_command_line_takes_the_folders_of_the_settings_and_shows_the_help_without(run: Run, here: Path) -> None:
    put({OWN: f'plan = "{SMALL.as_posix()}"\nfail-on = "overdue"\n', "in/a.yaml": mixed(), "in/b.yaml": submission("")})
    assert run().out == run("--help").out
    put({OWN: Path(OWN).read_text("utf-8") + 'folders = "in"\n'})
    assert run("check", "-f", "json").json["counts"]["files"] == 2
    assert run() == run("check") == run("in")
    assert run("--lang", "en") == run("in", "--lang", "en")


# The law of settings: what is written is what holds, from where it is written.

plain_texts = st.text(st.sampled_from("abz09 -_#=[]{}\"',\\规划"), min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
names = st.text(st.sampled_from("abz09-_规划"), min_size=1, max_size=8)
verdict_words = st.sampled_from(
    [word for name, text in VERDICTS.items() for word in (name, text.zh) if word != "不适用"]
)
code_words = st.sampled_from(["FZ", "FZ1", "FZ20", "fz301", "FZ5", "FZ801"])
chosen = st.fixed_dictionaries(
    {},
    optional={
        "plan": plain_texts,
        "lang": st.sampled_from(["zh", "en"]),
        "fail-on": st.lists(verdict_words, min_size=1, max_size=4),
        "select": st.lists(code_words, max_size=4),
        "ignore": st.lists(code_words, max_size=3),
        "waivers": names,
        "known": names,
        "folders": st.lists(names, max_size=3),
    },
)
QUOTES = ('"', "'", '"""', "'''")
STYLES = ("own", "table", "dotted", "quoted", pytest.param("inline"))


class Writer:
    """Writes settings as TOML in one style and notes where each value begins."""

    def __init__(self, style: str, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.style, self.draw, self.text = style, draw, ""
        self.places: dict[str, tuple[int, int]] = {}

    def written(self, values: dict[str, Any]) -> str:
        """Return the text."""
        self.text = {"own": "", "table": HEAD, "quoted": '[ tool . "fazhi-check" ]\n', "dotted": ""}.get(
            self.style, "[tool]\nfazhi-check = {"
        )
        for number, (name, value) in enumerate(values.items()):
            self._pair(name, value, number)
        if self.style == "inline":
            self.text += "}\n"
        return self.text or (HEAD if self.style == "dotted" else "")

    def _pair(self, name: str, value: Any, number: int) -> None:
        if self.style == "inline":
            self.text += ", " if number else " "
        else:
            self.text += self.draw(st.sampled_from(["", "\n", "# lang = 'zh'\n", "  ", "\t"]))
        self.text += {"dotted": f"tool.fazhi-check.{name}", "quoted": f'"{name}"'}.get(self.style, name)
        self.text += self.draw(st.sampled_from([" = ", "=", "  =\t"]))
        self.places[name] = self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")
        self.text += self._list(value) if isinstance(value, list) else self._scalar(value)
        if self.style != "inline":
            self.text += self.draw(st.sampled_from(["\n", " # ['\n", "\n\n"]))

    def _scalar(self, value: str) -> str:
        basic = json.dumps(value, ensure_ascii=False)
        quote = self.draw(st.sampled_from(QUOTES))
        if quote[0] in value or "\\" in value or (quote == '"""' and self.style == "inline"):
            return basic
        return f"{quote}{value}{quote}"

    def _list(self, values: list[str]) -> str:
        form = self.draw(st.sampled_from(["text", "line", "lines"]))
        if form == "text":
            return self._scalar(self.draw(st.sampled_from([",", ", ", "，", "、"])).join(values))
        if form == "line" or self.style == "inline":
            return f"[{', '.join(map(self._scalar, values))}]"
        return "[\n" + "".join(f"  {self._scalar(one)}, # known = ]\n" for one in values) + "]"


def told_by_config(text: str, name: str) -> Any:
    """Return what `config -f json` says of a text, in a folder of its own."""
    import tempfile

    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), contextlib.redirect_stdout(out):
        Path(name).write_text(text, "utf-8")
        assert main(["config", "-f", "json"]) == 0
    return json.loads(out.getvalue())


def holds(name: str, value: Any) -> Any:
    """Return a value as it holds: verdicts by their English names, codes in capitals."""
    if name == "fail-on":
        by_name = {text.zh: verdict for verdict, text in VERDICTS.items()}
        return [by_name.get(one, one) for one in value]
    return [one.upper() for one in value] if name in ("select", "ignore") else value


@settings(max_examples=40, deadline=None)
@given(values=chosen, data=st.data())
@pytest.mark.parametrize("style", STYLES)
def test_what_is_written_holds_and_is_told_from_where_it_stands(
    style: str, values: dict[str, Any], data: st.DataObject
) -> None:
    writer = Writer(style, data.draw)
    told = told_by_config(writer.written(values), OWN if style == "own" else SHARED)
    by_file = {row["name"]: row for row in told["settings"] if row["origin"] == "file"}
    assert {name: row["value"] for name, row in by_file.items()} == {name: holds(name, values[name]) for name in values}
    assert {name: (row["line"], row["column"]) for name, row in by_file.items()} == writer.places


def test_settings_may_name_their_schema_and_keep_notes_aside(run: Run, here: Path) -> None:
    put({OWN: '"$schema" = "settings.json"\nx-note = 1\n' + lang("en"), "a.yaml": ""})
    assert lang_of(run, "a.yaml") == ("en", OWN)
    put({OWN: "note = 1\n"})
    assert run("config").code == 2


def test_the_settings_of_the_working_folder_hold_for_a_run_over_what_is_around_it(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put({f"two/{OWN}": lang("zh"), f"two/x/{OWN}": lang("en"), "two/a.yaml": "", "two/x/b.yaml": ""})
    monkeypatch.chdir("two/x")
    assert lang_of(run, "..") == ("en", OWN)


def test_a_format_may_be_a_setting_and_the_option_stands_above_it(run: Run, here: Path) -> None:
    put({OWN: f'format = "json"\nplan = "{SMALL.as_posix()}"\n', "a.yaml": township("met")})
    assert run("a.yaml").json["counts"]["files"] == 1
    assert run("a.yaml", "-f", "concise").out == run("a.yaml", "-f", "concise", "--no-config", "--plan", SMALL).out
    assert rows(run("config", "-f", "json"))["format"]["value"] == "json"


# What papers are given.


LETTER = '[letter]\nnumber = "法治办函〔2024〕5号"\n"发文机关" = "市委依法治市办"\n'


def test_what_papers_are_given_is_a_table_and_flags_stand_above_it_one_by_one(run: Run, here: Path) -> None:
    put({OWN: LETTER})
    given = ["number=法治办函〔2024〕5号", "issuer=市委依法治市办"]
    found = rows(run("config", "-f", "json"))["letter"]
    assert (found["value"], found["origin"], found["line"]) == (given, "file", 1)
    found = rows(run("config", "-f", "json", "--letter", "number=6"))["letter"]
    assert (found["value"], found["origin"]) == ([*given, "number=6"], "flag")


def test_the_table_stands_in_the_shared_file_too(run: Run, here: Path) -> None:
    put({SHARED: LETTER.replace("[letter]", "[tool.fazhi-check.letter]")})
    assert rows(run("config", "-f", "json"))["letter"]["line"] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[letter]\nnumbr = "x"\n', "2:1 FZ202 不认识的键“numbr”，是不是“number”？"),
        ('[letter]\n"文 号" = "x"\n', "2:1 FZ202 不认识的键“文 号”，是不是“文号”？"),
        ("[letter]\ndate = 2024-01-15\n", "2:8 FZ203 成文日期（date）的值“2024-01-15”不对：这里应是一段文字，要加引号"),
        ('[letter]\nissuer = ""\n', "2:10 FZ203"),
        ('letter = "x"\n', "1:10 FZ203"),
        ('[letter]\nnumber = "5"\n"文号" = "6"\n', "3:1 FZ104"),
    ],
)
def test_a_slip_in_the_table_is_told_at_its_place(text: str, told: str, run: Run, here: Path) -> None:
    put({OWN: text})
    done = run("config")
    assert (done.code, f"{OWN}:{told}" in done.err) == (2, True)


def test_templates_lie_where_the_settings_do(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put({OWN: 'template = "督促提醒函:模板/函.docx"\n', "模板/函.docx": b"", "市/天山区.yaml": mixed()})
    monkeypatch.chdir(here / "市")
    found = rows(run("config", "-f", "json"))["template"]
    assert found["value"] == [f"督促提醒函:{here / '模板' / '函.docx'}"]
    done = run("天山区.yaml", "--plan", str(SMALL), "-o", "letters:函")
    assert (done.code, "模板“督促提醒函”" in done.err, "打不开" in done.err) == (2, True, True)
    (here / "模板" / "函.docx").unlink()
    done = run("天山区.yaml", "--plan", str(SMALL))
    assert (done.code, f"{OWN}:1:12 template：找不到模板文件" in done.err) == (2, True)
