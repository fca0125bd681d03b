"""What units have in common, and what stands at single ones, by what counts on paper (共性问题、个别单位问题)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import NOT_KEPT, Line
from fazhi_check.digest.papers.counted import OUTSIDE, part_of
from fazhi_check.digest.papers.facts import day_written
from fazhi_check.digest.papers.official import degree_on_paper, is_open, verdict_on_paper
from fazhi_check.digest.papers.scope import COMPARED, Scope, Standing
from fazhi_check.digest.papers.sentences import amount, names
from fazhi_check.digest.round.words import PROBLEM_STATES
from fazhi_check.digest.tracked import Problem
from fazhi_check.round.problem import TO_MEND
from fazhi_check.words import verdict_words

# A page of the text area has 22 lines of 28 characters; the headings of the part take some of them.
_CHARACTERS: Final = 28
_COMMON_LINES, _SINGLE_LINES = 10, 8
_MOST_NAMED: Final = 10
# At a unit so many things are told by name.
_MOST_AT_UNIT: Final = 2
_PAST: Final = "时限已过未填报"


class Found(NamedTuple):
    """A task that is open at a unit."""

    unit: Standing
    line: Line


class Shared(NamedTuple):
    """A task over the units that owe it, and where it is open, both in the round's order."""

    line: Line
    owing: Sequence[Standing]
    found: Sequence[Found]

    @property
    def worst(self) -> int:
        """The place of its worst verdict among those that are open."""
        return min(FLAGGED.index(verdict_on_paper(one.line)) for one in self.found)

    @property
    def _by_word(self) -> dict[str, list[Found]]:
        """Where it is open by what that is called, the worst first."""
        found: dict[str, list[Found]] = {}
        for one in sorted(self.found, key=lambda one: FLAGGED.index(verdict_on_paper(one.line))):
            found.setdefault(_word(one.line), []).append(one)
        return found

    def told(self, most: int = _MOST_NAMED, annex: str = "名单附后") -> str:
        """Return where it is open, by verdict and with the names of the units."""
        return "、".join(
            f"{word} {amount(len(found))} 个（{self._named(found, most, annex)}）"
            for word, found in self._by_word.items()
        )

    def _named(self, found: Sequence[Found], most: int, annex: str) -> str:
        """Return units by name; of many that are nearly all of those that owe it the others."""
        here = {id(one.unit) for one in found}
        others = [one.name for one in self.owing if id(one) not in here]
        if len(found) > _MOST_NAMED and len(others) < min(len(found), most + 1):
            return f"除{'、'.join(others)}外的承担单位" if others else "全部承担单位"
        return names((one.unit.name for one in found), most, annex)

    @property
    def titled(self) -> str:
        """Its number and title."""
        return f"{self.line.target} {self.line.title.zh}"

    @property
    def sentence_head(self) -> str:
        """How many units have it open, of how many that owe it."""
        some, all_ = len(self.found), len(self.owing)
        return f"{amount(all_)} 个承担单位" + ("均存在问题" if some == all_ else f"中有 {amount(some)} 个存在问题")


class Entered(NamedTuple):
    """A problem that an inspection or another office found, which is still to be put right, with its unit."""

    unit: Standing
    problem: Problem
    over: int

    @property
    def told(self) -> str:
        """Whose it is, where it comes from, by when it is to be put right."""
        one = self.problem
        parts = [one.source, f"整改时限{day_written(one.deadline)}" if one.deadline else None]
        parts.append(f"超过 {self.over} 天" if self.over else None)
        return f"{self.unit.name}（{'，'.join(part for part in (PROBLEM_STATES[one.state].zh, *parts) if part)}）"


def entered_of(scope: Scope) -> list[Entered]:
    """Return the problems entered by hand that are still to be put right, in the round's order of units."""
    day = scope.round.as_of if scope.round else max(scope.days, default=None)
    return [
        Entered(unit, one, one.days_over(day) if day else 0)
        for unit in scope.units
        for one in (unit.problems if unit.apart != COMPARED else ())
        if one.state in TO_MEND and (one.target is None or one.source is not None)
    ]


def entered_told(found: Sequence[Entered], annex: str) -> str:
    """Return how many of them there are and where; nothing without any."""
    who = names(dict.fromkeys(one.unit.name for one in found), _MOST_NAMED, f"名单见{annex}")
    return f"督察、上级反馈等交办问题尚待整改 {amount(len(found))} 个（{who}），见{annex}。" if found else ""


def is_problem(line: Line) -> bool:
    """Tell whether a line stands among the problems: open, and not only unreported before its deadline.

    What an office has settled to be unreported is one: it was reported in another way, which the office did not accept.
    """
    return is_open(line) and (line.verdict != "missing" or verdict_on_paper(line) != "missing" or bool(line.past_due))


def _word(line: Line) -> str:
    """Return what the verdict that counts is called; of what is unreported whether its deadline has passed.

    A duty that holds all the time has no day to be late by: it is not kept.
    """
    verdict = verdict_on_paper(line)
    if verdict == "overdue" and line.standing:
        return NOT_KEPT.zh
    return (
        _PAST
        if verdict == "missing" and line.past_due and not line.standing
        else verdict_words(line.accepted)[verdict].zh
    )


def early_of(scope: Scope) -> int:
    """Return how many lines nobody has reported whose deadline is still to come."""
    return sum(is_open(line) and not is_problem(line) for line in scope.lines)


def shared_of(scope: Scope) -> list[Shared]:
    """Return every task that is a problem somewhere, in the plan's order."""
    owing: dict[str, list[Standing]] = {}
    found: dict[str, list[Found]] = {}
    for unit in scope.counting:
        for line in unit.lines:
            if part_of(line) not in OUTSIDE:
                owing.setdefault(line.target, []).append(unit)
            if is_problem(line):
                found.setdefault(line.target, []).append(Found(unit, line))
    order = _order(scope)
    listed = [Shared(each[0].line, owing[target], each) for target, each in found.items()]
    return sorted(listed, key=lambda one: order.get(one.line.target, len(order)))


def _order(scope: Scope) -> Mapping[str, int]:
    return next((one.file.plan.order for one in scope.counting if one.file and one.file.plan), {})


class Told(NamedTuple):
    """Some of what there is, one paragraph each, and how many are left for the annex."""

    texts: Sequence[str]
    rest: int = 0


def common_told(shared: Iterable[Shared], annex: str) -> Told:
    """Return what two units or more have open, that of most units first, as far as there is room."""
    listed = [one for one in shared if len(one.found) > 1]
    listed.sort(key=lambda one: (-len(one.found), one.worst))
    texts = [f"{one.titled}：{one.sentence_head}，其中{one.told(annex=f'名单见{annex}')}。" for one in listed]
    return _fitting(texts, _COMMON_LINES)


def single_told(shared: Iterable[Shared], scope: Scope, annex: str) -> Told:
    """Return what stands at a single unit, unit by unit in the round's order; where there is no room, how much at each.

    No unit is told of in more words than another only because it comes first.
    """
    at: dict[int, list[Found]] = {}
    for one in shared:
        if len(one.found) == 1:
            at.setdefault(id(one.found[0].unit), []).append(one.found[0])
    units = [unit for unit in scope.counting if id(unit) in at]
    whole = _fitting([_at_unit(unit.name, at[id(unit)]) for unit in units], _SINGLE_LINES)
    if not whole.rest:
        return whole
    total = amount(sum(map(len, at.values())))
    head = f"只在一个单位存在的问题共 {total} 项，涉及 {amount(len(units))} 个单位"
    told = f"{head}：{'、'.join(f'{unit.name} {len(at[id(unit)])} 项' for unit in units)}。逐项见{annex}。"
    return Told([told if _lines(told) <= _SINGLE_LINES else f"{head}，逐项见{annex}。"])


def _at_unit(name: str, found: Sequence[Found]) -> str:
    worst = sorted(found, key=lambda one: FLAGGED.index(verdict_on_paper(one.line)))[:_MOST_AT_UNIT]
    told = "、".join(f"{one.line.target} {one.line.title.zh}（{degree_on_paper(one.line)}）" for one in worst)
    return f"{name}：{told}{f'等 {len(found)} 项' if len(found) > len(worst) else ''}。"


def _fitting(texts: Sequence[str], lines: int) -> Told:
    """Return the first of some paragraphs that fit a number of lines; the first of all always stands."""
    kept: list[str] = []
    for one in texts:
        lines -= _lines(one)
        if lines < 0 and kept:
            break
        kept.append(one)
    return Told(kept, len(texts) - len(kept))


def _lines(text: str) -> int:
    """Return how many lines a paragraph takes, its number and indent included.

    Two letters or digits of Latin script take the room of one character.
    """
    width = sum(1 if char.isascii() else 2 for char in text) / 2
    return -(-int(width + 4) // _CHARACTERS)
