"""What to write instead of a slip in a submission: looked up in tables of words that people really write.

Nothing here decides whether a value is right, and nothing offers a stronger word than the one that was written. The
tables are loaded only where something is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.findings import Path
from fazhi_check.source.hint import Hint
from fazhi_check.words import Text


class Adviser:
    """Advice on the keys and values of a submission (see source.hint.Adviser)."""

    def of_key(self, written: str, options: Sequence[str]) -> Text | None:
        """Return what to write instead of a key that does not belong where `options` do."""
        from fazhi_check.submission.advice import keys, signs

        return signs.of_key(written, options) or keys.of_key(written, options)

    def of_value(self, written: str, path: Path, options: Sequence[str] = ()) -> Hint | None:
        """Return what to write instead of a value at a path of the form, where `options` are keys of what belongs there."""
        from fazhi_check.submission.advice import signs
        from fazhi_check.submission.advice.values import of_value

        hint = signs.of_value(written, path, lambda word: of_value(word, path, options))
        return hint or of_value(written, path, options)
