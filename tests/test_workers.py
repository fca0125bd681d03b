"""Many files on several cores: the lists beside a run are held against all of them, whoever checked a file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest
from helpers.project import SMALL
from helpers.submissions import township

from fazhi_check.examine import Checker
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import FORMATS
from fazhi_check.round.baseline import read_baseline
from fazhi_check.round.waivers import read_waivers
from fazhi_check.rules.lists import on_baseline, on_waivers
from fazhi_check.workers import examined

PLAN = ("--plan", SMALL)
forked = pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked here")
WAIVERS = """\
- {target: 1.1.1-03, unit: 乙3, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: 2023-12-31}
- {target: 1.1.1-03, unit: 乙5, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: 2023-09-10}
- {target: 1.1.1-03, unit: 乙7, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: 2023-06-30}
- {target: 1.1.1-03, unit: 不在, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: 2023-12-31}
"""


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Thirty townships that are overdue, with waivers for some and two known findings, one of which is gone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for number in range(30):
        text = township("overdue" if number else "met").replace("甲市", f"乙{number}")
        (tmp_path / "in" / f"{number:02}.yaml").write_text(text, "utf-8")
    (tmp_path / "w.yaml").write_text(WAIVERS, "utf-8")
    group = '- {plan: small, unit: 乙%d, level: township, code: "650100", findings: [overdue 1.1.1-03]}\n'
    (tmp_path / "k.yaml").write_text(group % 0 + group % 9, "utf-8")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_lists_are_accounted_for_over_all_processes(run, many, form):
    args = ("in", *PLAN, "--waivers", "w.yaml", "--known", "k.yaml", "-f", form)
    alone, together = run(*args, "--jobs", "1"), run(*args, "--jobs", "3")
    assert together == alone
    assert alone.code == 1


def test_what_became_of_each_line_of_a_list_is_told_once(run, many):
    done = run("in", *PLAN, "--waivers", "w.yaml", "--known", "k.yaml", "-f", "json", "--jobs", "2").json
    lists = {one["path"]: [f["code"] for f in one["findings"]] for one in done["files"] if one["plan"] is None}
    assert lists == {"w.yaml": ["FZ604", "FZ601", "FZ602"], "k.yaml": ["FZ801"]}
    assert done["counts"]["waived"] == 2
    known = [one["path"] for one in done["files"] for a in one["assessments"] if a.get("known")]
    assert known == ["in/09.yaml"]


def test_an_unknown_phase_is_told_whoever_met_it_first(run, many):
    done = run("in", "--phase", "2024", "--jobs", "2", "-f", "json")
    assert {f["code"] for one in done.json["files"] for f in one["findings"]} == {"FZ204"}
    wrong = run("in", *PLAN, "--phase", "集中", "--jobs", "2")
    assert (wrong.code, "可填：2022（" in wrong.err) == (2, True)


def test_what_one_process_met_counts_in_the_other(many):
    """What is handed over is forgotten on the one side and known on the other: the lists end as if one had met all."""
    apart, together = checker(many), checker(many)
    paths = [f"in/{number:02}.yaml" for number in range(30)]
    for path in paths:
        together.file(path)
    first = checker(many)
    for path in paths[::2]:
        apart.file(path)
    marks = apart.hand_over()
    for path in paths[1::2]:
        first.file(path)
    first.take_over(marks)
    assert said(first) == said(together)
    assert said(apart) == said(checker(many))
    assert said(first) != said(apart)


def checker(folder):
    """Return a checker with both lists."""
    return Checker(
        load_plan(str(SMALL)),
        waivers=read_waivers(str(folder / "w.yaml")),
        baseline=read_baseline(str(folder / "k.yaml")),
    )


def said(one):
    """Return what is said of the lists."""
    return [*on_waivers(one.waivers), *on_baseline(one.baseline)]


@forked
@pytest.mark.parametrize("given", [0, 1])
def test_a_machine_without_spare_processes_gives_the_same_report_and_says_so(run, many, monkeypatch, given):
    args = ("in", *PLAN, "--waivers", "w.yaml", "-f", "json")
    alone = run(*args, "--jobs", "1")
    forks, real = iter(range(given)), os.fork

    def fork():
        if next(forks, None) is None:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return real()

    monkeypatch.setattr(os, "fork", fork)
    done = run(*args, "--jobs", "3")
    assert (done.code, done.out) == (alone.code, alone.out)
    assert done.err.count("改用一个进程") == (given == 0)


@forked
@pytest.mark.parametrize("fatal", [{3}, {1, 17, 29}, set(range(1, 30))], ids=["one", "some", "all"])
def test_what_a_killed_process_had_is_done_all_the_same(many, fatal):
    """Each process that meets one of these files dies of it; the first process does not."""
    paths = [f"in/{number:02}.yaml" for number in range(30)]
    first = os.getpid()

    class Fatal(Checker):
        def file(self, path):
            if os.getpid() != first and int(path[3:5]) in fatal:
                os._exit(9)
            return super().file(path)

    found = list(examined(paths, Fatal(load_plan(str(SMALL))), 3))
    assert found == list(map(Checker(load_plan(str(SMALL))).file, paths))


@forked
def test_what_goes_wrong_in_another_process_is_raised_in_the_first(many):
    class Unsendable(Exception):
        pass

    class Failing(Checker):
        def file(self, path):
            if path == "in/20.yaml":
                raise Unsendable("of no class that can be sent")
            return super().file(path)

    found = examined([f"in/{number:02}.yaml" for number in range(30)], Failing(load_plan(str(SMALL))), 2)
    with pytest.raises(RuntimeError, match="Unsendable: of no class"):
        list(found)


# The program as it runs where processes are not forked, but each starts anew.
STARTED_ANEW = """
import sys
if __name__ == "__main__":
    from multiprocessing import set_start_method
    from fazhi_check import workers
    from fazhi_check.cli import main
    set_start_method("spawn")
    workers._FORKED = False
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_processes_that_start_anew_give_the_same_report(run, many):
    (many / "program.py").write_text(STARTED_ANEW, "utf-8")
    args = ["in", "--plan", str(SMALL), "--waivers", "w.yaml", "-f", "json"]
    done = subprocess.run(
        [sys.executable, "program.py", *args, "--jobs", "3"], capture_output=True, check=False, cwd=many
    )
    assert done.stderr.decode("utf-8") == ""
    assert done.stdout.decode("utf-8") == run(*args, "--jobs", "1").out
