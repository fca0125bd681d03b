"""Electives (自选) and their claiming (领题): judged where chosen, counted where not, and told outside the plan's bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from helpers.running import Ran

Run = Callable[..., Ran]
TOPICS = [f"1.1.1-{number:02}" for number in range(1, 15)]
DUTY = "1.1.2-01"
FRAME = """\
id: topics
title: 示例领题规划
edition: 正式稿
jurisdiction: {name: 吕梁市, code: "141100"}
period: {start: 2022-01-01, end: 2025-12-31}
phases: [{id: "2023", title: 中期, start: 2022-01-01, deadline: 2023-12-31}, {id: "2025", title: 期末, start: 2024-01-01, deadline: 2025-12-31}]
groups: {pilot: {"2023": under_way, "2025": done}, regular: {"2025": done}}
claims:
  - {group: pilot, at_least: 2, at_most: 4, units: {"141125": {at_least: 14}}}
pace: {tolerance: 10, serious: 30, due_soon_days: 90}
bodies: {government: 政府}
sections:
  - {id: "1.1", title: 甲节, heading: printed, items: [{id: 1.1.1, title: 题目, heading: printed}, {id: 1.1.2, title: 必做, heading: printed}]}
"""


def target(one: str, force: str, group: str) -> str:
    """Return a target of the invented plan."""
    return f"""\
  - id: {one}
    title: 示例事项{one[-2:]}{"自选" if force == "elective" else "必做"}
    title_en: Sample {one}
    anchors: [示例摘句{one[-2:]}]
    measure: {{kind: milestone}}
    force: {force}
    group: {group}
    applies_to: [county]
    lead: [government]
"""


@pytest.fixture
def topics(here: Path) -> Path:
    """A plan with 14 electives to choose from, and one duty."""
    folder = here / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(FRAME, "utf-8")
    listed = "".join([*(target(one, "elective", "pilot") for one in TOPICS), target(DUTY, "shall", "regular")])
    (folder / "1.1.yaml").write_text(f'section: "1.1"\ntargets:\n{listed}', "utf-8")
    return folder


def reported(path: Path, name: str, code: str, claimed: Sequence[str], status: str = "推进中") -> None:
    """Write the submission of a county that has claimed some topics."""
    entries = "".join(f"  {one}: {{状态: {status}}}\n" for one in claimed)
    path.write_text(
        f'计划: topics\n单位: {{名称: {name}, 层级: 县级, 代码: "{code}"}}\n截至: 2023-06-30\n事项:\n'
        f"{entries}  {DUTY}: {{状态: 推进中}}\n",
        "utf-8",
    )


def checked(run: Run, *args: str | Path) -> dict[str, object]:
    """Return the only file of a JSON report against the plan of topics."""
    return dict(json.loads(run("check", *args, "--plan", "plan", "-f", "json").out)["files"][0])


def codes(file: dict[str, object]) -> list[str]:
    """Return the codes found in a file."""
    return [one["code"] for one in file["findings"]]  # type: ignore[attr-defined]


def test_the_plan_is_sound(run: Run, topics: Path):
    done = run("lint", str(topics))
    assert done.code == 0, done.out


@pytest.mark.parametrize(("number", "told"), [(0, True), (1, True), (2, False), (4, False), (5, True)])
def test_fewer_and_more_than_the_plan_says_are_told(run: Run, topics: Path, number: int, told: bool):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:number])
    file = checked(run, "离石区.yaml")
    assert ("FZ905" in codes(file)) is told
    assert file["unclaimed"] == 14 - number
    assert [one["target"] for one in file["assessments"]].count(DUTY) == 1  # type: ignore[attr-defined]
    assert len(file["assessments"]) == number + 1  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "told"), [(13, True), (14, False)])
def test_a_unit_may_have_bounds_of_its_own(run: Run, topics: Path, number: int, told: bool):
    reported(topics.parent / "柳林县.yaml", "柳林县", "141125", TOPICS[:number])
    assert ("FZ905" in codes(checked(run, "柳林县.yaml"))) is told


def test_what_is_chosen_is_flagged_like_a_duty_and_what_is_not_never(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:2], "未启动")
    file = checked(run, "离石区.yaml", "--as-of", "2024-01-31")
    verdicts = {one["target"]: (one["verdict"], one["flagged"]) for one in file["assessments"]}  # type: ignore[attr-defined]
    assert [verdicts[one] for one in TOPICS[:2]] == [("overdue", True)] * 2
    assert not set(TOPICS[2:]) & set(verdicts)
    accepted = checked(run, "离石区.yaml", "--phase", "2023")
    assert {one["target"] for one in accepted["assessments"]} == set(TOPICS[:2])  # type: ignore[attr-defined]
    assert accepted["unclaimed"] == 12


def test_an_entry_left_blank_claims_nothing_and_one_with_an_error_does(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", [])
    text = (topics.parent / "离石区.yaml").read_text("utf-8")
    (topics.parent / "离石区.yaml").write_text(
        f"{text}  {TOPICS[0]}: {{状态: }}\n  {TOPICS[1]}: {{进度: 很多}}\n", "utf-8"
    )
    file = checked(run, "离石区.yaml")
    verdicts = {one["target"]: one["verdict"] for one in file["assessments"]}  # type: ignore[attr-defined]
    assert verdicts == {TOPICS[1]: "invalid", DUTY: "on_track"}


def test_every_report_counts_openly_what_nobody_chose(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:2])
    for name in ("table", "markdown", "html"):
        assert "自选事项没有领的 12 项" in run("check", "离石区.yaml", "--plan", "plan", "-f", name).out


def test_a_saved_report_shows_the_same_again(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:1])
    first = run("check", "离石区.yaml", "--plan", "plan", "-f", "json", "-o", "json:saved.json").out
    assert run("reformat", "saved.json", "--plan", "plan", "-f", "json").out == first


def test_the_plan_lists_its_claims(run: Run, topics: Path):
    data = json.loads(run("targets", "--plan", str(topics), "-f", "json").out)["plan"]
    assert data["claims"] == [{"group": "pilot", "at_least": 2, "at_most": 4, "units": {"141125": {"at_least": 14}}}]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{group: pilot, at_least: 5, at_most: 4}", "最少 5 多于最多 4"),
        ("{group: pilot, at_least: 15}", "这一组只有 14 项"),
        ("{group: regular, at_least: 1}", "没有自选任务"),
        ("{group: pilot}", "要写 at_least 或 at_most"),
        ('{group: pilot, units: {"141125": {at_least: 3, at_most: 1}}}', "最少 3 多于最多 1"),
    ],
)
def test_claims_that_cannot_be_kept_are_told_by_lint(run: Run, topics: Path, written: str, said: str):
    old = '{group: pilot, at_least: 2, at_most: 4, units: {"141125": {at_least: 14}}}'
    (topics / "plan.yaml").write_text(FRAME.replace(old, written), "utf-8")
    out = run("lint", str(topics)).out
    assert "FZ720" in out
    assert said in out
