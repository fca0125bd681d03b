"""What needs review by an office (DESIGN, section 12): one predicate for lists of reviews, papers and points."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from fazhi_check.outcome import CLAIMS

if TYPE_CHECKING:
    from typing import Protocol

    class Judgement(Protocol):
        """What decides of a judgement whether it needs review."""

        @property
        def verdict(self) -> str:
            """The verdict."""

        @property
        def reported(self) -> object:
            """The stage or number reported."""

        @property
        def support(self) -> str | None:
            """What its entry rests on."""

    class Told(Protocol):
        """A finding with the target it concerns."""

        @property
        def code(self) -> str:
            """Its code."""

        @property
        def target(self) -> str | None:
            """The target."""


_CONTRADICTIONS = ("FZ306", "FZ311")


def contradicted(findings: Iterable[Told]) -> set[str]:
    """Return the targets whose entries contradict themselves or another one."""
    return {one.target for one in findings if one.code in _CONTRADICTIONS and one.target}


def review_of(one: Judgement, target: str, contradictions: Collection[str]) -> str | None:
    """Return why a judgement needs review: what it was judged, a last step that rests on statements, a contradiction.

    None where it needs none.
    """
    if one.verdict in ("met", "unproven", "exempt"):
        return one.verdict
    if one.reported == "done" and one.support in CLAIMS:
        return "claim"
    return "contradiction" if target in contradictions else None
