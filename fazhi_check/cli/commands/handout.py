"""`fazhi-check handout`: sheets of duties and checklists for an inspection, and the templates that all papers are made by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS, Options
from fazhi_check.cli.usage_error import UsageError, choose

# What goes with templates; all else is of papers.
_OF_TEMPLATES = ("what_paper", "handed_to", "lang")


def handout(
    what_paper: str,
    handed_to: str,
    plan: str | None,
    round: str | None,  # noqa: A002  named as the option is
    of_unit: str | None,
    level: str | None,
    own_code: str | None,
    body: str | None,
    section: str | None,
    lead: str | None,
    group: str | None,
    field: str | None,
    reported: tuple[str, ...],
    paper_form: str | None,
    template: tuple[str, ...],
    letter: tuple[str, ...],
    anew: bool,
    lang: str | None,
) -> int:
    """Write what is handed out; return 0, or 1 where a unit that owes something got none."""
    given: Mapping[str, Any] = {
        name: value for name, value in locals().items() if name in OPTIONS and value != OPTIONS[name].absent
    }
    what = choose(what_paper, OPTIONS["what_paper"].words, "WHAT")
    from fazhi_check.cli.prepare import resolve

    of_run = {name: given[name] for name in ("plan", "round", "template", "letter", "lang") if name in given}
    resolved = resolve((), Options(**of_run))
    try:
        if what == "templates":
            _refuse(what, [name for name in given if name not in _OF_TEMPLATES])
            from fazhi_check.cli.handout.templates import copy_templates

            return copy_templates(handed_to, resolved.lang)
        if what == "responsibility" and reported:
            _refuse(what, ["reported"])
        from fazhi_check.cli.handout.papers import Wanted, write

        part = (section, lead, group, field)
        unit = (of_unit, level, own_code, body)
        return write(Wanted(what, handed_to, resolved.options, unit, part, reported, paper_form, anew, resolved.lang))
    except UsageError as error:
        error.lang = error.lang or resolved.lang
        raise


def _refuse(what: str, names: list[str]) -> None:
    """Refuse options that mean nothing here. Raises UsageError."""
    if names:
        flag = OPTIONS[names[0]].flag
        raise UsageError(
            f"handout {what} 不用 {flag}，去掉它", f"{flag} means nothing for handout {what}: leave it out"
        )


COMMAND = command(handout)
