"""`fazhi-check targets`: what a plan asks, target by target."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.usage_error import chosen
from fazhi_check.cli.values import DEFAULT_PLAN, read_choice, read_lang, read_plan
from fazhi_check.plan.select import select
from fazhi_check.words import Lang

if TYPE_CHECKING:
    from fazhi_check.reports.text.page import Page


def targets(
    plan: str | None,
    section: str | None,
    group: str | None,
    field: str | None,
    lead: str | None,
    level: str | None,
    measure: str | None,
    find: str | None,
    list_form: str,
    lang: str | None,
) -> int:
    """Print the targets of one plan, resolved."""
    from fazhi_check.pages import targets as render

    language = read_lang(lang)
    form = chosen(list_form, OPTIONS["list_form"])
    whole = read_plan(plan or DEFAULT_PLAN)
    choice = read_choice(whole, section, group, lead, level, measure, field)
    kept = select(whole, choice._replace(words=find))
    if form == "json":
        render.render_json(kept, utf8_output())
    elif form == "markdown":
        render.render_markdown(kept, utf8_output(), language)
    elif form == "csv":
        render.render_csv(kept, utf8_output(), language)
    else:
        render.render_tree(kept, _page(language))
    return 0 if kept.targets else 3


def _page(lang: Lang) -> Page:
    from fazhi_check.reports.text.page import Page
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.view import View

    return Page(screen(sys.stdout), View(lang))


COMMAND = command(targets)
