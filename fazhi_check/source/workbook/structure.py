"""What a workbook is made of: its sheets by name with the parts that hold them, its day zero, its strings and styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from posixpath import dirname, join, normpath
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi_check.source.composer import Refused
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.workbook.markup import Attributes, Scan, local
from fazhi_check.source.workbook.package import Package, broken
from fazhi_check.version import FORM_MARK, LEDGER_MARK, REVIEW_MARK, ROUND_MARK
from fazhi_check.words import Text

Kind: TypeAlias = Literal["form", "ledger", "round", "reviews"]
MARKS: Final[Mapping[str, Kind]] = {
    FORM_MARK: "form",
    LEDGER_MARK: "ledger",
    ROUND_MARK: "round",
    REVIEW_MARK: "reviews",
}
TRUE: Final = ("1", "true", "on")


class Listed(NamedTuple):
    """A sheet as the workbook lists it: its name, whether it is hidden, and the part that holds its cells."""

    name: str
    hidden: bool
    part: str


class Structure(NamedTuple):
    """The sheets with cells in their order, whether days are counted from 1904, the parts of strings and styles."""

    sheets: tuple[Listed, ...]
    from_1904: bool
    strings: str | None
    styles: str | None


class _Links(Scan):
    """The relations of one part: what it is linked to inside the workbook, by id, with the last word of the type.

    A target outside the workbook is left out: it is never followed.
    """

    def __init__(self, package: Package, owner: str) -> None:
        folder, base = dirname(owner), owner.rpartition("/")[2]
        super().__init__(package, join(folder, "_rels", f"{base}.rels"))
        self.by_id: dict[str, tuple[str, str]] = {}
        self._folder = folder
        if self.part in package:
            self.run()

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {"Relationship": self._link}

    def _link(self, attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        inside = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
        self.by_id[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], inside)

    def first(self, kind: str) -> str | None:
        """Return the first part of a kind that is linked to."""
        return next((part for one, part in self.by_id.values() if one == kind), None)


def linked(package: Package, part: str, kind: str) -> str | None:
    """Return the first part of a kind that another is linked to. Raises Refused where the links are damaged."""
    return _Links(package, part).first(kind)


class _Contents(Scan):
    """The list of sheets in the workbook's main part."""

    def __init__(self, package: Package, part: str) -> None:
        super().__init__(package, part)
        self.from_1904 = False
        self.sheets: list[tuple[str, bool, str]] = []

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {"workbookPr": self._properties, "sheet": self._sheet}

    def _properties(self, attributes: Attributes) -> None:
        self.from_1904 = attributes.get("date1904", "") in TRUE

    def _sheet(self, attributes: Attributes) -> None:
        link = next((value for key, value in attributes.items() if local(key) == "id"), "")
        hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((attributes.get("name", ""), hidden, link))


def structure_of(package: Package) -> Structure:
    """Return what a workbook is made of. Raises Refused where it is none, or damaged."""
    contents = _contents(package)
    links = _Links(package, contents.part)
    return Structure(
        tuple(_sheets(contents.sheets, links, package)),
        contents.from_1904,
        links.first("sharedStrings"),
        links.first("styles"),
    )


def _contents(package: Package) -> _Contents:
    main = _Links(package, "").first("officeDocument") or "xl/workbook.xml"
    if main not in package or not main.lower().endswith(".xml") or "word/" in main or "ppt/" in main:
        package.refuse_others()
    contents = _Contents(package, main)
    contents.run()
    return contents


def _sheets(listed: Iterable[tuple[str, bool, str]], links: _Links, package: Package) -> Iterable[Listed]:
    """Yield the sheets that have cells: no charts, and none of the macros of old."""
    seen = set[str]()
    for name, hidden, link in listed:
        kind, part = links.by_id.get(link, ("worksheet", ""))
        if kind != "worksheet":
            continue
        if part not in package or part in seen:
            broken(Text(f"工作表“{name}”的内容不在里面", f"the content of the sheet {name} is missing"))
        seen.add(part)
        yield Listed(name, hidden, part)


def kind_of(raw: bytes, limits: Limits = DEFAULT) -> Kind | None:
    """Tell a form and a ledger of ours by a hidden sheet's name, without reading a sheet; None for all else."""
    try:
        contents = _contents(Package(raw, limits))
    except Refused:
        return None
    return next((MARKS[name] for name, _, _ in contents.sheets if name in MARKS), None)
