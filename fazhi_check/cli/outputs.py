"""In which format and where to a report goes: -f and -o, with what is said where they do not fit."""

from __future__ import annotations

import os

from fazhi_check.cli.options import BOOK_NAMES, FOLDER_NAMES, FORMAT_NAMES, OPTIONS, OUTPUT_NAMES, PAPER_NAMES, plain
from fazhi_check.cli.usage_error import FORMAT_OF, UsageError, chosen, exists, unwritten, without_office
from fazhi_check.cli.workbooks import is_workbook
from fazhi_check.reports import SCREEN
from fazhi_check.source.files import STDIN
from fazhi_check.words import Text

# What files are called in examples, by their format.
_REPORTS = {"xlsx": "台账", "reviews": "核定单", "bulletin": "通报", "letters": "督促提醒函", "notice": "数据核对单"}


def read_format(written: str) -> str:
    """Return the format to be printed. Raises UsageError for one that is only written to a file, too."""
    meant = FORMAT_OF.get(written.casefold().lstrip("."), written)
    if meant in OUTPUT_NAMES and meant not in FORMAT_NAMES:
        raise _to_file(meant)
    return chosen(written, OPTIONS["format_"])


def _to_file(format_: str) -> UsageError:
    example = _output_example(format_)
    kind = Text("工作簿", "a workbook") if format_ in BOOK_NAMES else Text(" Word 文书", "a paper in Word")
    return UsageError(
        f"{format_} 是{kind.zh}，要写成文件：-o {example}；屏幕上仍可用 -f 另选一种格式",
        f"{format_} is {kind.en} and goes to a file: -o {example}; -f names the format on the screen",
    )


def _refuse_unprintable(format_: str, path: str) -> None:
    """Refuse a paper on standard output, one that is no .docx, and one that nothing here can write. Raises UsageError."""
    from importlib.util import find_spec

    if path == STDIN:
        raise _to_file(format_)
    if format_ in PAPER_NAMES and not path.lower().endswith(".docx"):
        raise UsageError(
            f"通报是 Word 文件，名字以 .docx 结尾：-o {format_}:{os.path.splitext(path)[0]}.docx",
            f"A bulletin is a Word file, its name ends in .docx: -o {format_}:{os.path.splitext(path)[0]}.docx",
        )
    if find_spec("docxtpl") is None:
        raise without_office()


def _refuse_unwritable(format_: str, path: str) -> None:
    """Refuse a workbook on standard output, one of another kind, and one that nothing here can write.

    Raises UsageError.
    """
    if path == STDIN:
        raise _to_file(format_)
    from importlib.util import find_spec

    is_workbook(path)
    if find_spec("xlsxwriter") is None:
        raise without_office()


def read_output(written: str) -> tuple[str, str]:
    """Return format and file of an option like sarif:out.sarif."""
    name, colon, path = written.partition(":")
    if not colon:
        example = _output_example(written)
        raise UsageError(
            f"-o 应写成“格式:文件”，例如 -o {example}，不是“{written}”",
            f"-o is FORMAT:FILE, e.g. -o {example}, not {written}",
        )
    format_ = chosen(name, OPTIONS["format_"]._replace(flags=("-o",), words=plain(OUTPUT_NAMES)))
    if not path:
        raise UsageError(
            f"-o {name}: 后面缺少文件名，例如 -o {_output_example(format_)}",
            f"-o {name}: has no file, e.g. -o {_output_example(format_)}",
        )
    if format_ in BOOK_NAMES:
        _refuse_unwritable(format_, path)
    if format_ in (*PAPER_NAMES, *FOLDER_NAMES):
        _refuse_unprintable(format_, path)
    if format_ in FOLDER_NAMES:
        return format_, path
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        example = f"{format_}:{os.path.join(path, 'report' + _ending(format_))}"
        raise UsageError(
            f"{path} 写不进去：这是文件夹。要写出文件名，例如 -o {example}",
            f"{path} cannot be written: it is a folder. Name a file, e.g. -o {example}",
        )
    return format_, path


def _output_example(written: str) -> str:
    """Return how an output is written that was given as the name of a file or of a format only."""
    if written in OUTPUT_NAMES:
        return f"{written}:{_REPORTS.get(written, 'report')}{_ending(written)}"
    stem, _, ending = written.rpartition(".")
    format_ = next((name for name in OUTPUT_NAMES if name == ending.casefold()), FORMAT_OF.get(ending.casefold()))
    if format_ in BOOK_NAMES:
        return f"{format_}:{stem}{_ending(format_)}"
    return f"{format_}:{written}" if "." in written and format_ else "json:report.json"


def _ending(format_: str) -> str:
    endings = {"markdown": ".md", "junit": ".xml", "gitlab": ".json", "reviews": ".xlsx", "bulletin": ".docx"}
    endings |= dict.fromkeys(FOLDER_NAMES, "")
    return endings.get(format_, ".txt" if format_ in SCREEN else f".{format_}")


def write_new(path: str, content: str | bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises UsageError."""
    from fazhi_check.source.output import write_whole

    try:
        write_whole(path, content, replace=False)
    except FileExistsError:
        raise exists(path) from None
    except OSError as error:
        raise unwritten(path, error) from None
