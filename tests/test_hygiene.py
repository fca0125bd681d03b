"""What must not stand in a submission: personal numbers and their masking, invisible characters, secrecy marks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import examine, verdict_of
from helpers.submissions import submission
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.findings import Finding, Place
from fazhi_check.sanitize import INVISIBLE, PERSONAL, mask, visible

laws = settings(max_examples=150, deadline=None, derandomize=True)

MOBILE = "13812345678"
IDENTITY = "11010519491231002X"

# Submissions that hold something at some place; § stands for it.
HEADS = {
    "unit-name": submission(name="甲市§"),
    "unit-body": submission().replace("code:", "body: 某局§, code:"),
    "plan": submission().replace("plan: small", "plan: 计划§"),
    "level": submission(level="市§"),
    "as-of": submission(as_of="八月§"),
    "source-title": submission() + "source: {title: 某报告§}\n",
    "source-note": submission() + "source: {note: '§'}\n",
    "source-date": submission() + "source: {date: 某日§}\n",
    "unknown-key": submission() + "备注§: 1\n",
    "value-of-unknown-key": submission() + "备注: [甲, {乙: 丙§}]\n",
    "root-text": "一段话§\n",
    "root-list": "- 一段话§\n",
}
ENTRIES = {
    "id": "§: {status: done}",
    "id-with-text": "1.1.1-§: {status: done}",
    "entry-text": "1.1.1-01: 已完成§",
    "owner": "1.1.1-01: {status: done, owner: 某局§}",
    "problem": "1.1.1-01: {status: done, 存在问题: 缺人§}",
    "next-step": "1.1.1-01: {status: done, 下一步措施: '§'}",
    "note": "1.1.1-01: {status: done, note: '§，以及其他'}",
    "note-block": "1.1.1-01:\n    status: done\n    note: |\n      甲\n      联系§\n",
    "reason": "1.1.1-01: {status: not_applicable, reason: 见§}",
    "status": "1.1.1-01: {status: done§}",
    "status-cut": "1.1.1-01: {status: 一二三四五六七八九十一二三四五六七八九十一二三四§一二三四五六七八九十}",
    "done-on": "1.1.1-01: {status: done, done_on: 某日§}",
    "title": "1.1.1-01: {status: done, evidence: [{kind: document, title: 某办法§}]}",
    "quote": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, quote: 原文§}]}",
    "ref": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, ref: '§'}]}",
    "url": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, url: 'https://example.com/?q=§'}]}",
    "period": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, period: 期间§}]}",
    "kind": "1.1.1-01: {status: done, evidence: [{kind: 文件§, title: 甲}]}",
    "evidence-date": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, date: '§'}]}",
    "old-evidence": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲§, date: 2019}]}",
    "evidence-text": "1.1.1-01: {status: done, evidence: [某文件§]}",
    "unknown-key-in-entry": "1.1.1-01: {status: done, 电话§: 1}",
    "unknown-key-in-evidence": "1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, 电话§: 1}]}",
    "duplicate-key": "1.1.1-01: {status: done, 电话§: 1, 电话§: 2}",
    "part": "1.2.1-04: {by_unit: {甲县§: 6}}",
    "part-alone": "1.2.1-04: {by_unit: {'§': 6}}",
    "part-with-wrong-value": "1.2.1-04: {by_unit: {'§': 很多}}",
    "part-with-negative-value": "1.2.1-04: {by_unit: {'§': -6}}",
    "part-given-twice": "1.2.1-04: {by_unit: {甲§: 6, 甲§: 7}}",
    "wrong-part": "1.2.1-04: {by_unit: {甲县: 见§}}",
    "year": "1.2.1-05: {by_year: {'§': 3}}",
    "wrong-count": "1.2.1-05: {by_year: {2022: 见§}}",
    "key-without-value": "1.1.1-01: {status: done, note: 甲，电话§}",
}
NUMBER_FIELDS = {
    "value": "1.2.1-01: {value: 见§}",
    "value-approximate": "1.2.1-01: {value: 约§}",
    "covered": "1.2.1-03: {covered: 见§, total: 40}",
    "total": "1.2.1-03: {覆盖数: 30, 总数: 见§}",
    "progress": "1.1.1-01: {status: done, progress: 见§}",
}
UNREADABLE = {
    "alias": "1.1.1-01: *§",
    "tag": "1.1.1-01: !x§ 甲",
    "tag-handle": "1.1.1-01: !x§!y 甲",
    "quote-unclosed": "1.1.1-01: '电话§",
    "two-colons": "1.1.1-01: 电话: §: 甲",
}

TREES = {
    **HEADS,
    **{name: submission(f"  {entry}\n") for name, entry in (ENTRIES | NUMBER_FIELDS).items()},
    "code": submission(code="见§"),
}
ALL = TREES | {name: submission(f"  {entry}\n") for name, entry in UNREADABLE.items()}


def of(text: str, plan: Any, code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [finding for finding in examine(text, plan).findings if finding.code == code]


def assert_hidden(secret: str, shown: str) -> None:
    """Assert that no six characters of a secret stand together in what is shown."""
    for start in range(len(secret) - 5):
        assert secret[start : start + 6] not in shown


# Personal numbers: what they are.

PERSONAL_NUMBERS = {
    "mobile": ("13812345678", "138******78"),
    "mobile-of-another-range": ("19912345678", "199******78"),
    "mobile-in-text": ("联系人手机13812345678。", "联系人手机138******78。"),
    "mobile-in-latin-text": ("tel13812345678x", "tel138******78x"),
    "mobile-with-blanks": ("138 1234 5678", "138********78"),
    "mobile-with-hyphens": ("138-1234-5678", "138********78"),
    "mobile-with-country": ("+8613812345678", "+86*********78"),
    "mobile-with-country-and-blank": ("+86 13812345678", "+86**********78"),
    "mobile-full-width": ("１３８１２３４５６７８", "１３８******７８"),
    "two-mobiles": ("13812345678、13987654321", "138******78、139******21"),
    "identity": ("11010519491231002X", "110*************2X"),
    "identity-small-x": ("11010519491231002x", "110*************2x"),
    "identity-digit": ("身份证110105200002290021号", "身份证110*************21号"),
    "identity-full-width": ("１１０１０５１９４９１２３１００２Ｘ", "１１０*************２Ｘ"),
    "identity-with-blanks": ("110105 19491231 002X", "110***************2X"),
    "identity-and-mobile": ("110105194912310021 13812345678", "110*************21 138******78"),
}


@pytest.mark.parametrize(("text", "masked"), PERSONAL_NUMBERS.values(), ids=PERSONAL_NUMBERS)
def test_a_personal_number_is_starred_out_but_for_its_ends(text, masked):
    assert mask(text) == masked


NOT_PERSONAL = {
    "empty": "",
    "date": "2023-05-01",
    "compact-date": "20230501",
    "division-code": "650100",
    "document-number": "某政发〔2023〕12号",
    "office-telephone": "0991-2345678",
    "hotline": "12348",
    "service-line": "4008001234",
    "ten-digits": "1381234567",
    "twelve-digits": "138123456789",
    "twelve-digits-in-front": "213812345678",
    "not-a-mobile-range": "12812345678",
    "credit-code": "91650100MA7ABCDE1X",
    "eighteen-digits-without-birthday": "123456789012345678",
    "birthday-in-month-13": "110105199013010021",
    "birthday-on-day-32": "110105199001320021",
    "nineteen-digits": "1101051949123100211",
    "money": "13,812,345,678",
    "decimal": "1381.2345678",
    "already-masked": "138******78",
    "url": "https://example.com/2023/05/01/12345.html",
}


@pytest.mark.parametrize("text", NOT_PERSONAL.values(), ids=NOT_PERSONAL)
def test_other_numbers_are_left_alone(text):
    assert mask(text) == text
    assert PERSONAL.search(text) is None


around = st.text(st.characters(blacklist_categories=("Cs", "Nd", "Cc"), blacklist_characters="+＋-"), max_size=8)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
identities = st.builds(
    lambda place, day, rest: f"{place}{day:%Y%m%d}{rest}",
    st.from_regex("[1-9][0-9]{5}", fullmatch=True),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    st.from_regex("[0-9]{3}[0-9Xx]", fullmatch=True),
)


@given(before=around, number=st.one_of(mobiles, identities), after=around)
@laws
def test_every_mobile_and_identity_number_is_masked_wherever_it_stands(before, number, after):
    masked = mask(before + number + after)
    assert masked == before + number[:3] + "*" * (len(number) - 5) + number[-2:] + after
    assert mask(masked) == masked


@given(text=st.one_of(st.text(max_size=40), st.text("0123456789１X -+86", max_size=40)))
@laws
def test_what_is_masked_keeps_its_length_and_holds_no_number_any_more(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert PERSONAL.search(masked) is None


# FZ305: found everywhere, shown nowhere.


@pytest.mark.parametrize("secret", [MOBILE, IDENTITY], ids=["mobile", "identity"])
@pytest.mark.parametrize("text", TREES.values(), ids=TREES)
def test_a_personal_number_is_an_error_wherever_it_stands(small, text, secret):
    found = of(text.replace("§", secret), small, "FZ305")
    assert found
    assert {f.severity.value for f in found} == {"error"}


@pytest.mark.parametrize(
    ("secret", "langs"), [(MOBILE, ["zh", "en"]), (IDENTITY, ["en", "zh"])], ids=["mobile", "identity"]
)
@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
@pytest.mark.slow
def test_a_personal_number_is_never_shown(run, tmp_path, text, secret, langs):
    path = tmp_path / "a.yaml"
    path.write_text(text.replace("§", secret), encoding="utf-8")
    for lang, options in zip(langs, (["-f", "json"], ["--show", "all"]), strict=True):
        done = run(path, "--plan", SMALL, "--lang", lang, *options)
        assert done.code == 1
        assert_hidden(secret, done.out + done.err)


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_a_personal_number_is_not_shown_at_any_width_of_the_page(run, tmp_path, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    path = tmp_path / "a.yaml"
    path.write_text(TREES["reason"].replace("§", IDENTITY) + f"备注{MOBILE}: {MOBILE}\n", encoding="utf-8")
    done = run(path, "--plan", SMALL, "--show", "all")
    assert "FZ305" in done.out
    assert_hidden(IDENTITY, re.sub(r"\s", "", done.out))
    assert_hidden(MOBILE, re.sub(r"\s", "", done.out))


def test_the_finding_says_what_it_is_where_and_masked(small):
    text = submission(f"  1.1.1-01:\n    status: done\n    note: 联系人 {MOBILE}，{IDENTITY}\n")
    mobile, identity = of(text, small, "FZ305")
    assert {mobile.place, identity.place} == {Place(7, 11)}
    assert {mobile.target, identity.target} == {"1.1.1-01"}
    assert "手机号（138******78）" in mobile.message("zh")
    assert "mobile number (138******78)" in mobile.message("en")
    assert "身份证号（110*************2X）" in identity.message("zh")
    assert "identity number (110*************2X)" in identity.message("en")


@pytest.mark.parametrize(
    ("text", "line", "column", "target"),
    [
        (submission(name=f"甲{MOBILE}"), 2, 14, None),
        (submission(f"  1.1.1-01: {{status: done, 电话{MOBILE}: 1}}\n"), 5, 28, "1.1.1-01"),
        (submission(f'  "{MOBILE}": {{status: done}}\n'), 5, 3, None),
        (submission() + f"source:\n  note: |\n    甲{MOBILE}\n", 6, 9, None),
    ],
    ids=["head", "key", "id", "block"],
)
def test_the_finding_stands_at_the_text_that_holds_the_number(small, text, line, column, target):
    (found,) = of(text, small, "FZ305")
    assert (found.place, found.target) == (Place(line, column), target)


def test_personal_data_in_shared_entries_is_told_of_each(small):
    text = submission(f"  1.1.1-01: &a {{status: under_way, note: {MOBILE}}}\n  1.1.1-03: *a\n")
    assert {f.target for f in of(text, small, "FZ305")} == {"1.1.1-01", "1.1.1-03"}


def test_personal_data_makes_a_file_invalid_and_leaves_its_verdicts(small):
    clean = examine(submission("  1.1.1-02: {status: under_way, note: 甲}\n"), small)
    spoiled = examine(submission(f"  1.1.1-02: {{status: under_way, note: {MOBILE}}}\n"), small)
    assert (clean.valid, spoiled.valid) == (True, False)
    assert [(a.target.id, a.verdict) for a in spoiled.assessments] == [
        (a.target.id, a.verdict) for a in clean.assessments
    ]


@pytest.mark.parametrize(
    "text",
    [
        submission(as_of="2020-01-01"),
        submission().replace("plan: small", "plan: other"),
        submission().replace("as_of: 2023-08-30\n", ""),
        submission(level="qqq"),
        "entries: {}\n",
    ],
    ids=["before-the-plan", "unknown-plan", "no-date", "wrong-level", "nothing-else"],
)
def test_personal_data_is_found_in_a_file_that_cannot_be_judged(small, text):
    assert len(of(text + f"备注: 联系{MOBILE}\n", small, "FZ305")) == 1


@pytest.mark.parametrize(
    "entry",
    [
        f"1.2.1-01: {{value: {MOBILE}}}",
        f"1.2.1-03: {{covered: {MOBILE}, total: {MOBILE}}}",
        f"1.2.1-03: {{覆盖数: {MOBILE}, 总数: {MOBILE}}}",
        f"1.2.1-04: {{by_unit: {{甲县: {MOBILE}}}}}",
        f"1.2.1-05: {{by_year: {{2022: {MOBILE}}}}}",
    ],
    ids=["value", "covered", "chinese-keys", "part", "count"],
)
def test_eleven_digits_where_a_number_belongs_are_a_number(small, entry):
    assert of(submission(f"  {entry}\n"), small, "FZ305") == []


# FZ307.

HIDDEN = [
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u061c", "\u3164", "\ufdd0"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\U000e0041"),
]


def named(char: str) -> str:
    """Return a character's number as people look it up."""
    return f"U+{ord(char):04X}"


@pytest.mark.parametrize("char", HIDDEN, ids=named)
def test_an_invisible_or_direction_changing_character_is_an_error_by_name(small, char):
    (found,) = of(submission(f"  1.1.1-01: {{status: done, note: 甲{char}乙}}\n"), small, "FZ307")
    assert (found.severity.value, found.place, found.target) == ("error", Place(5, 34), "1.1.1-01")
    assert named(char) in found.message("zh")
    assert named(char) in found.message("en")


@pytest.mark.parametrize(
    "escape", ["\\u0000", "\\e", "\\u0007", "\\N", "\\L", "\\P", "\\x9b", "\\u202E", "\\uFFFE", "\\U0001FFFF"]
)
def test_an_escape_cannot_smuggle_one_in(small, escape):
    assert len(of(submission(f'  1.1.1-01: {{status: done, note: "甲{escape}乙"}}\n'), small, "FZ307")) == 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (submission(name="甲\u200b市"), 2, 14),
        (submission().replace("plan:", "pl\u200ban:"), 1, 1),
        (submission("  1.1.1-01: {sta\u200btus: done}\n"), 5, 14),
        (submission("  1.1.1-01: {status: do\u200bne}\n"), 5, 22),
        (submission("  1.2.1-01: {value: 4\u200b5}\n"), 5, 21),
        (submission("  1.2.1-04: {by_unit: {甲\u200b县: 6}}\n"), 5, 24),
        (submission("  1.2.1-05: {by_year: {20\u200b22: 6}}\n"), 5, 24),
        (submission("  1.1.1\u200b-01: {status: done}\n"), 5, 3),
        (submission("  1.1.1-01: {status: done, evidence: [{kind: 文件, title: 甲\u200b}]}\n"), 5, 57),
        (submission(code="650\u200b100"), 2, 37),
    ],
    ids=["name", "head-key", "entry-key", "status", "number", "part", "year", "id", "evidence", "code"],
)
def test_an_invisible_character_is_found_in_keys_values_and_numbers(small, text, line, column):
    assert text.splitlines()[line - 1][column - 1 :].lstrip("\"'").split("\u200b")[0].isprintable()
    assert [f.place for f in of(text, small, "FZ307")] == [Place(line, column)]


@pytest.mark.parametrize(
    "text", ["甲\u3000乙", "甲\u00a0乙", "é", "𠮷", "😀", "①②", "“甲”——乙…", "・", "Ａ１", "甲\\t乙"], ids=ascii
)
def test_characters_that_can_be_seen_or_are_blanks_are_fine(small, text):
    assert of(submission(f'  1.1.1-01: {{status: done, note: "{text}"}}\n'), small, "FZ307") == []


def test_line_ends_in_a_block_text_are_fine(small):
    text = submission("  1.1.1-01:\n    status: done\n    note: |\n      甲\n\n      乙\n")
    assert of(text.replace("\n", "\r\n"), small, "FZ307") == []


def test_several_characters_of_one_text_are_one_finding(small):
    (found,) = of(submission("  1.1.1-01: {status: done, note: \u202e甲\u200b乙\u200b}\n"), small, "FZ307")
    assert found.data["name"] == "U+200B, U+202E"


@pytest.mark.parametrize("where", ["name", "key", "reason", "id"])
@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\x1b", "\x9b", "\x07", "\u2028"], ids=named)
def test_a_character_that_could_steer_a_terminal_is_written_out(run, tmp_path, where, char):
    escape = f"\\U{ord(char):08x}"
    text = {
        "name": submission(name=f'"甲{escape}市"'),
        "key": submission(f'  1.1.1-01: {{status: done, "甲{escape}乙": 1}}\n'),
        "reason": submission(f'  1.1.1-01: {{status: not_applicable, reason: "甲{escape}乙"}}\n'),
        "id": submission(f'  "1.1{escape}.1-01": {{status: done}}\n'),
    }[where]
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--plan", SMALL, "--show", "all")
    assert done.code == 1
    assert "FZ307" in done.out
    assert char not in done.out
    assert named(char) in done.out


@given(text=st.text(max_size=30))
@laws
def test_written_out_text_has_nothing_invisible_left(text):
    shown = visible(text)
    assert INVISIBLE.search(shown) is None
    assert (shown == text) is (INVISIBLE.search(text) is None)


# FZ308.

MARKS = ["秘密★", "机密★", "绝密★", "秘密★5年", "机密★长期", "绝密 ★ 30年", "某文件(秘密★10年)", "机密\u3000★"]


@pytest.mark.parametrize("text", MARKS)
def test_a_secrecy_mark_is_an_error(small, text):
    (found,) = of(submission(f"  1.1.1-01: {{status: done, note: '{text}'}}\n"), small, "FZ308")
    assert (found.severity.value, found.place, found.target) == ("error", Place(5, 34), "1.1.1-01")
    assert text.strip("某文件(")[:2] in found.message("zh")
    assert "涉密" in found.message("zh")
    assert "★" in found.message("en")


@pytest.mark.parametrize(
    "text", ["秘密", "保密工作", "商业秘密保护", "★重点", "★秘密", "机密性", "秘密，★", "国家秘密：无"]
)
def test_the_words_alone_are_no_mark(small, text):
    assert of(submission(f"  1.1.1-01: {{status: done, note: '{text}'}}\n"), small, "FZ308") == []


@pytest.mark.parametrize("place", [name for name in TREES if name != "code"])
def test_a_secrecy_mark_is_found_wherever_it_stands(small, place):
    assert of(TREES[place].replace("§", "秘密★5年"), small, "FZ308")


def test_a_secrecy_mark_leaves_the_verdicts_and_makes_the_file_invalid(small):
    report = examine(submission("  1.1.1-02: {status: under_way, note: 秘密★}\n"), small)
    assert not report.valid
    assert verdict_of(report, "1.1.1-02").verdict not in ("invalid", "missing")
