"""What a file is by its first bytes and by the names of its parts, where it is no .xlsx: and how to make it one."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from typing import Final

from fazhi_check.source.files import is_sheet
from fazhi_check.source.own import HEAD, advice, is_own
from fazhi_check.words import Text

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 4_000  # bytes that are enough to tell a text by its beginning
_SAVE: Final = Text(
    "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”再用",
    "open it in Excel or WPS and save it as .xlsx",
)
_AGAIN: Final = Text("请向原来的人再要一份，或在 Excel、WPS 里重新存一次", "get it again, or save it anew")
_OTHER_FILE: Final = Text("请核对是不是放错了文件", "check that it is the right file")
# What a compound file (the old form of Office) holds, by the name of a stream of its own.
_STREAMS: Final = (
    ("Workbook", "旧版 Excel 表格（.xls）", "an old Excel workbook (.xls)"),
    ("Book", "旧版 Excel 表格（.xls）", "an old Excel workbook (.xls)"),
    ("WordDocument", "旧版 Word 文档（.doc）", "an old Word document (.doc)"),
    ("PowerPoint Document", "旧版演示文稿（.ppt）", "an old slide show (.ppt)"),
)
_MAGIC: Final = (
    (b"%PDF", "PDF 文件", "a PDF"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"Rar!", "压缩包（.rar）", "an archive (.rar)"),
    (b"7z\xbc\xaf", "压缩包（.7z）", "an archive (.7z)"),
    (b"\x1f\x8b", "压缩包（.gz）", "an archive (.gz)"),
    (b"\xff\xd8\xff", "图片（.jpg）", "a picture (.jpg)"),
    (b"\x89PNG", "图片（.png）", "a picture (.png)"),
)


def is_zip(raw: bytes) -> bool:
    """Tell whether bytes begin as an archive does, as those of an .xlsx do."""
    return raw.startswith(_ZIP)


def why_no_zip(raw: bytes, name: str = "") -> Text:
    """Return what bytes are that do not begin as those of an .xlsx, and what to do."""
    if not raw.strip(b"\0 \t\r\n"):
        return Text(f"文件里什么也没有。{_AGAIN.zh}", f"there is nothing in it: {_AGAIN.en}")
    if raw.startswith(_OLE):
        return _compound(raw, name)
    if raw[:1] == b"\x09" and raw[1:2] in (b"\x00", b"\x02", b"\x04", b"\x08") and raw[2:3] in (b"\x04", b"\x06"):
        return _it_is("旧版 Excel 表格（.xls）", "an old Excel workbook (.xls)")
    for mark, zh, en in _MAGIC:
        if raw.startswith(mark):
            return _it_is(zh, en, _OTHER_FILE)
    return _text(raw, name)


def _it_is(zh: str, en: str, then: Text = _SAVE) -> Text:
    return Text(f"这是{'' if zh[0] > '~' else ' '}{zh}。{then.zh}", f"it is {en}: {then.en}")


def _compound(raw: bytes, name: str) -> Text:
    if _utf16("EncryptedPackage") in raw:
        return Text(
            "工作簿设了打开密码。请打开后取消密码（文件 → 信息 → 保护工作簿 → 用密码进行加密，把密码清空），存成 .xlsx 再用",
            "the workbook has a password: open it, remove the password and save it as .xlsx",
        )
    if name.lower().endswith((".et", ".ett")):
        return _it_is("WPS 表格（.et）", "a workbook of WPS (.et)")
    for stream, zh, en in _STREAMS:
        if _utf16(stream) in raw:
            return _it_is(zh, en, _SAVE if stream.lower().endswith("book") else _OTHER_FILE)
    return _it_is("旧版 Office 文件", "an old Office file")


def _utf16(stream: str) -> bytes:
    """Return a stream's name as a compound file's directory has it."""
    return f"{stream}\0".encode("utf-16-le")


def _text(raw: bytes, name: str) -> Text:
    """Return what bytes without a signature are: a page, XML or lines of values, else something unknown."""
    head = raw[:_HEAD]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\0" in head:
        return _unknown(name)
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace")
    if is_own(text[:HEAD]):
        return advice(text[:HEAD])
    return _page(text.lower().lstrip()) or _lines(text.lstrip(), name)


def _page(text: str) -> Text | None:
    """Return what a text in small letters is if it is markup of any kind."""
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return _it_is("“XML 表格 2003”文件", "a table as XML of Excel 2003")
    if re.search(r"<(?:!doctype html|html|table|meta|body)\b", text) or text.startswith("mime-version"):
        return _it_is("网页表格（HTML），不是工作簿", "a web page (HTML) with a table, no workbook")
    return _it_is("XML 文件，不是工作簿", "XML, no workbook") if text.startswith("<") else None


def _lines(text: str, name: str) -> Text:
    first = text.split("\n", 1)[0]
    if name.lower().endswith((".csv", ".tsv")) or "," in first or "\t" in first:
        return _it_is("用逗号或制表符分隔的文字（.csv），不是工作簿", "text with commas or tabs (.csv), no workbook")
    return _it_is("文字文件，不是工作簿", "a text, no workbook", _OTHER_FILE)


def _unknown(name: str) -> Text:
    kind = os.path.splitext(name)[1].lower() or ".xlsx"
    return Text(
        f"这不是工作簿，或者没有传完（内容与 {kind} 不符）。{_AGAIN.zh}",
        f"it is no workbook, or was cut off (its content is not that of {kind}): {_AGAIN.en}",
    )


def why_other_parts(names: Collection[str]) -> Text:
    """Return what an archive is that has no part of an .xlsx in it, by the names of its parts, and what to do."""
    low = [name.lower() for name in names]
    if "xl/workbook.bin" in low:
        return _it_is("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)")
    for folder, zh, en in (
        ("word/", "Word 文档（.docx）", "a Word document"),
        ("ppt/", "演示文稿（.pptx）", "a slide show"),
    ):
        if any(name.startswith(folder) for name in low):
            return _it_is(zh, en, _OTHER_FILE)
    if any(name.endswith(".iwa") for name in low) or "index.zip" in low:
        return _it_is("苹果 Numbers 表格（.numbers）", "a table of Numbers (.numbers)", _EXPORT)
    if "content.xml" in low or "mimetype" in low:
        return _it_is("OpenDocument 文件（.ods）", "an OpenDocument file (.ods)")
    if any(map(is_sheet, low)):
        return _it_is("压缩包（.zip），工作簿在里面", "an archive (.zip) with workbooks in it", _UNPACK)
    return _it_is("压缩包（.zip），里面没有工作簿的内容", "an archive (.zip) without a workbook's parts", _OTHER_FILE)


_EXPORT: Final = Text("请在 Numbers 里“导出为 → Excel”，选 .xlsx", "export it from Numbers as .xlsx")
_UNPACK: Final = Text("请先解压，再用里面的文件", "unpack it first")
