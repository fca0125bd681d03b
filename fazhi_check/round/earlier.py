"""The reports of earlier rounds: what each unit's earlier judgements were, found without holding them all."""

from __future__ import annotations

from collections.abc import Sequence


class History:
    """The earlier reports of all units, by unit; a unit's are read when they are asked for."""


def read_history(paths: Sequence[str]) -> History:
    """Return the history in saved reports (json or jsonl) and folders of them, in the order given."""
    return History()
