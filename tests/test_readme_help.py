"""The README's help blocks are what the program says: each stands after a comment like `<!-- help: check -->`.

With UPDATE_SNAPSHOTS=1 in the environment they are written anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from helpers.project import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- help:([^\n]*?)-->\n```\w*\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
# Those of the program itself and of its main job at least.
WANTED = ("", "check")


def with_help(page: str, run) -> str:
    """Return the page with the help that the program prints now, at the width of the tests' terminal."""
    return BLOCK.sub(lambda found: found[1] + run(*found[2].split(), "--help").out + found[4], page)


def test_every_help_block_is_what_the_program_says(run):
    page = README.read_text("utf-8")
    fresh = with_help(page, run)
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        README.write_text(fresh, "utf-8")
    assert README.read_text("utf-8") == fresh


@pytest.mark.parametrize("args", WANTED)
def test_the_help_that_everybody_needs_is_there(args):
    assert args in [found[2].strip() for found in BLOCK.finditer(README.read_text("utf-8"))]


def test_no_help_comment_stands_without_its_block():
    page = README.read_text("utf-8")
    assert page.count("<!-- help:") == len(BLOCK.findall(page))


def test_help_at_80_columns_is_the_same_from_a_shell(run):
    shell = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "fazhi_check", "check", "--help"]
    done = subprocess.run(command, env=shell, capture_output=True, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == run("check", "--help").out


@pytest.mark.parametrize("args", WANTED)
def test_a_block_is_filled_with_help(run, args):
    page = f"a\n\n<!-- help: {args} -->\n```text\nold\n```\n\nb\n"
    fresh = with_help(page, run)
    assert "\nold\n" not in fresh
    assert "--help" in fresh
    assert with_help(fresh, run) == fresh
