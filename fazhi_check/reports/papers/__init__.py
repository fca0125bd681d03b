"""Papers in Word, each laid out in a template that an office may change: what they say is made in `digest/papers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fazhi_check.words import Text

# Every paper with what it is called, which is the name of its template too.
PAPERS: Final[Mapping[str, Text]] = {
    "letter": Text("督促提醒函", "reminder letter"),
    "request": Text("商请函", "letter of request"),
    "notice": Text("数据核对单", "figures to be checked"),
    "bulletin": Text("通报", "bulletin"),
    "responsibility": Text("目标责任书", "sheet of duties"),
    "checklist": Text("督察清单", "checklist for an inspection"),
}
