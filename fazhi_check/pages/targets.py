"""A plan's targets as people and programs read them: a tree, Markdown, CSV, and JSON by contract."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, TextIO

from fazhi_check.pages.describe import bodies, brief_measure, deadlines, evidence, remarks, scope
from fazhi_check.plan.model import Aim, Plan, Target
from fazhi_check.reports.cells import LEAD, LIST, TARGET, TITLE, markdown, spreadsheet
from fazhi_check.words import FORCES, ROLES, Lang, Text, exact

if TYPE_CHECKING:
    from fazhi_check.reports.text.page import Page

SCHEMA_VERSION = 2
_PLAN_FIELDS = (
    *("id", "title", "edition", "period", "phases", "groups", "pace", "bodies", "jurisdiction", "fields", "rules"),
    "claims",
)
# What every target has in JSON, in this order; what does not apply is null.
_TARGET_FIELDS = (
    *("id", "section", "item", "title", "title_en", "anchors", "measure", "force", "group", "schedule", "applies_to"),
    *("local_only", "lead", "evidence", "role", "field", "through", "condition", "restates", "draft"),
)


def render_json(plan: Plan, out: TextIO) -> None:
    """Write the plan and its targets, resolved, as one JSON document, a line for each target."""
    data = as_data(plan)
    head = ",\n".join(f" {_text(name)}: {_text(data[name])}" for name in ("schema_version", "plan"))
    targets = ",\n".join(f"  {_text(target)}" for target in data["targets"])
    out.write(f'{{\n{head},\n "targets": [\n{targets}\n ]\n}}\n')


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the plan's targets as plain JSON data; in a measure a field that does not apply is absent."""
    return {
        "schema_version": SCHEMA_VERSION,
        "plan": {name: _plain(getattr(plan, name)) for name in _PLAN_FIELDS}
        | {"period": {"start": _day(plan.period.first), "end": _day(plan.period.last)}},
        "targets": [_target(target) for target in plan.every.values()],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _target(target: Target | Aim) -> dict[str, Any]:
    """Return a target as JSON data; goals and principles have no measure and an empty schedule."""
    data = {name: _plain(getattr(target, name, None)) for name in _TARGET_FIELDS}
    data["schedule"], data["through"] = data["schedule"] or [], data["through"] or None
    return data | ({"note": target.note} if target.note else {})


_SCOPE, _EVIDENCE = Text("适用", "applies to"), Text("佐证要求", "evidence asked")
_NONE = Text("", "")
_LISTS = (_SCOPE, LEAD, _EVIDENCE)
_AS_IT_IS = (str, int, bool, type(None))


def _plain(value: Any) -> Any:
    """Return records as JSON data; in a measure a field that does not apply is absent."""
    kind = value.__class__
    if kind in _AS_IT_IS:
        return value
    if kind is tuple:
        return [_plain(inner) for inner in value]
    if kind is Fraction:
        return exact(value)
    if kind is date:
        return value.isoformat()
    if kind is dict:
        return {name: _plain(inner) for name, inner in value.items()}
    return {name: _plain(inner) for name, inner in value._asdict().items() if inner is not None}


def render_tree(plan: Plan, page: Page) -> None:
    """Print the targets by section and item, each with its measure and deadlines."""
    lang = page.view.lang
    page.line((plan.name(lang), "bold"), f"  {plan.edition or ''}")
    for section, in_section in groupby(plan.every.values(), key=lambda target: target.section):
        page.blank()
        page.line((plan.heading(section, lang), "bold"))
        for item, members in groupby(in_section, key=lambda target: target.item):
            page.line((plan.heading(item, lang), "cyan"), indent=2)
            for target in members:
                _print_target(page, target)
    page.blank()
    page.line(page.say(_count(plan)))


def _count(plan: Plan) -> Text:
    """Return how many tasks, goals and principles there are; those of which there are none are left out."""
    counts: Counter[str] = Counter(target.role for target in plan.every.values())
    parts = [(name, counts[role]) for role, name in ROLES.items() if counts[role] or role == "task"]
    zh = "，".join(f"{name.zh} {count} 项" for name, count in parts)
    return Text(zh, ", ".join(f"{name.en}s: {count}" for name, count in parts))


def _kind(target: Target | Aim) -> Text:
    """Return what a target is measured by; of goals and principles, which are not measured, what they are."""
    return brief_measure(target) if isinstance(target, Target) else ROLES[target.role]


def _print_target(page: Page, target: Target | Aim) -> None:
    force = "" if target.force == "shall" else f"[{page.say(FORCES[target.force])}] "
    page.row(f"{page.fit(target.id, 10)}{force}{target.name(page.view.lang)}", page.say(_kind(target)), indent=4)


def render_markdown(plan: Plan, out: TextIO, lang: Lang) -> None:
    """Write the targets as Markdown, a table for each item."""
    out.write(f"# {plan.name(lang)}\n\n")
    count = _count(plan)
    edition = plan.edition or ""
    count = Text(f"{edition}，{count.zh}。", f"{edition}, {count.en}.")
    out.write(f"{count.say(lang)}\n")
    for section, in_section in groupby(plan.every.values(), key=lambda target: target.section):
        out.write(f"\n## {plan.heading(section, lang)}\n")
        for item, members in groupby(in_section, key=lambda target: target.item):
            out.write(f"\n### {plan.heading(item, lang)}\n\n")
            out.write("".join(f"{line}\n" for line in _markdown_rows(plan, list(members), lang)))


def _markdown_rows(plan: Plan, members: list[Target | Aim], lang: Lang) -> Iterator[str]:
    names = [name.say(lang) for name, _ in columns(members[0], plan)]
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for target in members:
        yield f"| {' | '.join(markdown(value.say(lang)) for _, value in columns(target, plan))} |"


def render_csv(plan: Plan, out: TextIO, lang: Lang) -> None:
    """Write the targets as CSV with a byte order mark, by which spreadsheets know the encoding."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    reviewed = any(target.draft for target in plan.every.values())
    for number, target in enumerate(plan.every.values()):
        cells = [*columns(target, plan), *(_of_draft(target) if reviewed else ())]
        if not number:
            writer.writerow([name.say(lang) for name, _ in cells])
        writer.writerow([spreadsheet(_listed(name, value, lang)) for name, value in cells])


def _of_draft(target: Target | Aim) -> Iterator[tuple[Text, Text]]:
    """Yield what else who goes over a drafted plan needs beside its text: what is a draft still, and where it was read."""
    yield Text("草稿", "draft"), Text("是", "yes") if target.draft else _NONE
    anchors = " … ".join(target.anchors)
    yield Text("原文摘句", "anchors"), Text(anchors, anchors)


def _listed(name: Text, value: Text, lang: Lang) -> str:
    """Return the text of a cell, its list parted as in every CSV."""
    between = {"zh": "、", "en": ", "}[lang]
    return value.say(lang).replace(between, LIST.say(lang)) if name in _LISTS else value.say(lang)


def columns(target: Target | Aim, plan: Plan) -> Iterator[tuple[Text, Text]]:
    """Yield what a table of targets shows of each: a name and a value for every column."""
    yield TARGET, Text(target.id, target.id)
    force = "" if target.force == "shall" else f"（{FORCES[target.force].zh}）"
    force_en = "" if target.force == "shall" else f" ({FORCES[target.force].en})"
    yield TITLE, Text(target.title + force, target.title_en + force_en)
    yield Text("衡量方式", "measure"), _kind(target)
    yield Text("时间表", "schedule"), deadlines(target) if isinstance(target, Target) else _NONE
    yield _SCOPE, scope(target, plan)
    yield LEAD, bodies(target, plan)
    yield _EVIDENCE, evidence(target) if isinstance(target, Target) else _NONE
    yield Text("条件、口径和说明", "conditions, counting, notes"), remarks(target, plan)
