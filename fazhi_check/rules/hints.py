"""What is said behind a verdict where a slip may lie beneath it: no finding, for each may be just as it was meant.

An entry whose data cannot be used points to the findings that say why. Evidence that was left in a comment, a share
written as a fraction, and a day of completion before the plan are asked about.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fazhi_check import sentences
from fazhi_check.assess import Assessment
from fazhi_check.codes import CODES
from fazhi_check.findings import Finding, Found
from fazhi_check.plan.model import Coverage
from fazhi_check.rules.dossier import Dossier, in_entry
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.records import Entry
from fazhi_check.words import Sentence, Text

# A piece of evidence in a comment, as the blank form has it; with a title it was filled in.
_COMMENTED = (
    r"#[ \t]*(?:(?:佐证|evidence)[ \t]*[:：][ \t]*\[[ \t]*\{|-[ \t]*\{?)[ \t]*(?:类型|kind)[ \t]*[:：](?P<rest>.*)"
)
_TITLED = r"(?:标题|title)[ \t]*[:：][ \t]*[^\s,，}]"


def with_hints(
    case: Dossier, found: Iterable[tuple[str, Found | Finding]], judged: list[Assessment]
) -> list[Assessment]:
    """Return the verdicts with what is to be said behind them. Raises Refused."""
    spoilt: dict[str, list[str]] = {}
    for code, one in found:
        if one.target and CODES[code].spoils:
            spoilt.setdefault(one.target, []).append(code)
    comments = _comments(case)
    return [
        one._replace(why=Sentence(sentences.INVALID, {"where": list(dict.fromkeys(spoilt[one.target.id]))}))
        if one.verdict == "invalid"
        else _hinted(case, one, comments.get(one.target.id))
        for one in judged
    ]


class _Comment(NamedTuple):
    """A line of evidence in a comment, and whether it was filled in."""

    line: int
    filled: bool


def _comments(case: Dossier) -> dict[str, _Comment]:
    """Return, by target, the first piece of evidence in the comments of its entry, one that was filled in before others."""
    text = case.read.text
    written = [one for one in re.finditer(_COMMENTED, text) if _begins_its_line(text, one.start())]
    if not written:
        return {}
    starts = sorted((place.line, target) for target, place in case.read.places.entries().items())
    found: dict[str, _Comment] = {}
    line, end = 1, 0
    for one in written:
        line, end = line + text.count("\n", end, one.start()), one.start()
        number = bisect(starts, (line, "")) - 1
        comment = _Comment(line, bool(re.search(_TITLED, one["rest"])))
        if number >= 0 and (starts[number][1] not in found or comment.filled > found[starts[number][1]].filled):
            found[starts[number][1]] = comment
    return found


def _begins_its_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t#")


def _hinted(case: Dossier, one: Assessment, comment: _Comment | None) -> Assessment:
    entry = case.submission.entries.get(one.target.id) if case.submission else None
    # Of most there is nothing to say, and they are many.
    if comment is None and not (entry and _may_be_asked(entry)):
        return one
    hints = [*_of_comment(one, entry, comment), *(_of_entry(case, one, entry) if entry else ())]
    if not comment and entry:
        hints += _of_blank_lines(case, one, entry)
    if not hints:
        return one
    text, data = one.why
    told = Text("".join(hint.zh for hint in hints), "".join(hint.en for hint in hints))
    return one._replace(why=Sentence(Text(text.zh + "{hint}", text.en + "{hint}"), {**data, "hint": told}))


def _may_be_asked(entry: Entry) -> bool:
    if entry.done_on or entry.progress or entry.value or _has_blank_lines(entry):
        return True
    return any(_quoted(piece.quote) for piece in entry.evidence)


def _quoted(quote: str | None) -> bool:
    """Tell whether a quote stands in quotation marks of its own: they are mostly not in the source."""
    if quote is None or not quote.startswith(("“", "‘", "「")):  # hardly any does
        return False
    return re.fullmatch("[“‘「][^“”‘’「」]+[”’」]", quote) is not None


def _of_comment(one: Assessment, entry: Entry | None, comment: _Comment | None) -> Iterator[Text]:
    if comment is None or one.verdict == "exempt" or (entry and entry.evidence):
        return
    line = comment.line
    if comment.filled:
        yield Text(
            f"；第 {line} 行的佐证前面有“#”，没有读到：去掉“#”",
            f"; the evidence of line {line} stands behind a # and was not read: take the # away",
        )
    elif one.verdict == "unproven":
        yield Text(
            f"；佐证填在第 {line} 行，填好后去掉前面的“#”",
            f"; fill in the evidence in line {line}, and take the # before it away",
        )


def _of_blank_lines(case: Dossier, one: Assessment, entry: Entry) -> Iterator[Text]:
    """Point to the lines of evidence that a form has ready where they are all that is lacking."""
    if one.verdict == "unproven" and "lacks" in one.why.data and _has_blank_lines(entry):
        line = case.read.places.of(in_entry(one.target.id, {}, "evidence", on_key=True)).line
        yield Text(f"；佐证填在第 {line} 行下面", f"; fill in the evidence below line {line}")


def _has_blank_lines(entry: Entry) -> bool:
    return entry.given.get("evidence") == ()


def _of_entry(case: Dossier, one: Assessment, entry: Entry) -> Iterator[Text]:
    percent = isinstance(one.target.measure, Coverage) or getattr(one.target.measure, "unit", None) == "%"
    parts = entry.by_unit if isinstance(one.target.measure, Coverage) else None
    of_units = [part for part in (parts or {}).values() if isinstance(part, Amount)]
    for amount in (entry.progress, entry.value if percent else None, *of_units):
        if amount and _may_be_a_fraction(amount):
            share = f"{100 * float(amount.text):g}%"
            yield Text(
                f"；填报的 {amount.text} 按 {amount.text}% 计，如果是 {share}，请写 {share}",
                f"; {amount.text} counts as {amount.text}%: write {share} if that was meant",
            )
    if any(_quoted(piece.quote) for piece in entry.evidence):
        yield Text(
            "；“原文”外面的引号不要，除非原文里就有",
            "; leave out the quotation marks around a quote that the source lacks",
        )
    done_on = entry.done_on
    if done_on and case.plan and done_on.last < case.plan.period.start:
        yield Text(
            f"；完成日期 {done_on.text} 早于规划期，请核对", f"; done on {done_on.text}, before the plan: check it"
        )


def _may_be_a_fraction(amount: Amount) -> bool:
    """Tell whether a percentage is written as 0.98 is: then 98 % may have been meant."""
    return bool(re.fullmatch(r"0?\.\d{1,4}", amount.text)) and amount.low != 0
