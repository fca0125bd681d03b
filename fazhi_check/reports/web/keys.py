"""Short keys by which the page's own script knows sections, units and categories: no name of theirs stands in it."""

from __future__ import annotations

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.words import bracketed
from fazhi_check.words import LEVELS, Lang, Text


class Keys:
    """Short keys for the sections, units and categories of a page, in the order they are met."""

    def __init__(self, lang: Lang = "zh", stands: RoundDigest | None = None) -> None:
        self.sections: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.categories: dict[str, str] = {}
        self._of_file: dict[str, tuple[str, str]] = {}
        for one in stands.units if stands else ():
            keys = (self.unit(_label(one, lang)), self.category(one.category))
            for file in (one.file, one.shown):
                if file:
                    self._of_file[file.path] = keys
        self._lang: Lang = lang

    def unit(self, label: str) -> str:
        """Return the key of a unit."""
        return self.units.setdefault(label, f"u{len(self.units) + 1}")

    def section(self, heading: str) -> str:
        """Return the key of a section."""
        return self.sections.setdefault(heading, f"s{len(self.sections) + 1}")

    def category(self, name: str | None) -> str:
        """Return the key of a category; nothing without one."""
        return self.categories.setdefault(name, f"g{len(self.categories) + 1}") if name else ""

    def member(self, one: UnitDigest) -> tuple[str, str]:
        """Return the keys of a unit of the round, and of its category."""
        return self.unit(_label(one, self._lang)), self.category(one.category)

    def file(self, one: FileDigest) -> tuple[str, str]:
        """Return the keys of a file's unit, and of the category that the round gives it."""
        known = self._of_file.get(one.path)
        label = bracketed(one.name, one.level).say(self._lang) if one.unit else one.name
        return known or (self.unit(label), "")


def _label(one: UnitDigest, lang: Lang) -> str:
    level, code = LEVELS[one.unit.level], one.unit.code
    return bracketed(one.name, Text(f"{level.zh} {code}", f"{level.en} {code}")).say(lang)
