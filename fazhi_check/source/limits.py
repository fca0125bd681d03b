"""How large, deep and tangled a text may be before it is refused (FZ105). All far above real use.

A submission that answers the whole plan has some 70 KB, five levels and no alias at all.
"""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """`max_bytes` of the file, `max_depth` of nesting, `max_aliases` in use, `max_nodes` once aliases are followed."""

    max_bytes: int = 1_000_000
    max_depth: int = 50
    max_aliases: int = 100
    max_nodes: int = 200_000


DEFAULT = Limits()
