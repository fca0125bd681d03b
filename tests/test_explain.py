"""`explain`: every code has its page in both languages, every target says what the plan asks and how to answer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from textwrap import indent

import pytest
from helpers.project import SMALL
from helpers.running import Ran, examine
from helpers.submissions import CJK, HEAD
from rich.cells import cell_len

from fazhi_check.codes import OF_VERDICT
from fazhi_check.pages.explain import example, render_target
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import Screen
from fazhi_check.reports.view import View
from fazhi_check.rules.book import BOOK
from fazhi_check.words import EVIDENCE_KINDS, FORCES, MEASURES, STATUSES, VERDICTS

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
CODES = sorted(BOOK)
WARNINGS = {
    "FZ206",
    "FZ306",
    "FZ309",
    "FZ312",
    "FZ401",
    "FZ402",
    "FZ501",
    "FZ502",
    "FZ503",
    "FZ709",
    "FZ713",
    "FZ714",
    "FZ715",
    "FZ716",
    "FZ719",
    "FZ727",
    "FZ901",
    "FZ902",
    "FZ903",
    "FZ905",
}
NOTES = {"FZ108", "FZ310", "FZ311", "FZ504", "FZ602", "FZ604", "FZ606", "FZ801", "FZ904"}

each_code = pytest.mark.parametrize("code", CODES)


def test_the_codes_of_the_contract_are_all_there() -> None:
    contract = {
        *(f"FZ10{n}" for n in range(1, 8)),
        *(f"FZ20{n}" for n in range(1, 7)),
        *(f"FZ30{n}" for n in range(1, 10)),
        *(f"FZ40{n}" for n in range(1, 3)),
        *(f"FZ50{n}" for n in range(1, 5)),
    }
    assert contract <= set(CODES)


@each_code
def test_a_page_begins_with_the_code_and_its_severity(run: Run, code: str) -> None:
    zh, en = ("警告", "warning") if code in WARNINGS else ("提示", "note") if code in NOTES else ("错误", "error")
    assert run("explain", code).out.splitlines()[0].startswith(f"{code}（{zh}）")
    assert run("explain", code, "--lang", "en").out.splitlines()[0].startswith(f"{code} ({en})")


@each_code
def test_a_page_is_there_in_both_languages(run: Run, code: str) -> None:
    chinese, english = run("explain", code), run("explain", code, "--lang", "en")
    assert (chinese.code, english.code) == (0, 0)
    _, _, first_zh, *_ = chinese.out.splitlines()
    _, _, first_en, *_ = english.out.splitlines()
    assert CJK.search(first_zh)
    assert re.match("[A-Za-z_ ]{3}", first_en)
    assert "\n---\n" not in chinese.out + english.out


@each_code
def test_a_page_says_more_than_its_title(run: Run, code: str) -> None:
    page = run("explain", code).out
    assert len(CJK.findall(page)) > 20


@each_code
@pytest.mark.parametrize(
    ("lang", "headings"), [("zh", ("会报告：", "不会报告：")), ("en", ("Reported:", "Not reported:"))]
)
def test_a_page_ends_with_its_two_examples_to_copy(run: Run, code: str, lang: str, headings: tuple[str, str]) -> None:
    shown = [
        f"{heading}\n\n{indent(one, '    ')}\n" for heading, one in zip(headings, BOOK[code].examples, strict=True)
    ]
    assert run("explain", code, "--lang", lang).out.endswith("\n\n" + "\n".join(shown))


@each_code
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_fits_the_width(run: Run, code: str, lang: str) -> None:
    assert max(map(cell_len, run("explain", code, "--lang", lang).out.splitlines())) <= 80


@each_code
def test_a_message_has_the_same_places_in_both_languages(code: str) -> None:
    message = BOOK[code].code.message
    zh, en = (set(re.findall(r"{(\w+)}", text)) for text in message)
    assert not CJK.search(message.en)
    assert zh == en


@pytest.mark.parametrize("written", ["fz301", " FZ301 ", "Fz301"])
def test_a_code_may_be_written_carelessly(run: Run, written: str) -> None:
    assert run("explain", written) == run("explain", "FZ301")


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        pytest.param("FZ3001", "FZ301", id="code"),
        pytest.param("FZ-301", "FZ301", id="code-with-a-hyphen"),
        pytest.param("1.1.1-1", "1.1.1-01", id="target"),
        pytest.param("1.2.1_05", "1.2.1-05", id="target-with-another-sign"),
    ],
)
def test_an_unknown_code_or_target_is_answered_with_the_nearest(run: Run, written: str, guess: str) -> None:
    done = run("explain", written, *PLAN)
    assert (done.code, done.out) == (2, "")
    assert f"是不是 {guess}？" in done.err
    assert f"Did you mean {guess}?" in run("explain", written, *PLAN, "--lang", "en").err


def test_what_is_near_nothing_is_told_where_to_look(run: Run) -> None:
    done = run("explain", "????", *PLAN)
    assert done.code == 2
    assert "fazhi-check targets" in done.err
    assert "是不是" not in done.err


# Targets.


@pytest.mark.parametrize(
    ("target", "told"),
    [
        pytest.param(
            "1.1.1-02",
            [
                "完善制度",
                "1.1.1 甲条",
                "“完善有关制度”",
                "节点任务",
                "应当",
                "2022-12-31",
                "2024-12-31",
                "2025-12-31",
                "市级、县级、部门",
                "政府、法院",
                "文件、记录",
                "至少 2 件",
            ],
            id="milestone",
        ),
        pytest.param(
            "1.2.1-01",
            [
                "不低于 100 个",
                "到 2022-12-31 应不低于 40 个",
                "到 2025-12-31 应不低于 100 个",
                "市级",
                "数据，至少 1 件",
            ],
            id="quantity",
        ),
        pytest.param("1.2.1-02", ["到 2025-12-31 应不高于 10 天"], id="quantity-falling"),
        pytest.param("1.2.1-03", ["覆盖率", "到 2025-12-31 应达到100%"], id="coverage"),
        pytest.param("1.2.1-05", ["每年不少于 4 次"], id="frequency"),
        pytest.param("1.1.1-05", ["自规划第一天起", "市级（只限乌鲁木齐市）", "党委"], id="local-standing"),
        pytest.param("1.1.1-04", ["探索"], id="explored"),
    ],
)
def test_a_target_tells_what_the_plan_asks(run: Run, target: str, told: list[str]) -> None:
    done = run("explain", target, *PLAN)
    assert done.code == 0
    assert done.out.splitlines()[0].startswith(f"{target} ")
    assert [part for part in told if part not in done.out] == []


def test_a_target_is_told_in_english(run: Run) -> None:
    out = run("explain", "1.1.1-02", *PLAN, "--lang", "en").out
    told = ["Complete the rules", "1.1.1 Item A", "milestone", "under way by 2022-12-31", "government, court",
            "document, record; at least 2"]  # fmt: skip
    assert [part for part in told if part not in out] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_target_of_the_real_plan_is_explained(lang: str) -> None:
    plan = load_plan("urumqi-14fyp")
    for target in plan.targets:
        out = io.StringIO()
        render_target(target, plan, Page(Screen(out, 200), View("en" if lang == "en" else "zh")))
        shown = "".join(out.getvalue().split())
        assert shown.startswith("".join(f"{target.id}{target.name('en' if lang == 'en' else 'zh')}".split()))
        assert [anchor for anchor in target.anchors if "".join(anchor.split()) not in shown] == []


def test_the_plan_is_the_real_one_unless_another_is_given(run: Run) -> None:
    first = load_plan("urumqi-14fyp").targets[0]
    done = run("explain", first.id)
    assert done.code == 0
    assert first.title in done.out


def answered(plan: Plan, zh: bool) -> str:
    """Return a submission in which a city answers every target with the example its page gives to copy."""
    asked = [target for target in plan.targets if "city" in target.applies_to]
    entries = "\n".join(line for target in asked for line in example(target, plan, "zh" if zh else "en"))
    return HEAD.replace("plan: small", f"plan: {plan.id}") % "2025-12-31" + entries + "\n"


@pytest.mark.parametrize("plan", [str(SMALL), "urumqi-14fyp"], ids=["small", "real"])
@pytest.mark.parametrize("zh", [True, False], ids=["zh", "en"])
def test_the_examples_to_copy_are_without_errors(plan: str, zh: bool) -> None:
    loaded = load_plan(plan)
    report = examine(answered(loaded, zh), loaded)
    assert [(one.code, one.target) for one in report.findings if one.code < "FZ4"] == []
    assert [one.target.id for one in report.assessments if one.verdict in ("missing", "invalid", "overdue")] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_a_target_ends_with_its_example(run: Run, small: Plan, lang: str) -> None:
    out = run("explain", "1.2.1-03", *PLAN, "--lang", lang).out
    lines = list(example(small.by_id["1.2.1-03"], small, lang))
    assert out.splitlines()[-len(lines) :] == lines


# Words, parts of the plan and phases.


@pytest.mark.parametrize("word", [*VERDICTS, *STATUSES, *MEASURES, *EVIDENCE_KINDS, *FORCES])
def test_every_word_of_a_report_or_submission_has_its_meaning_in_both_languages(run: Run, word: str) -> None:
    called = next(names[word] for names in (VERDICTS, STATUSES, MEASURES, EVIDENCE_KINDS, FORCES) if word in names)
    zh, by_name, en = run("explain", called.zh), run("explain", word), run("explain", word, "--lang", "en")
    assert (zh.code, by_name.code, en.code) == (0, 0, 0)
    assert by_name.out in zh.out
    assert zh.out.splitlines()[0].startswith(called.zh)
    assert len(CJK.findall(zh.out)) > 8
    assert not CJK.search(en.out.replace(called.zh, ""))


@pytest.mark.parametrize(("verdict", "code"), OF_VERDICT.items())
def test_a_verdict_names_its_code(run: Run, verdict: str, code: str) -> None:
    assert f"explain {code}" in run("explain", VERDICTS[verdict].zh).out


def test_a_word_of_two_uses_has_both(run: Run) -> None:
    assert re.findall(r"^已完成（(.*)）$", run("explain", "已完成").out, re.MULTILINE) == ["判定", "状态"]


@pytest.mark.parametrize("asked", ["3.3.2", "严格落实重大行政决策程序制度"])
def test_an_item_lists_its_targets(run: Run, asked: str) -> None:
    done = run("explain", asked)
    assert (done.code, done.err) == (0, "")
    ids = re.findall(r"\b\d\.\d\.\d-\d\d\b", done.out)
    assert ids == [one.id for one in load_plan("urumqi-14fyp").targets if one.item == "3.3.2"]


def test_a_section_lists_the_targets_of_its_items(run: Run) -> None:
    assert run("explain", "3.3").out == run("targets", "--section", "3.3").out


@pytest.mark.parametrize("asked", ["2024", "集中攻坚", "集中攻坚阶段"])
def test_a_phase_has_its_dates_and_its_command(run: Run, asked: str) -> None:
    out = run("explain", asked).out
    assert "2023-01-01 至 2024-12-31" in out
    assert "--phase 2024" in out
    assert "2023-01-01 to 2024-12-31" in run("explain", asked, "--lang", "en").out


def test_the_title_of_a_target_finds_it(run: Run) -> None:
    target = load_plan("urumqi-14fyp").targets[0]
    assert run("explain", target.title) == run("explain", target.id)


@pytest.mark.parametrize("asked", ["FZ999", "3.9.99", "满意度", "9.9.9-01"])
def test_what_is_near_nothing_is_not_answered_with_a_guess(run: Run, asked: str) -> None:
    done = run("explain", asked)
    assert (done.code, done.out) == (2, "")
    assert "是不是" not in done.err


@pytest.mark.parametrize(("asked", "guess"), [("渝期", "逾期"), ("集中攻尖", "集中攻坚"), ("unprooven", "unproven")])
def test_a_slip_of_a_word_is_answered_with_it(run: Run, asked: str, guess: str) -> None:
    assert guess in run("explain", asked).err + run("explain", asked, "--lang", "en").err


@pytest.mark.parametrize(("before", "now"), [("缺报", "未填报"), ("无法判定", "填报有误")])
def test_a_verdict_is_still_found_by_what_it_was_called(run: Run, before: str, now: str) -> None:
    found = run("explain", before, "--lang", "zh")
    assert found.code == 0
    assert now in found.out
    assert found.out == run("explain", now, "--lang", "zh").out


@pytest.mark.parametrize(
    ("target", "line"),
    [("3.3.4-12", "    数值: 0"), ("3.1.2-05", "    数值: 100"), ("3.3.2-05", "    完成日期: 2025-12")],
)
def test_the_example_of_a_target_keeps_its_duty(run: Run, target: str, line: str) -> None:
    assert line in run("explain", target).out.splitlines()
