"""Handing out the forms of a round into a folder: what was handed out stays as it is, and what could not be is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.cli.notes import note
from fazhi_check.cli.saved import read_report
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.cli.workbooks import not_installed
from fazhi_check.cli.written import Written, opened
from fazhi_check.codes import Severity
from fazhi_check.findings import Finding, in_order, listed
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.source.walk import Walker, is_ours
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from fazhi_check.fill.handing import HandOut, Sheet
    from fazhi_check.fill.last import Earlier
    from fazhi_check.identity import Identity, Named
    from fazhi_check.plan.model import Plan
    from fazhi_check.round.duties import Duties
    from fazhi_check.round.rows import Member, Round

_FEW = 8


class Order(NamedTuple):
    """What is to be handed out: of which round and part of its plan, where to, what units reported before.

    With `replace` forms that were handed out and that nobody has touched are written anew.
    """

    round: Round
    plan: Plan
    folder: str
    since: Sequence[str] = ()
    choice: Choice = ALL
    replace: bool = False
    lang: Lang = "zh"


def hand_out(order: Order) -> int:
    """Write the forms of a round; return 0, or 1 where a unit that owes a report got none, or nothing may be written yet.

    Nothing is written while the units or what they are assigned have errors: a row that is left out would shift the
    numbers of the forms. Raises UsageError.
    """
    from fazhi_check.fill.handing import hand_out as sheets_of
    from fazhi_check.round.course import Course

    duties = Course(order.round).duties(order.plan)
    if duties is None:
        raise _other_plan(order)
    wrong = _wrong(order, duties)
    if any(_halts(one, order.round, duties) for one in wrong):
        return _halted(order, wrong)
    given = sheets_of(duties, order.choice)
    print(_sum_of(given).say(order.lang), flush=True)
    found = opened(order.folder)
    made = _made(order, duties, given.sheets)
    fresh = {path: raw for path, raw in made.items() if found.takes(path, raw, order.replace)}
    _write(found, fresh)
    for text in (*_listed(order, wrong), *_told(order, given, found, made, fresh)):
        note(text, order.lang)
    return int(bool(given.unassigned))


def _wrong(order: Order, duties: Duties) -> list[Finding]:
    """Return what is wrong with the round's file, what of it was not read, and what is wrong with what it says."""
    from fazhi_check.round.faults import faults

    found = [Finding("FZ906", one.place, {"what": one.what}) for one in faults(order.round, duties)]
    return in_order([*told_of(order.round), *found])


def _halts(one: Finding, round_: Round, duties: Duties) -> bool:
    """Tell whether a finding stands where units are listed or assigned their tasks; one without any keeps its number."""
    from fazhi_check.round.register import sheets_called

    if one.severity is not Severity.error or one.data.get("what") in [idle.what for idle in duties.idle()]:
        return False
    if one.place is None or not one.place.sheet:
        return one.place is None or round_.list_at(one.place) in (None, *_NUMBERED)
    rows = [row.place.sheet for row in (*round_.units, *round_.assignments) if row.place]
    return one.place.sheet in {*rows, *sheets_called(*_NUMBERED)}


# The lists that say which units there are, and what each is asked.
_NUMBERED = ("units", "assignments")


def _halted(order: Order, wrong: Iterable[Finding]) -> int:
    for text in (*_listed(order, wrong), _FIRST):
        note(text, order.lang)
    return 1


_FIRST = Text(
    "什么都没有写：名册或分工有错，单位的编号、任务会跟着变；先改好再下发",
    "Nothing was written: units or assignments have errors, which would change numbers and tasks; correct them first",
)


def _listed(order: Order, wrong: Iterable[Finding]) -> Iterator[Text]:
    path = order.round.path
    return (Text(listed(path, one, "zh"), listed(path, one, "en")) for one in wrong)


def _sum_of(given: HandOut) -> Text:
    numbers = [len(sheet.tasks) for sheet in given.sheets]
    forms, tasks, most = len(numbers), sum(numbers), max(numbers, default=0)
    return Text(
        f"本次下发 {forms:,} 份、共 {tasks:,} 项，单位最多 {most:,} 项",
        f"To hand out: {forms:,} forms, {tasks:,} tasks in all, at most {most:,} for one unit",
    )


def _made(order: Order, duties: Duties, sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Return the forms by where they go. Raises UsageError."""
    from fazhi_check.fill.handing import Forms
    from fazhi_check.fill.workbook.table import TooLong

    last = earlier(order.since, order.plan.id, duties.members.identity)
    forms, made = Forms(order.round, duties, last, order.choice), {}
    for sheet in sheets:
        try:
            made[sheet.path] = forms.form(sheet)
        except ImportError:
            raise not_installed() from None
        except TooLong as long:
            raise UsageError(
                f"{sheet.member.name} 的 {long.where} 太长，一个单元格放不下（32767 字）",
                f"{sheet.member.name}: {long.where} is longer than a cell holds (32,767 characters)",
            ) from None
    return made


def earlier(since: Sequence[str], plan: str, known_by: Callable[[Named], Identity]) -> Earlier:
    """Return what units reported before, by saved reports and by what they handed in, each by itself or in a folder.

    Units go by who they are (`known_by`). Raises UsageError.
    """
    from fazhi_check.fill.last import Earlier, submission_in

    reports = [read_report(path)[0] for path in _reports(since)]
    given = (path for path in since if os.path.isdir(path) or _is_submission(path))
    files = (submission_in(path) for path in Walker(gitignore=False).files(given))
    kept = (one for one in files if one and one.plan == plan)
    return Earlier(reports, kept, known_by)


def _reports(since: Iterable[str]) -> Iterator[str]:
    """Yield the saved reports that paths name: themselves, or all of ours in a folder."""
    for path in since:
        if not os.path.isdir(path):
            yield from () if _is_submission(path) else (path,)
            continue
        below = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
        yield from (one for one in below if one.lower().endswith((".json", ".jsonl")) and is_ours(one))


def _is_submission(path: str) -> bool:
    """Tell whether a file is rather what a unit handed in than a saved report, by its name."""
    return path.lower().endswith((".xlsx", ".xlsm", ".yaml", ".yml"))


def _write(folder: Written, fresh: Mapping[str, bytes]) -> None:
    try:
        folder.write(fresh)
    except OSError as error:
        raise unwritten(folder.path, error) from None


def told_of(round_: Round) -> Iterator[Finding]:
    """Yield what is wrong with a round's file and what of it was not read, but for the examples it was made with."""
    from fazhi_check.round.register import is_of_examples

    return (one for one in round_.findings if not is_of_examples(one))


def _told(
    order: Order, given: HandOut, found: Written, made: Mapping[str, bytes], fresh: Mapping[str, bytes]
) -> Iterator[Text]:
    """Yield what is to be said of a hand-out besides its sums."""
    same = len(made) - len(fresh) - len(found.kept)
    yield Text(
        f"{order.folder}：写出 {len(fresh)} 份" + (f"，{same} 份以前下发过，内容没有变" if same else ""),
        f"{order.folder}: {len(fresh)} forms written" + (f", {same} there already, the same" if same else ""),
    )
    if found.kept:
        kept = named(found.kept)
        yield Text(
            f"没有重写，原来的表照旧：{kept.zh}。内容与现在的不同；没有人填过的，加 --replace 重写，填过的始终保留",
            f"kept as they are, though they would be otherwise now: {kept.en}. --replace writes those anew that "
            "nobody has touched; what somebody has filled in always stays",
        )
    left = found.left(made)
    if left:
        yield Text(
            f"以前下发、这次没有的：{named(left).zh}", f"handed out earlier, not asked for now: {named(left).en}"
        )
    yield from _without(given)


def _without(given: HandOut) -> Iterator[Text]:
    if given.unassigned:
        named = _names(given.unassigned)
        yield Text(f"没有任务，没有下发：{named.zh}", f"asked nothing, so there is no form: {named.en}")
    if given.excused:
        named = _names(given.excused)
        yield Text(f"免报，没有下发：{named.zh}", f"excused, so there is no form: {named.en}")


def _names(members: Sequence[Member]) -> Text:
    return named([one.name for one in members], whole=True)


def named(names: Sequence[str], whole: bool = False) -> Text:
    """Return names in a row; of many only the first, unless the `whole` list is wanted."""
    shown = names if whole else names[:_FEW]
    more = len(names) - len(shown)
    return Text(
        "、".join(shown) + (f" 等 {len(names)} 个" if more else ""),
        ", ".join(shown) + (f" and {more} more" if more else ""),
    )


def _other_plan(order: Order) -> UsageError:
    own = order.round.head.plan
    return UsageError(
        f"{order.round.path} 写的规划是 {own}，用的规划是 {order.plan.id}：两处改成一致",
        f"{order.round.path} names the plan {own}, in use is {order.plan.id}: make them one",
    )
