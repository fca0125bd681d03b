"""Submissions as people write them, and what slips of the pen make of them: the same for the same seed."""

from __future__ import annotations

import os
from random import Random

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
    ),
)


def submission_text(random: Random) -> str:
    """Return a submission of a few entries, mostly right."""
    text = random.choice(_HEADS) + random.choice(("entries:", "事项:")) + "\n"
    for target in random.sample(_IDS, random.randint(0, 5)):
        fields = random.sample(_FIELDS, random.randint(0, 5))
        text += f"  {target}:\n" + "".join(f"    {field}\n" for field in fields)
    return text


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
    text = submission_text(random)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3, 4))):
        text = slipped(random, text)
    return text
