"""What the words of a report and a submission mean: verdicts, statuses, measures, kinds of evidence, phases, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.codes import OF_VERDICT
from fazhi_check.digest.round.facts import RETURNS
from fazhi_check.gate import ABSENT
from fazhi_check.plan.model import Phase, Plan, Requirement
from fazhi_check.words import (
    EVIDENCE_KINDS,
    FORCES,
    GATES,
    MEASURES,
    ROLES,
    STATUSES,
    VERDICT_ALIASES,
    VERDICTS,
    Text,
)


class Word(NamedTuple):
    """A word with what kind of word it is, its English name in files, and what it means."""

    kind: Text
    name: str
    called: Text
    meaning: Text


_VERDICT, _STATUS = Text("判定", "verdict"), Text("状态", "status")
_MEASURE, _EVIDENCE, _FORCE = Text("衡量方式", "measure"), Text("佐证类型", "kind of evidence"), Text("约束力", "force")
_DEGREE = Text("判定的说法", "wording of a verdict")
_SIGNAL, _ROLE = Text("提示", "signal"), Text("目标的种类", "role of a target")
_RETURN = Text("报送情况", "state of a unit's report")

_VERDICTS = {
    "met": Text(
        "达到最后的要求，所列佐证的种类和件数符合要求（是否属实未核）。阶段验收时叫“达标”。",
        "The last requirement is reached, with evidence of the kinds and number asked for (not yet checked).",
    ),
    "on_track": Text(
        "已到期的要求都已达到，没有落后于序时进度。",
        "What is due is reached, and it is not behind the pace of the plan.",
    ),
    "due_soon": Text(
        "时限临近（天数由规划规定），还没有达到。抓紧办理，办结后及时补报。",
        "The deadline is near (the plan says how many days) and the requirement is not reached yet.",
    ),
    "lagging": Text(
        "还没到时限，但填报的数值或进度落后于序时进度，超过规划容许的百分点。核对数字，说明原因和下一步措施。"
        "只填状态的不会判为滞后：时限之前不要求到哪个阶段，除非调度设了节点，节点已过而没有达到。",
        "The deadline has not come, but the value or progress reported is behind the pace by more than the plan lets pass. "
        "A status alone never lags: no stage is asked before its deadline, unless a round has set a node that has passed.",
    ),
    "overdue": Text(
        "时限已过，没有达到要求；常态要求没有保持的也在此列。已经办结的，补报状态、完成日期和佐证；"
        "没有办结的，写明存在问题和下一步措施。",
        "The deadline has passed and the requirement is not reached, or a standing duty is not kept. Report it done, with "
        "date and evidence, if it is; else the problem and the next step.",
    ),
    "unproven": Text(
        "填报已达到，但无法认定：佐证的种类不对、件数不足、日期晚于判定日期；或者没有填数值，数值不确切，年度数不全。"
        "这一项要什么佐证，用 explain 加目标编号看。",
        "It is reported as reached and not shown: evidence of another kind, too little, or dated later; or a value that is "
        "not given, not exact, or lacks years. See what the target needs with explain and its id.",
    ),
    "missing": Text(
        "没有填报。不等于没有做，更不是零；补填这一项即可。确实不适用的，状态写“不适用”并写理由。",
        "Nothing is reported: not the same as not done. Fill in the entry; if it does not apply, say so with a reason.",
    ),
    "invalid": Text(
        "这一项填了，但数据有误。先改正报告里列出的这一项的错误。",
        "The entry has data that cannot be used: correct the errors that are listed for it.",
    ),
    "exempt": Text(
        "填报为不适用并写明理由，不计入应报数。", "Reported as not applicable, with a reason; not counted as asked for."
    ),
    "waived": Text(
        "有经批准、没有到期的豁免，暂不计入需处理。到期次日恢复。",
        "A waiver in force lets it rest; it counts again the day after the waiver expires.",
    ),
}
_STATUSES = {
    "not_started": Text("还没有开始。", "Not begun."),
    "under_way": Text("已经开始，还没有阶段性成果。", "Begun, without a result yet."),
    "substantial": Text("有了实质性的阶段成果，还没有全部完成。", "A substantial part is done, not all of it."),
    "done": Text("全部完成，要有佐证。", "Done, with evidence."),
    "not_applicable": Text("本单位没有这项任务，必须写理由。", "The unit has no such duty; a reason is required."),
}
_MEASURES = {
    "milestone": Text("按阶段衡量：填状态。", "Measured by stage: report the status."),
    "quantity": Text("按数量衡量：填数值。", "Measured by a number: report the value."),
    "coverage": Text(
        "按百分比衡量：填覆盖数和总数，或者数值（百分数），或者分单位。",
        "Measured as a share: report covered and total, a value in percent, or by_unit.",
    ),
    "minimum": Text(
        "每个单位都要达到：填分单位，或者填最低的数值。",
        "Each part has to reach the mark: report by_unit, or the smallest value.",
    ),
    "frequency": Text("每年要做几次：填分年度。", "So many times a year: report by_year."),
    "standing": Text("自规划第一天起一直有效：填状态，有数的填数值。", "In force from the first day of the plan."),
    "cumulative": Text(
        "各年变化率连乘累计：填分年度，下降写负数。",
        "Yearly rates of change that compound: report by_year, a fall as a negative number.",
    ),
}
_KINDS = {
    "document": Text("印发的文件、制度、方案。", "An issued document, rule or scheme."),
    "record": Text("会议纪要、台账、卷宗、照片等工作记录。", "Minutes, ledgers, files and other records of work."),
    "publication": Text("已经公开、可以查到的信息。", "What is published and can be looked up."),
    "figure": Text("统计数据。", "A statistical figure."),
    "report": Text("本单位的情况说明，不计为佐证。", "The unit's own statement: a claim that never counts."),
}
_SIGNALS = {
    "slow": Text(
        "还没到时限，状态低于按时间推算应到的阶段。规划没有这样要求，只是给本办公室看的提示：不改变判定，"
        "不计入需处理，也不写进文书。",
        "The deadline has not come, and the status is below the stage that time would expect. No plan asks for that: a "
        "signal for the office's own screen, which changes no verdict, count or paper.",
    ),
}
_DEGREES = {
    "reached": (
        Text("达标", "met in acceptance"),
        Text(
            "阶段验收（--phase）时“已完成”的叫法：达到了这个阶段的要求，所列佐证的种类和件数符合要求（是否属实未核）。",
            "What met is in the acceptance of a phase: what the phase requires is reached.",
        ),
    ),
    "not kept": (
        Text("未保持", "not kept"),
        Text(
            "常态要求自规划第一天起一直有效，填报的没有做到：判为逾期。说明原因，写明存在问题和下一步措施。",
            "A standing duty, in force from the plan's first day, is not kept as reported: judged overdue.",
        ),
    ),
    "due today": (
        Text("今日到期", "due today"),
        Text(
            "时限就是判定的这一天：没有达到的判为逾期，没有填报的时限已过。已经办结的，补报完成日期和佐证。",
            "The deadline is the very day of judgement: what is not reached is overdue, what is missing is past due.",
        ),
    ),
}
_ROLES = {
    "task": Text("要求单位完成的一项工作：填报，判定。", "Asked of units, answered by an entry, judged."),
    "goal": Text(
        "由许多任务共同达到的状态，不单独判定，也不算未填报；报告里列出它背后各任务的判定数。填了的作为单位的说明保留。",
        "A state that many tasks bring about: never judged nor missing, shown with the counts of the tasks behind it. "
        "What is written under it is kept as the unit's statement.",
    ),
    "principle": Text(
        "规划的原则性要求，没有可以佐证的具体工作：只列数，不判定。填了的保留。",
        "A principle without an act to prove: counted openly, not judged. What is written under it is kept.",
    ),
}
_FORCES = {
    "shall": Text("必须做到，不做到要处理。", "A duty: flagged where it is not fulfilled."),
    "encourage": Text("鼓励去做，不做不算问题。", "Encouraged: never flagged."),
    "explore": Text("可以探索，不做不算问题。", "To be explored: never flagged."),
    "elective": Text(
        "由单位选领：没有填的不判定，填了的与“应当”一样对待。",
        "A unit's choice: not judged without an entry, and with one like a duty.",
    ),
}
_STATES = {
    "reported": Text(
        "按时报来，计入这次调度的汇总；没有登记收件的，报来就算。",
        "A file of this round came in, in time or without a register of receipts: it is in the sums.",
    ),
    "late": Text(
        "按收件登记，算数的那一版在报送截止以后收到；退回补正的，在补正期限以内再报不算迟报。照样计入汇总。",
        "By the register the version that counts came in after the day it was due; one that answers a returned version by "
        "the day set for that is not late. It is in the sums all the same.",
    ),
    "returned": Text(
        "最后一次收件退回补正，还没有再报：照样判定、列出，不计入汇总。",
        "The last receipt was returned to be corrected: judged and shown, and in no sum.",
    ),
    "not_submitted": Text(
        "名册里的单位这次没有填报，或只有起始日期以前的（沿用，只供参考）。默认算不通过。",
        "A unit of the round without a file, or with one from before the round only, which is shown. It fails the gate.",
    ),
    "excused": Text(
        "经同意这次不报，写明理由；不在应报单位里。",
        "A unit that owes no report this time, with the reason: it is not among those expected.",
    ),
}
_BOOK: tuple[tuple[Text, Mapping[str, Text], Mapping[str, Text]], ...] = (
    (_VERDICT, VERDICTS, _VERDICTS),
    (_STATUS, STATUSES, _STATUSES),
    (_MEASURE, MEASURES, _MEASURES),
    (_EVIDENCE, EVIDENCE_KINDS, _KINDS),
    (_FORCE, FORCES, _FORCES),
    (_SIGNAL, {"slow": GATES["slow"]}, _SIGNALS),
    (_RETURN, RETURNS, _STATES),
    (_ROLE, ROLES, _ROLES),
    (
        _DEGREE,
        {name: called for name, (called, _) in _DEGREES.items()},
        {name: said for name, (_, said) in _DEGREES.items()},
    ),
)


def words() -> Iterator[Word]:
    """Yield every word with its meaning; one word may be of two kinds."""
    for kind, called, meanings in _BOOK:
        yield from (Word(kind, name, called[name], meaning) for name, meaning in meanings.items())


def meaning(asked: str) -> list[Word]:
    """Return what a word means, in each of its uses; nothing where it is no such word."""
    named = VERDICT_ALIASES.get(asked, asked)
    return [word for word in words() if named in (word.name, word.called.zh, word.called.en)]


def facts(word: Word) -> Iterator[tuple[Text, Text]]:
    """Yield the lines that follow a word's meaning: how it is written, which code and which options belong to it."""
    if word.kind not in (_DEGREE, _RETURN):  # no file or option takes it
        yield Text("写作", "Written"), Text(f"{word.called.zh} 或 {word.name}", f"{word.name} or {word.called.zh}")
    if word.kind is _VERDICT and word.name in OF_VERDICT:
        yield Text("代码", "Code"), Text(*[f"fazhi-check explain {OF_VERDICT[word.name]}"] * 2)
    absent = word.kind is _RETURN and word.name == ABSENT
    if absent:
        yield Text("代码", "Code"), Text(*["fazhi-check explain FZ901"] * 2)
    if absent or word.kind is _SIGNAL or (word.kind is _VERDICT and word.name in FLAGGED):
        yield Text("只按它把关", "As a gate"), Text(f"--fail-on {word.called.zh}", f"--fail-on {word.name}")
    if word.kind is _MEASURE:
        yield Text("列出目标", "Its targets"), Text(*[f"fazhi-check targets --measure {word.name}"] * 2)


def phase_called(asked: str, plan: Plan) -> Phase | None:
    """Return the phase of a plan that goes by an id or title, with 阶段 or without."""
    return next(
        (one for one in plan.phases if asked.removesuffix("阶段") in (one.id, one.title.removesuffix("阶段"))), None
    )


def phase_facts(phase: Phase, plan: Plan) -> Iterator[tuple[Text, Text]]:
    """Yield what is known of a phase: a name and a value for each line."""
    start = phase.start or plan.period.first or ""
    yield Text("起止", "From, to"), Text(f"{start} 至 {phase.deadline}".strip(), f"{start} to {phase.deadline}".strip())
    due = sum(any(_by(one, phase) for one in target.schedule) for target in plan.targets)
    ends = sum(any(one.deadline == phase.deadline for one in target.schedule) for target in plan.targets)
    yield (
        Text("时限", "Deadlines"),
        Text(
            f"到期时有要求的目标 {due} 项，其中时限正是这一天的 {ends} 项",
            f"{due} targets have something due by then, {ends} of them on that very day",
        ),
    )
    if phase.source:
        yield Text("依据", "Clause"), Text(plan.heading(phase.source, "zh"), plan.heading(phase.source, "en"))
    yield Text("阶段验收", "Acceptance"), Text(*[f"fazhi-check check FILE --phase {phase.id}"] * 2)


def _by(asked: Requirement, phase: Phase) -> bool:
    return asked.deadline <= phase.deadline
