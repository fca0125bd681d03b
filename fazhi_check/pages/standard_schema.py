"""The JSON Schema of an office's own standard: its head, its items, what was entered; in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any, Final

from fazhi_check.pages.round_schema import NAMES, TEXT, names_of, object_of, optional, ref
from fazhi_check.round.standard.keys import (
    BLANK,
    HEAD_TWINS,
    SHARED_VERDICTS,
    STANDARD_LISTS,
    STANDARD_TWINS,
    STANDARD_VALUES,
    SUPPORTS,
    UNREVIEWED,
)
from fazhi_check.round.standard.rows import STANDARD_ROWS, StandardHead
from fazhi_check.submission.models import Reported
from fazhi_check.submission.values import NO, YES

Schema = dict[str, Any]
_NUMBER: Final[Schema] = {"type": ["number", "string"], "description": "20, 8.5, -1"}
_SHARE: Final[Schema] = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string"}]}
_LEVELS: Final = [*STANDARD_VALUES["head"]["level"], *STANDARD_VALUES["head"]["level"].values()]
_LEVEL: Final[Schema] = {"enum": list(dict.fromkeys(_LEVELS))}
_FIELDS: Final[Mapping[str, Schema]] = {
    **dict.fromkeys(("points", "each", "floor", "cap", "total", "cases"), _NUMBER),
    **dict.fromkeys(("targets", "repeats", "category"), NAMES),
    "level": {"anyOf": [_LEVEL, {"type": "array", "items": _LEVEL}]},
    "rescale": {"anyOf": [{"type": "boolean"}, {"enum": [*YES, *NO]}]},
    "for": ref("for"),
    "shares": ref("shares"),
}


def standard_object() -> Schema:
    """Return the schema of a standard as a mapping, with its parts among the definitions."""
    head = {name: _FIELDS.get(name, TEXT) for name in _keys(StandardHead)}
    lists = {name: {"type": ["array", "null"], "items": optional(ref(name))} for name in STANDARD_LISTS}
    names = {**names_of(HEAD_TWINS, head), **{name: (name, *words) for name, words in STANDARD_LISTS.items()}}
    fit = {name: _FIELDS[name] for name in ("level", "category")}
    parts = {
        "for": object_of(fit, names_of(HEAD_TWINS, fit), set()),
        "shares": _shares(),
        **{name: _row(model, name) for name, model in STANDARD_ROWS.items()},
    }
    return {**object_of({**head, **lists}, names, {*_needed(StandardHead), "items"}), "$defs": parts}


def _shares() -> Schema:
    by_support = [f"{verdict}.{support}" for verdict, support in product(SHARED_VERDICTS, SUPPORTS)]
    shares = {name: optional(_SHARE) for name in (*SHARED_VERDICTS, *by_support)}
    blank = {name: {"enum": [*BLANK, None]} for name in UNREVIEWED}
    return {"type": "object", "properties": {**shares, **blank}, "additionalProperties": False}


def _row(model: type[Reported], name: str) -> Schema:
    fields = {key: _field(key, name) for key in _keys(model)}
    return object_of(fields, names_of(STANDARD_TWINS[name], fields), _needed(model))


def _field(key: str, name: str) -> Schema:
    words = STANDARD_VALUES[name].get(key)
    return {"enum": list(dict.fromkeys((*words, *words.values())))} if words else _FIELDS.get(key, TEXT)


def _keys(model: type[Reported]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _needed(model: type[Reported]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
