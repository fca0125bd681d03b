"""Writes the sheet 说明: how to fill in, for somebody who never saw such a form; what each word means; what happens then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fazhi_check.fill.workbook.heights import lines
from fazhi_check.fill.workbook.looks import words_meaning
from fazhi_check.fill.workbook.styles import Styles
from fazhi_check.fill.workbook.table import page_foot

_WIDTHS = (40, 110, 570)  # number, word, text: together a portrait page
_SIZE = 10.5
_TITLE = "怎样填这张表"
_STEPS = (
    "先在“填报”表上面填好“截至”：这次填报的情况截止到哪一天，写成 2023-12-31。",
    "只填浅黄色的格子；变成橙色的，是还缺着的。灰色的这一行用不上，白色的已锁定。鼠标停在表头上，有这一列的提示。",
    "一行是规划的一项任务。先看“要求及时限”：左边是时限，右边是到这一天应达到的状态或数。",
    "“状态”：点格子右边的箭头选一个词（各词的意思见下面）。选“不适用”的，要在右边的“理由”里写明原因。",
    "“进展情况”写事实：做了什么、到哪一步。没有完成的，写“存在问题”和“下一步措施”。",
    "佐证一行写一件：选类型，写标题；有文号、日期的写上。哪几类算数、要几件，见右边的“佐证要求”。",
    "同一项有几件佐证：右键点下一行的行号，选“插入”，在新行里写第二件，“编号”留空即可（会自动算作上一项的），其他格子不用再填。"
    "插入过这样的行，就不要再排序；多插的行空着就行。",
    "日期写成 2023-05-01；只知道年月的写 2023-05。数字写 98.5、98.5%、12,000 都可以；拿不准的写“1200余”“98%以上”，不要凑整。",
    "“要求及时限”里写着“另填”的，还要在右边的“覆盖数”“总数”等列，或者“分单位”“分年度”表里填数。",
    "没有情况可报的，整行留空，表示“未填报”；不要填“无”来代替不适用。",
    "不写姓名、身份证号、手机号等个人信息；涉密内容一律不写。表下面的签字、电话只用于盖章上报，不会被读取。",
    "打印：已设好 A4 横向，每页重复表头。“市办审核意见”右边的各列（理由、数值等）不打印，要一起签字确认的写进“进展情况”。",
)
_AFTER = (
    "存盘，仍存为 .xlsx 格式，原样发回市办。可以插入行、筛选、改行高列宽；不要改编号，不要删表头。",
    "市办用程序核对：每一项对照规划的时限和佐证要求，列出逾期、滞后、佐证不足、未填报的项；填错的，会指明是哪一格（如 填报!E12）、应怎样改。",
    "需要补正的，按指出的格子改好再发回。上次填的内容，下次会列在“上期填报”里供对照。",
    "工作表没有设密码。确有需要（如复制整行），在“审阅”里点“撤消工作表保护”。",
)


# Of a form that lists only some tasks: whoever checks it alone meets all the others.
_IN_PART = "这张表只列规划的一部分任务，没有列出的不用填。自己先用程序检查的，那些也会算作未填报，不用理会。"


def write_guide(sheet: Any, styles: Styles, unit: str, *, whole: bool) -> None:
    """Write the whole sheet; a form is `whole` that lists all that its unit is asked."""
    guide = Guide(sheet, styles)
    guide.title(_TITLE)
    guide.steps(_STEPS)
    guide.words("“状态”各词的意思", words_meaning("status"))
    guide.words("佐证类型：前四类算数，自述不算", words_meaning("kind of evidence"))
    guide.heading("填好以后")
    guide.steps(_AFTER if whole else (*_AFTER, _IN_PART))
    guide.finish(unit)


class Guide:
    """Writes one block below the other."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self._sheet, self._styles, self._row = sheet, styles, 0
        for number, width in enumerate(_WIDTHS):
            sheet.set_column_pixels(number, number, width)

    def title(self, text: str) -> None:
        """Write the title of the sheet."""
        self._sheet.set_row(self._row, 34)
        self._sheet.merge_range(self._row, 0, self._row, 2, text, self._styles.title())
        self._row += 1

    def heading(self, text: str) -> None:
        """Write the heading of a block, with room above it."""
        self._sheet.set_row(self._row, 30)
        style = self._styles.plain(strong=True, size=11)
        self._sheet.merge_range(self._row, 0, self._row, 2, text, style)
        self._row += 1

    def steps(self, steps: Sequence[str]) -> None:
        """Write a numbered list."""
        for number, text in enumerate(steps, 1):
            self._sheet.set_row(self._row, lines(text, sum(_WIDTHS[1:]) - 16, _SIZE) * _SIZE * 1.5 + 6)
            self._sheet.write_string(self._row, 0, f"{number}.", self._styles.number(_SIZE))
            self._sheet.merge_range(self._row, 1, self._row, 2, text, self._styles.step(_SIZE))
            self._row += 1

    def words(self, heading: str, meanings: Iterable[tuple[str, str]]) -> None:
        """Write words with their meanings as a table."""
        self.heading(heading)
        for word, meaning in meanings:
            self._sheet.set_row(self._row, 21)
            self._sheet.write_blank(self._row, 0, None, self._styles.plain())
            self._sheet.write_string(self._row, 1, word, self._styles.plain(strong=True, ground="head", border=True))
            self._sheet.write_string(self._row, 2, meaning, self._styles.plain(border=True))
            self._row += 1

    def finish(self, unit: str, what: str = "填表说明") -> None:
        """Lock the sheet and set how it is printed; the foot of each page names a unit and what this is."""
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(page_foot(unit, what), {"margin": 0.3})
