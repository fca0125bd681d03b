"""`round status`: who has reported and who is to be called, by what came back and by the register."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

from fazhi_check.cli.notes import note
from fazhi_check.cli.options import Options
from fazhi_check.cli.round.folder import HANDED_OUT, RETURNED, REVIEWS, RoundFolder, files_in
from fazhi_check.cli.round.judging import is_filled, looked_at
from fazhi_check.cli.round.told import line_of, unchanged
from fazhi_check.cli.values import read_day
from fazhi_check.cli.written import touched
from fazhi_check.digest.round.facts import RETURNS, returns_in
from fazhi_check.digest.round.head import told_numbers
from fazhi_check.digest.round.headings import TOLD_BY_ROUND
from fazhi_check.digest.words import superseded_by
from fazhi_check.outcome import FileReport, Report
from fazhi_check.round.columns import BOOK
from fazhi_check.round.register import is_of_examples
from fazhi_check.round.report import Return, RoundReport, UnitReport
from fazhi_check.round.rows import Round
from fazhi_check.sanitize import visible
from fazhi_check.source.files import is_sheet
from fazhi_check.source.walk import SUFFIXES
from fazhi_check.words import Lang, Text


def status(folder: RoundFolder, round_: Round, plan: str | None, day: str | None, lang: Lang) -> int:
    """Print who has reported; return 0. Raises UsageError."""
    from_day = read_day(day, "--as-of") if day else None
    report = looked_at(folder, plan, Options(format_="summary", quiet=True, lang=lang))
    stands = report.round
    assert stands
    odd = (*_odd(folder, report), *unchanged(stands, folder, is_filled(folder)), *_misplaced(folder))
    for line in (*_top(round_, from_day), _sums(stands), *_chase(stands), *odd, *_next(stands)):
        print(visible(line.say(lang)))
    for text in _wrong(folder, report):
        note(text, lang)
    return 0


def _wrong(folder: RoundFolder, report: Report) -> Iterator[Text]:
    """Yield what is wrong with the register and with reviews, and what of them was not read."""
    for file in report.files:
        if file.subject == "round":
            kept = (one for one in file.all_findings if one.code not in TOLD_BY_ROUND and not is_of_examples(one))
            yield from (line_of(folder.at(file.path), one) for one in kept)


def _top(round_: Round, day: date | None) -> Iterator[Text]:
    head = round_.head
    yield Text(f"{head.title}  截至 {head.as_of}", f"{head.title}, as of {head.as_of}")
    if head.due is None:
        yield Text("没有写报送截止：不分按期和迟报", "no date due is set: nobody is on time or late")
        return
    left = (head.due - day).days if day else None
    zh = (
        "" if left is None else f"，还有 {left} 天" if left > 0 else "，就是今天" if left == 0 else f"，已过 {-left} 天"
    )
    en = (
        "" if left is None else f", {left} days to go" if left > 0 else ", today" if not left else f", {-left} days ago"
    )
    yield Text(f"报送截止 {head.due}{zh}", f"due {head.due}{en}")


def _sums(stands: RoundReport) -> Text:
    """Return the sums of the round, as every format words them."""
    return told_numbers(returns_in([one.state for one in stands.units]), stands.punctual, of_all=True)


def _chase(stands: RoundReport) -> Iterator[Text]:
    """Yield the units to call: one line a state, in the round's order."""
    for state in _CALLED:
        units, words = [one for one in stands.units if one.state == state], RETURNS[state]
        if units:
            zh = "、".join(_called(one, "zh", stands) for one in units)
            en = ", ".join(_called(one, "en", stands) for one in units)
            yield Text(f"{words.zh} {len(units)}：{zh}", f"{words.en} {len(units)}: {en}")
    idle = [one.member.name for one in stands.units if not one.asked and one.state != "excused"]
    if idle:
        yield Text(f"未分工 {len(idle)}：{'、'.join(idle)}", f"asked nothing {len(idle)}: {', '.join(idle)}")


# In which states units are to be called, the most urgent first.
_CALLED: tuple[Return, ...] = ("not_submitted", "returned", "late", "excused")


def _called(one: UnitReport, lang: Lang, stands: RoundReport) -> str:
    """Return a unit's name with what is to be known beside it."""
    aside = Text("", "")
    if one.stale:
        aside = Text(f"（沿用 {one.stale} 数据）", f" (data of {one.stale})")
    elif one.state == "returned":
        by = [row.correct_by for row in stands.round.receipts if row.unit == one.member.name and row.correct_by]
        aside = Text(f"（补正期限 {by[-1]}）", f" (by {by[-1]})") if by else aside
    elif one.state == "late" and one.received:
        aside = Text(f"（{one.received} 收到）", f" (received {one.received})")
    elif one.state == "excused" and one.member.excused:
        aside = Text(f"（{one.member.excused}）", f" ({one.member.excused})")
    return one.member.name + aside.say(lang)


def _odd(folder: RoundFolder, report: Report) -> Iterator[Text]:
    """Yield the files that nobody's report is made of: not to be read, of no unit of the round, not of its kind."""
    for one in report.files:
        if one.subject == "file" and (why := _why_odd(one)):
            yield Text(f"{one.path}：{why.zh}", f"{one.path}: {why.en}")
    for name in files_in(folder.at(RETURNED)):
        if not name.lower().endswith(SUFFIXES):
            yield Text(f"{RETURNED}/{name}：{_NOT_READ.zh}", f"{RETURNED}/{name}: {_NOT_READ.en}")


def _misplaced(folder: RoundFolder) -> Iterator[Text]:
    """Yield what seems to be a report and lies where none is looked for."""
    for name in sorted(os.listdir(folder.path)):
        if is_sheet(name) and name not in (BOOK, REVIEWS) and not name.startswith((".", "~$")):
            yield Text(
                f"{name}：放在了外面，没有读；填报放进 {RETURNED}", f"{name}: not read; reports go into {RETURNED}"
            )
    for name in touched(folder.at(HANDED_OUT)):
        yield Text(
            f"{HANDED_OUT}/{name}：下发的表里填了内容，没有读；交来的填报放进 {RETURNED}",
            f"{HANDED_OUT}/{name}: filled in where it was handed out, not read; reports go into {RETURNED}",
        )


def _why_odd(one: FileReport) -> Text | None:
    if one.superseded:
        return superseded_by(one.newer)
    if one.unit is None:
        first = next((found for found in one.all_findings if found.code != "FZ108"), None)
        return Text(first.message("zh"), first.message("en")) if first else Text("看不出是哪个单位", "no unit is named")
    if any(found.code == "FZ902" for found in one.all_findings):
        return Text(f"{one.unit.name} 不在名册里", f"{one.unit.name} is not in the round")
    return None


_NOT_READ = Text("不能读取；填报要另存为 .xlsx 格式", "it cannot be read: a submission is saved as .xlsx")


def _next(stands: RoundReport) -> Iterator[Text]:
    waiting = any(one.state in ("not_submitted", "returned") for one in stands.units)
    unregistered = [one.member.name for one in stands.units if one.file and not one.received]
    if stands.round.receipts and unregistered:
        named = "、".join(unregistered)
        yield Text(f"已来、没有收件登记 {len(unregistered)}：{named}", f"without a receipt: {', '.join(unregistered)}")
    if not waiting:
        yield Text("都报了：运行 fazhi-check round check", "all have reported: run fazhi-check round check")
