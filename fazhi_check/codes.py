"""The codes as data: every finding there can be, with how bad it is, what it says, and what it means for a file.

A table and nothing else: the rules that look for the codes, and the pages that explain them, stand in their rooms.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.words import Text

Subject: TypeAlias = Literal["file", "run", "plan", "standard", "round", "waivers", "closings", "known"]


class Severity(StrEnum):
    """How bad a finding is."""

    error = "error"
    warning = "warning"
    note = "note"


class Code(NamedTuple):
    """What one code stands for.

    `message` is its template, `subject` what it is found in. It may make its file invalid (`invalidates`), make the
    data of its entry unusable (`spoils`), or repeat a `verdict`, which is counted and listed on its own. What stands
    in its data under `explains` (numbers of lines, advice, the day of the report) does not belong to its identity.
    """

    name: str
    severity: Severity
    subject: Subject
    message: Text
    explains: frozenset[str] = frozenset()
    invalidates: bool = False
    spoils: bool = False
    verdict: str | None = None

    def lasting(self, data: Mapping[str, object]) -> dict[str, object]:
        """Return what belongs to the identity of a finding with some data: all but what only explains."""
        return {key: value for key, value in data.items() if key not in self.explains}


_ERROR, _WARNING, _NOTE = Severity.error, Severity.warning, Severity.note


def _code(
    name: str,
    severity: Severity,
    zh: str,
    en: str,
    *explains: str,
    subject: Subject = "file",
    spoils: bool = False,
    verdict: str | None = None,
    unusable: bool = False,
) -> Code:
    """Return a code; an error in a file, or between the files of a run, makes the file invalid, as one `unusable` does."""
    invalidates = unusable or (severity is Severity.error and subject in ("file", "run"))
    return Code(name, severity, subject, Text(zh, en), frozenset(explains), invalidates, spoils, verdict)


_ALL = (
    _code("FZ101", _ERROR, "文件读不出来：{why}", "the file cannot be read: {why}", "why"),
    _code(
        "FZ102",
        _ERROR,
        "文件不是 UTF-8 编码，{guess}；{advice}",
        "the file is not UTF-8; {guess}: {advice}",
        "guess",
        "advice",
    ),
    _code("FZ103", _ERROR, "写法有误：{slip}", "syntax: {slip}", "slip"),
    _code(
        "FZ104",
        _ERROR,
        "“{key}”与第 {line} 行{cell}的“{first}”重复，只能保留一个",
        "{key} repeats {first} of line {line}{cell}; keep only one",
        "line",
        "cell",
        spoils=True,
    ),
    _code(
        "FZ105",
        _ERROR,
        "文件过大或过于复杂：{what}超过 {limit}{advice}",
        "too large or too tangled: {what} above {limit}{advice}",
        "advice",
        "what",
    ),
    _code(
        "FZ106",
        _ERROR,
        "一个文件只能有一份填报，这里用 --- 开始了第二份",
        "a file holds one submission; a second begins here with ---",
    ),
    _code(
        "FZ107",
        _ERROR,
        "不能使用标签 {tag}；文字以“!”开头时请加引号",
        "the tag {tag} is not allowed; put text that begins with ! in quotes",
    ),
    _code("FZ108", _NOTE, "读表：{what}", "as the sheet was read: {what}", "what"),
    _code("FZ201", _ERROR, "缺少必填的{key}", "{key} is required and missing", spoils=True),
    _code("FZ202", _ERROR, "{what}“{key}”，{hint}", "{what} {key}; {hint}", "hint", "what", spoils=True),
    _code(
        "FZ203",
        _ERROR,
        "{key}的值“{value}”不对：{advice}",
        "the value of {key}, {value}, is not right: {advice}",
        "advice",
        spoils=True,
    ),
    _code("FZ204", _ERROR, "没有名为“{plan}”的规划，{hint}", "there is no plan {plan}; {hint}", "hint"),
    _code("FZ205", _ERROR, "规划里没有编号“{id}”的目标，{hint}", "the plan has no target {id}; {hint}", "hint"),
    _code(
        "FZ206",
        _WARNING,
        "{what}不要求本单位填报（{why}），不作判定",
        "{what} not asked of this unit ({why}); it is not judged",
        "why",
        "what",
    ),
    _code(
        "FZ301",
        _ERROR,
        "{key}{written} 在截至日期 {as_of} 之后",
        "{key} {written} lies after the as_of date {as_of}",
        "as_of",
    ),
    _code(
        "FZ302",
        _ERROR,
        "截至日期 {as_of} 早于规划开始的 {start}，本文件不作判定",
        "as_of {as_of} lies before the plan begins on {start}; the file is not judged",
        "as_of",
    ),
    _code(
        "FZ303",
        _ERROR,
        "状态是“不适用”，但没有写理由{why}",
        "not_applicable is given without a reason{why}",
        "why",
        spoils=True,
    ),
    _code("FZ304", _ERROR, "{key}不可能是“{written}”：{why}", "{key} cannot be {written}: {why}", "why", spoils=True),
    _code(
        "FZ305",
        _ERROR,
        "这里有{what}（{masked}）；本工具不收个人信息，请删去",
        "this holds {what} ({masked}); no personal data belongs here, delete it",
        "what",
    ),
    _code(
        "FZ306", _WARNING, "状态“{status}”与{key}“{written}”不一致", "the status {status} contradicts {key} {written}"
    ),
    _code(
        "FZ307",
        _ERROR,
        "文字里有看不见的字符 {name}，请删去",
        "the text holds an invisible character {name}; delete it",
    ),
    _code(
        "FZ308",
        _ERROR,
        "文字带有密级标志“{mark}”；涉密内容不得进入本工具",
        "the text carries the secrecy mark {mark}; classified content does not belong here",
    ),
    _code(
        "FZ309",
        _WARNING,
        "{unit} 截至 {as_of} 已有一份填报：{other}",
        "{unit} has another submission as of {as_of}: {other}",
        "as_of",
        subject="run",
    ),
    _code(
        "FZ310",
        _NOTE,
        "填报截至 {as_of}，判定日期是 {day}，晚 {days} 天：这期间的进展没有填报，不在判定之内",
        "the data are as of {as_of}, judged as of {day}, {days} days later: what happened since is not reported",
        "as_of",
        "day",
        "days",
    ),
    _code(
        "FZ311",
        _NOTE,
        "同一件佐证在 {other} 支持“{said}”，在这里支持“{status}”，两处都没有说明：写明为什么不同，或改正其中一处",
        "one piece of evidence supports {said} at {other} and {status} here, and neither has a note:"
        " say why, or correct one",
        "other",
    ),
    _code(
        "FZ312",
        _WARNING,
        "自评分里项目 {item} 的 {points} 分不对：{why}",
        "the points {points} that the unit gives itself for the item {item} are not right: {why}",
        "why",
    ),
    _code("FZ401", _WARNING, "{title}：{why}", "{title}: {why}", "why", verdict="unproven"),
    _code(
        "FZ402",
        _WARNING,
        "佐证“{title}”（{written}）早于规划期，请确认仍然有效",
        "the evidence {title} ({written}) is older than the plan; make sure it still holds",
    ),
    _code("FZ501", _WARNING, "{title}：{why}", "{title}: {why}", "why", verdict="missing"),
    _code("FZ502", _WARNING, "{title}：{why}", "{title}: {why}", "why", verdict="overdue"),
    _code("FZ503", _WARNING, "{title}：{why}", "{title}: {why}", "why", verdict="lagging"),
    _code("FZ504", _NOTE, "{title}：{why}", "{title}: {why}", "why", verdict="due_soon"),
    _code(
        "FZ601",
        _ERROR,
        "目标 {id} 的豁免已于 {expires} 到期，判定重新计入",
        "the waiver of {id} expired on {expires}: the verdict counts again",
        subject="waivers",
    ),
    _code(
        "FZ602",
        _NOTE,
        "目标 {id} 的豁免没有用上：{why}",
        "the waiver of {id} met nothing flagged: {why}",
        "why",
        subject="waivers",
    ),
    _code(
        "FZ603",
        _ERROR,
        "豁免不完整：{why}",
        "the waiver is incomplete: {why}",
        "why",
        subject="waivers",
        unusable=True,
    ),
    _code(
        "FZ604",
        _NOTE,
        "目标 {id} 的豁免还有 {days} 天到期（{expires}）",
        "the waiver of {id} expires in {days} days ({expires})",
        subject="waivers",
    ),
    _code(
        "FZ605",
        _ERROR,
        "{unit}：问题 {no} 登记了 {date} 销号，但从 {since} 起没有一次判定不再是问题：未销号",
        "the problem {no} of {unit} is closed on {date}, but no judgement since {since} was free of it: it stays open",
        "date",
        "since",
        subject="closings",
    ),
    _code(
        "FZ606",
        _NOTE,
        "{unit}：这条{what}没有对应的问题：{why}",
        "this {what} of {unit} meets no known problem: {why}",
        "what",
        "why",
        subject="closings",
    ),
    _code(
        "FZ701",
        _ERROR,
        "编号 {id} 重复，第一次在 {file} 第 {line} 行",
        "id {id} stands twice, first in {file} line {line}",
        "line",
        subject="plan",
    ),
    _code(
        "FZ702",
        _ERROR,
        "编号 {id} 没有按顺序：它前面是 {before}",
        "id {id} is out of order after {before}",
        subject="plan",
    ),
    _code(
        "FZ703",
        _ERROR,
        "标题有 {length} 个字，最多 {most} 个",
        "the title has {length} characters, at most {most}",
        subject="plan",
    ),
    _code(
        "FZ704",
        _ERROR,
        "{what} {name} 没有在 plan.yaml 里定义",
        "{what} {name} is not defined in plan.yaml",
        "what",
        subject="plan",
    ),
    _code(
        "FZ705",
        _ERROR,
        "时间表倒退：{later} 的要求低于 {earlier}",
        "the schedule steps back: {later} asks for less than {earlier}",
        subject="plan",
    ),
    _code(
        "FZ706",
        _ERROR,
        "{written} 不是规划期内的日期（{start} 至 {end}）",
        "{written} is no date inside the plan's period ({start} to {end})",
        subject="plan",
    ),
    _code("FZ707", _ERROR, "{kind} 的写法不对：{why}", "this {kind} is not sound: {why}", "why", subject="plan"),
    _code(
        "FZ708",
        _ERROR,
        "原文摘句“{anchor}”有 {length} 个字，应为 4 到 24 个",
        "the anchor {anchor} has {length} characters, not 4 to 24",
        subject="plan",
    ),
    _code(
        "FZ709",
        _WARNING,
        "标题与 {other}“{title}”相近，可能是同一项",
        "the title is close to {other} ({title}): perhaps one commitment twice",
        subject="plan",
    ),
    _code(
        "FZ710", _ERROR, "没有时限：要写 group 或 schedule", "no deadline: give a group or a schedule", subject="plan"
    ),
    _code(
        "FZ711", _ERROR, "这不是可用的规划文件夹：{why}", "this is no usable plan folder: {why}", "why", subject="plan"
    ),
    _code(
        "FZ712",
        _ERROR,
        "{id} 不能由 {new} 取代：{why}",
        "{id} cannot be replaced by {new}: {why}",
        "why",
        subject="plan",
    ),
    _code(
        "FZ713",
        _WARNING,
        "没有基期值，时限前也没有分期的数，填报的数无法推算进度：原文有的，写 baseline 或在 schedule 里写分期的数；原文没有的不要编，在 note 里写“基期：原文没有”",
        "no baseline and no number before its mark: no pace can be told. Give the baseline or the numbers by year that the text tells; where it tells none, invent nothing and say so in the note (baseline: none)",
        subject="plan",
    ),
    _code("FZ714", _WARNING, "目标没有写全：{why}", "the target is not whole: {why}", "why", subject="plan"),
    _code(
        "FZ715",
        _WARNING,
        "编号 {id} 不是“章.节.条-序号”的形式，例如 1.1.2-01",
        "the id {id} is not of the form chapter.section.item-number, e.g. 1.1.2-01",
        subject="plan",
    ),
    _code("FZ716", _WARNING, "没有写 {key}：{why}", "{key} is missing: {why}", "why", subject="plan"),
    _code("FZ717", _ERROR, "{role}没有写对：{why}", "the {role} is not sound: {why}", "why", subject="plan"),
    _code("FZ718", _ERROR, "领域与分组对不上：{why}", "field and group do not agree: {why}", "why", subject="plan"),
    _code(
        "FZ719", _WARNING, "措辞与衡量方式对不上：{why}", "words and measure do not agree: {why}", "why", subject="plan"
    ),
    _code("FZ720", _ERROR, "领题的范围没有写对：{why}", "the claims are not sound: {why}", "why", subject="plan"),
    _code(
        "FZ721",
        _ERROR,
        "考评项目的编号 {id} 重复，第一次在第 {line} 行",
        "the item {id} stands twice, first in line {line}",
        "line",
        subject="standard",
        unusable=True,
    ),
    _code("FZ722", _ERROR, "项目 {item}：{why}", "item {item}: {why}", "why", subject="standard", unusable=True),
    _code(
        "FZ723",
        _ERROR,
        "项目 {item} 的规则“{rule}”没有写对：{why}",
        "the rule {rule} of item {item} is not right: {why}",
        "why",
        subject="standard",
        unusable=True,
    ),
    _code(
        "FZ724",
        _ERROR,
        "各项分值合计 {sum}，总分写的是 {total}",
        "the points of the items add up to {sum}, the total says {total}",
        subject="standard",
        unusable=True,
    ),
    _code(
        "FZ725",
        _ERROR,
        "项目 {item} 里的 {ids} 在项目 {others} 里已经计分；确要重复计分的，在这里写“重复计分”",
        "item {item} counts {ids}, which count in {others} already: where that is meant, name them under repeats",
        subject="standard",
    ),
    _code(
        "FZ726",
        _ERROR,
        "{unit} 的计分录入（项目 {item}）没有用上：{why}",
        "what was entered for {unit} (item {item}) is not used: {why}",
        "why",
        subject="standard",
        unusable=True,
    ),
    _code(
        "FZ727",
        _WARNING,
        "{all} 项目标里有 {count} 项还是草稿，这是第一项：对照原文逐项核对，改好一项删去它的 draft: true",
        "{count} of {all} targets are still drafts, this is the first: go over each with the text, then delete draft: true",
        subject="plan",
    ),
    _code(
        "FZ801",
        _NOTE,
        "已知的“{what}”不再出现，可以从清单里删去",
        "the known finding {what} is gone: it can be taken off the list",
        "what",
        subject="known",
    ),
    _code("FZ901", _WARNING, "{unit} 未报送{stale}", "{unit} has not submitted{stale}", "stale", subject="round"),
    _code(
        "FZ902",
        _WARNING,
        "{unit}（{level} {code}）不在这次调度的名册里，照常判定，不计入汇总{hint}",
        "{unit} ({level} {code}) is no unit of this round: judged, and in no sum{hint}",
        "hint",
        subject="round",
    ),
    _code(
        "FZ903",
        _WARNING,
        "填报截至 {as_of}，早于这次调度的起始日期 {start}，{unit} 按未报送计，数据只供参考",
        "of {as_of}, before the round begins on {start}: {unit} counts as not submitted, and this is shown only",
        "start",
        subject="round",
    ),
    _code(
        "FZ904",
        _NOTE,
        "有 {number} 项任务这次没有要求任何单位：{ids}",
        "{number} tasks are asked of no unit: {ids}",
        "ids",
        subject="round",
    ),
    _code(
        "FZ905",
        _WARNING,
        "{group} 组的自选事项共 {topics} 项，领了 {claimed} 项，规划要求：{bounds}",
        "{claimed} of the {topics} electives of group {group} are claimed; the plan asks for {bounds}",
    ),
    _code("FZ906", _ERROR, "调度有误：{what}", "the round: {what}", "what", subject="round", unusable=True),
)
CODES: dict[str, Code] = {code.name: code for code in _ALL}

# The code under which each verdict is found; an invalid one is told by the errors of its entry.
OF_VERDICT: dict[str, str] = {code.verdict: code.name for code in _ALL if code.verdict}
# Those that a file may have; those of plans and standards are another matter.
OF_FILES: tuple[str, ...] = tuple(code.name for code in _ALL if code.subject not in ("plan", "standard"))
