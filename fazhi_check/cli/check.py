"""`fazhi-check check PATH...`: the main job."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from fazhi_check.cli.checking import check as run_check
from fazhi_check.cli.help import Command, both
from fazhi_check.cli.options import LangOption, PlanOption
from fazhi_check.reports import FORMATS

_Paths: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help=both("文件、文件夹，或 - 表示标准输入", "Files, folders, or - for standard input")
    ),
]
_AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=both("按这一天判定，代替文件里的截至日期", "Judge as of this day instead of the file's own"),
    ),
]
_Phase: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--phase",
        metavar="ID",
        help=both("阶段验收：2022、2024 或 2025", "Acceptance of a phase: 2022, 2024 or 2025"),
    ),
]
_FailOn: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help=both(
            "哪些判定算不通过，逗号分隔；never 表示总是通过。默认 overdue,lagging,unproven,missing,invalid",
            "Verdicts that fail the gate, by commas; never passes always. Default: overdue,lagging,unproven,missing,invalid",
        ),
    ),
]
_Show: TypeAlias = Annotated[
    str,
    typer.Option(
        "--show",
        metavar="WHAT",
        help=both("flagged 折叠缺报，all 全部列出", "flagged folds what is missing, all lists everything"),
    ),
]
_Color: TypeAlias = Annotated[
    str,
    typer.Option("--color", metavar="WHEN", help=both("颜色：auto、always 或 never", "Colour: auto, always or never")),
]

_Format: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help=both(f"输出格式：{', '.join(FORMATS)}", f"Output format: {', '.join(FORMATS)}"),
    ),
]
_Output: TypeAlias = Annotated[
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
_Select: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODES",
        help=both("只看这些代码或前缀，逗号分隔", "Only these codes or prefixes, by commas"),
    ),
]
_Ignore: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODES", help=both("不看这些代码或前缀", "Not these codes or prefixes")),
]
_Section: TypeAlias = Annotated[
    str | None,
    typer.Option("--section", metavar="ID", help=both("只判定这一节或这一条", "Judge only this section or item")),
]
_Lead: TypeAlias = Annotated[
    str | None,
    typer.Option("--lead", metavar="BODY", help=both("只判定这个责任主体的目标", "Judge only what this body leads")),
]
_Group: TypeAlias = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help=both("只判定这一组目标", "Judge only this group"))
]
_Waivers: TypeAlias = Annotated[
    str | None, typer.Option("--waivers", metavar="FILE", help=both("豁免清单", "The file of waivers"))
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "check",
        cls=Command,
        help=both(
            "检查填报文件：缺报、滞后、逾期、佐证不足各有哪些，为什么，依据哪一条。",
            "Check submissions: what is missing, lagging, overdue or unproven, why, and by which clause.",
        ),
    )(check)


def check(
    paths: _Paths,
    plan: PlanOption = None,
    as_of: _AsOf = None,
    phase: _Phase = None,
    format_: _Format = "table",
    output: _Output = None,
    fail_on: _FailOn = None,
    select: _Select = None,
    ignore: _Ignore = None,
    section: _Section = None,
    lead: _Lead = None,
    group: _Group = None,
    waivers: _Waivers = None,
    show: _Show = "flagged",
    color: _Color = "auto",
    lang: LangOption = "zh",
) -> int:
    """Check every path and print one report; return the exit code of the gate."""
    return run_check(
        *paths,
        plan=plan,
        as_of=as_of,
        phase=phase,
        format_=format_,
        output=tuple(output or ()),
        fail_on=fail_on,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        section=section,
        lead=lead,
        group=group,
        waivers=waivers,
        show=show,
        color=color,
        lang=lang,
    )
