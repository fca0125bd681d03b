"""Rounds made by hand: units with a state each, files that are really judged, changes and settlements set among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import cycle
from typing import Any, NamedTuple

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.beside import Before, Change, Settled
from fazhi_check.codes import Subject
from fazhi_check.examine import Checker
from fazhi_check.gate import DEFAULT_FAIL_ON, decide
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.round.problem import Problem
from fazhi_check.round.report import RoundReport, UnitReport
from fazhi_check.round.rows import Head, Member, Round
from fazhi_check.words import Text
from helpers.project import ROOT, SMALL
from helpers.submissions import ALL_GOOD, MIXED, submission

DAY, EARLIER = date(2024, 11, 15), date(2024, 6, 30)


class Given(NamedTuple):
    """A unit of a round by hand: the row that names it, what it handed in, and where it stands.

    `stale` is the day of an older file that is shown in its place; `problems` are its problems, None without history.
    """

    row: Mapping[str, Any]
    text: str | None = None
    state: Any = "reported"
    received: date | None = None
    stale: date | None = None
    problems: Sequence[Problem] | None = None


def row(name: str, level: str = "county", code: str = "650102", **more: Any) -> dict[str, Any]:
    """Return the row of a unit."""
    return {"name": name, "level": level, "code": code, **more}


def round_of(
    given: Sequence[Given],
    plan: Plan,
    as_of: date = DAY,
    title: str = "2024年第三季度调度",
    due: date | None = date(2024, 11, 10),
    unassigned: Sequence[str] = (),
    change: Callable[[FileReport], None] | None = None,
) -> Report:
    """Return the report of a round whose files are judged against a plan; `change` may set what followed."""
    units, files = [], []
    for one in given:
        member, file = Member.model_validate(one.row), None
        if one.text is not None:
            file = Checker(plan, as_of=as_of).text(f"回收/{member.name}.yaml", one.text)
            file.counted, file.tracked = one.state in ("reported", "late"), one.problems
            if change:
                change(file)
            files.append(file)
        asked = len(file.assessments) if file else 0
        fresh, shown = (None, file) if one.stale else (file, None)
        units.append(
            UnitReport(
                member, one.state, fresh, one.stale, shown, one.received, asked, one.problems, plan.within(member.code)
            )
        )
    days = {name: str(day) for name, day in (("as_of", as_of), ("due", due)) if day}
    head = Head.model_validate({"plan": plan.id, "title": title, "issuer": "市委依法治市办", **days})
    punctual = due is not None and any(one.received for one in given)
    held = RoundReport(Round("调度.yaml", head), as_of, units, unassigned, punctual, plan=plan)
    report = Report(files, round_=held)
    report.files.append(FileReport("调度.yaml", subject=_ROUND))
    report.exit_code = int(decide(report, DEFAULT_FAIL_ON))
    return report


_ROUND: Subject = "round"

# What may have become of something, as it fits its verdict now.
_OF_FLAGGED = ("open", "fallen_back", "eased", "due", "new", "dropped", "not_comparable")
_OF_THE_REST = ("kept", "solved")


def followed() -> Callable[[FileReport], None]:
    """Return what gives every assessment a change that fits it, and every third something settled."""
    bad, good, third = cycle(_OF_FLAGGED), cycle(_OF_THE_REST), cycle((True, False, False))

    def change(one: Assessment) -> Change:
        kind: Any = next(bad if one.flagged else good)
        before = Before(EARLIER, "overdue" if kind in ("open", "eased", "solved") else "on_track", "under_way", ("旧",))
        return Change(kind, None if kind == "new" else before, None if kind == "kept" else EARLIER, 2)

    def settle(one: Assessment) -> Settled | None:
        if not next(third):
            return None
        verdict = {"met": "unproven", "missing": None}.get(one.verdict, one.verdict)
        return Settled(verdict, "contradicted", "市委依法治市办", DAY, "现场核查与填报不符")

    def call(file: FileReport) -> None:
        file.assessments = [one._replace(change=change(one), settled=settle(one)) for one in file.assessments]

    return call


def problems_of(code: str, number: int = 3) -> list[Problem]:
    """Return some problems of a unit, each in another state."""
    before, now = Before(EARLIER, "on_track", "under_way", ("上期原文",)), Before(DAY, "overdue", "not_started")
    made = [
        Problem(
            f"{code}-1.1.1-03",
            "1.1.1-03",
            Text("建立台账", "建立台账"),
            None,
            "reopened",
            EARLIER,
            2,
            date(2024, 10, 31),
            reminders=2,
        ),
        Problem(
            f"{code}-DC1",
            None,
            Text("卷宗不全", "卷宗不全"),
            "2024年专项督察",
            "applied",
            EARLIER,
            1,
            date(2024, 12, 31),
            "2024-11-01",
        ),
        Problem(
            f"{code}-1.2.1-05",
            "1.2.1-05",
            Text("集体学习", "集体学习"),
            None,
            "closed",
            EARLIER,
            1,
            None,
            "2024-09",
            DAY,
            "市委依法治市办",
        ),
    ]
    return [one._replace(before=before, now=now if one.target else None) for one in made[:number]]


def _text(name: str, entries: str | dict[str, Any], level: str = "county", code: str = "650102") -> str:
    return submission(entries, "2024-11-15", name=name, level=level, code=code)


def twelve() -> list[Given]:
    """Return twelve units with every state that a unit can have: a city, counties, a township, departments."""
    city, late = "甲市", date(2024, 11, 12)
    in_time = date(2024, 11, 8)
    counties: dict[str, Any] = {"within": city, "category": "区县"}
    bodies: dict[str, Any] = {"level": "department", "code": "650100", "within": city, "category": "部门"}

    def county(name: str, code: str, **more: Any) -> dict[str, Any]:
        return row(name, code=code, **counties, **more)

    good, bad = ALL_GOOD, MIXED
    few = {"1.1.1-03": bad["1.1.1-03"], "1.2.1-01": {"value": 20}}
    return [
        Given(row(city, "city", "650100"), _text(city, good, "city", "650100"), received=in_time),
        Given(county("天山区", "650102"), _text("天山区", bad), received=in_time, problems=problems_of("650102")),
        Given(county("沙依巴克区", "650103"), _text("沙依巴克区", good, code="650103"), "late", late, problems=[]),
        Given(county("新市区", "650104"), _text("新市区", few, code="650104"), "returned", in_time),
        Given(county("水磨沟区", "650105"), None, "not_submitted"),
        Given(county("头屯河区", "650106"), _text("头屯河区", good, code="650106"), "not_submitted", stale=EARLIER),
        Given(county("达坂城区", "650107"), _text("达坂城区", few, code="650107"), received=in_time),
        Given(
            row("解放南路街道", "township", within="天山区", category="街道"),
            _text("解放南路街道", few, "township"),
            received=in_time,
        ),
        Given(row("市司法局", **bodies), _text("市司法局", bad, "department", "650100"), received=in_time),
        Given(row("市文旅局", **bodies, excused="机构改革，经市委依法治市办同意"), None, "excused"),
        Given(row("市公安局", **bodies), _text("市公安局", good, "department", "650100"), "late", late),
        Given(row("市信访局", **bodies), None, "not_submitted"),
    ]


def small() -> Plan:
    """Return the small plan."""
    return load_plan(str(SMALL))


def twelve_report(changed: bool = True) -> Report:
    """Return the report of a round of twelve units against the small plan, with every state, change and settlement."""
    return round_of(twelve(), small(), unassigned=("1.1.1-05",), change=followed() if changed else None)


def is_flagged(one: Assessment) -> bool:
    """Tell whether the verdict of an assessment asks for attention."""
    return one.verdict in FLAGGED


def many(number: int = 60, day: date = date(2023, 12, 31)) -> Report:
    """Return the report of a round of many units of the real plan: what nine cities reported, under invented names."""
    plan = load_plan("urumqi-14fyp")
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "submissions").glob("*.yaml"))]
    given = [Given(row("甲市", "city", "650100"), _as(texts[0], row("甲市", "city", "650100")), received=day)]
    for at in range(1, number):
        level, name = ("county", f"第{at:02}区") if at % 3 else ("department", f"市第{at:02}局")
        more = {"within": "甲市", "category": "区县" if level == "county" else "部门"}
        one = row(name, level, f"6501{at:02}" if level == "county" else "650100", **more)
        state = {7: "not_submitted", 20: "late", 31: "returned", 40: "not_submitted"}.get(at, "reported")
        text = None if state == "not_submitted" and at == 7 else _as(texts[at % len(texts)], one)
        stale = date(2023, 9, 30) if at == 40 else None
        tracked = problems_of(one["code"]) if at % 5 == 0 else []
        given.append(Given(one, text, state, day, stale, tracked))
    return round_of(given, plan, day, "2023年第四季度调度", date(2023, 12, 20), change=followed())


def _as(text: str, one: Mapping[str, Any]) -> str:
    """Return a submission under the name of a unit."""
    unit = f'unit: {{name: {one["name"]}, level: {one["level"]}, code: "{one["code"]}"}}\n'
    return re.sub(r"^unit:.*?\n(?=\S)", unit, text, count=1, flags=re.DOTALL | re.MULTILINE)
