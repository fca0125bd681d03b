"""The command line. Nothing heavy is imported before it is known which command is meant."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_check.cli.command import Command

# The commands with what they do; each is a module of its own. A first word that is none of them is a path to check.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": (
        "检查填报文件，与规划逐条对照。命令名可省略：fazhi-check 文件。",
        "Check submissions against a plan. The word check may be left out: fazhi-check FILE.",
    ),
    "init": (
        "生成一份待填的报送文件，或给已有的补上新目标。",
        "Write a submission to fill in, or bring one up to date.",
    ),
    "round": (
        "一次调度的文件夹：新建、下发、看谁报了、核对、写文书、定稿（new、hand-out、status、check、papers、freeze）。",
        "The folder of a round: new, hand-out, status, check, papers, freeze.",
    ),
    "handout": (
        "写目标责任书（任务分解表）、督察清单，取出文书模板（responsibility、checklist、templates）。",
        "Write sheets of duties, checklists for inspections, the templates: responsibility, checklist, templates.",
    ),
    "convert": (
        "把报送文件在工作簿（.xlsx）、YAML 和 JSON 之间互转。",
        "Turn a submission from a workbook (.xlsx) to YAML or JSON, and back.",
    ),
    "suggest": (
        "从公布的报告里摘出各项任务的填报建议，待人核对。",
        "Propose a submission from a published report, for a person to confirm.",
    ),
    "targets": ("列出规划的全部目标。", "List the targets of a plan."),
    "explain": (
        "解释问题代码（如 FZ301）、目标（3.3.2-01）、章节、阶段或判定（逾期）。",
        "Explain a code (FZ301), a target (3.3.2-01), a section, phase or verdict.",
    ),
    "known": (
        "把现有的问题登记成清单（--known 指定文件），以后只有新问题才算不通过。",
        "Keep today's findings in a file (--known FILE), so that later runs fail only on new ones.",
    ),
    "config": ("列出生效的配置，每个值来自哪里。", "Print each setting in force and where it comes from."),
    "reformat": (
        "把保存的 JSON 报告转成其他格式，不重新检查。",
        "Turn a saved JSON report into another format, unchecked.",
    ),
    "schema": (
        "打印 JSON Schema，供编辑器提示和其他程序校验。",
        "Print a JSON Schema, for editors and other programs.",
    ),
    "trace": (
        "核对出处：规划的每句话是否都有目标，原文摘句和引文是否逐字在原文里。",
        "Prove a plan or a submission by its source: every sentence covered, every anchor and quote verbatim.",
    ),
    "lint": (
        "检查规划本身：编号、标题、时间表、衡量方式、原文摘句。",
        "Check a plan itself: ids, titles, schedules, measures, anchors.",
    ),
    "new-plan": (
        "建一个带注释的规划文件夹，或从公布的文本起草。",
        "Write the commented skeleton of a plan, or draft one from a text.",
    ),
}
_HELP = ("--help", "-h")


def command_of(name: str) -> Command:
    """Return a command by its name; its module is imported now."""
    from importlib import import_module

    found: Command = import_module(f"fazhi_check.cli.commands.{name.replace('-', '_')}").COMMAND
    return found


def program() -> None:
    """Run as a program of its own: whatever ends it, no half of a file is left behind."""
    import signal

    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(ending, _end)
    code = _dropped()
    if code is not None:
        sys.exit(code)
    if sys.stderr is None:  # closed by whoever started it
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        print("标准输出已经关闭，写不出结果 (standard output is closed)", file=sys.stderr)
        sys.exit(2)
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _dropped() -> int | None:
    """Do what a desktop asks for that has started us, and return the exit code; None where somebody else did."""
    if sys.platform != "win32" and "TERM" in os.environ and "GIO_LAUNCHED_DESKTOP_FILE_PID" not in os.environ:
        return None
    from fazhi_check.cli.dropped import is_dropped, run_dropped, this_start

    start = this_start()
    return run_dropped(start.args) if is_dropped(start) else None


def _end(number: int, _frame: object) -> None:
    """End at once. An exception may be lost where it is raised, amid an import for instance, and the run goes on."""
    output = sys.modules.get("fazhi_check.source.output")
    if output:
        output.drop_drafts()
    os._exit(128 + number)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (0 to 3; 130 when interrupted)."""
    args = list(sys.argv[1:] if argv is None else argv)
    rest = leading_lang(args)[1]
    if "--version" in rest and list(_without_lang(rest)) == ["--version"]:
        return print_version()
    _start_lightly()
    asked = None
    if "_FAZHI_CHECK_COMPLETE" in os.environ:
        from fazhi_check.cli.shell import asked_words, name_check

        name_check(os.environ, COMMANDS)
        asked = language(asked_words(os.environ))
    elif not rest and has_folders():
        args = ["check", *args]
    elif not rest or rest[0] in _HELP:
        from fazhi_check.cli.front import print_help

        return print_help(language(args))
    from fazhi_check.cli.run import run

    return run(with_command(args), asked or language(args))


def has_folders() -> bool:
    """Tell whether the settings from here name what is to be checked where nothing is named."""
    from fazhi_check.source.upward import find_settings

    path = find_settings(os.curdir)
    if path is None:
        return False
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as stream:
        return any(line.lstrip().startswith("folders") for line in stream)
    return False


def _start_lightly() -> None:
    """Spare what a short-lived command has no use for: collecting garbage while importing, pydantic's plugins."""
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def language(args: Sequence[str]) -> str:
    """Return the language that the arguments ask for, for help and messages before they are parsed."""
    for number, arg in enumerate(args):
        if arg.startswith("--lang="):
            return _lang(arg.partition("=")[2])
        if arg == "--lang" and number + 1 < len(args):
            return _lang(args[number + 1])
    return "zh"


def _lang(written: str) -> str:
    if written in ("zh", "en"):
        return written
    from fazhi_check.words import LANG_ALIASES

    return LANG_ALIASES.get(written.strip().casefold(), written)


def _without_lang(args: Sequence[str]) -> Iterator[str]:
    rest = iter(args)
    for arg in rest:
        if arg == "--lang":
            next(rest, None)
        elif not arg.startswith("--lang="):
            yield arg


def print_version() -> int:
    """Print name and version; return 0."""
    from fazhi_check.version import TOOL

    return say(f"{TOOL}\n")


def say(text: str) -> int:
    """Print a text before anything is loaded; return 0, or 2 where it cannot be written."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing can be said there, also not at the end
        return 0 if isinstance(error, BrokenPipeError) else 2
    return 0


def with_command(args: Sequence[str]) -> list[str]:
    """Return the arguments with their command first; without one they are paths for `check`."""
    lang, rest = leading_lang(list(args))
    if not rest:
        return ["--help"]
    if rest[0] in COMMANDS:
        return [rest[0], *lang, *rest[1:]]
    if rest[0] in _HELP or rest[0].startswith(("--install-completion", "--show-completion")):
        return ["--help" if rest[0] == "-h" else rest[0], *rest[1:]]
    return ["check", *lang, *rest]


def leading_lang(args: list[str]) -> tuple[list[str], list[str]]:
    """Return the language option that arguments begin with, and the rest of them."""
    if args[:1] == ["--lang"]:
        return args[:2], args[2:]
    if args and args[0].startswith("--lang="):
        return args[:1], args[1:]
    return [], args
