"""Every rule's two examples are run: one is reported, the other is not. docs/rules.md is what the rules' pages say."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from textwrap import indent

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from helpers.sheets import workbook
from helpers.submissions import CJK

from fazhi_check.examine import Checker, check
from fazhi_check.findings import Finding
from fazhi_check.pages.rules import FAMILIES
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.model import Claims
from fazhi_check.plan.store import load_plan
from fazhi_check.round.baseline import read_baseline
from fazhi_check.round.course import Course
from fazhi_check.round.reading import read_round
from fazhi_check.round.standard.faults import faults as standard_faults
from fazhi_check.round.standard.reading import read_standard
from fazhi_check.round.standard.standards import Standards
from fazhi_check.round.waivers import read_waivers
from fazhi_check.rules.book import BOOK

CODES = sorted(BOOK)
# What a verdict of some target brings along: it says nothing of the example, unless it is the rule in question.
VERDICTS = {"FZ401", "FZ501", "FZ502", "FZ503", "FZ504"}
# What an example of a target leaves out because it speaks of something else.
LEFT_OUT = {"FZ714"}
# In a period that ends before it begins no deadline lies.
# A unit whose file is of another, or too old, has not submitted.
ALONG = {"FZ711": {"FZ706"}, "FZ902": {"FZ901"}, "FZ903": {"FZ901", "FZ310"}}

HEAD = '计划: urumqi-14fyp\n单位: {名称: 示例市, 层级: 市级, 代码: "650100"}\n截至: %s\n事项:\n'
# What the waivers and the known findings of the examples speak of: one target is overdue, one on track.
REPORTED = "3.3.2-08: {状态: 未启动}\n3.3.2-05: {状态: 推进中}"


@dataclass(frozen=True)
class Scene:
    """What surrounds an example; a comment in its first line changes one of these."""

    as_of: str = "2023-08-30"
    encoding: str = "UTF-8"
    broken_link: str = ""
    too_large: str = ""
    second_file: str = ""
    judged: str = ""
    column: str = ""
    points: str = ""


# The comments that tell a circumstance, and what of the scene they set to what stands in brackets.
CIRCUMSTANCES = {
    r"截至 (\d{4}-\d\d-\d\d)": "as_of",
    r"判定日期 (\d{4}-\d\d-\d\d)": "judged",
    r"工作簿里多一列“(\S+)”，填了内容": "column",
    r"用 (\S+) 编码保存": "encoding",
    r"(断开的链接)：所指的文件已经移走": "broken_link",
    r"(文件超过 1 MB)": "too_large",
    r"用的测评标准里，A1 的分值是 (\d+)": "points",
    r"同一单位已有一份截至 2023-08-30 的(填报)": "second_file",
}

each_code = pytest.mark.parametrize("code", CODES)


def scene_of(example: str) -> Scene:
    """Return the scene that the comment in the first line tells; one that is not known is a slip in the example."""
    first = example.partition("\n")[0]
    if not first.startswith("#"):
        return Scene()
    for pattern, field in CIRCUMSTANCES.items():
        if found := re.fullmatch(f"# {pattern}", first):
            return replace(Scene(), **{field: found[1]})
    raise AssertionError(f"no such circumstance: {first}")


def submission(example: str, scene: Scene) -> str:
    """Return a whole submission: the example itself where it is one, else its entries under a head."""
    whole = re.search("^(?:计划|plan):", example, re.MULTILINE)
    return example if whole else HEAD % scene.as_of + indent(example, "  ") + "\n"


def file_of(text: str, scene: Scene, path: Path) -> str:
    """Write a submission as the scene has it; return its path."""
    if scene.column:
        path = path.with_suffix(".xlsx")
        path.write_bytes(workbook(["编号", "状态", scene.column], [["3.3.2-05", "推进中", "综合处"]]))
    elif scene.broken_link:
        path.symlink_to("moved-away.yaml")
    else:
        padding = "\n#" + "x" * 1_000_000 if scene.too_large else ""
        path.write_bytes((text + padding).encode(scene.encoding))
    return str(path)


def on_submission(example: str, folder: Path, checker: Checker) -> list[Finding]:
    """Check entries, or a whole submission; return what is found in the file, or in it and the one before."""
    scene = scene_of(example)
    files = [file_of(submission(example, scene), scene, folder / "b.yaml")]
    if scene.second_file:
        files.insert(0, file_of(submission("{}", scene), scene, folder / "a.yaml"))
    if scene.points:
        checker = copy(checker)
        checker.standards = standards_with(int(scene.points), folder)
    if scene.judged:
        checker = copy(checker)
        checker.as_of = date.fromisoformat(scene.judged)
    return [one for file in check(files, checker).files for one in file.findings]


def standards_with(points: int, folder: Path) -> Standards:
    """Return a standard of one item with those points."""
    path = folder / "standard.yaml"
    items = f"项目: [{{编号: A1, 考评内容: 群众满意度, 分值: {points}, 规则: 人工}}]"
    path.write_text(f"规划: urumqi-14fyp\n标题: 测评标准\n{items}\n", "utf-8")
    return Standards([read_standard(str(path))], load_plan("urumqi-14fyp"))


def on_list(example: str, folder: Path, checker: Checker) -> list[Finding]:
    """Check waivers (dashes before `target`), or else a list of known findings, beside the submission a.yaml."""
    scene = scene_of(example)
    beside = file_of(submission(REPORTED, scene), scene, folder / "a.yaml")
    path = folder / "list.yaml"
    path.write_text(example, "utf-8")
    checker = copy(checker)
    if "- target:" in example:
        checker.waivers = read_waivers(str(path))
    else:
        checker.baseline = read_baseline(str(path))
    return [one for file in check([beside], checker).files if not file.is_submission for one in file.findings]


def on_plan(example: str, *_: object) -> list[Finding]:
    """Check the small plan with a piece put in: targets for those of section 1.1, or a key for that of plan.yaml.

    A comment in the first line may add a key to plan.yaml.
    """
    files = {path.name: path.read_bytes() for path in SMALL.iterdir()}
    if more := re.match("# plan.yaml 里有 (.+)\n", example):
        files["plan.yaml"] += f"\n{more[1]}\n".encode()
        example = example[more.end() :]
    if example.startswith("- "):
        files["1.1-a.yaml"] = f'section: "1.1"\ntargets:\n{example}\n'.encode()
    else:
        key = example.partition(":")[0]
        frame = files["plan.yaml"].decode()
        files["plan.yaml"] = re.sub(f"(?m)^{key}:.*\n(?:[ -].*\n)*", f"{example}\n", frame, count=1).encode()
    plan = written(files)
    return [*plan.findings, *lint(plan)]


def on_claims(example: str, folder: Path, checker: Checker) -> list[Finding]:
    """Check entries against the small plan with three electives, of which a city claims two or three."""
    plan = load_plan(str(SMALL))
    topics = {f"1.1.1-0{number}" for number in (1, 2, 3)}
    targets = (one._replace(force="elective", group="regular") if one.id in topics else one for one in plan.targets)
    # A plan of its own: what is asked is remembered by the hash.
    chosen = Checker(plan._replace(targets=tuple(targets), claims=(Claims("regular", 2, 3),), hash="electives"))
    first, _, entries = example.partition("\n")
    assert first == "# 1.1.1-01 至 1.1.1-03 是自选，规划规定领 2 至 3 项"
    text = submission(entries, Scene()).replace("urumqi-14fyp", plan.id)
    return [one for file in check([file_of(text, Scene(), folder / "b.yaml")], chosen).files for one in file.findings]


def on_round(example: str, folder: Path, checker: Checker) -> list[Finding]:
    """Hold the submission of the city against a round."""
    path = folder / "round.yaml"
    path.write_text(example, "utf-8")
    checker = copy(checker)
    checker.course = Course(read_round(str(path)))
    files = [file_of(submission("{}", Scene()), Scene(), folder / "a.yaml")]
    return [one for file in check(files, checker).files for one in file.findings]


def on_standard(example: str, folder: Path, checker: Checker) -> list[Finding]:
    """Hold a standard against the plan: its items, or what stands below its head."""
    below = f"项目:\n{indent(example, '  ')}" if example.startswith("- ") else example
    path = folder / "standard.yaml"
    path.write_text(f"规划: urumqi-14fyp\n标题: 测评标准\n比例: {{已完成: 1}}\n{below}\n", "utf-8")
    standard = read_standard(str(path))
    return [*standard.findings, *standard_faults(standard, load_plan("urumqi-14fyp"))]


Look = Callable[[str, Path, Checker], list[Finding]]
# What an example is checked by, by its family or, where it goes before, by its code.
FAMILY: dict[str, Look] = {
    "FZ6": on_list,
    "FZ605": on_round,
    "FZ606": on_round,
    "FZ7": on_plan,
    **dict.fromkeys((name for name, rule in BOOK.items() if rule.code.subject == "standard"), on_standard),
    "FZ8": on_list,
    "FZ9": on_round,
    "FZ905": on_claims,
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    """One for all examples: the plan is loaded here, once."""
    checker = Checker()
    checker.text("a.yaml", submission("{}", Scene()))
    return checker


@pytest.fixture
def codes(tmp_path: Path, checker: Checker) -> Callable[[str, str], set[str]]:
    """Return the codes found in an example; of other targets than those it names, nothing."""

    def found(code: str, example: str) -> set[str]:
        look = FAMILY.get(code) or FAMILY.get(code[:3], on_submission)
        findings = look(example, tmp_path, checker)
        seen = {one.code for one in findings if one.target is None or one.target in example}
        return seen - ((VERDICTS | LEFT_OUT) - {code})

    return found


@each_code
def test_the_first_example_is_reported_and_nothing_else_is_wrong_in_it(code: str, codes) -> None:
    assert codes(code, BOOK[code].examples[0]) == {code} | ALONG.get(code, set())


@each_code
def test_the_second_example_is_not_reported(code: str, codes) -> None:
    assert codes(code, BOOK[code].examples[1]) == set()


@each_code
def test_the_two_examples_are_short_and_not_the_same(code: str) -> None:
    bad, good = BOOK[code].examples
    assert bad != good
    assert all(1 <= len(example.splitlines()) <= 12 for example in (bad, good))


def test_a_comment_that_tells_no_known_circumstance_is_a_slip() -> None:
    with pytest.raises(AssertionError, match="用铅笔写"):
        scene_of("# 用铅笔写\n3.3.2-05: {状态: 推进中}")


def test_every_circumstance_is_told_by_some_example() -> None:
    firsts = {example.partition("\n")[0] for rule in BOOK.values() for example in rule.examples}
    assert [one for one in CIRCUMSTANCES if not any(re.fullmatch(f"# {one}", first) for first in firsts)] == []


# The page of all rules.


def test_the_generated_page_is_fresh(run: Callable[..., Ran]) -> None:
    comment, _, page = (ROOT / "docs" / "rules.md").read_text("utf-8").partition("\n\n")
    assert run("explain", "all").out == page
    assert comment.startswith("<!-- 本页由 make docs 生成")


def test_the_page_in_one_language_has_that_language_alone(run: Callable[..., Ran]) -> None:
    zh, en = (run("explain", "all", "--lang", lang).out for lang in ("zh", "en"))
    assert "English" not in zh
    prose = re.sub("`[^`]*`|```yaml.*?```", "", en, flags=re.DOTALL)
    assert "the file" in prose
    assert [line for line in prose.splitlines() if CJK.match(line.lstrip("- #"))] == []


def test_all_may_be_written_carelessly(run: Callable[..., Ran]) -> None:
    assert run("explain", " ALL ") == run("explain", "all")


@pytest.fixture(scope="module")
def html() -> str:
    """The page as GitHub shows it, but for its cleaning."""
    return github_flavored_markdown_to_html((ROOT / "docs" / "rules.md").read_text("utf-8"))


def test_every_link_of_the_contents_leads_to_a_heading(html: str) -> None:
    links = re.findall('href="#([^"]+)"', html)
    assert links == sorted(links)
    assert {link.upper() for link in links} == {*BOOK, *FAMILIES}


@each_code
def test_the_page_shows_the_prose_as_it_is_and_the_examples_as_code(html: str, code: str) -> None:
    """Nothing in a page may be read as markup."""
    shown = "".join(unescape(re.sub("<[^>]+>", "", html)).split())
    rule = BOOK[code]
    for text in (rule.prose("zh").partition("\n\n")[2], rule.prose("en"), *rule.code.message, *rule.examples):
        assert "".join(text.split()) in shown
