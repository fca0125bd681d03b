"""The figures that a unit is sent to check (数据核对单): its own, as the bulletin will use them, with a form to answer on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from helpers.office import PRINTS, printed
from helpers.project import SMALL
from helpers.rounds import DAY, Given, followed, round_of, row, small, twelve, twelve_report
from helpers.running import Ran
from helpers.submissions import ALL_GOOD, MIXED, submission

from fazhi_check.beside import Settled
from fazhi_check.digest.papers.counted import PARTS, counted, part_words
from fazhi_check.digest.papers.notice import notices
from fazhi_check.digest.papers.scope import scope_of
from fazhi_check.digest.run import Digest, digest
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.papers import notice
from fazhi_check.reports.papers.template import filled, template_of
from fazhi_check.reports.view import View

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]


def contents(report: Report | Digest) -> dict[str, Any]:
    """Return what fills the paper of each unit."""
    made = report if isinstance(report, Digest) else digest(report)
    return {one.unit: one.content for one in notices(made, {})}


def text_of(raw: bytes) -> str:
    """Return all text of a paper, cells and headers too."""
    document = Document(io.BytesIO(raw))
    tables = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    heads = [part.text for one in document.sections for part in one.header.paragraphs]
    return "\n".join([*heads, *(part.text for part in document.paragraphs), *tables])


def text(name: str, entries: Any = None, code: str = "650102") -> str:
    return submission(MIXED if entries is None else entries, "2024-11-15", name=name, level="county", code=code)


def settled(verdict: str | None, target: str) -> Callable[[FileReport], None]:
    """Return what has an office settle one task."""

    def call(file: FileReport) -> None:
        found = Settled(verdict, "contradicted", "市委依法治市办", DAY, "现场核查不符")
        file.assessments = [one._replace(settled=found) if one.target.id == target else one for one in file.assessments]

    return call


def test_every_unit_but_the_excused_gets_one_in_the_rounds_order() -> None:
    assert list(contents(twelve_report())) == [one.row["name"] for one in twelve() if one.state != "excused"]


def test_a_unit_that_the_plan_does_not_bind_gets_none_whether_it_has_reported_or_not() -> None:
    report = round_of(
        [
            Given(row("天山区"), text("天山区")),
            Given(row("鹤岗市", "city", "230400"), None, "not_submitted"),
            Given(row("东山区", code="230406"), text("东山区", code="230406")),
        ],
        small(),
    )
    assert list(contents(report)) == ["天山区"]


def test_figures_are_those_that_the_bulletin_uses() -> None:
    made = digest(twelve_report())
    found = contents(made)
    for one in scope_of(made).counting:
        total = counted(one.lines)
        every, claims, unsettled = found[one.name]["合计"]
        words = part_words()
        assert {part: int(every[words[part]]) for part in PARTS} == {part: total.parts.get(part, 0) for part in PARTS}
        assert int(every["承担任务"]) == total.total == sum(int(every[words[part]]) for part in PARTS)
        assert int(claims["承担任务"]) == sum(total.claims.values())
        assert int(unsettled["承担任务"]) == total.unsettled


def test_what_an_office_settled_is_what_counts_and_stands_beside_the_first_check() -> None:
    report = round_of([Given(row("天山区"), text("天山区"))], small(), change=settled("unproven", "1.1.1-01"))
    told = contents(report)["天山区"]
    [one] = [one for one in told["逐项"] if one["编号"] == "1.1.1-01"]
    assert (one["初核"], one["核定"], one["采用"]) == ("已完成", "佐证不足（不符）", "佐证不足")
    assert one["理由"] == "现场核查不符"
    assert told["合计"][0]["已完成"] == "0"


def test_what_was_sent_back_is_not_settled() -> None:
    report = round_of([Given(row("天山区"), text("天山区"))], small(), change=settled(None, "1.1.1-01"))
    told = contents(report)["天山区"]
    [one] = [one for one in told["逐项"] if one["编号"] == "1.1.1-01"]
    assert one["采用"] == "已完成"
    assert "退回补正" in one["核定"]
    assert told["合计"][2]["已完成"] == "1"


def test_every_task_is_listed_or_counted() -> None:
    for told in contents(twelve_report()).values():
        rest = sum(int(number) for number in re.findall(r"(?:达进度|临期) (\d+) 项", told["列项说明"]))
        assert len(told["逐项"]) + rest == int(told["合计"][0]["承担任务"])
        # Of what is under way only what an office has said something of its own about.
        assert all(one["理由"] for one in told["逐项"] if one["采用"] in ("达进度", "临期"))


def as_settled(target: str, reported: str, **more: Any) -> dict[str, Any]:
    """Return the paper of a unit of which an office has settled one task of what it reported in its own way."""
    found = Settled(**{"verdict": "on_track", "evidence": None, "by": "市委依法治市办", "day": DAY} | more)

    def call(file: FileReport) -> None:
        file.assessments = [one._replace(settled=found) if one.target.id == target else one for one in file.assessments]

    entries = {**ALL_GOOD, target: {**ALL_GOOD[target], "status": reported}}
    report = round_of([Given(row("天山区"), text("天山区", entries))], small(), change=call)
    return contents(report)["天山区"]  # type: ignore[no-any-return]


def test_what_an_office_settled_as_under_way_against_the_unit_is_listed_with_its_reason() -> None:
    told = as_settled("1.1.1-01", "done", reason="印发文件未附，按推进中认定")
    [one] = [one for one in told["逐项"] if one["编号"] == "1.1.1-01"]
    assert (one["填报"], one["初核"], one["核定"], one["采用"]) == ("已完成", "已完成", "达进度", "达进度")
    assert one["理由"] == "印发文件未附，按推进中认定"
    on_track = int(told["合计"][0]["达进度"])
    assert f"达进度 {on_track - 1} 项" in told["列项说明"]


@pytest.mark.parametrize(
    ("settled", "listed"),
    [
        ({}, False),  # agreed, with nothing more said
        ({"evidence": "confirmed"}, False),
        ({"evidence": "unchecked", "pending": True, "verdict": None}, False),
        ({"evidence": "contradicted"}, True),
        ({"reason": "单位异议经复核，维持核定"}, True),
        ({"verdict": "on_track"}, True),
        ({"verdict": None}, True),  # sent back
    ],
)
def test_of_what_is_under_way_that_is_listed_of_which_an_office_says_its_own(
    settled: dict[str, Any], listed: bool
) -> None:
    told = as_settled("1.1.1-02", "under_way", **{"verdict": "due_soon"} | settled)  # judged as due soon
    assert ("1.1.1-02" in [one["编号"] for one in told["逐项"]]) == listed
    rest = sum(int(number) for number in re.findall(r"(?:达进度|临期) (\d+) 项", told["列项说明"]))
    assert len(told["逐项"]) + rest == int(told["合计"][0]["承担任务"])


def test_evidence_is_never_called_enough() -> None:
    raw = notice.render(digest(twelve_report()), View())["数据核对单-天山区.docx"]
    said = text_of(raw)
    assert "佐证充分" not in said
    assert "已列佐证 1 件（未核）" in said


def test_a_unit_without_a_report_is_told_so_and_gets_no_figures() -> None:
    made = notice.render(digest(twelve_report()), View(given={"due": "2024年11月30日"}))
    said = text_of(made["数据核对单-水磨沟区.docx"])
    assert "没有收到本次的报送材料（报送截止2024年11月10日）。通报列为“未报送”" in said
    assert "承担任务" not in said
    old = text_of(made["数据核对单-头屯河区.docx"])
    assert "以前截至2024年6月30日的填报只作参考。通报列为“未报送”" in old
    assert "承担任务" not in old


def test_a_report_that_was_sent_back_is_in_no_sum() -> None:
    told = contents(twelve_report())["新市区"]
    assert told["有数据"] is False
    assert told["报送情况"].endswith("通报列为“退回补正”，任务情况不计入合计。")


def test_no_paper_names_another_unit() -> None:
    made = notice.render(digest(twelve_report()), View())
    names = [one.row["name"] for one in twelve() if one.row["name"] not in ("甲市",)]
    for file, raw in made.items():
        own = file.removeprefix("数据核对单-").removesuffix(".docx")
        assert [name for name in names if name in text_of(raw) and name != own] == []


def test_there_is_a_form_to_answer_on() -> None:
    raw = notice.render(digest(twelve_report()), View(given={"due": "2024年11月30日", "contact": "市委依法治市办"}))
    said = text_of(raw["数据核对单-天山区.docx"])
    for word in ("□ 无异议", "□ 有异议", "理由", "佐证", "（签字）", "（盖章）", "，于2024年11月30日前盖章回复"):
        assert word in said


def test_what_is_not_given_is_a_blank_to_be_seen_and_no_day_of_today() -> None:
    said = text_of(notice.render(digest(twelve_report()), View())["数据核对单-天山区.docx"])
    assert "，于＿＿＿＿＿＿前盖章回复" in said


def test_it_goes_to_the_addressee() -> None:
    report = round_of([Given(row("天山区", addressee="天山区委依法治区办"), text("天山区"))], small())
    assert contents(report)["天山区"]["主送"] == "天山区委依法治区办"


def test_a_draft_plan_prints_samples() -> None:
    raw = notice.render(digest(twelve_report()), View())["数据核对单-天山区.docx"]
    assert text_of(raw).count("样稿") == 2  # above every page, and in the first line
    assert Document(io.BytesIO(raw)).paragraphs[0].text == "样稿"


def test_files_have_names_that_every_system_takes_each_once() -> None:
    units = [Given(row("甲/区"), text("甲/区")), Given(row("甲:区", code="650103"), text("甲:区", code="650103"))]
    made = notice.render(digest(round_of(units, small())), View())
    assert list(made) == ["数据核对单-甲_区.docx", "数据核对单-甲_区-2.docx"]


def test_a_phase_that_is_accepted_is_met_by_another_word() -> None:
    report = round_of([Given(row("天山区"), text("天山区", ALL_GOOD))], small(), change=followed())
    made = digest(report)
    lines = [one._replace(accepted=True) for one in made.files[0].lines]
    assert made.round
    unit = made.round.units[0]._replace(file=made.files[0]._replace(lines=lines))
    round_ = made.round._replace(units=[unit])
    told = contents(made._replace(round=round_))["天山区"]
    assert told["完成称谓"] == "达标"
    assert "达标" in {one["采用"] for one in told["逐项"]}


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (notice.render(digest(twelve_report()), View()) for _ in range(2))
    assert first == second


def test_without_a_round_every_file_gets_one(run: Run, here: Path) -> None:
    for name, code in (("天山区", "650102"), ("新市区", "650104"), ("鹤岗市", "230400")):
        (here / f"{name}.yaml").write_text(text(name, code=code), "utf-8")
    done = run("天山区.yaml", "新市区.yaml", "鹤岗市.yaml", "--plan", str(SMALL), "-o", "notice:核对", "-q")
    assert done.code == 1
    found = sorted(one.name for one in (here / "核对").iterdir() if not one.name.startswith("."))
    assert found == ["数据核对单-天山区.docx", "数据核对单-新市区.docx"]
    assert "填报截至2024年11月15日" in text_of((here / "核对" / "数据核对单-天山区.docx").read_bytes())


@pytest.mark.parametrize("number", [1, 12, 300])
def test_the_head_of_its_table_stands_on_every_page(number: int) -> None:
    report = round_of([Given(row("天山区"), text("天山区"))], small())
    made = digest(report)
    lines = [made.files[0].by_target["1.2.1-05"]] * number
    assert made.round
    unit = made.round.units[0]._replace(file=made.files[0]._replace(lines=lines))
    raw = notice.render(made._replace(round=made.round._replace(units=[unit])), View())["数据核对单-天山区.docx"]
    table = Document(io.BytesIO(raw)).tables[1]
    assert len(table.rows) == number + 1
    assert "tblHeader" in table.rows[0]._tr.xml
    assert all("cantSplit" in one._tr.xml for one in table.rows)


@pytest.mark.slow
@PRINTS
def test_few_figures_stand_on_one_page_with_the_form_to_answer_on(tmp_path: Path) -> None:
    told = contents(twelve_report())
    few = {"任务情况": "承担任务 1 项，其中逾期 1 项；未经核定 1 项。", "列项说明": "逐项列出 1 项。"}
    one = told["天山区"] | {"逐项": told["天山区"]["逐项"][:1], "较上期": "", "问题台账": "", **few}
    for name, content in {"one": one, "absent": told["水磨沟区"], "returned": told["新市区"]}.items():
        (tmp_path / f"{name}.docx").write_bytes(filled(template_of("notice"), content))
    papers = [tmp_path / f"{name}.docx" for name in ("one", "absent", "returned")]
    assert list(map(len, printed(papers, tmp_path / "out"))) == [1, 1, 1]
