"""Where plans are kept, and the way from a plan's id or folder to a Plan.

A plan's YAML is slow to read, so what it says is kept compiled (JSON) under a name that is the hash of all its
files: an edited target has another hash and is never overlooked. The shipped plans lie compiled in the package, where
the wheel's build put them (hatch_build.py); any other is kept in the user's cache, and where that cannot be written
the YAML is simply read again. Invented plans to learn from lie in a folder of their own among the shipped ones, are
known by their ids as these are, and are listed apart from them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.findings import Finding, Unusable, in_order
from fazhi_check.guess import did_you_mean
from fazhi_check.packaged import PACKAGE, contents, is_file, is_folder, names_in
from fazhi_check.plan.compiled import plan_of
from fazhi_check.plan.model import Plan
from fazhi_check.version import __version__
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMPILED = "compiled"  # the folder of the shipped plans' compiled forms in the installed package
EXAMPLES = "examples"  # the folder of the invented plans among the shipped ones
_COMPILED_FORM = 4  # raise when the compiled form changes


class Known(NamedTuple):
    """The ids of the plans there are: those of true plans, and those of invented examples."""

    plans: Sequence[str] = ()
    examples: Sequence[str] = ()

    @property
    def every(self) -> list[str]:
        """All of them, the true ones first."""
        return [*self.plans, *self.examples]

    def listed(self) -> Text:
        """Return them as a message lists them: what is invented is told apart."""
        plans, examples = ", ".join(self.plans), ", ".join(self.examples)
        if not examples:
            return Text(plans, plans)
        return Text(f"{plans}（另有虚构的示例：{examples}）", f"{plans} (and invented examples: {examples})")


class UnknownPlan(LookupError):
    """No plan of this id or folder; `known` lists the ids of true plans, `examples` of invented ones. Its text is Chinese."""

    def __init__(self, wanted: str, known: Sequence[str], examples: Sequence[str] = ()) -> None:
        super().__init__(wanted, known, examples)  # all, so that it can come from another process
        self.wanted, self.known, self.examples = wanted, known, examples

    def __str__(self) -> str:
        return self.message("zh")

    def message(self, lang: Lang = "zh") -> str:
        """Return what was looked for, which plan may be meant, and which there are."""
        known = Known(self.known, self.examples)
        hint, listed = did_you_mean(self.wanted, known.every, "Did you mean"), known.listed()
        return Text(
            f"没有名为“{self.wanted}”的规划，也没有含 plan.yaml 的这个文件夹。{hint.zh}现有规划：{listed.zh}",
            f"There is no plan {self.wanted}, nor such a folder with a plan.yaml. {hint.en}Plans: {listed.en}",
        ).say(lang)


class BrokenPlan(Unusable):
    """A plan whose files have errors: `path` is its folder, and each of `findings` names its file."""


class DraftPlan(BrokenPlan):
    """A plan with targets that are drafts still: nothing is judged by it, and its one finding (FZ727) says what to do."""


class PlanFiles(NamedTuple):
    """A plan's folder with the bytes of its files and their hash (64 hexadecimal digits)."""

    folder: str
    files: dict[str, bytes]
    digest: str


def plan_ids() -> list[str]:
    """Return the ids of the plans that ship with the program, without the invented ones."""
    return _plans_in(_home())


def known_plans() -> Known:
    """Return the ids of all that ships with the program."""
    return Known(plan_ids(), _plans_in(os.path.join(_home(), EXAMPLES)))


def is_shipped(plan: str) -> bool:
    """Tell whether this is the id of a plan that ships with the program, true or invented."""
    return _shipped(plan) is not None


def folder_of(plan: str) -> str:
    """Return the folder of a plan given by id or by folder.

    Raises UnknownPlan.
    """
    shipped = _shipped(plan)
    if shipped:
        return shipped
    if os.path.isfile(os.path.join(plan, "plan.yaml")):
        return plan
    raise UnknownPlan(plan, *known_plans())


def _shipped(plan: str) -> str | None:
    """Return the folder of the shipped plan of an id: the examples are looked at only where no true plan has it."""
    homes = (_home(), os.path.join(_home(), EXAMPLES))
    return next((os.path.join(home, plan) for home in homes if _is_plan(home, plan)), None)


def _is_plan(home: str, name: str) -> bool:
    # Listed, not asked for: some file systems take one case of letters for another.
    return name in _names(home) and is_file(os.path.join(home, name, "plan.yaml"))


def _plans_in(home: str) -> list[str]:
    return sorted(name for name in _names(home) if is_file(os.path.join(home, name, "plan.yaml")))


def _names(home: str) -> list[str]:
    """Return what a folder of plans holds; nothing where there is no such folder."""
    return names_in(home) if is_folder(home) else []


def load_plan(plan: str | os.PathLike[str]) -> Plan:
    """Return the plan of an id or folder, compiled before or now.

    Raises TypeError where it is no text or path, UnknownPlan, or BrokenPlan with the findings of its files.
    """
    named = os.fspath(plan) if isinstance(plan, str | os.PathLike) else plan
    if not isinstance(named, str):
        kind = type(plan).__name__
        raise TypeError(f"plan 应是规划的编号或文件夹，不是 {kind} (plan is an id or folder, not {kind})")
    folder = folder_of(named)
    files = plan_files(folder)
    compiled = _find_compiled(files.digest)
    if compiled is not None:
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):  # not ours: compile anew
            return plan_of(json.loads(compiled))
    compiled = compile_plan(files)
    _keep_compiled(files.digest, compiled)
    return plan_of(json.loads(compiled))


def refuse_drafts(plan: Plan, named: str | os.PathLike[str] | None = None) -> None:
    """Raise DraftPlan where some of a plan's targets are drafts that nobody has gone over.

    `named` is the id or folder it was loaded from: then the finding says where the first of them stands.
    """
    left = sum(one.draft for one in plan.targets) + sum(one.draft for one in plan.aims)
    if not left:
        return
    if named is not None:
        from fazhi_check.plan.folder import written
        from fazhi_check.plan.rules.drafts import drafts

        files = plan_files(folder_of(os.fspath(named)))
        raise DraftPlan(files.folder, list(drafts(written(files.files))))
    first = next(one for one in plan.every.values() if one.draft)
    found = Finding("FZ727", None, {"count": left, "all": len(plan.every)}, first.id)
    raise DraftPlan(plan.id, [found])


def compile_plan(files: PlanFiles) -> bytes:
    """Return the compiled form of a plan's files.

    Raises BrokenPlan.
    """
    from fazhi_check.plan.folder import written
    from fazhi_check.plan.lint import lint
    from fazhi_check.plan.spec import compiled

    plan = written(files.files)
    errors = [finding for finding in (*plan.findings, *lint(plan)) if finding.severity == "error"]
    if errors:  # warnings are for those who write plans: `fazhi-check lint` tells them
        raise BrokenPlan(files.folder, in_order(errors))
    data = compiled(plan) | {"hash": files.digest[:12]}
    return json.dumps(data, ensure_ascii=False).encode()


def keep_shipped(folder: str | os.PathLike[str]) -> None:
    """Write the compiled form of every shipped plan into a folder, under the names they are looked up by.

    Raises BrokenPlan, or OSError where the folder cannot be written.
    """
    for plan in known_plans().every:
        files = plan_files(folder_of(plan))
        with open(os.path.join(folder, _compiled_name(files.digest)), "wb") as stream:
            stream.write(compile_plan(files))


def plan_files(folder: str) -> PlanFiles:
    """Return the files of a plan's folder with their hash.

    Raises BrokenPlan where the folder cannot be read.
    """
    try:
        files = _read_files(folder)
    except OSError as error:
        from fazhi_check.source.errors import reason

        raise BrokenPlan(folder, [Finding("FZ101", None, {"why": reason(error)})]) from error
    digest = hashlib.sha256()
    for name, raw in files.items():
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return PlanFiles(folder, files, digest.hexdigest())


def _read_files(folder: str) -> dict[str, bytes]:
    """Return the bytes of every .yaml and .yml in a plan's folder by name, in order."""
    names = sorted(n for n in names_in(folder) if n.lower().endswith((".yaml", ".yml")) and not n.startswith("."))
    return {name: contents(os.path.join(folder, name)) for name in names}


def _home() -> str:
    """Return the folder of the shipped plans: inside the package, or beside it in a checkout."""
    inside = os.path.join(PACKAGE, "targets")
    return inside if is_folder(inside) else os.path.join(os.path.dirname(PACKAGE), "targets")


def _compiled_name(digest: str) -> str:
    return f"{digest[:32]}-{__version__}-{_COMPILED_FORM}.json"


def _compiled_places(digest: str) -> Iterator[str]:
    name = _compiled_name(digest)
    yield os.path.join(PACKAGE, COMPILED, name)
    cache = _cache_folder()
    if cache:
        yield os.path.join(cache, name)


def _cache_folder() -> str | None:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "fazhi-check") if base and os.path.isabs(base) else None


def _find_compiled(digest: str) -> bytes | None:
    for path in _compiled_places(digest):
        with suppress(OSError):
            return contents(path)
    return None


def _keep_compiled(digest: str, compiled: bytes) -> None:
    """Write the compiled plan into the user's cache, whole or not at all; without a cache go on without."""
    path = list(_compiled_places(digest))[-1]
    if _cache_folder() is None:
        return
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        draft = f"{path}.{os.getpid()}"
        with open(draft, "wb") as stream:
            stream.write(compiled)
        os.replace(draft, path)
