"""What the files of papers are called: the paper and its unit, each name once in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from fazhi_check.reports.papers import PAPERS
from fazhi_check.sanitize import file_name


def named(papers: Iterable[tuple[str, str, bytes]]) -> dict[str, bytes]:
    """Return papers by the names of their files: 数据核对单-天山区.docx; each is given as its kind, its unit, its bytes.

    Of two whose names are alike, also but for small and capital letters, the second gets -2.
    """
    made: dict[str, bytes] = {}
    taken: set[str] = set()
    for paper, unit, raw in papers:
        stem = f"{PAPERS[paper].zh}-{file_name(unit)}"
        name = next(
            one for at in count(1) if (one := f"{stem}{f'-{at}' if at > 1 else ''}.docx").casefold() not in taken
        )
        taken.add(name.casefold())
        made[name] = raw
    return made
