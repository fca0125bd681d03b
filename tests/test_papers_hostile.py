"""Whatever texts hold, in every paper they stay text: nothing is filled in, run, or hidden, and the documents open."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from docx import Document
from helpers.office import OPENS, PRINTS, printed, saved_as
from helpers.paper_content import CONTENT, everywhere
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import MIXED
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.digest.papers.facts import GIVEN
from fazhi_check.reports.papers.template import filled, template_of
from fazhi_check.sanitize import INVISIBLE, clean_lines

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE: Mapping[str, str] = {
    "field": "{{ 7*7 }}{{ self }}{{ ''.__class__.__mro__ }}",
    "block": "{% for 一 in 二 %}{% endfor %}{% if 1 %}",
    "paragraph-tag": "{%p for 一 in 二 %}{{p 三 }}{{r 四 }}{%tr endfor %}{%tc if 1 %}",
    "escaped-tag": "{_{ 7*7 }_}{_% if 1 %_}",
    "comment": "{# 注释 #}{#p",
    "cells": "{% hm %}{% vm %}{% colspan 9 %}{% cellbg 'FF0000' %}",
    "markup": "<w:p><w:r><w:t>乙</w:t></w:r></w:p></w:t></w:r><br/>&lt;&amp;&#65;&unknown;",
    "xml": ']]><!-- --><?xml version="1.0"?><![CDATA[丙]]> " \'',
    "formula": "=HYPERLINK(\"http://x.example/\")+1-1@SUM(1)|' /C calc'!A0",
    "field-code": 'INCLUDETEXT "/etc/passwd" DDEAUTO c:\\\\windows \\* MERGEFORMAT',
    "controls": "甲\x00\x07\x08\x0b\x0c\x1b[31m\x7f\x85\x9f乙",
    "breaks": "一行\n二行\r\n三行\r四行\t五\u2028六\u2029七",
    "direction": "\u202e倒过来\u202c\u2066\u200f\u061c\u200b\ufeff",
    "no-characters": "甲\ufffe\uffff\ufdd0乙",
    "lone-surrogate": "甲\ud800乙\udfff",
    "identity": "身份证11010519900307721X，电话138 0013 8000、＋86 13900139000",
    "astral": "𠮷野😀👨\u200d👩\u200d👧",
    "blank": " \u3000\u00a0 ",
}


def paper_of(paper: str, text: str) -> bytes:
    """Return a paper of that kind with a text in every place; a name of 50,000 characters in one of them."""
    return filled(template_of(paper), everywhere(CONTENT[paper]()[0], text))


def parts(raw: bytes) -> dict[str, Tree.Element]:
    """Return the parts of a paper that are markup."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: Tree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def shape(raw: bytes) -> dict[str, list[str]]:
    """Return the elements of a paper with their attributes, but for what parts lines, and whether a row is kept whole."""
    space = "{http://www.w3.org/XML/1998/namespace}space"
    return {
        name: [
            f"{one.tag}{sorted((key, value) for key, value in one.attrib.items() if key != space)}"
            for one in tree.iter()
            if one.tag not in (f"{W}br", f"{W}t", f"{W}cantSplit")
        ]
        for name, tree in parts(raw).items()
    }


def said(raw: bytes) -> str:
    """Return all text of a paper with its line ends."""
    found: list[str] = []
    for tree in parts(raw).values():
        for one in tree.iter():
            found += [one.text or ""] if one.tag == f"{W}t" else ["\n"] if one.tag == f"{W}br" else []
    return "".join(found)


def shortened(value: Any) -> Any:
    """Return some content with the first two rows of each list."""
    if isinstance(value, Mapping):
        return {name: shortened(part) for name, part in value.items()}
    return [shortened(part) for part in value[:2]] if isinstance(value, list) else value


@pytest.mark.parametrize("paper", CONTENT)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_stays_text(paper: str, text: str) -> None:
    raw = paper_of(paper, text)
    found = said(raw)
    assert clean_lines(text) in found
    assert not INVISIBLE.search(found.replace("\n", ""))
    assert shape(raw) == shape(paper_of(paper, "甲" * len(text)))  # some looks go by how long a name is
    assert Document(io.BytesIO(raw)).paragraphs


@pytest.mark.parametrize("paper", CONTENT)
def test_numbers_of_persons_are_masked(paper: str) -> None:
    found = said(paper_of(paper, HOSTILE["identity"]))
    assert not re.search("7721X|0013 8|9007|00139000", found)
    assert "*" in found


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_stays_text(text: str) -> None:
    raw = paper_of("notice", text)
    assert clean_lines(text) in said(raw)
    assert shape(raw) == shape(paper_of("notice", "甲"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["{", "}", "%", "_", "#", "{{", "}}", "{%", "%}", "p ", "tr ", "r ", " if 1 ", "甲"])))
def test_no_text_makes_a_tag(pieces: list[str]) -> None:
    text = "".join(pieces) or "甲"
    raw = paper_of("notice", text)
    assert clean_lines(text) in said(raw)
    assert shape(raw) == shape(paper_of("notice", "甲"))


@pytest.mark.parametrize("paper", CONTENT)
def test_a_text_of_fifty_thousand_characters_is_whole(paper: str) -> None:
    text = "法" * 49_999 + "末"
    content: dict[str, Any] = {**CONTENT[paper]()[0]}
    name = next(name for name in ("主送", "单位") if name in content)
    raw = filled(template_of(paper), content | {name: text})
    assert text in said(raw)
    assert Document(io.BytesIO(raw)).paragraphs


@pytest.mark.slow
@OPENS
def test_libreoffice_opens_them(tmp_path: Path) -> None:
    """The worst of it in every place of each, in a letter with one text of 50,000 characters.

    All of it in each cell of a table of many narrow columns makes rows that LibreOffice takes hours to lay out; of each
    list the first rows will do.
    """
    text = "；".join(HOSTILE[name] for name in ("field", "markup", "controls", "direction"))
    for paper in CONTENT:
        content = shortened(everywhere(CONTENT[paper]()[0], text))
        raw = filled(template_of(paper), content | ({"主送": "法" * 50_000} if paper == "letter" else {}))
        (tmp_path / f"{paper}.docx").write_bytes(raw)
    made = saved_as([tmp_path / f"{paper}.docx" for paper in CONTENT], "pdf", tmp_path / "out")
    assert [path.name for path in made if path.exists()] == [f"{paper}.pdf" for paper in CONTENT]


FIELDS = "{{ 7*7 }}{% if 1 %}{_{ x }_}<w:t>&amp;]]>=1+1 \u202e倒 138 0013 8000"


def round_of_hostile_texts() -> dict[str, Any]:
    """Return a round whose every text is hostile."""
    rows = {"天山区": "650102", "新市区": "650104", "水磨沟区": "650105", "头屯河区": "650106"}
    units = [
        {"name": f"{name}{FIELDS}", "level": "county", "code": code, "addressee": FIELDS, "category": FIELDS}
        for name, code in rows.items()
    ]
    units[3]["excused"] = FIELDS
    first = units[0]["name"]
    own = {"unit": first, "task": "1.1.1-01", "by": FIELDS, "date": "2024-11-15"}
    return {
        "plan": "small",
        "title": FIELDS,
        "as_of": "2024-11-15",
        "due": "2024-11-10",
        "issuer": FIELDS,
        "units": units,
        "notes": [{"task": "1.1.1-03", "date": "2024-01-01", "text": FIELDS}],
        "reviews": [{**own, "evidence": "contradicted", "decision": "reject", "verdict": "unproven", "reason": FIELDS}],
        "problems": [{"no": "1", "unit": first, "text": FIELDS, "source": FIELDS, "ref": FIELDS, "date": "2024-01-01"}],
        "assignments": [{"task": "1.1.1-03", "lead": [first], "support": [units[1]["name"]]}],
    }


def test_a_round_full_of_them_gives_every_paper(run: Run, here: Path) -> None:
    round_ = round_of_hostile_texts()
    (here / "r.json").write_text(json.dumps(round_), "utf-8")
    told = {"status": "not_started", "problem": FIELDS, "next_step": FIELDS, "note": FIELDS, "owner": FIELDS}
    proof = {"kind": "document", "title": FIELDS, "ref": FIELDS, "quote": FIELDS}
    entries = {**MIXED, "1.1.1-03": told, "1.1.1-01": {"status": "done", "evidence": [proof]}}
    for number, unit in enumerate(round_["units"][:2]):
        own = {key: unit[key] for key in ("name", "level", "code")}
        data = {"plan": "small", "unit": own, "as_of": "2024-11-15", "entries": entries}
        (here / f"{number}.json").write_text(json.dumps(data), "utf-8")
    no_phone = FIELDS.partition(" 138")[0]  # a paper takes no personal number from who asks for it
    given = [word for name in GIVEN for word in ("--letter", f"{name}={no_phone}")]
    outputs = [word for one in ("letters:函", "notice:核对单", "bulletin:通报.docx") for word in ("-o", one)]
    plan = ("--plan", str(SMALL), "--round", "r.json")
    done = run("0.json", "1.json", *plan, *outputs, *given, "-q")
    assert done.code == 1, done.err
    for kind in ("responsibility", "checklist"):
        assert run("handout", kind, *plan, *given, "-o", kind).code in (0, 1)
    made = list(here.rglob("*.docx"))
    assert len(made) == 3 + 3 + 1 + 2 * 3
    for one in made:
        found = said(one.read_bytes())
        assert clean_lines(FIELDS) in found
        assert not re.search("\u202e|0013 8|(?<![0-9])49(?![0-9])", found)


@pytest.mark.slow
@PRINTS
def test_no_row_of_a_table_is_cut_off_at_the_end_of_a_page(tmp_path: Path) -> None:
    """A row that is kept on one page and does not fit is printed as far as the page goes: long ones must break."""
    text = "法治" * 300 + "末"
    rows = {"notice": "逐项", "letter": "附件1"}
    for paper, name in rows.items():
        content = dict(CONTENT[paper]()[0])
        raw = filled(template_of(paper), content | {name: everywhere(content[name][:1], text)})
        (tmp_path / f"{paper}.docx").write_bytes(raw)
    papers = [tmp_path / f"{paper}.docx" for paper in rows]
    for path, pages in zip(papers, printed(papers, tmp_path / "out"), strict=True):
        assert "".join(pages).count("末") >= said(path.read_bytes()).count("末")
