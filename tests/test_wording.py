"""The words of the whole program: every Chinese text is written as an office writes, every English one is English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest
from helpers.project import ROOT

from fazhi_check.round.columns import REGISTERS
from fazhi_check.rules.book import BOOK
from fazhi_check.submission.sheet.columns import COLUMNS
from fazhi_check.words import UNITS, Figure, number

PACKAGE = ROOT / "fazhi_check"
HAN = "[一-鿿]"
# What was called otherwise before.
GONE = "缺报|实报|报有数值|锚文|牵头的责任主体|佐证充分|百分点以上为慢"
# Calls that speak of the sheets that offices fill in, which are Chinese.
OF_THE_SHEET = {
    "Look",
    "some",
    "Label",
    "Column",
    "Register",
    "_date",
    "_unit",
    "_task",
    "_words",
    "_no_sheet",
    "finish",
    # Papers are Chinese, as their tags are.
    "Annex",
    "_listed",
    "_counts",
    "_list",
    "_Use",
    "replace",
    # The words by which a plan's text names a body, which are Chinese.
    "Organ",
}
# Placeholders whose filled value is Chinese.
CHINESE = "asked|reported|expected|status|what|word|verdict|role|lacks"


class Pair(NamedTuple):
    """A wording in both languages, as a call gives it, with where it stands; what is filled in is written {...}."""

    where: str
    zh: str
    en: str


def text_of(node: ast.expr) -> str | None:
    """Return a string as it is written, what is filled in as {its source}; None for what is no string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else f"{{{ast.unparse(part)}}}" for part in node.values)
        return "".join(str(part) for part in parts)
    return None


def called(node: ast.Call) -> str:
    """Return what a call calls, without what it belongs to."""
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


@cache
def pairs() -> tuple[Pair, ...]:
    """Return what is said in two languages: two strings that follow each other in a call, the first Chinese."""
    return tuple(_pairs())


def _pairs() -> Iterator[Pair]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and called(node) not in OF_THE_SHEET:
                texts = [text_of(one) for one in node.args]
                for zh, en in pairwise(texts):
                    if zh and len(zh) > 1 and en is not None and re.search(HAN, re.sub(r"\{[^}]*\}", "", zh)):
                        yield Pair(f"{path.relative_to(PACKAGE)}:{node.lineno}", zh, en)


def plain(text: str) -> str:
    """Return a text without what is filled in and without the code that it quotes."""
    text = re.sub(r"\{[^{}]*甲: .*\}$", "{}", text)  # parts in YAML
    bare = re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "{}", text)
    return re.sub(r"“[^”]*[:#!\[{ ][^”]*”|\{[^}]*: [^}]*\}|\[编号, 编号\]", "“”", bare)


# Figures are written with Chinese words in any language; a wording to be copied is shown as it is, and so are the heads
# and the yes of a sheet.
HEADS = "|".join(sorted((column.head for column in COLUMNS), key=len, reverse=True))
SHEETS = "|".join(word for one in REGISTERS for word in (one.name, *(column.head for column in one.columns)))
GIVEN = f"{HEADS}|{SHEETS}|全部|单位|年度|是|否|万|余|以上|不足|旧数据|年|月|日"


def test_there_are_many():
    assert len(pairs()) > 500


def test_chinese_has_full_width_marks():
    half = rf"[{HAN[1:-1]}”》]\s?\(|\([^)]*{HAN}|{HAN}\)|{HAN}[,;:!?]|['\"]{HAN}|{HAN}['\"]"
    assert [pair for pair in pairs() if re.search(half, plain(pair.zh))] == []


def test_chinese_has_no_blank_before_a_chinese_word():
    filled = rf"{HAN} \{{(?:{CHINESE})\}}|\{{(?:{CHINESE})\}} {HAN}"
    assert [pair for pair in pairs() if re.search(filled, pair.zh)] == []
    sentences = [pair for pair in pairs() if "  " not in pair.zh]  # the others are heads of tables
    blank = [one for one in sentences if re.search(rf"{HAN} {HAN}", re.sub("例如 |如 |——", "", plain(one.zh)))]
    assert blank == []


def test_nothing_goes_by_what_it_was_called():
    assert [pair for pair in pairs() if re.search(GONE, pair.zh)] == []


def test_english_is_without_chinese():
    said = {pair: re.sub(GIVEN, "", re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "", pair.en)) for pair in pairs()}
    assert [pair for pair, text in said.items() if re.search(f"{HAN}|[，。；：（）、]", text)] == []


@pytest.mark.parametrize("code", sorted(BOOK))
def test_the_page_of_a_rule_has_full_width_marks(code: str):
    rule = BOOK[code]
    for said in (rule.title("zh"), rule.prose("zh")):
        assert not re.search(rf"{HAN}\s?\([^)]*\)|\([^)]*{HAN}", plain(said))
        assert not re.search(GONE, said)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_counted_in_both_languages(unit: str):
    one, two = (Figure(1, unit=unit), Figure(2, unit=unit))  # type: ignore[arg-type]
    assert (one.say("zh"), two.say("zh")) == (f"1 {unit}", f"2 {unit}")
    assert one.say("en").split(" ", 1)[0] == "1"
    assert not re.search(HAN, one.say("en") + two.say("en"))


def test_a_unit_that_is_not_translated_is_given_as_it_is():
    from fractions import Fraction

    assert Figure(Fraction(3), unit="台").say("en") == "3 (台)"
    assert Figure(Fraction(3), unit="km").say("en") == "3 km"
    assert Figure(Fraction(195, 2), 1, "%", "39/40").say("en") == "97.5% (39/40)"
    assert Figure(Fraction(195, 2), 1, "%", "39/40").say("zh") == f"{number(Fraction(195, 2))}%（39/40）"


def test_brackets_in_chinese_are_full_width() -> None:
    """What stands in brackets behind a Chinese word stands in Chinese brackets."""
    half = re.compile(f"(?:{HAN}|[}}”])\\([^?]|\\)(?:{HAN}|[，。；“])")
    assert [pair for pair in pairs() if half.search(pair.zh)] == []
