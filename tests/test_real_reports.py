"""The nine real submissions: one ladder of words, one kind of evidence for one thing, one fact one status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.project import ROOT
from helpers.running import examine

from fazhi_check import load_plan, load_submission

REPORTS = {path.stem: load_submission(path) for path in sorted((ROOT / "submissions").glob("*.yaml"))}
FIRST_STEPS = re.compile("初步|基本(?!准则)|试点|启动|推进|全面落实|全面实施")
HONOURS = re.compile("获评|荣获|命名|通报表扬|排名|位居|省第|前列|推荐为|推荐参加|入选|考核优秀|长安杯|国字号")
COUNTS = re.compile(r"\d[\d.万]*余?多?(?:件|人次|名|家|期|场次|次(?!会议)|份)")

# What a bureau, a county, another plan, another body or a later day holds answers nothing for the unit.
BORROWED = {
    "beizhen-2023": "2.2.1-03 2.2.1-04 3.3.2-09 3.3.3-07 3.6.6-05",
    "hebi-2022": "3.3.2-08",
    "hegang-2023": "2.1.3-04 3.1.1-06 3.4.3-09 3.4.4-04 3.6.6-10 4.2.0-10",
    "luliang-2022": "3.6.1-02 3.6.3-04 3.6.6-08 4.1.0-05 4.2.0-04",
    "luoyang-2022": "3.2.3-13 3.3.5-02 3.3.5-03",
    "pingdingshan-2022": "4.3.0-04 4.3.0-10",
    "puyang-2022": "2.2.1-01 3.6.1-07 3.6.3-16 4.1.0-03",
    "xinxiang-2022": "2.2.1-01 2.2.1-05 3.3.5-01 3.3.7-07 3.4.3-09",
    "zhumadian-2022": "2.2.1-01 3.1.1-06 3.1.3-10 3.3.7-12 3.6.1-09",
}
TOLD = {
    "beizhen-2023": "3.1.3-07 3.3.5-03 3.3.6-04 3.3.6-13",
    "hebi-2022": "3.1.1-06 3.6.6-05",
    "hegang-2023": "2.1.5-01 2.1.6-01",
    "luliang-2022": "3.1.3-07 3.4.3-06 3.6.3-10 3.6.6-01 4.2.0-09",
    "luoyang-2022": "2.1.2-01 3.1.1-03 3.3.4-05 3.6.3-06",
    "pingdingshan-2022": "3.1.3-15 4.2.0-09 4.3.0-11 4.4.0-03",
    "puyang-2022": "2.2.2-02 3.1.3-15 3.6.3-11",
    "xinxiang-2022": "3.1.3-15",
    "zhumadian-2022": "3.3.6-08 3.4.1-07 3.6.1-10",
}

each = pytest.mark.parametrize("name", REPORTS)


def pieces(name: str) -> list[tuple[str, str, str, str]]:
    """Return (target, status, kind, quote) of each piece of evidence of a report."""
    entries = REPORTS[name].entries
    return [
        (at, str(one.status), str(item.kind), str(item.quote)) for at, one in entries.items() for item in one.evidence
    ]


@each
def test_only_notes_at_most_are_said_of_its_form_and_consistency(name: str) -> None:
    path = Path(ROOT / "submissions" / f"{name}.yaml")
    said = examine(path.read_text("utf-8"), load_plan("urumqi-14fyp")).findings
    assert [one.code for one in said if one.code[:3] in ("FZ1", "FZ2", "FZ3")] == []


@each
def test_each_piece_is_quoted_and_one_quote_has_one_kind(name: str) -> None:
    kinds: dict[str, set[str]] = {}
    for _, _, kind, quote in pieces(name):
        kinds.setdefault(quote, set()).add(kind)
    assert [quote for quote, found in kinds.items() if not quote.strip() or len(found) > 1] == []


@each
def test_honours_and_ranks_are_records_and_counts_are_figures(name: str) -> None:
    honours = [(at, quote) for at, _, kind, quote in pieces(name) if HONOURS.search(quote) and kind != "record"]
    counts = [(at, quote) for at, _, kind, quote in pieces(name) if COUNTS.search(quote) and kind != "figure"]
    assert (honours, counts) == ([], [])


@each
def test_first_steps_are_never_more_than_under_way(name: str) -> None:
    assert [one for one in pieces(name) if FIRST_STEPS.search(one[3]) and one[1] != "under_way"] == []


@each
def test_one_fact_has_one_status_or_each_note_says_why(name: str) -> None:
    statuses: dict[str, set[str]] = {}
    for _, status, _, quote in pieces(name):
        statuses.setdefault(quote, set()).add(status)
    differing = {quote for quote, found in statuses.items() if len(found) > 1}
    entries = REPORTS[name].entries
    assert [at for at, _, _, quote in pieces(name) if quote in differing and not entries[at].note] == []


@each
def test_what_is_borrowed_has_no_entry_and_what_is_told_has_one(name: str) -> None:
    entries = REPORTS[name].entries
    assert [at for at in BORROWED[name].split() if at in entries] == []
    assert [at for at in TOLD[name].split() if at not in entries] == []
