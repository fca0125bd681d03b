"""YAML or JSON text to a tree of nodes: the one door to the parsers.

What is JSON is read as JSON. Of YAML, libyaml reads what it reads as the exact parser does, twenty times as fast;
whatever it refuses, and whatever the two are known to read differently, goes to the exact parser, which also knows what
to say of a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fazhi_check.findings import Finding
from fazhi_check.source.composer import Composer, Refused
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Node, Scalar

# The patterns are compiled when a text comes here: most go the quick way.
# What libyaml takes and the exact parser refuses or reads otherwise: a tab, other ends of lines, a mark amid the text,
# a directive, a comment right after the sign of a text of several lines, a name of an anchor with other signs in it
# or before a colon, a question mark that begins a word.
_OTHERWISE = (
    r"[\t\r\x85\u2028\u2029\ufeff]|^%|[|>][-+0-9]*#"
    r"|(?:^|[\s\[{,])(?:\?|[&*][A-Za-z0-9_-]*(?:[^A-Za-z0-9_\-\s,\]}]|\s*:))"
)
_SAYS_NOTHING = r"[ \t]*(?:#.*)?"
_MOST_TRIES = 50  # each takes the time of one reading
_BRACKET = r"[ \t\r\n]*+[\[{]"
# Control characters and the like: the exact parser refuses them by name, wherever they stand.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def compose(text: str, limits: Limits = DEFAULT, json: bool = False) -> Node | Finding:
    """Return the tree of the one document in `text`, or the finding (FZ103, FZ105 to FZ107) that refuses it.

    In a file that is called `json` a text that is none is refused, unless it is empty; any other may be YAML too.
    """
    if (re.match(_BRACKET, text) or (json and text.strip())) and not re.search(_UNPRINTABLE, text):
        from fazhi_check.source.json_tree import compose_json

        root = compose_json(text, limits)
        if json or not isinstance(root, Finding) or root.code == "FZ105":
            return root
    quick = compose_quickly(text.replace("\r\n", "\n"), limits)
    if quick is not None:
        return quick
    from fazhi_check.source.exact import compose_exact

    exact = compose_exact(text, limits)
    tabbed = compose_tabbed(text, limits) if isinstance(exact, Finding) and "\t" in text else None
    return tabbed or exact


def otherwise(text: str) -> bool:
    """Tell whether libyaml may read a text otherwise than the exact parser."""
    return re.search(_OTHERWISE, text, re.MULTILINE) is not None


def compose_quickly(text: str, limits: Limits) -> Node | Finding | None:
    """Return what libyaml's events make up, or None where the exact parser has to look."""
    if otherwise(text):
        return None
    try:
        root = Composer(limits).compose(events(text))
        return None if root.__class__ is Scalar else root
    except Refused as refused:
        return refused.finding if refused.finding.code == "FZ105" else None
    except Exception:  # whatever it is that libyaml does not like: the exact parser says what
        return None


def compose_tabbed(text: str, limits: Limits) -> Node | None:
    """Return what libyaml makes of a text whose tabs only part its words, or None where the exact parser is right.

    YAML allows such a tab, as after a colon or before a comment, which the exact parser refuses; as indentation both
    refuse it. In a line that says nothing libyaml refuses it too, so there it is a blank.
    """
    from yaml.error import MarkedYAMLError

    if otherwise(text.replace("\t", " ").replace("\r\n", "\n")):
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    for _ in range(_MOST_TRIES):
        try:
            root = Composer(limits).compose(events("\n".join(lines)))
            return None if root.__class__ is Scalar else root
        except MarkedYAMLError as error:
            number = error.problem_mark.line if error.problem_mark else len(lines)
            if number >= len(lines) or "\t" not in lines[number] or not re.fullmatch(_SAYS_NOTHING, lines[number]):
                return None
            lines[number] = lines[number].replace("\t", " ")
        except Exception:  # limits among it
            return None
    return None


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text. Raises what libyaml does."""
    from yaml.cyaml import CLoader

    parser = CLoader(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
