"""What a team has agreed on for its gate, once for all runs: fazhi-check.toml, or [tool.fazhi-check] of pyproject.toml.

The file is found upward from what is checked. Flags stand above it; paths in it are taken from its own folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Seq
from contextlib import suppress
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from fazhi_check.cli.options import SETTINGS, Option
from fazhi_check.codes import OF_FILES
from fazhi_check.digest.papers.facts import GIVEN
from fazhi_check.findings import Finding, Place, Unusable, in_order, named_by
from fazhi_check.gate import NEVER, TWINS
from fazhi_check.guess import did_you_mean
from fazhi_check.source.files import read_text
from fazhi_check.source.form import Form, text_of
from fazhi_check.source.limits import parse_limit
from fazhi_check.source.nodes import Mapping, Node, Sequence
from fazhi_check.source.shapes import shape_of
from fazhi_check.source.toml import Bare, compose_toml
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.source.upward import SHARED_FILE, TABLE
from fazhi_check.words import GATES, Text


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unreadable("这里应是一段文字，不能为空", "a text that is not empty belongs here")
    return value.strip()


def _one_of(written: str, known: Seq[str], twins: Seq[str] = ()) -> Unreadable:
    zh, en, listed = did_you_mean(written, [*known, *twins]).zh, did_you_mean(written, known).en, ", ".join(known)
    return Unreadable(f"{zh}可填：{listed}", f"{en}allowed: {listed}")


def _verdict(value: Any) -> str:
    written = _text(value)
    if written not in GATES and written not in TWINS and written != NEVER:
        raise _one_of(written, [*GATES, NEVER], [*TWINS])
    return TWINS.get(written, written)


def _gate(verdicts: tuple[str, ...]) -> tuple[str, ...]:
    if not verdicts or (NEVER in verdicts and len(verdicts) > 1):
        raise Unreadable(f"写出判定，或者只写 {NEVER}（{NEVER} 只能单独写）", f"name verdicts, or {NEVER} alone")
    return verdicts


def _code(value: Any) -> str:
    written = _text(value).upper()
    if named_by([written]).isdisjoint(OF_FILES):
        raise _one_of(written, OF_FILES)
    return written


def _limit(value: Any) -> str:
    written = _text(value)
    parse_limit(written)
    return written


def _split(value: Any) -> Any:
    """Return the parts of a list written as one text with commas."""
    return [part for part in re.split("[,，、]", value) if part.strip()] if isinstance(value, str) else value


Words: TypeAlias = Annotated[str, BeforeValidator(_text)]
_Verdict: TypeAlias = Annotated[str, BeforeValidator(_verdict)]
_Code: TypeAlias = Annotated[str, BeforeValidator(_code)]
_Limit: TypeAlias = Annotated[str, BeforeValidator(_limit)]


# What papers are given (see digest.papers.facts), as a table.
GivenForm: type[BaseModel] = create_model(
    "GivenForm",
    __config__=ConfigDict(frozen=True, extra="forbid", defer_build=True),
    **{name: (Words | None, Field(None, description=text.en)) for name, text in GIVEN.items()},  # type: ignore[call-overload]
)
_KINDS: dict[str, Any] = {
    "table": GivenForm,
    "verdicts": Annotated[tuple[_Verdict, ...], BeforeValidator(_split), AfterValidator(_gate)],
    "codes": Annotated[tuple[_Code, ...], BeforeValidator(_split)],
    "limits": Annotated[tuple[_Limit, ...], BeforeValidator(_split)],
}


def _called(option: Option) -> Callable[[Any], Any]:
    """Return what takes a word of an option by its Chinese name, too."""
    names = {text.zh: name for name, text in option.words.items()}
    return lambda value: names.get(value, value) if isinstance(value, str) else value


def _annotation(option: Option) -> Any:
    if option.words:
        return Annotated[Literal[tuple(option.words)], BeforeValidator(_called(option))]
    if option.kind in _KINDS:
        return _KINDS[option.kind]
    return Annotated[tuple[Words, ...], BeforeValidator(_split)] if option.repeatable else Words


# Every setting there is, as written in the file.
_FIELDS: dict[str, Any] = {
    name: (_annotation(option) | None, Field(None, alias=option.key, description=option.help.en))
    for name, option in SETTINGS.items()
}
SettingsForm: type[BaseModel] = create_model(
    "SettingsForm", __config__=ConfigDict(frozen=True, extra="forbid", defer_build=True), **_FIELDS
)
_FORM = Form(
    frozenset((*(option.key for option in SETTINGS.values()), *GIVEN)), {text.zh: name for name, text in GIVEN.items()}
)


class Setting(NamedTuple):
    """A value with the place it stands at; paths are resolved already."""

    value: Any
    place: Place


class Settings(NamedTuple):
    """What a file sets, by the names of SettingsForm; no path and nothing set where there is no file."""

    path: str | None = None
    values: dict[str, Setting] = {}

    def value(self, name: str) -> Any:
        """Return what is set, or None."""
        return self.values[name].value if name in self.values else None


class BrokenSettings(Unusable):
    """A file of settings that cannot be used; `findings` say why and where."""


def read_settings(path: str) -> Settings:
    """Return the settings in a file. Raises BrokenSettings."""
    text = read_text(path)
    table = TABLE if os.path.basename(path) == SHARED_FILE else ()
    root = compose_toml(text, table) if isinstance(text, str) else text
    if isinstance(root, Finding):
        raise BrokenSettings(path, [root])
    node = root or Mapping(Place(1, 1))
    filled = _FORM.read(shape_of(SettingsForm), node)
    findings = [*filled.findings, *_no_texts(node)]
    if findings or filled.model is None or not isinstance(node, Mapping):
        raise BrokenSettings(path, in_order(findings))
    form = filled.model
    return Settings(
        path, {name: _setting(name, form, node, path) for name in SETTINGS if name in form.model_fields_set}
    )


def _no_texts(node: Node) -> Iterator[Finding]:
    """Yield FZ203 for each value that is a number, a date or the like: all settings are texts."""
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        name = _FORM.key(text_of(key), free=False)
        for one in value.items if isinstance(value, Sequence) else [value]:
            if isinstance(one, Bare) and name in _FORM.known:
                advice = Text("这里应是一段文字，要加引号", "a text in quotes belongs here")
                yield Finding("FZ203", one.place, {"key": _FORM.name(name), "value": text_of(one), "advice": advice})
        if name == "letter":
            yield from _no_texts(value)


def _setting(name: str, form: SettingsForm, node: Mapping, path: str) -> Setting:
    value = getattr(form, name)
    if isinstance(value, BaseModel):
        value = tuple(f"{key}={text}" for key, text in value.model_dump(exclude_none=True).items())
    elif name == "template" and value is not None:
        value = tuple(_own_template(one, os.path.dirname(path)) for one in value)
    elif SETTINGS[name].kind == "path":
        resolve = _resolver(name, os.path.dirname(path))
        value = resolve(value) if isinstance(value, str) else tuple(map(resolve, value))
    _, where = _FORM.find(node, (SETTINGS[name].key,))
    return Setting(value, where.place)


def _own_template(written: str, folder: str) -> str:
    """Return NAME:FILE with a file that holds from here; what lacks one of them stays as it is."""
    name, sign, path = written.replace("：", ":", 1).partition(":")
    return f"{name}:{near(os.path.join(folder, os.path.expanduser(path)))}" if sign and path else written


def _resolver(name: str, folder: str) -> Callable[[str], str]:
    """Return what turns a path of the file into one that holds from here; a plan's id stays what it is."""

    def resolve(written: str) -> str:
        path = os.path.join(folder, os.path.expanduser(written))
        return written if name == "plan" and not os.path.isdir(path) else near(path)

    return resolve


def near(path: str) -> str:
    """Return a path as a reader would write it: from the working folder where it lies below it."""
    with suppress(ValueError):  # another drive
        inside = os.path.relpath(path)
        if inside.partition(os.sep)[0] != os.pardir:
            return inside
    return path
