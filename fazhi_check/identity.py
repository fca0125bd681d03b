"""Who a unit is, wherever it is named: in files, rounds, earlier reports and lists (DESIGN, section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from fazhi_check.plan.model import Plan
from fazhi_check.words import wide

if TYPE_CHECKING:
    from typing import Protocol

    class Named(Protocol):
        """A unit, wherever it was read."""

        @property
        def name(self) -> str:
            """What it is called."""

        @property
        def level(self) -> str:
            """Its level."""

        @property
        def code(self) -> str:
            """Its division code."""

        @property
        def body(self) -> str | None:
            """Its body."""


# Level, division code, body and name; body and name are empty where they tell nothing apart.
Identity: TypeAlias = tuple[str, str, str, str]
# Several units of these levels share a division's code.
_BY_NAME = ("department", "township")
_OF_THE_CITY = "市"


def identity(unit: Named, plan: Plan | None, places: Iterable[str] = ()) -> Identity:
    """Return who a unit is: its level, code and body, and its name where these do not tell it from others.

    `places` are the names that may stand before its own (see plain_name). Bodies go by the plan's ids.
    """
    named = unit.body is not None or unit.level in _BY_NAME
    name = plain_name(unit.name, plan, places) if named else ""
    return unit.level, unit.code, body_of(unit.body, plan) or "", name


def plain_name(name: str, plan: Plan | None, places: Iterable[str] = ()) -> str:
    """Return a name without blanks, with full-width brackets, and without the place that it may begin with.

    乌鲁木齐市司法局, 市司法局 and 司法局 are one: the place is the plan's jurisdiction or one of `places`, or 市. Several may
    stand before a name, as in 乌鲁木齐市天山区司法局. The plain name is for comparing only: of 市场监管局, which begins with that
    sign itself, it is 场监管局 however it was written.
    """
    plain = _written(name)
    jurisdiction = [plan.jurisdiction.name] if plan and plan.jurisdiction else []
    before = (*_longest_first((*jurisdiction, *places)), _OF_THE_CITY)
    while place := next((one for one in before if plain.startswith(one) and plain != one), None):
        plain = plain.removeprefix(place)
    return plain


@lru_cache(maxsize=256)  # every unit of a round is held against the same places
def _longest_first(places: tuple[str, ...]) -> list[str]:
    return sorted({_written(one) for one in places} - {""}, key=len, reverse=True)


def _written(name: str) -> str:
    return wide("".join(name.split()))


def body_of(body: str | None, plan: Plan | None) -> str | None:
    """Return a body under the plan's own name for it, as it was given where the plan does not have it."""
    if body is None or plan is None or body in plan.bodies:
        return body
    return {wide(name): own for own, name in plan.bodies.items()}.get(wide(body), body)
