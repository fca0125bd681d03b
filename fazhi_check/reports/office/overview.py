"""The first sheet: which plan, which day, who, how it ended, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fazhi_check.digest.blocks import Counts, summed
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.units import counts_of
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, DOT, NO_FILE, TOTAL, joined, same
from fazhi_check.reports.office.counts import CountColumns
from fazhi_check.reports.office.paper import Cell, Paper
from fazhi_check.reports.office.round.overview import opening, tables, widths, wrong
from fazhi_check.reports.office.words import ENDED, GATE, NAMED, PLAN, SECTION, UNIT_HEADS
from fazhi_check.words import Lang, Text

MakePaper = Callable[[Sequence[int]], Paper]


def overview(digest: Digest, title: str, lang: Lang, new: MakePaper) -> None:
    """Write the first sheet on a `new` paper of the widths that it needs."""
    if digest.round:
        _of_round(digest, digest.round, title, lang, new)
        return
    rows = _of_units(digest, lang) if digest.several else _of_sections(digest, lang)
    total = summed(counts for _, counts in rows)
    counted = CountColumns(total)
    heads = UNIT_HEADS if digest.several else [(SECTION, 34)]
    paper = new([*(width for _, width in heads), *counted.widths])
    if not digest.several:
        paper.print_on_one_page()
    paper.across(title, "title", 36.0)
    for label, text in [*_changes(digest), *_facts(digest)]:
        paper.pair(label.say(lang), text.say(lang))
    for label, text in _ended(digest):
        paper.pair(label.say(lang), text.say(lang), "strong" if label is ENDED else "name")
    paper.gap()
    if rows:
        if digest.several:
            paper.repeat_next()
        paper.heads([*(head.say(lang) for head, _ in heads), *counted.heads(lang)])
        for names, counts in rows:
            paper.fitted([*names, *counted.cells(counts)])
        last = [Cell(TOTAL.say(lang), "sum-name"), *(Cell("", "sum-name") for _ in heads[1:])]
        paper.fitted([*last, *counted.cells(total, "sum")])
    _end(digest, paper, counted, lang)


def _of_round(digest: Digest, one: RoundDigest, title: str, lang: Lang, new: MakePaper) -> None:
    paper = new(widths(one))
    paper.across(title, "title", 36.0)
    facts = [pair for pair in _facts(digest) if digest.several]
    for label, text, kind in opening(one):
        paper.pair(label.say(lang), text.say(lang), kind)
    for label, text in [*wrong(digest), *_changes(digest), *facts, *_ended(digest)]:
        paper.pair(label.say(lang), text.say(lang), "strong" if label is ENDED else "name")
    paper.gap()
    tables(one, paper, lang)
    _end(digest, paper, CountColumns(counts_of(one.units)), lang)


def _end(digest: Digest, paper: Paper, counted: CountColumns, lang: Lang) -> None:
    """Write what stands below the tables."""
    for text in [*_below(digest), counted.meaning]:
        if text.zh:
            paper.across(text.say(lang), "plain")
    for unit, source in _sources(digest):
        paper.pair(unit, source.say(lang))
    paper.across(_foot(digest).say(lang), "small")


def _of_sections(digest: Digest, lang: Lang) -> list[tuple[list[Cell], Counts]]:
    return [
        ([Cell(one.heading(section).say(lang), "name")], counts)
        for one in digest.submissions
        for section, counts in one.sections.items()
    ]


def _of_units(digest: Digest, lang: Lang) -> list[tuple[list[Cell], Counts]]:
    return [(_named(one, lang), one.all_counts) for one in digest.listed]


def _named(one: FileDigest, lang: Lang) -> list[Cell]:
    day = one.reported_on or one.as_of
    return [
        Cell(one.name, "name"),
        Cell(one.level.say(lang), "centre"),
        Cell(str(day or ""), "centre"),
        Cell(one.ended.say(lang)),
        Cell(one.shown_path),
    ]


def _facts(digest: Digest) -> Iterator[tuple[Text, Text]]:
    """Yield what is judged, of whom and when, as pairs of label and value."""
    if not digest.several:
        for one in digest.submissions:
            yield from [(NAMED, same(one.name))] if one.unit else []
            yield from one.facts
        return
    for against in dict.fromkeys(one.plan.against for one in digest.files if one.plan):
        yield PLAN, against
    if digest.part:
        yield Text("判定范围", "Part"), digest.part.text
    if digest.dated:
        yield Text("日期", "Days"), digest.dated
    for phase in phases_of(digest):
        yield Text("阶段", "Phase"), phase


def _changes(digest: Digest) -> list[tuple[Text, Text]]:
    told = {Text("变化", "Changes"): digest.since, Text("问题台账", "Problem ledger"): digest.ledger}
    return [(word, said) for word, said in told.items() if said]


def _ended(digest: Digest) -> Iterator[tuple[Text, Text]]:
    one = None if digest.several else next(iter(digest.submissions), None)
    for notice in [one.comparison] if one and one.comparison else []:
        yield notice.word, notice.means
    if not digest.files:
        yield ENDED, NO_FILE
        return
    ended = one.conclusion if one else digest.conclusion
    yield ENDED, joined([part for part in (ended.todo, ended.rest) if part.zh], DOT)
    yield GATE, ended.gate


def _below(digest: Digest) -> list[Text]:
    """Return what is to be known of the counts, of goals and principles, of findings that were not asked for.

    Of several units it says, too, what it means to be compared only.
    """
    one = None if digest.several else next(iter(digest.submissions), None)
    if one:
        said = [one.notes, one.aims, one.unlisted]
    else:
        compared = dict.fromkeys(each.comparison.text for each in digest.submissions if each.comparison)
        said = [digest.notes, *compared, digest.unlisted]
    return [text for text in said if text and text.zh]


def phases_of(digest: Digest) -> list[Text]:
    """Return the phases under acceptance."""
    return list(dict.fromkeys(one.stage for one in digest.submissions if one.phase and one.stage))


def _sources(digest: Digest) -> Iterator[tuple[str, Text]]:
    """Yield where the data of each of several units was taken from; of a single one the head says it."""
    for one in digest.submissions if digest.several else ():
        if one.source_facts:
            yield one.name, joined([joined(fact, COLON) for fact in one.source_facts], DOT)


def _foot(digest: Digest) -> Text:
    one = None if digest.several else next(iter(digest.submissions), None)
    return one.foot if one else digest.foot
