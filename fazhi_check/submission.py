"""A submission: what a unit reported, as frozen pydantic models, and how it is read from a tree of nodes.

Every entry is filled in on its own, so that a slip in one leaves the others usable.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator

from fazhi_check.findings import Finding, Found, Place
from fazhi_check.sanitize import mask
from fazhi_check.source.dates import Span, parse_day, parse_span
from fazhi_check.source.form import Form, shown, text_of
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.numbers import Amount, parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import KEYS_ZH, VALUE_TWINS, Text

FORM = Form(frozenset(KEYS_ZH), twins=True)
_CODE = re.compile(r"\d{6}", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?", re.ASCII)


class Reading:
    """A reader of texts that knows what to say where there is no single text."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self.read = read

    def __call__(self, value: Any) -> Any:
        """Return what the text says. Raises Unreadable."""
        if value is None:
            raise Unreadable("像 12,000 这样带逗号的数要加引号", "a number with commas such as 12,000 goes into quotes")
        if not isinstance(value, str):
            raise Unreadable("这里应是单个值", "a single value belongs here")
        return self.read(value)


class Twin:
    """The English names of the fixed values of a key; `names` gives each by how it is written, in either language."""

    def __init__(self, key: str) -> None:
        twins = VALUE_TWINS[key]
        self.names = twins | {english: english for english in twins.values()}

    def __call__(self, value: Any) -> Any:
        """Return the English name of a value, or the value itself where it has none."""
        return self.names.get(value.strip(), value.strip()) if isinstance(value, str) else value


def _code(text: str) -> str:
    if not _CODE.fullmatch(text.strip()):
        raise Unreadable("行政区划代码是六位数字，例如 650100", "a division code has six digits, e.g. 650100")
    return text.strip()


def not_blank(text: str) -> str:
    """Return a text without personal numbers. Raises Unreadable where it is blank."""
    if not text.strip():
        raise Unreadable("不能为空", "it must not be empty")
    return mask(text)


def _percentage(text: str) -> Amount:
    return parse_amount(text)._replace(percent=False)


def _year(text: str) -> int:
    found = _YEAR.fullmatch(text.strip())
    if not found:
        raise Unreadable("年度写成四位数字，例如 2022", "write a year with four digits, e.g. 2022")
    return int(found[1])


def _each_year_once(value: Any) -> Any:
    if isinstance(value, dict):
        years = [str(key).strip().removesuffix("年") for key in value]
        if len(set(years)) < len(years):
            raise Unreadable("同一年度写了两次", "a year stands twice")
    return value


Words: TypeAlias = Annotated[str, AfterValidator(mask)]
Name: TypeAlias = Annotated[str, AfterValidator(not_blank)]
Day: TypeAlias = Annotated[date, BeforeValidator(Reading(parse_day))]
if TYPE_CHECKING:
    When: TypeAlias = Span
    Value: TypeAlias = Amount
    Percentage: TypeAlias = Amount
else:  # pydantic need not look into what a reader of our own returns
    When = Annotated[Any, PlainValidator(Reading(parse_span))]
    Value = Annotated[Any, PlainValidator(Reading(parse_amount))]
    Percentage = Annotated[Any, PlainValidator(Reading(_percentage))]
Year: TypeAlias = Annotated[int, BeforeValidator(Reading(_year))]
Status: TypeAlias = Literal["not_started", "under_way", "substantial", "done", "not_applicable"]
Level: TypeAlias = Literal["city", "county", "department", "township"]
Kind: TypeAlias = Literal["document", "record", "publication", "figure", "report"]


# The keys of an entry that take numbers.
NUMBERS = ("progress", "value", "covered", "total", "by_unit", "by_year")
_NUMBERS = frozenset(NUMBERS)


class Reported(BaseModel):
    """Base of everything in a submission: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Unit(Reported):
    """Who reports: `code` is the six-digit division code (GB/T 2260), `body` one of the plan's bodies."""

    name: Name
    level: Annotated[Level, BeforeValidator(Twin("level"))]
    code: Annotated[str, BeforeValidator(Reading(_code))]
    body: Words | None = None


class Origin(Reported):
    """Where the data was taken from."""

    title: Words | None = None
    publisher: Words | None = None
    date: Day | None = None
    url: Words | None = None
    note: Words | None = None


class Evidence(Reported):
    """One piece of evidence (佐证材料); `date` is a day, a month or a year."""

    kind: Annotated[Kind, BeforeValidator(Twin("kind"))]
    title: Name
    ref: Words | None = None
    date: When | None = None
    url: Words | None = None
    quote: Words | None = None
    period: Words | None = None


class Entry(Reported):
    """What is reported on one target. `progress` and percentages run from 0 to 100."""

    status: Annotated[Status, BeforeValidator(Twin("status"))] | None = None
    progress: Percentage | None = None
    value: Value | None = None
    covered: Value | None = None
    total: Value | None = None
    by_unit: dict[Words, Value] | None = None
    by_year: Annotated[dict[Year, Value], BeforeValidator(_each_year_once)] | None = None
    done_on: When | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: Words | None = None
    problem: Words | None = None
    next_step: Words | None = None
    note: Words | None = None
    reason: Words | None = None

    @property
    def numbers(self) -> set[str]:
        """The keys under which numbers are reported."""
        return self.model_fields_set & _NUMBERS

    @property
    def empty(self) -> bool:
        """Tell whether nothing is filled in."""
        return self.status is None and not any(getattr(self, name) for name in self.model_fields_set)

    @cached_property
    def share(self) -> Amount | None:
        """The percentage that `covered` of `total` makes, as far as both are known."""
        if self.covered is None or self.total is None or self.total.low == 0:
            return None
        low = high = _ratio(self.covered.low, self.total.high)
        if self.covered.exact is None or self.total.exact is None:
            high = _ratio(self.covered.high, self.total.low)
        return Amount(low, high, f"{self.covered.text}/{self.total.text}", open_high=self.covered.open_high)


def _ratio(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return None if part is None or not whole else 100 * part / whole


class Head(Reported):
    """All of a submission but its entries."""

    plan: Name
    unit: Unit
    as_of: Day
    source: Origin | None = None


class _Root(Head):
    entries: dict[str, Any]


class Submission(Head):
    """A whole submission: `entries` by target id."""

    entries: dict[str, Entry] = {}


class EntryNode:
    """Where an entry stands: its key, and its value, which is looked for when it is asked for."""

    __slots__ = ("_find", "key")

    def __init__(self, key: Scalar, find: Callable[[], Node]) -> None:
        self.key, self._find = key, find

    @property
    def value(self) -> Node:
        """The tree of the value."""
        return self._find()

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at `path` inside the entry, or of its key."""
        key, value = FORM.find(self.value, path)
        return value.place if path and key is not None else self.key.place

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the key at `path` inside the entry."""
        key, _ = FORM.find(self.value, path)
        return (key or self.key).place


@dataclass(slots=True)
class Read:
    """A submission as read: the model where its head is whole, where its entries stand, and what is wrong.

    One that is `clean` was read by the short way: nothing is wrong with its form or its characters, the places of
    its keys are known, and its tree is only made if another place is asked for.
    """

    tree: Callable[[], Node]
    submission: Submission | None = None
    nodes: Map[str, EntryNode] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    plan: str | None = None
    clean: bool = False
    keys: Map[str, Place] = field(default_factory=dict)

    @property
    def root(self) -> Node:
        """The whole file's tree."""
        return self.tree()

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at `path` of the head."""
        return FORM.find(self.root, path)[1].place

    def key_place(self, key: str) -> Place:
        """Return the place of a key of the head."""
        if key in self.keys:
            return self.keys[key]
        found, value = FORM.find(self.root, (key,))
        return (found or value).place


class UnusableSubmission(Found):
    """A file from which no submission can be read; `findings` say why."""


def load_submission(path: str) -> Submission:
    """Return the submission in a file, for programs that want the data without a plan.

    Raises UnusableSubmission where the file cannot be read or its head is not whole; entries with errors are
    left in as far as they could be read.
    """
    from fazhi_check.source.files import read_text
    from fazhi_check.source.yaml import compose

    text = read_text(path)
    root = compose(text) if isinstance(text, str) else text
    if isinstance(root, Finding):
        raise UnusableSubmission(path, [root])
    read = read_submission(root)
    if read.submission is None:
        raise UnusableSubmission(path, read.findings)
    return read.submission


def read_submission(root: Node) -> Read:
    """Read a submission from its tree; what is wrong with its form is in `findings` (FZ104, FZ201 to FZ203)."""
    root = _emptied(root) if isinstance(root, Scalar) else root
    read = Read(lambda: root)
    entries_node = _entries_of(root)
    filled = FORM.fill(_Root, _without_entries(root))
    read.findings += filled.findings
    read.plan = filled.model.plan if filled.model else _plan_of(root)
    entries = _read_entries(entries_node, read) if isinstance(entries_node, Mapping) else {}
    if filled.model:
        head = {name: getattr(filled.model, name) for name in Head.model_fields}
        read.submission = Submission.model_construct(**head, entries=entries)
    return read


def with_body(submission: Submission, bodies: Map[str, str]) -> Submission:
    """Return the submission with its body under the plan's own name for it, where it was given in Chinese."""
    unit = submission.unit
    named = {name: body for body, name in bodies.items()}
    if unit.body not in named:
        return submission
    return submission.model_copy(update={"unit": unit.model_copy(update={"body": named[unit.body]})})


def _read_entries(node: Mapping, read: Read) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    nodes: dict[str, EntryNode] = {}
    read.nodes = nodes
    for key, value in node.pairs:
        target = text_of(key)
        if not isinstance(key, Scalar):
            read.findings.append(_no_id(key))
            continue
        if target in nodes:
            continue
        nodes[target] = EntryNode(key, partial(_itself, value))
        filled = FORM.fill(Entry, _emptied(value) if isinstance(value, Scalar) else value, target)
        read.findings += filled.findings
        if filled.model:
            entries[target] = filled.model
    read.findings += [f._replace(target=str(f.data["key"])) for f in FORM.duplicate_keys(node, free=True)]
    return entries


def _itself(node: Node) -> Node:
    return node


def _no_id(key: Node) -> Finding:
    advice = Text("编号应是单个值，例如 3.3.2-01", "an id is a single value, e.g. 3.3.2-01")
    return Finding("FZ203", key.place, {"key": FORM.name("entries"), "value": shown(key), "advice": advice})


def _entries_of(root: Node) -> Node | None:
    found = [value for key, value in _pairs(root) if is_entries(key)]
    return found[0] if len(found) == 1 else None


def _without_entries(root: Node) -> Node:
    """Return the root with its entries emptied: they are filled in one by one. `entries:` with nothing is empty."""
    if not isinstance(root, Mapping):
        return root
    return Mapping(root.place, [(key, _emptied(value) if is_entries(key) else value) for key, value in root.pairs])


def is_entries(key: Node) -> bool:
    """Tell whether a key of the file's top level is that of the entries."""
    return FORM.key(text_of(key), free=False) == "entries"


def _emptied(value: Node) -> Node:
    nothing = isinstance(value, Mapping) or (isinstance(value, Scalar) and value.text is None)
    return Mapping(value.place) if nothing else value


def _plan_of(root: Node) -> str | None:
    named = [
        value.text for key, value in _pairs(root) if text_of(key) in ("plan", "计划") and isinstance(value, Scalar)
    ]
    return named[0] if len(named) == 1 else None


def _pairs(root: Node) -> list[tuple[Node, Node]]:
    return root.pairs if isinstance(root, Mapping) else []
