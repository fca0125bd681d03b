"""Known findings: what a team has seen and accepted for now. Kept by content, so that moved lines change nothing.

A file of them is written by `fazhi-check known write`; later runs fail only on what is new.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import BeforeValidator

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.codes import CODES, OF_VERDICT, Severity
from fazhi_check.findings import Finding, Place
from fazhi_check.guess import did_you_mean
from fazhi_check.sanitize import clean
from fazhi_check.source.files import is_json, read_text
from fazhi_check.source.form import Form, items_of
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.nodes import Node
from fazhi_check.source.nodes import Sequence as ListNode
from fazhi_check.source.shapes import shape_of
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.source.yaml import compose
from fazhi_check.submission.kinds import misplaced
from fazhi_check.submission.models import Reported, Words
from fazhi_check.submission.records import Unit
from fazhi_check.submission.values import read_level
from fazhi_check.words import KNOWN_TWINS, VERDICT_ALIASES, VERDICTS, Text

_VERDICT_CODES = frozenset(OF_VERDICT.values())
_VERDICT_OF = {code: verdict for verdict, code in OF_VERDICT.items()}
_PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[^\W\d_][\w ./=-]*\w", re.IGNORECASE)
_NONE = "-"
_CALLED = VERDICT_ALIASES | {VERDICTS[verdict].zh: verdict for verdict in FLAGGED}
# The list of thousands of units, as the program itself writes it: a line for each finding.
_LIMITS = DEFAULT._replace(max_bytes=50_000_000, max_values=2_000_000)


class Owner(NamedTuple):
    """Whose findings they are: a unit under a plan, or a file (by its path from the list's folder) without one."""

    plan: str = ""
    unit: str = ""
    level: str = ""
    code: str = ""
    body: str = ""
    path: str = ""


class Known(NamedTuple):
    """One finding by content: a flagged verdict or a code, the target's id, and what a code says besides."""

    owner: Owner
    kind: str
    target: str = ""
    about: str = ""

    @property
    def line(self) -> str:
        """It as a line of the list."""
        target = f"{_NONE}{self.target}" if self.target.startswith(_NONE) else self.target
        return " ".join(part for part in (self.kind, target or (_NONE if self.about else ""), self.about) if part)


def _kind(value: Any) -> str:
    """Check that a line begins with a flagged verdict or a code."""
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(
            "写成“判定或代码 编号”，例如 missing 3.3.2-01", "write VERDICT-OR-CODE ID, e.g. missing 3.3.2-01"
        )
    named, blank, rest = value.strip().partition(" ")
    kind = _CALLED.get(named, named)
    if kind not in FLAGGED and kind not in CODES:
        hint, listed = did_you_mean(kind, [*FLAGGED, *CODES, *_CALLED]), ", ".join(FLAGGED)
        raise Unreadable(
            f"{hint.zh}以判定（{'、'.join(f'{one}（{VERDICTS[one].zh}）' for one in FLAGGED)}）或代码开头",
            f"{hint.en}it begins with a verdict ({listed}) or a code",
        )
    return f"{kind}{blank}{rest}"


Line: TypeAlias = Annotated[str, BeforeValidator(_kind)]


class KnownForm(Reported):
    """The findings of one unit, or of one file that names none, as written."""

    plan: Words | None = None
    unit: Words | None = None
    level: Annotated[Words, BeforeValidator(read_level)] | None = None
    code: Words | None = None
    body: Words | None = None
    path: Words | None = None
    findings: tuple[Line, ...]


_FORM = Form(frozenset(KnownForm.model_fields), KNOWN_TWINS)


class Baseline:
    """The known findings of one file, and which of them a run has met."""

    def __init__(self, path: str, places: dict[Known, Place], findings: Iterable[Finding] = ()) -> None:
        self.path, self.places, self.noticed = path, places, list(findings)
        self._met: set[Known] = set()
        self._looked_at: set[Owner] = set()

    def owner(self, path: str, plan: str | None, unit: Unit | None) -> Owner:
        """Return whose findings those of a file are; from now on it counts as looked at."""
        inner = os.path.relpath(os.path.realpath(path), os.path.dirname(os.path.realpath(self.path)))
        named = inner.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()
        file = Owner(path=clean(named))
        self._looked_at.add(file)
        if plan is None or unit is None:
            return file
        below = unit.level in ("department", "township")
        owner = Owner(plan, unit.name, unit.level if below else "", unit.code, unit.body or "")
        self._looked_at.add(owner)
        return owner

    def of_others(self, known: Collection[Known]) -> list[Known]:
        """Return those of owners that were not looked at, in their order; a file that is no more owns nothing."""
        folder, paths = os.path.dirname(os.path.realpath(self.path)), {one.owner.path for one in known}
        absent = {path for path in paths if path and not os.path.lexists(os.path.join(folder, path))}
        return [one for one in known if one.owner not in self._looked_at and one.owner.path not in absent]

    def mark_assessments(self, owner: Owner, found: Iterable[Assessment]) -> list[Assessment]:
        """Return the assessments of an owner with the known ones marked."""
        found = list(found)
        self._met |= {content for one in found if one.waived and (content := of_verdict(owner, one)) in self.places}
        return [self._marked(one, of_verdict(owner, one)) if one.asked_for else one for one in found]

    def mark_findings(self, owner: Owner, found: Iterable[Finding], known: Iterable[str]) -> list[Finding]:
        """Return the findings with the known ones marked; those that tell a verdict, by the ids of known targets."""
        targets = frozenset(known)
        return [self._marked_finding(owner, one, targets) for one in found]

    def _marked_finding(self, owner: Owner, one: Finding, targets: frozenset[str]) -> Finding:
        if one.code in _VERDICT_CODES:
            return one._replace(known=one.target in targets)
        return self._marked(one, of_finding(owner, one)) if one.severity is Severity.error else one

    def _marked(self, one: Any, content: Known) -> Any:
        if content not in self.places:
            return one
        self._met.add(content)
        return one._replace(known=True)

    def hand_over(self) -> tuple[set[Known], set[Owner]]:
        """Return what was met and looked at so far, and forget it: another process counts on."""
        noted = self._met, self._looked_at
        self._met, self._looked_at = set(), set()
        return noted

    def take_over(self, noted: tuple[set[Known], set[Owner]]) -> None:
        """Take in what another process met and looked at."""
        self._met |= noted[0]
        self._looked_at |= noted[1]

    def gone(self) -> Iterator[tuple[Known, Place]]:
        """Yield what was not met, of the owners that were looked at."""
        for known, place in self.places.items():
            if known.owner in self._looked_at and known not in self._met:
                yield known, place


def of_verdict(owner: Owner, one: Assessment) -> Known:
    """Return an assessment by content."""
    return Known(owner, one.verdict, one.target.id)


def of_finding(owner: Owner, one: Finding) -> Known:
    """Return a finding by content."""
    about = " ".join(f"{key}={value}" for key, value in sorted(one.content.items()) if key != "id")
    return Known(owner, one.code, "".join(clean(one.target or "").split()), " ".join(clean(about).split()))


def read_baseline(path: str) -> Baseline:
    """Return the known findings in a file; what is wrong with it is among the list's findings."""
    text = read_text(path, _LIMITS)
    root = compose(text, _LIMITS, is_json(path)) if isinstance(text, str) else text
    fault = root if isinstance(root, Finding) else misplaced(root, "known")
    if fault or isinstance(root, Finding):
        return Baseline(path, {}, [fault] if fault else [])
    advice = Text("应是列表，由 fazhi-check known write 生成", "a list, as fazhi-check known write makes it")
    nodes, findings = items_of(root, advice)
    places: dict[Known, Place] = {}
    for node in nodes:
        filled = _FORM.read(shape_of(KnownForm), node)
        findings += [*filled.findings, *_nameless(filled.model, node)]
        if filled.model:
            _, lines = _FORM.find(node, ("findings",))
            spots = [item.place for item in lines.items] if isinstance(lines, ListNode) else []
            places |= dict(zip(_known(filled.model), spots, strict=False))
    return Baseline(path, places, findings)


def _nameless(form: KnownForm | None, node: Node) -> Iterator[Finding]:
    """Yield FZ201 where a group says neither unit nor path."""
    if form and not form.path and not (form.plan and form.unit and form.code):
        lacking = next((name for name in ("plan", "unit", "code") if not getattr(form, name)), "unit")
        yield Finding("FZ201", node.place, {"key": _FORM.name(lacking)})


def _known(form: KnownForm) -> Iterator[Known]:
    owner = Owner(**{name: getattr(form, name) or "" for name in Owner._fields})
    for line in form.findings:
        kind, target, about = (*line.split(None, 2), "", "")[:3]
        kind = _VERDICT_OF.get(kind, kind)  # as formats of one line a finding print it
        yield Known(owner, kind, target.removeprefix(_NONE), about)


def written(known: Iterable[Known]) -> str:
    """Return the text of a list: a group for each owner, a line for each finding."""
    lines = [
        "# 已知问题清单，由 fazhi-check known write 生成；重新生成会覆盖本文件，说明请另写。",
        "# 删去一行，那一项就重新计入。 Known findings: delete a line to count it again.",
    ]
    groups: dict[Owner, list[str]] = {}
    for one in known:
        groups.setdefault(one.owner, []).append(one.line)
    for owner, texts in groups.items():
        head = [f"{name}: {_scalar(value)}" for name, value in owner._asdict().items() if value]
        lines += [f"{'- ' if number == 0 else '  '}{text}" for number, text in enumerate([*head, "findings:"])]
        lines += [f"    - {_scalar(text)}" for text in dict.fromkeys(texts)]
    return "\n".join(lines if groups else [*lines, "[]"]) + "\n"


def _scalar(text: str) -> str:
    """Return text as YAML, in quotes unless it cannot be read as anything else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=not text.isprintable())
