"""FZ3: consistency. What cannot be true, what contradicts itself, and what must not stand in such a file."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.findings import Found
from fazhi_check.measures import amount_of, change_by, reaches, years_over
from fazhi_check.plan.model import Coverage, Cumulative, Frequency, Milestone, Standing, Target
from fazhi_check.rules.dossier import Dossier, Look, in_entry
from fazhi_check.rules.parts import (
    NEGATIVE,
    NO_PERCENTAGE,
    Impossible,
    below,
    disagree,
    impossible_parts,
    is_percentage,
)
from fazhi_check.source.forbidden import Written, personal, secret, texts_below, unseen
from fazhi_check.source.form import text_of
from fazhi_check.source.nodes import Mapping, Node
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.places import FORM, entries_of, is_entries
from fazhi_check.submission.records import Entry, Evidence
from fazhi_check.wording import has_mark, mark_of
from fazhi_check.words import STATUSES, Term, Text


def date_after_as_of(case: Dossier) -> Iterable[Found]:
    """日期晚于截至日期。

    完成日期、佐证日期和分年度的年份都不能晚于“截至”：还没有发生的事不能报。只写到月或年的，
    其第一天晚于截至日期才算。怎么办：核对日期；材料确实更新的，把“截至”改到材料之后。

    ---
    A date lies after as_of.

    What has not happened yet cannot be reported: done_on, dates of evidence and years of by_year must not lie after as_of.
    A month or year alone does so only if its first day does. Check the date, or move as_of on if the material is newer.

    ---
    # 截至 2023-08-30
    3.3.2-05: {状态: 已完成, 完成日期: 2023-09}

    ---
    # 截至 2023-08-30
    3.3.2-05: {状态: 已完成, 完成日期: 2023-08}
    """
    if not case.submission:
        return
    as_of = case.submission.as_of
    for target_id, entry in case.submission.entries.items():
        for path, written in _later(entry, as_of):
            by_year = path[0] == "by_year"
            data = {"key": FORM.name(str(path[0] if by_year else path[-1])), "written": written, "as_of": as_of}
            yield in_entry(target_id, data, *path, on_key=by_year)


def before_the_plan(case: Dossier) -> Iterable[Found]:
    """截至日期早于规划期。

    规划还没有开始，没有可判定的内容。多半是年份写错了。

    ---
    as_of lies before the plan begins.

    There is nothing to judge yet. Mostly the year is mistyped.

    ---
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2020-08-30
    事项: {}

    ---
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-08-30
    事项: {}
    """
    if case.submission and case.plan and case.submission.as_of < case.plan.period.start:
        yield Found({"as_of": case.submission.as_of, "start": case.plan.period.start}, ("as_of",))


def reason_needed(case: Dossier) -> Iterable[Found]:
    """“不适用”要写理由。

    不适用的事项不计入应报数，所以必须说明为什么，让看报告的人能够判断。只写“无”“略”或一道横线不算理由。

    ---
    not_applicable needs a reason.

    Such an entry leaves the denominator, so the report's reader must be able to see why. A word such as none, or a dash,
    is no reason.

    ---
    3.6.3-17: {状态: 不适用}

    ---
    3.6.3-17: {状态: 不适用, 理由: 本市没有仲裁机构}
    """
    if not case.submission:
        return
    for target_id, entry in case.submission.entries.items():
        if entry.status == "not_applicable" and _says_nothing(entry.reason):
            written = (entry.reason or "").strip()
            why = Text(f"（“{written}”不算理由）", f" ({written} is none)") if written else Text("", "")
            yield in_entry(target_id, {"why": why}, "reason" if written else "status")


def impossible_value(case: Dossier) -> Iterable[Found]:
    """数值不可能成立。

    覆盖数大于总数、总数为 0、百分比不在 0 到 100 之间、次数为负、下降超过 100%，或者同一件事用两种写法给出了不同的数。

    ---
    A value that cannot be.

    More covered than the total, a total of 0, a percentage outside 0 to 100, a negative count, a fall by more than 100 %,
    or two forms of one value that disagree.

    ---
    3.3.4-01: {覆盖数: 41, 总数: 40}

    ---
    3.3.4-01: {覆盖数: 37, 总数: 40}
    """
    for answer in case.numeric():
        for key, written, why in _impossible(*answer):
            yield answer.found({"key": FORM.name(key[0]), "written": written, "why": why}, *key)


def personal_data(case: Dossier) -> Iterable[Found]:
    """文件里有个人信息。

    身份证号和手机号不属于填报内容，报告里一律打星号。请从文件里删去；已经入库的，连同历史记录一并清理。
    需要联系人的，写单位和办公电话。

    ---
    The file holds personal data.

    Identity and mobile numbers do not belong in a submission; reports mask them. Delete them, from the history of a
    repository too. Where a contact is needed, name the office and its telephone.

    ---
    3.3.2-05: {状态: 推进中, 说明: 经办人身份证号 999999190001010000}

    ---
    3.3.2-05: {状态: 推进中, 说明: 联系市司法局办公室 0991-0000000}
    """
    return personal(_texts(case))


def contradiction(case: Dossier) -> Iterable[Found]:
    """状态与数值或进度不一致。

    例如状态是已完成而数值没有达到，状态是未启动而进度大于 0，或者填了完成日期。有数值的按数值判定；请核对哪一个对。

    ---
    The status contradicts the value or the progress.

    For example done with a value short of the mark, or not started with progress above 0 or a day of completion. Where
    there is a value it decides; check which of the two is right.

    ---
    3.3.2-05: {状态: 未启动, 进度: 30}

    ---
    3.3.2-05: {状态: 推进中, 进度: 30}
    """
    for answer in case.entries():
        status = answer.entry.status
        found = _done_before(case, answer.entry) or (_contradicts(case, *answer) if answer.entry.numbers else None)
        if found and status:
            key, written = found
            data = {"status": Term(STATUSES[status].zh, status), "key": FORM.name(key), "written": written}
            yield answer.found(data, key)


def invisible_characters(case: Dossier) -> Iterable[Found]:
    r"""文字里有看不见的字符，或改变书写方向的字符。

    从网页或办公软件复制时常会带入零宽空格等字符，使编号和关键词对不上，也可能让人看错内容。
    怎么办：删去这个词，重新输入。

    ---
    The text holds invisible or direction-changing characters.

    They come along when text is copied from web pages, keep ids and words from matching, and can make text look like
    something else. Delete the word and type it again.

    ---
    3.3.2-05: {状态: 推进中, 说明: "目录\u200b正在征求意见"}

    ---
    3.3.2-05: {状态: 推进中, 说明: "目录正在征求意见"}
    """
    return unseen(_texts(case))


def secrecy_mark(case: Dossier) -> Iterable[Found]:
    """文字带有密级标志（秘密★、机密★、绝密★）。

    涉密内容不得在非涉密设备上处理，也不得进入本工具。请立即停止处理，按保密规定报告和处置。

    ---
    The text carries a secrecy mark (秘密★, 机密★, 绝密★).

    Classified content must not be handled on ordinary machines, nor by this tool. Stop and follow the secrecy rules.

    ---
    3.3.2-05:
      状态: 推进中
      佐证: [{类型: 记录, 标题: 专题会议纪要（秘密★1年）}]

    ---
    3.3.2-05:
      状态: 推进中
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]
    """
    return secret(_texts(case))


# What people write where they have no reason to give.
_NO_REASON = re.compile(
    r"[\s—–\-－/／.。…·“”()（）]*(?:无|暂无|略|同上|不详|待补充?|不适用|none|nil|null|n/?a|tbd|not applicable)?[\s—–\-－/／.。…·“”()（）]*",
    re.IGNORECASE,
)


def _says_nothing(reason: str | None) -> bool:
    return reason is None or bool(_NO_REASON.fullmatch(reason))


def _later(entry: Entry, day: date) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every date of an entry whose first day lies after a day: where it stands, and how it is written."""
    if entry.done_on and entry.done_on.first > day:
        yield ("done_on",), entry.done_on.text
    for number, item in enumerate(entry.evidence):
        if item.date and item.date.first > day:
            yield ("evidence", number, "date"), item.date.text
    for year in entry.by_year or ():
        if 0 < year < 10_000 and date(year, 1, 1) > day:
            yield ("by_year", year), str(year)


def _impossible(target: Target, entry: Entry) -> Iterator[Impossible]:
    yield from _bad_shares(entry)
    yield from _bad_percentages(target, entry)
    yield from impossible_parts(target, entry)
    for year, amount in (entry.by_year or {}).items():
        why = _beyond(amount, isinstance(target.measure, Cumulative))
        if why:
            yield ("by_year", str(year)), amount.text, why


def _beyond(amount: Amount, change: bool) -> Text | None:
    """Return why a number of a year cannot be: a count, or a `change` in percent."""
    if below(amount, -100 if change else 0):
        return _ALL_LOST if change else NEGATIVE
    return _NO_CHANGE if change and max(amount.low or 0, amount.high or 0) > _MOST_CHANGE else None


_ALL_LOST = Text("下降不会超过 100%", "nothing falls by more than 100%")
_NO_CHANGE = Text("这里填比上年增减的百分数", "a change in percent since the year before belongs here")
_MOST_CHANGE = 1_000_000  # percent in a year: above it stands an amount, no rate


def _bad_shares(entry: Entry) -> Iterator[Impossible]:
    covered, total = entry.covered, entry.total
    for key, amount in (("covered", covered), ("total", total)):
        if amount and amount.high is not None and amount.high < 0:
            yield (key,), amount.text, NEGATIVE
    if total and total.high == 0:
        yield (
            ("total",),
            total.text,
            Text(
                "总数为 0 没有比例；确实没有对象的，状态填“不适用”并写理由",
                "a total of 0 has no share; use not_applicable with a reason",
            ),
        )
    elif covered and total and covered.low is not None and total.high is not None and covered.low > total.high:
        yield ("covered",), covered.text, Text(f"大于总数 {total.text}", f"it exceeds the total {total.text}")


def _bad_percentages(target: Target, entry: Entry) -> Iterator[Impossible]:
    shares = {"progress": entry.progress}
    if _is_share(target):
        shares["value"] = entry.value
    for key, amount in shares.items():
        if amount and not is_percentage(amount):
            yield (key,), amount.text, NO_PERCENTAGE
    share = entry.share
    if target.measure.kind == "coverage" and entry.value and share and disagree(entry.value, share):
        yield ("value",), entry.value.text, Text(f"与 {share.text} 不符", f"it disagrees with {share.text}")


def _is_share(target: Target) -> bool:
    """Tell whether a value is a part of a whole, in percent: where its plan has a number outside 0 to 100 it is a change."""
    measure = target.measure
    if isinstance(measure, Coverage):
        return True
    if isinstance(measure, (Milestone, Cumulative)) or measure.unit != "%":
        return False
    numbers = [asked.requires for asked in target.schedule if isinstance(asked.requires, Fraction)]
    start = getattr(measure, "baseline", None)
    numbers += [mark_of(measure)] if has_mark(measure) else []
    numbers += [start.value] if start else []
    return all(0 <= one <= 100 for one in numbers)


def _contradicts(case: Dossier, target: Target, entry: Entry) -> tuple[str, str] | None:
    """Return the key and wording that the status contradicts, if any."""
    measure, status = target.measure, entry.status
    if status == "not_applicable":
        return _value_of(entry)
    if isinstance(measure, Milestone):
        return _progress_contradicts(entry)
    if isinstance(measure, (Frequency, Cumulative)):
        return _years_contradict(case, measure, entry)
    amount = amount_of(measure, entry)
    if amount is None or (isinstance(measure, Standing) and not measure.marked):
        return None
    reached = reaches(amount, measure, mark_of(measure))
    key = next(key for key in ("value", "covered", "by_unit") if getattr(entry, key) is not None)
    if (status == "done" and reached is False) or (status == "not_started" and reached):
        return key, amount.text
    return None


def _done_before(case: Dossier, entry: Entry) -> tuple[str, str] | None:
    """Return the day of completion of what is said not to have begun; one to come is FZ301's to tell."""
    done_on, as_of = entry.done_on, case.submission and case.submission.as_of
    begun = entry.status not in ("not_started", "not_applicable")
    return None if begun or not done_on or not as_of or done_on.first > as_of else ("done_on", done_on.text)


def _years_contradict(case: Dossier, measure: Frequency | Cumulative, entry: Entry) -> tuple[str, str] | None:
    """Return the numbers of years that the status contradicts."""
    if isinstance(measure, Cumulative):
        return _change_contradicts(case, measure, entry)
    return _short_year(case, measure, entry) if entry.status == "done" else None


def _short_year(case: Dossier, measure: Frequency, entry: Entry) -> tuple[str, str] | None:
    """Return the first full year of the plan whose count falls short."""
    for year in years_over(case.plan, case.as_of) if case.plan and case.as_of else ():
        count = (entry.by_year or {}).get(year)
        if count and count.at_least(measure.per_year) is False:
            return "by_year", f"{year}: {count.text}"
    return None


def _change_contradicts(case: Dossier, measure: Cumulative, entry: Entry) -> tuple[str, str] | None:
    """Return the changes of the years that make up another sum than the status says."""
    total = change_by(measure, entry, case.plan, case.as_of) if case.plan and case.as_of else None
    reached = reaches(total, measure, mark_of(measure)) if total else None
    wrong = reached is False if entry.status == "done" else entry.status == "not_started" and reached
    if not wrong:
        return None
    return "by_year", ", ".join(f"{year}: {rate.text}" for year, rate in sorted((entry.by_year or {}).items()))


def _value_of(entry: Entry) -> tuple[str, str] | None:
    """Return the first value that an entry reports, with its key."""
    for key in ("progress", "value", "covered", "total"):
        amount = getattr(entry, key)
        if amount is not None:
            return key, amount.text
    key = "by_unit" if entry.by_unit else "by_year"
    parts = entry.by_unit or entry.by_year
    return (key, next(iter(parts.values())).text) if parts else None


def _progress_contradicts(entry: Entry) -> tuple[str, str] | None:
    progress = entry.progress
    if progress is None or entry.status in (None, "not_applicable"):
        return None
    finished, begun = progress.low == 100, progress.low is not None and progress.low > 0
    short = progress.high is not None and progress.high < 100
    wrong = short if entry.status == "done" else finished or (entry.status == "not_started" and begun)
    return ("progress", progress.text) if wrong else None


def _texts(case: Dossier) -> Iterator[Written]:
    """Yield every text of the file, keys too; what an alias repeats is yielded for each entry."""
    root = case.read.root
    if root is None or not case.read.suspicious:
        return  # it was searched as a whole
    pairs = root.pairs if isinstance(root, Mapping) else []
    shallow = Mapping(root.place, [(k, v) for k, v in pairs if not is_entries(k)]) if pairs else root
    yield from _below(shallow, None)
    for key, value in entries_of(root).pairs:
        yield from _below(key, None)
        yield from _below(value, text_of(key))


def _below(root: Node, target: str | None) -> Iterator[Written]:
    return texts_below(root, target, lambda key: FORM.key(key, free=False) in Entry.NUMBERS)


def judged_later(case: Dossier) -> Iterable[Found]:
    """判定日期晚于填报截至。

    用 --as-of 或 --phase 按更晚的日期判定时，填报截至之后的进展不在材料里：判为逾期、滞后的，可能只是还没有报。
    不影响判定。怎么办：请单位按新的日期更新填报；只想看当时情况的，去掉 --as-of。

    ---
    Judged later than the data.

    With --as-of or --phase a later day decides, but what happened since the file's own as_of is not in it: what is called
    overdue or lagging may only not have been reported yet. The verdict is not changed by it. Have the submission brought
    up to date, or leave --as-of out to see how things stood.

    ---
    # 判定日期 2025-06-30
    3.3.2-05: {状态: 取得突破}

    ---
    # 判定日期 2023-08-30
    3.3.2-05: {状态: 取得突破}
    """
    if not (case.submission and case.plan and case.as_of):
        return
    reported = case.submission.as_of
    if case.plan.period.start <= reported < case.as_of:
        yield Found({"as_of": reported, "day": case.as_of, "days": (case.as_of - reported).days}, ("as_of",))


def one_fact_two_statuses(case: Dossier) -> Iterable[Found]:
    """同一句原文或同一件佐证支持了不同的状态，两处都没有说明。

    两项要求的范围不同（例如一项只要求启动，一项要求全部完成），状态不同可以是对的：在其中一项的“说明”里写明为什么。
    不是这样的，核对哪一处的状态不对。不影响判定。

    ---
    One quote or piece of evidence supports different statuses, and neither entry has a note.

    Where the two ask for different things it may be right: say why under note of one of them. Else check which status is
    wrong. The verdicts are not changed by it.

    ---
    3.3.2-05:
      状态: 已完成
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]
    3.3.2-08:
      状态: 推进中
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]

    ---
    3.3.2-05:
      状态: 已完成
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]
    3.3.2-08:
      状态: 推进中
      说明: 目录已公布，合法性审核机制还在建
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]
    """
    if not (case.submission and case.plan):
        return
    order, seen = case.plan.order, dict[object, list[_Use]]()
    entries = case.submission.entries
    for target in sorted(entries, key=lambda one: (order.get(one, len(order)), one)):
        uses = _uses(target, entries[target])
        others = [(one, use.number) for use in uses for one in seen.get(use.fact, ()) if one.status != use.status]
        if others:  # told of the first of them
            other, at = min(others, key=lambda one: order.get(one[0].target, len(order)))
            named = (Term(STATUSES[one].zh, one) for one in (uses[0].status, other.status))
            data = dict(zip(("status", "said", "other"), (*named, other.target), strict=True))
            yield in_entry(target, data, "evidence", at, "quote" if entries[target].evidence[at].quote else "title")
        for use in uses:
            seen.setdefault(use.fact, []).append(use)


class _Use(NamedTuple):
    """A piece of evidence that supports a status, by its number in its entry."""

    fact: object
    target: str
    status: str
    number: int


def _uses(target: str, entry: Entry) -> list[_Use]:
    """Return what the evidence of an entry supports, where that has a status and no note."""
    status = entry.status
    if entry.void or status is None or status == "not_applicable" or (entry.note or "").strip():
        return []
    facts = ((number, _fact(item)) for number, item in enumerate(entry.evidence))
    return [_Use(fact, target, status, number) for number, fact in facts if fact]


def _fact(item: Evidence) -> object:
    """Return what makes two pieces of evidence one: what they quote, else how they are called; a bare statement is none."""
    if item.quote and item.quote.strip():
        return "".join(item.quote.split())
    named = item.kind != "report" and any(letter.isalnum() for letter in item.title)
    return (item.title.strip(), item.ref, item.date and item.date.text) if named else None


# The rule of each code.
RULES: dict[str, Look] = {
    "FZ301": date_after_as_of,
    "FZ302": before_the_plan,
    "FZ303": reason_needed,
    "FZ304": impossible_value,
    "FZ305": personal_data,
    "FZ306": contradiction,
    "FZ307": invisible_characters,
    "FZ308": secrecy_mark,
    "FZ310": judged_later,
    "FZ311": one_fact_two_statuses,
}
