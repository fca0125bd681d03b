"""The schema written by hand against the public models: the same data taken, the same values made, the same refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fazhi_check.submission import models, records
from fazhi_check.submission.schema import keys_of, validator

pytestmark = pytest.mark.slow  # together they take many seconds

PAIRS = [
    (models.Unit, records.Unit),
    (models.Origin, records.Origin),
    (models.Evidence, records.Evidence),
    (models.Entry, records.Entry),
    (models.Submission, records.Submission),
]
# Texts of every kind that some field takes, and some that none does.
TEXTS = st.sampled_from(
    [
        *(
            "已完成",
            "done",
            " 推进中 ",
            "doen",
            "市级",
            "city",
            "文件",
            "document",
            "report",
            "650100",
            "6501",
            "甲",
            "",
            "  ",
        ),
        *(
            "2023-08-30",
            "2023年5月",
            "2023.13",
            "2023",
            "2022年",
            "12",
            "98.5%",
            "1.2万余",
            "约30",
            "-3",
            "13800138000",
        ),
    ]
)
ANYTHING = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2), max_leaves=4
)


def data(record: type[records.Record]) -> st.SearchStrategy[dict[str, Any]]:
    """Return data for a record: some of its keys, each mostly with something that may fit, and now and then others."""
    inner = {"unit": records.Unit, "source": records.Origin}
    fields: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(keys_of(record), TEXTS | ANYTHING)
    fields |= {name: data(inner[name]) | TEXTS for name in inner if name in fields}
    if "evidence" in fields:
        fields["evidence"] = st.lists(data(records.Evidence) | TEXTS, max_size=2)
    if "by_year" in fields:
        fields |= dict.fromkeys(("by_unit", "by_year"), st.dictionaries(TEXTS, TEXTS, max_size=2) | TEXTS)
    if "entries" in fields:
        fields["entries"] = st.dictionaries(TEXTS, data(records.Entry) | TEXTS, max_size=2) | TEXTS
    return st.fixed_dictionaries({}, optional={**fields, "x": TEXTS})


def by_model(model: type[models.Reported], given_data: Any) -> Any:
    """Return what a public model makes of data: what was given of it, or what is wrong and where."""
    try:
        return plain(model.model_validate(given_data))
    except ValidationError as error:
        return wrong(error)


def by_schema(record: type[records.Record], given_data: Any) -> Any:
    """Return what the schema makes of data, likewise."""
    try:
        return plain(validator(record, masked=True).validate_python(given_data))
    except ValidationError as error:
        return wrong(error)


def plain(value: Any) -> Any:
    """Return a model or record as its given fields."""
    if isinstance(value, models.Reported):
        return {name: plain(getattr(value, name)) for name in value.model_fields_set}
    if isinstance(value, records.Record):
        return {name: plain(one) for name, one in value.given.items()}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return tuple(map(plain, value)) if type(value) is tuple else value


def wrong(error: ValidationError) -> set[tuple[Any, ...]]:
    """Return what is wrong by place, kind and words; a model and a mapping are the same here."""
    return {
        (one["loc"], one["type"].replace("model_type", "dict_type"), (one["type"] != "model_type" and one["msg"]) or "")
        for one in error.errors(include_url=False)
        if one["type"] not in ("model_type", "dict_type")
    } | {(one["loc"], "dict_type", "") for one in error.errors() if one["type"] in ("model_type", "dict_type")}


@pytest.mark.parametrize(("model", "record"), PAIRS, ids=[record.__name__ for _, record in PAIRS])
def test_a_record_has_the_fields_of_its_model(model, record):
    assert keys_of(record) == tuple(model.model_fields)
    given_all = dict.fromkeys(keys_of(record))
    assert all(hasattr(record(**given_all), name) for name in keys_of(record))


@pytest.mark.parametrize(("model", "record"), PAIRS, ids=[record.__name__ for _, record in PAIRS])
@settings(max_examples=150, deadline=None)
@given(drawn=st.data())
def test_schema_and_model_make_the_same_of_the_same_data(model, record, drawn):
    sample = drawn.draw(data(record))
    assert by_schema(record, sample) == by_model(model, sample)


def test_a_record_cannot_be_changed_and_is_equal_where_its_fields_are():
    unit = records.Unit(name="甲市", level="city", code="650100")
    with pytest.raises(AttributeError, match="Unit is frozen: name"):
        unit.name = "乙市"
    assert unit.replace(name="乙市") == records.Unit(name="乙市", level="city", code="650100") != unit
    assert hash(unit) == hash(unit.replace())
    assert repr(unit) == "Unit(name='甲市', level='city', code='650100')"
    assert unit.body is None


def test_the_public_model_of_a_record_says_the_same():
    sample = {
        "plan": "small",
        "unit": {"name": "甲市", "level": "市级", "code": "650100"},
        "as_of": "2023-08-30",
        "entries": {
            "1.1.1-01": {"status": "已完成", "evidence": [{"kind": "文件", "title": "某办法", "date": "2023-05"}]}
        },
    }
    record = validator(records.Submission).validate_python(sample)
    assert models.model_of(record) == models.Submission.model_validate(sample)
