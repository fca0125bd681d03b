"""Choosing some of a plan's targets: by section, group, lead, level, kind of measure, or words."""

from typing import NamedTuple

from fazhi_check.plan.model import Aim, Plan, Target


class Choice(NamedTuple):
    """What to keep; None keeps all. `section` also takes an item, `words` looks in id, titles, anchors and note."""

    section: str | None = None
    group: str | None = None
    lead: str | None = None
    level: str | None = None
    measure: str | None = None
    words: str | None = None
    field: str | None = None

    def keeps(self, target: Target) -> bool:
        """Tell whether a target is chosen."""
        return (
            (self.section is None or self.section in (target.section, target.item))
            and (self.group is None or self.group == target.group)
            and (self.lead is None or self.lead in target.lead)
            and (self.level is None or self.level in target.applies_to)
            and (self.measure is None or self.measure == target.measure.kind)
            and (self.field is None or self.field == target.field)
            and (self.words is None or self.words.casefold() in _words(target))
        )

    def keeps_aim(self, aim: Aim) -> bool:
        """Tell whether a goal or principle is chosen: one has neither group nor measure nor field."""
        return (
            (self.section is None or self.section in (aim.section, aim.item))
            and (self.lead is None or self.lead in aim.lead)
            and (self.level is None or self.level in aim.applies_to)
            and (self.words is None or self.words.casefold() in _words(aim))
            and (self.group, self.measure, self.field) == (None, None, None)
        )


ALL = Choice()


def select(plan: Plan, choice: Choice) -> Plan:
    """Return the plan with only the chosen targets."""
    return plan._replace(
        targets=tuple(target for target in plan.targets if choice.keeps(target)),
        aims=tuple(aim for aim in plan.aims if choice.keeps_aim(aim)),
    )


def _words(target: Target | Aim) -> str:
    return "\n".join([target.id, target.title, target.title_en, *target.anchors, target.note or ""]).casefold()
