"""What changed, what was settled and which problems there are, as it is shown: their texts come from outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from fazhi_check.beside import Before, Change, Settled
from fazhi_check.round.problem import Problem
from fazhi_check.sanitize import clean, mask
from fazhi_check.words import Sentence, Text

__all__ = ["Before", "Change", "Problem", "Reading", "Settled", "shown_change", "shown_problem", "shown_settled"]


class Reading(NamedTuple):
    """How an office reads a task (口径答疑): its own words, and never the plan's."""

    day: date | None
    text: str

    @property
    def said(self) -> Text:
        """Return it with its day, and that it is none of the plan's words."""
        zh, en = (f"{self.day}，", f"{self.day}, ") if self.day else ("", "")
        return Text(
            f"口径答疑（{zh}调度单位的解释，非规划原文）：{self.text}",
            f"the office's reading ({en}not the plan's words): {self.text}",
        )


def shown_readings(notes: Iterable[tuple[str, date | None, str]]) -> dict[str, list[Reading]]:
    """Return an office's readings as they are shown, by what they concern: a task, an item, a section.

    Each is given by that, its day and its text.
    """
    found: dict[str, list[Reading]] = {}
    for concerned, day, text in notes:
        found.setdefault(clean(concerned), []).append(Reading(day, clean(text)))
    return found


def shown_change(one: Change) -> Change:
    """Return what changed as it is shown."""
    return one._replace(before=one.before and _before(one.before))


def shown_settled(one: Settled) -> Settled:
    """Return what was settled as it is shown."""
    return one._replace(by=one.by and mask(one.by), reason=one.reason and mask(one.reason))


def shown_problem(one: Problem) -> Problem:
    """Return a problem as it is shown."""
    return one._replace(
        no=clean(one.no),
        text=_said(one.text),
        ref=one.ref and mask(one.ref),
        basis=one.basis and mask(one.basis),
        requirement=one.requirement and mask(one.requirement),
        source=one.source and mask(one.source),
        by=one.by and mask(one.by),
        before=one.before and _before(one.before),
        now=one.now and _before(one.now),
    )


def _said(text: Text | Sentence) -> Text:
    """Return the text of a problem in both languages, without personal numbers."""
    return Text(mask(text.say("zh")), mask(text.say("en")))


def _before(one: Before) -> Before:
    reported = mask(one.reported) if isinstance(one.reported, str) else one.reported
    return one._replace(reported=reported, quotes=tuple(map(mask, one.quotes)))
