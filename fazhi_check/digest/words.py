"""The words that several formats share: what a verdict means for its reader, how a file or a run ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fazhi_check.assess import FLAGGED
from fazhi_check.sanitize import clean
from fazhi_check.words import VERDICTS, Lang, Text

if TYPE_CHECKING:
    from fazhi_check.beside import Settled

MEANING: dict[str, Text] = {
    "overdue": Text("时限已过，没有达到要求", "the deadline has passed, the requirement is not reached"),
    "lagging": Text("慢于序时进度", "behind the share of time"),
    "node": Text("慢于序时进度，或没有达到所设节点", "behind the share of time, or below a node that was set"),
    "unproven": Text("已达到要求，佐证材料不够", "reached, but the evidence does not suffice"),
    "unsettled": Text(
        "计入佐证不足；填报的数值不全、不确切，或口径不一致，不能判定是否达到",
        "counted as unproven: what was reported does not settle whether it is reached",
    ),
    "invalid": Text("数据有误，改正后才能判定", "data to be corrected before it can be judged"),
    "missing": Text("没有填报，不等于没有做", "not reported, which does not mean not done"),
    "due_soon": Text("时限临近，还没有达到", "the deadline is near, not yet reached"),
    "exempt": Text("与本单位无关，不计在内", "does not concern this unit, not counted"),
    "applied": Text("单位提出，尚未同意，仍计入应报", "the unit says so, nobody has agreed: it is still asked"),
    "waived": Text("经批准暂不计入需处理，到期恢复", "set aside by approval until the waiver expires"),
    "known": Text("已登记在已知问题清单里，不影响结论", "on the list of known findings: they fail nothing"),
}
# The same of what is slow, where the gate names that.
SLOW_FAILS = Text("按时间推算进展偏慢，--fail-on 写明计入", "behind what time would expect, and named in --fail-on")
# The verdicts that ask for attention, the worst first.
ATTENTION: dict[str, Text] = {verdict: VERDICTS[verdict] for verdict in FLAGGED}
# What an entry rests on, by its name in assess.Support; nobody has seen the evidence yet, so that none is called enough.
SUPPORT: dict[str, Text] = {
    "proven": Text("已列佐证（未核）", "evidence listed (not yet checked)"),
    "partial": Text("佐证不全", "evidence in part"),
    "claim": Text("仅有情况说明（自述）", "statements only (own account)"),
    "none": Text("仅有情况说明（没有佐证）", "statements only (no evidence)"),
}
# The same where somebody says beside it what was found.
SUPPORT_PLAIN: dict[str, Text] = {
    "proven": Text("已列佐证", "evidence listed"),
    **{name: SUPPORT[name] for name in ("partial", "claim", "none")},
}
# What an office found of evidence.
EVIDENCE: dict[str, Text] = {
    "confirmed": Text("属实", "confirmed"),
    "contradicted": Text("不符", "contradicted"),
    "absent": Text("未附", "absent"),
    "unchecked": Text("未核", "not yet checked"),
}
FIRST_CHECK, SETTLED = Text("初核", "first check"), Text("核定", "settled")
SENT_BACK, UNREVIEWED = Text("退回补正", "sent back"), Text("未经核定", "not yet settled")
# What a unit says does not apply to it, as long as no office of the round has agreed.
APPLIED = Text("申请不适用", "asks to be left out")
# What is told beside the count of a verdict: of how many of these it is so (see outcome.told_beside).
_CLAIMED = Text("仅有情况说明", "on statements only")
WITHIN: dict[str, Text] = {
    **dict.fromkeys(("met", "on_track", "due_soon"), _CLAIMED),
    "missing": Text("时限已过", "past due"),
    "exempt": APPLIED,
}
# What was proposed from a report and nobody has looked at yet: it counts as missing.
UNCONFIRMED = Text("待确认", "to be confirmed")
# The same in the head of a column.
WITHIN_SHORT: dict[str, Text] = {
    **dict.fromkeys(("met", "on_track", "due_soon"), Text("仅说明", "claims")),
    "missing": Text("已过", "past"),
    "exempt": Text("申请", "asked"),
}


def headed(verdict: str, within: bool, called: Mapping[str, Text] = VERDICTS) -> Text:
    """Return the head of a column of counts, as verdicts are `called`, with what its brackets hold where it has some."""
    word = called[verdict]
    if not within:
        return word
    short = WITHIN_SHORT[verdict]
    return Text(f"{word.zh}（{short.zh}）", f"{word.en} ({short.en})")


LATE = Text("逾期完成", "late")
PAST_DUE = Text("未填报，时限已过", "missing, past due")
AHEAD = Text("未填报，未到期", "missing, not yet due")
# What is unproven though not for want of evidence.
UNSETTLED = Text("数值无法认定", "not settled by its value")
KNOWN = Text("已知", "known")
FREE = Text("鼓励和探索的事项，不计入需处理", "encouraged or explored only, never flagged")
SERIOUS = Text("严重", "serious")
# How a line that is serious begins.
SERIOUSLY = Text(f"【{SERIOUS.zh}】", f"[{SERIOUS.en}] ")
# What is said of goals.
GOALS = Text("目标", "goals")
PRINCIPLES = Text("原则性要求", "principles")
NOT_JUDGED = Text("不单独判定", "not judged")
BEHIND = Text("任务情况", "tasks behind it")
SUMMED = Text("由任务汇总，不单独判定", "summed up from tasks, not judged")
# What an entry rests on, as a head.
RESTS = Text("佐证情况", "evidence")
STATED = Text("本单位填报", "the unit says")
TOTAL = Text("合计", "total")
WORST = Text("需关注事项", "Most urgent")
NO_FILE = Text("没有可检查的文件", "no file to check")
NO_TARGET = Text("没有适用的目标，没有可判定的内容", "no target applies: nothing to check")
UNJUDGED = Text("文件有误，无法判定", "the file cannot be judged")
NOTHING = Text("没有可判定的内容", "nothing to check")
FAULTY_LIST = Text("清单有误，有错的条目没有用上", "a faulty list: what is wrong in it was not used")
BROKEN = Text("有错误，未能判定", "has errors, could not be judged")
RESULT = Text("结论", "Result:")
CLEAR = Text("没有需处理的事项", "nothing to be done")
MISUSED = Text("没有完成", "not completed")
COLON, COMMA, DOT = Text("：", ": "), Text("，", ", "), Text("；", "; ")
COMPARISON = Text("仅作对照", "Comparison only")
AS_OF, JUDGED = Text("填报截至 ", "data as of "), Text("判定日期 ", "judged as of ")
UNBOUND = Text("规划对本单位没有约束力", "the plan does not bind this unit")

# Columns that stand in every table of counts; the others only where they count something.
ALWAYS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing")
# The shares of a bar: what is reached, what is on its way, what asks for attention, what nobody reported.
SHARES: tuple[tuple[str, ...], ...] = (
    ("met",),
    ("on_track", "due_soon"),
    ("lagging", "overdue", "unproven", "invalid"),
    ("missing",),
)


def same(text: str) -> Text:
    """Return a text that is the same in both languages."""
    return Text(text, text)


def joined(parts: Sequence[Text], between: Text | str) -> Text:
    """Return texts joined in each language."""
    zh, en = (between, between) if isinstance(between, str) else between
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def counted(words: Mapping[str, Text], numbers: Mapping[str, int]) -> list[Text]:
    """Return a text for each number: its word and the number."""
    return [Text(f"{words[name].zh} {number}", f"{words[name].en} {number}") for name, number in numbers.items()]


def bracketed(name: str, more: Text) -> Text:
    """Return a name with more about it in brackets."""
    return Text(f"{name}（{more.zh}）", f"{name} ({more.en})")


def with_more(said: Text, more: Text) -> Text:
    """Return something said with more in brackets, if there is more."""
    return Text(f"{said.zh}（{more.zh}）", f"{said.en} ({more.en})") if more.zh else said


def nothing_claimed(electives: int, more: Text) -> Text:
    """Return why nothing is judged of a unit that is asked electives only and chose none; `more` is told of them."""
    said = with_more(Text(f"自选事项 {electives} 项都没有领", f"none of {electives} electives is claimed"), more)
    return Text(f"{said.zh}，{NOTHING.zh}", f"{said.en}: {NOTHING.en}")


def counted_with(verdict: str, number: int, within: int, late: int = 0, called: Mapping[str, Text] = VERDICTS) -> Text:
    """Return how many targets have a verdict, of how many something is told beside it, and how many were late.

    `called` tells what verdicts are called.
    """
    word = called[verdict]
    parts = ([(WITHIN[verdict], within)] if verdict in WITHIN else []) + [(LATE, late)]
    said = joined([Text(f"{part.zh} {n}", f"{n} {part.en}") for part, n in parts if n], COMMA)
    return with_more(
        Text(f"{word.zh} {number} 项", f"{number} {word.en}"), Text(f"其中{said.zh}", said.en) if said.zh else said
    )


def known(number: int) -> list[Text]:
    """Return how many findings were known before; nothing where none was."""
    return [Text(f"已知问题 {number} 处", f"{number} known before")] if number else []


def unlisted(hidden: int) -> Text | None:
    """Return how many findings were not asked for, as a sentence; None where all were."""
    if not hidden:
        return None
    return Text(f"按 --select、--ignore 未列出 {hidden} 处", f"{hidden} findings hidden by --select or --ignore")


def only_encouraged(free: Mapping[str, int], bound: bool = True) -> Text:
    """Return how many flagged verdicts count in a table and nowhere else, as the plan only encourages; nothing if none.

    Of a unit that is not `bound` nothing is to be done anyway: these are only told.
    """
    if not any(free.values()):
        return same("")
    zh = "、".join(f"{VERDICTS[verdict].zh} {number} 项" for verdict, number in free.items() if number)
    en = ", ".join(f"{VERDICTS[verdict].en} {number}" for verdict, number in free.items() if number)
    if not bound:
        return Text(f"其中鼓励、探索类：{zh}", f"only encouraged: {en}")
    return Text(f"鼓励、探索类{zh}不计入需处理", f"only encouraged, never flagged: {en}")


def told_within(within: Mapping[str, int], called: Mapping[str, Text] = VERDICTS) -> list[Text]:
    """Return of how many of the counts of verdicts something is to be known, a text for each verdict."""
    return [
        Text(f"{called[verdict].zh}中{said.zh} {number} 项", f"{called[verdict].en}: {number} {said.en}")
        for verdict, said in WITHIN.items()
        if (number := within.get(verdict, 0))
    ]


def settled_as(one: Settled | None, called: Mapping[str, Text] = VERDICTS) -> Text:
    """Return what an office settled, with what it found of the evidence; nothing where it has not.

    `called` tells what verdicts are called.
    """
    if one is None:
        return same("")
    word = UNREVIEWED if one.pending else called[one.verdict] if one.verdict else SENT_BACK
    return with_more(word, EVIDENCE.get(one.evidence or "", same("")))


def reviewed(needed: int, waiting: int) -> Text:
    """Return how many need review, and how many of these no office has settled."""
    return Text(
        f"需核定 {needed} 项，已核定 {needed - waiting} 项，未经核定 {waiting} 项",
        f"{needed} need review, {needed - waiting} settled, {waiting} not yet settled",
    )


def unreviewed(number: int) -> Text:
    """Return how many of what needs review no office has settled."""
    return Text(f"{UNREVIEWED.zh} {number} 项", f"{number} {UNREVIEWED.en}")


def unconfirmed(number: int, called: Mapping[str, Text] = VERDICTS) -> list[Text]:
    """Return how many of the missing only wait to be confirmed; nothing where none does."""
    word = called["missing"]
    zh, en = f"{word.zh}中{UNCONFIRMED.zh} {number} 项", f"{word.en}: {number} {UNCONFIRMED.en}"
    return [Text(zh, en)] if number else []


def reached_late(number: int) -> list[Text]:
    """Return how many were reached after their deadline; nothing where none was."""
    return [Text(f"{LATE.zh} {number} 项", f"met late: {number}")] if number else []


def signals(number: int, bound: bool = True) -> Text:
    """Return how many are slow: a signal for the office alone; nothing where none is (see only_encouraged)."""
    if not number:
        return same("")
    if not bound:
        return Text(f"偏慢 {number} 项，仅供内部掌握", f"slow: {number}, a signal only")
    return Text(f"偏慢 {number} 项，仅供内部掌握，不计入需处理", f"slow: {number}, a signal only, never flagged")


def numbered(number: int, within: int, lang: Lang) -> str:
    """Return a count with the part of it that is told apart."""
    if not within:
        return str(number)
    return f"{number}（{within}）" if lang == "zh" else f"{number} ({within})"


def superseded_by(newer: str | None) -> Text:
    """Return why a file is not judged for which another of its unit stands, and which that is, where it is known."""
    path = clean(newer) if newer else ""
    zh, en = (f"，以 {path} 为准", f" ({path} counts)") if path else ("", "")
    return Text(f"同一单位已有更新的一份{zh}，不判定", f"a newer file of its unit stands for it{en}: not judged")


def columns(counts: Mapping[str, int]) -> list[str]:
    """Return the verdicts that a table of counts has as columns."""
    return [verdict for verdict in VERDICTS if verdict in ALWAYS or counts[verdict]]


def dates(judged: Collection[date], reported: Collection[date]) -> Text | None:
    """Return the days of verdicts, and where they are others the data's own dates, each from the first to the last.

    None where nothing was judged.
    """
    if not judged:
        return None
    if set(judged) == set(reported) or not reported:
        return joined([AS_OF, _span(judged)], "")
    days = [JUDGED, _span(judged), Text("（填报截至 ", " (data as of "), _span(reported)]
    return joined([*days, Text("）", ")")], "")


def _span(days: Collection[date]) -> Text:
    first, last = min(days), max(days)
    return same(str(first)) if first == last else Text(f"{first} 至 {last}", f"{first} to {last}")


def counted_items(name: Text, number: int) -> Text:
    """Return the heading of a list: its name and how many stand in it."""
    return Text(f"{name.zh} {number} 项", f"{name.en}: {number}")
