"""What a form may be told about a slip by those who know what its words mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from fazhi_check.findings import Path
from fazhi_check.words import Text


class Hint(NamedTuple):
    """What to write instead; unless it is the `whole` of it, what belongs there in general is said after it."""

    text: Text
    whole: bool = False


# Of a word that nobody knows, and that is not to be guessed by its letters either.
UNKNOWN = Hint(Text("", ""))


class Adviser(Protocol):
    """Who knows what was meant by keys and values that do not belong where they stand."""

    def of_key(self, written: str, options: Sequence[str]) -> Text | None:
        """Return what to write instead of an unknown key where `options` belong; None for one nobody knows."""

    def of_value(self, written: str, path: Path, options: Sequence[str] = ()) -> Hint | None:
        """Return what to write instead of a wrong value, masked, at a path; None for one nobody knows.

        Where keys and values belong, `options` are those keys.
        """


def asked(word: str, zh: str = "", en: str = "") -> Text:
    """Return the question whether a word was meant, with what is to be said after it."""
    return Text(f"是不是“{word}”？{zh}", f"did you mean {word}?{' ' if en else ''}{en}")


def followed(hint: Hint | None, general: Text) -> Text:
    """Return a hint with what belongs there in general after it, where the hint does not say it all."""
    if hint is None or hint == UNKNOWN:
        return general
    if hint.whole:
        return hint.text
    zh, en = hint.text
    return Text(_joined(zh, general.zh, "；", "？。"), _joined(en, general.en, "; ", "?."))


def _joined(first: str, second: str, sign: str, ends: str) -> str:
    """Return two sentences as one; after a question the second begins anew."""
    if first[-1] not in ends:
        return first + sign + second
    return first + (second if sign == "；" else f" {second[0].upper()}{second[1:]}")
