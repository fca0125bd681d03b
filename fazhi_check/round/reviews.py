"""What an office settles (核定): the last review of each unit and task, applied to what was judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from fazhi_check.assess import Assessment, Settled
from fazhi_check.findings import Finding
from fazhi_check.round.keys import DECISIONS
from fazhi_check.round.rows import Review
from fazhi_check.words import VERDICTS, Term, Text

_OF_EXEMPT = ("agree_exempt", "refuse_exempt")
# A decision that says nothing without the verdict beside it: the key of the decision, its value, the key of the verdict.
_WITH_VERDICT = (("decision", "reject", "verdict"), ("final", "change", "final_verdict"))
_CALLED = {
    "verdict": Term("改判（核定意见为不认可时必填）", "verdict (needed with reject)"),
    "final_verdict": Term("复核判定（复核为变更时必填）", "final_verdict (needed with change)"),
}


class Reviews:
    """The reviews of a round by unit and task; of several of one task the last counts, by date, then by order.

    `named` returns by which name the round lists a unit that a row names, None where it lists none such. Rows that lack
    the verdict they speak of (see `lacking`) are left out.
    """

    def __init__(self, rows: Iterable[Review], named: Callable[[str], str | None]) -> None:
        self._last: dict[str, dict[str, Review]] = {}
        for row in sorted((row for row in rows if not lacking(row)), key=lambda row: row.date or date.min):
            unit = named(row.unit)
            if unit is not None:
                self._last.setdefault(unit, {})[row.task] = row

    def of(self, unit: str) -> Mapping[str, Review]:
        """Return the reviews of a unit of the round by task."""
        return self._last.get(unit, {})

    def settle(self, unit: str | None, assessments: Iterable[Assessment]) -> list[Assessment]:
        """Return a unit's assessments with what was settled; those without review say whether they ask to be left out.

        A unit that is not of the round has no name in it: nothing is settled of that.
        """
        rows = self.of(unit) if unit is not None else {}
        return [_settled(one, rows.get(one.target.id)) for one in assessments]


def _settled(one: Assessment, row: Review | None) -> Assessment:
    settled = settled_by(row, one.verdict) if row else None
    applied = one.verdict == "exempt" and (settled is None or settled.verdict != "exempt")
    return one._replace(settled=settled, applied=applied) if settled or applied else one


def settled_by(row: Review, computed: str) -> Settled | None:
    """Return what a review settles of a computed verdict; None where it decides nothing, or on something else.

    A row that only says what was found of the evidence is pending: nothing is decided yet.
    """
    if row.decision in _OF_EXEMPT and computed != "exempt" and row.final != "change":
        return None
    if not (row.decision or row.final == "change" or row.evidence):
        return None
    pending = row.decision is None and row.final != "change"
    return Settled(_verdict(row, computed), row.evidence, row.by, row.date, row.reason, pending)


def _verdict(row: Review, computed: str) -> str | None:
    if row.final == "change":
        return row.final_verdict
    by_decision = {
        "accept": computed,
        "agree_exempt": computed,
        "reject": row.verdict,
        "refuse_exempt": "missing",
    }
    return by_decision.get(row.decision or "")


def lacking(row: Review) -> str | None:
    """Return the key of the verdict that a review lacks, which it cannot go without; None for one that is whole."""
    said = row.model_dump(include={"decision", "verdict", "final", "final_verdict"})
    return next((key for name, value, key in _WITH_VERDICT if said[name] == value and said[key] is None), None)


def faults(
    rows: Sequence[Review],
    named: Callable[[str], str | None],
    asked: Callable[[str], Collection[str] | None],
    judged: Mapping[str, Mapping[str, str]],
) -> Iterator[Finding]:
    """Yield what is wrong with reviews, at their places.

    `named` is that of Reviews; `asked` gives the ids that a unit of the round is asked, None where that is not known;
    `judged` has the verdicts of each unit by task. A unit that the round does not list is told with the round's own
    faults.
    """
    for row in rows:
        unit = named(row.unit)
        key = lacking(row)
        if key:
            yield Finding("FZ201", row.place, {"key": _CALLED[key]})
        elif unit is not None:
            yield from _of_unit(row, unit, asked(unit), judged.get(unit, {}))


def _of_unit(row: Review, unit: str, asked: Collection[str] | None, verdicts: Mapping[str, str]) -> Iterator[Finding]:
    if asked is not None and row.task not in asked:
        yield _wrong(row, "编号", "task", row.task, _not_asked(unit))
    elif row.decision == "agree_exempt" and row.final != "change" and verdicts.get(row.task, "exempt") != "exempt":
        said = VERDICTS[verdicts[row.task]]
        advice = Text(
            f"该事项没有申请不适用，初核为{said.zh}；请改为认可、不认可或退回补正",
            f"the unit does not say that it does not apply: it is {said.en}; accept, reject or return it",
        )
        yield _wrong(row, "核定意见", "decision", DECISIONS["agree_exempt"], advice)


def _not_asked(unit: str) -> Text:
    return Text(f"本次调度没有向{unit}布置这一事项；请核对单位和编号", f"the round does not ask {unit} for it")


def _wrong(row: Review, zh: str, en: str, value: Any, advice: Text) -> Finding:
    return Finding("FZ203", row.place, {"key": Term(zh, en), "value": value, "advice": advice}, row.task)
