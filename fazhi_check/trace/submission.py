"""A submission held against the report it was taken from: every quote found, every figure in its quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from fazhi_check.findings import Found, Place
from fazhi_check.source.in_prose import DIGITS
from fazhi_check.source.paragraphs import close_up
from fazhi_check.source.prose import SourceText
from fazhi_check.submission.reading import Read
from fazhi_check.submission.records import Entry, Part

# Marks around a whole quote are the writer's own, unless the source has them too: speech may be quoted.
_WRAPPED = re.compile("[“「『‘\"'](.+)[”」』’\"']", re.DOTALL)
_NUMBER = re.compile(DIGITS)


class Quote(NamedTuple):
    """A quote of one piece of evidence; `line` is where the source holds it, None where it does not.

    It is `wrapped` where the source holds it only without the quotation marks it was written in.
    """

    target: str
    text: str
    place: Place
    line: int | None
    wrapped: bool = False


class StrayFigure(NamedTuple):
    """A figure of an entry that stands in none of its quotes."""

    target: str
    text: str
    place: Place


class Unquoted(NamedTuple):
    """A piece of evidence without a quote."""

    target: str
    title: str
    place: Place


class SubmissionTrace(NamedTuple):
    """The whole proof; `shared` names the entries that rest on one quote, which is allowed but worth a look."""

    quotes: list[Quote]
    figures: list[StrayFigure]
    unquoted: list[Unquoted]

    @property
    def ok(self) -> bool:
        """Tell whether every quote is found and every figure quoted."""
        return not self.figures and all(quote.line is not None for quote in self.quotes)

    def lost(self) -> list[Quote]:
        """Return the quotes that the source does not hold."""
        return [quote for quote in self.quotes if quote.line is None]

    def shared(self) -> dict[str, list[str]]:
        """Return the quotes that serve more than one entry, with those entries."""
        users: defaultdict[str, list[str]] = defaultdict(list)
        for quote in self.quotes:
            if quote.target not in users[quote.text]:
                users[quote.text].append(quote.target)
        return {text: targets for text, targets in users.items() if len(targets) > 1}


def trace_submission(read: Read, text: str, lines: tuple[int, int] | None = None) -> SubmissionTrace:
    """Hold a submission's quotes against a source; `lines` (first and last) narrow a source that holds several reports."""
    source = SourceText(text)
    start, end = source.within(lines)
    quotes: list[Quote] = []
    figures: list[StrayFigure] = []
    unquoted: list[Unquoted] = []
    for target, entry in read.submission.entries.items() if read.submission else ():
        at = partial(_place, read, target)
        for number, item in enumerate(entry.evidence):
            if item.quote is None:
                unquoted.append(Unquoted(target, item.title, at("evidence", number)))
                continue
            pieces = source.find(item.quote, start, end)
            inner = None if pieces else _WRAPPED.fullmatch(item.quote.strip())
            wrapped = bool(inner and source.find(inner[1], start, end))
            place = at("evidence", number, "quote")
            quotes.append(Quote(target, item.quote, place, pieces[0].line if pieces else None, wrapped))
        figures += [StrayFigure(target, written, at(key)) for key, written in _stray(entry)]
    return SubmissionTrace(quotes, figures, unquoted)


def _place(read: Read, target: str, *path: str | int) -> Place:
    return read.places.of(Found(path=("entries", target, *path)))


def _stray(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the numbers that an entry reports and none of its quotes holds."""
    quoted = {number for item in entry.evidence for number in numbers_in(item.quote or "")}
    for key, amount in _amounts(entry):
        for number in numbers_in(amount.text):
            if number not in quoted:
                yield key, number
    for item in entry.evidence:
        if item.kind == "figure":
            yield from (("evidence", number) for number in numbers_in(item.title) if number not in quoted)


def _amounts(entry: Entry) -> Iterator[tuple[str, Part]]:
    for key in ("progress", "value", "covered", "total"):
        amount = getattr(entry, key)
        if amount is not None:
            yield key, amount
    for key, parts in (("by_unit", entry.by_unit), ("by_year", entry.by_year)):
        for amount in (parts or {}).values():
            yield key, amount


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text, without the commas between their thousands."""
    return [number.replace(",", "") for number in _NUMBER.findall(close_up(text))]
