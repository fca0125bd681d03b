"""The words of the field in both languages, and sentences built from them.

Everything a person reads is a `Text` (Chinese and English) or a `Sentence` (a Text with data).
Keys and fixed values of a submission have one English name, used in the code, and one Chinese twin.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias, get_args

from fazhi_check.sanitize import mask

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
Level: TypeAlias = Literal["city", "county", "department", "township"]


class Text(NamedTuple):
    """One wording in both languages."""

    zh: str
    en: str

    def say(self, lang: Lang = "zh") -> str:
        """Return the wording in `lang`."""
        return self.zh if lang == "zh" else self.en

    def __str__(self) -> str:
        return self.zh


def joined(texts: Iterable[Text], pause: str = "、") -> Text:
    """Return some wordings as a list: in Chinese with `pause` between them, in English with commas."""
    listed = list(texts)
    return Text(pause.join(one.zh for one in listed), ", ".join(one.en for one in listed))


_WIDE = str.maketrans("()", "（）")


def wide(name: str) -> str:
    """Return a name with full-width brackets: 党委(党组) and 党委（党组） are one body."""
    return name.translate(_WIDE)


class Term(Text):
    """A word of the file formats: among a finding's data it goes by its one English name in every language."""


class Figure(NamedTuple):
    """A number that is rounded and worded where it is read: a sentence may never be.

    `unit` is what it counts, as the plan has it; `written` is how it was reported, where that says more.
    """

    value: Fraction
    places: int = 2
    unit: str = ""
    written: str = ""

    def __str__(self) -> str:
        return self.say("zh")

    def say(self, lang: Lang = "zh") -> str:
        """Return the number with its unit in `lang`; in English a unit without a translation stands in brackets."""
        shown = number(self.value, self.places)
        behind = f"（{self.written}）" if lang == "zh" else f" ({self.written})"
        return f"{shown}{counted_in(self.unit, shown, lang)}{behind if self.written else ''}"


class Sentence(NamedTuple):
    """A template in both languages with the data that fills it."""

    text: Text
    data: Mapping[str, object] = {}

    def __str__(self) -> str:
        return self.say("zh")

    def say(self, lang: Lang = "zh") -> str:
        """Return the sentence in `lang`; values are filled in as data, never as templates."""
        filled = self.text.say(lang).format_map({key: show(value, lang) for key, value in self.data.items()})
        return mask(filled)

    def plain(self, lang: Lang) -> dict[str, object]:
        """Return the data as JSON-ready values in `lang`."""
        return {key: _plain(value, lang) for key, value in self.data.items()}


def show(value: object, lang: Lang) -> str:
    """Return `value` as a reader sees it: texts in their language, fractions rounded, personal numbers masked."""
    if isinstance(value, (Text, Sentence, Figure)):
        return mask(value.say(lang))
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "zh" else ", ").join(show(part, lang) for part in value)
    return value.isoformat() if isinstance(value, date) else mask(str(value))


def _plain(value: object, lang: Lang) -> object:
    if isinstance(value, Term):
        return mask(value.en)
    if isinstance(value, Fraction):
        return exact(value)
    return value if value is None or isinstance(value, int) else show(value, lang)


def exact(value: Fraction) -> int | float:
    """Return a fraction as a JSON number, whole where it is whole (six places otherwise)."""
    if value.denominator == 1:
        return value.numerator
    try:
        return round(float(value), 6)
    except OverflowError:  # far beyond what anybody counts: its decimals say nothing
        return round(value)


def number(value: Fraction, places: int = 2) -> str:
    """Return an exact fraction rounded for show, without trailing zeros."""
    rounded = value if value.denominator == 1 else round(value, places)
    if rounded.denominator == 1:
        return str(rounded.numerator)
    scale: int = 10**places  # without a float, which has not all digits; what is rounded divides it
    whole, rest = divmod(abs(rounded.numerator) * (scale // rounded.denominator), scale)
    return f"{'-' if rounded < 0 else ''}{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


# What Chinese units are in English: one, and several.
UNITS: dict[str, tuple[str, str]] = {
    "个": ("", ""),
    "项": ("item", "items"),
    "件": ("item", "items"),
    "起": ("case", "cases"),
    "次": ("time", "times"),
    "场": ("session", "sessions"),
    "家": ("body", "bodies"),
    "所": ("institution", "institutions"),
    "处": ("place", "places"),
    "户": ("household", "households"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "人次": ("attendance", "attendances"),
    "支": ("team", "teams"),
    "份": ("copy", "copies"),
    "篇": ("article", "articles"),
    "期": ("issue", "issues"),
    "天": ("day", "days"),
    "日": ("day", "days"),
    "个工作日": ("working day", "working days"),
    "小时": ("hour", "hours"),
    "个月": ("month", "months"),
    "年": ("year", "years"),
    "分": ("point", "points"),
    "个百分点": ("percentage point", "percentage points"),
    "元": ("yuan", "yuan"),
    "万元": ("× 10,000 yuan", "× 10,000 yuan"),
    "亿元": ("× 100 million yuan", "× 100 million yuan"),
}


def counted_in(unit: str, shown: str, lang: Lang) -> str:
    """Return what stands behind a number that is shown: its unit in `lang`, without a blank for a percentage."""
    if unit in ("", "%", "‰"):
        return unit
    if lang == "en" and unit in UNITS:
        unit = UNITS[unit][shown != "1"]
    elif lang == "en" and not unit.isascii():
        unit = f"({unit})"
    return f" {unit}" if unit else ""


STATUSES: dict[str, Text] = {
    "not_started": Text("未启动", "not started"),
    "under_way": Text("推进中", "under way"),
    "substantial": Text("取得突破", "substantial progress"),
    "done": Text("已完成", "done"),
    "not_applicable": Text("不适用", "not applicable"),
}
LADDER: tuple[str, ...] = ("not_started", "under_way", "substantial", "done")

LEVELS: dict[str, Text] = {
    "city": Text("市级", "city"),
    "county": Text("县级", "county"),
    "department": Text("部门", "department"),
    "township": Text("乡镇", "township"),
}

LANGUAGES: dict[str, Text] = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
# What else people call a language, in small letters.
LANG_ALIASES: dict[str, str] = {
    **dict.fromkeys(("中文", "汉语", "cn", "chs", "zh-cn", "zh_cn", "zh-hans", "chinese"), "zh"),
    **dict.fromkeys(("英文", "英语", "en-us", "en_us", "en-gb", "english"), "en"),
}

# Other words for a level that people write.
LEVEL_ALIASES: dict[str, str] = {"区县": "county", "县": "county", "区": "county", "街道": "township"}

EVIDENCE_KINDS: dict[str, Text] = {
    "document": Text("文件", "document"),
    "record": Text("记录", "record"),
    "publication": Text("公开", "publication"),
    "figure": Text("数据", "figure"),
    "report": Text("自述", "own statement"),
}

VERDICTS: dict[str, Text] = {
    "met": Text("已完成", "met"),
    "on_track": Text("达进度", "on track"),
    "due_soon": Text("临期", "due soon"),
    "lagging": Text("滞后", "lagging"),
    "overdue": Text("逾期", "overdue"),
    "unproven": Text("佐证不足", "unproven"),
    "missing": Text("未填报", "missing"),
    "invalid": Text("填报有误", "invalid"),
    "exempt": Text("不适用", "exempt"),
    "waived": Text("豁免", "waived"),
}
# The same where a phase is accepted: a requirement that is reached then need not be the last one.
_IN_ACCEPTANCE = {**VERDICTS, "met": Text("达标", "met")}


def verdict_words(accepting: bool = False) -> dict[str, Text]:
    """Return what verdicts are called, in the acceptance of a phase or else."""
    return _IN_ACCEPTANCE if accepting else VERDICTS


# What verdicts were called before, and may still be called where one is named.
VERDICT_ALIASES: dict[str, str] = {"缺报": "missing", "无法判定": "invalid"}

# What a gate may name: verdicts, the signal beside them, and the units of a round that have not submitted.
GATES: dict[str, Text] = {
    **VERDICTS,
    "slow": Text("偏慢", "slow"),
    "not_submitted": Text("未报送", "not submitted"),
}
# What fails a gate: flagged verdicts, that signal where it is named, such units, and errors in the file.
FAILURES: dict[str, Text] = {**GATES, "errors": Text("文件错误", "errors in the file")}

MEASURES: dict[str, Text] = {
    "milestone": Text("节点任务", "milestone"),
    "quantity": Text("数量指标", "quantity"),
    "coverage": Text("覆盖率", "coverage"),
    "minimum": Text("最低值", "minimum"),
    "frequency": Text("年度频次", "frequency"),
    "standing": Text("常态要求", "standing duty"),
    "cumulative": Text("累计变化", "cumulative change"),
}

# What a plan's groups are called; one of a plan's own goes by its id.
GROUPS: dict[str, Text] = {
    "foundation": Text("基础", "foundation"),
    "focus": Text("重点", "focus"),
    "regular": Text("常规", "regular"),
}

ROLES: dict[str, Text] = {
    "task": Text("任务", "task"),
    "goal": Text("目标", "goal"),
    "principle": Text("原则性要求", "principle"),
}
FORCES: dict[str, Text] = {
    "shall": Text("应当", "shall"),
    "encourage": Text("鼓励", "encourage"),
    "explore": Text("探索", "explore"),
    "elective": Text("自选", "elective"),
}
# What is flagged where it is not fulfilled: what a plan asks for, and what a unit has chosen to do.
DUTIES: tuple[str, ...] = ("shall", "elective")

SEVERITIES: dict[str, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "note": Text("提示", "note"),
}

KEY_TWINS: dict[str, str] = {
    "计划": "plan",
    "单位": "unit",
    "名称": "name",
    "层级": "level",
    "代码": "code",
    "机构": "body",
    "截至": "as_of",
    "来源": "source",
    "事项": "entries",
    "状态": "status",
    "进度": "progress",
    "数值": "value",
    "覆盖数": "covered",
    "总数": "total",
    "分单位": "by_unit",
    "分年度": "by_year",
    "完成日期": "done_on",
    "佐证": "evidence",
    "类型": "kind",
    "标题": "title",
    "文号": "ref",
    "日期": "date",
    "链接": "url",
    "原文": "quote",
    "期间": "period",
    "责任单位": "owner",
    "存在问题": "problem",
    "下一步措施": "next_step",
    "说明": "note",
    "理由": "reason",
    "发布单位": "publisher",
    "口径": "basis",
    "申请销号": "apply",
    "待确认": "proposed",
    "自评分": "self_points",
    # A second name: what is taken too, and never proposed.
    "规划": "plan",
    "进展情况": "note",
}
# All Chinese names of each key, and the one that is proposed.
ALL_KEYS_ZH: dict[str, tuple[str, ...]] = {
    key: tuple(zh for zh, en in KEY_TWINS.items() if en == key) for key in KEY_TWINS.values()
}
KEYS_ZH: dict[str, str] = {key: names[0] for key, names in ALL_KEYS_ZH.items()}

# The keys of the lists beside a run.
WAIVER_TWINS: dict[str, str] = {
    "目标": "target",
    "单位": "unit",
    "理由": "reason",
    "批准单位": "approved_by",
    "批准日期": "granted",
    "到期日期": "expires",
}
KNOWN_TWINS: dict[str, str] = {
    "计划": "plan",
    "单位": "unit",
    "层级": "level",
    "代码": "code",
    "机构": "body",
    "文件": "path",
    "问题": "findings",
}

# What only a duty that goes on is called: one that is kept, or was not begun.
DUTY_STATUSES: dict[str, str] = {"未开展": "not_started", "持续开展": "under_way"}
# Every status as it is said of such a duty.
STATUSES_OF_DUTIES: dict[str, Text] = STATUSES | {en: Text(zh, STATUSES[en].en) for zh, en in DUTY_STATUSES.items()}
VALUE_TWINS: dict[str, dict[str, str]] = {
    "status": {**{text.zh: en for en, text in STATUSES.items()}, **DUTY_STATUSES},
    "level": {**{text.zh: en for en, text in LEVELS.items()}, **LEVEL_ALIASES},
    "kind": {text.zh: en for en, text in EVIDENCE_KINDS.items()},
}
