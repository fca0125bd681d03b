"""The parser's own complaints (unknown option, missing value) in both languages."""

from __future__ import annotations

from typing import Any

from typer.exceptions import TyperException

from fazhi_check.guess import did_you_mean
from fazhi_check.words import Text

_SEE = Text("用法见 fazhi-check --help", "see fazhi-check --help")


def explain_usage(error: TyperException) -> Text:
    """Return what was wrong with the command line and what to write instead."""
    kind = type(error).__name__
    option = getattr(error, "option_name", None)
    if kind == "NoSuchOption" and option:
        hint = did_you_mean(option, _options(error), "Did you mean")
        return Text(f"没有选项 {option}。{hint.zh}{_SEE.zh}", f"There is no option {option}. {hint.en}{_SEE.en}")
    if kind == "MissingParameter":
        name = _parameter(error)
        return Text(f"缺少 {name}。{_SEE.zh}", f"{name} is missing. {_SEE.en}")
    if kind == "BadOptionUsage" and option:
        return Text(f"选项 {option} 后面缺少值。{_SEE.zh}", f"The option {option} needs a value. {_SEE.en}")
    message = error.format_message()
    return Text(f"命令行写法不对：{message}。{_SEE.zh}", f"{message} {_SEE.en}")


def _options(error: Any) -> list[str]:
    context = getattr(error, "ctx", None)
    return [
        name for param in (context.command.params if context else []) for name in param.opts if name.startswith("--")
    ]


def _parameter(error: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "?"
    named: list[str] = [name for name in getattr(param, "opts", ()) if name.startswith("--")]
    return named[0] if named else str(param.metavar or param.name)
