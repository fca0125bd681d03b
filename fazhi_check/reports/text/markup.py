"""The pieces that Markdown is put together from: safe text, tables, tables of counts, how something ended.

Whatever comes from outside goes through `safe`: it is shown as it is and never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from fazhi_check.digest.blocks import Counts, summed
from fazhi_check.digest.conclusion import Conclusion
from fazhi_check.digest.words import TOTAL, columns, headed
from fazhi_check.reports import cells
from fazhi_check.words import Lang, Text

# GitHub makes links of these even where nobody wrote one.
_LINK = re.compile(r"(?i)(https?|ftp)(?=:)|(www)(?=\.)")


def safe(text: str) -> str:
    """Return text that is shown as it is, on one line: neither markup nor a web link."""
    escaped = cells.markdown(" ".join(text.split())).replace("&", "&amp;")
    return _LINK.sub(r"\g<0>\\", escaped)


def table(heads: Sequence[Text], rows: Iterable[Sequence[str]], lang: Lang, numbers: int = 0) -> Iterator[str]:
    """Yield a table whose last columns, so many as there are `numbers`, stand at the right; all cells are made safe."""
    yield f"| {' | '.join(head.say(lang) for head in heads)} |"
    yield f"|{' --- |' * (len(heads) - numbers)}{' ---: |' * numbers}"
    for row in rows:
        yield f"| {' | '.join(map(safe, row))} |"


def count_table(
    heads: Sequence[Text],
    rows: Sequence[tuple[list[str], Counts | None]],
    lang: Lang,
    sums: Counts | None = None,
    closed: bool = True,
) -> Iterator[str]:
    """Yield a table of counts by verdict: named rows, their totals, and the sum of all, unless other `sums` are given.

    A row without counts has empty cells; one row alone need not be `closed` by its sum.
    """
    listed = [counts for _, counts in rows if counts]
    total = summed(listed) if sums is None else sums
    shown = columns(summed(listed).numbers)
    last = [TOTAL.say(lang), *[""] * (len(heads) - 1)]
    lines = [
        [*names, *_numbers(counts, shown, lang)] for names, counts in [*rows, *([(last, total)] if closed else [])]
    ]
    named = [headed(verdict, bool(total.within.get(verdict)), total.called) for verdict in shown]
    yield from table([*heads, *named, TOTAL], lines, lang, numbers=len(shown) + 1)


def _numbers(counts: Counts | None, shown: Sequence[str], lang: Lang) -> list[str]:
    if counts is None:
        return [""] * (len(shown) + 1)
    return [*(counts.cell(verdict, lang) for verdict in shown), str(sum(counts.numbers.values()))]


def aside(text: Text | None, lang: Lang) -> Iterator[str]:
    """Yield a sentence of its own, if there is one."""
    if text and text.zh:
        yield from ("", safe(text.say(lang)))


def ended(found: Conclusion, lang: Lang) -> Iterator[str]:
    """Yield how something ended: what is to be done, and what the gate makes of it."""
    yield from ("", f"**{safe(found.text.say(lang))}**", "", safe(found.gate.say(lang)))
