"""Writing workbooks: which files are such by their names, and what is said where one cannot be written."""

from __future__ import annotations

from pathlib import PurePath

from fazhi_check.cli.usage_error import UsageError

# What programs for sheets write besides .xlsx: none of these is written here.
_OTHERS = frozenset((".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".et", ".ett", ".ods", ".csv"))


def is_workbook(path: str | None) -> bool:
    """Tell whether a file to write is a workbook, by its name. Raises UsageError for sheets of other programs."""
    name = PurePath(path or "")
    ending = name.suffix.lower()
    if ending in _OTHERS:
        better = str(name.with_suffix(".xlsx"))
        raise UsageError(
            f"不能写成 {ending} 文件；请改成 {better}，Excel 和 WPS 都能打开",
            f"Files of the kind {ending} are not written; name it {better}, which Excel and WPS both open",
        )
    return ending == ".xlsx"


def not_installed() -> UsageError:
    """Return what is said where the library that writes workbooks is not installed."""
    return UsageError(
        '写工作簿要装 XlsxWriter：pip install "fazhi-check[office]"',
        'Writing a workbook needs XlsxWriter: pip install "fazhi-check[office]"',
    )


def english_heads() -> UsageError:
    """Return what is said where a workbook is asked for in English."""
    return UsageError("工作簿的表头是中文的，不能用 --keys en", "The heads of a workbook are Chinese: leave out --keys")
