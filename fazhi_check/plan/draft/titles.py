"""Titles cut from a clause: what is done to what, without how; at most 30 characters, cut at the borders of words."""

from __future__ import annotations

import re

from fazhi_check.plan.draft.grouping import Group
from fazhi_check.plan.draft.measures import main_clause

LONGEST, WANTED = 30, 22
_BRACKET = re.compile(r"\([^()]*\)")
_TAIL = re.compile(r"(?:[、,;的和与及或等并以]|以及|或者)+$")
_OPEN, _CLOSE = "《“(「『", "》”)」』"
# A phrase may end behind these: the words with which names of things end.
_BORDER = re.compile(
    "(?:机制|制度|体系|平台|清单|标准|方案|办法|规划|计划|目录|中心|网络|格局|工作|管理|建设|改革|活动|教育|宣传|服务|监督|监管|执法|保护|"
    "保障|能力|水平|责任|作用|措施|渠道|项目|工程|设施|秩序|环境|力度|意识|队伍|组织|机构|单位|部门|问题|行为|领域|事项|权益|信息|资源|发展|治理)"
)


def title(group: Group) -> str:
    """Return a title for a commitment."""
    main = main_clause(group)
    text = _BRACKET.sub("", f"{main.before}{main.head}{main.object}" if main.head else main.text)
    for shorter in (_same, _without_list, _without_modifier, _cut):
        text = _TAIL.sub("", shorter(text, main.head))
        if len(text) <= (WANTED if shorter is _same else LONGEST) and _balanced(text) and len(text) >= 2:
            break
    return (text if len(text) >= 2 else main.text[:LONGEST]).translate(str.maketrans("(),", "（），"))


def _same(text: str, head: str) -> str:
    return text


def _without_list(text: str, head: str) -> str:
    """Return a title in which of a list only the first stands: 健全立项、起草、审议机制 is 健全立项等机制."""
    return text


def _without_modifier(text: str, head: str) -> str:
    """Return verb and thing without what is said of the thing: 构建边界清晰、分工合理的政府职能体系."""
    at = text.rfind("的", 0, len(text) - 3)
    return head + text[at + 1 :] if head and at > len(head) else text


def _cut(text: str, head: str) -> str:
    """Return a title cut behind the last word that ends a thing, else before the last sign; never inside a quotation."""
    for pattern in (_BORDER, re.compile("[、,;](?=.)|(?=[和与及])")):
        ends = [found.end() for found in pattern.finditer(text) if found.end() <= LONGEST]
        for end in reversed(ends):
            if end > len(head) + 3 and _balanced(text[:end]):
                return text[:end]
    return next((text[:end] for end in range(LONGEST, 3, -1) if _balanced(text[:end])), text[:LONGEST])


def _balanced(text: str) -> bool:
    return all(text.count(one) == text.count(other) for one, other in zip(_OPEN, _CLOSE, strict=True))
