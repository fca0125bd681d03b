"""What a report says of the plan: its names, its headings, its phases."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from fazhi_check.digest.words import joined, same
from fazhi_check.plan.model import Phase, Plan, phases_on
from fazhi_check.words import Text


class PlanDigest(NamedTuple):
    """A plan as reports name it; one that is only known from a saved report has neither headings nor phases.

    `reading` is what of it is our reading of its words. `place` is whom it binds, `headings` go by section and item, `order` gives each target its position, `size` is the
    number of its targets. Every phase has its first day.
    """

    id: str
    hash: str
    name: Text
    edition: str | None
    size: int
    order: Mapping[str, int]
    headings: Mapping[str, Text] = {}
    place: str = ""
    phases: tuple[Phase, ...] = ()
    bodies: Mapping[str, str] = {}
    fields: Mapping[str, str] = {}
    reading: Text | None = None

    @property
    def against(self) -> Text:
        """Its title with its edition."""
        zh, en = (f"（{self.edition}）", f" ({self.edition})") if self.edition else ("", "")
        return Text(self.name.zh + zh, self.name.en + en)

    @property
    def cited(self) -> str:
        """Its Chinese title as papers cite it, with its edition behind: 《…规划》（征求意见稿）."""
        return f"《{self.name.zh}》" + (f"（{self.edition}）" if self.edition else "")

    def heading(self, part: str) -> Text:
        """Return number and title of a section or item; the number alone where the plan gives no title."""
        return self.headings.get(part) or same(part)

    def running(self, day: date) -> Text | None:
        """Return the phases in force on a day, the next deadline first; nothing of a plan without phases."""
        if not self.phases:
            return None
        parts = [_running(phase, day) for phase in phases_on(self.phases, day)]
        return joined(parts, " · ") if parts else Text("不在任何阶段之内", "outside every phase")


def _running(phase: Phase, day: date) -> Text:
    days = (phase.deadline - day).days
    if not days:
        return Text(f"{_stage(phase)} {phase.deadline} 今日到期", f"phase {phase.id} due today, {phase.deadline}")
    return Text(
        f"{_stage(phase)} {phase.deadline} 到期，还有 {days} 天",
        f"phase {phase.id} due {phase.deadline}, {days} days left",
    )


def _stage(phase: Phase) -> str:
    """Return the title of a phase as that of a stage: one that ends in 阶段 says so itself."""
    return f"{phase.title.removesuffix('阶段')}阶段"


def accepted(phase: Phase) -> Text:
    """Return which phase is under acceptance."""
    return Text(
        f"阶段验收 {phase.title}，按时限 {phase.deadline} 判定",
        f"acceptance of phase {phase.id}, judged as of its deadline {phase.deadline}",
    )


def plan_digest(plan: Plan) -> PlanDigest:
    """Return what reports say of a plan."""
    parts = [part for section in plan.sections for part in (section.id, *(item.id for item in section.items))]
    return PlanDigest(
        plan.id,
        plan.hash,
        Text(plan.name("zh"), plan.name("en")),
        plan.edition,
        plan.size + len(plan.aims),
        plan.order,
        {part: Text(plan.heading(part, "zh"), plan.heading(part, "en")) for part in parts},
        plan.jurisdiction.name if plan.jurisdiction else "",
        plan.dated_phases,
        plan.bodies,
        {field.id: field.title for field in plan.fields},
        _reading(plan),
    )


def _reading(plan: Plan) -> Text | None:
    """Return what is read out of a plan that asks for breakthroughs in fields: it speaks of fields, not of their tasks."""
    stages = plan.groups.get("focus", {})
    phase = next((phase for phase in plan.dated_phases if stages.get(phase.id) == "substantial"), None)
    if phase is None or not plan.fields:
        return None
    day, clause = phase.deadline, plan.fields[0].source
    year_end = (day.month, day.day) == (12, 31)
    by = Text(f"{day.year} 年底", f"the end of {day.year}") if year_end else same(str(day))
    return Text(
        f"领域内任务到 {by.zh}取得突破，是对规划 {clause} 的读法".replace("  ", " "),
        f"that each task of a field is to show a breakthrough by {by.en} is a reading of {clause}",
    )
