"""A submission proposed from a report, to be gone over by a person: every entry waits to be confirmed and has no status.

What is not known of the unit is a blank to fill in, with what belongs there in a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from fazhi_check.fill.blank import Writer
from fazhi_check.fill.written import Data, lines_of
from fazhi_check.plan.model import Aim, Plan, Standing, Target
from fazhi_check.sanitize import clean, is_harmless
from fazhi_check.source.scalars import Bare
from fazhi_check.suggest.gathered import Gathered, Piece
from fazhi_check.suggest.masthead import Masthead
from fazhi_check.suggest.persons import names_person
from fazhi_check.words import EVIDENCE_KINDS, LEVELS, ROLES, STATUSES, STATUSES_OF_DUTIES, Lang, Text

_TOLD = 40  # signs of a sentence that a note repeats


class Known(NamedTuple):
    """What is known of who reports: what is None is left as a blank."""

    name: str | None = None
    level: str | None = None
    code: str | None = None
    body: str | None = None
    as_of: date | None = None

    @property
    def blanks(self) -> list[Text]:
        """What is still to be filled in."""
        return [_BLANKS[key] for key in ("name", "level", "code", "as_of") if getattr(self, key) is None]


class Report(NamedTuple):
    """The report: what its file is called, what it says of itself, and the lines of it that were read, if not all."""

    name: str
    said: Masthead
    lines: tuple[int, int] | None = None


_BLANKS: Mapping[str, Text] = {
    "name": Text("单位名称", "name of the unit"),
    "level": Text("层级", "level"),
    "code": Text("六位行政区划代码", "six-digit division code"),
    "as_of": Text("截至日期", "as_of"),
}


def proposed(
    plan: Plan, known: Known, report: Report, entries: Sequence[Gathered], keys: Lang, options: str = ""
) -> str:
    """Return the text of the submission; `options` are those with which the file is checked."""
    writer = _Writer(plan, keys)
    lines = [*writer.opening(report, len(entries), options), *writer.who(known, report.said), *writer.all(entries)]
    return "\n".join(lines) + "\n"


class _Writer(Writer):
    """Writes the lines in one language."""

    def opening(self, report: Report, number: int, options: str) -> Iterator[str]:
        """Yield the comments at the top: what it is, how to go over it, how to check it."""
        name = clean(report.name)
        part = self._say("第 {}-{} 行", "lines {}-{}").format(*report.lines) if report.lines else ""
        yield f"# {self._plan.name(self._lang)} {self._plan.edition or ''}".rstrip()
        yield self._say(
            f"# 从报告 {name} {part}中摘出的填报建议 {number} 项，都标着“待确认”，还不算填报。",
            f"# Proposed from the report {name} {part}".rstrip() + f": {number} entries, none of which counts yet.",
        )
        yield self._say(
            "# 逐项核对：对得上的，删去“待确认”一行，填上状态；对不上的，整项删去。报告没有提到的事项不在这里。",
            "# Go over each: where it is right take out the line proposed and set the status, else delete the entry.",
        )
        run = f"{options} " if options else ""
        yield self._say(f"# 核对后运行：fazhi-check {run}本文件", f"# Then run: fazhi-check {run}THIS-FILE")

    def who(self, known: Known, said: Masthead) -> Iterator[str]:
        """Yield the head of the file: what is not known is left blank."""
        yield f"{self._key('plan')}: {self._plan.id}"
        yield f"{self._key('unit')}:"
        yield self._given("name", known.name, self._say("填单位名称", "name of the unit"), "  ")
        levels = " | ".join(self._value(LEVELS, name) for name in LEVELS)
        yield self._given("level", known.level and Bare(self._value(LEVELS, known.level)), levels, "  ")
        yield self._given("code", known.code, self._say("填六位行政区划代码", "six-digit division code"), "  ")
        if known.body:
            name = self._plan.bodies.get(known.body, known.body) if self._lang == "zh" else known.body
            yield self._given("body", name, "", "  ")
        yield self._given("as_of", Bare(known.as_of.isoformat()) if known.as_of else None, self._day_hint(said), "")
        source: dict[str, str | None] = {
            "title": said.title,
            "publisher": said.publisher,
            "date": Bare(said.day.isoformat()) if said.day else None,
        }
        given: dict[str, Data] = {self._key(key): value for key, value in source.items() if value}
        yield from lines_of({self._key("source"): given}) if given else ()

    def _given(self, key: str, value: str | None, hint: str, indent: str) -> str:
        [line] = lines_of({self._key(key): value}, indent)
        return line if value else f"{line}  # {hint}"

    def _day_hint(self, said: Masthead) -> str:
        printed = f"；报告上的日期是 {said.day}", f"; the report is dated {said.day}"
        zh, en = printed if said.day else ("", "")
        return self._say(f"填这份材料说到哪一天为止，如 2023-08-30{zh}", f"the day the data speaks of{en}")

    def all(self, entries: Sequence[Gathered]) -> Iterator[str]:
        """Yield the entries by item."""
        yield f"{self._key('entries')}:"
        for item, members in groupby(entries, key=lambda one: one.target.item):
            yield ""
            yield f"{self._outer}# ── {self._comment(self._plan.heading(item, self._lang))}"
            for one in members:
                yield from self._about_aim(one.target) if isinstance(one.target, Aim) else self._about(one.target)
                yield f"{self._outer}{one.target.id}:"
                yield from self._content(one)

    def _about_aim(self, aim: Aim) -> Iterator[str]:
        yield ""
        yield f"{self._outer}# {self._comment(aim.name(self._lang))}"
        role = ROLES[aim.role]
        yield f"{self._outer}#   {self._say(f'{role.zh}，不单独判定', f'a {role.en}: not judged')}"

    def _content(self, one: Gathered) -> Iterator[str]:
        mark, *rest = lines_of(self._data(one), self._inner)
        yield f"{mark}  # {self._say('核对后删去这一行', 'delete this line once you have checked it')}"
        if isinstance(one.target, Target):
            yield f"{self._inner}{self._key('status')}:  # {' | '.join(self._statuses(one.target))}"
        yield from rest
        if one.more:
            more = self._say(
                f"另有 {one.more} 处，见 fazhi-check suggest 报告 -f json", f"{one.more} more: suggest -f json"
            )
            yield f"{self._inner}# {more}"

    def _statuses(self, target: Target) -> list[str]:
        names = STATUSES_OF_DUTIES if isinstance(target.measure, Standing) else STATUSES
        return [self._value(names, name) for name in names]

    def _data(self, one: Gathered) -> dict[str, Data]:
        """Return what an entry says, the mark first."""
        values = {self._key(key): _bare(value) for key, value in one.values.items()}
        return {
            self._key("proposed"): Bare(self._say("是", "true")),
            **values,
            self._key("evidence"): [self._proof(piece) for piece in one.pieces],
            self._key("note"): self._note(one.pieces),
        }

    def _proof(self, piece: Piece) -> dict[str, Data]:
        fact = piece.fact
        given: dict[str, Data] = {
            "kind": Bare(self._value(EVIDENCE_KINDS, fact.kind)),
            "title": fact.title,
            "ref": fact.ref,
            "date": fact.date and Bare(fact.date),
            "quote": fact.quote,
        }
        return {self._key(key): value for key, value in given.items() if value}

    def _note(self, pieces: Sequence[Piece]) -> str:
        """Return where the report says it, in its own words as far as they are few; an award is called one."""
        zh, en = [], []
        for line, members in groupby(pieces, key=lambda piece: piece.line):
            told = dict.fromkeys((_short(piece.text), piece.is_award) for piece in members)
            zh.append(
                f"第 {line} 行"
                + "".join(("（荣誉）" if award else "") + (text and f"“{text}”") for text, award in told)
            )
            parts = [" ".join(filter(None, ("(award)" if award else "", text and f'"{text}"'))) for text, award in told]
            en.append(" ".join(filter(None, (f"line {line}", *parts))))
        return self._say(f"报告{'；'.join(zh)}", f"report, {'; '.join(en)}")


def _bare(value: str | Mapping[str, str]) -> Data:
    return Bare(value) if isinstance(value, str) else {Bare(year): Bare(count) for year, count in value.items()}


def _short(text: str) -> str:
    """Return the beginning of a sentence; nothing of one with what no submission may hold, or that names a person."""
    if not is_harmless(text) or names_person(text):
        return ""
    return text if len(text) <= _TOLD else f"{text[:_TOLD]}……"
