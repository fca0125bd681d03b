"""How what is proposed of a report is shown: on the terminal, or as JSON (schema_version 2; DESIGN, section 17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from fazhi_check.plan.model import Plan
from fazhi_check.reports.text.page import Page
from fazhi_check.sanitize import clean, mask
from fazhi_check.suggest.model import Fact, Proposal, Proposed
from fazhi_check.words import EVIDENCE_KINDS, Lang, Text

SCHEMA_VERSION = 2
MARKS: dict[str, Text] = {
    "wish": Text("打算", "a wish"),
    "slogan": Text("表态", "a slogan"),
    "award": Text("荣誉", "an award"),
}
_SHOWN = 3  # proposals of a sentence on the screen
_LONGEST = 160  # signs of a sentence there


def suggest_data(sentences: Iterable[Proposed], plan: Plan, report: str, lang: Lang) -> dict[str, Any]:
    """Return all that is proposed as JSON data, personal numbers masked."""
    return {
        "schema_version": SCHEMA_VERSION,
        "plan": plan.id,
        "report": report,
        "sentences": [_sentence(one, plan, lang) for one in sentences],
    }


def _sentence(one: Proposed, plan: Plan, lang: Lang) -> dict[str, Any]:
    return {
        "line": one.line,
        "text": mask(one.text),
        "marks": list(one.marks),
        "facts": [_fact(fact) for fact in one.facts],
        "proposals": [_proposal(proposal, plan, lang) for proposal in one.proposals],
    }


def _fact(fact: Fact) -> dict[str, str | None]:
    return {name: mask(value) if value else value for name, value in fact._asdict().items()}


def _proposal(one: Proposal, plan: Plan, lang: Lang) -> dict[str, Any]:
    known = plan.every.get(one.target)
    return {
        "target": one.target,
        "title": known.name(lang) if known else one.target,
        "quote": mask(one.quote),
        "value": one.value and mask(one.value),
        "kind": one.kind,
        "score": one.score,
        "written": one.worth_writing,
    }


def print_suggestions(sentences: Sequence[Proposed], plan: Plan, page: Page, show: bool) -> None:
    """Print the sentences of which something is written into a submission, with `show` all of them."""
    for one in sentences:
        if show or any(proposal.worth_writing for proposal in one.proposals):
            _print_sentence(one, plan, page)
    _print_result(sentences, page)


def _print_sentence(one: Proposed, plan: Plan, page: Page) -> None:
    line = page.say(Text(f"第 {one.line} 行", f"line {one.line}"))
    marks = "、".join(page.say(MARKS[mark]) for mark in one.marks)
    text = clean(one.text)
    page.line(
        (line, "bold"), f"（{marks}）" if marks else "  ", text[:_LONGEST] + ("……" if len(text) > _LONGEST else "")
    )
    for proposal in one.proposals[:_SHOWN]:
        _print_proposal(proposal, plan, page)
    page.blank()


def _print_proposal(one: Proposal, plan: Plan, page: Page) -> None:
    known = plan.every.get(one.target)
    mark, style = ("on_track", "bold") if one.worth_writing else ("dot", "dim")
    kind = page.say(EVIDENCE_KINDS[one.kind])
    told = " ".join(filter(None, (kind, one.value)))
    page.row(f"{page.mark(mark)} {one.target} {known.name(page.view.lang) if known else ''}", clean(told), style, 2)


def _print_result(sentences: Sequence[Proposed], page: Page) -> None:
    marks = Counter[str](mark for one in sentences for mark in one.marks)
    written = {proposal.target for one in sentences for proposal in one.proposals if proposal.worth_writing}
    told = ", ".join(f"{page.say(text)} {marks[name]}" for name, text in MARKS.items() if marks[name])
    zh = f"句子 {len(sentences)} 句{f'（{told}）' if told else ''}，可写成建议的任务 {len(written)} 项"
    en = f"sentences: {len(sentences)}{f' ({told})' if told else ''}, entries to propose: {len(written)}"
    page.line((page.say(Text("结果", "result")), "bold"), "  ", page.say(Text(zh, en)))
