"""What fills the template of every paper, for a round of twelve units that has everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from fazhi_check.digest.papers import bulletin, letters, notice
from fazhi_check.digest.run import Digest, digest
from fazhi_check.fill.papers.making import KINDS
from fazhi_check.fill.papers.office import Said
from fazhi_check.fill.papers.paper import Handed
from fazhi_check.outcome import Report
from fazhi_check.reports.papers.tags import EACH
from fazhi_check.round.standard.points import ItemPoints, Points, Reason
from fazhi_check.words import Text
from helpers.rounds import small, twelve_report


@cache
def made() -> Digest:
    """Return the digest of a round that has everything."""
    return digest(with_points(twelve_report()))


def with_points(report: Report) -> Report:
    """Return a report whose units have points: full, still to be entered, left out, beside those they gave themselves."""
    reason = Reason(Text("1.1.1-03 逾期（示例要求），得 0", "1.1.1-03 overdue"), "1.1.1-03", "overdue")
    items = [
        ItemPoints("A1", "机制建设", Fraction(20), Fraction(25, 2), Fraction(18), [reason], "按比例", "查阅资料", 2, 1),
        ItemPoints("A2", "群众满意度", Fraction(10), open=True),
        ItemPoints("A3", "特色工作", Fraction(0), Fraction(1, 2)),
        ItemPoints("A4", "备案审查", Fraction(5), None, None, [Reason(Text("没有承担有关任务", "not asked"))]),
    ]
    for file in report.files:
        if file.unit:
            file.points = Points("2024年测评标准", "市委依法治市办", items, Fraction(13), Fraction(30), 2, 1)
    return report


def _letters() -> list[Mapping[str, Any]]:
    return [one.content for one in letters.letters(made(), {}).sent]


def _handed(kind: str) -> list[Mapping[str, Any]]:
    """Return what a sheet of duties or a checklist says: of a unit that also supports others, and of the whole plan."""
    plan = small()
    own = Handed(plan, "天山区", plan.targets, plan.targets[:2], round="2024年第三季度调度", due="2024年11月10日")
    told = own._replace(reported={"1.1.1-01": "推进中"}, said=Said(supports={"1.1.1-01": "市司法局"}))
    return [KINDS[kind].content(one, {}) for one in (told, own._replace(unit=None))]


CONTENT: Mapping[str, Callable[[], Sequence[Mapping[str, Any]]]] = {
    "notice": lambda: [one.content for one in notice.notices(made(), {})],
    "letter": _letters,
    "request": _letters,  # the same tags in other words
    "bulletin": lambda: [bulletin.content(made(), {})],
    "responsibility": lambda: _handed("responsibility"),
    "checklist": lambda: _handed("checklist"),
}


def named(value: object, above: str = "") -> Iterator[str]:
    """Yield the tags that some content fills."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            path = f"{above}.{name}" if above else name
            yield path
            yield from named(part, path)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from named(part, f"{above}{EACH}")


def everywhere(value: Any, text: str) -> Any:
    """Return some content with a text in place of every one that it has."""
    if isinstance(value, Mapping):
        return {name: everywhere(part, text) for name, part in value.items()}
    if isinstance(value, str):
        return text
    return [everywhere(part, text) for part in value] if isinstance(value, Sequence) else value
