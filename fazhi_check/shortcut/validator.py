"""The submission's models as a validator for clean data, made from their fields without pydantic's own generator.

The generator takes longer than most files; and what clean data cannot hold, or what the exact way would say better,
need not be looked for: nothing is masked, a key never stands without a value, and every single value is a text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, PlainValidator
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from fazhi_check.sanitize import mask
from fazhi_check.submission import Reading, Submission, Twin, not_blank


@cache
def validator() -> SchemaValidator:
    """Return what makes a Submission of clean data. It raises pydantic's ValidationError."""
    return SchemaValidator(_model(Submission))


def _model(model: type[BaseModel]) -> CoreSchema:
    fields = {name: core_schema.model_field(_field(field)) for name, field in model.model_fields.items()}
    form = core_schema.model_fields_schema(fields)
    return core_schema.model_schema(model, form, config={"extra_fields_behavior": "forbid"})


def _field(field: Any) -> CoreSchema:
    schema = _annotated(_of(field.annotation), field.metadata)
    return schema if field.is_required() else core_schema.with_default_schema(schema, default=field.default)


def _of(annotation: Any) -> CoreSchema:
    """Return the schema of an annotation. Raises KeyError for one of a kind that no model had before."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation)
    origin = get_origin(annotation)
    return _COMPOSED[origin](*get_args(annotation)) if origin else _SIMPLE[annotation]()


def _optional(kind: Any, _nothing: Any) -> CoreSchema:
    return _of(kind)  # nothing is never given: it is left out


_SIMPLE: dict[Any, Callable[[], CoreSchema]] = {
    str: core_schema.str_schema,
    int: core_schema.int_schema,
    date: core_schema.date_schema,
    Any: core_schema.any_schema,
}
_COMPOSED: dict[Any, Callable[..., CoreSchema]] = {
    Annotated: lambda kind, *validators: _annotated(_of(kind), validators),
    Union: _optional,
    UnionType: _optional,
    Literal: lambda *values: core_schema.literal_schema(list(values)),
    dict: lambda key, value: core_schema.dict_schema(_of(key), _of(value)),
    tuple: lambda item, _any_number: core_schema.tuple_variable_schema(_of(item)),
}


def _annotated(schema: CoreSchema, validators: Any) -> CoreSchema:
    for one in validators:
        if isinstance(one, AfterValidator):
            schema = _after(schema, one.func)
        elif isinstance(one, PlainValidator):
            schema = _text_to(one.func)
        elif isinstance(one, BeforeValidator):
            schema = _before(schema, one.func)
        else:
            raise TypeError(one)
    return schema


def _after(schema: CoreSchema, function: Any) -> CoreSchema:
    if function is mask:
        return schema
    if function is not_blank:
        return core_schema.str_schema(pattern="[^ \n]")  # no other blanks pass for clean
    raise TypeError(function)


def _before(schema: CoreSchema, function: Any) -> CoreSchema:
    if isinstance(function, Twin):
        return core_schema.chain_schema([_text_to(function.names.get), schema])
    return core_schema.no_info_before_validator_function(function, schema)


def _text_to(function: Any) -> CoreSchema:
    read = function.read if isinstance(function, Reading) else function
    return core_schema.chain_schema([core_schema.str_schema(), core_schema.no_info_plain_validator_function(read)])
