"""Letters to units: who gets one, what stands in it and in which order, in words that accuse nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from helpers.invented import Task, numbered, proven, unit, write_plan, write_round, write_submission
from helpers.rounds import DAY, EARLIER, Given, problems_of, round_of, row, small, twelve_report
from helpers.running import Ran
from helpers.submissions import ALL_GOOD, MIXED, submission
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.assess import FLAGGED, Waived
from fazhi_check.beside import Before, Change, Settled
from fazhi_check.digest.file import FileDigest, Who
from fazhi_check.digest.line import Line
from fazhi_check.digest.papers.common import shared_of
from fazhi_check.digest.papers.facts import BLANK, as_written
from fazhi_check.digest.papers.letters import MOST, Letter, Letters, is_asked, letters
from fazhi_check.digest.papers.official import degree_on_paper
from fazhi_check.digest.papers.scope import Standing, scope_of
from fazhi_check.digest.papers.things import KINDS, Thing, open_at
from fazhi_check.digest.run import Digest, digest
from fazhi_check.digest.tracked import Problem
from fazhi_check.round.problem import TO_MEND
from fazhi_check.words import VERDICTS, Text

pytestmark = pytest.mark.slow  # together they take seconds

Run = Callable[..., Ran]
GIVEN = {"number": "法治办函〔2024〕5号", "issuer": "市委依法治市办", "date": "2024年11月20日", "due": "2024年12月1日"}


@cache
def everything() -> Digest:
    """Return the digest of a round with units of every kind."""
    return digest(twelve_report())


def sent(*units: Given, **more: Any) -> Letters:
    """Return the letters of a round of some units."""
    return letters(digest(round_of(units, small(), **more)), {})


def only(*units: Given, **more: Any) -> Letter:
    """Return the one letter of a round."""
    [one] = sent(*units, **more).sent
    return one


def county(text: str | None = None, **more: Any) -> Given:
    """Return a county with something open, or with what it handed in."""
    row_more = {name: more.pop(name) for name in ("addressee", "excused") if name in more}
    text = submission(MIXED, "2024-11-15", name="天山区") if text is None else text
    return Given(row("天山区", **row_more), text or None, **more)


GOOD = submission(ALL_GOOD, "2024-11-15", name="天山区")


# Who gets one.


def test_units_with_something_open_or_without_a_report_get_one_in_the_rounds_order() -> None:
    found = letters(everything(), {})
    names = [one.name for one in everything().round.units if one.state != "excused"]  # type: ignore[union-attr]
    assert sorted([one.unit for one in found.sent] + list(found.clear)) == sorted(names)
    assert [one.unit for one in found.sent] == [name for name in names if name not in found.clear]
    assert found.clear == ["市公安局"]


def test_an_excused_unit_and_one_that_the_plan_does_not_bind_get_none() -> None:
    assert sent(county(excused="机构改革", state="excused")) == ([], [])
    far = Given(row("鹤岗市", "city", "230400"), submission(MIXED, "2024-11-15", name="鹤岗市", code="230400"))
    absent = Given(row("鹤岗市", "city", "230400"), None, "not_submitted")
    report = round_of([far, absent], small())
    report.round = report.round._replace(  # type: ignore[union-attr]
        units=[one._replace(bound=False) for one in report.round.units]  # type: ignore[union-attr]
    )
    assert letters(digest(report), {}) == ([], [])


@pytest.mark.parametrize(
    ("name", "level", "body", "asked"),
    [
        ("市中级人民法院", "department", None, True),
        ("市中级法院", "city", "court", True),
        ("甲市人民检察院", "department", None, True),
        ("乌鲁木齐铁路运输检察分院", "department", None, True),
        ("市人大常委会", "department", None, True),
        ("市人大常委会办公室", "department", None, True),
        ("天山区人民代表大会常务委员会", "department", None, True),
        ("市人大社会建设委员会", "department", None, True),
        ("甲市", "city", "congress", True),
        ("市 人 大", "department", None, True),
        ("市司法局", "department", None, False),
        ("人民大学", "department", None, False),
        ("市人大附中", "department", None, False),
        ("法院街街道", "township", None, False),
        ("天山区", "county", None, False),
        ("市政协", "department", None, False),
    ],
)
def test_courts_procuratorates_and_congresses_are_asked(name: str, level: str, body: str | None, asked: bool) -> None:
    assert is_asked(Who(name, level, "650100", body), None) is asked


def test_a_letter_of_request_asks_and_urges_nobody() -> None:
    text = submission(MIXED, "2024-11-15", name="市中级人民法院", level="department", code="650100")
    one = only(Given(row("市中级人民法院", "department", "650100"), text))
    assert (one.paper, one.content["称谓"]) == ("request", "贵院")
    assert one.content["标题"].replace("\n", "").endswith("的商请函")
    assert "督促" not in str({**one.content, "附件1": "", "附件2": "", "正文问题": ""})


def test_it_goes_to_whom_the_round_says_else_to_the_unit() -> None:
    assert (
        only(county(addressee="天山区委全面依法治区委员会办公室")).content["主送"] == "天山区委全面依法治区委员会办公室"
    )
    assert only(county()).content["主送"] == "天山区"


def test_without_a_round_every_file_has_its_own(run: Run, here: Path) -> None:
    pytest.importorskip("docxtpl")
    plan = write_plan(here / "p1", numbered("1.1.1", 3))
    for name, code, entries in (
        ("甲区", "990101", {}),
        ("乙区", "990102", {f"1.1.1-0{n}": proven() for n in (1, 2, 3)}),
        ("丙区", "130101", {}),
        ("a/b", "990103", {}),
    ):
        write_submission(here / "回收" / f"{code}.yaml", "p1", unit(name, "county", code), "2023-12-31", entries)
    (here / "回收" / "坏.yaml").write_text("{", "utf-8")
    done = run("回收", "--plan", str(plan), "-o", "letters:函", "-q")
    assert done.code == 1
    assert sorted(one.name for one in (here / "函").glob("*.docx")) == ["督促提醒函-a_b.docx", "督促提醒函-甲区.docx"]
    assert "没有未了结的事项、不发函的单位 1 个" in done.err


# What is open.


def replaced(change: Mapping[str, Any], target: str = "1.1.1-03") -> list[dict[str, str]]:
    """Return the rows of a unit's annex where an assessment is changed."""

    found = sent(county(problems=[]), change=_set(target, change)).sent
    return found[0].content["附件1"] if found else []


def _set(target: str, change: Mapping[str, Any]) -> Callable[[Any], None]:
    """Return what changes the assessment of a task in a file."""

    def set_(file: Any) -> None:
        file.assessments = [one._replace(**change) if one.target.id == target else one for one in file.assessments]

    return set_


def test_what_is_waived_or_known_is_not_told() -> None:
    told = {line["编号"] for line in only(county()).content["附件1"]}
    assert "1.1.1-03" in told
    for change in ({"waived": Waived("机构改革", "市委依法治市办", date(2025, 1, 1))}, {"known": True}):
        assert {line["编号"] for line in replaced(change)} == told - {"1.1.1-03"}


def test_what_an_office_has_settled_counts() -> None:
    rejected = Settled("unproven", "contradicted", "市委依法治市办", DAY)
    [line] = [line for line in replaced({"settled": rejected}) if line["编号"] == "1.1.1-03"]
    assert line["判定"] == "核定为佐证不足"
    accepted = Settled("met", "confirmed", "市委依法治市办", DAY)
    assert "1.1.1-03" not in {line["编号"] for line in replaced({"settled": accepted})}
    pending = Settled(None, "absent", "市委依法治市办", DAY)
    [line] = [line for line in replaced({"settled": pending}) if line["编号"] == "1.1.1-03"]
    assert line["判定"].endswith("（未经核定）")


def problem(no: str, target: str | None, state: Any = "open", source: str | None = None, **more: Any) -> Problem:
    return Problem(no, target, Text("卷宗不全", "卷宗不全"), source, state, EARLIER, **more)


def rows_with(*problems: Problem, text: str | None = None) -> list[dict[str, str]]:
    found = sent(county(text, problems=problems)).sent
    return found[0].content["附件1"] if found else []


def beside(*problems: Problem) -> list[dict[str, str]]:
    """Return the rows that problems add to the few of a unit that has reported nearly all."""
    few = {line["编号"] for line in rows_with(text=GOOD)}
    return [line for line in rows_with(*problems, text=GOOD) if line["编号"] not in few]


def test_a_problem_entered_by_hand_stands_there_too() -> None:
    by_hand = problem(
        "DC1", None, source="2024年专项督察", deadline=date(2024, 12, 31), reminders=2, ref="督〔2024〕1号"
    )
    [line] = beside(by_hand)
    assert (line["编号"], line["事项"], line["督促次数"]) == ("DC1", "卷宗不全", "2")
    assert line["要求"] == "来源：2024年专项督察、督〔2024〕1号；整改时限2024年12月31日"
    assert only(county(GOOD, problems=[by_hand])).content["分项"].endswith("交办问题 1 项")


def test_a_problem_that_a_verdict_tells_too_stands_once() -> None:
    before = [line["编号"] for line in rows_with()]
    told = rows_with(problem("650102-1.1.1-03", "1.1.1-03", reminders=3))
    assert [line["编号"] for line in told] == before
    assert next(line for line in told if line["编号"] == "1.1.1-03")["督促次数"] == "3"


@pytest.mark.parametrize("state", ["fixed", "applied", "closed", "cancelled"])
def test_what_is_put_right_verified_or_cancelled_is_not_asked_for(state: str) -> None:
    assert beside(problem("DC1", None, state, "督察")) == []


def test_what_an_office_cancelled_is_not_asked_for_though_its_task_is_flagged() -> None:
    told = rows_with(problem("650102-1.1.1-03", "1.1.1-03", "cancelled", decided_on=DAY))
    assert "1.1.1-03" not in {line["编号"] for line in told}


def test_what_an_office_has_sent_back_is_asked_for_though_it_is_no_longer_flagged() -> None:
    back = problem("650102-1.1.1-02", "1.1.1-02", "returned", requirement="补充会议纪要")
    [line] = beside(back)
    assert line["判定"] == "退回整改：补充会议纪要"


def test_a_unit_without_a_report_is_asked_for_it_and_for_what_is_known_from_before() -> None:
    one = only(county("", state="not_submitted", problems=[*problems_of("650102"), problem("x-1.1.1-04", "1.1.1-04")]))
    assert one.content["附件1"][0]["填报"] == "未报送"
    assert {"1.1.1-03", "1.1.1-04"} <= {line["编号"] for line in one.content["附件1"]}
    assert (one.content["未报送"], one.content["只缺材料"]) == (True, False)
    assert "尚未收到" in one.content["核对情况"]


def test_of_an_older_report_what_it_lacked_is_no_matter_of_its_own() -> None:
    found = {one.unit: one.content for one in letters(everything(), {}).sent}["头屯河区"]
    assert found["附件1"][0]["填报"] == "未报送"
    assert not any(line["填报"] == "未填报" for line in found["附件1"])
    assert "2024年6月30日的填报为据" in found["核对情况"]


def test_a_unit_that_lacks_only_its_report_is_asked_for_nothing_else() -> None:
    one = only(county("", state="not_submitted"))
    assert (one.content["件数"], one.content["只缺材料"], len(one.content["附件2"])) == ("1", True, 1)


# How it is told.


def test_a_thing_has_number_clause_requirement_report_and_since_when() -> None:
    changed = Change("open", None, date(2023, 12, 31), 4)
    [line] = [line for line in replaced({"change": changed}) if line["编号"] == "1.1.1-03"]
    assert line == {
        "序号": "1",
        "编号": "1.1.1-03",
        "事项": line["事项"],
        "条目": "1.1.1 甲条",
        "要求": "到2022年12月31日达到“推进中”",
        "填报": "填报“未启动”；仅有情况说明",
        "判定": "逾期 685 天（未经核定）",
        "起始": "2023年12月31日起，此前已连续 3 期",
        "督促次数": "—",
        "名称": f"1.1.1-03 {line['事项']}",
        "问题": f"1.1.1-03 {line['事项']}：逾期 685 天（未经核定）",
        "说明": "规划“1.1.1 甲条”；要求到2022年12月31日达到“推进中”；填报“未启动”；仅有情况说明；"
        "逾期 685 天（未经核定）；2023年12月31日起，此前已连续 3 期。",
    }


def test_nobody_is_accused_and_evidence_is_never_called_enough() -> None:
    said = str([one.content for one in letters(everything(), {}).sent])
    for word in ("未完成", "佐证充分", "不作为", "弄虚", "严重", "批评", "责任人"):
        assert word not in said
    assert "未填报" in said


def test_what_is_not_given_is_a_blank_and_no_day_comes_from_the_clock() -> None:
    content = only(county(), title="调度", due=None).content
    issuer = content["发文机关"]
    assert issuer == "市委依法治市办"  # the round's
    assert {content[name] for name in ("文号", "成文日期", "回复期限", "联系方式")} == {BLANK}
    days = set(re.findall(r"\d{4}年\d{1,2}月\d{1,2}日", str(content)))
    assert days <= {"2024年11月15日", "2022年12月31日", "2024年12月31日", "2025年12月31日", "2021年1月1日"}
    given_ = letters(everything(), GIVEN).sent[0].content
    assert (given_["文号"], given_["成文日期"]) == (GIVEN["number"], GIVEN["date"])


def test_a_day_in_figures_is_written_as_papers_write_it() -> None:
    content = letters(everything(), {"date": "2024-11-05", "due": "2024/12/1", "number": "2024-1-1"}).sent[0].content
    assert (content["成文日期"], content["回复期限"], content["文号"]) == ("2024年11月5日", "2024年12月1日", "2024-1-1")


def test_a_draft_of_a_plan_makes_samples() -> None:
    assert only(county()).content["样稿"] == "样稿"  # the plan of these tests is one


def test_sent_back_is_told_and_asked_for_again() -> None:
    assert only(county(state="returned")).content["退回补正"] is True


def test_ten_stand_in_the_body_and_all_in_the_annex(run: Run, here: Path) -> None:
    docx = pytest.importorskip("docx")
    plan = write_plan(here / "p1", [*numbered("1.1.1", 9), *numbered("1.1.2", 8), Task("2.1.1-01")])
    who = unit("甲区", "county", "990101", addressee="甲区区委办公室")
    write_submission(here / "回收" / "甲区.yaml", "p1", who, "2023-12-31", {})
    write_round(here / "调度.yaml", "p1", "2023-12-31", [who])
    done = run("回收", "--plan", str(plan), "--round", "调度.yaml", "-o", "letters:函", "-q")
    assert done.code == 1
    document = docx.Document(str(here / "函" / "督促提醒函-甲区.docx"))
    text = [one.text for one in document.paragraphs]
    assert sum(bool(re.match(r"\d+．\d", one)) for one in text) == MOST
    assert "其余 8 项见附件1。" in text
    assert "特此函告。" in text
    annex, answers = document.tables
    assert [len(annex.rows), len(answers.rows)] == [19, 19]
    assert [cell.text for cell in answers.rows[0].cells] == [
        *("序号", "问题", "整改措施", "完成情况", "佐证", "完成时间", "能否申请销号", "审签盖章")
    ]
    assert text[next(n for n, one in enumerate(text) if one.startswith("甲区区委办公室："))]


# Laws.


KINDS_OF_CHANGE = st.sampled_from([None, "open", "fallen_back", "due", "new"])


@cache
def base() -> tuple[FileDigest, Line]:
    """Return a file with its line that is overdue."""
    file = digest(round_of([county()], small())).submissions[0]
    return file, file.by_target["1.1.1-03"]


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    """Return a unit whose lines are judged, settled, waived and changed at random."""
    file, line = base()
    lines = []
    for number in range(draw(st.integers(0, 25))):
        kind, settled = draw(KINDS_OF_CHANGE), draw(st.sampled_from([None, None, *VERDICTS][:11]))
        lines.append(
            line._replace(
                target=f"1.1.1-{number:02}",
                verdict=draw(st.sampled_from(list(VERDICTS)[:9])),
                settled=Settled(settled, None, "市委依法治市办", DAY) if settled else None,
                change=Change(kind, None, EARLIER, 2) if kind else None,
                known=draw(st.sampled_from([False, False, True])),
                deadline=draw(st.sampled_from([date(2022, 12, 31), date(2023, 12, 31), date(2025, 12, 31), None])),
            )
        )
    problems = [
        problem(
            f"P{number}",
            draw(st.sampled_from([None, *(one.target for one in lines)])),
            draw(st.sampled_from(["open", "reopened", "returned", "applied", "fixed", "closed", "cancelled"])),
            draw(st.sampled_from([None, "督察"])),
            deadline=draw(st.sampled_from([None, date(2024, 1, 1), date(2025, 1, 1)])),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return Standing("天山区", file._replace(lines=lines, tracked=problems))


def relapse(thing: Thing) -> int:
    return 0 if thing.came_back else 1 if thing.fell_back else 2


@given(standings())
def test_every_open_thing_stands_once_the_worst_first(one: Standing) -> None:
    assert one.file
    things = open_at(one, DAY)
    lines = Counter(thing.line.target for thing in things if thing.line)
    assert max(lines.values(), default=1) == 1
    assert all(one.file.by_target[target].known is False for target in lines)
    told = [thing.problem.no for thing in things if thing.problem]
    by_hand = {each.no for each in one.file.tracked or () if each.state in TO_MEND and (each.source or not each.target)}
    assert by_hand <= set(told)
    assert len(told) == len(set(told))
    order = [(KINDS.index(thing.kind), relapse(thing)) for thing in things]
    assert order == sorted(order)


def test_without_an_office_the_order_is_that_of_every_list() -> None:
    plain = digest(twelve_report(changed=False))
    for one in plain.submissions:
        flagged = [line.target for line in one.lines if line.flagged]
        alone = Standing(one.name, one._replace(tracked=None))
        found = [thing.line.target for thing in open_at(alone, DAY) if thing.line]
        assert found == flagged


@given(st.lists(st.sampled_from(FLAGGED), min_size=1, max_size=30))
def test_the_parts_make_up_the_whole(verdicts: list[str]) -> None:
    file, line = base()
    lines = [line._replace(target=f"1-{n}", verdict=verdict) for n, verdict in enumerate(verdicts)]
    report = everything()._replace(files=[file._replace(lines=lines)], round=None)
    [one] = letters(report, {}).sent
    parts = re.sub(r"（.*?）", "", one.content["分项"])
    assert sum(map(int, re.findall(r" (\d+) 项", parts))) == len(verdicts) == len(one.content["附件1"])
    assert [each["序号"] for each in one.content["正文问题"]] == [str(n + 1) for n in range(min(len(verdicts), MOST))]
    assert one.content["未经核定"] == f"其中未经核定 {len(verdicts)} 项"
    assert bool(one.content["其余"]) is (len(verdicts) > MOST)


def test_from_a_saved_report_the_same_units_get_the_same_letters(run: Run, here: Path) -> None:
    plan = write_plan(here / "p1", numbered("1.1.1", 3))
    who = unit("甲区", "county", "990101", addressee="甲区区委办公室")
    far = unit("丙区", "county", "130101")
    write_submission(here / "回收" / "甲区.yaml", "p1", who, "2023-12-31", {"1.1.1-02": proven("under_way")})
    write_round(here / "调度.yaml", "p1", "2023-12-31", [who, far])
    run("回收", "--plan", str(plan), "--round", "调度.yaml", "-o", "letters:函", "-o", "json:报告.json", "-q")
    run("reformat", "报告.json", "--plan", str(plan), "-o", "letters:函2")
    first, second = ({one.name: one.read_bytes() for one in (here / name).glob("*.docx")} for name in ("函", "函2"))
    assert list(first) == ["督促提醒函-甲区.docx"]
    assert first == second


def test_what_a_value_has_to_reach_later_is_told_with_the_stage_asked_by_now() -> None:
    found = {one.unit: one.content for one in letters(everything(), {}).sent}["达坂城区"]["附件1"]
    told = {line["编号"]: line["要求"] for line in found}
    assert told["1.2.1-03"] == "到2022年12月31日达到“推进中”，目标达到100%"
    assert told["1.2.1-06"] == "自2021年1月1日起持续开展"


def test_a_unit_that_is_in_no_sum_is_not_said_to_have_nothing_open() -> None:
    broken = Given(row("天山区"), "plan: x\n: [", "reported")
    assert sent(broken) == ([], [])


def test_a_court_is_never_urged_not_even_by_a_head_of_a_table_or_by_how_often_it_was_asked() -> None:
    given = [problem("DC1", None, source="督察", reminders=2)]
    one = only(Given(row("市中级人民法院", "department", "650100"), "", "not_submitted", problems=given))
    assert "已提请 2 次" in str(one.content["正文问题"])
    assert "督促" not in "".join(str(line["说明"]) for line in one.content["附件1"])


def test_a_paper_says_of_no_day_that_it_is_today() -> None:
    today = [line for line in rows_with() if "到期" in line["判定"]]
    assert not any("今日" in line["判定"] for line in today)
    assert as_written("今日到期（2023-06-30），应达到 100%") == "当日到期（2023年6月30日），应达到 100%"
    assert as_written("到 2022-12-31 应达到") == "到2022年12月31日应达到"


@pytest.mark.parametrize(("verdict", "told"), [("overdue", ""), ("met", "，此前涉及 1 期"), (None, "，此前涉及 1 期")])
def test_this_round_is_none_of_the_rounds_before(verdict: str | None, told: str) -> None:
    now = Before(DAY, verdict) if verdict else None
    [line] = beside(problem("DC1", None, source="督察", rounds=1, now=now))
    assert line["起始"] == f"2024年6月30日列入{told}"


def test_what_is_refused_as_not_applicable_says_so_and_is_not_called_early() -> None:
    refused = Settled("missing", "unchecked", "市委依法治市办", DAY)
    change = {"verdict": "exempt", "required": None, "deadline": None, "past_due": None, "settled": refused}
    [line] = [line for line in replaced(change) if line["编号"] == "1.1.1-03"]
    assert line["判定"] == "不同意列为不适用，核定为未填报"


def test_what_an_office_holds_for_not_reported_after_its_deadline_is_not_called_early() -> None:
    held = Settled("missing", "contradicted", "市委依法治市办", DAY)
    for change in ({"verdict": "met", "past_due": False}, {"verdict": "exempt", "deadline": None, "past_due": None}):
        file = digest(round_of([county(problems=[])], small(), change=_set("1.1.1-03", {**change, "settled": held})))
        things = [thing for one in scope_of(file).units for thing in open_at(one, DAY)]
        assert [thing.is_early for thing in things if thing.line and thing.line.target == "1.1.1-03"] == [False]


def test_what_only_an_earlier_report_tells_is_said_to_rest_on_it_and_to_be_unsettled() -> None:
    carried, given = problem("x-1.1.1-04", "1.1.1-04", now=None), problem("DC1", None, source="督察")
    told = only(county("", state="not_submitted", problems=[carried, given])).content
    assert "以前各期列入的事项以你单位当时的填报为据" in told["核对情况"]
    assert told["未经核定"] == "其中未经核定 1 项"
    told = only(county("", state="not_submitted", problems=[given])).content
    assert "各期" not in told["核对情况"]
    assert told["未经核定"] == ""


def test_a_duty_that_an_office_finds_broken_is_not_kept_and_never_late() -> None:
    lines = [line for file in everything().files for line in file.lines if line.standing]
    broken = lines[0]._replace(settled=Settled("overdue", "contradicted", "市委依法治市办", DAY), verdict="met")
    assert degree_on_paper(broken) == "未保持"


def test_a_bulletin_says_the_same_of_such_a_duty() -> None:
    target = next(line.target for file in everything().files for line in file.lines if line.standing)
    file = digest(round_of([county(problems=[])], small(), change=_set(target, {"verdict": "overdue"})))
    [told] = [one.told(annex="") for one in shared_of(scope_of(file)) if one.line.target == target]
    assert told == "未保持 1 个（天山区）"


def test_no_deadline_has_passed_of_a_duty_that_holds_all_the_time() -> None:
    target = next(line.target for file in everything().files for line in file.lines if line.standing)
    missing = {"verdict": "missing", "past_due": True, "support": None}
    [line] = [line for line in replaced(missing, target) if line["编号"] == target]
    assert (line["填报"], line["判定"]) == ("未填报", "属持续性任务（未经核定）")
    file = digest(round_of([county(problems=[])], small(), change=_set(target, missing)))
    [told] = [one.told(annex="") for one in shared_of(scope_of(file)) if one.line.target == target]
    assert told == "未填报 1 个（天山区）"


def test_a_letter_says_which_phase_is_accepted_and_which_part_of_the_plan_was_judged(tmp_path: Path, run: Run) -> None:
    write_plan(tmp_path / "p1", numbered("1.1.1", 3))
    who = unit("天山区", "county", "990102")
    write_submission(tmp_path / "in" / "a.yaml", "p1", who, "2023-12-31", {})
    held = ("check", str(tmp_path / "in"), "--plan", str(tmp_path / "p1"), "-q")
    run(*held, "--phase", "2022", "-o", f"letters:{tmp_path / 'L'}")
    assert "按中期阶段（时限2022年12月31日）的要求，对你单位截至2023年12月31日的填报" in _read(tmp_path / "L")
    run(*held, "--section", "1.1", "-o", f"letters:{tmp_path / 'M'}")
    assert "（只判定“1.1 示例第1.1节”的 3 项，全部 3 项）" in _read(tmp_path / "M")


def _read(folder: Path) -> str:
    [file] = folder.glob("*.docx")
    with ZipFile(file) as package:
        return re.sub("<[^>]+>", "", package.read("word/document.xml").decode())


def test_what_was_given_to_a_unit_is_told_though_its_older_report_lacks_the_task() -> None:
    older = submission(MIXED, "2024-06-30", name="天山区")
    kept = only(county(older, state="not_submitted", stale=EARLIER, problems=[])).content["附件1"]
    lacking = next(
        line.target
        for line in digest(round_of([county(older, problems=[])], small())).files[0].lines
        if line.verdict == "missing"
    )
    by_hand = problem("DC1", lacking, source="督察")
    told = only(county(older, state="not_submitted", stale=EARLIER, problems=[by_hand])).content["附件1"]
    assert [line["编号"] for line in told if line["编号"] not in {one["编号"] for one in kept}] == [lacking]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('{"status": "完成了吧"}', ["填报数据有误（第 {line} 行第 {column} 列），待改正"]),
        ('{"status": "not_applicable"}', ["填报“不适用”", "填报数据有误（第 {line} 行第 {column} 列），待改正"]),
    ],
)
def test_what_cannot_be_judged_says_where_it_is_to_be_put_right(entry: str, said: list[str]) -> None:
    handed_in = submission(f"  1.1.1-01: {entry}\n", "2024-11-15", name="天山区")
    lines = handed_in.splitlines()
    [at] = [at for at, line in enumerate(lines) if "1.1.1-01" in line]
    where = {"line": at + 1, "column": lines[at].index(': "') + 3}
    [one] = [one for one in only(county(handed_in)).content["附件1"] if one["编号"] == "1.1.1-01"]
    assert one["填报"].split("；")[: len(said)] == [text.format(**where) for text in said]
    assert one["填报"] in one["说明"]
