"""Which file of a unit counts, and where each unit of a round stands; laws of the whole, whatever came in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from helpers.rounds import row
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.outcome import FileReport
from fazhi_check.plan.store import load_plan
from fazhi_check.round.course import Course
from fazhi_check.round.report import RoundReport, UnitReport
from fazhi_check.round.rows import Head, Member, Receipt, Round
from fazhi_check.submission.records import Unit

PLAN = load_plan("urumqi-14fyp")
AS_OF, START, DUE = date(2023, 12, 31), date(2023, 10, 1), date(2024, 1, 10)
OLD, LATER = date(2023, 9, 30), date(2024, 1, 5)
TIANSHAN, SHAYBAK = row("天山区"), row("沙依巴克区", code="650103")


class Came(NamedTuple):
    """A file: its path, its date, whose it is."""

    path: str
    day: date = AS_OF
    code: str = "650102"


def files_of(*came: Came) -> list[FileReport]:
    made = []
    for one in came:
        report = FileReport(one.path, plan=PLAN, as_of=AS_OF)
        report.unit = Unit(name="区", level="county", code=one.code)
        report.reported_on = one.day
        made.append(report)
    return made


def stands(
    files: list[FileReport],
    *receipts: dict[str, Any],
    units: tuple[dict[str, Any], ...] = (TIANSHAN,),
    day: date | None = None,
    **head: Any,
) -> RoundReport:
    """Return where a round stands after some files."""
    written = {"plan": PLAN.id, "title": "一", "as_of": str(AS_OF), "from": str(START), "due": str(DUE), **head}
    made = Head.model_validate({name: value for name, value in written.items() if value})
    lists = {"units": list(map(Member.model_validate, units)), "receipts": list(map(Receipt.model_validate, receipts))}
    found = Course(Round("调度.yaml", made, lists)).closed(files, PLAN, day)
    assert found
    return found


def first(found: RoundReport) -> UnitReport:
    return found.units[0]


def receipt(received: str, file: str | None = None, **more: str) -> dict[str, Any]:
    return {"unit": "天山区", "received": received, **({"file": file} if file else {}), **more}


@pytest.mark.parametrize(
    ("came", "counts"),
    [
        ([Came("a", AS_OF), Came("b", date(2023, 12, 1))], "a"),
        ([Came("b", date(2023, 12, 1)), Came("a", AS_OF)], "a"),
        ([Came("a", AS_OF), Came("b", LATER)], "a"),
        ([Came("a", LATER)], "a"),
        ([Came("a", LATER), Came("b", LATER + timedelta(1))], "b"),
        ([Came("a", OLD), Came("b", LATER)], "b"),
        ([Came("a"), Came("b")], "b"),
    ],
)
def test_the_latest_up_to_the_day_counts_and_the_others_are_superseded(came: list[Came], counts: str):
    files = files_of(*came)
    found = first(stands(files))
    assert found.file
    assert found.file.path == counts
    assert [one.path for one in files if one.superseded] == [one.path for one in files if one.path != counts]


def test_of_equal_dates_that_counts_which_the_receipts_name_last():
    for order in (("b", "a"), ("a", "b")):
        files = files_of(Came("回收/a.yaml"), Came("回收/b.yaml"), Came("回收/c.yaml"))
        rows = [receipt(f"2024-01-0{day}", f"{name}.yaml") for day, name in enumerate(order, 1)]
        found = stands(files, *rows)
        file = first(found).file
        assert file
        assert file.path == f"回收/{order[-1]}.yaml"
        assert found.decided == {one.path for one in files}
    assert stands(files_of(Came("a"), Came("b"))).decided == frozenset()


def test_a_superseded_file_has_nothing_left_but_what_is_wrong_with_it():
    files = files_of(Came("a"), Came("b"))
    stands(files)
    tally = files[0].tally()
    assert (tally.judged, tally.errors, tally.counted, sum(tally.counts.values())) == (False, 0, False, 0)


def test_a_file_from_before_the_round_is_shown_and_not_counted():
    (file,) = files = files_of(Came("a", OLD))
    found = first(stands(files))
    assert (found.state, found.stale, found.file) == ("not_submitted", OLD, None)
    assert found.shown is file
    assert not file.counted
    assert not file.superseded


def test_without_a_first_day_a_round_begins_on_its_own():
    assert first(stands(files_of(Came("a", date(2023, 12, 30))), **{"from": None})).stale == date(2023, 12, 30)
    assert first(stands(files_of(Came("a", AS_OF)), **{"from": None})).state == "reported"


@pytest.mark.parametrize(
    ("day", "came", "counts"),
    [
        (date(2023, 11, 15), [Came("a", START), Came("b", AS_OF)], "a"),
        (date(2022, 12, 31), [Came("a", START), Came("b", AS_OF), Came("c", LATER)], "b"),
        (date(2024, 3, 31), [Came("b", AS_OF), Came("c", LATER)], "c"),
        (OLD, [Came("a", OLD), Came("b", AS_OF)], "b"),
    ],
)
def test_another_day_of_judgement_chooses_by_itself_and_the_round_begins_when_it_does(
    day: date, came: list[Came], counts: str
):
    found = stands(files_of(*came), day=day)
    file = first(found).file
    assert file
    assert (file.path, found.start, found.as_of) == (counts, START, day)


@pytest.mark.parametrize(
    ("receipts", "state"),
    [
        ([], "reported"),
        ([receipt("2024-01-10", "a")], "reported"),
        ([receipt("2024-01-11", "a")], "late"),
        ([receipt("2024-01-11")], "late"),
        ([receipt("2024-01-09", "a", handling="退回补正")], "returned"),
        ([receipt("2024-01-09", "old", handling="returned", correct_by="2024-01-20"), receipt("2024-01-18", "a")], "reported"),
        ([receipt("2024-01-09", "old", handling="returned", correct_by="2024-01-20"), receipt("2024-01-21", "a")], "late"),
        ([receipt("2024-01-09", "old", handling="returned"), receipt("2024-01-18", "a")], "late"),
        ([receipt("2024-01-12", "old", handling="returned", correct_by="2024-01-20"), receipt("2024-01-18", "a")], "late"),
        ([receipt("2024-01-11", "another"), receipt("2024-01-09", "a")], "reported"),
    ],
)  # fmt: skip
def test_late_and_returned_go_by_the_receipts_of_the_version_that_counts(receipts: list[dict[str, Any]], state: str):
    found = stands(files_of(Came("a")), *receipts)
    assert first(found).state == state
    last = max((one["received"] for one in receipts), default=None)
    assert str(first(found).received or "") == (last or "")
    assert found.punctual == bool(receipts)


def test_a_receipt_without_a_file_is_no_report():
    found = first(stands([], receipt("2024-01-09", "a")))
    assert (found.state, str(found.received)) == ("not_submitted", "2024-01-09")


def test_who_is_excused_owes_nothing_and_its_file_is_in_no_sum():
    excused = {**TIANSHAN, "excused": "机构改革"}
    files = files_of(Came("a"))
    assert first(stands(files, units=(excused,))).state == "excused"
    assert not files[0].counted
    assert first(stands([], units=(excused,))).state == "excused"


def test_a_file_of_nobody_is_no_units_and_in_no_sum():
    files = files_of(Came("a", code="650199"))
    found = stands(files)
    assert [one.path for one, _ in found.strangers] == ["a"]
    assert not files[0].counted
    assert first(found).state == "not_submitted"


_DAYS = st.sampled_from([OLD, START, AS_OF - timedelta(30), AS_OF, LATER])
_CAME = st.lists(st.tuples(_DAYS, st.sampled_from(["650102", "650103", "650199"])), max_size=7).map(
    lambda found: [Came(f"{number}.yaml", day, code) for number, (day, code) in enumerate(found)]
)
_RECEIPTS = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(["天山区", "沙依巴克区"]),
            "received": st.sampled_from(["2024-01-05", "2024-01-09", "2024-01-12", "2024-01-15"]),
            "file": st.sampled_from([f"{number}.yaml" for number in range(7)]),
            "handling": st.sampled_from(["accepted", "returned"]),
        }
    ),
    max_size=5,
)


def told(found: RoundReport) -> list[tuple[Any, ...]]:
    return [(one.member.name, one.state, one.stale, one.received, one.file and one.file.path) for one in found.units]


@given(_CAME, _RECEIPTS, st.randoms())
def test_the_order_of_the_files_changes_nothing(came: list[Came], receipts: list[dict[str, Any]], chance: Any):
    units = (TIANSHAN, SHAYBAK)
    mixed = list(came)
    chance.shuffle(mixed)
    assert told(stands(files_of(*came), *receipts, units=units)) == told(
        stands(files_of(*mixed), *receipts, units=units)
    )


@given(_CAME, _RECEIPTS)
def test_every_unit_keeps_exactly_one_file_and_the_states_add_up(came: list[Came], receipts: list[dict[str, Any]]):
    files = files_of(*came)
    found = stands(files, *receipts, units=(TIANSHAN, SHAYBAK, row("三区", code="650104", excused="机构改革")))
    for unit in found.units:
        own = [one for one in files if one.unit and one.unit.code == unit.member.code]
        assert sum(not one.superseded for one in own) == bool(own)
        assert (unit.file or unit.shown) in [None, *(one for one in own if not one.superseded)]
        assert all(one.counted == (one is unit.file and unit.state in ("reported", "late")) for one in own)
    states = [one.state for one in found.units]
    expected = len(states) - states.count("excused")
    assert expected == sum(states.count(one) for one in ("reported", "late", "returned", "not_submitted"))
    assert found.absent == states.count("not_submitted")
    assert not any(one.counted for one in files if one.unit and one.unit.code == "650199")
