"""The assessment systems of the cities in our sources, one test each, on small invented data.

What each city does is a fact of its published report; plan, units and figures here are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from helpers.invented import Task, numbered, proven, unit, write_plan, write_round, write_submission
from helpers.ledgers import sheets, table
from helpers.running import Ran

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
DAY = "2023-06-30"
CITY = unit("示例市", "city", "990100", category="市")
COUNTIES = [
    unit("甲县", "county", "990121", within="示例市", category="区县"),
    unit("乙县", "county", "990122", within="示例市", category="区县"),
    unit("丙县", "county", "990123", within="示例市", category="区县"),
]


def report(run: Run, *args: str | Path) -> dict[str, Any]:
    """Return the JSON report of a run."""
    done = run("check", *args, "-f", "json")
    assert done.out, done.err
    return dict(done.json)


def of_unit(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the assessments of a unit by target."""
    file = next(one for one in found["files"] if one["unit"] and one["unit"]["name"] == name)
    return {one["target"]: one for one in file["assessments"]}


def test_puyang_one_ledger_and_four_of_the_groups_have_the_same_ids(run: Run, here: Path):
    groups = ("lifa", "zhifa", "sifa", "shoufa")
    tasks = [one for number, group in enumerate(groups, 1) for one in numbered(f"1.{number}.1", 3, group=group)]
    write_plan(here / "p", tasks, groups={group: {"2022": "done"} for group in groups})
    write_submission(here / "a.yaml", "p", CITY, DAY, {"1.1.1-01": proven(), "1.3.1-02": {"status": "under_way"}})
    run("check", "a.yaml", "--plan", "p", "-q", "-o", "xlsx:综合台账.xlsx")
    whole = {row["编号"]: row for row in ledger(here / "综合台账.xlsx")}
    apart: list[dict[str, Any]] = []
    for group in groups:
        run("check", "a.yaml", "--plan", "p", "-q", "--group", group, "-o", f"xlsx:{group}.xlsx")
        apart += ledger(here / f"{group}.xlsx")
    assert [row["编号"] for row in apart] == list(whole) == [one.id for one in tasks]
    for row in apart:
        same = ("编号", "事项", "牵头单位", "责任单位", "时限", "要求", "填报", "初核", "佐证情况")
        assert {head: row[head] for head in same} == {head: whole[row["编号"]][head] for head in same}


def ledger(path: Path) -> list[dict[str, Any]]:
    """Return the rows of the whole ledger in a workbook."""
    return table(sheets(path.read_bytes())["综合台账"], "序号")


def test_xinxiang_thirty_seven_items_by_units_and_how_many_fall_short_of_each(run: Run, here: Path):
    write_plan(here / "p", numbered("1.1.1", 37))
    ids = [f"1.1.1-{number:02}" for number in range(1, 38)]
    done = {"甲县": 37, "乙县": 20, "丙县": 5}
    for one in COUNTIES:
        entries = {target: proven() for target in ids[: done[one["name"]]]}
        write_submission(here / "in" / f"{one['name']}.yaml", "p", one, DAY, entries)
    write_round(here / "round.yaml", "p", DAY, COUNTIES)
    found = report(run, "in", "--plan", "p", "--round", "round.yaml", "-o", "xlsx:台账.xlsx")
    behind = {one["target"]: [each["name"] for each in one["behind"]] for one in found["round"]["targets"]}
    assert list(behind) == ids
    assert [len(behind[one]) for one in ids] == [0] * 5 + [1] * 15 + [2] * 17
    assert behind[ids[-1]] == ["乙县", "丙县"]
    matrix = sheets((here / "台账.xlsx").read_bytes())["矩阵"]
    cells = [cell for row in matrix for cell in row if isinstance(cell, str)]
    assert {"甲县", "乙县", "丙县"} <= set(cells)
    # Asked again a year on, it is the same items by the same ids.
    write_round(here / "next.yaml", "p", "2024-06-30", COUNTIES, **{"from": "2023-01-01"})
    again = report(run, "in", "--plan", "p", "--round", "next.yaml")
    assert [one["target"] for one in again["round"]["targets"]] == ids


def test_zhumadian_townships_are_rolled_up_to_counties_and_these_to_the_city(run: Run, here: Path):
    write_plan(here / "p", numbered("1.1.1", 4))
    towns = [unit(f"{name}镇", "township", "990121", within="甲县", category="乡镇") for name in ("东", "西")]
    units = [CITY, *COUNTIES[:2], *towns]
    done = {"示例市": 4, "甲县": 2, "乙县": 1, "东镇": 3, "西镇": 0}
    for one in units:
        entries = {f"1.1.1-{number:02}": proven() for number in range(1, done[one["name"]] + 1)}
        write_submission(here / "in" / f"{one['name']}.yaml", "p", one, DAY, entries)
    write_round(here / "round.yaml", "p", DAY, units)
    found = {one["name"]: one for one in report(run, "in", "--plan", "p", "--round", "round.yaml")["round"]["units"]}
    assert {name: one["counts"]["met"] for name, one in found.items()} == done
    # A parent's own counts stay its own; beside them stand the sums of its children, never a mean.
    assert found["甲县"]["children"]["met"] == 3
    assert found["甲县"]["children"]["missing"] == 5
    assert found["乙县"]["children"] is None
    assert found["东镇"]["within"] == "甲县"
    assert found["示例市"]["children"]["met"] >= 3


def test_pingdingshan_the_second_look_has_old_and_new_words_side_by_side(run: Run, here: Path):
    write_plan(here / "p", numbered("1.1.1", 4))

    def told(status: str, quote: str) -> dict[str, Any]:
        evidence = [{"kind": "document", "title": "示例文件", "date": "2022-06-01", "quote": quote}]
        return {"status": status, "evidence": evidence}

    first = {
        "1.1.1-01": told("under_way", "正在起草"),
        "1.1.1-02": told("not_started", "尚未开展"),
        "1.1.1-03": told("under_way", "仍在论证"),
        "1.1.1-04": told("done", "已经印发"),
    }
    second = {
        "1.1.1-01": told("done", "已经建立"),
        "1.1.1-02": told("under_way", "开始调研"),
        "1.1.1-03": told("under_way", "仍在论证"),
        "1.1.1-04": told("under_way", "正在修订"),
    }
    write_submission(here / "a.yaml", "p", COUNTIES[0], "2023-03-31", first)
    run("check", "a.yaml", "--plan", "p", "-q", "-o", "json:first.json")
    write_submission(here / "a.yaml", "p", COUNTIES[0], DAY, second)
    found = report(run, "a.yaml", "--plan", "p", "--since", "first.json", "-o", "xlsx:台账.xlsx")
    judged = of_unit(found, "甲县")
    assert {one: judged[one]["change"]["kind"] for one in judged} == {
        "1.1.1-01": "solved",
        "1.1.1-02": "eased",
        "1.1.1-03": "open",
        "1.1.1-04": "fallen_back",
    }
    assert judged["1.1.1-01"]["change"]["before"]["quotes"] == ["正在起草"]
    assert judged["1.1.1-01"]["quotes"] == ["已经建立"]
    book = sheets((here / "台账.xlsx").read_bytes())
    rows = [[str(cell) for cell in row if cell] for sheet in book.values() for row in sheet]
    side_by_side = [row for row in rows if any("正在起草" in cell for cell in row)]
    assert any(any("已经建立" in cell for cell in row) for row in side_by_side)
    # The list of what is to be put right (一单): numbered, with what was found then and now.
    listed = {one["target"]: one for one in found["files"][0]["problems"]}
    assert {one: listed[one]["state"] for one in listed} == {
        "1.1.1-01": "fixed",
        "1.1.1-02": "open",
        "1.1.1-03": "open",
        "1.1.1-04": "open",
    }
    assert listed["1.1.1-02"]["no"] == "990121-1.1.1-02"
    assert listed["1.1.1-02"]["before"]["quotes"] == ["尚未开展"]
    assert listed["1.1.1-02"]["now"]["quotes"] == ["开始调研"]


def test_luliang_one_county_claims_all_topics_and_the_others_two_to_four(run: Run, here: Path):
    topics = numbered("1.1.1", 14, force="elective", group="pilot")
    claims = [{"group": "pilot", "at_least": 2, "at_most": 4, "units": {"990121": {"at_least": 14}}}]
    groups = {"pilot": {"2022": "under_way"}, "regular": {"2022": "done"}}
    write_plan(here / "p", [*topics, *numbered("1.1.2", 1)], groups=groups, claims=claims)
    ids = [one.id for one in topics]
    claimed = {"甲县": ids[:13], "乙县": ids[:3], "丙县": ids[2:3]}
    for one in COUNTIES:
        entries = {target: {"status": "under_way"} for target in claimed[one["name"]]}
        write_submission(here / "in" / f"{one['name']}.yaml", "p", one, DAY, entries)
    write_round(here / "round.yaml", "p", DAY, COUNTIES)
    found = report(run, "in", "--plan", "p", "--round", "round.yaml")
    outside = {
        one["unit"]["name"]: [each["data"]["claimed"] for each in one["findings"] if each["code"] == "FZ905"]
        for one in found["files"]
        if one["subject"] == "file"
    }
    assert outside == {"甲县": [13], "乙县": [], "丙县": [1]}
    files = {one["unit"]["name"]: one for one in found["files"] if one["subject"] == "file"}
    assert {name: one["unclaimed"] for name, one in files.items()} == {"甲县": 1, "乙县": 11, "丙县": 13}
    assert found["round"]["unclaimed"] == ids[13:]
    shown = run("check", "in", "--plan", "p", "--round", "round.yaml").out
    assert f"没有单位领的自选事项 1 项\n  {ids[13]}" in shown
    (here / "saved.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    assert run("reformat", "saved.json", "--plan", "p", "-f", "json").json == found


def test_beizhen_who_has_not_reported_on_the_year_is_named(run: Run, here: Path):
    write_plan(here / "p", [Task("1.1.1-01", {"kind": "standing"})])
    write_submission(here / "in" / "a.yaml", "p", COUNTIES[0], DAY, {"1.1.1-01": proven("under_way")})
    write_submission(here / "in" / "b.yaml", "p", COUNTIES[1], DAY, {"1.1.1-01": {"status": "not_started"}})
    write_round(here / "round.yaml", "p", DAY, COUNTIES)
    found = report(run, "in", "--plan", "p", "--round", "round.yaml")["round"]
    (task,) = found["targets"]
    assert (task["counts"]["on_track"], [one["name"] for one in task["behind"]]) == (1, ["乙县"])
    assert [one["name"] for one in found["units"] if one["state"] == "not_submitted"] == ["丙县"]
    out = run("check", "in", "--plan", "p", "--round", "round.yaml", "--show", "all").out
    assert "乙县" in out
    assert "丙县" in out


@pytest.mark.parametrize(
    ("day", "verdict", "said"),
    [
        ("2022-06-30", "on_track", ""),
        ("2022-11-30", "due_soon", "31 天"),
        ("2022-12-31", "overdue", "今日到期"),
        ("2023-01-10", "overdue", "10 天"),
    ],
)
def test_hegang_a_signal_before_on_and_after_the_day(run: Run, here: Path, day: str, verdict: str, said: str):
    write_plan(here / "p", numbered("1.1.1", 1))
    write_submission(here / "a.yaml", "p", CITY, day, {"1.1.1-01": {"status": "under_way"}})
    (one,) = of_unit(report(run, "a.yaml", "--plan", "p"), "示例市").values()
    assert one["verdict"] == verdict
    shown = run("check", "a.yaml", "--plan", "p", "--show", "all").out
    assert said in shown + run("check", "a.yaml", "--plan", "p", "-f", "summary").out


@pytest.mark.parametrize(("rank", "verdict"), [(2, "met"), (3, "met"), (4, "overdue"), (11, "overdue")])
def test_luoyang_ranks_count_downwards(run: Run, here: Path, rank: int, verdict: str):
    measure = {"kind": "quantity", "at_most": 3, "unit": "位"}
    write_plan(here / "p", [Task("1.1.1-01", measure, {"evidence": {"kinds": ["figure"], "min": 1}})])
    evidence = [{"kind": "figure", "title": "示例排名", "date": "2022-12-01"}]
    write_submission(here / "a.yaml", "p", CITY, DAY, {"1.1.1-01": {"value": rank, "evidence": evidence}})
    (one,) = of_unit(report(run, "a.yaml", "--plan", "p"), "示例市").values()
    assert (one["verdict"], one["reported"]) == (verdict, rank)


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [("100%", "met"), ("99.3%", "met"), ("98%以上", "met"), ("97.5%", "overdue"), ("97%以上", "unproven")],
)
def test_hebi_a_rate_without_its_denominator_stays_a_rate(run: Run, here: Path, rate: str, verdict: str):
    measure = {"kind": "coverage", "at_least": 98}
    write_plan(here / "p", [Task("1.1.1-01", measure, {"evidence": {"kinds": ["figure"], "min": 1}})])
    evidence = [{"kind": "figure", "title": "示例统计", "date": "2022-12-01", "quote": "示例原文"}]
    write_submission(here / "a.yaml", "p", CITY, DAY, {"1.1.1-01": {"value": rate, "evidence": evidence}})
    (one,) = of_unit(report(run, "a.yaml", "--plan", "p"), "示例市").values()
    assert one["verdict"] == verdict
    # Nothing is said of how many of how many: nobody reported it.
    assert "/" not in json.dumps(one["reported"], ensure_ascii=False)
