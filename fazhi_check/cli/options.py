"""The options that several commands share, each declared once for the parser."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeAlias

import typer

from fazhi_check.cli import complete
from fazhi_check.cli.help import both
from fazhi_check.cli.prepare import Options
from fazhi_check.reports import FORMATS

LangOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help=both("界面语言：zh 或 en", "Language: zh or en"),
        autocompletion=complete.words("zh", "en"),
    ),
]
PlanOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="ID|FOLDER",
        help=both("计划的编号，或自己的计划文件夹", "A plan's id, or the folder of your own"),
        autocompletion=complete.plans,
    ),
]
FormatOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="NAME", help=both("输出格式：table 或 json", "Output format: table or json")
    ),
]
ReportFormatOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help=both(f"输出格式：{', '.join(FORMATS)}", f"Output format: {', '.join(FORMATS)}"),
        autocompletion=complete.formats,
    ),
]
OutputOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="NAME:FILE",
        help=both(
            "另写一份到文件，可重复，如 json:report.json", "Also write to a file, repeatable, e.g. json:report.json"
        ),
    ),
]
ShowOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--show",
        metavar="WHAT",
        help=both("flagged 折叠缺报，all 全部列出", "flagged folds what is missing, all lists everything"),
    ),
]
ColorOption: TypeAlias = Annotated[
    str,
    typer.Option("--color", metavar="WHEN", help=both("颜色：auto、always 或 never", "Colour: auto, always or never")),
]
FailOnOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help=both(
            "哪些判定算不通过，逗号分隔；never 表示总是通过。默认 overdue,lagging,unproven,missing,invalid",
            "Verdicts that fail the gate, by commas; never passes always. Default: overdue,lagging,unproven,missing,invalid",
        ),
        autocompletion=complete.verdicts,
    ),
]
PathsArgument: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help=both(
            "文件、文件夹，或 - 表示标准输入；不写则用配置里的 folders",
            "Files, folders, or - for standard input; the settings' folders if none is named",
        ),
    ),
]


def _text(name: str, metavar: str, zh: str, en: str, completion: Any = None) -> Any:
    return Annotated[str | None, typer.Option(name, metavar=metavar, help=both(zh, en), autocompletion=completion)]


def _texts(name: str, metavar: str, zh: str, en: str, completion: Any = None) -> Any:
    return Annotated[
        list[str] | None, typer.Option(name, metavar=metavar, help=both(zh, en), autocompletion=completion)
    ]


def _flag(zh: str, en: str, *names: str) -> Any:
    return Annotated[bool, typer.Option(*names, help=both(zh, en))]


# Every option of a run, by its name in Options.
DECLARED: dict[str, Any] = {
    "plan": PlanOption,
    "as_of": _text(
        "--as-of", "DATE", "按这一天判定，代替文件里的截至日期", "Judge as of this day instead of the file's own"
    ),
    "phase": _text(
        "--phase",
        "ID",
        "阶段验收：2022、2024 或 2025",
        "Acceptance of a phase: 2022, 2024 or 2025",
        complete.phases,
    ),
    "format_": ReportFormatOption,
    "output": OutputOption,
    "fail_on": FailOnOption,
    "select": _texts(
        "--select", "CODES", "只看这些代码或前缀，逗号分隔", "Only these codes or prefixes, by commas", complete.codes
    ),
    "ignore": _texts("--ignore", "CODES", "不看这些代码或前缀", "Not these codes or prefixes", complete.codes),
    "section": _text("--section", "ID", "只判定这一节或这一条", "Judge only this section or item", complete.sections),
    "lead": _text("--lead", "BODY", "只判定这个责任主体的目标", "Judge only what this body leads", complete.bodies),
    "group": _text("--group", "GROUP", "只判定这一组目标", "Judge only this group", complete.groups),
    "waivers": _text("--waivers", "FILE", "豁免清单", "The file of waivers"),
    "known": _text(
        "--known", "FILE", "已知问题清单：只有新问题才算不通过", "The list of known findings: only new ones fail"
    ),
    "limit": _texts(
        "--limit",
        "NAME:N",
        "放宽读取的上限，可重复，如 bytes:5000000",
        "Raise a limit of reading, repeatable, e.g. bytes:5000000",
        complete.limits,
    ),
    "show": ShowOption,
    "stdin_filename": _text(
        "--stdin-filename", "NAME", "标准输入在报告里叫什么", "What standard input is called in the report"
    ),
    "config": _text("--config", "FILE", "用这份配置，不向上查找", "Use these settings instead of looking upward"),
    "no_config": _flag("不用任何配置", "Use no settings", "--no-config"),
    "quiet": _flag("不打印报告，只给退出码", "Print no report: the exit code says it", "--quiet", "-q"),
    "verbose": _flag("说明用了什么、检查了哪些文件", "Say what is used and which files are checked", "--verbose", "-v"),
    "jobs": _text("--jobs", "N", "同时用几个进程；默认自动", "Processes at once; default: as many as it pays"),
    "color": ColorOption,
    "lang": Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="zh|en",
            help=both("界面语言：zh(默认)或 en", "Language: zh (default) or en"),
            autocompletion=complete.words("zh", "en"),
        ),
    ],
}


def taking(*left_out: str, **instead: Any) -> Callable[[Callable[[Sequence[str], Options], int]], Callable[..., int]]:
    """Turn a job on paths and options into a command that declares them all to the parser, but those left out.

    `instead` declares some in another way.
    """
    names = [name for name in DECLARED if name not in left_out]

    def declare(job: Callable[[Sequence[str], Options], int]) -> Callable[..., int]:
        def command(**given: Any) -> int:
            paths = given.pop("paths") or ()
            return job(paths, Options(**{name: _value(name, value) for name, value in given.items()}))

        declared = DECLARED | instead
        annotations = {"paths": PathsArgument, **{name: declared[name] for name in names}}
        defaults = {"paths": None, **{name: Options._field_defaults[name] or None for name in names}}
        defaults |= {name: False for name in names if Options._field_defaults[name] is False}
        kind = inspect.Parameter.KEYWORD_ONLY
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [
                inspect.Parameter(name, kind, default=defaults[name], annotation=annotations[name])
                for name in annotations
            ]
        )
        command.__annotations__ = annotations
        return command

    return declare


def _value(name: str, value: Any) -> Any:
    return tuple(value or ()) if isinstance(Options._field_defaults[name], tuple) else value
