"""YAML text to a tree of nodes: the one door to the two readers."""

from __future__ import annotations

from fazhi_check.findings import Finding
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Node
from fazhi_check.source.plain.grammar import NotPlain
from fazhi_check.source.plain.tree import read_tree


def compose(text: str, limits: Limits = DEFAULT) -> Node | Finding:
    """Return the tree of the one document in `text`, or the finding (FZ103, FZ105 to FZ107) that refuses it."""
    try:
        return read_tree(text, limits)
    except NotPlain:
        from fazhi_check.source.exact import compose_exact

        return compose_exact(text, limits)
