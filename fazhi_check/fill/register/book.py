"""The whole register of a round: a sheet for each of its lists, the tasks of the plan to look up, how it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from fazhi_check.fill.register.guide import write_guide
from fazhi_check.fill.register.sheet import Lists, write_register
from fazhi_check.fill.register.tasks import write_tasks
from fazhi_check.fill.workbook.book import NEVER
from fazhi_check.fill.workbook.styles import TO_FILL, TO_READ, Styles
from fazhi_check.plan.model import Plan
from fazhi_check.round.columns import NOTES, REGISTERS, TASKS
from fazhi_check.version import ROUND_MARK

# The version of the register's form, for programs to come.
VERSION = "1"
# Reviews have a workbook of their own.
_ELSEWHERE = "reviews"


class Begun(NamedTuple):
    """What a new register holds: the head of its round, and rows of its lists that are carried over, as texts by key.

    `facts` go to its hidden sheet: where a plan of one's own lies, and which rounds came before.
    """

    head: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, str]]] = {}
    facts: Mapping[str, str] = {}


def register(plan: Plan, begun: Begun) -> bytes:
    """Return the workbook of a new round. Raises ImportError where XlsxWriter is not installed."""
    import xlsxwriter

    raw = BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        book.set_properties({"created": NEVER, "author": ""})
        styles, lists = Styles(book), Lists(plan)
        for one in (one for one in REGISTERS if one.list != _ELSEWHERE):
            sheet = _sheet(book, one.name, TO_FILL)
            write_register(sheet, styles, one, begun.rows.get(one.list, ()), begun.head, lists)
        write_tasks(_sheet(book, TASKS, TO_READ), styles, plan)
        write_guide(_sheet(book, NOTES, TO_READ), styles)
        _mark(book.add_worksheet(ROUND_MARK), plan, begun.facts)
    return raw.getvalue()


def _sheet(book: Any, name: str, colour: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(colour)
    return sheet


def _mark(sheet: Any, plan: Plan, facts: Mapping[str, str]) -> None:
    """Write on a hidden sheet what this workbook is."""
    said = {"tool": "fazhi-check", "kind": "round", "form": VERSION, "plan": plan.id, "hash": plan.hash, **facts}
    for number, (name, value) in enumerate(said.items()):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)
    sheet.protect()
    sheet.hide()
