"""The book of the rules: each code with the page that explains it, which is the docstring of its rule.

A page has four parts between lines of dashes: Chinese, English, an example that is reported and one that is not.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from textwrap import indent
from typing import NamedTuple

from fazhi_check.codes import CODES, Code
from fazhi_check.words import Lang, Text

EXAMPLE_HEADINGS = (Text("会报告：", "Reported:"), Text("不会报告：", "Not reported:"))


# The rooms where the rules of a subject stand: one is entered when its page is asked for.
_ROOMS: dict[str, tuple[str, ...]] = {
    "file": (
        "rules.file",
        "rules.form",
        "rules.consistency",
        "rules.points",
        "rules.evidence",
        "rules.progress",
        "rules.claims",
    ),
    "run": ("rules.run",),
    "waivers": ("rules.lists",),
    "closings": ("rules.closings",),
    "known": ("rules.lists",),
    "round": ("rules.round",),
    "plan": tuple(f"plan.rules.{room}" for room in ("frame", "ids", "words", "targets", "measures", "dates", "drafts")),
    "standard": ("round.standard.faults",),
}


class RulePage(NamedTuple):
    """A code with its page."""

    code: Code

    @property
    def look(self) -> Callable[..., object]:
        """The function that looks for it. Raises KeyError where there is none."""
        for room in _ROOMS[self.code.subject]:
            rules: dict[str, Callable[..., object]] = import_module(f"fazhi_check.{room}").RULES
            if self.code.name in rules:
                return rules[self.code.name]
        raise KeyError(self.code.name)

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

    def title(self, lang: Lang) -> str:
        """Return what the rule finds, in a sentence without its end."""
        return self.prose(lang).partition("\n\n")[0].removesuffix("。").removesuffix(".")

    def page(self, lang: Lang) -> str:
        """Return the rule's page: its prose, then the examples, indented."""
        parts = [self.prose(lang)]
        for heading, example in zip(EXAMPLE_HEADINGS, self.examples, strict=True):
            parts += [heading.say(lang), indent(example, "    ")]
        return "\n\n".join(parts)

    def _parts(self) -> list[str]:
        zh, en, reported, not_reported = (part.strip() for part in _docstring(self.look).split("\n---\n"))
        return [zh, en, reported, not_reported]


def _docstring(look: Callable[..., object]) -> str:
    """Return a function's docstring, from its source where Python was told to drop docstrings (-OO)."""
    if look.__doc__ is not None:
        return inspect.cleandoc(look.__doc__)
    import ast

    function = ast.parse(inspect.getsource(look)).body[0]
    return ast.get_docstring(function) or "" if isinstance(function, ast.FunctionDef) else ""


BOOK: dict[str, RulePage] = {name: RulePage(code) for name, code in CODES.items()}
