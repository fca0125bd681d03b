"""Standing duties that want a number and are given a stage alone, what such a duty's stages are called, and days to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from helpers.answers import LADDER, NEVER_ANY
from helpers.project import SMALL
from helpers.running import Ran, examine, verdict_of
from helpers.submissions import submission

from fazhi_check.digest.line import line_of
from fazhi_check.plan.model import Plan

Run = Callable[..., Ran]
STANDING, MILESTONE = "1.2.1-06", "1.1.1-03"
PROOF = [{"kind": "document", "title": "某件"}]


def said(plan: Plan, status: str, day: str | None, phase: str | None = None) -> tuple[str, str, str]:
    """Return the verdict on a prohibition that was given a stage alone, its label and its sentence."""
    text = submission({NEVER_ANY: {"status": status}}, "2026-03-31")
    as_of = date.fromisoformat(day) if day else None
    found = verdict_of(examine(text, plan, as_of, phase), NEVER_ANY)
    return found.verdict, line_of(found, None, as_of).degree.zh, found.why.say("zh")


NO_STAGE = "自 2021-01-01 起应保持 0 件，"


@pytest.mark.parametrize(
    ("status", "day", "phase", "expected"),
    [
        ("under_way", None, "2022", ("unproven", "佐证不足（未填数值）", f"未填数值：{NO_STAGE}只填报“持续开展”")),
        ("done", None, "2025", ("unproven", "佐证不足（未填数值）", f"未填数值：{NO_STAGE}只填报“已完成”")),
        ("under_way", "2026-01-10", None, ("overdue", "逾期（未填数值）", f"未填数值：{NO_STAGE}只填报“持续开展”")),
        (
            "not_started",
            "2023-01-10",
            None,
            ("overdue", "未保持", f"未保持：{NO_STAGE}填报为“未开展”，未填数值"),
        ),
        ("under_way", "2023-01-10", None, ("on_track", "达进度", f"{NO_STAGE}填报为“持续开展”，未填数值")),
    ],
)
def test_label_and_sentence_of_a_prohibition_without_its_number_agree(
    small: Plan, status: str, day: str | None, phase: str | None, expected: tuple[str, str, str]
) -> None:
    assert said(small, status, day, phase) == expected


@pytest.mark.parametrize("phase", [None, "2022", "2024", "2025"])
@pytest.mark.parametrize("status", LADDER)
@pytest.mark.parametrize("day", ["2021-10-31", "2022-12-31", "2025-01-10", "2025-11-16", "2026-03-31"])
def test_a_prohibition_is_asked_for_no_stage(small: Plan, status: str, day: str, phase: str | None) -> None:
    verdict, _, why = said(small, status, None if phase else day, phase)
    assert NO_STAGE in why
    assert "应达到" not in why
    assert status != "done" or verdict == "unproven"


@pytest.mark.parametrize(
    ("written", "word"),
    [("未开展", "未开展"), ("not_started", "未开展"), ("持续开展", "持续开展"), ("推进中", "持续开展")],
)
def test_the_stages_of_a_standing_duty_have_words_of_their_own(small: Plan, written: str, word: str) -> None:
    found = verdict_of(examine(submission({STANDING: {"status": written}}, "2024-08-30"), small), STANDING)
    assert f"填报为“{word}”" in found.why.say("zh")
    assert line_of(found, None, None).told.zh == word


def test_what_is_allowed_for_a_standing_duty_names_both_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission({STANDING: {"status": "做了"}, MILESTONE: {"status": "做了"}}, "2024-08-30"), "utf-8")
    lines = run(path, "--plan", str(SMALL), "-f", "concise").out.splitlines()
    wrong = [line for line in lines if "FZ203" in line]
    assert ["常态要求也可填未开展、持续开展" in line for line in wrong] == [True, False]


def test_the_blank_form_offers_them(run: Run) -> None:
    out = run("init", "--plan", str(SMALL), "--level", "city", "--code", "650100", "--unit", "甲市").out
    of_duty, of_task = (out.split(f"{target}:")[1].split("状态:")[1].split("\n")[0] for target in (STANDING, MILESTONE))
    assert "未开展 | 持续开展" in of_duty
    assert "未启动 | 推进中" in of_task


@pytest.mark.parametrize(
    ("day", "zh", "late"),
    [("2022-06-30", "完成日期 2026-02 晚于判定日期", False), ("2026-03-31", "逾期完成（2026-02）", True)],
)
def test_what_was_done_after_the_day_of_judgement_was_not_late_on_it(
    run: Run, small: Plan, tmp_path: Path, day: str, zh: str, late: bool
) -> None:
    entry = {"status": "done", "done_on": "2026-02", "evidence": PROOF}
    text = submission({MILESTONE: entry}, "2026-03-31")
    found = verdict_of(examine(text, small, date.fromisoformat(day)), MILESTONE)
    assert (found.verdict, found.late) == ("met", late)
    assert zh in found.why.say("zh")
    path, saved = tmp_path / "a.yaml", tmp_path / "saved.json"
    path.write_text(text, "utf-8")
    given = (path, "--plan", str(SMALL), "--as-of", day)
    saved.write_text(run(*given, "-f", "json").out, "utf-8")
    assert (("逾期完成 1" in run(*given).out), ("逾期完成 1" in run("reformat", saved).out)) == (late, late)
