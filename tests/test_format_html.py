"""The HTML report: snapshots, what a parser makes of it, and text from outside that stays text.

With UPDATE_SNAPSHOTS=1 in the environment the snapshots are written instead of compared. They leave out styles and
script, which tests/test_format_html_browser.py sees at work.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from fractions import Fraction
from typing import Any

import html5lib
import pytest
from helpers.pages import HOSTILE, page, report_on
from helpers.project import HERE
from helpers.running import examine
from helpers.submissions import BROKEN, CJK, NO_TARGET, all_good, mixed, romanised, submission
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.assess import Waived
from fazhi_check.digest.shares import shares
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.reports.web.bars import LEAST, WIDTH
from fazhi_check.version import __version__
from fazhi_check.words import Lang

SNAPSHOTS = HERE / "snapshots"
LANGS: tuple[Lang, ...] = ("zh", "en")
COMPARISON = submission({"1.1.1-03": {"status": "not_started"}}, code="230400")
SCENES: dict[str, dict[str, str]] = {
    "flagged": {"a.yaml": mixed()},
    "good": {"a.yaml": all_good()},
    "broken": {"a.yaml": BROKEN},
    "several": {"a.yaml": mixed(), "b.yaml": BROKEN, "c.yaml": all_good(), "d.yaml": NO_TARGET},
    "comparison": {"a.yaml": COMPARISON},
    "no-target": {"a.yaml": NO_TARGET},
    "no-file": {},
}


def parsed(text: str) -> Any:
    """Parse as a browser does; the strict parser raises on every slip in the markup."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def text_of(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def classed(tree: Any, tag: str, name: str) -> list[Any]:
    return [node for node in tree.iter(tag) if name in node.get("class", "").split()]


def rows_of(tree: Any) -> list[Any]:
    return [row for row in tree.iter("tr") if row.get("data-v") is not None]


def settled(text: str, plan: Plan) -> str:
    """Return a page without styles, script, version and hash."""
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-HASH", text)
    return text.replace(f"fazhi-check {__version__}", "fazhi-check VERSION").replace(plan.hash, "HASH")


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_that_of_the_snapshot(small: Plan, scene: str, lang: Lang) -> None:
    written = settled(page(report_on(SCENES[scene], small), lang), small)
    snapshot = SNAPSHOTS / f"html-{scene}-{lang}.html"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.write_text(written, "utf-8")
    assert written == snapshot.read_text("utf-8")


def test_there_is_no_snapshot_that_nothing_is_held_against() -> None:
    kept = {path.name for path in SNAPSHOTS.glob("html-*")}
    assert kept == {f"html-{scene}-{lang}.html" for scene in (*SCENES, "round") for lang in LANGS}


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_strict_parser_finds_no_slip(small: Plan, scene: str, lang: Lang) -> None:
    tree = parsed(page(report_on(SCENES[scene], small), lang))
    assert tree.get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scene", SCENES)
def test_every_fragment_that_is_pointed_to_is_there(small: Plan, scene: str) -> None:
    text = page(report_on(SCENES[scene], small))
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', text)) <= ids


def test_the_same_report_is_the_same_page(small: Plan) -> None:
    assert page(report_on(SCENES["several"], small)) == page(report_on(SCENES["several"], small))


def test_nothing_is_asked_of_the_network(small: Plan) -> None:
    text = page(report_on(SCENES["several"], small))
    assert "//" not in re.sub(r"sha256-[A-Za-z0-9+/=]+", "", text)
    tags = {node.tag for node in parsed(text).iter() if isinstance(node.tag, str)}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "image"}
    assert not re.search(r"@import|@font-face|url\((?!#)|\bfetch\b|XMLHttpRequest|innerHTML|\beval\b", text)


def test_only_the_styles_and_the_script_of_the_page_are_allowed(small: Plan) -> None:
    tree = parsed(page(report_on(SCENES["good"], small)))
    metas = {node.get("http-equiv"): node.get("content") for node in tree.iter("meta")}
    for tag in ("style", "script"):
        (node,) = tree.iter(tag)
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in metas["Content-Security-Policy"]
    assert metas["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in metas["Content-Security-Policy"]
    assert not [node for node in tree.iter() if node.get("style") or any(key.startswith("on") for key in node.attrib)]


def test_the_whole_table_has_every_assessment_and_its_tiles_count_them(small: Plan) -> None:
    report = report_on(SCENES["flagged"], small)
    tree = parsed(page(report, show_all=True))
    (full,) = classed(tree, "table", "full")
    shown = sorted((text_of(row[0]), row.get("data-v")) for row in rows_of(full))
    assert shown == sorted((a.target.id, a.verdict) for a in report.files[0].assessments)
    (tiles,) = classed(tree, "ul", "tiles")
    counts = {li.get("class").split()[0][2:]: int(text_of(li[0])) for li in tiles}
    assert counts == {verdict: n for verdict, n in report.files[0].counts().items() if verdict in counts}
    assert sum(counts.values()) == len(shown)


def test_the_flagged_lists_follow_the_order_of_urgency(small: Plan) -> None:
    report = report_on(SCENES["flagged"], small)
    (flagged,) = classed(parsed(page(report)), "section", "flagged")
    lines = [node for node in flagged.iter() if node.tag in ("tr", "li") and node.get("data-v")]
    told = [a for a in report.files[0].flagged if a.verdict != "missing"]
    assert [text_of(line[0]) for line in lines if not line.get("data-n")] == [a.target.id for a in told]
    missing = sum(int(line.get("data-n")) for line in lines if line.get("data-n"))
    assert missing == len(report.files[0].flagged) - len(told)


def test_codes_are_shown_only_where_everything_is(small: Plan) -> None:
    for files in (SCENES["several"], SCENES["flagged"]):
        report = report_on(files, small)
        assert not re.search("FZ[0-9]", page(report) + page(report, "en"))
        assert "FZ304" in page(report, show_all=True)
    (row,) = [node for node in parsed(page(report)).iter("tr") if node.get("data-v") == "invalid"]
    assert "见 13:23" in text_of(row)  # where it stands, as in the list of what is wrong with the file


def test_nothing_is_listed_twice_and_everything_only_where_it_is_asked_for(small: Plan) -> None:
    report = report_on(SCENES["flagged"], small)
    assert not classed(parsed(page(report)), "table", "full")
    missing = next(a.target for a in report.files[0].flagged if a.verdict == "missing")
    assert page(report).count(missing.id) == 0
    assert page(report, show_all=True).count(missing.id) == 1


def test_the_worst_units_lead_with_the_three_worst_things_of_each(small: Plan) -> None:
    files = {"good.yaml": all_good(), "bad.yaml": mixed().replace("甲市", "乙市")}
    report = report_on(files, small)
    (overview,) = classed(parsed(page(report)), "section", "overview")
    (body,) = overview.iter("tbody")
    first, last = list(body)
    assert (text_of(next(first.iter("a"))), text_of(next(last.iter("a")))) == ("乙市", "甲市")
    urgent = [text_of(li) for li in first.iter("li")]
    assert len(urgent) == 3
    assert urgent[0].startswith("逾期 ")
    assert [chip.get("class") for chip in overview.iter("th")][1].endswith("v-overdue")
    sheets = [text_of(next(sheet.iter("h2"))) for sheet in classed(parsed(page(report)), "article", "sheet")]
    assert sheets == ["乙市", "甲市"]


@pytest.mark.parametrize(("lang", "word"), [("zh", "仅作对照"), ("en", "Comparison only")])
def test_a_unit_that_the_plan_does_not_bind_is_told_so(small: Plan, lang: Lang, word: str) -> None:
    assert word in page(report_on(SCENES["comparison"], small), lang)
    assert word not in page(report_on(SCENES["good"], small), lang)


def test_head_and_foot_say_against_what_and_when(small: Plan) -> None:
    tree = parsed(page(report_on(SCENES["flagged"], small)))
    (facts,) = classed(tree, "dl", "facts")
    for fact in ("示例规划", "征求意见稿", "2024-11-15", "集中攻坚", "a.yaml"):
        assert fact in text_of(facts)
    (foot,) = classed(tree, "footer", "foot")
    assert text_of(foot) == f"fazhi-check {__version__} · small {small.hash} · 填报截至 2024-11-15"


@pytest.mark.parametrize(("lang", "said"), [("zh", "阶段验收 全面推进"), ("en", "acceptance of phase 2022")])
def test_an_acceptance_names_its_phase_and_the_file_s_own_date(small: Plan, lang: Lang, said: str) -> None:
    (facts,) = classed(parsed(page(report_on(SCENES["flagged"], small, "2022"), lang)), "dl", "facts")
    assert said in text_of(facts)
    assert "2022-12-31" in text_of(facts)
    assert "2024-11-15" in text_of(facts)


def test_a_waived_target_stays_listed_with_reason_and_days_left(small: Plan) -> None:
    report = report_on(SCENES["flagged"], small)
    one = report.files[0]
    waiver = Waived(f"机构改革{HOSTILE}", "市司法局", date(2024, 12, 31))
    one.assessments = [a._replace(waived=waiver) if a.target.id == "1.1.1-03" else a for a in one.assessments]
    tree = parsed(page(report, show_all=True))
    assert "1.1.1-03" not in text_of(classed(tree, "section", "flagged")[0])
    apart = text_of(classed(tree, "section", "apart")[0])
    for said in ("豁免 1", "2024-12-31", "还有 46 天", "市司法局", "机构改革"):
        assert said in apart
    assert "豁免（原为逾期）" in text_of(classed(tree, "table", "full")[0])


def test_what_is_only_encouraged_is_named_beside_the_missing(small: Plan) -> None:
    (flagged,) = classed(parsed(page(report_on(SCENES["flagged"], small))), "section", "flagged")
    assert "另有鼓励、探索类 1 项不计" in text_of(flagged)


def test_a_count_that_takes_in_what_is_only_encouraged_says_so(small: Plan) -> None:
    (tiles,) = classed(parsed(page(report_on(SCENES["flagged"], small))), "ul", "tiles")
    assert "未填报时限已过 4，鼓励、探索类 1" in text_of(tiles)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_text_stays_text(small: Plan, lang: Lang) -> None:
    entries = {"1.1.1-03": {"status": "not_applicable", "reason": HOSTILE}, HOSTILE: {"status": "done"}}
    text = submission(entries).replace("甲市", json.dumps(HOSTILE))
    report = Report([examine(text, small), FileReport(HOSTILE)])
    report.files[1].path = HOSTILE
    written = page(report, lang)
    tree = parsed(written)
    assert len(list(tree.iter("script"))) == 1
    assert not list(tree.iter("img"))
    assert HOSTILE.split("{{", 1)[0] in text_of(classed(tree, "article", "sheet")[0])
    assert "{{ 7*7 }}" in written
    assert "49" not in text_of(classed(tree, "header", "head")[0])


def test_personal_numbers_are_masked_and_what_nobody_can_see_is_written_out(small: Plan) -> None:
    reason = "联系人 13812345678 证号 110101199003074514 反\u202e向 \u200b零宽"
    text = submission({"1.1.1-03": {"status": "not_applicable", "reason": reason}}).replace("甲市", "甲市 13812345678")
    one = examine(text, small)
    one.path = "13812345678\u202e.yaml"
    written = page(Report([one]))
    assert "13812345678" not in written
    assert "110101199003074514" not in written
    assert "\u202e" not in written
    assert "\u200b" not in written
    assert "‹U+202E›" in written


def test_english_leaves_no_chinese_but_the_names(small: Plan, tmp_path: Any) -> None:
    plan = load_plan(str(romanised(tmp_path / "plan")))
    files = {name: CJK.sub("x", text) for name, text in SCENES["several"].items()}
    assert not CJK.findall(page(report_on(files, plan), "en"))


def test_several_files_have_an_overview_and_a_sheet_each(small: Plan) -> None:
    tree = parsed(page(report_on(SCENES["several"], small)))
    sheets = classed(tree, "article", "sheet")
    order = ["file-1", "file-3", "file-2", "file-4"]
    assert [sheet.get("id") for sheet in sheets] == order
    (overview,) = classed(tree, "section", "overview")
    assert [link.get("href") for link in overview.iter("a")] == [f"#{name}" for name in order]
    assert "共 4 个文件，判定 2 个，文件有错误 2 个" in text_of(overview)
    assert not classed(parsed(page(report_on(SCENES["good"], small))), "section", "overview")


def test_the_template_library_is_loaded_when_a_page_is_asked_for() -> None:
    code = "import sys, fazhi_check.cli, fazhi_check.reports.web; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_bars_are_full_and_nothing_that_counts_goes_unseen(numbers: list[int]) -> None:
    found = shares(numbers, WIDTH, LEAST)
    assert sum(found) == (WIDTH if any(numbers) else 0)
    for number, length in zip(numbers, found, strict=True):
        assert (length > 3) == (number > 0)
        if number:
            assert (
                abs(Fraction(length) - Fraction(number * WIDTH, sum(numbers))) < 13
            )  # four lengths of at least 4, and one for rounding
