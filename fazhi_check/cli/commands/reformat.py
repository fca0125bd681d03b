"""`fazhi-check reformat report.json -f NAME`: a saved report in another format, without checking again."""

from __future__ import annotations

from fazhi_check.cli.checking import show as print_report
from fazhi_check.cli.checking import write
from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.outputs import read_format, read_output
from fazhi_check.cli.papers import read_given, read_templates
from fazhi_check.cli.prepare import read_fail_on
from fazhi_check.cli.saved import read_report
from fazhi_check.cli.usage_error import chosen
from fazhi_check.cli.values import read_folder, read_lang
from fazhi_check.reports.view import View


def reformat(
    saved: str,
    format_: str,
    output: list[str] | None,
    template: list[str] | None,
    letter: list[str] | None,
    anew: bool,
    plan: str | None,
    fail_on: str | None,
    show: str,
    sort: str | None,
    color: str,
    own_lang: str | None,
) -> int:
    """Print the report in another format; return its own exit code, or that of a gate given anew."""
    read_format(format_)
    files = [read_output(written) for written in output or ()]
    if plan:
        read_folder(plan)
    gate = None if fail_on is None else read_fail_on(fail_on)
    report, own = read_report(saved, plan, gate)
    view = View(
        read_lang(own_lang or own),
        chosen(show, OPTIONS["show"]) == "all",
        color=chosen(color, OPTIONS["color"]),
        given=read_given(letter or ()),
        templates=read_templates(template or ()),
        replace=anew,
        sort="" if sort is None else chosen(sort, OPTIONS["sort"]),
    )
    for name, path in files:
        write(report, name, path, view)
    print_report(report, format_, view)
    return report.exit_code


COMMAND = command(reformat)
