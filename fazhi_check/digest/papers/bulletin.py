"""What a bulletin (通报) says: the tags of its template, filled from the digest of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fazhi_check.digest.changes import changes_of
from fazhi_check.digest.papers import annexes
from fazhi_check.digest.papers.common import (
    Told,
    common_told,
    early_of,
    entered_of,
    entered_told,
    shared_of,
    single_told,
)
from fazhi_check.digest.papers.counted import counted, part_words
from fazhi_check.digest.papers.facts import BLANK, facts_of, phase_written
from fazhi_check.digest.papers.scope import COMPARED, Scope, Standing, compared_alone, scope_of
from fazhi_check.digest.papers.sentences import (
    amount,
    apart_sentences,
    count_sentence,
    names,
    problem_sentence,
    rate_sentence,
    returns,
    share_sentence,
    tasks,
)
from fazhi_check.digest.papers.titles import addressees, bulletin_title, category_name, title_lines
from fazhi_check.digest.part import parts_together
from fazhi_check.digest.round.facts import UnitDigest, numbers_of
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Problem
from fazhi_check.plan.model import Phase

# Of the units that have solved most so many are named.
_MOST_SOLVED: Final = 8


class Annex(NamedTuple):
    """An annex: the name of its tag, its title, and what makes its table; one without rows (行) is left out."""

    tag: str
    title: str
    made: Callable[[Scope], annexes.Table]


# In the order in which they are numbered.
ANNEXES: Final = (
    Annex("单位情况", "各单位情况表", annexes.units_table),
    Annex("未按时报送", "未报送、迟报、退回补正单位", annexes.returns_table),
    Annex("问题清单", "逐项问题清单", annexes.problems_table),
    Annex("计分", "计分表", annexes.points_table),
)


def content(digest: Digest, given: Mapping[str, str], for_approval: bool = False) -> dict[str, Any]:
    """Return what fills the template of a bulletin, by its tags."""
    scope = compared_alone(scope_of(digest))
    facts = facts_of(digest, given)
    listed = _annexes(scope)
    title = bulletin_title(scope.round.title if scope.round else None, [one.name.zh for one in scope.plans])
    return {
        "文号": facts.number,
        "发文机关": facts.issuer,
        "成文日期": facts.date,
        "联系方式": facts.contact,
        "样稿": "样稿" if facts.sample else "",
        "送审稿": "送审稿" if for_approval else "",
        "标题": "\n".join(title_lines(title)),
        "主送": addressees(scope.round),
        "规划": scope.cited or BLANK,
        "核对范围": _checked(scope),
        "核对部分": _part(scope),
        "完成称谓": part_words(bool(_phase(scope)))["met"],
        **_overall(scope, listed),
        "进展单位": _solved(scope),
        **_problems(scope, listed),
        "附件目录": _directory(listed),
        "附件": {one.tag: listed.get(one.tag) for one in ANNEXES},
    }


def _phase(scope: Scope) -> Phase | None:
    return next((one.file.phase for one in scope.units if one.file and one.file.phase), None)


def _checked(scope: Scope) -> str:
    """Return what was checked: how things stand, or whether the requirements of a phase are reached."""
    phase = _phase(scope)
    if phase is None:
        return "有关任务落实情况"
    return f"{phase_written(phase)}任务达标情况"


def _part(scope: Scope) -> str:
    """Return which part of the plan was checked, with how many of the tasks that count; nothing where all of it was."""
    part = parts_together([one.file.part for one in scope.counting if one.file and one.file.part])
    return f"{part.text.zh}。" if part else ""


def _annexes(scope: Scope) -> dict[str, dict[str, Any]]:
    """Return the annexes that have something in them by their tags: what the text calls each, its title, its table."""
    made = [(one, table) for one in ANNEXES if (table := one.made(scope))["行"]]
    return {
        one.tag: {"序号": f"附件{at}" if len(made) > 1 else "附件", "标题": one.title, **table}
        for at, (one, table) in enumerate(made, 1)
    }


def _directory(listed: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the lines of the list of annexes below the text; a single one has no number."""
    titles = [one["标题"] for one in listed.values()]
    return [f"{at}．{title}" for at, title in enumerate(titles, 1)] if len(titles) > 1 else titles


def _called(listed: Mapping[str, Mapping[str, Any]], tag: str) -> str:
    """Return what the text calls an annex, also one that is not there."""
    return str(listed[tag]["序号"]) if tag in listed else "附件"


def _overall(scope: Scope, listed: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the sentences of the first part."""
    numbers = scope.round.numbers if scope.round else None
    punctual = bool(scope.round and scope.round.punctual)
    total = counted(scope.lines)
    since = changes_of(one.file for one in scope.counting if one.file)
    named = f"名单见{_called(listed, '未按时报送')}"
    return {
        "总体情况": count_sentence(scope, numbers, total, named),
        "报送率": rate_sentence(numbers, punctual) if numbers else "",
        "占比": share_sentence(total),
        "待核定": f"其中应当核定而尚未核定的 {amount(total.waiting)} 项" if total.waiting else "",
        "另列单位": apart_sentences(scope),
        "较上期": f"{since.sentence.zh}。" if since else "",
        "问题台账": problem_sentence(_ledger(scope), scope),
        "分类情况": _categories(scope, punctual),
    }


def _ledger(scope: Scope) -> list[Problem]:
    """Return the problems on the ledger of all units that the plan binds."""
    return [each for one in scope.units if one.apart != COMPARED for each in one.problems]


def _categories(scope: Scope, punctual: bool) -> list[str]:
    """Return a sentence for each category of units, where there are several; a unit without one is told with its tasks."""
    if scope.round is None or len(scope.round.categories) < 2:
        return []
    said = (_category(scope, name, units, punctual) for name, units in scope.round.categories.items())
    return [one for one in said if one]


def _category(scope: Scope, name: str, units: Sequence[UnitDigest], punctual: bool) -> str:
    standing = scope.standings(units)
    total = counted(line for one in standing for line in one.lines)
    alone = not name and len(units) == 1  # whether it has reported is told by name anyway
    said = [] if alone else [returns(numbers_of(units), punctual)]
    said += [tasks(total)] if any(one.apart is None for one in standing) else []
    return f"{category_name(name, units)}：{'；'.join(said)}。" if said else ""


def _solved(scope: Scope) -> str:
    """Return the units that have solved most, what was verified and closed before what only they say; nothing without any.

    Units that have solved as much stand together: all of them, or none where that would be too many.
    """
    solved = [(told, one.name) for one in scope.counting if any(told := _solved_at(one))]
    groups = {
        told: [name for own, name in solved if own == told] for told in sorted({t for t, _ in solved}, reverse=True)
    }
    said: list[str] = []
    number = 0
    for told, listed in groups.items():
        if said and number + len(listed) > _MOST_SOLVED:
            break
        number += len(listed)
        said.append(f"{names(listed)}（{'各' if len(listed) > 1 else ''}{_told_solved(*told)}）")
    return f"较上期整改进展较多的单位：{'；'.join(said)}。" if said else ""


def _solved_at(one: Standing) -> tuple[int, int]:
    """Return how many tasks a unit has solved: verified and closed by an office, and by its own word only."""
    told = changes_of([one.file]) if one.file else None
    return (told.verified, told.kinds["solved"] - told.verified) if told else (0, 0)


def _told_solved(verified: int, claimed: int) -> str:
    parts = {"已核验销号": verified, "自报已改、尚未核验": claimed}
    return "，".join(f"{word} {amount(number)} 项" for word, number in parts.items() if number)


def _problems(scope: Scope, listed: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the third part says, and what of it stands in the annex."""
    annex = _called(listed, "问题清单")
    early = early_of(scope)
    return {
        **_told(scope, annex),
        "交办问题": entered_told(entered_of(scope), annex),
        "未到期": f"另有任务 {amount(early)} 项尚未填报、时限未到，请有关单位及时填报。" if early else "",
    }


def _told(scope: Scope, annex: str) -> dict[str, list[str]]:
    """Return what several units have in common and what stands at single ones; why neither is told, where none can be."""
    why = "规划对所核对的单位没有约束力，仅作对照，不列问题。" if scope.compared else "没有计入合计的填报，暂不归纳。"
    if scope.compared or not scope.counting:
        return {"共性问题": [why], "个别问题": [why]}
    shared = shared_of(scope)
    return {
        "共性问题": _listed(common_told(shared, annex), "没有两个以上单位共有的问题。", f"其余 {{}} 项见{annex}。"),
        "个别问题": _listed(single_told(shared, scope, annex), "没有只在个别单位存在的问题。"),
    }


def _listed(told: Told, nothing: str, rest: str = "") -> list[str]:
    """Return some paragraphs, numbered where there are several, with what is left for the annex; else that there is nothing."""
    several = len(told.texts) > 1
    numbered = [f"{at}．{text}" if several else text for at, text in enumerate(told.texts, 1)]
    return [*numbered, *([rest.format(amount(told.rest))] if told.rest else [])] or [nothing]
