"""LibreOffice and Poppler: what the program wrote as an office opens, saves and prints it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_SOFFICE, _PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
OPENS = pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
PRINTS = pytest.mark.skipif(_SOFFICE is None or _PDFTOTEXT is None, reason="LibreOffice or Poppler is not installed")
# So long that only a program that hangs takes it, however slow or busy the machine.
_HANGS = 1800


def saved_as(paths: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Return files as LibreOffice saves them as another kind (`pdf`, `xlsx`, `docx`), in a folder, with a home of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [str(_SOFFICE), home, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=_HANGS)
    return [folder / f"{path.stem}.{kind}" for path in paths]


def printed(paths: Sequence[Path], folder: Path) -> list[list[str]]:
    """Return the text of each page of some documents, as LibreOffice prints them."""
    return [_pages(path) for path in saved_as(paths, "pdf", folder)]


def _pages(path: Path) -> list[str]:
    command = [str(_PDFTOTEXT), "-layout", str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True, timeout=_HANGS)
    return told.stdout.decode().split("\f")[:-1]
