"""Dates as people write them: every form that is taken, and what is said about those that are not."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.source.dates import Span, parse_day, parse_span
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import Text

laws = settings(max_examples=150, deadline=None, derandomize=True)

DAY_FORMS = {
    "hyphen": "{0:04}-{1:02}-{2:02}",
    "hyphen-short": "{0:04}-{1}-{2}",
    "slash": "{0:04}/{1}/{2}",
    "slash-padded": "{0:04}/{1:02}/{2:02}",
    "dot": "{0:04}.{1}.{2}",
    "dot-padded": "{0:04}.{1:02}.{2:02}",
    "chinese": "{0:04}年{1}月{2}日",
    "chinese-padded": "{0:04}年{1:02}月{2:02}日",
}
MONTH_FORMS = {
    "hyphen": "{0:04}-{1:02}",
    "hyphen-short": "{0:04}-{1}",
    "slash": "{0:04}/{1}",
    "dot": "{0:04}.{1}",
    "chinese": "{0:04}年{1}月",
}
YEAR_FORMS = {"digits": "{0:04}", "chinese": "{0:04}年"}


def refused(text: str) -> Text:
    """Return the advice that a text is refused with."""
    with pytest.raises(Unreadable) as caught:
        parse_span(text)
    return caught.value.advice


@pytest.mark.parametrize("form", DAY_FORMS.values(), ids=DAY_FORMS)
def test_a_day_is_read_in_every_form(form):
    assert parse_day(form.format(2023, 5, 1)) == date(2023, 5, 1)


@pytest.mark.parametrize("form", DAY_FORMS.values(), ids=DAY_FORMS)
@given(day=st.dates())
@laws
def test_every_day_of_the_calendar_comes_back_from_every_form(form, day):
    written = form.format(day.year, day.month, day.day)
    assert parse_day(written) == day
    assert parse_span(written) == Span(day, day, written)


@pytest.mark.parametrize("form", MONTH_FORMS.values(), ids=MONTH_FORMS)
@given(first=st.dates(max_value=date(9999, 11, 30)).map(lambda day: day.replace(day=1)))
@laws
def test_a_month_alone_is_all_its_days(form, first):
    span = parse_span(form.format(first.year, first.month))
    assert span.first == first
    assert span.last.month == first.month
    assert (span.last + timedelta(days=1)).day == 1


@pytest.mark.parametrize("form", YEAR_FORMS.values(), ids=YEAR_FORMS)
@given(year=st.integers(1, 9999))
@laws
def test_a_year_alone_is_all_its_days(form, year):
    written = form.format(year)
    assert parse_span(written) == Span(date(year, 1, 1), date(year, 12, 31), written)


@given(day=st.dates(), hyphen=st.booleans())
@laws
def test_a_day_lies_in_its_month_and_the_month_in_its_year(day, hyphen):
    sign = "-" if hyphen else "."
    month = parse_span(f"{day.year:04}{sign}{day.month}")
    year = parse_span(f"{day.year:04}")
    assert year.first <= month.first <= day <= month.last <= year.last


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        pytest.param("2023.10", date(2023, 10, 1), date(2023, 10, 31), id="october-not-january"),
        pytest.param("2023.1", date(2023, 1, 1), date(2023, 1, 31), id="january"),
        pytest.param("2023.01", date(2023, 1, 1), date(2023, 1, 31), id="january-padded"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="leap-february"),
        pytest.param("2023-02", date(2023, 2, 1), date(2023, 2, 28), id="february"),
        pytest.param("1900年2月", date(1900, 2, 1), date(1900, 2, 28), id="century-without-leap-day"),
        pytest.param("9999-12", date(9999, 12, 1), date(9999, 12, 31), id="last-month-there-is"),
        pytest.param("9999", date(9999, 1, 1), date(9999, 12, 31), id="last-year-there-is"),
    ],
)
def test_what_a_span_covers(written, first, last):
    assert (parse_span(written).first, parse_span(written).last) == (first, last)


def test_blanks_around_a_date_do_not_matter_and_are_not_kept():
    assert parse_span(" \t2023年5月\u3000") == Span(date(2023, 5, 1), date(2023, 5, 31), "2023年5月")


NO_DATES = {
    "empty": "",
    "blanks": "  ",
    "two-digit-year": "23-05-01",
    "five-digit-year": "12023-05-01",
    "negative-year": "-2023",
    "day-first": "5/1/2023",
    "mixed-signs": "2023-5/1",
    "mixed-chinese": "2023年5-1",
    "no-month-sign": "2023年5",
    "no-day-sign": "2023年5月1",
    "trailing-sign": "2023-05-",
    "three-digit-month": "2023-005-01",
    "three-digit-day": "2023-05-001",
    "time": "2023-05-01 10:00:00",
    "iso-time": "2023-05-01T00:00",
    "month-without-sign": "202305",
    "words": "May 2023",
    "chinese-digits": "二〇二三年五月",
    "full-width-digits": "２０２３-05-01",
    "other-digits": "٢٠٢٣-05-01",
    "end-of-year": "2023年底",
    "half-year": "2023年上半年",
    "quarter": "2023年第一季度",
    "two-dates": "2023-05-01至2023-06-01",
    "line-end-inside": "2023-05\n-01",
}


@pytest.mark.parametrize("written", NO_DATES.values(), ids=NO_DATES)
def test_what_is_no_date_is_refused_with_the_four_forms(written):
    advice = refused(written)
    for form in ("2023-05-01", "2023/5/1", "2023.5.1", "2023年5月1日"):
        assert form in advice.zh
        assert form in advice.en


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        pytest.param("2023年2月30日", "最后一天是 28 日", "last day is 28", id="chinese-30-february"),
        pytest.param("2023-02-29", "最后一天是 28 日", "last day is 28", id="no-leap-year"),
        pytest.param("2024.2.30", "最后一天是 29 日", "last day is 29", id="leap-year"),
        pytest.param("2023/4/31", "最后一天是 30 日", "last day is 30", id="31-april"),
        pytest.param("2023-05-32", "最后一天是 31 日", "last day is 31", id="32-may"),
        pytest.param("2023-05-00", "最后一天是 31 日", "last day is 31", id="day-0"),
        pytest.param("2023-13", "没有 13 月", "no month 13", id="month-13"),
        pytest.param("2023年13月1日", "没有 13 月", "no month 13", id="chinese-month-13"),
        pytest.param("2023.0", "没有 0 月", "no month 0", id="month-0"),
        pytest.param("2023-00-10", "没有 0 月", "no month 0", id="month-0-with-day"),
        pytest.param("2023.99", "没有 99 月", "no month 99", id="month-99"),
        pytest.param("0000", "没有公元 0 年", "no year 0", id="year-0"),
        pytest.param("0000-01-01", "没有公元 0 年", "no year 0", id="year-0-with-day"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_by_name(written, zh, en):
    advice = refused(written)
    assert zh in advice.zh
    assert en in advice.en


@given(month=st.dates(), over=st.integers(1, 60))
@laws
def test_a_day_past_the_end_of_its_month_is_never_the_next_month(month, over):
    last = calendar.monthrange(month.year, month.month)[1]
    if last + over > 99:
        over = 99 - last
    advice = refused(f"{month.year:04}-{month.month:02}-{last + over}")
    assert f"{last} 日" in advice.zh
    assert str(last) in advice.en


def test_a_compact_date_is_spelled_out_in_the_advice():
    advice = refused("20221130")
    assert "2022-11-30" in advice.zh
    assert "2022-11-30" in advice.en


@pytest.mark.parametrize("written", ["20221130", "20231399", "20230230", "00000101", "99999999", "2023-5/1", "昨天"])
def test_every_date_that_the_advice_offers_is_a_date(written):
    advice = refused(written)
    offered = re.findall(r"\d{4}-\d{2}-\d{2}", advice.zh) + re.findall(r"\d{4}-\d{2}-\d{2}", advice.en)
    assert offered
    for sample in offered:
        parse_day(sample)


@pytest.mark.parametrize("written", ["2023", "2023年", "2023-05", "2023.10", "2023年2月", "9999"])
def test_where_a_day_is_needed_a_month_or_year_is_refused_with_a_day_of_it(written):
    with pytest.raises(Unreadable) as caught:
        parse_day(written)
    advice, span = caught.value.advice, parse_span(written)
    for wording in advice:
        (sample,) = re.findall(r"\d{4}-\d{2}-\d{2}", wording)
        assert span.first <= parse_day(sample) <= span.last
    assert "日" in advice.zh
    assert "day" in advice.en


@given(text=st.one_of(st.text(max_size=20), st.text("0123456789年月日-/. ", max_size=14)))
@laws
@pytest.mark.slow
def test_any_text_is_a_span_of_days_or_refused_with_advice(text):
    try:
        span = parse_span(text)
    except Unreadable as error:
        assert error.advice.zh
        assert error.advice.en
    else:
        assert span.first <= span.last
        assert span.text == text.strip()
        assert span.text.startswith(f"{span.first.year:04}")
