"""`proposed: true` (待确认): what was taken from a report counts as missing until a person has looked at it, and is kept."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran, examine, verdict_of
from helpers.submissions import PROOF, submission
from hypothesis import given
from hypothesis import strategies as st
from test_aims import GOALS
from test_electives import TOPICS, codes, topics_plan
from test_electives import checked as checked_topics

from fazhi_check.fill.last import submission_in
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.submission.reading import read_exactly, read_quickly

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
TARGET = "1.1.1-03"
SAID = {"evidence": [{**PROOF["document"], "quote": "健全了机制"}], "note": "报告第 3 行", "owner": "市司法局"}
PROPOSED = {"proposed": True, **SAID}
# What entries say that would have each verdict but for the mark, some of it wrong.
ENTRIES: list[dict[str, Any]] = [
    {},
    SAID,
    {"status": "done", **SAID},
    {"status": "not_started"},
    {"status": "not_applicable", "reason": "没有这项工作"},
    {"status": "not_applicable"},
    {"status": "nonsense"},
    {"value": "约5"},
    {"by_year": {"2022": 3}},
    {"covered": 50, "total": 40},
    {"progress": 30, "status": "under_way"},
    {"apply": True, "done_on": "2022-05", "status": "done"},
]


def one_of(done: Ran, target: str = TARGET) -> dict[str, Any]:
    """Return the assessment of a target in a JSON report on one file."""
    [file] = done.json["files"]
    return next(one for one in file["assessments"] if one["target"] == target)


@given(
    entry=st.sampled_from(ENTRIES),
    target=st.sampled_from(["1.1.1-01", TARGET, "1.1.1-05", "1.2.1-01", "1.2.1-03"]),
    day=st.sampled_from(["2021-06-30", "2022-12-31", "2023-08-30", "2026-01-01"]),
)
def test_it_stands_as_if_nothing_were_reported(small: Plan, entry: dict[str, Any], target: str, day: str) -> None:
    without = verdict_of(examine(submission("", day), small), target)
    marked = verdict_of(examine(submission({target: {"proposed": True, **entry}}, day), small), target)
    assert marked.verdict == "missing"
    assert marked._replace(why=without.why, proposed=False) == without
    assert marked.why.say("zh").startswith("待确认：")
    assert without.why.say("zh") in marked.why.say("zh")
    assert without.why.say("en") in marked.why.say("en")


@pytest.mark.parametrize("mark", ["false", "否", "", "no", "已确认"])
def test_one_that_somebody_has_looked_at_is_like_any_other(small: Plan, mark: str) -> None:
    entry = "  1.1.1-03: {状态: 推进中, 待确认: %s}\n"
    report = examine(submission(entry % mark), small)
    assert report.valid
    assert verdict_of(report, TARGET).verdict == "on_track"
    assert not verdict_of(report, TARGET).proposed


@pytest.mark.parametrize("mark", ["true", "是", "√", "待确认", '"yes"', "未确认"])
@pytest.mark.parametrize("key", ["proposed", "待确认"])
def test_the_mark_is_read_in_both_languages_and_both_ways(key: str, mark: str) -> None:
    text = submission(f"  1.1.1-03: {{{key}: {mark}}}\n")
    for reader in (read_quickly, read_exactly):
        read = reader(text)
        assert read
        assert read.submission.entries[TARGET].proposed is True  # type: ignore[union-attr]


def test_a_mark_that_says_neither_is_told_with_what_to_write(small: Plan) -> None:
    report = examine(submission("  1.1.1-03: {待确认: 也许, 状态: 推进中}\n"), small)
    [told] = [one for one in report.findings if one.code == "FZ203"]
    assert "删去这一项" in told.message("zh")
    assert verdict_of(report, TARGET).verdict == "invalid"


def test_both_names_of_it_are_one_key(small: Plan) -> None:
    report = examine(submission("  1.1.1-03: {待确认: 是, proposed: true}\n"), small)
    assert "FZ104" in [one.code for one in report.findings]


def test_what_is_wrong_with_it_is_told_though_it_does_not_count(small: Plan) -> None:
    wrong = {"proposed": True, "value": "约5", "evidence": [{"kind": "document", "title": "甲", "date": "2024-01-01"}]}
    report = examine(submission({TARGET: wrong}), small)
    assert {"FZ203", "FZ301", "FZ501"} <= {one.code for one in report.findings if one.target == TARGET}
    assert not report.valid


def test_it_needs_no_status_and_proves_no_other_wrong(small: Plan) -> None:
    both = {"status": "done", "evidence": SAID["evidence"]}
    text = submission(
        {TARGET: PROPOSED, "1.1.1-02": both, "1.1.1-01": {**both, "proposed": True, "status": "under_way"}}
    )
    found = {one.code for one in examine(text, small).findings}
    assert not found & {"FZ201", "FZ311"}
    assert examine(text, small).valid


def test_its_data_is_in_the_json_apart_from_what_counts(run: Run, here: Path) -> None:
    Path("a.yaml").write_text(submission({TARGET: {**PROPOSED, "status": "done"}}), "utf-8")
    found = one_of(run("check", "a.yaml", *PLAN, "-f", "json"))
    assert (found["verdict"], found["support"], found["reported"], found["proofs"]) == ("missing", None, None, 0)
    assert not found.keys() & {"entry", "quotes", "measure", "exact"}
    assert found["proposed"] == {
        "status": "done",
        "quotes": ["健全了机制"],
        "entry": {"owner": "市司法局", "note": "报告第 3 行"},
    }


def test_counts_that_name_what_is_missing_say_how_much_of_it_waits(run: Run, here: Path) -> None:
    Path("a.yaml").write_text(submission({TARGET: PROPOSED, "1.1.1-04": PROPOSED}), "utf-8")
    assert "未填报中待确认 2 项" in run("check", "a.yaml", *PLAN).out
    # What a plan only asks to explore is never to be reported.
    assert "待确认 1）" in run("check", "a.yaml", *PLAN, "-f", "summary").out
    assert "2 to be confirmed" in run("check", "a.yaml", *PLAN, "--lang", "en").out


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "summary", "html", "json"])
def test_a_saved_report_is_shown_again_as_it_was(run: Run, here: Path, form: str) -> None:
    Path("a.yaml").write_text(submission({TARGET: PROPOSED}), "utf-8")
    shown = run("check", "a.yaml", *PLAN, "-f", form, "-o", "json:a.json").out
    assert run("reformat", "a.json", *PLAN, "-f", form).out == shown


def test_it_is_neither_progress_nor_a_loss_against_an_earlier_report(run: Run, here: Path) -> None:
    for name, entry in (("bare", {}), ("marked", {**PROPOSED, "status": "done"})):
        Path(f"{name}.yaml").write_text(submission({TARGET: entry} if entry else "", "2023-03-31"), "utf-8")
        run("check", f"{name}.yaml", *PLAN, "-q", "-o", f"json:{name}.json")
    for earlier in ("bare", "marked"):
        for now in ({}, PROPOSED, {**PROPOSED, "status": "done"}, {"status": "done"}):
            Path("now.yaml").write_text(submission({TARGET: now} if now else ""), "utf-8")
            found = one_of(run("check", "now.yaml", *PLAN, "-f", "json", "--since", f"{earlier}.json"))
            counts = now.get("status") and not now.get("proposed")
            assert found["change"]["kind"] == ("eased" if counts else "open"), (earlier, now)
            assert not found["change"]["before"].get("quotes")


def test_what_is_reported_and_then_only_proposed_is_dropped(run: Run, here: Path) -> None:
    Path("a.yaml").write_text(submission({TARGET: {"status": "under_way"}}, "2023-03-31"), "utf-8")
    run("check", "a.yaml", *PLAN, "-q", "-o", "json:a.json")
    Path("a.yaml").write_text(submission({TARGET: PROPOSED}), "utf-8")
    assert one_of(run("check", "a.yaml", *PLAN, "-f", "json", "--since", "a.json"))["change"]["kind"] == "dropped"


def test_it_claims_no_elective(run: Run, here: Path) -> None:
    folder = topics_plan(here, {"group": "pilot", "at_least": 2})
    entries = "".join(f"  {one}: {{状态: 推进中}}\n" for one in TOPICS[:1])
    marked = "".join(f"  {one}: {{待确认: 是, 状态: 推进中, 进度: 无}}\n" for one in TOPICS[1:3])
    head = '计划: topics\n单位: {名称: 离石区, 层级: 县级, 代码: "141102"}\n截至: 2023-06-30\n事项:\n'
    (folder.parent / "离石区.yaml").write_text(head + entries + marked, "utf-8")
    file = checked_topics(run, "离石区.yaml")
    assert (file["unclaimed"], file["offered"]) == (13, 2)
    assert "FZ905" in codes(file)
    assert "自选事项没有领的 13 项，不判定（其中待确认 2 项）" in run("check", "离石区.yaml", "--plan", "topics").out


@pytest.fixture(scope="module")
def aimed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan with goals and principles."""
    folder = tmp_path_factory.mktemp("plans") / "small"
    folder.mkdir()
    for path in SMALL.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    path = folder / "1.1-a.yaml"
    path.write_text(path.read_text("utf-8").rstrip("\n") + GOALS, "utf-8")
    return folder


def test_under_a_goal_or_principle_it_is_not_yet_a_statement(run: Run, here: Path, aimed: Path) -> None:
    Path("a.yaml").write_text(submission({"1.1.1-06": PROPOSED, "1.1.1-08": PROPOSED}), "utf-8")
    plan = ("--plan", str(aimed))
    [file] = run("check", "a.yaml", *plan, "-f", "json", "-o", "json:a.json").json["files"]
    [goal] = [one for one in file["goals"] if one["target"] == "1.1.1-06"]
    [principle] = file["statements"]
    for one in (goal, principle):
        assert one["statement"] is None
        assert one["proposed"] == {"status": None, "note": "报告第 3 行", "quotes": ["健全了机制"]}
    for form in ("markdown", "html"):
        shown = run("check", "a.yaml", *plan, "-f", form).out
        assert shown.count("待确认：说明：报告第 3 行") == 2
        assert "有填报 1 项" not in shown
        assert run("reformat", "a.json", *plan, "-f", form).out == shown


def test_nothing_of_it_is_lost_on_the_way_through_a_workbook(run: Run, here: Path) -> None:
    Path("a.yaml").write_text(
        submission({TARGET: PROPOSED, "1.1.1-01": {"proposed": True}, "1.2.1-01": {"proposed": True, "value": "41"}}),
        "utf-8",
    )
    assert run("convert", "a.yaml", "b.xlsx", *PLAN).code == 0
    assert run("convert", "b.xlsx", "c.yaml", *PLAN).code == 0
    assert submission_in("c.yaml").entries == submission_in("a.yaml").entries  # type: ignore[union-attr]
    assert "待确认: 是" in Path("c.yaml").read_text("utf-8")
    there = [one_of(run("check", name, *PLAN, "-f", "json"))["verdict"] for name in ("a.yaml", "b.xlsx", "c.yaml")]
    assert there == ["missing"] * 3


def test_bringing_a_file_up_to_its_plan_keeps_the_mark(run: Run, here: Path) -> None:
    Path("a.yaml").write_text(submission({TARGET: PROPOSED}), "utf-8")
    done = run("init", "--update", "a.yaml", *PLAN)
    assert done.code == 0, done.err
    assert submission_in("a.yaml").entries[TARGET].proposed is True  # type: ignore[union-attr]


def test_blank_forms_have_no_column_and_no_line_for_it(run: Run, here: Path) -> None:
    from openpyxl import load_workbook

    unit = ("--unit", "甲市", "--level", "city", "--code", "650100", "--as-of", "2023-08-30", *PLAN)
    assert run("init", *unit, "-o", "a.yaml").code == 0
    assert run("init", *unit, "-o", "a.xlsx").code == 0
    assert "待确认" not in Path("a.yaml").read_text("utf-8")
    cells = [cell for row in load_workbook("a.xlsx")["填报"].iter_rows(values_only=True) for cell in row]
    assert any(str(cell).startswith("编号") for cell in cells)
    assert not any(str(cell).startswith("待确认") for cell in cells)


def test_the_schema_lets_an_entry_have_it(run: Run) -> None:
    schema = json.loads(run("schema", "submission").out)
    assert "待确认" in json.dumps(schema, ensure_ascii=False)


def test_a_goal_s_own_tasks_count_it_as_missing(aimed: Path) -> None:
    report = examine(submission({"1.2.1-01": PROPOSED}), load_plan(str(aimed)))
    [goal] = [one for one in report.goals if one.aim.id == "1.1.1-07"]
    assert goal.counts["missing"] == sum(goal.counts.values())


ROUND = """\
plan: small
title: 2023年第三季度调度
as_of: 2023-08-30
issuer: 市委依法治市办
units:
  - {name: 甲市, level: city, code: "650100"}
reviews:
  - {unit: 甲市, task: 1.1.1-02, evidence: unchecked, decision: accept, by: 市司法局, date: 2023-09-01}
dispatches:
  - {number: 某函〔2023〕1号, date: 2023-07-05, unit: 甲市, kind: 督促提醒函, problems: [1.1.1-03]}
"""
STANDARD = """\
plan: small
title: 2023年度测评标准
issued_by: 市委依法治市办
for: {level: [city]}
shares: {met: 1, on_track.proven: 1, on_track: 0.5, due_soon: 0.5}
items:
  - {id: A1, title: 机制, points: 20, targets: ["1.1"], rule: share}
  - {id: A2, title: 站点, points: 5, targets: [1.2.1-01], rule: all}
"""
DONE = {
    "status": "done",
    "apply": True,
    "done_on": "2022-05",
    "problem": "缺人",
    "next_step": "补人",
    "owner": "市司法局",
}
OTHERS = {"1.1.1-01": {"status": "under_way"}, "1.1.1-02": {"status": "done"}}
SAYS = re.compile("待确认：(.*?)；内容是从报告中摘出的建议，核对后删去“待确认”、填上状态才算填报")


def in_a_round(run: Run, name: str, marked: dict[str, Any]) -> tuple[Any, list[str]]:
    """Check a city in a round with a standard; return its JSON, and the texts of its papers and ledger."""
    folder = Path(name)
    (folder / "回收").mkdir(parents=True)
    (folder / "回收" / "甲市.yaml").write_text(submission({**OTHERS, **marked}), "utf-8")
    for file, text in (("调度.yaml", ROUND), ("标准.yaml", STANDARD)):
        (folder / file).write_text(text, "utf-8")
    papers = (f"letters:{name}/函", f"bulletin:{name}/通报.docx", f"xlsx:{name}/台账.xlsx", f"notice:{name}/核对")
    wanted = [word for one in papers for word in ("-o", one)]
    beside = ("--round", f"{name}/调度.yaml", "--standard", f"{name}/标准.yaml", "--since", "上期.json")
    done = run("check", f"{name}/回收", *PLAN, *beside, *wanted, "-f", "json")
    assert done.code == 1, done.err
    written = sorted(path for path in folder.rglob("*.*x"))
    assert len(written) == 4
    return done.json, [texts_of(path) for path in written]


def texts_of(path: Path) -> str:
    """Return the texts of a paper or workbook, without the parts that only tell how it looks."""
    with zipfile.ZipFile(path) as archive:
        parts = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith(("document.xml", "Strings.xml"))
        ]
    return "\n".join(re.findall(r"<(?:w:)?t[^>]*>([^<]*)<", "".join(parts)))


@pytest.mark.slow
def test_rounds_points_reviews_and_papers_see_nothing_of_it(run: Run, here: Path) -> None:
    Path("上期.yaml").write_text(submission(OTHERS, "2023-03-31"), "utf-8")
    run("check", "上期.yaml", *PLAN, "-q", "-o", "json:上期.json")
    bare, papers = in_a_round(run, "bare", {})
    marked = {one: {"proposed": True, **DONE} for one in (TARGET, "1.2.1-01")}
    waiting, others = in_a_round(run, "marked", marked)
    for one in waiting["files"][0]["assessments"]:
        assert (one.pop("proposed", None) is not None) is (one["target"] in marked)
    said = json.dumps(waiting, ensure_ascii=False).replace("marked/", "bare/")
    assert without_places(json.loads(SAYS.sub(r"\1", said))) == without_places(bare)
    for own, other in zip(papers, others, strict=True):
        # The papers and the ledger tell no more than that it waits.
        assert SAYS.sub(r"\1", other).replace("未填报中待确认 2 项；", "").replace("，待确认 2", "") == own


def without_places(data: Any) -> Any:
    """Return JSON data without lines and columns, and without what names sentences as data of findings."""
    if isinstance(data, dict):
        return {name: without_places(one) for name, one in data.items() if name not in ("line", "column", "hash")}
    # Findings stand by their places.
    return sorted((without_places(one) for one in data), key=str) if isinstance(data, list) else data
