"""What units, days and numbers of documents look like in prose: known once, and as the readers of plans and reports need it."""

import re
from collections import Counter
from itertools import combinations

import pytest

from fazhi_check.plan.draft import words as of_plans
from fazhi_check.source.in_prose import (
    DAY,
    DOCUMENT_NAMED,
    DOCUMENT_NUMBER,
    PRINTED_DAY,
    SIGNED_DAY,
    TIME,
    UNITS,
    UNITS_OF_PLANS,
    UNITS_OF_REPORTS,
    any_of,
)


def test_every_unit_is_listed_once():
    for listed in (UNITS, UNITS_OF_PLANS, UNITS_OF_REPORTS):
        assert len(listed) == len({*listed})
    for one, other in combinations((UNITS, UNITS_OF_PLANS, UNITS_OF_REPORTS), 2):
        assert {*one}.isdisjoint(other)


def test_no_list_of_words_of_the_drafting_has_a_word_twice():
    listed = {name: value for name, value in vars(of_plans).items() if name.isupper() and name != "ACTS"}
    assert len(listed) > 12
    twice = {name: [word for word, often in Counter(value).items() if often > 1] for name, value in listed.items()}
    assert not any(twice.values()), twice
    assert {*of_plans.ACTS} == {*of_plans.BUILD, *of_plans.KEEP, *of_plans.UPHOLD, *of_plans.RISES}


def test_of_two_words_the_longer_is_read():
    assert re.match(any_of(["个", "个工作日", "个"]), "个工作日内")[0] == "个工作日"


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        (PRINTED_DAY, "发布时间 2023 年 5 月 1日", "2023 年 5 月 1日"),
        (PRINTED_DAY, "2023-05/01", "2023-05/01"),
        (DAY, "2023-05/01", None),
        (DAY, "日期：2023/5/1 来源", "2023/5/1"),
        (SIGNED_DAY, "二〇二三年五月十一日", "二〇二三年五月十一日"),
        (TIME, "截至2023年底建成", "2023年底"),
        (TIME, "共1899年", None),
        (DOCUMENT_NUMBER, "某政发〔2023〕12号", "某政发〔2023〕12号"),
        (DOCUMENT_NAMED, "某政发（2023）第 12 号", "某政发（2023）第 12 号"),
        (DOCUMENT_NAMED, "某某令第5号", "某某令第5号"),
    ],
)
def test_days_and_numbers_of_documents(form: str, text: str, found: str | None):
    one = re.search(form, text)
    assert (one and one.group()) == found
