"""What still lacks in a row while it is filled in: formulas by which a program for sheets colours the cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fazhi_check.fill.workbook.rows import NO_EVIDENCE, OTHERS


def lacking(columns: Mapping[str, int], row: int) -> Iterator[tuple[str, str]]:
    """Yield heads, each with the formula that is true of a row where a cell under it still has to be filled in.

    `columns` are the columns' numbers by head; the formulas are for `row`, the first of the table (both from 0).
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    def cell(head: str, number: int = row) -> str:
        return str(xl_rowcol_to_cell(number, columns[head], col_abs=True))

    def some(heads: Iterable[str]) -> str:
        return _any(cell(head) for head in heads)

    status, begins = cell("状态"), f"{cell('编号')}<>{cell('编号', row - 1)}"
    unproven = f'AND({status}="已完成",{cell("佐证要求")}<>"{NO_EVIDENCE}")'
    piece, said = some(("佐证类型", "文号", "佐证日期")), some(("进展情况", "佐证标题", "存在问题", "下一步措施"))
    yield "佐证标题", f'=AND({cell("佐证标题")}="",OR({piece},{unproven}))'
    yield "佐证类型", f'=AND({cell("佐证类型")}="",{some(("佐证标题", "文号", "佐证日期"))})'
    yield "理由", f'=AND({status}="不适用",{cell("理由")}="")'
    measured = f'ISNUMBER(SEARCH("{OTHERS}",{cell("要求及时限")}))'
    yield "状态", f'=AND({status}="",{cell("编号")}<>"",{begins},NOT({measured}),{said})'


def _any(cells: Iterator[str]) -> str:
    return "OR(" + ",".join(f'{cell}<>""' for cell in cells) + ")"
