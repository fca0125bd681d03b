"""The whole workbook of a form: its sheets, the hidden one that says what it is, and equal bytes for equal content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fazhi_check.assess import Duty, asked_of
from fazhi_check.digest.part import part_of
from fazhi_check.digest.plan import plan_digest
from fazhi_check.fill.workbook.guide import write_guide
from fazhi_check.fill.workbook.own_points import write_own_points
from fazhi_check.fill.workbook.parts import parts, write_part
from fazhi_check.fill.workbook.rows import BY_LEVEL, Asked, Content, columns, content, rows
from fazhi_check.fill.workbook.styles import TO_FILL, TO_READ, Styles
from fazhi_check.fill.workbook.table import Table, Writer
from fazhi_check.plan.model import Plan
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.submission.records import Submission, Unit
from fazhi_check.submission.sheet.columns import ASSIGNED, FORM_VERSION, MAIN, NOTES, OWN_POINTS
from fazhi_check.version import FORM_MARK

# A workbook has to say when it was made: always the same moment, the first that its own format can write.
NEVER = datetime(1980, 1, 1)
_ROW = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')


def form(
    plan: Plan,
    unit: Unit,
    as_of: date | None,
    choice: Choice = ALL,
    submission: Submission | None = None,
    last: Mapping[str, str] | None = None,
    asked: Asked = BY_LEVEL,
) -> bytes:
    """Return the workbook that a unit fills in: blank, or with what a submission says.

    It lists the tasks asked of the unit that are chosen, and below them whatever else the submission answers. `as_of`
    None leaves 截至 empty; `last` says what was reported last, by id, `asked` what a round asks of it. Raises ImportError where XlsxWriter is not
    installed, TooLong where a text does not fit into a cell.
    """
    import xlsxwriter

    made_of = content(plan, unit, choice, submission, last, asked)
    listed = rows(made_of)
    shown = columns(listed, made_of)
    origin = submission.source if submission else None
    table = Table(plan, unit, as_of, origin, _part(made_of, unit, choice, asked.duty), shown, listed)
    raw = BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        book.set_properties({"created": NEVER, "author": ""})
        grown = _write(book, table, made_of, choice, submission)
    return growing(raw.getvalue(), grown)


def _write(book: Any, table: Table, made_of: Content, choice: Choice, submission: Submission | None) -> range:
    """Write all sheets; return the numbers of the rows of the table, counted from 1."""
    styles = Styles(book)
    writer = Writer(_sheet(book, MAIN, TO_FILL), styles, table)
    writer.write()
    for part in parts(made_of):
        write_part(_sheet(book, part.name, TO_FILL), styles, part, table.unit.name)
    if submission and submission.self_points:
        write_own_points(_sheet(book, OWN_POINTS, TO_FILL), styles, submission.self_points, table.unit.name)
    write_guide(_sheet(book, NOTES, TO_READ), styles, table.unit.name, whole=choice == ALL)
    _mark(book.add_worksheet(FORM_MARK), table.plan, choice, made_of.assigned)
    return range(writer.head_row + 2, writer.last_row + 2)


def _sheet(book: Any, name: str, colour: str) -> Any:
    """Return a new sheet with a tab of that colour."""
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(colour)
    return sheet


def _mark(sheet: Any, plan: Plan, choice: Choice, assigned: frozenset[str] | None) -> None:
    """Write on a hidden sheet what this workbook is, and which part of the plan it was handed out for."""
    ids = {} if assigned is None else {ASSIGNED: " ".join(sorted(assigned, key=plan.order.__getitem__))}
    facts = {
        "tool": "fazhi-check",
        "kind": "form",
        "form": FORM_VERSION,
        "plan": plan.id,
        "hash": plan.hash,
        **{name: value for name, value in choice._asdict().items() if value is not None},
        **ids,
    }
    for number, (name, value) in enumerate(facts.items()):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)
    sheet.protect()
    sheet.hide()


def _part(made_of: Content, unit: Unit, choice: Choice, duty: Duty | None) -> str:
    """Return which part of the plan a form lists, where it is not all that the unit is asked."""
    if choice == ALL:
        return f"共 {len(made_of.tasks)} 项。"
    whole = len(asked_of(made_of.plan, unit, duty))
    name = part_of(choice, plan_digest(made_of.plan), len(made_of.tasks), whole).name
    return f"只列{name.zh}的 {len(made_of.tasks)} 项，本单位全部 {whole} 项。"


def growing(raw: bytes, numbers: range) -> bytes:
    """Return the workbook with the rows of its table free to grow with what is typed.

    XlsxWriter fixes each height that it is given, and a row of fixed height cuts what is longer on paper.
    """
    made = BytesIO()
    with ZipFile(BytesIO(raw)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = _ROW.sub(lambda row: row[1] if int(row[2]) in numbers else row[0], data)
            after.writestr(_same(entry), data, ZIP_DEFLATED)
    return made.getvalue()


def _same(entry: ZipInfo) -> ZipInfo:
    """Return the head of an entry without what depends on the machine or the hour."""
    return ZipInfo(entry.filename)
