"""`fazhi-check explain papers`: what each paper is for, how its template is changed, and every tag with what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TextIO

from fazhi_check.digest.papers.facts import GIVEN
from fazhi_check.digest.papers.tags import TAGS
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.papers.tags import EACH, tags_of
from fazhi_check.reports.papers.template import template_of


class _Use(NamedTuple):
    """What a paper is for, who gets it, and the command that writes it."""

    purpose: str
    goes_to: str
    command: str


_USES: Final[Mapping[str, _Use]] = {
    "notice": _Use(
        "通报印发前请单位核对自己的数据，无异议或有异议（附理由和佐证）",
        "一次调度里的每个单位（免报的、规划不约束的除外）；未报送的单位也有一份，只说没有收到、通报怎样列",
        "fazhi-check 回收/ --round 调度台账.xlsx -o notice:数据核对单/",
    ),
    "letter": _Use(
        "提请单位整改、补报；附件1 问题清单，附件2 整改情况反馈表",
        "有没了结的事项或未报送的单位；免报的、规划不约束的、没有事项的不发",
        "fazhi-check 回收/ --round 调度台账.xlsx -o letters:督促提醒函/",
    ),
    "request": _Use(
        "与督促提醒函同样的内容，商请的语气",
        "法院、检察院、人大；与督促提醒函一起写出",
        "fazhi-check 回收/ --round 调度台账.xlsx -o letters:督促提醒函/",
    ),
    "bulletin": _Use(
        "通报一次调度的总体情况、共性问题和个别问题，附各单位情况表",
        "全部单位，一份",
        "fazhi-check 回收/ --round 调度台账.xlsx -o bulletin:通报.docx",
    ),
    "responsibility": _Use(
        "把规划的任务分到单位：目标责任书、任务分解表",
        "每个单位一份；--unit 只写一个单位的",
        "fazhi-check handout responsibility --round 调度台账.xlsx -o 目标责任书/",
    ),
    "checklist": _Use(
        "督察时带到现场：逐项查什么、看什么佐证、查的结果",
        "每个单位一份；--unit 只写一个单位的",
        "fazhi-check handout checklist --round 调度台账.xlsx -o 督察清单/",
    ),
}


def render_papers(out: TextIO) -> None:
    """Write the page. Raises ImportError without docxtpl, OSError where a template is not there."""
    out.writelines(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield from _HEAD.splitlines()
    yield from ("", "## 有哪些文书 The papers", "")
    yield from _table("文书 paper | 用处 what for | 发给谁 to whom | 怎么写出 command", map(_use, _USES.items()))
    yield from ("", *_CHANGE.splitlines(), "")
    yield from _table("名称 | 英文名", ((f"`{text.zh}`", f"`{name}`") for name, text in GIVEN.items()))
    yield from ("", *_MARKS.splitlines())
    for paper, tags in TAGS.items():
        yield from ("", f"## {PAPERS[paper].zh}的标记 Tags of {PAPERS[paper].en}", "", *_of(paper, tags))
    yield from ("", *_ENGLISH.splitlines())


def _use(one: tuple[str, _Use]) -> tuple[str, ...]:
    paper, use = one
    return f"{PAPERS[paper].zh} `{paper}`", use.purpose, use.goes_to, f"`{use.command}`"


def _of(paper: str, tags: Mapping[str, str]) -> Iterator[str]:
    """Yield the table of a paper's tags: what each holds, and whether the shipped template has it."""
    used = set(tags_of(template_of(paper)))
    rows = ((_written(name, tags), text, "有" if name in used else "没有用") for name, text in tags.items())
    yield from _table("标记 tag | 内容 what it holds | 自带模板 shipped", rows)


def _written(name: str, tags: Mapping[str, str]) -> str:
    """Return a tag as it is told: what is told of each of several by the name of these, which is marked so itself."""
    above, each, part = name.rpartition(EACH)
    if each:
        return f"`{above.replace(EACH, '')}` 每行的 `{part.removeprefix('.')}`"
    return f"`{name}`（逐行）" if any(other.startswith(f"{name}{EACH}") for other in tags) else f"`{name}`"


def _table(heads: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {heads} |"
    yield "|---" * (heads.count("|") + 1) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


_HEAD: Final = """# 文书

办公室发出去的纸：数据核对单、督促提醒函、商请函、通报、目标责任书、督察清单。都是 Word 文件，用的是同一次判定的数据，核定过的按核定，
没有核定的按初核并写明多少项未经核定。*In English: [at the end](#in-english).*

写文书要先装上办公文件的支持：`pip install "fazhi-check[office]"`。文件夹里已经有东西的不写；要重写以前写出的，加 `--replace`，有人改过的
始终保留。写出一份函不等于发出一份函：发了以后在调度台账的“发文登记”里登记一行，才算一次催办。"""
_CHANGE: Final = """## 换成自己的模板 A template of your own

每种文书的样子都在一个 Word 模板里，固定的话、字体、页边距都可以改：

1. 取出自带的模板：`fazhi-check handout templates -o 模板/`。
2. 用 Word 或 WPS 打开要改的一份，改好，存成 .docx。
3. 用自己的模板：`--template 数据核对单:模板/数据核对单.docx`，可以写几个，名称就是上面表里的文书。

固定的话直接改。从数据来的内容是标记，写成 `{{ 主送 }}`，可以移动、复制、删去，也可以换字体字号；大括号里的名称不能改。文书里各单位自己
填报的内容原样作为文字，不会被当成标记。

发文字号、日期这些由办公室给出，例如 `--letter 文号=某法治办函〔2024〕5号 --letter 成文日期=2024年1月15日`；没有给的在文书上是空白横线，
留着手写，不会用今天的日期。每次都一样的可以写在配置 fazhi-check.toml 的 `[letter]` 表里，一行一项，如
`issuer = "市委依法治市办"`（中文名称要加引号），`template` 里的路径从配置所在的文件夹算起；命令行给的优先。可以给的有："""
_MARKS: Final = """### 标记怎样写 How tags are written

| 写法 | 作用 |
|---|---|
| `{{ 主送 }}` | 填上内容 |
| `{%p if 较上期 %}` … `{%p endif %}` | 有内容才有中间的段落；各占一段，写出后这一段不在 |
| `{%p for 句 in 共性问题 %}` `{{ 句 }}` `{%p endfor %}` | 每项一段 |
| `{%tr for 行 in 逐项 %}` `{{ 行.编号 }}` `{%tr endfor %}` | 表格里每项一行；两个标记各占一行，写出后这一行不在 |

一个标记要一口气写完，中间不要换字体、换行。写错了（名称不对、少了 endfor）不会写出文书，会说是哪个模板、哪个标记。

下面是每种文书的全部标记。“逐行”的要用 for 写；“每行的”名称前面加上 for 里起的名字，如 `行.编号`。"""
_ENGLISH: Final = """## In English

Papers are Word files made from the digest of a run, with what an office settled where there is something settled: figures
to be checked (`notice`), reminder letters and letters of request (`letters`), the bulletin (`bulletin`), sheets of duties
and checklists (`handout`). `fazhi-check handout templates -o FOLDER` copies the templates out; change one in Word or WPS
and name it with `--template NAME:FILE`. Tags are Jinja's as docxtpl has them; a tag that means nothing is told with the
template's name and the tag, and nothing is written. What `--letter KEY=VALUE` does not give is a blank to be seen, never
today's date. The tables above name every tag with what it holds; this page is made of the same tables that a test holds
the templates and the content to."""
