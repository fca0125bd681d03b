"""The units of a round (名册): which file is whose, whom a row names, and who stands below whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from fazhi_check.guess import did_you_mean
from fazhi_check.identity import Identity, body_of, identity, plain_name
from fazhi_check.plan.model import Plan
from fazhi_check.round.rows import Member
from fazhi_check.submission.records import Unit
from fazhi_check.submission.values import read_level
from fazhi_check.words import LEVELS, Text

if TYPE_CHECKING:
    from fazhi_check.identity import Named


class Members:
    """The units of a round under a plan, each once, in the office's own order.

    Of rows that name one unit the first counts, the others are `doubles`, each with the first. Units and files go by
    who they are (see identity.identity), rows name them by name.
    """

    def __init__(self, units: Iterable[Member], plan: Plan | None) -> None:
        self.plan = plan
        listed = list(units)
        self._cities = [one.name for one in listed if one.level == "city" and one.body is None]
        self._within: dict[tuple[str, str], list[str]] = {}
        for one in listed:
            if one.within:
                self._within.setdefault((one.level, one.code), []).append(one.within)
        self._known: dict[Identity, Member] = {}
        self.doubles: list[tuple[Member, Member]] = []
        for one in listed:
            first = self._known.setdefault(self._identity(one), one)
            self.doubles += [(one, first)] if first is not one else []

    def __iter__(self) -> Iterator[Member]:
        return iter(self._known.values())

    def of(self, unit: Named) -> Member | None:
        """Return the unit of the round that a file's unit is: by who it is, else by an older name or level of it."""
        return self._known.get(self._identity(unit)) or self._former.get(self._as_written(unit))

    def identity(self, unit: Named) -> Identity:
        """Return who a unit is: one of the round, or that was once called so, as the round has it."""
        member = self.of(unit)
        return self._identity(member or unit)

    def unit(self, member: Member) -> Unit:
        """Return a unit of the round as a file would name it, its body by the plan's id."""
        given = {"name": member.name, "level": member.level, "code": member.code}
        return Unit(**given, **({"body": body_of(member.body, self.plan)} if member.body else {}))

    def unit_named(self, name: str) -> Member | None:
        """Return the one unit that a row means by a name; None where there is none, or several.

        A name counts as it stands, then without its place, then with that of the unit above, then as it once was.
        """
        return next((found[0] for found in self._called(name) if len(found) == 1), None)

    def unknown(self, name: str) -> Text:
        """Return what is to be said of a name that means no unit, or several."""
        found = next(iter(self._called(name)), [])
        if found:
            zh, en = (mark.join(one.name for one in found) for mark in ("、", ", "))
            return Text(
                f"“{name}”在名册里不止一个（{zh}），名称前加写上级单位",
                f"several units go by {name} ({en}): put the unit above before the name",
            )
        near = self.near(name)
        return Text(
            f"名册里没有“{name}”，{near.zh or '请核对名称'}", f"the round has no unit {name}. {near.en}".strip()
        )

    def near(self, name: str) -> Text:
        """Return the question whether a unit with a name near to this one was meant; nothing where none is near."""
        return did_you_mean(name, self.names, "Did you mean")

    @property
    def names(self) -> list[str]:
        """What its units are called."""
        return [one.name for one in self]

    def parent(self, member: Member) -> Member | None:
        """Return the unit right above one, None where the round has none; nobody stands above itself."""
        above = member.within and self.unit_named(member.within)
        return above if above and above is not member else None

    @property
    def above(self) -> dict[str, str]:
        """What the units are called that others name as standing above them, by how they name them."""
        return {one.within: above.name for one in self if one.within and (above := self.parent(one))}

    def circular(self, member: Member) -> bool:
        """Tell whether the units above one lead back to it."""
        seen = [member]
        while above := self.parent(seen[-1]):
            if above is member:
                return True
            if any(above is one for one in seen):
                return False
            seen.append(above)
        return False

    def _identity(self, unit: Named) -> Identity:
        return identity(unit, self.plan, self._places(unit))

    def _places(self, unit: Named) -> Sequence[str]:
        return [*self._cities, *self._within.get((unit.level, unit.code), ())]

    def _as_written(self, unit: Named) -> tuple[str, str, str]:
        return unit.level, unit.code, plain_name(unit.name, self.plan, self._places(unit))

    @cached_property
    def _former(self) -> dict[tuple[str, str, str], Member]:
        """Return the units by level, code and name as they once were, or with a level that they once had."""
        former: dict[tuple[str, str, str], Member] = {}
        for one in self:
            levels, names = _formerly(one)
            for level, name in product((one.level, *levels), (one.name, *names)):
                if (level, name) != (one.level, one.name):
                    former.setdefault(self._as_written(Unit(name=name, level=level, code=one.code)), one)
        return former

    def _called(self, name: str) -> Iterator[list[Member]]:
        """Yield the units that go by a name, by each way to say it."""
        plain = plain_name(name, self.plan, self._cities)
        for called in self._names:
            found = called.get(name) or called.get(plain)
            if found:
                yield found

    @cached_property
    def _names(self) -> list[dict[str, list[Member]]]:
        """The units by their names: as they stand, without their place, with the unit above, and as they once were."""
        ways: list[dict[str, list[Member]]] = [{}, {}, {}, {}]
        for one in self:
            plain, above = plain_name(one.name, self.plan, self._cities), one.within or ""
            named = ([one.name], [plain], [above + one.name, above + plain], _formerly(one)[1])
            for way, names in zip(ways, named, strict=True):
                for name in {*names, *(plain_name(name, self.plan, self._cities) for name in names)}:
                    way.setdefault(name, []).append(one)
        return ways


def _formerly(member: Member) -> tuple[list[str], list[str]]:
    """Return the levels and the names that a unit once had: a word for a level is one, whatever else is a name."""
    levels, names = [], []
    for word in member.formerly:
        level = read_level(word)
        if level in LEVELS:
            levels.append(level)
        else:
            names.append(word)
    return levels, names
