"""A fill-in submission: every target that applies to a unit, with what it asks and what counts as evidence in comments.

Left as it is, it reads as all-missing without a single error of form; so does each line that is left as it is beside
others that are filled in. `update` adds such entries to a submission.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from fazhi_check.digest.part import part_of
from fazhi_check.digest.plan import plan_digest
from fazhi_check.pages.describe import basis, bodies, brief_measure, deadlines, evidence
from fazhi_check.pages.samples import by_parts, hint_of
from fazhi_check.plan.model import Frequency, Plan, Standing, Target, basis_of
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.rules.form import takes
from fazhi_check.submission.records import Unit
from fazhi_check.words import EVIDENCE_KINDS, FORCES, KEYS_ZH, LEVELS, STATUSES, STATUSES_OF_DUTIES, Lang, Text

# What a piece of evidence is asked for, beside its kind (submission.places.READY).
_PIECE = ("title", "ref", "date")


class Part(NamedTuple):
    """What of a plan a form holds, and the `options` with which that part is checked, as they are written."""

    choice: Choice = ALL
    options: str = ""


WHOLE = Part()


def blank(plan: Plan, unit: Unit, as_of: date, keys: Lang, part: Part = WHOLE) -> str:
    """Return the text of a submission to fill in, with Chinese or English keys."""
    writer = Writer(plan, keys)
    whole = list(plan.targets_of(unit.level, unit.code, unit.body).values())
    asked = [target for target in whole if part.choice.keeps(target)]
    lines = [*writer.preface(part, len(asked), len(whole)), *writer.head(unit, as_of, asked), *writer.entries(asked)]
    return "\n".join(lines) + "\n"


class Writer:
    """Writes the lines in one language; `outer` stands before an entry's id, `inner` before what it gives."""

    def __init__(self, plan: Plan, lang: Lang, outer: str = "  ", inner: str = "    ") -> None:
        self._plan, self._lang = plan, lang
        self._outer, self._inner = outer, inner

    def _key(self, name: str) -> str:
        return KEYS_ZH[name] if self._lang == "zh" else name

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def _value(self, words: dict[str, Text], name: str) -> str:
        return words[name].zh if self._lang == "zh" else name

    def preface(self, part: Part, number: int, whole: int) -> Iterator[str]:
        """Yield the comments at the top: which plan, which part of it, and how to fill it in."""
        yield f"# {self._plan.name(self._lang)} {self._plan.edition or ''}".rstrip()
        yield self._say(f"# {self._count(part, number, whole).zh}。", f"# {self._count(part, number, whole).en}.") + (
            self._say(
                "没有情况可报的事项留空即为未填报；确实不适用的，状态填“不适用”并写理由。",
                " One left empty counts as missing; where one does not apply, say so with a reason.",
            )
        )
        yield self._say(
            "# 冒号后面填写，“#”后面是提示；用不上的行留空即可，不必删。",
            "# Write behind the colons; what follows a # is a hint. Lines that you do not need may stay empty.",
        )
        options = f"{part.options} " if part.options else ""
        yield self._say(
            f"# 填好后运行：fazhi-check {options}本文件", f"# When done, run: fazhi-check {options}THIS-FILE"
        )

    def _count(self, part: Part, number: int, whole: int) -> Text:
        if part.choice == ALL:
            return Text(f"共 {number} 项", f"{number} targets")
        name = part_of(part.choice, plan_digest(self._plan), number, whole).name
        return Text(
            f"只列{name.zh}的 {number} 项，本单位全部 {whole} 项",
            f"Only {number} of this unit's {whole} targets: {name.en}",
        )

    def head(self, unit: Unit, as_of: date, asked: list[Target]) -> Iterator[str]:
        """Yield the head of the file."""
        yield f"{self._key('plan')}: {self._plan.id}"
        yield f"{self._key('unit')}:"
        yield f"  {self._key('name')}: {_quoted(unit.name)}"
        yield f"  {self._key('level')}: {self._value(LEVELS, unit.level)}"
        yield f'  {self._key("code")}: "{unit.code}"'
        if unit.body:
            name = self._plan.bodies.get(unit.body, unit.body) if self._lang == "zh" else unit.body
            yield f"  {self._key('body')}: {_quoted(name)}"
        hint = self._say("改成本次报送的截至日期", "change it to the date this report speaks of")
        yield f"{self._key('as_of')}: {as_of.isoformat()}  # {hint}"
        yield f"{self._key('entries')}:" if asked else f"{self._key('entries')}: {{}}"

    def entries(self, asked: list[Target]) -> Iterator[str]:
        """Yield the entries by item."""
        for item, members in groupby(asked, key=lambda target: target.item):
            yield ""
            yield f"{self._outer}# ── {self._plan.heading(item, self._lang)}"
            for target in members:
                yield from self._entry(target)

    def keys_of(self, target: Target) -> list[str]:
        """Return the keys that a target's entry offers, as they are written."""
        return [self._key(key) for key in _fields(target)]

    def _entry(self, target: Target) -> Iterator[str]:
        yield from self._about(target)
        yield f"{self._outer}{target.id}:"
        for key in _fields(target):
            yield from self._field(key, target)

    def _about(self, target: Target) -> Iterator[str]:
        """Yield the comments before an entry: what is asked, by when, and what proves it."""
        yield ""
        yield f"{self._outer}# {self._comment(target.name(self._lang))}{self._force(target)}"
        for name, said in self._remarks(target):
            yield f"{self._outer}#   {name}: {self._comment(said)}"

    def _field(self, key: str, target: Target) -> Iterator[str]:
        yield f"{self._inner}{self._key(key)}:{self._hint(key, target)}"
        if key == "evidence":
            for _ in range(max(target.evidence.min, 1)):
                yield from self._piece(target)

    def _piece(self, target: Target) -> Iterator[str]:
        """Yield the lines of one piece of evidence, its kind filled in: as it stands it counts as absent."""
        kinds = [kind for kind in target.evidence.kinds if kind != "report"] or ["document"]
        words = [self._value(EVIDENCE_KINDS, kind) for kind in kinds]
        others = "、".join(words) if self._lang == "zh" else ", ".join(words)
        hint = f"  # {self._say('可填', 'one of')}: {others}" if len(words) > 1 else ""
        yield f"{self._inner}  - {self._key('kind')}: {words[0]}{hint}"
        for key in _PIECE:
            yield f"{self._inner}    {self._key(key)}:"

    def _hint(self, key: str, target: Target) -> str:
        if key == "status":
            names = STATUSES_OF_DUTIES if isinstance(target.measure, Standing) else STATUSES
            return f"  # {' | '.join(self._value(names, name) for name in names)}"
        hint = hint_of(key, target, self._plan)
        return f"  # {self._comment(hint.say(self._lang))}" if hint else ""

    def _force(self, target: Target) -> str:
        return "" if target.force == "shall" else self._say(f"（{FORCES[target.force].zh}）", f" ({target.force})")

    def _remarks(self, target: Target) -> Iterator[tuple[str, str]]:
        """Yield what a target asks, by name: what its plan does not say is left out."""
        anchors = " / ".join(f"“{anchor}”" for anchor in target.anchors[:2])
        yield self._say("依据", "clause"), f"{target.item} {anchors}".rstrip()
        yield self._say("衡量", "measure"), brief_measure(target).say(self._lang)
        for name, said in (
            (self._say("口径", "basis"), basis(target, self._plan).say(self._lang)),
            (self._say("说明", "note"), target.note),
            (self._say("条件", "condition"), target.condition),
            (self._say("时限", "due"), deadlines(target).say(self._lang)),
            (self._say("牵头单位", "lead"), bodies(target, self._plan).say(self._lang)),
        ):
            if said:
                yield name, said
        yield self._say("佐证", "evidence"), evidence(target).say(self._lang)
        ways = by_parts(target)
        if ways:
            yield self._say("填法", "give"), ways.say(self._lang)

    def _comment(self, text: str) -> str:
        """Return a text of the plan as one line: it stays inside its comment."""
        return " ".join(text.split())


def _fields(target: Target) -> list[str]:
    keys = takes(target)
    others = (
        ("value", "by_unit") if "covered" in keys else ()
    )  # a coverage is asked for in one way, the hint names another
    kept = [key for key in keys if key not in others]
    ruled = ["basis"] if basis_of(target.measure) else []
    lasting = isinstance(target.measure, (Frequency, Standing))  # a duty that is kept is done on no day
    return ["status", *kept, *ruled, *([] if lasting else ["done_on"]), "evidence"]


def _quoted(text: str) -> str:
    """Return text as a double-quoted YAML scalar; JSON's form is one."""
    return json.dumps(text, ensure_ascii=False)
