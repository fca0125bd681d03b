"""Points by an office's own standard, through the command: fixed examples worked out by hand from the design."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from helpers.running import Ran
from openpyxl import Workbook, load_workbook

from fazhi_check.api import WrongArgument
from fazhi_check.api import check as api_check
from fazhi_check.plan.store import load_plan

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]

HEAD = """\
plan: urumqi-14fyp
title: 2023年度依法治理工作测评标准
issued_by: 市委依法治市办
for: {level: [county], category: 区县}
shares: {met: 1, on_track.proven: 1, on_track: 0.5, due_soon: 0.5, lagging: 0.3, unproven: 0.3}
"""
# The example of the design, with plan, shares and rows as they stand there.
DESIGN = (
    HEAD
    + """\
items:
  - {id: A1, title: 重大行政决策, points: 20, targets: [3.3.2], rule: share}
  - {id: A2, title: 备案审查, points: 5, targets: [3.1.2-05], rule: all}
  - {id: A3, title: 规范性文件报备, points: 6, rule: per_case, each: -1, floor: 0}
  - {id: A4, title: 特色工作, rule: bonus, each: 0.5, cap: 6}
  - {id: A5, title: 群众满意度, points: 10, rule: manual}
rescale: true
entered: [{item: A3, unit: 天山区, cases: 2, reason: 迟报两件}, {item: A5, unit: 天山区, points: 8.5, reason: 第三方测评}]
"""
)
PROVEN = "佐证: [{类型: 公开, 标题: 目录}]"
UNIT = '规划: urumqi-14fyp\n单位: {名称: 天山区, 层级: 县级, 代码: "650102"}\n截至: 2023-12-31\n'
ROUND = """\
plan: urumqi-14fyp
title: 2023年第四季度调度
as_of: 2023-12-31
due: 2024-01-10
units:
  - {name: 乌鲁木齐市, level: city, code: "650100"}
  - {name: 天山区, level: county, code: "650102", within: 乌鲁木齐市, category: 区县}
  - {name: 沙依巴克区, level: county, code: "650103", within: 乌鲁木齐市, category: 区县}
  - {name: 新市区, level: county, code: "650104", within: 乌鲁木齐市, category: 开发区}
  - {name: 水磨沟区, level: county, code: "650105", within: 乌鲁木齐市, category: 区县}
  - {name: 头屯河区, level: county, code: "650106", within: 乌鲁木齐市, category: 区县}
receipts:
  - {unit: 天山区, received: 2024-01-12}
  - {unit: 沙依巴克区, received: 2024-01-09, handling: returned}
dispatches:
  - {number: 某函〔2023〕1号, date: 2023-11-05, unit: 天山区, kind: 督促提醒函}
  - {date: 2023-12-31, unit: 天山区, kind: 通报}
  - {date: 2024-01-15, unit: 天山区, kind: 约谈}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def units(folder: Path) -> None:
    """Write what the units of the round handed in: 水磨沟区 nothing, 头屯河区 an old file."""
    names = {"天山区": "650102", "沙依巴克区": "650103", "新市区": "650104", "头屯河区": "650106"}
    (folder / "回收").mkdir()
    for name, code in names.items():
        day = "2023-06-30" if name == "头屯河区" else "2023-12-31"
        text = UNIT.replace("天山区", name).replace("650102", code).replace("2023-12-31", day)
        (folder / "回收" / f"{name}.yaml").write_text(
            text + f"事项:\n  3.3.2-05: {{状态: 已完成, {PROVEN}}}\n", "utf-8"
        )


def points(done: Ran, unit: str = "天山区") -> dict[str, Any] | None:
    assert done.code in (0, 1), done.err
    found: dict[str, Any] | None = next(
        one["points"] for one in done.json["files"] if one["unit"] and one["unit"]["name"] == unit
    )
    return found


def by_item(found: Mapping[str, Any] | None) -> dict[str, Any]:
    assert found
    return {one["id"]: one["points"] for one in found["items"]}


def codes(done: Ran) -> list[str]:
    return [one["code"] for file in done.json["files"] for one in file["findings"] if file["subject"] == "round"]


def test_the_example_of_the_design_to_the_letter(run: Run, here: Path):
    entries = f"事项:\n  3.3.2-05: {{状态: 已完成, {PROVEN}}}\n  3.3.2-08: {{状态: 推进中}}\n"
    written(here, 天山区=f"{UNIT}自评分: {{A1: 18}}\n{entries}", 标准=DESIGN)
    found = points(run("天山区.yaml", "--standard", "标准.yaml", "-f", "json"))
    assert found
    assert set(found) <= {"standard", "items", "total", "max", "open", "on_statements", "unreviewed", "details"}
    assert found["standard"] == {"title": "2023年度依法治理工作测评标准", "issued_by": "市委依法治市办"}
    # A1: nine tasks, one met, one on track by a statement: 20 × 1.5 ÷ 9 = 3.333…; A3: 6 − 2; the sum of the rounded.
    assert by_item(found) == {"A1": 3.33, "A2": 0, "A3": 4, "A4": None, "A5": 8.5}
    assert (found["total"], found["max"], found["open"]) == (15.83, 41, ["A4"])
    first, _, third, fourth, _ = found["items"]
    assert set(first) == {"id", "title", "max", "points", "own", "reasons"}
    assert (first["max"], first["own"], fourth["max"], fourth["own"]) == (20, 18, 0, None)
    assert [set(why) for why in first["reasons"]] == [{"target", "verdict", "text"}] * 8
    assert "3.3.2-05" not in {why["target"] for why in first["reasons"]}
    said = next(why for why in first["reasons"] if why["target"] == "3.3.2-08")
    assert said["verdict"] == "on_track"
    assert all(word in said["text"] for word in ("达进度", "规划 3.3.2", "仅有情况说明"))
    assert third["reasons"] == [{"target": None, "verdict": None, "text": "迟报两件（2 件）"}]


def test_a_unit_in_a_round_is_measured_by_its_category_and_its_state(run: Run, here: Path):
    units(here)
    written(here, 调度=ROUND, 标准=DESIGN)
    done = run("回收", "--round", "调度.yaml", "--standard", "标准.yaml", "-f", "json")
    assert {one["unit"]["name"]: one["points"] is not None for one in done.json["files"] if one["unit"]} == {
        "天山区": True,
        "沙依巴克区": True,
        "新市区": False,
        "头屯河区": False,
    }
    assert "没有适用的测评标准，没有计分：新市区" in done.err
    assert by_item(points(done, "沙依巴克区"))["A3"] is None  # returned is scored, and nothing was entered for it


def test_registers_are_sources_of_cases(run: Run, here: Path):
    units(here)
    items = """\
items:
  - {id: L, title: 按期报送, points: 2, rule: per_case, each: -2, from: late}
  - {id: N, title: 报送, points: 3, rule: per_case, each: -3, from: not_submitted}
  - {id: D, title: 不被催办, points: 5, rule: per_case, each: -1.5, from: dispatches}
"""
    written(here, 调度=ROUND, 标准=HEAD + items)
    done = run("回收", "--round", "调度.yaml", "--standard", "标准.yaml", "-f", "json")
    # 天山区 is late, and two of three dispatches lie up to the day of judgement; 沙依巴克区 was sent back.
    found = points(done)
    assert by_item(found) == {"L": 0, "N": 3, "D": 2}
    assert found
    assert [len(one["reasons"]) for one in found["items"]] == [1, 0, 2]
    assert "2024-01-12" in found["items"][0]["reasons"][0]["text"]
    assert by_item(points(done, "沙依巴克区")) == {"L": 2, "N": 3, "D": 5}
    alone = points(run("回收/天山区.yaml", "--standard", "标准.yaml", "-f", "json"))
    assert by_item(alone) == {"L": None, "N": None, "D": None}
    assert alone
    assert (alone["open"], alone["total"], alone["max"]) == (["L", "N", "D"], 0, 10)


def test_rows_entered_in_the_round_belong_to_the_standard_that_fits_the_unit(run: Run, here: Path):
    units(here)
    entered = "entered:\n  - {item: A3, unit: 天山区, cases: 1}\n  - {item: A4, unit: 天山区, cases: 0}\n"
    wrong = (
        "  - {item: A9, unit: 天山区, cases: 1}\n  - {item: A5, unit: 某某区, points: 1}\n"
        "  - {item: A5, unit: 沙依巴克区, points: 11}\n  - {item: A5, unit: 新市区, points: 1}\n"
    )
    written(here, 调度=ROUND + entered + wrong, 标准=DESIGN)
    done = run("回收", "--round", "调度.yaml", "--standard", "标准.yaml", "-f", "json")
    found = points(done)
    assert by_item(found)["A3"] == 3  # the rows of both places add up
    assert by_item(found)["A4"] == 0
    assert found
    assert found["open"] == []
    assert codes(done).count("FZ906") == 4


def test_what_is_entered_without_a_standard_is_told(run: Run, here: Path):
    units(here)
    written(here, 调度=ROUND + "entered:\n  - {item: A3, unit: 天山区, cases: 1}\n")
    asked = ("回收", "--round", "调度.yaml")
    assert "计分录入 1 行，没有用上" in run(*asked, "-f", "json").err
    assert run(*asked, "-q").err == ""


def test_the_register_has_a_sheet_for_what_is_entered(run: Run, here: Path):
    units(here)
    made = Workbook()
    made.remove(made.active)
    sheets = {
        "名册": [("规划", "urumqi-14fyp"), ("标题", "调度"), ("截至", "2023-12-31"), ("名称", "层级", "代码", "类别")],
        "计分录入": [("单位", "项目", "件数", "得分", "理由"), ("沙依巴克区", "A5", None, 9.25, "第三方测评")],
    }
    sheets["名册"] += [("天山区", "县级", "650102", "区县"), ("沙依巴克区", "县级", "650103", "区县")]
    sheets["计分录入"].append(("天山区", "A3", 1, None, None))
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(here / "调度台账.xlsx")
    written(here, 标准=DESIGN)
    done = run("回收", "--round", "调度台账.xlsx", "--standard", "标准.yaml", "-f", "json")
    assert by_item(points(done, "沙依巴克区"))["A5"] == 9.25
    assert by_item(points(done))["A3"] == 3


REVIEWED = """\
reviews:
  - {unit: 天山区, task: 3.3.2-05, decision: reject, verdict: lagging, by: 市委依法治市办, date: 2024-01-15}
  - {unit: 天山区, task: 3.3.2-06, decision: agree_exempt, by: 市委依法治市办}
  - {unit: 天山区, task: 3.3.2-08, decision: return, by: 市委依法治市办}
"""
ITEM = "items:\n  - {id: A1, title: 决策, points: 10, targets: [3.3.2-05, 3.3.2-06, 3.3.2-07, 3.3.2-08], rule: share}\n"
ENTRIES = f"""\
事项:
  3.3.2-05: {{状态: 已完成, {PROVEN}}}
  3.3.2-06: {{状态: 不适用, 理由: 没有这类决策}}
  3.3.2-07: {{状态: 不适用, 理由: 没有这类决策}}
  3.3.2-08: {{状态: 已完成, 佐证: [{{类型: 文件, 标题: 审核办法}}]}}
"""


def test_a_settled_verdict_goes_before_the_computed_one(run: Run, here: Path):
    """05 counts as lagging, 06 leaves, 07 stays unsettled with the share of exempt (0), 08 was returned: as computed."""
    written(here, 调度=ROUND + REVIEWED, 标准=HEAD + ITEM, 天山区=UNIT + ENTRIES)
    asked = ("天山区.yaml", "--standard", "标准.yaml", "-f", "json")
    found = points(run(*asked, "--round", "调度.yaml"))
    assert by_item(found) == {"A1": 4.33}  # 10 × (0.3 + 0 + 1) ÷ 3
    assert found
    assert found["unreviewed"] == 2  # 07 and 08
    assert {why["target"]: why["verdict"] for why in found["items"][0]["reasons"]} == {
        "3.3.2-05": "lagging",
        "3.3.2-07": "exempt",
    }
    assert by_item(points(run(*asked))) == {"A1": 10}  # without a round what is exempt leaves, and nothing is settled


def test_settling_may_be_asked_for_first(run: Run, here: Path):
    blank = HEAD.replace("unproven: 0.3}", "unproven: 0.3, unreviewed: blank}")
    written(here, 调度=ROUND + REVIEWED, 标准=blank + ITEM, 天山区=UNIT + ENTRIES)
    found = points(run("天山区.yaml", "--round", "调度.yaml", "--standard", "标准.yaml", "-f", "json"))
    assert found
    assert (by_item(found), found["open"], found["total"], found["max"]) == ({"A1": None}, ["A1"], 0, 10)


def test_an_item_without_a_task_left_leaves_both_sums(run: Run, here: Path):
    two = HEAD + (
        "items:\n  - {id: A1, title: 决策, points: 10, targets: [3.3.2-06, 3.3.2-07], rule: share}\n"
        "  - {id: A2, title: 目录, points: 20, targets: [3.3.2-05], rule: all}\n"
        "  - {id: A3, title: 满意度, points: 10, rule: manual}\n"
        "entered: [{item: A3, unit: 天山区, points: 5}]\n"
    )
    written(here, 甲=two, 乙=two + "rescale: true\n", 天山区=UNIT + ENTRIES)
    plain, rescaled = (points(run("天山区.yaml", "--standard", f"{name}.yaml", "-f", "json")) for name in "甲乙")
    assert plain
    assert rescaled
    assert (plain["total"], plain["max"], plain["open"]) == (25, 30, [])
    assert (rescaled["total"], rescaled["max"]) == (33.33, 40)  # 25 × 40 ÷ 30
    left = rescaled["items"][0]
    assert (left["max"], left["points"], len(left["reasons"]), left["reasons"][0]["target"]) == (10, None, 1, None)


def test_two_standards_that_fit_a_unit_are_wrong_usage(run: Run, here: Path):
    units(here)
    other = DESIGN.replace("category: 区县", "category: [区县, 开发区]")
    written(here, 调度=ROUND, 甲=DESIGN, 乙=other)
    both = ("--standard", "甲.yaml", "--standard", "乙.yaml", "-f", "json")
    done = run("回收", "--round", "调度.yaml", *both)
    assert (done.code, done.out) == (2, "")
    assert all(word in done.err for word in ("天山区", "甲.yaml", "乙.yaml"))
    assert run("回收", *both).code == 2  # without a round the level alone decides
    written(here, 乙=DESIGN.replace("level: [county]", "level: [city]"))
    assert run("回收", *both).code == 1


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (("shares: {met: 1, ", "shares: {met: 1, 已完成: 1, "), "标准.yaml:5:9 FZ203", "是一种"),
        (("shares: {met: 1, ", "shares: {met: 1, 完成: 1, "), "标准.yaml:5:18 FZ203", "写判定"),
        (("lagging: 0.3", "lagging: 3"), "标准.yaml:5:77 FZ203", "0 到 1"),
        (("lagging: 0.3", "lagging: blank"), "标准.yaml:5:9 FZ203", "未经核定"),
        (("for: {level: [county], category: 区县}", "for: 区县"), "标准.yaml:4:6 FZ203", "写成 {层级"),
        (("shares: {met: 1, ", "x-shares: {met: 1, "), "标准.yaml:7:65 FZ723", "没有写“比例”"),
        (("rule: per_case, each: -1", "rule: per_case, each: 1"), "标准.yaml:9:63 FZ723", "写负数"),
        (("each: 0.5, cap: 6", "cap: 6"), "标准.yaml:10:5 FZ723", "缺少每件"),
        (("id: A5", "id: A1"), "标准.yaml:11:10 FZ721", "重复"),
        (("targets: [3.1.2-05]", "targets: [3.1.2-55]"), "标准.yaml:8:47 FZ722", "3.1.2-55"),
        (("plan: urumqi-14fyp", "plan: another"), "标准.yaml:1:7 FZ204", "another"),
        (("rule: bonus", "rule: extra"), "标准.yaml:10:33 FZ203", "extra"),
        (("title: 备案审查", "name: 备案审查"), "标准.yaml:8:14 FZ202", "是不是“title”"),
        (("rescale: true", "scale: true"), "标准.yaml:12:1 FZ202", "scale"),
        (("item: A5, unit: 天山区", "item: A6, unit: 天山区"), "标准.yaml:13", "A6"),
        (("points: 8.5", "points: 12"), "标准.yaml:13", "0 到 10 之间"),
        (("reason: 第三方测评", "reason: 联系 13912345678"), "FZ305", "手机号"),
    ],
)
def test_a_standard_that_cannot_be_used_is_refused_with_its_place(
    run: Run, here: Path, change: tuple[str, str], place: str, said: str
):
    written(here, 天山区=UNIT + ENTRIES, 标准=DESIGN.replace(*change))
    done = run("天山区.yaml", "--standard", "标准.yaml")
    assert (done.code, done.out) == (2, "")
    assert place in done.err
    assert said in done.err
    assert "13912345678" not in done.err
    looked = run("lint", "标准.yaml")
    assert looked.code == 1
    assert "Traceback" not in looked.out + looked.err


def test_a_row_that_names_no_unit_of_the_round_is_refused_in_the_standard(run: Run, here: Path):
    units(here)
    written(here, 调度=ROUND, 标准=DESIGN.replace("A5, unit: 天山区", "A5, unit: 天山曲"))
    done = run("回收", "--round", "调度.yaml", "--standard", "标准.yaml")
    assert (done.code, done.out) == (2, "")
    assert "FZ726" in done.err
    assert "天山曲" in done.err
    alone = run("回收/天山区.yaml", "--standard", "标准.yaml")
    assert alone.code == 1
    assert "天山曲" in alone.err  # nobody knows the units: it is told, once


def test_lint_knows_standards(run: Run, here: Path):
    twice = DESIGN.replace("targets: [3.1.2-05]", "targets: [3.3.2-05]") + "total: 100\n"
    written(here, 标准=twice, 好=DESIGN, 天山区=UNIT + ENTRIES)
    found = run("lint", "标准.yaml", "-f", "json")
    assert found.code == 1
    assert [one["code"] for one in found.json["findings"]] == ["FZ725", "FZ724"]
    assert {one["path"] for one in found.json["findings"]} == {"标准.yaml"}
    assert run("lint", "好.yaml").code == 0
    assert "points of the items add up to 41" in run("lint", "标准.yaml", "--lang", "en").out
    said = run("lint", "天山区.yaml")
    assert said.code == 1
    assert "填报" in said.out


def test_what_counts_twice_is_used_all_the_same(run: Run, here: Path):
    written(here, 标准=DESIGN.replace("targets: [3.1.2-05]", "targets: [3.3.2-05]"), 天山区=UNIT + ENTRIES)
    done = run("天山区.yaml", "--standard", "标准.yaml", "-f", "json")
    assert by_item(points(done))["A2"] == 5
    assert "标准.yaml:8:47 FZ725" in done.err


def test_own_points_that_cannot_be_right_are_told(run: Run, here: Path):
    written(here, 标准=DESIGN, 天山区=f"{UNIT}自评分: {{A1: 20.5, A9: 1, A4: 6, A5: -1}}\n{ENTRIES}")
    done = run("天山区.yaml", "--standard", "标准.yaml", "-f", "json")
    told = [one for one in done.json["files"][0]["findings"] if one["code"] == "FZ312"]
    places = [(one["severity"], one["line"], one["column"]) for one in told]
    assert places == [("warning", 4, 11), ("warning", 4, 21), ("warning", 4, 35)]
    assert "最少 0 分" in told[2]["message"]
    without = run("天山区.yaml", "-f", "json")
    assert "FZ312" not in without.out
    assert without.json["files"][0]["points"] is None


def test_a_saved_report_reads_its_points_back(run: Run, here: Path):
    units(here)
    worded = DESIGN.replace("rule: share}", "rule: share, criterion: 按比例得分, method: 查阅资料}")
    written(here, 调度=ROUND, 标准=worded)
    done = run("回收", "--round", "调度.yaml", "--standard", "标准.yaml", "-f", "json")
    (here / "报告.json").write_text(done.out, "utf-8")
    assert json.loads(run("reformat", "报告.json", "-f", "json").out) == done.json
    assert points(done)["details"][0]["criterion"] == "按比例得分"  # type: ignore[index]


def test_a_standard_may_stand_in_the_settings_and_is_no_submission(run: Run, here: Path):
    units(here)
    written(here / "回收", 标准=DESIGN)
    (here / "fazhi-check.toml").write_text('standard = "回收/标准.yaml"\n', "utf-8")
    done = run("回收", "-f", "json")
    assert [one["path"] for one in done.json["files"]] == [
        f"回收/{name}.yaml" for name in ("天山区", "头屯河区", "新市区", "沙依巴克区")
    ]
    assert points(done)


def test_a_standard_looks_at_the_whole_plan(run: Run, here: Path):
    written(here, 标准=DESIGN, 天山区=UNIT + ENTRIES)
    done = run("天山区.yaml", "--standard", "标准.yaml", "--section", "3.3")
    assert (done.code, done.out) == (2, "")
    assert "--section" in done.err


def test_a_standard_is_named_as_what_it_is(run: Run, here: Path):
    written(here, 标准=DESIGN)
    assert "--standard" in run("标准.yaml").out


def test_nothing_is_scored_whose_file_cannot_be_judged(run: Run, here: Path):
    early = UNIT.replace("2023-12-31", "2020-12-31")
    written(here, 标准=DESIGN, 早=early + "事项: {}\n", 坏="规划: [\n")
    done = run("早.yaml", "坏.yaml", "--standard", "标准.yaml", "-f", "json")
    assert [one["points"] for one in done.json["files"]] == [None, None]


def test_points_that_units_gave_themselves_are_not_carried_on(run: Run, here: Path):
    units(here)
    path = here / "回收" / "天山区.yaml"
    path.write_text(path.read_text("utf-8").replace("事项:", "自评分: {A1: 18}\n事项:"), "utf-8")
    written(here, 调度=ROUND)
    assert run("init", "--round", "调度.yaml", "--since", "回收", "-o", "下发/").code == 0
    names = load_workbook(next((here / "下发").glob("*天山区.xlsx"))).sheetnames
    assert "填报" in names
    assert "自评分" not in names


def test_a_sheet_of_own_points_forgives_what_offices_do(run: Run, here: Path):
    written(here, 标准=DESIGN, 天山区=f"{UNIT}自评分: {{A1: 18}}\n{ENTRIES}")
    assert run("convert", "天山区.yaml", "天山区.xlsx").code == 0
    made = load_workbook("天山区.xlsx")
    sheet = made["自评分"]
    sheet.append(["A5", 9.5])
    sheet.append(["A3", "——"])
    sheet.append([None, 2])
    sheet.append(["合计", 29.5])
    made.save("天山区.xlsx")
    done = run("天山区.xlsx", "--standard", "标准.yaml", "-f", "json")
    found = points(done)
    assert found
    assert {one["id"]: one["own"] for one in found["items"] if one["own"] is not None} == {"A1": 18, "A5": 9.5}
    told = {(one["code"], one["cell"]) for one in done.json["files"][0]["findings"] if "自评分" in str(one.get("cell"))}
    assert {code for code, _ in told} == {"FZ203", "FZ108"}


def test_other_programs_get_points_too(here: Path):
    written(here, 标准=DESIGN, 天山区=UNIT + ENTRIES)
    [file] = api_check("天山区.yaml", standard="标准.yaml").files
    assert file.points
    assert file.points.total == Fraction("18.21")  # A1: 20 × 2 ÷ 7, since two of nine leave; A3: 4; A5: 8.5
    with pytest.raises(WrongArgument, match="section"):
        api_check("天山区.yaml", standard=["标准.yaml"], section="3.3")


def test_several_processes_give_the_same_points(run: Run, here: Path):
    (here / "many").mkdir()
    for number in range(40):
        unit = UNIT.replace("天山区", f"第{number}区").replace("650102", f"6501{number + 20}")
        (here / "many" / f"{number:02}.yaml").write_text(unit + "自评分: {A1: 30}\n" + ENTRIES, "utf-8")
    written(here, 标准=DESIGN)
    one, two = (run("many", "--standard", "标准.yaml", "--jobs", jobs, "-f", "jsonl") for jobs in "12")
    assert one == two
    assert one.out.count('"code": "FZ312"') == 40


def test_the_language_of_reasons_is_that_of_the_report(run: Run, here: Path):
    written(here, 标准=DESIGN, 天山区=UNIT + ENTRIES)
    found = points(run("天山区.yaml", "--standard", "标准.yaml", "-f", "json", "--lang", "en"))
    assert found
    assert "at first check" in found["items"][0]["reasons"][0]["text"]


def test_a_mean_entered_by_hand_is_rounded_as_every_item_is(run: Run, here: Path):
    written(here, 天山区=UNIT + ENTRIES, 标准=DESIGN.replace("points: 8.5", "points: 8.3333333"))
    assert by_item(points(run("天山区.yaml", "--standard", "标准.yaml", "-f", "json")))["A5"] == 8.33
    written(here, 标准=DESIGN.replace("points: 8.5", "points: 8.125分"))
    assert by_item(points(run("天山区.yaml", "--standard", "标准.yaml", "-f", "json")))["A5"] == 8.13
    written(here, 标准=DESIGN.replace("points: 8.5", "points: 85%"))
    assert "得分写确切的数" in run("天山区.yaml", "--standard", "标准.yaml").err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("shares: {met: 1, ", "shares: {unreviewed: 是, "), "“未经核定”只写“空着”"),
        (("targets: [3.1.2-05]", "targets: [{title}]"), "是不是 3.1.2-05？"),
        (("targets: [3.1.2-05]", "targets: [3.1.2-77, 3.1.2-78]"), "“3.1.2-77”"),
        (("targets: [3.1.2-05]", "targets: [3.1.2-77, 3.1.2-78]"), "“3.1.2-78”"),
        (("unit: 天山区, cases: 2,", "unit: 天山区,"), "没有写件数，没有的写 0"),
        (("item: A5, unit", "item: 群众满意度, unit"), "是不是 A5？"),
        (("item: A5, unit", "item: A5 群众满意度, unit"), "是不是 A5？"),
        (("A5", "3.10"), "没有项目“3.1”，是不是 3.10？"),
    ],
)
def test_what_offices_write_amiss_is_told_with_what_to_write(run: Run, here: Path, change: tuple[str, str], said: str):
    title = load_plan("urumqi-14fyp").by_id["3.1.2-05"].title
    old, new = change
    text = DESIGN.replace(old, new.replace("{title}", title)).replace("item: 3.10", "item: 3.1")
    written(here, 天山区=UNIT + ENTRIES, 标准=text)
    done = run("天山区.yaml", "--standard", "标准.yaml")
    assert done.code == 2
    assert said in done.err


def test_what_waits_for_an_office_to_settle_is_not_called_unentered(run: Run, here: Path):
    asked = DESIGN.replace("shares: {met: 1, ", "shares: {unreviewed: blank, met: 1, ")
    written(here, 天山区=UNIT + f"事项:\n  3.1.2-05: {{状态: 已完成, {PROVEN}}}\n", 标准=asked)
    told = run("天山区.yaml", "--standard", "标准.yaml", "-f", "markdown").out
    rows = [line for line in told.splitlines() if "A2 备案审查" in line and "|" in line]
    assert rows
    assert all("待核定" in row and "未录入" not in row for row in rows)
