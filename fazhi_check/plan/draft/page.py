"""The published page around a plan: its title, edition, publisher and date, and where the plan's own text begins and ends.

Only what is printed is taken. Menus, dates and share buttons stand before the text, links and marks of the site after it.
A copy often runs the title, the number of the document and those it is addressed to together on one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.source.in_prose import DOCUMENT_NUMBER, ISSUED_BY, PRINTED_DAY, PUBLISHED_BY, SIGNED_DAY, any_of
from fazhi_check.source.outline import Line, contents, number, written_lines
from fazhi_check.source.prose import SourceText

_KINDS = "规划|纲要|方案|计划|意见|办法|要点|措施|决定|细则|条例|规定|清单|通知"
_TITLE = re.compile(rf"[^。；;，,：:>|]{{2,60}}(?:{_KINDS})[》”]?(?:[（(〔][^（()）〕]{{1,20}}[）)〕])?[》”]?")
_EDITION = re.compile(
    r"[（(〔]([^（()）〕]{0,8}(?:征求意见稿|草案|试行|送审稿|讨论稿|暂行|修订稿?|审议稿|初稿)[^（()）〕]{0,6})[）)〕]"
)
# The number of a document, and what may follow a title that was run together with the next lines of its page.
_NUMBER = re.compile(DOCUMENT_NUMBER)
_RUN_TOGETHER = re.compile(
    rf"(?P<title>(?:[^。；;：:|，,]|(?<=》)[，,]){{4,80}}?(?:{_KINDS})[》”]?(?:的通知)?(?:[（(〔][^（()）〕]{{1,20}}[）)〕])?)"
    rf"(?={DOCUMENT_NUMBER}|各[^。；;]{{1,80}}[：:]|(?:为|根据|按照|第一|一、)[^。]{{0,200}}[，,。])"
)
_PUBLISHER = re.compile(f"{any_of((*PUBLISHED_BY, *ISSUED_BY))}[：:](.*)")
_BODY = re.compile(r"[\u4e00-\u9fff]{1,24}?(?:局|厅|委员会|办公室|政府|法院|检察院|办公厅|党委|市委|县委|区委|省委|司)")
# What may follow the name of the publisher on its line: a sign, or the next thing that the page tells.
_NEXT_FACT = re.compile("$|[^\u4e00-\u9fff]|发布|浏览|作者|点击|时间|日期|字体|字号|阅读|编辑|访问")
_DATE = re.compile(PRINTED_DAY)
_WRITTEN = re.compile(SIGNED_DAY)
# Who signs stands at the end of its line, alone or before the day.
_SIGNS = re.compile(
    "(?:^|[。：:])([\u4e00-\u9fff]{1,28}(?:国务院|中央|局|厅|委员会|委|办公室|政府|法院|检察院|部|领导小组|指挥部|省委|司)|国务院)$"
)
_ISSUES = re.compile(
    "([\u4e00-\u9fff]{0,40}?(?:国务院|中央|局|厅|委员会|委|办公室|政府|法院|检察院|部|领导小组|指挥部))关于"
)
# What a page calls the day of publication; where it has none of these, any day by its name.
_PUBLISHED = (re.compile("(?:发布|公布|公开)(?:日期|时间)|发布于"), re.compile("日期|时间"))
_FOOT = re.compile(
    "附件下载|附件[：:]|相关(?:链接|文章|阅读|新闻|附件|信息|稿件)|版权|主办|承办|ICP|公网安备|标识码|打印|关闭窗口"
    "|上一[篇条页]|下一[篇条页]|分享到|扫一扫|返回|责任编辑|责编|浏览次数|网站地图|联系我们|技术支持|关注|收藏|无障碍"
    "|微信|微博|^【?关闭】?$|^[（(]此件"
)
_ISSUED = re.compile(rf"印发《?([^《》]{{2,60}}?(?:{_KINDS})[^《》]{{0,20}}?)》?(?:的?通知)?$")
_DIGITS = re.compile(r"[\d年月日时分秒\-/.:： ]+")  # a line that holds a date or an hour, and no word
_PROSE = 30  # a line so long that ends a sentence is text, not a menu
_LONGEST_FOOT = 60
_AREA = re.compile("[\u4e00-\u9fff]{2,12}?(?:省|自治区|自治州|市|县|区|旗|盟|州)")


class Page(NamedTuple):
    """What a page says of the plan printed on it, and the offsets between which the plan's own text stands."""

    title: str | None
    edition: str | None
    publisher: str | None
    published: date | None
    area: str | None
    start: int
    end: int
    number: str | None = None


class _Signature(NamedTuple):
    """Who signed a text, on which day, and the line at which that begins."""

    body: str | None
    day: date
    first: int


def page(source: SourceText) -> Page:
    """Return what the page of a text says of its plan."""
    lines = written_lines(source.closed)
    signed = _signatures([line.text for line in lines])
    first = _first(source, lines)
    after = _after(lines, first, signed)
    head, number = _unglued([line.text for line in lines[:first]])
    opening, _ = _unglued([line.text for line in lines[first : first + 1]])
    title = _title(head) or _title(opening)
    by = signed[-1] if signed else None
    return Page(
        title and _bare(title),
        _edition(head),
        _publisher(head) or _issuer([*head, *opening]) or (by and by.body),
        _published(head) or (by and by.day),
        _area(title),
        lines[first].start if first < len(lines) else 0,
        lines[after].start if after < len(lines) else len(source.closed),
        number,
    )


def _unglued(head: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the lines of a head with titles parted from what was run together with them, and the document's number."""
    parted: list[str] = []
    number = None
    for line in (one.strip("#* ") for one in head):
        title = _RUN_TOGETHER.match(line)
        rest = line[title.end() :] if title else line
        found = _NUMBER.match(rest)
        number = number or (found and found.group())
        parted += [part for part in (title and title["title"], rest) if part]
    return parted, number


def _issuer(head: Sequence[str]) -> str | None:
    """Return who issues a document by its title: 某市人民政府关于……的意见."""
    titles = (line for line in head if _TITLE.fullmatch(line) or line.endswith("关于") or "关于" in line[:40])
    return next((found[1] for line in titles if (found := _ISSUES.match(line))), None)


def _signatures(lines: Sequence[str]) -> list[_Signature]:
    """Return the signatures of a text: a day that begins its line or stands behind a body, which may end the line before."""
    found: list[_Signature] = []
    for at, line in enumerate(lines):
        named = _DATE.search(line[:60]) or _WRITTEN.search(line[:60])
        day = _day(named) if named and named.group().endswith("日") else None
        before = line[: named.start()] if named else ""
        signs = _SIGNS.search(before or lines[at - 1]) if day and at else None
        if day and signs and not (before and signs.start()):
            found.append(_Signature(signs[1], day, at if before or signs.start() else at - 1))
    return found


def is_prose(text: str) -> bool:
    """Tell whether a line is a sentence of some length."""
    return len(text) >= _PROSE and "。" in text


def _first(source: SourceText, lines: Sequence[Line]) -> int:
    """Return the first line of the plan's own text: a sentence or a numbered heading, past the table of contents."""
    listed = contents(lines)
    marked = {mark.start for mark in source.marks}
    for at in range(listed.stop, len(lines)):
        if lines[at].start in marked or is_prose(lines[at].text):
            return at
    return next((at for at in range(listed.stop, len(lines)) if lines[at].text.endswith("。")), listed.stop) % (
        len(lines) or 1
    )


def _after(lines: Sequence[Line], first: int, signed: Sequence[_Signature]) -> int:
    """Return the line at which the foot of the page begins: a signature, or the site's own words after the last sentence."""
    last = next((at for at in range(len(lines) - 1, first, -1) if is_prose(lines[at].text)), first)
    signs = {one.first for one in signed}
    for at in range(last + 1, len(lines)):
        if at in signs:
            return at
        if len(lines[at].text) <= _LONGEST_FOOT and _FOOT.search(lines[at].text):
            return at
    return len(lines)


def _title(head: Sequence[str]) -> str | None:
    """Return the last line of the head that names a plan; one that goes on from the line before is put together."""
    for at in range(len(head) - 1, -1, -1):
        found = _TITLE.fullmatch(head[at])
        if found:
            before = head[at - 1] if at else ""
            goes_on = head[at].startswith(("“", "（", "(")) or len(head[at]) < 8
            whole = goes_on and re.fullmatch("[\u4e00-\u9fff“”]{4,30}", before) and not _BODY.fullmatch(before)
            issued = head[at].startswith("关于") and _ISSUES.fullmatch(f"{before}关于")
            title = f"{before}{head[at]}" if whole or issued else head[at]
            # A page often gives it once more, on a line of its own where this one is broken.
            return max(
                (line for line in head if _TITLE.fullmatch(line) and line.endswith(title)), key=len, default=title
            )
    return None


def _bare(title: str) -> str:
    """Return a title without the marks around it, its edition, and the notice by which it was issued."""
    issued = _ISSUED.search(title)
    return _EDITION.sub("", issued[1] if issued else title).strip("《》 ")


def _edition(head: Sequence[str]) -> str | None:
    return next((found[1] for line in head if (found := _EDITION.search(line))), None)


def _publisher(head: Sequence[str]) -> str | None:
    """Return who published it, as the page says; a line with the whole name of the same body is preferred."""
    named = None
    for at, line in enumerate(head):
        found = _PUBLISHER.search(line)
        value = found[1] or "".join(head[at + 1 : at + 2]) if found else ""
        for body in _BODY.finditer(value) if value else ():
            if body.start() == 0 and _NEXT_FACT.match(value, body.end()):
                named = body.group()
    whole = [line for line in head if _BODY.fullmatch(line) and (not named or line.endswith(named))]
    return max(whole, key=len, default=named)


def _published(head: Sequence[str]) -> date | None:
    """Return the day of publication: the date beside a word for it, else the first that stands alone."""
    text = "\n".join(line for line in head if not _TITLE.fullmatch(line))
    days = [(found.start(), day) for found in _DATE.finditer(text) if (day := _day(found))]
    for found in (one for pattern in _PUBLISHED for one in pattern.finditer(text)):
        near = [day for at, day in days if found.end() <= at <= found.end() + 8]
        if near:
            return near[0]
    alone = _DATE.search("\n".join(bare for line in head if _DIGITS.fullmatch(bare := line.strip("（）()"))))
    return _day(alone) if alone else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*(number(part) for part in found.groups()))
    except ValueError:
        return None


def _area(title: str | None) -> str | None:
    found = _AREA.match(title.lstrip("《").removeprefix("中共")) if title else None
    return found.group() if found else None
