"""Words of a command line: those that a shell wants completed, and a value as one word of a line to be run."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, MutableMapping

from fazhi_check.sanitize import visible

# The words of the line so far, as bash and as the other shells hand them over.
_BASH, _OTHERS = "COMP_WORDS", "_TYPER_COMPLETE_ARGS"
_FIRST = re.compile(r"(?P<program>\S+\s+)(?P<rest>(?P<word>\S+)(?P<after>\s?).*)", re.DOTALL)


def asked_words(environ: Mapping[str, str]) -> list[str]:
    """Return the words of the line that a shell wants completed."""
    return environ.get(_BASH if _BASH in environ else _OTHERS, "").split()


def as_word(value: str) -> str:
    """Return a value as one word of a command line, on one line: in double quotes, which every shell knows."""
    text = " ".join(visible(value).split())
    return f'"{text}"' if re.search(r"[^\w./\\:,+@%-]", text) else text


def name_check(environ: MutableMapping[str, str], commands: Collection[str]) -> None:
    """Put `check` before the first word, unless it is a command or may still become one."""
    name = _BASH if _BASH in environ else _OTHERS
    found = _FIRST.fullmatch(environ.get(name, ""))
    if not found or found["word"] in commands or not (found["after"] or found["word"].startswith("-")):
        return
    environ[name] = f"{found['program']}check {found['rest']}"
    if name == _BASH:
        environ["COMP_CWORD"] = str(int(environ.get("COMP_CWORD", "1")) + 1)
