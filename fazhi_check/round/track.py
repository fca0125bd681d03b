"""One problem while its story is told: judgements and decisions go in, where it stands comes out (DESIGN, section 11)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from fazhi_check.beside import ChangeKind
from fazhi_check.plan.model import Plan
from fazhi_check.round.changes import is_better
from fazhi_check.round.judged import Judged
from fazhi_check.round.problem import Problem, State
from fazhi_check.round.rows import Closing, Dispatch, Entered, Extension
from fazhi_check.words import Sentence, Text

_ENDS: Final = ("closed", "cancelled")
_SAID: Final = Text("{title}：{why}", "{title}: {why}")
# The sentence of an invalid entry points into its file.
_INVALID: Final = Text("填报数据有误，改正后再判定", "the data of its entry are to be corrected before it is judged")


class Track:
    """One problem while its story is told.

    `head` and `number` make the number that the program gives it; a problem entered by hand may have one of its own, and
    is `own` only where flagged judgements opened it too. `taken` are the flagged judgements that it takes in, `last` is
    its last judgement after it began, `seen` the last of its task and `prior` the one before. `decision` is the last that
    holds, `waiting` a closing that nothing bears out yet and no later row undid, `unborne` are all of these, `again` tells that it was flagged again after it was closed;
    `free` that a judgement since it began, the last time (`since`), was no longer flagged. `base` is what one that was
    entered by hand is held against: the last judgement of its task before that, else the first after it.
    """

    def __init__(self, no: str, target: str | None, opened: date, row: Entered | None = None) -> None:
        self.no, self.target, self.opened, self.row, self.own = no, target, opened, row, row is None
        self.head, self.number = "", 0
        self.since, self.free, self.again = opened, False, False
        self.taken: list[Judged] = []
        self.last: Judged | None = None
        self.seen: Judged | None = None
        self.prior: Judged | None = None
        self.base: Judged | None = None
        self.decision: Closing | None = None
        self.waiting: Closing | None = None
        self.unborne: list[Closing] = []
        self.extension: Extension | None = None
        self.dispatches: list[Dispatch] = []

    def called(self, no: str) -> bool:
        """Tell whether a row means it by a number: with the unit's name in it or without, as it is now or was once."""
        return no == self.no or (self.number > 0 and _is_number(no, self.head, self.number))

    @property
    def ended(self) -> bool:
        """Whether it is closed or cancelled, and has not come back since."""
        return self.decision is not None and self.decision.decision in _ENDS and not self.again

    @property
    def deadline(self) -> date | None:
        """The day by which it is to be put right, as far as the rows told so far say one."""
        if self.extension:
            return self.extension.to
        if self.row and self.row.deadline:
            return self.row.deadline
        return next((one.reply_by for one in reversed(self.dispatches) if one.reply_by), None)

    def take(self, one: Judged, kind: ChangeKind | None) -> bool:
        """Take in a judgement of its task; return whether it did.

        A flagged one after it has ended is of the same problem only where it comes back; else it is of a new one.
        """
        self.base = self.base or one
        back = one.flagged and self.ended
        if back and not self._comes_back(one, kind):
            return False
        if back and self.decision and self.decision.decision == "closed":
            self.again, self.since, self.free = True, one.as_of, False
        self.prior, self.seen, self.last = self.seen, one, one
        if one.flagged:
            self.taken.append(one)
            return True
        self.free = True
        self.unborne.clear()
        if self.waiting:
            self.decision, self.waiting, self.again = self.waiting, None, False
        return True

    def _comes_back(self, one: Judged, kind: ChangeKind | None) -> bool:
        """Tell whether the report fell back or was dropped, or the deadline missed is one that was missed before."""
        if kind in ("fallen_back", "dropped"):
            return True
        missed = one.deadline is not None and one.deadline <= one.as_of
        return kind != "not_comparable" and missed and any(one.deadline == each.deadline for each in self.taken)

    def decide(self, row: Closing) -> None:
        """Take in a decision: a closing holds once a judgement since it began was free of the problem."""
        self.waiting = None
        if row.decision == "closed" and self.target and not self.free:
            self.waiting = row
            self.unborne.append(row)
            return
        self.decision = row
        self.again = self.again and row.decision == "returned"

    def state(self, plan: Plan) -> State:
        """Return where it stands: the first that fits."""
        decided = self.decision.decision if self.decision else None
        if decided == "cancelled":
            return "cancelled"
        if self.again and self.last and self.last.flagged:
            return "reopened"
        if decided == "closed" and not self.again:
            return "closed"
        if self.decision and decided == "returned" and not (self.last and self.last.as_of > self.decision.date):
            return "returned"
        if self.last and self.last.apply:
            return "applied"
        return "fixed" if self._is_put_right(plan) else "open"

    def _is_put_right(self, plan: Plan) -> bool:
        """Tell whether its unit reports it as put right: the report has become better since the problem began.

        A judgement that was never flagged says nothing of what an inspection found.
        """
        last, base = self.last, self.base
        if last is None or last.flagged:
            return False
        return bool(self.taken) or (base is not None and is_better(last, base, plan))

    def problem(self, plan: Plan, day: date) -> Problem:
        """Return it as it stands on a day."""
        state, seen, prior = self.state(plan), self.seen, self.prior
        judged_now = seen is not None and seen.as_of == day
        before, now = (prior, seen) if judged_now else (seen, None)
        told = Problem(
            self.no,
            self.target,
            self._text(plan),
            None,
            state,
            self.opened,
            len(self.taken),
            self.deadline,
            self._fixed_on(state),
            reminders=len(self.dispatches),
            before=before.before if before else None,
            now=now.before if now else None,
        )
        if self.row:
            told = told._replace(source=self.row.source, ref=self.row.ref)
        if self.decision:
            made = self.decision
            told = told._replace(decided_on=made.date, by=made.by, basis=made.basis, requirement=made.requirement)
        return told

    def _text(self, plan: Plan) -> Text | Sentence:
        """Return what the problem is: as it was entered, else by the sentence of the last flagged judgement."""
        if self.row:
            return Text(self.row.text, self.row.text)
        last, target = self.taken[-1], plan.by_id.get(self.target or "")
        title = Text(target.title, target.title_en) if target else self.target
        return Sentence(_SAID, {"title": title, "why": _INVALID if last.verdict == "invalid" else last.message})

    def _fixed_on(self, state: State) -> str | None:
        """Return when it was put right, as the closing says it, else as the unit does."""
        if state not in ("closed", "applied", "fixed"):
            return None
        if state == "closed" and self.decision and self.decision.fixed_on:
            return self.decision.fixed_on.text
        return self.last.done_on if self.last and not self.last.flagged else None


def _is_number(no: str, head: str, number: int) -> bool:
    """Tell whether a number of a problem begins with a head and ends with a number, whatever name stands between."""
    tail = f"-{number}" if number > 1 else ""
    if not (no.startswith(head) and no.endswith(tail) and len(no) >= len(head) + len(tail)):
        return False
    name = no[len(head) : len(no) - len(tail)]
    return not name or (name.startswith("-") and not re.search(r"-\d+$", name))
