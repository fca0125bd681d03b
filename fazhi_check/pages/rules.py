"""All rules on one page of Markdown: what each finds, what to do, an example it reports and one it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from fazhi_check.rules.book import EXAMPLE_HEADINGS, RulePage
from fazhi_check.words import SEVERITIES, Lang, Text

# Each family's name and, in a line, what its rules look at.
FAMILIES: dict[str, tuple[Text, Text]] = {
    "FZ1": (Text("文件", "The file"), Text("文件本身能不能读出来。", "The file itself.")),
    "FZ2": (Text("格式", "The form"), Text("键、值和编号写得对不对。", "The form: keys, values, ids.")),
    "FZ3": (
        Text("一致性", "Consistency"),
        Text("不可能成立的、自相矛盾的和不该写进来的内容。", "What cannot be true, or must not be there."),
    ),
    "FZ4": (
        Text("佐证", "Evidence"),
        Text("材料够不够，还算不算数。", "The evidence: whether it suffices and still holds."),
    ),
    "FZ5": (
        Text("进度", "Progress"),
        Text("没有报的、逾期的、滞后的和临近时限的。", "What is missing, overdue, lagging or due soon."),
    ),
    "FZ6": (Text("豁免", "Waivers"), Text("豁免文件里的条目。", "The waivers.")),
    "FZ7": (
        Text("规划和测评标准", "The plan, a standard"),
        Text("规划和测评标准本身的毛病，给编写的人看。", "Plans and standards, for those who write them."),
    ),
    "FZ8": (Text("已知问题", "Known findings"), Text("已知问题清单里的条目。", "The list of known findings.")),
    "FZ9": (
        Text("调度", "The round"),
        Text("一次调度里谁报了、报得对不对得上。", "The round: who has reported, and whether it fits."),
    ),
}

_TITLE = Text("问题代码", "Codes")
_HEAD_ZH = """\
报告里的每个问题都有一个代码，共 {number} 个。本页说明每个代码在什么情况下报告、怎么办，各举一个会报告的例子和一个不会报告的例子。只看其中一个，用 `fazhi-check explain FZ303`。

- FZ1 至 FZ5 的例子是一个市级单位填报里“事项”下的一段，对照 urumqi-14fyp；以“计划”开头的是整份填报。没有另外写明的，都截至 2023-08-30。
- FZ6 的例子是豁免文件里的一条，所说的 3.3.2-08 逾期，3.3.2-05 已达进度。
- FZ7 的例子是规划文件里的一段：以“- ”开头的是一节里的目标，其余在 plan.yaml 里；从 FZ721 起是测评标准里的一段，以“- ”开头的是考评项目。
- FZ8 的例子是已知问题清单，旁边的 a.yaml 是一份没有写法错误的填报。
- 例子开头的注释（# 后面的字）交代文字本身看不出的情况，例如用什么编码保存。
"""
_HEAD_EN = """\
Every finding has a code. Each is explained here in {languages}, with an example in YAML that is
reported and one that is not. Examples of FZ1 to FZ5 are entries of a city's submission to urumqi-14fyp as of
2023-08-30, or a whole submission; those of FZ6 are waivers, of FZ7 parts of a plan (from FZ721 on of a standard), of FZ8 lists of known findings
beside a submission a.yaml without errors. A comment in the first line tells what the text alone cannot show.
"""


def render(rules: Iterable[RulePage], out: TextIO, lang: Lang | None = None) -> None:
    """Write the page of these rules, by family and code, in one language or in both."""
    ordered = sorted(rules, key=lambda rule: rule.code.name)
    out.writelines(f"{line}\n" for line in _lines(ordered, lang))


def _lines(rules: Sequence[RulePage], lang: Lang | None) -> Iterator[str]:
    first: Lang = lang or "zh"
    yield from (f"# {_TITLE.say(first)}", "", *_head(len(rules), lang), "")
    for family, members in _families(rules):
        yield f"- [{family} {FAMILIES[family][0].say(first)}](#{family.lower()})"
        yield from (f"  - [{rule.code.name} {rule.title(first)}](#{rule.code.name.lower()})" for rule in members)
    for family, members in _families(rules):
        name, scope = FAMILIES[family]
        yield from ("", *_heading("##", family, name.say(first)), "", scope.say(lang) if lang else scope.zh + scope.en)
        for rule in members:
            yield from ("", *_rule(rule, lang))


def _head(number: int, lang: Lang | None) -> list[str]:
    zh = _HEAD_ZH.format(number=number).splitlines()
    en = _HEAD_EN.format(languages="English" if lang else "both languages").splitlines()
    return zh if lang == "zh" else en if lang else [*zh, "", *quoted(en)]


def quoted(english: Sequence[str]) -> Iterator[str]:
    """Yield lines in English as they stand on a page in both languages."""
    yield f"> **English.** {english[0]}"
    yield from (f"> {line}" for line in english[1:])


def _families(rules: Iterable[RulePage]) -> Iterator[tuple[str, Iterator[RulePage]]]:
    return groupby(rules, key=lambda rule: rule.code.name[:3])


def _heading(level: str, code: str, title: str) -> Iterator[str]:
    # An address of our own: each program makes another one of a Chinese heading.
    yield from (f'<a id="{code.lower()}"></a>', "", f"{level} {code} {title}")


def _rule(rule: RulePage, lang: Lang | None) -> Iterator[str]:
    first: Lang = lang or "zh"
    severity, (_, _, more) = SEVERITIES[rule.code.severity], rule.prose(first).partition("\n\n")
    yield from _heading("###", rule.code.name, rule.title(first))
    told = Text("**{}**，报告为：`{}`", "**{}**, reported as: `{}`").say(first)
    yield from ("", told.format(severity.say(first), rule.code.message.say(first)), *(("", more) if more else ()))
    for heading, example in zip(EXAMPLE_HEADINGS, rule.examples, strict=True):
        yield from ("", heading.say(first), "", "```yaml", example, "```")
    if lang is None:
        english = (f"**English** ({severity.en}: `{rule.code.message.en}`)", *rule.prose("en").split("\n\n"))
        yield from ("", "> " + "\n>\n> ".join(english))
