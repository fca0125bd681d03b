"""The laws of points, and an oracle that is slow and written from the design alone: sections 12 and 15."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from helpers.rounds import DAY, small
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.assess import Assessment, Waived
from fazhi_check.beside import Settled
from fazhi_check.findings import Finding
from fazhi_check.round.duties import tasks_by_name
from fazhi_check.round.standard.entered import counted_of, wrong_rows
from fazhi_check.round.standard.points import Points, rounded
from fazhi_check.round.standard.reading import standard_in
from fazhi_check.round.standard.rows import Standard
from fazhi_check.round.standard.scoring import Unit, score, tasks_of
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.yaml import compose
from fazhi_check.words import VERDICTS, Sentence, Text

pytestmark = pytest.mark.slow  # together they take many seconds

PLAN = small()
IDS = [one.id for one in PLAN.targets]
ITEMS = sorted({one.item for one in PLAN.targets})
SECTIONS = sorted({one.section for one in PLAN.targets})
PARTS = tasks_by_name(PLAN)
NAMES = [name for name in VERDICTS if name != "waived"]
SUPPORTS = ["proven", "partial", "claim", "none"]


class Task(NamedTuple):
    """A task as the design speaks of it: what was computed, what rests behind it, what an office decided."""

    id: str
    verdict: str
    support: str | None
    reported: str | None
    contradicts: bool
    settled: str | None  # a verdict, "pending" for a row that decides nothing, None without a row
    waived: bool


class Scene(NamedTuple):
    """A standard as data, a unit's tasks, whether it is one of a round, and its own points."""

    standard: dict[str, Any]
    tasks: list[Task]
    in_round: bool
    own: dict[str, str]


# The oracle.


def half_away(value: Fraction) -> Fraction:
    """Round to two decimals by decimal arithmetic of many digits: half away from zero."""
    with localcontext() as context:
        context.prec = 200  # endless fractions are no ties
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return Fraction(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def tasks_behind(item: Mapping[str, Any], scene: Scene) -> list[Task]:
    """Return the tasks of an item that count: asked, not waived, not exempt by agreement or outside a round."""
    found = []
    for task in scene.tasks:
        target = PLAN.by_id[task.id]
        if not {target.id, target.item, target.section} & set(item["targets"]) or task.waived:
            continue
        decided = task.settled if task.settled in NAMES else None
        if (decided or task.verdict) == "exempt" and (decided == "exempt" or not scene.in_round):
            continue
        found.append(task)
    return found


def share_of(task: Task, shares: Mapping[str, Any]) -> Fraction:
    verdict = task.settled if task.settled in NAMES else task.verdict
    for name in (f"{verdict}.{task.support}", verdict):
        if name in shares:
            return Fraction(shares[name])
    return Fraction(0)


def waits(task: Task) -> bool:
    """Tell whether a task needs review and no office has settled it."""
    needs = task.verdict in ("met", "unproven", "exempt") or task.contradicts
    needs = needs or (task.reported == "done" and task.support in ("claim", "none"))
    return needs and task.settled not in NAMES


def points_of(item: Mapping[str, Any], scene: Scene) -> Fraction | str:
    """Return an item's points, or why it has none: left out, or open."""
    return by_tasks(item, scene) if item["rule"] in ("share", "all") else by_hand(item, scene)


def by_tasks(item: Mapping[str, Any], scene: Scene) -> Fraction | str:
    tasks = tasks_behind(item, scene)
    if not tasks:
        return "left out"
    if scene.standard["shares"].get("unreviewed") == "blank" and any(map(waits, tasks)):
        return "open"
    kept = [share_of(task, scene.standard["shares"]) for task in tasks]
    mean = Fraction(set(kept) == {Fraction(1)}) if item["rule"] == "all" else sum(kept, Fraction(0)) / len(kept)
    return half_away(Fraction(item["points"]) * mean)


def by_hand(item: Mapping[str, Any], scene: Scene) -> Fraction | str:
    rows = [row for row in scene.standard["entered"] if row["item"] == item["id"]]
    if not rows:
        return "open"
    if item["rule"] == "manual":
        return Fraction(rows[0]["points"])
    counted = Fraction(item["each"]) * sum(int(row["cases"]) for row in rows)
    if item["rule"] == "per_case":
        return half_away(max(Fraction(item.get("floor", "0")), Fraction(item["points"]) + counted))
    return half_away(min(Fraction(item["cap"]), counted))


def oracle(scene: Scene) -> dict[str, Any]:
    """Return what the design makes of a scene."""
    items = scene.standard["items"]
    found = {item["id"]: points_of(item, scene) for item in items}
    most = {item["id"]: Fraction(0) if item["rule"] == "bonus" else Fraction(item["points"]) for item in items}
    total = sum((one for one in found.values() if isinstance(one, Fraction)), Fraction(0))
    full = sum(most.values(), Fraction(0))
    left = sum((most[name] for name, one in found.items() if one != "left out"), Fraction(0))
    if scene.standard["rescale"] and left:
        total = half_away(total * full / left)
    nothing = all(one == "left out" for one in found.values())
    return {
        "points": {name: one if isinstance(one, Fraction) else None for name, one in found.items()},
        "open": [name for name, one in found.items() if one == "open"],
        "total": None if nothing else total,
        "max": full if scene.standard["rescale"] else left,
        "below": {
            item["id"]: [task.id for task in tasks_behind(item, scene) if share_of(task, scene.standard["shares"]) < 1]
            for item in items
            if item["rule"] in ("share", "all")
        },
    }


# The scenes.

_POINTS = st.integers(1, 4000).map(lambda cents: str(Decimal(cents) / 100))
_SHARE = st.sampled_from(["0", "0.3", "0.5", "0.333", "1", "1", "0.75"])
_ENTERED = ("per_case", "bonus", "manual")


@st.composite
def shares(draw: st.DrawFn) -> dict[str, str]:
    keys = st.sampled_from([*NAMES, *(f"{verdict}.{support}" for verdict in NAMES for support in SUPPORTS)])
    made = draw(st.dictionaries(keys, _SHARE, min_size=1, max_size=8))
    return {**made, **({"unreviewed": "blank"} if draw(st.integers(0, 3)) == 0 else {})}


@st.composite
def item(draw: st.DrawFn, number: int) -> dict[str, Any]:
    rule = draw(st.sampled_from(["share", "share", "all", *_ENTERED]))
    made: dict[str, Any] = {"id": f"A{number}", "title": "考评内容", "rule": rule}
    if rule != "bonus":
        made["points"] = draw(_POINTS)
    if rule in ("share", "all"):
        names = st.sampled_from([*IDS, *ITEMS, *SECTIONS])
        made["targets"] = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    if rule == "per_case":
        made["each"] = "-" + draw(_POINTS)
        if draw(st.booleans()):
            made["floor"] = str(min(Decimal(made["points"]), Decimal(draw(st.integers(-300, 300))) / 100))
    if rule == "bonus":
        made |= {"each": draw(_POINTS), "cap": draw(_POINTS)}
    return made


@st.composite
def rows(draw: st.DrawFn, one: Mapping[str, Any]) -> list[dict[str, str]]:
    head = {"item": one["id"], "unit": "天山区", "reason": "依据"}
    if one["rule"] == "manual":
        cents = draw(st.integers(0, int(Decimal(one["points"]) * 100)))
        return [{**head, "points": str(Decimal(cents) / 100)}][: draw(st.integers(0, 1))]
    numbers = draw(st.lists(st.integers(0, 5), max_size=3))
    return [{**head, "cases": str(number)} for number in numbers]


@st.composite
def task(draw: st.DrawFn, target: str) -> Task:
    verdict = draw(st.sampled_from(NAMES))
    support = None if verdict == "missing" else draw(st.sampled_from([None, *SUPPORTS]))
    reported = draw(st.sampled_from([None, "done", "under_way"]))
    settled = draw(st.sampled_from([None, None, "pending", *NAMES]))
    return Task(target, verdict, support, reported, draw(st.integers(0, 5)) == 0, settled, draw(st.integers(0, 6)) == 0)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    items = [draw(item(number)) for number in range(draw(st.integers(1, 5)))]
    entered = [row for one in items if one["rule"] in _ENTERED for row in draw(rows(one))]
    standard = {
        "plan": PLAN.id,
        "title": "测评标准",
        "shares": draw(shares()),
        "rescale": draw(st.booleans()),
        "items": items,
        "entered": entered,
    }
    asked = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=len(IDS)))
    in_round = draw(st.booleans())
    tasks = [draw(task(one)) for one in asked]
    own = {one["id"]: draw(_POINTS) for one in items if draw(st.booleans())}
    return Scene(standard, tasks if in_round else [one._replace(settled=None) for one in tasks], in_round, own)


def read(standard: Mapping[str, Any]) -> Standard:
    """Return a standard read from its data as JSON."""
    root = compose(json.dumps(standard, ensure_ascii=False), DEFAULT, json=True)
    assert not isinstance(root, Finding)
    found = standard_in(root, "标准.json")
    assert found.findings == []
    return found


def assessed(one: Task, in_round: bool) -> Assessment:
    """Return a task as the program has it after a round has been through it."""
    settled = None
    if one.settled:
        settled = Settled(one.settled if one.settled in NAMES else None, pending=one.settled == "pending")
    applied = in_round and one.verdict == "exempt" and (settled is None or settled.verdict != "exempt")
    return Assessment(
        PLAN.by_id[one.id],
        one.verdict,  # type: ignore[arg-type]
        Sentence(Text("", "")),
        reported=one.reported,
        support=one.support,  # type: ignore[arg-type]
        waived=Waived("理由", "市办", DAY) if one.waived else None,
        settled=settled,
        applied=applied,
    )


def points(scene: Scene, order: Sequence[int] = ()) -> Points:
    """Return what the program makes of a scene; `order` is another one for tasks and rows."""
    standard = read(scene.standard)
    found = [assessed(one, scene.in_round) for one in scene.tasks]
    contradictions = [one.id for one in scene.tasks if one.contradicts]
    assert list(wrong_rows(standard, standard.entered)) == []
    own = {name: Fraction(one) for name, one in scene.own.items()}
    unit = Unit(tasks_of(found, contradictions), counted_of(standard, standard.entered, None), own)
    return score(standard, unit, PLAN, PARTS)


_MANY, _SOME = settings(max_examples=300, deadline=None), settings(max_examples=150, deadline=None)


@_MANY
@given(scene=scenes())
def test_the_program_says_what_the_design_says_and_its_numbers_hold_together(scene: Scene):
    found = points(scene)
    says_what_the_design_says(scene, found)
    sums_are_of_what_was_rounded(scene, found)
    nothing_is_above_its_maximum_but_a_bonus(scene, found)


def says_what_the_design_says(scene: Scene, found: Points):
    wanted = oracle(scene)
    assert {one.id: one.points for one in found.items} == wanted["points"]
    assert [one.id for one in found.items if one.open] == wanted["open"]
    assert (found.total, found.max) == (wanted["total"], wanted["max"])
    assert {one.id: one.own for one in found.items if one.own is not None} == {
        name: Fraction(value) for name, value in scene.own.items()
    }
    for one in found.items:
        if one.id in wanted["below"]:
            told = [why.target for why in one.reasons if why.target]
            assert sorted(told) == sorted(wanted["below"][one.id])


def sums_are_of_what_was_rounded(scene: Scene, found: Points):
    given_ = sum((one.points for one in found.items if one.points is not None), Fraction(0))
    assert all((100 * one.points).denominator == 1 for one in found.items if one.points is not None)
    if not scene.standard["rescale"] and found.total is not None:
        assert found.total == given_


def nothing_is_above_its_maximum_but_a_bonus(scene: Scene, found: Points):
    rules = {one["id"]: one for one in scene.standard["items"]}
    for one in found.items:
        if one.points is not None:
            most = Fraction(rules[one.id]["cap"]) if rules[one.id]["rule"] == "bonus" else one.max
            assert one.points <= most
            assert one.points >= min(0, Fraction(rules[one.id].get("floor", "0")))


@_SOME
@given(scene=scenes(), random=st.randoms(use_true_random=False))
def test_the_order_of_tasks_and_rows_changes_nothing_but_the_order_of_reasons(scene: Scene, random: Any):
    found = points(scene)
    tasks, entered = list(scene.tasks), list(scene.standard["entered"])
    random.shuffle(tasks)
    random.shuffle(entered)
    again = points(scene._replace(tasks=tasks, standard={**scene.standard, "entered": entered}))

    def plainly(one: Points) -> Points:
        items = [item._replace(reasons=sorted(map(repr, item.reasons))) for item in one.items]  # type: ignore[type-var]
        return one._replace(items=items)

    assert plainly(again) == plainly(found)


@_SOME
@given(scene=scenes())
def test_what_is_open_or_left_out_never_counts(scene: Scene):
    found = points(scene)
    none = [one.id for one in found.items if one.points is None]
    rest = [one for one in scene.standard["items"] if one["id"] not in none]
    if not rest or scene.standard["rescale"]:
        return
    less = points(
        scene._replace(
            standard={
                **scene.standard,
                "items": rest,
                "entered": [row for row in scene.standard["entered"] if row["item"] not in none],
            }
        )
    )
    assert less.total == found.total


@_SOME
@given(scene=scenes())
def test_full_marks_are_made_up_to_the_full_maximum(scene: Scene):
    """All shares 1, no case, every point: what is left out takes nothing from anybody."""
    items = [one for one in scene.standard["items"] if one["rule"] != "bonus"]
    if not items:
        return
    entered = [
        {
            "item": one["id"],
            "unit": "天山区",
            **({"cases": "0"} if one["rule"] == "per_case" else {"points": one["points"]}),
        }
        for one in items
        if one["rule"] in _ENTERED
    ]
    standard = {
        **scene.standard,
        "items": items,
        "entered": entered,
        "shares": dict.fromkeys(NAMES, "1"),
        "rescale": True,
    }
    found = points(scene._replace(standard=standard))
    assert found.total in (found.max, None)
    assert found.max == sum(Fraction(one["points"]) for one in items)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("0.0149", "0.01"),
        ("2.675", "2.68"),
        ("20/3", "6.67"),
        ("-20/3", "-6.67"),
    ],
)
def test_half_goes_away_from_zero(value: str, wanted: str):
    assert rounded(Fraction(value)) == half_away(Fraction(value)) == Fraction(wanted)
