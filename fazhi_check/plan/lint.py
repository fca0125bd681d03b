"""The rules for those who write plans (FZ7): a plan that breaks one of them is not used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TypeAlias

from fazhi_check.findings import Finding
from fazhi_check.plan.equal_words import unequal
from fazhi_check.plan.folder import FRAME, ask_period, place_of
from fazhi_check.plan.model import PROOFS, Period
from fazhi_check.plan.spec import (
    OF_TASKS,
    BoundsSpec,
    ClaimsSpec,
    MeasureSpec,
    PeriodSpec,
    TargetSpec,
    WrittenPlan,
    WrittenTarget,
    day_or_none,
    following,
    item_of,
)
from fazhi_check.words import LADDER, ROLES, Text

Found: TypeAlias = Iterable[Finding]

_SCHEDULED = {"milestone", "quantity", "coverage", "minimum", "cumulative"}
_NUMBERED = {"quantity", "coverage", "minimum", "cumulative"}
_LONGEST_TITLE = 30
_ANCHOR = range(4, 25)
_DRAFTS = "FZ727"  # a plan's drafts are told once, whatever else waits
# Two titles this alike (shared characters, as a ratio) may be one commitment encoded twice.
_ALIKE = 0.86
_ID = re.compile(r"\d+\.\d+\.\d+-\d{2,}", re.ASCII)
# How a note says that the plan's text tells no baseline: 基期：原文没有.
_NO_BASELINE = re.compile("基期(?:值|数)?[：:]|baseline:", re.IGNORECASE)
_NO_ANCHORS = Text("没有原文摘句（anchors），无法核对出处", "it has no anchors and cannot be traced to its source")
_NO_LEAD = Text("没有牵头单位（lead），按机构筛选时看不到它", "it has no lead: no body finds it among its own")
_NO_EVIDENCE = Text(
    "佐证 min 为 0，没有佐证也算完成，至少写 1", "with evidence min 0 a bare claim is met; ask for 1 at least"
)
_NO_PROOF = Text(
    "佐证的种类（kinds）里没有能证明的，自述不算，这一项永远判不了已完成",
    "none of its kinds of evidence can prove, for a report is a claim: it can never be met",
)
_FRAME_KEYS = {
    "edition": Text(
        "报告说不清用的是哪一版，如 征求意见稿、正式稿", "no report can tell which one it used, e.g. a draft"
    ),
    "pace": Text(
        "按缺省的尺度判断：落后 10 个百分点以上为滞后，30 以上为严重，90 天内为临期",
        "the defaults hold: 10 points behind is lagging, 30 serious, 90 days due soon",
    ),
}


def lint(plan: WrittenPlan) -> list[Finding]:
    """Return every finding of the FZ7 family; a plan whose form is broken is checked as far as it goes.

    Advice on a draft waits until it is one no longer: only its errors, and that it is a draft, are told.
    """
    found = [finding for look in RULES.values() for finding in look(plan)]
    drafts = {(one.file, one.spec.id) for one in plan.drafts}
    if not drafts:
        return found
    return [one for one in found if one.severity == "error" or one.code == _DRAFTS or not _waits(one, drafts)]


def waiting(plan: WrittenPlan) -> Counter[str]:
    """Return how many findings of each code a plan will have beside those told now, once its drafts are none any more."""
    if not plan.drafts:
        return Counter()
    whole = replace(plan, listed=[_gone_over(one) for one in plan.listed], findings=[])
    ask_period(whole)
    told = Counter(one.code for one in lint(plan) if one.code != _DRAFTS)
    return Counter(one.code for one in (*whole.findings, *lint(whole))) - told


def _gone_over(one: WrittenTarget) -> WrittenTarget:
    return one._replace(spec=one.spec.model_copy(update={"draft": False}))


def _waits(finding: Finding, drafts: set[tuple[str, str]]) -> bool:
    """Tell whether a piece of advice is on a draft, or on the frame of a plan that has some."""
    return finding.target is None or (finding.file or "", finding.target) in drafts


def _at(target: WrittenTarget, code: str, *path: str | int, **data: object) -> Finding:
    place = place_of(target.node, *path)
    return Finding(code, place, data, target.spec.id, target.file)


def unique_ids(plan: WrittenPlan) -> Found:
    """目标编号不能重复。

    每个目标一个编号，填报人按编号填写；两个目标同号时，无法知道填的是哪一个。改掉其中一个，
    已经公布使用的编号不要挪给别的目标。

    ---
    A target's id must be unique.

    Submissions answer by id; with two targets of one id nobody knows which is answered. Change one of them,
    and never give an id already in use to another target.

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-01, title: 及时答复来信, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 及时答复来信, measure: {kind: standing}}
    """
    first: dict[str, WrittenTarget] = {}
    for target in plan.listed:
        earlier = first.setdefault(target.spec.id, target)
        if earlier is not target:
            line = place_of(earlier.node, "id").line
            yield _at(target, "FZ701", "id", id=target.spec.id, file=earlier.file, line=line)


def ids_in_order(plan: WrittenPlan) -> Found:
    """同一文件里的目标按编号从小到大排列。

    编号的顺序就是规划原文的顺序。把目标移到应在的位置，或改正编号。

    ---
    The targets of a file stand in the order of their ids.

    The order of ids is the order of the plan's text. Move the target to its place, or correct the id.

    ---
    - {id: 1.1.1-02, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-01, title: 及时答复来信, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 及时答复来信, measure: {kind: standing}}
    """
    for before, target in pairwise(plan.listed):
        if before.file == target.file and _parts(before.spec.id) > _parts(target.spec.id):
            yield _at(target, "FZ702", "id", id=target.spec.id, before=before.spec.id)


def short_titles(plan: WrittenPlan) -> Found:
    """目标标题最多三十个字。

    标题要在一行表格里读完。只写要做的事，依据和条件另有字段。

    ---
    A target's title has at most thirty characters.

    A title must fit one row of a table. Name what is to be done; clause and condition have fields of their own.

    ---
    - id: 1.1.1-01
      title: 健全行政规范性文件的起草、征求意见、合法性审核、集体讨论和公布机制
      measure: {kind: milestone}
      group: regular

    ---
    - id: 1.1.1-01
      title: 健全行政规范性文件制定程序
      measure: {kind: milestone}
      group: regular
    """
    for target in plan.listed:
        if len(target.spec.title) > _LONGEST_TITLE:
            yield _at(target, "FZ703", "title", length=len(target.spec.title), most=_LONGEST_TITLE)


def known_names(plan: WrittenPlan) -> Found:
    """目标用到的组、阶段、章节、条目和责任主体都要在 plan.yaml 里有定义，restates 说的是规划里的另一个目标。

    ---
    Every group, phase, section, item and body that a target names is defined in plan.yaml, and what it restates is
    another target of the plan.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      group: fundation  # plan.yaml 里是 foundation

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      group: foundation
    """
    yield from _unknown_phases(plan)
    for target in plan.targets:
        for what, name, path in _unknown_names(plan, target):
            yield _at(target, "FZ704", *path, what=what, name=name)


def schedules_rise(plan: WrittenPlan) -> Found:
    """时间表里后一个时限的要求不能低于前一个。

    阶段按 not_started、under_way、substantial、done 递进；数值朝目标值的方向走。基期值与各年数值之间也是如此。

    ---
    A later deadline never asks for less than an earlier one.

    Stages rise from not_started over under_way and substantial to done; numbers move towards the mark,
    from the baseline on.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2022-12-31": done, "2025-12-31": under_way}

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2022-12-31": under_way, "2025-12-31": done}
    """
    for target in plan.targets:
        for (earlier, before), (later, after) in pairwise(_levels(plan, target.spec)):
            if after < before:
                yield _at(target, "FZ705", _schedule_key(target.spec), earlier=earlier, later=later)


def deadlines_inside(plan: WrittenPlan) -> Found:
    """时限必须是规划期内的日期，或 plan.yaml 里定义的阶段。

    ---
    A deadline is a date inside the plan's period, or a phase defined in plan.yaml.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2026-12-31": done}  # 规划期到 2025-12-31

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2025-12-31": done}
    """
    if plan.frame is None:
        return
    start, end = plan.frame.period.start or date.min, plan.frame.period.end or date.max
    for number, phase in enumerate(plan.frame.phases):
        if not start <= phase.deadline <= end and plan.frame_node:
            place = place_of(plan.frame_node, "phases", number, "deadline")
            yield Finding("FZ706", place, {"written": phase.deadline, "start": start, "end": end}, None, FRAME)
    for target in plan.targets:
        for written, day, _ in plan.deadlines(target.spec):
            if target.spec.schedule and (day is None or not start <= day <= end):
                yield _at(target, "FZ706", "schedule", written, written=written, start=start, end=end)


def complete_measures(plan: WrittenPlan) -> Found:
    """每种衡量方式要写全，不多不少。

    quantity 写 at_least 或 at_most 之一；coverage 的 at_least 是百分数，不写就是 100；minimum 写 at_least；frequency
    写大于 0 的 per_year；standing 至多写一个目标值；milestone 不写数。方向由 at_least 或 at_most 得出，从不默认。基期值不能
    已经达到目标值。

    cumulative（逐年变化率累计）写 at_least 或 at_most 之一，按百分数：要下降的写 at_most，小于 0、大于 -100，例如 -13.5；
    要增长的写 at_least，大于 0。不写基期值，规划期里至少要有一个整年。

    basis（口径）写统计的规则，填报的口径与它不同就不能判定；没有数的 milestone 和没有目标值的 standing 不写。

    ---
    A measure has all it needs and nothing else.

    quantity takes at_least or at_most; coverage a percentage as at_least (100 where it is left out); minimum at_least; frequency a per_year above 0; standing at most one mark;
    milestone no number. The direction follows from at_least or at_most and is never defaulted.
    A baseline must not have reached the mark already.

    cumulative (yearly rates of change that compound) takes at_least or at_most, in percent: at_most for a fall, below 0
    and above -100, e.g. -13.5; at_least for a rise, above 0. It has no baseline, and its plan has a full calendar year.

    basis is the rule by which a value is counted; a submission that counts by another is not judged. A milestone, and a
    standing duty without a mark, count nothing and have none.

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, unit: 个}
      group: regular

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, at_least: 100, unit: 个,
                baseline: {date: 2020-12-31, value: 20}}
      group: regular
    """
    for target, measure in plan.tasks:
        for why in (*_measure_gaps(measure), *_change_gaps(measure, plan)):
            yield _at(target, "FZ707", "measure", kind=measure.kind, why=why)
        if measure.kind not in _NUMBERED and any(
            isinstance(asked, Fraction) for _, _, asked in plan.deadlines(target.spec)
        ):
            why = Text("时间表里不能写数", "its schedule takes no number")
            yield _at(target, "FZ707", _schedule_key(target.spec), kind=measure.kind, why=why)


def anchor_lengths(plan: WrittenPlan) -> Found:
    """原文摘句是规划原文里的短语，4 到 24 个字。

    太短的不能定位，太长的就成了抄录。

    ---
    An anchor is a phrase of the plan's text, 4 to 24 characters long.

    A shorter one does not locate anything, a longer one is a copy of the text.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [机构]
      measure: {kind: milestone}
      group: foundation

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
    """
    for target in plan.targets:
        for number, anchor in enumerate(target.spec.anchors):
            if len(anchor) not in _ANCHOR:
                yield _at(target, "FZ708", "anchors", number, anchor=anchor, length=len(anchor))


def similar_titles(plan: WrittenPlan) -> Found:
    """标题十分相近的两个目标可能是同一承诺写了两遍。

    是同一项就合并，原文摘句并列；不是，就把标题改得能看出区别。

    ---
    Two targets with nearly the same title may be one commitment encoded twice.

    If so, merge them and keep both anchors; if not, word the titles so that the difference shows.

    ---
    - {id: 1.1.1-01, title: 及时公开政务信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 政务信息及时公开, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 及时公开政务信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 及时答复群众来信, measure: {kind: standing}}
    """
    # Drafts are cut by rules from like clauses: they are compared once they are gone over.
    letters = [(target, set(target.spec.title)) for target in plan.targets if not target.spec.draft]
    for (one, left), (other, right) in combinations(letters, 2):
        if len(left & right) >= _ALIKE * len(left | right):
            yield _at(other, "FZ709", "title", other=one.spec.id, title=one.spec.title)


def has_schedule(plan: WrittenPlan) -> Found:
    """有进度的目标（milestone、quantity、coverage、minimum、cumulative）要有时限。

    写 group，由组给出各阶段要求；规划对这一项单独定了时间的，写 schedule。

    ---
    A target with progress (milestone, quantity, coverage, minimum, cumulative) needs a deadline.

    Name a group, which gives what each phase asks; where the plan dates the target itself, give a schedule.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      group: foundation
    """
    undated = plan.frame is not None and plan.frame.period.end is None
    for target, measure in plan.tasks:
        if target.spec.draft and undated:
            continue
        known = target.spec.group is None or (plan.frame is not None and target.spec.group in plan.frame.groups)
        if known and measure.kind in _SCHEDULED and not list(plan.deadlines(target.spec)):
            yield _at(target, "FZ710", "id")


def has_frame(plan: WrittenPlan) -> Found:
    """规划文件夹里要有 plan.yaml，规划期的起止要先后正确。

    ---
    A plan's folder has a plan.yaml, whose period begins before it ends.

    ---
    period: {start: 2025-12-31, end: 2021-01-01}

    ---
    period: {start: 2021-01-01, end: 2025-12-31}
    """
    if plan.frame_node is None and not any(finding.file == FRAME for finding in plan.findings):
        yield Finding("FZ711", None, {"why": Text("缺 plan.yaml", "plan.yaml is missing")}, None, FRAME)
    elif plan.frame and plan.frame_node and _is_turned(plan.frame.period):
        why = Text("规划期的起始不早于结束", "its period does not begin before it ends")
        yield Finding("FZ711", place_of(plan.frame_node, "period"), {"why": why}, None, FRAME)


def _is_turned(period: PeriodSpec) -> bool:
    return period.start is not None and period.end is not None and period.start >= period.end


def sound_successors(plan: WrittenPlan) -> Found:
    """取代旧目标的，必须是规划里另一个目标，取代关系不能绕成一圈。

    规划换了版本，不再要求的目标留在文件里，加一行 replaced_by 写明由哪个编号取代（拆成几项的写几个）：它不再判定、
    不再计数，填报人还用旧编号时会得到新编号。它的编号和标题照常检查，其余各栏是旧版的，不再检查。

    ---
    What replaces a target is another target of the plan, and replacements never lead back.

    A target that a new edition asks no more stays in its file with replaced_by and the id that stands for it now (several
    where it was split): it is no longer judged or counted, and who still answers its old id is told the new one. Its id
    and title are checked as ever; the rest of it speaks of the old edition and is not.

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing},
       replaced_by: 1.1.1-20}
    - {id: 1.1.1-02, title: 及时答复来信, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing},
       replaced_by: 1.1.1-02}
    - {id: 1.1.1-02, title: 公开信息并答复来信, measure: {kind: standing}}
    """
    known = {target.spec.id for target in plan.listed}
    direct = {target.spec.id: target.spec.replaced_by for target in plan.replaced}
    for target in plan.replaced:
        for new in target.spec.replaced_by:
            why = _unsound(target.spec.id, new, known, direct)
            if why:
                yield _at(target, "FZ712", "replaced_by", id=target.spec.id, new=new, why=why)


def has_pace(plan: WrittenPlan) -> Found:
    """数量指标要有推算进度的起点：基期值，或时限之前的分期数。

    两样都没有时，填报的数在时限到来之前无法判断快慢，只会判为达进度。规划写了起点的，写 baseline；
    规划分年定了数的，写进 schedule。规划都没有写的，不要编一个 0：在说明（note）里写“基期：原文没有”，就不再提醒。
    从规划第一天数起的（新建多少个），起点确实是 0，才写 0。

    ---
    A quantity needs something to start from: a baseline, or a number before its mark.

    Without either, what is reported cannot be judged on its way and is on track until the deadline. Where the plan
    tells a start, give it as baseline; where it tells numbers by year, give them in schedule. Where it tells neither,
    invent no 0: say so in the note (基期： and a colon, or baseline: none), and this is told no more. A count that begins
    on the plan's first day (so many newly built) does begin at 0.

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, at_least: 1200, unit: 个}
      group: regular

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, at_least: 1200, unit: 个,
                baseline: {date: 2020-12-31, value: 860}}
      group: regular
    """
    for target, measure in plan.tasks:
        dated = [day for _, day, asked in plan.deadlines(target.spec) if isinstance(asked, Fraction) or asked == "done"]
        told = measure.baseline or len(dated) > 1 or _NO_BASELINE.search(target.spec.note or "")
        if measure.kind == "quantity" and _mark(measure) is not None and not told:
            yield _at(target, "FZ713", "measure")


def whole_targets(plan: WrittenPlan) -> Found:
    """目标要有原文摘句和牵头单位，并要求至少一件佐证。

    没有原文摘句，核对不了出处；没有牵头，各机构按自己的责任筛选时都看不到它；min: 0 则空口说完成也算完成；
    kinds 里只有自述（report），什么佐证都不算数。

    ---
    A target has anchors and a lead, and asks for at least one piece of evidence.

    Without anchors it cannot be traced to its source; without a lead no body finds it among what it leads; with
    min: 0 a bare claim is as good as proof; where report is the only one of its kinds nothing proves it.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      group: foundation
      evidence: {min: 0}

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
      lead: [party]
      evidence: {min: 1}
    """
    for target in plan.targets:
        if not target.spec.anchors:
            yield _at(target, "FZ714", "id", why=_NO_ANCHORS)
        if not target.spec.lead:
            yield _at(target, "FZ714", "id", why=_NO_LEAD)
        if target.spec.role == "task" and target.spec.evidence.min == 0:
            yield _at(target, "FZ714", "evidence", "min", why=_NO_EVIDENCE)
        if target.spec.role == "task" and not set(target.spec.evidence.kinds) & set(PROOFS):
            yield _at(target, "FZ714", "evidence", "kinds", why=_NO_PROOF)


def formed_ids(plan: WrittenPlan) -> Found:
    """目标编号的形式是“章.节.条-序号”，序号两位，例如 1.1.2-01。

    编号里的条目用来归类和定位；序号不足两位的补 0。没有标题的开头一段，条目写 0。

    ---
    A target's id is chapter.section.item-number with two digits at its end, e.g. 1.1.2-01.

    The item in it tells where the target belongs. The lead paragraph of a section is item 0.

    ---
    - {id: 1.1.1-1, title: 定期公开信息, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    """
    for target in plan.listed:
        if not _ID.fullmatch(target.spec.id):
            yield _at(target, "FZ715", "id", id=target.spec.id)


def whole_frame(plan: WrittenPlan) -> Found:
    """plan.yaml 要写明版本（edition）和判断快慢的尺度（pace）。

    不写版本，报告说不清用的是征求意见稿还是正式稿；不写 pace，就按缺省的 10 个百分点、30 个百分点和 90 天判断。

    ---
    plan.yaml names its edition and its pace.

    Without an edition no report can tell a draft from what was adopted; without a pace the defaults hold: 10 and 30
    percentage points, 90 days.

    ---
    edition:

    ---
    edition: 征求意见稿
    """
    if plan.frame and plan.frame_node:
        for key, why in _FRAME_KEYS.items():
            if key not in plan.frame.model_fields_set:
                yield Finding("FZ716", place_of(plan.frame_node, key), {"key": key, "why": why}, None, FRAME)


def sound_roles(plan: WrittenPlan) -> Found:
    """任务、目标、原则性要求各写各的内容。

    任务（task）不写 through；目标（goal）要写 through，列出它靠哪些任务、条目、章节或领域来实现；目标和原则性要求
    （principle）不判定，不写 measure、group、field、schedule、evidence。

    ---
    A task, a goal and a principle each have what belongs to them.

    A task has no through; a goal names in it the tasks, items, sections or fields that bring it about; goals and
    principles are not judged and have no measure, group, field, schedule or evidence.

    ---
    - id: 1.1.1-01
      title: 法治信仰普遍确立
      role: goal
      measure: {kind: milestone}

    ---
    - id: 1.1.1-01
      title: 法治信仰普遍确立
      role: goal
      through: ["1.2"]
    """
    parts = _parts_of(plan)
    for target in plan.targets:
        for key, why in _role_gaps(target, parts):
            yield _at(target, "FZ717", key, role=ROLES[target.spec.role], why=why)


def fields_in_focus(plan: WrittenPlan) -> Found:
    """规划列了领域（fields）的，有领域的任务都在 focus 组，focus 组的任务都有领域。

    领域由规划点名，阶段要求由组给出；两处对不上，就有任务多担或少担了阶段要求。

    ---
    In a plan that lists fields, a task is in group focus exactly when it has a field.

    The plan names the fields, the group gives what each phase asks; where the two differ a task is asked too much or
    too little.

    ---
    # plan.yaml 里有 fields: [{id: society, title: 法治社会建设}]
    - id: 1.1.1-01
      title: 完善信访制度
      measure: {kind: milestone}
      group: regular
      field: society

    ---
    # plan.yaml 里有 fields: [{id: society, title: 法治社会建设}]
    - id: 1.1.1-01
      title: 完善信访制度
      measure: {kind: milestone}
      group: focus
      field: society
    """
    frame = plan.frame
    if frame is None or not frame.fields or "focus" not in frame.groups:
        return
    for target, _ in plan.tasks:
        spec = target.spec
        if (spec.field is not None) != (spec.group == "focus"):
            why = _NO_FOCUS if spec.field is not None else _NO_FIELD
            yield _at(target, "FZ718", "field" if spec.field is not None else "group", why=why)


def equal_words(plan: WrittenPlan) -> Found:
    """写了编写规则（rules）的规划，同样的措辞要有同样的衡量方式。

    检查能从标题和原文摘句看出来的几条：全面落实…制度；没有定量的提高、提升、增强；没有完成之日的加强、加大、强化；
    规范…秩序、深入学习宣传、强化…意识、树立…意识、自觉在宪法法律范围内活动。确有例外的，在说明里写“例外：”和理由。

    ---
    In a plan that lists its rules, equal words have an equal measure.

    Told are those that titles and anchors show: systems to be applied in full, rises without a level, things to be
    strengthened without an end, and five ways of putting a duty that are read one way. An exception says so in the
    target's note, with the word 例外 and a colon.

    ---
    # plan.yaml 里有 rules: [规范…秩序是常态要求]
    - id: 1.1.1-01
      title: 规范文化市场秩序
      anchors: [依法规范文化市场秩序]
      measure: {kind: standing}
    - id: 1.1.1-02
      title: 规范交通秩序
      anchors: [规范交通秩序]
      measure: {kind: milestone}
      group: regular

    ---
    # plan.yaml 里有 rules: [规范…秩序是常态要求]
    - id: 1.1.1-01
      title: 规范文化市场秩序
      anchors: [依法规范文化市场秩序]
      measure: {kind: standing}
    - id: 1.1.1-02
      title: 规范交通秩序
      anchors: [规范交通秩序]
      measure: {kind: standing}
    """
    for found in unequal(plan):
        yield _at(found.target, "FZ719", found.key, why=found.why)


def sound_claims(plan: WrittenPlan) -> Found:
    """领题（claims）的范围要写对。

    group 是规划里有自选任务（force: elective）的组；写 at_least 或 at_most，或两个都写，最少的不多于最多的，最少的不多于
    这一组的自选任务；一组只写一条；units 下面按六位代码写个别单位的范围。

    ---
    The claiming of electives is sound.

    Its group is one of the plan's that has electives; it has at_least, at_most or both, the least is no more than the
    most, nor than the electives of the group; a group has one; below units stand those of single units, by their six-digit code.

    ---
    # plan.yaml 里有 claims: [{group: regular, at_least: 2, at_most: 1}]
    - id: 1.1.1-01
      title: 开展创新示范
      measure: {kind: milestone}
      force: elective
      group: regular

    ---
    # plan.yaml 里有 claims: [{group: regular, at_least: 1, at_most: 2}]
    - id: 1.1.1-01
      title: 开展创新示范
      measure: {kind: milestone}
      force: elective
      group: regular
    """
    if plan.frame is None or plan.frame_node is None:
        return
    for number, claims in enumerate(plan.frame.claims):
        twice = any(one.group == claims.group for one in plan.frame.claims[:number])
        for path, why in [*_claim_gaps(plan, claims), *([_TWICE] if twice else [])]:
            place = place_of(plan.frame_node, "claims", number, *path)
            yield Finding("FZ720", place, {"why": why}, None, FRAME)


_TWICE = ("group",), Text("这一组前面写过了，合并成一条", "its group is given before: make them one")


def drafts(plan: WrittenPlan) -> Found:
    """规划里还有草稿（draft: true）没有核对。

    new-plan --from 按规则读出来的目标都是草稿：标题、衡量方式、力度、时限、牵头单位都是猜的。对照原文逐项核对，改好一项就删去
    它的 draft: true。还有草稿的规划可以 lint、targets、trace，不能用来判定（check 退出码 2）。草稿的提醒等核对完再说，
    现在只说错误。

    ---
    Some targets of the plan are still drafts (draft: true).

    What new-plan --from has read by rules is a draft: its title, measure, force, deadline and lead are guesses. Go over
    each with the text at hand and take its draft: true away once it is right. A plan with drafts can be linted, listed
    and traced, but nothing is judged by it (check ends with 2). Advice on drafts waits until they are gone over; errors
    are told.

    ---
    - id: 1.1.1-01
      draft: true
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
      lead: [party]

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
      lead: [party]
    """
    left = plan.drafts
    if left:
        yield _at(left[0], _DRAFTS, "draft", count=len(left), all=len(plan.targets))


def _claim_gaps(plan: WrittenPlan, claims: ClaimsSpec) -> Iterator[tuple[tuple[str, ...], Text]]:
    topics = sum(one.spec.group == claims.group and one.spec.force == "elective" for one, _ in plan.tasks)
    if not topics:
        yield (
            ("group",),
            Text(f"{claims.group} 组里没有自选任务（force: elective）", f"the group {claims.group} has no elective"),
        )
    bounds: dict[tuple[str, ...], BoundsSpec] = {(): claims}
    bounds |= {("units", code): one for code, one in claims.units.items()}
    for path, one in bounds.items():
        if why := _bounds_gap(one, topics, bool(claims.units and not path)):
            yield path, why


def _bounds_gap(bounds: BoundsSpec, topics: int, may_be_none: bool) -> Text | None:
    least, most = bounds.at_least, bounds.at_most
    if least is None and most is None:
        return None if may_be_none else Text("要写 at_least 或 at_most", "it needs at_least or at_most")
    if least is not None and most is not None and least > most:
        return Text(f"最少 {least} 多于最多 {most}", f"at least {least} is more than at most {most}")
    if least is not None and topics and least > topics:
        return Text(f"最少 {least}，这一组只有 {topics} 项", f"at least {least} of only {topics}")
    return None


_NO_FOCUS = Text("有领域的任务要在 focus 组", "a task with a field belongs in group focus")
_NO_FIELD = Text("focus 组的任务要写领域（field）", "a task of group focus needs a field")

# The rule of each code.
RULES: dict[str, Callable[[WrittenPlan], Found]] = {
    "FZ711": has_frame,  # first: without a frame much else cannot be told
    "FZ701": unique_ids,
    "FZ702": ids_in_order,
    "FZ703": short_titles,
    "FZ704": known_names,
    "FZ705": schedules_rise,
    "FZ706": deadlines_inside,
    "FZ707": complete_measures,
    "FZ708": anchor_lengths,
    "FZ709": similar_titles,
    "FZ710": has_schedule,
    "FZ712": sound_successors,
    "FZ713": has_pace,
    "FZ714": whole_targets,
    "FZ715": formed_ids,
    "FZ716": whole_frame,
    "FZ717": sound_roles,
    "FZ718": fields_in_focus,
    "FZ719": equal_words,
    "FZ720": sound_claims,
    _DRAFTS: drafts,
}


def _parts_of(plan: WrittenPlan) -> set[str]:
    """Return what a goal can be reached through: tasks, items, sections and fields that have a task."""
    parts: set[str] = set()
    for target, _ in plan.tasks:
        parts |= {target.spec.id, item_of(target.spec.id), target.section, target.spec.field or ""}
    return parts - {""}


def _role_gaps(target: WrittenTarget, parts: set[str]) -> Iterator[tuple[str, Text]]:
    spec = target.spec
    if spec.role == "task":
        if spec.through:
            yield "through", Text("只有目标（goal）才写 through", "only a goal has through")
        return
    for key in sorted(spec.model_fields_set.intersection(OF_TASKS)):
        yield key, Text(f"不判定，不写 {key}", f"it is not judged and has no {key}")
    if spec.role == "principle" and spec.through:
        yield "through", Text("只有目标（goal）才写 through", "only a goal has through")
    if spec.role == "goal" and not spec.through and not spec.draft:
        yield "id", Text("要写 through：靠哪些任务、条目、章节或领域实现", "it needs through: what brings it about")
    for part in spec.through if spec.role == "goal" else ():
        if part not in parts:
            yield "through", Text(f"规划里没有任务属于 {part}", f"the plan has no task in {part}")


def _parts(target_id: str) -> list[tuple[int, str]]:
    """Return an id as a key that sorts 3.3.10-02 after 3.3.2-11."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in target_id.replace("-", ".").split(".")]


def _unsound(old: str, new: str, known: set[str], direct: dict[str, list[str]]) -> Text | None:
    if new not in known:
        return Text("规划里没有这个编号", "the plan has no such target")
    if new == old:
        return Text("它就是本项", "it is this very target")
    if old in following(new, direct):
        return Text("取代关系绕回了本项", "its own replacement leads back here")
    return None


def _schedule_key(spec: TargetSpec) -> str:
    return "schedule" if spec.schedule else "group"


def _unknown_phases(plan: WrittenPlan) -> Iterator[Finding]:
    """Yield the phases and days of groups that there are not: once at the group, however many targets it has."""
    if plan.frame is None or plan.frame_node is None:
        return
    phases = {phase.id for phase in plan.frame.phases}
    for group, asked in plan.frame.groups.items():
        for written in asked:
            if written not in phases and day_or_none(written) is None:
                place = place_of(plan.frame_node, "groups", group, written)
                yield Finding("FZ704", place, {"what": Text("阶段", "phase"), "name": written}, None, FRAME)


def _unknown_names(plan: WrittenPlan, target: WrittenTarget) -> Iterator[tuple[Text, str, tuple[str | int, ...]]]:
    frame, spec = plan.frame, target.spec
    if frame is None:
        return
    if spec.group is not None and spec.group not in frame.groups:
        yield Text("组", "group"), spec.group, ("group",)
    if spec.field is not None and spec.field not in {one.id for one in frame.fields}:
        yield Text("领域", "field"), spec.field, ("field",)
    sections = {section.id: {item.id for item in section.items} for section in frame.sections}
    items = sections.get(target.section)
    if sections and items is None:
        yield Text("章节", "section"), target.section, ("id",)
    elif items and item_of(spec.id) not in items:
        yield Text("条目", "item"), item_of(spec.id), ("id",)
    # One that this target has replaced counts: its words are what is restated.
    if spec.restates is not None and spec.restates not in {one.spec.id for one in plan.listed} - {spec.id}:
        yield Text("目标", "target"), spec.restates, ("restates",)
    for number, body in enumerate(spec.lead):
        if frame.bodies and body not in frame.bodies:
            yield Text("机构", "body"), body, ("lead", number)


def _levels(plan: WrittenPlan, spec: TargetSpec) -> Iterator[tuple[str, tuple[int, Fraction]]]:
    """Yield each dated requirement on one rising scale: the stage first, then the number towards the mark."""
    measure = spec.measure
    if measure is None:
        return
    falling = measure.at_most is not None
    asked = sorted((day, written, requires) for written, day, requires in plan.deadlines(spec) if day)
    floor = _start(measure)
    if floor is not None:
        yield "baseline" if measure.baseline else "0%", (0, Fraction(0))
    for _, written, requires in asked:
        number = requires if isinstance(requires, Fraction) else _mark(measure) if requires == "done" else None
        if number is None:
            yield written, (LADDER.index(requires) if requires in LADDER else 0, Fraction(0))
        else:
            gain = (floor or Fraction(0)) - number if falling else number - (floor or Fraction(0))
            behind = floor is not None and gain < 0
            yield written, (-1 if behind else 3, gain)


def _start(measure: MeasureSpec) -> Fraction | None:
    """Return the number from which a measure counts: its baseline, of a change none at all; None where none is known."""
    if measure.baseline:
        return measure.baseline.value
    one_mark = (measure.at_least is None) is not (measure.at_most is None)
    if measure.kind != "cumulative" or not one_mark or _reached(measure, Fraction(0)):  # or its mark is what is wrong
        return None
    return Fraction(0)


def _mark(measure: MeasureSpec) -> Fraction | None:
    if measure.kind == "coverage":
        return measure.at_least if measure.at_least is not None else Fraction(100)
    return measure.at_least if measure.at_least is not None else measure.at_most


_TAKES: dict[str, set[str]] = {
    "milestone": set(),
    "quantity": {"at_least", "at_most", "baseline", "unit", "basis"},
    "coverage": {"at_least", "baseline", "unit", "basis"},
    "minimum": {"at_least", "unit", "basis"},
    "frequency": {"per_year", "unit", "basis"},
    "standing": {"at_least", "at_most", "unit", "basis"},
    "cumulative": {"at_least", "at_most", "unit", "basis"},
}


def _measure_gaps(measure: MeasureSpec) -> Iterator[Text]:
    extra = {key for key in measure.model_fields_set - {"kind"} if key not in _TAKES[measure.kind]}
    for key in sorted(extra):
        yield Text(f"不用 {key}", f"it has no use for {key}")
    both = measure.at_least is not None and measure.at_most is not None
    neither = measure.at_least is None and measure.at_most is None
    if both:
        yield Text("at_least 与 at_most 只能写一个", "give at_least or at_most, not both")
    if measure.kind in ("quantity", "cumulative") and neither:
        yield Text("要写 at_least 或 at_most", "it needs at_least or at_most")
    if measure.kind == "minimum" and measure.at_least is None:
        yield Text("要写 at_least", "it needs at_least")
    if measure.kind == "coverage" and measure.at_least is not None and not 0 < measure.at_least <= 100:
        yield Text("at_least 写百分数，大于 0、不超过 100", "its at_least is a percentage above 0, at most 100")
    if measure.kind == "frequency" and not (measure.per_year or 0) > 0:
        yield Text("要写大于 0 的 per_year", "it needs a per_year above 0")
    if measure.kind == "standing" and neither and measure.basis:
        yield Text("没有目标值就不用 basis", "without a mark it has no use for basis")
    if measure.baseline and _reached(measure, measure.baseline.value):
        yield _at_the_mark(measure) or Text("基期值已经达到目标值", "the baseline has reached the mark already")


def _at_the_mark(measure: MeasureSpec) -> Text | None:
    """Return what to write where a plan asks for more than it began with (大于60.4): a mark is met by its own number."""
    mark = _mark(measure)
    if measure.baseline is None or mark is None or measure.baseline.value != mark:
        return None
    side, words = ("at_least", "大于、超过") if measure.at_most is None else ("at_most", "小于、低于")
    return Text(
        f"基期值与目标值相同，而 {side} 含本数，等于没有要求。原文是“{words}”这个数的，目标值按数据的精度写下一个数"
        "（大于60.4，精确到一位小数，写 60.5）；原文是保持的，用 standing",
        f"the baseline equals the mark, and {side} is met by the number itself: nothing would be asked. Where the text "
        "asks for more (or less) than it, write the next number at the precision of the data (above 60.4: 60.5); where it "
        "asks to keep it, use standing",
    )


def _change_gaps(measure: MeasureSpec, plan: WrittenPlan) -> Iterator[Text]:
    """Yield what is wrong with a change that adds up over the years: it begins at 0 and cannot fall by all there is."""
    if measure.kind != "cumulative":
        return
    if measure.at_most is not None and not -100 < measure.at_most < 0:
        yield Text(
            "at_most 写要下降的百分数，小于 0、大于 -100，例如 -13.5",
            "its at_most is a fall in percent, below 0 and above -100, e.g. -13.5",
        )
    if measure.at_least is not None and measure.at_least <= 0:
        yield Text(
            "at_least 写要增长的百分数，大于 0；要下降的写 at_most，例如 -13.5",
            "its at_least is a rise in percent, above 0; for a fall give at_most, e.g. -13.5",
        )
    if (measure.unit or "%").strip() != "%":
        yield Text("只按百分数计，unit 写 % 或不写", "it counts in percent: its unit is %, or left out")
    period = plan.frame and plan.frame.period
    if period and period.start and period.end and not Period(period.start, period.end).full_years:
        yield Text("规划期里没有一个整年，无从累计", "the plan has no full calendar year to add up")


def _reached(measure: MeasureSpec, value: Fraction) -> bool:
    if measure.at_most is not None:
        return value <= measure.at_most
    mark = _mark(measure)
    return mark is not None and value >= mark
