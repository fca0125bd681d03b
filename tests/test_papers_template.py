"""Templates of papers: every mistake in one is told by its tag, and whatever is filled in stays text."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from helpers.submissions import MIXED, submission

from fazhi_check.reports.papers.template import Template, TemplateMistake, filled, template_of

sys.path.insert(0, str(ROOT / "packaging" / "templates"))

import looks
import package
import papers

Run = Callable[..., Ran]
CONTENT: Mapping[str, Any] = {
    "主送": "天山区",
    "标题": "标题",
    "附件1": [{"序号": "1", "事项": "甲"}],
    "未报送": False,
    "退回补正": True,
    "文号": "",
}
MINE = "我的函.docx"


def made(*body: str) -> Template:
    """Return an office's template of a letter."""
    text = "".join(body) + looks.section(ends=True)
    return Template("letter", package.packed(text, looks.styles(), looks.fonts(), [], "函"), MINE)


def said(*texts: str) -> list[str]:
    """Return a paragraph for each text."""
    return [looks.paragraph("正文", text) for text in texts]


def listed(cell: str) -> str:
    """Return a table with a row for each of 附件1."""
    return looks.table([looks.Column("甲", cell, 30)], "行", "附件1")


def texts_of(raw: bytes) -> list[str]:
    """Return the paragraphs of a document."""
    return [one.text for one in Document(BytesIO(raw)).paragraphs]


def test_templates_are_what_the_code_makes() -> None:
    there = {path.stem: path.read_bytes() for path in (ROOT / "templates").glob("*.docx")}
    assert there == {name: make() for name, make in papers.PAPERS.items()}


MISTAKES = {
    "another name": (said("{{ 主宋 }}"), "{{ 主宋 }}", "没有“主宋”，是不是 主送？"),
    "the wrong one of two": (said("{{ 标提 }}和{{ 主送 }}"), "{{ 标提 }}", "是不是 标题？"),
    "in an if": (said("{% if 主宋 %}甲{% endif %}"), "{% if 主宋 %}", "是不是 主送？"),
    "of a row": ([listed("{{ 行.事顶 }}")], "{{ 行.事顶 }}", "没有“事顶”，可用的有：序号、编号、事项、条目"),
    "near, of a row": ([listed("{{ 行.督促次 }}")], "{{ 行.督促次 }}", "是不是 督促次数？"),
    "of a paragraph": (
        [looks.tag("for 问题 in 附件1"), *said("{{ 问题.编 }}"), looks.tag("endfor")],
        "{{ 问题.编 }}",
        "可用的有：序号、编号",
    ),
    "rows without an end": (
        [listed("甲").replace("{%tr endfor %}", "")],
        "{%tr for 行 in 附件1 %}",
        "后面缺少 {%tr endfor %}",
    ),
    "paragraphs without an end": ([looks.tag("if 主送"), *said("甲")], "{%p if 主送 %}", "后面缺少 {%p endif %}"),
    "an end alone": ([looks.tag("endif")], "{%p endif %}", "前面没有与它配对的开头"),
    "crossed": (
        [looks.tag("if 主送"), looks.tag("for 行 in 附件1"), looks.tag("endif"), looks.tag("endfor")],
        "{%p endif %}",
        "前面没有与它配对的开头",
    ),
    "half a brace": (said("{{ 主送 }"), "{{ 主送 }", "标记没有写完"),
    "over two paragraphs": (said("甲 {{ 主送", "}} 乙"), "甲 {{ 主送", "标记没有写完"),
    "full width": (said("｛｛ 主送 ｝｝"), "｛｛ 主送 ｝｝", "要用半角"),
    "a blank too much": (said("{% p if 主送 %}", "{% p endif %}"), "{% p if 主送 %}", "之间不能有空格"),
    "half a paragraph": (said("甲{% if 未报送 %}乙", "丙{% endif %}"), "{% if 未报送 %}", "不在同一段"),
    "two layers": ([looks.tag("if 未报送"), *said("丙{% endif %}")], "{% endif %}", "与 {%p if 未报送 %} 配对"),
    "text beside": (
        [*said("联系：{%p if 主送 %}"), looks.tag("endif")],
        "{%p if 主送 %}",
        "要单独占一段，旁边的文字写出后会丢失",
    ),
    "one brace": (said("{ 主送 }"), "{ 主送 }", "左右各两个半角大括号"),
    "drawn by lot": (said("{{ lipsum() }}"), "{{ lipsum() }}", "没有“lipsum”"),
    "no sense": (said("{{ 主送 文号 }}"), "{{ 主送 文号 }}", "写法不对，从“文号”起看不懂"),
    "an equals sign": (said("{% if 主送 = 1 %}甲{% endif %}"), "{% if 主送 = 1 %}", "从“=”起看不懂"),
    "no filter": (said("{{ 主送|uper }}"), "{{ 主送|uper }}", "没有叫 uper 的过滤器"),
    "no tag": (said("{% fro 行 in 附件1 %}"), "{% fro 行 in 附件1 %}", "没有叫 fro 的标记"),
    "several": (said("{{ 附件1 }}"), "{{ 附件1 }}", "有多项，要用 for 逐项写"),
    "impossible": (said("{{ 1/0 }}"), "{{ 1/0 }}", "填不出来"),
    "a call": (said("{{ 主送() }}"), "{{ 主送() }}", "填不出来"),
    "inside": (said("{{ 主送.__class__ }}"), "{{ 主送.__class__ }}", "填不出来"),
    "for ever": (said("{% for x in range(10**9) %}甲{% endfor %}"), "{% for x in range(10**9) %}", "填不出来"),
    "another file": (said('{% include "/etc/passwd" %}'), '{% include "/etc/passwd" %}', "填不出来"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_the_template_and_the_tag(name: str) -> None:
    body, tag, why = MISTAKES[name]
    with pytest.raises(TemplateMistake) as mistake:
        filled(made(*body), CONTENT)
    zh, en = mistake.value.text
    assert zh.startswith(f"模板“督促提醒函”（{MINE}）里的标记 {tag} 有错：")
    assert why in zh
    assert f"template letter ({MINE}) has a mistake at {tag}: " in en


def test_a_tag_that_an_office_has_formatted_in_pieces_is_one() -> None:
    pieces = "".join(looks.run(part) for part in ("{", "{ 主", "送 ", "}}"))
    [text] = texts_of(filled(made(looks.paragraph("正文", pieces)), CONTENT))
    assert text == "天山区"


def test_what_is_no_word_file_is_said_to_be_none() -> None:
    with pytest.raises(TemplateMistake, match="cannot be opened") as mistake:
        filled(Template("letter", b"PK\x03\x04", "我的函.doc"), CONTENT)
    assert "（我的函.doc）打不开：要用 Word 或 WPS 存成 .docx" in mistake.value.text.zh


def test_true_is_a_word_and_false_is_nothing() -> None:
    assert texts_of(filled(made(*said("{{ 退回补正 }}/{{ 未报送 }}")), CONTENT)) == ["是/"]


def test_a_cell_whose_text_is_left_out_is_still_a_cell() -> None:
    width = 30
    body = "".join((looks.tag("if 未报送"), *said("甲"), looks.tag("endif")))
    table = f'<w:tbl>{looks.table_look(width)}<w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr>{looks.cell(width, body)}</w:tr></w:tbl>'
    document = Document(BytesIO(filled(made(table), CONTENT)))
    [cell] = document.tables[0].rows[0].cells
    assert [one.text for one in cell.paragraphs] == [""]


HOSTILE = {
    "markup": "<w:p/>&amp;<script>]]>",
    "fields": "{{ 主送 }}{% for x in y %}{# a #}{_{ x }_}",
    "formula": '=HYPERLINK("http://a")\x00\x07\x0b\x1b[31m',
    "marks": "甲\u202e乙\u2066丙\ufeff\u200b",
    "long": "甲" * 50_000,
    "surrogate": "\ud800x",
    "field code": "\\* MERGEFORMAT \t\x13 PAGE \x15",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_filled_in_stays_text(name: str) -> None:
    raw = filled(made(*said("{{ 主送 }}")), {**CONTENT, "主送": HOSTILE[name]})
    [text] = texts_of(raw)
    assert text
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
    assert (body.count("<w:p>") + body.count("<w:p "), body.count("<w:instrText")) == (1, 0)
    if name in ("markup", "fields", "long"):
        assert text == HOSTILE[name]


def test_a_line_end_in_a_value_is_a_line_break() -> None:
    assert texts_of(filled(made(*said("{{ 标题 }}")), {**CONTENT, "标题": "甲\n乙"})) == ["甲\n乙"]


def test_equal_content_gives_equal_bytes_without_who_and_when() -> None:
    once, again = (filled(made(*said("{{ 主送 }}")), CONTENT) for _ in range(2))
    assert once == again
    core = Document(BytesIO(once)).core_properties
    assert (core.author, core.last_modified_by, core.created, core.modified) == ("", "", None, None)


def test_shipped_templates_are_right_in_themselves() -> None:
    for paper in ("letter", "request", "notice", "bulletin"):
        with pytest.raises(TemplateMistake, match="there is no"):  # everything but the names that are not given
            filled(template_of(paper), {})


def test_a_mistake_ends_the_run_and_nothing_is_written(run: Run, here: Path) -> None:
    (here / "天山区.yaml").write_text(submission(MIXED, "2024-11-15"), "utf-8")
    (here / MINE).write_bytes(made(*said("{{ 主宋 }}")).raw)
    done = run("天山区.yaml", "--plan", str(SMALL), "-o", "letters:函", "--template", f"督促提醒函:{MINE}")
    assert done.code == 2
    assert f"模板“督促提醒函”（{MINE}）里的标记 {{{{ 主宋 }}}} 有错：没有“主宋”，是不是 主送？" in done.err
    assert not (here / "函").exists()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "打不开：这是旧版 .doc，或者设了打开密码"),
        (made(*said("特此函告。")).raw, "里一个标记也没有"),
        (made(*said("{{ 主送 }}")).raw, ""),
    ],
)
def test_a_file_that_is_no_template_is_told_with_what_to_do(raw: bytes, why: str) -> None:
    if not why:
        assert filled(Template("letter", raw, "我的函.docx"), CONTENT)
        return
    with pytest.raises(TemplateMistake) as mistake:
        filled(Template("letter", raw, "我的函.docx"), CONTENT)
    assert f"（我的函.docx）{why}" in mistake.value.text.zh


def test_a_template_that_unpacks_to_a_mountain_is_not_opened() -> None:
    held = BytesIO(made(*said("{{ 主送 }}")).raw)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(65 << 20))
    with pytest.raises(TemplateMistake, match="too large") as mistake:
        filled(Template("letter", held.getvalue(), "我的函.docx"), CONTENT)
    assert "解开后超过 64 MB" in mistake.value.text.zh


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("date=2024-02-30", "成文日期“2024-02-30”不对：没有这一天"),
        ("回复期限=2023年13月1日", "没有这一天"),
        ("联系方式=张某 13912345678", "个人号码（张某 139******78）"),
    ],
)
def test_what_may_not_stand_on_a_letter_is_refused(run: Run, here: Path, given: str, told: str) -> None:
    (here / "天山区.yaml").write_text(submission(MIXED, "2024-11-15"), "utf-8")
    done = run("天山区.yaml", "--plan", str(SMALL), "-o", "letters:函", "--letter", given)
    assert done.code == 2
    assert told in done.err
    assert "13912345678" not in done.err
    assert not (here / "函").exists()


def test_what_no_paper_takes_up_is_told(run: Run, here: Path) -> None:
    (here / "天山区.yaml").write_text(submission(MIXED, "2024-11-15"), "utf-8")
    (here / MINE).write_bytes(made(*said("{{ 主送 }}")).raw)
    mine = ("--template", f"通报:{MINE}", "--letter", "文号=1")
    done = run("天山区.yaml", "--plan", str(SMALL), "-q", "-o", "letters:函", *mine)
    assert "--template 没有用上" not in done.err  # quiet is quiet
    done = run("天山区.yaml", "--plan", str(SMALL), "-o", "letters:函二", *mine)
    assert "--template 没有用上：这次不写通报" in done.err
    assert "--letter 没有用上" not in done.err
    done = run("天山区.yaml", "--plan", str(SMALL), *mine)
    assert "--letter 没有用上：这次不写文书" in done.err


def test_a_file_is_no_folder_to_write_into(run: Run, here: Path) -> None:
    (here / "天山区.yaml").write_text(submission(MIXED, "2024-11-15"), "utf-8")
    (here / "函").write_text("留着", "utf-8")
    done = run("天山区.yaml", "--plan", str(SMALL), "-o", "letters:函")
    assert done.code == 2
    assert "函 是文件，不是文件夹" in done.err
    assert (here / "函").read_text("utf-8") == "留着"


def test_a_template_of_another_paper_than_is_handed_out_is_told(run: Run, here: Path) -> None:
    (here / MINE).write_bytes(made(*said("{{ 主送 }}")).raw)
    for_one = ("--plan", str(SMALL), "--level", "county", "--unit", "天山区", "--code", "650102")
    done = run("handout", "checklist", *for_one, "-o", "清单.docx", "--template", f"通报:{MINE}")
    assert done.code == 0, done.err
    assert "--template 没有用上：这次不写通报" in done.err


def test_a_bulletin_that_an_office_has_worked_on_is_never_written_over(run: Run, here: Path) -> None:
    (here / "天山区.yaml").write_text(submission(MIXED, "2024-11-15"), "utf-8")
    order = ("天山区.yaml", "--plan", str(SMALL), "-q", "-o", "bulletin:通报.docx")
    assert run(*order).code == 1
    assert run(*order, "--letter", "文号=2").code == 1  # nobody has touched it
    edited = Document(str(here / "通报.docx"))
    edited.add_paragraph("天山区的做法")
    edited.save(str(here / "通报.docx"))
    kept = (here / "通报.docx").read_bytes()
    for more in ((), ("--replace",)):
        done = run(*order, *more)
        assert done.code == 2
        assert "通报.docx 有人改过，没有重写" in done.err
        assert (here / "通报.docx").read_bytes() == kept
    (here / "通报.docx").write_text("别的", "utf-8")
    assert run(*order).code == 1
