"""`fazhi-check new-plan ID [--from TEXT]`: a commented skeleton of a plan, or a draft of one from its published text."""

from __future__ import annotations

import os
import re
import sys

from fazhi_check.cli.command import command
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.cli.values import read_lang

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")


def new_plan(
    new_id: str,
    text: str | None,
    new_folder: str | None,
    lang: str | None,
) -> int:
    """Write the skeleton, or what is drafted from a text, into a new folder."""
    language = read_lang(lang)
    if not _ID.fullmatch(new_id):
        raise UsageError(
            f"规划编号用小写字母、数字和连字号，不是“{new_id}”",
            f"A plan's id is of small letters, digits and hyphens, not {new_id}",
        )
    folder = new_folder or new_id
    if text is not None:
        from fazhi_check.cli.drafting import write_draft

        write_draft(new_id, text, folder, language)
    else:
        _write_skeleton(new_id, folder)
        print(folder, file=sys.stderr)
    return 0


def _write_skeleton(plan: str, folder: str) -> None:
    from fazhi_check.plan.skeleton import skeleton
    from fazhi_check.source.output import write_whole

    try:
        os.makedirs(folder)
        for name, text in skeleton(plan).items():
            write_whole(os.path.join(folder, name), text, replace=False)
    except FileExistsError:
        raise UsageError(f"{folder} 已经存在，不覆盖", f"{folder} exists and is not overwritten") from None
    except OSError as error:
        raise unwritten(folder, error) from None


COMMAND = command(new_plan)
