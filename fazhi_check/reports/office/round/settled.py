"""The sheets of what was settled (核定), and of earlier words beside the present ones (回头看)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_check.digest.line import Line
from fazhi_check.digest.reviews import REVIEWED as NEEDS_REVIEW
from fazhi_check.digest.round.followed import Member, lines_of, members
from fazhi_check.digest.round.words import CHANGE_MARKS, CHANGES, FIRST_CHECK, SETTLED, changed
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Settled
from fazhi_check.digest.words import RESTS, same
from fazhi_check.reports.cells import TARGET, TITLE
from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import LOOKING_BACK, REVIEWED, UNIT
from fazhi_check.words import STATUSES, VERDICTS, Lang, Text

_NAMED: Sequence[tuple[Text, int]] = ((UNIT, 16), (TARGET, 11), (TITLE, 30))
_SETTLED_HEADS: Sequence[tuple[Text, int]] = (
    *_NAMED,
    (FIRST_CHECK, 13),
    (SETTLED, 16),
    (Text("核定重点", "why to be settled"), 12),
    (RESTS, 20),
    (Text("核定单位", "settled by"), 20),
    (Text("核定日期", "on"), 12),
    (Text("理由", "reason"), 36),
)
_BACK_HEADS: Sequence[tuple[Text, int]] = (
    *_NAMED,
    (Text("变化", "change"), 18),
    (Text("上期日期", "day before"), 12),
    (Text("上期初核", "verdict before"), 12),
    (Text("上期填报", "reported before"), 14),
    (Text("上期佐证原文", "quoted before"), 34),
    (Text("本期初核", "verdict now"), 12),
    (Text("本期填报", "reported now"), 14),
    (Text("本期佐证原文", "quoted now"), 34),
    (Text("起于", "since"), 12),
)


def settled(digest: Digest, lang: Lang) -> list[Listed]:
    """Return what was settled, and below it what needs review and is not settled, in the order of an office's work.

    None without a round, unless a saved report tells of something settled.
    """
    told = list(lines_of(members(digest)))
    done = [(one, line) for one, line in told if line.settled]
    left = [(one, line) for one, line in told if line.settled is None and line.review]
    left.sort(key=lambda pair: list(NEEDS_REVIEW).index(pair[1].review or ""))
    empty = Text("没有需要核定的事项", "nothing to be settled")
    rows = [_settled(one, line, lang) for one, line in (*done, *left)]
    return [Listed(REVIEWED, _SETTLED_HEADS, rows, 4, digest.reviewed, empty=empty)] if digest.round or done else []


def _settled(one: Member, line: Line, lang: Lang) -> list[Cell]:
    found = line.settled or Settled(None)
    why = NEEDS_REVIEW.get(line.review or "", same(""))
    return [
        *_named(one, line, lang),
        _verdict(line, lang),
        Cell(line.settlement.say(lang), "centre", found.verdict or ""),
        Cell(why.say(lang), "centre"),
        Cell(line.resting_on.say(lang)),
        Cell(found.by or ""),
        Cell(str(found.day or ""), "centre"),
        Cell(found.reason or ""),
    ]


def _named(one: Member, line: Line, lang: Lang) -> list[Cell]:
    return [Cell(one.name), Cell(line.target, "id"), Cell(line.title.say(lang))]


def _verdict(line: Line, lang: Lang) -> Cell:
    return Cell(f"{MARKS[line.group][0]} {line.word.say(lang)}", "centre", line.group)


def looking_back(digest: Digest, lang: Lang) -> list[Listed]:
    """Return what changed since the last report, the old words beside the new ones; none without earlier reports."""
    told = list(lines_of(members(digest)))
    rows = [_back(one, line, lang) for one, line in _by_kind(told)]
    if not any(line.change for _, line in told):
        return []
    empty = Text("与上期相比没有变化", "nothing changed")
    return [Listed(LOOKING_BACK, _BACK_HEADS, rows, 4, empty=empty)]


def _by_kind(told: Sequence[tuple[Member, Line]]) -> Iterator[tuple[Member, Line]]:
    """Yield what has something earlier to be held against, kind by kind: what is better first, what is unchanged not."""
    for kind in CHANGES:
        yield from (
            (one, line)
            for one, line in told
            if line.change and line.change.kind == kind and kind not in ("kept", "new")
        )


def _back(one: Member, line: Line, lang: Lang) -> list[Cell]:
    change = line.change
    before = change.before if change else None
    word = changed(change).say(lang)
    mark = CHANGE_MARKS[change.kind] if change else ""
    reported = before.reported if before else None
    return [
        *_named(one, line, lang),
        Cell(f"{mark} {word}".strip(), "centre"),
        Cell(str(before.as_of) if before else "", "centre"),
        Cell(VERDICTS[before.verdict].say(lang) if before else "", "centre", before.verdict if before else ""),
        Cell(_reported(reported, lang), "centre"),
        Cell("\n".join(before.quotes) if before else ""),
        _verdict(line, lang),
        Cell(line.told.say(lang), "centre"),
        Cell("\n".join(line.entry.quoted) if line.entry else ""),
        Cell(str(change.since or "") if change else "", "centre"),
    ]


def _reported(reported: str | float | None, lang: Lang) -> str:
    if reported is None:
        return ""
    return STATUSES.get(str(reported), same(str(reported))).say(lang)
