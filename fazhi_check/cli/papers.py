"""Writing papers: a folder of them in one step, and what is said of a template that cannot be filled in."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from fazhi_check.cli.notes import note
from fazhi_check.cli.usage_error import UsageError, choose, unwritten, without_office
from fazhi_check.cli.written import opened
from fazhi_check.digest.papers.facts import GIVEN, amiss
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.view import View
from fazhi_check.words import Lang, Text, joined

if TYPE_CHECKING:
    from fazhi_check.digest.run import Digest


@contextmanager
def told_mistakes() -> Iterator[None]:
    """Tell what is wrong with a template, or that nothing here can fill one in, as wrong usage. Raises UsageError."""
    from fazhi_check.reports.papers.template import TemplateMistake

    try:
        yield
    except TemplateMistake as mistake:
        raise UsageError(*mistake.text) from None
    except ImportError:
        raise without_office() from None


def write_folder(path: str, files: Mapping[str, bytes], view: View) -> None:
    """Write papers into a folder in one step, and say what of it was kept. Raises UsageError.

    One that is not empty is refused, unless it is to be written anew (`view.replace`): then what the program wrote there
    earlier and nobody has touched gives way, and nothing else.
    """
    folder = opened(path)
    if folder.strangers and not view.replace:
        raise UsageError(
            f"{path} 里已经有东西，没有写：换一个空文件夹；要重写以前写出的，加 --replace（有人改过的始终保留）",
            f"{path} is not empty, nothing was written: name an empty folder, or add --replace to write anew what the "
            "program wrote there (what somebody has changed is kept)",
        )
    try:
        folder.write({name: raw for name, raw in files.items() if folder.takes(name, raw, view.replace)})
        kept = [*folder.kept, *(folder.drop(files) if view.replace else ())]
    except OSError as error:
        raise unwritten(path, error) from None
    if kept:
        note(Text(f"{path} 里有人改过、没有重写的：{'、'.join(kept)}", f"kept in {path}: {', '.join(kept)}"), view.lang)


def refuse_edited(path: str) -> None:
    """Refuse to write a bulletin over one that an office has worked on: its blanks are there to be filled in. Raises UsageError."""
    from fazhi_check.reports.papers.template import is_edited

    if not os.path.isfile(path):
        return
    try:
        with open(path, "rb") as stream:
            edited = is_edited(stream.read())
    except OSError:  # writing tells what is wrong
        return
    if edited:
        raise UsageError(
            f"{path} 有人改过，没有重写：换一个文件名，或先把它移走",
            f"{path} has been worked on and is kept: name another file, or move it away first",
        )


def tell_letters(report: Digest, view: View) -> None:
    """Say how many units have nothing open, and so no letter, where there are any."""
    from fazhi_check.digest.papers.letters import letters

    number = len(letters(report, view.given).clear)
    if number:
        note(
            Text(
                f"没有未了结的事项、不发函的单位 {number} 个", f"units with nothing open, which get no letter: {number}"
            ),
            view.lang,
        )


def read_given(written: Sequence[str]) -> dict[str, str]:
    """Return what is given for papers: each is KEY=VALUE. Raises UsageError."""
    found: dict[str, str] = {}
    for one in written:
        name, sign, value = one.replace("＝", "=", 1).partition("=")
        if not sign:
            raise UsageError(
                f"--letter 应写成“名称=内容”，例如 --letter 文号=〔2023〕5号，不是“{one}”",
                f"--letter is KEY=VALUE, e.g. --letter number=5, not {one}",
            )
        key = choose(name.strip(), GIVEN, "--letter")
        found[key] = value.strip()
        wrong = amiss(key, found[key])
        if wrong:
            raise UsageError(*wrong)
    return found


def tell_unused(view: View, outputs: Collection[str], given: Collection[str]) -> None:
    """Say which templates, or what else given for papers on the command line, no paper of this run takes up."""
    if "template" in given:
        tell_idle([one for one in view.templates if _TAKES.get(one) not in outputs], view.lang)
    if "letter" in given and not set(outputs) & set(_TAKES.values()):
        said = "--letter 没有用上：这次不写文书，要写加 -o letters:文件夹、-o notice:文件夹 或 -o bulletin:通报.docx"
        en = "--letter is not used: no paper is written; add -o letters:FOLDER, notice:FOLDER or bulletin:FILE.docx"
        note(Text(said, en), view.lang)


def tell_idle(papers: Sequence[str], lang: Lang) -> None:
    """Say of which papers a template was given, and none is written."""
    called = [PAPERS[one] for one in papers]
    if called:
        zh, en = joined(called)
        note(
            Text(f"--template 没有用上：这次不写{zh}", f"--template is not used: none of these is written: {en}"), lang
        )


# The output by which a paper is written; the others are handed out by commands of their own.
_TAKES: Final = {"letter": "letters", "request": "letters", "notice": "notice", "bulletin": "bulletin"}


def read_templates(written: Sequence[str]) -> dict[str, str]:
    """Return the files of an office's own templates, by the paper: each is NAME:FILE. Raises UsageError."""
    found: dict[str, str] = {}
    for one in written:
        name, sign, path = one.replace("：", ":", 1).partition(":")
        if not sign or not path:
            raise UsageError(
                f"--template 应写成“名称:文件”，例如“--template 督促提醒函:我的函.docx”，不是“{one}”",
                f"--template is NAME:FILE, e.g. --template letter:mine.docx, not {one}",
            )
        if not os.path.isfile(path):
            raise UsageError(f"找不到模板文件 {path}", f"There is no template file {path}")
        found[choose(name.strip(), PAPERS, "--template")] = path
    return found
