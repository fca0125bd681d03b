"""FZ1: the file itself. The readers notice these; the rules here name and explain them."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi_check.findings import Finding
from fazhi_check.rules.dossier import Dossier, Look


def cannot_be_read(case: Dossier) -> Iterable[Finding]:
    """文件读不出来。

    常见原因：没有读取权限、路径是断开的链接、网络盘断线，或者文件是空的、只有注释。其余文件照常检查。
    怎么办：请管理员开通读取权限，或把文件复制到本机再检查；空文件用 fazhi-check init 重新生成。

    工作簿还有：.xls、.et、.csv 等其他格式（在 Excel 或 WPS 里另存为“Excel 工作簿（*.xlsx）”，不要只改文件名）；
    设了打开密码（先取消密码）；文件没有传完或已损坏；没有一行表头写着“编号”，找不到填报的表。

    ---
    The file cannot be read.

    Usual causes: no permission, a broken link, a network drive that is away; or there is nothing in it but comments.
    Other files are checked all the same. Ask for permission to read it, or copy the file to this machine; for an empty
    file run fazhi-check init.

    Of workbooks also: other formats such as .xls, .et and .csv (save them as .xlsx in Excel or WPS, which is more than
    another name), a password to open it (take it off), a file that is damaged or cut off, and no row of heads with 编号,
    by which the table is found.

    ---
    # 断开的链接：所指的文件已经移走

    ---
    3.3.2-05: {状态: 推进中}
    """
    return case.noticed("FZ101")


def not_utf8(case: Dossier) -> Iterable[Finding]:
    """文件不是 UTF-8 编码。

    旧版记事本和部分办公软件默认存成 GBK（ANSI）或 UTF-16。
    怎么办：用编辑器打开，“另存为”，编码选 UTF-8。内容不用改。如果只有几行不是（多半是从别处粘贴来的），
    提示会指明哪几行：重新输入这几行，不要“另存为”，否则乱码就存进去了。

    ---
    The file is not UTF-8.

    Older editors save GBK (ANSI) or UTF-16 by default. Open the file, choose "save as" and the encoding UTF-8;
    the content stays as it is. Where only some lines are not (pasted from elsewhere, mostly), the message names them:
    type these anew and do not "save as", which would make the damage last.

    ---
    # 用 GBK 编码保存
    3.3.2-05: {状态: 推进中, 说明: 目录正在征求意见}

    ---
    # 用 UTF-8 编码保存
    3.3.2-05: {状态: 推进中, 说明: 目录正在征求意见}
    """
    return case.noticed("FZ102")


def yaml_syntax(case: Dossier) -> Iterable[Finding]:
    """文件不符合 YAML 或 JSON 写法，后面的内容无法读取。

    最常见的笔误：全角冒号“：”（应为半角冒号加一个空格）、用制表符（Tab）缩进、引号没有收尾、
    同一层的缩进没有对齐、文字里有“: ”却没有加引号。提示的行列是发现问题的地方，原因有时在上一行。
    文件名以 .json 结尾的只按 JSON 来读：键和文字放在双引号里，没有注释，最后一项后面没有逗号。

    ---
    The file is neither valid YAML nor JSON, so what follows cannot be read.

    The usual slips: a full-width colon (write an ordinary colon and a blank), tabs as indentation, an unclosed quote,
    uneven indentation, a colon inside unquoted text. The place is where it was noticed; the cause may be a line above.
    A file that is called .json is read as JSON only: keys and texts in double quotes, no comments, no comma at an end.

    ---
    3.3.2-05:
      状态：推进中
      说明: 目录正在征求意见

    ---
    3.3.2-05:
      状态: 推进中
      说明: 目录正在征求意见
    """
    return case.noticed("FZ103")


def duplicate_key(case: Dossier) -> Iterable[Finding]:
    """同一层里一个键写了两次。

    中文键和英文键是同一个键（状态 就是 status），各写一次也算重复。两个值哪个算数无从知道，
    所以这一项不作判定。怎么办：留下对的，删去另一个。

    工作簿里一项可以占几行，一行写一件佐证，但状态、进展情况等每一栏只写一次（写在第一行，或各行写得一样）；
    几行写得不同就是重复。两栏的表头是一个意思（如 进展情况 和 落实情况），也只填一栏。

    ---
    A key stands twice in one mapping.

    A Chinese key and its English twin are one key (状态 is status). Nobody can know which value counts, so the entry
    is not judged. Keep the right one and delete the other.

    In a workbook a target may take several rows, one for each piece of evidence; every other column is filled in once,
    in the first of them, or alike in all: rows that differ repeat it. Two columns whose heads mean the same do so too.

    ---
    3.3.2-05:
      状态: 推进中
      status: done

    ---
    3.3.2-05:
      状态: 推进中
    """
    return case.noticed("FZ104")


def too_large(case: Dossier) -> Iterable[Finding]:
    """文件过大、嵌套过深，或别名过多。

    上限远高于实际需要（答完整个规划约 70 KB、五层）。通常是放错了文件。

    工作簿多半是远处的格子里误写了字，或者复制时带来了成千上万的格式和图片。怎么办：按提示删去那一格；
    或者新建一个空白的填报表，只把填过的格子粘贴过去（选择性粘贴 → 数值）。

    ---
    The file is too large, too deeply nested, or has too many aliases.

    The limits are far above real use (a full answer has some 70 KB and five levels). It is usually the wrong file.

    In a workbook something stands by mistake in a cell far out, or pasting brought along thousands of formats and
    pictures. Delete what is in that cell, or paste what was filled in as values into a new form.

    ---
    # 文件超过 1 MB
    3.3.2-05:
      状态: 推进中
      说明: 把文件全文都贴在了这里……

    ---
    3.3.2-05:
      状态: 推进中
      说明: 目录正在征求意见，全文见附件
    """
    return case.noticed("FZ105")


def one_document(case: Dossier) -> Iterable[Finding]:
    """一个文件里写了不止一份。

    单独一行的 --- 会开始新的一份。怎么办：一个单位一个文件；如果只是想画分隔线，请用 # 开头的注释。

    ---
    The file holds more than one document.

    A line of --- begins a new one. Use one file for each unit; for a mere dividing line write a comment with #.

    ---
    计划: urumqi-14fyp
    单位: {名称: 示例甲县, 层级: 县级, 代码: "650121"}
    截至: 2023-08-30
    事项: {}
    --- # 从这里起是第二份
    计划: urumqi-14fyp
    单位: {名称: 示例乙县, 层级: 县级, 代码: "650122"}
    截至: 2023-08-30
    事项: {}

    ---
    计划: urumqi-14fyp
    # ---- 单位 ----
    单位: {名称: 示例甲县, 层级: 县级, 代码: "650121"}
    截至: 2023-08-30
    事项: {}
    """
    return case.noticed("FZ106")


def no_tags(case: Dossier) -> Iterable[Finding]:
    """文件里用了 YAML 标签（以“!”开头的记号）。

    填报不需要标签，一律不接受。如果是以感叹号开头的文字，请放进引号。

    ---
    The file uses a YAML tag, a mark that begins with an exclamation mark.

    No submission needs one and none is accepted. Text that begins with an exclamation mark goes into quotes.

    ---
    3.3.2-05:
      状态: 推进中
      说明: ! 目录尚未公布

    ---
    3.3.2-05:
      状态: 推进中
      说明: "! 目录尚未公布"
    """
    return case.noticed("FZ107")


def sheet_as_read(case: Dossier) -> Iterable[Finding]:
    """工作簿里有没有读取的内容，或者有几行是按别的写法读的。

    这是提示，不影响判定：没有读取的逐一点名，不会悄悄丢掉。不读取的有：不认识的列，涉及个人的列
    （责任人、填报人、电话；只说表头，不说内容），合计和分组标题的行，签字栏以下的文字，批注和图片，填报以外的工作表。
    有的行没有编号，按上面一项的又一行（又一件佐证）读取，也在这里说明读进了哪一项。

    怎么办：先看提示里的列和行。本来就是给自己看的（处室、备注、合计），不用处理；是要报送的内容，就把表头改成
    填报表里的名称（如 进展情况、存在问题），或给这一行写上编号。改完再检查一遍。

    ---
    A workbook holds what was not read, or rows that were read in another way than they stand.

    It changes no verdict: what was not read is named, so that nothing is lost in silence. That are columns nobody knows,
    columns of persons (by their heads, never by what they hold), notes on cells, rows of sums and headings, what stands below the
    signatures, and sheets beside the form. A row without an id that was read as a further line (a further piece of
    evidence) of the target above it is named with that target.

    Look at the columns and rows that are named. What is only for the office itself needs nothing; what is to be
    reported gets the head of the form (进展情况, 存在问题), or its row an id. Then check again.

    ---
    # 工作簿里多一列“分管处室”，填了内容
    3.3.2-05: {状态: 推进中}

    ---
    3.3.2-05: {状态: 推进中}
    """
    return case.noticed("FZ108")


# The rule of each code.
RULES: dict[str, Look] = {
    "FZ101": cannot_be_read,
    "FZ102": not_utf8,
    "FZ103": yaml_syntax,
    "FZ104": duplicate_key,
    "FZ105": too_large,
    "FZ106": one_document,
    "FZ107": no_tags,
    "FZ108": sheet_as_read,
}
