"""A round read back from a saved report: its units, each with its file among those of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fazhi_check.digest.contract import RoundInfo, RoundUnitInfo
from fazhi_check.digest.file import FileDigest, who
from fazhi_check.digest.line import read_by_office
from fazhi_check.digest.read_back import day_of, problem_of
from fazhi_check.digest.round.facts import COUNTED, RoundDigest, UnitDigest
from fazhi_check.digest.tracked import Problem, Reading, shown_readings
from fazhi_check.identity import identity, plain_name
from fazhi_check.sanitize import clean, mask


def counted_in(files: Iterable[FileDigest], info: RoundInfo) -> list[FileDigest]:
    """Return the files of a saved round, those that its sums leave out marked so, its own with who did not submit.

    What the office says of tasks stands at their lines. Raises ValueError where a day does not exist.
    """
    readings = _readings(info)
    paths = {one.path for one in info.units if one.state in COUNTED}
    places = [one.name for one in info.units if one.level in ("city", "county")]
    listed, made = list(files), []
    for one in listed:
        counted = one.unit is None or one.path in paths  # what says no unit is no unit's report left out
        absent = info.not_submitted if one.subject == "round" else 0
        lines = [read_by_office(line, readings) for line in one.lines] if readings else one.lines
        tally = one.tally._replace(counted=counted, absent=absent)
        newer = _newer(one, listed, places) if one.superseded else None
        made.append(one._replace(counted=counted, lines=lines, tally=tally, newer=newer))
    return made


def _newer(old: FileDigest, files: Iterable[FileDigest], places: Sequence[str]) -> str | None:
    """Return the path of the file that stands for a superseded one: the other of its unit."""
    assert old.unit
    who = identity(old.unit, None, places)
    found = (one.path for one in files if one.unit and not one.superseded and identity(one.unit, None, places) == who)
    return next(found, None)


def round_of(info: RoundInfo, files: Sequence[FileDigest]) -> RoundDigest:
    """Return a round. Raises ValueError where a day does not exist, LookupError where a unit's file does not."""
    as_of = day_of(info.as_of)
    assert as_of
    by_path = {one.path: one for one in files if one.is_submission}
    return RoundDigest(
        clean(info.title),
        as_of,
        day_of(info.due),
        [_unit(one, by_path, files, info) for one in info.units],
        info.issuer and clean(info.issuer),
        bool(info.punctual),
        tuple(map(clean, info.unassigned or ())),
        _readings(info),
        tuple(map(clean, info.unclaimed or ())),
    )


def _readings(info: RoundInfo) -> dict[str, list[Reading]]:
    return shown_readings((one.task, day_of(one.date), one.text) for one in info.notes or ())


def _unit(
    info: RoundUnitInfo, by_path: dict[str, FileDigest], files: Sequence[FileDigest], whole: RoundInfo
) -> UnitDigest:
    file = by_path[mask(info.path)] if info.path is not None else None
    return UnitDigest(
        who(info),
        info.state,
        info.within and clean(info.within),
        info.category and clean(info.category),
        info.excused and clean(info.excused),
        day_of(info.stale),
        day_of(info.received),
        file,
        _shown(info, files, whole) if info.stale else None,
        info.asked or 0,
        _problems(info, file),
        addressee=info.addressee and clean(info.addressee),
        bound=info.bound is None,
    )


def _problems(info: RoundUnitInfo, file: FileDigest | None) -> Sequence[Problem] | None:
    """Return the problems of a unit: a report of lines tells those of a unit that has a file in the line of that alone."""
    if info.problems is not None:
        return list(map(problem_of, info.problems))
    return file.tracked if file else None


def _shown(info: RoundUnitInfo, files: Iterable[FileDigest], whole: RoundInfo) -> FileDigest | None:
    """Return the older file that is shown for a unit: the one that says so, else the one of its unit and day."""
    places = [one.name for one in whole.units if one.level in ("city", "county")]
    name = plain_name(info.name, None, places)
    old = [
        one
        for one in files
        if one.unit
        and not one.superseded
        and str(one.reported_on) == info.stale
        and (one.unit.level, one.unit.code) == (info.level, info.code)
    ]
    said = (one for one in old for found in one.findings if found.code == "FZ903" and _says(found.facts, info.name))
    called = (one for one in old if one.unit and plain_name(one.unit.name, None, places) == name)
    return next(said, None) or next(called, None) or (old[0] if len(old) == 1 else None)


def _says(facts: object, name: str) -> bool:
    data = getattr(facts, "data", {})
    return bool(data.get("unit") == name)
