"""What helps those who write plans: lint, the skeleton, filters and tables of targets, the generated page."""

from __future__ import annotations

import csv
import io

import pytest
from helpers.project import ROOT, SMALL


def test_a_sound_plan_passes_lint(run):
    done = run("lint", SMALL, "-f", "json")
    assert done.code == 0
    assert done.json["findings"] == []


def test_lint_names_file_line_and_column(run, tmp_path):
    for path in SMALL.iterdir():
        text = path.read_text(encoding="utf-8").replace("group: foundation\n", "group: fundation\n")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = run("lint", tmp_path, "-f", "json")
    assert done.code == 1
    found = [(f["path"].rpartition("/")[2], f["code"], f["line"], f["column"]) for f in done.json["findings"]]
    assert ("1.1-a.yaml", "FZ704", 8, 12) in found


def test_the_skeleton_passes_lint_and_is_not_overwritten(run, tmp_path):
    folder = tmp_path / "mine"
    assert run("new-plan", "mine", "-o", folder).code == 0
    assert run("lint", folder, "-f", "json").json["findings"] == []
    assert "baseline:" in (folder / "1.1.yaml").read_text("utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("new-plan", "mine", "-o", folder)
    assert done.code == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["Mine", "my plan", "a", "计划", "../x"])
def test_a_plan_id_is_plain(run, name):
    assert run("new-plan", name).code == 2


CHOICES = [
    (["--section", "1.1"], {"1.1.1-01", "1.1.1-02", "1.1.1-03", "1.1.1-04", "1.1.1-05"}),
    (["--section", "1.2.1", "--measure", "coverage"], {"1.2.1-03"}),
    (["--group", "foundation"], {"1.1.1-01"}),
    (["--lead", "court"], {"1.1.1-02"}),
    (["--lead", "法院"], {"1.1.1-02"}),
    (["--level", "township"], {"1.1.1-03"}),
    (["--level", "乡镇"], {"1.1.1-03"}),
    (["--find", "legal"], {"1.2.1-03", "1.2.1-04"}),
    (["--find", "严禁"], {"1.2.1-08"}),
]


@pytest.mark.parametrize(("options", "kept"), CHOICES, ids=[" ".join(options) for options, _ in CHOICES])
def test_targets_are_chosen_by(run, options, kept):
    done = run("targets", "--plan", SMALL, "-f", "json", *options)
    assert done.code == 0
    assert {target["id"] for target in done.json["targets"]} == kept


def test_choosing_nothing_is_nothing_to_check(run):
    assert run("targets", "--plan", SMALL, "--find", "没有这样的目标").code == 3


@pytest.mark.parametrize(("option", "hint"), [("--group", "focus"), ("--lead", "court"), ("--measure", "coverage")])
def test_a_mistyped_choice_is_told_the_right_one(run, option, hint):
    done = run("targets", "--plan", SMALL, option, hint + "x")
    assert done.code == 2
    assert hint in done.err


def test_csv_opens_as_a_table(run):
    done = run("targets", "--plan", SMALL, "-f", "csv")
    rows = list(csv.reader(io.StringIO(done.out.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 14
    assert {len(row) for row in rows} == {8}
    assert done.out.startswith("\ufeff")


def test_markdown_tables_have_a_row_for_each_target(run):
    done = run("targets", "--plan", SMALL, "-f", "markdown", "--lang", "en")
    rows = [line for line in done.out.splitlines() if line.startswith("| 1.")]
    assert len(rows) == 14
    assert {row.replace("\\|", "").count("|") for row in rows} == {9}


def test_the_generated_page_is_fresh(run):
    page = (ROOT / "docs" / "targets.md").read_text(encoding="utf-8")
    assert run("targets", "-f", "markdown").out == page
