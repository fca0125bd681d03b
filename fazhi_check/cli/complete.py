"""What the shell offers when the tab key is pressed: plans, targets, codes and the other words that options take.

A list with commas is completed at its last part. Nothing here may fail: a broken plan offers nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from typing import Any, TypeAlias

import typer

from fazhi_check.cli import language
from fazhi_check.cli.options import Option
from fazhi_check.cli.shell import asked_words
from fazhi_check.words import GATES, GROUPS, Lang, Text

Offer: TypeAlias = tuple[str, str]
Completer: TypeAlias = Callable[[typer.Context, str], list[Offer]]


def _completer(offers: Callable[[typer.Context], Iterable[Offer]]) -> Completer:
    """Return a completion from what there is to offer: each word with what it means."""

    @wraps(offers)
    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        from fazhi_check.plan.store import BrokenPlan, UnknownPlan

        before, comma, last = incomplete.rpartition(",")
        try:
            return [(f"{before}{comma}{word}", said) for word, said in offers(ctx) if _begins(word, last)]
        except (BrokenPlan, UnknownPlan):
            return []

    # The parser reads what it may pass from the names of the parameters.
    del complete.__wrapped__
    complete.__annotations__ = {"ctx": typer.Context, "incomplete": str}
    return complete


def _begins(word: str, written: str) -> bool:
    return word.casefold().startswith(written.casefold())


def _plan(ctx: typer.Context) -> Any:
    from fazhi_check.cli.values import DEFAULT_PLAN
    from fazhi_check.plan.store import load_plan

    return load_plan(ctx.params.get("plan") or DEFAULT_PLAN)


def _lang() -> Lang:
    """Return the language that the line to be completed asks for: what is offered is explained in it."""
    return "en" if language(asked_words(os.environ)) == "en" else "zh"


def _codes(wanted: Collection[str]) -> Iterator[Offer]:
    from fazhi_check.rules.book import BOOK

    lang = _lang()
    yield from ((code, BOOK[code].title(lang)) for code in wanted)


@_completer
def codes(_ctx: typer.Context) -> Iterator[Offer]:
    """Offer the codes of a submission's findings, and their families."""
    from fazhi_check.codes import OF_FILES

    yield from _codes(OF_FILES)


@_completer
def codes_and_targets(ctx: typer.Context) -> Iterator[Offer]:
    """Offer every code and every target of the plan."""
    from fazhi_check.codes import CODES

    lang = _lang()
    yield from _codes(CODES)
    yield from ((target.id, target.name(lang)) for target in _plan(ctx).targets)


@_completer
def plans(_ctx: typer.Context) -> Iterator[Offer]:
    """Offer the plans that come with the program, the invented ones last."""
    from fazhi_check.plan.store import known_plans, load_plan

    lang = _lang()
    yield from ((name, load_plan(name).name(lang)) for name in known_plans().every)


@_completer
def verdicts(_ctx: typer.Context) -> Iterator[Offer]:
    """Offer the verdicts."""
    lang = _lang()
    yield from ((name, text.say(lang)) for name, text in GATES.items())
    yield "never", Text("总是通过", "always passes").say(lang)


@_completer
def phases(ctx: typer.Context) -> Iterator[Offer]:
    """Offer the plan's phases."""
    yield from ((phase.id, phase.title) for phase in _plan(ctx).phases)


@_completer
def sections(ctx: typer.Context) -> Iterator[Offer]:
    """Offer the plan's sections and items."""
    for section in _plan(ctx).sections:
        yield section.id, section.title
        yield from ((item.id, item.title) for item in section.items)


@_completer
def bodies(ctx: typer.Context) -> Iterator[Offer]:
    """Offer the plan's bodies."""
    yield from _plan(ctx).bodies.items()


@_completer
def groups(ctx: typer.Context) -> Iterator[Offer]:
    """Offer the plan's groups of targets."""
    lang = _lang()
    yield from ((name, GROUPS[name].say(lang) if name in GROUPS else "") for name in _plan(ctx).groups)


@_completer
def fields(ctx: typer.Context) -> Iterator[Offer]:
    """Offer the fields of work that the plan lists."""
    yield from ((field.id, field.title) for field in _plan(ctx).fields)


@_completer
def limits(_ctx: typer.Context) -> Iterator[Offer]:
    """Offer the limits of reading, each with its usual number."""
    from fazhi_check.source.limits import DEFAULT, NAMES

    lang = _lang()
    for name, number in DEFAULT._asdict().items():
        yield f"{name.removeprefix('max_')}:{number}", NAMES[name].say(lang)


def _words(option: Option) -> Iterator[Offer]:
    lang = _lang()
    called = ((word, said.say(lang)) for word, said in option.words.items())
    yield from ((word, said if said != word else "") for word, said in called)


def offered(option: Option) -> Completer | None:
    """Return the completion of an option, or None where there is nothing to offer."""
    if option.completes == "words":
        return _completer(lambda _ctx: _words(option))
    return _OFFERS[option.completes] if option.completes else None


_OFFERS: dict[str, Completer] = {
    "codes": codes,
    "codes_and_targets": codes_and_targets,
    "plans": plans,
    "verdicts": verdicts,
    "phases": phases,
    "sections": sections,
    "bodies": bodies,
    "groups": groups,
    "fields": fields,
    "limits": limits,
}
