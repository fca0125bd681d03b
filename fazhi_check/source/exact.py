"""YAML text to a tree by the events of ruamel.yaml: for what libyaml refuses or reads otherwise, and to say why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from fazhi_check.findings import Finding, Place
from fazhi_check.source.composer import Composer, Refused
from fazhi_check.source.limits import DEFAULT, Limits, exceeded
from fazhi_check.source.nodes import Node
from fazhi_check.source.slips import is_odd_colon, likely_slip
from fazhi_check.words import Text

# An old YAML ends lines at these, so that what follows a comment would come alive; here they are characters like
# others, which nobody can see, and stand aside under names that the text does not have while the parser is at work.
_BREAKS = ("\x85", "\u2028", "\u2029")
_LEAN = re.compile(r"([|>][-+0-9]* *(?: #[^\n]*)?\r?\n)((?: *\r?\n)* +\r?\n)( +(?=[^ \r\n#]))")
_END = re.compile(r"\.\.\.(?=\s*\Z|\s+#)")
_SAYS_NOTHING = re.compile(r"\s*(?:#|\Z)")
_CONTENT = ("AliasEvent", "ScalarEvent", "MappingStartEvent", "SequenceStartEvent")
_LINE_END = re.compile("\r\n|\r|\n")
_ENDLESS_TAG = re.compile(r"(?:^|[\s\[{,:-])(![!-~]{400})")
# What the scanner reads to its end before anything else happens; a document has one or two such lines.
_ENDLESS_DIRECTIVES = re.compile(r"^(?:%.*\n){20}", re.MULTILINE)
# Twice as long as a text may be, no comment, and not only dashes: it is a text or a key, whatever else a line has.
_RUN = re.compile(r"[^\[\]{},\"'\n#]+")


def compose_exact(text: str, limits: Limits = DEFAULT) -> Node | Finding:
    """Return the tree of the one document in `text`, or the finding (FZ103, FZ105 to FZ107) that refuses it.

    A text without any content is an empty mapping: the form says what it lacks.
    """
    found = _composed(text, limits)
    # Lines of few blanks before the words of a text after | or > are empty lines, but this parser refuses the words.
    if isinstance(found, Finding) and found.code == "FZ103" and _LEAN.search(text):
        return _composed(_LEAN.sub(_fattened, text), limits)
    return found


def _fattened(lean: re.Match[str]) -> str:
    """Return the beginning of a text with its empty lines empty, as far as they do not stand deeper than its words."""
    head, lines, indent = lean.groups()
    deepest = max(len(line.rstrip("\r")) for line in lines.split("\n"))
    return f"{head}{lines.replace(' ', '')}{indent}" if deepest <= len(indent) else lean[0]


def _composed(text: str, limits: Limits) -> Node | Finding:
    endless = _endless(text, limits)
    if endless:
        return endless
    names = _stand_ins(text)
    breaks = {ord(name): char for char, name in names.items()}
    composer = Composer(limits, breaks)
    try:
        return composer.compose(events(_begun(text).translate({ord(char): name for char, name in names.items()})))
    except Refused as refused:
        return refused.finding
    except ReaderError as error:
        return _unprintable(text, error)
    except YAMLError as error:
        return _syntax(text, error, breaks, composer.opened)
    # The scanner itself has no limit for numbers in escapes and directives ("\UFFFFFFFF" ends in chr()), and asserts
    # of some directives what nobody has checked.
    except Exception as error:
        return _syntax_at(text, composer.place, str(error))


def _endless(text: str, limits: Limits) -> Finding | None:
    """Return the finding for what the scanner would take ages over."""
    for run in _RUN.finditer(text) if len(text) > 2 * limits.max_text else ():
        long = run.end() - run.start() > 2 * limits.max_text and text[run.start() - 1 : run.start()] != "#"
        if long and len(run[0].lstrip("-? ")) > limits.max_text:
            return exceeded("max_text", limits, _place_at(text, run.start()))
    tag, directives = _ENDLESS_TAG.search(text), _ENDLESS_DIRECTIVES.search(text)
    if tag:
        return Finding("FZ107", _place_at(text, tag.start(1)), {"tag": tag[1][:100]})
    return _syntax_at(text, _place_at(text, directives.start()), "directives") if directives else None


def _place_at(text: str, at: int) -> Place:
    before = text[:at]
    return Place(before.count("\n") + 1, at - before.rfind("\n"))


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text. Raises what ruamel.yaml does."""
    parse: Any = YAML(typ="safe", pure=True).parse
    for event in parse(text):
        # In brackets the parser takes every question mark for the sign of a key, also one that begins a text.
        start = event.start_mark
        content = event.__class__.__name__ in _CONTENT and start.index != event.end_mark.index
        if content and start.index and text[start.index - 1] == "?":
            slip = Text("以“?”开头的文字要加引号", "put text that begins with ? in quotes")
            raise Refused(Finding("FZ103", Place(start.line + 1, start.column), {"slip": slip}))
        yield event


def _begun(text: str) -> str:
    """Return a text without the marks that end documents before they began: the parser knows no such."""
    if "..." not in text:
        return text
    lines, ended = text.split("\n"), True
    for number, line in enumerate(lines):
        if _END.match(line):
            if ended:
                lines[number] = "   " + line[3:]
            ended = True
        elif ended and not _SAYS_NOTHING.match(line):
            ended = False
    return "\n".join(lines)


def _stand_ins(text: str) -> dict[str, str]:
    """Return what stands for each of the breaks that a text has."""
    free = (chr(code) for code in range(0x10FFFD, 0xF0000, -1) if chr(code) not in text)
    return {char: next(free) for char in _BREAKS if char in text}


def _syntax(text: str, error: YAMLError, breaks: dict[int, str], bracket: Place | None) -> Finding:
    mark = context = None
    problem = ""
    if isinstance(error, MarkedYAMLError):
        mark, context, problem = error.problem_mark, error.context_mark, f"{error.context or ''} {error.problem or ''}"
    # An unclosed quote or bracket is best shown where it was opened.
    colon = problem.endswith("got ':'") and mark is not None and is_odd_colon(text.split("\n"), mark.line, mark.column)
    in_braces = "while parsing a flow" in problem and not colon
    opened = "end of stream" in problem or "quoted scalar" in problem or in_braces
    shown = (context if opened else None) or mark or context
    place = Place(shown.line + 1, shown.column + 1) if shown else Place(1, 1)
    if "found '<stream end>'" in problem and bracket:  # the context is where a value should have been
        place = bracket
    return _syntax_at(text, place, problem.translate(breaks))


def _syntax_at(text: str, place: Place, problem: str) -> Finding:
    place, slip = likely_slip(_LINE_END.split(text), place, problem)
    return Finding("FZ103", place, {"slip": slip})


def _unprintable(text: str, error: ReaderError) -> Finding:
    place = _place_at(text, error.position)
    name = f"U+{ord(text[error.position]):04X}"
    slip = Text(f"有看不见的控制字符 {name}，请删去", f"there is an invisible control character {name}; delete it")
    return Finding("FZ103", place, {"slip": slip})
