"""Makes a paper that is handed out, as a Word file or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from fazhi_check.fill.papers import checklist, duties
from fazhi_check.fill.papers.book import Sheet, workbook
from fazhi_check.fill.papers.paper import Handed
from fazhi_check.reports.papers.template import filled, template_of


class Kind(NamedTuple):
    """A kind of paper: what it is called for a unit, its sheet in a workbook, and what fills its template."""

    called: str
    sheet: str
    content: Callable[[Handed, Mapping[str, str]], dict[str, Any]]


# By the name of the template.
KINDS: Final[Mapping[str, Kind]] = {
    "responsibility": Kind(duties.SHEET, duties.TABLE, duties.content),
    "checklist": Kind(checklist.LIST, checklist.LIST, checklist.content),
}


def made(name: str, one: Handed, given: Mapping[str, str], templates: Mapping[str, str], as_book: bool) -> bytes:
    """Return a paper of a kind. Raises TemplateMistake, OSError; ImportError where nothing here writes it."""
    kind = KINDS[name]
    content = kind.content(one, given)
    if as_book:
        return workbook(Sheet(one, kind.sheet, content))
    return filled(template_of(name, templates), content)
