"""Did you mean: the option nearest to what was written."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.words import Text


def closest(written: str, options: Sequence[str]) -> str | None:
    """Return the option nearest to what was written, if any is near."""
    import difflib

    folded = {option.casefold(): option for option in options}
    near = difflib.get_close_matches(written.strip().casefold(), folded, n=1, cutoff=0.5)
    return folded[near[0]] if near else None


def did_you_mean(written: str, options: Sequence[str], begin: str = "did you mean") -> Text:
    """Return the question whether the nearest option was meant, nothing where none is near.

    In English it ends with a blank, and begins as the sentence before it asks for.
    """
    near = closest(written, options)
    return Text(f"是不是 {near}？", f"{begin} {near}? ") if near else Text("", "")
