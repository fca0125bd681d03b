"""Rows put into a sheet of a workbook: all that points at its cells is led to where they are now, all else is left byte for byte.

No library reads the workbook and writes it anew: that would lose what the library does not know. The parts are gone
through tag by tag, and only numbers of rows are changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from fazhi_check.source.workbook.editing.archive import Archive, NotKnown, attributes_of, tags
from fazhi_check.source.workbook.editing.shift import Shift
from fazhi_check.source.workbook.package import plain

_TOKEN = re.compile(
    r"(?P<aside><!--.*?-->|<\?.*?\?>)|<(?P<close>/?)(?P<name>[\w.:-]+)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>",
    re.DOTALL,
)
_REF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("dimension", "mergeCell", "autoFilter", "sortState", "sortCondition", "hyperlink"), ("ref",)),
    **dict.fromkeys(("comment", "threadedComment", "table", "location"), ("ref",)),
    **dict.fromkeys(("conditionalFormatting", "dataValidation", "protectedRange", "ignoredError"), ("sqref",)),
    **dict.fromkeys(("c", "cellWatch", "inputCells"), ("r",)),
    "selection": ("activeCell", "sqref"),
    "pane": ("topLeftCell",),
    "sheetView": ("topLeftCell",),
    "customSheetView": ("topLeftCell",),
    "f": ("ref",),
}
_FORMULAS = frozenset(("f", "formula", "formula1", "formula2"))
_OF_RULES = frozenset(("formula", "formula1", "formula2"))
_OF_LATER = re.compile(r"<x14:(conditionalFormatting|dataValidation)\b.*?</x14:\1>", re.DOTALL)
# What may hold rows and is not known well enough to be changed: signatures, logs of changes.
_UNKNOWN = re.compile(r"^_xmlsignatures/|^xl/revisions/|^xl/(?:macrosheets|dialogsheets)/", re.IGNORECASE)

Changed: TypeAlias = dict[str, str]


def moved(archive: Archive, shift: Shift) -> Changed:
    """Return the parts of a workbook that change when rows are put into one of its sheets.

    The new rows themselves are not among them. Raises NotKnown.
    """
    if any(_UNKNOWN.search(plain(name)) for name in archive.parts):
        raise NotKnown
    sheets = archive.sheets()
    own = sheets[shift.sheet]
    found = {own: _Sheet(shift, inside=True).text(unshared(_text(archive, own)))}
    for kind, change in _LINKED.items():
        found |= {part: change(_text(archive, part), shift) for part in archive.linked(own, kind)}
    for name, part in sheets.items():
        if name != shift.sheet:
            found[part] = _Sheet(shift, inside=False).text(_text(archive, part))
    found[archive.book] = _names(_text(archive, archive.book), shift)
    for part in archive.parts:
        if re.match(r"xl/charts/[^/]+\.xml$", plain(part)):
            found[part] = _charts(_text(archive, part), shift)
        elif re.match(r"xl/pivotcache/pivotcachedefinition[^/]*\.xml$", plain(part)):
            found[part] = _sources(_text(archive, part), shift)
        elif plain(part) == "xl/calcchain.xml":
            found[part] = _chain(_text(archive, part), shift, _number(archive, shift.sheet))
    return {part: text for part, text in found.items() if text != _text(archive, part)}


def _text(archive: Archive, part: str) -> str:
    text = archive.text(part)
    if "<![CDATA[" in text or "<!DOCTYPE" in text:
        raise NotKnown
    return text


def _number(archive: Archive, sheet: str) -> str:
    listed = tags(archive.text(archive.book), "sheet")
    return next((one.get("sheetId", "") for one in listed if one.get("name") == sheet), "")


class Tag(NamedTuple):
    """A tag: its name without a prefix, its attributes, and whether it closes or is closed at once."""

    name: str
    attributes: str
    close: bool
    empty: bool


def walked(text: str, on_tag: Callable[[Tag], str | None], on_text: Callable[[str], str | None]) -> str:
    """Return a text of XML gone through: what a call returns takes the place of a tag's attributes, or of words."""
    out: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            words = on_text(text[at : found.start()])
            out.append(text[at : found.start()] if words is None else words)
        at = found.end()
        if found["aside"]:
            out.append(found[0])
            continue
        tag = Tag(found["name"].rpartition(":")[2], found["attributes"], bool(found["close"]), bool(found["empty"]))
        new = on_tag(tag)
        out.append(found[0] if new is None else f"<{found['close']}{found['name']}{new}{found['empty']}>")
    out.append(text[at:])
    return "".join(out)


def with_attribute(attributes: str, name: str, change: Callable[[str], str]) -> str:
    """Return the attributes of a tag with the value of one changed."""
    pattern = re.compile(rf"(?<![\w:.-])({name}\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')")

    def put(found: re.Match[str]) -> str:
        value = found[2] if found[2] is not None else found[3]
        new = change(unescape(value))
        return found[0] if new == unescape(value) else f'{found[1]}"{escape(new, {chr(34): "&quot;"})}"'

    return pattern.sub(put, attributes)


class _Sheet:
    """Leads along what a sheet's part says: of the sheet itself, or of another that only points at it in formulas."""

    def __init__(self, shift: Shift, inside: bool) -> None:
        self._shift, self._inside = shift, inside
        self._open: list[str] = []
        self._ranges = ""  # those of the rule that is open

    def text(self, text: str) -> str:
        if self._inside:
            text = _OF_LATER.sub(self._later_rule, text)
        return walked(text, self._tag, self._words)

    def _later_rule(self, found: re.Match[str]) -> str:
        """Lead along a rule as later versions write it, with its ranges behind its formulas."""
        ranges = " ".join(re.findall(r"<xm:sqref>([^<]*)</xm:sqref>", found[0]))
        text = re.sub(
            r"(<xm:f>)([^<]*)(</xm:f>)",
            lambda one: f"{one[1]}{escape(self._shift.rule(unescape(one[2]), ranges))}{one[3]}",
            found[0],
        )
        return re.sub(
            r"(<xm:sqref>)([^<]*)(</xm:sqref>)", lambda one: f"{one[1]}{self._shift.ranges(one[2])}{one[3]}", text
        )

    def _tag(self, tag: Tag) -> str | None:
        if tag.close:
            if self._open:
                self._open.pop()
            return None
        if not tag.empty:
            self._open.append(tag.name)
        if not self._inside:
            return None
        attributes = tag.attributes
        if tag.name in ("conditionalFormatting", "dataValidation"):
            self._ranges = attributes_of(attributes).get("sqref", "")
        if tag.name == "f" and attributes_of(attributes).get("t") in ("array", "dataTable"):
            self._refuse_grown(attributes_of(attributes).get("ref", ""))
        if tag.name == "row":
            return with_attribute(attributes, "r", lambda row: str(self._shift.row(int(row))))
        if tag.name == "brk" and "rowBreaks" in self._open:
            return with_attribute(attributes, "id", lambda row: str(self._shift.row(int(row))))
        for name in _REF.get(tag.name, ()):
            attributes = with_attribute(attributes, name, self._shift.ranges)
        if tag.name == "hyperlink":
            attributes = with_attribute(attributes, "location", lambda to: self._shift.reference(to, inside=False))
        return attributes

    def _refuse_grown(self, written: str) -> None:
        """Refuse rows inside a block that one formula fills."""
        before, after = _height(written), _height(self._shift.ranges(written))
        if before != after:
            raise NotKnown

    def _words(self, words: str) -> str | None:
        within = self._open[-1] if self._open else ""
        if within == "row" and self._inside and "anchor" in self._open:
            return str(self._shift.row(int(words) + 1) - 1)
        later = self._inside and not {"conditionalFormattings", "dataValidations"}.isdisjoint(self._open[:-1])
        if within == "sqref" and self._inside and not later:
            return self._shift.ranges(words)
        if within not in _FORMULAS or not words.strip() or (later and "ext" in self._open):
            return None
        formula, rule = unescape(words), self._inside and within in _OF_RULES
        new = self._shift.rule(formula, self._ranges) if rule else self._shift.formula(formula, self._inside)
        return None if new == formula else escape(new)


def _height(written: str) -> int:
    rows = [int(row) for row in re.findall(r"\d+", written)]
    return max(rows, default=0) - min(rows, default=0)


def unshared(text: str) -> str:
    """Return a sheet's text with each formula that cells share written out in each: rows put between them part them."""
    from openpyxl.formula.translate import Translator

    shared: dict[str, tuple[str, str]] = {}

    def cell(found: re.Match[str]) -> str:
        at = attributes_of(found[1]).get("r", "")
        formula = re.search(r"<f(\s[^<>]*?)(?:/>|>([^<]*)</f>)", found[0])
        given = attributes_of(formula[1]) if formula else {}
        if not formula or given.get("t") != "shared":
            return found[0]
        if formula[2]:
            shared[given.get("si", "")] = (unescape(formula[2]), at)
        words, origin = shared.get(given.get("si", ""), ("", at))
        if not words:
            raise NotKnown
        own = Translator(f"={words}", origin=origin).translate_formula(at)[1:]
        return found[0].replace(formula[0], f"<f>{escape(own)}</f>")

    return re.sub(r"<c(\s[^<>]*)>.*?</c>", cell, text, flags=re.DOTALL) if 't="shared"' in text else text


def _references(text: str, shift: Shift) -> str:
    """Lead along the places that a part of notes, tables and the like names in attributes."""

    def tag(tag: Tag) -> str | None:
        attributes = tag.attributes
        for name in _REF.get(tag.name, ()) if not tag.close else ():
            attributes = with_attribute(attributes, name, shift.ranges)
        return attributes

    return walked(text, tag, lambda words: None)


def _boxes(text: str, shift: Shift) -> str:
    """Lead along the boxes of notes: the row each belongs to, and from which row to which it reaches."""

    def row(found: re.Match[str]) -> str:
        return f"{found[1]}{shift.row(int(found[2]) + 1) - 1}{found[3]}"

    def anchor(found: re.Match[str]) -> str:
        numbers = found[2].split(",")
        if len(numbers) != 8:
            return found[0]
        first = int(numbers[2])
        by = shift.row(first + 1) - 1 - first
        numbers[2], numbers[6] = f" {first + by}", f" {int(numbers[6]) + by}"
        return f"{found[1]}{','.join(numbers)}{found[3]}"

    text = re.sub(r"(<x:Row>\s*)(\d+)(\s*</x:Row>)", row, text)
    return re.sub(r"(<x:Anchor>)([^<]*)(</x:Anchor>)", anchor, text)


def _drawing(text: str, shift: Shift) -> str:
    """Lead along pictures, shapes and charts: a picture keeps its height."""

    def anchor(found: re.Match[str]) -> str:
        rows = [int(row) for row in re.findall(r"<xdr:row>(\d+)</xdr:row>", found[0])]
        by = shift.row(rows[0] + 1) - 1 - rows[0] if rows else 0
        return re.sub(r"(<xdr:row>)(\d+)(</xdr:row>)", lambda row: f"{row[1]}{int(row[2]) + by}{row[3]}", found[0])

    return re.sub(r"<xdr:(twoCellAnchor|oneCellAnchor)\b.*?</xdr:\1>", anchor, text, flags=re.DOTALL)


def _names(text: str, shift: Shift) -> str:
    return _formulas(text, ("definedName",), shift)


def _charts(text: str, shift: Shift) -> str:
    return _formulas(text, ("f",), shift)


def _formulas(text: str, within: tuple[str, ...], shift: Shift) -> str:
    """Lead along formulas that stand outside the sheet, and name it wherever they point at it."""
    last = ""

    def tag(tag: Tag) -> None:
        nonlocal last
        last = "" if tag.close or tag.empty else tag.name

    def words(words: str) -> str | None:
        return escape(shift.formula(unescape(words), inside=False)) if last in within else None

    return walked(text, tag, words)


def _sources(text: str, shift: Shift) -> str:
    def tag(tag: Tag) -> str | None:
        if tag.name != "worksheetSource" or attributes_of(tag.attributes).get("sheet") != shift.sheet:
            return None
        return with_attribute(tag.attributes, "ref", shift.ranges)

    return walked(text, tag, lambda words: None)


def _chain(text: str, shift: Shift, number: str) -> str:
    """Lead along the order in which cells are computed; an entry without a sheet has that of the one before."""
    sheet = ""

    def tag(tag: Tag) -> str | None:
        nonlocal sheet
        if tag.name != "c":
            return None
        sheet = attributes_of(tag.attributes).get("i", sheet)
        return with_attribute(tag.attributes, "r", shift.ranges) if sheet == number else None

    return walked(text, tag, lambda words: None)


_LINKED: Mapping[str, Callable[[str, Shift], str]] = {
    "comments": _references,
    "threadedComment": _references,
    "table": _references,
    "pivotTable": _references,
    "vmlDrawing": _boxes,
    "drawing": _drawing,
}
