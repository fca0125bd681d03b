"""Takes 送审稿 off a bulletin that an office has edited, and leaves all else in it as it is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any, Final, NamedTuple

from fazhi_check.reports.papers.template import repeatable

MARK: Final = "送审稿"
# What a paragraph says that is the mark and nothing else; beside it stands that of a sample (see digest.papers.facts).
_ALONE: Final = (MARK, f"（{MARK}）", f"({MARK})")
_WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT: Final = "word/document.xml"


class Approved(NamedTuple):
    """A Word file without the mark; whether it was taken off, and whether the word stands in it all the same."""

    raw: bytes
    taken_off: bool
    left: bool


def approved(raw: bytes) -> Approved:
    """Return a bulletin without the mark of one that is still to be approved; what is no Word file stays as it is."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.parser import parse_xml

    try:
        with zipfile.ZipFile(BytesIO(raw)) as old:
            root = parse_xml(old.read(_TEXT))
            others = {name: old.read(name) for name in old.namelist() if name != _TEXT}
    except (zipfile.BadZipFile, KeyError, SyntaxError, RuntimeError):  # none, another kind, broken, with a password
        return Approved(raw, False, False)
    found = [one for one in root.iter(f"{_WORDS}p") if _take_off(one)]
    left = any(MARK in _said(one) for one in root.iter(f"{_WORDS}p"))
    if not found:
        return Approved(raw, False, left)
    return Approved(_zipped({**others, _TEXT: serialize_part_xml(root)}), True, left)


def _said(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{_WORDS}t"))


def _take_off(paragraph: Any) -> bool:
    """Take the mark off a paragraph that is nothing else; tell whether it was one."""
    said = _said(paragraph).strip()
    if said in _ALONE:
        paragraph.getparent().remove(paragraph)
        return True
    if said.endswith(MARK) and said.removesuffix(MARK) == "样稿":
        for number, one in enumerate(paragraph.iter(f"{_WORDS}t")):
            one.text = "" if number else "样稿"
        return True
    return False


def _zipped(members: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as new:
        for name, raw in members.items():
            new.writestr(name, raw)
    return repeatable(held.getvalue())
