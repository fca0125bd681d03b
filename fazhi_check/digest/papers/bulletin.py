"""What a bulletin (通报) says: the tags of its template, filled from the digest of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fazhi_check.digest.changes import changes_of
from fazhi_check.digest.papers import annexes
from fazhi_check.digest.papers.common import Told, common_told, early_of, shared_of, single_told
from fazhi_check.digest.papers.counted import counted
from fazhi_check.digest.papers.facts import facts_of
from fazhi_check.digest.papers.scope import COMPARED, Scope, Standing, scope_of
from fazhi_check.digest.papers.sentences import (
    amount,
    apart_sentences,
    count_sentence,
    problem_sentence,
    rate_sentence,
    returns,
    share_sentence,
    tasks,
)
from fazhi_check.digest.papers.titles import addressees, bulletin_title, title_lines
from fazhi_check.digest.round.facts import UnitDigest, numbers_of
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Problem

# Of the units that have solved most so many are named; more only where they have solved as much.
_MOST_SOLVED: Final = 5


class Annex(NamedTuple):
    """An annex: the name of its tag, its title, and what fills its table; one without rows is left out."""

    tag: str
    title: str
    rows: Sequence[Mapping[str, Any]]


def content(digest: Digest, given: Mapping[str, str], for_approval: bool = False) -> dict[str, Any]:
    """Return what fills the template of a bulletin, by its tags."""
    scope = scope_of(digest)
    facts = facts_of(digest, given)
    listed = _annexes(scope)
    title = bulletin_title(scope.round.title if scope.round else None, _plan(scope))
    return {
        "文号": facts.number,
        "发文机关": facts.issuer,
        "成文日期": facts.date,
        "联系方式": facts.contact,
        "样稿": "样稿" if facts.sample else "",
        "送审稿": "送审稿" if for_approval else "",
        "标题": "\n".join(title_lines(title)),
        "主送": addressees(scope.round),
        "规划": _against(scope),
        **_overall(scope, listed),
        "进展单位": _solved(scope),
        **_problems(scope, listed),
        **_numbered(listed),
    }


def _plan(scope: Scope) -> str:
    return next((one.file.plan.name.zh for one in scope.units if one.file and one.file.plan), "")


def _against(scope: Scope) -> str:
    plans = dict.fromkeys(one.file.plan.against.zh for one in scope.units if one.file and one.file.plan)
    return "、".join(f"《{one}》" for one in plans)


def _annexes(scope: Scope) -> list[Annex]:
    """Return the annexes that have something in them, in the order in which they are numbered."""
    made = (
        Annex("单位情况", "各单位情况表", annexes.units_table(scope)),
        Annex("未按时报送", "未报送、迟报、退回补正单位", annexes.returns_table(scope)),
        Annex("问题清单", "逐项问题清单", annexes.problems_table(scope)),
    )
    return [one for one in made if one.rows]


def _numbered(listed: Sequence[Annex]) -> dict[str, Any]:
    """Return the tags of annexes: the list below the text, and of each its number, title and rows."""
    numbers = {one.tag: {"序号": f"附件{at}", "标题": one.title, "行": one.rows} for at, one in enumerate(listed, 1)}
    several = len(listed) > 1
    lines = [f"{at}．{one.title}" if several else one.title for at, one in enumerate(listed, 1)]
    return {
        "附件目录": "附件：" + "\n　　　　　".join(lines) if lines else "",
        "附件": {tag: numbers.get(tag) for tag in ("单位情况", "未按时报送", "问题清单")},
    }


def _number_of(listed: Iterable[Annex], tag: str) -> str:
    """Return what the text calls an annex; nothing where there is none."""
    return next((f"附件{at}" for at, one in enumerate(listed, 1) if one.tag == tag), "附件")


def _overall(scope: Scope, listed: Sequence[Annex]) -> dict[str, Any]:
    """Return the sentences of the first part."""
    numbers = scope.round.numbers if scope.round else None
    punctual = bool(scope.round and scope.round.punctual)
    total = counted(scope.lines)
    since = changes_of(one.file for one in scope.counting if one.file)
    named = f"名单见{_number_of(listed, '未按时报送')}"
    return {
        "总体情况": count_sentence(scope, numbers, total, named),
        "报送率": rate_sentence(numbers, punctual) if numbers else "",
        "占比": share_sentence(total),
        "另列单位": apart_sentences(scope),
        "较上期": f"{since.sentence.zh}。" if since else "",
        "问题台账": problem_sentence(_ledger(scope), scope),
        "分类情况": _categories(scope, punctual),
    }


def _ledger(scope: Scope) -> list[Problem]:
    """Return the problems on the ledger of all units that the plan binds."""
    found: list[Problem] = []
    for one in scope.units:
        if one.apart != COMPARED:
            own = one.unit.problems if one.unit else one.file.tracked if one.file else None
            found += own or ()
    return found


def _categories(scope: Scope, punctual: bool) -> list[str]:
    """Return a sentence for each category of units, where there are several."""
    if scope.round is None or len(scope.round.categories) < 2:
        return []
    return [_category(scope, name or "其他单位", units, punctual) for name, units in scope.round.categories.items()]


def _category(scope: Scope, name: str, units: Sequence[UnitDigest], punctual: bool) -> str:
    own = set(map(id, units))
    lines = [line for one in scope.counting if id(one.unit) in own for line in one.lines]
    said = returns(numbers_of(units), punctual)
    return f"{name}：{said}；{tasks(counted(lines))}。" if lines else f"{name}：{said}。"


def _solved(scope: Scope) -> str:
    """Return the units that have solved most, what was verified and closed before what only they say; nothing without any."""
    found = [(one, told) for one in scope.counting if (told := _solved_at(one)) != (0, 0)]
    found.sort(key=lambda each: (-each[1][0], -each[1][1]))
    least = found[_MOST_SOLVED - 1][1] if len(found) > _MOST_SOLVED else (0, 0)
    said = "；".join(f"{one.name}（{_told_solved(*told)}）" for one, told in found if told >= least)
    return f"较上期整改进展较多的单位：{said}。" if said else ""


def _solved_at(one: Standing) -> tuple[int, int]:
    """Return how many tasks a unit has solved: verified and closed by an office, and by its own word only."""
    told = changes_of([one.file]) if one.file else None
    return (told.verified, told.kinds["solved"] - told.verified) if told else (0, 0)


def _told_solved(verified: int, claimed: int) -> str:
    parts = {"已核验销号": verified, "自报已改、尚未核验": claimed}
    return "，".join(f"{word} {amount(number)} 项" for word, number in parts.items() if number)


def _problems(scope: Scope, listed: Sequence[Annex]) -> dict[str, Any]:
    """Return what the third part says, and what of it stands in the annex."""
    shared, annex = shared_of(scope), _number_of(listed, "问题清单")
    common, single = common_told(shared, annex), single_told(shared, scope)
    early = early_of(scope)
    return {
        "共性问题": _listed(common, "没有两个以上单位共有的问题。", f"其余 {{}} 项见{annex}。"),
        "个别问题": _listed(single, "没有只在个别单位存在的问题。", f"其余 {{}} 个单位的问题见{annex}。"),
        "未到期": f"此外，尚未填报、时限未到的任务 {amount(early)} 项，请有关单位及时填报。" if early else "",
    }


def _listed(told: Told, nothing: str, rest: str) -> list[str]:
    numbered = [f"{at}．{text}" for at, text in enumerate(told.texts, 1)]
    return [*numbered, *([rest.format(amount(told.rest))] if told.rest else [])] or [nothing]
