"""Every option of every command on one page of Markdown, from the table of options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from fazhi_check.cli import COMMANDS, command_of
from fazhi_check.cli.options import SETTINGS, Option
from fazhi_check.pages.rules import quoted
from fazhi_check.words import Lang, Text

_TITLE = Text("命令和选项", "Commands and options")
_COLUMNS = Text("选项 | 说明", "Option | What it does")
_HEAD_ZH = """\
每个命令的参数和选项。标“配置”的，也可以写进配置文件 fazhi-check.toml，名称相同；命令行写了的以命令行为准。
可选的词中英文都可以写。
"""
_HEAD_EN = """\
The arguments and options of every command. One marked {setting} may also stand in the file of settings
under the same name; the command line stands above it. Fixed words are taken in either language.
"""


def render_options(out: TextIO, lang: Lang | None = None) -> None:
    """Write the page, in one language or in both."""
    out.writelines(f"{line}\n" for line in _lines(lang))


def _lines(lang: Lang | None) -> Iterator[str]:
    first: Lang = lang or "zh"
    yield from (f"# {_TITLE.say(first)}", "", *_head(lang), "")
    columns = _COLUMNS.say(first) + ("" if lang else " | Explanation")
    rule = "|---" * (2 if lang else 3) + "|"
    for name, texts in COMMANDS.items():
        said = [Text(*texts).say(lang)] if lang else [texts[0], "", f"> {texts[1]}"]
        yield from (f"## {name}", "", *said, "", f"| {columns} |", rule)
        yield from (_row(option, lang) for option in command_of(name).options)
        yield ""


def _head(lang: Lang | None) -> list[str]:
    zh, en = _HEAD_ZH.splitlines(), _HEAD_EN.format(setting="*setting*" if lang else "配置").splitlines()
    return zh if lang == "zh" else en if lang else [*zh, "", *quoted(en)]


def _row(option: Option, lang: Lang | None) -> str:
    written = " ".join(part for part in (", ".join(option.flags), option.metavar) if part)
    cells = [f"`{written}`", *([_zh(option)] if lang != "en" else []), *([_en(option, lang)] if lang != "zh" else [])]
    return f"| {' | '.join(map(_cell, cells))} |"


def _zh(option: Option) -> str:
    words = "、".join(f"{name}（{text.zh}）" for name, text in option.words.items() if text.zh != name)
    return option.help.zh + (f"。可填：{words}" if words else "") + ("。配置" if option.name in SETTINGS else "")


def _en(option: Option, lang: Lang | None) -> str:
    told = [option.help.en, *([] if lang is None or option.name not in SETTINGS else ["*setting*"])]
    return ". ".join(told)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
