"""Electives (自选) and their claiming (领题): judged where chosen, counted where not, and told outside the plan's bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from helpers.invented import numbered, unit, write_plan, write_round
from helpers.running import Ran
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.plan.model import Bounds, Claims
from fazhi_check.plan.store import load_plan

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


# A literal second reckoning.

SAID: dict[str, str | None] = {
    "nothing": None,
    "empty": "{}",
    "blank": "{状态: }",
    "proposed": "{待确认: 是, 状态: 推进中}",
    "exempt": "{状态: 不适用, 理由: 本县没有这类工作}",
    "begun": "{状态: 推进中}",
    "not begun": "{状态: 未启动}",
    "done": "{状态: 已完成}",
    "wrong": "{进度: 很多}",
    "no entry": "推进中",
    "words": "{说明: 正在筹备}",
}
SILENT = ("nothing", "empty", "blank", "proposed")


def answered(said: Sequence[str], code: str) -> str:
    """Return a submission that says this of the topics in turn."""
    lines = "".join(f"  {one}: {SAID[what]}\n" for one, what in zip(TOPICS, said, strict=False) if SAID[what])
    head = f'计划: topics\n单位: {{名称: 甲县, 层级: 县级, 代码: "{code}"}}\n截至: 2023-06-30\n'
    return f"{head}事项:\n{lines}  {DUTY}: {{状态: 推进中}}\n"


def keeps(claimed: int, bounds: Mapping[str, int]) -> bool:
    return bounds.get("at_least", 0) <= claimed <= bounds.get("at_most", claimed)


BOUNDS, SOME_BOUNDS = (
    st.dictionaries(st.sampled_from(["at_least", "at_most"]), st.integers(0, 6), min_size=least) for least in (0, 1)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.sampled_from(sorted(SAID)), max_size=8),
    general=BOUNDS,
    own=st.none() | SOME_BOUNDS,
    code=st.sampled_from(["141102", "141125"]),
    phase=st.none() | st.just("2023"),
)
def test_claims_are_counted_and_judged_as_a_second_reckoning_has_it(
    topics: Path,
    said: list[str],
    general: dict[str, int],
    own: dict[str, int] | None,
    code: str,
    phase: str | None,
):
    plan = load_plan(str(topics))
    bounds = {code: Bounds(one.get("at_least"), one.get("at_most")) for code, one in (("141125", own),) if one}
    claims = Claims("pilot", general.get("at_least"), general.get("at_most"), bounds)
    ours = plan._replace(claims=(claims,), hash=f"{claims}")
    duties = tuple(one._replace(force="shall") for one in plan.targets)
    theirs = plan._replace(claims=(), targets=duties, hash="duties")
    text = answered(said, code)
    found, same = (Checker(one, None, phase).text("a.yaml", text) for one in (ours, theirs))

    spoken = [one for one, what in zip(TOPICS, said, strict=False) if what not in SILENT]
    taken = [one for one, what in zip(TOPICS, said, strict=False) if what not in (*SILENT, "exempt")]
    judged = {one.target.id: one for one in found.assessments if one.target.id in TOPICS}
    assert set(judged) == set(spoken)
    assert found.unclaimed == len(TOPICS) - len(spoken)
    assert found.claimed == tuple(taken)
    like = {one.target.id: one for one in same.assessments}
    for one in spoken:  # judged and flagged like what shall be done
        assert judged[one][1:] == like[one][1:]
        assert judged[one].flagged is like[one].flagged
    asked = own if own and code == "141125" else general
    assert ("FZ905" in [one.code for one in found.findings]) is not keeps(len(taken), asked)


@pytest.mark.parametrize("extra", [[], ["--phase", "2023"], ["--section", "1.1"], ["--group", "regular"]])
def test_a_round_names_the_topics_that_nobody_claimed(run: Run, topics: Path, extra: list[str]):
    here = topics.parent
    reported(here / "离石区.yaml", "离石区", "141102", TOPICS[:2])
    (here / "柳林县.yaml").write_text(answered(["nothing", "begun", "exempt", "proposed", "wrong"], "141125"), "utf-8")
    units = [unit("离石区", "county", "141102"), unit("甲县", "county", "141125")]
    given = write_round(here / "round.json", "topics", "2023-06-30", units)
    args = ("离石区.yaml", "柳林县.yaml", "--plan", "topics", "--round", str(given), "--fail-on", "never", *extra)
    data = json.loads(run("check", *args, "-f", "json").out)
    left = [one for one in TOPICS if one not in (TOPICS[0], TOPICS[1], TOPICS[4])]
    assert data["round"]["unclaimed"] == left
    for name in ("table", "markdown", "html"):
        out = run("check", *args, "-f", name).out
        assert "没有单位领的自选事项 11 项" in out or "没有单位领的自选事项" in out
        assert left[-1] in out
    assert "没有单位领的自选事项 11 项" in run("check", *args, "-f", "summary").out


def test_assignments_decide_which_topics_may_be_claimed(run: Run, topics: Path):
    here = topics.parent
    reported(here / "离石区.yaml", "离石区", "141102", TOPICS[:2])
    units = [unit("离石区", "county", "141102", assigned=[*TOPICS[:3], DUTY])]
    given = write_round(here / "round.json", "topics", "2023-06-30", units)
    data = json.loads(run("check", "离石区.yaml", "--plan", "topics", "--round", str(given), "-f", "json").out)
    assert data["round"]["unclaimed"] == [TOPICS[2]]
    assert data["files"][0]["unclaimed"] == 1


def test_every_report_counts_openly_what_nobody_chose(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:2])
    for name in ("table", "markdown", "html"):
        assert "自选事项没有领的 12 项" in run("check", "离石区.yaml", "--plan", "topics", "-f", name).out


@pytest.mark.parametrize("name", ["table", "summary", "markdown", "html", "csv", "concise", "junit", "sarif"])
def test_a_unit_that_chose_nothing_is_told_so_and_not_that_nothing_applies(run: Run, topics: Path, name: str):
    head = '计划: topics\n单位: {名称: 离石区, 层级: 县级, 代码: "141102"}\n截至: 2023-06-30\n'
    (topics.parent / "离石区.yaml").write_text(f"{head}事项:\n  {TOPICS[0]}: {{待确认: 是, 状态: 推进中}}\n", "utf-8")
    ran = run("check", "离石区.yaml", "--plan", "topics", "--section", "1.1.1", "-f", name)
    assert ran.code == 3
    more = "" if name == "summary" else "（其中待确认 1 项）"  # a summary counts, without what is told of each
    assert f"自选事项 14 项都没有领{more}，没有可判定的内容" in ran.out
    assert "没有适用的目标" not in ran.out


def test_a_saved_report_shows_the_same_again(run: Run, topics: Path):
    reported(topics.parent / "离石区.yaml", "离石区", "141102", TOPICS[:1])
    first = run("check", "离石区.yaml", "--plan", "topics", "-f", "json", "-o", "json:saved.json").out
    assert run("reformat", "saved.json", "--plan", "topics", "-f", "json").out == first


def test_the_plan_lists_its_claims(run: Run, topics: Path):
    data = json.loads(run("targets", "--plan", str(topics), "-f", "json").out)["plan"]
    assert data["claims"] == [{"group": "pilot", "at_least": 2, "at_most": 4, "units": {"141125": {"at_least": 14}}}]


def test_a_group_has_its_claims_in_one_place(run: Run, here: Path):
    plan = topics_plan(here, CLAIMS)
    text = (plan / "plan.yaml").read_text("utf-8")
    data = json.loads(text)
    data["claims"].append({"group": "pilot", "at_most": 5})
    (plan / "plan.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    assert "这一组前面写过了" in run("lint", str(plan)).out


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
