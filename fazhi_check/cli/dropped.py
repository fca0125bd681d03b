"""Started by the desktop: files dropped on the program, with nobody at a terminal to read what it prints.

The page is written beside the files and opened, and what went wrong becomes a page too. Nothing that a script or a
pipeline starts is taken for this: it would open browsers where nobody sits.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import IO, Any, NamedTuple

from fazhi_check.cli import COMMANDS, has_folders, main

# What says that a machine works by itself.
UNATTENDED = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TF_BUILD", "BUILD_NUMBER")
# GLib names the process here that a desktop has started itself, for a file of the kind .desktop.
_STARTED_BY_DESKTOP = "GIO_LAUNCHED_DESKTOP_FILE_PID"
# Programs that Python's own way of starting commands has in a console beside ours.
_PYTHON = frozenset({"python.exe", "pythonw.exe", "py.exe", "pyw.exe", "fazhi-check.exe"})


class Start(NamedTuple):
    """How this process was started, as far as it tells whether anybody reads what it prints.

    `silent` where every stream is closed or leads nowhere, `terminal` where standard output is one; `console` has the
    programs that share the console of Windows, by the lower-case names of their files; `ids` are the processes that
    this program is, as the system numbers them.
    """

    system: str
    args: tuple[str, ...]
    silent: bool
    terminal: bool
    environment: Mapping[str, str]
    console: frozenset[str] = frozenset()
    own: frozenset[str] = _PYTHON
    ids: tuple[int, ...] = ()


def is_dropped(start: Start) -> bool:
    """Tell whether a desktop started the program: there is no console, and its arguments are files and nothing else."""
    if any(arg.startswith("-") or not os.path.lexists(arg) for arg in start.args):
        return False
    if start.args and start.args[0] in COMMANDS:
        return False
    return _without_console(start)


def _without_console(start: Start) -> bool:
    if any(start.environment.get(name) for name in UNATTENDED):
        return False
    if start.system == "win32":  # a console that nobody had before is closed as soon as we end
        return start.silent or (start.terminal and bool(start.console) and start.console <= start.own)
    if start.environment.get(_STARTED_BY_DESKTOP) in [str(one) for one in start.ids]:
        return True
    screen = start.system == "darwin" or any(start.environment.get(one) for one in ("DISPLAY", "WAYLAND_DISPLAY"))
    return start.silent and screen and "TERM" not in start.environment


def this_start() -> Start:
    """Return how this process was started."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    frozen = bool(getattr(sys, "frozen", False))  # then a parent of the same name has unpacked us
    return Start(
        sys.platform,
        tuple(sys.argv[1:]),
        all(map(_leads_nowhere, streams)),
        sys.stdout is not None and sys.stdout.isatty(),
        os.environ,
        _in_console(),
        _PYTHON | {os.path.basename(sys.executable).lower()},
        (os.getpid(), *((os.getppid(),) if frozen else ())),
    )


def _leads_nowhere(stream: IO[str] | None) -> bool:
    if stream is None:
        return True
    with suppress(OSError, ValueError):
        return os.path.samestat(os.fstat(stream.fileno()), os.stat(os.devnull))
    return False


def _in_console() -> frozenset[str]:
    """Return the programs that share our console, by the names of their files; none where there is no console."""
    if sys.platform != "win32":
        return frozenset()
    import ctypes

    system = ctypes.WinDLL("kernel32")
    system.OpenProcess.restype = ctypes.c_void_p
    ids = (ctypes.c_uint32 * 64)()
    number = system.GetConsoleProcessList(ids, len(ids))  # more than there is room for: nobody's but a shell's
    return frozenset(_file_of(system, one) for one in ids[:number]) if number <= len(ids) else frozenset({""})


def _file_of(system: Any, process: int) -> str:
    """Return the lower-case name of a process's file, empty where Windows does not tell it."""
    if sys.platform != "win32":
        return ""
    import ctypes

    handle = ctypes.c_void_p(system.OpenProcess(0x1000, False, process))  # only to ask what it is
    if not handle:
        return ""
    name, size = ctypes.create_unicode_buffer(1024), ctypes.c_uint32(1024)
    told = system.QueryFullProcessImageNameW(handle, 0, name, ctypes.byref(size))
    system.CloseHandle(handle)
    return os.path.basename(name.value).lower() if told else ""


def run_dropped(args: tuple[str, ...]) -> int:
    """Check what was dropped and open the page of it; return the exit code. The working folder is then that of it."""
    args = _from_beside(args)
    terminal = sys.stdout if sys.stdout is not None and sys.stdout.isatty() else None
    if not args and not has_folders():
        return _told(2, _HOW, args, terminal)
    if terminal:
        print("正在检查，请稍候…… (checking)", file=terminal, flush=True)
    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        code = main(["check", "--open", "--quiet", *args])
    return _told(code, said.getvalue(), args, terminal)


def _from_beside(args: tuple[str, ...]) -> tuple[str, ...]:
    """Go to the folder of what was dropped and return its names there.

    A desktop gives whole paths, and these tell whose computer it is: a page that is handed on must not.
    """
    with suppress(OSError, ValueError, IndexError):  # ValueError: it lies on several drives
        folder = os.path.dirname(os.path.abspath(args[0]))
        names = tuple(os.path.relpath(arg, folder) for arg in args)
        os.chdir(folder)
        return names
    return args


def _told(code: int, said: str, args: tuple[str, ...], terminal: IO[str] | None) -> int:
    """Put what was said instead of a report on a page; where no browser can be opened, into the console's window."""
    if code == 2:  # there was no run, so there is no page of it
        said = _shown(said, args)
    if said and terminal and sys.stdin and sys.stdin.isatty():
        print(said, "按回车键关闭 (press Enter to close)", sep="\n", file=terminal, flush=True)
        sys.stdin.readline()
    return code


def _shown(said: str, args: tuple[str, ...]) -> str:
    """Open a page that says what went wrong; return what remains to be said, nothing where it can be seen now."""
    from html import escape

    from fazhi_check.cli.page import keep_page, show_page
    from fazhi_check.cli.usage_error import UsageError
    from fazhi_check.version import TOOL

    lines = "".join(f"<p>{escape(line)}</p>\n" for line in said.splitlines())
    rest = StringIO()
    try:
        with redirect_stderr(rest):
            show_page(keep_page(_PAGE.format(tool=TOOL, lines=lines), args, "zh"), "zh", quiet=True)
    except UsageError as error:
        return f"{said}\n{error.text.zh}"
    return f"{said}\n{rest.getvalue()}" if rest.getvalue() else ""


_HOW = """\
把填好的表（.xlsx）或填报文件（.yaml）拖到 fazhi-check 的图标上，就会检查它，并打开检查结果的网页。
也可以拖一个文件夹，或同时拖几个文件。网页留在所查的文件旁边。
Drop a filled-in sheet (.xlsx), a submission (.yaml) or a folder on this program: it is checked, and the page opens.
"""
_PAGE = """\
<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="generator" content="{tool}">
<title>没有检查结果</title>
<style>
body {{ max-width: 40em; margin: 4em auto; padding: 0 1em; font: 1.1em/1.7 system-ui, "Microsoft YaHei", sans-serif }}
p {{ overflow-wrap: anywhere }}
</style>
</head>
<body>
<h1>没有检查结果</h1>
{lines}<p><small>{tool}</small></p>
</body>
</html>
"""
