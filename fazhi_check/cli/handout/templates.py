"""`handout templates`: the templates of all papers, copied out to be changed; never over a file that is there."""

from __future__ import annotations

import os

from fazhi_check.cli.notes import note
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.packaged import contents, names_in
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.papers.template import shipped
from fazhi_check.source.step import write_step
from fazhi_check.words import Lang, Text


def copy_templates(folder: str, lang: Lang) -> int:
    """Copy the shipped templates into a folder; return 0. Raises UsageError."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(f"{folder} 是文件：-o 后面写文件夹", f"{folder} is a file: give -o a folder")
    home = os.path.dirname(shipped(next(iter(PAPERS))))
    files = {name: contents(os.path.join(home, name)) for name in sorted(names_in(home)) if name.endswith(".docx")}
    fresh = {name: raw for name, raw in files.items() if not os.path.lexists(os.path.join(folder, name))}
    try:
        os.makedirs(folder, exist_ok=True)
        write_step(folder, fresh)
    except OSError as error:
        raise unwritten(folder, error) from None
    kept = [name for name in files if name not in fresh]
    note(Text(f"{folder}：写出模板 {len(fresh)} 份", f"{folder}: {len(fresh)} templates written"), lang)
    if kept:
        note(
            Text(f"原来就有、没有覆盖的：{'、'.join(kept)}", f"there already, kept as they are: {', '.join(kept)}"),
            lang,
        )
    note(_NEXT, lang)
    return 0


_NEXT = Text(
    "用 Word 或 WPS 改好，写文书时加“--template 督促提醒函:文件.docx”；标记（{{ }}、{% %}）的意思见 docs/papers.md",
    "Change them in Word or WPS and add --template letter:FILE.docx to use one; docs/papers.md has the tags ({{ }}, {% %})",
)
