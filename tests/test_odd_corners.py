"""What happens seldom: folders in the way, readers that disagree, plans whose files hold the wrong thing."""

from __future__ import annotations

import copy

import pytest
from helpers.project import SMALL
from helpers.scenes import rendered, report_on
from helpers.submissions import BROKEN, edited, mixed, submission, township

import fazhi_check
from fazhi_check.assess import FLAGGED
from fazhi_check.examine import Checker
from fazhi_check.findings import Finding, Found, Place, selection
from fazhi_check.plan.store import BrokenPlan, load_plan
from fazhi_check.source.composer import Refused
from fazhi_check.submission.reading import read_quickly
from fazhi_check.words import Text

PLAN = ("--plan", SMALL)
SLIP = Finding("FZ103", Place(2, 1), {"slip": Text("另有说法", "otherwise")})


def test_where_the_exact_parser_refuses_what_was_read_quickly_it_is_right(run, tmp_path, monkeypatch):
    """The quick way reads one wrong value; only the look for its place makes the exact parser speak up."""
    path = tmp_path / "a.yaml"
    path.write_text(submission("  1.1.1-02: {status: doen}\n"), "utf-8")
    assert "FZ203" in [f["code"] for f in run(path, *PLAN, "-f", "json").json["files"][0]["findings"]]
    monkeypatch.setattr("fazhi_check.submission.places.compose", lambda *_: SLIP)
    [one] = run(path, *PLAN, "-f", "json").json["files"]
    assert [(f["code"], f["line"]) for f in one["findings"]] == [("FZ103", 2)]
    assert (one["valid"], one["plan"], one["assessments"]) == (False, None, [])


def test_a_part_that_cannot_be_read_on_its_own_is_looked_for_in_the_whole(monkeypatch):
    text = submission("  1.1.1-01:\n    note: a\n  1.1.1-02:\n    note: b\n")
    read = read_quickly(text)
    assert read
    found = Found(path=("entries", "1.1.1-02", "note"))
    place = read.places.of(found)
    from fazhi_check.submission import places

    compose, seen = places.compose, []
    monkeypatch.setattr(
        places, "compose", lambda text, limits: seen.append(text) or (SLIP if len(seen) == 1 else compose(text, limits))
    )
    again = read_quickly(text)
    assert again
    assert again.places.of(found) == place
    assert [len(one) < len(text) for one in seen] == [True, False]


def test_a_place_that_nobody_can_look_up_is_refused(monkeypatch):
    read = read_quickly(submission("  1.1.1-01: {note: a}\n"))
    monkeypatch.setattr("fazhi_check.submission.places.compose", lambda *_: SLIP)
    assert read
    with pytest.raises(Refused) as caught:
        read.places.of(Found(path=("entries", "1.1.1-01", "note")))
    assert caught.value.finding == SLIP


def test_a_report_is_equal_to_its_copy_and_says_what_it_is():
    report = report_on({"a.yaml": mixed(), "b.yaml": BROKEN})
    same = copy.deepcopy(report)
    assert report == same
    assert report.files[0] != report.files[1]
    assert (report == "a.yaml", report.files[0] == "a.yaml") == (False, False)
    assert repr(report.files[1]) == "FileReport('b.yaml', 0 assessments, 1 findings)"
    assert repr(report).startswith("Report([FileReport('a.yaml', ")
    same.files[0].assessments.pop()
    assert report != same


def test_a_report_tells_programs_what_asks_for_attention_what_was_known_and_what_is_hidden(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    one = Checker(load_plan(str(SMALL)), selection=selection(["FZ4"])).file(str(path))
    duties = [a for a in one.assessments if a.target.force == "shall"]
    assert one.flagged == [a for a in duties if a.verdict in FLAGGED]
    assert (one.known, one.hidden) == ([], len(one.all_findings) - len(one.findings))
    assert one.hidden > 0


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("C:/甲/a.yaml", "file:///C:/%E7%94%B2/a.yaml"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("a\ud800.yaml", "a%E2%80%B9U%2BD800%E2%80%BA.yaml"),
    ],
)
def test_any_path_has_an_address_in_sarif(path, uri):
    shown = rendered("sarif", report_on({path: BROKEN}))
    assert f'"uri": "{uri}"' in shown


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("1.9-x.yaml", "- a\n", "1.9-x.yaml:1:1 FZ203"),
        ("1.9-x.yaml", 'section: "1.1"\ntargets:\n  - {id: [1], title: 甲}\n', "1.9-x.yaml:3:10 FZ203"),
        ("1.9-x.yaml", 'section: "1.1"\ntargets: [a]\n', "1.9-x.yaml:2:11 FZ203"),
        ("plan.yaml", "- a\n", "plan.yaml:1:1 FZ203"),
    ],
)
def test_a_file_of_a_plan_that_holds_the_wrong_thing_is_told(tmp_path, name, text, line):
    folder = edited(tmp_path / "plan", "plan.yaml")
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(BrokenPlan) as caught:
        load_plan(str(folder))
    assert f"{folder}/{line}" in str(caught.value)


def test_a_value_of_a_target_that_is_a_list_is_told_where_a_text_belongs(tmp_path):
    folder = edited(tmp_path / "plan", "1.1-a.yaml", ("group: foundation", "group: [foundation]"))
    with pytest.raises(BrokenPlan) as caught:
        load_plan(str(folder))
    assert "FZ203" in str(caught.value)
    assert "这里应是" in str(caught.value)


def test_a_plan_with_a_folder_among_its_files_cannot_be_read(tmp_path):
    folder = edited(tmp_path / "plan", "plan.yaml")
    (folder / "sub.yaml").mkdir()
    with pytest.raises(BrokenPlan) as caught:
        fazhi_check.load_plan(str(folder))
    assert "FZ101" in caught.value.message("en")


def test_a_new_plan_where_no_folder_can_be_made_is_told(run, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    done = run("new-plan", "my-plan", "-o", tmp_path / "file" / "plan")
    assert (done.code, "写不进去" in done.err) == (2, True)


def test_known_findings_are_not_written_where_there_is_no_file(run, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("known", "write", tmp_path / "empty", *PLAN, "--known", tmp_path / "k.yaml")
    assert (done.code, (tmp_path / "k.yaml").exists()) == (3, False)
    assert "没有找到可检查的文件" in done.err


def test_what_is_wrong_with_waivers_is_no_known_finding(run, tmp_path):
    (tmp_path / "a.yaml").write_text(township("overdue"), "utf-8")
    (tmp_path / "w.yaml").write_text("- {target: 1.1.1-03}\n", "utf-8")
    args = (tmp_path / "a.yaml", *PLAN, "--waivers", tmp_path / "w.yaml", "--known", tmp_path / "k.yaml")
    assert run("known", "write", *args).code == 0
    written = (tmp_path / "k.yaml").read_text("utf-8")
    assert "overdue 1.1.1-03" in written
    assert "FZ603" not in written


def test_an_internal_error_is_shown_whole_to_those_who_ask_for_it(run, tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_text(township("met"), "utf-8")
    monkeypatch.setattr("fazhi_check.examine.read_submission", lambda *_: 1 / 0)
    done = run(tmp_path / "a.yaml", *PLAN)
    assert (done.code, "程序内部出错" in done.err) == (2, True)
    monkeypatch.setenv("FAZHI_CHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(tmp_path / "a.yaml", *PLAN)
