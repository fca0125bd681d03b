"""What became of tasks since earlier reports, in one sentence that heads every format (DESIGN, section 11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.words import CHANGES
from fazhi_check.digest.words import COLON, COMMA, DOT, joined, same, with_more
from fazhi_check.outcome import CLAIMS
from fazhi_check.words import Text

# From so many reports in a row on, what is open is told apart.
LASTING = 3
# In the order of the sentence; what has not changed is no news.
_TOLD = {kind: word for kind, word in CHANGES.items() if kind != "kept"} | {
    "dropped": Text("漏报", "no longer reported")
}


class Changes(NamedTuple):
    """How many tasks changed in which way since the reports of some `days`.

    Of those that are `solved` (by the units' own word) some are `verified` and closed by an office, some now said to be
    `exempt`, some rest on `claims` alone; of those still open some are `lasting`. `without` is the number of units
    without an earlier report.
    """

    kinds: Mapping[str, int]
    days: frozenset[date]
    verified: int = 0
    exempt: int = 0
    claims: int = 0
    lasting: int = 0
    without: int = 0

    @property
    def sentence(self) -> Text:
        """All of it as a sentence."""
        said = [self._part(kind) for kind in _TOLD if self.kinds.get(kind)]
        told = joined(said, COMMA) if said else CHANGES["kept"]
        rest = Text(f"；没有上期的单位 {self.without} 个", f"; units without an earlier report: {self.without}")
        return joined([with_more(*self._against), COLON, told, rest if self.without else same("")], "")

    @property
    def _against(self) -> tuple[Text, Text]:
        first, last = min(self.days, default=None), max(self.days, default=None)
        if first == last:
            return Text("较上期", "since the last report"), same(str(first or ""))
        days = Text(f"最早 {first}，最近 {last}", f"first {first}, last {last}")
        return Text("较各单位上期", "since each unit's last report"), days

    def _part(self, kind: str) -> Text:
        word, number = _TOLD[kind], self.kinds[kind]
        more = {"solved": self._of_solved, "open": self._of_open}.get(kind, same(""))
        return with_more(_numbered(word, number), more)

    @property
    def _of_solved(self) -> Text:
        """What offices have verified of it, and what of it is no putting right in the strict sense."""
        checked = {
            Text("已核验销号", "verified and closed"): self.verified,
            Text("尚未核验", "not yet verified"): self.kinds["solved"] - self.verified,
        }
        within = {
            Text("改报不适用", "now said not to apply"): self.exempt,
            Text("仅有情况说明", "on statements only"): self.claims,
        }
        apart = _listed(within)
        among = joined([Text("其中", "of these "), apart], "") if apart.zh else apart
        return joined([part for part in (_listed(checked), among) if part.zh], DOT)

    @property
    def _of_open(self) -> Text:
        return _listed({Text(f"连续 {LASTING} 期以上", f"{LASTING} or more reports in a row"): self.lasting})


def _listed(numbers: Mapping[Text, int]) -> Text:
    """Return words with their numbers, as far as there are any."""
    return joined([_numbered(word, number) for word, number in numbers.items() if number], COMMA)


def _numbered(word: Text, number: int) -> Text:
    return Text(f"{word.zh} {number}", f"{word.en} {number}")


def changes_of(files: Iterable[FileDigest]) -> Changes | None:
    """Return what changed in some files; None where nothing was held against an earlier report."""
    told = [one for one in files if one.lines]
    held = [one for one in told if any(line.change for line in one.lines)]
    if not held:
        return None
    changed = [(line, line.change) for one in held for line in one.lines if line.change]
    solved = [line for line, change in changed if change.kind == "solved"]
    return Changes(
        Counter(change.kind for _, change in changed),
        frozenset(change.before.as_of for _, change in changed if change.before),
        sum(map(_verified, held)),
        sum(line.verdict == "exempt" for line in solved),
        sum(line.verdict != "exempt" and line.support in CLAIMS for line in solved),
        sum(change.kind == "open" and change.rounds >= LASTING for _, change in changed),
        len(told) - len(held),
    )


def _verified(one: FileDigest) -> int:
    """Return how many of a file's solved tasks an office has closed: the last problem of each, and any other it still had."""
    states: dict[str | None, set[str]] = {}
    for each in one.tracked or ():
        states.setdefault(each.target, set()).add(each.state)
    closed = {target for target, found in states.items() if "closed" in found and found <= {"closed", "cancelled"}}
    return sum(bool(line.change and line.change.kind == "solved") and line.target in closed for line in one.lines)
