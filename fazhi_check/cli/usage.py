"""The parser's own complaints (unknown option, missing value) in both languages."""

from __future__ import annotations

import re
from typing import Any

from typer.exceptions import TyperException

from fazhi_check.guess import did_you_mean
from fazhi_check.words import Text

_SEE = Text("用法见 fazhi-check --help", "see fazhi-check --help")


def explain_usage(error: TyperException) -> Text:
    """Return what was wrong with the command line and what to write instead."""
    option = getattr(error, "option_name", None)
    text = _of_option(error, option) if option else _of_parameter(error)
    zh = text.zh if text.zh.endswith(("。", "？")) else f"{text.zh}。"
    return Text(zh + _SEE.zh, f"{text.en} {_SEE.en}")


def _of_option(error: TyperException, option: str) -> Text:
    if type(error).__name__ == "NoSuchOption":
        if option == "--version":
            return Text("--version 单独写：fazhi-check --version", "--version stands alone: fazhi-check --version;")
        if option == "-=":  # as -q=1 is taken apart
            return Text("-q、-v 这样的选项不带值，去掉等号和后面的字", "An option like -q or -v takes no value.")
        hint = did_you_mean(option, _options(error), "Did you mean")
        return Text(f"没有选项 {option}。{hint.zh}", f"There is no option {option}. {hint.en}".rstrip())
    if "does not take a value" in error.format_message():
        return Text(f"选项 {option} 不带值，去掉等号和后面的字", f"The option {option} takes no value.")
    return Text(f"选项 {option} 后面缺少值", f"The option {option} needs a value.")


def _of_parameter(error: TyperException) -> Text:
    if type(error).__name__ == "MissingParameter":
        name = _parameter(error)
        return Text(f"缺少 {name}", f"{name} is missing.")
    message = error.format_message()
    extra = re.search(r"extra arguments?(?:\(s\))? \((.*)\)", message)
    if extra:
        return Text(f"多出来的参数：{extra[1]}", f"Too many arguments: {extra[1]};")
    return Text(f"命令行写法不对：{message}", message)


def _options(error: Any) -> list[str]:
    context = getattr(error, "ctx", None)
    own = [name for param in (context.command.params if context else []) for name in param.opts]
    return [name for name in (*own, "--help", "--version") if name.startswith("--")]


def _parameter(error: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "?"
    named: list[str] = [name for name in getattr(param, "opts", ()) if name.startswith("--")]
    return named[0] if named else str(param.metavar or param.name)
