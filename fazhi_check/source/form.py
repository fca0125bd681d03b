"""A tree of nodes as the data of a form, what is wrong with that data, and where in the tree a path of it leads.

One pass reports every problem of a form. What is left without the problems is still given back where the form allows
it, so that one slip in a file does not hide the rest of it. What is wrong is told by paths (see findings.Found):
whoever has the tree, or can make it, turns them into places.
"""

import re
from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, TypeVar

from fazhi_check.findings import Finding, Found, Path, Place
from fazhi_check.guess import closest
from fazhi_check.sanitize import mask
from fazhi_check.source.hint import Adviser, Hint, asked, followed
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import VALUE_TWINS, Term, Text

Model = TypeVar("Model")

_DIGITS = re.compile(r"\d{3}")
# A key without a value, as the end of a text in braces becomes behind a comma: {标题: 关于甲,乙的通知}.
_CUT_OFF = Hint(
    Text(
        "如果它是前面那段文字的一部分，整段要加引号，或者改用全角逗号“，”",
        "if it is a part of the text before the comma, put all of that in quotes",
    )
)
_COMMA_SLIP = Text("像 12,000 这样带逗号的数要加引号", "a number with commas such as 12,000 goes into quotes")
_ENGLISH = re.compile(r"（[a-z_]+）$")  # as Form.name has it
_MOST = 200  # problems of one form that are told at a time

# Below these keys stand names that the writer chose: units, years, ids, groups.
_FREE = frozenset(("by_unit", "by_year", "entries", "self_points", "shares", "groups", "bodies", "schedule"))

_EXPECTED: dict[str, Text] = {
    "dict_type": Text(
        "这里应是下一级的“键: 值”，不是单个值或列表", "keys and values belong here, not a single value or list"
    ),
    "tuple_type": Text("这里应是列表，每项以“- ”开头", "a list belongs here, each item after a dash"),
    "string_type": Text("这里应是一段文字", "plain text belongs here"),
}
_SAME_AS = {
    "model_type": "dict_type",
    "model_attributes_type": "dict_type",
    "mapping_type": "dict_type",
    "list_type": "tuple_type",
}
WHOLE_FILE = Term("整个文件", "the whole file")
UNKNOWN: Final = Text("不认识的键", "unknown key")
_LIST, _KEYS = Text("（列表）", "(a list)"), Text("（键值）", "(keys and values)")


class Shape(NamedTuple, Generic[Model]):
    """What a form makes of its data.

    `make` returns a model of the data, or raises pydantic's ValidationError; `keys_at` gives the keys that belong in
    the mapping at a path.
    """

    make: Callable[[Any], Model]
    keys_at: Callable[[Path], Seq[str]]


class Filled(NamedTuple, Generic[Model]):
    """The model, or None where too much is missing, and every problem found on the way, each under its code."""

    model: Model | None
    found: list[tuple[str, Found]]


class Placed(NamedTuple, Generic[Model]):
    """The model, or None where too much is missing, and every problem with its place."""

    model: Model | None
    findings: list[Finding]


class Sign(str):
    """What stands for a key that is no single text: a sign of its own, for no two such are the same key."""

    __slots__ = ()


class Ready(NamedTuple):
    """An item of a list as a form that is handed out has it: which keys are filled in beforehand, which are blank."""

    filled: Map[str, Collection[str]]
    blank: frozenset[str]

    def unfilled(self, filled: Map[str, Any], blank: Collection[str]) -> bool:
        """Tell whether an item with some keys filled in and others `blank` was left as it was handed out, or emptied."""
        if not filled:
            return bool(blank)
        known = all(isinstance(value, str) and value in self.filled.get(key, ()) for key, value in filled.items())
        return known and self.blank.issubset(blank)


def is_aside(key: str) -> bool:
    """Tell whether a key at the top of a file says nothing of its content.

    That is the schema that an editor is to use, and what keys beginning with x- hold: anchors mostly, to be used below.
    """
    return key == "$schema" or key.startswith("x-")


def without_asides(node: Node) -> Node:
    """Return a file's root without the keys that say nothing of its content."""
    if not isinstance(node, Mapping) or not any(is_aside(text_of(key)) for key, _ in node.pairs):
        return node
    return Mapping(node.place, [pair for pair in node.pairs if not is_aside(text_of(pair[0]))])


class Form(NamedTuple):
    """How a kind of file is written.

    `known` names every key there is; `twins` gives the English name of each Chinese one, if these are taken, and
    `values` that of each fixed value by its key. The `adviser` knows what was meant by other words. `ready` tells how an
    item of a list looks in a form that is handed out: one that was left so counts as absent.
    """

    known: frozenset[str]
    twins: Map[str, str] = MappingProxyType({})
    adviser: Adviser | None = None
    ready: Ready | None = None
    values: Map[str, dict[str, str]] = MappingProxyType(VALUE_TWINS)

    def key(self, written: str, free: bool) -> str:
        """Return the one name of a key."""
        return written if free else self.twins.get(written, written)

    def read(self, shape: Shape[Model], node: Node, whole: Text = WHOLE_FILE) -> Placed[Model]:
        """Return the model that a tree holds, with its problems; messages call it as a whole `whole`."""
        node = without_asides(node)
        repeated: set[Path] = set()
        filled = self.fill(shape, self.plain(node, repeated=repeated), whole, repeated)
        findings = [one.placed(code, self.place(node, one)) for code, one in filled.found]
        if node.place.sheet:
            findings = [one._replace(data=_in_a_sheet(one.data)) for one in findings]
        return Placed(filled.model, [*self.duplicates(node), *_unique(findings)])

    def fill(
        self, shape: Shape[Model], data: Any, whole: Text = WHOLE_FILE, repeated: Collection[Path] = ()
    ) -> Filled[Model]:
        """Return the model of some data, with its problems; keys that are `repeated` are told elsewhere.

        What is wrong is taken out of the data.
        """
        made = _made(shape, data)
        errors = made.errors
        found = (self._fault(shape, data, error, whole, repeated) for error in errors[:_MOST])
        faults = [fault for fault in found if fault]
        if errors and _prune(data, errors):
            made = _made(shape, data)
        return Filled(made.model, faults)

    def plain(self, node: Node, free: bool = False, repeated: set[Path] | None = None, path: Path = ()) -> Any:
        """Return the data of a node: texts, lists and dicts.

        Nulls are absent; a repeated key is left out, its path put into `repeated`.
        """
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [self.plain(item, False, repeated, (*path, number)) for number, item in enumerate(self._given(node))]
        data: dict[str, Any] = {}
        twice: set[str] = set()
        for written, value in node.pairs:
            key = self.key(text_of(written), free)
            if key in data or key in twice:
                data.pop(key, None)
                twice.add(key)
            elif not self._absent(key, value, free):
                data[key] = self.plain(value, key in _FREE, repeated, (*path, key))
        if twice and repeated is not None:
            repeated |= {(*path, key) for key in twice}
        return data

    def _absent(self, key: str, value: Node, free: bool) -> bool:
        """Tell whether a pair counts as absent: a null, unless what stands for its key was meant as text.

        {状态：已完成} and {value: 12,000} are such: a key nobody knows, or the end of a number, without a value.
        """
        null = isinstance(value, Scalar) and value.text is None
        return null and (not _DIGITS.fullmatch(key) if free else key in self.known)

    def _given(self, node: Sequence) -> list[Node]:
        """Return the items of a list without what counts as absent: nulls, and lines of a form left as they were."""
        if self.ready is None:
            return node.given
        return [item for item in node.given if not (isinstance(item, Mapping) and self._unfilled(item, self.ready))]

    def _unfilled(self, item: Mapping, ready: Ready) -> bool:
        blank, filled = set(), {}
        for written, value in item.pairs:
            key = self.key(text_of(written), free=False)
            if self._absent(key, value, free=False):
                blank.add(key)
            else:
                filled[key] = self.plain(value)
        return ready.unfilled(filled, blank)

    def duplicates(self, node: Node, free: bool = False) -> Iterator[Finding]:
        """Yield FZ104 for each key that stands twice in a mapping of a tree, in whichever language."""
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self.duplicates(item)
        elif isinstance(node, Mapping):
            yield from self.duplicate_keys(node, free)
            for written, value in node.pairs:
                yield from self.duplicates(value, self.key(text_of(written), free) in _FREE)

    def duplicate_keys(self, node: Mapping, free: bool = False) -> Iterator[Finding]:
        """Yield FZ104 for each key of one mapping that stands there twice, in whichever language."""
        first: dict[str, Node] = {}
        for written, _ in node.pairs:
            text = text_of(written)
            earlier = first.setdefault(self.key(text, free), written)
            if earlier is not written:
                place = earlier.place
                data = {"key": text, "first": text_of(earlier), "line": place.line, "cell": place.aside}
                yield Finding("FZ104", written.place, data)

    def place(self, node: Node, found: Found) -> Place:
        """Return the place of what was found in a tree."""
        if found.place:
            return found.place
        key, value = self.find(node, found.cell_path if node.place.sheet else found.path)
        return (key or value).place if found.on_key else value.place

    def find(self, node: Node, path: Path) -> tuple[Node | None, Node]:
        """Return the key and value nodes that a path leads to, or the last ones on the way; a list item has no key."""
        key: Node | None = None
        free = False
        for part in path:
            step = self._step(node, part, free)
            if step is not None:
                key, node = step
                free = part in _FREE
        return key, node

    def _step(self, node: Node, part: str | int, free: bool) -> tuple[Node | None, Node] | None:
        if isinstance(node, Sequence) and isinstance(part, int):
            items = self._given(node)
            return (None, items[part]) if part < len(items) else None
        if isinstance(node, Mapping):
            for written, value in node.pairs:
                if self.key(text_of(written), free) == str(part):
                    return written, value
        return None

    def _fault(
        self, shape: Shape[Model], data: Any, error: Map[str, Any], whole: Text, repeated: Collection[Path]
    ) -> tuple[str, Found] | None:
        path: Path = tuple(error["loc"])
        if error["type"] == "missing":
            lacking = {"key": self.name(str(path[-1]))}
            found = Found(lacking, path[:-1], on_key=True, lacks=str(path[-1]))
            return None if path in repeated else ("FZ201", found)
        on_key = path[-1:] == ("[key]",)  # it is the key itself that does not fit
        path = path[:-1] if on_key else path
        key, value = _walk(data, path)
        if error["type"] == "extra_forbidden":
            hint = self._guess(key, shape.keys_at(path[:-1]), value)
            told = {"what": UNKNOWN, "key": self._written(key), "hint": hint}
            return "FZ202", Found(told, path, on_key=True)
        if on_key:
            value, about = key, path[:-1]
            key, _ = _walk(data, about)
        else:
            about = path
        told = {
            "key": self._called(key, about, whole),
            "value": _shown(value),
            "advice": self._advice(error, about, shape.keys_at(about)),
        }
        return "FZ203", Found(told, path, on_key=on_key)

    def _called(self, key: str | None, path: Path, whole: Text) -> Text:
        """Return how a message calls the value at a path: by its key, or as the whole."""
        if not path:
            return whole
        name = _last_name(path)
        if name in self.known or key is None:
            return self.name(name)
        called = _shown_key(key)
        return called if isinstance(called, Text) else Term(called, called)

    def _advice(self, error: Map[str, Any], path: Path, options: Seq[str]) -> Text:
        cause, written = error.get("ctx", {}).get("error"), error.get("input")
        hint = (
            self.adviser.of_value(mask(written), path, options) if self.adviser and isinstance(written, str) else None
        )
        if isinstance(cause, Unreadable):
            return followed(hint, cause.advice)
        if error["type"] == "literal_error":
            return self._allowed(error, self._fixed_at(path), hint)
        kind = _SAME_AS.get(error["type"], error["type"])
        if kind == "tuple_type" and isinstance(written, dict) and any(key[:1] == "-" for key in written):
            first = next(key for key in written if key[:1] == "-")[1:]
            return Text(f"短横后面缺一个空格，写成 - {first}:", f"a blank is missing after the dash: write - {first}:")
        slip = _colon_slip(error["input"]) if kind == "dict_type" and isinstance(error.get("input"), str) else None
        return slip or followed(hint, _EXPECTED.get(kind, Text("这里写的内容不合要求", error["msg"])))

    def _fixed_at(self, path: Path) -> str:
        """Return the key whose fixed values belong at a path: the last one that has such, for below it names are free."""
        named = [part for part in path if isinstance(part, str)]
        return next((part for part in reversed(named) if part in self.values), _last_name(path))

    def _allowed(self, error: Map[str, Any], key: str, hint: Hint | None) -> Text:
        allowed = [value.strip("'") for value in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        twins = {en: zh for zh, en in reversed(list(self.values.get(key, {}).items()))} if self.twins else {}
        zh, en = "、".join(twins.get(value, value) for value in allowed), ", ".join(allowed)
        names = [*allowed, *(twins[a] for a in allowed if a in twins)]
        guess = None if hint else closest(str(error.get("input")), names)
        hint = Hint(asked(guess)) if guess else hint
        return followed(hint, Text(f"可填：{zh}", f"allowed: {en}"))

    def _written(self, key: str | None) -> str | Text:
        """Return an unknown key as a message shows it: one that is known elsewhere may have been written either way."""
        return self.name(key) if key in self._chinese else _shown_key(key)

    def _advised(self, key: str, options: Seq[str]) -> Text | None:
        """Return what the adviser says of a key, in each language of the key in that language."""
        if self.adviser is None:
            return None
        en, chinese = self.adviser.of_key(key, options), self._chinese
        zh = self.adviser.of_key(chinese[key], options) if en and key in chinese else en
        return Text(zh.zh, en.en) if zh and en else None

    def _guess(self, key: str | None, options: Seq[str], value: Any) -> Text:
        written = "" if key is None or isinstance(key, Sign) else key
        slip = _COMMA_SLIP if _DIGITS.fullmatch(written) else _colon_slip(written)
        known = slip or self._advised(written, options)
        if known:
            return known
        chinese = self._chinese
        names = [*options, *(chinese[option] for option in options if option in chinese)]
        guess = closest(written, names)
        if guess:
            return asked(guess)
        zh = "、".join(chinese.get(option, option) for option in options)
        general = Text(f"这里可用的键：{zh}", f"keys that belong here: {', '.join(options)}")
        return followed(_CUT_OFF, general) if value is None and not written.isascii() else general

    def name(self, key: str) -> Term:
        """Return how a key is called in messages."""
        chinese = self._chinese
        return Term(f"{chinese[key]}（{key}）" if key in chinese else f"“{key}”", key)

    @property
    def _chinese(self) -> dict[str, str]:
        return {english: written for written, english in reversed(list(self.twins.items()))}  # the first one counts


def _in_a_sheet(data: Map[str, object]) -> dict[str, object]:
    """Return what is told of a sheet without the English names of its columns, which nobody sees there."""
    return {
        name: Term(_ENGLISH.sub("", value.zh), value.en) if isinstance(value, Term) else value
        for name, value in data.items()
    }


def items_of(root: Node, advice: Text) -> tuple[list[Node], list[Finding]]:
    """Return the items of a file that is a list; an empty file is one without items, any other is FZ203 with `advice`."""
    if isinstance(root, Sequence):
        return root.items, []
    empty = isinstance(root, Scalar) and root.text is None
    if empty or (isinstance(root, Mapping) and not root.pairs):
        return [], []
    told = {"key": WHOLE_FILE, "value": Term("（不是列表）", "(no list)"), "advice": advice}
    return [], [Finding("FZ203", root.place, told)]


def text_of(node: Node) -> str:
    """Return the text of a key or value; each that is no scalar has a sign of its own, for no two are the same key."""
    return (node.text or "") if isinstance(node, Scalar) else Sign(f"?{node.place.line}:{node.place.column}")


def shown(node: Node) -> str | Text:
    """Return a value as a message shows it: long texts are cut, collections only named."""
    if isinstance(node, Scalar):
        return _shown(node.text)
    return _LIST if isinstance(node, Sequence) else _KEYS


def _shown(value: Any) -> str | Text:
    if isinstance(value, (list, Sign)):
        return _LIST
    if isinstance(value, dict):
        return _KEYS
    text = mask(value or "")
    return text if len(text) <= 40 else f"{text[:38]}……"


def _shown_key(key: str | None) -> str | Text:
    return _shown(key) if isinstance(key, Sign) else key or ""


def _walk(data: Any, path: Path) -> tuple[str | None, Any]:
    """Return the key and value that a path leads to in some data, or the last ones on the way."""
    key: str | None = None
    for part in path:
        if isinstance(data, list) and isinstance(part, int):
            key, data = (None, data[part]) if part < len(data) else (key, data)
        elif isinstance(data, dict) and part in data:
            key = next(one for one in data if one == part)  # its own: it may be the sign of what is no text
            data = data[key]
    return key, data


class _Made(NamedTuple, Generic[Model]):
    model: Model | None
    errors: Seq[Any]


def _made(shape: Shape[Model], data: Any) -> _Made[Model]:
    from pydantic_core import ValidationError  # whoever has data to fill in has loaded it

    try:
        return _Made(shape.make(data), ())
    except ValidationError as error:
        return _Made(None, error.errors(include_url=False))


def _prune(data: Any, errors: Seq[Map[str, Any]]) -> bool:
    """Take what does not fit out of `data`; False where something required is missing or nothing would be left."""
    if any(error["type"] == "missing" or not error["loc"] for error in errors):
        return False
    # From the back, so that the indices of list items still hold.
    for error in sorted(errors, key=lambda e: [str(part).zfill(9) for part in e["loc"]], reverse=True):
        _remove(data, error["loc"])
    return True


def _remove(data: Any, loc: Path) -> None:
    holder, last = None, None
    for part in loc:
        reachable = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if reachable:
            holder, last, data = data, part, data[part]
    if holder is not None:
        del holder[last]


def _unique(findings: list[Finding]) -> list[Finding]:
    """Drop what several branches of a union say about one place."""
    first: dict[tuple[str, Place | None, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.code, finding.place, str(finding.data.get("key"))), finding)
    return list(first.values())


def _last_name(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else ""


def _colon_slip(written: str) -> Text | None:
    if "：" in written:
        return Text(
            "用了全角冒号“：”，请改成半角冒号加一个空格", "a full-width colon; write an ordinary colon and a blank"
        )
    head, colon, tail = written.partition(":")
    if colon and tail and not tail.startswith((" ", "/")) and len(head) <= 20:
        return Text("冒号后面缺一个空格", "a blank is missing after the colon")
    return None
