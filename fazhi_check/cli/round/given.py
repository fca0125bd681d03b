"""What papers of a round are written with: what is given now, and what was given for them last and is not given anew."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from fazhi_check.cli.options import Options
from fazhi_check.cli.papers import read_given, read_templates
from fazhi_check.cli.round.folder import PAPERS, RoundFolder
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.cli.written import Written
from fazhi_check.digest.papers.facts import GIVEN
from fazhi_check.reports.papers import PAPERS as CALLED
from fazhi_check.words import Text


class Given(NamedTuple):
    """The options to judge with, what is to be remembered of them by the option, and what of it is from last time."""

    options: Options
    kept: Mapping[str, list[str]]
    told: Text | None


def with_last(folder: RoundFolder, options: Options) -> Given:
    """Return what the papers of a round are written with. Raises UsageError.

    A template goes by its whole path: it is looked for from inside the folder.
    """
    last = Written(folder.at(PAPERS)).given
    letter, was = read_given(options.letter), read_given(last.get("letter", ()))
    templates = {name: os.path.abspath(path) for name, path in read_templates(options.template).items()}
    used = {name: path for one in last.get("template", ()) for name, _, path in [one.partition(":")] if name in CALLED}
    _refuse_gone({name: path for name, path in used.items() if name not in templates})
    whole = {
        "letter": [f"{name}={text}" for name, text in {**was, **letter}.items()],
        "template": [f"{name}:{path}" for name, path in {**used, **templates}.items()],
    }
    again = [f"{GIVEN[name].zh}={text}" for name, text in was.items() if name not in letter]
    again += [f"模板“{CALLED[name].zh}” {path}" for name, path in used.items() if name not in templates]
    said = "、".join(again)
    return Given(
        options.replace(**{name: tuple(texts) for name, texts in whole.items() if texts}),
        {**whole, "letter": [one for one in whole["letter"] if not one.endswith("=")]},
        Text(f"照上次给的：{said}", f"as given last: {said}") if again else None,
    )


def _refuse_gone(used: Mapping[str, str]) -> None:
    for name, path in used.items():
        if not os.path.isfile(path):
            raise UsageError(
                f"上次写文书用的模板 {path} 找不到了：放回去，或者加“--template {CALLED[name].zh}:文件”另给一份",
                f"The template {path} that papers were written with is gone: put it back, or give --template {name}:FILE",
            )
