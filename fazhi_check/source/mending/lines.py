"""The slips that one line of a form may have, looked at by itself and beside its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from fazhi_check.findings import Place
from fazhi_check.source.mending.braces import slips_in_brackets
from fazhi_check.source.mending.draft import Edit, Slip, indent_of, says_something
from fazhi_check.source.mending.words import ID, KNOWN, Line, clipped, ends_wide, in_quotes, pair, take_apart
from fazhi_check.words import Text

_LONGEST = 5_000  # characters of a line that is looked into
_WIDE_INDENT = re.compile(r" *([\u00a0\u2000-\u200a\u3000][\u00a0\u2000-\u200a\u3000 ]*)(?=\S)")
_TAB = re.compile(r"([ -]*)(\t[ \t]*)")
_MARK = re.compile(r"(<<<<<<<|=======|>>>>>>>|```|~~~)")
_WIDE_COLON = re.compile(rf"\s*(?:- +)*(?:[\"']?(?:{KNOWN}|{ID})[\"']?|[\w.\-]{{1,20}}(?!.*: ))(：\s*)")
_NO_BLANK = re.compile(r"\s*(?:- +)*([\w.\-]{1,20}|\"[^\"]*\")(:)(?=[^\s:/])")
_NO_BLANK_AFTER_DASH = re.compile(rf"( *)-(?=(?:{KNOWN})[:：]|[{{｛])")
_NO_COLON = re.compile(rf" *(?:- +)*({KNOWN}|{ID})(?=[ 　]+[^\s:：]|[ 　]*$)")
_SECOND_COLON = re.compile(r":(?= |$)")
_ESCAPE = re.compile(r"\\(?![0abt\tnvfre \"/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U000?[0-9A-Fa-f]{5})")
# A sign of YAML's own that begins a text; one of | and > may begin a text of several lines below.
_SIGNS = re.compile(r"[@`%*&!,\]}]|[-?:] |[|>](?![-+0-9]*(?: +#.*)?$)")
_LIST_ITEM = re.compile(rf"- +(?:{KNOWN}): ")
_KEY_AGAIN = re.compile(rf"(?:{KNOWN}): ")
_VALUE = re.compile(r"[\w“《（(\"'](?!.*: )")
_CELLS = {"\u3000": 2}


def slips_of(lines: Sequence[str], number: int) -> Iterator[Slip]:
    """Yield the slips that a line may have, the likeliest first."""
    text = lines[number - 1]
    if len(text) > _LONGEST or not says_something(text):
        return
    line = take_apart(text, number)
    for look in _LOOKS:
        yield from look(line, lines)


def misplaced(lines: Sequence[str], number: int, usual: Mapping[int, int]) -> Iterator[tuple[int, Slip]]:
    """Yield the slips of a line that is indented too far or too little, each with how likely it is.

    `usual` says how many lines of the file begin in each column: what is rare was not meant.
    """
    text = lines[number - 1]
    if len(text) > _LONGEST or not says_something(text):
        return
    indent, line = indent_of(text), take_apart(text, number)
    above = next((n for n in range(number - 1, 0, -1) if says_something(lines[n - 1])), 0)
    upper = take_apart(lines[above - 1], above) if above else line
    if not (line.key or _SECOND_COLON.search(line.bare)) and line.start == indent and upper.key and upper.value:
        said = Text(
            f"这一行没有键；如果是接着上一行“{upper.key}”的文字，要缩进得比它深",
            f"this line has no key; what continues the text of {upper.key} is indented further than that",
        )
        yield len(lines), Slip(Place(number, indent + 1), said, (Edit(number, 0, indent, " " * (upper.indent + 2)),))
        return
    below = next((indent_of(one) for one in lines[number:] if says_something(one)), indent)
    for wanted in sorted(
        {*_columns(lines, number), below, max(below - 2, 0), indent + 1, max(indent - 1, 0)} - {indent}
    ):
        said = Text(
            f"缩进没有对齐：这一行缩进 {indent} 格，同一层的行缩进 {wanted} 格",
            f"the indent is off: {indent} blanks here, {wanted} in the lines of this level",
        )
        slip = Slip(Place(number, indent + 1), said, (Edit(number, 0, indent, " " * wanted),))
        yield 1_000 * usual.get(wanted, 0) // max(usual.get(indent, 0), 1), slip


def out_of_place(lines: Sequence[str], number: int) -> Iterator[Slip]:
    """Yield the slip of a line that does not belong where it stands, whatever it is."""
    text = lines[number - 1]
    if says_something(text):
        said = Text(
            "这一行不符合 YAML 写法，请核对行首的缩进、冒号和引号；接着上一行的文字要缩进",
            "this line is no valid YAML: check its indent, colon and quotes; what continues a text is indented",
        )
        yield Slip(Place(number, indent_of(text) + 1), said, (Edit(number, 0, len(text), ""),))


def _at(line: Line, start: int, text: Text, *edits: Edit) -> Slip:
    return Slip(Place(line.number, start + 1), text, edits)


def _edit(line: Line, start: int, end: int, new: str) -> Edit:
    return Edit(line.number, start, end, new)


def _wide_indent(line: Line, lines: Sequence[str]) -> Iterator[Slip]:
    found = _WIDE_INDENT.match(line.text)
    if found:
        width = sum(_CELLS.get(char, 1) for char in found[0])
        said = Text(
            "行首是全角空格，请换成半角空格，与同一层的其他行对齐",
            "full-width blanks indent this line; use ordinary ones, as the other lines of this level",
        )
        for wanted in dict.fromkeys([width, *_columns(lines, line.number), width // 2]):
            yield _at(line, found.start(1), said, _edit(line, 0, found.end(), " " * wanted))


def _tab(line: Line, lines: Sequence[str]) -> Iterator[Slip]:
    found = _TAB.match(line.text)
    if found:
        said = Text("缩进用了制表符（Tab），请改成空格", "a tab indents this line; use blanks instead")
        above = _columns(lines, line.number)
        for wanted in dict.fromkeys([*above, *(column + 2 for column in above[:1]), 4]):
            new = " " * max(wanted - found.end(1), 1) if found[1].strip() else " " * wanted
            start = found.start(2) if found[1].strip() else 0
            yield _at(line, found.start(2), said, _edit(line, start, found.end(2), new))


def _mark(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    found = _MARK.match(line.text)
    if found:
        said = Text(
            f"这一行“{found[1]}”不属于填报内容（合并或复制时留下的记号），请删去",
            f"{found[1]} is a mark that merging or copying left here; delete the line",
        )
        yield _at(line, 0, said, _edit(line, 0, len(line.text), ""))


def _wide_colon(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    found = _WIDE_COLON.match(line.text)
    if found:
        said = Text(
            "这里是全角冒号“：”，请改成半角冒号加一个空格“: ”",
            "this is a full-width colon; write an ordinary colon and a blank",
        )
        yield _at(line, found.start(1), said, _edit(line, *found.span(1), ": "))


def _no_blank(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    found = _NO_BLANK.match(line.text)
    if found:
        rest = line.text[found.end() : line.end]
        said = Text(
            f"冒号后面缺一个空格，写成 {pair(found[1], rest)}",
            f"a blank is missing after the colon: write {pair(found[1], rest)}",
        )
        yield _at(line, found.start(2), said, _edit(line, found.end(), found.end(), " "))


def _no_blank_after_dash(line: Line, lines: Sequence[str]) -> Iterator[Slip]:
    found = _NO_BLANK_AFTER_DASH.match(line.text)
    if found:
        dash, rest = found.end(1), clipped(line.text[found.end() : line.end])
        said = Text(f"短横后面缺一个空格，写成 - {rest}", f"a blank is missing after the dash: write - {rest}")
        mended = _edit(line, dash, dash + 1, "- ")
        yield _at(line, dash, said, mended)
        if dash:
            yield _at(line, dash, said, _edit(line, dash - 1, dash + 1, "- "))
        beside = [Edit(number, 0, 0, " ") for number in _below(line, lines) if indent_of(lines[number - 1]) == dash + 1]
        yield _at(line, dash, said, mended, *beside)


def _below(line: Line, lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines below one that stand deeper."""
    for number in range(line.number + 1, len(lines) + 1):
        if says_something(lines[number - 1]):
            if indent_of(lines[number - 1]) <= line.indent:
                return
            yield number


def _at_margin(line: Line, lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the slip of an id that stands at the left margin, among ids that do not."""
    if line.indent or not re.fullmatch(ID, line.key.strip("\"'")):
        return
    of_id = re.compile(rf" +[\"']?{ID}[\"']?:")
    blanks = indent_of(next(filter(of_id.match, lines), "  "))
    edits = [_edit(line, 0, 0, " " * blanks)]
    for number in _below(line, lines):
        if of_id.match(lines[number - 1]):
            break
        edits.append(Edit(number, 0, 0, " " * blanks))
    said = Text(
        f"编号“{line.key}”顶格了，请缩进 {blanks} 格，写在“事项”下面",
        f"the id {line.key} stands at the margin: indent it by {blanks}, below entries",
    )
    yield _at(line, 0, said, *edits)


def _no_colon(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    found = _NO_COLON.match(line.text)
    if not found or line.key:
        return
    value = line.text[found.end() : line.end].strip(" 　")
    written = pair(found[1], value) if value else f"{found[1]}:"
    said = Text(f"键“{found[1]}”后面缺冒号，写成 {written}", f"the colon after {found[1]} is missing: write {written}")
    yield _at(line, found.end(), said, _edit(line, found.end(), found.end(), ":" if value else ": "))


def _value_below(line: Line, lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the slip of a value that stands under its key instead of beside it."""
    above = next((n for n in range(line.number - 1, 0, -1) if says_something(lines[n - 1])), 0)
    if not above or line.key or "：" in line.bare or line.text.lstrip().startswith("-"):
        return
    upper = take_apart(lines[above - 1], above)
    if not upper.key or upper.value or line.indent > upper.indent:
        return
    value = line.text[line.indent : line.end]
    if not _VALUE.match(value):
        return
    said = Text(
        f"值要写在键的同一行：{pair(upper.key, value)}", f"a value stands beside its key: {pair(upper.key, value)}"
    )
    moved = Edit(above, upper.end, len(upper.text), f" {value}")
    yield _at(line, line.indent, said, moved, _edit(line, 0, len(line.text), ""))


def _quotes(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    value, sign = line.value, line.value[:1]
    if sign not in ('"', "'"):
        return
    closing = re.compile(r'"(?:[^"\\]|\\.)*"' if sign == '"' else r"'(?:[^']|'')*'").match(value)
    if closing is None:
        yield from _unclosed(line, sign)
    elif closing.end() < len(value):
        at = line.start + closing.end()
        whole = in_quotes(value)
        said = Text(
            f"引号只括住了前一半；整段一起括起来，写成 {pair(line.key, whole)}",
            f"the quotes hold only the first part; put all of it in quotes: {pair(line.key, whole)}",
        )
        yield _at(line, at, said, _edit(line, line.start, line.end, whole))
    else:
        yield from _escapes(line)


def _unclosed(line: Line, sign: str) -> Iterator[Slip]:
    if _KEY_AGAIN.match(line.value[1:]):
        said = Text(f"键前面多了一个引号 {sign}，请删去", f"the quote {sign} before the key is too many; delete it")
        yield _at(line, line.start, said, _edit(line, line.start, line.start + 1, ""))
        return
    end = len(line.text.rstrip())
    last = line.text[end - 1]
    if ends_wide(line.text[line.start : end]):
        said = Text(
            f"收尾的引号“{last}”是全角的，请改成半角 {sign}", f"the closing quote {last} is full-width; write {sign}"
        )
        yield _at(line, end - 1, said, _edit(line, end - 1, end, sign))
        return
    said = Text(
        f"从这里开始的引号没有配对的收尾引号，在文字末尾加上 {sign}",
        f"the quote opened here is never closed: end the text with {sign}",
    )
    for close in dict.fromkeys([line.end, end]):
        yield _at(line, line.start, said, _edit(line, close, close, sign))


def _escapes(line: Line) -> Iterator[Slip]:
    found = list(_ESCAPE.finditer(line.text, line.start, line.end)) if line.value[:1] == '"' else []
    if found:
        said = Text(
            "双引号里的反斜线“\\”要写两遍，或改用单引号",
            "write a backslash inside double quotes twice, or use single quotes",
        )
        yield _at(line, line.start, said, *(_edit(line, one.start(), one.end(), "\\\\") for one in found))


def _sign(line: Line, lines: Sequence[str]) -> Iterator[Slip]:
    """Yield the slip of a text that begins with a sign of YAML's own."""
    value, sign = line.value, line.value[:1]
    if not (line.key or line.start > line.indent) or not _SIGNS.match(value):
        return
    if line.key and _LIST_ITEM.match(value):
        said = Text(
            f"“{line.key}:”后面的列表要另起一行，以“- ”开头", f"the list of {line.key} begins on a line of its own"
        )
        yield _at(line, line.start, said, _edit(line, line.start, line.end, ""), *_emptied(line, lines))
        return
    written = pair(line.key, in_quotes(value))
    said = Text(
        f"文字不能以“{sign}”开头，请加引号：{written}", f"text cannot begin with {sign}; put it in quotes: {written}"
    )
    if sign == "!":
        said = Text(f"以“!”开头的文字要加引号：{written}", f"put text that begins with ! in quotes: {written}")
    yield _at(line, line.start, said, _edit(line, line.start, line.end, in_quotes(value)))


def _emptied(line: Line, lines: Sequence[str]) -> Iterator[Edit]:
    for number in _below(line, lines):
        yield Edit(number, 0, len(lines[number - 1]), "")


def _two_colons(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    found = _SECOND_COLON.search(line.bare, line.start)
    if not (line.key and found) or line.value[:1] in "\"'[{|>&*":
        return
    if _KEY_AGAIN.match(line.value):
        said = Text(
            f"“{clipped(line.value)}”要另起一行，缩进写在“{line.key}:”下面",
            f"{clipped(line.value)} goes on a line of its own, indented below {line.key}",
        )
        yield _at(line, line.start, said, _edit(line, line.start, line.end, ""))
        return
    written = pair(line.key, in_quotes(line.value))
    said = Text(
        f"这一行有两个冒号：把冒号后面的文字放进引号，写成 {written}",
        f"two colons in one line: put the text after the first in quotes: {written}",
    )
    yield _at(line, found.start(), said, _edit(line, line.start, line.end, in_quotes(line.value)))


def _brackets(line: Line, _lines: Sequence[str]) -> Iterator[Slip]:
    return slips_in_brackets(line)


def _columns(lines: Sequence[str], number: int) -> list[int]:
    """Return the columns in which the lines above a line begin whose collections are still open, innermost first."""
    columns: list[int] = []
    for above in range(number - 1, max(number - 200, 0), -1):
        line = lines[above - 1]
        if not says_something(line):
            continue
        dashes = len(line) - len(line.lstrip(" -")) if line.lstrip(" ").startswith("- ") else 0
        for column in (dashes, indent_of(line)) if dashes else (indent_of(line),):
            if not columns or column < columns[-1]:
                columns.append(column)
        if columns[-1] == 0:
            break
    return columns


_LOOKS: tuple[Callable[[Line, Sequence[str]], Iterator[Slip]], ...] = (
    _wide_indent,
    _tab,
    _mark,
    _wide_colon,
    _no_blank,
    _no_blank_after_dash,
    _at_margin,
    _no_colon,
    _value_below,
    _quotes,
    _sign,
    _brackets,
    _two_colons,
)
