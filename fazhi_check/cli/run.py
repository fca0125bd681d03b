"""Runs one command line and turns whatever goes wrong into a message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from fazhi_check.cli import COMMANDS, command_of, leading_lang
from fazhi_check.cli.quick import parse_plainly
from fazhi_check.cli.terminal import drop_output
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.guess import closest
from fazhi_check.sanitize import visible
from fazhi_check.source.errors import reason
from fazhi_check.words import Lang, Text

_INTERRUPTED = 130
_MISUSED = 2


def run(args: Sequence[str], lang: str) -> int:
    """Run a command line that begins with its command; return the exit code."""
    language: Lang = "en" if lang == "en" else "zh"
    try:
        return _run(args, language)
    except UsageError as error:
        _say(error.text, error.lang or language)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return 0
    except OSError as error:
        drop_output()
        _say(_refused(error), language)
    except Exception as error:
        if os.environ.get("FAZHI_CHECK_DEBUG"):
            raise
        _say(_internal(error), language)
    return _MISUSED


def _run(args: Sequence[str], lang: Lang) -> int:
    if args[0].startswith(("--install-completion", "--show-completion")):
        from fazhi_check.cli.completion import run_completion

        return run_completion(args, lang)
    _refuse_slip(args)
    command = command_of(args[0]) if args[0] in COMMANDS else None
    given = command and parse_plainly(command.options, args[1:])
    if command and given is not None:
        code = command.run(given)
    else:
        from fazhi_check.cli.app import run_app

        code = run_app(args, lang)
    sys.stdout.flush()
    return code


def _refuse_slip(args: Sequence[str]) -> None:
    """Refuse a first word that is no file and nearly a command, before it is looked for as a file. Raises UsageError."""
    word = next(iter(leading_lang(list(args[1:]))[1]), "")
    if args[0] != "check" or not word.replace("-", "").isalpha() or word.startswith("-") or os.path.lexists(word):
        return
    near = closest(word, COMMANDS)
    if near:
        raise UsageError(
            f"没有文件“{word}”，也没有这个命令。是不是 fazhi-check {near}？",
            f"There is no file {word}, nor such a command. Did you mean fazhi-check {near}?",
        )


def _say(text: Text, lang: Lang) -> None:
    stream = sys.stderr
    encoding = stream.encoding or "utf-8"
    for line in text.say(lang).split("\n"):
        try:
            print(visible(line).encode(encoding, "replace").decode(encoding), file=stream, flush=True)
        except OSError:  # nobody can be told, also not at the very end
            drop_output(stream)


# What writing to an open stream, which has no name, is refused with.
_UNWRITABLE = {"ENOSPC", "EDQUOT", "EFBIG", "EIO", "EBADF", "EINVAL", "EAGAIN"}


def _refused(error: OSError) -> Text:
    """Return what the system refused: a file by its name, the output, or something else that a run needs."""
    why = reason(error)
    if error.filename is not None:
        path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
        return Text(f"{path} 用不了：{why.zh}", f"{path} cannot be used: {why.en}")
    if errno.errorcode.get(error.errno or 0) in _UNWRITABLE:
        return Text(f"写不出结果：{why.zh}", f"The result cannot be written: {why.en}")
    return Text(f"系统不让继续：{why.zh}", f"The system refuses to go on: {why.en}")


def _internal(error: Exception) -> Text:
    name = f"{type(error).__name__}: {error}"
    return Text(
        f"程序内部出错（{name}）。请带着这一行和所用的文件反馈问题；没有写出任何文件。",
        f"Internal error ({name}). Please report it with this line and the file in use; nothing was written.",
    )
