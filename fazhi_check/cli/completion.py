"""`--install-completion` and `--show-completion`: the shell's own script for the tab key, told in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.words import Lang, Text

_PROGRAM, _ASKED_BY = "fazhi-check", "_FAZHI_CHECK_COMPLETE"
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_SHOW = "--show-completion"


def run_completion(args: Sequence[str], lang: Lang) -> int:
    """Install or print the script for a shell, named after the option or the one in use; return 0. Raises UsageError."""
    option, equals, value = args[0].partition("=")
    named = [value] if equals else [word for word in args[1:2] if not word.startswith("-")]
    shell = named[0] if named else _detected()
    if shell not in _SHELLS:
        raise _unknown(option, shell)
    if option == _SHOW:
        from typer._completion_shared import get_completion_script

        print(get_completion_script(prog_name=_PROGRAM, complete_var=_ASKED_BY, shell=shell))
        return 0
    print(_done(shell, _installed(shell)).say(lang))
    return 0


def _installed(shell: str) -> Path:
    from typer._completion_shared import install

    try:
        return install(shell=shell, prog_name=_PROGRAM, complete_var=_ASKED_BY)[1]
    except OSError as error:
        raise unwritten(error.filename or shell, error) from None


def _detected() -> str | None:
    """Return the shell in use, as far as it can be known."""
    from typer._completion_shared import _get_shell_name

    return _get_shell_name()


def _done(shell: str, path: Path) -> Text:
    return Text(
        f"{shell} 的自动补全已装好：{path}\n重新打开终端后生效。",
        f"Completion for {shell} is installed: {path}\nIt takes effect once the terminal is opened anew.",
    )


def _unknown(option: str, shell: str | None) -> UsageError:
    shells = "、".join(_SHELLS[:4])
    zh = f"没有 {shell} 的自动补全" if shell else "看不出用的是哪种命令行"
    en = f"There is no completion for {shell}" if shell else "The shell in use cannot be told"
    return UsageError(
        f"{zh}：可用的有 {shells}，例如 fazhi-check {option} bash",
        f"{en}: {', '.join(_SHELLS[:4])}, e.g. fazhi-check {option} bash",
    )
