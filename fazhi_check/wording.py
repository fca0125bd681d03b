"""How what is asked of a measure, and what was reported of it, is put into words: for columns, and inside sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from fazhi_check import sentences
from fazhi_check.plan.model import VALUED, Coverage, Cumulative, Frequency, Measure, Minimum, Standing
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.parts import Covered
from fazhi_check.words import STATUSES, STATUSES_OF_DUTIES, Figure, Sentence, Text

Asked: TypeAlias = str | Fraction
_ALL, _NONE = Fraction(100), Fraction(0)
_MOST_NAMES = 12  # parts that a sentence names
_MOST_PLACES = 6  # decimals of a percentage: enough for any rate that is published


def mark_of(measure: Measure) -> Fraction:
    """Return the number that a measure must reach (at_least, at_most or per_year)."""
    for name in ("at_least", "at_most", "per_year"):
        mark = getattr(measure, name, None)
        if isinstance(mark, Fraction):
            return mark
    raise ValueError(f"a {measure.kind} without a mark")


def has_mark(measure: Measure) -> bool:
    """Tell whether a measure has a number to reach or keep."""
    return any(getattr(measure, name, None) is not None for name in ("at_least", "at_most", "per_year"))


def wanted(asked: Asked, measure: Measure) -> Text:
    """Return how a requirement is called in a column: a stage, or a number with its direction and unit."""
    mark = _number_of(asked, measure, by_stage=True)
    if mark is None:
        return sentences.A_VALUE if isinstance(measure, VALUED) else status_of(asked, measure)
    if isinstance(measure, Cumulative):
        said = _change_of(mark, measure)
        return Text(said.say("zh"), said.say("en"))
    figure = with_unit(mark, measure)
    if _is_only_possible(mark, measure):
        return Text(figure.say("zh"), figure.say("en"))
    said = Sentence(_direction(measure), {"figure": figure})
    return Text(said.say("zh"), said.say("en"))


def asking(asked: Asked, measure: Measure, by_stage: bool = False) -> Text | Sentence:
    """Return a requirement as it stands in a sentence, in Chinese after 应.

    `by_stage` tells that a kind that wants a value was reported by its stage alone, and is held against stages.
    """
    mark = _number_of(asked, measure, by_stage)
    if mark is not None:
        return _to_reach(mark, measure)
    if isinstance(measure, Standing):
        return sentences.LASTING
    counted = isinstance(measure, VALUED) and not by_stage
    return sentences.A_VALUE if counted else sentences.A_STAGE[str(asked)]


def _number_of(asked: Asked, measure: Measure, by_stage: bool) -> Fraction | None:
    """Return the number that a requirement comes to, or None: a standing duty is asked for no stage.

    Nor is one of every year, but where it is held against stages, having reported nothing else.
    """
    if isinstance(asked, Fraction):
        return asked
    whole = asked == "done" or isinstance(measure, Standing) or (isinstance(measure, Frequency) and not by_stage)
    return mark_of(measure) if whole and has_mark(measure) else None


def _to_reach(mark: Fraction, measure: Measure) -> Sentence:
    """Return a number to be reached, or to be kept, with its direction: none where there is but one way."""
    if isinstance(measure, Cumulative):
        return _change_of(mark, measure)
    figure, standing = {"figure": with_unit(mark, measure)}, isinstance(measure, Standing)
    if _is_only_possible(mark, measure):
        none, whole = (sentences.KEEP_NONE, sentences.KEEP_ALL) if standing else (sentences.NONE, sentences.ALL)
        return Sentence(none if mark == _NONE else whole, figure)
    said = Sentence(_direction(measure), figure)
    if standing:
        return Sentence(sentences.TO_KEEP, {"asked": said})
    if isinstance(measure, Minimum):
        return Sentence(sentences.EACH, {"asked": said})
    return Sentence(sentences.EACH_YEAR, {"asked": said}) if isinstance(measure, Frequency) else said


def _change_of(mark: Fraction, measure: Cumulative) -> Sentence:
    """Return a change that is asked for: how much is to be lost or won, where that is what is asked."""
    falling = measure.at_most is not None
    if mark < 0 if falling else mark > 0:
        return Sentence(sentences.FALL if falling else sentences.RISE, {"figure": with_unit(abs(mark), measure)})
    text = sentences.CHANGE_AT_MOST if falling else sentences.CHANGE_AT_LEAST
    return Sentence(text, {"figure": with_unit(mark, measure)})


def _direction(measure: Measure) -> Text:
    percent = unit_of(measure) == "%"
    if isinstance(measure, Frequency):
        return sentences.A_YEAR
    if getattr(measure, "at_most", None) is not None:
        return sentences.AT_MOST_PERCENT if percent else sentences.AT_MOST
    return sentences.AT_LEAST_PERCENT if percent else sentences.AT_LEAST


def _is_only_possible(mark: Fraction, measure: Measure) -> bool:
    """Tell whether nothing lies beyond a mark: all of a percentage, none of what must not be."""
    if isinstance(measure, Frequency):
        return False
    if getattr(measure, "at_most", None) is not None:
        return mark == _NONE
    return mark == _ALL and unit_of(measure) == "%"


def counted_by(said: Text, rule: str | None) -> Text:
    """Return something asked or reported with the rule by which it is counted (口径), if there is one."""
    rule = (rule or "").strip()
    return Text(f"{said.zh}（口径：{rule}）", f"{said.en} (counted: {rule})") if rule else said


def status_of(status: Asked, measure: Measure | None) -> Text:
    """Return what a status is called of a measure: a standing duty is 未开展 or 持续开展. Raises KeyError for no status."""
    return (STATUSES_OF_DUTIES if isinstance(measure, Standing) else STATUSES)[str(status)]


def stage(status: str, measure: Measure, valueless: bool = False) -> Sentence:
    """Return a stage that was reported; `valueless` tells that a value was asked for besides."""
    return Sentence(sentences.STAGE_ONLY if valueless else sentences.STAGE, {"reported": status_of(status, measure)})


def amount(reported: Amount, measure: Measure) -> Sentence:
    """Return an amount that was reported, or the count of one year; a bound in its own words."""
    if isinstance(measure, Minimum):
        return Sentence(sentences.SMALLEST, {"reported": _number(reported, measure)})
    return _number(reported, measure)


def _number(reported: Amount, measure: Measure) -> Sentence:
    exact = reported.exact
    if exact is None:
        return Sentence(sentences.AS_WRITTEN, {"written": reported.text})
    if isinstance(measure, Coverage) and "/" in reported.text:
        return Sentence(sentences.PERCENT, {"figure": Figure(exact, 1, "%", reported.text)})
    figure = with_unit(exact, measure)
    return Sentence(sentences.PERCENT if figure.unit == "%" else sentences.NUMBER, {"figure": figure})


def parts(covered: Covered, share: Amount) -> Sentence:
    """Return a coverage that was reported part by part: its percentage, the two numbers, and the parts that lack.

    Of many parts the first are named: whoever wants all of them reads the data.
    """
    fraction = f"{covered.covered.text}/{covered.total.text}"
    groups = ((sentences.PARTS_LACK, covered.lacking), (sentences.PARTS_OPEN, covered.open))
    told = [Sentence(text, {"names": _named(names, covered.idle)}) for text, names in groups if names]
    if share.exact is None:
        return Sentence(sentences.PARTS_AS_WRITTEN, {"fraction": fraction, "parts": _behind(told)})
    figure = Figure(share.exact, 1, "%")
    return Sentence(sentences.PARTS, {"figure": figure, "fraction": fraction, "parts": _behind(told)})


def _behind(told: Sequence[Sentence]) -> Text | Sentence:
    if not told:
        return sentences.NOTHING
    first, *more = told
    data = {"first": first, "second": more[0]} if more else {"first": first}
    return Sentence(sentences.TWO_GROUPS if more else sentences.ONE_GROUP, data)


def _named(names: Sequence[str], idle: Collection[str]) -> Sentence:
    """Return the names of parts; what is said not to be concerned is told as counted all the same."""
    shown = names if len(names) <= _MOST_NAMES else names[: _MOST_NAMES - 2]
    listed = [Sentence(sentences.IDLE_PART, {"name": name}) if name in idle else name for name in shown]
    text = sentences.NAMES if len(shown) == len(names) else sentences.SOME_NAMES
    return Sentence(text, {"names": listed, "number": len(names)})


def years(by_year: Mapping[int, Amount], measure: Frequency) -> Sentence:
    """Return the counts of several years that were reported."""
    said = []
    for year, reported in sorted(by_year.items()):
        exact = reported.exact
        if exact is None:
            said.append(Sentence(sentences.OF_YEAR_AS_WRITTEN, {"year": year, "written": reported.text}))
        else:
            said.append(Sentence(sentences.OF_YEAR, {"year": year, "figure": with_unit(exact, measure)}))
    return Sentence(sentences.YEARS, {"years": said})


def changes(by_year: Mapping[int, Amount], counted: Collection[int], total: Amount, measure: Cumulative) -> Sentence:
    """Return the changes of the years that were reported, with what those that are counted come to."""
    told = {year: _of_year(year, reported) for year, reported in sorted(by_year.items())}
    others = [said for year, said in told.items() if year not in counted]
    if not counted:
        return Sentence(sentences.CHANGES_NOT_COUNTED, {"years": others})
    data: dict[str, object] = {"years": [told[year] for year in counted], "total": _total(total, measure)}
    data["others"] = Sentence(sentences.OTHER_CHANGES, {"years": others}) if others else sentences.NOTHING
    return Sentence(sentences.CHANGES, data)


def _of_year(year: int, reported: Amount) -> Sentence:
    exact = reported.exact
    if exact is None:
        return Sentence(sentences.OF_YEAR_AS_WRITTEN, {"year": year, "written": reported.text})
    return Sentence(sentences.OF_YEAR, {"year": year, "figure": Figure(exact, _MOST_PLACES, "%")})


def _total(total: Amount, measure: Cumulative) -> Sentence:
    """Return what changes come to; all that there is can be lost, and no more, so that this is no bound."""
    low, high = (end if end is None else _distinct(end, mark_of(measure)) for end in (total.low, total.high))
    if total.exact is not None:
        return in_all(total.exact, measure)
    if low is None or low.value == -_ALL:
        text = sentences.TOTAL_UNKNOWN if high is None else sentences.TOTAL_AT_MOST
        return Sentence(text, {} if high is None else {"high": high})
    return Sentence(sentences.TOTAL_AT_LEAST, {"low": low})  # what is reported has one bound: there is no other


def in_all(total: Fraction, measure: Cumulative) -> Sentence:
    """Return the one number that changes come to."""
    return Sentence(sentences.TOTAL, {"figure": _distinct(total, mark_of(measure))})


def _distinct(value: Fraction, mark: Fraction) -> Figure:
    """Return a percentage with so many decimals that it does not look like the mark where it is another."""
    places = 2
    while places < _MOST_PLACES and value != mark and round(value, places) == round(mark, places):
        places += 1
    return Figure(value, places, "%")


def expected(figure: Figure) -> Sentence:
    """Return the number that is expected by now."""
    return Sentence(sentences.EXPECTED_PERCENT if figure.unit == "%" else sentences.EXPECTED, {"figure": figure})


def with_unit(value: Fraction, measure: Measure) -> Figure:
    """Return a number as one of what a measure counts."""
    return Figure(value, unit=unit_of(measure))


def unit_of(measure: Measure) -> str:
    """Return what a measure counts; times where a yearly one does not say."""
    if isinstance(measure, (Coverage, Cumulative)):
        return "%"
    unit = (getattr(measure, "unit", None) or "").strip()
    return unit or ("次" if isinstance(measure, Frequency) else "")
