"""The slips that a line may have inside brackets: {状态: 推进中，说明: 甲}}."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fazhi_check.findings import Place
from fazhi_check.source.mending.draft import Edit, Slip
from fazhi_check.source.mending.words import HIDDEN, ID, KNOWN, Line, ends_wide, in_quotes, pair
from fazhi_check.words import Text

_CLOSES = {"{": "}", "[": "]"}
_BRACKET = re.compile(r"[\[\]{}｛｝［］【】]")
_ORDINARY = {"｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]"}
_WIDE_BRACE = re.compile("[｛｝]")
_WIDE_BRACKET = re.compile("[［］【】]")
_WIDE_BRACKET_OPENS = re.compile(r"(?:^|: *|[{｛,，] *)[［【]")
_OTHER_COMMA = re.compile(rf"[，；;、](?= *(?:(?:{KNOWN}|{ID})[:：]|[{{｛]))|[，；;、](?=$)")
_NO_BLANK = re.compile(rf"(?:^|[{{\[,]) *(?:{KNOWN}|{ID})(:)(?=[^\s:])")
_NO_COMMA = re.compile(rf"(?<=[^\s,{{\[，｛:])( +)(?=(?:{KNOWN}): )")
_PAIR = r"(?<![\w.-])(?P<key>[\w.-]{1,20}): +"
_BRACKETED = re.compile(
    _PAIR + rf"(?P<value>[^\s\"'\[\]{{}},{HIDDEN}][^,{{}}{HIDDEN}]*?[\[\]][^,{{}}{HIDDEN}]*?)(?= *[,}}])"
)
_COLON = re.compile(_PAIR + rf"(?P<value>[^\s\"'\[\]{{}},{HIDDEN}][^,{{}}{HIDDEN}]*?: [^,{{}}{HIDDEN}]*?)(?= *[,}}])")
_SIGN = re.compile(_PAIR + rf"(?P<value>[@`%*&!|>][^,{{}}\[\]{HIDDEN}]*?)(?= *[,}}])")
_AFTER_QUOTE = re.compile(rf"(?:{_PAIR})?(?P<value>{HIDDEN}+ *[^\s,，}}\]:{HIDDEN}][^,}}\]{HIDDEN}]*?)(?= *[,}}\]])")
_OPEN_QUOTE = re.compile(r"(?<=[\s\[{,:])[\"']")
_END_OF_TEXT = re.compile(rf" *(?:, *(?:{KNOWN}):|[}}\]]*$)")
_COMMA_TWICE = re.compile(r", *(,)")


def slips_in_brackets(line: Line) -> Iterator[Slip]:
    """Yield the slips that a line may have inside brackets, the likeliest first."""
    for look in _LOOKS if _BRACKET.search(line.bare) else (_commas,):
        yield from look(line)


def _all(line: Line, found: list[re.Match[str]], text: Text, new: Callable[[str], str]) -> Iterator[Slip]:
    """Yield one slip for all places of its kind in a line, at the first of them."""
    if found:
        edits = (Edit(line.number, *one.span(1 if one.re.groups else 0), new(one[0])) for one in found)
        yield Slip(Place(line.number, found[0].start(1 if found[0].re.groups else 0) + 1), text, tuple(edits))


def _one(line: Line, at: int, text: Text, edit: tuple[int, int, str]) -> Slip:
    return Slip(Place(line.number, at + 1), text, (Edit(line.number, *edit),))


def _wide_brackets(line: Line) -> Iterator[Slip]:
    found = list(_WIDE_BRACE.finditer(line.bare, line.start))
    if _WIDE_BRACKET_OPENS.search(line.bare, line.start):
        found = sorted([*found, *_WIDE_BRACKET.finditer(line.bare, line.start)], key=lambda one: one.start())
    if found:
        sign = found[0][0]
        ordinary = _ORDINARY[sign]
        said = Text(f"这里是全角括号“{sign}”，请改成半角 {ordinary}", f"this is a full-width bracket; write {ordinary}")
        yield from _all(line, found, said, lambda one: _ORDINARY[one])


def _commas(line: Line) -> Iterator[Slip]:
    found = list(_OTHER_COMMA.finditer(line.bare, line.start))
    if found:
        sign = found[0][0]
        said = Text(
            f"括号里各项之间要用半角逗号加空格“, ”，这里是“{sign}”",
            f"items in brackets are parted by an ordinary comma and a blank; here stands {sign}",
        )
        yield from _all(line, found, said, lambda _: ", ")


def _no_blanks(line: Line) -> Iterator[Slip]:
    said = Text("冒号后面缺一个空格", "a blank is missing after the colon")
    yield from _all(line, list(_NO_BLANK.finditer(line.bare, line.start)), said, lambda _: ": ")


def _no_commas(line: Line) -> Iterator[Slip]:
    said = Text("两项之间缺一个半角逗号", "a comma is missing between two items")
    if "{" in line.value:
        yield from _all(line, list(_NO_COMMA.finditer(line.bare, line.start)), said, lambda _: ", ")


def _texts(line: Line) -> Iterator[Slip]:
    """Yield the slips of texts that want quotes."""
    for found in _BRACKETED.finditer(line.bare, line.start):
        written = found["value"]
        soft = re.sub(r"\[([^\[\]]*)\]", r"〔\1〕", written)
        zh, en = f"请加引号：{pair(found['key'], in_quotes(written))}", "put the text in quotes"
        if soft != written and "[" not in soft:
            zh, en = f"{zh}，文号也可用六角括号：{soft}", f"{en}, or write {soft}"
        yield _quoted(
            line, found, Text(f"大括号里的文字带方括号，{zh}", f"square brackets in a text inside braces: {en}")
        )
    for found in _COLON.finditer(line.bare, line.start):
        said = pair(found["key"], in_quotes(found["value"]))
        yield _quoted(
            line, found, Text(f"文字里有冒号加空格，请加引号：{said}", f"a colon in the text; put it in quotes: {said}")
        )
    for found in _SIGN.finditer(line.bare, line.start):
        said, sign = pair(found["key"], in_quotes(found["value"])), found["value"][0]
        zh, en = f"文字不能以“{sign}”开头，请加引号：{said}", f"text cannot begin with {sign}; put it in quotes: {said}"
        yield _quoted(line, found, Text(zh, en))
    for found in _AFTER_QUOTE.finditer(line.bare, line.start):
        written = line.text[found.start("value") : found.end("value")]
        said = pair(found["key"] or "", in_quotes(written))
        slip = _quoted(
            line,
            found,
            Text(
                f"引号只括住了前一半；整段一起括起来，写成 {said}",
                f"the quotes hold only the first part; put all of it in quotes: {said}",
            ),
        )
        quoted = len(found["value"]) - len(found["value"].lstrip(HIDDEN))
        yield slip._replace(place=Place(line.number, found.start("value") + quoted + 1))


def _quoted(line: Line, found: re.Match[str], text: Text) -> Slip:
    start, end = found.span("value")
    return _one(line, start, text, (start, end, in_quotes(line.text[start:end])))


def _open_quotes(line: Line) -> Iterator[Slip]:
    for found in _OPEN_QUOTE.finditer(line.bare, line.start):
        sign = found[0]
        end = _END_OF_TEXT.search(line.bare, found.end())
        close = end.start() if end else line.end
        wide = ends_wide(line.text[found.end() : close])
        said = (
            Text(
                f"收尾的引号“{line.text[close - 1]}”是全角的，请改成半角 {sign}",
                f"the closing quote is full-width; write {sign}",
            )
            if wide
            else Text(
                f"从这里开始的引号没有配对的收尾引号，在文字末尾加上 {sign}",
                f"the quote opened here is never closed: end the text with {sign}",
            )
        )
        yield _one(line, close - 1 if wide else found.start(), said, (close - wide, close, sign))


def _comma_twice(line: Line) -> Iterator[Slip]:
    said = Text("多了一个逗号，请删去", "one comma too many; delete it")
    yield from _all(line, list(_COMMA_TWICE.finditer(line.bare, line.start)), said, lambda _: "")


def _balance(line: Line) -> Iterator[Slip]:
    """Yield the slip of brackets that do not fit together, or of what stands after them."""
    if line.value[:1] not in _CLOSES:
        return
    opened: list[int] = []
    for at in range(line.start, line.end):
        char = line.bare[at]
        if char in _CLOSES:
            opened.append(at)
        elif char in _CLOSES.values():
            if _CLOSES[line.bare[opened[-1]]] != char:
                yield _mismatch(line, opened, at)
                return
            opened.pop()
            if not opened:
                yield from _after(line, at + 1)
                return
    if opened:
        missing = "".join(_CLOSES[line.bare[at]] for at in reversed(opened))
        said = Text(
            f"从这里开始的括号没有收尾，在末尾加上 {missing}", f"the bracket opened here is never closed: add {missing}"
        )
        yield _one(line, opened[-1], said, (line.end, line.end, missing))


def _mismatch(line: Line, opened: list[int], at: int) -> Slip:
    wanted, here = _CLOSES[line.bare[opened[-1]]], line.bare[at]
    if len(opened) > 1 and _CLOSES[line.bare[opened[-2]]] == here:
        said = Text(
            f"从这里开始的括号没有收尾，缺一个 {wanted}",
            f"the bracket opened here is never closed: {wanted} is missing",
        )
        return _one(line, opened[-1], said, (at, at, wanted))
    said = Text(f"括号不配对，这里应是 {wanted}", f"the brackets do not fit together: write {wanted} here")
    return _one(line, at, said, (at, at + 1, wanted))


def _after(line: Line, at: int) -> Iterator[Slip]:
    rest = line.bare[at:].strip()
    start = len(line.bare) - len(line.bare[at:].lstrip())
    if not rest:
        return
    if not rest.strip("]}"):
        many = "几个" if len(rest) > 1 else "一个"
        yield _one(
            line, start, Text(f"多了{many}“{rest}”，请删去", f"{rest} is too many; delete it"), (start, line.end, "")
        )
    elif not rest.strip(",，;；。、"):
        said = Text(f"行末多了“{rest}”，请删去", f"{rest} is too many at the end of the line; delete it")
        yield _one(line, start, said, (start, line.end, ""))
    else:
        written = pair(line.key, in_quotes(line.value))
        said = Text(f"以括号开头的文字要加引号：{written}", f"put text that begins with a bracket in quotes: {written}")
        yield _one(line, line.start, said, (line.start, line.end, in_quotes(line.value)))


_LOOKS = (
    _wide_brackets,
    _commas,
    _no_blanks,
    _no_commas,
    _open_quotes,
    _comma_twice,
    _balance,
    _texts,
)
