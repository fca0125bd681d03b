"""`fazhi-check explain columns`: the columns and labels of a sheet, what belongs in each, by which other heads it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from fazhi_check.fill.workbook.looks import look_of
from fazhi_check.submission.sheet.columns import (
    COLUMNS,
    DOUBTFUL,
    LABELS,
    PART_COLUMNS,
    PARTS,
    PLAIN_HEADS,
    Column,
    Label,
)


def render_columns(out: TextIO) -> None:
    """Write the page: a table of the columns, one of the labels above them, the further sheets, and what is not read."""
    out.writelines(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield from _HEAD.splitlines()
    yield from _table("列 column | 怎么填 what it holds | 也认得的表头 other heads | 键 key", map(_column, COLUMNS))
    yield from ("", "## 意思不定的表头 Heads with two meanings", "", *_TWO_MEANINGS.splitlines())
    yield from _table("表头 head | 怎么办 what to do", _doubtful())
    yield from ("", "## 表上面的几行 Labels above the table", "", *_ABOVE.splitlines(), "")
    yield from _table("写着 label | 也认得 other words | 键 key", map(_label, LABELS))
    yield from ("", "## 另外两张表 Further sheets", "", *_PARTS_HEAD.splitlines(), "")
    parts = ([name, _listed(("编号", head, *PART_COLUMNS)), _code(key)] for name, (key, head) in PARTS.items())
    yield from _table("工作表 sheet | 列 columns | 键 key", parts)
    yield from ("", "## 不读取的 Not read", "", *_NOT_READ.format(plain=_listed(PLAIN_HEADS)).splitlines())


def _table(heads: str, rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {heads} |"
    yield "|---" * (heads.count("|") + 1) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _column(column: Column) -> list[str]:
    return [f"**{column.head}**", _holds(column), _listed(column.aliases) or "—", _key(column)]


def _holds(column: Column) -> str:
    """Return what belongs into a column: its second line and the first line of its note."""
    look = look_of(column)
    told = look.note.partition("{")[0] or look.second
    rare = "只在用得上的表里有。" if column.rare else ""
    unread = "只供查阅，不读取。" if column.use == "shown" else ""
    return unread + rare + (told if told.endswith("。") or not told else f"{told}。")


def _doubtful() -> Iterator[list[str]]:
    for advice in dict.fromkeys(DOUBTFUL.values()):
        yield [_listed([head for head, one in DOUBTFUL.items() if one == advice]), f"{advice.zh}。"]


def _key(column: Column) -> str:
    if column.use == "id":
        return "事项 `entries`"
    if column.use == "shown":
        return "—"
    inside = "佐证 › " if column.use == "evidence" else ""
    return f"{inside}{column.written} {_code(column.key)}"


def _label(label: Label) -> list[str]:
    return [f"**{label.word}**", _listed(label.aliases) or "—", _code(".".join(label.path))]


def _listed(words: Sequence[str]) -> str:
    return "、".join(words)


def _code(text: str) -> str:
    return f"`{text}`"


_HEAD = """\
# 填报表的列 The columns of the sheet

表里的列按表头认，不按位置认：换了次序、隐藏、夹着别的列都不影响。各地台账里常用的表头也认得，列在“也认得的表头”里。
表头后面的括号、星号、空格，和换行以后写的说明，都不影响。怎样填见 [workbook.md](workbook.md)。

> Columns are known by their heads, wherever they stand; so are the heads of real ledgers that mean the same. What
> stands in brackets or on further lines of a head does not matter.

"""
_TWO_MEANINGS = """\
有的表头在这张表里是一个意思，在那张表里是另一个（“完成时间”可以是时限，也可以是办结的日期）。这样的列不猜、不读取，提示应当改写成什么：

> A head that means one thing in one ledger and another in the next is not guessed at: the column is not read, and a note
> says which head to write.

"""
_ABOVE = """\
一行一个，右边一格是它的值；也可以写在同一格里，如“单位：天山区　截至：2023-12-31”。规划、单位、层级、代码、截至必须有，其他没有就不写。"""
_PARTS_HEAD = """\
要求逐个单位、逐年填数的，写在这两张表里，一行一个单位或年度。"""
_NOT_READ = """\
- 表头是这些的列不读取，也不提示：{plain}。没有“编号”而“序号”里写的就是编号的，当作编号来读。
- 涉及个人的列（表头以人、人员、领导、负责人、电话、手机、身份证、姓名、签字、联系方式结尾的）不读取，也不带进报告和转换出来的文件，只提示列名；`init --update` 补新事项时，表里原有的列一律不动。
- 其他不认识的列不读取，提示列名；`init --update` 会原样保留。
- 表下面的合计、签字、填报人、审核人、联系电话、盖章，都不读取。
- 批注和图片不读取，提示在哪几格。"""
