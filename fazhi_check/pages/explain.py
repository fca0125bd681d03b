"""What stands behind a code, a word or a target: the rule's page, or clause, duties by phase, lead, evidence, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi_check.pages import glossary
from fazhi_check.pages.describe import bodies, brief_measure, deadlines, evidence, remarks, scope
from fazhi_check.pages.glossary import Word
from fazhi_check.pages.samples import sample
from fazhi_check.plan.model import Aim, Phase, Plan, Target
from fazhi_check.reports.text.page import Page
from fazhi_check.rules.book import RulePage
from fazhi_check.rules.form import takes
from fazhi_check.words import EVIDENCE_KINDS, FORCES, KEYS_ZH, SEVERITIES, STATUSES, Lang, Text


def _in_brackets(word: Text) -> Text:
    return Text(f"（{word.zh}）", f" ({word.en})")


def render_rule(rule: RulePage, page: Page) -> None:
    """Print the page of a code."""
    page.line((rule.code.name, "bold"), page.say(_in_brackets(SEVERITIES[rule.code.severity])))
    for paragraph in rule.page(page.view.lang).split("\n\n"):
        page.blank()
        if paragraph.startswith(" "):
            for line in paragraph.splitlines():
                page.emit(line)
        else:
            page.line(paragraph)


def render_target(target: Target | Aim, plan: Plan, page: Page) -> None:
    """Print all that the plan says on one target, and an entry to copy; of a goal or principle how it is treated."""
    page.line((f"{target.id} ", "bold"), (target.name(page.view.lang), "bold"))
    _print_facts(facts(target, plan), page)
    if isinstance(target, Aim):
        return
    page.blank()
    page.line((page.say(Text("填报示例", "Example entry")), "bold"))
    for line in example(target, plan, page.view.lang):
        page.emit(line)


def render_words(words: Iterable[Word], page: Page) -> None:
    """Print what each word means, and what belongs to it."""
    for number, word in enumerate(words):
        if number:
            page.blank()
        page.line((page.say(word.called), "bold"), page.say(_in_brackets(word.kind)))
        page.line(page.say(word.meaning), indent=2)
        _print_facts(glossary.facts(word), page)


def render_phase(phase: Phase, plan: Plan, page: Page) -> None:
    """Print what the plan says of one of its phases."""
    page.line((phase.title, "bold"), page.say(Text(f"（阶段，编号 {phase.id}）", f" (phase {phase.id})")))
    _print_facts(glossary.phase_facts(phase, plan), page)


def _print_facts(lines: Iterable[tuple[Text, Text]], page: Page) -> None:
    for name, value in lines:
        page.line(page.fit(page.say(name), 12) + page.say(value), indent=2)


def facts(target: Target | Aim, plan: Plan) -> Iterator[tuple[Text, Text]]:
    """Yield what is known of a target: a name and a value for each line."""
    yield Text("依据", "Clause"), Text(plan.heading(target.item, "zh"), plan.heading(target.item, "en"))
    anchors = " / ".join(f"“{anchor}”" for anchor in target.anchors)
    yield Text("原文摘句", "Anchors"), Text(anchors, anchors)
    if isinstance(target, Target):
        yield Text("衡量方式", "Measure"), brief_measure(target)
    else:
        yield Text("性质", "Role"), _NOT_JUDGED[target.role]
    yield Text("约束力", "Force"), FORCES[target.force]
    if isinstance(target, Target):
        yield Text("时限", "Deadlines"), deadlines(target)
    yield Text("适用", "Applies to"), scope(target, plan)
    yield Text("责任主体", "Lead"), bodies(target, plan)
    if isinstance(target, Target):
        yield Text("佐证", "Evidence"), evidence(target)
    said = remarks(target, plan)
    if said.zh:
        yield Text("说明", "Note"), said


_NOT_JUDGED = {
    "goal": Text("目标，由所列任务实现，不单独判定", "goal, reached through tasks, not judged itself"),
    "principle": Text("原则性要求，不单独判定", "principle, not judged"),
}


def example(target: Target, plan: Plan, lang: Lang) -> Iterator[str]:
    """Yield the lines of an entry to copy, with places to fill in; its values keep what the target asks."""

    def name(key: str) -> str:
        return KEYS_ZH[key] if lang == "zh" else key

    kind = next(iter(target.evidence.kinds), "document")
    keys = [key for key in takes(target) if not (key == "value" and "covered" in takes(target))]
    written = {key: said for key in keys if (said := sample(key, target, plan, lang))}
    yield f"  {target.id}:"
    for key, said in written.items():
        yield f"    {name(key)}: {said}"
    if not written:
        status = "under_way" if target.measure.kind == "standing" else "done"
        yield f"    {name('status')}: {STATUSES[status].zh if lang == 'zh' else status}"
    if target.measure.kind == "milestone":
        yield f"    {name('done_on')}: {sample('done_on', target, plan, lang)}"
    yield f"    {name('evidence')}:"
    shown = EVIDENCE_KINDS[kind].zh if lang == "zh" else kind
    day = sample("done_on", target, plan, lang)
    yield f"      - {{{name('kind')}: {shown}, {name('title')}: ……, {name('date')}: {day}-01}}"
