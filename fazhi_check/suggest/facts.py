"""The facts of a sentence: its figures, dates, named documents and what it says of itself, each quoted as published.

A sentence is cut at commas, and at 、 where each part tells a figure of its own. The kind of a piece follows the real
submissions' rule: awards and ranks, meetings, ledgers and letters are records; a named document, system or list is a
document, and a publication where it is told to be published; counts, people, times and rates are figures; all else
is the unit's own word. Names that hold digits (1211, 7+2+N, 12·4) are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fazhi_check.source.in_prose import (
    CONCENTRATIONS,
    DOCUMENT_NAMED,
    GUARDED_UNITS,
    PRINTED_NUMBER,
    TIME,
    UNITS,
    UNITS_OF_REPORTS,
    UP_TO,
    any_of,
)
from fazhi_check.suggest.marks import is_honour
from fazhi_check.suggest.model import EvidenceKind, Fact
from fazhi_check.suggest.persons import beside_names, names_person

_LONGEST, _SHORTEST = 40, 15  # signs of a title; what is longer is cut, and says so
_MORE = "……"
# What is counted. A number before any other word is part of a name.
_UNIT = f"{CONCENTRATIONS}|{any_of((*UNITS, *UNITS_OF_REPORTS))}|{GUARDED_UNITS}"
_FIGURE = re.compile(
    r"(?:超过|超|不少于|不低于|至少|不足|不达|不到|近|约)?"
    rf"(?<![0-9.+＋·—–/〔\[第月-])(?<![A-Za-z])(?:[0-9.]+{UP_TO})?(?:{PRINTED_NUMBER})(?![0-9+＋·月:：/])"
    rf"\s*(?:(?:[百千万亿]\s*)?[余多]?\s*(?:{_UNIT})|[百千万亿][余多]?)(?:以上|以下|左右|之多)?"
    "|百分之[百零一二三四五六七八九十点]+(?:以上|以下|左右)?"
)
# A day as it is told: what lasts from or up to it (2021年以来, 2021年至2023年) is told with it and is then no day of one
# act; a day with which something is compared (较2021年, 由2021年的85%) is not the fact's.
_TOLD_DAY = re.compile(
    rf"(?P<base>[从由较比与同])?(?P<day>(?:{TIME})"
    rf"(?P<span>以来|来(?!自)|至今|以前|之前|前(?![一二三四五六七八九十\d])|{UP_TO}(?:(?:{TIME})|\d{{1,2}}[月日]))?)"
)
# A clause that only tells a time (2023年以来, 近三年来, 截至目前) is no fact.
_ONLY_A_TIME = re.compile(
    rf"(?:{TIME}|自|从|截至|至|近|[一二三四五六七八九十两几]+[年月]|来|以来|以前|之前|目前|期间|“?十[三四五]五”?|同时|同期|此外|[-—–至年月日底初末前后\s、])++"
)
_DATE, _REF = re.compile(TIME), re.compile(DOCUMENT_NAMED)
# What may stand before a document number without being of it: 印发市政发〔2023〕12号.
_BEFORE_REF = re.compile(
    r"^.*(?:[印下转]发|发布|出台|制定|根据|按照|依据|依照|依)(?=[\u4e00-\u9fff]{2})|^(?:以|经|据|按|见|在|的|和|及|与)(?=[\u4e00-\u9fff]{3})"
)
_BOOK = re.compile(r"《((?:[^《》]|《[^《》]{1,60}》){2,100})》")
_DOCUMENT = re.compile(
    r"(?:条例|办法|规定|细则|规则|规程|方案|意见(?!建议|\d)|决定(?!程序|前)|通知|清单|目录|指引|指南|规范(?=》|$)|标准|基准|计划|规划|纲要|举措|制度|章程|公约|法规"
    r"|流程|预案|要点|台账|手册)"
)
# What one does with a document without making or following it: then it proves nothing.
_SPREADS = re.compile(r"学习|宣传|宣讲|解读|讲解|普及|培训|研读|辅导")
# What one does to a document when it comes into being; what is only improved or set up is one where it is counted.
_MAKES = re.compile(r"出台|制定|制订|修订|印发|编制|编印|颁布|审议|发布|梳理|推出|下发|公布|公开|刊发|规范了|启动|拟定")
_SETS_UP = re.compile(r"建立|健全|完善|形成|起草|通过")
_PUBLIC = re.compile(r"公布|公开发布|公示|向社会公|刊发|刊登|播出|开办|开设|发布")
_MEDIUM = re.compile(r"栏目|节目|专栏|专题|专版|刊|报道|清单|目录|办法|裁量基准|白皮书|公报")
_RECORD = re.compile(
    r"(?:召开|举行|组织召开).{0,30}(?:会议|会)|会议(?:第|召开)|第[一二三四五六七八九十\d]+次会议|台账|问题清单|督办函|提醒函|建议书|反馈意见|签收单|纪要|备忘录"
)
# Words with which a clause goes on from what stands before it; 还款 and 并联审批 are words of their own.
_OPENING = re.compile(
    r"^[\s”’」』）)、]*(?:(?:[一二三四五六七八九十]是|首先|其次|同时|此外|另外|其中|目前|截至目前|如今|并且|并(?![联网购轨案重行举存处入列级发线])"
    r"|还(?![款原建贷本债清绿林湖草给账路])|也)[,，]?)?"
)
# Who speaks, where everybody knows it: 我市, 我们又.
_OURSELVES = re.compile(
    r"^(?:我们|我[省市县区州盟旗镇乡局院](?![\u4e00-\u9fff]{0,2}人))(?:[又也始终一直]|还(?![款原建贷本债清绿林湖草给账路]))*"
)
# A comma between the digits of a number cuts nothing: 2,350万元.
_CUT = re.compile(r"(?:(?!(?<=[0-9])(?<![0-9]{4})[,，][0-9]{3}(?![0-9]))[，,；;：:。！!？?])+")
_EDGES, _OPENS = " ，,、", "“《（("
_WORD = re.compile(r"\w")
# Before these a name may be cut, and this is taken off where it is.
_BORDER = re.compile(r"[、“《（(]|[的和及与并为以将对在被由等]|(?<![第不未])[一二三四五六七八九十\d](?!\d)")
_CUT_OFF = re.compile(r"[\d.,，、\s的和及与并为以将对在被由]+$")
_QUOTED = re.compile(r"“[^“”]*”|《(?:[^《》]|《[^《》]*》)*》|（[^（）]*）|\([^()]*\)")


class Part(NamedTuple):
    """A stretch of a sentence: offsets in it, and its text without the comma at its end."""

    start: int
    end: int
    text: str


def parts(text: str) -> list[Part]:
    """Return the clauses of a sentence, cut at commas that stand in no quotation, and at 、 between figures.

    A clause that names a person is narrowed to the longest stretch that does not: nothing that is written tells of one.
    """
    found = (_beside_names(finer) for start, end in _clauses(text) for finer in _figures_apart(text, start, end))
    return [part for part in found if _WORD.search(part.text)]


def _beside_names(part: Part) -> Part:
    if not names_person(part.text):
        return part
    begins, ends = beside_names(part.text)
    text = part.text[begins:ends].lstrip(_EDGES)
    start = part.start + ends - len(text)
    return Part(start, start + len(text.rstrip(_EDGES)), text.rstrip(_EDGES))


def facts(text: str) -> list[tuple[Part, Fact]]:
    """Return the facts of a sentence with the clause each stands in: one or more of every clause."""
    found: list[tuple[Part, Fact]] = []
    date: str | None = None
    for part in parts(text):
        date = next((told["day"] for told in _TOLD_DAY.finditer(part.text) if told["span"] or not told["base"]), date)
        if not _ONLY_A_TIME.fullmatch(part.text):
            found.extend((part, fact) for fact in _of(part, date))
    return found


def figures(text: str) -> list[str]:
    """Return the figures of a text with their units, as written; numbers of names, dates and documents are none."""
    for name in (_BOOK, _REF, _DATE):
        text = name.sub(lambda found: "・" * len(found.group()), text)
    return [found.group().strip() for found in _FIGURE.finditer(text)]


def _of(part: Part, date: str | None) -> Iterator[Fact]:
    """Yield the facts of a clause: its named documents, its figures, and else the clause itself."""
    counted, named = figures(part.text), _BOOK.findall(part.text)
    kind = _kind(part.text, counted)
    ref = _REF.search(part.text)
    number = _BEFORE_REF.sub("", ref.group()) if ref else None
    of_document = _kind_of_named(part.text, kind)
    yield from (Fact(part.text, of_document, name, None, number, date) for name in named)
    for one in counted:
        yield Fact(part.text, "figure" if one.endswith("部") else kind, short(part.text), one, number, date)
    if not (named and kind == of_document) and all(one.endswith("部") for one in counted) and kind != "figure":
        yield Fact(part.text, kind, short(part.text), None, number, date)


def _kind(text: str, counted: list[str]) -> EvidenceKind:
    """Return the kind of what a clause tells."""
    if is_honour(text):
        return "record"
    if _PUBLIC.search(text) and _MEDIUM.search(text):
        return "publication"
    if _RECORD.search(text) and not any(one.endswith("次") for one in counted):
        return "record"
    if _REF.search(text) or _tells_document(text, counted):
        return "document"
    if counted:
        return "figure"
    return _kind_of_named(text, "report") if _BOOK.search(text) else "report"


def _kind_of_named(text: str, kind: EvidenceKind) -> EvidenceKind:
    """Return the kind of a document that a clause names: one that is only taught or studied proves nothing."""
    if kind == "publication":
        return kind
    return "report" if _SPREADS.search(_BOOK.sub("", text)) and not _MAKES.search(text) else "document"


def _tells_document(text: str, counted: list[str]) -> bool:
    """Tell whether a document comes into being in a clause."""
    return bool(_DOCUMENT.search(text) and (_MAKES.search(text) or (counted and _SETS_UP.search(text))))


def short(text: str, longest: int = _LONGEST) -> str:
    """Return a short name of a clause: without what it goes on from; where it is cut, a word or quotation ends."""
    name = _OURSELVES.sub("", _OPENING.sub("", text).strip(_EDGES)) or text
    return name if len(name) <= longest else f"{_beginning(name, longest - len(_MORE))}{_MORE}"


def _beginning(name: str, longest: int) -> str:
    """Return the beginning of a name, cut before what parts words; never inside a quotation or a number."""
    inside = _inside_quotations(name)
    whole = [at for at in range(_SHORTEST, longest + 1) if at not in inside]
    borders = [at for at in whole if _BORDER.match(name, at)]
    if not whole:  # a quotation that is longer than a title: its beginning, without the mark that would stay open
        return name.lstrip(_OPENS)[:longest]
    cut = max(borders or whole)
    return _CUT_OFF.sub("", name[:cut]) or name[:cut]


def _inside_quotations(text: str) -> set[int]:
    """Return the places in a text at which a cut would part a quotation, a name or what stands in brackets."""
    return {at for found in _QUOTED.finditer(text) for at in range(found.start() + 1, found.end())}


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a sentence begin and end, opening words and commas left out."""
    inside = _inside_quotations(text)
    at = 0
    for found in [*_CUT.finditer(text), None]:
        end = found.start() if found else len(text)
        if end in inside:
            continue
        begin = at + _OPENING.match(text[at:end]).end()  # type: ignore[union-attr]
        if begin < end:
            yield begin, end
        at = found.end() if found else end


def _figures_apart(text: str, start: int, end: int) -> list[Part]:
    """Return a clause whole, or cut at 、 where every part of it tells a figure."""
    clause = text[start:end]
    inside = _inside_quotations(clause)
    marks = [found.start() for found in re.finditer("、", clause) if found.start() not in inside]
    edges = [-1, *marks, len(clause)]
    pieces = [(a + 1, b) for a, b in pairwise(edges)]
    if len(pieces) > 1 and all(figures(clause[a:b]) or is_honour(clause[a:b]) for a, b in pieces):
        return [Part(start + a, start + b, clause[a:b]) for a, b in pieces]
    return [Part(start, end, clause)]
