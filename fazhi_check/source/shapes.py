"""A pydantic model as the shape of a form: for lists, plans and settings. Nothing that a clean submission needs."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from fazhi_check.findings import Path
from fazhi_check.source.form import Shape

Model = TypeVar("Model", bound=BaseModel)


def shape_of(model: type[Model]) -> Shape[Model]:
    """Return a pydantic model as the shape of a form."""
    return Shape(model.model_validate, lambda path: keys_at(model, path))


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that belong at a path inside a model."""
    kinds: list[Any] = [model]
    for part in path:
        kinds = [inner for kind in kinds for inner in _inside(kind, part)]
    names = [field.alias or name for kind in kinds for name, field in kind.model_fields.items()]
    return list(dict.fromkeys(names))


def _inside(kind: type[BaseModel], part: str | int) -> Iterator[type[BaseModel]]:
    """Yield the models that a field holds; a part that is no field (an index, a union's tag) changes nothing."""
    field = kind.model_fields.get(str(part))
    if field is None:
        tag = kind.model_fields.get("kind")
        if tag is None or not isinstance(part, str) or part in get_args(tag.annotation):
            yield kind
        return
    yield from _models(field.annotation)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType) or get_args(annotation):
        for part in get_args(annotation):
            yield from _models(part)
