"""Files and folders that may lie inside the package, also where that is run from an archive (zipapp) and is no folder.

Every other path is the file system's as ever.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE = os.path.dirname(os.path.abspath(__file__))
_ARCHIVED = not os.path.isdir(PACKAGE)


def names_in(folder: str) -> list[str]:
    """Return the names of a folder's files and folders. Raises OSError."""
    inside = _inside(folder)
    return [one.name for one in inside.iterdir()] if inside else os.listdir(folder)


def is_file(path: str) -> bool:
    """Tell whether there is a file of this path."""
    inside = _inside(path)
    return inside.is_file() if inside else os.path.isfile(path)


def is_folder(path: str) -> bool:
    """Tell whether there is a folder of this path."""
    inside = _inside(path)
    return inside.is_dir() if inside else os.path.isdir(path)


def contents(path: str) -> bytes:
    """Return the bytes of a file. Raises OSError."""
    inside = _inside(path)
    if inside:
        return inside.read_bytes()
    with open(path, "rb") as stream:
        return stream.read()


def _inside(path: str) -> Traversable | None:
    """Return a path's place in the archive; None where it is one of the file system."""
    if not _ARCHIVED or not path.startswith(PACKAGE + os.sep):
        return None
    from importlib.resources import files

    return files("fazhi_check").joinpath(*path[len(PACKAGE) + 1 :].split(os.sep))
