"""The proof of plans and submissions by their sources: sentences, clauses, anchors, quotes, figures."""

from __future__ import annotations

import pytest
from helpers.submissions import submission

from fazhi_check.source.prose import SourceText

SOURCE = """\
首页 > 公告
某市规划
第一章 总则
一、甲条
设立工作 机构,明确职责。完善有关制度;健全工作机制。
背景说明到此为止。
二、乙条
建成服务站点。
附件下载
"""

FRAME = """\
id: tiny
title: 某市规划
period: {start: 2021-01-01, end: 2025-12-31}
source: {file: a.txt, begins: 第一章, ends: 附件下载}
phases:
  - {id: "2025", title: 一, deadline: 2025-12-31}
groups:
  regular: {"2025": done}
bodies: {government: 政府}
sections:
  - id: "1.1"
    title: 节
    items:
      - {id: 1.1.1, title: 甲条, begins: 一、甲条}
      - {id: 1.1.2, title: 乙条, begins: 二、乙条}
context:
  - {anchor: 背景说明到此为止, reason: 说明背景}
"""

TARGET = """\
  - id: %s
    title: %s
    anchors: [%s]
    measure: {kind: milestone}
    group: regular
    lead: [government]
"""


@pytest.fixture
def proof(run, tmp_path, monkeypatch):
    """Trace a tiny plan whose targets and frame are given against the source."""
    monkeypatch.chdir(tmp_path)

    def trace(*targets: tuple[str, ...], frame: str = FRAME, source: str = SOURCE, options: tuple[str, ...] = ()):
        folder = tmp_path / "tiny"
        folder.mkdir(exist_ok=True)
        (folder / "plan.yaml").write_text(frame, encoding="utf-8")
        body = "".join(
            TARGET % (target, f"目标{target}", anchors) + "".join(f"    {line}\n" for line in more)
            for target, anchors, *more in targets
        )
        (folder / "a.yaml").write_text(f'section: "1.1"\ntargets:\n{body}', encoding="utf-8")
        (tmp_path / "a.txt").write_text(source, encoding="utf-8")
        return run("trace", "tiny", "--source", "a.txt", *options)

    return trace


WHOLE = (
    ("1.1.1-01", "设立工作机构, 明确职责。"),
    ("1.1.1-02", "完善有关制度"),
    ("1.1.1-03", "健全工作机制"),
    ("1.1.2-01", "建成服务站点"),
)


def test_a_plan_that_covers_its_source_is_proven(proof):
    done = proof(*WHOLE, options=("-f", "json"))
    assert done.code == 0
    assert done.json["counts"] == {
        "sentences": 4,
        "covered": 3,
        "context": 1,
        "uncovered": 0,
        "conflict": 0,
        "clauses": 5,
        "clauses_covered": 5,
        "lost": 0,
        "roles": {"task": 4, "goal": 0, "principle": 0},
    }


def test_blanks_inside_words_do_not_hide_an_anchor(proof):
    done = proof(*WHOLE, options=("-f", "json"))
    first = done.json["sentences"][0]
    assert first["line"] == 5
    assert first["item"] == "1.1.1"
    assert first["targets"] == ["1.1.1-01"]
    assert "工作机构" in first["text"]


def test_an_uncovered_sentence_fails_with_its_line(proof):
    done = proof(*WHOLE[:3])
    assert done.code == 1
    assert "第 8 行" in done.out
    assert "建成服务站点" in done.out


def test_a_clause_without_an_anchor_is_counted(proof):
    done = proof(("1.1.1-01", "设立工作机构"), *WHOLE[1:], options=("-f", "json"))
    assert done.code == 0
    assert (done.json["counts"]["clauses_covered"], done.json["counts"]["clauses"]) == (4, 5)


def test_clauses_without_an_anchor_are_listed_each_once(proof):
    targets = [("1.1.1-01", "设立工作机构"), *WHOLE[2:3]]
    found = proof(*targets, options=("-f", "json")).json["uncovered_clauses"]
    assert [(one["line"], one["item"], one["targets"], one["text"]) for one in found] == [
        (5, "1.1.1", ["1.1.1-01"], "明确职责。"),
        (5, "1.1.1", ["1.1.1-03"], "完善有关制度;"),
    ]
    for options in ((), ("--show",)):
        shown = proof(*targets, options=options).out
        assert "未覆盖的分句 2" in shown
        assert [shown.count(text) for text in ("明确职责。\n  第", "第 5 行 1.1.1 完善有关制度;", "建成服务站点")] == [
            1,
            1,
            1,
        ]
    assert "未覆盖的分句" not in proof(*WHOLE).out


def test_an_anchor_outside_its_item_is_lost_and_says_where_it_stands(proof):
    done = proof(*WHOLE, ("1.1.2-02", "健全工作机制"), options=("-f", "json"))
    assert done.code == 1
    assert [(lost["target"], lost["elsewhere"]) for lost in done.json["lost"]] == [("1.1.2-02", 5)]


def test_a_target_that_restates_another_may_claim_its_words(proof):
    restating = ("1.1.2-02", "建成服务站点, 健全工作机制", "restates: 1.1.1-03")
    done = proof(*WHOLE[:2], restating, options=("-f", "json"))
    assert (done.code, done.json["lost"]) == (0, [])
    assert [one["targets"] for one in done.json["sentences"] if one["line"] == 8] == [["1.1.2-02"]]


def test_an_anchor_that_stands_nowhere_is_lost_at_its_place(proof):
    done = proof(*WHOLE, ("1.1.2-02", "无中生有的话"))
    assert done.code == 1
    assert "a.yaml:29:15" in done.out
    assert "无中生有的话" in done.out


def test_context_that_a_target_also_claims_is_a_conflict(proof):
    done = proof(*WHOLE, ("1.1.1-04", "背景说明到此"), options=("-f", "json"))
    assert done.code == 1
    assert done.json["counts"]["conflict"] == 1


def test_context_that_stands_nowhere_is_lost(proof):
    done = proof(*WHOLE, frame=FRAME.replace("背景说明到此为止", "没有这样的话"))
    assert done.code == 1
    assert "没有这样的话" in done.out


@pytest.mark.parametrize(
    ("written", "wrong", "place", "elsewhere"),
    [
        pytest.param("begins: 第一章", "begins: 第九章", (4, 31), None, id="beginning-of-the-plan"),
        pytest.param("ends: 附件下载", "ends: 页脚", (4, 42), None, id="end-of-the-plan"),
        pytest.param("begins: 一、甲条", "begins: 一、丙条", (14, 40), None, id="item"),
        pytest.param("begins: 二、乙条", "begins: 第一章", (15, 40), 3, id="item-out-of-its-place"),
    ],
)
def test_a_phrase_where_a_part_should_begin_or_end_is_lost_too(proof, written, wrong, place, elsewhere):
    done = proof(*WHOLE, frame=FRAME.replace(written, wrong), options=("-f", "json"))
    lost = [one for one in done.json["lost"] if one["file"] == "plan.yaml" and one["target"] is None]
    assert (done.code, [(one["anchor"], one["elsewhere"]) for one in lost]) == (1, [(wrong.split()[1], elsewhere)])
    assert (lost[0]["line"], lost[0]["column"]) == place
    said = proof(*WHOLE, frame=FRAME.replace(written, wrong)).out
    assert f"这里应从“{wrong.split()[1]}”分开" in said
    assert "起止短语" in said


def test_show_lists_every_sentence_with_its_targets(proof):
    done = proof(*WHOLE, options=("--show", "--lang", "en"))
    assert done.code == 0
    for line in ("line 5 1.1.1 covered  1.1.1-01", "line 6 1.1.1 context  说明背景", "line 8 1.1.2 covered  1.1.2-01"):
        assert line in done.out


def test_sentences_keep_their_places():
    source = SourceText("甲 乙。丙,丁!\n戊 abc def。")
    assert [(piece.line, piece.text) for piece in source.sentences()] == [
        (1, "甲乙。"),
        (1, "丙,丁!"),
        (2, "戊abc def。"),
    ]


QUOTED = """\
  1.1.1-01:
    status: done
    evidence: [{kind: document, title: 某文件, quote: %s}]
  1.2.1-03:
    covered: 37
    total: 40
    evidence: [{kind: figure, title: 覆盖情况, quote: %s}]
"""
REPORT = "前言。\n出台了某某办法,覆盖37个,共40个单位。\n又出台了另一办法。\n"


@pytest.fixture
def quoted(run, tmp_path, monkeypatch):
    """Trace a submission with two quotes against the report."""
    monkeypatch.chdir(tmp_path)

    def trace(first: str, second: str, *options: str):
        (tmp_path / "s.yaml").write_text(submission(QUOTED % (first, second)), encoding="utf-8")
        (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
        return run("trace", "s.yaml", "--source", "r.txt", *options)

    return trace


def test_every_quote_is_found_with_its_line(quoted):
    done = quoted("出台了某某办法", '"覆盖37个,共40个单位"', "-f", "json")
    assert done.code == 0
    assert [quote["source_line"] for quote in done.json["quotes"]] == [2, 2]


def test_a_quote_that_is_not_verbatim_fails_at_its_place(quoted):
    done = quoted("出台某某办法", '"覆盖37个,共40个单位"')
    assert done.code == 1
    assert "s.yaml:7:52" in done.out


def test_a_figure_without_a_quote_fails(quoted):
    done = quoted("出台了某某办法", "覆盖37个", "-f", "json")
    assert done.code == 1
    assert [(figure["target"], figure["text"]) for figure in done.json["stray_figures"]] == [("1.2.1-03", "40")]


def test_a_quote_outside_the_lines_asked_for_is_lost(quoted):
    assert quoted("又出台了另一办法", '"覆盖37个,共40个单位"').code == 0
    assert quoted("又出台了另一办法", '"覆盖37个,共40个单位"', "--lines", "1-2").code == 1


def test_a_quote_that_serves_two_entries_is_listed(quoted):
    done = quoted('"覆盖37个,共40个单位"', '"覆盖37个,共40个单位"', "-f", "json")
    assert done.code == 0
    assert list(done.json["shared"].values()) == [["1.1.1-01", "1.2.1-03"]]


@pytest.mark.parametrize("lines", ["2", "0-3", "5-2", "a-b"])
def test_lines_that_are_no_range_are_refused(quoted, lines):
    done = quoted("甲乙丙丁", "甲乙丙丁", "--lines", lines)
    assert done.code == 2
    assert "--lines" in done.err


def test_an_absent_source_is_refused(run, tmp_path):
    done = run("trace", "urumqi-14fyp", "--source", tmp_path / "none.txt")
    assert done.code == 2
    assert "none.txt" in done.err
