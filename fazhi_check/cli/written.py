"""A folder that the program writes files into: what it wrote is known by its hash, and only that is ever replaced."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Final

from fazhi_check.source.step import write_step

# What was written into the folder: a hash by path.
LISTING: Final = ".fazhi-check.json"


class Written:
    """A folder that files are written into, and what is known of those that lie there.

    `listed` are the hashes of what was written earlier, `kept` the files that were not written though they would be
    otherwise now: somebody has touched them, or nothing is to be replaced.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.listed: dict[str, str] = _read(os.path.join(path, LISTING))
        self.kept: list[str] = []

    @property
    def strangers(self) -> bool:
        """Tell whether there is anything in the folder at all, but for what nobody sees."""
        return os.path.isdir(self.path) and any(not name.startswith(".") for name in os.listdir(self.path))

    def takes(self, path: str, raw: bytes, replace: bool) -> bool:
        """Tell whether a file is to be written: where there is none, or one of ours that nobody touched is to go."""
        there = self._there(path)
        if there is None:
            return True
        if there == raw:
            return False
        if replace and self.listed.get(path) == hash_of(there):
            return True
        self.kept.append(path)
        return False

    def left(self, made: Iterable[str]) -> list[str]:
        """Return the files written earlier that are not among those `made` now, and still there."""
        return sorted(path for path in self.listed.keys() - set(made) if self._there(path) is not None)

    def write(self, fresh: Mapping[str, bytes]) -> None:
        """Write files in one step, with the list of all that was written. Raises OSError."""
        if fresh:
            self._step(fresh, self.listed | {path: hash_of(raw) for path, raw in fresh.items()})

    def drop(self, made: Collection[str]) -> list[str]:
        """Remove what was written earlier, is not among those `made` now, and was touched by nobody; return the others.

        Raises OSError.
        """
        kept = []
        for path in self.left(made):
            if hash_of(self._there(path) or b"") == self.listed[path]:
                os.unlink(os.path.join(self.path, path))
            else:
                kept.append(path)
        left = {path: value for path, value in self.listed.items() if path in made or path in kept}
        if left != self.listed:
            self._step({}, left)
        return kept

    def _step(self, fresh: Mapping[str, bytes], listed: dict[str, str]) -> None:
        self.listed = listed
        said = {"tool": "fazhi-check", "files": dict(sorted(listed.items()))}
        os.makedirs(self.path, exist_ok=True)
        write_step(self.path, {**fresh, LISTING: json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")})

    def _there(self, path: str) -> bytes | None:
        full = os.path.join(self.path, path)
        return content_of(full) if os.path.lexists(full) else None


def touched(folder: str) -> list[str]:
    """Return the files written into a folder that somebody has changed since, by their paths in it."""
    known = _read(os.path.join(folder, LISTING))
    there = {name: os.path.join(folder, name) for name in known}
    return sorted(
        name for name, path in there.items() if os.path.isfile(path) and hash_of(content_of(path)) != known[name]
    )


def hash_of(raw: bytes) -> str:
    """Return the hash of some bytes."""
    return sha256(raw).hexdigest()


def content_of(path: str) -> bytes:
    """Return the bytes of a file; none where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return b""


def _read(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8") as stream:
            found = json.load(stream)["files"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
