"""A round's file as a tree, before anybody has looked whether it is one: from a text, or from a workbook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from fazhi_check.findings import Finding, Place
from fazhi_check.source.nodes import Node


class Number(NamedTuple):
    """A cell under a head in which an id should stand and a number does, and the place of its row."""

    place: Place
    text: str
    head: str
    row: Place


class Written(NamedTuple):
    """A round's file as a tree, and what is wrong with it by its form alone.

    `faulty` are the places of rows in which something cannot be read, `numbers` the cells in which an id should stand
    and a number does.
    """

    root: Node
    findings: Sequence[Finding] = ()
    faulty: Collection[Place] = ()
    numbers: Sequence[Number] = ()
