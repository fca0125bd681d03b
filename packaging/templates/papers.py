"""Every paper with the function that makes its template, by the name of the file."""

from __future__ import annotations

from collections.abc import Callable

import bulletin
import handed
import letter
import notice

PAPERS: dict[str, Callable[[], bytes]] = {
    "督促提醒函": letter.reminder,
    "商请函": letter.request,
    "数据核对单": notice.notice,
    "通报": bulletin.bulletin,
    "目标责任书": handed.responsibility,
    "督察清单": handed.checklist,
}
