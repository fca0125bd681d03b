"""Numbers as reports write them: exact ones, bounds and what bounds prove, and what is refused with advice."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fazhi_check.source.numbers import Amount, exactly, parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import Text

pytestmark = pytest.mark.slow  # together they take many seconds

laws = settings(max_examples=150, deadline=None, derandomize=True)

decimals = st.decimals(min_value=0, max_value=10**9, places=3).map(lambda value: f"{value:.3f}")
marks = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
LOWER_BEFORE, LOWER_AFTER = ("超", "超过", "至少", "不少于", "不低于"), ("余", "多", "以上")
UPPER_BEFORE = ("不足", "不达", "不到")


def refused(text: str) -> Text:
    """Return the advice that a text is refused with."""
    with pytest.raises(Unreadable) as caught:
        parse_amount(text)
    return caught.value.advice


EXACT = {
    "98.5": Fraction(197, 2),
    "98.5%": Fraction(197, 2),
    "98 %": 98,
    "0": 0,
    "007": 7,
    "12000": 12_000,
    "12,000": 12_000,
    "1,234,567": 1_234_567,
    "1,234,567.5": Fraction(2_469_135, 2),
    "1.2万": 12_000,
    "1,234万": 12_340_000,
    "3亿": 300_000_000,
    "0.05亿": 5_000_000,
    "3百": 300,
    "2千": 2000,
    "1.2 万": 12_000,
    "-5": -5,
    "-5%": -5,
    "+5": 5,
    "0.1": Fraction(1, 10),
    "１２，０００": 12_000,
    "９８．５％": Fraction(197, 2),
    "98.5％": Fraction(197, 2),
    "－5": -5,
    " 5 ": 5,
    "\u30005": 5,
}


@pytest.mark.parametrize(("written", "value"), EXACT.items(), ids=EXACT)
def test_an_exact_number_is_read_to_the_last_digit(written, value):
    amount = parse_amount(written)
    assert amount.exact == amount.low == amount.high == value
    assert amount.text == written.strip()


LOWER = {
    "1.2万余": 12_000,
    "1.2万多": 12_000,
    "1.2 万 余": 12_000,
    "98%以上": 98,
    "98以上": 98,
    "100余": 100,
    "100多": 100,
    "98余%": 98,
    "超1.2万": 12_000,
    "超过5": 5,
    "超98%": 98,
    "至少5": 5,
    "不少于5": 5,
    "不低于98.5%": Fraction(197, 2),
    "超98%以上": 98,
    "超 5": 5,
    "９８％以上": 98,
}


@pytest.mark.parametrize(("written", "value"), LOWER.items(), ids=LOWER)
def test_a_lower_bound_knows_its_least_and_no_most(written, value):
    amount = parse_amount(written)
    assert (amount.low, amount.high, amount.exact) == (value, None, None)
    assert amount.text == written


UPPER = {
    "不足100": 100,
    "不达98%": 98,
    "不到5": 5,
    "不足1.2万": 12_000,
    "不足12,000": 12_000,
    "不达 98.5": Fraction(197, 2),
}


@pytest.mark.parametrize(("written", "value"), UPPER.items(), ids=UPPER)
def test_an_upper_bound_is_below_its_number(written, value):
    amount = parse_amount(written)
    assert (amount.low, amount.high, amount.open_high, amount.exact) == (None, value, True, None)
    assert amount.text == written


@pytest.mark.parametrize(
    ("written", "percent"),
    [("98.5%", True), ("98.5％", True), ("98%以上", True), ("不达98%", True), ("98.5", False), ("98以上", False)],
)
def test_a_percent_sign_is_remembered(written, percent):
    assert parse_amount(written).percent is percent


@given(number=st.integers(0, 10**15))
@laws
def test_digits_in_groups_of_three_are_the_plain_number(number):
    assert parse_amount(f"{number:,}").exact == parse_amount(str(number)).exact == number


@given(written=decimals, negative=st.booleans())
@example(written="0.1", negative=False)
@laws
def test_decimals_are_exact_fractions(written, negative):
    sign = "-" if negative else ""
    assert parse_amount(sign + written).exact == Fraction(sign + written)


@given(written=decimals, scale=st.sampled_from([("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8)]))
@laws
def test_a_scale_multiplies(written, scale):
    assert parse_amount(written + scale[0]).exact == Fraction(written) * scale[1]


@given(
    written=decimals, after=st.sampled_from(["", "%", "万", "余", "%以上"]), before=st.sampled_from(["", "超", "不足"])
)
@laws
def test_full_width_digits_mean_the_same(written, after, before):
    plain = before + written + (after if before != "不足" else "")
    wide = plain.translate(str.maketrans("0123456789.%", "０１２３４５６７８９．％"))
    narrow_amount, wide_amount = parse_amount(plain), parse_amount(wide)
    assert (narrow_amount.low, narrow_amount.high) == (wide_amount.low, wide_amount.high)
    assert wide_amount.text == wide


# What a bound proves. A lower bound n stands for every number from n up, 不足 n for every number below n.


@given(number=st.integers(0, 500), word=st.sampled_from([*LOWER_BEFORE, *LOWER_AFTER]), mark=marks)
@laws
def test_a_lower_bound_reaches_at_least_up_to_itself_and_proves_no_at_most(number, word, mark):
    amount = parse_amount(f"{word}{number}" if word in LOWER_BEFORE else f"{number}{word}")
    assert amount.at_least(mark) is (True if mark <= number else None)
    assert amount.at_most(mark) is (False if mark < number else None)


@given(number=st.integers(0, 500), word=st.sampled_from(UPPER_BEFORE), mark=marks)
@laws
def test_an_upper_bound_reaches_at_most_from_itself_on_and_proves_no_at_least(number, word, mark):
    amount = parse_amount(f"{word}{number}")
    assert amount.at_most(mark) is (True if mark >= number else None)
    assert amount.at_least(mark) is (False if mark >= number else None)


@given(number=decimals, mark=marks)
@laws
def test_an_exact_number_settles_every_mark(number, mark):
    amount = parse_amount(number)
    assert amount.at_least(mark) is (Fraction(number) >= mark)
    assert amount.at_most(mark) is (Fraction(number) <= mark)


@given(
    first=marks,
    second=marks,
    shape=st.sampled_from(["exact", "lower", "upper", "below", "between"]),
    mark=marks,
    part=st.fractions(min_value=0, max_value=1, max_denominator=50),
)
@laws
def test_a_settled_answer_holds_for_every_number_that_the_amount_can_be(first, second, shape, mark, part):
    least, most = sorted((first, second))
    amount = {
        "exact": exactly(least),
        "lower": Amount(least, None, ""),
        "upper": Amount(None, most, ""),
        "below": Amount(None, most, "", open_high=True),
        "between": Amount(least, most, ""),
    }[shape]
    low = least if amount.low is not None else most - 3000
    high = most if amount.high is not None else least + 3000
    possible = least if shape == "exact" else low + (high - low) * part
    if shape == "below" and possible == most:
        return
    assert amount.at_least(mark) in (None, possible >= mark)
    assert amount.at_most(mark) in (None, possible <= mark)


@given(least=marks, most=marks, mark=marks)
@laws
def test_an_open_answer_has_numbers_on_both_sides(least, most, mark):
    least, most = sorted((least, most))
    amount = Amount(least, most, "")
    if amount.at_least(mark) is None:
        assert least < mark <= most
    if amount.at_most(mark) is None:
        assert least <= mark < most


@pytest.mark.parametrize(
    ("written", "mark", "at_least", "at_most"),
    [
        pytest.param("100余", 100, True, None, id="lower-at-its-number"),
        pytest.param("100余", 101, None, None, id="lower-above"),
        pytest.param("100余", 99, True, False, id="lower-below"),
        pytest.param("不足100", 100, False, True, id="upper-at-its-number"),
        pytest.param("不足100", 99, None, None, id="upper-below"),
        pytest.param("不足100", 101, False, True, id="upper-above"),
        pytest.param("100", 100, True, True, id="exact"),
    ],
)
def test_a_bound_settles_only_what_it_proves(written, mark, at_least, at_most):
    amount = parse_amount(written)
    assert (amount.at_least(Fraction(mark)), amount.at_most(Fraction(mark))) == (at_least, at_most)


def test_an_exact_amount_can_be_made_from_a_number():
    assert exactly(7) == Amount(Fraction(7), Fraction(7), "7")
    assert exactly(Fraction(1, 2), "一半").text == "一半"


# What is refused.

VAGUE = ["约98", "约98%", "大约5", "近百", "近98%", "接近98", "98左右", "100上下", "大概5", "5~"]


@pytest.mark.parametrize("written", VAGUE)
def test_an_approximation_is_refused_with_the_exact_number_or_a_bound_to_write(written):
    advice = refused(written)
    assert "确切数" in advice.zh
    assert "以上" in advice.zh
    assert "exact number" in advice.en
    assert "lower bound" in advice.en


RANGES = ["2至4", "2-4", "2~4", "2—4", "2–4", "2～4", "2－4", "2到4", "2 至 4", "30%-40%", "1.2万至1.5万", "-2-4"]


@pytest.mark.parametrize("written", RANGES)
def test_a_range_is_refused_with_the_exact_number_or_its_lower_bound_to_write(written):
    advice = refused(written)
    assert "区间" in advice.zh
    assert "以上" in advice.zh
    assert "range" in advice.en
    assert "lower bound" in advice.en


@pytest.mark.parametrize(
    ("written", "sample"),
    [
        pytest.param("约98", "98以上", id="plain"),
        pytest.param("约98.5%", "98.5", id="percent"),
        pytest.param("2至4", "2以上", id="range"),
        pytest.param("约1.2万", "1.2万以上", id="scale"),
        pytest.param("1.2万至1.5万", "1.2万以上", id="range-with-scale"),
        pytest.param("约12,000", "12,000以上", id="groups"),
        pytest.param("-4至-2", "-4以上", id="negative-range"),
    ],
)
def test_the_number_in_the_advice_is_the_one_that_was_written(written, sample):
    advice = refused(written)
    assert sample in advice.zh.replace(" ", "")
    assert sample in advice.en.replace(" ", "")


NOT_NUMBERS = ["nan", "NaN", ".nan", "inf", "-inf", "+inf", ".inf", "-.inf", "+.INF", "Infinity", "-infinity"]


@pytest.mark.parametrize("written", NOT_NUMBERS)
def test_nan_and_infinities_are_refused_with_the_advice_to_leave_them_out(written):
    advice = refused(written)
    assert "删去" in advice.zh
    assert "leave the line out" in advice.en


MALFORMED = {
    "empty": "",
    "blank": "  ",
    "percent-alone": "%",
    "scale-alone": "万",
    "bound-alone": "余",
    "unit": "37个",
    "unit-after-bound": "37余个",
    "chinese-digits": "三十",
    "words": "很多",
    "no-whole-part": ".5",
    "no-decimals": "5.",
    "two-points": "98.5.1",
    "exponent": "1e5",
    "underscores": "1_000",
    "hexadecimal": "0x10",
    "group-of-two": "12,00",
    "group-of-one": "1,2",
    "group-of-four": "1,0000",
    "leading-comma": ",123",
    "blank-between-digits": "1 000",
    "fraction": "1/2",
    "permille": "0.5‰",
    "arabic-digits": "٣٤",
    "superscript": "²",
    "comparison": "≥98",
    "plus-after": "100+",
    "two-scales": "5万亿",
    "two-signs": "--5",
    "upper-and-lower": "不足5以上",
    "upper-and-more": "不足5余",
    "lower-and-upper": "超不足5",
    "bound-on-the-wrong-side": "以上98",
    "two-numbers": "98 99",
    "line-end": "98\n99",
    "infinity-sign": "∞",
    "forty-one-digits": "1" * 41,
}


@pytest.mark.parametrize("written", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_number_is_refused_with_the_forms_to_write(written):
    advice = refused(written)
    for form in ("98.5%", "12000", "1.2万", "1.2万余", "98%以上"):
        assert form in advice.zh
        assert form in advice.en
    assert len(advice.zh) < 200


@pytest.mark.parametrize(
    ("written", "plain"), [("1e-1", "0.1"), ("-1e3", "-1000"), ("1E+2", "100"), ("2.5e-3", "0.0025"), ("12e0", "12")]
)
def test_a_power_of_ten_is_no_range_and_told_in_plain_digits(written, plain):
    advice = refused(written)
    assert f"数字写成 {plain}、" in advice.zh
    assert f"write a number as {plain}," in advice.en
    assert "区间" not in advice.zh
    assert "range" not in advice.en


@pytest.mark.parametrize("written", ["1e999999999", "1e-999", "1" * 30 + "e1", "13000000000e1", "1.3e10"])
def test_a_power_beyond_use_is_refused_at_once_without_its_digits(written):
    assert "数字写成 98.5、" in refused(written).zh
    assert "区间" not in refused(written).zh


def test_a_line_of_digits_is_refused_without_trying_every_way_to_read_it():
    # In a process of its own, so that a reader that never comes back ends as a failure.
    code = """
from fazhi_check.source.numbers import parse_amount
from fazhi_check.source.unreadable import Unreadable
try:
    parse_amount("9" * 900_000)
except Unreadable:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=10, check=True)
    assert done.stdout == "refused\n"


def test_a_unit_of_count_is_told_to_go_and_the_number_stays():
    advice = refused("37个")
    assert "37" in advice.zh
    assert "不写计量单位" in advice.zh
    assert "37" in advice.en


@given(text=st.one_of(st.text(max_size=60), st.text("0123456789,.%+-万亿余多以上超不足约至 ", max_size=20)))
@laws
def test_any_text_is_an_amount_or_refused_with_advice(text):
    try:
        amount = parse_amount(text)
    except Unreadable as error:
        assert error.advice.zh
        assert error.advice.en
    else:
        assert amount.text == text.strip()
        assert (amount.low, amount.high) != (None, None)
