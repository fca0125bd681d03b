"""What was counted or entered for the units of a run, by item: rows of the standard and of the round, and the registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.guess import did_you_mean
from fazhi_check.round.problem import Fault
from fazhi_check.round.report import UnitReport
from fazhi_check.round.rows import Counted, Dispatch, Round
from fazhi_check.round.standard.rows import Item, Standard
from fazhi_check.round.standard.scoring import Counts
from fazhi_check.words import Text, number


class Registers(NamedTuple):
    """What a round says of a unit: where it stands, the day it was due, and what was sent to it up to the day."""

    unit: UnitReport
    round: Round
    dispatches: Sequence[Dispatch] = ()


def counted_of(standard: Standard, rows: Sequence[Counted], registers: Registers | None) -> dict[str, Counts]:
    """Return what counts for a unit by item; `rows` are those on it that hold (see wrong_rows)."""
    found = {}
    for item in standard.items:
        own = [row for row in rows if row.item == item.id]
        counts = _by_registers(item, registers) if item.from_ else _by_rows(item, own)
        if counts:
            found[item.id] = counts
    return found


def _by_rows(item: Item, rows: Sequence[Counted]) -> Counts | None:
    if not rows or item.judged:
        return None
    if item.rule == "manual":
        reasons = [Text(row.reason, row.reason) for row in rows if row.reason]
        return Counts(points=rows[0].points, reasons=reasons)
    return Counts(sum((row.cases or Fraction(0) for row in rows), Fraction(0)), reasons=list(map(_reason, rows)))


def _reason(row: Counted) -> Text:
    """Return why a row counts: what the office wrote, and how many cases."""
    cases = number(row.cases or Fraction(0))
    if not row.reason:
        return Text(f"{cases} 件", f"cases: {cases}")
    return Text(f"{row.reason}（{cases} 件）", f"{row.reason} (cases: {cases})")


def _by_registers(item: Item, registers: Registers | None) -> Counts | None:
    """Return what the registers of the round say; None of a unit that is in none."""
    if registers is None:
        return None
    if item.from_ == "dispatches":
        reasons = list(map(_sent, registers.dispatches))
    elif registers.unit.state == item.from_:
        reasons = [_late(registers) if item.from_ == "late" else Text("未报送", "not submitted")]
    else:
        reasons = []
    return Counts(Fraction(len(reasons)), reasons=reasons)


def _late(registers: Registers) -> Text:
    received, due = registers.unit.received, registers.round.head.due
    return Text(f"收件登记：{received} 收到，报送截止 {due}，迟报", f"received on {received}, due on {due}: late")


def _sent(one: Dispatch) -> Text:
    zh, en = (f"（{one.number}）", f" ({one.number})") if one.number else ("", "")
    return Text(f"发文登记：{one.date} {one.kind}{zh}", f"sent on {one.date}: {one.kind}{en}")


def wrong_rows(standard: Standard, rows: Iterable[Counted]) -> Iterator[tuple[Counted, Fault]]:
    """Yield the rows on one unit that do not hold under the standard it is measured by, each with why."""
    items = standard.by_id
    manual: dict[str, list[Counted]] = {}
    for row in rows:
        item = items.get(row.item)
        why = _no_item(row.item, standard) if item is None else _misfit(item, row)
        if why:
            yield row, Fault(why, row.place)
        elif item and item.rule == "manual":
            manual.setdefault(item.id, []).append(row)
    for name, several in manual.items():
        yield from ((row, Fault(_twice(name, row.unit), row.place)) for row in several if len(several) > 1)


def _misfit(item: Item, row: Counted) -> Text | None:
    """Return what is wrong with a row of an item of the standard; None where nothing is."""
    if item.judged:
        return Text(
            f"项目 {item.id} 按判定计分，不用录入", f"the item {item.id} is scored by verdicts: nothing is entered"
        )
    if item.from_:
        return Text(
            f"项目 {item.id} 从登记里计数，不用录入",
            f"the item {item.id} is counted from registers: nothing is entered",
        )
    return _wrong_points(item, row) if item.rule == "manual" else _wrong_cases(item, row)


def _wrong_cases(item: Item, row: Counted) -> Text | None:
    if row.points is not None:
        return Text(f"项目 {item.id} 按件计分，写“件数”，不写“得分”", f"the item {item.id} takes cases, not points")
    if row.cases is None:
        return Text("没有写件数，没有的写 0", "cases are missing: write 0 where there is none")
    return None


def _wrong_points(item: Item, row: Counted) -> Text | None:
    if row.points is None and row.cases is None:
        return Text("没有写得分", "points are missing")
    if row.points is None or row.cases is not None:
        return Text(f"项目 {item.id} 由人工打分，写“得分”，不写“件数”", f"the item {item.id} takes points, not cases")
    if not 0 <= row.points <= item.max:
        given, most = number(row.points), number(item.max)
        return Text(
            f"项目 {item.id} 的得分 {given} 不在 0 到 {most} 之间",
            f"the points of the item {item.id}, {given}, are not within 0 and {most}",
        )
    return None


def _no_item(name: str, standard: Standard) -> Text:
    known: Mapping[str, Item] = standard.by_id
    meant = next((one.id for one in standard.items if _means(name, one)), None)
    near = (
        Text(f"是不是 {meant}？", f"Did you mean {meant}?") if meant else did_you_mean(name, [*known], "Did you mean")
    )
    return Text(
        f"《{standard.head.title}》里没有项目“{name}”，{near.zh or '可填：' + '、'.join(known)}",
        f"the standard has no item {name}. {near.en or 'Allowed: ' + ', '.join(known)}".strip(),
    )


def _means(name: str, item: Item) -> bool:
    """Tell whether a name stands for an item by its title, alone or after its id, or as a sheet makes a number of its id."""
    written, title = "".join(name.split()), "".join(item.title.split())
    return written in (title, f"{item.id}{title}") or ("." in item.id and written == item.id.rstrip("0"))


def _twice(item: str, unit: str) -> Text:
    return Text(
        f"{unit} 的项目 {item} 录入了两次得分，只能留一个；两行都没有用上",
        f"points of the item {item} are entered twice for {unit}: keep one; neither is used",
    )
