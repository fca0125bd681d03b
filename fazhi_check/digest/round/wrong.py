"""What is wrong with the files of a round and with its register, in short: what an office has to send back or mend first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_check.codes import Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.round.headings import TOLD_BY_ROUND
from fazhi_check.digest.run import Digest
from fazhi_check.words import Text

TITLE = Text("文件和台账里的错误", "Errors in files and in the register")
# So many are told with their places.
_SHOWN = 10


class Wrong(NamedTuple):
    """An error with the file that it stands in."""

    file: FileDigest
    finding: FindingDigest


class Errors(NamedTuple):
    """The first errors with their places, and of each file that has more how many are left."""

    shown: Sequence[Wrong]
    rest: Sequence[tuple[FileDigest, int]]

    @property
    def left(self) -> int:
        """How many are not shown."""
        return sum(number for _, number in self.rest)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.shown) + self.left


def errors_of(digest: Digest) -> Errors:
    """Return the errors of a run: the register's, then those of files that count, then those of older versions.

    Of each file the first is shown before the second of any, so that one bad file hides no other.
    """
    files = sorted(digest.files, key=lambda one: (one.is_submission, one.superseded))
    found = [(at, Wrong(one, finding)) for one in files for at, finding in enumerate(_errors(one))]
    first = sorted(found, key=lambda pair: pair[0])[:_SHOWN]
    chosen = {id(one.finding) for _, one in first}
    rest = Counter(id(one.file) for _, one in found if id(one.finding) not in chosen)
    shown = [one for _, one in found if id(one.finding) in chosen]
    return Errors(shown, [(one, rest[id(one)]) for one in files if rest[id(one)]])


def _errors(one: FileDigest) -> list[FindingDigest]:
    return [found for found in one.problems if found.severity is Severity.error and found.code not in TOLD_BY_ROUND]
