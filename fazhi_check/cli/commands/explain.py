"""`fazhi-check explain CODE|TARGET-ID|ITEM|WORD|all`: what stands behind a code, a target, an item or a word."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fazhi_check.cli.command import command
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.cli.values import DEFAULT_PLAN, read_lang, read_plan
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from fazhi_check.plan.model import Plan
    from fazhi_check.reports.text.page import Page


def explain(
    what: str,
    plan: str | None,
    lang: str | None,
) -> int:
    """Print the page of a code, of a word, or of a part of the plan; or one that stands in docs, whole."""
    from fazhi_check.reports.text.page import Page
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.view import View

    language = read_lang(lang)
    asked = what.strip()
    if _whole_page(asked.upper(), language if lang else None):
        return 0
    page = Page(screen(sys.stdout), View(language))
    if not (_code(asked.upper(), page) or _word(asked, page)):
        found = read_plan(plan or DEFAULT_PLAN)
        if not (_target(asked, found, page) or _part(asked, found, page)):
            raise _unknown(asked, found)
    return 0


def _whole_page(name: str, lang: Lang | None) -> bool:
    """Print a page for docs: all codes, all options, all sentences of verdicts, all columns of a workbook or all papers."""
    if name == "ALL":
        from fazhi_check.pages import rules
        from fazhi_check.rules.book import BOOK

        rules.render(BOOK.values(), utf8_output(), lang)
    elif name == "OPTIONS":
        from fazhi_check.cli.reference import render_options

        render_options(utf8_output(), lang)
    elif name == "SENTENCES":
        from fazhi_check.pages.sentences import render_sentences

        render_sentences(utf8_output())
    elif name == "COLUMNS":
        from fazhi_check.fill.workbook.reference import render_columns

        render_columns(utf8_output())
    elif name == "PAPERS":
        _papers()
    return name in ("ALL", "OPTIONS", "SENTENCES", "COLUMNS", "PAPERS")


def _papers() -> None:
    from fazhi_check.cli.usage_error import without_office
    from fazhi_check.pages.papers import render_papers

    try:
        render_papers(utf8_output())
    except ImportError:
        raise without_office() from None


def _code(name: str, page: Page) -> bool:
    from fazhi_check.pages.explain import render_rule
    from fazhi_check.rules.book import BOOK

    if name in BOOK:
        render_rule(BOOK[name], page)
    return name in BOOK


def _word(asked: str, page: Page) -> bool:
    from fazhi_check.pages.explain import render_words
    from fazhi_check.pages.glossary import meaning

    found = meaning(asked)
    render_words(found, page)
    return bool(found)


def _target(asked: str, plan: Plan, page: Page) -> bool:
    from fazhi_check.pages.explain import render_target

    new = plan.replaced.get(asked, ())
    if new:
        page.line(page.say(Text(f"{asked} 已由 {'、'.join(new)} 取代", f"{asked} is replaced by {', '.join(new)}")))
    named = [one.id for one in plan.every.values() if asked in (one.id, one.title, one.title_en)]
    for target in new or named:
        render_target(plan.every[target], plan, page)
    return bool(new or named)


def _part(asked: str, plan: Plan, page: Page) -> bool:
    """Print a phase, or the targets of a section or item, by id or title."""
    from fazhi_check.pages.explain import render_phase
    from fazhi_check.pages.glossary import phase_called
    from fazhi_check.pages.targets import render_tree
    from fazhi_check.plan.select import Choice, select

    phase = phase_called(asked, plan)
    if phase:
        render_phase(phase, plan, page)
        return True
    parts = [part.id for part in plan.parts.values() if asked in (part.id, part.title)]
    if parts:
        render_tree(select(plan, Choice(section=parts[-1])), page)
    return bool(parts)


def _unknown(asked: str, plan: Plan) -> UsageError:
    from fazhi_check.guess import did_you_mean
    from fazhi_check.pages.glossary import words
    from fazhi_check.rules.book import BOOK

    ids = [*BOOK, *plan.every, *plan.parts]
    zh = did_you_mean(asked, [*ids, *(one.called.zh for one in words()), *(one.title for one in plan.phases)]).zh
    en = did_you_mean(asked, [*ids, *(one.name for one in words())], "Did you mean").en
    return UsageError(
        f"“{asked}”不是代码、目标、章节、阶段，也不是判定等用语。{zh}用 fazhi-check targets 查目标编号",
        f"There is no code, target, section, phase or word {asked}. {en}See fazhi-check targets",
    )


COMMAND = command(explain)
