"""The rows of a sheet's part as text: found, made and put in, and the lists that its cells offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape

from fazhi_check.findings import letters_of
from fazhi_check.source.workbook.editing.archive import NotKnown, attributes_of
from fazhi_check.source.workbook.editing.rewrite import with_attribute
from fazhi_check.source.workbook.editing.shift import cell_at, covers, joined, without

_ROW = re.compile(r"<row\b([^<>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^<>]*?)(?:/>|>.*?</c>)", re.DOTALL)
_VALIDATION = re.compile(r"<dataValidation\b([^<>]*?)(?:/>|>(.*?)</dataValidation>)", re.DOTALL)
_FORMULA = re.compile(r"<formula1>([^<]*)</formula1>")
_COUNT = re.compile(r"<dataValidations\b[^<>]*>")
_MOST_WORDS = 257  # characters of a list that is written out, with its quotes
# What a row says of its own height and of being seen: a new one is as high as it needs, and seen.
_OWN_LOOK = ("ht", "customHeight", "hidden", "collapsed", "spans", "r")


class Line(NamedTuple):
    """A row as it is written: its attributes, and the style of each of its cells by column."""

    attributes: Mapping[str, str]
    styles: Mapping[int, str]


def lines(text: str) -> dict[int, Line]:
    """Return the rows of a sheet by their numbers. Raises NotKnown where they are not numbered."""
    found = {}
    for row in _ROW.finditer(text):
        attributes = attributes_of(row[1])
        cells = [attributes_of(cell[1]) for cell in _CELL.finditer(row[2] or "")]
        if "r" not in attributes or any("r" not in cell for cell in cells):
            raise NotKnown
        styles = {cell_at(cell["r"])[1]: cell.get("s", "") for cell in cells}
        found[int(attributes["r"])] = Line(attributes, styles)
    if not found:
        raise NotKnown
    return found


def new_line(number: int, like: Line, cells: Mapping[int, tuple[str, str]], height: str = "") -> str:
    """Return a new row: each cell with its style and text, the row otherwise as another one."""
    kept = {name: value for name, value in like.attributes.items() if name not in _OWN_LOOK}
    given = {"r": str(number)} | kept | ({"ht": height} if height else {})
    written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
    return f"<row{written}>{''.join(_cells(number, cells))}</row>"


def _cells(number: int, cells: Mapping[int, tuple[str, str]]) -> Iterator[str]:
    for column in sorted(cells):
        style, text = cells[column]
        yield written_cell(f"{letters_of(column)}{number}", style, text)


def written_cell(at: str, style: str, text: str) -> str:
    """Return a cell as it is written: its text in itself, not among those that the workbook shares."""
    head = f'<c r="{at}"' + (f' s="{style}"' if style else "")
    if not text:
        return f"{head}/>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def with_lines(text: str, new: Mapping[int, str]) -> str:
    """Return a sheet's text with new rows in their places; the others have made room already."""
    if "</sheetData>" not in text:
        raise NotKnown
    end = text.index("</sheetData>")
    places = [(int(attributes_of(row[1])["r"]), row.start()) for row in _ROW.finditer(text)]
    for number in sorted(new, reverse=True):
        at = next((start for other, start in places if other > number), end)
        text = text[:at] + new[number] + text[at:]
    return text


def with_text(text: str, row: int, column: int, written: str, style: str | None = None) -> str:
    """Return a sheet's text with one cell holding another text, in the style it has or in one that is given."""
    return with_texts(text, {row: {column: written}}, style)


def with_texts(text: str, written: Mapping[int, Mapping[int, str]], style: str | None = None) -> str:
    """Return a sheet's text with some cells, by row and column, holding other texts, in their styles or one given."""

    def put(found: re.Match[str]) -> str:
        row = attributes_of(found[1]).get("r", "")
        new = written.get(int(row)) if row.isdecimal() else None
        if not new:
            return found[0]
        cells = {cell_at(attributes_of(cell[1])["r"])[1]: cell[0] for cell in _CELL.finditer(found[2] or "")}
        for column, said in new.items():
            own = _CELL.match(cells.get(column, ""))
            look = style if style is not None else attributes_of(own[1]).get("s", "") if own else ""
            cells[column] = written_cell(f"{letters_of(column)}{row}", look, said)
        head = re.sub(r"\sspans\s*=\s*\"[^\"]*\"", "", found[1])
        return f"<row{head}>{''.join(cells[one] for one in sorted(cells))}</row>"

    return _ROW.sub(put, text)


def with_rows(text: str, rows: Iterable[Sequence[str]]) -> str:
    """Return a sheet's text with nothing in it but some rows of texts, from its first cell on. Raises NotKnown."""
    written = "".join(
        f'<row r="{number}">{"".join(_cells(number, {at: ("", cell) for at, cell in enumerate(row, 1)}))}</row>'
        for number, row in enumerate(rows, 1)
    )
    new, found = re.subn(
        r"<sheetData\s*/>|<sheetData>.*</sheetData>",
        lambda _: f"<sheetData>{written}</sheetData>",
        text,
        count=1,
        flags=re.DOTALL,
    )
    if not found:
        raise NotKnown
    return new


class Offer(NamedTuple):
    """A list that cells offer: what it is, in the words of the sheet's part, and the cells."""

    attributes: str
    inner: str

    @property
    def ranges(self) -> str:
        """The cells that offer it."""
        return _ranges(self.attributes)

    @property
    def words(self) -> str:
        """What it offers, as it is written; empty where it is no list."""
        found = _FORMULA.search(self.inner)
        return unescape(found[1]) if found and attributes_of(self.attributes).get("type") == "list" else ""

    def column(self, number: int) -> bool:
        """Tell whether it is offered somewhere in a column."""
        return any(_within(one, number) for one in self.ranges.split())


@lru_cache(maxsize=1024)
def _ranges(attributes: str) -> str:
    return attributes_of(attributes).get("sqref", "")


def _within(written: str, column: int) -> bool:
    first, _, last = written.partition(":")
    return cell_at(first)[1] <= column <= cell_at(last or first)[1]


def offers(text: str) -> list[Offer]:
    """Return the lists that the cells of a sheet offer, and other rules for what they may hold."""
    return [Offer(found[1], found[2] or "") for found in _VALIDATION.finditer(text)]


def offers_at(found: Iterable[Offer], row: int, column: int) -> list[Offer]:
    """Return those of some offers that a cell makes."""
    return [one for one in found if covers(one.ranges, row, column)]


def with_offer(text: str, row: int, column: int, wanted: Offer) -> str:
    """Return a sheet's text in which a cell offers what it should, as other cells of its column, or by a rule of its own.

    A sheet without such rules is left without.
    """
    start, end = text.find("<dataValidations"), text.rfind("</dataValidations>")
    if min(start, end) < 0:
        return text
    end += len("</dataValidations>")  # what stands around them is long, and there are many cells
    return text[:start] + _with_offer(text[start:end], row, column, wanted) + text[end:]


def _with_offer(text: str, row: int, column: int, wanted: Offer) -> str:
    at, done = f"{letters_of(column)}{row}", False

    def put(found: re.Match[str]) -> str:
        nonlocal done
        own = Offer(found[1], found[2] or "")
        ranges = without(own.ranges, row, column)
        if own.words == wanted.words and own.column(column) and not done:
            ranges, done = joined(f"{ranges} {at}"), True
        return found[0].replace(found[1], with_attribute(found[1], "sqref", lambda _: ranges), 1) if ranges else ""

    text = _VALIDATION.sub(put, text)
    if not done:
        made = (
            f"<dataValidation{with_attribute(wanted.attributes, 'sqref', lambda _: at)}>{wanted.inner}</dataValidation>"
        )
        text = text.replace("</dataValidations>", f"{made}</dataValidations>", 1)
    number = len(offers(text))
    return _COUNT.sub(lambda found: with_attribute(found[0], "count", lambda _: str(number)), text, count=1)


def with_words(text: str, column: int, new: Sequence[str]) -> str:
    """Return a sheet's text in which the lists of words that a column offers have further ones, as far as they hold them."""

    def put(found: re.Match[str]) -> str:
        own = Offer(found[1], found[2] or "")
        words = f'{own.words[:-1]},{",".join(new)}"'
        if not (own.words.startswith('"') and own.column(column)) or len(words) > _MOST_WORDS:
            return found[0]
        return found[0].replace(escape(own.words), escape(words), 1)

    return _VALIDATION.sub(put, text)


def with_width(text: str, column: int, width: str) -> str:
    """Return a sheet's text in which a column right of all that have a width has one too."""
    columns = [attributes_of(found[1]) for found in re.finditer(r"<col\b([^<>]*?)/>", text)]
    if not columns or max(int(one.get("max", "0")) for one in columns) >= column:
        return text
    made = f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
    return text.replace("</cols>", f"{made}</cols>", 1)
