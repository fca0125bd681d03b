"""What may be reported on the small plan: strategies for entries, days and phases."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

LADDER = ("not_started", "under_way", "substantial", "done")

MILESTONES = ("1.1.1-01", "1.1.1-02", "1.1.1-03", "1.1.1-04")

UNMARKED = ("1.1.1-05", "1.2.1-06")

RISING, FALLING, COVERAGE, MINIMUM = "1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04"

FREQUENCY, ALWAYS_ALL, NEVER_ANY, BARE = "1.2.1-05", "1.2.1-07", "1.2.1-08", "1.2.1-09"

TARGETS = (*MILESTONES, *UNMARKED, RISING, FALLING, COVERAGE, MINIMUM, FREQUENCY, ALWAYS_ALL, NEVER_ANY, BARE)

Entry = dict[str, Any]

days = st.dates(date(2021, 1, 1), date(2027, 12, 31))

phases = st.sampled_from([None, None, "2022", "2024", "2025"])

stages = st.sampled_from(LADDER)

tenths = st.integers(0, 2000).map(lambda n: n / 10)

percents = st.integers(0, 1000).map(lambda n: n / 10)

counts = st.integers(0, 12)

spans = st.one_of(
    st.none(), days.map(date.isoformat), days.map(lambda day: f"{day:%Y-%m}"), days.map(lambda day: f"{day:%Y}")
)


def piece(kind: str, when: str | None) -> Entry:
    """Return one piece of evidence."""
    return {"kind": kind, "title": "某件"} | ({"date": when} if when else {})


pieces = st.builds(piece, st.sampled_from(["document", "record", "publication", "figure", "report"]), spans)

evidence = st.lists(pieces, max_size=3)

by_year = st.dictionaries(st.integers(2021, 2025), counts, min_size=1)

by_unit = st.dictionaries(st.sampled_from("甲乙丙丁"), counts, min_size=1)


def values_of(target: str) -> st.SearchStrategy[Entry]:
    """Return what may be reported on a target in the form that its measure understands."""
    if target in MILESTONES:
        return st.fixed_dictionaries({"status": stages}, optional={"progress": percents, "done_on": spans})
    if target in UNMARKED:
        return st.fixed_dictionaries({"status": stages})
    if target == COVERAGE:
        parts = st.integers(0, 40).map(lambda n: {"covered": n, "total": 40})
        return st.one_of(percents.map(lambda n: {"value": n}), parts)
    if target == MINIMUM:
        return by_unit.map(lambda parts: {"by_unit": parts})
    if target == FREQUENCY:
        return by_year.map(lambda years: {"by_year": years})
    return (percents if target == ALWAYS_ALL else tenths).map(lambda n: {"value": n})


def answers_to(target: str) -> st.SearchStrategy[Entry]:
    """Return entries that can be judged: a value or a status, with or without evidence."""
    said = st.one_of(values_of(target), st.fixed_dictionaries({"status": stages}))
    return st.builds(lambda entry, proofs: entry | {"evidence": proofs}, said, evidence)


answers = st.sampled_from(TARGETS).flatmap(lambda target: st.tuples(st.just(target), answers_to(target)))

exempt = evidence.map(lambda proofs: {"status": "not_applicable", "reason": "无此机构", "evidence": proofs})

empty = st.sampled_from([{}, {"note": ""}, {"status": None}])

broken = st.sampled_from([{"status": "finished"}, {"note": "某事"}, {"status": "not_applicable"}])

submissions = st.lists(st.sampled_from(TARGETS), unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {target: st.one_of(answers_to(target), answers_to(target), exempt, broken, empty) for target in chosen}
    )
)
