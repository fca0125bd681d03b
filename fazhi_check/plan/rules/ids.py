"""The ids of targets: each once, in order, of the form that a plan has, and those replaced lead to what is asked today."""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi_check.plan.folder import place_of
from fazhi_check.plan.rules.found import Found, Rules, at
from fazhi_check.plan.spec import WrittenPlan, WrittenTarget, following
from fazhi_check.words import Text

_ID = re.compile(r"\d+\.\d+\.\d+-\d{2,}", re.ASCII)


def unique_ids(plan: WrittenPlan) -> Found:
    """目标编号不能重复。

    每个目标一个编号，填报人按编号填写；两个目标同号时，无法知道填的是哪一个。改掉其中一个，
    已经公布使用的编号不要挪给别的目标。

    ---
    A target's id must be unique.

    Submissions answer by id; with two targets of one id nobody knows which is answered. Change one of them,
    and never give an id already in use to another target.

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-01, title: 及时答复来信, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 及时答复来信, measure: {kind: standing}}
    """
    first: dict[str, WrittenTarget] = {}
    for target in plan.listed:
        earlier = first.setdefault(target.spec.id, target)
        if earlier is not target:
            line = place_of(earlier.node, "id").line
            yield at(target, "FZ701", "id", id=target.spec.id, file=earlier.file, line=line)


def ids_in_order(plan: WrittenPlan) -> Found:
    """同一文件里的目标按编号从小到大排列。

    编号的顺序就是规划原文的顺序。把目标移到应在的位置，或改正编号。

    ---
    The targets of a file stand in the order of their ids.

    The order of ids is the order of the plan's text. Move the target to its place, or correct the id.

    ---
    - {id: 1.1.1-02, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-01, title: 及时答复来信, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 及时答复来信, measure: {kind: standing}}
    """
    for before, target in pairwise(plan.listed):
        if before.file == target.file and _parts(before.spec.id) > _parts(target.spec.id):
            yield at(target, "FZ702", "id", id=target.spec.id, before=before.spec.id)


def sound_successors(plan: WrittenPlan) -> Found:
    """取代旧目标的，必须是规划里另一个目标，取代关系不能绕成一圈。

    规划换了版本，不再要求的目标留在文件里，加一行 replaced_by 写明由哪个编号取代（拆成几项的写几个）：它不再判定、
    不再计数，填报人还用旧编号时会得到新编号。它的编号和标题照常检查，其余各栏是旧版的，不再检查。

    ---
    What replaces a target is another target of the plan, and replacements never lead back.

    A target that a new edition asks no more stays in its file with replaced_by and the id that stands for it now (several
    where it was split): it is no longer judged or counted, and who still answers its old id is told the new one. Its id
    and title are checked as ever; the rest of it speaks of the old edition and is not.

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing},
       replaced_by: 1.1.1-20}
    - {id: 1.1.1-02, title: 及时答复来信, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing},
       replaced_by: 1.1.1-02}
    - {id: 1.1.1-02, title: 公开信息并答复来信, measure: {kind: standing}}
    """
    known = {target.spec.id for target in plan.listed}
    direct = {target.spec.id: target.spec.replaced_by for target in plan.replaced}
    for target in plan.replaced:
        for new in target.spec.replaced_by:
            why = _unsound(target.spec.id, new, known, direct)
            if why:
                yield at(target, "FZ712", "replaced_by", id=target.spec.id, new=new, why=why)


def formed_ids(plan: WrittenPlan) -> Found:
    """目标编号的形式是“章.节.条-序号”，序号两位，例如 1.1.2-01。

    编号里的条目用来归类和定位；序号不足两位的补 0。没有标题的开头一段，条目写 0。

    ---
    A target's id is chapter.section.item-number with two digits at its end, e.g. 1.1.2-01.

    The item in it tells where the target belongs. The lead paragraph of a section is item 0.

    ---
    - {id: 1.1.1-1, title: 定期公开信息, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 定期公开信息, measure: {kind: standing}}
    """
    for target in plan.listed:
        if not _ID.fullmatch(target.spec.id):
            yield at(target, "FZ715", "id", id=target.spec.id)


def _parts(target_id: str) -> list[tuple[int, str]]:
    """Return an id as a key that sorts 3.3.10-02 after 3.3.2-11."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in target_id.replace("-", ".").split(".")]


def _unsound(old: str, new: str, known: set[str], direct: dict[str, list[str]]) -> Text | None:
    if new not in known:
        return Text("规划里没有这个编号", "the plan has no such target")
    if new == old:
        return Text("它就是本项", "it is this very target")
    if old in following(new, direct):
        return Text("取代关系绕回了本项", "its own replacement leads back here")
    return None


# The rule of each code.
RULES: Rules = {
    "FZ701": unique_ids,
    "FZ702": ids_in_order,
    "FZ712": sound_successors,
    "FZ715": formed_ids,
}
