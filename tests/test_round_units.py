"""The units of a round: which file is whose, whom a row names, who stands below whom."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.rounds import row
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.identity import identity
from fazhi_check.plan.store import load_plan
from fazhi_check.round.members import Members
from fazhi_check.round.rows import Member
from fazhi_check.submission.records import Unit

PLAN = load_plan("urumqi-14fyp")
CITY = row("乌鲁木齐市", "city", "650100")
ROWS = [
    CITY,
    row("天山区", within="乌鲁木齐市", category="区县"),
    row("沙依巴克区", code="650103", within="乌鲁木齐市", category="区县"),
    row("市司法局", "department", "650100", within="乌鲁木齐市"),
    row("市场监管局", "department", "650100", within="乌鲁木齐市"),
    row("市委宣传部", "city", "650100", body="宣传部门", within="乌鲁木齐市", formerly=["部门"]),
    row("市文旅局", "department", "650100", within="乌鲁木齐市", formerly="市旅游局、市文化局"),
    row("新华街道", "township", "650102", within="天山区"),
    row("新华街道", "township", "650103", within="沙依巴克区"),
    row("三甬碑街道", "township", "650102", within="天山区"),
]


def members(*rows: dict[str, Any]) -> Members:
    return Members([Member.model_validate(one) for one in rows or ROWS], PLAN)


def unit(name: str, level: str, code: str, body: str | None = None) -> Unit:
    return Unit(name=name, level=level, code=code, **({"body": body} if body else {}))


@pytest.mark.parametrize(
    ("whose", "member"),
    [
        (unit("天山区", "county", "650102"), "天山区"),
        (unit("乌鲁木齐市天山区人民政府", "county", "650102"), "天山区"),
        (unit("乌鲁木齐市司法局", "department", "650100"), "市司法局"),
        (unit("市 司法局", "department", "650100"), "市司法局"),
        (unit("市市场监管局", "department", "650100"), "市场监管局"),
        (unit("天山区三甬碑街道", "township", "650102"), "三甬碑街道"),
        (unit("市旅游局", "department", "650100"), "市文旅局"),
        (unit("文化局", "department", "650100"), "市文旅局"),
        (unit("乌鲁木齐市市委宣传部", "city", "650100", "publicity"), "市委宣传部"),
        (unit("市委宣传部", "department", "650100"), "市委宣传部"),
    ],
)
def test_a_file_is_of_the_unit_that_it_names_however_it_does(whose: Unit, member: str):
    found = members().of(whose)
    assert found
    assert found.name == member


@pytest.mark.parametrize(
    "stranger",
    [
        unit("天山区", "city", "650102"),
        unit("水磨沟区", "county", "650105"),
        unit("市财政局", "department", "650100"),
        unit("司法局", "department", "650102"),
        unit("市司法局", "township", "650100"),
        unit("市司法局", "department", "650100", "justice"),
    ],
)
def test_another_level_code_body_or_name_is_another_unit(stranger: Unit):
    assert members().of(stranger) is None
    assert members().identity(stranger) == identity(stranger, PLAN, ["乌鲁木齐市"])


def test_two_townships_of_one_name_are_told_apart_by_code_and_in_rows_by_the_unit_above():
    found = members()
    one = found.of(unit("新华街道", "township", "650102"))
    other = found.of(unit("沙依巴克区新华街道", "township", "650103"))
    assert one
    assert other
    assert (one.code, other.code) == ("650102", "650103")
    assert found.unit_named("新华街道") is None
    assert "不止一个" in found.unknown("新华街道").zh
    assert found.unit_named("天山区新华街道") is one
    assert found.unit_named("沙依巴克区新华街道") is other


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("司法局", "市司法局"),
        ("乌鲁木齐市司法局", "市司法局"),
        ("乌鲁木齐市", "乌鲁木齐市"),
        ("旅游局", "市文旅局"),
        ("市市场监管局", "市场监管局"),
        ("天山区三甬碑街道", "三甬碑街道"),
    ],
)
def test_rows_name_units_as_people_do(name: str, member: str):
    found = members().unit_named(name)
    assert found
    assert found.name == member


def test_an_unknown_name_is_said_with_what_was_meant():
    assert members().unit_named("市司发局") is None
    assert members().unknown("市司发局").zh == "名册里没有“市司发局”，是不是 市司法局？"
    assert members().unknown("水务局").en == "the round has no unit 水务局."


def test_of_two_rows_of_one_unit_the_first_counts():
    found = members(CITY, row("天山区"), row("乌鲁木齐市天山区"), row("三区", code="650104"))
    assert found.names == ["乌鲁木齐市", "天山区", "三区"]
    ((double, first),) = found.doubles
    assert (double.name, first.name) == ("乌鲁木齐市天山区", "天山区")


def test_who_stands_above_and_nobody_above_itself():
    found = members()
    by_name = {one.name: one for one in found}
    assert found.parent(by_name["三甬碑街道"]) is by_name["天山区"]
    assert found.parent(by_name["天山区"]) is by_name["乌鲁木齐市"]
    assert found.parent(by_name["乌鲁木齐市"]) is None
    assert not any(map(found.circular, found))
    round_about = members(row("甲区", within="乙区"), row("乙区", code="650103", within="甲区"))
    assert all(map(round_about.circular, round_about))


@given(st.permutations(ROWS))
def test_the_order_of_the_rows_changes_nothing_of_whose_a_file_is(rows: list[dict[str, Any]]):
    found = members(*rows)
    for one in rows:
        own = found.of(unit(one["name"], one["level"], one["code"], one.get("body")))
        assert own
        assert (own.name, own.code) == (one["name"], one["code"])
        assert found.identity(own) == found.identity(found.unit(own))
