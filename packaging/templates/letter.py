"""The letters to a unit: 督促提醒函, and 商请函 to courts, procuratorates and congresses, each with its two annexes."""

from __future__ import annotations

from looks import fonts, number, page_break, paragraph, section, styles, tag
from package import Piece, packed


def reminder() -> bytes:
    """Return the template of the 督促提醒函."""
    pieces = [Piece("rId11", "footer", number(odd=True)), Piece("rId12", "footer", number(odd=False))]
    numbered = {"footer default": "rId11", "footer even": "rId12"}
    body = [
        paragraph("公文标题", "关于整改有关问题的督促提醒函"),
        paragraph("主送机关", "{{ 主送 }}："),
        tag("for 问题 in 正文问题"),
        paragraph("正文", "{{ 问题.序号 }}．{{ 问题.事项 }}"),
        tag("endfor"),
        page_break(),
        section(references=numbered, ends=True),
    ]
    return packed("".join(body), styles(), fonts(), pieces, "督促提醒函")
