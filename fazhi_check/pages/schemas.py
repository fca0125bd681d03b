"""JSON Schemas of what people write and programs read: submission, plan, report, lists, round, settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

from fazhi_check.pages.describe import basis, bodies, brief_measure, deadlines, evidence
from fazhi_check.plan.model import Aim, Plan, Target
from fazhi_check.rules.form import takes
from fazhi_check.submission.models import Entry, Evidence, Origin, Reported, Submission, Unit
from fazhi_check.submission.places import READY
from fazhi_check.submission.records import Entry as Numbers
from fazhi_check.submission.values import CONFIRMED, NO, WAITING, YES
from fazhi_check.words import (
    ALL_KEYS_ZH,
    DUTY_STATUSES,
    EVIDENCE_KINDS,
    KEYS_ZH,
    KNOWN_TWINS,
    LEVELS,
    ROLES,
    STATUSES,
    WAIVER_TWINS,
    Lang,
    Text,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

# YAML readers make numbers of texts that look like one, so a text may arrive as a number.
_TEXT: Schema = {"type": ["string", "number"]}
_DATE: Schema = {"type": ["string", "number"], "description": "2023-05-01, 2023/5/1, 2023.5.1, 2023年5月1日"}
_NUMBER: Schema = {"type": ["number", "string"], "description": "98.5, 98.5%, 1.2万, 1.2万余, 98%以上"}
_PART: Schema = {
    "type": ["number", "string"],
    "description": "98.5, 98.5%, 1.2万余; of a coverage also a status (done, 已完成) or covered/total (37/40)",
}
_PARTS: Schema = {"type": "object", "additionalProperties": {"anyOf": [_PART, {"type": "null"}]}}
_NUMBERS: Schema = {"type": "object", "additionalProperties": {"anyOf": [_NUMBER, {"type": "null"}]}}


def _words(words: dict[str, Text]) -> Schema:
    return {"enum": [name for en, text in words.items() for name in (en, text.zh)]}


_FIELDS: dict[str, Schema] = {
    "level": _words(LEVELS),
    "status": {"enum": [*_words(STATUSES)["enum"], *DUTY_STATUSES]},
    "kind": _words(EVIDENCE_KINDS),
    "code": {
        "anyOf": [{"type": "string", "pattern": r"^\s*\d{6}\s*$"}, {"type": "integer", "minimum": 0, "maximum": 999999}]
    },
    "as_of": _DATE,
    "date": _DATE,
    "done_on": _DATE,
    "progress": _NUMBER,
    "value": _NUMBER,
    "covered": _NUMBER,
    "total": _NUMBER,
    "by_unit": _PARTS,
    "by_year": _NUMBERS,
    "self_points": _NUMBERS,
    "apply": {"anyOf": [{"type": "boolean"}, {"enum": [*YES, *NO]}]},
    "proposed": {"anyOf": [{"type": "boolean"}, {"enum": [*WAITING, *CONFIRMED]}]},
}


def submission_schema(plan: Plan | None = None, lang: Lang = "zh") -> Schema:
    """Return the schema of a submission.

    With a plan its targets are listed: each task takes the keys that its measure understands, a goal or principle words
    only, and an editor shows at an id what is asked, by when and with what evidence, in `lang`.
    """
    entries: Schema = {"type": ["object", "null"], "additionalProperties": _optional(_ref("entry"))}
    kinds: Schema = {"entry": _entry()}
    if plan:
        kinds = {_entry_name(_taken(target)): _optional(_entry(_taken(target))) for target in plan.every.values()}
        entries["properties"] = {target.id: _of_target(target, plan, lang) for target in plan.every.values()}
        entries["additionalProperties"] = False
    inner: dict[str, Schema] = {name: _ref(name) for name in ("unit", "source", "entries")}
    schema = _object(Submission, ("plan", "unit", "as_of", "entries"), inner)
    return {
        "$schema": DRAFT,
        "title": "fazhi-check submission",
        **with_asides(schema),
        "$defs": {
            "unit": _object(Unit, ("name", "level", "code")),
            "source": _object(Origin),
            "evidence": _object(Evidence, ("kind", "title")),
            "unfilled": _unfilled(),
            "entries": entries,
            **kinds,
        },
    }


def with_asides(schema: Schema) -> Schema:
    """Return the schema of a whole file, which may say besides what schema it has and hold anchors (see form.is_aside)."""
    properties = {**schema["properties"], "$schema": {"type": "string"}}
    return {**schema, "properties": properties, "patternProperties": {"^x-": {}}}


def _entry(numbers: Collection[str] = Numbers.NUMBERS) -> Schema:
    """Return the schema of an entry that takes some of the keys for numbers."""
    evidence = {"type": "array", "items": {"anyOf": [_ref("evidence"), _ref("unfilled"), {"type": "null"}]}}
    whole = _object(Entry, (), {"evidence": evidence})
    refused = {key for name in Numbers.NUMBERS if name not in numbers for key in _names(name)}
    kept = {key: schema for key, schema in whole["properties"].items() if key not in refused}
    rules = [rule for rule in whole["allOf"] if refused.isdisjoint(rule["not"]["required"])]
    return {**whole, "properties": kept, "allOf": rules}


def _entry_name(numbers: Collection[str]) -> str:
    return "-".join(("entry", *numbers))


def _taken(target: Target | Aim) -> Collection[str]:
    """Return the value keys that an entry may have; what is never judged takes words only."""
    return takes(target) if isinstance(target, Target) else ()


def _of_target(target: Target | Aim, plan: Plan, lang: Lang) -> Schema:
    """Return the schema of one target's entry, with what an editor shows at its id."""
    facts = _facts(target, plan) if isinstance(target, Target) else _facts_of_aim(target, plan)
    shown = [name.say(lang) + Text("：", ": ").say(lang) + value.say(lang) for name, value in facts]
    return {
        **_ref(_entry_name(_taken(target))),
        "title": f"{target.id} {target.name(lang)}",
        "description": "\n".join(shown),
    }


def _facts(target: Target, plan: Plan) -> Iterator[tuple[Text, Text]]:
    numbers, counted = takes(target), basis(target, plan)
    keys = ("status", *numbers) if target.measure.kind == "milestone" else numbers or ("status",)
    yield Text("衡量", "Measure"), brief_measure(target)
    yield Text("填", "Report"), Text("、".join(f"{KEYS_ZH[key]}（{key}）" for key in keys), ", ".join(keys))
    if counted.zh:
        yield Text("口径", "Basis"), counted
    yield Text("时限", "Due"), deadlines(target)
    yield Text("佐证", "Evidence"), evidence(target)
    yield from _origin(target, plan)


def _facts_of_aim(aim: Aim, plan: Plan) -> Iterator[tuple[Text, Text]]:
    role = ROLES[aim.role]
    yield Text("衡量", "Measure"), Text(f"{role.zh}，不单独判定", f"a {role.en}, not judged by itself")
    yield from _origin(aim, plan)


def _origin(target: Target | Aim, plan: Plan) -> Iterator[tuple[Text, Text]]:
    yield Text("牵头单位", "Lead"), bodies(target, plan)
    yield Text("依据", "Clause"), Text(plan.heading(target.item, "zh"), plan.heading(target.item, "en"))


def _object(
    model: type[Reported],
    required: tuple[str, ...] = (),
    inner: dict[str, Schema] | None = None,
) -> Schema:
    """Return the schema of a model whose every key has a Chinese twin; either may be given, not both."""
    properties: Schema = {}
    for name in model.model_fields:
        field = (inner or {}).get(name) or _FIELDS.get(name, _TEXT)
        shown = field if name in required else _optional(field)
        properties |= dict.fromkeys(_names(name), shown)
    rules: list[Schema] = [_one_of(name) for name in required]
    rules += [
        {"not": {"required": list(pair)}} for name in model.model_fields for pair in combinations(_names(name), 2)
    ]
    return {"type": "object", "properties": properties, "additionalProperties": False, "allOf": rules}


def _names(key: str) -> tuple[str, ...]:
    """Return every name that a key may be written by."""
    return (key, *ALL_KEYS_ZH[key])


def _one_of(key: str) -> Schema:
    return {"anyOf": [{"required": [name]} for name in _names(key)]}


def _unfilled() -> Schema:
    """Return the schema of a piece of evidence as `fazhi-check init` writes it, before anybody has filled it in."""
    words = {name: _FIELDS[name] if name in READY.filled else {"type": "null"} for name in Evidence.model_fields}
    properties = {key: schema for name, schema in words.items() for key in _names(name)}
    rules = [_one_of(name) for name in sorted(READY.blank)]
    return {"type": "object", "properties": properties, "additionalProperties": False, "allOf": rules}


def _optional(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def plan_schema() -> Schema:
    """Return the schema of a plan's files: plan.yaml, or a section's file with its targets."""
    from pydantic.json_schema import models_json_schema

    from fazhi_check.plan.spec import PlanSpec, SectionFile, TargetSpec

    models = [(model, "validation") for model in (PlanSpec, SectionFile, TargetSpec)]
    refs, schema = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    definitions = schema["$defs"]
    definitions["SectionFile"]["properties"]["targets"]["items"] = refs[(TargetSpec, "validation")]
    for definition in definitions.values():
        _twinned(definition)
    definitions |= {name: with_asides(definitions[name]) for name in ("PlanSpec", "SectionFile")}
    files = [refs[(PlanSpec, "validation")], refs[(SectionFile, "validation")]]
    return {"$schema": DRAFT, "title": "fazhi-check plan file", "anyOf": files, "$defs": definitions}


def _twinned(definition: Schema) -> None:
    """Let the keys and fixed values of one part of a plan's files be written in Chinese, too."""
    from fazhi_check.plan.twins import PLAN_TWINS, PLAN_VALUES

    properties = definition["properties"]
    for name, words in PLAN_VALUES.items():
        if name in properties:
            allowed = properties[name].get("items", properties[name])
            allowed["enum"] = [*allowed["enum"], *(zh for zh, en in words.items() if en in allowed["enum"])]
    twins = {zh: en for zh, en in PLAN_TWINS.items() if en in properties}
    definition["allOf"] = [_either(name, twins) for name in definition.pop("required", ())]
    definition["allOf"] += [{"not": {"required": [en, zh]}} for zh, en in twins.items()]
    properties |= {zh: properties[en] for zh, en in twins.items()}


def report_schema() -> Schema:
    """Return the schema of the JSON report."""
    from fazhi_check.digest.contract import ReportInfo

    named = {"title": "fazhi-check report"}
    return {"$schema": DRAFT, **named, **ReportInfo.model_json_schema(), **named}


def waivers_schema() -> Schema:
    """Return the schema of a list of waivers."""
    from fazhi_check.round.waivers import WaiverForm

    return {
        "$schema": DRAFT,
        "title": "fazhi-check waivers",
        "type": ["array", "null"],
        "items": _listed(WaiverForm, WAIVER_TWINS),
    }


def known_schema() -> Schema:
    """Return the schema of a list of known findings."""
    from fazhi_check.round.baseline import KnownForm

    lines: Schema = {"type": "array", "items": {"type": "string", "description": "VERDICT-OR-CODE ID"}}
    unit: Schema = {"allOf": [_either(name, KNOWN_TWINS) for name in ("plan", "unit", "code")]}
    items = _listed(KnownForm, KNOWN_TWINS, {"findings": lines}) | {"anyOf": [_either("path", KNOWN_TWINS), unit]}
    return {"$schema": DRAFT, "title": "fazhi-check known findings", "type": ["array", "null"], "items": items}


def round_schema() -> Schema:
    """Return the schema of the file of a round."""
    from fazhi_check.pages.round_schema import round_object

    return {"$schema": DRAFT, "title": "fazhi-check round", **with_asides(round_object())}


def standard_schema() -> Schema:
    """Return the schema of an office's own standard."""
    from fazhi_check.pages.standard_schema import standard_object

    return {"$schema": DRAFT, "title": "fazhi-check standard", **with_asides(standard_object())}


def _either(name: str, twins: Mapping[str, str]) -> Schema:
    """Return what asks for a key in one of its languages."""
    return {"anyOf": [{"required": [key]} for key in (name, *(zh for zh, en in twins.items() if en == name))]}


def _listed(model: type[Reported], twins: Mapping[str, str], inner: dict[str, Schema] | None = None) -> Schema:
    """Return the schema of one item of a list; each key may be written in Chinese, not both."""
    fields = model.model_fields.items()
    dates: Schema = {name: _DATE for name in ("granted", "expires") if name in model.model_fields}
    known: Schema = {**dates, **(inner or {})}
    properties: Schema = {}
    for name, field in fields:
        properties[name] = known.get(name, _TEXT if field.is_required() else _optional(_TEXT))
    properties |= {zh: properties[en] for zh, en in twins.items()}
    rules = [_either(name, twins) for name, field in fields if field.is_required()]
    rules += [{"not": {"required": [en, zh]}} for zh, en in twins.items()]
    return {"type": "object", "properties": properties, "additionalProperties": False, "allOf": rules}


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "submission": submission_schema,
    "plan": plan_schema,
    "report": report_schema,
    "waivers": waivers_schema,
    "known": known_schema,
    "round": round_schema,
    "standard": standard_schema,
}
