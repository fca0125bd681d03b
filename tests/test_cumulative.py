"""Changes that add up over a plan's years (`cumulative`), and the rule by which a value is counted (`basis`)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from helpers.answers import MILESTONES, UNMARKED, answers, days, phases
from helpers.project import SMALL
from helpers.running import examine, verdict_of
from helpers.submissions import submission
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_check.assess import Assessment
from fazhi_check.plan.model import Cumulative, Period, Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.wording import asking

FALL, RISE, STEPS = "1.1.1-01", "1.1.1-02", "1.1.1-03"
COVERAGE, MINIMUM, FREQUENCY, STANDING, QUANTITY = (f"1.1.1-0{number}" for number in range(4, 9))
FIGURE = {"kind": "figure", "title": "统计公报"}
PROOF = {"evidence": [FIGURE, {"kind": "record", "title": "台账"}]}
END = "2025-12-31"
ON_THE_WAY = {2021: -4, 2022: -3.5, 2023: -2.5, 2024: -2.2, 2025: -2.1}
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def changes() -> Plan:
    """The plan of changes: 2021 to 2025."""
    return load_plan(str(SMALL.parent / "changes"))


def text_of(target: str, entry: Entry, as_of: str = "2027-12-31") -> str:
    """Return a submission that answers one target."""
    head = 'plan: changes\nunit: {name: 甲市, level: city, code: "650100"}\n'
    return f"{head}as_of: {as_of}\nentries:\n  {target}: {json.dumps(entry, ensure_ascii=False)}\n"


def judged(plan: Plan, target: str, entry: Entry, day: str = END, phase: str | None = None) -> Assessment:
    """Return the judgement of an entry on a day, or in the acceptance of a phase."""
    as_of = None if phase else date.fromisoformat(day)
    return verdict_of(examine(text_of(target, entry), plan, as_of, phase), target)


class Row(NamedTuple):
    target: str
    by_year: dict[int, Any]
    day: str
    verdict: str
    deadline: str
    lag: Fraction | None = None


ROWS = {
    "met": Row(FALL, ON_THE_WAY, END, "met", END),
    "met-early": Row(FALL, {2021: -8, 2022: -8}, "2023-03-01", "met", END),
    "met-exactly": Row(FALL, {2021: -13.5}, "2022-06-30", "met", END),
    "overdue": Row(FALL, dict.fromkeys(range(2021, 2026), -2), END, "overdue", END),
    "the-last-year-counts-on-its-last-day": Row(
        FALL, dict.fromkeys(range(2021, 2026), -2.6), "2025-12-30", "due_soon", END
    ),
    "lagging": Row(
        FALL,
        {2021: -2.7, 2022: -0.1},
        "2023-08-30",
        "lagging",
        END,
        100 * (Fraction("-5.4") - Fraction("-2.7973")) / Fraction("-13.5"),
    ),
    "within-tolerance": Row(FALL, {2021: -2.7, 2022: -1.5}, "2023-08-30", "on_track", END),
    "nothing-is-over": Row(FALL, {2021: 5}, "2021-12-30", "on_track", "2022-12-31"),
    "a-year-lacks": Row(FALL, {2022: -9}, "2023-08-30", "unproven", END),
    "a-year-lacks-before-overdue": Row(FALL, {2021: 1, 2022: 1, 2023: 1, 2025: 1}, END, "unproven", END),
    "a-year-lacks-though-the-rest-would-do": Row(FALL, {2021: -9, 2022: -9}, "2023-12-31", "unproven", END),
    "this-year-is-only-shown": Row(FALL, {2021: -2.7, 2022: -2.7, 2023: -50}, "2023-08-30", "on_track", END),
    "a-year-before-the-plan-is-only-shown": Row(FALL, {2020: -50, 2021: -2.7}, "2022-08-30", "on_track", "2022-12-31"),
    "risen": Row(RISE, {2021: 5.4, 2022: 5.4, 2023: 5.4, 2024: 5.4, 2025: 5.4}, END, "met", END),
    "not-risen-enough": Row(RISE, dict.fromkeys(range(2021, 2026), 5.3), END, "overdue", END),
    "rising-too-slowly": Row(RISE, {2021: 0, 2022: 1}, "2023-08-30", "lagging", END, Fraction(110, 3)),
    "a-step-missed": Row(STEPS, {2021: -2, 2022: -2}, "2022-12-31", "overdue", "2022-12-31"),
    "a-step-reached": Row(STEPS, {2021: -4, 2022: -3}, "2022-12-31", "on_track", "2024-12-31"),
    "a-bound-that-settles": Row(FALL, {2021: "不足-8", 2022: "不足-8"}, "2023-03-01", "met", END),
    "a-bound-that-points-the-wrong-way": Row(FALL, {2021: "-8以上", 2022: -8}, "2023-03-01", "unproven", END),
    "a-bound-that-is-enough-for-the-pace": Row(FALL, {2021: "不足-4", 2022: -2}, "2023-03-01", "on_track", END),
    "a-bound-that-is-behind": Row(FALL, {2021: "0以上", 2022: 0}, "2023-03-01", "lagging", END, Fraction(40)),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_changes_are_judged_by_what_they_add_up_to(changes: Plan, row: Row):
    found = judged(changes, row.target, {"by_year": row.by_year} | PROOF, row.day)
    deadline = date.fromisoformat(row.deadline)
    assert (found.verdict, found.deadline, found.lag) == (row.verdict, deadline, row.lag)


def test_what_is_reached_without_evidence_is_unproven(changes: Plan):
    assert judged(changes, FALL, {"by_year": ON_THE_WAY}).verdict == "unproven"


@pytest.mark.parametrize(
    ("status", "day", "verdict"),
    [
        ("under_way", "2023-08-30", "on_track"),
        ("not_started", "2022-12-31", "overdue"),
        ("under_way", END, "overdue"),
        ("done", "2023-08-30", "unproven"),
    ],
)
def test_a_status_alone_is_judged_on_the_ladder(changes: Plan, status: str, day: str, verdict: str):
    found = judged(changes, FALL, {"status": status} | PROOF, day)
    assert found.verdict == verdict
    assert ("未填数值" in str(found.why)) or verdict in ("unproven",)


@pytest.mark.parametrize(
    ("phase", "by_year", "verdict"),
    [
        ("2022", {2021: 3, 2022: 3}, "met"),
        ("2022", {2021: -3}, "unproven"),
        ("2025", ON_THE_WAY, "met"),
        ("2025", {2021: -1, 2022: -1, 2023: -1, 2024: -1, 2025: -1}, "overdue"),
    ],
)
def test_a_phase_accepts_what_was_asked_by_then(changes: Plan, phase: str, by_year: dict[int, Any], verdict: str):
    assert judged(changes, FALL, {"by_year": by_year} | PROOF, phase=phase).verdict == verdict


def test_only_years_wholly_inside_the_plan_count(changes: Plan):
    plan = changes._replace(period=Period(date(2021, 7, 1), date(2025, 12, 31)), hash="midyear")
    found = judged(plan, FALL, {"by_year": {2021: -50, 2022: -2}} | PROOF, "2022-12-31")
    assert (found.verdict, found.lag) == ("lagging", 100 * (Fraction("-13.5") / 4 + 2) / Fraction("-13.5"))


def test_the_sentence_names_the_sum_the_years_and_what_does_not_count(changes: Plan):
    found = judged(changes, FALL, {"by_year": {2020: -9, 2021: -2.7, 2022: -0.1, 2023: "不足-1"}}, "2023-08-30")
    assert str(found.why) == (
        "按序时进度此时应为-5.4%，填报为 2021 年 -2.7%、2022 年 -0.1%，累计 -2.8%（2020 年 -9%、2023 年“不足-1”，不计入），"
        "落后 19.3 个百分点（到 2025-12-31 应累计下降不少于13.5%）"
    )
    assert "-2.8% in all (2020: -9%, 2023: “不足-1” not counted)" in found.why.say("en")


def test_the_sentence_names_the_years_that_lack(changes: Plan):
    found = judged(changes, FALL, {"by_year": {2022: -0.1}}, "2024-01-01")
    assert "2021、2023 年未填报" in str(found.why)
    assert found.unsettled
    assert found.unsettled.zh == "年度数不全"


@pytest.mark.parametrize(
    ("mark", "measure", "said"),
    [
        (0, Cumulative(at_least=Fraction(30)), "累计变化不低于0%"),
        (0, Cumulative(at_most=Fraction(-12)), "累计变化不高于0%"),
        (5, Cumulative(at_least=Fraction(30)), "累计增长不少于5%"),
    ],
)
def test_to_stay_where_one_is_is_neither_a_rise_nor_a_fall(mark: int, measure: Cumulative, said: str):
    assert str(asking(Fraction(mark), measure)) == said


def test_a_sum_close_to_the_mark_does_not_look_like_it(changes: Plan):
    why = str(judged(changes, FALL, {"by_year": {2021: -13.4999, 2022: 0, 2023: 0, 2024: 0, 2025: 0}}).why)
    assert "累计 -13.4999%" in why


# The rule by which a value is counted.

COUNTED: dict[str, Entry] = {
    COVERAGE: {"value": 96},
    MINIMUM: {"by_unit": {"甲村": 2}},
    FREQUENCY: {"by_year": dict.fromkeys(range(2021, 2026), 2)},
    STANDING: {"value": 100},
    QUANTITY: {"value": 20},
}
RULES = {
    COVERAGE: "按件计",
    MINIMUM: "按在册人数计",
    FREQUENCY: "按场计",
    STANDING: "按件计",
    QUANTITY: "按建成计",
}


@pytest.mark.parametrize("target", COUNTED)
@pytest.mark.parametrize("phase", [None, "2025"])
def test_what_is_counted_by_another_rule_is_unproven(changes: Plan, target: str, phase: str | None):
    found = judged(changes, target, COUNTED[target] | {"basis": "按户计"} | PROOF, phase=phase)
    assert (found.verdict, found.flagged, found.past_due, found.lag) == ("unproven", True, False, None)
    for said in ("口径不一致", f"“{RULES[target]}”", "“按户计”"):
        assert said in str(found.why)
    assert f"“{RULES[target]}”" in found.why.say("en")
    assert found.unsettled
    assert found.unsettled.en == "counted by another rule"


@pytest.mark.parametrize("target", COUNTED)
@pytest.mark.parametrize("rule", [None, "", " ", "{}", " {} ", "{}\u3000"])
def test_the_same_rule_or_none_changes_nothing(changes: Plan, target: str, rule: str | None):
    entry = COUNTED[target] | PROOF
    said = {} if rule is None else {"basis": rule.format(RULES[target])}
    assert judged(changes, target, entry | said).verdict == judged(changes, target, entry).verdict == "met"


def test_full_width_forms_are_the_same_rule(changes: Plan):
    plan = with_basis(changes, QUANTITY, "按 GB/T 计（建成）")
    assert judged(plan, QUANTITY, {"value": 20, "basis": "按GB/Ｔ计(建成)"} | PROOF).verdict == "met"


def with_basis(plan: Plan, target: str, basis: str) -> Plan:
    """Return a plan one of whose measures is counted by another rule."""
    targets = [
        one._replace(measure=one.measure._replace(basis=basis)) if one.id == target else one  # type: ignore[call-arg]
        for one in plan.targets
    ]
    return plan._replace(targets=tuple(targets), hash=f"{target} {basis}")


@pytest.mark.parametrize("status", ["not_started", "under_way", "done"])
def test_a_status_alone_is_held_to_the_rule_too(changes: Plan, status: str):
    plain, other = ({"status": status} | more | PROOF for more in ({}, {"basis": "按户计"}))
    days = ("2022-06-30", "2023-08-30", END)
    assert [judged(changes, COVERAGE, other, day).verdict for day in days] == ["unproven"] * 3
    assert all("口径" not in str(judged(changes, COVERAGE, plain, day).why) for day in days)


def test_exempt_and_invalid_come_before_the_rule(changes: Plan):
    exempt = {"status": "not_applicable", "reason": "没有村", "basis": "按户计"}
    assert judged(changes, MINIMUM, exempt).verdict == "exempt"
    assert judged(changes, COVERAGE, {"value": 120, "basis": "按户计"}).verdict == "invalid"
    assert judged(changes, COVERAGE, {"basis": "按户计"}).verdict == "invalid"


@settings(max_examples=120, deadline=None)
@given(answer=answers, day=days, phase=phases, same=st.booleans())
@pytest.mark.slow
def test_whatever_is_counted_by_another_rule_shows_nothing(
    small: Plan, answer: tuple[str, Entry], day: date, phase: str | None, same: bool
):
    target, entry = answer
    assume(target not in (*MILESTONES, *UNMARKED))
    plan = with_basis(small, target, "按件计")
    text = submission({target: entry | {"basis": "按 件计" if same else "按人计"}}, "2027-12-31")
    found = examine(text, plan, None if phase else day, phase)
    plain = examine(submission({target: entry}, "2027-12-31"), small, None if phase else day, phase)
    (one,) = (one for one in found.assessments if one.target.id == target)
    assert one.verdict == (verdict_of(plain, target).verdict if same else "unproven")


def test_a_plan_without_a_rule_takes_any(changes: Plan):
    assert judged(changes, FALL, {"by_year": ON_THE_WAY, "basis": "按户计"} | PROOF).verdict == "met"


# Section 17 once more, clause by clause.


class Told(NamedTuple):
    verdict: str
    required: object
    deadline: date
    lag: Fraction | None


LADDER = ("not_started", "under_way", "substantial", "done")
MARKS = {FALL: (Fraction("-13.5"), -1), RISE: (Fraction(30), 1), STEPS: (Fraction("-13.5"), -1)}
SCHEDULES: dict[str, list[tuple[date, Any]]] = {
    FALL: [(date(2022, 12, 31), "under_way"), (date(2025, 12, 31), "done")],
    RISE: [(date(2022, 12, 31), "under_way"), (date(2025, 12, 31), "done")],
    STEPS: [(date(2022, 12, 31), Fraction(-6)), (date(2024, 12, 31), Fraction(-10)), (date(2025, 12, 31), "done")],
}
DEADLINES = {"2022": date(2022, 12, 31), "2024": date(2024, 12, 31), "2025": date(2025, 12, 31)}


def told(target: str, entry: Entry, day: date, accepted: bool) -> Told:
    """Return what the design says of yearly changes, or of a status in their place."""
    asked = [one for one in SCHEDULES[target] if not accepted or one[0] <= day]
    last_day, last = asked[-1]
    if "by_year" not in entry:
        return of_status(entry["status"], asked, day)
    over = [year for year in range(2021, 2026) if date(year, 12, 31) <= day]
    if any(year not in entry["by_year"] for year in over):
        return Told("unproven", last, last_day, None)
    product = Fraction(1)
    for year in over:
        product *= 1 + Fraction(str(entry["by_year"][year])) / 100
    value, (mark, sign) = 100 * (product - 1), MARKS[target]

    def reached(requires: object) -> bool:
        if requires in LADDER[:3]:
            return True
        return sign * value >= sign * (mark if requires == "done" else Fraction(str(requires)))

    if reached(last):
        free = accepted and last in LADDER[:3]
        return Told("met" if free or entry["evidence"] else "unproven", last, last_day, None)
    for when, requires in asked:
        if when <= day and not reached(requires):
            return Told("overdue", requires, when, None)
    when, requires = next(one for one in asked if one[0] > day)
    lag = 100 * (mark * Fraction(len(over), 5) - value) / mark
    if lag > 10:
        return Told("lagging", requires, when, lag)
    near = when - day <= timedelta(90) and not reached(requires)
    return Told("due_soon" if near else "on_track", requires, when, None)


def of_status(status: str, asked: list[tuple[date, Any]], day: date) -> Told:
    stage = LADDER.index(status)
    ranks = [(when, requires, LADDER.index(requires) if requires in LADDER else 3) for when, requires in asked]
    if stage >= ranks[-1][2]:
        return Told("unproven", ranks[-1][1], ranks[-1][0], None)
    for when, requires, rank in ranks:
        if when <= day and stage < rank:
            return Told("overdue", requires, when, None)
    when, requires, rank = next(one for one in ranks if one[0] > day)
    near = when - day <= timedelta(90) and stage < rank
    return Told("due_soon" if near else "on_track", requires, when, None)


rates = st.one_of(st.integers(-80, 80), st.integers(-1000, 1500)).map(lambda n: n / 10)
by_years = st.one_of(
    st.fixed_dictionaries(dict.fromkeys(range(2021, 2026), rates)),
    st.dictionaries(st.integers(2019, 2027), rates, min_size=1),
)
said = st.one_of(
    by_years.map(lambda years: {"by_year": years}),
    by_years.map(lambda years: {"by_year": years}),
    st.sampled_from(LADDER).map(lambda status: {"status": status}),
)


EDGES = [date(year, 12, day) for year in range(2021, 2027) for day in (30, 31)]


@settings(max_examples=300, deadline=None)
@given(
    target=st.sampled_from((FALL, RISE, STEPS)),
    entry=said,
    proofs=st.sampled_from(([], [FIGURE])),
    day=st.dates(date(2021, 1, 1), date(2027, 6, 30))
    | st.sampled_from([date(y, 12, d) for y in range(2021, 2027) for d in (30, 31)]),
    phase=st.sampled_from([None, None, None, "2022", "2024", "2025"]),
)
@pytest.mark.slow
def test_every_change_is_judged_as_the_design_says(
    changes: Plan, target: str, entry: Entry, proofs: list[Entry], day: date, phase: str | None
):
    entry = entry | {"evidence": proofs}
    day = DEADLINES[phase] if phase else day
    found = judged(changes, target, entry, day.isoformat(), phase)
    wanted = told(target, entry, day, phase is not None)
    assert (found.verdict, found.required, found.deadline, found.lag) == wanted
    assert found.serious is bool(wanted.lag and wanted.lag > 30)


ORDER = ("overdue", "lagging", "unproven", "due_soon", "on_track", "met")


@settings(max_examples=100, deadline=None)
@given(
    rates=st.fixed_dictionaries(dict.fromkeys(range(2021, 2026), rates)),
    year=st.integers(2021, 2025),
    less=st.integers(0, 300),
    day=st.dates(date(2021, 1, 1), date(2026, 6, 30)),
)
def test_falling_more_is_never_judged_worse(changes: Plan, rates: dict[int, float], year: int, less: int, day: date):
    more = rates | {year: max(round(rates[year] - less / 10, 1), -100)}
    before, after = (judged(changes, FALL, {"by_year": one} | PROOF, day.isoformat()).verdict for one in (rates, more))
    assert ORDER.index(after) >= ORDER.index(before)
