"""new-plan --from: a published text becomes a folder that lints but for its draft marks and that trace proves."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from fazhi_check.api import check
from fazhi_check.plan.draft.composing import Draft, draft
from fazhi_check.plan.draft.sound import sound
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.store import BrokenPlan, load_plan
from fazhi_check.source.prose import SourceText
from fazhi_check.trace.plan import PlanTrace, trace_plan

NOTICE = """\
首页 > 政务公开 > 规划计划
云岭县数字乡村建设实施方案
发布时间：2022-03-15　来源：云岭县农业农村局　浏览次数：321
各乡镇人民政府，县直各部门：
为加快数字乡村建设，根据《云州省数字乡村发展行动计划（2021—2025年）》，结合我县实际，制定本方案。
一、总体要求
（一）指导思想。以乡村振兴战略为统领，坚持农民主体地位，把数字技术用在乡村最需要的地方。
（二）工作目标。到2023年底，行政村光纤通达率达到95%以上，每个乡镇至少建成1个数字服务站；到2025年，返贫监测实现全覆盖。
二、重点任务
（一）建设乡村信息基础设施
1.加快光纤网络向自然村延伸。2024年前完成二十户以上自然村的光纤改造，每村不少于2名信息员。
2.推进农村公路数字化养护。建立县乡村三级养护平台，养护及时率不低于90%。
指标名称
2023年
2025年
光纤通达率
95%
100%
（二）完善乡村治理。健全村务公开制度，推行“互联网+村务”；探索积分制管理办法。
四、保障措施
（一）加强组织领导。县政府成立领导小组，农业农村局负责日常工作。
（二）强化资金保障。统筹涉农资金，严禁挪用。
附件：云岭县数字乡村建设任务分工表
上一篇：无
版权所有：云岭县人民政府
"""

RULES = """\
青石市河湖保护实施计划
第一章 总则
第一条 为了保护河湖，改善水环境，制定本计划。
第二章 主要任务
第三条 市水务部门应当建立河湖名录，并向社会公布。
第四条 县级人民政府应当每年至少组织一次河湖清淤，严禁向河湖倾倒垃圾。
"""

LISTED = """\
某区法治建设工作要点
1、健全依法决策机制
制定重大决策目录,2024年6月底前公布.落实合法性审查制度,审查率达到100%.
2、规范行政执法
开展执法案卷评查,全年不少于2次;推行三项制度.
"""

PLAIN = "各单位要在2026年底前建成三个服务中心，并逐步完善制度。另外还要每季度召开一次会议。"

TEXTS = {"notice": NOTICE, "rules": RULES, "listed": LISTED, "plain": PLAIN}


def gone_over(text: str) -> str:
    """Return a section's file without its draft marks, and without what stands beside them."""
    return re.sub("    draft: true.*\n", "", text)


def made(text: str) -> tuple[Draft, dict[str, str]]:
    """Return the draft of a text with its files."""
    return sound(draft("drafted", text, "text.txt", hashlib.sha256(text.encode()).hexdigest()))


def proof(text: str, files: dict[str, str]) -> tuple[list[str], PlanTrace]:
    """Return the codes that lint finds in a draft, and the trace of it."""
    plan = written({name: content.encode() for name, content in files.items()})
    return [one.code for one in (*plan.findings, *lint(plan))], trace_plan(plan, text)


def wrapped(text: str, width: int) -> str:
    """Return a text with its lines broken at a width, as a paged document is copied."""
    lines = [line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width)]
    return "\r\n".join(lines)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_draft_lints_and_is_proven(text: str):
    found, files = made(text)
    codes, trace = proof(text, files)
    assert codes == ["FZ727"]
    assert trace.ok, (trace.lost, trace.of("uncovered"), trace.of("conflict"))
    assert {one["draft"] for one in targets_of(files)} == {True}
    assert max(len(one["title"]) for one in found.every) <= 30


def targets_of(files: dict[str, str]) -> list[dict[str, object]]:
    """Return the targets of all files as YAML reads them."""
    load = YAML(typ="safe", pure=True).load
    return [one for name, text in files.items() if name != "plan.yaml" for one in load(text)["targets"]]


def test_equal_texts_give_equal_files():
    assert made(NOTICE)[1] == made(NOTICE)[1]


def test_a_copy_with_broken_lines_gives_the_same_targets():
    plain, broken = made(NOTICE), made("\ufeff" + wrapped(NOTICE, 38))
    assert targets_of(broken[1]) == targets_of(plain[1])
    assert proof("\ufeff" + wrapped(NOTICE, 38), broken[1])[1].ok


def test_half_width_signs_and_digits_of_full_width_are_read_alike():
    text = NOTICE.replace("，", ",").replace("（", "(").replace("）", ")").replace("；", ";")
    assert [one["id"] for one in made(text)[0].every] == [one["id"] for one in made(NOTICE)[0].every]


def test_what_is_printed_is_written_and_nothing_else():
    found, files = made(NOTICE)
    frame = YAML(typ="safe", pure=True).load(files["plan.yaml"])
    assert frame["title"] == "云岭县数字乡村建设实施方案"
    assert frame["publisher"] == "云岭县农业农村局"
    assert str(frame["published"]) == "2022-03-15"
    assert frame["period"] == {"end": frame["period"]["end"]}
    assert not {"edition", "jurisdiction", "pace"} & set(frame)
    assert [section["id"] for section in frame["sections"]] == ["1.1", "1.2", "2.1", "2.2", "4.1", "4.2"]
    assert [one.id for one in found.lost] == ["3"]
    assert found.tables == ((13, 18),)


def test_trace_looks_at_the_plan_alone():
    _, files = made(NOTICE)
    source = SourceText(NOTICE)
    origin = YAML(typ="safe", pure=True).load(files["plan.yaml"])["source"]
    assert source.line_at(source.find(origin["begins"])[0].start) == 5
    assert source.line_at(source.find(origin["ends"])[0].start) == 23
    assert origin["sha256"] == hashlib.sha256(NOTICE.encode()).hexdigest()


@pytest.fixture
def drafted(run, tmp_path: Path):
    """Write the draft of the notice by the command; return its folder."""
    (tmp_path / "text.txt").write_text(NOTICE, encoding="utf-8")
    done = run("new-plan", "drafted", "--from", tmp_path / "text.txt", "-o", tmp_path / "plan")
    assert done.code == 0
    return tmp_path / "plan", done


def test_the_command_tells_what_it_found(run, drafted):
    folder, done = drafted
    assert done.out == ""
    for said in (
        "都是草稿",
        "章节 6 个",
        "缺 3 的标题",
        "第 13 至 18 行像是散开的表格",
        "行政区划代码",
        "fazhi-check trace",
    ):
        assert said in done.err
    assert run("lint", folder).code == 0
    assert run("trace", folder, "--source", folder.parent / "text.txt").code == 0
    assert run("targets", "--plan", folder, "--find", "村务公开").code == 0


def test_lint_of_a_draft_tells_what_waits(run, drafted):
    folder, _ = drafted
    told = run("lint", folder, "-f", "json").json
    assert [one["code"] for one in told["findings"]] == ["FZ727"]
    assert f"删去草稿标记后还有 {sum(told['waiting'].values())} 处要补：" in run("lint", folder).out
    for path in folder.glob("*.yaml"):
        path.write_text(gone_over(path.read_text("utf-8")), encoding="utf-8")
    left = run("lint", folder, "-f", "json").json
    assert Counter(one["code"] for one in left["findings"]) == told["waiting"]
    assert "waiting" not in left


def test_nothing_is_written_over(run, drafted):
    folder, _ = drafted
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("new-plan", "drafted", "--from", folder.parent / "text.txt", "-o", folder)
    assert done.code == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_check_refuses_a_draft_and_names_the_first(run, drafted):
    folder, _ = drafted
    done = run("check", folder, "--plan", folder)
    assert done.code == 2
    assert "1.2.yaml:5:12 FZ727" in done.err
    assert run("round", "new", folder.parent / "round", "--plan", folder, "--as-of", "2023-12-31").code == 2
    with pytest.raises(BrokenPlan, match="FZ727"):
        check(folder, plan=folder)
    with pytest.raises(BrokenPlan, match="FZ727"):
        check(folder, plan=load_plan(folder))


def test_one_draft_that_is_left_is_refused_too(run, drafted):
    folder, _ = drafted
    for path in folder.glob("*.yaml"):
        lines = path.read_text("utf-8").split("\n")
        drafts = [number for number, line in enumerate(lines) if line.startswith("    draft: true")]
        for number in reversed(drafts[:-1] if path.name == "4.2.yaml" else drafts):
            del lines[number]
        text = "\n".join(lines).replace("period: {end: 2025-12-31}", "period: {start: 2022-01-01, end: 2025-12-31}")
        path.write_text(text, encoding="utf-8")
    done = run("check", folder, "--plan", folder)
    assert done.code == 2
    assert "1 项还是草稿" in done.err
    assert "4.2.yaml" in done.err
    (folder / "4.2.yaml").write_text(gone_over((folder / "4.2.yaml").read_text("utf-8")), "utf-8")
    assert run("lint", folder).code == 0
    assert "FZ727" not in run("lint", folder).out


def test_a_plan_that_is_no_draft_needs_its_period(run, drafted):
    folder, _ = drafted
    for path in folder.glob("*.yaml"):
        path.write_text(gone_over(path.read_text("utf-8")), encoding="utf-8")
    done = run("lint", folder)
    assert done.code == 1
    assert "FZ201" in done.out
    assert "start" in done.out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.docx", b"PK\x03\x04....", "文档"),
        ("plan.pdf", b"%PDF-1.7", "文档"),
        ("plan.txt", b"%PDF-1.7", "文档"),
        ("plan.html", "<html><body><p>一、任务</p><p>建立制度。</p>".encode(), "网页源码"),
        ("plan.txt", "一、任务\n建立健全各项工作制度。".encode("gbk"), "GBK"),
        ("plan.txt", b" \n\n", "没有文字"),
    ],
)
def test_what_is_no_plain_text_is_told_what_to_do(run, tmp_path: Path, name: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(content)
    done = run("new-plan", "mine", "--from", tmp_path / name, "-o", tmp_path / "plan")
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "plan").exists()


PIECES = (
    *(
        "第一章总则",
        "第二章 主要任务",
        "第一节",
        "一、",
        "二、重点任务",
        "（一）健全制度。",
        "（三）完善机制",
        "1.",
        "2．推进改革",
        "①",
    ),
    *(
        "建立健全工作机制",
        "完善制度，",
        "落实责任。",
        "到2023年底，",
        "覆盖率达到95%以上",
        "每年至少2次",
        "下降13.5%左右",
    ),
    *(
        "。",
        "；",
        "，",
        "\n",
        "\n\n",
        "\r\n",
        "　",
        "\u200b",
        "\x0c",
        "目录",
        "指标",
        "98",
        "— 3 —",
        "附件：",
        "版权所有",
    ),
    *(
        "“十四五”",
        "《某条例》",
        "(2021—2025年)",
        "鼓励支持",
        "坚持党的领导",
        "#",
        "- ",
        "&a",
        "{y: 1}",
        ": ",
        "'",
        '"',
        "null",
    ),
    *(
        "第三条",
        "第99条",
        "来源：市司法局",
        "2021-09-01",
        "严禁挪用",
        "加强组织领导，健全工作机制，推动各项任务落到实处，取得实效",
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
def test_any_text_becomes_a_draft_that_holds(pieces: list[str]):
    text = "".join(pieces)
    found, files = made(text)
    codes, trace = proof(text, files)
    assert set(codes) == ({"FZ727"} if found.every else set(codes) & {"FZ716"})
    assert trace.ok, (trace.lost, trace.of("uncovered"), trace.of("conflict"))
    assert all(len(one["title"]) <= 30 for one in found.every)


@pytest.fixture
def undated(run, tmp_path: Path) -> Path:
    """Write the draft of a text that names no day; return its folder."""
    (tmp_path / "text.txt").write_text(RULES, encoding="utf-8")
    assert run("new-plan", "undated", "--from", tmp_path / "text.txt", "-o", tmp_path / "plan").code == 0
    return tmp_path / "plan"


def test_days_that_a_text_does_not_name_are_not_made_up(run, undated: Path):
    assert "period: {}" in (undated / "plan.yaml").read_text("utf-8")
    listed = run("targets", "--plan", undated, "-f", "json")
    assert listed.json["plan"]["period"] == {"start": None, "end": None}
    for text in (run("explain", "2.1.4-01", "--plan", undated).out, run("targets", "--plan", undated).out):
        assert "9999" not in text
        assert "0001" not in text
    unit = ("--unit", "某县", "--level", "county", "--code", "110229")
    assert run("init", "--plan", undated, *unit).code == 2
    assert run("init", "--plan", undated, *unit, "--as-of", "2024-06-30").code == 0


def test_a_text_that_asks_nothing_is_told_as_such(run, tmp_path: Path):
    (tmp_path / "text.txt").write_text("一、工作背景\n近年来，各项工作取得了明显成效。", encoding="utf-8")
    done = run("new-plan", "nothing", "--from", tmp_path / "text.txt", "-o", tmp_path / "plan")
    assert done.code == 0
    assert "没有读出一项要求" in done.err


def test_the_table_of_a_draft_shows_what_is_one_still_and_where_it_was_read(run, drafted):
    folder, _ = drafted
    said = run("targets", "--plan", folder, "-f", "csv").out.splitlines()
    assert said[0].endswith("草稿,原文摘句")
    assert any(",是," in line and "村务公开" in line for line in said)
    assert "草稿" not in run("targets", "--plan", "example-province", "-f", "csv").out.splitlines()[0]


def test_a_phrase_that_stands_twice_is_told_to_be_lengthened(run, drafted):
    folder, _ = drafted
    frame = folder / "plan.yaml"
    text = frame.read_text("utf-8")
    frame.write_text(
        text.replace("context:\n", "context:\n  - {anchor: 村务公开, reason: 名称}\n", 1), encoding="utf-8"
    )
    done = run("trace", folder, "--source", folder.parent / "text.txt")
    assert done.code == 1
    assert "短语（或目标的摘句）写长一点" in done.out
    assert "名称" in done.out
