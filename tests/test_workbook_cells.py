"""What a cell says: by what it stores and by how its format shows it, as an office would write it."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter
from openpyxl.styles.numbers import BUILTIN_FORMATS

from fazhi_check.source.workbook.book import Book, Cell
from fazhi_check.source.workbook.formats import format_of
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.source.workbook.strings import unescaped


def stored(value: object, code: str = "General", from_1904: bool = False) -> Cell | None:
    """Return the one cell of a workbook with a value in a format."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": from_1904, "default_date_format": code}) as book:
        book.add_worksheet("表").write(0, 0, value, book.add_format({"num_format": code}))
    read = read_book(out.getvalue())
    assert isinstance(read, Book)
    return read.sheets[0].rows.get(1, {}).get(1)


MONTH = 'yyyy"年"m"月"'


@pytest.mark.parametrize(
    ("value", "code", "text", "kind"),
    [
        (5, "General", "5", "number"),
        (5.0, "0.00", "5", "number"),
        (3.10, "General", "3.1", "number"),
        (0.1 + 0.2, "General", "0.3", "number"),
        (98.5, "0", "98.5", "number"),
        (1200, "#,##0", "1200", "number"),
        (1e20, "General", "100000000000000000000", "number"),
        (1.5e-7, "General", "0.00000015", "number"),
        (-3, "0_ ;[Red]-0 ", "-3", "number"),
        (1.5, "G/通用格式", "1.5", "number"),
        (2, '"第"0"季度"', "2", "number"),
        (98, '0"万元"', "98", "number"),
        (0.5, "# ?/?", "0.5", "number"),
        (20260228, MONTH, "20260228", "number"),
        (-1, MONTH, "-1", "number"),
        (0.985, "0.0%", "98.5%", "percent"),
        (0.985, "0%", "98.5%", "percent"),
        (0.07, "0.00%", "7%", "percent"),
        (1.2, "0%;[Red]-0%", "120%", "percent"),
        (0.29, '0%"以上"', "29%", "percent"),
        (date(2023, 5, 17), MONTH, "2023-05", "date"),
        (date(2023, 5, 17), "yyyy", "2023", "date"),
        (date(2023, 5, 17), 'yyyy"年"m"月"d"日"', "2023-05-17", "date"),
        (date(2023, 5, 17), "[$-804]yyyy年m月d日;@", "2023-05-17", "date"),
        (date(2023, 5, 17), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2023-05-17", "date"),
        (date(2023, 5, 17), "m/d/yy", "2023-05-17", "date"),
        (date(2023, 5, 17), 'm"月"d"日"', "2023-05-17", "date"),
        (datetime(2023, 5, 17, 14, 30), "yyyy-mm-dd hh:mm", "2023-05-17", "date"),
        (datetime(2023, 5, 17, 23, 59, 59), "yyyy/m/d", "2023-05-17", "date"),
        (1, "yyyy-mm-dd", "1900-01-01", "date"),
        (59, "yyyy-mm-dd", "1900-02-28", "date"),
        (60, "yyyy-mm-dd", "1900-02-29", "date"),
        (61, "yyyy-mm-dd", "1900-03-01", "date"),
        (2958465, "yyyy-mm-dd", "9999-12-31", "date"),
        (time(9, 5), "h:mm", "09:05", "date"),
        (1.25, "[h]:mm", "30:00", "date"),
        (True, "General", "TRUE", "boolean"),
        (False, "General", "FALSE", "boolean"),
        ("３.２．１ 版", "@", "３.２．１ 版", "text"),
        ("650102199001011234", "@", "650102199001011234", "text"),
    ],
)
def test_a_value_in_its_format(value, code, text, kind):
    cell = stored(value, code)
    assert cell
    assert (cell.text, cell.kind) == (text, kind)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (3.1, "0.00", "3.10"),
        (12, "0000", "0012"),
        (98, '0"万元"', "98万元"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-0.5, "0.0%", "-50.0%"),
        (1200, '"¥"#,##0.00;"¥"\\-#,##0.00', "¥1,200.00"),
        (1200, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,200.00"),
        (12345, "#,##0,", "12345"),
        (12345, "0.00E+00", "12345"),
        (datetime(2023, 5, 17, 14, 30), "yyyy-mm-dd hh:mm", "2023-05-17 14:30"),
    ],
)
def test_how_a_value_looks(value, code, shown):
    cell = stored(value, code)
    assert cell
    assert cell.shown == shown


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    assert stored(date(2023, 5, 17), "yyyy-mm-dd", from_1904=True) == Cell("2023-05-17", "date", "2023-05-17")


@pytest.mark.parametrize(
    "code", [*BUILTIN_FORMATS.values(), "", '"', "\\", "[", "0.0.0", "@@", ";", ";;;", "%", "yyyy;@"]
)
def test_no_format_is_too_odd(code):
    assert format_of(code).shows in ("number", "percent", "day", "month", "year", "time", "span")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("第一行_x000D_\n第二行", "第一行\n第二行"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("_x005F_x000D_", "_x000D_"),
        ("甲_x000B_乙", "甲\n乙"),
        ("_x0001_", "_x0001_"),
        ("_xyz_", "_xyz_"),
    ],
)
def test_what_a_workbook_escapes(written, text):
    assert unescaped(written) == text
