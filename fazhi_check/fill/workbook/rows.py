"""What stands in the table of a form: a row for each task, and one for each further piece of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.assess import Duty, asked_of
from fazhi_check.pages.describe import bodies, brief_measure, evidence, remarks
from fazhi_check.plan.model import Aim, Frequency, Plan, Standing, Target, basis_of
from fazhi_check.plan.select import Choice
from fazhi_check.rules.form import takes
from fazhi_check.submission.records import Entry, Evidence, Submission, Unit
from fazhi_check.submission.sheet.columns import COLUMNS, PARTS, Column
from fazhi_check.wording import wanted
from fazhi_check.words import EVIDENCE_KINDS, FORCES, KEYS_ZH, ROLES, STATUSES, STATUSES_OF_DUTIES

# What a cell is for: to be filled in, to be read, without use in its row, or the office's own.
Use: TypeAlias = Literal["fill", "shown", "idle", "office"]
Subject: TypeAlias = Target | Aim | None
YES, NO = "是", "否"
# What says in a row's requirement that numbers belong to it, and that no evidence does.
OTHERS, NO_EVIDENCE = "另填", "不要求佐证"
_OFFICE = ("last", "review")


class Cell(NamedTuple):
    """One cell: its text, its use, and the words that it may be filled in with."""

    text: str = ""
    use: Use = "shown"
    words: tuple[str, ...] = ()


class Row(NamedTuple):
    """One row of the table: its cells by their column's head; `first` of an item or not."""

    id: str
    cells: Mapping[str, Cell]
    first: bool


class Asked(NamedTuple):
    """What a round asks of a unit, and what its office says of that: by id, the texts more for columns by their heads."""

    duty: Duty | None = None
    said: Mapping[str, Mapping[str, str]] = {}


# Without a round, level and body of a unit decide.
BY_LEVEL = Asked()


class Content(NamedTuple):
    """What a form is made of: the tasks it lists, what is filled in already, what was reported last by id.

    `said` is what the office of a round says of its tasks (see Asked), `assigned` the ids that the round asks in place
    of what level and body bring.
    """

    plan: Plan
    tasks: tuple[Target, ...]
    entries: Mapping[str, Entry]
    last: Mapping[str, str]
    said: Mapping[str, Mapping[str, str]] = {}
    assigned: frozenset[str] | None = None


def content(
    plan: Plan,
    unit: Unit,
    choice: Choice,
    submission: Submission | None,
    last: Mapping[str, str] | None,
    asked: Asked = BY_LEVEL,
) -> Content:
    """Return what the form of a unit is made of: the tasks asked of it that are chosen."""
    tasks = asked_of(plan, unit, asked.duty).values()
    entries = submission.entries if submission else {}
    assigned = asked.duty.targets if asked.duty else None
    return Content(plan, tuple(filter(choice.keeps, tasks)), entries, last or {}, asked.said, assigned)


def rows(made_of: Content) -> list[Row]:
    """Return the rows in the plan's order, those that answer something else than the tasks listed after them."""
    listed: list[Row] = []
    item = None
    for one, subject in _subjects(made_of):
        own = subject.item if subject else None
        listed += _rows_of(one, subject, made_of, own != item)
        item = own
    return listed


def columns(table: Iterable[Row], made_of: Content) -> list[Column]:
    """Return the columns of a form: the rare ones only where some task is asked for them, or they are filled in."""
    wanted_keys = {key for task in made_of.tasks for key in rarely(task)}
    filled = {head for row in table for head, cell in row.cells.items() if cell.text}
    return [one for one in COLUMNS if not one.rare or one.key in wanted_keys or one.head in filled]


def words_of_status(subject: Subject) -> tuple[str, ...]:
    """Return the words for a status that fit what is asked: 取得突破 for work in a field, duties by words of their own."""
    if isinstance(subject, Target) and isinstance(subject.measure, Standing):
        return tuple(STATUSES_OF_DUTIES[name].zh for name in ("not_started", "under_way", "not_applicable"))
    return tuple(STATUSES[name].zh for name in STATUSES if name != "substantial" or _breaks_through(subject))


def words_of_kind(subject: Subject) -> tuple[str, ...]:
    """Return the kinds of evidence that settle what is asked; all that can be given where it does not say."""
    kinds = subject.evidence.kinds if isinstance(subject, Target) and subject.evidence.kinds else tuple(EVIDENCE_KINDS)
    return tuple(EVIDENCE_KINDS[kind].zh for kind in kinds)


def rarely(target: Target) -> list[str]:
    """Return the keys that bring a form their rare columns: for values, and the rule where the plan says by which to count."""
    return [*offered(target), *(["basis"] if basis_of(target.measure) else [])]


def offered(target: Target) -> list[str]:
    """Return the value keys that a form offers for a task: a share by its two numbers, not as a value of its own."""
    keys = takes(target)
    return [key for key in keys if not (key == "value" and "covered" in keys)]


def written_status(entry: Entry, subject: Subject) -> str:
    """Return a status as it is said of what was asked."""
    duty = isinstance(subject, Target) and isinstance(subject.measure, Standing)
    return (STATUSES_OF_DUTIES if duty else STATUSES)[entry.status].zh if entry.status else ""


def _breaks_through(subject: Subject) -> bool:
    """Tell whether a stage before the last is known of something: work in a field, or a schedule that asks for it."""
    if subject is None:  # nobody knows what it is
        return True
    if not isinstance(subject, Target) or subject.measure.kind != "milestone":
        return False
    return subject.field is not None or any(asked.requires == "substantial" for asked in subject.schedule)


def _subjects(made_of: Content) -> Iterator[tuple[str, Subject]]:
    """Yield the ids of the form with what they are: its tasks, then what else is filled in, unknown ids last."""
    yield from ((task.id, task) for task in made_of.tasks)
    listed = {task.id for task in made_of.tasks}
    order, every = made_of.plan.order, made_of.plan.every
    others = [one for one in made_of.entries if one not in listed]
    for one in sorted(others, key=lambda one: order.get(one, len(order))):
        yield one, every.get(one)


def _rows_of(one: str, subject: Subject, made_of: Content, first: bool) -> Iterator[Row]:
    entry = made_of.entries.get(one, Entry())
    given, asked = _given(entry, subject), _asked(one, subject, made_of)
    for number, piece in enumerate(entry.evidence or (None,)):
        shown = asked if number == 0 else {head: asked[head] for head in ("编号", "事项")}
        cells = {column.head: _cell(column, subject, shown, given, piece, number == 0) for column in COLUMNS}
        yield Row(one, cells, first and number == 0)


def _cell(
    column: Column,
    subject: Subject,
    shown: Mapping[str, str],
    given: Mapping[str, str],
    piece: Evidence | None,
    leads: bool,
) -> Cell:
    """Return one cell of a row; only the first row of an entry, which `leads`, holds what is said of it once."""
    if column.use in ("shown", "id"):
        text = shown.get(column.head, "")
        return Cell(text, "fill" if column.use == "id" and subject is None else _shown(column))
    if column.use == "evidence":
        words = words_of_kind(subject) if column.key == "kind" else ()
        return Cell(_of_piece(column.key, piece), "fill", words)
    if not leads:
        return Cell("", "idle")
    text = given.get(column.key, "")
    return Cell(text, "fill" if text or _usable(column, subject) else "idle", _words(column.key, subject))


def _shown(column: Column) -> Use:
    return "office" if column.key in _OFFICE else "shown"


def _words(key: str, subject: Subject) -> tuple[str, ...]:
    if key in ("apply", "proposed"):
        return (YES,)
    return words_of_status(subject) if key == "status" else ()


def _usable(column: Column, subject: Subject) -> bool:
    """Tell whether a row has a use for a column: a duty that is kept is done on no day, a measure takes its own values."""
    if not isinstance(subject, Target):
        return not column.rare and (subject is None or column.key not in ("status", "done_on", "reason", "apply"))
    if column.key == "done_on":
        return not isinstance(subject.measure, (Frequency, Standing))
    return column.key in takes(subject) if column.rare and column.key in Entry.NUMBERS else True


def _of_piece(key: str, piece: Evidence | None) -> str:
    value = getattr(piece, key, None) if piece else None
    if key == "kind":
        return EVIDENCE_KINDS[value].zh if value else ""
    return _text(value)


def _given(entry: Entry, subject: Subject) -> dict[str, str]:
    """Return what an entry says under each key that has a column, as it was written."""
    texts = {key: _text(value) for key, value in entry.given.items() if key not in (*_LISTS, "status")}
    return texts | {"status": written_status(entry, subject)}


_LISTS = ("evidence", *(key for key, _ in PARTS.values()))


def _text(value: object) -> str:
    """Return a value as it was written: a text, a date or number in its own words, yes or no."""
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(getattr(value, "text", value))


def _asked(one: str, subject: Subject, made_of: Content) -> dict[str, str]:
    """Return what the plan says of a row by the heads of its columns."""
    said = {"编号": one, "上期填报": made_of.last.get(one, "")}
    if subject is None:
        return said | {"事项": _UNKNOWN}
    plan, more = made_of.plan, made_of.said.get(one, {})
    texts = {
        "事项": subject.title + _force(subject),
        "要求及时限": "\n".join(_required(subject)),
        "牵头单位": bodies(subject, plan).zh,
        "依据": _clause(subject, plan),
        "口径与条件": remarks(subject, plan).zh,
        "佐证要求": evidence(subject).zh if isinstance(subject, Target) else "",
    }
    beside = {head: "\n".join(part for part in (texts.get(head, ""), text) if part) for head, text in more.items()}
    return said | texts | beside


def _called(keys: Sequence[str]) -> str:
    """Return where the numbers of a row belong: those of a coverage in one place or the other."""
    names = [_BY_PART.get(key) or KEYS_ZH[key] for key in keys]
    return f"{'、'.join(names[:-1])}，或者填{names[-1]}" if "covered" in keys else "、".join(names)


_BY_PART = {key: f"“{sheet}”表" for sheet, (key, _) in PARTS.items()}
_UNKNOWN = "规划里没有这个编号，请核对"


def _force(subject: Target | Aim) -> str:
    return "" if subject.force == "shall" else f"（{FORCES[subject.force].zh}）"


def _clause(subject: Target | Aim, plan: Plan) -> str:
    anchors = "".join(f"“{anchor}”" for anchor in subject.anchors)
    return f"{plan.heading(subject.item, 'zh')} {anchors}".rstrip()


def _required(subject: Target | Aim) -> Iterator[str]:
    """Yield the lines of what is asked by when, and how much evidence where one piece is not enough."""
    if isinstance(subject, Aim):
        yield f"{ROLES[subject.role].zh}，不单独判定"
        return
    measure = subject.measure
    if isinstance(measure, (Frequency, Standing)):
        yield brief_measure(subject).zh
        yield "一直有效" if isinstance(measure, Standing) else "规划期内每个整年"
    else:
        yield from (f"{asked.deadline} {wanted(asked.requires, measure).zh}" for asked in subject.schedule)
    others = [key for key in offered(subject) if key != "progress"]
    if others:
        yield f"{OTHERS}{_called(others)}"
    if subject.evidence.min > 1:
        yield f"佐证 {subject.evidence.min} 件，一行一件"
