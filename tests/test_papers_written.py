"""Papers as files: whole or not at all, the same bytes for the same input, and none of them says when it was made."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from helpers.killed import ended_at
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from helpers.submissions import MIXED, submission

pytestmark = pytest.mark.slow
Run = Callable[..., Ran]
UNITS = {"天山区": "650102", "沙依巴克区": "650103", "新市区": "650104", "水磨沟区": "650105"}
OUT = ("letters:函", "notice:核对单", "bulletin:通报.docx")


@pytest.fixture
def office(here: Path) -> Path:
    """A round of four counties, of which one has not reported, each in another file."""
    units = [{"name": name, "level": "county", "code": code} for name, code in UNITS.items()]
    head = {"plan": "small", "title": "2024年第三季度调度", "as_of": "2024-11-15", "issuer": "市委依法治市办"}
    (here / "r.yaml").write_text(json.dumps({**head, "units": units}, ensure_ascii=False), "utf-8")
    for name, code in list(UNITS.items())[:3]:
        text = submission(MIXED, "2024-11-15", name=name, level="county", code=code)
        (here / f"{name}.yaml").write_text(text, "utf-8")
    return here


def command(*more: str, round_: bool = True, files: tuple[str, ...] = ()) -> list[str]:
    """Return the arguments that write every paper."""
    given = files or tuple(f"{name}.yaml" for name in list(UNITS)[:3])
    outputs = [word for one in OUT for word in ("-o", one)]
    return [*given, "--plan", str(SMALL), *(["--round", "r.yaml"] if round_ else []), *outputs, "-q", *more]


def papers(folder: Path) -> dict[str, bytes]:
    """Return every paper in a folder, by its path."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*.docx"))}


def clear(folder: Path) -> None:
    """Remove what was written."""
    for name in ("函", "核对单"):
        for one in sorted((folder / name).rglob("*"), reverse=True):
            one.rmdir() if one.is_dir() else one.unlink()
        if (folder / name).is_dir():
            (folder / name).rmdir()
    (folder / "通报.docx").unlink(missing_ok=True)


def alone(folder: Path, arguments: list[str], **world: str) -> dict[str, bytes]:
    """Return the papers that a process of its own writes, and remove them."""
    clear(folder)
    world = {**os.environ, "PYTHONPATH": str(ROOT), **world}
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_check", *arguments], cwd=folder, env=world, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr.decode("utf-8", "replace")
    found = papers(folder)
    clear(folder)
    return found


def test_another_zone_seed_and_order_of_files_give_the_same_bytes(office: Path) -> None:
    first = alone(office, command(), TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    assert len(first) == 9
    files = tuple(f"{name}.yaml" for name in list(UNITS)[2::-1])
    assert alone(office, command(files=files), TZ="America/Los_Angeles", PYTHONHASHSEED="77", LC_ALL="C") == first
    assert alone(office, command("--jobs", "2"), PYTHONHASHSEED="3") == first


def test_without_a_round_too(office: Path) -> None:
    first = alone(office, command(round_=False), PYTHONHASHSEED="1")
    assert len(first) == 7
    assert alone(office, command(round_=False), TZ="Asia/Tokyo", PYTHONHASHSEED="2") == first


def test_no_paper_says_when_or_by_whom_it_was_made(run: Run, office: Path) -> None:
    run(*command())
    for raw in papers(office).values():
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        told = {one.tag.rpartition("}")[2]: one.text for one in Tree.fromstring(core)}
        assert {name for name, text in told.items() if text} == {"title"}


def test_ended_at_any_moment_every_paper_that_is_there_is_whole(run: Run, office: Path) -> None:
    run(*command())
    whole = papers(office)
    clear(office)
    number = 0
    while ended_at(number, lambda: run(*command())):
        found = papers(office)
        assert found.items() <= whole.items()
        again = run(*command("--replace", "--letter", "文号=〔2024〕5号"))
        assert again.code == 1, again.err
        after = papers(office)
        assert after.keys() == whole.keys()
        assert all(after[name] != whole[name] for name in whole if not name.startswith("核对单"))
        assert "有人改过" not in again.err
        assert not list(office.rglob(".fazhi-check-step"))
        clear(office)
        number += 1
    assert number > 12
    assert papers(office) == whole


def test_a_paper_that_cannot_be_written_leaves_what_was_there(run: Run, office: Path) -> None:
    run(*command())
    before = papers(office)
    again = run(*command("--replace", "--template", "通报:r.yaml"))
    assert again.code == 2
    assert papers(office)["通报.docx"] == before["通报.docx"]
