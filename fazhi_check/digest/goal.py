"""What a report says of goals and principles: the tasks behind a goal by verdict, and what the unit itself says of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.carried import quotes_of
from fazhi_check.digest.entry import QUOTE, REMARKS, quoted
from fazhi_check.digest.words import COLON, COMMA, DOT, UNCONFIRMED, counted_with, joined
from fazhi_check.outcome import Goal, Said
from fazhi_check.sanitize import clean, mask
from fazhi_check.submission.records import Entry
from fazhi_check.words import STATUSES, VERDICTS, Lang, Text


class Statement(NamedTuple):
    """What a unit says of a goal or principle: a status, a note, quotes; None or empty where it does not say.

    One that was `proposed` from a report is not yet its own: a person has to confirm it.
    """

    status: str | None
    note: str | None
    quotes: Sequence[str]
    proposed: bool = False

    def told(self, lang: Lang) -> str:
        """Return it on one line."""
        status = [STATUSES[self.status].say(lang)] if self.status else []
        note = [quoted(REMARKS["note"], clean(self.note), lang)] if self.note else []
        quotes = [quoted(QUOTE, clean(quote), lang) for quote in self.quotes]
        mark = [UNCONFIRMED.say(lang)] if self.proposed else []
        return COLON.say(lang).join([*mark, *filter(None, [DOT.say(lang).join([*status, *note, *quotes])])])


class SaidDigest(NamedTuple):
    """A principle with the unit's statement."""

    target: str
    title: Text
    statement: Statement


class GoalDigest(NamedTuple):
    """A goal with how many of the unit's tasks stand behind it, those by verdict, and the unit's statement.

    `within` tells of how many of them something is to be known beside it, where the plan is at hand.
    """

    target: str
    title: Text
    tasks: int
    counts: Mapping[str, int]
    statement: Statement | None
    within: Mapping[str, int] = {}

    def behind(self, called: Mapping[str, Text] = VERDICTS) -> Text:
        """Return how many of the unit's tasks stand behind it, and how many of these have which verdict, as `called`."""
        if not self.tasks:
            return Text("没有由本单位填报的任务", "no task of this unit stands behind it")
        found = [
            counted_with(verdict, number, self.within.get(verdict, 0), called=called)
            for verdict, number in self.counts.items()
            if number
        ]
        tasks = "task" if self.tasks == 1 else "tasks"
        return joined([Text(f"{self.tasks} 项任务", f"{self.tasks} {tasks}"), joined(found, COMMA)], COLON)

    def said(self, lang: Lang) -> str:
        """Return what the unit itself says of it, on one line; nothing where it says nothing."""
        return self.statement.told(lang) if self.statement else ""


def goal_digest(goal: Goal) -> GoalDigest:
    """Return a goal as it is shown."""
    aim, entry = goal.aim, goal.entry
    said = entry and _statement(entry)
    return GoalDigest(
        aim.id, Text(aim.title, aim.title_en), sum(goal.counts.values()), goal.counts, said or None, goal.within
    )


def said_digest(said: Said) -> SaidDigest:
    """Return what was written under a principle as it is shown."""
    return SaidDigest(said.aim.id, Text(said.aim.title, said.aim.title_en), _statement(said.entry))


def _statement(entry: Entry) -> Statement:
    note = mask(entry.note) if entry.note else None
    return Statement(entry.status, note, quotes_of(entry), bool(entry.proposed))
