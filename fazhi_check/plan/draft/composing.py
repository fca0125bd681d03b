"""A plan drafted from its published text: what its files will say, and what is to be told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from fazhi_check.plan.draft.commitments import readings
from fazhi_check.plan.draft.listed import Listed, listed, of_part
from fazhi_check.plan.draft.model import Drafted, Passage, Reading
from fazhi_check.plan.draft.organs import ORGANS
from fazhi_check.plan.draft.page import Page, page
from fazhi_check.plan.draft.period import Dates, dates
from fazhi_check.plan.draft.settling import Context, Settled, leading, sentences, settle
from fazhi_check.plan.draft.short import NO_TITLE, cut
from fazhi_check.plan.draft.structure import ITEM, SECTION, Head, Lost, Part, structure
from fazhi_check.source.prose import SourceText

GROUP: Final = "regular"
_TELLING = 4  # a shorter title says too little to head others
_THROUGH = "经由哪些任务实现是猜的"

Row = dict[str, Any]


class Draft(NamedTuple):
    """A drafted plan: the frame's parts, the targets of each section by its id, and what was noticed on the way."""

    id: str
    page: Page
    dates: Dates
    origin: Row
    groups: dict[str, dict[str, str]]
    bodies: dict[str, str]
    sections: list[Row]
    context: tuple[Context, ...]
    targets: dict[str, list[Row]]
    lost: tuple[Lost, ...]
    tables: tuple[tuple[int, int], ...]

    @property
    def every(self) -> list[Row]:
        """All targets in order."""
        return [target for targets in self.targets.values() for target in targets]

    def counts(self, key: str) -> Counter[str]:
        """Return how many targets there are by role, or by the kind of their measure."""
        found = (one["role"] if key == "role" else (one["measure"] or {}).get("kind") for one in self.every)
        return Counter(one for one in found if one)


class _Placed(NamedTuple):
    """A part with what was read of it, the phrase it begins with, and a title for where it has none of its own."""

    part: Part
    drafted: tuple[Drafted, ...]
    begins: str
    title: str


def draft(plan: str, text: str, file: str, sha256: str) -> Draft:
    """Return the plan of an id as it is read from a published text: the bytes of `file` have the hash `sha256`."""
    source = SourceText(text)
    found = page(source)
    begins, ends = _edges(source, found)
    found = found._replace(start=found.start if begins else 0, end=found.end if ends else len(source.closed))
    outline = structure(source, found.start, found.end)
    parts, openings = _told_apart(source, outline.parts, found.end)
    above = () if any(part.heads for part in parts) else (found.title or NO_TITLE,)
    named = dates(source, parts, found.start, found.end, found.title or "")
    tabled = listed(source, found.start, found.end, named, found.published)
    read = [_readings(source, _passage(source, one, above, tabled.taken), one, tabled) for one in parts]
    settled = settle(source, parts, read, (found.start, found.end), tabled)
    named = _with_dues(named, settled)
    placed = _listed(source, parts, openings, settled, found)
    groups = _groups(named)
    targets = _targets(placed, named, groups)
    leads = {lead for rows in targets.values() for one in rows for lead in one["lead"]}
    return Draft(
        plan,
        found,
        named,
        {"begins": begins, "ends": ends, "file": file, "sha256": sha256},
        groups,
        {organ.key: organ.name for organ in ORGANS if organ.key in leads},
        _sections(placed),
        settled.context,
        targets,
        _named(outline.lost, placed),
        tuple(sorted({*settled.tables, *tabled.unread})),
    )


def _readings(source: SourceText, passage: Passage, part: Part, tabled: Listed) -> list[Reading]:
    """Return what a part asks in its sentences and in the rows of its tables, in the order of its text."""
    found = readings(passage, source)
    rows = of_part(source, tabled, part, "".join(reversed(passage.headings)))
    for start, row in rows:
        behind = (at for at, one in enumerate(found) if _stands(source, one, part) > start)
        found.insert(next(behind, len(found)), row)
    return found


def _stands(source: SourceText, one: Reading, part: Part) -> int:
    """Return where the first words of a reading stand in its part."""
    phrase = one.anchors[0] if isinstance(one, Drafted) and one.anchors else getattr(one, "anchor", "")
    pieces = source.find(phrase, part.start, part.end)
    return pieces[0].start if pieces else part.start


def _passage(source: SourceText, part: Part, above: tuple[str, ...], tabled: set[int]) -> Passage:
    """Return a part as a passage; in a text without any heading its title stands for them (`above`)."""
    heading = part.own.heading if part.heads else "lost"
    return Passage(
        part.section,
        part.item,
        above or tuple(head.title for head in part.heads),
        tuple(sentences(source, part, tabled)),
        heading,
    )


def _with_dues(named: Dates, settled: Settled) -> Dates:
    """Return the dates of a plan; where its text names no last day, the last that a commitment is due by is it."""
    days = [day for drafted in settled.drafted for one in drafted for day in one.due]
    return named._replace(end=max(days)) if named.end is None and days else named


def _told_apart(source: SourceText, parts: Sequence[Part], end: int) -> tuple[list[Part], list[str]]:
    """Return the parts, each with a phrase that it begins with and that stands nowhere between the one before and it.

    A part that no phrase tells from what stands before it goes with that; one that holds nothing but the heading of
    what follows is none.
    """
    apart: list[Part] = []
    begins: list[str] = []
    for part in parts:
        if part.item.endswith(".0") and not source.sentences(part.start, part.end):
            continue
        phrase = leading(source, part.start, apart[-1].start + 1 if apart else part.start, end)
        if phrase is not None or not apart:
            apart.append(part)
            begins.append(phrase or "")
        else:
            apart[-1] = apart[-1]._replace(end=part.end)
    return apart, begins


def _listed(
    source: SourceText, parts: Sequence[Part], begins: Sequence[str], settled: Settled, found: Page
) -> list[_Placed]:
    """Return the parts that the plan lists: all but leading chapters that only tell of the background."""
    whole = list(zip(parts, settled.drafted, begins, strict=True))
    asked = {part.item.split(".")[0] for part, drafted, _ in whole if drafted}
    first = next((at for at, (part, _, _) in enumerate(whole) if part.item.split(".")[0] in asked), len(whole))
    if first < len(whole):
        phrase = leading(source, parts[first].start, found.start, found.end)
        first, opening = (first, phrase) if phrase is not None else (0, begins[0])
        whole[first] = (*whole[first][:2], opening)
    return [
        _Placed(part, drafted, phrase, _own_title(source, part, drafted)) for part, drafted, phrase in whole[first:]
    ]


def _own_title(source: SourceText, part: Part, drafted: Sequence[Drafted]) -> str:
    """Return a title for a part whose heading was lost: that of its first commitment, else cut from its first clause."""
    first = next(iter(source.sentences(part.start, part.end)), None)
    named = [one.title for one in drafted if len(one.title) >= _TELLING]
    return named[0] if named else cut(first.text) if first else NO_TITLE


def _edges(source: SourceText, found: Page) -> tuple[str | None, str | None]:
    """Return the phrases with which the plan's text begins and the foot of its page does; None where it is the text's."""
    end = len(source.closed)
    begins = leading(source, found.start, 0, found.end) if found.start else None
    after = found.start if begins else 0
    return begins, leading(source, found.end, after, end) if found.end < end else None


def _groups(named: Dates) -> dict[str, dict[str, str]]:
    """Return what is asked of targets that the text does not date: to be done by the last phase, or the plan's end."""
    if named.end is None:
        return {}
    last = next((one.id for one in named.phases if one.deadline == named.end), named.end.isoformat())
    return {GROUP: {last: "done"}}


def _sections(placed: Sequence[_Placed]) -> list[Row]:
    sections: dict[str, Row] = {}
    for one in placed:
        section = sections.setdefault(one.part.section, _section(one.part))
        alone = sum(other.part.section == one.part.section for other in placed) == 1
        section["items"].append(_item(one, alone))
    return list(sections.values())


def _named(lost: Sequence[Lost], placed: Sequence[_Placed]) -> tuple[Lost, ...]:
    """Return the lost headings, items by the titles that they were given."""
    titles = {one.part.item: one.title for one in placed}
    return tuple(one._replace(title=titles.get(one.id, one.title)) for one in lost)


def _section(part: Part) -> Row:
    head = _head(part, SECTION) or (part.heads[0] if part.heads else None)
    title, heading = (head.title, head.heading) if head else (NO_TITLE, "lost")
    return {"id": part.section, "title": title, "heading": heading, "items": []}


def _item(one: _Placed, alone: bool) -> Row:
    """Return an item; the lead paragraph of a section has a heading only where it is all that the section holds."""
    part = one.part
    head = _head(part, ITEM) or (part.own if alone and part.heads else None)
    is_lost = head is None or (head.heading == "lost" and head.title != NO_TITLE)
    title = one.title if head is None or is_lost else head.title
    return {"id": part.item, "title": title, "heading": head.heading if head else "lost", "begins": one.begins}


def _head(part: Part, level: int) -> Head | None:
    return next((head for head in part.heads if head.id.count(".") == level), None)


def _targets(placed: Sequence[_Placed], named: Dates, groups: Mapping[str, object]) -> dict[str, list[Row]]:
    """Return the targets of each section; a goal is brought about by its own item's tasks, else by all sections' tasks."""
    tasked = {one.part.item: any(two.role == "task" for two in one.drafted) for one in placed}
    sections = list(dict.fromkeys(one.part.section for one in placed if tasked[one.part.item]))
    targets: dict[str, list[Row]] = {}
    for one in placed:
        through = [one.part.item] if tasked[one.part.item] else sections
        for number, drafted in enumerate(one.drafted, 1):
            row = _target(f"{one.part.item}-{number:02d}", drafted, named, groups, through)
            targets.setdefault(one.part.section, []).append(row)
    return targets


def _target(own: str, one: Drafted, named: Dates, groups: Mapping[str, object], through: list[str]) -> Row:
    is_task = one.role == "task"
    due = _inside(one.due, named) if is_task else {}
    read = [one.why, *([_THROUGH] if one.role == "goal" else [])]
    notes = [one.note, *_beyond(one, due)]
    return {
        "id": own,
        "title": one.title,
        "role": one.role,
        "through": through if one.role == "goal" else [],
        "anchors": list(one.anchors),
        "measure": (dict(one.measure) if one.measure else {"kind": "milestone"}) if is_task else None,
        "force": one.force,
        "condition": one.condition,
        "group": GROUP if is_task and not due and groups else None,
        "schedule": {day.isoformat(): asked for day, asked in sorted(due.items())},
        "applies_to": list(one.applies_to),
        "lead": list(one.lead),
        "evidence": {"kinds": list(one.kinds), "min": one.proofs} if is_task else None,
        "note": "；".join(note for note in notes if note),
        "read": "；".join(why for why in read if why),
    }


def _inside(due: Mapping[date, str], named: Dates) -> dict[date, str]:
    """Return what is due within the plan's period: a schedule takes no other day."""
    start, end = named.start or date.min, named.end or date.max
    return {day: asked for day, asked in due.items() if start <= day <= end}


def _beyond(one: Drafted, due: Mapping[date, str]) -> list[str]:
    lost = sorted(day for day in one.due if day not in due)
    return [f"原文的时限 {day.isoformat()} 不在规划期内，没有写进时间表" for day in lost] if one.role == "task" else []
