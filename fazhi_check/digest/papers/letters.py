"""What the letters to units say (督促提醒函、商请函): the tags of their templates, filled from the digest of a run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from fazhi_check.digest.file import Who
from fazhi_check.digest.papers.facts import BLANK, PaperFacts, day_written, facts_of, phase_written
from fazhi_check.digest.papers.scope import ABSENT, RETURNED, STALE, Scope, Standing, scope_of
from fazhi_check.digest.papers.sentences import amount
from fazhi_check.digest.papers.things import ABSENCE, GIVEN, KINDS, Thing, open_at
from fazhi_check.digest.papers.titles import letter_title, title_lines
from fazhi_check.digest.papers.told import Told, told_of
from fazhi_check.digest.plan import PlanDigest
from fazhi_check.digest.run import Digest
from fazhi_check.words import VERDICTS

# So many things stand in the body of a letter at most; all of them in the annex.
MOST: Final = 10
# Whom an office that governs asks and does not urge, by their body or by what their name says.
_ASKED_BODIES: Final = ("court", "procuratorate", "congress")
_ASKED_NAMES: Final = re.compile(
    "(?:法院|检察院|检察分院|人民代表大会|人大)(?!.*(?:街道|镇|乡|村|社区|办事处|附中|附小|大学|学院)$)"
)
_COURTS: Final = re.compile("法院|检察院|检察分院")
_COUNTED: Final = {name: VERDICTS[name].zh for name in KINDS if name in VERDICTS} | {
    ABSENCE: "尚未报送材料",
    GIVEN: "交办问题",
}


class Letter(NamedTuple):
    """A letter: which paper it is (letter or request), its unit, and what fills the template, by its tags."""

    paper: str
    unit: str
    content: Mapping[str, Any]


class Letters(NamedTuple):
    """The letters of a run in the order of its units, and the names of those that reported and have nothing open."""

    sent: Sequence[Letter]
    clear: Sequence[str]


def letters(digest: Digest, given: Mapping[str, str]) -> Letters:
    """Return the letters to the units of a run that the plan binds, that are not excused, and have something open."""
    scope, facts = scope_of(digest), facts_of(digest, given)
    plan = next(iter(scope.plans), None)
    sent, clear = [], []
    for one in scope.units:
        if not one.is_addressed:
            continue
        things = open_at(one, _day(one, scope))
        if things:
            sent.append(_letter(one, things, scope, facts, plan))
        elif one.apart is None:
            clear.append(one.name)
    return Letters(sent, clear)


def _day(one: Standing, scope: Scope) -> date | None:
    return scope.round.as_of if scope.round else one.file.as_of if one.file else None


def is_asked(unit: Who, plan: PlanDigest | None) -> bool:
    """Tell whether a unit is asked, not urged: a court, a procuratorate, a people's congress."""
    body = unit.body or ""
    named = plan.bodies.get(body, body) if plan else body
    by_name = unit.level != "township" and _ASKED_NAMES.search("".join(unit.name.split()))
    return body in _ASKED_BODIES or bool(_ASKED_NAMES.search(named) or by_name)


def _letter(one: Standing, things: Sequence[Thing], scope: Scope, facts: PaperFacts, plan: PlanDigest | None) -> Letter:
    who = one.unit.unit if one.unit else one.file.unit if one.file else None
    assert who
    own = (one.file.plan if one.file else None) or plan
    paper = "request" if is_asked(who, own) else "letter"
    called = "你单位" if paper == "letter" else "贵院" if _COURTS.search(who.name) else "贵单位"
    urged = "督促" if paper == "letter" else "提请"
    told = [told_of(thing, at, own, scope.round, urged) for at, thing in enumerate(things, 1)]
    absent = one.apart in (ABSENT, STALE)
    title = letter_title(scope.round.title if scope.round else None, absent, paper == "request")
    content = {
        **facts.tags,
        **_head(one, scope, own, title, called),
        "核对情况": _looked_at(one, scope, called, things),
        "只缺材料": absent and len(things) == 1,
        **_body(things, told),
    }
    return Letter(paper, one.name, content)


def _head(one: Standing, scope: Scope, plan: PlanDigest | None, title: str, called: str) -> dict[str, Any]:
    """Return what a letter says beside its things: to whom it goes, by what, and what was looked at."""
    return {
        "标题": "\n".join(title_lines(title)),
        "主送": one.addressee,
        "单位": one.name,
        "称谓": called,
        "规划": _plan(plan),
        "调度": scope.round.title if scope.round else "",
        "未报送": one.apart in (ABSENT, STALE),
        "退回补正": one.apart == RETURNED,
    }


def _plan(plan: PlanDigest | None) -> str:
    if plan is None:
        return f"《{BLANK}》"
    return plan.cited


def _looked_at(one: Standing, scope: Scope, called: str, things: Sequence[Thing]) -> str:
    """Return what was looked at: what a unit has reported and on which day it was judged, or that nothing came in."""
    if one.apart in (ABSENT, STALE):
        return _absent(one, scope, called, any(thing.is_carried for thing in things))
    file = one.file
    assert file
    day, own = file.as_of, file.reported_on
    until = f"截至{day_written(own or day)}" if own or day else ""
    judged = f"以{day_written(day)}为判定日期，" if day and own and day != own else ""
    if file.phase:
        judged = f"按{phase_written(file.phase)}的要求，"
    part = f"（{file.part.text.zh}）" if file.part else ""
    return f"{judged}对{called}{until}的填报情况进行了核对{part}"


def _absent(one: Standing, scope: Scope, called: str, carried: bool) -> str:
    assert scope.round
    due = f"应于{day_written(scope.round.due)}前报送的" if scope.round.due else ""
    stale = one.unit.stale if one.unit else None
    old = f"；以下其他事项以{called}截至{day_written(stale)}的填报为据" if stale else ""
    if carried and not stale:
        old = f"；以前各期列入的事项以{called}当时的填报为据"
    return f"目前尚未收到{called}{due}本次材料{old}"


def _body(things: Sequence[Thing], told: Sequence[Told]) -> dict[str, Any]:
    rest = len(told) - MOST
    rows = [one.row for one in told]
    return {
        "件数": amount(len(told)),
        "分项": _parts(things),
        "未经核定": _unsettled(things),
        "正文问题": rows[:MOST],
        "其余": f"其余 {amount(rest)} 项见附件1。" if rest > 0 else "",
        "附件1": rows,
        "附件2": rows,
        "注": list(dict.fromkeys(note for one in told for note in one.notes)),
    }


def _parts(things: Sequence[Thing]) -> str:
    """Return how many things there are of each kind; the parts make up the whole."""
    number = Counter(one.kind for one in things)
    early = sum(one.is_early for one in things)
    more = f"（其中时限未到 {amount(early)} 项）" if early else ""
    return "、".join(
        f"{_COUNTED[kind]} {amount(number[kind])} 项{more if kind == 'missing' else ''}"
        for kind in KINDS
        if number[kind]
    )


def _unsettled(things: Sequence[Thing]) -> str:
    """Return how many things no office has settled; nothing where none was to be settled."""
    judged = [one for one in things if one.line or one.is_carried]
    number = sum(not one.is_settled for one in judged)
    return f"其中未经核定 {amount(number)} 项" if number else "均已核定" if judged else ""
