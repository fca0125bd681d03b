"""`fazhi-check reformat report.json -f NAME`: a saved report in another format, without checking again."""

from __future__ import annotations

import sys

from fazhi_check.cli.checking import show as print_report
from fazhi_check.cli.checking import write
from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.outputs import read_format, read_output
from fazhi_check.cli.prepare import read_fail_on, refuse_absent
from fazhi_check.cli.usage_error import UsageError, chosen
from fazhi_check.cli.values import read_folder, read_lang
from fazhi_check.digest.run import Digest
from fazhi_check.reports.view import View
from fazhi_check.source.errors import reason
from fazhi_check.source.files import STDIN


def reformat(
    saved: str,
    format_: str,
    output: list[str] | None,
    plan: str | None,
    fail_on: str | None,
    show: str,
    color: str,
    own_lang: str | None,
) -> int:
    """Print the report in another format; return its own exit code, or that of a gate given anew."""
    read_format(format_)
    files = [read_output(written) for written in output or ()]
    if plan:
        read_folder(plan)
    gate = None if fail_on is None else read_fail_on(fail_on)
    report, own = _read(saved, plan, gate)
    view = View(
        read_lang(own_lang or own),
        chosen(show, OPTIONS["show"]) == "all",
        color=chosen(color, OPTIONS["color"]),
    )
    for name, path in files:
        write(report, name, path, view)
    print_report(report, format_, view)
    return report.exit_code


def _read(path: str, plan: str | None, gate: frozenset[str] | None) -> tuple[Digest, str]:
    from fazhi_check.digest.not_saved import NotSaved
    from fazhi_check.digest.saved import read_saved

    refuse_absent((path,))
    try:
        return read_saved(_text(path), plan, gate)
    except NotSaved as error:
        at = f"{path}:{error.place.line}:{error.place.column}" if error.place else path
        raise UsageError(f"{at} {error.message.zh}", f"{at}: {error.message.en}") from None


def _text(path: str) -> str:
    try:
        if path == STDIN:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        with open(path, encoding="utf-8-sig") as stream:
            return stream.read()
    except UnicodeDecodeError:
        raise UsageError(f"{path} 不是 UTF-8 编码的 JSON 报告", f"{path} is no JSON report in UTF-8") from None
    except OSError as error:
        why = reason(error)
        raise UsageError(f"{path} 读不出来：{why.zh}", f"{path} cannot be read: {why.en}") from None


COMMAND = command(reformat)
