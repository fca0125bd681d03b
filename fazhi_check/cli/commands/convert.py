"""`fazhi-check convert A B`: a submission written in another form, from a workbook to YAML or JSON and back.

Whole or not at all, never over another file; what the new form cannot hold is named.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from fazhi_check.cli.command import command
from fazhi_check.cli.given import content_at, understood
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.outputs import write_new
from fazhi_check.cli.usage_error import UsageError, chosen, exists
from fazhi_check.cli.values import read_lang
from fazhi_check.cli.workbooks import english_heads, is_workbook, not_installed
from fazhi_check.sanitize import visible
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from fazhi_check.fill.convert import Given, Kind
    from fazhi_check.fill.left import Loss

# What a text is, by its ending.
_KINDS: dict[str, Kind] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def convert(old: str, new: str, plan: str | None, keys: str | None, lang: str | None) -> int:
    """Write a submission in the form that the new file's ending asks for; say what is not in it."""
    from fazhi_check.fill.convert import NotKept, converted

    language = read_lang(lang)
    kind = _kind(new)
    written = cast("Lang", chosen(keys or "zh", OPTIONS["keys"]))
    if kind == "xlsx" and written != "zh":
        raise english_heads()
    _refuse_existing(new)
    try:
        result = converted(_given(old, plan), kind, written)
    except NotKept as error:
        raise _not_kept(old, new, error.losses) from None
    except ImportError:
        raise not_installed() from None
    write_new(new, result.raw)
    for line in (new, *(f"{_at(old, one)} {said}" for one in result.losses for said in [_left(one).say(language)])):
        print(visible(line), file=sys.stderr)
    return 0


def _kind(path: str) -> Kind:
    kind = "xlsx" if is_workbook(path) else _KINDS.get(os.path.splitext(path)[1].lower())
    if kind is None:
        raise UsageError(
            f"看不出 {path} 要写成什么：文件名以 .xlsx、.yaml 或 .json 结尾",
            f"What {path} is to be is not clear: give it the ending .xlsx, .yaml or .json",
        )
    return kind


def _refuse_existing(path: str) -> None:
    if os.path.lexists(path):
        raise exists(path)


def _given(path: str, plan: str | None) -> Given:
    from fazhi_check.fill.convert import Given
    from fazhi_check.source.files import is_json

    content = content_at(path)
    if isinstance(content, str):
        content = content.removeprefix("\ufeff")
    kind: Kind = "xlsx" if isinstance(content, bytes) else "json" if is_json(path) else "yaml"
    return Given(kind, content, *understood(path, content, plan, entries=True))


def _at(path: str, loss: Loss) -> str:
    return f"{path}{loss.place.at if loss.place else ''}"


def _left(loss: Loss) -> Text:
    return loss.what if loss.told else Text(f"没有带过去：{loss.what.zh}", f"not carried over: {loss.what.en}")


def _not_kept(old: str, new: str, losses: list[Loss]) -> UsageError:
    zh = "\n".join(f"{_at(old, one)} {one.what.zh}" for one in losses)
    en = "\n".join(f"{_at(old, one)} {one.what.en}" for one in losses)
    return UsageError(
        f"没有写出 {new}：以下内容写进去再读出来会变样，请先改写\n{zh}".rstrip(),
        f"{new} was not written: some of the content would not read back the same; rewrite it first\n{en}".rstrip(),
    )


COMMAND = command(convert)
