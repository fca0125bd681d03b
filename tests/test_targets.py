"""`targets`: the JSON contract of a resolved plan, and the list that people read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from rich.cells import cell_len

from fazhi_check.plan.model import Plan

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
FIELDS = {
    "id", "section", "item", "title", "title_en", "anchors", "measure", "force", "group", "schedule", "applies_to",
    "local_only", "lead", "evidence", "role", "field", "through", "condition", "restates", "draft",
}  # fmt: skip


@pytest.fixture
def listed(run: Run) -> dict[str, dict[str, Any]]:
    """The targets of the small plan by id, as the JSON gives them."""
    return {target["id"]: target for target in run("targets", *PLAN, "-f", "json").json["targets"]}


def test_the_head_is_that_of_the_contract(run: Run) -> None:
    data = run("targets", *PLAN, "--format", "json").json
    assert set(data) == {"schema_version", "plan", "targets"}
    assert data["schema_version"] == 2
    assert data["plan"] == {
        "id": "small",
        "title": "示例规划",
        "edition": "征求意见稿",
        "period": {"start": "2021-01-01", "end": "2025-12-31"},
        "phases": [
            {"id": "2022", "title": "全面推进", "start": "2021-01-01", "deadline": "2022-12-31", "source": "一"},
            {"id": "2024", "title": "集中攻坚", "start": "2023-01-01", "deadline": "2024-12-31", "source": "二"},
            {"id": "2025", "title": "深化提升", "start": "2024-01-01", "deadline": "2025-12-31", "source": "三"},
        ],
        "groups": {
            "foundation": {"2022": "done"},
            "focus": {"2022": "under_way", "2024": "substantial", "2025": "done"},
            "regular": {"2022": "under_way", "2025": "done"},
        },
        "pace": {"tolerance": 10, "serious": 30, "due_soon_days": 90},
        "bodies": {"party": "党委", "government": "政府", "court": "法院", "justice": "司法行政部门"},
        "jurisdiction": {"name": "乌鲁木齐市", "code": "650100"},
        "fields": [],
        "rules": [],
        "claims": [],
    }


def test_a_target_is_that_of_the_contract(listed: dict[str, dict[str, Any]]) -> None:
    assert listed["1.2.1-01"] == {
        "id": "1.2.1-01",
        "section": "1.2",
        "item": "1.2.1",
        "title": "建成服务站点",
        "title_en": "Build service points",
        "anchors": ["建成服务站点"],
        "measure": {
            "kind": "quantity",
            "at_least": 100,
            "unit": "个",
            "baseline": {"date": "2020-12-31", "value": 0},
        },
        "force": "shall",
        "group": None,
        "schedule": [
            {"deadline": "2022-12-31", "requires": 40},
            {"deadline": "2025-12-31", "requires": "done"},
        ],
        "applies_to": ["city"],
        "local_only": False,
        "lead": ["government"],
        "evidence": {"kinds": ["figure"], "min": 1},
        "role": "task",
        "field": None,
        "through": None,
        "condition": None,
        "restates": None,
        "draft": False,
    }


def test_targets_stand_in_the_order_of_the_plan(listed: dict[str, dict[str, Any]]) -> None:
    assert list(listed) == [f"1.1.1-0{n}" for n in range(1, 6)] + [f"1.2.1-0{n}" for n in range(1, 10)]


@pytest.mark.parametrize(
    ("target", "measure"),
    [
        pytest.param("1.1.1-01", {"kind": "milestone"}, id="milestone"),
        pytest.param("1.2.1-03", {"kind": "coverage", "at_least": 100}, id="coverage-with-its-default"),
        pytest.param("1.2.1-04", {"kind": "minimum", "at_least": 6, "unit": "名"}, id="minimum"),
        pytest.param("1.2.1-05", {"kind": "frequency", "per_year": 4, "unit": "次"}, id="frequency"),
        pytest.param("1.2.1-06", {"kind": "standing"}, id="standing"),
        pytest.param("1.2.1-08", {"kind": "standing", "at_most": 0, "unit": "件"}, id="standing-with-a-mark"),
        pytest.param("1.2.1-09", {"kind": "quantity", "at_most": 20, "unit": "件"}, id="quantity"),
    ],
)
def test_a_measure_has_what_applies_and_no_null(
    listed: dict[str, dict[str, Any]], target: str, measure: dict[str, Any]
) -> None:
    assert listed[target]["measure"] == measure


@pytest.mark.parametrize(
    ("target", "schedule"),
    [
        pytest.param("1.1.1-01", [("2022-12-31", "done")], id="foundation"),
        pytest.param(
            "1.1.1-02",
            [("2022-12-31", "under_way"), ("2024-12-31", "substantial"), ("2025-12-31", "done")],
            id="focus",
        ),
        pytest.param("1.1.1-03", [("2022-12-31", "under_way"), ("2025-12-31", "done")], id="regular"),
        pytest.param("1.2.1-09", [("2022-12-31", 60), ("2025-12-31", "done")], id="its-own"),
    ],
)
def test_a_schedule_is_resolved_to_dates(
    listed: dict[str, dict[str, Any]], target: str, schedule: list[tuple[str, object]]
) -> None:
    assert [(asked["deadline"], asked["requires"]) for asked in listed[target]["schedule"]] == schedule


def test_force_and_local_only_are_given(listed: dict[str, dict[str, Any]]) -> None:
    assert listed["1.1.1-04"]["force"] == "explore"
    assert listed["1.1.1-05"]["local_only"] is True


def test_the_real_plan_has_every_field_of_the_contract(run: Run) -> None:
    data = run("targets", "-f", "json").json
    assert data["plan"]["id"] == "urumqi-14fyp"
    for target in data["targets"]:
        assert set(target) - {"note"} == FIELDS
        assert target.get("note", "") is not None
        if target["role"] != "task":
            assert (target["measure"], target["schedule"]) == (None, [])
            assert bool(target["through"]) == (target["role"] == "goal")
            continue
        assert None not in target["measure"].values()
        for asked in target["schedule"]:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", asked["deadline"])
            assert asked["requires"] in ("under_way", "substantial", "done") or isinstance(
                asked["requires"], int | float
            )


def test_the_json_does_not_depend_on_the_language(run: Run) -> None:
    assert run("targets", *PLAN, "-f", "json") == run("targets", *PLAN, "-f", "json", "--lang", "en")


def test_a_plan_is_given_by_its_id_or_its_folder(run: Run) -> None:
    by_id = run("targets", "--plan", "urumqi-14fyp", "-f", "json")
    assert by_id == run("targets", "-f", "json")
    assert by_id.code == 0


# The list for people.


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_target_has_a_line(run: Run, small: Plan, lang: str) -> None:
    out = run("targets", *PLAN, "--lang", lang).out
    for target in small.targets:
        title = target.title if lang == "zh" else target.title_en
        assert re.search(rf"^    {re.escape(target.id)}  .*{re.escape(title)}", out, re.MULTILINE)


def test_sections_and_items_head_their_targets(run: Run) -> None:
    lines = run("targets", *PLAN).out.splitlines()
    heads = [line for line in lines if re.match(r" {0,2}\d\.\d", line)]
    assert heads == ["1.1 甲节", "  1.1.1 甲条", "1.2 乙节", "  1.2.1 乙条"]


@pytest.mark.parametrize(
    ("target", "measure"),
    [
        ("1.1.1-01", "节点任务"),
        ("1.2.1-01", "数量指标 不低于 100 个"),
        ("1.2.1-02", "数量指标 不高于 10 天"),
        ("1.2.1-03", "覆盖率 100%"),
        ("1.2.1-04", "最低值 不低于 6 名"),
        ("1.2.1-05", "年度频次 每年不少于 4 次"),
        ("1.2.1-06", "常态要求"),
        ("1.2.1-08", "常态要求 0 件"),
    ],
)
def test_a_line_ends_with_the_measure(run: Run, target: str, measure: str) -> None:
    [line] = [line for line in run("targets", *PLAN).out.splitlines() if target in line]
    assert line.endswith(f"  {measure}")
    assert cell_len(line) == 80


def test_what_is_only_explored_is_marked(run: Run) -> None:
    [line] = [line for line in run("targets", *PLAN).out.splitlines() if "1.1.1-04" in line]
    assert "[探索]" in line


def test_the_list_names_the_edition_and_counts_the_targets(run: Run) -> None:
    lines = run("targets", *PLAN).out.splitlines()
    assert "征求意见稿" in lines[0]
    assert lines[-1] == "任务 14 项"
    assert run("targets", *PLAN, "--lang", "en").out.splitlines()[-1] == "tasks: 14"


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_of_the_real_plan_fits_the_width(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(cell_len, run("targets", "--lang", lang).out.splitlines())) <= width
