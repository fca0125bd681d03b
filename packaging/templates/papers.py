"""Every paper with the function that makes its template, by the name of the file."""

from __future__ import annotations

from collections.abc import Callable

import bulletin
import letter

PAPERS: dict[str, Callable[[], bytes]] = {
    "督促提醒函": letter.reminder,
    "通报": bulletin.bulletin,
}
