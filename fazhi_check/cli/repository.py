"""Where the repository's top is: services want paths from there, wherever the program was started.

The one place that asks the environment for it; reports are told (see Root), so that equal input has equal output.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from fazhi_check.reports.view import Root
from fazhi_check.sanitize import mask
from fazhi_check.source.files import STDIN

# How GitHub and GitLab (and those that work like them) name the folder that they put a repository in.
_TOLD_BY = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def root_of(paths: Sequence[str], environ: Mapping[str, str]) -> Root:
    """Return from where the paths of a run are counted: what the service says, else the folder of .git above.

    That above the working folder goes first, where any path lies below it; without one it is the working folder.
    """
    try:
        here = os.getcwd()
    except FileNotFoundError:  # the working folder is gone
        return Root()
    whole = [os.path.normpath(os.path.join(here, path)) for path in paths if path != STDIN]
    top = _told(environ) or _repository(here, whole) or here
    spelled = dict.fromkeys((top, os.path.realpath(top), *_otherwise(whole, top)))
    return Root(mask(here), tuple(mask(one) for one in spelled))


def _told(environ: Mapping[str, str]) -> str | None:
    """Return the folder that a service names, if there is one."""
    named = (environ.get(name, "") for name in _TOLD_BY)
    return next((os.path.normpath(path) for path in named if os.path.isabs(path) and os.path.isdir(path)), None)


def _repository(here: str, paths: Sequence[str]) -> str | None:
    top = _above(here)
    if paths and not (top and any(path.startswith(os.path.join(top, "")) for path in paths)):
        return _above(os.path.dirname(paths[0])) or top
    return top


def _above(folder: str) -> str | None:
    """Return the nearest folder, from this one upward, that holds .git: a folder, or a file in a linked work tree."""
    return next((one for one in _upward(folder) if os.path.lexists(os.path.join(one, ".git"))), None)


def _upward(folder: str) -> Iterator[str]:
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield (folder := above)


def _otherwise(paths: Sequence[str], top: str) -> Iterator[str]:
    """Yield how else paths spell the top, through links: of a folder of many files one speaks for all."""
    inside = (os.path.join(top, ""), os.path.join(os.path.realpath(top), ""))
    for folder in dict.fromkeys(os.path.dirname(path) for path in paths if not path.startswith(inside)):
        yield from (one for one in _upward(folder) if os.path.isdir(one) and os.path.samefile(one, top))
