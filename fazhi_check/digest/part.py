"""Which part of the plan was judged, where not all of it was: in the head of every format."""

from __future__ import annotations

from typing import NamedTuple

from fazhi_check.digest.plan import PlanDigest
from fazhi_check.plan.select import Choice
from fazhi_check.sanitize import clean
from fazhi_check.words import GROUPS, Text


class Part(NamedTuple):
    """The part that was chosen, in words; of `applying` targets that the unit is asked `judged` were judged."""

    name: Text
    judged: int
    applying: int

    @property
    def text(self) -> Text:
        """The whole sentence, with both numbers."""
        return Text(
            f"只判定{self.name.zh}的 {self.judged} 项，全部 {self.applying} 项",
            f"only {self.judged} of {self.applying} targets are judged: {self.name.en}",
        )


def part_of(choice: Choice, plan: PlanDigest, judged: int, applying: int) -> Part:
    """Return the part of a plan that was chosen; what the plan does not name goes by its id."""
    zh, en = [], []
    if choice.section:
        heading = plan.heading(choice.section)
        zh.append(f"“{heading.zh}”")
        en.append(f"section {heading.en}")
    if choice.lead:
        lead = clean(choice.lead)
        zh.append(f"{clean(plan.bodies.get(choice.lead, lead))}牵头")
        en.append(f"led by {lead}")
    if choice.group:
        group = GROUPS.get(choice.group) or Text(clean(choice.group), clean(choice.group))
        zh.append(f"{group.zh}类")
        en.append(f"group {group.en}")
    if choice.field:
        field = clean(choice.field)
        zh.append(f"{clean(plan.fields.get(choice.field, field))}领域")
        en.append(f"field {field}")
    return Part(Text("、".join(zh), ", ".join(en)), judged, applying)


def parts_together(parts: list[Part]) -> Part | None:
    """Return the part that the files of a run have in common, with the numbers of all; None where all was judged."""
    if not parts:
        return None
    return parts[0]._replace(judged=sum(one.judged for one in parts), applying=sum(one.applying for one in parts))
