"""Submissions as people write them, and what slips of the pen make of them: the same for the same seed."""

from __future__ import annotations

import json
import os
from random import Random
from typing import Any

# How many cases the tests try; a long run sets more.
CASES = int(os.environ.get("FAZHI_CHECK_CASES", "0"))

_HEADS = (
    'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\n',
    "计划: small\n单位:\n  名称: 甲市\n  层级: 市级\n  代码: 650100\n截至: 2023年8月30日\n",
    "# 填报\nplan: 'small'\n单位: {名称: 甲市, level: 县级, 代码: '650100'}\nas_of: \"2023-08-30\"\n来源:\n  标题: 报告\n",
)
_FIELDS = (
    "状态: 推进中",
    "status: done",
    "状态: 不适用",
    "理由: 没有",
    "进度: 30",
    "progress: 45%",
    "value: 60",
    "数值: 1.2万余",
    'value: "12,000"',
    "covered: 37",
    "总数: 40",
    "by_unit: {甲村: 6, 乙村: 7}",
    "分年度: {2021: 3, 2022年: 4}",
    "done_on: 2023-05",
    "完成日期: 2022年5月",
    "责任单位: 市司法局",
    "problem: 人手不足，经费紧张",
    "next_step: '与各部门：共同推进'",
    'note: "含 # 和: 号"',
    "说明:",
    "note: ~",
    "链接: http://a.example/b#c",
    "佐证: []",
    "佐证: [{类型: 文件, 标题: 甲}]",
    "evidence:\n    - {kind: document, title: 办法, date: 2022-01-01}\n    - kind: 自述\n      标题: 总结",
    "佐证:\n      - 类型: 公开\n        标题: 目录\n        日期: 2023.2\n        quote: “公开”",
    "evidence:\n    - kind: record\n      title: 记录  # 复核\n",
    "状态: 已完成  # 待核",
    "by_year:\n      2021: 4\n      2022: 4",
    "说明: |\n      第一行\n      第二行: 甲\n\n      - 第三行",
    "note: >-\n      first\n      # second\n\n\n      third",
    "存在问题: |-\n        深一层\n          再深\n",
    "next_step: >\n     一\n     二",
    "owner: >\n     138\n     0000\n     1234",
    "evidence:\n    - kind: record\n      title: 记录\n      quote: |  # 原文\n        甲\n         乙\n      date: 2022",
)
_DATA: tuple[tuple[str, Any], ...] = (
    ("状态", "推进中"),
    ("status", "done"),
    ("进度", 30),
    ("progress", "45%"),
    ("value", 1.50),
    ("数值", "1.2万余"),
    ("covered", 37),
    ("总数", 40),
    ("by_unit", {"甲村": 6, "乙村": 7, "备注": None}),
    ("分年度", {"2021": 3, "2022年": -4}),
    ("done_on", "2023-05"),
    ("note", '第一行\n第二行 "引" \\ /'),
    ("说明", None),
    ("next_step", "与各部门：共同推进 \U00020000"),
    ("owner", True),
    ("title", "\n"),
    ("佐证", []),
    ("evidence", [{"kind": "document", "标题": "办法", "date": "2022-01-01"}, {"类型": "自述", "title": "总结"}]),
    ("佐证", [{"类型": "公开", "标题": "目录", "原文": ""}]),
)
_IDS = ("1.1.1-01", "1.1.1-02", "1.1.1-03", "1.2.1-01", "1.2.1-03", "1.2.1-04", "1.2.1-05", "1.2.1-07", "9.9.9-01")
_BITS = (
    *(" ", "  ", ":", ": ", "#", " #", "-", "- ", "\n", "\n\n", "'", '"', "[", "]", "{", "}", ",", ", ", "&a ", "*a"),
    *(
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "~",
        "null",
        "\t",
        "\r\n",
        "：",
        "，",
        "\u3000",
        "\u200b",
        "\ufeff",
        "---",
    ),
    *(
        "...",
        "<<: ",
        "0",
        "1",
        "状态",
        "状态: 已完成",
        "\\",
        "\\n",
        "“",
        "é",
        "𠀀",
        "13800000000",
        "秘密★",
        "\u2028",
        "\x85",
        "|\n",
        "|\n      ",
        ">\n    甲\n",
        " |-",
        "\n\n      ",
        "null,",
        ": ",
        ":",
        "\\u4e00",
        "\\ud800",
    ),
)


def submission_text(random: Random) -> str:
    """Return a submission of a few entries, mostly right."""
    text = random.choice(_HEADS) + random.choice(("entries:", "事项:")) + "\n"
    for target in random.sample(_IDS, random.randint(0, 5)):
        fields = random.sample(_FIELDS, random.randint(0, 5))
        text += f"  {target}:\n" + "".join(f"    {field}\n" for field in fields)
    return text


def several_lines(random: Random) -> str:
    """Return a submission with texts of several lines."""
    text = random.choice(_HEADS) + "entries:\n"
    for target in _IDS[:3]:
        indent, sign = random.choice(("    ", "      ", "        ")), random.choice(("|", "|-", ">", ">-"))
        deeper = random.choice(("", "", "  ")) if sign[0] == "|" else ""
        lines = ["甲: 乙", f"{deeper}- 丙 # 丁", random.choice(("", "# 戊", "，")), "“己” "]
        text += f"  {target}:\n    状态: 推进中\n    说明: {sign}{random.choice(('', '  # c'))}\n"
        text += "".join(f"{indent if line else ''}{' ' if indent == '    ' and line else ''}{line}\n" for line in lines)
        text += random.choice(("", "\n", "  # 记\n"))
    return text


def json_text(random: Random) -> str:
    """Return a submission of a few entries as JSON."""
    entries = {
        target: random.choice((None, dict(random.sample(_DATA, random.randint(0, 5)))))
        for target in random.sample(_IDS, random.randint(0, 4))
    }
    unit = {"name": "甲市", "层级": "city", "code": random.choice(("650100", 650100))}
    data = {"plan": "small", "单位": unit, "as_of": "2023-08-30", random.choice(("entries", "事项")): entries}
    separators = random.choice((None, (",", ":"), (" , ", " : ")))
    indent = random.choice((None, None, 0, 2, 4))
    return json.dumps(data, ensure_ascii=random.random() < 0.3, indent=indent, separators=separators)


def slipped(random: Random, text: str) -> str:
    """Return a text with one slip of the pen."""
    return random.choice((_inserted, _deleted, _in_lines, _in_lines))(random, text)


def _inserted(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(_BITS) + text[at:]


def _deleted(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.randint(1, 3) :]


def _in_lines(random: Random, text: str) -> str:
    """Return a text with a line lost, doubled, moved, indented otherwise or with something after it."""
    lines = text.split("\n")
    line, other = random.randrange(len(lines)), random.randrange(len(lines))
    written = lines[line]
    indented = random.choice((" ", "  ", "")) + written.removeprefix(random.choice((" ", "  ")))
    lines[line : line + 1] = random.choice(
        ([], [written, written], [lines[other]], [indented], [written + random.choice(_BITS)])
    )
    return "\n".join(lines)


def case(seed: int) -> str:
    """Return the text of a case: none to four slips."""
    random = Random(seed)
    text = json_text(random) if seed % 4 == 0 else submission_text(random)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3, 4))):
        text = slipped(random, text)
    return text
