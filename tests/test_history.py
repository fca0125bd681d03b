"""Earlier reports (`--since`): how they are found and read, which of them count, and what is said of those that cannot."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import PROOF, submission

from fazhi_check.identity import identity
from fazhi_check.plan.model import Plan
from fazhi_check.round.earlier import History, read_history
from fazhi_check.round.judged import Earlier
from fazhi_check.submission.records import Unit

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
TARGET = "1.1.1-03"
QUARTERS = ("2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31")
UNIT = Unit(name="甲市", level="city", code="650100")


def text(as_of: str, status: str = "not_started", **unit: str) -> str:
    """Return a submission that says one thing."""
    return submission({TARGET: {"status": status}}, as_of, **unit)


def saved(run: Run, name: str, *texts: str, options: Iterable[str] = ()) -> str:
    """Save the report on some submissions in the form that its name says, and return the name."""
    for number, one in enumerate(texts):
        Path(f"{number}.yaml").write_text(one, "utf-8")
    form = name.rpartition(".")[2]
    run("check", *(f"{number}.yaml" for number in range(len(texts))), *PLAN, "-q", "-o", f"{form}:{name}", *options)
    return name


def before(history: History, plan: Plan, as_of: str, unit: Unit = UNIT) -> list[Earlier]:
    """Return the earlier reports of a unit."""
    return history.before(unit, plan, date.fromisoformat(as_of), None, partial(identity, plan=plan))


def days(found: Iterable[Earlier]) -> list[str]:
    """Return the days of reports."""
    return [str(one.as_of) for one in found]


def changes(done: Ran, target: str = TARGET) -> list[Any]:
    """Return what became of a task in every file of a JSON report."""
    return [a["change"] for file in done.json["files"] for a in file["assessments"] if a["target"] == target]


@pytest.fixture
def quarters(run: Run, here: Path) -> list[str]:
    """The reports of four quarters, as documents and as lines."""
    return [saved(run, f"{day}.{form}", text(day)) for day, form in zip(QUARTERS, ("json", "jsonl") * 2, strict=True)]


def test_check_is_held_against_earlier_reports_without_a_round(run: Run, quarters: list[str]) -> None:
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    since = [part for path in quarters for part in ("--since", path)]
    (change,) = changes(run("check", "now.yaml", *PLAN, "-f", "json", *since))
    assert change == {
        "kind": "open",
        "before": {"as_of": "2023-12-31", "verdict": "overdue", "reported": "not_started", "quotes": []},
        "since": "2023-03-31",
        "rounds": 5,
    }


def test_the_order_of_files_does_not_matter(run: Run, quarters: list[str], small: Plan) -> None:
    found = [before(read_history(order), small, "2024-03-31") for order in permutations(quarters)]
    assert days(found[0]) == list(QUARTERS)
    assert all(one == found[0] for one in found)


def test_only_earlier_days_of_the_same_phase_count(run: Run, quarters: list[str], small: Plan) -> None:
    accepted = saved(run, "accepted.json", text("2022-06-30"), options=("--phase", "2022"))
    history = read_history([*quarters, accepted])
    assert days(before(history, small, "2023-09-30")) == list(QUARTERS[:2])
    who = partial(identity, plan=small)
    phase = small.phases[0]
    assert days(history.before(UNIT, small, date(2024, 1, 1), phase, who)) == ["2022-12-31"]


def test_of_one_day_the_last_given_counts(run: Run, here: Path, small: Plan) -> None:
    first = saved(run, "first.json", text("2023-06-30"))
    last = saved(run, "last.jsonl", text("2023-06-30", "under_way"))
    for order, status in (((first, last), "under_way"), ((last, first), "not_started")):
        (found,) = before(read_history(order), small, "2023-12-31")
        assert found.judged[TARGET].reported == status


def test_lines_and_documents_say_the_same(run: Run, here: Path, small: Plan) -> None:
    texts = [text("2023-06-30", name=f"乙{number}县", level="county", code=f"65010{number}") for number in range(1, 6)]
    units = [Unit(name="", level="county", code=f"65010{number}") for number in range(1, 6)]
    document, lines = saved(run, "all.json", *texts), saved(run, "all.jsonl", *texts)
    found = [[before(read_history([path]), small, "2023-12-31", unit) for unit in units] for path in (document, lines)]
    assert found[0] == found[1]
    assert all(len(one) == 1 for one in found[0])


@pytest.mark.parametrize("indent", [None, 0, 1, 4])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_document_may_be_laid_out_in_any_way(
    run: Run, quarters: list[str], small: Plan, indent: Any, mark: str
) -> None:
    data = json.loads(Path(quarters[0]).read_text("utf-8"))
    for ascii_only in (True, False):
        again = json.dumps(data, ensure_ascii=ascii_only, indent=indent, sort_keys=indent == 4)
        Path("again.json").write_text(mark + again + "\n", "utf-8")
        assert before(read_history(["again.json"]), small, "2024-01-01") == before(
            read_history(quarters[:1]), small, "2024-01-01"
        )


def test_a_unit_is_who_it_is_however_its_name_is_written(run: Run, here: Path, small: Plan) -> None:
    department = {"level": "department", "code": "650100"}
    report = saved(run, "d.json", text("2023-06-30", name="乌鲁木齐市司法局", **department))
    for name, number in (("市司法局", 1), ("司法局", 1), ("市财政局", 0)):
        found = before(read_history([report]), small, "2023-12-31", Unit(name=name, **department))
        assert len(found) == number


def test_what_was_not_judged_or_is_superseded_is_passed_over(run: Run, here: Path, small: Plan) -> None:
    report = saved(run, "r.json", text("2023-06-30"), "a: [")
    data = json.loads(Path(report).read_text("utf-8"))
    assert len(before(read_history([report]), small, "2023-12-31")) == 1
    data["files"][0]["superseded"] = True
    Path(report).write_text(json.dumps(data), "utf-8")
    assert before(read_history([report]), small, "2023-12-31") == []


def test_reports_of_version_1_are_read(run: Run, quarters: list[str], small: Plan) -> None:
    told = ("target", "title", "section", "item", "verdict", "flagged", "required", "reported", "deadline", "lag")
    kept = (*told, "serious", "waived", "support", "message", "line", "column")
    heads = ("path", "valid", "plan", "binding", "unit", "as_of", "phase", "counts", "findings")
    data = json.loads(Path(quarters[0]).read_text("utf-8"))
    files = [
        {name: file[name] for name in heads}
        | {"assessments": [{name: one[name] for name in kept} for one in file["assessments"]]}
        for file in data["files"]
    ]
    old = {"schema_version": 1, "tool": {"name": "fazhi-check", "version": "0.0.1"}, "files": files}
    Path("old.json").write_text(json.dumps(old | {"counts": data["counts"], "exit_code": 1}), "utf-8")
    heads_of = {
        "type": "file",
        **{name: value for name, value in files[0].items() if name not in ("assessments", "findings")},
    }
    lines = [heads_of, *({"type": "assessment", "path": "0.yaml", **one} for one in files[0]["assessments"])]
    total = {"type": "total", **{name: value for name, value in old.items() if name != "files"}}
    Path("old.jsonl").write_text("".join(json.dumps(one) + "\n" for one in [*lines, total]), "utf-8")
    for path in ("old.json", "old.jsonl"):
        (found,) = before(read_history([path]), small, "2024-01-01")
        assert (found.judged[TARGET].verdict, found.judged[TARGET].flagged) == ("overdue", True)


def test_a_folder_is_looked_through_and_what_is_no_report_is_told(run: Run, quarters: list[str]) -> None:
    folder = Path("历史")
    (folder / "更早").mkdir(parents=True)
    for number, path in enumerate(quarters):
        Path(path).rename((folder if number else folder / "更早") / path)
    (folder / "乱.json").write_text("{}", "utf-8")
    (folder / ".藏.json").write_text("{}", "utf-8")
    (folder / "填报.yaml").write_text(text("2023-01-31"), "utf-8")
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", folder, "-f", "json")
    (change,) = changes(done)
    assert (change["rounds"], done.err.count("\n")) == (5, 1)
    assert "历史/乱.json" in done.err
    assert run("check", "now.yaml", *PLAN, "--since", folder, "-q").err == ""


def test_a_folder_without_any_report_is_no_mistake_but_said(run: Run, here: Path) -> None:
    Path("空").mkdir()
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", "空", "-f", "json")
    assert changes(done) == [None]
    assert "没有可对比的上期" in done.err


def test_a_folder_of_earlier_reports_may_be_that_of_the_submissions(run: Run, quarters: list[str]) -> None:
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", ".", *PLAN, "--since", ".", "-f", "json")
    assert "open" in [change["kind"] for change in changes(done)]


@pytest.mark.parametrize("since", ["2023-03-31.json", "."])
def test_no_earlier_report_is_written_over(run: Run, quarters: list[str], since: str) -> None:
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    held = Path(quarters[0]).read_bytes()
    done = run("check", "now.yaml", *PLAN, "--since", since, "-o", f"json:{quarters[0]}")
    assert (done.code, Path(quarters[0]).read_bytes()) == (2, held)


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_every_process_reads_for_itself(run: Run, quarters: list[str], jobs: str) -> None:
    Path("in").mkdir()
    for number in range(30):
        Path(f"in/{number:02}.yaml").write_text(text(f"2024-03-{number + 1:02}"), "utf-8")
    since = [part for path in quarters for part in ("--since", path)]
    done = run("check", "in", *PLAN, *since, "-f", "json", "--jobs", jobs)
    assert [change["rounds"] for change in changes(done)] == [5] * 30


_SPAWNED = """
import sys
from datetime import date
from multiprocessing import set_start_method
from fazhi_check import workers
from fazhi_check.examine import Checker
from fazhi_check.plan.store import load_plan
from fazhi_check.round.course import Course
from fazhi_check.round.earlier import read_history

if __name__ == "__main__":
    set_start_method("spawn")
    workers._FORKED = False
    checker = Checker(load_plan(sys.argv[1]), course=Course(None, read_history(sys.argv[2:])))
    paths = [f"in/{number:02}.yaml" for number in range(30)]
    for report in workers.examined(paths, checker, 2):
        print(*{one.change.rounds for one in report.assessments if one.target.id == "1.1.1-03"})
"""


def test_processes_that_start_anew_read_too(run: Run, quarters: list[str]) -> None:
    Path("in").mkdir()
    for number in range(30):
        Path(f"in/{number:02}.yaml").write_text(text(f"2024-03-{number + 1:02}"), "utf-8")
    Path("spawned.py").write_text(_SPAWNED, "utf-8")
    done = subprocess.run(
        [sys.executable, "spawned.py", str(SMALL), *quarters], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["5"] * 30


def test_a_history_goes_to_another_process_as_an_index_alone(run: Run, quarters: list[str], small: Plan) -> None:
    history = read_history(quarters)
    found = before(history, small, "2024-03-31")
    again = pickle.loads(pickle.dumps(history))
    assert before(again, small, "2024-03-31") == found
    assert len(pickle.dumps(history)) < 4_000


# What cannot be used.


def broken(data: Any) -> Any:
    """Return a report with something in it that no report has."""
    data["files"][0]["assessments"][1]["verdict"] = "well"
    return data


def without_day(data: Any) -> Any:
    """Return a report with a day that does not exist."""
    data["files"][0]["as_of"] = "2023-02-30"
    return data


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("empty.json", b"", "不是 fazhi-check"),
        ("foreign.json", b'{"a": 1}', "不是 fazhi-check"),
        ("list.json", b"[1, 2]", "list.json:1:1 不是 fazhi-check"),
        ("prose.json", "调度情况".encode(), "不是 fazhi-check"),
        ("other.json", b'{"schema_version": 2, "tool": {"name": "x"}, "files": []}', "不是 fazhi-check"),
        ("zero.json", b'{"schema_version": 0, "tool": {"name": "fazhi-check"}, "files": []}', "不是 fazhi-check"),
        ("true.json", b'{"schema_version": true, "tool": {"name": "fazhi-check"}, "files": []}', "不是 fazhi-check"),
        ("less.json", b'{"schema_version": 2, "tool": {"name": "fazhi-check"}}', "不是 fazhi-check"),
        ("newer.json", b'{"schema_version": 3, "tool": {"name": "fazhi-check"}, "files": []}', "更新的版本"),
        ("newer.jsonl", b'{"type": "total", "schema_version": 3, "tool": {"name": "fazhi-check"}}\n', "更新的版本"),
        ("other.jsonl", b'{"type": "file", "path": "a"}\n{"type": "other"}\n', "total"),
        ("gbk.json", '{"schema_version": 2, "tool": "调度"}'.encode("gbk"), "不是 UTF-8"),
        ("deep.json", b'{"schema_version": 2, "files": ' + b"[" * 100_000, "套得太深"),
        ("long.json", b'{"schema_version": ' + b"9" * 9_000 + b"}", "数太长"),
        ("more.json", b'{"schema_version": 2, "tool": {"name": "fazhi-check"}, "files": []} x', "后面多出内容"),
    ],
)
def test_what_is_no_report_of_ours_is_told(run: Run, here: Path, name: str, raw: bytes, said: str) -> None:
    Path(name).write_bytes(raw)
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", name)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert name in done.err
    assert said in done.err
    assert re.search(
        r"An earlier report cannot be used: ", run("check", "now.yaml", *PLAN, "--since", name, "--lang", "en").err
    )


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_report_that_is_half_written_is_told_with_its_end(run: Run, here: Path, form: str, share: float) -> None:
    report = Path(saved(run, f"r.{form}", text("2023-06-30")))
    raw = report.read_bytes()
    report.write_bytes(raw[: int(len(raw) * share)])
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", report)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "没有写完" in done.err


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (b'"verdict": "overdue"', b'"verdict": "well"', r"r\.jsonl:2:1", "verdict"),
        (b'"as_of": "2023-06-30"', b'"as_of": "2023-02-30"', r"r\.jsonl:1:1", "缺少，或值不对"),
        (b'{"type": "assessment"', b'{"type": "assessment",', r"r\.jsonl:2:23", "不是完整的 JSON"),
        (b'{"type": "assessment"', b'{"kind": "assessment"', r"r\.jsonl:2:1", "不是报告的内容"),
    ],
)
def test_what_is_wrong_in_a_line_is_told_with_the_line(
    run: Run, here: Path, old: bytes, new: bytes, place: str, said: str
) -> None:
    report = Path(saved(run, "r.jsonl", text("2023-06-30")))
    raw = report.read_bytes()
    assert old in raw
    report.write_bytes(raw.replace(old, new, 1))
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", report)
    assert (done.code, done.out) == (2, "")
    assert re.search(place, done.err)
    assert said in done.err


@pytest.mark.parametrize(
    ("change", "said"),
    [(broken, r"r\.json:\d+:1 files\.0\.assessments\.1\.verdict"), (without_day, r"r\.json:\d+:1 files\.0")],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_wrong_in_a_document_is_told_by_its_keys(
    run: Run, here: Path, change: Callable[[Any], Any], said: str, jobs: str
) -> None:
    report = Path(saved(run, "r.json", text("2023-06-30")))
    report.write_text(json.dumps(change(json.loads(report.read_text("utf-8"))), indent=1), "utf-8")
    for name in ("now.yaml", "then.yaml"):
        Path(name).write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", "then.yaml", *PLAN, "--since", report, "--jobs", jobs)
    assert (done.code, done.out) == (2, "")
    assert re.search(said, done.err)


def test_a_slip_in_a_document_is_told_with_its_place(run: Run, here: Path) -> None:
    report = Path(saved(run, "r.json", text("2023-06-30")))
    lines = report.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if '"verdict"' in line)
    lines[at] = lines[at].replace('",', '"')
    report.write_text("\n".join(lines), "utf-8")
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", report)
    assert (done.code, f"r.json:{at + 2}:" in done.err) == (2, True)


def test_what_is_no_file_is_told(run: Run, here: Path) -> None:
    Path("now.yaml").write_text(text("2024-03-31"), "utf-8")
    for path in ("nowhere.json", "-", "/dev/null"):
        assert run("check", "now.yaml", *PLAN, "--since", path).code == 2


def test_quotes_stand_side_by_side(run: Run, here: Path) -> None:
    proof = PROOF["report"] | {"quote": "正在推进"}
    report = saved(run, "r.json", submission({TARGET: {"status": "not_started", "evidence": [proof]}}, "2023-06-30"))
    again = {TARGET: {"status": "not_started", "evidence": [proof | {"quote": "仍在推进"}]}}
    Path("now.yaml").write_text(submission(again, "2024-03-31"), "utf-8")
    done = run("check", "now.yaml", *PLAN, "--since", report, "-f", "json").json
    found = next(one for one in done["files"][0]["assessments"] if one["target"] == TARGET)
    assert (found["change"]["before"]["quotes"], found["quotes"]) == (["正在推进"], ["仍在推进"])
