"""The folder of a round: what lies where in it, and what is said of a folder that is none, or not in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final, NamedTuple

from fazhi_check.cli.notes import note
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.findings import Finding, Unusable
from fazhi_check.plan.store import is_shipped
from fazhi_check.round.columns import BOOK
from fazhi_check.round.rows import Round
from fazhi_check.source.step import STEP, finish_step
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.version import ROUND_MARK
from fazhi_check.words import Lang, Text

REVIEWS: Final = "核定单.xlsx"
HANDED_OUT, RETURNED, PROOFS, RESULTS, PAPERS, FROZEN = "下发", "回收", "佐证材料", "结果", "文书", "定稿"
PARTS: Final = (HANDED_OUT, RETURNED, PROOFS, RESULTS, PAPERS, FROZEN)
# How a standard (DESIGN, section 15) is called that counts for the round, or the folder with several.
STANDARD, _STANDARDS = "测评标准", (".yaml", ".yml", ".json")
# The reports of earlier rounds, and what the units handed in last.
EARLIER, LAST = f"{RESULTS}/以前各期", f"{RESULTS}/上期报送"
PAGE, LEDGER, REPORT = "调度结果.html", "台账.xlsx", "报告.json"
# What the hidden sheet of a register says besides: where a plan of one's own lies, from the folder and as a whole, so
# that one of the two may be moved; which round came before.
PLAN_FOLDER, PLAN_AT, SINCE = "plan_folder", "plan_at", "since"
_STEM: Final = os.path.splitext(BOOK)[0]
_SHEETS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv")
# How the copies are called that office programs keep beside an open file.
_OPEN: Final = (f"~${BOOK}", f".~{BOOK}", f".~lock.{BOOK}#")


class RoundFolder(NamedTuple):
    """The folder of a round, in order: its register is there, and once only."""

    path: str

    def at(self, *names: str) -> str:
        """Return the path of something in it."""
        return os.path.join(self.path, *names)

    @property
    def register(self) -> str:
        """The path of its register."""
        return self.at(BOOK)

    def there(self, *names: str) -> tuple[str, ...]:
        """Return the paths of those of some parts that are there."""
        return tuple(path for path in map(self.at, names) if os.path.lexists(path))

    def standards(self) -> list[str]:
        """Return the standards that lie beside its register, or in a folder of their own, by their names in it."""
        names = [one for one in os.listdir(self.path or os.curdir) if one.startswith(STANDARD)]
        below = (f"{STANDARD}/{one}" for one in files_in(self.at(STANDARD)))
        return sorted(name for name in (*names, *below) if name.lower().endswith(_STANDARDS))

    def round(self) -> Round:
        """Return the round that its register holds. Raises UsageError with what is still to be filled in."""
        from fazhi_check.round.reading import read_round

        try:
            return read_round(self.register)
        except Unusable as found:
            raise _not_filled_in(self, found) from None

    def facts(self) -> dict[str, str]:
        """Return what the hidden sheet of the register says; nothing where it has none."""
        with open(self.register, "rb") as stream:
            book = read_book(stream.read())
        sheets = () if isinstance(book, Finding) else book.sheets
        rows = next((one.rows.values() for one in sheets if one.name == ROUND_MARK), ())
        return {cells[1].text: cells[2].text for cells in rows if 1 in cells and 2 in cells}

    def plan_at(self, round_: Round, given: str | None) -> str:
        """Return the plan of the round: the one given, the folder it was made with, else its id. Raises UsageError."""
        if given:
            return given if is_shipped(given) else os.path.abspath(given)
        facts = {} if is_shipped(round_.head.plan) else self.facts()
        places = [self.at(facts[name]) for name in (PLAN_FOLDER, PLAN_AT) if name in facts]
        if not places:
            return round_.head.plan
        found = next((place for place in places if os.path.isdir(place)), None)
        if found is None:
            raise UsageError(
                f"规划 {round_.head.plan} 的文件夹找不到了（原来在 {places[-1]}）：加上 --plan 规划文件夹",
                f"The folder of the plan {round_.head.plan} is gone (it was {places[-1]}): give --plan FOLDER",
            )
        return os.path.abspath(found)


def opened(path: str, lang: Lang) -> RoundFolder:
    """Return a round's folder, a step that was broken off brought to its end, parts that are gone made anew.

    Raises UsageError where it is none, or has no register, or several.
    """
    if not os.path.isdir(path):
        raise _no_folder(path)
    names = os.listdir(path)
    registers = sorted(_registers(names))
    if registers != [BOOK]:
        raise _not_one(path, registers)
    finish_step(path)
    for part in PARTS:
        os.makedirs(os.path.join(path, part), exist_ok=True)
        finish_step(os.path.join(path, part))
    if any(name in names for name in _OPEN):
        note(_IS_OPEN, lang)
    return RoundFolder(path)


def is_round(path: str) -> bool:
    """Tell whether a folder has a register."""
    return os.path.isfile(os.path.join(path, BOOK))


def _registers(names: list[str]) -> Iterator[str]:
    """Yield what in a folder is, or is a copy of, a register by its name."""
    for name in names:
        if name.startswith(_STEM) and name.lower().endswith(_SHEETS):
            yield name


def stray(path: str) -> list[str]:
    """Return what lies in a folder that a new round is to be made in, and does not come from making it."""
    left = []
    for folder, inner, names in os.walk(path):
        inner[:] = [name for name in inner if name != STEP]
        left += [os.path.join(folder, name) for name in names]
        if folder == path:
            left += [os.path.join(folder, name) for name in inner if name not in PARTS]
    return left


def files_in(folder: str) -> Iterator[str]:
    """Yield the files below a folder by their paths in it, without what is hidden or passing."""
    for path, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield os.path.relpath(os.path.join(path, name), folder).replace(os.sep, "/")


_IS_OPEN = Text(
    f"{BOOK} 正用 WPS 或 Excel 打开着：读的是最近一次存盘的内容，没有存盘的不算",
    f"{BOOK} is open in a spreadsheet program: what is read is what was saved last",
)


def _no_folder(path: str) -> UsageError:
    folder = os.path.dirname(path) or os.curdir
    if os.path.isfile(path) and is_round(folder):
        return UsageError(
            f"这里写调度的文件夹，不写里面的文件：{folder}", f"Name the folder of the round, not a file in it: {folder}"
        )
    return UsageError(
        f"没有文件夹 {path}：先新建，fazhi-check round new {path} --plan 规划编号 --as-of 日期",
        f"There is no folder {path}: make it with fazhi-check round new {path} --plan ID --as-of DATE",
    )


def _not_one(path: str, found: list[str]) -> UsageError:
    above = os.path.dirname(os.path.abspath(path))
    if not found and is_round(above):
        return UsageError(
            f"{path} 是一次调度里的文件夹；这里写它的上一层 {above}",
            f"{path} lies in the folder of a round: name that one, {above}",
        )
    if not found:
        return UsageError(
            f"{path} 不是一次调度的文件夹：里面没有 {BOOK}",
            f"{path} is no folder of a round: there is no {BOOK} in it",
        )
    if len(found) == 1:
        return UsageError(
            f"{path} 里的台账叫 {found[0]}：用 Excel 或 WPS 另存为 {BOOK}（.xlsx 格式），或改回这个名字",
            f"The register in {path} is called {found[0]}: save it as {BOOK}, or give it back this name",
        )
    return UsageError(
        f"{path} 里有 {len(found)} 份台账：{'、'.join(found)}。分不清哪一份是新的：只留一份，叫 {BOOK}，其他的移到别处",
        f"{path} has several registers: {', '.join(found)}. Keep the one that counts as {BOOK}, move the others away",
    )


def _not_filled_in(folder: RoundFolder, found: Unusable) -> UsageError:
    from fazhi_check.round.register import is_of_examples

    found = Unusable(found.path, [one for one in found.findings if not is_of_examples(one)])
    return UsageError(
        f"{BOOK} 还不能用：\n{found.message('zh')}\n改好存盘，再运行一次",
        f"{BOOK} cannot be used yet:\n{found.message('en')}\nCorrect it, save it, and run this again",
    )
