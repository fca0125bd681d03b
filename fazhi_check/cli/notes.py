"""What a run says of itself on standard error: how it is set up (--verbose), and how far it is (on a terminal)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

from fazhi_check.cli.prepare import Setup
from fazhi_check.hygiene import clean
from fazhi_check.words import Lang, Text

# A run shorter than this shows no bar, in seconds.
_PATIENCE = 0.7


def tell(setup: Setup) -> None:
    """Say how a run is set up."""
    checker, lang = setup.checker, setup.view.lang
    said = [Text(f"配置：{setup.settings or '没有'}", f"settings: {setup.settings or 'none'}")]
    if checker.plan:
        plan = f"{checker.plan.id} {checker.plan.hash}"
        said.append(Text(f"计划：{plan}", f"plan: {plan}"))
    if checker.waivers:
        path, number = checker.waivers.path, len(checker.waivers.waivers)
        said.append(Text(f"豁免：{path}，{number} 条", f"waivers: {path}, {number}"))
    if checker.known:
        path, number = checker.known.path, len(checker.known.places)
        said.append(Text(f"已知问题：{path}，{number} 条", f"known findings: {path}, {number}"))
    gate = ", ".join(sorted(setup.view.fail_on)) or "never"
    said.append(Text(f"不通过的判定：{gate}", f"fails on: {gate}"))
    said.append(Text(f"文件：{len(setup.files)} 个", f"files: {len(setup.files)}"))
    said += [Text(f"另写：{path}({name})", f"also writes: {path} ({name})") for name, path in setup.output]
    for text in said:
        note(text, lang)


def note(text: Text, lang: Lang) -> None:
    """Say one line on standard error."""
    print(clean(text.say(lang)), file=sys.stderr)


def watched(files: Sequence[str], lang: Lang, say_all: bool, quiet: bool) -> Iterator[str]:
    """Yield the files, saying each on demand; a long run on a terminal shows how far it is."""
    if say_all:
        for path in files:
            note(Text(f"检查：{path}", f"checking: {path}"), lang)
            yield path
    elif quiet or not sys.stderr.isatty():
        yield from files
    else:
        yield from _with_bar(files, lang)


def _with_bar(files: Sequence[str], lang: Lang) -> Iterator[str]:
    start = time.monotonic()
    rest = iter(files)
    for done, path in enumerate(rest):
        if time.monotonic() - start > _PATIENCE:
            yield from _bar(path, rest, done, len(files), lang)
            return
        yield path


def _bar(path: str, rest: Iterator[str], done: int, total: int, lang: Lang) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(Text("检查", "checking").say(lang), total=total, completed=done)
        yield path
        for following in rest:
            progress.advance(task)
            yield following
