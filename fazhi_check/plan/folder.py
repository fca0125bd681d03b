"""A plan's folder read into a WrittenPlan: every .yaml in it, each problem at its file, line and column."""

from __future__ import annotations

from fazhi_check.findings import Finding, Place
from fazhi_check.plan.spec import (
    SPECS,
    ContextSpec,
    PlanSpec,
    SectionFile,
    TargetSpec,
    WrittenContext,
    WrittenPlan,
    WrittenTarget,
    target_nodes,
)
from fazhi_check.plan.twins import PLAN_TWINS, PLAN_VALUES
from fazhi_check.source.files import decode
from fazhi_check.source.form import WHOLE_FILE, Form, text_of
from fazhi_check.source.limits import Limits
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.shapes import shape_of
from fazhi_check.source.yaml import compose
from fazhi_check.words import Term, wide

FRAME = "plan.yaml"
_FORM = Form(frozenset(name for spec in SPECS for name in spec.model_fields), PLAN_TWINS, values=PLAN_VALUES)
# A plan is written by its keepers and larger than any submission: several hundred targets with notes.
_LIMITS = Limits(max_bytes=20_000_000, max_aliases=10_000)


def written(files: dict[str, bytes]) -> WrittenPlan:
    """Return the plan that the files hold, with what is wrong in their form (FZ1 and FZ2 findings)."""
    plan = WrittenPlan()
    for name, raw in files.items():
        root = _root(name, raw, plan)
        if root is None:
            continue
        if name == FRAME:
            _read_frame(root, plan)
        else:
            _read_section(name, root, plan)
    _name_bodies(plan)
    ask_period(plan)
    return plan


def ask_period(plan: WrittenPlan) -> None:
    """Note a period that is half: only a draft may lack what its text does not name."""
    frame, node = plan.frame, plan.frame_node
    if frame is None or node is None or plan.drafts or not plan.targets:
        return
    for key in ("start", "end"):
        if getattr(frame.period, key) is None:
            plan.findings.append(Finding("FZ201", place_of(node, "period"), {"key": _FORM.name(key)}, None, FRAME))


def _name_bodies(plan: WrittenPlan) -> None:
    """Put the ids of bodies in the place of their names: a target's lead may be given by either."""
    bodies = plan.frame.bodies if plan.frame else {}
    ids = {wide(name): body for body, name in bodies.items() if name not in bodies}
    for number, target in enumerate(plan.listed):
        if any(wide(name) in ids for name in target.spec.lead):
            lead = [ids.get(wide(name), name) for name in target.spec.lead]
            plan.listed[number] = target._replace(spec=target.spec.model_copy(update={"lead": lead}))


def _root(name: str, raw: bytes, plan: WrittenPlan) -> Node | None:
    text = decode(raw)
    root = compose(text, _LIMITS) if isinstance(text, str) else text
    if isinstance(root, Finding):
        _note(plan, name, [root])
        return None
    return root


def _read_frame(root: Node, plan: WrittenPlan) -> None:
    filled = _FORM.read(shape_of(PlanSpec), root)
    plan.frame, plan.frame_node = filled.model, root
    _read_context(FRAME, root, filled.model.context if filled.model else [], plan)
    _note(plan, FRAME, filled.findings)


def _read_section(name: str, root: Node, plan: WrittenPlan) -> None:
    frame = _FORM.read(shape_of(SectionFile), _shallow(root))
    _note(plan, name, frame.findings)
    section = frame.model.section if frame.model else ""
    _read_context(name, root, frame.model.context if frame.model else [], plan)
    for node in target_nodes(root):
        target = _id_of(node)
        filled = _FORM.read(shape_of(TargetSpec), node, Term(target, target) if target else WHOLE_FILE)
        _note(plan, name, [finding._replace(target=target) for finding in filled.findings])
        if filled.model:
            if filled.model.role == "task" and "measure" not in _keys(node):
                plan.findings.append(Finding("FZ201", node.place, {"key": _FORM.name("measure")}, target, name))
            plan.listed.append(WrittenTarget(filled.model, section, name, node))


def _read_context(name: str, root: Node, context: list[ContextSpec], plan: WrittenPlan) -> None:
    for number, spec in enumerate(context):
        plan.context.append(WrittenContext(spec, name, place_of(root, "context", number, "anchor")))


def _note(plan: WrittenPlan, file: str, findings: list[Finding]) -> None:
    plan.findings += [finding._replace(file=file) for finding in findings]


def _shallow(root: Node) -> Node:
    """Return the mapping with its targets emptied: they are filled in one by one."""
    if not isinstance(root, Mapping):
        return root
    targets = target_nodes(root)
    emptied = [(k, Sequence(v.place) if isinstance(v, Sequence) and v.items is targets else v) for k, v in root.pairs]
    return Mapping(root.place, emptied)


def _keys(node: Node) -> set[str]:
    """Return the keys of a mapping by their English names."""
    return {_FORM.key(text_of(key), free=False) for key, _ in node.pairs} if isinstance(node, Mapping) else set()


def _id_of(node: Node) -> str | None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if isinstance(value, Scalar) and _FORM.key(text_of(key), free=False) == "id":
                return value.text
    return None


def place_of(node: Node, *path: str | int) -> Place:
    """Return the place of the value that `path` leads to in a plan's file."""
    return _FORM.find(node, path)[1].place
