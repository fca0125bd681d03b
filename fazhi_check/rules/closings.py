"""The rows of a round on problems (FZ6): closings that nothing bears out, rows that meet no problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from fazhi_check.findings import Finding
from fazhi_check.round.problem import Lost, Premature, Unheld


def on_closings(rows: Iterable[Unheld]) -> list[Finding]:
    """Return what is to be said of the rows on problems that do not hold; faults of the round are told as its own."""
    listed = list(rows)
    return [*premature(listed), *unmet(listed)]


def premature(rows: Iterable[Unheld]) -> Iterator[Finding]:
    """销号没有判定支持，问题仍未销号。

    这个问题从列入起（销号后反弹的，从反弹起），没有一次判定不再是问题，却登记了销号。判定不会因为销号改变，问题维持原来的
    状态；以后的填报不再是问题时，这条销号才生效。
    怎么办：核对单位、编号和日期；确已整改的，请单位在填报里写明进展和佐证；整改不到位的，改为“退回整改”；经批准不再整改的，
    改为“经批准取消”。

    ---
    A problem is closed though nothing bears it out: it stays open.

    Since it began, or came back after an earlier closing, no judgement was free of it. A closing never changes a verdict.
    The problem keeps its state, and the closing holds once a report is free of it. Check unit, number and date. If it
    has been put right, have the unit report so with its evidence; if not, enter it as returned; if it need not be put
    right, as cancelled.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    销号:  # 这一项仍是逾期
      - 单位: 示例市
        编号: 3.3.2-08
        决定: 已销号
        日期: 2023-08-30
        批准单位: 市委依法治市办

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    销号:
      - 单位: 示例市
        编号: 3.3.2-08
        决定: 退回整改
        日期: 2023-08-30
        批准单位: 市委依法治市办
    """
    for one in rows:
        if isinstance(one, Premature):
            said = {"unit": one.unit, "no": one.no, "date": one.day, "since": one.since}
            yield Finding("FZ605", one.place, said, one.target)


def unmet(rows: Iterable[Unheld]) -> Iterator[Finding]:
    """销号、延期或发文没有对应的问题。

    台账里没有它写的问题编号；写任务编号的，到它的日期为止这个单位的这项任务还没有列过问题。这一行没有用上。
    怎么办：核对单位、编号和日期；问题是以前列入的，用 --since 给出以前的报告；上级交办的，先登记在“问题”里。

    ---
    A closing, extension or dispatch meets no known problem.

    There is no problem of that number; where it names a task, the unit had no problem of it by the day of the row, which
    is not used. Check unit, number and date. If the problem began in an earlier round, give its report with --since; if
    it came from elsewhere, enter it among the problems first.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    销号:  # 还没有列过问题
      - 单位: 示例市
        编号: 3.3.2-08
        决定: 退回整改
        日期: 2023-06-30
        批准单位: 市委依法治市办

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    问题:
      - {单位: 示例市, 问题编号: 督察-1, 问题表述: 卷宗不全, 日期: 2023-06-01}
    销号:
      - {单位: 示例市, 问题编号: 督察-1, 决定: 退回整改,
         日期: 2023-06-30, 批准单位: 市委依法治市办}
    """
    for one in rows:
        if isinstance(one, Lost):
            yield Finding("FZ606", one.place, {"what": one.what, "unit": one.unit, "named": one.named, "why": one.why})


# The rule of each code.
RULES: dict[str, Callable[..., Iterable[Finding]]] = {"FZ605": premature, "FZ606": unmet}
