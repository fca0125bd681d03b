"""The sentence that heads every format where files are held against earlier reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import PROOF, submission

from fazhi_check.digest.changes import Changes
from fazhi_check.plan.store import load_plan

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
DAY = frozenset([date(2023, 9, 30)])


def test_all_of_it_in_its_order() -> None:
    kinds = Counter(solved=8, eased=5, open=12, fallen_back=1, dropped=1, due=2, kept=30)
    assert Changes(kinds, DAY, verified=3, exempt=1, claims=2, lasting=4).sentence.zh == (
        "较上期（2023-09-30）：自报已改 8（已核验销号 3，尚未核验 5；其中改报不适用 1，仅有情况说明 2），"
        "有进展 5，未解决 12（连续 3 期以上 4），退步 1，漏报 1，到期新增 2"
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Changes(Counter(kept=3), DAY), "较上期（2023-09-30）：无变化"),
        (Changes(Counter(solved=1), DAY, verified=1), "较上期（2023-09-30）：自报已改 1（已核验销号 1）"),
        (
            Changes(Counter(open=2, new=1, not_comparable=4), DAY),
            "较上期（2023-09-30）：未解决 2，首次出现 1，口径变化 4",
        ),
        (
            Changes(Counter(due=1), DAY | {date(2023, 6, 30)}, without=2),
            "较各单位上期（最早 2023-06-30，最近 2023-09-30）：到期新增 1；没有上期的单位 2 个",
        ),
    ],
)
def test_what_there_is_none_of_is_left_out(found: Changes, said: str) -> None:
    assert found.sentence.zh == said


@pytest.fixture
def now(run: Run, here: Path) -> str:
    """A submission of one unit, whose last report lies beside it as `last.json`."""
    good = {"status": "done", "evidence": [PROOF["document"]]}
    Path("old.yaml").write_text(submission({"1.1.1-03": {"status": "not_started"}}, "2023-09-30"), "utf-8")
    Path("now.yaml").write_text(submission({"1.1.1-03": good}, "2023-12-31"), "utf-8")
    run("check", "old.yaml", *PLAN, "-q", "-o", "json:last.json")
    return "now.yaml"


@pytest.mark.parametrize("form", ["table", "summary", "markdown", "html", "concise", "csv", "github"])
def test_every_format_says_it_and_so_does_a_saved_report(run: Run, now: str, form: str) -> None:
    said = "较上期（2023-09-30）：自报已改 1（尚未核验 1）"
    direct = run("check", now, *PLAN, "--since", "last.json", "-f", form)
    assert said in direct.out
    run("check", now, *PLAN, "--since", "last.json", "-q", "-o", "json:saved.json")
    assert run("reformat", "saved.json", *PLAN, "-f", form) == direct
    assert "较上期" not in run("check", now, *PLAN, "-f", "table").out


@pytest.mark.parametrize(
    ("closed", "said"), [(("督-01",), "尚未核验 1"), (("督-01", "650100-1.1.1-03"), "已核验销号 1")]
)
def test_what_is_verified_is_that_no_problem_of_the_task_still_stands(
    run: Run, now: str, closed: tuple[str, ...], said: str
) -> None:
    unit = "unit: 甲市, by: 市委依法治市办, date: 2023-12-31, decision: closed"
    Path("round.yaml").write_text(
        f"""
plan: {load_plan(str(SMALL)).id}
title: 第四季度调度
as_of: 2023-12-31
units: [{{name: 甲市, level: city, code: "650100"}}]
problems: [{{no: 督-01, unit: 甲市, task: 1.1.1-03, text: 没有方案, date: 2023-10-08}}]
closings: [{", ".join(f"{{{unit}, no: {no}}}" for no in closed)}]
""",
        "utf-8",
    )
    out = run("check", now, *PLAN, "--since", "last.json", "--round", "round.yaml", "-f", "table").out
    assert f"自报已改 1（{said}）" in out
