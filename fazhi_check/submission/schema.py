"""The form of a submission for pydantic's core: from plain data to records, without pydantic's generator or models.

Written out by hand, once: importing pydantic and letting it build this takes longer than most files. A test holds it
to the public models (`models`): what one takes the other takes, with the same values, and so with what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from fazhi_check.sanitize import mask
from fazhi_check.submission import values
from fazhi_check.submission.records import Entry, Evidence, Origin, Record, Submission, Unit
from fazhi_check.words import EVIDENCE_KINDS, LEVELS, STATUSES

Fields = Mapping[str, CoreSchema]
_REQUIRED: dict[type[Record], tuple[str, ...]] = {
    Unit: ("name", "level", "code"),
    Evidence: ("kind", "title"),
    Submission: ("plan", "unit", "as_of", "entries"),
}


def validator(record: type[Record], masked: bool = False) -> SchemaValidator:
    """Return what makes a record of data: keys in English, texts unread, and no nulls.

    With `masked` personal numbers in its texts are starred out: for data that may hold such. The validator raises
    pydantic's ValidationError.
    """
    return _validator(record.__name__, masked)


@cache
def _validator(name: str, masked: bool) -> SchemaValidator:
    record = next(one for one in _FIELDS if one.__name__ == name)
    return SchemaValidator(_Schemas(masked).of(record))


def keys_of(record: type[Record]) -> tuple[str, ...]:
    """Return the keys that a record has in a text."""
    return tuple(_Schemas(masked=False).fields(record))


class _Schemas:
    """Schemas of all records, with texts masked or as they are."""

    def __init__(self, masked: bool) -> None:
        self._text: CoreSchema = core_schema.str_schema()
        if masked:
            self._text = core_schema.no_info_after_validator_function(mask, self._text)
        self._name = core_schema.no_info_after_validator_function(values.not_blank, self._text)

    def of(self, record: type[Record]) -> CoreSchema:
        """Return the schema of a record."""
        required = _REQUIRED.get(record, ())
        fields = {
            name: core_schema.typed_dict_field(schema, required=name in required)
            for name, schema in self.fields(record).items()
        }
        given = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        return core_schema.no_info_after_validator_function(_maker(record), given)

    def fields(self, record: type[Record]) -> Fields:
        """Return the fields of a record, each with its schema."""
        return _FIELDS[record](self)

    def _unit(self) -> Fields:
        level = _one_of(values.read_level, LEVELS)
        return {"name": self._name, "level": level, "code": _read(values.read_code), "body": self._text}

    def _origin(self) -> Fields:
        return {"title": self._text, "publisher": self._text, "date": _DAY, "url": self._text, "note": self._text}

    def _evidence(self) -> Fields:
        return {
            "kind": _one_of(values.read_kind, EVIDENCE_KINDS),
            "title": self._name,
            "ref": self._text,
            "date": _SPAN,
            **dict.fromkeys(("url", "quote", "period"), self._text),
        }

    def _entry(self) -> Fields:
        return {
            "status": _one_of(values.read_status, STATUSES),
            "progress": _read(values.read_percentage),
            **dict.fromkeys(("value", "covered", "total"), _VALUE),
            "by_unit": core_schema.dict_schema(self._text, _read(values.read_part)),
            "by_year": core_schema.no_info_before_validator_function(
                values.each_year_once, core_schema.dict_schema(_read(values.read_year), _VALUE)
            ),
            "done_on": _SPAN,
            "evidence": core_schema.tuple_variable_schema(self.of(Evidence)),
            **dict.fromkeys(("owner", "problem", "next_step", "note", "reason", "basis"), self._text),
            "apply": _read(values.read_yes),
            "proposed": _read(values.read_waiting),
        }

    def _submission(self) -> Fields:
        return {
            "plan": self._name,
            "unit": self.of(Unit),
            "as_of": _DAY,
            "source": self.of(Origin),
            "self_points": core_schema.dict_schema(core_schema.str_schema(), _read(values.read_points)),
            "entries": core_schema.dict_schema(core_schema.str_schema(), self.of(Entry)),
        }


def _read(reader: Callable[[Any], Any]) -> CoreSchema:
    return core_schema.no_info_plain_validator_function(reader)


def _one_of(reader: Callable[[Any], Any], words: Mapping[str, object]) -> CoreSchema:
    return core_schema.chain_schema([_read(reader), core_schema.literal_schema(list(words))])


def _maker(record: type[Record]) -> Callable[[dict[str, Any]], Record]:
    """Return what makes a record of its fields, which are its own from then on."""
    new, put = record.__new__, object.__setattr__

    def make(fields: dict[str, Any]) -> Record:
        made = new(record)
        put(made, "__dict__", fields)
        return made

    return make


_DAY, _SPAN, _VALUE = _read(values.read_day), _read(values.read_span), _read(values.read_value)
_FIELDS: dict[type[Record], Callable[[_Schemas], Fields]] = {
    Unit: _Schemas._unit,
    Origin: _Schemas._origin,
    Evidence: _Schemas._evidence,
    Entry: _Schemas._entry,
    Submission: _Schemas._submission,
}
