"""What a text in a sheet is by its form: a head, an id, a line to be signed, a sum, a heading, something of persons."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST_HEAD = 200  # characters: definitions may stand with a head, but no head is a report
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_BLANKS = re.compile(r"[\s*＊:：、.]")
_PERSONS = re.compile(r"(?:人|人员|领导)$|责任人|负责人|联系人|电话|手机|身份证|姓名|联系方式|签字|签名")
# Who signs, and what is written beside it: each alone in its cell, or with a colon after it.
_SIGNED = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:负责人|领导|审核人?|审批人?|填报人|填表人|制表人?|报送人|经办人|承办人|联系人|复核人?|电话|手机|传真|签字"
    r"|签名|签章|盖章|公章|(?:填报|填表|报送|制表)(?:单位|部门|日期|时间))(?:[(（](?:签字|签名|签章|盖章)[)）].*|(?:[(（][^)）]*[)）])?(?:[:：].*)?)",
    re.DOTALL,
)
_DAY = r"(?:[\d_＿]{0,8}\s*年\s*[\d_＿]{0,8}\s*月\s*[\d_＿]{0,8}\s*日?)"
_SEAL = re.compile(rf"[(（](?:[\u4e00-\u9fff]{{0,4}}(?:公章|盖章|签字|签章|印章))[)）]\s*{_DAY}?")
_SIGNING_DAY = re.compile(_DAY)
_SUM = re.compile(r"(?:合|小|总|共)计(?:[:：].*)?|总数|汇总")
_LABELLED = re.compile(r"[\u4e00-\u9fff（）()、]{1,12}\s*[:：].*", re.DOTALL)
_ID = re.compile(r"\d+(?:\.\d+)*-\d+", re.ASCII)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_COUNTED = re.compile(r"[(（]?(?:\d{1,2}|[甲乙丙丁戊己庚辛壬癸])[)）]?", re.ASCII)


@lru_cache(maxsize=4096)
def head_of(written: str) -> str:
    """Return a head without what stands with it: a definition on further lines, brackets, stars, blanks."""
    first = written[:_LONGEST_HEAD].strip().split("\n", 1)[0]
    return _BLANKS.sub("", unicodedata.normalize("NFKC", _BRACKETS.sub("", first)))


def is_person(head: str) -> bool:
    """Tell whether a head is of persons: such a column is neither read nor carried on."""
    return bool(_PERSONS.search(head))


def is_foot(text: str) -> bool:
    """Tell whether a text is of the lines for signatures below a table: 审核人, 填报人：……, （盖章）."""
    stripped = text.strip()
    return bool(_SIGNED.fullmatch(stripped) or _SEAL.fullmatch(stripped))


def is_signing_day(text: str) -> bool:
    """Tell whether a text is the day of signing, which stands with the signatures."""
    return bool(_SIGNING_DAY.fullmatch(text.strip()))


def is_sum(text: str) -> bool:
    """Tell whether a row that begins so sums up others."""
    return bool(_SUM.fullmatch(re.sub(r"\s", "", text)))


def is_labelled(text: str) -> bool:
    """Tell whether a text is a label with what belongs to it: 审批意见：同意. No id is."""
    return bool(_LABELLED.fullmatch(text))


def is_id(text: str) -> bool:
    """Tell whether a text has exactly the form of an id: 3.3.2-01."""
    return bool(_ID.fullmatch(text))


def is_worded(text: str) -> bool:
    """Tell whether a text has Chinese words, which no id has."""
    return bool(_CHINESE.search(text))


def is_counted(text: str) -> bool:
    """Tell whether a text only counts columns, as in a row of 1, 2, 3 or 甲, 乙 below the heads."""
    return bool(_COUNTED.fullmatch(text.strip()))
