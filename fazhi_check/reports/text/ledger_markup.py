"""The problems of units (问题台账) in Markdown: a table of what is to be put right or verified."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.digest.problems import COLUMNS, LEDGER, Listed
from fazhi_check.reports.text.markup import aside, table
from fazhi_check.words import Lang


def ledger_lines(listed: Listed, lang: Lang, units: bool = False) -> Iterator[str]:
    """Yield a table of problems, with the names of their units where these are several; nothing where it is empty."""
    if not listed.rows:
        return
    heads = [COLUMNS["no"], *([COLUMNS["unit"]] if units else []), COLUMNS["text"], COLUMNS["state"]]
    rows = [[row.no, *([row.unit] if units else []), row.text.say(lang), row.said.say(lang)] for row in listed.rows]
    yield from ("", f"{'##' if units else '###'} {LEDGER.say(lang)}", "")
    yield from table(heads, rows, lang)
    if listed.rest:
        yield from aside(listed.aside, lang)
