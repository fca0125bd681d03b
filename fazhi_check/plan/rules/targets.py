"""What a target names and has: parts, bodies and phases that there are, proof, a role, a field of work."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.findings import Finding
from fazhi_check.plan.folder import FRAME, place_of
from fazhi_check.plan.model import PROOFS
from fazhi_check.plan.rules.found import Found, Rules, at
from fazhi_check.plan.spec import OF_TASKS, WrittenPlan, WrittenTarget, day_or_none, item_of
from fazhi_check.words import ROLES, Text

_NO_ANCHORS = Text("没有原文摘句（anchors），无法核对出处", "it has no anchors and cannot be traced to its source")
_NO_LEAD = Text("没有牵头单位（lead），按机构筛选时看不到它", "it has no lead: no body finds it among its own")
_NO_EVIDENCE = Text(
    "佐证 min 为 0，没有佐证也算完成，至少写 1", "with evidence min 0 a bare claim is met; ask for 1 at least"
)
_NO_PROOF = Text(
    "佐证的种类（kinds）里没有能证明的，自述不算，这一项永远判不了已完成",
    "none of its kinds of evidence can prove, for a report is a claim: it can never be met",
)
_NO_FOCUS = Text("有领域的任务要在 focus 组", "a task with a field belongs in group focus")
_NO_FIELD = Text("focus 组的任务要写领域（field）", "a task of group focus needs a field")


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
            yield at(target, "FZ704", *path, what=what, name=name)


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
            yield at(target, "FZ714", "id", why=_NO_ANCHORS)
        if not target.spec.lead:
            yield at(target, "FZ714", "id", why=_NO_LEAD)
        if target.spec.role == "task" and target.spec.evidence.min == 0:
            yield at(target, "FZ714", "evidence", "min", why=_NO_EVIDENCE)
        if target.spec.role == "task" and not set(target.spec.evidence.kinds) & set(PROOFS):
            yield at(target, "FZ714", "evidence", "kinds", why=_NO_PROOF)


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
            yield at(target, "FZ717", key, role=ROLES[target.spec.role], why=why)


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
            yield at(target, "FZ718", "field" if spec.field is not None else "group", why=why)


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


# The rule of each code.
RULES: Rules = {
    "FZ704": known_names,
    "FZ714": whole_targets,
    "FZ717": sound_roles,
    "FZ718": fields_in_focus,
}
