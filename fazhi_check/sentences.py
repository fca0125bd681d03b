"""The sentences of verdicts: what is said of each, in both languages. Texts and nothing else: measures and assess decide.

Each is a template, or a function that words a part of one. `asked` is what is required, `reported` what was given.
"""

from __future__ import annotations

from datetime import date

from fazhi_check.words import Figure, Text

NOTHING = Text("", "")

# What is asked.
A_VALUE = Text("报有数值", "a value reported")


def at_least(figure: Figure) -> Text:
    """Word a number to be reached from below."""
    return Text(f"不低于 {figure}", f"at least {figure}")


def at_most(figure: Figure) -> Text:
    """Word a number not to be exceeded."""
    return Text(f"不高于 {figure}", f"at most {figure}")


def a_year(figure: Figure) -> Text:
    """Word a number to be reached each year."""
    return Text(f"每年 {figure}", f"{figure} a year")


def with_progress(status: Text, written: str) -> Text:
    """Word a stage that was reported with its progress in percent."""
    return Text(f"{status.zh}，进度 {written}", f"{status.en}, progress {written}")


# The ends of sentences: how the day it was done stands to the deadline, and what else matters.


def early(done: str, deadline: date) -> Text:
    """Say that it was done before its deadline."""
    return Text(f"，提前({done} 完成，时限 {deadline})", f", early (done {done}, due {deadline})")


def on_time(done: str) -> Text:
    """Say that it was done on the day of its deadline."""
    return Text(f"，按期({done} 完成)", f", on time (done {done})")


def late(done: str, deadline: date) -> Text:
    """Say that it was done after its deadline."""
    return Text(f"，逾期完成({done}，时限 {deadline})", f", late (done {done}, due {deadline})")


def done_later(done: str) -> Text:
    """Say that it was done after the phase under acceptance."""
    return Text(f"(完成于 {done})", f" (done {done})")


def later(number: int) -> Text:
    """Say how many pieces of evidence are of later date than the day of judgement."""
    return Text(
        f"；另有 {number} 件日期在判定日期之后，不算", f"; {number} more dated after the day of judgement do not count"
    )


def no_value(status: Text) -> Text:
    """Word a stage that was reported where a value is asked for."""
    return Text(f"{status.zh}（没有填数值）", f"{status.en} (no value given)")


def after_the_phase(number: int) -> Text:
    """Say how many pieces of evidence are of later date than the phase under acceptance."""
    return Text(
        f"；所列佐证有 {number} 件日期在阶段时限之后",
        f"; {number} piece(s) of evidence dated after the phase's deadline",
    )


NO_PACE = Text(
    "；没有基期值，时限前也没有分期的数，无法推算进度",
    "; no baseline and no number before the mark, so no pace can be told",
)


def no_pace_before(day: date) -> Text:
    """Say that nothing tells a pace before the first dated value."""
    return Text(f"；{day} 之前没有基期值，无法推算进度", f"; no baseline before {day}, so no pace can be told")


# The sentence of each verdict.
MET = Text(
    "已达到 {asked}，实报 {reported}，佐证充分{timing}{after}", "{asked} reached ({reported}) and proven{timing}{after}"
)
ACCEPTED = Text("已达到 {asked}，实报 {reported}{timing}{after}", "{asked} reached ({reported}){timing}{after}")
UNPROVEN = Text(
    "实报 {reported}，能证明的佐证 {have} 件，至少要 {need} 件({kinds}){late}",
    "reported {reported}; {have} piece(s) of evidence count, {need} needed ({kinds}){late}",
)
NO_VALUE = Text(
    "只填了状态 {reported}，没有填数值，不能证明达到 {asked}",
    "only the status {reported}: without the value {asked} is not proven",
)
OPEN = Text(
    "实报 {reported} 只是上限或下限，不能确定是否达到 {asked}(时限 {deadline})",
    "reported {reported} is only a bound: it does not settle {asked} (due {deadline})",
)
OPEN_PACE = Text(
    "实报 {reported} 只是上限或下限，按序时进度应达 {expected}，不能确定是否达到",
    "reported {reported} is only a bound: it does not settle the {expected} expected by now",
)
OVERDUE = Text(
    "应于 {deadline} 前达到 {asked}，实报 {reported}{late}", "due by {deadline}: {asked}; reported: {reported}{late}"
)
DUE_TODAY = Text(
    "{deadline} 今日到期，应达到 {asked}，实报 {reported}", "due today, {deadline}: {asked}; reported: {reported}"
)
LAGGING_POINTS = Text(
    "按序时进度应达 {expected}，实报 {reported}，慢 {lag} 个百分点({deadline} 前应达到 {asked})",
    "expected by now: {expected}; reported: {reported}; {lag} points behind ({asked} due by {deadline})",
)
DUE_SOON = Text(
    "还有 {days} 天到 {deadline}，应达到 {asked}，实报 {reported}{note}",
    "{days} days left until {deadline} for {asked}; reported: {reported}{note}",
)
ON_TRACK = Text(
    "{deadline} 前应达到 {asked}，实报 {reported}{note}", "{asked} due by {deadline}; reported: {reported}{note}"
)
BROKEN = Text(
    "未保持：自 {deadline} 起应保持 {asked}，实报 {reported}",
    "not kept: {asked} in force since {deadline}; reported: {reported}",
)
KEPT = Text("应保持 {asked}，实报 {reported}{after}", "{asked} is to be kept; reported: {reported}{after}")
SHORT_YEAR = Text("{year} 年应达到 {asked}，实报 {reported}", "{year}: {asked} asked, {reported} reported")
OPEN_YEARS = Text("{years} 年没有可判定的数，不能证明 {asked}", "no settled number for {years}: {asked} is not proven")
LAGGING_YEAR = Text(
    "{year} 年到此时应有 {expected}，实报 {reported}({asked})",
    "{year}: {expected} expected by now, {reported} reported ({asked})",
)

# Why an entry is not judged: the codes, or codes with their places, of what is wrong with its data.
INVALID = Text("填报的数据有误，无法判定：见 {where}", "the data of this entry cannot be used: see {where}")
ITS_ERRORS = Text("本项的错误", "its errors")
EXEMPT = Text("不适用：{reason}", "not applicable: {reason}")
MISSING_DUTY = Text("没有填报；自 {start} 起应保持 {asked}", "not reported; {asked} in force since {start}")
MISSING = Text("没有填报；{deadline} 前应达到 {asked}", "not reported; {asked} due by {deadline}")
MISSING_TODAY = Text("没有填报；{deadline} 今日到期，应达到 {asked}", "not reported; {asked} due today, {deadline}")
MISSING_PAST = Text("没有填报；时限 {deadline} 已过，应达到 {asked}", "not reported; {asked} was due by {deadline}")
