"""Titles cut from a clause: what is done to what; at most 30 characters, cut at the borders of words.

Of a clause that is too long the way it is done goes first, then all of a list but its beginning, then what is said of the
thing. Nothing is cut inside a quotation or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fazhi_check.plan.draft.clauses import Clause
from fazhi_check.plan.draft.figures import first_number
from fazhi_check.plan.draft.grouping import Group
from fazhi_check.plan.draft.measures import main_clause
from fazhi_check.plan.draft.words import ENDLESS, FINISHED, KINDS, NOMINAL
from fazhi_check.plan.rules.words import LONGEST_TITLE
from fazhi_check.source.in_prose import any_of, is_whole

# Characters of a title: what it has where it can be cut so, and at least.
_WANTED, _SHORTEST = 22, 5
# The end of a list says no more of its last member than the noun; a longer one is a thing of its own.
_LAST_AT_MOST = 12
_BRACKET = re.compile(r"\([^()]*\)")
_ENDS = re.compile(r"(?:[、,;的和及或等并以:]|(?<!参)与|以及|或者|其中|其)+$")
_BEGINS = re.compile(r"^(?:[、,;:]|且|同时|逐步|进一步|有步骤地|并(?![购网轨])|以及|和(?!谐)|及(?!时)|与)+")
_WIDE = str.maketrans("(),;:", "（），；：")
# A title may end behind these: the words with which names of things end.
_BORDER = re.compile(
    f"(?:{any_of(FINISHED)}|工作|管理|建设|改革|活动|教育|宣传|服务|监督|监管|执法|保护|保障|能力|水平|责任|作用|秩序|环境|力度|意识|队伍|单位|部门|"
    "问题|行为|领域|事项|权益|信息|资源|发展|治理|企业|机关|人员|群众|产业|城市|农村|地区|重点|质量|安全|文化|技术|人才|资金|产品)"
)
_NOUN = any_of(word for word in (*FINISHED, *ENDLESS, "行动", "能力", "水平", "产业", "领域", "行业") if len(word) > 1)
_JOINED = re.compile("^(?:[、的及]|和(?!谐)|与|以及)+")
# With these no word begins, as far as they go on with one: 保护|区, 安全|性.
_NO_BEGINNING = re.compile("[区性化者员厂站局部率类级费量权力点型制法中上下内]|等|其")
_WHOLE = re.compile(f"{_BORDER.pattern}$")
# With what a list ends: its noun with what kind of it, as far as words tell: 污染整治力度, 扶持政策.
_KIND = re.compile(f"(?:(?:{any_of((*NOMINAL, *KINDS))}){{0,2}}{_NOUN}(?:建设)?)$")
_SAYS_NOTHING = re.compile(f"(?:{_NOUN}|建设|相关|有关|各项)+")
# Of a list of those who are urged no part says to what: 鼓励甲、乙增加投入.
_URGING = ("鼓励", "支持", "引导")
# Where a number starts from is not told: 从2020年的20家增加到100家.
_FROM = re.compile(
    r"[从由](?:\d{4}年(?:底|末)?的?)?\d[\d.,]*[^,\d]{0,8}?(?=(?:增|提|扩|下|降|减|上|压|缩|升|拓|发展|改)[^,\d]{0,2}(?:到|至)|到|至)"
)
# How, where and by what a thing is done stands before the verb; to what and by whom it is done belongs to the title.
_HOW = re.compile("(?:在|按照|严格按照|通过|以|凡|根据|从(?!.*(?:到|至)))")
_ABOUT = re.compile("^(?:针对|对于|对|关于|凡)")


def title(group: Group) -> str:
    """Return a title for a commitment."""
    main = main_clause(group)
    told = _told(main)
    plain = [told, _BRACKET.sub("", told)]
    listed = (
        [f"{_before(main)}{main.head}{one}" for one in _shorter(_thing(main, group))]
        if main.head and main.verb not in _URGING
        else []
    )
    ended = [f"{main.head}{one}" for one in _tails(main.object)] if main.head else []
    tries = (
        (plain, _WANTED),
        (listed, _WANTED),
        (plain, LONGEST_TITLE),
        (listed, LONGEST_TITLE),
        (ended, LONGEST_TITLE),
    )
    number = first_number(_FROM.sub("", main.text))
    # What is counted tells its number wherever that has room.
    counted = (*tries, (list(_behind_borders(told)), LONGEST_TITLE), (list(_tails(told)), LONGEST_TITLE))
    wanted = (_first([one for one in options if number in one], longest) for options, longest in counted if number)
    plainly = (_first(options, longest) for options, longest in (*tries, (list(_tails(told)), LONGEST_TITLE)))
    found = chain(wanted, plainly)
    return _with_occasion(next(filter(None, found), _cut(told)), group).translate(_WIDE)


def _first(options: list[str], longest: int) -> str:
    """Return the first of some titles that is no longer, says something and cuts nothing that is quoted."""
    tidy = (_ENDS.sub("", _BEGINS.sub("", one)) for one in options)
    return next((one for one in tidy if _SHORTEST <= len(one) <= longest and is_whole(one)), "")


def _before(main: Clause) -> str:
    return main.before if main.kind != "state" else ""


def _told(main: Clause) -> str:
    """Return a clause without what only tells how it is done."""
    text = main.text
    if main.begins or (main.adverbs and _HOW.match(text)):
        done = f"{main.head}{main.object}"
        text = done if len(done) > _SHORTEST else text
    return _FROM.sub("", text)


def _thing(main: Clause, group: Group) -> str:
    """Return what is done something to; where the clause only begins to tell it, the end of the next one."""
    at = group.index(main)
    if (
        re.search("(?:为[^,、]{2,6}|特别是|尤其是)$", main.object)
        and at + 1 < len(group)
        and group[at + 1].kind == "rest"
    ):
        return group[at + 1].text.rpartition("的")[2]
    return main.object


def _shorter(thing: str) -> Iterator[str]:
    """Yield a thing told shorter: without what is said of it, or the beginning of its list with its end."""
    tail = thing.rpartition("的")[2]
    if len(tail) > _SHORTEST and "等" not in tail and "、" not in tail and not _SAYS_NOTHING.fullmatch(tail):
        yield tail
    parts = _split(thing)
    end = _end_of_list(parts[-1])
    for kept in range(len(parts) - 1, 0, -1):
        # Without the end of the list its beginning is only told where its members are whole: not 加强东北、西北.
        if end or _WHOLE.search(parts[kept - 1]):
            yield "、".join(parts[:kept]).removesuffix(end.removeprefix("等")) + end
    yield from (tail for tail in _behind_borders(parts[-1]) if len(parts) > 1)


def _behind_borders(text: str) -> Iterator[str]:
    """Yield the ends of a text that begin behind a word that ends a thing, the longest first."""
    tails = (_JOINED.sub("", text[found.end() :]) for found in _BORDER.finditer(text))
    yield from (tail for tail in tails if len(tail) > _SHORTEST and not _NO_BEGINNING.match(tail))


def _split(thing: str) -> list[str]:
    """Return the members of a list, quotations and brackets whole."""
    parts = [""]
    for sign in thing:
        if sign == "、" and is_whole(parts[-1]):
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _end_of_list(last: str) -> str:
    """Return with what a list ends: 社会救助等地方性法规 gives 等地方性法规, 社会组织在立法中的作用 gives 等在立法中的作用."""
    found = re.search("等(?P<kind>.+)$|(?P<where>[在对向].+的.+)$|的(?P<thing>[^的]{2,})$", last)
    if found:
        return "等" + (found["kind"] or found["where"] or found["thing"])
    noun = _KIND.search(last)
    short = noun and len(last) <= _LAST_AT_MOST and not last.endswith("化")
    return "等" + noun.group() if noun and short and len(noun.group()) < len(last) else ""


def _tails(text: str) -> Iterator[str]:
    """Yield the ends of a text that begin behind a border, the longest first."""
    yield from (text[found.end() :] for found in re.finditer("以及|[、,和的]|及(?!以[上下]|[时其])|特别是", text))


def _cut(text: str) -> str:
    """Return the beginning of a text, cut behind a word that ends a thing, or before a conjunction."""
    for pattern in (_BORDER, re.compile("[、,;](?=.)|(?=[和与及])")):
        ends = [found.end() for found in pattern.finditer(text) if _SHORTEST < found.end() <= LONGEST_TITLE]
        for end in reversed(ends):
            if is_whole(text[:end]):
                return _ENDS.sub("", text[:end])
    return next(
        (text[:end] for end in range(min(LONGEST_TITLE, len(text)), 1, -1) if is_whole(text[:end])),
        text[:LONGEST_TITLE],
    )


def _with_occasion(text: str, group: Group) -> str:
    """Return a very short title with the occasion that the clause before it tells: 对未予采纳的意见，应当进行说明."""
    before = [one.text for one in group if one.kind == "frame"]
    occasion = before[-1] if before and _ABOUT.match(before[-1]) and is_whole(before[-1]) else ""
    if len(text) > _SHORTEST + 1 or not occasion or len(occasion) + len(text) > LONGEST_TITLE:
        return text
    return _ABOUT.sub("对", occasion) + text
