"""A folder that the program writes files into: what it wrote is known by its hash, and only that is ever replaced."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final

from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.source.step import finish_step, write_step

# What was written into the folder: a hash by path.
LISTING: Final = ".fazhi-check.json"


class Written:
    """A folder that files are written into, and what is known of those that lie there.

    `listed` are the hashes of what was written earlier, `kept` the files that were not written though they would be
    otherwise now: somebody has touched them, or nothing is to be replaced. `given` is what they were written with, a
    list by the option.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        listing = os.path.join(path, LISTING)
        self.listed: dict[str, str] = _read(listing, "files")
        self.given: dict[str, list[str]] = {
            name: [str(one) for one in texts]
            for name, texts in _read(listing, "given").items()
            if isinstance(texts, list)
        }
        self.kept: list[str] = []
        self._same: dict[str, str] = {}

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
            self._same[path] = hash_of(raw)  # it is as we write it, even where the list of that is lost
            return False
        if replace and self.listed.get(path) == hash_of(there):
            return True
        self.kept.append(path)
        return False

    def edited(self, path: str) -> bytes | None:
        """Return what lies at a path where the program did not write it as it is; None where it did, or nothing is there.

        Raises OSError where it cannot be read.
        """
        full = os.path.join(self.path, path)
        if not os.path.lexists(full):
            return None
        with open(full, "rb") as stream:
            there = stream.read()
        return None if self.listed.get(path) == hash_of(there) else there

    def older(self, path: str, raw: bytes) -> bool:
        """Tell whether a file that the program wrote and nobody touched is otherwise than one made now."""
        there = self._there(path)
        return there is not None and there != raw and self.edited(path) is None

    def left(self, made: Iterable[str]) -> list[str]:
        """Return the files written earlier that are not among those `made` now, and still there."""
        return sorted(path for path in self.listed.keys() - set(made) if self._there(path) is not None)

    def write(self, fresh: Mapping[str, bytes], given: Mapping[str, Sequence[str]] | None = None) -> None:
        """Write files in one step, with the list of all that was written, and what it was `given`. Raises OSError."""
        before, self.given = self.given, {**self.given, **{name: list(texts) for name, texts in (given or {}).items()}}
        listed = self.listed | self._same | {path: hash_of(raw) for path, raw in fresh.items()}
        if fresh or listed != self.listed or self.given != before:
            self._step(fresh, listed)

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
        said: dict[str, Any] = {"tool": "fazhi-check", "files": dict(sorted(listed.items()))}
        if any(self.given.values()):
            said["given"] = self.given
        new = not os.path.isdir(self.path)
        os.makedirs(self.path, exist_ok=True)
        try:
            write_step(self.path, {**fresh, LISTING: json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")})
        except OSError:
            if new:
                with suppress(OSError):  # it stays where something lies in it after all
                    os.rmdir(self.path)
            raise

    def _there(self, path: str) -> bytes | None:
        full = os.path.join(self.path, path)
        return content_of(full) if os.path.lexists(full) else None


def opened(path: str) -> Written:
    """Return a folder to write into: a step that was broken off there is brought to its end first. Raises UsageError.

    Else what that step had already put in its place would be taken for somebody's own: the list of it comes last.
    """
    if os.path.lexists(path) and not os.path.isdir(path):
        raise UsageError(
            f"{path} 是文件，不是文件夹，没有写：换一个文件夹的名字", f"{path} is a file, no folder: name another one"
        )
    try:
        finish_step(path)
    except OSError as error:
        raise unwritten(path, error) from None
    return Written(path)


def touched(folder: str) -> list[str]:
    """Return the files written into a folder that somebody has changed since, by their paths in it."""
    known = _read(os.path.join(folder, LISTING), "files")
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


def _read(path: str, part: str) -> dict[str, Any]:
    """Return a part of a list of what was written; nothing where there is none, or it is no list of ours."""
    try:
        with open(path, encoding="utf-8") as stream:
            found = json.load(stream)[part]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}
