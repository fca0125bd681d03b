"""docs/any-plan.md keeps its word: its commands run in their order, and print what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

from helpers.project import ROOT
from helpers.running import Ran

Run = Callable[..., Ran]
PAGE = (ROOT / "docs" / "any-plan.md").read_text("utf-8")
EXAMPLES = ROOT / "targets" / "examples" / "example-province", ROOT / "submissions" / "examples"
PART = re.compile(
    r"<!-- does: (?P<does>\S+) -->|(?:<!-- (?:file: (?P<file>\S+)|part of: (?P<of>\S+)|(?P<vary>numbers vary)) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CUT = "……"
# What a reader does between the commands.
DOES: dict[str, Callable[[Path], object]] = {
    "原文": lambda here: shutil.copy(EXAMPLES[0] / "source.txt", here / "原文.txt"),
    "回收": lambda here: shutil.copytree(EXAMPLES[1], here / "回收"),
    "报告": lambda here: shutil.copy(EXAMPLES[1] / "example-city-2023.txt", here / "报告.txt"),
}


def test_the_commands_run_in_their_order_and_print_what_is_shown(run: Run, here: Path) -> None:
    said = ""
    for part in PART.finditer(PAGE):
        if part["does"]:
            DOES[part["does"]](here)
        elif part["file"]:
            (here / part["file"]).write_text(part["text"], "utf-8")
        elif part["language"] == "sh":
            said = "".join(printed(line, run) for line in part["text"].splitlines())
        else:
            said = (here / part["of"]).read_text("utf-8") if part["of"] else said
            lines = iter(compared(said, part["vary"]).splitlines())
            shown = [line for line in compared(part["text"], part["vary"]).splitlines() if line != CUT]
            assert [line for line in shown if not any(line == one for one in lines)] == [], said


def compared(text: str, vary: str | None) -> str:
    """Return a text as it is held against another: how much is drafted from a text may change with every better rule."""
    return re.sub(r"\d+", "0", text) if vary else text


def printed(line: str, run: Run) -> str:
    """Run a command of the page; return what it prints."""
    name, *words = shlex.split(line)
    assert name == "fazhi-check", line
    ran = run(*words)
    assert ran.code in (0, 1), (line, ran.err)
    return ran.out + ran.err


def test_all_that_is_done_between_is_on_the_page() -> None:
    assert {part["does"] for part in PART.finditer(PAGE) if part["does"]} == {*DOES}
