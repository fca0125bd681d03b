"""Workbooks made to fill the memory or to run for ever: each is refused, or read, in a process that stays small.

What is asserted of time only ends what hangs: GUARD. Memory is that of the process at its largest, the program's own
modules, some 60 MB, among it.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.workbooks import (
    SHEET,
    Bare,
    Raw,
    book,
    changed,
    data,
    letters,
    lines,
    lying,
    packed,
    part,
    sheet,
    squeezed,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is asked for as Linux has it"),
]

GUARD = 60  # seconds
MOST = 300  # MB
# The command in a process of its own, which says at its end how much memory it took.
MEASURED = """
import sys, time
from fazhi_check.cli import main
begun = time.perf_counter()
code = main(sys.argv[1:])
seconds = time.perf_counter() - begun
with open("/proc/self/status") as status:
    most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
print(f"{most:.0f} {seconds:.2f} {code}", file=sys.stderr)
"""
MB = 1_000_000
USUAL = sheet(data(lines()))
OPEN, CLOSE = (piece.encode() for piece in sheet("<sheetData>|</sheetData>").split("|"))


def in_cell(before: bytes, piece: bytes, after: bytes, times: int) -> bytes:
    """Return a workbook with a sheet of one row, that holds a piece so many times."""
    return squeezed([OPEN + b'<row r="1">' + before, piece, after + b"</row>" + CLOSE], times=times)


def rows(first: int, last: int, columns: int, cell: str) -> Iterator[bytes]:
    """Yield rows of cells, all alike but for their places."""
    for row in range(first, last):
        cells = "".join(cell.replace("{r}", f"{letters(column)}{row}") for column in range(columns))
        yield f'<row r="{row}">{cells}</row>'.encode()


def many(pieces: Iterator[bytes]) -> bytes:
    """Return the usual workbook with more rows behind."""
    before, after = (piece.encode() for piece in USUAL.split("</sheetData>"))
    return squeezed([before, *pieces, b"</sheetData>" + after])


def laughs(markup: str) -> str:
    """Return a part with a billion laughs declared before its first element."""
    told = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head, rest = markup.split("?>\n", 1)
    return f"{head}?>\n<!DOCTYPE x [{told}]>{rest}".replace("</", "&a9;</", 1)


def named(**parts: str) -> bytes:
    """Return the usual workbook with other parts."""
    return book(**{f"{name}_xml": content for name, content in parts.items()})


def entries(count: int) -> bytes:
    """Return the usual workbook with so many parts more."""
    return packed(Bare().parts() | {f"xl/media/{number}.png": "" for number in range(count)})


def start(name: str, inside: str = "") -> bytes:
    """Return how a part begins."""
    return part(name, f"{inside}|").split("|")[0].encode()


NOISE = random.Random(1).randbytes(2_000).hex()  # does not pack well
SPACE = b" " * MB
WORD = ("长" * 330_000).encode()
# What makes each, and the words of its finding; None where it is read like the usual sheet.
BOMBS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a text of 300 MB": (
        lambda: in_cell(b'<c r="A1" t="inlineStr"><is><t>', WORD, b"</t></is></c>", 300),
        "FZ105",
        "超过",
    ),
    "a shared text of 15 MB": (
        lambda: squeezed([start("sst", "<si><t>"), WORD, b"</t></si></sst>"], "xl/sharedStrings.xml", 15),
        "FZ105",
        "一段文字的字数超过",
    ),
    "a text of 15 MB": (
        lambda: in_cell(b'<c r="A1" t="inlineStr"><is><t>', WORD, b"</t></is></c>", 15),
        "FZ105",
        "一段文字的字数超过",
    ),
    "a formula of 15 MB": (lambda: in_cell(b'<c r="A1"><f>', b"1+" * 500_000, b"1</f></c>", 15), "FZ105", "字数超过"),
    "an attribute of 15 MB": (lambda: in_cell(b'<c r="A1" x="', SPACE, b'"/>', 15), "FZ105", "字数超过"),
    "a comment of 15 MB": (lambda: in_cell(b"<!--", b">" * MB, b"-->", 15), "FZ105", "字数超过"),
    "an instruction of 15 MB": (lambda: in_cell(b"<?x ", b">" * MB, b"?>", 15), "FZ105", "字数超过"),
    "blanks between cells": (lambda: in_cell(b"", SPACE, b"", 19), "FZ101", "没有找到填报的表"),
    "zeros of 1 GB": (lambda: squeezed([b"", bytes(MB), b""], times=1000), "FZ105", "解压后的字节数超过"),
    "zeros of 190 MB beside": (lambda: squeezed([b"", bytes(MB), b""], "xl/media/1.bmp", 190), "FZ105", "压缩倍数超过"),
    "elements ever deeper": (lambda: in_cell(b"", b"<x>" * 100_000, b"", 60), "FZ105", "嵌套层数超过"),
    "elements without end": (lambda: in_cell(b"", b"<x/>" * 100_000, b"", 45), "FZ105", "单元格数超过"),
    "cells without end": (lambda: many(rows(20, 30_000, 10, '<c r="{r}"><v>1</v></c>')), "FZ105", "单元格数超过"),
    "texts without end": (
        lambda: squeezed(
            [start("sst"), f"<si><t>{NOISE}{'x' * 36_000}</t></si>".encode(), b"</sst>"], "xl/sharedStrings.xml", 600
        ),
        "FZ105",
        "解压后的字节数超过",
    ),
    "a million styles": (
        lambda: squeezed(
            [start("styleSheet", "<cellXfs>"), b'<xf numFmtId="1"/>' * 1000, b"</cellXfs></styleSheet>"],
            "xl/styles.xml",
            1000,
        ),
        "FZ105",
        "单元格样式数超过",
    ),
    "a hundred thousand parts": (lambda: entries(100_000), "FZ105", "工作簿里的文件数超过"),
    "a value in the last cell of all": (
        lambda: book(
            data(lines()).replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
        ),
        "FZ105",
        "有内容的最大行号超过",
    ),
    "a value in the last column": (
        lambda: book(data([*lines(), [Raw('<c r="XFD12"><v>1</v></c>')]])),
        "FZ105",
        "有内容的最大列号超过",
    ),
    "a billion laughs in a sheet": (lambda: Bare({"填报": laughs(USUAL)}).packed(), "FZ101", "实体声明"),
    "a billion laughs among the texts": (
        lambda: named(sharedStrings=laughs(part("sst", "<si><t></t></si>"))),
        "FZ101",
        "实体声明",
    ),
    "a billion laughs among the styles": (
        lambda: named(styles=laughs(part("styleSheet", "<a></a>"))),
        "FZ101",
        "实体声明",
    ),
    "a billion laughs in the list of sheets": (
        lambda: named(workbook=laughs(part("workbook", "<sheets></sheets>"))),
        "FZ101",
        "实体声明",
    ),
    "an entity from outside": (
        lambda: Bare(
            {
                "填报": USUAL.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>').replace(
                    "甲市", "&a;"
                )
            }
        ).packed(),
        "FZ101",
        "实体声明",
    ),
    "a size that lies": (lambda: lying(book(), SHEET, 700), "FZ101", "读不完整"),
    "a size that is told too large": (lambda: lying(book(), SHEET, 3_000_000_000), "FZ105", "解压后的字节数超过"),
    "merged cells without end": (
        lambda: squeezed(
            [
                USUAL.replace("</worksheet>", "<mergeCells>").encode(),
                b'<mergeCell ref="A30:XFD1048576"/>' * 1000,
                b"</mergeCells></worksheet>",
            ],
            times=400,
        ),
        "",
        "",
    ),
    "merged cells that all hold something": (lambda: merged(20_000), "", ""),
    "hidden columns without end": (
        lambda: book(before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 100_000 + "</cols>"),
        "",
        "",
    ),
    "a million cells with a format": (lambda: many(rows(20, 65_000, 15, '<c r="{r}" s="2"/>')), "", ""),
    "a format in the last cell of all": (
        lambda: book(
            data(lines()).replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
        ),
        "",
        "",
    ),
    "a number of 400 digits": (
        lambda: book(data(changed("1.2.1-01", 存在问题=Raw(f"<c{{r}}><v>{'9' * 400}</v></c>")))),
        "FZ105",
        "一个数的位数超过",
    ),
    "a number beyond all numbers": (
        lambda: book(data(changed("1.2.1-01", 存在问题=Raw("<c{r}><v>1E999</v></c>")))),
        "",
        "",
    ),
    "an id of 40,000 digits": (
        lambda: book(data([*lines(), ["9" * 40_000, None, "推进中"]])),
        "FZ205",
        "规划里没有编号",
    ),
    "ids without end": (
        lambda: book(data(lines([(f"9.9.9-{number}", None, "推进") for number in range(20_000)]))),
        "FZ105",
        "一层的键数超过",
    ),
    "notes on one target without end": (
        lambda: book(data(lines([("1.1.1-02", None, "推进中", f"第{number}次") for number in range(20_000)]))),
        "FZ105",
        "一层的键数超过",
    ),
    "evidence without end": (
        lambda: book(data(lines([(*["1.1.1-02", *[None] * 3], "文件", f"通知{number}") for number in range(20_000)]))),
        "FZ105",
        "内容项数超过",
    ),
    "ten thousand sheets of one part": (
        lambda: named(
            workbook=part(
                "workbook",
                "<sheets>" + "".join(f'<sheet name="{n}" r:id="rId1"/>' for n in range(10_000)) + "</sheets>",
            )
        ),
        "FZ101",
        "的内容不在里面",
    ),
}


def merged(count: int) -> bytes:
    """Return the usual workbook with so many merged cells in two columns beside, that all hold something."""
    cells = [f'<row r="{row}"><c r="T{row}"><v>1</v></c></row>' for row in range(20, 20 + 2 * count, 2)]
    areas = "".join(f'<mergeCell ref="T{row}:U{row + 1}"/>' for row in range(20, 20 + 2 * count, 2))
    inside = data(lines()).replace("</sheetData>", "".join(cells) + "</sheetData>")
    return book(inside, after=f"<mergeCells>{areas}</mergeCells>")


def measured(raw: bytes, folder: Path) -> tuple[dict[str, Any], float, float]:
    """Return what the command says of a workbook as JSON, the memory it took in MB, and its seconds."""
    (folder / "bomb.xlsx").write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "bomb.xlsx", "--plan", str(SMALL), "-f", "json"],
        cwd=folder,
        timeout=GUARD,
        capture_output=True,
        check=True,
    )
    most, seconds, _ = done.stderr.decode().split()
    return json.loads(done.stdout), float(most), float(seconds)


def verdicts(file: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what became of each target."""
    return [(one["target"], one["verdict"]) for one in file["assessments"]]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command says of the usual workbook."""
    [file] = measured(book(), tmp_path_factory.mktemp("usual"))[0]["files"]
    return file


@pytest.mark.parametrize("name", BOMBS)
def test_it_neither_fills_the_memory_nor_hangs(name, tmp_path, usual):
    make, code, words = BOMBS[name]
    report, most, _ = measured(make(), tmp_path)
    [file] = report["files"]
    errors = [one for one in file["findings"] if one["severity"] == "error"]
    assert [one["code"] for one in errors] == ([code] if code else [])
    assert words in "".join(one["message"] for one in errors)
    assert most < MOST
    if not code:
        assert verdicts(file) == verdicts(usual)
