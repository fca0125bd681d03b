"""What a draft is made of: the passages of a text under their headings, and the commitments found in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from fazhi_check.plan.model import Force, Heading, Proof, Role
from fazhi_check.source.prose import Piece
from fazhi_check.words import Level


class Passage(NamedTuple):
    """The text under one heading: what will be an item, with the headings above it.

    `headings` are the titles from the chapter down to its own, without numbers; `sentences` are pieces of the closed-up
    text of the source (source/prose.py), headings left out.
    """

    section: str
    item: str
    headings: tuple[str, ...]
    sentences: tuple[Piece, ...]
    heading: Heading = "printed"


class Drafted(NamedTuple):
    """One commitment found, as guessed: `anchors` stand verbatim in its sentence, 4 to 24 characters each.

    `why` says in a few Chinese words by which rule it was read so: it stands beside its draft mark and goes with it.
    `note` is what the text says besides and stays: 约束性. `measure` holds the keys of a plan's measure as they are
    written (kind, at_least, unit ...), None for goals and principles. `due` maps the days that the text itself names for
    it to what is asked by then.
    """

    title: str
    anchors: tuple[str, ...]
    role: Role = "task"
    force: Force = "shall"
    measure: Mapping[str, object] | None = None
    due: Mapping[date, str] = {}
    applies_to: tuple[Level, ...] = ()
    lead: tuple[str, ...] = ()
    kinds: tuple[Proof, ...] = ("document",)
    proofs: int = 1
    condition: str | None = None
    why: str = ""
    note: str = ""


class Background(NamedTuple):
    """A sentence that asks nothing: a short verbatim anchor in it, and the reason in one line."""

    anchor: str
    reason: str


Reading: TypeAlias = Drafted | Background
