"""How papers tell a thing that is open: by the plan's clause and words, what was reported, since when; nobody is accused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import Line
from fazhi_check.digest.papers.facts import as_written, day_written
from fazhi_check.digest.papers.official import degree_on_paper, is_settled, verdict_on_paper
from fazhi_check.digest.papers.things import ABSENCE, Thing
from fazhi_check.digest.plan import PlanDigest
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.tracked import Problem
from fazhi_check.digest.words import EVIDENCE
from fazhi_check.plan.model import BY_YEAR, VALUED, Frequency, Standing, basis_of
from fazhi_check.wording import asking
from fazhi_check.words import STATUSES, VERDICTS

# What stands in a cell where there is nothing to say.
NOTHING: Final = "—"
_LACKS: Final = "佐证材料不足："


class Told(NamedTuple):
    """A thing as a row: the tags of its cells; `notes` are what stands below the table for its sake."""

    row: dict[str, str]
    notes: Sequence[str] = ()


def told_of(
    thing: Thing, number: int, plan: PlanDigest | None, round_: RoundDigest | None, urged: str = "督促"
) -> Told:
    """Return a thing as the row of its number; `urged` is what was done to the unit before (督促, 提请)."""
    if thing.kind == ABSENCE:
        return Told(_row(number, _absence(round_), urged))
    if thing.line is None:
        return Told(_row(number, _by_hand(thing, plan), urged))
    asks = "" if thing.line.by_node else "要求"
    return Told(_row(number, _judged(thing, thing.line, plan), urged, asks), list(_notes(thing.line, plan)))


# The cells of a row, in their order.
_CELLS: Final = ("编号", "事项", "条目", "要求", "填报", "判定", "起始", "督促次数")


def _row(number: int, cells: dict[str, str], urged: str, asks: str = "") -> dict[str, str]:
    """Return all cells of a row, and the same as a sentence (说明), without what is not known.

    In the sentence a requirement begins with what it `asks`.
    """
    known = {name: cells.get(name, "") for name in _CELLS}
    clause = f"规划“{known['条目']}”" if known["条目"] else ""
    asked = f"{asks}{known['要求']}" if known["要求"] else ""
    times = f"已{urged} {known['督促次数']} 次" if known["督促次数"] else ""
    parts = (clause, asked, known["填报"], known["判定"], known["起始"], times)
    shown = {name: text or NOTHING for name, text in known.items()}
    said = "；".join(part for part in parts if part)
    called = " ".join(part for part in (known["编号"], known["事项"]) if part)
    state = known["判定"] or (known["填报"] if not known["编号"] else "")
    problem = f"{called}：{state}" if state else called
    return {"序号": str(number), **shown, "名称": called, "问题": problem, "说明": f"{said}。" if said else ""}


def _absence(round_: RoundDigest | None) -> dict[str, str]:
    due = f"应于{day_written(round_.due)}前报送" if round_ and round_.due else "报送本次材料"
    return {"事项": f"{round_.title if round_ else ''}材料", "要求": due, "填报": "未报送"}


def _by_hand(thing: Thing, plan: PlanDigest | None) -> dict[str, str]:
    """Return the cells of a problem that no line tells."""
    problem = thing.problem
    assert problem
    came = "、".join(part for part in (problem.source, problem.ref) if part)
    before = problem.rounds - (problem.now is not None and problem.now.verdict in FLAGGED)
    return {
        "编号": problem.target or problem.no,
        "事项": as_written(problem.text.say("zh")) if problem.source is None else problem.text.say("zh"),
        "条目": _clause(problem.target, plan),
        "要求": "；".join([*([f"来源：{came}"] if came else []), *_deadline(problem, thing.over)]),
        "填报": _last_reported(problem),
        "判定": "；".join(_state(problem)),
        "起始": f"{day_written(problem.opened)}列入" + (f"，此前涉及 {before} 期" if before else ""),
        "督促次数": str(problem.reminders or ""),
    }


def _clause(target: str | None, plan: PlanDigest | None) -> str:
    """Return the heading of the item that a task belongs to, by its number."""
    item = target.rpartition("-")[0] if target else ""
    return plan.heading(item).zh if plan and item in plan.headings else ""


def _deadline(problem: Problem, over: int) -> Iterator[str]:
    if problem.deadline:
        yield f"整改时限{day_written(problem.deadline)}" + (f"，已超过 {over} 天" if over else "")


def _state(problem: Problem) -> Iterator[str]:
    if problem.state == "reopened":
        yield "销号后反弹"
    if problem.state == "returned":
        yield "退回整改" + (f"：{problem.requirement}" if problem.requirement else "")


def _last_reported(problem: Problem) -> str:
    """Return what the unit reported last of a problem's task, and when."""
    last = problem.now or problem.before
    if last is None or last.reported is None:
        return ""
    if problem.source is None:  # its text says already what was reported
        return f"{day_written(last.as_of)}核对：{VERDICTS[last.verdict].zh}"
    said = STATUSES[str(last.reported)].zh if last.reported in STATUSES else str(last.reported)
    return f"{day_written(last.as_of)}填报“{said}”，{VERDICTS[last.verdict].zh}"


def _judged(thing: Thing, line: Line, plan: PlanDigest | None) -> dict[str, str]:
    """Return the cells of a thing that a line tells."""
    problem = thing.problem
    return {
        "编号": line.target,
        "事项": line.title.zh,
        "条目": plan.heading(line.item).zh if plan and line.item in plan.headings else line.item,
        "要求": requirement(line),
        "填报": "；".join(_reported(line)),
        "判定": _verdict(line),
        "起始": "；".join([*_since(thing, line), *(_given(problem, thing.over) if problem else ())]),
        "督促次数": str((problem and problem.reminders) or ""),
    }


def requirement(line: Line) -> str:
    """Return what the plan asks and by when, in its sense and no further; of a node that it is the office's own."""
    if line.required is None:
        return ""
    rule = basis_of(line.measure) if line.measure else None
    asked = f"{_asked(line)}（口径：{rule}）" if rule else _asked(line)
    if isinstance(line.measure, Standing):
        return f"自{day_written(line.deadline)}起{asked}" if line.deadline else asked
    if isinstance(line.measure, Frequency) or line.deadline is None:
        return asked
    head = "调度节点（非规划规定）：" if line.by_node else ""
    return f"{head}到{day_written(line.deadline)}{asked}"


def _asked(line: Line) -> str:
    """Return what is asked without its day; of a value that is to reach its mark later the stage, and the mark beside it."""
    required, measure = line.required, line.measure
    if required is None or measure is None:
        return line.asked.zh
    if isinstance(measure, VALUED) and isinstance(required, str) and required != "done":
        stage, mark = asking(required, measure, by_stage=True), asking("done", measure)
        return f"{stage.say('zh')}，目标{mark.say('zh')}"
    return asking(required, measure).say("zh")


def _reported(line: Line) -> Iterator[str]:
    if line.verdict == "missing" or line.reported is None:
        yield _faulty(line) if line.verdict == "invalid" else "未填报"
        return
    yield f"填报“{_value(line)}”"
    if line.verdict == "invalid":
        yield _faulty(line)
    seen = line.settled.evidence if line.settled else None
    if line.proofs:
        yield f"已列佐证 {line.proofs} 件（{EVIDENCE[seen or 'unchecked'].zh}）"
    elif line.support:
        partly = "所列佐证不能计入" if line.support == "partial" else "仅有情况说明"
        looked = "" if seen == "unchecked" else "核验"
        yield partly + (f"（{looked}{EVIDENCE[seen].zh}）" if seen else "")


_PLACE: Final = re.compile(r"(\d+):(\d+)")


def _faulty(line: Line) -> str:
    """Return that an entry cannot be judged, and where in its file it is to be put right: row and column, or the cell."""
    where = _PLACE.sub(r"第 \1 行第 \2 列", line.errors.zh) if line.errors else ""
    return f"填报数据有误{where}，待改正"


def _value(line: Line) -> str:
    """Return what was reported, the numbers of years as people write them."""
    said = line.told.zh
    return _YEAR.sub(r"\1年 \2", said).replace(", ", "，") if line.measure and line.measure.kind in BY_YEAR else said


_YEAR: Final = re.compile(r"(\d{4}): ([^,]+)")


def _verdict(line: Line) -> str:
    """Return the verdict that counts in words, with what evidence lacks, and whether an office has settled it."""
    said, now = degree_on_paper(line), verdict_on_paper(line)
    if now != line.verdict:
        refused = "不同意列为不适用，" if line.verdict == "exempt" and now == "missing" else ""
        return f"{refused}核定为{said}"
    if line.verdict == "missing" and not is_settled(line):
        said = "属持续性任务" if line.standing else "时限已过" if line.past_due else "时限未到"
    lacks = line.message("zh").partition(_LACKS)[2]
    if line.verdict == "unproven" and not is_settled(line) and lacks:
        said = f"佐证不足：{lacks}"
    return f"{said}（{'已核定' if is_settled(line) else '未经核定'}）"


def _since(thing: Thing, line: Line) -> Iterator[str]:
    """Yield since when it has been open, and what became of it since the last report."""
    change = line.change
    if thing.came_back:
        yield "销号后反弹"
    if thing.fell_back:
        yield "较上期退步"
    if change and change.since and change.rounds > 1:
        yield f"{day_written(change.since)}起，此前已连续 {change.rounds - 1} 期"
    elif change and change.kind in ("new", "due", "fallen_back", "dropped"):
        yield "本期列入"


def _given(problem: Problem, over: int) -> Iterator[str]:
    """Yield what the ledger says of a problem beside its line: who found it, by when it is to be put right."""
    if problem.source:
        yield f"{problem.source}：{problem.text.say('zh')}"
    yield from _deadline(problem, over)
    if problem.state == "applied":
        yield "已申请销号，待核验"


def _notes(line: Line, plan: PlanDigest | None) -> Iterator[str]:
    """Yield what of a requirement is a reading: of the plan's words by its targets, of a task by the round's office."""
    if line.required == "substantial" and not line.by_node and plan and plan.reading:
        yield plan.reading.zh
    for one in line.readings:
        yield f"{line.target} {one.said.zh}"
