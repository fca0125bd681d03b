"""Makes a paper that is handed out, as a Word file or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from fazhi_check.fill.papers import checklist, duties
from fazhi_check.fill.papers.book import Sheet, workbook
from fazhi_check.fill.papers.paper import Handed
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.papers.template import filled, template_of
from fazhi_check.words import Text


class Kind(NamedTuple):
    """A kind of paper: what it is called as its sheet in a workbook and where it is nobody's, and what fills its template."""

    sheet: Text
    content: Callable[[Handed, Mapping[str, str]], dict[str, Any]]


# By the name of the template.
KINDS: Final[Mapping[str, Kind]] = {
    "responsibility": Kind(Text(duties.TABLE, "table of all tasks"), duties.content),
    "checklist": Kind(Text(checklist.LIST, PAPERS["checklist"].en), checklist.content),
}


def called(name: str, one: Handed) -> Text:
    """Return what a paper is called: that of a unit by its kind, that of the whole plan by its table."""
    return PAPERS[name] if one.unit else KINDS[name].sheet


def made(name: str, one: Handed, given: Mapping[str, str], templates: Mapping[str, str], as_book: bool) -> bytes:
    """Return a paper of a kind. Raises TemplateMistake, OSError; ImportError where nothing here writes it."""
    kind = KINDS[name]
    content = kind.content(one, given)
    if as_book:
        return workbook(Sheet(one, kind.sheet.zh, content))
    return filled(template_of(name, templates), content)
