"""Which of the files that people write a text is, told by its keys: one given in another's place is named as what it is."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Map
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.findings import Finding
from fazhi_check.source.form import WHOLE_FILE, shown, text_of
from fazhi_check.source.nodes import Mapping, Node, Sequence
from fazhi_check.words import KEY_TWINS, KNOWN_TWINS, WAIVER_TWINS, Text

Kind: TypeAlias = Literal["submission", "waivers", "known", "plan", "round", "standard"]


class _Sign(NamedTuple):
    """By which sets of keys a kind of file is known, in its list's first item or at its top, and what to do with it."""

    kind: Kind
    listed: bool
    keys: tuple[frozenset[str], ...]
    twins: Map[str, str]
    advice: Text


# A round lists its units; what a submission has under this key is one unit.
_UNITS = {"单位": "units", "名册": "units"}
_SIGNS = (
    _Sign(
        "waivers",
        True,
        (frozenset(("target", "approved_by")), frozenset(("target", "expires"))),
        WAIVER_TWINS,
        Text("这是豁免清单，用 --waivers 给出", "this is a list of waivers: give it by --waivers"),
    ),
    _Sign(
        "known",
        True,
        (frozenset(("findings",)),),
        KNOWN_TWINS,
        Text("这是已知问题清单，用 --known 给出", "this is a list of known findings: give it by --known"),
    ),
    _Sign(
        "submission",
        False,
        (frozenset(("unit", "entries")),),
        KEY_TWINS,
        Text("这是一份填报，作为要检查的文件给出", "this is a submission: name it as a file to check"),
    ),
    _Sign(
        "round",
        False,
        (frozenset(("units",)),),
        _UNITS,
        Text("这是一次调度的文件，用 --round 给出", "this is the file of a round: give it by --round"),
    ),
    _Sign(
        "standard",
        False,
        (frozenset(("items", "shares")), frozenset(("items", "title", "plan"))),
        {"规划": "plan", "计划": "plan", "标题": "title", "比例": "shares", "项目": "items", "考评项目": "items"},
        Text("这是测评标准，用 --standard 给出", "this is an office's standard: give it by --standard"),
    ),
    _Sign(
        "plan",
        False,
        (frozenset(("phases", "bodies")),),
        {},
        Text("这是规划文件，用 --plan 给出它所在的文件夹", "this is a plan's file: give its folder by --plan"),
    ),
)


def misplaced(root: Node, wanted: Kind) -> Finding | None:
    """Return FZ203 where a file is plainly of another kind than the one that is wanted."""
    sign = _sign_of(root)
    if sign is None or sign.kind == wanted:
        return None
    return Finding("FZ203", root.place, {"key": WHOLE_FILE, "value": shown(root), "advice": sign.advice})


# The sheets of a round's register: no submission has them, and it has none of a submission.
_REGISTER = frozenset(("名册", "分工", "收件登记", "问题", "销号", "延期", "发文登记"))
_FORM = "填报"


def misplaced_book(sheets: Collection[str], wanted: Kind) -> Finding | None:
    """Return FZ203 where a workbook by the names of its sheets is plainly of another kind than the one that is wanted."""
    named = {name.strip() for name in sheets}
    kind = "submission" if _FORM in named else "round" if "名册" in named and len(named & _REGISTER) > 1 else wanted
    if kind == wanted:
        return None
    advice = next(sign.advice for sign in _SIGNS if sign.kind == kind)
    return Finding("FZ203", None, {"key": WHOLE_FILE, "value": _BOOK, "advice": advice})


_BOOK = Text("（工作簿）", "(a workbook)")


def _sign_of(root: Node) -> _Sign | None:
    listed = isinstance(root, Sequence)
    first = root.items[0] if isinstance(root, Sequence) and root.items else root
    if not isinstance(first, Mapping):
        return None
    written = [(text_of(key), isinstance(value, Sequence)) for key, value in first.pairs]
    for sign in _SIGNS:
        keys = {sign.twins.get(key, key) for key, is_list in written if is_list or sign.twins is not _UNITS}
        if sign.listed == listed and any(wanted <= keys for wanted in sign.keys):
            return sign
    return None
