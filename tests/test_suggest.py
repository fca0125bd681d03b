"""`suggest`: a published report is read into proposals; what is written waits to be confirmed, checks and traces."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from helpers.invented import Task, write_plan
from helpers.running import Ran, examine
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.fill.last import submission_in
from fazhi_check.fill.proposed import Known, Report, proposed
from fazhi_check.plan.model import Coverage, Frequency, Milestone, Plan, Quantity, Standing
from fazhi_check.plan.store import load_plan
from fazhi_check.reports.text.widths import cell_len
from fazhi_check.source.prose import SourceText
from fazhi_check.submission.reading import read_exactly
from fazhi_check.suggest.gathered import gathered, narrowed
from fazhi_check.suggest.masthead import Masthead, masthead
from fazhi_check.suggest.measured import measured
from fazhi_check.suggest.model import Fact, Proposal, Proposed
from fazhi_check.suggest.proposals import propose
from fazhi_check.trace.submission import trace_submission

Run = Callable[..., Ran]
REPORT = """\
网站首页 > 政务公开
示例市2023年度法治政府建设情况
2023-08-20 10:00 来源：示例市人民政府网 字体：大 中 小
一、推行重大行政决策事项年度目录公开制度
2023年3月,示例市制定《示例市重大行政决策程序暂行办法》(示政发〔2023〕12号),公布重大行政决策事项年度目录。
全面推行行政执法公示制度,行政执法公示率98.5%。
下一步,将健全重大行政决策事项年度目录公开制度。
"""
UNIT = ("--unit", "示例市", "--level", "市级", "--code", "650100", "--as-of", "2023-08-30")
DECISIONS = "3.3.2-05"


@pytest.fixture
def report(here: Path) -> Path:
    """A report of an invented city, in the folder that tests run in."""
    path = here / "报告.txt"
    path.write_text(REPORT, "utf-8")
    return path


def written(run: Run, *options: str) -> dict[str, Any]:
    """Return the JSON report on what is proposed of the report."""
    done = run("suggest", "报告.txt", *UNIT, "-o", "建议.yaml", *options)
    assert done.code == 0, done.err
    checked = run("check", "建议.yaml", "-f", "json")
    assert checked.code == 1
    [file] = checked.json["files"]
    return dict(file)


def test_all_is_listed_as_json_best_first(run: Run, report: Path) -> None:
    done = run("suggest", "报告.txt", "-f", "json")
    assert done.code == 0
    data = done.json
    [sentence] = [one for one in data["sentences"] if "暂行办法" in one["text"]]
    assert sentence["line"] == 5
    assert len(sentence["proposals"]) >= 10
    for one in sentence["proposals"]:
        assert one["quote"] in sentence["text"]
        assert one.keys() >= {"target", "quote", "value", "kind"}
    assert sentence["proposals"][0]["target"] == DECISIONS
    scores = [one["score"] for one in sentence["proposals"]]
    assert scores == sorted(scores, reverse=True)
    [wish] = [one for one in data["sentences"] if one["text"].startswith("下一步")]
    assert wish["marks"] == ["wish"]
    assert not any(one["written"] for one in wish["proposals"])


def test_what_is_written_checks_without_an_error_and_all_of_it_is_missing(run: Run, report: Path) -> None:
    file = written(run)
    assert file["valid"]
    assert {one["verdict"] for one in file["assessments"]} == {"missing"}
    assert {one["code"] for one in file["findings"]} == {"FZ501"}
    [found] = [one for one in file["assessments"] if one["target"] == DECISIONS]
    assert found["message"].startswith("待确认：")
    assert file["unit"]["name"] == "示例市"


def test_an_entry_has_its_facts_and_no_status(run: Run, report: Path) -> None:
    written(run)
    said = submission_in("建议.yaml")
    assert said is not None
    assert all(one.proposed and one.status is None and one.evidence for one in said.entries.values())
    entry = said.entries[DECISIONS]
    piece = entry.evidence[-1]
    assert (piece.kind, piece.quote) == ("publication", "公布重大行政决策事项年度目录")
    assert (entry.note or "").startswith("报告第 5 行")
    documents = [piece for one in said.entries.values() for piece in one.evidence if piece.kind == "document"]
    assert ("示例市重大行政决策程序暂行办法", "示政发〔2023〕12号") in [(one.title, one.ref) for one in documents]
    assert said.entries["3.3.4-01"].value is not None
    assert list(said.entries) == sorted(said.entries, key=load_plan("urumqi-14fyp").order.__getitem__)
    source = said.source
    assert source is not None
    assert (source.title, source.publisher, source.date) == (
        "示例市2023年度法治政府建设情况",
        "示例市人民政府网",
        date(2023, 8, 20),
    )


def test_every_quote_and_figure_of_it_is_found_in_the_report(run: Run, report: Path) -> None:
    written(run)
    assert run("trace", "建议.yaml", "--source", "报告.txt").code == 0


def test_confirmed_by_taking_the_mark_out_and_setting_the_status(run: Run, report: Path) -> None:
    written(run)
    path = Path("建议.yaml")
    before, mark, after = path.read_text("utf-8").partition(
        "  3.3.2-05:\n    待确认: 是  # 核对后删去这一行\n    状态:"
    )
    assert mark
    path.write_text(f"{before}  3.3.2-05:\n    状态: 推进中{after}", "utf-8")
    [file] = run("check", "建议.yaml", "-f", "json").json["files"]
    [found] = [one for one in file["assessments"] if one["target"] == DECISIONS]
    assert (found["verdict"], found["support"]) == ("on_track", "proven")


def test_what_is_not_given_is_a_blank_and_told(run: Run, report: Path) -> None:
    done = run("suggest", "报告.txt", "-o", "建议.yaml")
    assert done.code == 0
    assert "还要填：单位名称、层级、六位行政区划代码、截至日期" in done.err
    assert "报告上的日期是 2023-08-20" in Path("建议.yaml").read_text("utf-8")
    checked = run("check", "建议.yaml", "-f", "json")
    assert checked.code == 1
    [file] = checked.json["files"]
    assert [one["code"] for one in file["findings"]] == ["FZ201"] * 4
    partly = run("suggest", "报告.txt", "-o", "b.yaml", "--unit", "示例市", "--as-of", "2023-08-30")
    assert "还要填：层级、六位行政区划代码" in partly.err


def test_only_what_the_unit_is_asked_or_may_state_is_proposed(run: Run, report: Path) -> None:
    plan = load_plan("urumqi-14fyp")
    township = run("suggest", "报告.txt", "-f", "json", "--level", "乡镇").json
    named = {one["target"] for sentence in township["sentences"] for one in sentence["proposals"]}
    assert named
    assert all("township" in plan.every[one].applies_to for one in named)
    body = run("suggest", "报告.txt", "-f", "json", "--level", "city", "--body", "法院").json
    led = {one["target"] for sentence in body["sentences"] for one in sentence["proposals"]}
    assert all("court" in plan.every[one].lead for one in led)


def test_lines_narrow_a_page_of_several_reports(run: Run, report: Path) -> None:
    only = run("suggest", "报告.txt", "-f", "json", "--lines", "5-6").json
    assert {one["line"] for one in only["sentences"]} == {5, 6}
    done = run("suggest", "报告.txt", *UNIT, "--lines", "6-6", "-o", "建议.yaml")
    assert done.code == 0
    text = Path("建议.yaml").read_text("utf-8")
    assert "报告 报告.txt 第 6-6 行中" in text
    assert DECISIONS not in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--lines", "9-4"), "--lines 写成 13-27"),
        (("--lines", "五"), "--lines 写成 13-27"),
        (("--lines", "99-100"), "只有 7 行"),
        (("--plan", "nirgends"), "nirgends"),
        (("--level", "国家级"), "--level 不能是“国家级”"),
        (("--code", "65"), "--code 应是六位数字"),
        (("--as-of", "去年"), "--as-of"),
        (("-o", "建议.xlsx"), "convert 建议.yaml 建议.xlsx"),
        (("-o", "建议"), "-o 建议.yaml"),
        (("--unit", "甲\u200b市"), "看不见的字符"),
        (("--unit", "甲13812345678"), "个人信息"),
    ],
)
def test_wrong_usage_is_told_with_what_to_write(run: Run, report: Path, options: tuple[str, ...], said: str) -> None:
    done = run("suggest", "报告.txt", *options)
    assert done.code == 2
    assert said in done.err
    assert not Path("建议.yaml").exists()


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.txt", "依法决策情况报告，规范性文件报备率百分之百。".encode("gbk"), "GBK"),
        ("a.docx", b"PK\x03\x04", "另存为“纯文本（*.txt）”"),
        ("a.txt", b"PK\x03\x04rest", "另存为“纯文本（*.txt）”"),
        ("a.pdf", b"%PDF-1.7", "另存为“纯文本（*.txt）”"),
        ("a.xlsx", b"PK\x03\x04", "另存为“纯文本（*.txt）”"),
        ("a.html", "公布目录。".encode(), "网页源码"),
        ("a.txt", "<html><body><p>公布目录。</p></body></html>".encode(), "网页源码"),
        ("a.txt", b"", "没有文字"),
        ("a.txt", "\ufeff \n\n——\n".encode(), "没有文字"),
        ("a.txt", "会议纪要（秘密★1年）。".encode(), "第 1 行带有密级标志"),
    ],
)
def test_what_is_no_published_text_is_told_plainly(run: Run, here: Path, name: str, raw: bytes, said: str) -> None:
    Path(name).write_bytes(raw)
    for options in ((), ("-o", "b.yaml"), ("-f", "json")):
        done = run("suggest", name, *options)
        assert done.code == 2
        assert said in done.err
    assert not Path("b.yaml").exists()


def test_a_file_that_is_not_there_and_a_folder_are_told(run: Run, here: Path) -> None:
    assert "找不到：keine.txt" in run("suggest", "keine.txt").err
    assert "这是文件夹" in run("suggest", ".").err


def test_a_byte_order_mark_and_standard_input_are_fine(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("报告.txt").write_text(REPORT, "utf-8-sig")
    data = run("suggest", "报告.txt", "-f", "json").json
    assert data["sentences"][0]["text"].startswith("网站首页")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    piped = run("suggest", "-", "-f", "json").json
    assert piped["sentences"] == data["sentences"]


def test_no_file_is_ever_written_over(run: Run, report: Path) -> None:
    Path("建议.yaml").write_text("mein", "utf-8")
    done = run("suggest", "报告.txt", "-o", "建议.yaml")
    assert done.code == 2
    assert Path("建议.yaml").read_text("utf-8") == "mein"


def test_a_missing_folder_is_made(run: Run, report: Path) -> None:
    assert run("suggest", "报告.txt", *UNIT, "-o", "neu/a.yaml").code == 0
    assert Path("neu/a.yaml").is_file()


def test_where_nothing_is_proposed_nothing_is_written(run: Run, here: Path) -> None:
    Path("报告.txt").write_text("天气晴朗。\n", "utf-8")
    done = run("suggest", "报告.txt", *UNIT, "-o", "建议.yaml")
    assert done.code == 3
    assert "没有写 建议.yaml" in done.err
    assert not Path("建议.yaml").exists()
    assert run("suggest", "报告.txt", "-f", "json").code == 0


def test_numbers_of_persons_are_shown_nowhere_and_written_nowhere(run: Run, here: Path) -> None:
    text = "联系电话13812345678公布重大行政决策事项年度目录。\n公布重大行政决策事项年度目录\u200b，推行公开制度。\n"
    Path("报告.txt").write_text(text, "utf-8")
    assert "13812345678" not in run("suggest", "报告.txt", "-f", "json").out
    assert "13812345678" not in run("suggest", "报告.txt", "--show").out
    done = run("suggest", "报告.txt", *UNIT, "-o", "建议.yaml")
    assert "第 1, 2 行有个人信息或看不见的字符" in done.err
    if done.code == 0:
        assert "13812345678" not in Path("建议.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ['甲: "市" #1', "- 甲", "'甲'", "甲\\市", "{甲}", "1e5", "null", "甲\t市", "#", "是"])
def test_any_name_of_a_unit_reads_back(run: Run, report: Path, name: str) -> None:
    done = run("suggest", "报告.txt", "--unit", name, *UNIT[2:], "-o", "建议.yaml")
    assert done.code == 0, done.err
    said = submission_in("建议.yaml")
    assert said is not None
    assert said.unit.name == name


def test_keys_and_words_may_be_english(run: Run, report: Path) -> None:
    assert run("suggest", "报告.txt", *UNIT, "-o", "zh.yaml").code == 0
    assert run("suggest", "报告.txt", *UNIT, "-o", "en.yaml", "--keys", "en", "--lang", "en").code == 0
    text = Path("en.yaml").read_text("utf-8")
    assert "proposed: true  # delete this line once you have checked it" in text
    said = [submission_in(name) for name in ("zh.yaml", "en.yaml")]
    assert all(said)
    zh, en = (list(one.entries) for one in said if one)
    assert zh == en


@pytest.mark.parametrize("width", ["80", "160"])
def test_the_screen_keeps_its_width(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    done = run("suggest", "报告.txt", "--show")
    assert done.code == 0
    assert max(map(cell_len, done.out.splitlines())) <= int(width)
    assert DECISIONS in done.out
    assert "第 7 行（打算）" in done.out
    assert "第 7 行" not in run("suggest", "报告.txt").out


def test_a_plan_of_one_s_own_is_named_for_the_check(run: Run, here: Path) -> None:
    titles = (
        "公布重大行政决策事项年度目录",
        "开展法治文化阵地建设",
        "推动诉源治理",
        "培育法律明白人",
        "落实宪法宣誓制度",
    )
    tasks = [Task(f"1.1.1-0{at}", more={"title": one, "anchors": [one]}) for at, one in enumerate(titles, 1)]
    folder = write_plan(here / "own plan", tasks, id="own")
    Path("报告.txt").write_text("公布重大行政决策事项年度目录。\n" * 2, "utf-8")
    data = run("suggest", "报告.txt", "--plan", folder, "-f", "json").json
    assert data["plan"] == "own"
    assert data["sentences"][0]["proposals"][0]["target"] == "1.1.1-01"
    done = run("suggest", "报告.txt", "--plan", "own plan", *UNIT, "-o", "建议.yaml")
    assert 'fazhi-check --plan "own plan" 本文件' in Path("建议.yaml").read_text("utf-8"), done.err
    assert run("check", "建议.yaml", "--plan", folder, "-f", "json").json["files"][0]["valid"]


def test_a_draft_of_a_plan_will_do_for_proposals_though_nothing_is_judged_by_it(run: Run, here: Path) -> None:
    text = "示例市法治建设规划（2021—2025年）\n一、依法决策\n公布重大行政决策事项年度目录。全面推行行政执法公示制度。\n"
    Path("原文.txt").write_text(text + "二、普法\n培育法律明白人。开展法治文化阵地建设。\n", "utf-8")
    Path("报告.txt").write_text("示例市公布重大行政决策事项年度目录，培育法律明白人12名。\n", "utf-8")
    assert run("new-plan", "mine", "--from", "原文.txt").code == 0
    data = run("suggest", "报告.txt", "--plan", "mine", "-f", "json").json
    assert data["sentences"][0]["proposals"]


@pytest.mark.parametrize(
    ("measure", "value", "day", "found"),
    [
        (Coverage(at_least=Fraction(100)), "98.5%", None, {"value": "98.5%"}),
        (Coverage(at_least=Fraction(100)), "98.5%以上", None, {"value": "98.5%以上"}),
        (Coverage(at_least=Fraction(100)), "120%", None, {}),
        (Coverage(at_least=Fraction(100)), "近90%", None, {}),
        (Coverage(at_least=Fraction(100)), "37个", None, {}),
        (Standing(at_most=Fraction(0), unit="件"), "3件", None, {"value": "3"}),
        (Standing(at_most=Fraction(0), unit="件"), "3起", None, {}),
        (Standing(), "3件", None, {}),
        (Quantity(at_least=Fraction(100), unit="人"), "1.2万余人", None, {"value": "1.2万余"}),
        (Quantity(at_least=Fraction(100), unit="人"), "100人以上", None, {"value": "100以上"}),
        (Quantity(at_least=Fraction(100), unit="人"), "100人左右", None, {}),
        (Quantity(at_least=Fraction(90), unit="%"), "95%", None, {"value": "95%"}),
        (Quantity(at_least=Fraction(90), unit="%"), "95个", None, {}),
        (Frequency(per_year=Fraction(2), unit="次"), "3次", "2022年", {"2022": "3"}),
        (Frequency(per_year=Fraction(2), unit="次"), "3次", None, {}),
        (Frequency(per_year=Fraction(2), unit="次"), "3次", "2024年", {}),
        (Frequency(per_year=Fraction(2), unit="次"), "3次", "2019年", {}),
        (Frequency(per_year=Fraction(2), unit="次"), "3次", "2022年以来", {}),
        (Milestone(), "98.5%", None, {}),
    ],
)
def test_a_figure_is_a_value_only_of_what_counts_the_same(
    small: Plan, measure: Any, value: str, day: str | None, found: dict[str, str]
) -> None:
    target = small.targets[0]._replace(measure=measure)
    fact = Fact("原文", "figure", "标题", value, None, day)
    assert measured(fact, target, small, date(2023, 8, 30)) == found


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("公示率提高到98.5%", {"value": "98.5%"}),
        ("110警情同比下降98.5%", {}),
        ("公示率提高98.5%", {}),
        ("增幅98.5%", {}),
    ],
)
def test_by_how_much_something_changed_is_no_share(small: Plan, quote: str, found: dict[str, str]) -> None:
    target = small.targets[0]._replace(measure=Coverage(at_least=Fraction(100)))
    assert measured(Fact(quote, "figure", "标题", "98.5%"), target, small, None) == found


def sentence(line: int, text: str, *proposals: Proposal) -> Proposed:
    """Return a sentence of which something is proposed."""
    return Proposed(line, text, (), tuple(dict.fromkeys(one.fact for one in proposals)), proposals)


def test_a_fact_serves_a_second_target_only_where_it_speaks_as_clearly_for_it() -> None:
    fact = Fact("公布目录", "publication", "公布目录")
    told = [Proposal(name, score, fact, True) for name, score in (("a", 10.0), ("b", 7.5), ("c", 6.5))]
    [one] = narrowed([sentence(1, "公布目录。", *told)])
    assert [proposal.target for proposal in one.proposals if proposal.worth_writing] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "value", "is_kept"),
    [
        ("一、推行公开制度", None, False),
        ("推行公开制度。", None, True),
        ("推行公开制度12项", "12项", True),
        ("推行《公开办法》", None, True),
    ],
)
def test_headings_tell_nothing(text: str, value: str | None, is_kept: bool) -> None:
    [one] = narrowed([sentence(1, text, Proposal("a", 10.0, Fact(text, "document", text, value), True))])
    assert one.proposals[0].worth_writing is is_kept


def test_a_note_and_a_page_s_title_name_no_person(small: Plan) -> None:
    fact = Fact("主持召开会议12次", "figure", "主持召开会议12次", "12次")
    one = sentence(7, "市委书记张明主持召开会议12次。", Proposal("1.1.1-01", 9.0, fact, True))
    text = proposed(small, Known(), Report("r.txt", Masthead()), gathered([one], small, None).entries, "zh")
    assert "说明: 报告第 7 行\n" in text
    assert "张明" not in text
    assert masthead("市委书记张明的法治讲话\n2023-08-30\n正文。\n").title is None


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        ("zh", "说明: 报告第 3 行“公布目录。”（荣誉）“荣获先进集体称号。”；第 5 行“办了事。”"),
        ("en", 'note: report, line 3 "公布目录。" (award) "荣获先进集体称号。"; line 5 "办了事。"'),
    ],
)
def test_a_note_names_each_line_once_and_calls_an_award_one(small: Plan, keys: Any, note: str) -> None:
    texts = ((3, "公布目录"), (3, "荣获先进集体称号"), (5, "办了事"))
    told = [
        sentence(line, f"{one}。", Proposal("1.1.1-01", 9.0, Fact(one, "record", one), True)) for line, one in texts
    ]
    text = proposed(small, Known(), Report("r.txt", Masthead()), gathered(told, small, None).entries, keys)
    assert note in text


def test_of_many_facts_the_best_are_kept_and_the_others_counted(small: Plan) -> None:
    facts = [Fact(f"办了第{number}件事", "record", f"第{number}件") for number in range(9)]
    told = [
        sentence(at, f"{fact.quote}。", Proposal("1.1.1-01", 5.0 + at, fact, True)) for at, fact in enumerate(facts)
    ]
    [entry] = gathered(told, small, None).entries
    assert [piece.line for piece in entry.pieces] == [4, 5, 6, 7, 8]
    assert entry.more == 4
    text = proposed(small, Known(), Report("r.txt", Masthead()), [entry], "zh")
    assert "另有 4 处" in text


def test_days_to_come_and_figures_outside_the_quote_are_left_out(small: Plan) -> None:
    fact = Fact("办了事", "figure", "办了12件", "12件", None, "2024年1月")
    one = sentence(1, "办了事。", Proposal("1.1.1-01", 9.0, fact, True))
    [piece] = gathered([one], small, date(2023, 8, 30)).entries[0].pieces
    assert (piece.fact.title, piece.fact.value, piece.fact.date) == ("办了事", None, None)
    [undated] = gathered([one], small, None).entries[0].pieces
    assert undated.fact.date == "2024年1月"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REPORT, Masthead("示例市2023年度法治政府建设情况", date(2023, 8, 20), "示例市人民政府网")),
        ("法治建设再上新台阶\n正文一句话。\n", Masthead("法治建设再上新台阶")),
        (
            "扛起大旗!\n\n压实责任 建设更高水平法治\n\n2022/9/17 9:12:34 来源:某网\n0\n",
            Masthead("压实责任 建设更高水平法治", date(2022, 9, 17), "某网"),
        ),
        ("日期:2023-08-30 16:03 来源: 访问量:\n", Masthead(None, date(2023, 8, 30))),
        ("2023年13月40日\n正文。\n", Masthead()),
        (
            "正文从第一行开始，没有标题，写得很长很长，一直到这一行的末尾也没有停下来，所以它不是标题，而是正文，读的人一看就知道。\n",
            Masthead(),
        ),
        ("", Masthead()),
    ],
)
def test_a_page_s_head_is_read_as_printed(text: str, said: Masthead) -> None:
    assert masthead(text) == said


PIECES = [
    *(
        "公布重大行政决策事项年度目录",
        "规范性文件报备率98.5%",
        "制定《办法》（示政发〔2023〕12号）",
        "办结12件",
        "2025年5月",
    ),
    *(
        "，",
        "。",
        "；",
        "、",
        "\n",
        " ",
        "“",
        "”",
        "：",
        "#",
        "- ",
        "'",
        '"',
        "{",
        "]",
        "\t",
        "%",
        "\u200b",
        "\u2028",
        "\x07",
    ),
    *(
        "13812345678",
        "全面推行行政执法公示制度",
        "近90%",
        "120%",
        "下一步将",
        "null",
        "&a",
        "*a",
        "!t",
        "\\",
        "|",
        ">",
        "１２％",
    ),
]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan of three tasks that a report may speak of."""
    tasks = [
        Task("1.1.1-01", more={"title": "推行重大行政决策事项年度目录公开制度", "anchors": ["公布年度目录"]}),
        Task("1.1.1-02", {"kind": "standing", "at_least": 100, "unit": "%"}, {"title": "规范性文件报备率审核制定办法"}),
        Task("1.1.1-03", {"kind": "frequency", "per_year": 2, "unit": "件"}, {"title": "全面推行行政执法公示制度办结"}),
    ]
    return load_plan(str(write_plan(tmp_path_factory.mktemp("few") / "few", tasks)))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["zh", "en"]))
def test_whatever_a_report_says_what_is_written_has_no_error_and_traces(few: Plan, text: str, keys: Any) -> None:
    plan = few
    sentences = [_worth_it(one) for one in propose(plan, SourceText(text))]
    found = gathered(narrowed(sentences), plan, date(2023, 8, 30))
    known = Known("示例市", "city", "990100", None, date(2023, 8, 30))
    made = proposed(plan, known, Report("r.txt", masthead(text)), found.entries, keys)
    read = read_exactly(made)
    assert list(read.submission.entries) == [one.target.id for one in found.entries]  # type: ignore[union-attr]
    report = examine(made, plan)
    assert report.valid, [one.message("zh") for one in report.findings if one.code != "FZ501"]
    assert trace_submission(read, text).ok  # type: ignore[arg-type]


def _worth_it(one: Proposed) -> Proposed:
    """Return a sentence of which all that is proposed is to be written: the law holds of any choice."""
    return one._replace(proposals=tuple(proposal._replace(worth_writing=True) for proposal in one.proposals))


@pytest.mark.slow
def test_a_line_of_a_hundred_thousand_signs_is_read(run: Run, here: Path) -> None:
    line = "公布重大行政决策事项年度目录12项，规范性文件报备率98.5%、" * 3_500
    Path("报告.txt").write_text(line, "utf-8")
    done = run("suggest", "报告.txt", *UNIT, "-o", "建议.yaml")
    assert done.code == 0, done.err
    assert run("trace", "建议.yaml", "--source", "报告.txt").code == 0
    [file] = run("check", "建议.yaml", "-f", "json").json["files"]
    assert file["valid"]


def test_its_help_is_in_both_languages(run: Run) -> None:
    assert "REPORT" in run("suggest", "--help").out
    assert "left blank" in run("suggest", "--help", "--lang", "en").out


def test_the_json_is_one_document(run: Run, report: Path) -> None:
    done = run("suggest", "报告.txt", "-f", "json", "-o", "建议.yaml")
    assert json.loads(done.out)["schema_version"] == 2
    assert Path("建议.yaml").exists()
