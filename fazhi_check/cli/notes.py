"""What a run says of itself on standard error: how it is set up (--verbose), and how far it is (on a terminal)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from fazhi_check.cli.prepare import Part, Setup
from fazhi_check.outcome import FileReport
from fazhi_check.sanitize import clean
from fazhi_check.words import Lang, Text

# A run shorter than this shows no bar, in seconds.
_PATIENCE = 0.7


def tell(setup: Setup) -> None:
    """Say how a run is set up."""
    lang = setup.view.lang
    said = [Text(f"配置：{setup.settings or '没有'}", f"settings: {setup.settings or 'none'}")]
    for part in setup.parts:
        said += _of_part(part, setup.settings)
    said.append(Text(f"文件：{len(setup.files)} 个", f"files: {len(setup.files)}"))
    said += [Text(f"另写：{path}（{name}）", f"also writes: {path} ({name})") for name, path in setup.output]
    for text in said:
        note(text, lang)


def _of_part(part: Part, settings: str | None) -> Iterator[Text]:
    """Yield how the files of a part are judged, by their settings where these are not the run's."""
    checker = part.checker
    if part.settings != settings:
        own, number = part.settings or "没有", len(part.files)
        yield Text(f"其中 {number} 个文件的配置：{own}", f"settings of {number} files: {part.settings or 'none'}")
    if checker.plan:
        plan = f"{checker.plan.id} {checker.plan.hash}"
        yield Text(f"规划：{plan}", f"plan: {plan}")
    if checker.waivers:
        path, number = checker.waivers.path, len(checker.waivers.waivers)
        yield Text(f"豁免：{path}，{number} 条", f"waivers: {path}, {number}")
    if checker.baseline:
        path, number = checker.baseline.path, len(checker.baseline.places)
        yield Text(f"已知问题：{path}，{number} 条", f"known findings: {path}, {number}")
    for one in checker.standards.standards if checker.standards else ():
        number = len(one.items)
        yield Text(f"测评标准：{one.path}，{number} 项", f"standard: {one.path}, {number} items")
    gate = ", ".join(sorted(part.fail_on)) or "never"
    yield Text(f"不通过的判定：{gate}", f"fails on: {gate}")


def note(text: Text, lang: Lang) -> None:
    """Say one line on standard error."""
    print(clean(text.say(lang)), file=sys.stderr)


def watched(found: Iterator[FileReport], total: int, lang: Lang, say_all: bool, quiet: bool) -> Iterator[FileReport]:
    """Yield the reports, telling of each on demand; a long run on a terminal shows how far it is."""
    if say_all:
        for one in found:
            note(Text(f"已检查：{one.path}", f"checked: {one.path}"), lang)
            yield one
    elif quiet or not sys.stderr.isatty():
        yield from found
    else:
        yield from _with_bar(found, total, lang)


def _with_bar(found: Iterator[FileReport], total: int, lang: Lang) -> Iterator[FileReport]:
    start = time.monotonic()
    for done, one in enumerate(found, 1):
        yield one
        if time.monotonic() - start > _PATIENCE and done < total:
            yield from _bar(found, done, total, lang)


def _bar(found: Iterator[FileReport], done: int, total: int, lang: Lang) -> Iterator[FileReport]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(Text("检查", "checking").say(lang), total=total, completed=done)
        for one in found:
            yield one
            progress.advance(task)
