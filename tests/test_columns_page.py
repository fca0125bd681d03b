"""The page of the columns of a sheet: docs/columns.md is what the program prints, and it leaves no head out."""

from __future__ import annotations

from collections.abc import Callable

from helpers.project import ROOT
from helpers.running import Ran

from fazhi_check.submission.sheet.columns import COLUMN_OF, COLUMNS, DOUBTFUL, LABEL_OF, PARTS
from fazhi_check.submission.sheet.signs import head_of, is_person

Run = Callable[..., Ran]
PAGE = (ROOT / "docs" / "columns.md").read_text("utf-8")


def test_the_page_in_docs_is_what_the_program_prints(run: Run) -> None:
    comment, _, page = PAGE.partition("\n\n")
    assert comment.startswith("<!--")
    assert page == run("explain", "columns").out


def test_every_head_label_and_sheet_stands_in_it() -> None:
    cells = {word.strip(" *") for row in PAGE.split("\n") if row.startswith("|") for word in row.split("|")}
    words = {word for cell in cells for word in cell.split("、")}
    assert {*COLUMN_OF, *LABEL_OF, *PARTS, *DOUBTFUL} <= words


def test_every_column_says_what_belongs_in_it() -> None:
    rows = [row.split(" | ") for row in PAGE.split("\n") if row.startswith("| **")]
    told = {head.strip("|* "): holds for head, holds, *_ in rows[: len(COLUMNS)]}
    assert all(told[column.head].endswith("。") for column in COLUMNS)


def test_the_heads_it_advises_instead_of_an_unclear_one_are_known() -> None:
    assert "完成时间" not in COLUMN_OF
    assert COLUMN_OF["完成日期"].key == "done_on"
    assert COLUMN_OF["完成时限"].use == "shown"


def test_the_heads_it_tells_of_persons_are_of_persons() -> None:
    told = PAGE.partition("（表头以")[2].partition("结尾的）")[0].split("、")
    assert all(is_person(head_of(f"某{word}")) for word in told)
