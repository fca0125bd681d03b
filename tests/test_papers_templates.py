"""The shipped templates as Word files: what Word asks of their inner order, which other programs do not mind."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers.project import ROOT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The children of elements in the order of ECMA-376, part 1 (17.3 to 17.15), as far as templates use them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr shd tabs snapToGrid spacing ind jc rPr sectPr",
    "rPr": "rFonts b bCs color spacing w kern position sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols vAlign titlePg docGrid",
    "tblBorders": "top left bottom right insideH insideV",
    "pBdr": "top left bottom right between",
    "style": "name basedOn next qFormat pPr rPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "font": "altName panose1 charset family pitch",
}
_ORDERS = {name: listed.split() for name, listed in ORDER.items()}
TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))


def parts(path: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield every part of a Word file with its name."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield name, ElementTree.fromstring(archive.read(name))


def misplaced(element: ElementTree.Element) -> Iterator[str]:
    """Yield every element whose children stand in another order than the standard's."""
    for one in element.iter():
        order = _ORDERS.get(one.tag.removeprefix(_W))
        names = [child.tag.removeprefix(_W) for child in one]
        # Headers and footers are named in any order, before all else.
        found = [0 if name == "footerReference" else order.index(name) for name in names] if order else []
        if found != sorted(found):
            yield f"{one.tag.removeprefix(_W)}: {' '.join(names)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_word_finds_everything_in_its_order(path: Path) -> None:
    assert {name: found for name, part in parts(path) if (found := list(misplaced(part)))} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_style_that_is_used_is_there(path: Path) -> None:
    listed = dict(parts(path))
    known = {one.get(f"{_W}styleId") for one in listed["word/styles.xml"].iter(f"{_W}style")}
    used = {one.get(f"{_W}val") for part in listed.values() for one in part.iter(f"{_W}pStyle")}
    assert used <= known


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_table_ends_a_cell_or_runs_into_another(path: Path) -> None:
    """Word takes a table at the end of a cell for a broken file, and two in a row for one."""
    for _, part in parts(path):
        for parent in part.iter():
            tags = [child.tag.removeprefix(_W) for child in parent]
            after = [tags[at + 1 : at + 2] for at, name in enumerate(tags) if name == "tbl"]
            assert all(found in (["p"], ["sectPr"]) for found in after)


_MAKE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from papers import PAPERS
for name, made in PAPERS.items():
    (Path(sys.argv[2]) / f"{name}.docx").write_bytes(made())
"""


def test_the_templates_are_what_their_code_makes(tmp_path: Path) -> None:
    """`make templates` writes them; how well they are packed may differ from machine to machine."""
    command = [sys.executable, "-B", "-c", _MAKE, str(ROOT / "packaging" / "templates"), str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)
    assert sorted(one.name for one in tmp_path.iterdir()) == [one.name for one in TEMPLATES]
    for path in TEMPLATES:
        assert members(tmp_path / path.name) == members(path), f"{path.name}: make templates"


def members(path: Path) -> dict[str, bytes]:
    """Return what is in a Word file, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
