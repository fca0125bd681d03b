"""The tree of a YAML text: scalars, mappings and sequences, each with the place where it stands.

`size` counts the node and all below it, an alias as often as it is used.
"""

from __future__ import annotations

from typing import TypeAlias

from fazhi_check.findings import Place


class Scalar:
    """A single value by its written text; None is YAML's null (an unquoted ~, null or nothing at all)."""

    __slots__ = ("place", "size", "text")

    def __init__(self, place: Place, text: str | None) -> None:
        self.place, self.text, self.size = place, text, 1


class Mapping:
    """Pairs of key and value in the order of the text."""

    __slots__ = ("pairs", "place", "size")

    def __init__(self, place: Place, pairs: list[tuple[Node, Node]] | None = None) -> None:
        self.place, self.pairs, self.size = place, pairs if pairs is not None else [], 1


class Sequence:
    """The items of a list."""

    __slots__ = ("_given", "items", "place", "size")

    def __init__(self, place: Place) -> None:
        self.place, self.size = place, 1
        self.items: list[Node] = []
        self._given: list[Node] | None = None

    @property
    def given(self) -> list[Node]:
        """The items without nulls, which count as absent; asked for when the list is whole."""
        if self._given is None:
            self._given = [item for item in self.items if not (isinstance(item, Scalar) and item.text is None)]
        return self._given


Node: TypeAlias = Scalar | Mapping | Sequence
