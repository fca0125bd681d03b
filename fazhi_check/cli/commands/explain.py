"""`fazhi-check explain CODE|TARGET-ID|all`: what stands behind a code or a target, or all codes as Markdown."""

from __future__ import annotations

import sys

from fazhi_check.cli.command import command
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.cli.values import DEFAULT_PLAN, read_lang, read_plan
from fazhi_check.words import Text


def explain(
    what: str,
    plan: str | None,
    lang: str | None,
) -> int:
    """Print the page of a code, of all codes or all options, or all that the plan says on a target."""
    from fazhi_check.cli.reference import render_options
    from fazhi_check.pages import rules
    from fazhi_check.pages.explain import render_rule, render_target
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.text.table.page import Page
    from fazhi_check.reports.view import View
    from fazhi_check.rules.book import BOOK

    page = Page(screen(sys.stdout), View(read_lang(lang)))
    code = what.strip().upper()
    if code == "ALL":
        rules.render(BOOK.values(), utf8_output())
        return 0
    if code == "OPTIONS":
        render_options(utf8_output())
        return 0
    if code in BOOK:
        render_rule(BOOK[code], page)
        return 0
    found = read_plan(plan or DEFAULT_PLAN)
    for target in found.replaced.get(what, ()):
        page.line(page.say(Text(f"{what} 已由 {target} 取代", f"{what} is replaced by {target}")))
        render_target(found.by_id[target], found, page)
    if what in found.replaced:
        return 0
    if what not in found.by_id:
        raise _unknown(what, [*BOOK, *found.by_id])
    render_target(found.by_id[what], found, page)
    return 0


def _unknown(what: str, known: list[str]) -> UsageError:
    from fazhi_check.guess import did_you_mean

    hint = did_you_mean(what, known, "Did you mean")
    return UsageError(
        f"没有代码或目标“{what}”。{hint.zh}用 fazhi-check targets 查目标编号",
        f"There is no code or target {what}. {hint.en}See fazhi-check targets",
    )


COMMAND = command(explain)
