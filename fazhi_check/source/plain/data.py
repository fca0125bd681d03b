"""Plain data as the quick readers give it: dicts, lists and texts, with places for its first two levels only."""

from typing import Any, NamedTuple

from fazhi_check.findings import Path, Place


class Mark(NamedTuple):
    """A key of the first or second level, and where it stands; line and column count from 1."""

    level: int
    key: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Its line and column."""
        return Place(self.line, self.column)


class Data(NamedTuple):
    """The mapping that a text holds, with the keys of its first two levels in their order.

    `nulls` are its pairs with nothing for a value.
    """

    root: dict[str, Any]
    marks: list[Mark]
    nulls: list[tuple[dict[str, Any], str]]

    def places(self) -> dict[Path, Place]:
        """Return the place of each key of the first two levels, by its path."""
        places: dict[Path, Place] = {}
        top = ""
        for mark in self.marks:
            top = mark.key if mark.level == 1 else top
            places[(mark.key,) if mark.level == 1 else (top, mark.key)] = mark.place
        return places
