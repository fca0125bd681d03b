"""What an entry says that a report carries on, so that a later round can be held against it and papers made from it."""

from collections.abc import Mapping
from typing import NamedTuple

from fazhi_check.carried import Exact, carried
from fazhi_check.plan.model import Target
from fazhi_check.sanitize import clean, clean_lines, mask
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.records import Entry
from fazhi_check.words import Lang, Text

REMARKS: dict[str, Text] = {
    "owner": Text("责任单位", "responsible"),
    "note": Text("说明", "note"),
    "problem": Text("存在问题", "problem"),
    "next_step": Text("下一步措施", "next step"),
}
# Their order in data, which is the contract's.
_WRITTEN = ("owner", "problem", "next_step", "note")
QUOTE = Text("原文", "quoted")
# Quotation marks inside others.
_INNER = str.maketrans("“”", "‘’")


class EntryDigest(NamedTuple):
    """What an entry says beside its verdict; what it does not say is None or empty.

    `measure` is the short hash of what its target measures, `quotes` are those of its evidence, `remarks` go by
    their keys (owner, problem, next_step, note, done_on). `basis` is by what rule it was counted, `apply` tells that the
    unit asks to close the problem.
    """

    exact: Exact | None = None
    progress: str | int | float | None = None
    measure: str | None = None
    quotes: tuple[str, ...] = ()
    remarks: Mapping[str, str] = {}
    basis: str | None = None
    apply: bool = False

    def line(self, name: str) -> str:
        """Return a remark on one line, fit to be shown; nothing where it was not made."""
        return clean(self.remarks.get(name, ""))

    def lines(self, name: str) -> str:
        """Return a remark as it is parted into lines, fit to be shown; nothing where it was not made."""
        return clean_lines(self.remarks.get(name, ""))

    @property
    def quoted(self) -> list[str]:
        """What its evidence quotes, each on one line, fit to be shown."""
        return list(map(clean, self.quotes))

    @property
    def told(self) -> list[tuple[Text, str]]:
        """What the unit adds in its own words, each with what it is: remarks, then quotes."""
        said = [(word, self.line(name)) for name, word in REMARKS.items() if name in self.remarks]
        return [*said, *((QUOTE, quote) for quote in self.quoted)]


class Waiting(NamedTuple):
    """What was proposed on a target and waits to be confirmed: a status, if one is given, and what else it says."""

    status: str | None
    entry: EntryDigest


def quoted(word: Text, said: str, lang: Lang) -> str:
    """Return something told with what it is before it; what is quoted in quotation marks."""
    colon, marks = ("：", "“”") if lang == "zh" else (": ", '""')
    said = said.translate(_INNER) if word == QUOTE and lang == "zh" else said
    return f"{word.say(lang)}{colon}{marks[0]}{said}{marks[1]}" if word == QUOTE else f"{word.say(lang)}{colon}{said}"


def entry_digest(entry: Entry, target: Target, total: Amount | None = None) -> EntryDigest:
    """Return what is carried on of the entry on a target; `total` is what its yearly changes add up to."""
    remarks = {name: mask(value) for name in _WRITTEN for value in [getattr(entry, name)] if value}
    if entry.done_on:
        remarks["done_on"] = entry.done_on.text
    said = carried(entry, target, total)
    return EntryDigest(
        said.exact, said.progress, said.measure, said.quotes, remarks, said.basis, apply=bool(entry.apply)
    )


def waiting(entry: Entry, target: Target) -> Waiting:
    """Return what is carried on of an entry that waits to be confirmed: of its target it reports nothing yet."""
    return Waiting(entry.status, entry_digest(entry, target))
