"""`fazhi-check targets`: what a plan asks, target by target."""

from __future__ import annotations

import sys

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.usage_error import chosen
from fazhi_check.cli.values import DEFAULT_PLAN, read_choice, read_lang, read_plan
from fazhi_check.plan.select import select


def targets(
    plan: str | None,
    section: str | None,
    group: str | None,
    lead: str | None,
    level: str | None,
    measure: str | None,
    find: str | None,
    list_form: str,
    lang: str | None,
) -> int:
    """Print the targets of one plan, resolved."""
    from fazhi_check.pages import targets as render
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.text.table.page import Page
    from fazhi_check.reports.view import View

    language = read_lang(lang)
    form = chosen(list_form, OPTIONS["list_form"])
    whole = read_plan(plan or DEFAULT_PLAN)
    kept = select(whole, read_choice(whole, section, group, lead, level, measure)._replace(words=find))
    if form == "json":
        render.render_json(kept, utf8_output())
    elif form == "markdown":
        render.render_markdown(kept, utf8_output(), language)
    elif form == "csv":
        render.render_csv(kept, utf8_output(), language)
    else:
        render.render_tree(kept, Page(screen(sys.stdout), View(language)))
    return 0 if kept.targets else 3


COMMAND = command(targets)
