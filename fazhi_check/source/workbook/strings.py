"""The texts that the cells of a workbook share, in their order; and how a text is written in any part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fazhi_check.source.workbook.markup import Attributes, Scan
from fazhi_check.source.workbook.package import Package, too_much

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c]")
# Characters that no text may hold: kept as they were escaped.
_NEVER: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff￾￿]")
# Characters of all texts together: one for so many bytes that may be unpacked.
_SHARE: Final = 10


def unescaped(text: str) -> str:
    """Return a text with what workbooks escape (_x000D_ is a carriage return), and with one kind of line break."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return _BREAKS.sub("\n", text)


def _character(escaped: re.Match[str]) -> str:
    char = chr(int(escaped[1], 16))
    return escaped[0] if _NEVER.match(char) else char


class _Strings(Scan):
    """The shared texts; of a rich text its runs put together, without the readings that are printed above."""

    def __init__(self, package: Package, part: str) -> None:
        super().__init__(package, part)
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._reading = self._inside = False
        self._total = 0

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {"t": self._open, "rPh": self._open_reading}

    def ends(self) -> dict[str, Callable[[], None]]:
        return {"t": self._close, "rPh": self._close_reading, "si": self._keep}

    def _open(self, _: Attributes) -> None:
        self._inside = not self._reading

    def _close(self) -> None:
        self._inside = False

    def _open_reading(self, _: Attributes) -> None:
        self._reading = True

    def _close_reading(self) -> None:
        self._reading = False

    def _keep(self) -> None:
        self.texts.append(unescaped("".join(self._pieces)))
        self._pieces, self._length = [], 0

    def text(self, text: str) -> None:
        if self._inside:
            self._length += len(text)
            self._total += len(text)
            if self._length > self.limits.max_text:
                too_much("max_text", self.limits)
            if self._total > self.limits.max_unpacked // _SHARE:
                too_much("max_unpacked", self.limits)
            self._pieces.append(text)


def shared_texts(package: Package, part: str | None) -> list[str]:
    """Return the texts of a workbook's part of shared texts; none where it has no such part. Raises Refused."""
    if part is None or part not in package:
        return []
    strings = _Strings(package, part)
    strings.run()
    return strings.texts
