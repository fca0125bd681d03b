"""Which file of settings holds for a file or folder: the first found upward from it. Nothing heavy is loaded for it."""

from __future__ import annotations

import os

from fazhi_check.findings import Finding
from fazhi_check.source.files import read_text

OWN_FILE = "fazhi-check.toml"
SHARED_FILE = "pyproject.toml"
# Where the settings stand in the shared file.
TABLE = ("tool", "fazhi-check")


def find_settings(start: str) -> str | None:
    """Return the file of settings that holds for a file or folder, or None."""
    try:
        folder = os.path.abspath(start)
    except FileNotFoundError:  # the working folder is gone
        return None
    while True:
        own, shared = os.path.join(folder, OWN_FILE), os.path.join(folder, SHARED_FILE)
        if os.path.lexists(own) and not os.path.isdir(own):
            return own
        if os.path.isfile(shared) and _mentions(shared):
            return shared
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _mentions(path: str) -> bool:
    """Tell whether a shared file has settings of ours; one that cannot be read and does not name us has none."""
    text = read_text(path)
    if not isinstance(text, str) or "tool" not in text:
        return False
    from fazhi_check.source.toml import compose_toml

    found = compose_toml(text, TABLE)
    return "fazhi" in text if isinstance(found, Finding) else found is not None
