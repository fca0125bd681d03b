"""A fill-in submission: every target that applies to a unit, with its clause and what counts as evidence in comments.

Left as it is, it reads as all-missing without a single error of form. `update` adds such entries to a submission.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from fazhi_check.pages.describe import deadlines, evidence
from fazhi_check.plan.model import Plan, Target
from fazhi_check.rules.form import takes
from fazhi_check.submission.records import Unit
from fazhi_check.words import EVIDENCE_KINDS, FORCES, KEYS_ZH, LEVELS, STATUSES, Lang, Text

_HINTS: dict[str, Text] = {
    "progress": Text("可不填；0 到 100", "optional; 0 to 100"),
    "value": Text("数字，如 98.5 或 98%以上", "a number, e.g. 98.5 or 98%以上"),
    "covered": Text("已覆盖的个数", "how many are covered"),
    "total": Text("应覆盖的总数", "how many there are"),
    "by_unit": Text("逐个单位的数，如 {甲: 6, 乙: 7}", "a number for each unit, e.g. {A: 6, B: 7}"),
    "by_year": Text("逐年的次数，如 {2021: 2, 2022: 3}", "a count for each year, e.g. {2021: 2, 2022: 3}"),
}


def blank(plan: Plan, unit: Unit, as_of: date, keys: Lang) -> str:
    """Return the text of a submission to fill in, with Chinese or English keys."""
    writer = Writer(plan, keys)
    asked = list(plan.targets_of(unit.level, unit.code, unit.body).values())
    lines = [*writer.head(unit, as_of, len(asked)), *writer.entries(asked)]
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

    def head(self, unit: Unit, as_of: date, number: int) -> Iterator[str]:
        """Yield the head of the file with how to fill it in."""
        yield f"# {self._plan.name(self._lang)} {self._plan.edition or ''}".rstrip()
        yield self._say(
            f"# 共 {number} 项。没有情况可报的事项留空即为缺报；确实不适用的，状态填“不适用”并写理由。",
            f"# {number} targets. One left empty counts as missing; where one does not apply, say so with a reason.",
        )
        yield self._say("# 填好后运行：fazhi-check 本文件", "# When done, run: fazhi-check THIS-FILE")
        yield f"{self._key('plan')}: {self._plan.id}"
        yield f"{self._key('unit')}:"
        yield f"  {self._key('name')}: {_quoted(unit.name)}"
        yield f"  {self._key('level')}: {self._value(LEVELS, unit.level)}"
        yield f'  {self._key("code")}: "{unit.code}"'
        if unit.body:
            yield f"  {self._key('body')}: {_quoted(unit.body)}"
        hint = self._say("改成本次报送的截至日期", "change it to the date this report speaks of")
        yield f"{self._key('as_of')}: {as_of.isoformat()}  # {hint}"
        yield f"{self._key('entries')}:" if number else f"{self._key('entries')}: {{}}"

    def entries(self, asked: list[Target]) -> Iterator[str]:
        """Yield the entries by item."""
        for item, members in groupby(asked, key=lambda target: target.item):
            yield ""
            yield f"{self._outer}# ── {self._plan.heading(item, self._lang)}"
            for target in members:
                yield from self._entry(target)

    def keys_of(self, target: Target) -> list[str]:
        """Return the keys that a target's entry offers, as they are written."""
        return [self._key(key) for key, _ in self._fields(target)]

    def _entry(self, target: Target) -> Iterator[str]:
        yield ""
        yield from self._remarks(target)
        yield f"{self._outer}{target.id}:"
        for key, hint in self._fields(target):
            yield f"{self._inner}{self._key(key)}:" + (f"  # {hint}" if hint else "")
        kind = self._value(EVIDENCE_KINDS, next(iter(target.evidence.kinds), "document"))
        example = f"{self._key('kind')}: {kind}, {self._key('title')}: , {self._key('ref')}: , {self._key('date')}: "
        yield f"{self._inner}#  - {{{example}}}"

    def _remarks(self, target: Target) -> Iterator[str]:
        force = "" if target.force == "shall" else self._say(f"({FORCES[target.force].zh})", f" ({target.force})")
        clause = f"{target.item} " + " / ".join(f"“{anchor}”" for anchor in target.anchors[:2])
        yield f"{self._outer}# {target.name(self._lang)}{force}"
        yield f"{self._outer}#   {self._say('依据', 'clause')}: {clause}"
        yield f"{self._outer}#   {self._say('时限', 'due')}: {deadlines(target).say(self._lang)}"
        yield f"{self._outer}#   {self._say('佐证', 'evidence')}: {evidence(target).say(self._lang)}"

    def _fields(self, target: Target) -> Iterator[tuple[str, str]]:
        statuses = " | ".join(self._value(STATUSES, name) for name in STATUSES)
        yield "status", statuses
        for key in takes(target):
            if not (key == "value" and "covered" in takes(target)):
                yield key, _HINTS[key].say(self._lang)
        yield "done_on", ""
        yield "evidence", ""


def _quoted(text: str) -> str:
    """Return text as a double-quoted YAML scalar; JSON's form is one."""
    return json.dumps(text, ensure_ascii=False)
