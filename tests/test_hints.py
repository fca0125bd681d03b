"""What is said behind a verdict where a slip may lie beneath it, and how an entry with errors is told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran, examine, verdict_of
from helpers.submissions import submission

from fazhi_check.plan.model import Plan

TEMPLATE = """  1.1.1-03:
    状态: 已完成
    佐证:
    #  - {类型: 文件, 标题: %s, 文号: , 日期: }
  1.1.1-04:
    状态: 推进中
"""


def why(plan: Plan, entries: str, target: str = "1.1.1-03") -> tuple[str, str]:
    """Return why the target of a submission is judged as it is, in both languages."""
    said = verdict_of(examine(submission(entries), plan), target).why
    return said.say("zh"), said.say("en")


# Evidence that was left in a comment.


def test_evidence_left_in_a_comment_is_noticed(small: Plan) -> None:
    zh, en = why(small, TEMPLATE % "某某办法")
    assert "可计入 0 件" in zh
    assert "第 8 行的佐证前面有“#”，没有读到：去掉“#”" in zh
    assert "evidence of line 8 stands behind a #" in en


@pytest.mark.parametrize(
    "comment",
    ["    # 佐证: [{类型: 文件, 标题: 某办法}]\n", "    #evidence: [ {kind: document, title: 某办法}]\n"],
    ids=["chinese", "english"],
)
def test_so_is_evidence_on_the_line_of_its_key(small: Plan, comment: str) -> None:
    zh, _ = why(small, "  1.1.1-03:\n    状态: 已完成\n" + comment)
    assert "第 7 行的佐证前面有“#”，没有读到：去掉“#”" in zh


def test_evidence_that_was_not_filled_in_is_asked_for_at_its_line(small: Plan) -> None:
    zh, en = why(small, TEMPLATE % "")
    assert "佐证填在第 8 行，填好后去掉前面的“#”" in zh
    assert "fill in the evidence in line 8" in en


@pytest.mark.parametrize(
    "comment",
    [
        "    # - {类型: 文件, 标题: 某某办法}\n",
        "    #- {kind: document, title: 某某办法}\n",
        "#     - 类型：文件，标题：某某办法\n",
        "    佐证:  # 见下\n    #  - {类型: 文件, 标题: 某某办法}\n",
    ],
)
def test_evidence_in_a_comment_is_known_in_every_form(small: Plan, comment: str) -> None:
    assert "去掉“#”" in why(small, "  1.1.1-03:\n    状态: 已完成\n" + comment)[0]


def test_the_comment_of_another_entry_is_not_taken_for_this_ones(small: Plan) -> None:
    entries = TEMPLATE % "某某办法"
    assert "#" not in why(small, entries, "1.1.1-04")[0]


def test_evidence_in_a_comment_is_not_lost_where_the_status_was_forgotten(small: Plan) -> None:
    entries = "  1.1.1-03:\n    状态:\n    #  - {类型: 文件, 标题: 某某办法}\n"
    assert "去掉“#”" in why(small, entries)[0]


def test_what_has_evidence_is_not_asked_about_its_comments(small: Plan) -> None:
    entries = (
        "  1.1.1-03:\n    状态: 已完成\n    佐证:\n      - {类型: 文件, 标题: 甲}\n    #  - {类型: 文件, 标题: 乙}\n"
    )
    assert "#" not in why(small, entries)[0]


def test_other_comments_are_no_evidence(small: Plan) -> None:
    entries = "  # 佐证: 文件，至少 1 件\n  1.1.1-03:\n    状态: 已完成\n    # - 类型待定\n"
    assert "#" not in why(small, entries)[0]


# Numbers and days that may have been meant otherwise.


@pytest.mark.parametrize(
    ("entries", "target", "says"),
    [
        ("  1.2.1-03: {数值: 0.98}\n", "1.2.1-03", "按 0.98% 计，如果是 98%，请写 98%"),
        ("  1.1.1-03: {状态: 推进中, 进度: 0.8}\n", "1.1.1-03", "按 0.8% 计，如果是 80%，请写 80%"),
    ],
)
def test_a_share_written_as_a_fraction_is_asked_about(small: Plan, entries: str, target: str, says: str) -> None:
    assert says in why(small, entries, target)[0]
    assert [one for one in examine(submission(entries), small).findings if one.code < "FZ4"] == []


@pytest.mark.parametrize("value", ["0.98%", "98", "1", "0", "1.5"])
def test_a_plain_percentage_is_not_asked_about(small: Plan, value: str) -> None:
    assert "如果是" not in why(small, f"  1.2.1-03: {{数值: {value}}}\n", "1.2.1-03")[0]


def test_completion_before_the_plan_is_asked_about(small: Plan) -> None:
    assert "早于规划期" in why(small, "  1.1.1-03: {状态: 已完成, 完成日期: 2019-05}\n")[0]
    assert "早于规划期" not in why(small, "  1.1.1-03: {状态: 已完成, 完成日期: 2021}\n")[0]


# An entry with errors.


def test_an_entry_with_errors_points_to_them(small: Plan) -> None:
    zh, en = why(small, "  1.1.1-03: {状态: 基本完成, 备注: 甲}\n")
    assert zh == "数据有误，改正后再判定：见 FZ202、FZ203"
    assert en == "not judged before its data are corrected: see FZ202, FZ203"


# What a format is asked for where its codes are wanted.
CODES = {"html": ("--show", "all")}


@pytest.mark.parametrize("form", ["table", "markdown", "html", "gitlab", "junit"])
def test_a_finding_says_which_target_it_concerns(run: Callable[..., Ran], tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission("  1.1.1-03: {状态: 基本完成, 备注: 甲}\n"), "utf-8")
    shown = " ".join(run(path, "--plan", SMALL, "-f", form, *CODES.get(form, ())).out.split())
    assert "1.1.1-03 健全机制：" in shown
    assert "FZ203" in shown


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_an_entry_with_errors_names_their_places(run: Callable[..., Ran], tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission("  1.1.1-03: {状态: 基本完成, 备注: 甲}\n"), "utf-8")
    shown = run(path, "--plan", SMALL, "-f", form, *CODES.get(form, ())).out
    assert "见 FZ202、FZ203（5:18、5:24）" in shown
    assert form != "html" or "见 5:18、5:24" in run(path, "--plan", SMALL, "-f", form).out


@pytest.mark.parametrize(
    ("quote", "asked"), [("“出台办法”", True), ("出台“办法”", False), ("“甲”和“乙”", False), ("出台办法", False)]
)
def test_a_quote_in_quotation_marks_of_its_own_is_asked_about(small: Plan, quote: str, asked: bool) -> None:
    proof = f"[{{类型: 自述, 标题: 某办法, 原文: '{quote}'}}]"
    zh, en = why(small, f"  1.1.1-03: {{状态: 已完成, 佐证: {proof}}}\n")
    assert ("外面的引号不要" in zh, "quotation marks" in en) == (asked, asked)
