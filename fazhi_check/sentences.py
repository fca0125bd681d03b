"""The sentences of verdicts: what is said of each, in both languages. Texts and nothing else: measures and assess decide.

Each is a template. `asked` and `reported` are sentences of their own (see wording): what is required, after 应 in
Chinese, and what was reported, verb and all; so no template needs to know which values stand in quotation marks.
docs/sentences.md shows them all, filled in by real judgements.
"""

from __future__ import annotations

from fazhi_check.words import STATUSES, Text

NOTHING = Text("", "")

# What is asked: in Chinese what follows 应, in English what stands before “by” a day.
A_VALUE = Text("填报数值", "a value to be reported")
A_STAGE: dict[str, Text] = {
    "not_started": Text(f"达到“{STATUSES['not_started'].zh}”", "no stage asked"),
    "under_way": Text(f"达到“{STATUSES['under_way'].zh}”", "to be under way"),
    "substantial": Text(f"达到“{STATUSES['substantial'].zh}”", "to show substantial progress"),
    "done": Text(f"达到“{STATUSES['done'].zh}”", "to be done"),
}
LASTING = Text("持续开展", "ongoing work")
AT_LEAST = Text("不低于 {figure}", "at least {figure}")
AT_LEAST_PERCENT = Text("不低于{figure}", "at least {figure}")
AT_MOST = Text("不高于 {figure}", "at most {figure}")
AT_MOST_PERCENT = Text("不高于{figure}", "at most {figure}")
# Of a mark that cannot be passed: all of it, or none.
ALL = Text("达到{figure}", "{figure}")
NONE = Text("为 {figure}", "{figure}")
EACH = Text("{asked}（每个单位）", "{asked} each")
A_YEAR = Text("每年不少于 {figure}", "at least {figure} a year")
EACH_YEAR = Text("做到{asked}", "{asked}")
# What a change is to add up to.
FALL = Text("累计下降不少于{figure}", "a cumulative fall of at least {figure}")
RISE = Text("累计增长不少于{figure}", "a cumulative rise of at least {figure}")
CHANGE_AT_LEAST = Text("累计变化不低于{figure}", "a cumulative change of at least {figure}")
CHANGE_AT_MOST = Text("累计变化不高于{figure}", "a cumulative change of at most {figure}")
# What is to be kept from the first day on.
TO_KEEP = Text("保持{asked}", "{asked}")
KEEP_ALL = Text("保持{figure}", "{figure}")
KEEP_NONE = Text("保持 {figure}", "{figure}")

# What was reported.
STAGE = Text("填报为“{reported}”", "reported: {reported}")
STAGE_ONLY = Text("填报为“{reported}”，未填数值", "reported: {reported}, without a value")
WITH_PROGRESS = Text("填报为“{status}”（进度{progress}）", "reported: {status}, progress {progress}")
NUMBER = Text("填报为 {figure}", "reported: {figure}")
PERCENT = Text("填报为{figure}", "reported: {figure}")
AS_WRITTEN = Text("填报为“{written}”", "reported: “{written}”")
SMALLEST = Text("最低的单位{reported}", "lowest {reported}")
# A coverage told part by part, with the parts that lack, and those that a bound leaves open.
PARTS = Text("填报为{figure}（{fraction}{parts}）", "reported: {figure} ({fraction}{parts})")
PARTS_AS_WRITTEN = Text("填报为 {fraction}{parts}", "reported: {fraction}{parts}")
ONE_GROUP = Text("，{first}", "; {first}")
TWO_GROUPS = Text("，{first}；{second}", "; {first}; {second}")
PARTS_LACK = Text("缺：{names}", "lacking: {names}")
PARTS_OPEN = Text("不能确定：{names}", "not settled: {names}")
NAMES = Text("{names}", "{names}")
SOME_NAMES = Text("{names}等 {number} 个", "{names} and others, {number} in all")
IDLE_PART = Text("{name}（填了不适用，仍计入）", "{name} (said not to apply, counted all the same)")
YEARS = Text("填报为 {years}", "reported: {years}")
OF_YEAR = Text("{year} 年 {figure}", "{year}: {figure}")
OF_YEAR_AS_WRITTEN = Text("{year} 年“{written}”", "{year}: “{written}”")
# Changes by year: what they come to, and those that do not count (yet).
CHANGES = Text("填报为 {years}，{total}{others}", "reported: {years}, {total}{others}")
CHANGES_NOT_COUNTED = Text("填报为 {years}，均不计入累计", "reported: {years}, none of it counted (yet)")
OTHER_CHANGES = Text("（{years}，不计入）", " ({years} not counted)")
TOTAL = Text("累计 {figure}", "{figure} in all")
TOTAL_UNKNOWN = Text("累计多少不能确定", "with no certain sum")
TOTAL_AT_LEAST = Text("累计不低于 {low}", "at least {low} in all")
TOTAL_AT_MOST = Text("累计不高于 {high}", "at most {high} in all")

# What is expected by now.
EXPECTED = Text("此时应为 {figure}", "{figure}")
EXPECTED_PERCENT = Text("此时应为{figure}", "{figure}")

# The ends of sentences: how the day it was done stands to the deadline, what proves it, what is of later date.
EARLY = Text("，提前完成（{done}）", ", early (done {done})")
ON_TIME = Text("，按期完成（{done}）", ", on time (done {done})")
LATE = Text("，逾期完成（{done}）", ", late (done {done})")
DONE_AFTERWARDS = Text(
    "，完成日期 {done} 晚于判定日期", ", the date of completion {done} is after the day of judgement"
)
DONE_LATER = Text("，但完成于 {done}，晚于时限", ", but only {done}, after the deadline")
LISTED = Text("；已列佐证 {have} 件（未核）", "; evidence listed: {have} (not yet checked)")
NOT_COUNTED = Text(
    "；另有 {number} 件日期晚于判定日期，不计入", "; {number} more, dated after the day of judgement, not counted"
)
NOT_COUNTED_IN_PHASE = Text(
    "；另有 {number} 件日期晚于阶段时限，不计入", "; {number} more, dated after the deadline, not counted"
)
AFTER_THE_PHASE = Text(
    "；所列佐证中 {number} 件的日期晚于阶段时限", "; evidence dated after the phase's deadline: {number}"
)
NO_PACE = Text(
    "；没有基期值，也没有分期数值，无法推算序时进度",
    "; no baseline and no dated value before the last one: no pace can be told",
)
NO_PACE_BEFORE = Text("；{day} 之前没有基期值，无法推算序时进度", "; no baseline before {day}: no pace can be told")

# Reached, or kept.
MET = Text(
    "到 {deadline} 应{asked}，{reported}{timing}{proofs}{after}",
    "{asked} by {deadline}; {reported}{timing}{proofs}{after}",
)
KEPT = Text("应{asked}，{reported}{proofs}{after}", "standing duty kept ({asked}); {reported}{proofs}{after}")
KEPT_YEARLY = Text("应{asked}，{reported}{proofs}{after}", "kept so far ({asked}); {reported}{proofs}{after}")

# On the way.
ON_TRACK = Text("到 {deadline} 应{asked}，{reported}{note}", "{asked} by {deadline}; {reported}{note}")
DUE_SOON = Text(
    "还有 {days}到期（{deadline}），应{asked}，{reported}{note}",
    "{days} left until {deadline}: {asked}; {reported}{note}",
)

# Behind.
LAGGING_POINTS = Text(
    "按序时进度{expected}，{reported}，落后{lag}个百分点（到 {deadline} 应{asked}）",
    "expected by now: {expected}; {reported}; {lag} points behind ({asked} by {deadline})",
)
LAGGING_YEAR = Text(
    "{year} 年到此时应有 {figure}，{reported}（应{asked}）",
    "{year}: {figure} expected by now; {reported} ({asked})",
)
LAGGING_NODE = Text(
    "办公室所设节点：到 {deadline} 应{asked}，{reported}",
    "a node set by the office: {asked} by {deadline}; {reported}",
)
LAG, LAG_AT_LEAST = Text(" {lag} ", "{lag}"), Text("至少 {lag} ", "at least {lag}")

# Missed, or broken.
OVERDUE = Text("到 {deadline} 应{asked}，{reported}{late}", "{asked} by {deadline}; {reported}{late}")
DUE_TODAY = Text("今日到期（{deadline}），应{asked}，{reported}", "due today, {deadline}: {asked}; {reported}")
BROKEN = Text(
    "未保持：自 {deadline} 起应{asked}，{reported}", "not kept: {asked} required since {deadline}; {reported}"
)
# Of a duty in force from the first day, which wants a number and was reported by its stage alone.
ON_TRACK_DUTY = Text("自 {start} 起应{asked}，{reported}", "{asked} required since {start}; {reported}")
DUE_SOON_DUTY = Text(
    "到 {deadline} 还有 {days}，自 {start} 起应{asked}，{reported}",
    "{days} left until {deadline}; {asked} required since {start}; {reported}",
)
NO_VALUE_DUTY = Text(
    "未填数值：自 {start} 起应{asked}，只填报“{status}”",
    "no value given; {asked} required since {start}; reported only as {status}",
)
SHORT_YEAR = Text("{year} 年应不少于 {figure}，{reported}", "{year}: at least {figure} required; {reported}")

# Not proven. What is not a matter of evidence begins with its reason.
UNPROVEN = Text("到 {deadline} 应{asked}，{reported}；{lacks}", "{asked} by {deadline}; {reported}; {lacks}")
UNPROVEN_DUTY = Text("应{asked}，{reported}；{lacks}", "{asked} required; {reported}; {lacks}")
LACKING = Text(
    "佐证材料不足：可计入 {have} 件，至少需 {need} 件（{kinds}）{late}",
    "evidence does not suffice: {have} counted, {need} needed ({kinds}){late}",
)
NO_VALUE = Text(
    "未填数值：到 {deadline} 应{asked}，只填报“{status}”",
    "no value given; {asked} by {deadline}; reported only as {status}",
)
OPEN = Text(
    "数值不确切：{reported}，无法认定到 {deadline} 是否{asked}",
    "value not exact; {reported}; not shown: {asked} (by {deadline})",
)
OPEN_DUTY = Text("数值不确切：{reported}，无法认定是否{asked}", "value not exact; {reported}; not shown: {asked}")
OPEN_PACE = Text(
    "数值不确切：{reported}，按序时进度{expected}，无法认定是否落后",
    "value not exact; {reported}; not shown: the {expected} expected by now",
)
OPEN_YEARS = Text("年度数不全：{years}，无法认定是否{asked}", "years not complete; {years}; not shown: {asked}")
OPEN_CHANGE = Text(
    "年度数不全：{years} 年未填报，算不出累计变化（到 {deadline} 应{asked}）",
    "years not complete; no rate for {years}: what it adds up to cannot be told ({asked} by {deadline})",
)
OTHER_BASIS = Text(
    "口径不一致：规划的口径是“{wanted}”，填报的口径是“{given}”，填报的数不能认定（应{asked}）",
    "counted by another rule; the plan's is “{wanted}”, the unit's “{given}”: nothing is shown ({asked})",
)
NO_COUNT, OPEN_COUNT = (
    Text("{years} 年未填报", "no count for {years}"),
    Text("{years} 年的数不确切", "no exact count for {years}"),
)
NO_AND_OPEN_COUNT = Text("{lacking}，{bounds}", "{lacking}, {bounds}")
# Why a target that is not proven is so, where that is no matter of evidence: its sentence begins with it.
REASONS = (
    Text("未填数值", "no value given"),
    Text("数值不确切", "value not exact"),
    Text("年度数不全", "years not complete"),
    Text("口径不一致", "counted by another rule"),
)

# Nothing to judge by. INVALID names the codes, or codes with their places, of what is wrong with an entry's data.
INVALID = Text("数据有误，改正后再判定：见 {where}", "not judged before its data are corrected: see {where}")
ITS_ERRORS = Text("本项的错误", "its errors")
EXEMPT = Text("理由：{reason}", "reason: {reason}")
MISSING = Text("到 {deadline} 应{asked}，没有填报", "{asked} by {deadline}; not reported")
MISSING_TODAY = Text("今日到期（{deadline}），应{asked}，没有填报", "due today, {deadline}: {asked}; not reported")
MISSING_PAST = Text(
    "时限 {deadline} 已过，应{asked}，没有填报", "{asked} by {deadline}, which has passed; not reported"
)
MISSING_DUTY = Text("自 {start} 起应{asked}，没有填报", "{asked} required since {start}; not reported")
# The same of what was proposed from a report: nobody has looked at it yet.
PROPOSED = Text(
    "待确认：{missing}；内容是从报告中摘出的建议，核对后删去“待确认”、填上状态才算填报",
    "to be confirmed: {missing}; proposed from a report, it counts once somebody has looked at it, taken out proposed"
    " and set the status",
)


def is_of_node(message: Text) -> bool:
    """Tell whether a sentence is that of a node missed; of a saved report either language tells."""
    begins = [said.partition(mark)[0] for said, mark in zip(LAGGING_NODE, "：:", strict=True)]
    return message.zh.startswith(tuple(begins))


def reason_of(message: Text) -> Text | None:
    """Return why something is not proven where that is no matter of evidence; None for every other sentence.

    A saved report has its sentences in one language only: either beginning tells.
    """
    begins = (message.zh.partition("：")[0], message.en.partition(";")[0])
    return next((one for one in REASONS if one.zh in begins or one.en in begins), None)
