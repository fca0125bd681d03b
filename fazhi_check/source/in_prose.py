"""What figures, units, days and numbers of documents look like in Chinese prose, as parts of patterns.

Plans, reports and the pages they are printed on are read by these, whoever reads them. Where two readers take a thing in
two forms, both stand here, with the reason. A value in a field of a form is read by source/numbers and source/dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list written with blanks."""
    return tuple(text.split())


def any_of(listed: Iterable[str]) -> str:
    """Return a pattern that matches one of some words, the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, sorted(set(listed), key=lambda word: (-len(word), word))))})"


# Quotation marks and brackets, each at the place of its other.
OPENING: Final = "《“‘（(「『〔"
CLOSING: Final = "》”’）)」』〕"


def is_whole(text: str) -> bool:
    """Tell whether no quotation or bracket of a text is cut: a title or an anchor is never cut inside one."""
    return all(text.count(one) == text.count(other) for one, other in zip(OPENING, CLOSING, strict=True))


# A year of our time: other numbers of four digits are amounts. Without 年, which some texts leave out.
YEAR: Final = r"(?:19|20)\d\d"
# From one year to another: 2021—2025, 2021年至2025年.
UNTIL: Final = "[-—–－~～至到]"
# From one amount to another: 3至5个, 3-5个. Not －, which is a minus before a number.
UP_TO: Final = "(?:至|到|[-—–~～])"

# A number in a text whose signs were made half-width before; commas part thousands.
NUMBER: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# A number as printed, in signs of either width: commas part thousands as they should, or two numbers (12,3456).
PRINTED_NUMBER: Final = r"[0-9０-９]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9０-９]+(?:[.．][0-9]+)?"
# All digits that stand together, for who compares them as written: 1,200, 2023.5.1.
DIGITS: Final = r"\d+(?:[.,]\d+)*"

# What plans and reports count in alike.
UNITS: Final = words(
    "个工作日 个月 平方公里 平方米 立方米 公里 千米 公顷 公斤 亩 吨标准煤 吨 千瓦时 千瓦 兆瓦 元 人次 人 名 个 项 件 次 场 家 户 所 处 座 条"
    " 辆 台 套 张 块 间 栋 岁 天 小时 分钟 部 篇 期 轮 批 支 类 种 门 位 株 宗 起 例 艘 册 课时 学时"
)
# What plans alone count in; of a report some of these are units only where nothing speaks against it (GUARDED_UNITS).
UNITS_OF_PLANS: Final = words("斤 微克 毫克 克 米 美元 日 口 架 枚 卷 标箱 床 列 分 级")
# What reports alone count in: bodies and places among them, which in a plan are those who are to do something.
UNITS_OF_REPORTS: Final = words(
    "平方千米 千克 厘米 毫米 标准箱 棵 封 眼 口井 道 趟 节次 个百分点 百分点 个小时 件次 户次 场次 亿元 万元 份 本 幅 组 队 遍 倍 平米 对 只 款"
    " % ％ ‰ 余 多 村 镇 乡 街道 社区 县 区 市 部门 单位 企业 学校 站 点 届"
)
# Units of a report that are none before some words: 3年底, 2日报, 5分之.
GUARDED_UNITS: Final = "米(?!其)|头(?!等)|日(?!报)|级(?=以上)|成(?=以上)|分(?![之别])|年(?![代底末初0-9])"
CONCENTRATIONS: Final = "(?:微克|毫克|克|千克)(?:/|每)(?:立方米|升|千克)"

# The number of a document as it stands on a page, alone or run together with a title: 某政发〔2023〕12号.
DOCUMENT_NUMBER: Final = r"[\u4e00-\u9fff]{1,10}[〔\[【（(]\d{4}[〕\]】）)]第?\d{1,4}号"
# The same in a sentence, where only a year in the brackets tells it from a remark; and the number of an order: 某某令第5号.
DOCUMENT_NAMED: Final = (
    rf"[\u4e00-\u9fff]{{1,8}}[〔\[［（(]{YEAR}[〕\]］）)]\s*(?:第\s*)?\d+\s*号"
    r"|[\u4e00-\u9fff]{2,12}(?:令\s*第?\s*\d+\s*号|第\s*\d+\s*号令)"
)

# A day as a page prints it, blanks inside and signs of two kinds allowed; its groups are year, month and day.
PRINTED_DAY: Final = rf"(?<!\d)({YEAR})\s*(?:年|[-/.\s])\s*(\d{{1,2}})\s*(?:月|[-/.\s])\s*(\d{{1,2}})(?!\d)日?"
# A day without blanks, its signs of one kind, as source/dates reads it. The sign is a group: this stands first in a pattern.
DAY: Final = rf"(?<!\d){YEAR}(?:年\d{{1,2}}月\d{{1,2}}日|([-/.])\d{{1,2}}\1\d{{1,2}})(?!\d)"
# A day all in Chinese, as documents are signed: 二〇二三年五月一日; its groups are year, month and day.
_DIGIT, _TENS = "[〇○零ОO0一二三四五六七八九]", "[一二三四五六七八九十]{1,3}"
SIGNED_DAY: Final = f"({_DIGIT}{{4}})年({_TENS})月({_TENS})日"
# A day, month or year as reports tell it: 2023年底, 去年, 5月1日, 2023-05-01. No groups.
TIME: Final = (
    rf"(?:{YEAR}|去|今|前|本)年(?:(?:底|末|初|上半年|下半年)|\d{{1,2}}月(?:\d{{1,2}}日|底|初)?)?|(?<!\d)\d{{1,2}}月\d{{1,2}}日"
    rf"|(?<!\d){YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)"
)

# What a page calls who published it, before a colon ...
PUBLISHED_BY: Final = words("来源 发布机构 发布单位")
# ... and what a list of documents calls who issued the one on it: of a report nobody is asked who issued it.
ISSUED_BY: Final = words("发文机关 发文单位 制定机关 公开主体")
