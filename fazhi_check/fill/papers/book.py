"""The tables that are handed out as workbooks: 任务分解表, and 督察清单 with room for what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple

from fazhi_check.digest.papers.facts import is_draft_edition
from fazhi_check.fill.papers.checklist import LIST
from fazhi_check.fill.papers.columns import PROBLEM_HEADS, Column, columns_of
from fazhi_check.fill.papers.duties import TABLE
from fazhi_check.fill.papers.guide import write_guide
from fazhi_check.fill.papers.paper import Handed, rows_of
from fazhi_check.fill.workbook.book import NEVER, growing
from fazhi_check.fill.workbook.heights import height
from fazhi_check.fill.workbook.styles import BODY, SMALL, TO_FILL, TO_READ, Styles
from fazhi_check.fill.workbook.table import ALLOWED, comment, page_foot
from fazhi_check.reports.office.package import repeatable
from fazhi_check.reports.office.texts import cell_text
from fazhi_check.round.columns import NOTES
from fazhi_check.version import LEDGER_MARK

HEAD_ROW: Final = 2  # counted from 0: a title and a line on what it is stand above
_A4, _A3 = 9, 8
_BLANK_ROWS: Final = 12


class Sheet(NamedTuple):
    """A table to be written: its paper, which kind it is, the content of its template, of which the rows are taken."""

    paper: Handed
    kind: str
    content: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What stands above the table."""
        return f"{self.paper.plan.title}{self.paper.unit or ''}{LIST if self.kind == LIST else TABLE}"


def workbook(sheet: Sheet) -> bytes:
    """Return the workbook: equal for equal content. Raises ImportError where XlsxWriter is not installed."""
    import xlsxwriter

    raw = BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        book.set_properties({"created": NEVER, "author": ""})
        styles = Styles(book)
        writer = _Writer(_tab(book, sheet.kind, TO_FILL), styles, sheet)
        writer.write()
        if sheet.kind == LIST:
            _problems(_tab(book, "问题", TO_FILL), styles, sheet)
            write_guide(_tab(book, NOTES, TO_READ), styles)
        _mark(book.add_worksheet(LEDGER_MARK), sheet)
    return repeatable(growing(raw.getvalue(), range(HEAD_ROW + 2, writer.last + 2)))


def _tab(book: Any, name: str, colour: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(colour)
    return sheet


def _mark(sheet: Any, made_of: Sheet) -> None:
    """Write on a hidden sheet that this is no submission."""
    plan = made_of.paper.plan
    said = {"tool": "fazhi-check", "kind": "handout", "form": "1", "plan": plan.id, "hash": plan.hash}
    for number, pair in enumerate(said.items()):
        for column, text in enumerate(pair):
            sheet.write_string(number, column, text)
    sheet.hide()


class _Writer:
    """Writes the table of tasks; rows and columns are counted from 0."""

    def __init__(self, sheet: Any, styles: Styles, made_of: Sheet) -> None:
        self._sheet, self._styles, self._of = sheet, styles, made_of
        self._rows = [self._whole(row) for row in rows_of(made_of.content["清单"])]
        self._columns = columns_of(made_of.kind, made_of.paper, self._rows)
        supported = rows_of(made_of.content.get("配合清单", ()))
        self._rows += [{**self._whole(row), "章节": "配合任务", "序号": ""} for row in supported]
        self.last = HEAD_ROW + max(len(self._rows), 1)

    def _whole(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row that stands by itself: with its unit, its item in the clause, who owes it by level."""
        levels = {} if self._of.paper.by_round else {"承担层级": row["责任单位"]}
        return {**row, **levels, "单位": self._of.paper.unit or "", "依据": f"{row['条目']}：{row['依据']}"}

    def write(self) -> None:
        """Write the whole sheet."""
        last = len(self._columns) - 1
        self._sheet.set_row(0, 30)
        self._sheet.merge_range(0, 0, 0, last, cell_text(self._of.title), self._styles.title())
        self._sheet.merge_range(1, 0, 1, last, cell_text(_under(self._of)), self._styles.hint())
        _heads(self._sheet, self._styles, self._columns)
        for number, row in enumerate(self._rows, HEAD_ROW + 1):
            self._row(number, [cell_text(str(row.get(column.key, "") or "")) for column in self._columns])
        _choices(self._sheet, self._columns, self.last)
        if self._of.paper.unit:
            self._signatures()
        self._behave()

    def _signatures(self) -> None:
        """Write where both offices sign, side by side below the table; read by nobody."""
        last, half = len(self._columns) - 1, len(self._columns) // 2
        for row, texts in enumerate(_signed(self._of), self.last + 2):
            self._sheet.set_row(row, _SIGNED)
            for (first, end), text in zip(((0, half - 1), (half, last)), texts, strict=True):
                self._sheet.merge_range(row, first, row, end, cell_text(text), self._styles.foot())

    def _row(self, number: int, texts: Sequence[str]) -> None:
        sizes = [(text, column.width, _size(column)) for text, column in zip(texts, self._columns, strict=True)]
        self._sheet.set_row(number, height(sizes))
        for place, (column, text) in enumerate(zip(self._columns, texts, strict=True)):
            use = "fill" if column.fill else "shown"
            style = self._styles.cell(use, centred=column.centred, literal=True, first=False, size=_size(column))
            if text:
                self._sheet.write_string(number, place, text, style)
            else:
                self._sheet.write_blank(number, place, None, style)

    def _behave(self) -> None:
        """Set what stays in sight, what can be filtered, what is locked without a password, and how it is printed."""
        sheet, last = self._sheet, len(self._columns) - 1
        sheet.freeze_panes(HEAD_ROW + 1, [column.key for column in self._columns].index("事项") + 1)
        sheet.autofilter(HEAD_ROW, 0, self.last, last)
        if self._of.kind == LIST:
            sheet.protect("", ALLOWED)
        wide = sum(column.width for column in self._columns)
        _printed(sheet, self._of, _A3 if wide > _WIDEST else _A4)


# The height of a line to sign, in points.
_SIGNED: Final = 28.5


def _signed(made_of: Sheet) -> list[tuple[str, str]]:
    """Return the lines to sign, each of the two offices: who gives the tasks or inspects, and whose they are."""
    paper = made_of.paper
    gives, owes = ("督察单位盖章", "被督察单位盖章") if made_of.kind == LIST else ("下达单位盖章", "责任单位盖章")
    issuer = str(made_of.content["发文机关"])
    return [
        (f"{gives}：{issuer}", f"{owes}：{paper.unit}"),
        ("负责人签字：", "负责人签字："),
        ("＿＿＿＿年＿＿月＿＿日", "＿＿＿＿年＿＿月＿＿日"),
    ]


# What fits a page across at a size that can be read, in pixels.
_WIDEST: Final = 1500


def _heads(sheet: Any, styles: Styles, columns: Sequence[Column]) -> None:
    sheet.set_row(HEAD_ROW, 30)
    for number, column in enumerate(columns):
        sheet.set_column_pixels(number, number, column.width)
        sheet.write_string(HEAD_ROW, number, column.head, styles.head("fill" if column.fill else "shown"))
        if column.note:
            sheet.write_comment(HEAD_ROW, number, column.note, comment(column.note))


def _choices(sheet: Any, columns: Sequence[Column], last: int) -> None:
    for number, column in enumerate(columns):
        if column.choices:
            said = {"validate": "list", "source": list(column.choices), "error_type": column.error}
            sheet.data_validation(HEAD_ROW + 1, number, last, number, said)


def _printed(sheet: Any, made_of: Sheet, paper: int) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer(page_foot(made_of.paper.unit or "", made_of.kind), {"margin": 0.3})


def _size(column: Column) -> float:
    return SMALL if column.small else BODY


def _under(made_of: Sheet) -> str:
    """Return the line below the title: of which plan and round it is, how much it lists, and that it is a sample."""
    paper = made_of.paper
    part = f"（{paper.part}）" if paper.part else ""
    also = f"，另配合 {len(paper.supported)} 项" if paper.supported and made_of.kind != LIST else ""
    said = [
        "样稿" if is_draft_edition(paper.plan.edition) else "",
        f"依据{paper.named}",
        paper.round,
        f"共 {len(paper.tasks)} 项{part}{also}",
        "黄色的格子填写，怎样填、怎样带回看“说明”表" if made_of.kind == LIST else "",
    ]
    return "　".join(filter(None, said))


def _problems(sheet: Any, styles: Styles, made_of: Sheet) -> None:
    """Write the sheet for the problems that are found: its columns are those of the register, where they are copied to."""
    columns = PROBLEM_HEADS
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, len(columns) - 1, f"{cell_text(made_of.paper.unit or '')}督察发现问题", styles.title())
    sheet.merge_range(1, 0, 1, len(columns) - 1, _COPIED, styles.hint())
    _heads(sheet, styles, columns)
    for number in range(HEAD_ROW + 1, HEAD_ROW + 1 + _BLANK_ROWS):
        sheet.set_row(number, 31.5)
        for place, column in enumerate(columns):
            style = styles.cell("fill", centred=column.centred, literal=True, first=False)
            if column.key == "单位" and made_of.paper.unit:
                sheet.write_string(number, place, cell_text(made_of.paper.unit), style)
            else:
                sheet.write_blank(number, place, None, style)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    _printed(sheet, made_of, _A4)


_COPIED = "一个问题一行。查完把填好的行原样复制到调度台账的“问题”表（列的次序相同），下一次核对就列入问题台账。"
