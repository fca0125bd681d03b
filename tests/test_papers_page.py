"""The page of papers: what the program prints, and templates, content and the table of tags held to each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers.paper_content import CONTENT, named
from helpers.project import ROOT
from helpers.running import Ran

from fazhi_check.digest.papers.tags import TAGS
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.papers.tags import EACH, tags_of
from fazhi_check.reports.papers.template import template_of

Run = Callable[..., Ran]
PAGE = (ROOT / "docs" / "papers.md").read_text("utf-8")


def test_the_page_in_docs_is_what_the_program_prints(run: Run) -> None:
    comment, _, page = PAGE.partition("\n\n")
    assert comment.startswith("<!--")
    assert page == run("explain", "papers").out


def test_every_papers_tags_are_told() -> None:
    assert TAGS.keys() == CONTENT.keys() == PAPERS.keys()


@pytest.mark.parametrize("paper", CONTENT)
def test_a_shipped_template_asks_for_nothing_that_the_content_lacks(paper: str) -> None:
    known = {name for one in CONTENT[paper]() for name in named(one)}
    assert {name for name in tags_of(template_of(paper)) if not name.endswith(EACH)} - known == set()


@pytest.mark.parametrize("paper", CONTENT)
def test_the_page_names_every_key_of_the_content_and_no_other(paper: str) -> None:
    assert set(TAGS[paper]) == {name for one in CONTENT[paper]() for name in named(one)}


@pytest.mark.parametrize("paper", CONTENT)
def test_all_papers_of_a_kind_are_filled_with_the_same_tags(paper: str) -> None:
    assert len({tuple(one) for one in CONTENT[paper]()}) == 1


def test_tags_are_found_wherever_they_stand() -> None:
    found = tags_of(template_of("notice"))
    assert {"样稿", "主送", "合计", "合计[].已完成", "逐项[].佐证", "完成称谓"} <= set(found)
