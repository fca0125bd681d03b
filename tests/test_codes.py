"""The codes as data: whole wherever a finding is made, each with its rule, and nothing fills as others are imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.project import ROOT

from fazhi_check.codes import CODES, OF_FILES, OF_VERDICT, Severity
from fazhi_check.findings import Finding, named_by, selection
from fazhi_check.rules.book import BOOK

PACKAGE = ROOT / "fazhi_check"


def in_a_fresh_process(code: str, *args: Path) -> str:
    """Run a program that imports nothing but the public face; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], capture_output=True, check=False, cwd=ROOT, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_code_has_its_rule_and_every_rule_its_code():
    assert list(BOOK) == list(CODES) == sorted(CODES)
    assert all(page.look.__doc__ for page in BOOK.values())


def test_a_code_tells_what_it_means_for_a_file():
    assert {name for name, code in CODES.items() if code.invalidates} == {
        name for name, code in CODES.items() if code.severity is Severity.error and name < "FZ4"
    } | {"FZ603", "FZ906", *(f"FZ72{number}" for number in (1, 2, 3, 4, 6))}
    # A waiver that is not whole is none, what is wrong with a round is not used, nor a standard that is wrong; one that
    # counts a task twice is told so.
    assert set(OF_FILES) == {name for name in CODES if not name.startswith("FZ7")}
    assert OF_VERDICT == {
        "unproven": "FZ401",
        "missing": "FZ501",
        "overdue": "FZ502",
        "lagging": "FZ503",
        "due_soon": "FZ504",
    }


@pytest.mark.parametrize("code", CODES)
def test_a_finding_says_its_template_in_both_languages(code):
    finding = Finding(code, None, dict.fromkeys(("line", *_fields(code)), "x"))
    assert finding.message("zh") != finding.message("en")
    assert not finding.meaning.explains - set(_fields(code))


def _fields(code: str) -> list[str]:
    from string import Formatter

    return [name for text in CODES[code].message for _, name, _, _ in Formatter().parse(text) if name]


def test_a_family_is_chosen_by_how_it_begins():
    assert named_by(["FZ8"]) == {"FZ801"}
    assert selection(["FZ3"], ["FZ301"]).codes == {name for name in CODES if name[:3] == "FZ3"} - {"FZ301"}
    assert selection().codes == set(CODES)


LOADED = """
import sys
from fazhi_check import load_plan
try:
    load_plan(sys.argv[1])
except ValueError as error:
    print(type(error).__name__, error, error.message("en"), sep="\\n")
"""


def test_a_broken_plan_is_told_in_a_process_that_only_loads_it(tmp_path):
    (tmp_path / "plan.yaml").write_text("id: [", "utf-8")
    name, zh, en = in_a_fresh_process(LOADED, tmp_path).splitlines()
    assert name == "BrokenPlan"
    assert zh.startswith(f"{tmp_path}/plan.yaml:1:")
    assert "FZ103 写法有误：" in zh
    assert "FZ103 syntax: " in en


@pytest.mark.parametrize(("text", "code"), [("a: [", "FZ103"), ("plan: x\n", "FZ201")])
def test_a_broken_submission_is_told_in_a_process_that_only_loads_it(tmp_path, text, code):
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    name, *lines = in_a_fresh_process(LOADED.replace("load_plan", "load_submission"), path).splitlines()
    assert name == "UnusableSubmission"
    assert all(line.startswith(f"{path}:1:") and f" {code} " in line for line in lines)
    assert any("必填" in line or "写法" in line for line in lines)


@pytest.mark.slow
def test_no_code_is_told_by_how_its_name_begins_or_compares():
    """Meaning hangs on the table: only it and what reads the words of a person look into a code's name."""
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _compares_a_code(node)
    ]
    assert guilty == []


def _compares_a_code(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        ordered = any(isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for sign in node.ops)
        return ordered and any(_is_code(part) for part in [node.left, *node.comparators])
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "startswith"
    return called and any(_is_code(part) for part in ast.walk(node) if part is not node)


def _is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("FZ")
