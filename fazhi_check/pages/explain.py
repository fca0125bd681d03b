"""What stands behind a code or a target: the rule's page, or clause, duties by phase, lead, evidence, an example."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.pages.describe import bodies, brief_measure, deadlines, evidence, scope
from fazhi_check.plan.model import Plan, Target
from fazhi_check.reports.text.page import Page
from fazhi_check.rules.book import RulePage
from fazhi_check.rules.form import takes
from fazhi_check.words import EVIDENCE_KINDS, FORCES, KEYS_ZH, SEVERITIES, STATUSES, Text


def render_rule(rule: RulePage, page: Page) -> None:
    """Print the page of a code."""
    page.line((f"{rule.code.name} ", "bold"), f"({page.say(SEVERITIES[rule.code.severity])})")
    for paragraph in rule.page(page.view.lang).split("\n\n"):
        page.blank()
        if paragraph.startswith(" "):
            for line in paragraph.splitlines():
                page.emit(line)
        else:
            page.line(paragraph)


def render_target(target: Target, plan: Plan, page: Page) -> None:
    """Print all that the plan says on one target, and an entry to copy."""
    page.line((f"{target.id} ", "bold"), (target.name(page.view.lang), "bold"))
    for name, value in facts(target, plan):
        label = page.fit(page.say(name), 12)
        page.line(label + page.say(value), indent=2)
    page.blank()
    page.line((page.say(Text("填报示例", "Example entry")), "bold"))
    for line in example(target, page.view.lang == "zh"):
        page.emit(line)


def facts(target: Target, plan: Plan) -> Iterator[tuple[Text, Text]]:
    """Yield what is known of a target: a name and a value for each line."""
    yield Text("依据", "Clause"), Text(plan.heading(target.item, "zh"), plan.heading(target.item, "en"))
    anchors = " / ".join(f"“{anchor}”" for anchor in target.anchors)
    yield Text("原文锚文", "Anchors"), Text(anchors, anchors)
    yield Text("衡量方式", "Measure"), brief_measure(target)
    yield Text("约束力", "Force"), FORCES[target.force]
    if target.condition:
        yield Text("前提", "Condition"), Text(target.condition, target.condition)
    yield Text("时限", "Deadlines"), deadlines(target)
    yield Text("适用", "Applies to"), scope(target, plan)
    yield Text("责任主体", "Lead"), bodies(target, plan)
    yield Text("佐证", "Evidence"), evidence(target)
    if target.note:
        yield Text("说明", "Note"), Text(target.note, target.note)


def example(target: Target, zh: bool) -> Iterator[str]:
    """Yield the lines of an entry to copy, with places to fill in."""

    def name(key: str) -> str:
        return KEYS_ZH[key] if zh else key

    kind = next(iter(target.evidence.kinds), "document")
    yield f"  {target.id}:"
    values = {
        "value": "98.5",
        "covered": "37",
        "total": "40",
        "progress": None,
        "by_unit": "{…: 6}",
        "by_year": "{2022: 2}",
    }
    for key in takes(target):
        if values[key] and not (key == "value" and "covered" in takes(target)):
            yield f"    {name(key)}: {values[key]}"
    if not any(values[key] for key in takes(target)):
        status = "under_way" if target.measure.kind == "standing" else "done"
        yield f"    {name('status')}: {STATUSES[status].zh if zh else status}"
    if target.measure.kind == "milestone":
        yield f"    {name('done_on')}: 2022-12"
    yield f"    {name('evidence')}:"
    shown = EVIDENCE_KINDS[kind].zh if zh else kind
    yield f"      - {{{name('kind')}: {shown}, {name('title')}: ……, {name('date')}: 2022-12-01}}"
