"""`make pictures`: takes the pictures of docs/workbook.md and docs/round.md from the real program, with invented content.

Those of a form are of example.yaml; those of a round are taken where the page shows them, of the round that its commands
and the office's own work in between (tests/helpers/walk.py) have made so far.

Needs LibreOffice Calc, Xvfb, ImageMagick, pdftoppm, Chromium and a Chinese font. What the pictures show changes with
the program: a test holds only that each is shown and small. `python docs/images/make.py NAME...` takes some of them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from helpers.walk import DOES, PART

from fazhi_check.cli import main
from fazhi_check.cli.values import read_plan
from fazhi_check.fill.workbook.book import form
from fazhi_check.findings import Finding
from fazhi_check.plan.select import Choice
from fazhi_check.submission.loading import load

HERE = Path(__file__).resolve().parent
ROUND_PAGE = HERE.parent / "round.md"
SCREEN = (1366, 768)  # a laptop's
LAST = {"3.3.1-02": "推进中", "3.3.1-03": "推进中", "3.3.1-05": "推进中", "3.3.1-07": "持续开展"}
_WIDTH = 1000  # of a window of the browser
_SECONDS = 90  # for a program that starts


class Shot(NamedTuple):
    """A picture of a sheet on the screen: the cell that is chosen, what is opened there, and what of it is kept.

    `zoom` is in percent; `kept` is width, height, left and top in pixels: without the program's own tools, which differ by program.
    """

    book: str
    sheet: str
    cell: str
    opened: str = ""
    kept: str = "1304x638+0+108"
    zoom: int = 100


class Paper(NamedTuple):
    """A picture of a printed page: the one of a number, or the first that begins with a text."""

    book: str
    page: int | str = 1


class Page(NamedTuple):
    """A picture of a page in the browser, `height` pixels of it from `top` on."""

    book: str
    top: int = 0
    height: int = 720


SHOWN = {
    "sheet": Shot("示例区.xlsx", "填报", "E10"),
    "choice": Shot("示例区.xlsx", "填报", "E12", "choice", "1000x420+0+218"),
    "note": Shot("示例区.xlsx", "填报", "H9", "note", "1304x420+0+108"),
    "guide": Shot("示例区.xlsx", "说明", "A1", "", "880x640+0+108"),
    "print": Paper("示例区.xlsx"),
    "result": Page("结果.html"),
    "where": Page("结果.html", 1005, 410),
    "ledger": Paper("台账.xlsx", 2),
}
_FIRST, _SECOND = "2023四季度", "2024一季度"
_LETTER = f"{_FIRST}/文书/督促提醒函/督促提醒函-松河区.docx"
# Those of a round: each is taken of the file as it is where the page shows the picture.
ROUND = {
    "round/register": Shot(f"{_FIRST}/调度台账.xlsx", "名册", "A11", "", "1304x330+0+108", 70),
    "round/duties": Paper("目标责任书/02松河区目标责任书.docx"),
    "round/result": Page(f"{_FIRST}/结果/调度结果.html"),
    "round/reviews": Shot(f"{_FIRST}/核定单.xlsx", "核定单", "M4", "", "1304x560+0+108", 70),
    "round/notice": Paper(f"{_FIRST}/文书/数据核对单/数据核对单-松河区.docx"),
    "round/letter": Paper(_LETTER),
    "round/problems": Paper(_LETTER, "附件1问题清单"),
    "round/feedback": Paper(_LETTER, "附件2整改情况反馈表"),
    "round/request": Paper(f"{_FIRST}/文书/督促提醒函/商请函-市中级人民法院.docx"),
    "round/bulletin": Paper(f"{_FIRST}/文书/通报（送审稿）.docx"),
    "round/annex": Paper(f"{_FIRST}/文书/通报（送审稿）.docx", "附件1各单位情况表"),
    "round/points": Paper(f"{_FIRST}/文书/通报（送审稿）.docx", "附件4"),
    "round/sent": Shot(f"{_FIRST}/调度台账.xlsx", "发文登记", "A5", "", "1304x230+0+108"),
    "round/checklist": Paper("督察清单-松河区.docx"),
    "round/closed": Shot(f"{_SECOND}/调度台账.xlsx", "销号", "G5", "", "1304x230+0+108"),
    "round/ledger": Paper(f"{_SECOND}/结果/台账.xlsx", "问题台账"),
}


def run(*command: str | Path) -> None:
    """Run a program that has to succeed, without its chatter."""
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def write_files(folder: Path) -> None:
    """Write into a folder what is shown: the form as filled in, its ledger, and the page of its result."""
    plan, read = read_plan("urumqi-14fyp"), load(str(HERE / "example.yaml"))
    if isinstance(read, Finding) or read.submission is None:
        raise SystemExit("example.yaml cannot be read")
    given = read.submission
    raw = form(plan, given.unit, given.as_of, Choice(section="3.3"), given, LAST)
    (folder / "示例区.xlsx").write_bytes(raw)
    os.chdir(folder)
    main(["示例区.xlsx", "--section", "3.3", "-q", "-o", "html:结果.html", "-o", "xlsx:台账.xlsx"])


def walk(folder: Path, names: Collection[str]) -> None:
    """Do what the page on a round says, and put what its pictures are to show aside, each under the picture's name."""
    (folder / "round").mkdir()
    os.chdir(folder)
    for part in PART.finditer(ROUND_PAGE.read_text("utf-8")):
        if part["does"]:
            DOES[part["does"]](folder)
        elif part["picture"] in names:
            shown = folder / ROUND[part["picture"]].book
            shutil.copy(shown, folder / f"{part['picture']}{shown.suffix}")
        for line in part["text"].splitlines() if part["language"] == "sh" else ():
            main([word for word in shlex.split(line)[1:] if word != "--open"])


# The screen


@contextmanager
def screen() -> Iterator[None]:
    """Give programs a screen of a laptop's size that nobody sees."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    # Not anew after each program: the next one would find it gone.
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-noreset"]
    xvfb = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        os.environ["DISPLAY"] = ":" + os.read(read, 20).decode().strip()
        yield
    finally:
        xvfb.terminate()
        xvfb.wait()


@cache
def profile(folder: Path) -> str:
    """Make a profile of LibreOffice that has our macro; return the option that names it."""
    option = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", option, "--headless", "--terminate_after_init")
    library = folder / "profile" / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library / "dialog.xlb").write_text(_DIALOGS, "utf-8")
    (library / "Pictures.xba").write_text(_MACRO, "utf-8")
    return option


def take(name: str, shot: Shot, folder: Path) -> None:
    """Open a sheet, do as the shot says, and take a picture of it."""
    ready = folder / "ready"
    for left in (ready, folder / f".~lock.{shot.book}#"):
        left.unlink(missing_ok=True)
    given = (folder / shot.book).as_uri(), shot.sheet, shot.cell, shot.opened, str(ready), str(shot.zoom)
    macro = "macro:///Standard.Pictures.Show(" + ", ".join(f'"{one}"' for one in given) + ")"
    command = ["soffice", profile(folder), "--norestore", "--nologo", "--nodefault", macro]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(ready)
        time.sleep(2)  # what is opened is drawn after the macro is over
        run("import", "-window", "root", "-crop", shot.kept, "+repage", folder / f"{name}.png")
    finally:
        end(office)


def end(office: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started: one that is still ending would take the next one's work."""
    os.killpg(office.pid, signal.SIGTERM)
    office.wait()
    for _ in range(50):
        try:
            os.killpg(office.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.2)
    os.killpg(office.pid, signal.SIGKILL)


def wait_for(path: Path) -> None:
    """Wait until a file is there, but not for ever."""
    for _ in range(_SECONDS * 5):
        if path.exists():
            return
        time.sleep(0.2)
    raise SystemExit("a program did not start")


# Paper and the browser


def print_page(name: str, sheet: Paper, folder: Path) -> None:
    """Print a workbook and take a picture of one of its pages."""
    book = folder / sheet.book
    run("soffice", profile(folder), "--headless", "--convert-to", "pdf", "--outdir", book.parent, book)
    page = str(page_of(book.with_suffix(".pdf"), sheet.page) if isinstance(sheet.page, str) else sheet.page)
    run("pdftoppm", "-r", "96", "-f", page, "-l", page, "-singlefile", "-png", book.with_suffix(".pdf"), folder / name)


def page_of(printed: Path, text: str) -> int:
    """Return the number of the first page that has a text near its top."""
    said = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = ["".join(page.split())[:80] for page in said.split("\f")]
    return 1 + next(number for number, page in enumerate(pages) if text in page)


def browse(name: str, page: Page, folder: Path) -> None:
    """Open a page in the browser and take a picture of it."""
    picture, size = folder / f"{name}.png", f"--window-size={_WIDTH},{page.top + page.height}"
    seen = ("--headless", "--no-sandbox", "--hide-scrollbars", size, f"--screenshot={picture}")
    run("chromium", *seen, (folder / page.book).as_uri())
    run("convert", picture, "-crop", f"{_WIDTH}x{page.height}+0+{page.top}", "+repage", picture)


def keep(name: str, folder: Path) -> None:
    """Put a picture in its place, in as few colours as it needs."""
    (HERE / name).parent.mkdir(exist_ok=True)
    small = ("-strip", "+dither", "-colors", "48", "-define", "png:compression-level=9")
    run("convert", folder / f"{name}.png", "-bordercolor", "#C8C8C8", "-border", "1", *small, HERE / f"{name}.png")


def pictures(names: Collection[str]) -> None:
    """Take the pictures of these names."""
    with tempfile.TemporaryDirectory() as made, screen():
        folder = Path(made)
        write_files(folder)
        of_round = [name for name in names if name in ROUND]
        if of_round:
            walk(folder, of_round)
        for name in names:
            shown = ROUND[name]._replace(book=_aside(name)) if name in ROUND else SHOWN[name]
            if isinstance(shown, Shot):
                take(name, shown, folder)
            elif isinstance(shown, Paper):
                print_page(name, shown, folder)
            else:
                browse(name, shown, folder)
            keep(name, folder)


def _aside(name: str) -> str:
    """Return where what a picture of a round shows was put aside."""
    return f"{name}{Path(ROUND[name].book).suffix}"


_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
 <library:element library:name="Pictures"/>
</library:library>
"""
_DIALOGS = _LIBRARY.replace(' <library:element library:name="Pictures"/>\n', "")
_MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Pictures" script:language="StarBasic">
Sub Show(url, sheet, cell, opened, ready, zoom)
  doc = StarDesktop.loadComponentFromURL(url, "_blank", 0, Array())
  control = doc.CurrentController
  window = control.Frame.ContainerWindow
  window.setPosSize(0, 0, 1366, 768, 15)
  window.toFront()
  control.Frame.ComponentWindow.setFocus()
  does = createUnoService("com.sun.star.frame.DispatchHelper")
  page = doc.Sheets.getByName(sheet)
  control.setActiveSheet(page)
  control.ZoomValue = CInt(zoom)
  Dim point(0) As New com.sun.star.beans.PropertyValue
  point(0).Name = "ToPoint"
  point(0).Value = cell
  does.executeDispatch(control.Frame, ".uno:GoToCell", "", 0, point())
  Wait 1500
  If opened = "note" Then page.getCellRangeByName(cell).Annotation.setIsVisible(True)
  If opened = "choice" Then
    does.executeDispatch(control.Frame, ".uno:DataSelect", "", 0, Array())
  End If
  Wait 500
  file = FreeFile
  Open ready For Output As #file
  Print #file, "ready"
  Close #file
End Sub
</script:module>
"""


if __name__ == "__main__":
    pictures(sys.argv[1:] or [*SHOWN, *ROUND])
