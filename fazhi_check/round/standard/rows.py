"""An office's standard as data: its head, a row for each item, and what was entered by hand. Shapes only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, GetPydanticSchema, PlainValidator

from fazhi_check.findings import Finding, Place
from fazhi_check.guess import did_you_mean
from fazhi_check.plan.store import Known
from fazhi_check.round import given
from fazhi_check.round.rows import Counted, Names, Row
from fazhi_check.round.standard.keys import BLANK, SHARED_VERDICTS, STANDARD_VALUES, SUPPORTS, UNREVIEWED
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.submission import values
from fazhi_check.submission.models import Name, Reported, Words
from fazhi_check.words import Level, Text

Rule: TypeAlias = Literal["share", "all", "per_case", "bonus", "manual"]
Source: TypeAlias = Literal["late", "not_submitted", "dispatches"]
Points: TypeAlias = Annotated[Fraction, PlainValidator(given.points)]
Number: TypeAlias = Annotated[Fraction, PlainValidator(given.each)]
YesOrNo: TypeAlias = Annotated[bool, PlainValidator(given.said_yes)]
_ALL: tuple[str, ...] = ("",)  # behind a verdict: whatever its entry rests on


class Shares(NamedTuple):
    """Which share of its points a task keeps, by verdict and by verdict with support; `blank` asks for settling first."""

    of_verdict: Mapping[str, Fraction] = {}
    blank: bool = False

    def of(self, verdict: str, support: str | None) -> Fraction:
        """Return the share of a task: by verdict and what its entry rests on, else by verdict, else 0."""
        by_support = self.of_verdict.get(f"{verdict}.{support}")
        return self.of_verdict.get(verdict, Fraction(0)) if by_support is None else by_support


class _Key(NamedTuple):
    """A key of the shares as it is written, and the names that it stands for: met, met.proven."""

    written: str
    names: tuple[str, ...]


def _share_key(written: Any) -> _Key:
    """Return what a key of the shares stands for. Raises Unreadable."""
    word = written.strip() if isinstance(written, str) else ""
    if word in UNREVIEWED:
        return _Key(word, (UNREVIEWED[0],))
    verdict, _, support = word.partition(".")
    found, kinds = SHARED_VERDICTS.get(verdict.strip()), SUPPORTS.get(support.strip()) if "." in word else _ALL
    if found is None or kinds is None:
        raise Unreadable(
            "写判定，例如 已完成、达进度，或“判定.佐证情况”，例如 达进度.已列佐证、达进度.仅有情况说明",
            "a verdict, e.g. met, or VERDICT.SUPPORT, e.g. on_track.proven, on_track.claim",
        )
    return _Key(word, tuple(f"{found}.{kind}" if kind else found for kind in kinds))


def _share(written: Any) -> Fraction | None:
    """Return a share of 0 to 1; None where it is left blank. Raises Unreadable."""
    if isinstance(written, str) and written.strip() in BLANK:
        return None
    try:
        share: Fraction = given.share(written)
    except Unreadable as error:
        zh, en = "；“未经核定”只写“空着”", "; unreviewed takes blank only"
        raise Unreadable(error.advice.zh + zh, error.advice.en + en) from None
    return share


def _shares(written: Mapping[_Key, Fraction | None]) -> Shares:
    """Return shares by verdict. Raises Unreadable where two keys stand for the same, or one is blank that may not be."""
    first: dict[str, _Key] = {}
    for key in written:
        for name in key.names:
            if first.setdefault(name, key) is not key:
                other = first[name].written
                raise Unreadable(
                    f"“{other}”和“{key.written}”是一种，只写一个", f"{other} and {key.written} are the same"
                )
    shares = {name: written[key] for name, key in first.items()}
    blank = UNREVIEWED[0] in shares
    if (blank and shares.pop(UNREVIEWED[0]) is not None) or None in shares.values():
        raise Unreadable(
            "只有“未经核定”可以写“空着”，也只能写“空着”", "blank is what unreviewed takes, and nothing else takes it"
        )
    return Shares({name: share for name, share in shares.items() if share is not None}, blank)


_BY_KEY = dict[Annotated[_Key, PlainValidator(_share_key)], Annotated[Any, PlainValidator(_share)]]
SharesWritten: TypeAlias = Annotated[
    Shares,
    GetPydanticSchema(lambda _, handler: handler.generate_schema(Annotated[_BY_KEY, AfterValidator(_shares)])),
]


def _fixed(key: str) -> Callable[[Any], Any]:
    twins = STANDARD_VALUES["items"][key]

    def english(value: Any) -> Any:
        return twins.get(value.strip(), value.strip()) if isinstance(value, str) else value

    return english


class Fit(Reported):
    """Which units a standard is for (适用); what is not given fits all."""

    level: Annotated[
        tuple[Annotated[Level, BeforeValidator(values.read_level)], ...], BeforeValidator(given.listed)
    ] = ()
    category: Names = ()


class StandardHead(Reported):
    """The head of a standard. `total` is what the points of its items add up to, `rescale` makes up for items left out."""

    plan: Name
    title: Name
    issued_by: Words | None = None
    for_: Fit = Field(Fit.model_construct(), alias="for")
    shares: SharesWritten | None = None
    total: Points | None = None
    rescale: YesOrNo = False


class Item(Row):
    """An item of a standard: what is asked (考评内容), its points (分值), and the rule by which they are had.

    `criterion` (评分标准) and `method` (考评方法) are the office's own words for paper; `repeats` are the tasks, items,
    sections or fields that count here although another item counts them too.
    """

    id: Name
    title: Name
    rule: Annotated[Rule, BeforeValidator(_fixed("rule"))]
    points: Points | None = None
    targets: Names = ()
    each: Number | None = None
    floor: Points | None = None
    cap: Points | None = None
    from_: Annotated[Source, BeforeValidator(_fixed("from"))] | None = Field(None, alias="from")
    criterion: Words | None = None
    method: Words | None = None
    repeats: Names = ()

    @property
    def judged(self) -> bool:
        """Tell whether its points come from the verdicts on tasks."""
        return self.rule in ("share", "all")

    @property
    def max(self) -> Fraction:
        """What it adds to the maximum: a bonus nothing."""
        return Fraction(0) if self.rule == "bonus" or self.points is None else self.points

    @property
    def most(self) -> Fraction | None:
        """The most points that it may bring; None where nothing limits them."""
        return self.cap if self.rule == "bonus" else self.max

    @property
    def least(self) -> Fraction:
        """The fewest points that it may bring: 0, or a floor below that."""
        return min(self.floor or Fraction(0), Fraction(0))


# The model of each list's rows.
STANDARD_ROWS: Mapping[str, type[Row]] = {"items": Item, "entered": Counted}


class Standard:
    """An office's standard as it is read. `findings` is what is wrong with its file by its form alone."""

    def __init__(
        self,
        path: str,
        head: StandardHead,
        items: Sequence[Item],
        entered: Sequence[Counted] = (),
        findings: Sequence[Finding] = (),
        places: Mapping[str, Place] | None = None,
    ) -> None:
        self.path, self.head, self.items, self.entered = path, head, items, entered
        self.findings, self._places = list(findings), places or {}

    def at(self, key: str) -> Place | None:
        """Return where the value of a key of its head stands, where that is known."""
        return self._places.get(key)

    def no_plan(self, known: Known) -> Finding:
        """Return the finding for the plan it names, which is none of those that are known."""
        near = did_you_mean(self.head.plan, known.every)
        listed = known.listed()
        hint = Text(f"{near.zh}可用的规划：{listed.zh}", f"{near.en}known plans: {listed.en}")
        return Finding("FZ204", self.at("plan"), {"plan": self.head.plan, "hint": hint})

    @property
    def shares(self) -> Shares:
        """The shares of tasks by verdict."""
        return self.head.shares or Shares()

    @property
    def by_id(self) -> dict[str, Item]:
        """The items by their ids."""
        return {item.id: item for item in self.items}

    def fits(self, level: str, category: str | None, known: bool) -> bool:
        """Tell whether it is for units of a level and a category; a category counts only where those of units are `known`."""
        fit = self.head.for_
        by_category = not (fit.category and known) or category in fit.category
        return (not fit.level or level in fit.level) and by_category
