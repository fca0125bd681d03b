"""docs/round.md keeps its word: its commands run in their order, and print what it shows.

With UPDATE_SNAPSHOTS=1 in the environment what is printed is written anew where it is shown whole.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from helpers.project import ROOT
from helpers.running import Ran
from helpers.walk import DOES, FIRST, PART, SECOND

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PATH, IMAGES = ROOT / "docs" / "round.md", ROOT / "docs" / "images"
PAGE = PATH.read_text("utf-8")
CUT = "……"


def walked(run: Run, here: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Do what the page says, in its order; yield each part that shows a text, with the one there is."""
    said = ""
    for part in PART.finditer(PAGE):
        if part["does"]:
            DOES[part["does"]](here)
        elif part["file"]:
            yield part, (here / part["file"]).read_text("utf-8")
        elif part["language"] == "sh":
            said = "".join(done(line, run) for line in part["text"].splitlines())
        elif part["language"]:
            yield part, said


def written_anew(told: Sequence[tuple[re.Match[str], str]]) -> str:
    """Return the page with what there is wherever it shows the whole of it."""
    page = PAGE
    for part, printed in reversed(told):
        if CUT not in part["text"]:
            page = page[: part.start("text")] + printed + page[part.end("text") :]
    return page


def done(line: str, run: Run) -> str:
    """Run a command of the page; return what it prints."""
    name, *words = shlex.split(line)
    assert name == "fazhi-check", line
    ran = run(*(word for word in words if word != "--open"))
    assert ran.code in (0, 1), (line, ran.err)
    return ran.out + ran.err


def test_the_commands_run_in_their_order_and_print_what_is_shown(run: Run, here: Path) -> None:
    told = list(walked(run, here))
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        PATH.write_text(written_anew(told), "utf-8")
    for part, printed in told if PATH.read_text("utf-8") == PAGE else ():
        lines = iter(printed.splitlines())
        shown = [line for line in part["text"].splitlines() if line != CUT]
        assert [line for line in shown if not any(line == one for one in lines)] == [], printed
    for folder, least in ((FIRST, 10), (SECOND, 8)):
        assert (
            len([one for one in (here / folder / "定稿" / "文书").rglob("*.docx") if one.stat().st_size > 4000])
            >= least
        )
    assert not list(here.rglob("*.yaml")) or [one.name for one in here.rglob("*.yaml")] == ["测评标准.yaml"] * 2


def test_every_step_of_a_round_is_walked() -> None:
    steps = {words.split()[2] for words in re.findall(r"^fazhi-check round .*$", PAGE, re.MULTILINE)}
    assert steps == {"new", "hand-out", "status", "check", "papers", "freeze"}
    assert {part["does"] for part in PART.finditer(PAGE) if part["does"]} == {*DOES}


def test_every_picture_is_shown_small_and_told_in_words() -> None:
    shown = dict(re.findall(r"!\[([^\]]*)\]\(images/round/(\S+)\)", PAGE))
    assert {*shown.values()} == {path.name for path in (IMAGES / "round").glob("*.png")}
    assert all(len(words) > 8 for words in shown)
    for path in (IMAGES / "round").glob("*.png"):
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size < 150_000, path
