"""A submission that a command works on, not checks: it is read and understood whole, or refused with all that is wrong."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from fazhi_check.cli.usage_error import UsageError, absent
from fazhi_check.cli.values import read_plan
from fazhi_check.codes import Severity
from fazhi_check.findings import Finding
from fazhi_check.source.files import STDIN

if TYPE_CHECKING:
    from fazhi_check.plan.model import Plan
    from fazhi_check.rules.dossier import Dossier
    from fazhi_check.submission.reading import Read
    from fazhi_check.submission.records import Submission

_OF_FORM = ("FZ201", "FZ202", "FZ203", "FZ204", "FZ205")


def content_at(path: str) -> str | bytes:
    """Return the text of a file with its byte order mark, if it has one, or the bytes of a workbook. Raises UsageError."""
    import codecs

    from fazhi_check.source.files import content, read_file

    if path == STDIN:
        raw = sys.stdin.buffer.read()
        read = content(raw)
    else:
        _refuse_no_file(path)
        read = read_file(path)
        raw = _beginning(path) if isinstance(read, str) else b""
    if isinstance(read, Finding):
        raise unusable(path, [read])
    return "\ufeff" + read if isinstance(read, str) and raw.startswith(codecs.BOM_UTF8) else read


def _refuse_no_file(path: str) -> None:
    if not os.path.lexists(path):
        raise absent(path)
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        raise UsageError(
            f"{path} 不是普通文件，不能改写；从管道读取请写 --update -", f"{path} is no ordinary file; for a pipe use -"
        )


def _beginning(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read(3)


def understood(
    path: str, content: str | bytes, wanted: str | None, entries: bool = False, dateless: bool = False
) -> tuple[Read, Submission, Plan]:
    """Return the submission in a text or in the bytes of a workbook, and its plan; a workbook may be `dateless`.

    Raises UsageError with every problem of its head, and of the form of its `entries` where these must be whole too.
    """
    from fazhi_check.examine import with_body
    from fazhi_check.plan.store import is_shipped
    from fazhi_check.rules.dossier import Dossier

    read = _read(path, content)
    if isinstance(read, Finding):
        raise unusable(path, [read])
    if dateless:
        from fazhi_check.submission.sheet.reading import dated

        read = dated(read)
    plan = read_plan(wanted) if wanted else read_plan(read.plan) if read.plan and is_shipped(read.plan) else None
    dossier = Dossier(path, read, None, plan.id if plan and wanted else None)
    dossier.plan = plan if plan and plan.id == read.plan else None
    if read.submission and dossier.plan:
        read.submission = with_body(read.submission, dossier.plan)
    broken = _broken(dossier, entries)
    if read.submission is None or dossier.plan is None or broken:
        raise unusable(path, broken)
    return read, read.submission, dossier.plan


def _read(path: str, content: str | bytes) -> Read | Finding:
    from fazhi_check.source.files import is_json
    from fazhi_check.submission.reading import read_exactly

    if isinstance(content, str):
        return read_exactly(content, json=is_json(path))
    from fazhi_check.submission.sheet.reading import read_workbook

    return read_workbook(content, name=path)


def _broken(dossier: Dossier, entries: bool) -> list[Finding]:
    """Return what is wrong with the form of a submission, apart from its entries unless these are meant too."""
    from fazhi_check.examine import placed
    from fazhi_check.rules import file, form

    looks = {**file.RULES, **{code: form.RULES[code] for code in _OF_FORM}}
    found = [placed(code, one, dossier.read.places) for code, look in looks.items() for one in look(dossier)]
    broken = [one for one in found if one.target is None] + [
        one for one in dossier.read.findings if one.target and entries
    ]
    return [one for one in broken if one.severity is not Severity.note]


def unusable(path: str, findings: list[Finding]) -> UsageError:
    """Return what is said of a submission that cannot be worked on: every finding, and that nothing was changed."""
    from fazhi_check.findings import Unusable, in_order

    found = Unusable(path, in_order(findings))
    return UsageError(
        f"没有改动任何文件，请先改正：\n{found.message('zh')}",
        f"Nothing was changed; correct this first:\n{found.message('en')}",
    )
