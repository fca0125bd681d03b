"""The files of a drafted plan: plan.yaml and one for each section, in the form and order of those written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from fazhi_check.plan.draft.composing import Draft, Row
from fazhi_check.plan.draft.structure import Lost
from fazhi_check.source.scalars import Bare, scalar

_HEAD = """\
# {title}的草稿，由 fazhi-check new-plan --from 从公布的文本读出。编号是“章.节.条”，0 是标题之前的开头段落。
# 每一项目标都是猜的（draft: true）：对照原文逐项核对，改好一项删去它的 draft: true；全部核对完才能用来判定。
# 原文没有写明的不猜，写在下面的注释里，查明后补上。
"""
_MISSING = {
    "edition": "# edition: 征求意见稿                # 原文没有写明版本，如 征求意见稿、正式稿",
    "publisher": "# publisher: 某市某局                # 原文没有写明发布单位",
    "published": "# published: 2021-09-01              # 原文没有写明发布日期",
}
_JURISDICTION = '# jurisdiction: {{name: {name}, code: "650100"}}   # 约束哪些单位：填六位行政区划代码，原文没有写'
_PACE = "# pace: {tolerance: 10, serious: 30, due_soon_days: 90}   # 多慢算滞后，规划没有规定，由用的人定"
_SECTION_HEAD = "# {id} {title}：草稿，逐项对照原文核对，改好一项删去它的 draft: true。"


def files(draft: Draft) -> dict[str, str]:
    """Return the files of a drafted plan by name: equal drafts give equal bytes."""
    titles = {section["id"]: section["title"] for section in draft.sections}
    written = {"plan.yaml": _lines(_frame(draft))}
    for section, targets in draft.targets.items():
        written[f"{section}.yaml"] = _lines(_section(section, titles.get(section, ""), targets))
    return written


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _frame(draft: Draft) -> Iterator[str]:
    page = draft.page
    title = page.title or "标题缺失"
    yield from _HEAD.format(title=_comment(title)).splitlines()
    yield from _about_lost(draft.lost)
    yield f"id: {scalar(draft.id)}"
    yield f"title: {scalar(title)}"
    if page.number:
        yield f"# 文号：{_comment(page.number)}"
    for key in ("edition", "publisher", "published"):
        value = getattr(page, key)
        yield f"{key}: {_value(value)}" if value else _MISSING[key]
    yield _JURISDICTION.format(name=_comment(page.area or "某市"))
    yield from _period(draft)
    yield "# begins、ends 是规划正文在公布页面上的起止短语；各条目的 begins 是它的正文（或标题）开头的短语。"
    yield "source:"
    yield from (f"  {key}: {_value(value)}" for key, value in draft.origin.items() if value)
    yield ""
    yield from _phases(draft)
    yield _PACE
    yield ""
    if draft.bodies:
        yield from ("bodies:", *(f"  {key}: {scalar(name)}" for key, name in draft.bodies.items()), "")
    yield from _parts(draft.sections)
    yield from _contexts(draft)


def _about_lost(lost: Sequence[Lost]) -> Iterator[str]:
    for one in lost:
        where = "" if one.placed else "，看不出它管哪些文字"
        yield f"# 第 {one.line} 行前缺 {one.id} 的标题{where}"


def _period(draft: Draft) -> Iterator[str]:
    start, end = draft.dates.start, draft.dates.end
    if start is None and end is None:
        yield "period: {}                           # 原文没有写明起止日期：补写 {start: 2021-01-01, end: 2025-12-31}"
    elif start is None:
        yield f"period: {{end: {end}}}              # 原文没有写明哪天开始：补写 start"
    elif end is None:
        yield f"period: {{start: {start}}}          # 原文没有写明哪天结束：补写 end"
    else:
        yield f"period: {{start: {start}, end: {end}}}"


def _phases(draft: Draft) -> Iterator[str]:
    if draft.dates.phases:
        yield "phases:"
        for one in draft.dates.phases:
            pairs = {"id": Quoted(one.id), "title": one.title, "start": one.start, "deadline": one.deadline}
            yield f"  - {_flow({**pairs, 'source': one.source and Bare(one.source)})}"
        yield ""
    if draft.groups:
        yield "# 原文没有单独定时限的，到规划期末完成。阶段对哪些目标有什么要求，对照原文补写。"
        yield "groups:"
        for name, asked in draft.groups.items():
            yield f"  {name}: {{{', '.join(f'{Quoted(key).written}: {stage}' for key, stage in asked.items())}}}"
        yield ""


class Quoted(str):
    """A text that is always written in quotes: a year as a name."""

    __slots__ = ()

    @property
    def written(self) -> str:
        """It as a scalar."""
        return f'"{self}"'


def _parts(sections: Sequence[Row]) -> Iterator[str]:
    yield "sections:" if sections else "sections: []"
    for section in sections:
        yield f"  - id: {Quoted(section['id']).written}"
        yield f"    title: {scalar(section['title'])}"
        yield f"    heading: {section['heading']}"
        yield "    items:"
        for item in section["items"]:
            yield f"      - {_flow({**item, 'id': Bare(item['id'])})}"
    yield ""


def _contexts(draft: Draft) -> Iterator[str]:
    if draft.context:
        yield "# 没有读成目标的句子，用短语指明并说明理由；有 until 的，从 anchor 起到 until 为止。"
        yield "context:"
        for one in draft.context:
            yield f"  - {_flow({'anchor': one.anchor, 'until': one.until, 'reason': one.reason})}"


def _section(section: str, title: str, targets: Sequence[Row]) -> Iterator[str]:
    yield _SECTION_HEAD.format(id=section, title=_comment(title))
    yield f"section: {Quoted(section).written}"
    yield "targets:"
    for target in targets:
        yield from _target(target)


def _target(target: Row) -> Iterator[str]:
    yield f"  - id: {target['id']}"
    yield f"    draft: true{'  # ' if target['read'] else ''}{_comment(target['read'])}"
    yield f"    title: {scalar(target['title'])}"
    if target["role"] != "task":
        yield f"    role: {target['role']}"
    if target["through"]:
        yield f"    through: {_flow_list([Quoted(one) if one.count('.') == 1 else Bare(one) for one in target['through']])}"
    yield "    anchors:"
    yield from (f"      - {scalar(anchor)}" for anchor in target["anchors"])
    if target["measure"]:
        yield f"    measure: {_flow(target['measure'])}"
    if target["force"] != "shall":
        yield f"    force: {target['force']}"
    for key in ("condition", "group"):
        if target[key]:
            yield f"    {key}: {scalar(target[key])}"
    if target["schedule"]:
        yield f"    schedule: {{{', '.join(f'{Quoted(day).written}: {asked}' for day, asked in target['schedule'].items())}}}"
    for key in ("applies_to", "lead"):
        if target[key]:
            yield f"    {key}: {_flow_list(target[key])}"
    if target["evidence"]:
        yield f"    evidence: {_flow(target['evidence'])}"
    if target["note"]:
        yield f"    note: {scalar(target['note'])}"


def _flow(data: Mapping[str, Any]) -> str:
    """Return a mapping on one line, without what is empty."""
    return f"{{{', '.join(f'{key}: {_value(value)}' for key, value in data.items() if value is not None)}}}"


def _flow_list(items: Sequence[str]) -> str:
    return f"[{', '.join(map(_value, items))}]"


def _value(value: Any) -> str:
    if isinstance(value, Quoted):
        return value.written
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return _flow(value)
    if isinstance(value, list | tuple):
        return _flow_list(value)
    return (
        _number(value) if isinstance(value, Fraction) else value.isoformat() if isinstance(value, date) else str(value)
    )


def _number(value: Fraction) -> str:
    """Return a number as a plan writes it: whole, or with its decimals."""
    return str(value.numerator) if value.denominator == 1 else format(float(value), "f").rstrip("0")


def _comment(text: str) -> str:
    """Return a text that a comment can hold."""
    return "".join(char for char in text if char.isprintable())
