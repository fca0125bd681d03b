"""Who a unit is: however its name is written, the same unit is the same, and another is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.identity import identity, plain_name
from fazhi_check.plan.store import load_plan
from fazhi_check.submission.records import Unit

PLAN = load_plan("urumqi-14fyp")
JUSTICE = Unit(name="市司法局", level="department", code="650100")


@pytest.mark.parametrize(
    "name", ["司法局", "市司法局", "乌鲁木齐市司法局", "乌鲁木齐市 司法局", "市 司法 局", "乌鲁木齐市市司法局"]
)
def test_a_department_is_one_however_its_place_is_written(name: str):
    assert identity(JUSTICE.replace(name=name), PLAN) == identity(JUSTICE, PLAN)


@pytest.mark.parametrize("name", ["市场监管局", "市市场监管局", "乌鲁木齐市市场监管局", "乌鲁木齐市场监管局"])
def test_a_name_that_begins_with_the_same_sign_loses_nothing_by_it(name: str):
    assert plain_name(name, PLAN) == plain_name("市市场监管局", PLAN)
    assert plain_name(name, PLAN) != plain_name("市司法局", PLAN)


@pytest.mark.parametrize(
    "name", ["司法局", "天山区司法局", "乌鲁木齐市天山区司法局", "乌鲁木齐市 天山区 司法局", "市天山区司法局"]
)
def test_the_city_may_stand_before_the_place_above(name: str):
    assert plain_name(name, PLAN, ["天山区"]) == "司法局"


def test_brackets_are_one_in_both_widths():
    assert plain_name("市文旅局(文物局)", PLAN) == plain_name("文旅局（文物局）", PLAN)


def test_other_places_may_stand_before_a_name():
    assert plain_name("濮阳市司法局", PLAN, ["濮阳市"]) == plain_name("司法局", PLAN)
    assert plain_name("濮阳市司法局", PLAN) != plain_name("司法局", PLAN)
    assert plain_name("天山区", PLAN, ["天山区"]) == "天山区", "a name is never nothing but its place"


def test_cities_and_counties_go_by_their_code_alone():
    one = Unit(name="天山区", level="county", code="650102")
    assert identity(one, PLAN) == identity(one.replace(name="乌鲁木齐市天山区"), PLAN)
    assert identity(one, PLAN) != identity(one.replace(level="city"), PLAN)
    assert identity(one, PLAN) != identity(one.replace(code="650103"), PLAN)


def test_a_body_makes_another_unit_whose_name_counts():
    court = Unit(name="市中级人民法院", level="city", code="650100", body="court")
    assert identity(court, PLAN) == identity(court.replace(name="中级人民法院", body="法院"), PLAN)
    assert identity(court, PLAN) != identity(court.replace(body=None), PLAN)
    assert identity(court, PLAN) != identity(court.replace(name="铁路运输法院"), PLAN)


def test_townships_of_a_district_go_by_name():
    one = Unit(name="解放北路街道", level="township", code="650102")
    assert identity(one, PLAN) != identity(one.replace(name="新华北路街道"), PLAN)
    assert identity(one, PLAN) == identity(one.replace(name="天山区解放北路街道"), PLAN, ["天山区"])


@given(st.text("市司法局天山区 ()（）乌鲁木齐", min_size=1).filter(str.strip))
def test_a_plain_name_stays_as_it_is(name: str):
    once = plain_name(name, PLAN)
    assert once
    assert plain_name("市" + once, PLAN) in (once, once.lstrip("市"))
