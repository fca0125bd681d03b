"""How a report is shown: one file a format. A format never decides, and a rule never prints.

Each format of text is a module of this package with `render(digest, out, view)`, which lays out the digest of a run on
a text stream; `FORMATS` is the list of them. `BOOKS` are those that are files of bytes and never a stream: their modules
have `render(digest, view)`. `FOLDERS` are those that are a file for each unit. A module is imported when its format is
asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from fazhi_check.digest.run import Digest
    from fazhi_check.reports.view import View

# Each format with the module of this package that writes it.
_MODULES = {
    "table": "text.table",
    "summary": "text.summary",
    "concise": "text.concise",
    "markdown": "text.markdown",
    "html": "web",
    "csv": "data.csv",
    "json": "data.json",
    "jsonl": "data.jsonl",
    "junit": "data.junit",
    "sarif": "data.sarif",
    "github": "data.github",
    "gitlab": "data.gitlab",
}
FORMATS = tuple(_MODULES)
# The same of formats that are files of their own kind, which only -o writes.
_BOOK_MODULES = {"xlsx": "office", "bulletin": "papers.bulletin"}
BOOKS = tuple(_BOOK_MODULES)
# The same of formats that are a file for each unit, in a folder.
_FOLDER_MODULES = {"letters": "papers.letters", "notice": "papers.notice"}
FOLDERS = tuple(_FOLDER_MODULES)
# Formats that follow the terminal: its encoding, width and colour. The others are UTF-8 whatever the terminal.
SCREEN = ("table", "summary", "concise")
# Formats for which the counts of each file are enough.
BRIEF = frozenset({"summary"})
# Formats that take one file after another: none is held while the next is written.
STREAMED = frozenset({"jsonl"})
# The format that has counts by code where they are asked for.
COUNTING = "concise"
# Formats for services that look a file up in its repository: they name it from its top.
FROM_TOP = frozenset({"sarif", "github", "gitlab", "junit"})


class Renderer(Protocol):
    """What every format of text has."""

    def render(self, digest: Digest, out: TextIO, view: View) -> None:
        """Write the report."""


def renderer(name: str) -> Renderer:
    """Return the module of a format in FORMATS."""
    return cast("Renderer", import_module(f"fazhi_check.reports.{_MODULES[name]}"))


class Binder(Protocol):
    """What every format has that is a file of bytes."""

    def render(self, digest: Digest, view: View) -> bytes:
        """Return the whole file."""


def binder(name: str) -> Binder:
    """Return the module of a format in BOOKS."""
    return cast("Binder", import_module(f"fazhi_check.reports.{_BOOK_MODULES[name]}"))


class Filer(Protocol):
    """What every format has that is a file for each unit."""

    def render(self, digest: Digest, view: View) -> dict[str, bytes]:
        """Return the files by their names in a folder."""


def filer(name: str) -> Filer:
    """Return the module of a format in FOLDERS."""
    return cast("Filer", import_module(f"fazhi_check.reports.{_FOLDER_MODULES[name]}"))
