"""Submissions to the small plan that several test files share: one for each verdict, and whole cities good and bad."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from helpers.project import SMALL

HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: %s\nentries:\n'


def submission(entries: str | dict[str, Any] = "", as_of: str = "2023-08-30", **unit: str) -> str:
    """Return the text of a submission to the small plan; entries as YAML text (indented by two) or as data."""
    head = HEAD % as_of
    for key, value in unit.items():
        old = {"name": "甲市", "level": "level: city", "code": '"650100"'}[key]
        head = head.replace(old, {"name": value, "level": f"level: {value}", "code": f'"{value}"'}[key])
    if isinstance(entries, dict):
        entries = "".join(f"  {target}: {json.dumps(entry, ensure_ascii=False)}\n" for target, entry in entries.items())
    return head + entries


PROOF = {
    kind: {"kind": kind, "title": f"某{kind}"} for kind in ("document", "record", "publication", "figure", "report")
}


CJK = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

# What a township reports on 1.1.1-03, the only target it has, with the date that makes the verdict.
ON_ITS_ONLY_TARGET: dict[str, tuple[dict[str, Any], str]] = {
    "met": ({"status": "done", "evidence": [PROOF["document"]]}, "2023-08-30"),
    "on_track": ({"status": "under_way"}, "2023-08-30"),
    "due_soon": ({"status": "substantial"}, "2025-10-15"),
    "lagging": ({"status": "under_way", "progress": 60}, "2025-06-30"),
    "overdue": ({"status": "not_started"}, "2023-08-30"),
    "unproven": ({"status": "done"}, "2023-08-30"),
    "missing": ({}, "2023-08-30"),
    "invalid": ({"status": "not_applicable"}, "2023-08-30"),
    "exempt": ({"status": "not_applicable", "reason": "没有这项工作"}, "2023-08-30"),
}
FLAGGED = ("overdue", "lagging", "unproven", "invalid", "missing")


def township(verdict: str) -> str:
    """Return a submission whose one assessment has this verdict."""
    entry, as_of = ON_ITS_ONLY_TARGET[verdict]
    return submission({"1.1.1-03": entry}, as_of, level="township")


# A department whose body leads no target that departments answer for.
NO_TARGET = submission("", level="department, body: justice")

ALL_GOOD: dict[str, dict[str, Any]] = {
    "1.1.1-01": {"status": "done", "done_on": "2022-05", "evidence": [PROOF["document"]]},
    "1.1.1-02": {"status": "under_way"},
    "1.1.1-03": {"status": "under_way"},
    "1.1.1-05": {"status": "under_way"},
    "1.2.1-01": {"value": 60},
    "1.2.1-02": {"value": 15},
    "1.2.1-03": {"covered": 30, "total": 40},
    "1.2.1-04": {"by_unit": {"甲村": 6, "乙村": 7}, "evidence": [PROOF["figure"]]},
    "1.2.1-05": {"by_year": {"2021": 4, "2022": 5, "2023": 3}},
    "1.2.1-06": {"status": "under_way"},
    "1.2.1-07": {"value": 100},
    "1.2.1-08": {"value": 0},
    "1.2.1-09": {"value": 30},
}

# As of 2024-11-15: every verdict there is.
MIXED: dict[str, dict[str, Any]] = {
    "1.1.1-01": {"status": "done", "done_on": "2022-05", "evidence": [PROOF["document"]]},
    "1.1.1-02": {"status": "under_way"},
    "1.1.1-03": {"status": "not_started"},
    "1.2.1-01": {"value": 41},
    "1.2.1-03": {"covered": 24, "total": 40},
    "1.2.1-04": {"by_unit": {"甲村": 6, "乙村": 8}},
    "1.2.1-05": {"by_year": {"2021": 4, "2022": 4, "2023": 2}},
    "1.2.1-06": {"status": "under_way"},
    "1.2.1-07": {"value": 120},
    "1.2.1-08": {"status": "not_applicable", "reason": "没有收费项目"},
}

BROKEN = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"\nas_of: 2023-08-30\nentries: {}\n'


def all_good() -> str:
    """Return a city's submission without anything flagged."""
    return submission(ALL_GOOD)


def mixed(**unit: str) -> str:
    """Return a city's submission with every verdict."""
    return submission(MIXED, "2024-11-15", **unit)


def romanised(folder: Path) -> Path:
    """Write the small plan with every Chinese character replaced by x, so that Chinese can only be the program's."""
    folder.mkdir()
    for file in SMALL.glob("*.yaml"):
        (folder / file.name).write_text(CJK.sub("x", file.read_text("utf-8")), "utf-8")
    return folder


def edited(folder: Path, file: str, *changes: tuple[str, str]) -> Path:
    """Write a copy of the small plan with pieces of one file replaced; each piece must be there."""
    folder.mkdir(exist_ok=True)
    for source in SMALL.glob("*.yaml"):
        if not (folder / source.name).exists():
            (folder / source.name).write_text(source.read_text("utf-8"), "utf-8")
    text = (folder / file).read_text("utf-8")
    for old, new in changes:
        assert old in text, f"{old} is not in {file}"
        text = text.replace(old, new, 1)
    (folder / file).write_text(text, "utf-8")
    return folder
