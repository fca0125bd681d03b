"""Electives (自选) and their claiming (领题): judged where chosen, counted where not, and told outside the plan's bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from helpers.invented import numbered, write_plan
from helpers.running import Ran

Run = Callable[..., Ran]
TOPICS = [f"1.1.1-{number:02}" for number in range(1, 15)]
DUTY = "1.1.2-01"
CLAIMS = {"group": "pilot", "at_least": 2, "at_most": 4, "units": {"141125": {"at_least": 14}}}
PHASES = [
    {"id": "2023", "title": "中期", "start": "2021-01-01", "deadline": "2023-12-31"},
    {"id": "2025", "title": "期末", "start": "2024-01-01", "deadline": "2025-12-31"},
]


@pytest.fixture
def topics(here: Path) -> Path:
    """A plan with 14 electives to choose from, and one duty."""
    return topics_plan(here, CLAIMS)


def topics_plan(here: Path, claims: object) -> Path:
    """Write the plan of topics; return its folder."""
    chosen = numbered("1.1.1", 14, force="elective", group="pilot", applies_to=["county"])
    duty = numbered("1.1.2", 1, applies_to=["county"])
    return write_plan(
        here / "topics",
        [*chosen, *duty],
        jurisdiction={"name": "吕梁市", "code": "141100"},
        phases=PHASES,
        groups={"pilot": {"2023": "under_way", "2025": "done"}, "regular": {"2025": "done"}},
        claims=[claims],
    )


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
    return dict(json.loads(run("check", *args, "--plan", "topics", "-f", "json").out)["files"][0])


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
        assert "自选事项没有领的 12 项" in run("check", "离石区.yaml", "--plan", "topics", "-f", name).out


def test_a_saved_report_shows_the_same_again(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:1])
    first = run("check", "离石区.yaml", "--plan", "topics", "-f", "json", "-o", "json:saved.json").out
    assert run("reformat", "saved.json", "--plan", "topics", "-f", "json").out == first


def test_the_plan_lists_its_claims(run: Run, topics: Path):
    data = json.loads(run("targets", "--plan", str(topics), "-f", "json").out)["plan"]
    assert data["claims"] == [{"group": "pilot", "at_least": 2, "at_most": 4, "units": {"141125": {"at_least": 14}}}]


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"group": "pilot", "at_least": 5, "at_most": 4}, "最少 5 多于最多 4"),
        ({"group": "pilot", "at_least": 15}, "这一组只有 14 项"),
        ({"group": "regular", "at_least": 1}, "没有自选任务"),
        ({"group": "pilot"}, "要写 at_least 或 at_most"),
        ({"group": "pilot", "units": {"141125": {"at_least": 3, "at_most": 1}}}, "最少 3 多于最多 1"),
    ],
)
def test_claims_that_cannot_be_kept_are_told_by_lint(run: Run, here: Path, claims: object, said: str):
    out = run("lint", str(topics_plan(here, claims))).out
    assert "FZ720" in out
    assert said in out
