"""What bytes that are no UTF-8 text look like, and what to do about it: looked into only when a file was refused."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from fazhi_check.words import Text

_WIDE_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_SAVE = Text("请用编辑器“另存为”UTF-8", "save it as UTF-8")
_SAMPLE = 20_000  # bytes that are enough to tell what a whole file is
_MOST_LINES = 5  # lines that are named one by one
# What a form is written with: Latin letters and signs, Chinese ones, and those of full width.
_FORM_TEXT = re.compile("[\t\n\r -~·‘-”…\u3000-〿一-鿿！-～￥]")


class Guess(NamedTuple):
    """What the bytes look like, and what to do."""

    looks: Text
    advice: Text

    @property
    def data(self) -> dict[str, object]:
        """It as the data of a finding."""
        return {"guess": self.looks, "advice": self.advice}


def guess_encoding(raw: bytes) -> Guess:
    """Return what bytes look like that are no UTF-8 text, or hold a NUL."""
    for mark, name in _WIDE_BOMS.items():
        if raw.startswith(mark):
            return _saved_as(name)
    zeros = raw.count(0)
    if zeros:
        return _saved_as("UTF-16") if zeros > len(raw) // 4 or _is_utf16(raw) else _with_zeros(raw, zeros)
    mixed = _mixed(raw)
    if mixed:
        return mixed
    known = (name for name, encoding in (("GBK", "gb18030"), ("Big5", "big5hkscs")) if _is_text(raw, encoding))
    likely = next(known, None)
    return _saved_as(likely) if likely else _BINARY


_BINARY = Guess(
    Text("像是二进制文件", "it looks like a binary file"),
    Text("请核对是不是放错了文件，文字文件请存成 UTF-8", "check that it is the right file; text is saved as UTF-8"),
)


def _saved_as(name: str) -> Guess:
    return Guess(Text(f"看来是 {name} 编码", f"it looks like {name}"), _SAVE)


def _is_utf16(raw: bytes) -> bool:
    """Tell whether bytes without a mark are a form in UTF-16: Chinese text has few zeros in it."""
    sample = raw[: min(len(raw), _SAMPLE) // 2 * 2]
    for order in ("utf-16-le", "utf-16-be"):
        text = sample.decode(order, "replace")
        if len(_FORM_TEXT.findall(text)) > 0.95 * len(text):
            return True
    return False


def _with_zeros(raw: bytes, zeros: int) -> Guess:
    """Return what to say of UTF-8 text with a stray NUL in it; anything with more of them is binary."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _BINARY
    if zeros > 1 + len(raw) // 100:
        return _BINARY
    line = raw[: raw.index(b"\0")].count(b"\n") + 1
    return Guess(
        Text(f"第 {line} 行有空字符（NUL）", f"there is a NUL in line {line}"),
        Text("请把它删去", "delete that character"),
    )


def _mixed(raw: bytes) -> Guess | None:
    """Return what to say of a file that is UTF-8 but for some of its lines; None for one that is not."""
    bad, good = [], 0
    lines = raw.split(b"\n")
    for number, line in enumerate(lines, 1):
        if line.isascii():
            continue
        if _decodes(line, "utf-8"):
            good += 1
        else:
            bad.append(number)
    if good <= len(bad):
        return None
    if bad == [len(lines)] and _is_cut(lines[-1]):
        return Guess(
            Text(
                f"第 {len(lines)} 行的最后一个字不完整，文件没有存完", f"the last character of line {bad[0]} is cut off"
            ),
            Text("请取一份完整的", "get a whole copy of the file"),
        )
    return _of_lines(bad, gbk=all(_is_text(lines[number - 1], "gb18030", tail=0) for number in bad))


def _of_lines(bad: list[int], gbk: bool) -> Guess:
    named = [str(number) for number in bad[:_MOST_LINES]]
    zh, en = "、".join(named), ", ".join(named)
    if len(bad) > _MOST_LINES:
        zh, en = f"{zh} 等 {len(bad)}", f"{en} and others ({len(bad)} in all)"
    many = "s" if len(bad) > 1 else ""
    what = Text("是 GBK 编码" if gbk else "有不是 UTF-8 的字节", "GBK" if gbk else "no UTF-8")
    return Guess(
        Text(
            f"第 {zh} 行{what.zh}，其余各行是 UTF-8",
            f"line{many} {en} {'are' if many else 'is'} {what.en}, the rest is UTF-8",
        ),
        Text("请把这几行重新输入再保存" if many else "请把这一行重新输入再保存", f"type the line{many} anew and save"),
    )


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_cut(line: bytes) -> bool:
    """Tell whether a line ends amid a character of UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _is_text(raw: bytes, encoding: str, tail: int = 4) -> bool:
    """Tell whether bytes are text; so many at their end may be what is left of a character."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        return len(raw) - tail < error.start > 0
    return not any(map(_never_written, text[:_SAMPLE]))


def _never_written(char: str) -> bool:
    """Tell whether no text has a character: a control but for blanks of any kind, one without a meaning, or none."""
    return not char.isspace() and unicodedata.category(char) in ("Cc", "Cn", "Co")
