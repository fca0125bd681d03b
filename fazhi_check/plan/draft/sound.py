"""A draft made to pass lint: a target whose guesses do not go together falls back on the plainest that do."""

from __future__ import annotations

from fazhi_check.plan.draft.composing import GROUP, Draft, Row
from fazhi_check.plan.draft.writing import files
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint

_ROUNDS = 3


def sound(draft: Draft) -> tuple[Draft, dict[str, str]]:
    """Return a draft that has no errors, with its files.

    What was guessed of a target in error is given up for a milestone by the end of the plan, and the mark of the draft says so.
    """
    texts = files(draft)
    for _ in range(_ROUNDS):
        read = written({name: text.encode() for name, text in texts.items()})
        wrong = {one.target for one in (*read.findings, *lint(read)) if one.severity == "error" and one.target}
        if not wrong:
            break
        targets = {
            section: [_plain(row, draft) if row["id"] in wrong else row for row in rows]
            for section, rows in draft.targets.items()
        }
        draft = draft._replace(targets=targets)
        texts = files(draft)
    return draft, texts


def _plain(row: Row, draft: Draft) -> Row:
    if row["role"] != "task":
        return row | {"measure": None, "group": None, "schedule": {}, "evidence": None, "through": []}
    read = "；".join(part for part in (row["read"], "衡量方式没有读准，先按节点任务写") if part)
    group = GROUP if draft.groups else None
    return row | {"measure": {"kind": "milestone"}, "group": group, "schedule": {}, "through": [], "read": read}
