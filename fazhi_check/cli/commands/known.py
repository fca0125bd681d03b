"""`fazhi-check known write PATH...`: keeps today's findings, so that later runs fail only on new ones."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from fazhi_check.cli.checking import print_nothing, report_on, save
from fazhi_check.cli.command import run_command
from fazhi_check.cli.notes import note
from fazhi_check.cli.options import OPTIONS, Options
from fazhi_check.cli.prepare import prepare, resolve
from fazhi_check.cli.usage_error import UsageError, choose
from fazhi_check.cli.values import broken_file
from fazhi_check.codes import Severity
from fazhi_check.findings import Unusable
from fazhi_check.gate import Exit
from fazhi_check.outcome import Report
from fazhi_check.round.baseline import Baseline, Known, of_finding, of_verdict, read_baseline, written
from fazhi_check.words import Text


def _write(paths: Sequence[str], given: Options) -> int:
    """Check every path and write what is flagged to the list; return 0.

    What the list has of units and files that are not among these paths stays in it, after the others.
    """
    choose(given.given["action"], OPTIONS["action"].words, "known")
    resolved = resolve(paths, given)
    path = resolved.options.known
    if path is None:
        raise UsageError(
            "没有说写到哪里：加上 --known 文件，或在配置里写 known",
            "It is not said where to write: add --known FILE, or set known in the settings",
        )
    before = _before(path)
    without = resolved._replace(given=resolved.given.replace(known=None), options=resolved.options.replace(known=None))
    report = report_on(prepare(without, skip=path), resolved.options)
    if not any(one.is_submission for one in report.files):
        print_nothing(resolved.lang)
        return int(Exit.nothing)
    seen = Baseline(path, {})
    found = list(dict.fromkeys(_flagged(report, seen)))
    others = seen.of_others(before)
    save(path, written([*found, *others]))
    note(_told(path, set(found), set(before), len(others)), resolved.lang)
    return 0


def _told(path: str, found: set[Known], before: set[Known], others: int) -> Text:
    """Return what became of the list."""
    total, new, gone = len(found) + others, len(found - before), len(before - found) - others
    kept = Text(f"，其他单位的 {others} 条照旧", f", {others} of other units as before") if others else Text("", "")
    return Text(
        f"{path}：登记 {total} 条，其中新增 {new} 条，去掉 {gone} 条{kept.zh}",
        f"{path}: {total} known findings, {new} of them new, {gone} taken off{kept.en}",
    )


def _before(path: str) -> list[Known]:
    """Return what the list had; a file that is no such list is not written over."""
    if not os.path.lexists(path):
        return []
    known = read_baseline(path)
    broken = [one for one in known.noticed if one.severity is Severity.error]
    if broken:
        raise broken_file(Unusable(path, broken))
    return list(known.places)


def _flagged(report: Report, known: Baseline) -> Iterator[Known]:
    """Yield what fails or would fail a gate, by content, in the plan's order and that of the file."""
    for one in report.files:
        if not one.is_submission:
            continue
        owner = known.owner(one.path, one.plan and one.plan.id, one.unit)
        order = one.plan.order if one.plan else {}
        yield from (of_verdict(owner, a) for a in sorted(one.flagged, key=lambda a: order[a.target.id]))
        yield from (of_finding(owner, f) for f in one.findings if f.severity is Severity.error)


_UNUSED = ("format_", "output", "fail_on", "show", "statistics", "open", "color", "quiet")
COMMAND = run_command(_write, _UNUSED, before=("action",))
