"""Builds the typer application in the reader's language, runs one command, and turns failures into messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from fazhi_check.cli.help import Group, both, localise
from fazhi_check.cli.misuse import Misuse
from fazhi_check.words import Lang, Text

_INTERRUPTED = 130
_MISUSED = 2


def run(args: Sequence[str], lang: str) -> int:
    """Run a command line that begins with its command; return the exit code."""
    language: Lang = "en" if lang == "en" else "zh"
    try:
        return _run(list(args), language)
    except Misuse as misuse:
        _say(misuse.text, language)
    except TyperException as error:
        from fazhi_check.cli.usage import explain_usage

        _say(explain_usage(error), language)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 0
    except Exception as error:
        if os.environ.get("FAZHI_CHECK_DEBUG"):
            raise
        _say(_internal(error), language)
    return _MISUSED


def _run(args: list[str], lang: Lang) -> int:
    app = application(args[:1])
    command = typer.main.get_command(app)
    localise(command, lang)
    result: Any = command.main(args, prog_name="fazhi-check", standalone_mode=False)
    sys.stdout.flush()
    return int(result or 0)


def application(only: Sequence[str] = ()) -> typer.Typer:
    """Return the application; with `only` a command's name, just that command is imported."""
    from fazhi_check.cli import COMMANDS

    app = typer.Typer(
        help=both(
            "把一个城市、县或部门报送的情况，与已公布规划的承诺逐条对照：缺什么、慢在哪、逾期多久、哪些没有佐证。",
            "Hold what a city, county or department reports against what a published plan promised.",
        ),
        add_completion=True,
        rich_markup_mode=None,
        cls=Group,
    )
    app.callback()(_root)
    names = [name for name in COMMANDS if name in only] or list(COMMANDS)
    for name in names:
        module = __import__(f"fazhi_check.cli.{name}", fromlist=["register"])
        module.register(app)
    return app


def _root() -> None:
    """Take the options of the program itself: there are none, so that each command has all of its own."""


def _say(text: Text, lang: Lang) -> None:
    from fazhi_check.hygiene import visible

    stream = sys.stderr
    line = visible(text.say(lang).replace("\n", "\0")).replace("‹U+0000›", "\n")
    print(line.encode(stream.encoding or "utf-8", "replace").decode(stream.encoding or "utf-8"), file=stream)


def _internal(error: Exception) -> Text:
    name = f"{type(error).__name__}: {error}"
    return Text(
        f"程序内部出错({name})。请带着这一行和所用的文件反馈问题；没有写出任何文件。",
        f"Internal error ({name}). Please report it with this line and the file in use; nothing was written.",
    )


def _drop_output() -> None:
    """Let what is left fall into nothing: the reader of our output has gone."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
