"""A round that is frozen (定稿): its report, the files it rests on with their hashes, and what has changed since."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from fazhi_check.cli.round.folder import FROZEN, RETURNED, REVIEWS, STANDARD, RoundFolder, files_in
from fazhi_check.round.columns import BOOK
from fazhi_check.source.output import write_whole
from fazhi_check.source.step import drafted
from fazhi_check.words import Text

# The list of hashes, as programs that check such lists read it.
LISTING: Final = "清单.txt"
_FEW: Final = 8
_LEFT: Final = "# 未存入 "


def frozen_at(folder: RoundFolder) -> list[str]:
    """Return the names of the folders in which a round was frozen, the first one first."""
    found = (name for name in os.listdir(folder.path) if name == FROZEN or name.startswith(f"{FROZEN}-"))
    whole = (name for name in found if os.path.isfile(folder.at(name, LISTING)))
    return sorted(whole, key=lambda name: (len(name), name))


def hashes(folder: RoundFolder) -> dict[str, str]:
    """Return the hashes of what a round rests on: its register, its reviews, its standards, all that came back."""
    names = [*(name for name in (BOOK, REVIEWS, *folder.standards()) if os.path.isfile(folder.at(name)))]
    names += [f"{RETURNED}/{name}" for name in files_in(folder.at(RETURNED))]
    return {name: hash_of(folder.at(name)) for name in names}


def hash_of(path: str) -> str:
    """Return the sha256 hash of a file."""
    found = sha256()
    with open(path, "rb") as stream:
        while part := stream.read(1 << 20):
            found.update(part)
    return found.hexdigest()


class Changed(OSError):
    """A file changed while it was copied."""


def copied_as(path: str, hashed: str) -> Callable[[str], None]:
    """Return what copies a file that must have a hash. It raises Changed where it has another by then."""

    def copy(draft: str) -> None:
        shutil.copyfile(path, draft)
        if hash_of(draft) != hashed:
            raise Changed(path)

    return copy


def listing(facts: Mapping[str, str], names: Sequence[str], left: Mapping[str, str]) -> Callable[[str], None]:
    """Return what writes the list of the hashes of files, which are drafted before it in the order of their names.

    What is to be known besides stands above it in lines that begin with #, the files `left` out each with the reason.
    """

    def write(draft: str) -> None:
        lines = [f"{_LEFT}{name}：{why}" for name, why in left.items()]
        lines += [f"# {name} {value}" for name, value in facts.items()]
        lines += [f"{hash_of(drafted(draft, number))}  {name}" for number, name in enumerate(names)]
        write_whole(draft, "".join(f"{line}\n" for line in lines))

    return write


def read_listing(path: str) -> dict[str, str]:
    """Return the hashes in a list, by path."""
    with open(path, encoding="utf-8") as stream:
        lines = [line.rstrip("\n") for line in stream if line.strip() and not line.startswith("#")]
    return {name: value for value, _, name in (line.partition("  ") for line in lines)}


def _left_out(path: str) -> set[str]:
    """Return the files that a list names as not copied."""
    with open(path, encoding="utf-8") as stream:
        return {line[len(_LEFT) :].rpartition("：")[0] for line in stream if line.startswith(_LEFT)}


def changes(folder: RoundFolder) -> Iterator[Text]:
    """Yield what has changed in a folder since it was frozen last; nothing where it was not."""
    names = frozen_at(folder)
    if not names:
        return
    path = folder.at(names[-1], LISTING)
    before, left = read_listing(path), _left_out(path)
    now = {name: value for name, value in hashes(folder).items() if name not in left}
    kept = {name: value for name, value in before.items() if name.startswith((BOOK, REVIEWS, STANDARD, f"{RETURNED}/"))}
    yield Text(
        f"这一期已经定稿（{names[-1]}），定稿不会变；这次检查的是现在的内容",
        f"this round is frozen ({names[-1]}), which stays as it is; what was checked is what is there now",
    )
    for what, found in (
        (Text("定稿以后改过", "changed since"), [one for one in kept if one in now and now[one] != kept[one]]),
        (Text("定稿以后新来", "new since"), [one for one in now if one not in kept]),
        (Text("定稿以后不见了", "gone since"), [one for one in kept if one not in now]),
    ):
        if found:
            named = "、".join(found[:_FEW]) + (f" 等 {len(found)} 个" if len(found) > _FEW else "")
            yield Text(f"{what.zh}：{named}", f"{what.en}: {named}")
