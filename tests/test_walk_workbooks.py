"""Which workbooks a run checks: those in folders too, but never a ledger, and nothing is passed over in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.running import Ran
from helpers.sheets import workbook

Run = Callable[..., Ran]
FORM = workbook(["编号", "状态"], [["3.3.2-05", "推进中"]])


def _with_mark(book: Any, _sheet: Any) -> None:
    book.add_worksheet("_fazhi_ledger").hide()


LEDGER = workbook(["编号", "状态"], [["3.3.2-05", "推进中"]], more=_with_mark)


@pytest.fixture
def folder(here: Path) -> Path:
    made = here / "回收"
    made.mkdir()
    return made


def checked(done: Ran) -> list[str]:
    return [one["path"] for one in done.json["files"]]


def test_a_folder_stands_for_its_workbooks_too(run: Run, folder: Path) -> None:
    for name in ("a.xlsx", "b.XLSM", "~$a.xlsx", ".c.xlsx"):
        (folder / name).write_bytes(FORM)
    assert checked(run("回收", "-f", "json")) == ["回收/a.xlsx", "回收/b.XLSM"]


@pytest.mark.parametrize("named", ["回收", "回收/台账.xlsx"])
def test_a_ledger_is_passed_over_with_a_note(run: Run, folder: Path, named: str) -> None:
    (folder / "台账.xlsx").write_bytes(LEDGER)
    done = run(named, "-f", "json")
    assert (done.code, checked(done)) == (3, [])
    assert "回收/台账.xlsx：这是输出的台账，不是填报，没有检查" in done.err
    assert "result ledger" in run(named, "--lang", "en").err


def test_a_ledger_beside_submissions_leaves_them_alone(run: Run, folder: Path) -> None:
    (folder / "台账.xlsx").write_bytes(LEDGER)
    (folder / "a.xlsx").write_bytes(FORM)
    assert checked(run("回收", "-f", "json")) == ["回收/a.xlsx"]


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.ods"])
def test_what_other_programs_wrote_is_named(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xd0\xcf\x11\xe0")
    done = run("回收")
    assert done.code == 3
    assert f"回收/{name}：没有检查：不是 .xlsx" in done.err


def test_patterns_hold_for_workbooks(run: Run, folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(FORM)
    (folder / "b.xlsx").write_bytes(FORM)
    (folder / ".gitignore").write_text("b.xlsx\n", "utf-8")
    assert checked(run("回收", "-f", "json")) == ["回收/a.xlsx"]
    assert checked(run("回收", "-f", "json", "--no-gitignore", "--exclude", "a.xlsx")) == ["回收/b.xlsx"]
