"""What can be found: a finding with its place, and which findings are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from fazhi_check.codes import CODES, Code, Severity
from fazhi_check.sanitize import clean
from fazhi_check.words import Lang, Sentence, Text


class Place(NamedTuple):
    """Where something stands in a text: line and column, both counted from 1.

    In a workbook it is a cell of a `sheet`: its row is the line, the number of its column the column.
    """

    line: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """It as the people who fill in sheets call it, as 填报!E12; empty for a place in a text.

        A sheet may be called anything: its name comes as one line, with everything to be seen.
        """
        return f"{clean(self.sheet) or '?'}!{letters_of(self.column)}{self.line}" if self.sheet else ""

    @property
    def at(self) -> str:
        """It as it follows a path: `:line:column`, or a blank and the cell."""
        return f" {self.cell}" if self.sheet else f":{self.line}:{self.column}"

    @property
    def aside(self) -> Text:
        """The cell in brackets, as it stands behind the number of its row; nothing for a place in a text."""
        return Text(f"（{self.cell}）", f" ({self.cell})") if self.sheet else Text("", "")

    @property
    def data(self) -> dict[str, int | str]:
        """It as data: line and column, and the cell where it is one."""
        return {"line": self.line, "column": self.column, **({"cell": self.cell} if self.sheet else {})}

    @property
    def near(self) -> str:
        """It as it follows a path where the line is enough: `:line`, or a blank and the cell."""
        return f" {self.cell}" if self.sheet else f":{self.line}"


def letters_of(column: int) -> str:
    """Return what spreadsheets call a column, counted from 1: A to Z, then AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


Path: TypeAlias = tuple[str | int, ...]


class Found(NamedTuple):
    """What a rule finds, before anybody has looked up where it stands.

    A `path` leads from the top of a file down, as ("entries", "3.3.2-05", "evidence", 0, "date"); where it leads
    further than the text does, the last place on its way counts. What is found stands at the value there, or with
    `on_key` at its key. `place` is given where the finder went through the text itself. `lacks` is the key that is
    missing there: in a sheet it has a cell of its own, which is empty.
    """

    data: Mapping[str, object] = {}
    path: Path = ()
    target: str | None = None
    on_key: bool = False
    place: Place | None = None
    lacks: str = ""

    @property
    def cell_path(self) -> Path:
        """The path that leads to its cell in a sheet: what is missing there has an empty one of its own."""
        return (*self.path, self.lacks) if self.lacks else self.path

    def placed(self, code: str, place: Place | None) -> "Finding":
        """Return it as a finding of a code at a place."""
        return Finding(code, place, self.data, self.target)


class Finding(NamedTuple):
    """One thing found in one file, ready to be said in either language.

    `target` is the id of the target it concerns, `file` the file's name where a folder is read as a whole. One that is
    `known` was accepted in an earlier run and fails no gate.
    """

    code: str
    place: Place | None
    data: Mapping[str, object] = {}
    target: str | None = None
    file: str = ""
    known: bool = False

    @property
    def meaning(self) -> Code:
        """What its code stands for."""
        return CODES[self.code]

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.meaning.severity

    @property
    def at(self) -> str:
        """Where it stands, as it follows a path: `:line:column`, nothing without a place."""
        return self.place.at if self.place else ""

    @property
    def sentence(self) -> Sentence:
        """The code's template filled with this finding's data."""
        return Sentence(self.meaning.message, self.data)

    @property
    def content(self) -> dict[str, object]:
        """What it says apart from line numbers and words of explanation: the same in every language and place."""
        return self.meaning.lasting(self.sentence.plain("en"))

    def __str__(self) -> str:
        return f"{self.code} {self.message('zh')}"

    def message(self, lang: Lang = "zh") -> str:
        """Return what is wrong and what to write instead, in `lang`."""
        return self.sentence.say(lang)


class Unusable(ValueError):
    """Something that cannot be used as a whole, with the findings that say why; its text is Chinese.

    `path` is the file or folder; a finding that names a file of its own means one in that folder.
    """

    def __init__(self, path: str, findings: Sequence[Finding]) -> None:
        super().__init__(path, findings)  # both, so that it can come from another process
        self.path, self.findings = path, findings

    def __str__(self) -> str:
        return self.message("zh")

    def message(self, lang: Lang = "zh") -> str:
        """Return a line for each finding: where, which code, what is wrong and what to write instead."""
        return "\n".join(listed(self.path, one, lang) for one in self.findings)


class BadFile(ValueError):
    """A file beside what is checked that cannot be used; `text` says which, where in it, and why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)  # so that it can come from another process
        self.text = text


class Clash(BadFile):
    """Files beside what is checked that do not go together: two standards that fit one unit."""


def listed(path: str, one: Finding, lang: Lang) -> str:
    """Return a finding as a line: path:line:column CODE message."""
    name = f"{path.rstrip('/')}/{one.file}" if one.file else path
    return f"{name}{one.at} {one.code} {one.message(lang)}"


class Selection(NamedTuple):
    """Which codes are wanted."""

    codes: frozenset[str] = frozenset(CODES)

    def takes(self, code: str) -> bool:
        """Tell whether a code is wanted."""
        return code in self.codes


EVERYTHING = Selection()


def selection(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Selection:
    """Return the codes that begin as one of `select` does (all if there is none) and as none of `ignore` does."""
    taken = named_by(select) if select else EVERYTHING.codes
    return Selection(taken - named_by(ignore))


def named_by(beginnings: Iterable[str]) -> frozenset[str]:
    """Return the codes that begin as one of some words does: people write FZ3 for a whole family."""
    return frozenset(code for word in beginnings for code in CODES if code.startswith(word))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and place, sheet by sheet, then code; those without a place come last."""
    return sorted(findings, key=_order)


def _order(one: Finding) -> tuple[str, bool, str, int, int, str]:
    line, column, sheet = one.place or Place(0, 0)
    return one.file, one.place is None, sheet, line, column, one.code
