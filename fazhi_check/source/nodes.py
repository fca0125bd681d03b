"""The tree of a YAML text: scalars, mappings and sequences, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from fazhi_check.findings import Place


@dataclass(slots=True)
class Scalar:
    """A single value by its written text; None is YAML's null (an unquoted ~, null or nothing at all)."""

    place: Place
    text: str | None
    size: int = 1


@dataclass(slots=True)
class Mapping:
    """Pairs of key and value in the order of the text."""

    place: Place
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class Sequence:
    """The items of a list."""

    place: Place
    items: list[Node] = field(default_factory=list)
    size: int = 1


Node: TypeAlias = Scalar | Mapping | Sequence
