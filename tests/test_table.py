"""The terminal report: whole reports held against tests/snapshots, and the rules that hold at every width.

With UPDATE_SNAPSHOTS=1 in the environment the snapshots are written instead of compared.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.project import HERE, SMALL
from helpers.running import Ran, examine
from helpers.submissions import BROKEN, CJK, NO_TARGET, PROOF, all_good, edited, mixed, romanised, submission, township
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from fazhi_check.digest.run import digest
from fazhi_check.outcome import Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.reports.text import table
from fazhi_check.reports.text.page import breaks
from fazhi_check.reports.text.screen import Screen
from fazhi_check.reports.view import View
from fazhi_check.version import __version__

Run = Callable[..., Ran]
Show = Callable[..., str]
PLAN = ("--plan", str(SMALL))
SNAPSHOTS = HERE / "snapshots"

SEVERAL = {"a.yaml": mixed(), "b.yaml": BROKEN, "c.yaml": all_good(), "d.yaml": NO_TARGET}
# What is checked, by the name of its snapshot: files and options.
SCENES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "flagged": ({"a.yaml": mixed()}, ()),
    "good": ({"a.yaml": all_good()}, ()),
    "broken": ({"a.yaml": BROKEN}, ()),
    "several": (SEVERAL, ()),
    "show-all": ({"a.yaml": mixed()}, ("--show", "all")),
    "comparison": ({"a.yaml": submission({"1.1.1-03": {"status": "not_started"}}, code="230400")}, ()),
    "phase": ({"a.yaml": mixed()}, ("--phase", "2022")),
    "no-target": ({"a.yaml": NO_TARGET}, ()),
}
WIDTHS = (80, 160)
LANGS = ("zh", "en")
each_scene = pytest.mark.parametrize("scene", SCENES)
each_lang = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def show(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Print the report on some files, given as texts by name, at a width."""

    def call(files: dict[str, str], *options: str, width: int = 80, plan: Path = SMALL) -> str:
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("COLUMNS", str(width))
        done = run(*files, "--plan", plan, *options)
        assert done.err == ""
        return done.out

    return call


# Snapshots.


def settled(text: str) -> str:
    """Return a report without what changes from release to release: the version, and the hash of the plan's files."""
    return text.replace(f"fazhi-check {__version__}", "fazhi-check VERSION").replace(load_plan(str(SMALL)).hash, "HASH")


@each_scene
@each_lang
@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_report_is_that_of_the_snapshot(show: Show, scene: str, lang: str, width: int) -> None:
    files, options = SCENES[scene]
    printed = settled(show(files, *options, "--lang", lang, width=width))
    snapshot = SNAPSHOTS / f"table-{scene}-{lang}-{width}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_text(printed, "utf-8")
    assert printed == snapshot.read_text("utf-8")


def test_there_is_no_snapshot_that_nothing_is_held_against() -> None:
    kept = {path.name for path in SNAPSHOTS.glob("table-*.txt")}
    assert kept == {f"table-{scene}-{lang}-{width}.txt" for scene in SCENES for lang in LANGS for width in WIDTHS}


# Width.

LONG = "某某市全面依法治市委员会办公室及其所属各有关单位联合报送小组"


def widest(text: str) -> int:
    return max(cell_len(line) for line in text.splitlines())


@each_scene
@each_lang
@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_no_line_is_wider_than_the_terminal(show: Show, scene: str, lang: str, width: int) -> None:
    files, options = SCENES[scene]
    assert widest(show(files, *options, "--lang", lang, width=width)) <= width


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize(
    ("files", "options"),
    [
        pytest.param({"a.yaml": submission("", name=LONG * 4)}, (), id="unit"),
        pytest.param({"a" * 90 + ".yaml": mixed()}, (), id="path"),
        pytest.param({f"{LONG}.yaml": mixed(), "b.yaml": BROKEN}, ("--show", "all"), id="chinese-path"),
        pytest.param(
            {"a.yaml": submission({"1.1.1-01": {"status": "not_applicable", "reason": LONG * 9}})}, (), id="reason"
        ),
        pytest.param(
            {"a.yaml": submission({"1.1.1-01": {"status": "not_applicable", "reason": "x" * 400}})}, (), id="one-word"
        ),
        pytest.param({"a.yaml": submission({"1.1.1-01": {"x" * 300: 1}})}, (), id="unknown-key"),
        pytest.param({"a.yaml": submission({"1.2.1-01": {"value": "约" + "3" * 200}})}, (), id="wrong-value"),
    ],
)
@each_lang
def test_no_line_is_wider_however_long_the_text(
    show: Show, files: dict[str, str], options: tuple[str, ...], width: int, lang: str
) -> None:
    assert widest(show(files, *options, "--lang", lang, width=width)) <= width


@pytest.mark.parametrize("width", [80, 160])
def test_the_real_plan_fits_the_width(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    path = tmp_path / "a.yaml"
    path.write_text(submission("").replace("plan: small", "plan: urumqi-14fyp"), "utf-8")
    for options in ((), ("--show", "all"), ("--lang", "en", "--show", "all")):
        assert widest(run(path, *options).out) <= width


def test_a_very_wide_terminal_is_used_up_to_160_columns(show: Show) -> None:
    assert show(SEVERAL, width=300) == show(SEVERAL, width=160)


def test_columns_sets_the_width(show: Show) -> None:
    [line] = {line for line in show(SEVERAL, width=97).splitlines() if set(line) == {"─"}}
    assert cell_len(line) == 97


words = st.text(st.sampled_from("甲乙丙市县（）。，、“”ab C12.-/:…"), max_size=150)


def printed(text: str, plan: Plan, width: int, lang: str) -> str:
    out = io.StringIO()
    view = View("en" if lang == "en" else "zh")
    table.draw(digest(Report([examine(text, plan)])), Screen(out, width), view)
    return out.getvalue()


@settings(max_examples=30, deadline=None)
@given(name=words, reason=words, width=st.integers(80, 170), lang=st.sampled_from(LANGS))
def test_no_text_breaks_the_width(name: str, reason: str, width: int, lang: str) -> None:
    text = submission({"1.1.1-01": {"status": "not_applicable", "reason": f"因{reason}"}})
    report = printed(text.replace("甲市", f'"甲{name}"'), load_plan(str(SMALL)), width, lang)
    assert widest(report) <= width


@given(words, st.integers(10, 60))
def test_breaking_a_line_keeps_every_character_and_the_width(text: str, width: int) -> None:
    ends = [0, *breaks(text, width), len(text)]
    assert ends == sorted(ends)
    pieces = [text[start:end] for start, end in pairwise(ends)]
    assert "".join(pieces) == text
    assert all(cell_len(piece) <= width for piece in pieces)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("甲乙丙丁", 4, ["甲乙", "丙丁"], id="chinese-anywhere"),
        pytest.param("甲乙丙。丁", 6, ["甲乙", "丙。丁"], id="never-before-a-closing-mark"),
        pytest.param("甲乙（丙", 6, ["甲乙", "（丙"], id="never-after-an-opening-mark"),
        pytest.param("one two", 5, ["one ", "two"], id="words-stay-whole"),
        pytest.param("甲 2022-12-31", 10, ["甲 ", "2022-12-31"], id="dates-stay-whole"),
        pytest.param("abcdefgh", 4, ["abcd", "efgh"], id="one-word-too-long"),
        pytest.param("见（填报!C9、填报!E12）", 20, ["见（填报!C9、", "填报!E12）"], id="cells-stay-whole"),
        pytest.param("填报!C9", 4, ["填报", "!C9"], id="one-cell-too-long"),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    ends = [0, *breaks(text, width), len(text)]
    assert [text[start:end] for start, end in pairwise(ends)] == lines


# Columns.


def section_table(text: str) -> list[str]:
    """Return the lines of the section table: its head, the rows and the sum, without the line between them."""
    lines = text.splitlines()
    head = next(n for n, line in enumerate(lines) if re.match("  (章节|section) ", line))
    end = next(n for n in range(head + 1, len(lines)) if re.match("  (合计|total) ", lines[n]))
    return [
        BRACKETS.sub(lambda found: " " * cell_len(found[0]), line) for line in lines[head : end + 1] if "─" not in line
    ]


BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)")


def number_ends(row: str) -> list[int]:
    """Return the cell columns where the numbers of a row end."""
    return [cell_len(row[: found.end()]) for found in re.finditer(r"(?<= )(\d+|-)(?= |$)", row)]


def head_ends(head: str) -> list[int]:
    return [cell_len(head[: found.end()]) for found in re.finditer(r"\S+", head)][1:]


def assert_heads_fit(head: str, row: str) -> None:
    """Hold the end of each head to that of its numbers, but for columns with something in brackets behind these."""
    ends, numbers = head_ends(head), number_ends(row)
    bare = [end for end in numbers if end in ends]
    assert len(numbers) - 3 <= len(bare) <= len(numbers)
    assert numbers[-1] == ends[-1]


TITLES = ("title: 甲节", "title: 加强重点领域立法")
NAMES = {
    "short": (),
    "one-long": (TITLES,),
    "too-long": (("title: 甲节", "title: 推进市域社会治理现代化建设与平安城市创建工作的若干重大事项安排"),),
    "latin": (("title: 甲节", "title: Section（甲）"),),
}


@pytest.mark.parametrize("width", [80, 120, 160])
@pytest.mark.parametrize("changes", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("text", [all_good(), mixed()], ids=["good", "flagged"])
def test_numbers_of_each_section_end_in_the_same_columns(
    show: Show, tmp_path: Path, text: str, changes: tuple[tuple[str, str], ...], width: int
) -> None:
    plan = edited(tmp_path / "plan", "plan.yaml", *changes)
    head, *rows = section_table(show({"a.yaml": text}, width=width, plan=plan))
    assert len(rows) == 3
    assert [number_ends(row) for row in rows] == [number_ends(rows[0])] * 3
    assert_heads_fit(head, rows[0])


def test_columns_stay_straight_with_numbers_of_several_digits(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission("").replace("plan: small", "plan: urumqi-14fyp"), "utf-8")
    head, *rows = section_table(run(path).out)
    assert len(rows) > 5
    assert len({tuple(number_ends(row)) for row in rows}) == 1
    assert_heads_fit(head, rows[0])


@pytest.mark.parametrize("width", [80, 160])
def test_english_heads_stand_apart(show: Show, width: int) -> None:
    head, first, *_ = section_table(show({"a.yaml": mixed()}, "--lang", "en", width=width))
    assert_heads_fit(head, first)


@each_lang
def test_rows_of_the_table_add_up(show: Show, lang: str) -> None:
    _, *rows = section_table(show({"a.yaml": mixed()}, "--lang", lang))
    values = [[int(n.replace("-", "0")) for n in re.findall(r"(?<= )(\d+|-)(?= |$)", row)] for row in rows]
    *sections, total = values
    assert [sum(column) for column in zip(*sections, strict=True)] == total
    assert [sum(row[:-1]) for row in values] == [row[-1] for row in values]


def test_places_stand_at_the_right_edge(show: Show) -> None:
    lines = show({"a.yaml": mixed()}).splitlines()
    places = [line for line in lines if re.search(r" a\.yaml:\d+$", line)]
    assert len(places) > 5
    assert {cell_len(line) for line in places} == {80}


@pytest.mark.parametrize("width", [80, 160])
@each_lang
def test_the_total_of_several_files_has_one_line_for_each(show: Show, width: int, lang: str) -> None:
    lines = show(SEVERAL, "--lang", lang, width=width).splitlines()
    start = max(n for n, line in enumerate(lines) if set(line) == {"─"})
    rows = [line for line in lines[start:] if re.match("  [✘✔▼?○!–] ", line)]
    assert len(rows) == len(SEVERAL)


@each_lang
def test_nothing_to_check_is_not_called_passed_in_the_total(show: Show, lang: str) -> None:
    lines = show({"a.yaml": all_good(), "none.yaml": NO_TARGET.replace("甲市", "丁局")}, "--lang", lang).splitlines()
    [line] = [line for line in lines[-6:] if "丁局" in line]
    assert not re.search("✔|通过|passed", line)


# What a report says.


def test_the_head_names_unit_plan_edition_and_date(show: Show) -> None:
    head = show({"a.yaml": all_good()}).split("\n\n")[0]
    for part in ("甲市", "市级", "650100", "a.yaml", "示例规划", "征求意见稿", "2023-08-30"):
        assert part in head


@pytest.mark.parametrize(
    ("as_of", "phases"),
    [
        pytest.param("2022-06-01", ["全面推进"], id="first"),
        pytest.param("2024-06-01", ["集中攻坚", "深化提升"], id="two-that-overlap"),
        pytest.param("2025-06-01", ["深化提升"], id="last"),
        pytest.param("2026-06-01", [], id="after-the-plan"),
    ],
)
def test_the_head_names_the_phases_in_force(show: Show, as_of: str, phases: list[str]) -> None:
    head = show({"a.yaml": submission("", as_of)}).split("\n\n")[0]
    assert [name for name in ("全面推进", "集中攻坚", "深化提升") if name in head] == phases


def test_the_head_names_the_phase_under_acceptance(show: Show) -> None:
    head = show({"a.yaml": mixed()}, "--phase", "2022").split("\n\n")[0]
    assert "阶段验收 全面推进" in head
    assert "2022-12-31" in head


@pytest.mark.parametrize(("code", "said"), [("650100", False), ("650102", False), ("230400", True)])
def test_a_report_on_a_unit_elsewhere_is_called_a_comparison(show: Show, code: str, said: bool) -> None:
    files = {"a.yaml": submission("", code=code)}
    assert ("仅作对照" in show(files)) is said
    assert ("Comparison only" in show(files, "--lang", "en")) is said


def test_the_foot_names_version_plan_hash_and_date(show: Show, small: Plan) -> None:
    last = show({"a.yaml": all_good()}, "--as-of", "2024-02-03", width=160).splitlines()[-1]
    days = "判定日期 2024-02-03（填报截至 2023-08-30）"
    assert last == f"fazhi-check {__version__} · small {small.hash} · {days}"


@each_lang
@pytest.mark.parametrize("scene", ["flagged", "good", "phase"])
def test_the_conclusion_counts_what_failed_the_gate(
    show: Show, run: Run, tmp_path: Path, scene: str, lang: str
) -> None:
    files, options = SCENES[scene]
    out = show(files, *options, "--lang", lang, width=160)
    [line] = [line for line in out.splitlines() if line.startswith(("结论 ", "Result: "))]
    report = run(tmp_path / "a.yaml", *PLAN, *options, "-f", "json").json["files"][0]
    flagged = [one for one in report["assessments"] if one["flagged"]]
    expected = {
        "zh": ("逾期", "滞后", "佐证不足", "填报有误", "未填报"),
        "en": ("overdue", "lagging", "unproven", "invalid", "missing"),
    }[lang]
    line = line.replace("需更正 ", "填报有误 ").replace("需补报 ", "未填报 ")
    line = re.sub(r"(\d+) to be corrected", r"invalid \1", re.sub(r"(\d+) to be reported", r"missing \1", line))
    for word, verdict in zip(expected, ("overdue", "lagging", "unproven", "invalid", "missing"), strict=True):
        number = sum(one["verdict"] == verdict for one in flagged)
        assert (re.findall(rf"{word} (\d+)", line) or ["0"]) == [str(number)]
    failed = bool(flagged)
    assert (re.search(r"^(检查未通过|check failed)", out, re.MULTILINE) is not None) is failed
    assert ("没有需处理的事项" in line or "nothing to be done" in line) is not failed


@each_lang
def test_nothing_is_owed_by_a_unit_that_the_plan_does_not_bind(show: Show, lang: str) -> None:
    files, _ = SCENES["comparison"]
    out = show(files, "--lang", lang, width=160)
    [line] = [line for line in out.splitlines() if line.startswith(("结论 ", "Result: "))]
    head = {"zh": "结论 仅作对照；对照 13 项，已完成 0 项", "en": "Result: Comparison only; 13 targets compared, 0 met"}
    assert line.startswith(head[lang])
    assert not re.search("应报|需补报|需督促|asked|to be reported|to be put right", out)


def test_the_conclusion_counts_errors_of_the_file(show: Show) -> None:
    [line] = [line for line in show({"a.yaml": BROKEN}).splitlines() if line.startswith("结论")]
    assert line == "结论 文件错误 1 处"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        pytest.param((), "检查未通过（退出码 1）", id="default"),
        pytest.param(("--fail-on", "missing"), "检查通过（退出码 0），只按未填报", id="another-gate"),
        pytest.param(("--fail-on", "overdue"), "检查未通过（退出码 1），只按逾期：逾期 1", id="its-own-gate"),
        pytest.param(("--fail-on", "never"), "检查通过（退出码 0），不设门槛", id="never"),
    ],
)
def test_the_conclusion_is_that_of_the_gate(show: Show, options: tuple[str, ...], line: str) -> None:
    lines = show({"a.yaml": township("overdue")}, *options).splitlines()
    [said] = [number for number, found in enumerate(lines) if found.startswith("结论 ")]
    assert lines[said].startswith("结论 需督促整改 1 项（逾期 1）")
    assert lines[said + 1] == line


def test_a_unit_without_targets_has_nothing_to_conclude(show: Show) -> None:
    [line] = [line for line in show({"a.yaml": NO_TARGET}).splitlines() if line.startswith("结论")]
    assert "没有适用的目标" in line
    assert "通过" not in line


def test_several_files_end_with_a_conclusion_that_counts_them_and_the_days(show: Show) -> None:
    *lines, gate, days = show(SEVERAL, width=160).splitlines()
    assert "".join("".join(lines).split()).endswith("；共4个文件，判定2个，文件有错误2个")
    assert (gate, days) == ("检查未通过（退出码 1）：2 个文件未通过", "填报截至 2023-08-30 至 2024-11-15")
    *lines, gate, days = show(SEVERAL, "--lang", "en", width=160).splitlines()
    assert " ".join(lines).endswith("; 4 files, 2 judged, 2 with errors")
    assert (gate, days) == ("check failed (exit code 1): 2 files failed", "data as of 2023-08-30 to 2024-11-15")


def test_exempt_targets_stay_listed_with_their_reason(show: Show) -> None:
    out = show({"a.yaml": mixed()})
    assert "1.2.1-08" in out
    assert "没有收费项目" in out


def test_every_flagged_target_but_the_missing_is_listed_with_its_place(show: Show, small: Plan) -> None:
    out = show({"a.yaml": mixed()})
    for one in examine(mixed(), small).flagged:
        if one.verdict != "missing":
            line = examine(mixed(), small).places[one.target.id].line
            assert re.search(rf"^    {re.escape(one.target.id)}  .* a\.yaml:{line}$", out, re.MULTILINE)


def test_what_was_asked_and_reported_stands_below_the_target(show: Show) -> None:
    lines = show({"a.yaml": mixed()}).splitlines()
    at = next(n for n, line in enumerate(lines) if "1.1.1-03" in line)
    assert lines[at + 1].strip() == "到 2022-12-31 应达到“推进中”，填报为“未启动”"


def test_missing_targets_are_folded_into_counts_by_item(show: Show) -> None:
    out = show({"a.yaml": submission("")})
    assert re.search(r"1\.1\.1 甲条 +4/5", out)
    assert re.search(r"1\.2\.1 乙条 +9/9", out)
    assert "1.2.1-04" not in out


def test_show_all_lists_every_target_once(show: Show, small: Plan) -> None:
    out = show({"a.yaml": mixed()}, "--show", "all", width=160)
    for target in small.targets:
        assert len(re.findall(rf"^    {re.escape(target.id)} ", out, re.MULTILINE)) == 1


def test_at_most_three_things_are_called_most_urgent(show: Show) -> None:
    out = show({"a.yaml": mixed()}).splitlines()
    start = out.index("需关注事项")
    assert [line.split()[1] for line in out[start + 1 : out.index("", start)]] == ["逾期", "逾期", "滞后"]


def test_serious_lag_is_called_so(show: Show) -> None:
    lines = show({"a.yaml": mixed()}, width=160).splitlines()
    serious = [line for line in lines if "【严重】" in line]
    assert len(serious) == 1
    assert "落后 36.5 个百分点" in serious[0]


def test_problems_of_a_file_stand_at_line_and_column(show: Show) -> None:
    text = submission("  1.1.1-01:\n    status: done\n    done_on: 2024-02\n")
    assert re.search(r"^  a\.yaml:7:14 错误 FZ301 ", show({"a.yaml": text}), re.MULTILINE)


def test_marks_tell_verdicts_apart_without_colour(show: Show) -> None:
    out = show({"a.yaml": mixed()}, "--show", "all")
    marks = dict(re.findall(r"^(\S) (\S+) \d+ 项", out, re.MULTILINE))
    verdicts = dict.fromkeys(marks.values())
    assert len(marks) == len(verdicts) >= 8


# Hostile text.

HOSTILE = [
    pytest.param("[red]x[/red]", "[red]x[/red]", id="rich-markup"),
    pytest.param(":smile: [link=x]y", ":smile: [link=x]y", id="rich-emoji-and-link"),
    pytest.param("[/]", "[/]", id="rich-closing"),
    pytest.param("x\x1b[31my", "x‹U+001B›[31my", id="ansi-colour"),
    pytest.param("x\x1b]8;;http://a\x07y", "‹U+001B›]8;;http://a‹U+0007›", id="ansi-link"),
    pytest.param("x\x9b2Jy", "x‹U+009B›2Jy", id="c1-control"),
    pytest.param("x\u202ey", "x‹U+202E›y", id="right-to-left"),
    pytest.param("x\u2066y\u2069", "x‹U+2066›y‹U+2069›", id="isolates"),
    pytest.param("x\u200by", "x‹U+200B›y", id="zero-width"),
    pytest.param("x\ny", "x y", id="newline"),
    pytest.param("x\r\n结论 通过", "x 结论 通过", id="a-line-of-its-own"),
    pytest.param("x\by", "x‹U+0008›y", id="backspace"),
    pytest.param("x\ty", "x y", id="tab"),
]


def quoted(text: str) -> str:
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text) + '"'


def assert_harmless(out: str) -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", out)
    assert not [line for line in out.splitlines() if line.startswith("结论 通过")]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_a_hostile_unit_name_stays_text(show: Show, text: str, shown: str) -> None:
    out = show({"a.yaml": township("overdue").replace("甲市", quoted(text))}, width=160)
    assert_harmless(out)
    assert shown in out.splitlines()[0]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_a_hostile_reason_stays_text(show: Show, text: str, shown: str) -> None:
    entry = f"  1.1.1-03: {{status: not_applicable, reason: {quoted(text)}}}\n"
    out = show({"a.yaml": submission(entry)}, "--show", "all", width=160)
    assert_harmless(out)
    assert shown in out


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_a_hostile_key_and_target_stay_text(show: Show, text: str, shown: str) -> None:
    entry = f"  1.1.1-03: {{{quoted(text)}: 1}}\n  {quoted(f'1.{text}')}: {{status: done}}\n"
    out = show({"a.yaml": submission(entry)}, width=160)
    assert_harmless(out)
    assert out.count(shown) >= 2


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be")
@pytest.mark.parametrize(("text", "shown"), [case for case in HOSTILE if "/" not in case.values[0]])
def test_a_hostile_path_stays_text(show: Show, text: str, shown: str) -> None:
    out = show({f"{text}.yaml": township("overdue"), "b.yaml": BROKEN}, width=160)
    assert_harmless(out)
    assert shown in out


def test_a_hostile_title_of_evidence_stays_text(show: Show) -> None:
    evidence = PROOF["document"] | {"title": "[red]某\x1b[2J文件\n结论 通过", "date": "2019-01-01"}
    out = show({"a.yaml": submission({"1.1.1-01": {"status": "done", "evidence": [evidence]}})}, width=160)
    assert_harmless(out)
    assert "[red]某‹U+001B›[2J文件 结论 通过" in out


def test_hostile_text_sends_no_escape_even_in_colour(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    text = township("overdue").replace("甲市", quoted("x\x1b[5m\x1b]0;t\x07"))
    out = show({"a.yaml": text}, "--color", "always")
    assert set(re.findall(r"\x1b(.)", out)) == {"["}
    assert "\x1b[5m" not in out


# Terminals that are not UTF-8.


@pytest.fixture
def show_encoded(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Print a report on a terminal of another encoding and return it as that terminal shows it."""

    def call(text: str, encoding: str, *options: str) -> str:
        path = tmp_path / "a.yaml"
        path.write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            assert run("a.yaml", *options).code in (0, 1)
        stream.flush()
        return raw.getvalue().decode(encoding)

    return call


@each_lang
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "big5", "utf-8"])
def test_a_report_is_printed_in_every_encoding(show_encoded: Callable[..., str], encoding: str, lang: str) -> None:
    out = show_encoded(mixed(), encoding, *PLAN, "--lang", lang, "--show", "all")
    assert "1.2.1-08" in out
    assert f"fazhi-check {__version__}" in out


def test_ascii_shows_marks_of_its_own(show_encoded: Callable[..., str]) -> None:
    out = show_encoded(mixed(), "ascii", *PLAN, "--lang", "en")
    for mark, word in (("x", "overdue"), ("<", "lagging"), ("o", "missing"), ("!", "invalid"), ("-", "exempt")):
        assert re.search(rf"^{re.escape(mark)} {word}", out, re.MULTILINE)


def test_ascii_loses_nothing_of_an_english_report(show_encoded: Callable[..., str], tmp_path: Path) -> None:
    plan = romanised(tmp_path / "plan")
    out = show_encoded(CJK.sub("x", mixed(code="230400")), "ascii", "--plan", str(plan), "--lang", "en")
    assert [line for line in out.splitlines() if "?" in line and not line.startswith(("? unproven", "  ? "))] == []


def test_gbk_loses_nothing_of_a_chinese_report(show_encoded: Callable[..., str]) -> None:
    in_gbk, in_utf8 = (show_encoded(mixed(), encoding, *PLAN) for encoding in ("gbk", "utf-8"))
    assert in_gbk.count("?") == in_utf8.count("?")
    assert len(in_gbk.splitlines()) == len(in_utf8.splitlines())


def test_the_bar_keeps_its_length_in_ascii(show_encoded: Callable[..., str]) -> None:
    ends = {len(line) for line in show_encoded(all_good(), "ascii", *PLAN, "--lang", "en").splitlines() if "#=" in line}
    assert len(ends) == 1


# What terminals of the older Chinese encodings show two columns wide; 〔〕 and Chinese quotes are text, not drawing.
DRAWN = set("█▒░─●○◔▼✘✔·…")


@pytest.mark.parametrize(
    ("encoding", "environment", "options", "drawn"),
    [
        pytest.param("utf-8", {}, (), True, id="utf-8"),
        pytest.param("utf-8", {}, ("--marks", "ascii"), False, id="asked-for"),
        pytest.param("utf-8", {}, ("--marks", "字母"), False, id="asked-for-in-chinese"),
        pytest.param("utf-8", {"VTE_CJK_WIDTH": "wide"}, (), False, id="the-terminal-says-so"),
        pytest.param("utf-8", {"VTE_CJK_WIDTH": "wide"}, ("--marks", "unicode"), True, id="asked-for-all-the-same"),
        pytest.param("gbk", {}, (), False, id="gbk"),
        pytest.param("big5", {}, (), False, id="big5"),
        pytest.param("gbk", {}, ("--marks", "unicode"), True, id="gbk-asked-for"),
    ],
)
@pytest.mark.parametrize("form", ["table", "summary"])
def test_where_marks_are_two_columns_wide_ascii_draws(
    show_encoded: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    environment: dict[str, str],
    options: tuple[str, ...],
    drawn: bool,
    form: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = show_encoded(mixed(), encoding, *PLAN, "--show", "all", "-f", form, *options)
    assert bool(DRAWN & set(out)) == drawn


# The date and the phases come from the data, never from the clock.


def test_days_left_are_counted_from_as_of(show: Show) -> None:
    left = (date(2024, 12, 31) - date(2023, 8, 30)).days
    assert f"还有 {left} 天" in show({"a.yaml": all_good()})
