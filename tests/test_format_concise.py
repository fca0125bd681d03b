"""The concise report: a line for each finding in the form of linters, what is folded, and counts by code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.scenes import HOSTILE, LANGS, SCENES, hostile, rendered, report_on, waive
from helpers.submissions import BROKEN, mixed

from fazhi_check.outcome import Report
from fazhi_check.rules.book import BOOK
from fazhi_check.words import VERDICTS, Lang

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>FZ\d{3}|invalid) (?P<said>.+)")

each_scene = pytest.mark.parametrize("scene", SCENES)
each_lang = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a submission, and the one tests run in."""
    (tmp_path / "a.yaml").write_text(mixed(), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(report: Report, lang: Lang = "zh", show_all: bool = True) -> list[tuple[str, str, str, str]]:
    found = map(LINE.fullmatch, rendered("concise", report, lang, show_all=show_all).splitlines())
    return [(one["path"], one["line"], one["column"], one["code"]) for one in found if one]


@each_scene
@each_lang
def test_every_finding_is_one_line_at_its_place(scene: str, lang: Lang) -> None:
    report = report_on(SCENES[scene])
    wanted = [
        (one.path, str(f.place[0]), str(f.place[1]), f.code) for one in report.files for f in one.findings if f.place
    ]
    assert Counter(told(report, lang)) == Counter(wanted)


def test_lines_stand_in_the_order_of_files_and_places() -> None:
    found = [(path, int(line), int(column)) for path, line, column, _ in told(report_on(SCENES["several"]))]
    assert found == sorted(found)


@each_lang
def test_what_is_missing_is_one_line_unless_all_is_asked_for(lang: Lang) -> None:
    report = report_on(SCENES["flagged"])
    folded, whole = (Counter(code for *_, code in told(report, lang, show_all)) for show_all in (False, True))
    assert (folded["FZ501"], whole["FZ501"]) == (1, 3)
    assert folded | Counter(FZ501=3) == whole
    assert {"zh": "未填报 3 项", "en": "3 targets missing"}[lang] in rendered("concise", report, lang)


def test_one_that_is_missing_is_named() -> None:
    report = report_on(SCENES["flagged"])
    [one] = report.files
    first, *others = [found for found in one.all_findings if found.code == "FZ501"]
    one.all_findings = [found for found in one.all_findings if found not in others]
    assert f"FZ501 {first.target} " in rendered("concise", report)


@each_lang
@each_scene
def test_the_conclusion_closes(scene: str, lang: Lang) -> None:
    *_, last = rendered("concise", report_on(SCENES[scene]), lang).splitlines()
    assert last.startswith({"zh": "结论 ", "en": "Result: "}[lang])


def test_a_flagged_verdict_whose_reason_is_hidden_goes_by_its_name(run: Run, here: Path) -> None:
    shown = run("a.yaml", *PLAN, "-f", "concise").out
    hidden = run("a.yaml", *PLAN, "-f", "concise", "--ignore", "FZ304").out
    assert "FZ304 1.2.1-07" in shown
    assert ": invalid " not in shown
    assert re.search(r"^a\.yaml:\d+:\d+: invalid 1\.2\.1-07 ", hidden, re.MULTILINE)
    assert "未列出 1 处" in hidden


@each_lang
def test_statistics_count_every_finding_by_code(run: Run, here: Path, lang: Lang) -> None:
    (here / "b.yaml").write_text(BROKEN, "utf-8")
    done = run("a.yaml", "b.yaml", *PLAN, "--statistics", "--lang", lang)
    *lines, last = done.out.splitlines()
    found = [one.groups() for one in map(re.compile(r" +(\d+) (FZ\d{3}) (.+)").fullmatch, lines) if one]
    report = report_on({"a.yaml": mixed(), "b.yaml": BROKEN})
    codes = Counter(f.code for one in report.files for f in one.findings)
    assert {code: int(number) for number, code, _ in found} == codes
    assert [int(number) for number, *_ in found] == sorted(codes.values(), reverse=True)
    assert all(name == BOOK[code].title(lang) for _, code, name in found)
    assert last.startswith({"zh": "结论", "en": "Result"}[lang])
    assert done == run("a.yaml", "b.yaml", *PLAN, "--statistics", "--lang", lang, "-f", "concise")


def test_statistics_go_with_no_other_format(run: Run, here: Path) -> None:
    done = run("a.yaml", *PLAN, "-f", "json", "--statistics")
    assert (done.code, done.out) == (2, "")
    assert "concise" in done.err
    assert run("a.yaml", *PLAN, "-f", "json", "--statistics", "-o", "concise:out.txt").code == 1
    assert re.search(r"^ +\d+ FZ502 ", Path("out.txt").read_text("utf-8"), re.MULTILINE)


def test_what_was_known_is_listed_where_all_is(run: Run, here: Path) -> None:
    assert run("known", "write", "a.yaml", *PLAN, "--known", "k.yaml").code == 0
    less, more = (run("a.yaml", *PLAN, "--known", "k.yaml", "-f", "concise", *all_) for all_ in ((), ("--show", "all")))
    assert (less.code, more.code) == (0, 0)
    assert "FZ502" not in less.out
    assert "FZ502 已知：" in more.out
    assert "已知问题" in less.out


def test_it_has_no_colour(run: Run, here: Path) -> None:
    assert "\x1b" not in run("a.yaml", *PLAN, "-f", "concise", "--color", "always").out


def test_what_is_waived_is_no_line() -> None:
    assert "1.1.1-03 " in rendered("concise", report_on(SCENES["flagged"]))
    waived = waive(report_on(SCENES["flagged"]), "1.1.1-03")
    for one in waived.files:
        one.all_findings = [f for f in one.all_findings if f.target != "1.1.1-03"]
    assert "1.1.1-03 " not in rendered("concise", waived)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_neither_ends_a_line_nor_begins_a_command(text: str) -> None:
    report = report_on(hostile(text))
    out = rendered("concise", report, show_all=True)
    assert len(out.splitlines()) == sum(len(one.findings) for one in report.files) + 1
    assert not [line for line in out.splitlines() if line.startswith(("::", "##["))]
    assert "13812345678" not in out
    assert not set(out) & set("\x1b\x07\u202e\u2066\u200b")


def test_verdicts_without_a_code_are_those_of_invalid_data() -> None:
    from fazhi_check.assess import FLAGGED
    from fazhi_check.codes import OF_VERDICT

    assert [verdict for verdict in FLAGGED if verdict not in OF_VERDICT] == ["invalid"]
    assert VERDICTS["invalid"]
