"""new-plan --from TEXT: a published text read into a draft, written whole, and what was found told."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from fazhi_check.cli.notes import note
from fazhi_check.cli.published import published
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.plan.draft.composing import Draft, draft
from fazhi_check.plan.draft.indicators import IN_TABLE
from fazhi_check.plan.draft.sound import sound
from fazhi_check.source.files import STDIN
from fazhi_check.source.step import write_step
from fazhi_check.words import MEASURES, ROLES, Lang, Text, joined

_MOST_LISTED = 20


def write_draft(plan: str, path: str, folder: str, lang: Lang) -> None:
    """Draft the plan of an id from a text and write it into a new folder: all of its files or none.

    Raises UsageError.
    """
    if os.path.lexists(folder):
        raise exists_folder(folder)
    text, raw = published(path)
    name = "stdin.txt" if path == STDIN else os.path.basename(path)
    made = draft(plan, text, name, hashlib.sha256(raw).hexdigest())
    whole, files = sound(made)
    _write(folder, {name: content.encode() for name, content in files.items()})
    for line in _told(whole, folder, path):
        note(line, lang)


def exists_folder(folder: str) -> UsageError:
    """Return what is said of a plan's folder that is there already."""
    return UsageError(f"{folder} 已经存在，不覆盖", f"{folder} exists and is not overwritten")


def _write(folder: str, files: dict[str, bytes]) -> None:
    try:
        os.makedirs(folder)
    except FileExistsError:
        raise exists_folder(folder) from None
    except OSError as error:
        raise unwritten(folder, error) from None
    try:
        write_step(folder, files)
    except OSError as error:
        with suppress(OSError):
            shutil.rmtree(folder)
        raise unwritten(folder, error) from None


def _told(made: Draft, folder: str, path: str) -> list[Text]:
    """Return what was found, what is still to be filled in, and what to do next."""
    items = sum(len(section["items"]) for section in made.sections)
    sections, targets = len(made.sections), len(made.every)
    counted = _counted(ROLES, made.counts("role"))
    measured = _counted(MEASURES, made.counts("kind"))
    return [
        _written(folder, targets),
        Text(f"章节 {sections} 个，条目 {items} 个", f"{sections} sections, {items} items"),
        *([Text(f"目标：{counted.zh}", f"Targets: {counted.en}")] if targets else []),
        *([Text(f"衡量方式：{measured.zh}", f"Measures: {measured.en}")] if measured.zh else []),
        *_about_headings(made),
        *_about_tables(made),
        *_about_gaps(made),
        Text(
            "下一步：对照原文逐项核对，改好一项删去它的 draft: true；随时运行",
            "Next: go over each target with the text at hand and delete its draft: true once it is right; run",
        ),
        *(
            Text(line, line)
            for line in (f"  fazhi-check lint {folder}", f"  fazhi-check trace {folder} --source {path}")
        ),
    ]


def _counted(names: Mapping[str, Text], counts: Counter[str]) -> Text:
    """Return how many there are of each kind that there is, by its name."""
    found = ((text, counts[name]) for name, text in names.items() if counts[name])
    return joined((Text(f"{text.zh} {number}", f"{text.en} {number}") for text, number in found), "，")


def _written(folder: str, targets: int) -> Text:
    if targets:
        return Text(
            f"已写入 {folder}，{targets} 项目标都是草稿", f"Written to {folder}: {targets} targets, all of them drafts"
        )
    return Text(
        f"已写入 {folder}，没有读出一项要求：核对这是不是规划的正文",
        f"Written to {folder}, but nothing is asked in it: see whether it is the text of a plan",
    )


def _about_headings(made: Draft) -> list[Text]:
    told = []
    for one in made.lost[:_MOST_LISTED]:
        placed = Text(f"，拟题“{one.title}”", f", called {one.title}") if one.placed else _NOWHERE
        told.append(
            Text(
                f"第 {one.line} 行前缺 {one.id} 的标题{placed.zh}",
                f"The heading of {one.id} is lost before line {one.line}{placed.en}",
            )
        )
    rest = len(made.lost) - len(told)
    return told + ([Text(f"另有 {rest} 个标题缺失", f"{rest} more headings are lost")] if rest > 0 else [])


_NOWHERE = Text("，看不出它管哪些文字", ", and no text shows what it headed")


def _about_tables(made: Draft) -> list[Text]:
    read = sum(one["note"].startswith(IN_TABLE) for one in made.every)
    told = [Text(f"指标表读出 {read} 项，一行一项", f"{read} targets are rows of tables of indicators")] if read else []
    return told + [_unread(first, last) for first, last in made.tables[:_MOST_LISTED]]


def _unread(first: int, last: int) -> Text:
    lines = (
        Text(f"第 {first} 行", f"Line {first}")
        if first == last
        else Text(f"第 {first} 至 {last} 行", f"Lines {first} to {last}")
    )
    return Text(
        f"{lines.zh}像是散开的表格，没有读成目标，请对照原文补写",
        f"{lines.en}: a table whose cells run into each other or into lines; not read as targets, add them by hand",
    )


def _about_gaps(made: Draft) -> list[Text]:
    """Return what the text does not say, and the person who knows has to fill in."""
    page, days = made.page, made.dates
    gaps = [
        (page.title is None, Text("名称 title", "title")),
        (page.edition is None, Text("版本 edition", "edition")),
        (page.publisher is None, Text("发布单位 publisher", "publisher")),
        (page.published is None, Text("发布日期 published", "published")),
        (True, Text("行政区划代码 jurisdiction", "jurisdiction")),
        (days.start is None, Text("规划期起 period.start", "period.start")),
        (days.end is None, Text("规划期止 period.end", "period.end")),
        (True, Text("快慢的尺度 pace", "pace")),
    ]
    zh, en = joined(text for is_missing, text in gaps if is_missing)
    return [Text(f"原文没有写明，要补写：{zh}", f"Not in the text, to be filled in: {en}")]
