"""Bytes to a book, in one pass of our own over what is packed in a workbook.

No library opens the file: each of those that were tried hangs, ends the process, fills the memory or drops rows on
some file that a clerk or a joker may send. So the archive is measured first, and each part gone through as a stream
that is refused at the first sign of a trap. What numbers mean as days, and which formats are built in, openpyxl knows.
Macros, links, external references, drawings and comments are parts that nobody looks at.
"""

from __future__ import annotations

from fazhi_check.findings import Finding
from fazhi_check.source.composer import Refused
from fazhi_check.source.files import STDIN, is_sheet
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.workbook.book import Book
from fazhi_check.source.workbook.package import Package, refuse
from fazhi_check.source.workbook.strings import shared_texts
from fazhi_check.source.workbook.structure import Structure, structure_of
from fazhi_check.source.workbook.styles import format_codes
from fazhi_check.words import Text

_NO_LIBRARY = Text(
    '读工作簿要装 openpyxl：pip install "fazhi-check[office]"',
    'workbooks need openpyxl: pip install "fazhi-check[office]"',
)


def read_book(raw: bytes, limits: Limits = DEFAULT, name: str = "") -> Book | Finding:
    """Return the sheets of a workbook, or the finding FZ101 or FZ105 for which they cannot be read.

    `name` is that of the file: it tells a .et from a .xls, and must be that of a workbook unless it is empty or `-`.
    """
    try:
        package = Package(raw, limits, name)
        structure = structure_of(package)
        _refuse_name(name)
        return _book(package, structure)
    except Refused as refused:
        return refused.finding


def _refuse_name(name: str) -> None:
    """Refuse a workbook that is named as a text."""
    if name not in ("", STDIN) and not is_sheet(name):
        refuse(
            Text(
                "这是 Excel 工作簿，文件名却不是：请把文件名的结尾改成 .xlsx",
                "it is an Excel workbook by another name: let its name end in .xlsx",
            )
        )


def _book(package: Package, structure: Structure) -> Book:
    try:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        from fazhi_check.source.workbook.cells import Values
        from fazhi_check.source.workbook.remarks import remarks_on
        from fazhi_check.source.workbook.sheet import read_sheet
    except ImportError:
        refuse(_NO_LIBRARY)
    values = Values(
        shared_texts(package, structure.strings),
        format_codes(package, structure.styles, BUILTIN_FORMATS),
        structure.from_1904,
    )
    sheets, held = [], 0
    for listed in structure.sheets:
        sheet, held = read_sheet(listed, package, values, held)
        sheets.append(sheet._replace(remarks=remarks_on(package, listed.part)))
    return Book(tuple(sheets), sum(name.startswith("xl/media/") for name in package.names))
