"""A row of each sheet that shows how to fill it in: plainly marked, and never read. Its units and numbers are made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fazhi_check.round.columns import EXAMPLE

TASK: Final = "{task}"
_EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "units": {
        "name": "某区",
        "level": "县级",
        "code": "{code}",
        "within": "某市",
        "category": "区县",
        "addressee": "某区委全面依法治区委员会办公室",
    },
    "assignments": {
        "task": TASK,
        "lead": "市某局",
        "support": "市某某局",
        "counties": "全部",
        "node": "2024-06-30 取得突破",
    },
    "receipts": {"unit": "某区", "received": "2024-01-09", "version": "1", "file": "02某区.xlsx", "handling": "受理"},
    "problems": {
        "unit": "某区",
        "task": TASK,
        "text": "卷宗里没有集体讨论记录",
        "source": "省督察反馈",
        "date": "2023-11-20",
        "deadline": "2024-03-31",
    },
    "closings": {
        "unit": "某区",
        "task": TASK,
        "decision": "已销号",
        "date": "2024-02-20",
        "by": "市委依法治市办",
        "basis": "抽查 5 件卷宗，记录齐全",
        "fixed_on": "2024-02",
    },
    "extensions": {
        "unit": "某区",
        "task": TASK,
        "from": "2024-03-31",
        "to": "2024-06-30",
        "reason": "系统改造未完成",
        "by": "市委依法治市办",
        "date": "2024-03-15",
    },
    "dispatches": {
        "number": "某法办函〔2024〕3号",
        "date": "2024-01-15",
        "unit": "某区",
        "kind": "督促提醒函",
        "problems": "{code}-{task}",
        "reply_by": "2024-02-15",
    },
    "notes": {"task": TASK, "date": "2023-11-02", "text": "卷宗目录可作佐证"},
    "entered": {"item": "A3", "unit": "某区", "cases": "2", "reason": "两件规范性文件未按时报备"},
}


def example(name: str, columns: tuple[str, ...], task: str, code: str) -> dict[str, str]:
    """Return the row that shows how to fill in the list of that name, by the keys of its columns.

    The first filled cell begins with what marks it.
    """
    row = {key: text.replace(TASK, task).replace("{code}", code) for key, text in _EXAMPLES[name].items()}
    first = next(key for key in columns if key in row)
    return {**row, first: f"{EXAMPLE}：{row[first]}"}
