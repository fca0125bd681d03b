"""What `trace` shows of a submission and a plan: what has no ground in the source, where it stands, and the exit code."""

from __future__ import annotations

import pytest
from helpers.project import ROOT, SMALL

SOURCE = "甲市建成了平台一个，覆盖率为95%。\n另开展培训12次，人人参加。\n"
HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\nentries:\n'
ENTRIES = """\
  1.1.1-01: {status: done, evidence: [{kind: document, title: 甲, quote: 建成了平台一个}]}
  1.1.1-02: {status: under_way, evidence: [{kind: document, title: 乙, quote: 建成了平台一个}]}
  1.1.1-03: {status: under_way, evidence: [{kind: document, title: 丙, quote: 没有这句话}]}
  1.1.1-05: {status: under_way, evidence: [{kind: document, title: 丁}]}
  1.2.1-03: {covered: 37, total: 40, evidence: [{kind: figure, title: 覆盖率95%, quote: 覆盖率为95%}]}
  1.2.1-05: {by_year: {2022: 12}, evidence: [{kind: figure, title: 戊, quote: 开展培训12次}]}
"""


@pytest.fixture
def files(tmp_path):
    """A source and a submission of which not all is in the source."""
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "a.yaml").write_text(HEAD + ENTRIES, "utf-8")
    return tmp_path


def traced(run, files, *args):
    """Trace the submission."""
    return run("trace", files / "a.yaml", "--source", files / "source.txt", *args)


def test_what_has_no_ground_in_the_source_is_told_at_its_place(run, files):
    done = traced(run, files)
    assert done.code == 1
    said = "".join(done.out.split())  # long paths wrap
    assert "a.yaml:7:" in said
    for words in (
        "原文里找不到引文“没有这句话”",
        "数字37不在本项任何引文里",
        "数字40不在本项任何引文里",
        "佐证“丁”没有引文",
    ):
        assert words in said
    assert "同一引文用于多项“建成了平台一个”1.1.1-011.1.1-02" in said
    assert "thesourcedoesnotholdthequote没有这句话" in "".join(traced(run, files, "--lang", "en").out.split())


def test_every_quote_is_listed_with_its_line_where_that_is_asked_for(run, files):
    shown = traced(run, files, "--show").out
    assert shown.count("建成了平台一个") > traced(run, files).out.count("建成了平台一个")
    assert "1.2.1-05      2  开展培训12次" in shown


def test_only_some_lines_of_the_source_may_count(run, files):
    assert "找不到引文“建成了平台一个”" in lost(run, files, "2-2")
    assert "找不到引文“开展培训12次”" in lost(run, files, "1-1")
    assert "找不到引文“建成了平台一个”" not in lost(run, files, "1-2")


def lost(run, files, lines):
    """Return what is shown of a trace with some lines of the source, without the breaks of long lines."""
    return "".join(traced(run, files, "--lines", lines).out.split())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "a: [\n", "写法有误"),
        ("a.yaml", "plan: small\n", "缺少必填的"),
        ("source.txt", "x" * 20_000_001, "太大"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(run, files, name, text, said):
    (files / name).write_text(text, "utf-8")
    done = traced(run, files)
    assert (done.code, said in done.err) == (2, True)
    assert str(files / name) in done.err


def test_a_quote_in_curly_quotes_that_the_source_has_without_them_says_so(run, files):
    (files / "a.yaml").write_text(HEAD + ENTRIES.replace("quote: 开展培训12次", "quote: “开展培训12次”"), "utf-8")
    assert "引文“开展培训12次”外面多了一对引号，原文里没有，请删去" in "".join(traced(run, files).out.split())
    (files / "source.txt").write_text(SOURCE.replace("开展培训12次", "“开展培训12次”"), "utf-8")  # quoted speech
    assert "外面多了一对引号" not in "".join(traced(run, files).out.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOURCE.replace("另开展", "\u3000\u3000另开展").encode("gb18030"), "看来是 GBK 编码"),
        (SOURCE.encode() + SOURCE.encode("gbk").splitlines(keepends=True)[0], "第 3 行是 GBK 编码，其余各行是 UTF-8"),
        (SOURCE.encode("utf-16-le"), "看来是 UTF-16 编码"),
    ],
)
def test_a_source_in_another_encoding_is_called_what_it_is(run, files, text, said):
    (files / "source.txt").write_bytes(text)
    done = traced(run, files)
    assert (done.code, said in done.err) == (2, True)


def test_a_source_that_is_not_there_is_refused(run, files):
    done = run("trace", files / "a.yaml", "--source", files / "none.txt")
    assert (done.code, "找不到" in done.err) == (2, True)


def test_a_broken_plan_is_refused_with_every_place(run, files):
    (files / "plan").mkdir()
    (files / "plan" / "plan.yaml").write_text("id: [\n", "utf-8")
    done = run("trace", files / "plan", "--source", files / "source.txt")
    assert (done.code, "plan.yaml:" in done.err) == (2, True)


def test_a_plan_is_held_against_a_text_that_it_was_not_made_from(run, files):
    done = run("trace", SMALL, "--source", files / "source.txt", "--show")
    assert done.code == 1
    assert "1.1.1-01" in done.out
    assert run("trace", SMALL, "--source", files / "source.txt", "-f", "json").json["plan"]


def test_real_submissions_are_read_without_their_source_only_as_far_as_they_quote(run, files):
    path = ROOT / "submissions" / "beizhen-2023.yaml"
    done = run("trace", path, "--source", files / "source.txt")
    assert (done.code, "原文里找不到引文" in "".join(done.out.split())) == (1, True)  # however its lines are broken
