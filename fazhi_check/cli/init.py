"""`fazhi-check init`: a submission to fill in, with exactly the targets that apply."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, TypeAlias, cast

import typer

from fazhi_check.cli.help import Command, both
from fazhi_check.cli.misuse import Misuse, choose
from fazhi_check.cli.options import LangOption, PlanOption
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.values import DEFAULT_PLAN, read_day, read_lang, read_plan
from fazhi_check.hygiene import INVISIBLE
from fazhi_check.words import LANGS, LEVELS, VALUE_TWINS, Lang

if TYPE_CHECKING:
    from fazhi_check.submission import Unit

_Unit: TypeAlias = Annotated[str, typer.Option("--unit", metavar="NAME", help=both("单位名称", "Name of the unit"))]
_Level: TypeAlias = Annotated[
    str,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help=both("层级：city、county、department 或 township", "city, county, department or township"),
    ),
]
_Code: TypeAlias = Annotated[
    str, typer.Option("--code", metavar="CODE", help=both("六位行政区划代码", "Six-digit division code"))
]
_Body: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--body",
        metavar="BODY",
        help=both("部门所属的机构，如 justice", "Which of the plan's bodies a department is"),
    ),
]
_AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=both("截至日期；默认规划期末", "The date it speaks of; default: the plan's end"),
    ),
]
_Keys: TypeAlias = Annotated[
    str, typer.Option("--keys", metavar="zh|en", help=both("键用中文还是英文", "Chinese or English keys"))
]
_Output: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=both("写入这个文件(不覆盖已有文件)；默认打印", "Write to this file, never over another; default: print"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("init", cls=Command, help=both("生成一份待填的报送文件。", "Write a submission to fill in."))(init)


def init(
    unit: _Unit,
    level: _Level,
    code: _Code,
    body: _Body = None,
    as_of: _AsOf = None,
    plan: PlanOption = None,
    keys: _Keys = "zh",
    output: _Output = None,
    lang: LangOption = "zh",
) -> int:
    """Write the blank submission to the output or to a new file."""
    from fazhi_check.reports.blank import blank

    read_lang(lang)
    language = cast("Lang", choose(keys, LANGS, "--keys"))
    found = read_plan(plan or DEFAULT_PLAN)
    reporter = _unit(unit, VALUE_TWINS["level"].get(level, level), code, body)
    if body and body not in found.bodies:
        choose(body, list(found.bodies), "--body")
    text = blank(found, reporter, read_day(as_of, "--as-of") if as_of else found.period.end, language)
    if output:
        _write_new(output, text)
    else:
        utf8_output().write(text)
    return 0


def _unit(name: str, level: str, code: str, body: str | None) -> Unit:
    from fazhi_check.submission import Unit

    choose(level, list(LEVELS), "--level")
    if not (len(code) == 6 and code.isascii() and code.isdecimal()):
        raise Misuse(f"--code 应是六位数字，不是“{code}”", f"--code has six digits, not {code}")
    if INVISIBLE.search(name) or "\ufffe" in name or "\uffff" in name:
        raise Misuse("--unit 里有看不见的字符，请重新输入", "--unit holds invisible characters; type it again")
    if not name.strip():
        raise Misuse("--unit 不能为空", "--unit must not be empty")
    return Unit.model_validate({"name": name, "level": level, "code": code, "body": body})


def _write_new(path: str, text: str) -> None:
    from fazhi_check.source.output import write_whole

    try:
        write_whole(path, text, replace=False)
    except FileExistsError:
        raise Misuse(
            f"{path} 已经存在，不覆盖；请换一个文件名", f"{path} exists and is not overwritten; choose another name"
        ) from None
    except OSError as error:
        raise Misuse(f"{path} 写不进去：{error.strerror}", f"{path} cannot be written: {error.strerror}") from None
    print(path, file=sys.stderr)
