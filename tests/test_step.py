"""Several files written as one step: all or none, wherever the program is ended, and whoever comes next understands it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.killed import ended_at

from fazhi_check.source import step
from fazhi_check.source.step import STEP, finish_step, write_step

pytestmark = pytest.mark.slow


OLD = {"结果/页.html": b"old page", "核定单.xlsx": b"old sheet"}
NEW = {"结果/页.html": b"new page", "结果/报告.json": b"{}", "核定单.xlsx": b"new sheet", "定稿/一/二.txt": b"deep"}
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process to kill")


def contents(folder: Path) -> dict[str, bytes]:
    """Return what files there are in a folder, a step's own apart."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(STEP)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an earlier result."""
    write_step(str(tmp_path), OLD)
    return tmp_path


def test_a_step_writes_all_its_files_and_nothing_else(folder):
    write_step(str(folder), NEW)
    assert contents(folder) == OLD | NEW
    assert not (folder / STEP).exists()


@posix
def test_a_program_that_is_killed_anywhere_leaves_all_or_none(tmp_path):
    outcomes = set()
    for number in range(100):
        folder = tmp_path / str(number)
        write_step(str(folder), OLD)
        came = ended_at(number, lambda folder=folder: write_step(str(folder), NEW))
        finish_step(str(folder))
        assert contents(folder) in (OLD, OLD | NEW)
        assert not (folder / STEP).exists()
        outcomes.add(len(contents(folder)))
        if not came:
            break
    assert outcomes == {len(OLD), len(OLD | NEW)}


@posix
def test_finishing_may_be_killed_too(tmp_path):
    for number in range(100):
        folder = tmp_path / str(number)
        write_step(str(folder), OLD)
        ended_at(12, lambda folder=folder: write_step(str(folder), NEW))
        came = ended_at(number, lambda folder=folder: finish_step(str(folder)))
        finish_step(str(folder))
        assert contents(folder) == OLD | NEW
        if not came:
            break


@pytest.mark.parametrize("number", range(8))
def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(folder, monkeypatch, number):
    real, calls = os.replace, iter(range(1_000))

    def refuse(source: str, target: str) -> None:
        if next(calls) == number:
            raise PermissionError(13, "busy", target)
        real(source, target)

    monkeypatch.setattr(step.os, "replace", refuse)
    try:
        write_step(str(folder), NEW)
    except PermissionError:
        assert contents(folder) == OLD
    else:
        assert contents(folder) == OLD | NEW


def test_what_cannot_be_drafted_changes_nothing(folder):
    def fail(_path: str) -> None:
        raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        write_step(str(folder), {**NEW, "x": fail})
    assert contents(folder) == OLD
    assert not (folder / STEP).exists()
