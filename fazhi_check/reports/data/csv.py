"""The report as CSV for spreadsheets: a row for each assessment, and for each problem in a file.

UTF-8 with a byte order mark, by which spreadsheets know the encoding, and CRLF. Nothing in it becomes a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TextIO, TypeAlias

from fazhi_check.digest.entry import EntryDigest
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.reviews import REVIEWED
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import NO_FILE, SETTLED, SUPPORT
from fazhi_check.reports.cells import LEAD, LIST, TARGET, TITLE, spreadsheet
from fazhi_check.reports.view import View
from fazhi_check.words import LEVELS, STATUSES, VERDICTS, Lang, Text, exact

if TYPE_CHECKING:  # a run without a round or a standard does without
    from fazhi_check.digest.points import PointsDigest
    from fazhi_check.digest.round.facts import RoundDigest, UnitDigest

Value: TypeAlias = str | int | float | Fraction | date | Text | None
Row: TypeAlias = dict[str, Value]

COLUMNS: dict[str, Text] = {
    "path": Text("文件", "path"),
    "unit": Text("单位", "unit"),
    "level": Text("层级", "level"),
    "code": Text("区划代码", "code"),
    "as_of": Text("判定日期", "as_of"),
    "reported_on": Text("填报截至", "reported_on"),
    "section": Text("章节", "section"),
    "item": Text("条目", "item"),
    "target": TARGET,
    "title": TITLE,
    "lead": LEAD,
    "verdict": Text("判定", "verdict"),
    "flagged": Text("需处理", "flagged"),
    "required": Text("要求", "required"),
    "reported": Text("填报", "reported"),
    "support": Text("佐证情况", "support"),
    "proofs": Text("已列佐证件数", "proofs"),
    "deadline": Text("时限", "deadline"),
    "past_due": Text("时限已过", "past_due"),
    "days_over": Text("逾期天数", "days_over"),
    "lag": Text("落后百分点", "lag"),
    "serious": Text("严重", "serious"),
    "waived_reason": Text("豁免理由", "waived_reason"),
    "waived_expires": Text("豁免到期", "waived_expires"),
    "finding": Text("问题代码", "finding"),
    "message": Text("说明", "message"),
    "line": Text("行", "line"),
    "column": Text("列", "column"),
    "known": Text("已知", "known"),
    "binding": Text("规划有约束力", "binding"),
    "owner": Text("责任单位", "owner"),
    "note": Text("进展情况", "note"),
    "problem": Text("存在问题", "problem"),
    "next_step": Text("下一步措施", "next_step"),
    "quotes": Text("原文", "quotes"),
    "cell": Text("单元格", "cell"),
}
# Those that a round and earlier reports bring.
OF_ROUNDS: dict[str, Text] = {
    "state": Text("报送情况", "state"),
    "category": Text("类别", "category"),
    "within": Text("上级", "within"),
    "stale": Text("沿用数据日期", "stale"),
    "received": Text("收到日期", "received"),
    "counted": Text("计入汇总", "counted"),
    "change": Text("较上期", "change"),
    "since": Text("起始日期", "since"),
    "rounds": Text("连续期数", "rounds"),
    "before_as_of": Text("上期日期", "before_as_of"),
    "before_verdict": Text("上期判定", "before_verdict"),
    "before_reported": Text("上期填报", "before_reported"),
    "reading": Text("口径答疑", "reading"),
    "review": Text("需核定", "review"),
    "settled": SETTLED,
    "settled_by": Text("核定单位", "settled_by"),
    "settled_on": Text("核定日期", "settled_on"),
    "settled_reason": Text("核定理由", "settled_reason"),
}
# Those that an office's standard brings.
OF_STANDARDS: dict[str, Text] = {
    "score_standard": Text("测评标准", "standard"),
    "score_item": Text("计分项目", "score_item"),
    "score_max": Text("分值", "score_max"),
    "score_own": Text("自评分", "score_own"),
    "score": Text("考评分", "score"),
    "score_total": Text("小计或合计", "score_total"),
}
_COUNTS_BY_YEAR = re.compile(r"\d{4}: ")
_YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write a head and the rows of every file."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    columns = COLUMNS | OF_ROUNDS if _of_round(digest) else COLUMNS
    if any(one.points for one in digest.files):
        columns = columns | OF_STANDARDS
    writer.writerow([head.say(view.lang) for head in columns.values()])
    for row in _rows(digest, view.lang):
        writer.writerow([_cell(row.get(name), view.lang) for name in columns])


def _of_round(digest: Digest) -> bool:
    lines = (line for one in digest.files for line in one.lines)
    return digest.round is not None or any(line.settled or line.change for line in lines)


def _rows(digest: Digest, lang: Lang) -> Iterator[Row]:
    standing = _standing(digest)
    for one in digest.files:
        head = _head(one) | standing.get(id(one), {})
        bodies = one.plan.bodies if one.plan else {}
        yield from (head | _line(line, bodies, lang) for line in one.lines)
        yield from _scored(one.points, head, lang) if one.points else ()
        yield from _problems(one, head, lang)
    if digest.round:
        yield from (_silent(unit, digest.round) for unit in digest.round.units if not (unit.file or unit.shown))
    if not digest.files:
        yield {"message": NO_FILE}


def _scored(points: PointsDigest, head: Row, lang: Lang) -> Iterator[Row]:
    """Yield a row for each item of the unit's standard, then its sum."""
    from fazhi_check.digest.scored import remarks  # a run without a standard does without

    named = {**head, "score_standard": points.title}
    for one in points.items:
        yield {
            **named,
            "score_item": one.id,
            "title": one.title,
            "score_max": one.max,
            "score_own": one.own,
            "score": one.points,
            "message": remarks(one).say(lang),
        }
    yield {**named, "score_max": points.max, "score_total": points.total, "message": points.sum}


def _standing(digest: Digest) -> dict[int, Row]:
    """Return how the unit of each file stands in the round, by the file's identity (id)."""
    units = digest.round.units if digest.round else ()
    files = ((file, unit) for unit in units for file in (unit.file or unit.shown,) if file)
    return {id(file): _unit(unit) for file, unit in files}


def _unit(unit: UnitDigest) -> Row:
    return {
        "state": unit.called,
        "category": unit.category,
        "within": unit.within,
        "stale": unit.stale,
        "received": unit.received,
        "counted": _YES_NO[unit.counted],
    }


def _silent(unit: UnitDigest, one: RoundDigest) -> Row:
    """Return the row of a unit without a file: that it owes a report, or why it owes none."""
    who = unit.unit
    named: Row = {"unit": who.name, "level": LEVELS[who.level], "code": who.code, "as_of": one.as_of}
    return {**named, **_unit(unit), "message": unit.excused or unit.called}


def _head(one: FileDigest) -> Row:
    unit = one.unit
    named: Row = {"unit": unit.name, "level": LEVELS[unit.level], "code": unit.code} if unit else {}
    binding = _YES_NO[one.binding] if unit and one.plan else None
    return {"path": one.path, **named, "as_of": one.as_of, "reported_on": one.reported_on, "binding": binding}


def _line(line: Line, bodies: Mapping[str, str], lang: Lang) -> Row:
    waived, place = line.waived, line.place
    lead = [bodies.get(body, body) if lang == "zh" else body for body in line.lead]
    return {
        "section": line.section,
        "item": line.item,
        "target": line.target,
        "title": line.title.say(lang),
        "lead": LIST.say(lang).join(lead),
        "verdict": line.called,
        "flagged": _YES_NO[line.flagged],
        "required": line.asked,
        "reported": _reported(line, lang),
        "support": SUPPORT.get(line.support or ""),
        "proofs": line.proofs if line.support else None,
        "deadline": line.deadline,
        "past_due": None if line.past_due is None else _YES_NO[line.past_due],
        "days_over": line.days_over if line.verdict == "overdue" and not line.standing else None,
        "lag": line.lag,
        "serious": _YES_NO[line.serious],
        "waived_reason": waived and waived.reason,
        "waived_expires": waived and waived.expires,
        "known": _YES_NO[line.known],
        "message": line.said(lang),
        "line": place and place.line,
        "column": place and place.column,
        "cell": place and place.cell,
        **(_entry(line.entry, lang) if line.entry else {}),
        **_review(line),
        **_course(line, lang),
    }


def _course(line: Line, lang: Lang) -> Row:
    """Return what became of it since an earlier report, and how the office of the round reads its task."""
    said: Row = {"reading": LIST.say(lang).join(one.said.say(lang) for one in line.readings) or None}
    if line.change is None:
        return said
    from fazhi_check.digest.round.words import CHANGES  # a run without earlier reports does without

    change, before = line.change, line.change.before
    said |= {"change": CHANGES[change.kind], "since": change.since, "rounds": change.rounds or None}
    if before is None:
        return said
    verdict, reported = VERDICTS.get(before.verdict), before.reported
    told = STATUSES.get(reported, reported) if isinstance(reported, str) else reported
    return {**said, "before_as_of": before.as_of, "before_verdict": verdict, "before_reported": told}


def _review(line: Line) -> Row:
    """Return why it needs review, and what an office has settled."""
    settled = line.settled
    by: Row = {"settled_by": settled.by, "settled_on": settled.day, "settled_reason": settled.reason} if settled else {}
    return {"review": REVIEWED.get(line.review or ""), "settled": line.settlement, **by}


def _entry(entry: EntryDigest, lang: Lang) -> Row:
    """Return what the unit adds in its own words."""
    return {**{name: entry.line(name) for name in entry.remarks}, "quotes": LIST.say(lang).join(entry.quoted)}


def _problems(one: FileDigest, head: Row, lang: Lang) -> Iterator[Row]:
    """Yield what is wrong with the file itself, or that no target applies to its unit."""
    for found in one.problems:
        place = found.place
        yield {
            **head,
            "target": found.target,
            "title": found.title,
            "known": _YES_NO[found.known],
            "finding": found.code,
            "message": found.alone(lang),
            "line": place and place.line,
            "column": place and place.column,
            "cell": place and place.cell,
        }
    for said in ([one.nothing] if one.empty else []) + list(one.asides.values()):
        yield {**head, "message": said}


def _reported(line: Line, lang: Lang) -> Value:
    """Return what was reported; counts by year as a list."""
    if isinstance(line.reported, str) and _COUNTS_BY_YEAR.match(line.reported):
        return line.reported.replace(", ", LIST.say(lang))
    return line.told if line.reported in STATUSES else line.reported


def _cell(value: Value, lang: Lang) -> str:
    """Return a value as text; only what may come from outside is defused, so that numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, Text):
        return spreadsheet(value.say(lang))
    if isinstance(value, Fraction):
        return str(exact(value))
    if isinstance(value, str):
        return spreadsheet(value)
    return str(value)
