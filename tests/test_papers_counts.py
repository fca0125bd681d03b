"""The sentences of papers: the count sentence to the letter, and its laws over random rounds, recounted here by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from helpers.rounds import Given, round_of, row, small
from helpers.submissions import ALL_GOOD, MIXED, submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.assess import FLAGGED, Assessment, Waived
from fazhi_check.beside import Settled
from fazhi_check.digest.file import Who
from fazhi_check.digest.papers.bulletin import content
from fazhi_check.digest.papers.counted import PARTS, Counted
from fazhi_check.digest.papers.scope import ABSENT, Scope, Standing
from fazhi_check.digest.papers.sentences import count_sentence, share_sentence
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.run import digest
from fazhi_check.digest.shares import percents, rate
from fazhi_check.outcome import FileReport, Report
from fazhi_check.round.report import UnitReport

pytestmark = pytest.mark.slow  # together they take seconds

PLAN = small()
WORDS = dict(
    zip(
        PARTS,
        ("已完成", "达进度", "临期", "滞后", "逾期", "佐证不足", "未填报", "填报有误", "申请不适用", "不适用", "豁免"),
        strict=True,
    )
)
_NUMBER = r"([\d,]+)"


def number(text: str) -> int:
    return int(text.replace(",", ""))


# To the letter.


def unit(name: str, state: str) -> UnitDigest:
    return UnitDigest(Who(name, "county", "650102", None), state)


def sentence_of(
    states: Sequence[tuple[str, int]],
    parts: dict[str, int],
    unsettled: int,
    claims: dict[str, int],
    punctual: bool = True,
) -> str:
    """Return the count sentence of a round of so many units in each state, with so many tasks in each part."""
    units = [unit(f"第{state[:3]}{at}区", state) for state, how_many in states for at in range(how_many)]
    held = RoundDigest("调度", date(2023, 12, 31), None, units, punctual=punctual)
    standing = [Standing(one.name, None, one, None if one.state in ("reported", "late") else ABSENT) for one in units]
    return count_sentence(Scope(standing, held, []), held.numbers, Counted(parts, claims, unsettled))


def test_the_sentence_of_the_contract_to_the_letter():
    parts = {"met": 310, "on_track": 702, "due_soon": 12, "lagging": 33, "overdue": 40, "unproven": 27, "missing": 80}
    states = [("reported", 40), ("late", 2), ("not_submitted", 2), ("returned", 1)]
    assert sentence_of(states, parts, 600, {"on_track": 51}) == (
        "截至2023年12月31日，应报 45 个单位，已报 42 个（按期 40 个），未报送 2 个（第not0区、第not1区），"
        "退回补正 1 个；承担任务 1,204 项，其中已完成 310 项、达进度 702 项（其中仅有情况说明 51 项）、"
        "临期 12 项、滞后 33 项、逾期 40 项、佐证不足 27 项、未填报 80 项；未经核定 600 项。"
    )


@pytest.mark.parametrize(
    ("states", "parts", "said"),
    [
        ([], {}, "没有应报单位。"),
        ([("excused", 2)], {}, "没有应报单位。"),
        ([("reported", 1)], {}, "应报 1 个单位，已报 1 个（按期 1 个）；承担任务 0 项。"),
        (
            [("reported", 1)],
            {"met": 1},
            "应报 1 个单位，已报 1 个（按期 1 个）；承担任务 1 项，其中已完成 1 项；未经核定 1 项。",
        ),
        (
            [("not_submitted", 2)],
            {},
            "应报 2 个单位，已报 0 个，未报送 2 个（第not0区、第not1区）；没有计入合计的填报。",
        ),
        ([("returned", 1)], {}, "应报 1 个单位，已报 0 个，退回补正 1 个；没有计入合计的填报。"),
        (
            [("late", 1)],
            {"applied": 1, "exempt": 2, "waived": 3},
            "应报 1 个单位，已报 1 个（按期 0 个）；承担任务 6 项，其中申请不适用 1 项、不适用 2 项、豁免 3 项；"
            "未经核定 6 项。",
        ),
    ],
)
def test_small_rounds_read_well(states: list[tuple[str, int]], parts: dict[str, int], said: str):
    assert sentence_of(states, parts, sum(parts.values()), {}) == f"截至2023年12月31日，{said}"


def test_on_time_stands_only_where_it_is_known():
    said = sentence_of([("reported", 3)], {"met": 1}, 0, {}, punctual=False)
    assert said == "截至2023年12月31日，应报 3 个单位，已报 3 个；承担任务 1 项，其中已完成 1 项；均已核定。"


def test_very_many_names_stand_in_the_annex():
    assert "未报送 31 个（名单附后）" in sentence_of([("not_submitted", 31)], {}, 0, {})


def test_shares_name_what_they_are_of():
    total = Counted(Counter(met=1, on_track=1, missing=1, exempt=2, waived=1), {}, 0)
    assert share_sentence(total) == (
        "以 3 项任务（不含不适用 2 项、豁免 1 项）为基数，已完成占 33.4%、达进度占 33.3%、未填报占 33.3%。"
    )
    assert share_sentence(Counted(Counter(exempt=2), {}, 0)) == ""


# Shares.


def tenths(shares: Sequence[str]) -> list[int]:
    return [number(one.replace(".", "")) for one in shares]


def test_the_published_bulletin_of_222_items():
    """Jinzhai, first half of 2025: 7.7, 4.5, 10.8, 4.1 and 72.9 percent were printed.

    There every share was rounded and the largest cut until they added up (72.97 became 72.9). By the largest remainders
    the 0.1 stays with the largest one; the others are as printed, but for 4.054, which is 4.0 then as near.
    """
    numbers, printed = [17, 10, 24, 9, 162], [77, 45, 108, 41, 729]
    ours = tenths(percents(numbers))
    assert sum(numbers) == 222
    assert sum(printed) == sum(ours) == 1000
    assert ours == [77, 45, 108, 40, 730]
    assert all(abs(one - other) <= 1 for one, other in zip(ours, printed, strict=True))


@given(st.lists(st.integers(0, 20000), min_size=1, max_size=11))
def test_shares_add_up_and_none_that_counts_is_zero(numbers: list[int]):
    shares, total = tenths(percents(numbers)), sum(numbers)
    assert sum(shares) == (1000 if total else 0)
    assert [one > 0 for one in shares] == [one > 0 for one in numbers]
    lifted = sum(0 < one * 1000 < total for one in numbers)
    assert all(abs(one - exact * 1000 / max(total, 1)) < 1 + lifted for one, exact in zip(shares, numbers, strict=True))


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_rate_says_all_and_none_only_where_it_is_so(part: int, whole: int):
    part = min(part, whole)
    said = rate(part, whole)
    assert (said == "100.0") == (part == whole)
    assert (said == "0.0") == (part == 0)
    assert abs(float(said) - 100 * part / whole) <= 0.1


# Random rounds.

_VERDICTS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt")
_STATES = ("reported", "late", "returned", "not_submitted", "excused", "stale")
_WAIVED = Waived("缓办", "市委依法治市办", date(2025, 1, 1))
_SETTLED = st.sampled_from([None, None, None, Settled(None), *(Settled(one) for one in _VERDICTS)])


@st.composite
def rounds(draw: st.DrawFn) -> Report:
    """Return the report of a random round: units in every state, bound or not, every verdict, settled and waived."""
    units = [_unit(draw, at) for at in range(draw(st.integers(0, 5)))]
    return round_of(units, PLAN, due=date(2024, 11, 10), change=_changing(draw))


def _unit(draw: st.DrawFn, at: int) -> Given:
    state, name = draw(st.sampled_from(_STATES)), f"第{at}区"
    code = draw(st.sampled_from([f"65010{at + 2}", f"23040{at + 2}"]))
    more = {"excused": "机构改革"} if state == "excused" else {}
    member = row(name, code=code, category=draw(st.sampled_from(["区县", "开发区"])), **more)
    text = submission(draw(st.sampled_from([ALL_GOOD, MIXED])), "2024-11-15", name=name, level="county", code=code)
    silent = state in ("not_submitted", "excused")
    stale = date(2024, 6, 30) if state == "stale" else None
    received = draw(st.sampled_from([None, date(2024, 11, 8)]))
    return Given(member, None if silent else text, "not_submitted" if stale else state, received, stale)


def _changing(draw: st.DrawFn) -> Callable[[FileReport], None]:
    def changed(one: Assessment) -> Assessment:
        verdict: Any = draw(st.sampled_from(_VERDICTS))
        support: Any = None if verdict == "missing" else draw(st.sampled_from(["proven", "partial", "claim", "none"]))
        settled = draw(_SETTLED)
        applied = verdict == "exempt" and (settled is None or settled.verdict != "exempt")
        waived = _WAIVED if verdict in FLAGGED and draw(st.booleans()) else None
        return one._replace(verdict=verdict, support=support, settled=settled, applied=applied, waived=waived)

    def change(file: FileReport) -> None:
        file.assessments = [changed(one) for one in file.assessments]

    return change


def part_by_hand(one: Assessment) -> str:
    """Return the word under which an assessment stands on paper, as the design has it."""
    settled = one.settled.verdict if one.settled else None
    verdict = settled or one.verdict
    if one.waived and verdict in FLAGGED:
        return "豁免"
    return "申请不适用" if verdict == "exempt" and settled is None else {**WORDS, "exempt": "不适用"}[verdict]


def compared_only(report: Report) -> bool:
    """Tell whether the plan binds none of the units: then they count, since there is nobody else."""
    assert report.round
    return not any(one.bound for one in report.round.units)


def counting(report: Report) -> list[UnitReport]:
    assert report.round
    free = compared_only(report)
    arrived = [one for one in report.round.units if one.file and one.state in ("reported", "late")]
    return [one for one in arrived if one.bound or free]


def counted_by_hand(report: Report) -> Iterator[Assessment]:
    for one in counting(report):
        assert one.file
        yield from one.file.assessments


_PART = re.compile(rf"([\u4e00-\u9fff]+) {_NUMBER} 项(?:（其中仅有情况说明 {_NUMBER} 项）)?")
_LAWS = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@given(rounds())
@_LAWS
def test_the_parts_are_a_recount_and_make_up_the_whole(report: Report):
    said = content(digest(report), {})["总体情况"]
    listed = list(counted_by_hand(report))
    found = Counter(map(part_by_hand, listed))
    told = re.search(rf"承担任务 {_NUMBER} 项，其中(.*?)；", said)
    if not listed:
        assert told is None
        return
    assert told
    parts = {word: number(many) for word, many, _ in _PART.findall(told[2])}
    assert parts == found
    assert list(parts) == [word for word in WORDS.values() if word in parts]
    assert sum(parts.values()) == number(told[1]) == len(listed)
    claims = Counter(part_by_hand(one) for one in listed if one.support in ("claim", "none"))
    good = ("已完成", "达进度", "临期")
    assert {word: number(many) for word, _, many in _PART.findall(told[2]) if many} == {
        word: claims[word] for word in good if claims[word]
    }
    open_ = sum(not (one.settled and one.settled.verdict) for one in listed)
    assert said.endswith(f"；未经核定 {open_:,} 项。" if open_ else "；均已核定。")


@given(rounds())
@_LAWS
def test_units_are_counted_and_named_once(report: Report):
    said = content(digest(report), {})["总体情况"]
    assert report.round
    states = Counter(one.state for one in report.round.units)
    owing = len(report.round.units) - states["excused"]
    if not owing:
        assert said.startswith("截至2024年11月15日，没有应报单位")
        return
    arrived = states["reported"] + states["late"]
    on_time = f"（按期 {states['reported']} 个）" if report.round.punctual and arrived else ""
    assert said.startswith(f"截至2024年11月15日，应报 {owing} 个单位，已报 {arrived} 个{on_time}")
    absent = [one.member.name for one in report.round.units if one.state == "not_submitted"]
    assert (f"，未报送 {len(absent)} 个（{'、'.join(absent)}）" in said) == bool(absent)
    assert (f"，退回补正 {states['returned']} 个；" in said) == bool(states["returned"])
    assert [said.count(one) for one in absent] == [1] * len(absent)


@given(rounds())
@_LAWS
def test_shares_of_a_round_add_to_a_hundred(report: Report):
    said = content(digest(report), {})["占比"]
    listed = [one for one in map(part_by_hand, counted_by_hand(report)) if one not in ("不适用", "豁免")]
    if not listed:
        assert said == ""
        return
    shares = re.findall(r"占 (\d+\.\d)%", said)
    assert said.startswith(f"以 {len(listed):,} 项任务")
    assert sum(tenths(shares)) == 1000
    assert "0.0" not in shares
    assert len(shares) == len(set(listed))


@given(rounds())
@_LAWS
def test_the_table_of_units_adds_up(report: Report):
    made = content(digest(report), {})["附件"]["单位情况"]
    assert report.round
    if not report.round.units:
        assert made is None
        return
    columns = ("承担任务", *WORDS.values(), "仅有情况说明", "未经核定")
    rows = [one for one in made["行"] if one["承担任务"] != "—"]
    assert [one["单位"] for one in made["行"]] == [one.member.name for one in report.round.units]
    total = made["合计"][-1]
    assert {name: total[name] for name in columns} == {
        name: str(sum(int(one[name]) for one in rows)) for name in columns
    }
    for one in (*rows, *made["合计"]):
        assert int(one["承担任务"]) == sum(int(one[word]) for word in WORDS.values())


@given(rounds())
@_LAWS
def test_every_unit_that_is_in_no_sum_is_named_apart(report: Report):
    made = content(digest(report), {})
    apart = "".join(made["另列单位"])
    assert report.round
    if compared_only(report):
        assert not report.round.units or apart.count("规划对其没有约束力，仅作对照") == 1
        return
    for one in report.round.units:
        file = one.file or one.shown
        told = one not in counting(report) and (file is not None or one.state == "excused" or not one.bound)
        assert apart.count(one.member.name) == int(told)
        if not one.bound and one.state != "excused":
            assert "（规划对其没有约束力，仅作对照）" in apart


def test_what_still_needs_review_is_told_beside_what_nobody_has_settled():
    told = content(
        digest(
            round_of(
                [Given(row("天山区"), submission(MIXED, "2024-11-15", name="天山区", level="county", code="650102"))],
                PLAN,
            )
        ),
        {},
    )
    listed = told["总体情况"]
    assert listed.endswith("未经核定 9 项。")
    assert told["待核定"] == "其中应当核定而尚未核定的 3 项"
