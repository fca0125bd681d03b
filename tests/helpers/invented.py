"""Plans and rounds invented for a test, as files: a plan of single-line tasks, submissions, a round."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

PERIOD = ("2021-01-01", "2025-12-31")


class Task(NamedTuple):
    """A task of an invented plan: its id, its measure, and whatever else its line says."""

    id: str
    measure: Mapping[str, Any] = {"kind": "milestone"}
    more: Mapping[str, Any] = {}


def numbered(item: str, number: int, **more: Any) -> list[Task]:
    """Return so many milestones of an item."""
    return [Task(f"{item}-{one:02}", more=more) for one in range(1, number + 1)]


def write_plan(folder: Path, tasks: Sequence[Task], **frame: Any) -> Path:
    """Write an invented plan, as JSON, which is YAML; return its folder."""
    folder.mkdir(parents=True)
    items = list(dict.fromkeys(one.id.rpartition("-")[0] for one in tasks))
    sections = list(dict.fromkeys(item.rpartition(".")[0] for item in items))
    whole = {
        "id": folder.name,
        "title": "示例规划",
        "edition": "正式稿",
        "jurisdiction": {"name": "示例市", "code": "990100"},
        "period": {"start": PERIOD[0], "end": PERIOD[1]},
        "phases": [{"id": "2022", "title": "中期", "start": PERIOD[0], "deadline": "2022-12-31"}],
        "groups": {"regular": {"2022": "done"}},
        "pace": {"tolerance": 10, "serious": 30, "due_soon_days": 90},
        "bodies": {"government": "政府"},
        "sections": [
            {
                "id": section,
                "title": f"示例第{section}节",
                "heading": "printed",
                "items": [
                    {"id": item, "title": f"示例第{item}条", "heading": "printed"}
                    for item in items
                    if item.rpartition(".")[0] == section
                ],
            }
            for section in sections
        ],
        **frame,
    }
    (folder / "plan.yaml").write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    for section in sections:
        listed = [_target(one) for one in tasks if one.id.startswith(f"{section}.")]
        text = json.dumps({"section": section, "targets": listed}, ensure_ascii=False)
        (folder / f"{section}.yaml").write_text(text, "utf-8")
    return folder


def _target(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "title": f"示例事项{task.id}",
        "title_en": f"Sample {task.id}",
        "anchors": [f"示例摘句{task.id}"],
        "measure": dict(task.measure),
        "group": "regular",
        "lead": ["government"],
        **task.more,
    }


def unit(name: str, level: str, code: str, **more: Any) -> dict[str, Any]:
    """Return a unit as the round names it."""
    return {"name": name, "level": level, "code": code, **more}


def write_submission(
    path: Path, plan: str, who: Mapping[str, Any], as_of: str, entries: Mapping[str, Any], **more: Any
) -> Path:
    """Write the submission of a unit of a round, as JSON in a .yaml file."""
    named = {key: who[key] for key in ("name", "level", "code", "body") if key in who}
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"plan": plan, "unit": named, "as_of": as_of, "entries": dict(entries), **more}
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def write_round(path: Path, plan: str, as_of: str, units: Sequence[Mapping[str, Any]], **more: Any) -> Path:
    """Write a round, as JSON in a .yaml file."""
    data = {"plan": plan, "title": "示例调度", "as_of": as_of, "units": [dict(one) for one in units], **more}
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def proven(status: str = "done", **more: Any) -> dict[str, Any]:
    """Return an entry with a status and a piece of evidence that proves it."""
    evidence = [{"kind": "document", "title": "示例文件", "date": "2022-06-01", "quote": "示例原文"}]
    return {"status": status, "evidence": evidence, **more}
