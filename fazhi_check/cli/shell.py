"""Completion of a command line whose command is left out: the shell's words get the `check` that is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, MutableMapping

# The words of the line so far, as bash and as the other shells hand them over.
_BASH, _OTHERS = "COMP_WORDS", "_TYPER_COMPLETE_ARGS"
_FIRST = re.compile(r"(?P<program>\S+\s+)(?P<rest>(?P<word>\S+)(?P<after>\s?).*)", re.DOTALL)


def asked_words(environ: Mapping[str, str]) -> list[str]:
    """Return the words of the line that a shell wants completed."""
    return environ.get(_BASH if _BASH in environ else _OTHERS, "").split()


def name_check(environ: MutableMapping[str, str], commands: Collection[str]) -> None:
    """Put `check` before the first word, unless it is a command or may still become one."""
    name = _BASH if _BASH in environ else _OTHERS
    found = _FIRST.fullmatch(environ.get(name, ""))
    if not found or found["word"] in commands or not (found["after"] or found["word"].startswith("-")):
        return
    environ[name] = f"{found['program']}check {found['rest']}"
    if name == _BASH:
        environ["COMP_CWORD"] = str(int(environ.get("COMP_CWORD", "1")) + 1)
