"""Did you mean: the option nearest to what was written."""

from __future__ import annotations

from collections.abc import Sequence


def closest(written: str, options: Sequence[str]) -> str | None:
    """Return the option nearest to what was written, if any is near."""
    import difflib

    folded = {option.casefold(): option for option in options}
    near = difflib.get_close_matches(written.strip().casefold(), folded, n=1, cutoff=0.5)
    return folded[near[0]] if near else None
