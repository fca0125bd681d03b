"""What can be found: a finding, its severity, and the registry of codes that the rules fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from fazhi_check.words import Lang, Sentence, Text


class Severity(StrEnum):
    """How bad a finding is; an error of FZ1 to FZ3 makes a file invalid."""

    error = "error"
    warning = "warning"
    note = "note"


# What passes in a finding's data: numbers of lines, the day of the report, and words that explain.
_PASSING = frozenset({"line", "advice", "hint", "why", "guess", "slip", "what", "as_of"})


class Place(NamedTuple):
    """Where something stands in a text: line and column, both counted from 1."""

    line: int
    column: int


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
    def rule(self) -> Rule:
        """The rule that the code stands for."""
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return self.rule.severity

    @property
    def at(self) -> str:
        """Where it stands, as it follows a path: `:line:column`, nothing without a place."""
        return f":{self.place.line}:{self.place.column}" if self.place else ""

    @property
    def sentence(self) -> Sentence:
        """The rule's template filled with this finding's data."""
        return Sentence(self.rule.message, self.data)

    @property
    def content(self) -> dict[str, object]:
        """What it says apart from line numbers and words of explanation: the same in every language and place."""
        return {key: value for key, value in self.sentence.plain("en").items() if key not in _PASSING}

    def message(self, lang: Lang) -> str:
        """Return what is wrong and what to write instead, in `lang`."""
        return self.sentence.say(lang)


class Rule(NamedTuple):
    """A code with its severity, message template, the function that looks and the page that explains.

    The page is the function's docstring, four parts between lines of dashes: Chinese, English, an example that is
    reported and one that is not.
    """

    code: str
    severity: Severity
    message: Text
    look: Callable[..., Iterable[Finding]]

    @property
    def examples(self) -> tuple[str, str]:
        """An example in YAML that the rule reports, and one that it does not."""
        _, _, reported, not_reported = self._parts()
        return reported, not_reported

    def prose(self, lang: Lang) -> str:
        """Return what the rule finds and what to do about it, each paragraph on one line."""
        zh, en, _, _ = self._parts()
        between, text = ("", zh) if lang == "zh" else (" ", en)
        return "\n\n".join(between.join(paragraph.splitlines()) for paragraph in text.split("\n\n"))

    def page(self, lang: Lang) -> str:
        """Return the rule's page: its prose, then the examples, indented."""
        from textwrap import indent

        parts = [self.prose(lang)]
        for heading, example in zip(EXAMPLE_HEADINGS, self.examples, strict=True):
            parts += [heading.say(lang), indent(example, "    ")]
        return "\n\n".join(parts)

    def _parts(self) -> list[str]:
        import inspect

        parts = [part.strip() for part in (inspect.getdoc(self.look) or "").split("\n---\n")]
        # Python drops docstrings where it is told to (-OO): the page is empty then.
        return [*parts, "", "", "", ""][:4]


EXAMPLE_HEADINGS = (Text("会报告：", "Reported:"), Text("不会报告：", "Not reported:"))
RULES: dict[str, Rule] = {}


def codes_of_files() -> list[str]:
    """Return the codes that a file may have; those of plans (FZ7) are another matter."""
    return sorted(code for code in RULES if not code.startswith("FZ7"))


class Selection(NamedTuple):
    """Which codes are wanted: those with a prefix in `select` (all if empty) and none in `ignore`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        """Tell whether a code is wanted."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))


Look = TypeVar("Look", bound=Callable[..., Iterable[Finding]])


def rule(code: str, severity: Severity, *, zh: str, en: str) -> Callable[[Look], Look]:
    """Register the decorated function as the rule of `code`; its docstring is the rule's page."""

    def register(look: Look) -> Look:
        RULES[code] = Rule(code, severity, Text(zh, en), look)
        return look

    return register


EVERYTHING = Selection()


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and place, then code; those without a place come last."""
    return sorted(findings, key=lambda f: (f.file, f.place is None, f.place or Place(0, 0), f.code))
