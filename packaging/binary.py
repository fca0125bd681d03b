"""Builds the single-file program from the package installed beside PyInstaller: `python packaging/binary.py FOLDER`.

The package must come from its wheel (`make binary` does it so): there the plans lie compiled inside it.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

# Commands, formats and rules are imported by name when they are asked for, so that nothing shows that they are needed.
BY_NAME = ("fazhi_check", "rich._unicode_data")
# Nothing here speaks with a network: what would only make the file larger.
LEFT_OUT = ("ssl", "_ssl", "_hashlib", "tkinter")
NEEDED = ("openpyxl", "xlsxwriter", "docxtpl")


def package() -> Path:
    """Return the folder of the installed package. Exits where it is none of a wheel."""
    found = find_spec("fazhi_check")
    home = Path(found.origin).parent if found and found.origin else Path()
    if not (home / "compiled").is_dir():
        sys.exit("fazhi_check is not installed here from its wheel: run `make binary`")
    if absent := [name for name in NEEDED if find_spec(name) is None]:
        sys.exit(f"{', '.join(absent)} must be installed here too: the extra `office`")
    return home


def build(folder: Path) -> None:
    """Write the program into a folder."""
    from PyInstaller.__main__ import run

    with TemporaryDirectory() as passing:
        options = ["--workpath", passing, "--specpath", passing, "--distpath", str(folder), "--log-level", "WARN"]
        options += ["--name", "fazhi-check", "--onefile", "--noconfirm", "--collect-data", "fazhi_check"]
        options += [word for name in BY_NAME for word in ("--collect-submodules", name)]
        options += [word for name in NEEDED for word in ("--hidden-import", name)]
        options += [word for name in LEFT_OUT for word in ("--exclude-module", name)]
        run([str(package() / "__main__.py"), *options, *["--strip"] * (sys.platform == "linux")])


if __name__ == "__main__":
    build(Path(sys.argv[1]).absolute())
