"""The JSON Schema of a round's file: its head, and a row of each of its lists, keys and fixed words in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from fazhi_check.round.columns import LABELS, REGISTERS, Column
from fazhi_check.round.given import STAGES
from fazhi_check.round.keys import HEAD_TWINS, LISTS, ROW_TWINS, ROW_VALUES
from fazhi_check.round.rows import ROWS, Head
from fazhi_check.submission.models import Reported

Schema = dict[str, Any]
# YAML readers make numbers of texts that look like one, so a text may arrive as a number.
TEXT: Schema = {"type": ["string", "number"]}
_DATE: Schema = {"type": ["string", "number"], "description": "2023-05-01, 2023/5/1, 2023.5.1, 2023年5月1日"}
NAMES: Schema = {"anyOf": [TEXT, {"type": "array", "items": {"anyOf": [TEXT, {"type": "null"}]}}]}
_CODE: Schema = {
    "anyOf": [{"type": "string", "pattern": r"^\s*\d{6}\s*$"}, {"type": "integer", "minimum": 0, "maximum": 999999}]
}
_STAGE: Schema = {"enum": [*STAGES, *STAGES.values()]}
_NODE: Schema = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": _STAGE}]}
_ASKED: Schema = {"type": ["boolean", "string", "number"]}


def round_object() -> Schema:
    """Return the schema of a round as a mapping, with its lists' rows among the definitions."""
    listed = {one.list: {"type": ["array", "null"], "items": optional(ref(one.list))} for one in REGISTERS}
    head = {one.key: _DATE if one.holds == "date" else TEXT for one in LABELS}
    required = {field.alias or name for name, field in Head.model_fields.items() if field.is_required()}
    names = {**names_of(HEAD_TWINS, head), **{name: (name, *words) for name, words in LISTS.items()}}
    schema = object_of({**head, **listed}, names, {*required, "units"})
    rows = {one.list: _row(ROWS[one.list], one.columns, one.list) for one in REGISTERS}
    return {**schema, "$defs": rows}


def _row(model: type[Reported], columns: tuple[Column, ...], name: str) -> Schema:
    required = {field.alias or key for key, field in model.model_fields.items() if field.is_required()}
    fields = {one.key: {**_field(one, name), **({"description": one.hint} if one.hint else {})} for one in columns}
    return object_of(fields, names_of(ROW_TWINS[name], fields), required)


def _field(column: Column, name: str) -> Schema:
    """Return the schema of what stands under the key of a column."""
    own = {"code": _CODE, "node": _NODE, "asked": _ASKED}.get(column.key)
    if own or column.holds == "date" or column.several:
        return own or (_DATE if column.holds == "date" else NAMES)
    words = ROW_VALUES.get(name, {}).get(column.key)
    allowed = [*words, *dict.fromkeys(words.values())] if words else list(column.choices)
    return {"enum": allowed} if allowed else TEXT


def names_of(twins: Mapping[str, str], fields: Mapping[str, Schema]) -> dict[str, tuple[str, ...]]:
    """Return every name that each key may be written by."""
    return {key: (key, *(zh for zh, en in twins.items() if en == key)) for key in fields}


def object_of(fields: Mapping[str, Schema], names: Mapping[str, tuple[str, ...]], required: set[str]) -> Schema:
    """Return the schema of a mapping in which each key stands once, by one of its names."""
    properties = {
        name: field if key in required else optional(field) for key, field in fields.items() for name in names[key]
    }
    rules = [*_needed(names, required), *_once(names)]
    return {"type": "object", "properties": properties, "additionalProperties": False, "allOf": rules}


def _needed(names: Mapping[str, tuple[str, ...]], required: set[str]) -> Iterator[Schema]:
    for key in names:
        if key in required:
            yield {"anyOf": [{"required": [name]} for name in names[key]]}


def _once(names: Mapping[str, tuple[str, ...]]) -> Iterator[Schema]:
    for several in names.values():
        for pair in combinations(several, 2):
            yield {"not": {"required": list(pair)}}


def optional(schema: Schema) -> Schema:
    """Return the schema of what may be left blank."""
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name: str) -> Schema:
    """Return what stands for a definition of that name."""
    return {"$ref": f"#/$defs/{name}"}
