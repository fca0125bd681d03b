"""Help in two languages: every help text carries both, and the one asked for is picked before it is shown."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

from fazhi_check.cli import COMMANDS
from fazhi_check.words import Lang, Text

_BETWEEN = "\x1f"


def both(zh: str, en: str) -> str:
    """Return a help text in both languages."""
    return f"{zh}{_BETWEEN}{en}"


def described(command: str) -> str:
    """Return what a command does, in both languages."""
    return both(*COMMANDS[command])


_FRAME: tuple[tuple[str, str], ...] = (
    (r"^Usage:", "用法："),
    (r"^Options:", "选项："),
    (r"^Arguments:", "参数："),
    (r"^Commands:", "命令："),
    (r"\[required\]", "[必填]"),
    (r"\[default:\s+", "[默认 "),
    (r"Show this message and exit\.", "显示帮助并退出。"),
    (r"Install completion for the current shell\.", "为当前命令行安装自动补全。"),
    (r"Show completion for the current shell, to copy it or\s+customize the installation\.", "显示自动补全脚本。"),
)


_TYPES = re.compile(r" <(?:list\[)?str\]?>")


class HelpfulCommand(TyperCommand):
    """A command whose help is wholly in one language."""

    lang: Lang = "zh"

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return _framed(super().get_help(ctx), self.lang)


def _framed(text: str, lang: Lang) -> str:
    text = _TYPES.sub("", text)
    if lang == "zh":
        for pattern, words in _FRAME:
            text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


def localise(command: Any, lang: Lang) -> None:
    """Pick the language of a command's help, of its parameters and of its subcommands."""
    command.lang = lang
    for holder in (command, *command.params):
        for name in ("help", "short_help"):
            value = getattr(holder, name, None)
            if isinstance(value, str) and _BETWEEN in value:
                setattr(holder, name, Text(*value.split(_BETWEEN, 1)).say(lang).strip())
    for sub in getattr(command, "commands", {}).values():
        localise(sub, lang)
