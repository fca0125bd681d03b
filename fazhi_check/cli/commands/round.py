"""`fazhi-check round STEP FOLDER`: a round in one folder, from its register to what is frozen, a step at a time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS, RUN, Options
from fazhi_check.cli.usage_error import UsageError, choose
from fazhi_check.cli.values import read_lang
from fazhi_check.words import Lang

# Which options go with which step, by their names.
_OF_CHECK = ("plan", "screen", "fail_on", "sample", "open_result", "jobs", "quiet", "color", "marks")
_TAKES: Mapping[str, tuple[str, ...]] = {
    "new": ("plan", "round_day", "title", "last_round"),
    "hand-out": ("plan", "anew"),
    "status": ("plan", "round_day"),
    "check": _OF_CHECK,
    "papers": ("plan", "template", "letter", "jobs", "quiet"),
    "freeze": (*(one for one in _OF_CHECK if one not in ("sample", "open_result")), "template", "letter", "again"),
}
_NAMES = tuple(dict.fromkeys(name for names in _TAKES.values() for name in names))
# Those that a run takes as they are.
_OF_RUN = tuple(name for name in _NAMES if name in RUN and name not in ("plan", "anew"))


def round_step(
    step: str,
    folder: str,
    plan: str | None,
    round_day: str | None,
    title: str | None,
    last_round: str | None,
    anew: bool,
    again: bool,
    screen: str,
    fail_on: str | None,
    sample: str | None,
    template: tuple[str, ...],
    letter: tuple[str, ...],
    open_result: bool,
    jobs: str | None,
    quiet: bool,
    color: str,
    marks: str,
    lang: str | None,
) -> int:
    """Do one step with the folder of a round."""
    given = {name: value for name, value in locals().items() if name in _NAMES and value != OPTIONS[name].absent}
    what = choose(step, OPTIONS["step"].words, "STEP")
    _refuse(what, given)
    path = folder.rstrip("/\\") or folder
    language = _lang(path, lang)
    try:
        if what == "new":
            from fazhi_check.cli.round.new import Wanted, new

            return new(Wanted(path, plan, round_day, title, last_round, language))
        return _with_folder(what, path, given, language)
    except UsageError as error:
        error.lang = error.lang or language
        raise


def _lang(path: str, given: str | None) -> Lang:
    """Return the language that is asked for, else that of the settings of a folder, or of where one is to be made.

    Raises UsageError.
    """
    if given:
        return read_lang(given)
    from fazhi_check.cli.prepare import resolve

    there = path if os.path.isdir(path) else os.path.dirname(path) or os.curdir
    return resolve([there], Options()).lang


def _refuse(step: str, given: Mapping[str, Any]) -> None:
    """Refuse options that mean nothing in a step. Raises UsageError."""
    idle = next((name for name in given if name not in _TAKES[step]), None)
    if idle is not None:
        flag, steps = OPTIONS[idle].flag, [one for one, names in _TAKES.items() if idle in names]
        raise UsageError(
            f"round {step} 不用 {flag}，它用于 {'、'.join(f'round {one}' for one in steps)}",
            f"{flag} means nothing for round {step}; it goes with {', '.join(f'round {one}' for one in steps)}",
        )


def _with_folder(step: str, path: str, given: Mapping[str, Any], lang: Lang) -> int:
    from fazhi_check.cli.round.folder import HANDED_OUT, opened

    folder = opened(path, lang)
    round_ = folder.round()
    plan = folder.plan_at(round_, given.get("plan"))
    if step == "hand-out":
        from fazhi_check.cli.handing import Order, hand_out
        from fazhi_check.cli.round.folder import EARLIER, LAST
        from fazhi_check.cli.values import read_judge

        since = folder.there(EARLIER, LAST)
        order = Order(
            round_,
            read_judge(plan),
            folder.at(HANDED_OUT),
            since,
            replace=given.get("anew", False),
            lang=lang,
        )
        return hand_out(order)
    run = {one: given[one] for one in _OF_RUN if one in given}
    options = Options(
        format_=given.get("screen", OPTIONS["screen"].default), open=given.get("open_result", False), lang=lang, **run
    )
    own = None if plan == round_.head.plan else plan
    if step == "status":
        from fazhi_check.cli.round.status import status

        return status(folder, round_, own, given.get("round_day"), lang)
    if step == "check":
        from fazhi_check.cli.round.check import check

        return check(folder, own, options)
    if step == "papers":
        from fazhi_check.cli.round.papers import papers

        return papers(folder, own, options)
    from fazhi_check.cli.round.freeze import freeze

    return freeze(folder, round_, own, options, given.get("again", False))


COMMAND = command(round_step)
