"""The number formats of a workbook's cells: of a cell's style nothing else is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fazhi_check.source.workbook.markup import Attributes, Scan
from fazhi_check.source.workbook.package import Package, too_much

GENERAL: Final = "General"
# Formats that a Chinese Excel has by number and writes down nowhere (ECMA-376 part 1, 18.8.30, zh-cn).
_CHINESE: Final[Mapping[int, str]] = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}


class _Styles(Scan):
    """The format codes of the cells' styles, by the style's number."""

    def __init__(self, package: Package, part: str, built_in: Mapping[int, str]) -> None:
        super().__init__(package, part)
        self._numbers: list[int] = []
        self._codes: dict[int, str] = {**built_in, **_CHINESE}
        self._of_cells = self._of_codes = False

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {"cellXfs": self._open_cells, "xf": self._style, "numFmts": self._open_codes, "numFmt": self._code}

    def ends(self) -> dict[str, Callable[[], None]]:
        return {"cellXfs": self._close, "numFmts": self._close}

    def _open_cells(self, _: Attributes) -> None:
        self._of_cells = True

    def _open_codes(self, _: Attributes) -> None:
        self._of_codes = True

    def _close(self) -> None:
        self._of_cells = self._of_codes = False

    def _style(self, attributes: Attributes) -> None:
        if self._of_cells:
            self._numbers.append(_whole(attributes.get("numFmtId", "0")))
            if len(self._numbers) > self.limits.max_styles:
                too_much("max_styles", self.limits)

    def _code(self, attributes: Attributes) -> None:
        if self._of_codes:
            self._codes[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", GENERAL)

    @property
    def codes(self) -> list[str]:
        """The format code of each style in its order; of one that is not told the general one."""
        return [self._codes.get(number, GENERAL) for number in self._numbers]


def format_codes(package: Package, part: str | None, built_in: Mapping[int, str]) -> list[str]:
    """Return the format code of each style of a workbook; none where it has no styles. Raises Refused.

    `built_in` gives the codes that no workbook writes down.
    """
    if part is None or part not in package:
        return []
    styles = _Styles(package, part, built_in)
    styles.run()
    return styles.codes


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else -1
