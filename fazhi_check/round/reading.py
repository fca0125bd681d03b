"""The round's file, a text or a workbook, as a round: what is wrong with it is among its findings."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq
from typing import Final, NamedTuple

from fazhi_check.findings import Finding, Place, Unusable, in_order
from fazhi_check.round.advice import Adviser
from fazhi_check.round.keys import HEAD_TWINS, LISTS, ROW_TWINS, ROW_VALUES
from fazhi_check.round.rows import ROWS, Head, Review, Round, Row
from fazhi_check.round.tree import Number, Written
from fazhi_check.source.files import is_json, read_file
from fazhi_check.source.forbidden import personal, secret, texts_below, unseen
from fazhi_check.source.form import WHOLE_FILE, Form, Shape, shown, text_of, without_asides
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.nodes import Mapping, Node, Sequence
from fazhi_check.source.shapes import keys_at, shape_of
from fazhi_check.source.yaml import compose
from fazhi_check.submission.kinds import misplaced
from fazhi_check.words import Term, Text

# The rounds of thousands of units and their registers: as lists of findings may be.
LIMITS: Final = DEFAULT._replace(max_bytes=50_000_000, max_values=2_000_000, max_cells=2_000_000)
_LIST_OF: Final = {word: name for name, words in LISTS.items() for word in (name, *words)}
_HEAD_KEYS: Final = tuple(keys_at(Head, ()))
# All that may stand at the top: the head, and the lists.
_HEAD: Final = Form(
    frozenset((*_HEAD_KEYS, *LISTS)),
    {**HEAD_TWINS, **{zh: name for zh, name in _LIST_OF.items() if zh != name}},
    Adviser(),
)
_HEAD_SHAPE: Final = Shape(Head.model_validate, lambda path: () if path else (*_HEAD_KEYS, *LISTS))
_FORMS: Final = {
    name: Form(frozenset(keys_at(model, ())), ROW_TWINS[name], Adviser(name), values=ROW_VALUES.get(name, {}))
    for name, model in ROWS.items()
}
_AS_LIST: Final = Text("写成列表，每项以“- ”开头", "write a list, each item after a dash")


class Lists(NamedTuple):
    """The lists of a file by name: the form at its top, and of each list the form and model of its rows, what one is called."""

    head: Form
    forms: Map[str, Form]
    models: Map[str, type[Row]]
    called: Map[str, Text]

    def rows(self, name: str, node: Node, findings: list[Finding]) -> Iterator[Row]:
        """Yield the rows of a list that can be used; what is wrong with the others is put among the findings."""
        if not isinstance(node, Sequence):
            if not is_empty(node):
                told = {"key": self.head.name(name), "value": shown(node), "advice": _AS_LIST}
                findings.append(Finding("FZ203", node.place, told))
            return
        for item in node.given:
            placed = self.forms[name].read(shape_of(self.models[name]), item, self.called[name])
            findings += placed.findings
            if placed.model and not placed.findings:
                placed.model.put(item.place, self._places(name, item))
                yield placed.model

    def _places(self, name: str, row: Node) -> dict[str, Place]:
        """Return where the value of each key of a row stands."""
        pairs = row.pairs if isinstance(row, Mapping) else ()
        return {self.forms[name].key(text_of(key), free=False): value.place for key, value in pairs}


_ROW: Final = {name: Text(f"{words[0]}的一行", f"a row of {name}") for name, words in LISTS.items()}
_LISTS: Final = Lists(_HEAD, _FORMS, ROWS, _ROW)


def read_round(path: str) -> Round:
    """Return the round in a file; rows that cannot be used are left out and among its findings.

    Raises Unusable, with every finding, where the head is not whole: nothing can be judged against it.
    """
    written = _written(path)
    if isinstance(written, Finding):
        raise Unusable(path, [written])
    return round_in(written, path)


def _written(path: str) -> Written | Finding:
    """Return the tree of a file, or the finding for which it cannot be read, or is plainly no round."""
    content = read_file(path, LIMITS)
    if isinstance(content, Finding):
        return content
    if isinstance(content, bytes):
        from fazhi_check.round.register import read_register

        return read_register(content, path, LIMITS)
    root = compose(content, LIMITS, json=is_json(path))
    return root if isinstance(root, Finding) else misplaced(root, "round") or Written(root)


def round_in(written: Written, path: str) -> Round:
    """Return the round in a tree. Raises Unusable where its head is not whole, or no unit of it can be used."""
    root = without_asides(written.root)
    if not isinstance(root, Mapping) or not root.pairs:
        raise Unusable(path, [_no_round(root)])
    form = Mapping(root.place, [pair for pair in root.pairs if not _list_named(pair[0])])
    head = _HEAD.read(_HEAD_SHAPE, form)
    findings = [*written.findings, *head.findings, *_HEAD.duplicate_keys(root), *forbidden(root)]
    wrong = dict(_numbers(written, head.model.plan if head.model else None))
    faulty = {*written.faulty, *wrong}
    lists: dict[str, list[Row]] = {}
    for key, value in root.pairs:
        name = _list_named(key)
        if name:
            rows = _LISTS.rows(name, value, findings)
            lists.setdefault(name, []).extend(row for row in rows if row.place not in faulty)
    findings += [*_without_units(root, lists, written.findings), *(one for each in wrong.values() for one in each)]
    findings = in_order(_without_twice_told(findings))
    if head.model is None or not lists.get("units"):
        raise Unusable(path, findings)
    named = ((key.place, _list_named(key)) for key, _ in root.pairs)
    return Round(path, head.model, lists, findings, [(place, name) for place, name in named if name])


class ReviewSheet(NamedTuple):
    """A sheet of reviews (核定单): the rows in which an office has said something, and what is wrong with it."""

    path: str
    rows: Seq[Review]
    findings: Seq[Finding]


def read_reviews(path: str, plan: str | None = None) -> ReviewSheet:
    """Return the reviews in a workbook, or in a text that lists them; rows that cannot be used are left out.

    `plan` is the round's, by whose ids a number that stands for one is advised on. Raises Unusable where it cannot be
    read as a whole.
    """
    from fazhi_check.round.register import read_review_sheet

    content = read_file(path, LIMITS)
    if isinstance(content, bytes):
        written = read_review_sheet(content, path, LIMITS)
    else:
        root = content if isinstance(content, Finding) else compose(content, LIMITS, json=is_json(path))
        written = root if isinstance(root, Finding) else Written(_listed_reviews(root))
    if isinstance(written, Finding):
        raise Unusable(path, [written])
    findings = [*written.findings, *forbidden(written.root)]
    wrong = _numbers(written, plan)
    faulty = {*written.faulty, *wrong}
    rows = [row for row in _LISTS.rows("reviews", written.root, findings) if row.place not in faulty]
    findings += [one for each in wrong.values() for one in each]
    return ReviewSheet(path, [row for row in rows if isinstance(row, Review)], in_order(_without_twice_told(findings)))


def _listed_reviews(root: Node) -> Node:
    """Return the list of reviews in a tree: all of it, or what stands under its key."""
    pairs = root.pairs if isinstance(root, Mapping) else ()
    return next((value for key, value in pairs if _list_named(key) == "reviews"), root)


def _without_twice_told(findings: Seq[Finding]) -> Seq[Finding]:
    """Return the findings without what is missing where something stands that cannot be read, or in every row alike."""
    told = {one.place for one in findings if one.code in ("FZ203", "FZ205")}
    lacking: dict[tuple[Place | None, str], Finding] = {}
    for one in findings:
        if one.code == "FZ201":
            lacking.setdefault((one.place, str(one.data.get("key"))), one)
    kept = {id(one) for (place, _), one in lacking.items() if place is None or place not in told}
    return [one for one in findings if one.code != "FZ201" or id(one) in kept]


def _numbers(written: Written, plan: str | None) -> dict[Place, list[Finding]]:
    """Return by the places of rows what is wrong with numbers that stand for ids in them.

    One that is an id as it stands, and can have been no other, is right.
    """
    from fazhi_check.submission.sheet.cells import meant_by_number

    ids = _ids_of(plan) if plan and written.numbers else ()
    found: dict[Place, list[Finding]] = {}
    for one in written.numbers:
        if one.text not in ids or meant_by_number(one.text, ids) not in ([], [one.text]):
            found.setdefault(one.row, []).append(_no_number(one, ids))
    return found


def _no_number(one: Number, ids: Seq[str]) -> Finding:
    """Return the finding for a number, with the ids of the plan that it may have been."""
    from fazhi_check.submission.sheet.cells import meant_by_number, taken_for_number

    if one.text not in ids:
        return Finding("FZ205", one.place, {"id": one.text, "hint": taken_for_number(one.text, ids)})
    meant = meant_by_number(one.text, ids)
    advice = Text(
        f"这一格存成了数字，分不清是 {' 还是 '.join(meant)}；把单元格格式改成“文本”，再重新输入编号",
        f"the cell holds a number, which may be {' or '.join(meant)}: make it a text cell and type the id anew",
    )
    key = Text(one.head, one.head)
    return Finding("FZ203", one.place, {"key": key, "value": Term(one.text, one.text), "advice": advice})


def _ids_of(plan: str) -> Seq[str]:
    """Return the ids of the tasks, items and sections of a plan; none where it is not known by its name."""
    from fazhi_check.plan.store import BrokenPlan, UnknownPlan, load_plan

    try:
        known = load_plan(plan)
    except (BrokenPlan, UnknownPlan):
        return ()
    return [
        *known.every,
        *(one for section in known.sections for one in (section.id, *(item.id for item in section.items))),
    ]


def _list_named(key: Node) -> str | None:
    """Return which list a key of the top names."""
    return _LIST_OF.get(text_of(key))


def _without_units(root: Mapping, lists: dict[str, list[Row]], notes: Seq[Finding]) -> Iterator[Finding]:
    """Yield FZ201 where no list of units is given, or an empty one; units that are all wrong are told already."""
    given = [value for key, value in root.pairs if _list_named(key) == "units"]
    if not lists.get("units") and all(is_empty(value) for value in given):
        place = given[0].place if given else root.place
        yield Finding("FZ201", place, {"key": _rows_of_units(place, notes) if place.sheet else _HEAD.name("units")})


def _rows_of_units(place: Place, notes: Seq[Finding]) -> Text:
    """Return what a sheet without units lacks: it is told from which row on these are written."""
    from fazhi_check.round.register import is_of_examples

    told = [one.place for one in notes if is_of_examples(one)]
    examples = [one.line for one in told if one and one.sheet == place.sheet]
    first = max([place.line, *examples]) + 1
    return Text(f"单位：从第 {first} 行起，一行写一个单位", f"row of a unit (one a row, from row {first} on)")


def is_empty(node: Node) -> bool:
    """Tell whether nothing is given: a null, a list or a mapping without anything in it."""
    if isinstance(node, Mapping):
        return not node.pairs
    return not node.given if isinstance(node, Sequence) else node.text is None


def forbidden(root: Node) -> Seq[Finding]:
    """Return what must not stand in any text of the file: personal data, secrecy marks, characters nobody can see."""
    texts = list(texts_below(root))
    found = {"FZ305": personal(texts), "FZ307": unseen(texts), "FZ308": secret(texts)}
    return [one.placed(code, one.place) for code, each in found.items() for one in each]


def _no_round(root: Node) -> Finding:
    """Return the finding for a file that is empty, a list, or a single text."""
    if is_empty(root):
        why = Text(
            "文件是空的，或里面只有注释；可用 fazhi-check round new 生成一次调度的文件夹",
            "it is empty, or holds only comments; fazhi-check round new makes the folder of a round",
        )
        return Finding("FZ101", None, {"why": why})
    advice = Text(
        "一次调度写成“键: 值”：规划、标题、截至、单位……",
        "a round is written as keys and values: plan, title, as_of, units",
    )
    return Finding("FZ203", root.place, {"key": WHOLE_FILE, "value": shown(root), "advice": advice})
