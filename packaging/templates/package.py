"""The parts of a Word file around its text: written out here, so that nothing of another program's own template is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final, NamedTuple

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES: Final = f'xmlns:w="{W}" xmlns:r="{_R}"'
# Of every member of the file: equal text, equal bytes.
_DAY: Final = (1980, 1, 1, 0, 0, 0)


class Piece(NamedTuple):
    """A header or footer: its relation to the text, by which a section names it, and what stands in it."""

    rel: str
    kind: str  # header or footer
    body: str


def packed(body: str, styles: str, fonts: str, pieces: Sequence[Piece], title: str) -> bytes:
    """Return a Word file: its text with the sections in it, styles, table of fonts, headers and footers, title."""
    members = {
        "[Content_Types].xml": _types(pieces),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml"), "rId2": _CORE}),
        "docProps/core.xml": _core(title),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(_of_text(pieces)),
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/fontTable.xml": f"<w:fonts {SPACES}>{fonts}</w:fonts>",
        "word/settings.xml": f"<w:settings {SPACES}>{_SETTINGS}</w:settings>",
    }
    for number, one in enumerate(pieces, 1):
        tag = "ftr" if one.kind == "footer" else "hdr"
        members[f"word/{one.kind}{number}.xml"] = f"<w:{tag} {SPACES}>{one.body}</w:{tag}>"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, (_HEAD + text).encode("utf-8"))
    return held.getvalue()


_CORE: Final = ("metadata/core-properties", "docProps/core.xml")
# Chinese punctuation may hang, pages differ left and right, and the grid holds also beside Latin letters.
_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
    "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _types(pieces: Sequence[Piece]) -> str:
    parts = {"document": "document.main", "styles": "styles", "fontTable": "fontTable", "settings": "settings"}
    parts |= {f"{one.kind}{number}": one.kind for number, one in enumerate(pieces, 1)}
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{named}</Types>"
    )


def _of_text(pieces: Sequence[Piece]) -> dict[str, tuple[str, str]]:
    found = {f"rId{at}": (name, f"{name}.xml") for at, name in enumerate(("styles", "fontTable", "settings"), 1)}
    return found | {one.rel: (one.kind, f"{one.kind}{number}.xml") for number, one in enumerate(pieces, 1)}


def _relations(listed: Mapping[str, tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{rel}" Type="{_PACKAGE if "/" in kind else _R}{"/relationships" if "/" in kind else ""}/{kind}" '
        f'Target="{target}"/>'
        for rel, (kind, target) in listed.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )
