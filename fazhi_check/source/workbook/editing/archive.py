"""The parts of a workbook's zip archive: which file is which sheet, and what belongs to it. Nothing is read by a library."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from fazhi_check.source.workbook.package import plain

_TAG = re.compile(r"<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BOOK = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


class NotKnown(ValueError):
    """The workbook holds what cannot be changed, or led along, with certainty."""


class Link(NamedTuple):
    """What one part of a package points to: the kind is the last word of the relation's type."""

    kind: str
    part: str


class Archive:
    """A workbook's parts by name, as bytes, in their order; the guard has passed them before."""

    def __init__(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            self.entries = archive.infolist()
            self.parts = {one.filename: archive.read(one) for one in self.entries if not one.is_dir()}
        self._names = {plain(name): name for name in self.parts}

    def name(self, part: str) -> str:
        """Return a part's name as the archive has it: some programs write other capitals and slashes."""
        return self._names.get(plain(part), part)

    def text(self, part: str) -> str:
        """Return a part as text. Raises NotKnown where it is not there, or not in UTF-8."""
        try:
            return self.parts[self.name(part)].decode("utf-8-sig")
        except (UnicodeDecodeError, KeyError):
            raise NotKnown from None

    def put(self, changed: Mapping[str, str]) -> None:
        """Take texts for parts, in the encoding that they had; a byte order mark is not kept."""
        self.parts |= {self.name(part): text.encode("utf-8") for part, text in changed.items()}

    def links(self, part: str) -> dict[str, Link]:
        """Return what a part points to inside the package, by the relation's id."""
        folder, name = posixpath.split(part.replace("\\", "/"))
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for attributes in tags(self.text(rels), "Relationship") if self.name(rels) in self.parts else ():
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = Link(attributes.get("Type", "").rsplit("/", 1)[-1], self.name(target))
        return found

    @property
    def book(self) -> str:
        """The name of the part that lists the sheets."""
        top = self.links("")
        return next((link.part for link in top.values() if link.kind == "officeDocument"), _BOOK)

    def sheets(self) -> dict[str, str]:
        """Return the part of each sheet by the sheet's name, in their order."""
        links = self.links(self.book)
        found = {}
        for attributes in tags(self.text(self.book), "sheet"):
            link = links.get(next((value for name, value in attributes.items() if name.endswith(":id")), ""))
            if link:
                found[attributes.get("name", "")] = link.part
        return found

    def linked(self, part: str, kind: str) -> list[str]:
        """Return the parts of a kind that a part points to."""
        return [link.part for link in self.links(part).values() if link.kind == kind and link.part in self.parts]

    def written(self) -> bytes:
        """Return the archive; parts that were not changed have the same bytes, all the same names, order and times."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in self.entries:
                archive.writestr(one, self.parts.get(one.filename, b""))
        return out.getvalue()


def tags(text: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each element of a name, whatever its prefix."""
    for found in _TAG.finditer(text):
        if found[1].rpartition(":")[2] == name:
            yield attributes_of(found[2])


def attributes_of(written: str) -> dict[str, str]:
    """Return the attributes that stand in a tag, their values as they are meant."""
    return {one[1]: unescape(one[2] if one[2] is not None else one[3]) for one in _ATTRIBUTE.finditer(written)}


def add_sheet(archive: Archive, name: str, text: str) -> None:
    """Put a sheet behind the others. Raises NotKnown where the list of sheets is not written as it usually is."""
    number = next(n for n in range(1, 10_000) if archive.name(f"xl/worksheets/sheet{n}.xml") not in archive.parts)
    part, link = f"xl/worksheets/sheet{number}.xml", f"rIdFazhi{number}"
    folder, book = posixpath.split(archive.book.replace("\\", "/"))
    rels = posixpath.join(folder, "_rels", f"{book}.rels")
    listed = archive.text(archive.book)
    prefix = re.search(r"<sheet\b[^<>]*?\s([\w.-]+):id\s*=", listed)
    highest = max((int(one.get("sheetId", "0")) for one in tags(listed, "sheet")), default=0)
    if prefix is None:
        raise NotKnown
    own = f'<sheet name="{name}" sheetId="{highest + 1}" {prefix[1]}:id="{link}"/>'
    relation = f'<Relationship Id="{link}" Type="{_RELATION}" Target="/{part}"/>'
    kind = f'<Override PartName="/{part}" ContentType="{_SHEET}"/>'
    archive.put(
        {
            archive.book: _before(listed, "</sheets>", own),
            rels: _before(archive.text(rels), "</Relationships>", relation),
            _TYPES: _before(archive.text(_TYPES), "</Types>", kind),
            part: text,
        }
    )
    archive.entries.append(zipfile.ZipInfo(part))


def _before(text: str, mark: str, new: str) -> str:
    """Return a text with something new at the end of an element, told by how that closes; an empty one is opened."""
    if mark in text:
        return text.replace(mark, f"{new}{mark}", 1)
    opened, found = re.subn(rf"(<{mark[2:-1]}\b[^<>]*?)\s*/>", lambda one: f"{one[1]}>{new}{mark}", text, count=1)
    if not found:
        raise NotKnown
    return opened
