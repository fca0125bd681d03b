"""docs/suggest.md keeps its word: its commands run in their order, print what it shows, and write what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from helpers.project import ROOT
from helpers.running import Ran
from test_any_plan import CUT, compared, printed

Run = Callable[..., Ran]
PAGE = (ROOT / "docs" / "suggest.md").read_text("utf-8")
PART = re.compile(
    r"<!-- does: (?P<does>\S+) -->"
    r"|(?:<!-- (?:file: (?P<file>\S+)|in: (?P<inside>\S+)|(?P<vary>numbers vary)|shown: (?P<shown>\w+)) -->\n)?"
    r"```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
MARKED = "  3.3.2-05:\n    待确认: 是  # 核对后删去这一行\n    状态:"


def confirm(path: Path) -> None:
    """Do what a person does with an entry that is right."""
    text = path.read_text("utf-8")
    assert MARKED in text
    path.write_text(text.replace(MARKED, "  3.3.2-05:\n    状态: 推进中"), "utf-8")


def test_the_commands_run_in_their_order_and_print_what_is_shown(run: Run, here: Path) -> None:
    said = ""
    for part in PART.finditer(PAGE):
        if part["does"]:
            confirm(here / "示例市.yaml")
        elif part["file"]:
            (here / part["file"]).write_text(part["text"], "utf-8")
        elif part["inside"]:
            assert part["text"] in (here / part["inside"]).read_text("utf-8")
        elif part["language"] == "sh":
            said = "".join(printed(line, run) for line in part["text"].splitlines())
        elif part["shown"]:
            assert keys_of(json.loads(part["text"])) <= keys_of(json.loads(said))
        else:
            lines = iter(compared(said, part["vary"]).splitlines())
            shown = [line for line in compared(part["text"], part["vary"]).splitlines() if line != CUT]
            assert [line for line in shown if not any(line == one for one in lines)] == [], said


def keys_of(data: object, path: str = "") -> set[str]:
    """Return the keys of JSON data, each with those above it."""
    if isinstance(data, list):
        return {key for one in data for key in keys_of(one, path)}
    if not isinstance(data, dict):
        return set()
    inner = {key for name, one in data.items() for key in keys_of(one, f"{path}.{name}")}
    return {f"{path}.{name}" for name in data} | inner
