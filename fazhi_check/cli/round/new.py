"""`round new`: the folder of a new round with its register; what the last round had is carried over."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

from fazhi_check.cli.notes import note
from fazhi_check.cli.round.folder import (
    EARLIER,
    LAST,
    PARTS,
    PLAN_AT,
    PLAN_FOLDER,
    REPORT,
    RESULTS,
    RETURNED,
    SINCE,
    RoundFolder,
    files_in,
    is_round,
    opened,
    stray,
)
from fazhi_check.cli.round.frozen import frozen_at
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.cli.values import read_day, read_judge
from fazhi_check.cli.workbooks import not_installed
from fazhi_check.findings import Finding
from fazhi_check.plan.store import is_shipped
from fazhi_check.round.columns import BOOK, REGISTERS
from fazhi_check.round.register import is_of_examples, read_register
from fazhi_check.round.rows import Round
from fazhi_check.source.form import text_of
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node
from fazhi_check.source.nodes import Sequence as ListNode
from fazhi_check.source.step import Content, copied, finish_step, write_step
from fazhi_check.source.walk import SUFFIXES
from fazhi_check.words import Lang, Text

# What belongs to one round only: who handed in what, what was settled of that, and entered for points.
_OWN: Final = ("receipts", "reviews", "entered")
_NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_QUARTERS: Final = {3: "第一季度", 6: "第二季度", 9: "第三季度", 12: "第四季度"}


class Wanted(NamedTuple):
    """What a new round is to be, as the options have it."""

    folder: str
    plan: str | None
    day: str | None
    title: str | None
    since: str | None
    lang: Lang


def new(wanted: Wanted) -> int:
    """Make the folder of a round; return 0. Raises UsageError."""
    last = _Last(opened(wanted.since, wanted.lang)) if wanted.since else None
    plan, day = _needed(wanted, last)
    _refuse_taken(wanted.folder)
    made_of = read_judge(plan)
    head = {"plan": made_of.id, "title": wanted.title or title_of(day), "as_of": day.isoformat()}
    facts = {} if is_shipped(plan) else _ways(plan, wanted.folder)
    rows: Mapping[str, Sequence[Mapping[str, str]]] = {}
    if last:
        head |= {"issuer": last.round.head.issuer or ""}
        rows, facts = last.rows(), {**facts, SINCE: last.round.head.title}
    try:
        from fazhi_check.fill.register.book import Begun, register

        book = register(made_of, Begun(head, rows, facts))
    except ImportError:
        raise not_installed() from None
    _make(wanted.folder, {**(last.files() if last else {}), BOOK: book})
    print(_done(wanted.folder, head["title"], wanted.lang))
    for text in last.told(rows) if last else ():
        note(text, wanted.lang)
    return 0


def _needed(wanted: Wanted, last: _Last | None) -> tuple[str, date]:
    """Return the plan and the day of a new round. Raises UsageError that names what is missing."""
    plan = wanted.plan or (last.plan if last else None)
    missing = [flag for flag, value in (("--plan", plan), ("--as-of", wanted.day)) if value is None]
    if plan is None or wanted.day is None:
        raise UsageError(
            f"缺少 {'、'.join(missing)}。例如：fazhi-check round new {wanted.folder} --plan urumqi-14fyp --as-of 2023-12-31",
            f"Missing: {', '.join(missing)}. For example: "
            f"fazhi-check round new {wanted.folder} --plan urumqi-14fyp --as-of 2023-12-31",
        )
    day = read_day(wanted.day, "--as-of")
    if last and day <= last.round.head.as_of:
        before = last.round.head.as_of
        raise UsageError(
            f"--as-of {day} 不晚于上期（{last.round.head.title}）的截至 {before}：写这一期的截至日期",
            f"--as-of {day} is not later than the last round's ({last.round.head.title}), {before}",
        )
    return plan, day


def _refuse_taken(folder: str) -> None:
    """Refuse a folder that is a round already, or holds something else; what was broken off in it is ended first."""
    finish_step(folder)
    if is_round(folder):
        raise UsageError(
            f"{folder} 里已经有 {BOOK}，不覆盖：要新建一期，换一个文件夹",
            f"{folder} has a {BOOK} already, which is never written over: choose another folder for a new round",
        )
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(f"{folder} 不是文件夹", f"{folder} is no folder")
    left = stray(folder)
    if left:
        raise UsageError(
            f"{folder} 不是空的（有 {os.path.relpath(left[0], folder)} 等）：换一个新文件夹，以免混在一起",
            f"{folder} is not empty ({os.path.relpath(left[0], folder)} is there): choose a new folder",
        )


def title_of(day: date) -> str:
    """Return what a round of a day is called as long as nobody says otherwise: by its quarter, month or day."""
    ends = (day + timedelta(days=1)).month != day.month
    if ends and day.month in _QUARTERS:
        return f"{day.year}年{_QUARTERS[day.month]}调度"
    return f"{day.year}年{day.month}月{'' if ends else f'{day.day}日'}调度"


def _ways(plan: str, folder: str) -> dict[str, str]:
    """Return the way from a round's folder to that of its plan, as far as there is one, and the whole path of the plan."""
    whole = {PLAN_AT: os.path.abspath(plan)}
    with suppress(ValueError):  # they lie on two drives
        return {PLAN_FOLDER: os.path.relpath(plan, folder).replace(os.sep, "/"), **whole}
    return whole


def _make(folder: str, files: Mapping[str, Content]) -> None:
    """Write everything; the register comes last, so that a folder with one is whole."""
    try:
        for part in PARTS:
            os.makedirs(os.path.join(folder, part), exist_ok=True)
        write_step(folder, files)
    except OSError as error:
        raise unwritten(folder, error) from None


def _done(folder: str, title: str, lang: Lang) -> str:
    return Text(
        f"已新建 {folder}（{title}）：{BOOK} 和 {'、'.join(PARTS)}\n"
        f"下一步：打开 {BOOK}，在“名册”里核对标题、截至，填报送截止、印发单位和各单位，部门写明分工，存盘；"
        f"再运行 fazhi-check round hand-out {folder}",
        f"Made {folder} ({title}): {BOOK} and {', '.join(PARTS)}\n"
        f"Next: open {BOOK}, fill in the head and the units on the sheet 名册, save it; "
        f"then run fazhi-check round hand-out {folder}",
    ).say(lang)


class _Last:
    """The round before: its lists, its reports, and what its units handed in."""

    def __init__(self, folder: RoundFolder) -> None:
        self._folder = folder
        self.round: Round = folder.round()

    @property
    def plan(self) -> str:
        """Its plan, by id or folder."""
        return self._folder.plan_at(self.round, None)

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Return the rows of its lists that are carried over, as texts by key: also those in which something is wrong."""
        with open(self._folder.register, "rb") as stream:
            written = read_register(stream.read(), self._folder.register, DEFAULT)
        root = None if isinstance(written, Finding) else written.root
        pairs = root.pairs if isinstance(root, Tree) else []
        lists = {text_of(key): value for key, value in pairs if text_of(key) not in _OWN}
        return {name: list(_texts(name, value)) for name, value in lists.items() if isinstance(value, ListNode)}

    def files(self) -> dict[str, Content]:
        """Return what is copied from it: the reports of all rounds so far, and what was handed in last."""
        here = self._folder.at(EARLIER)
        files: dict[str, Content] = {
            f"{EARLIER}/{name}": copied(os.path.join(here, name))
            for name in sorted(files_in(here))
            if name.endswith(".json")
        }
        if self._report:
            head = self.round.head
            files[f"{EARLIER}/{_NO_NAME.sub('_', f'{head.as_of} {head.title}')[:80]}.json"] = copied(self._report)
        returned = os.path.join(self._frozen or self._folder.path, RETURNED)
        for name in files_in(returned):
            if name.lower().endswith(SUFFIXES):
                files[f"{LAST}/{name}"] = copied(os.path.join(returned, name))
        return files

    @property
    def _frozen(self) -> str | None:
        """Where it was frozen last; None where it was not."""
        names = frozen_at(self._folder)
        return self._folder.at(names[-1]) if names else None

    @property
    def _report(self) -> str | None:
        path = os.path.join(self._frozen, REPORT) if self._frozen else self._folder.at(RESULTS, REPORT)
        return path if os.path.isfile(path) else None

    def told(self, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[Text]:
        """Yield what is to be said of what was carried over."""
        names = {one.list: one.name for one in REGISTERS}
        counted = [f"{names[name]} {len(listed)} 行" for name, listed in rows.items() if listed]
        yield Text(f"从上期带过来：{'、'.join(counted)}", f"carried over: {', '.join(counted)}")
        excused = [one.name for one in self.round.units if one.excused]
        if excused:
            listed = "、".join(excused)
            yield Text(
                f"上期免报的照样写着免报：{listed}；这一期要报的，把理由删掉",
                f"still excused, as in the last round: {listed}; delete the reason of those that owe a report now",
            )
        for one in self.round.findings:
            if one.code == "FZ108" and not is_of_examples(one):
                at, what = one.place.cell if one.place else "", one.data.get("what")
                if isinstance(what, Text):
                    yield Text(f"没有带过来 {at}：{what.zh}", f"not carried over, {at}: {what.en}")
        if self._report is None:
            yield Text(
                f"上期没有检查结果：没有可对比的。先运行 fazhi-check round check {self._folder.path}，再新建这一期",
                f"the last round has no result to compare with: run fazhi-check round check {self._folder.path} first",
            )
        elif self._frozen is None:
            yield Text(
                "上期还没有定稿：对比用的是它最近一次检查的结果",
                "the last round is not frozen: its last result is used",
            )


def _texts(name: str, rows: ListNode) -> Iterator[dict[str, str]]:
    """Yield the rows of a list as texts by the keys of its columns."""
    keys = {column.head: column.key for one in REGISTERS if one.list == name for column in one.columns}
    for row in rows.given:
        pairs = row.pairs if isinstance(row, Tree) else []
        found = {keys.get(text_of(key), ""): _text(value) for key, value in pairs}
        yield {key: text for key, text in found.items() if key and text}


def _text(node: Node) -> str:
    return getattr(node, "text", None) or ""
