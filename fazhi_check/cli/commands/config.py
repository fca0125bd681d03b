"""`fazhi-check config [PATH...]`: every setting that holds for a path, and where it comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from fazhi_check.cli.command import run_command
from fazhi_check.cli.options import OPTIONS, SETTINGS, Option, Options
from fazhi_check.cli.prepare import Resolved, check_options, read_codes, read_fail_on, resolve
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import chosen
from fazhi_check.gate import DEFAULT_FAIL_ON, NEVER
from fazhi_check.words import GATES, Lang, Text

_FLAG, _DEFAULT, _FILE = "flag", "default", "file"
_ORIGINS = {_FLAG: Text("命令行", "command line"), _DEFAULT: Text("默认", "default")}
_NONE = Text("（没有）", "(none)")


class Row(NamedTuple):
    """One setting: its name in the file, its value, and what it comes from, with line and column in a file."""

    name: str
    value: Any
    origin: str
    line: int | None = None
    column: int | None = None


def _config(paths: Sequence[str], given: Options) -> int:
    """Print the settings that hold for the paths (for the working folder without one)."""
    chosen(given.format_, OPTIONS["form"])
    resolved = resolve(paths, given)
    check_options(given)
    rows = list(_rows(resolved, given))
    path = resolved.settings.path if resolved.settings else None
    if given.format_ == "json":
        print_json({"schema_version": 1, "file": path, "settings": [row._asdict() for row in rows]})
    else:
        _print_rows(rows, path, resolved.lang)
    return 0


def _rows(resolved: Resolved, given: Options) -> Iterator[Row]:
    for name, option in SETTINGS.items():
        setting = resolved.settings.values.get(name) if resolved.settings else None
        if name in given.given and name != "format_":  # that of this command is its own
            yield Row(option.key, _listed(option, getattr(resolved.options, name)), _FLAG)
        elif setting:
            place = setting.place
            yield Row(option.key, _listed(option, setting.value), _FILE, place.line, place.column)
        else:
            yield Row(option.key, _default(option), _DEFAULT)


def _listed(option: Option, value: Any) -> Any:
    """Return a value as it would be written in the file."""
    if option.kind == "verdicts" and isinstance(value, str):
        verdicts = read_fail_on(value)
        return [verdict for verdict in GATES if verdict in verdicts] or [NEVER]
    if option.kind == "codes":
        return list(read_codes(value, option.flag))
    return list(value) if isinstance(value, tuple) else value


def _default(option: Option) -> Any:
    if option.kind == "verdicts":
        return [verdict for verdict in GATES if verdict in DEFAULT_FAIL_ON]
    return "zh" if option.name == "lang" else [] if option.repeatable else option.default


def _print_rows(rows: Sequence[Row], path: str | None, lang: Lang) -> None:
    from fazhi_check.reports.text.page import Page
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.view import View

    page = Page(screen(sys.stdout), View(lang))
    page.line((page.say(Text(f"配置文件：{path or _NONE.zh}", f"settings: {path or _NONE.en}")), "bold"))
    for row in rows:
        origin = f"{path}:{row.line}:{row.column}" if row.origin == _FILE else page.say(_ORIGINS[row.origin])
        value = ", ".join(row.value) if isinstance(row.value, list) else row.value
        page.row(page.fit(row.name, 10) + (value or page.say(_NONE)), origin, indent=2)


_UNUSED = (
    *("as_of", "phase", "output", "section", "lead", "group", "field"),
    *("show", "statistics", "color", "quiet", "verbose"),
)
COMMAND = run_command(_config, _UNUSED, instead={"format_": "form"})
