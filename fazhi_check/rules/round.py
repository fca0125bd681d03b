"""The round (FZ9): who has not reported, whose file it is not, what nobody is asked, and what is wrong with it itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from fazhi_check.findings import Finding
from fazhi_check.outcome import FileReport
from fazhi_check.round.report import RoundReport
from fazhi_check.words import LEVELS, Term, Text


def on_round(stands: RoundReport) -> list[Finding]:
    """Return what is to be said of the round itself after a run."""
    return [*faulty(stands), *not_submitted(stands), *asked_of_nobody(stands)]


def on_files(stands: RoundReport) -> Iterator[tuple[FileReport, Finding]]:
    """Yield what is to be said of files because of the round."""
    yield from _of_strangers(stands)
    yield from _of_stale(stands)


def not_submitted(stands: RoundReport) -> Iterator[Finding]:
    """名册里的单位没有报送。

    这次调度要求它报，检查的文件里却没有它的，或只有起始日期以前的旧表（沿用，只供参考，不计入汇总）。
    怎么办：催报；已经报来的，核对填报里的单位名称、层级和代码是否与名册一致，名册可以写“曾用”；经同意不报的，
    在名册里写“免报”和理由。

    ---
    A unit of the round has not submitted.

    The round asks it for a report, and none of the files that were checked is one of it, or only one from before the
    round begins, which is shown and in no sum. Remind it. If it did report, see whether name, level and code in its
    file are those of the round, which may name an older name under formerly. Where it need not report, excuse it with
    the reason.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
      - {名称: 示例区, 层级: 县级, 代码: "650102"}

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
      - {名称: 示例区, 层级: 县级, 代码: "650102", 免报: 机构改革，经批准}
    """
    for unit in stands.units:
        if unit.state == "not_submitted":
            old = unit.stale
            stale = Text(f"，沿用 {old} 的数据", f"; its data of {old} are shown") if old else Text("", "")
            yield Finding("FZ901", unit.member.place, {"unit": unit.member.name, "stale": stale})


def stranger(stands: RoundReport) -> Iterator[Finding]:
    """填报的单位不在这次调度的名册里。

    文件照常判定、照常把关，但不计入这次调度的任何汇总。怎么办：核对填报里的单位名称、层级、代码和机构；确是本次要报的
    单位，补进名册；改了名称或层级的，在名册里写“曾用”。

    ---
    A file is of a unit that the round does not have.

    It is judged and held against the gate, and is in no sum of the round. See whether its name, level, code and body
    are right. If the unit belongs to the round, add it; if its name or level has changed, name the older one under
    formerly.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例区, 层级: 县级, 代码: "650102"}

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    """
    return (found for _, found in _of_strangers(stands))


def too_old(stands: RoundReport) -> Iterator[Finding]:
    """填报的截至日期早于这次调度的起始日期。

    单位这次没有别的文件，按未报送计；旧数据照样判定、列出，只供参考，不计入汇总。没有写“起”的，起始日期就是截至日期。
    怎么办：催报这一期的填报；日期写错的，改正填报的截至日期。

    ---
    A file is of a date before the round begins.

    Its unit has no other one and counts as not submitted. The old data are judged and shown all the same, and are in no
    sum. Without a first day (from) the round begins on its as_of. Ask for this round's report, or correct the date in
    the file.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-09-30
    起: 2023-09-01
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    起: 2023-07-01
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    """
    return (found for _, found in _of_stale(stands))


def asked_of_nobody(stands: RoundReport) -> Iterator[Finding]:
    """有的任务这次没有要求任何单位。

    只在有分工时提示：按层级应报的、分给单位的，再减去本期不要求的，都没有它们。确实不要求的，不必处理；漏了的，补进分工。

    ---
    Tasks that no unit of the round is asked.

    Told only where the round assigns tasks: neither the level of a unit nor an assignment brings them, or they are not
    asked this time. Leave it if that is meant; else assign them.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100", 分工: 3.3.2}

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
    """
    if stands.unassigned:
        ids = [Term(one, one) for one in stands.unassigned]
        yield Finding("FZ904", None, {"number": len(ids), "ids": ids})


def faulty(stands: RoundReport) -> Iterator[Finding]:
    """调度本身有误。

    名册里一个单位写了两行；部门没有分工（它什么都不用报，不会按整个规划要求它）；分工写了规划里没有的编号、目标或原则性
    要求；各表里写了名册没有的单位；节点设在了不是节点任务的事项上；检查用的不是这次调度的规划。
    有误的行没有用上，其余照常。怎么办：按提示改正调度文件。

    ---
    The round itself has faults.

    A unit stands in it twice; a department is assigned nothing (it is asked nothing then, never the whole plan); ids are
    assigned that the plan does not have, goals or principles; lists name units that the round does not have; a node is
    set on what is no milestone; the check uses another plan than the round. Such rows are not used, all others are.
    Correct the round's file.

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
      - {名称: 市司法局, 层级: 部门, 代码: "650100", 免报: 机构改革}
      - {名称: 乌鲁木齐市司法局, 层级: 部门, 代码: "650100", 免报: 机构改革}

    ---
    规划: urumqi-14fyp
    标题: 2023年第三季度调度
    截至: 2023-08-30
    单位:
      - {名称: 示例市, 层级: 市级, 代码: "650100"}
      - {名称: 市司法局, 层级: 部门, 代码: "650100", 免报: 机构改革}
    """
    for fault in stands.faults:
        yield Finding("FZ906", fault.place, {"what": fault.what})


def _of_strangers(stands: RoundReport) -> Iterator[tuple[FileReport, Finding]]:
    for one, near in stands.strangers:
        if one.unit:
            hint = Text(f"；{near.zh}", f". {near.en.strip()}") if near.zh else Text("", "")
            data = {"unit": one.unit.name, "level": Term(*LEVELS[one.unit.level]), "code": one.unit.code, "hint": hint}
            yield one, Finding("FZ902", one.unit_place, data)


def _of_stale(stands: RoundReport) -> Iterator[tuple[FileReport, Finding]]:
    for unit in stands.units:
        if unit.stale and unit.shown:
            data = {"unit": unit.member.name, "as_of": unit.stale, "start": stands.start}
            yield unit.shown, Finding("FZ903", unit.shown.unit_place, data)


# The rule of each code.
RULES: dict[str, Callable[..., Iterable[Finding]]] = {
    "FZ901": not_submitted,
    "FZ902": stranger,
    "FZ903": too_old,
    "FZ904": asked_of_nobody,
    "FZ906": faulty,
}
