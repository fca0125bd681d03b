"""Wrong usage: what is wrong and what to write instead, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from fazhi_check.cli.options import Option
from fazhi_check.findings import BadFile, Finding
from fazhi_check.guess import did_you_mean
from fazhi_check.source.errors import reason
from fazhi_check.words import LANG_ALIASES, LANGUAGES, LEVEL_ALIASES, LEVELS, Lang, Text, wide

_MOST_LISTED = 20
# The endings of files that a program for spreadsheets keeps to itself while it has them open.
_OF_OFFICE = (".xlsx", ".xlsm", ".csv", ".docx")
# The format that belongs to what people call by the name of a program or the ending of a file.
FORMAT_OF: dict[str, str] = {
    **dict.fromkeys(("excel", "xls", "wps", "et", "台账", "工作簿"), "xlsx"),
    **dict.fromkeys(("htm", "web", "page", "网页"), "html"),
    "md": "markdown",
    **dict.fromkeys(("word", "doc", "docx", "通报"), "bulletin"),
    **dict.fromkeys(("letter", "督促提醒函", "提醒函", "商请函", "函"), "letters"),
    **dict.fromkeys(("notices", "数据核对单", "核对单"), "notice"),
    **dict.fromkeys(("review", "核定单"), "reviews"),
    **dict.fromkeys(("txt", "text", "表格"), "table"),
    "xml": "junit",
}


class UsageError(Exception):
    """The command cannot be carried out as given (exit code 2); `lang` where it is known better than by the flags."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)
        self.lang: Lang | None = None


def bad_history(bad: BadFile) -> UsageError:
    """Return an earlier report that cannot be used as wrong usage."""
    return UsageError(f"上期报告不能用：{bad.text.zh}", f"An earlier report cannot be used: {bad.text.en}")


def bad_standards(bad: BadFile) -> UsageError:
    """Return standards that cannot be used together as wrong usage."""
    return UsageError(f"测评标准不能使用：{bad.text.zh}", f"The standards cannot be used: {bad.text.en}")


def whole_plan_only() -> UsageError:
    """Return a part of the plan that was chosen beside a standard as wrong usage."""
    return UsageError(
        "--standard 要看整个规划，不能和 --section、--lead、--group、--field 一起用",
        "--standard looks at the whole plan: not with --section, --lead, --group or --field",
    )


def choose(
    written: str,
    allowed: Iterable[str] | Mapping[str, Text],
    option: str,
    aliases: Mapping[str, str] | None = None,
    noun: Callable[[str], str | None] | None = None,
) -> str:
    """Return the allowed word that is meant: as it is written, or called so in Chinese, or by one of its aliases.

    `noun` knows which one another word belongs to. Raises UsageError with that one, else the nearest allowed word.
    """
    names = _named(allowed)
    called = {text.zh: name for name, text in reversed(list(names.items()))}
    meant: dict[str, str] = {**(aliases or {}), **called, **{one: one for one in names}}
    found = meant.get(written) or {wide(one): name for one, name in meant.items()}.get(wide(written))
    if found is None:
        raise not_allowed(written, allowed, option, list(meant), noun and noun(written))
    return found


def not_allowed(
    written: str,
    allowed: Iterable[str] | Mapping[str, Text],
    option: str,
    near: Sequence[str] = (),
    belongs: str | None = None,
) -> UsageError:
    """Return what is said of a word that is not allowed: which one it `belongs` to, if known, and all there are.

    Where that is not known the nearest is named, of `near` in Chinese.
    """
    names = _named(allowed)
    zh, en = did_you_mean(written, [*names, *near]).zh, did_you_mean(written, list(names), "Did you mean").en
    if belongs:
        zh, en = f"是不是 {names[belongs].zh}？", f"Did you mean {belongs}? "
    shown = _near_enough(written, list(names))
    listed = ", ".join(name if names[name].zh == name else f"{name}（{names[name].zh}）" for name in shown)
    more = (
        Text(f" 等，共 {len(names)} 个", f" and others, {len(names)} in all")
        if len(shown) < len(names)
        else Text("", "")
    )
    return UsageError(
        f"{option} 不能是“{written}”。{zh}可填：{listed}{more.zh}",
        f"{option} cannot be {written}. {en}Allowed: {', '.join(shown)}{more.en}",
    )


def _near_enough(written: str, names: list[str]) -> list[str]:
    """Return all names where they are few; else those that begin as what was written does, as far as some of them do."""
    if len(names) <= _MOST_LISTED:
        return names
    begun = ([name for name in names if name.startswith(written[:end])] for end in range(len(written), -1, -1))
    return next(found for found in begun if found)[:_MOST_LISTED]


def _named(allowed: Iterable[str] | Mapping[str, Text]) -> Mapping[str, Text]:
    return allowed if isinstance(allowed, Mapping) else {word: Text(word, word) for word in allowed}


def chosen(written: str, option: Option) -> str:
    """Return the word of an option that is meant. Raises UsageError."""
    if option.words is LEVELS:
        return choose(written, option.words, option.flag, LEVEL_ALIASES, _level)
    if option.words is LANGUAGES:
        return choose(LANG_ALIASES.get(written.strip().casefold(), written), option.words, option.flag)
    return choose(written, option.words, option.flag, noun=partial(_format, option.words))


def _format(words: Collection[str], written: str) -> str | None:
    """Return the format that belongs to the name of a program or the ending of a file."""
    meant = FORMAT_OF.get(written.casefold().lstrip("."))
    return meant if meant in words else None


def _level(written: str) -> str | None:
    from fazhi_check.submission.advice.nouns import level_of  # only for a word that is not allowed

    return level_of(written)


def absent(path: str) -> UsageError:
    """Return what is said of a file that is not there."""
    return UsageError(f"找不到：{path}", f"No such file: {path}")


def unreadable(path: str, finding: Finding) -> UsageError:
    """Return what is said of a file that cannot be read, with the place where."""
    return UsageError(f"{path}{finding.at} {finding.message('zh')}", f"{path}{finding.at} {finding.message('en')}")


def exists(path: str) -> UsageError:
    """Return what is said of a new file whose name is taken."""
    return UsageError(
        f"{path} 已经存在，不覆盖；请换一个文件名", f"{path} exists and is not overwritten; choose another name"
    )


def unwritten(path: str, error: OSError) -> UsageError:
    """Return what is said of a file that cannot be written."""
    why, open_ = reason(error), Text("", "")
    if isinstance(error, PermissionError) and path.endswith(_OF_OFFICE):
        open_ = Text("；如果正用 Excel 或 WPS 打开着，先关掉", "; close it where Excel or WPS has it open")
    return UsageError(f"{path} 写不进去：{why.zh}{open_.zh}", f"{path} cannot be written: {why.en}{open_.en}")


def without_office() -> UsageError:
    """Return what is said where a workbook is to be written and nothing is installed that writes one."""
    install = 'pip install "fazhi-check[office]"'
    return UsageError(
        f"写工作簿（.xlsx）和文书（.docx）还要装一个组件：{install}",
        f"Writing workbooks (.xlsx) and papers (.docx) takes one more package: {install}",
    )
