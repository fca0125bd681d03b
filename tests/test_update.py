"""`init --update`: what is new in the plan is added, and nothing that was there is touched, whatever way it is written."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from helpers.submissions import all_good, edited, mixed, submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.fill.blank import blank
from fazhi_check.fill.update import NotProven, Updated, new_targets, update
from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.source.nodes import Mapping, Scalar, Sequence
from fazhi_check.source.yaml import compose
from fazhi_check.submission.reading import read_tree
from fazhi_check.submission.records import Unit

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
CITY = [
    *("1.1.1-01", "1.1.1-02", "1.1.1-03", "1.1.1-04", "1.1.1-05"),
    *("1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04", "1.2.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08", "1.2.1-09"),
]
HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\n'


def brought_up(text: str) -> Updated:
    """Return a text with all that it lacks of the small plan."""
    root = compose(text)
    assert not isinstance(root, Finding), root
    read = read_tree(root)
    assert read.submission
    plan = load_plan(str(SMALL))
    return update(text, read, plan, new_targets(read, read.submission, plan))


def shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def inserted(old: str, new: str) -> str:
    """Return the one piece by which two texts differ; everything before and behind it must be the same."""
    at = shared(old, new)
    behind = shared(old[::-1], new[::-1])
    assert at + behind >= len(old), "something was changed"
    pieces = [new[start : start + len(new) - len(old)] for start in range(len(old) - behind, at + 1)]
    whole = [piece for ends in ("", "\r\n") for piece in pieces if piece.lstrip(ends).lstrip(" ").startswith("# ──")]
    return (whole or pieces)[0]


def tree(node: Any) -> Any:
    """Return a node as plain data without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [tree(item) for item in node.items]
    return [(tree(key), tree(value)) for key, value in node.pairs]


def entries(text: str) -> dict[str, Any]:
    """Return the entries of a text by id, in their order."""
    root = compose(text)
    assert isinstance(root, Mapping), root
    [found] = [value for key, value in root.pairs if tree(key) in ("entries", "事项")]
    return dict(tree(found)) if isinstance(found, Mapping) else {}


def told(text: str, plan: Plan, ids: list[str]) -> Any:
    """Return all that a check says of some entries: verdicts and findings with their places."""
    report = Checker(plan).text("a.yaml", text)
    verdicts = {one.target.id: (one.verdict, one.reported) for one in report.assessments if one.target.id in ids}
    findings = [(f.code, f.place, f.message("zh")) for f in report.all_findings if f.target in ids]
    return verdicts, [finding for finding in findings if finding[0] != "FZ501"]


# What it does, from the command line.


def test_it_adds_what_is_not_there_yet_and_nothing_else(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    done = run("init", "--update", path, *PLAN)
    assert (done.code, done.out) == (0, "")
    assert "4 项" in done.err
    assert str(path) in done.err
    assert list(entries(path.read_text("utf-8")))[-4:] == ["1.1.1-04", "1.1.1-05", "1.2.1-02", "1.2.1-09"]
    block = inserted(mixed(), path.read_text("utf-8"))
    assert block.startswith(("  # ── 规划新增的目标（4 项）\n", "  # ── Targets new in the plan (4)\n"))
    assert list(tmp_path.iterdir()) == [path]


def test_english_keys_stay_english_and_chinese_chinese(run: Run, tmp_path: Path) -> None:
    for keys, words in (("zh", ("状态:", "规划新增的目标")), ("en", ("status:", "Targets new in the plan"))):
        path = tmp_path / f"{keys}.yaml"
        text = run("init", *PLAN, "--unit", "甲", "--level", "city", "--code", "650100", "--keys", keys).out
        kept = text[: text.index("  # ── 1.2.1")]
        path.write_text(kept, "utf-8")
        assert run("init", "--update", path, *PLAN).code == 0
        assert all(word in inserted(kept, path.read_text("utf-8")) for word in words)
        assert list(entries(path.read_text("utf-8"))) == CITY


def test_what_is_added_is_what_init_writes(run: Run, tmp_path: Path) -> None:
    text = run("init", *PLAN, "--unit", "甲", "--level", "city", "--code", "650100").out
    at = text.index("\n  # ── 1.2.1")
    path = tmp_path / "a.yaml"
    path.write_text(text[:at], "utf-8")
    assert run("init", "--update", path, *PLAN).code == 0
    assert path.read_text("utf-8") == f"{text[:at]}  # ── 规划新增的目标（9 项）\n{text[at:]}"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a.yaml", lambda text: text.replace(": ", ":\t", 1).replace("entries:\n", "entries:\t# x\n\t# y\n")),
        ("a.json", lambda text: json.dumps(as_json(text)).replace('":', '"\n:')),
    ],
    ids=["tabs", "late-colons"],
)
def test_what_only_one_parser_reads_is_added_to_as_well(run: Run, tmp_path: Path, name: str, change: Any) -> None:
    before = change(mixed())
    assert before != mixed()
    path = tmp_path / name
    path.write_text(before, "utf-8")
    assert run("init", "--update", path, *PLAN).code == 0
    assert list(entries(path.read_text("utf-8")))[-4:] == ["1.1.1-04", "1.1.1-05", "1.2.1-02", "1.2.1-09"]
    inserted(before, path.read_text("utf-8"))


def as_json(text: str) -> Any:
    """Return what a submission holds as JSON's data."""
    return {key: dict_of(value) for key, value in tree(compose(text))}


def dict_of(value: Any) -> Any:
    """Return pairs as a dict, at every depth."""
    if isinstance(value, list):
        paired = all(isinstance(one, tuple) for one in value)
        return {key: dict_of(inner) for key, inner in value} if paired else [dict_of(inner) for inner in value]
    return value


def test_the_second_time_there_is_nothing_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    assert run("init", "--update", path, *PLAN).code == 0
    before, raw = path.stat(), path.read_bytes()
    done = run("init", "--update", path, *PLAN)
    assert (done.code, done.out) == (0, "")
    assert "没有要补的目标" in done.err
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino, path.read_bytes()) == (before.st_mtime_ns, before.st_ino, raw)


@pytest.mark.parametrize(("lang", "said"), [("zh", "补上缺少的目标 4 项"), ("en", "targets added: 4")])
def test_it_says_what_it_did_in_the_readers_language(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    assert said in run("init", "--update", path, *PLAN, "--lang", lang).err


def test_only_a_part_may_be_added(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "entries:\n", "utf-8")
    assert run("init", "--update", path, *PLAN, "--lead", "司法行政部门").code == 0
    assert list(entries(path.read_text("utf-8"))) == ["1.2.1-03", "1.2.1-04"]
    assert run("init", "--update", path, *PLAN, "--section", "1.1", "--group", "重点").code == 0
    assert list(entries(path.read_text("utf-8"))) == ["1.2.1-03", "1.2.1-04", "1.1.1-02"]


def test_the_plan_is_the_one_the_file_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission().replace("plan: small", "plan: urumqi-14fyp"), "utf-8")
    assert run("init", "--update", path).code == 0
    plan = load_plan("urumqi-14fyp")
    assert list(entries(path.read_text("utf-8"))) == [t.id for t in plan.targets if "city" in t.applies_to]


def test_a_body_given_in_chinese_is_understood(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission(level="department, body: 法院"), "utf-8")
    assert run("init", "--update", path, *PLAN).code == 0
    assert list(entries(path.read_text("utf-8"))) == ["1.1.1-02"]


def test_old_ids_are_named_and_left(run: Run, tmp_path: Path) -> None:
    folder = edited(
        tmp_path / "plan",
        "1.1-a.yaml",
        ("    title: 完善制度\n", "    title: 完善制度\n    replaced_by: 1.1.1-03\n"),
    )
    path = tmp_path / "a.yaml"
    text = submission({"1.1.1-02": {"status": "done"}, "1.1.1-99": {"status": "done"}})
    path.write_text(text, "utf-8")
    done = run("init", "--update", path, "--plan", folder)
    assert done.code == 0
    assert f"{path}:5:3 FZ205" in done.err
    assert "已由 1.1.1-03“健全机制”取代" in done.err
    assert f"{path}:6:3 FZ205" in done.err
    assert "以上 2 项原样保留" in done.err
    inserted(text, path.read_text("utf-8"))
    assert list(entries(path.read_text("utf-8"))) == [
        "1.1.1-02",
        "1.1.1-99",
        *(id_ for id_ in CITY if id_[-2:] != "02" or id_[2] == "2"),
    ]


def test_slips_in_single_entries_do_not_hinder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = submission("  1.1.1-01: {staus: done}\n  1.1.1-02: 已完成\n  1.1.1-02: {}\n  1.1.1-03: {status: finished}\n")
    path.write_text(text, "utf-8")
    assert run("init", "--update", path, *PLAN).code == 0
    assert list(entries(path.read_text("utf-8"))) == CITY
    inserted(text, path.read_text("utf-8"))


# Where it is written.


def test_the_file_keeps_its_permissions(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    path.chmod(0o640)
    assert run("init", "--update", path, *PLAN).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_file_is_updated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there" / "a.yaml", tmp_path / "link.yaml"
    real.write_text(mixed(), "utf-8")
    link.symlink_to(Path("there") / "a.yaml")
    assert run("init", "--update", link, *PLAN).code == 0
    assert link.is_symlink()
    assert list(entries(real.read_text("utf-8")))[-1] == "1.2.1-09"
    assert list((tmp_path / "there").iterdir()) == [real]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_is_closed_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    path.chmod(0o444)
    done = run("init", "--update", path, *PLAN)
    assert (done.code, path.read_text("utf-8")) == (2, mixed())


def stdin(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


@pytest.mark.parametrize("text", [mixed(), "\ufeff" + mixed().replace("\n", "\r\n")], ids=["plain", "mark-and-crlf"])
def test_from_standard_input_to_standard_output(run: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    stdin(monkeypatch, text.encode())
    done = run("init", "--update", "-", *PLAN)
    assert done.code == 0
    assert inserted(text, done.out).count("\n") > 20
    assert "标准输入" in done.err
    stdin(monkeypatch, done.out.encode())
    assert run("init", "--update", "-", *PLAN).out == done.out


def test_the_byte_order_mark_and_line_ends_of_a_file_stay(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    raw = b"\xef\xbb\xbf" + mixed().replace("\n", "\r\n").encode()
    path.write_bytes(raw)
    assert run("init", "--update", path, *PLAN).code == 0
    assert path.read_bytes().startswith(raw)
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


# What it refuses.


@pytest.mark.parametrize(
    "extra",
    [
        ["--unit", "甲"],
        ["--level", "city"],
        ["--code", "650100"],
        ["--body", "court"],
        ["--as-of", "2023-08-30"],
        ["--keys", "zh"],
        ["-o", "b.yaml"],
    ],
    ids=lambda extra: extra[0],
)
def test_what_the_file_decides_cannot_be_given(run: Run, tmp_path: Path, extra: list[str]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    done = run("init", "--update", path, *PLAN, *extra)
    assert (done.code, done.out) == (2, "")
    assert extra[0] in done.err
    assert path.read_text("utf-8") == mixed()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ([], ["--unit", "--level", "--code"]),
        (["--level", "city"], ["--unit", "--code"]),
        (["--unit", "甲", "--level", "city"], ["--code"]),
    ],
)
def test_all_that_a_new_file_needs_is_told_at_once(run: Run, given: list[str], lacking: list[str], lang: str) -> None:
    done = run("init", *given, "--lang", lang)
    assert (done.code, done.out) == (2, "")
    said = f"缺少 {'、'.join(lacking)}。例如：" if lang == "zh" else f"Missing: {', '.join(lacking)}. For example: "
    assert done.err.startswith(said)


BROKEN = [
    pytest.param(HEAD.replace("plan: small\n", "") + "entries: {}\n", ":1:1 FZ201", id="no-plan"),
    pytest.param("plan: small\nas_of: 2023-08-30\nentries: {}\n", ":1:1 FZ201", id="no-unit"),
    pytest.param(HEAD, ":1:1 FZ201", id="no-entries"),
    pytest.param(HEAD.replace("level: city", "level: citty") + "entries: {}\n", ":2:25 FZ203", id="level"),
    pytest.param(HEAD.replace("small", "smal") + "entries: {}\n", ":1:7 FZ204", id="another-plan"),
    pytest.param(HEAD.replace("city", "department, body: curt") + "entries: {}\n", ":2:43 FZ203", id="body"),
    pytest.param(HEAD + "entries: [1.1.1-01]\n", ":4:10 FZ203", id="entries-as-a-list"),
    pytest.param(HEAD + "entries: {}\n事项: {}\n", ":5:1 FZ104", id="entries-twice"),
    pytest.param(HEAD + 'entries: "a\n', ":4:10 FZ103", id="no-yaml"),
    pytest.param("", " FZ101", id="nothing"),
    pytest.param("[]", ":1:1 FZ203", id="a-list"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_broken_head_is_told_and_nothing_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str, lang: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    done = run("init", "--update", path, *PLAN, "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert f"{path}{said} " in done.err
    assert (path.read_text("utf-8"), list(tmp_path.iterdir())) == (text, [path])
    stdin(monkeypatch, text.encode())
    assert run("init", "--update", "-", *PLAN).out == ""


@pytest.mark.parametrize(
    ("raw", "code"), [("计划".encode("gbk"), "FZ102"), (b"a" * 1_000_001, "FZ105")], ids=["gbk", "too-large"]
)
def test_a_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    done = run("init", "--update", path, *PLAN)
    assert (done.code, done.out) == (2, "")
    assert code in done.err
    assert path.read_bytes() == raw


@pytest.mark.parametrize("name", ["no-such.yaml", ".", "broken-link"])
def test_a_path_that_is_no_file_is_wrong_usage(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken-link").symlink_to("nowhere")
    done = run("init", "--update", tmp_path / name, *PLAN)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_replaced_by_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert run("init", "--update", path, *PLAN).code == 2
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize("plan", ["nowhere", "urumqi-14fyp"])
def test_another_plan_than_the_files_is_refused(run: Run, tmp_path: Path, plan: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    done = run("init", "--update", path, "--plan", plan)
    assert (done.code, done.out) == (2, "")
    assert path.read_text("utf-8") == mixed()


# Every way to write a submission. Block style takes an insertion: all else stays byte for byte.

TAILS = [
    pytest.param("entries:", id="nothing"),
    pytest.param("entries:\n", id="nothing-and-a-line-end"),
    pytest.param("entries:  # 待填\n", id="a-comment"),
    pytest.param("entries:\n  # 待填\n\n# 完\n", id="comments-inside-and-behind"),
    pytest.param("entries:\nsource: {title: 甲}\n", id="another-key-behind"),
    pytest.param("entries:\n\n\n# 来源\nsource: {title: 甲}\n", id="a-comment-of-the-key-behind"),
    pytest.param("entries:\n  1.1.1-01:\n", id="an-entry-with-nothing"),
    pytest.param("entries:\n  1.1.1-01:  # 待填\n", id="an-entry-with-a-comment"),
    pytest.param("entries:\n  1.1.1-01: {status: done}", id="no-last-line-end"),
    pytest.param("entries:\n  1.1.1-01: {status: done}  # 好", id="a-comment-without-line-end"),
    pytest.param("entries:\n  1.1.1-01:\n    status: done\n    evidence:\n    - \n", id="an-empty-item"),
    pytest.param("entries:\n  1.1.1-01:\n    note: |\n      甲\n      # 乙\n", id="literal"),
    pytest.param(
        "entries:\n  1.1.1-01:\n    note: |\n      甲\n\n\n\nsource: {title: 甲}\n", id="literal-and-blank-lines"
    ),
    pytest.param("entries:\n  1.1.1-01:\n    note: |+\n      甲\n\n\n", id="literal-that-keeps"),
    pytest.param("entries:\n  1.1.1-01:\n    note: |+\n      甲\n\n\n# 乙\nsource: {title: 甲}\n", id="keeps-then-key"),
    pytest.param("entries:\n  1.1.1-01:\n    note: >-\n      甲\n\n      乙\n   # 丙\n", id="folded"),
    pytest.param("entries:\n  1.1.1-01:\n    note: 甲\n      乙\n\n      丙\n", id="plain-over-lines"),
    pytest.param('entries:\n  1.1.1-01:\n    note: "甲\n\n      乙 # 丙"\n', id="quoted-over-lines"),
    pytest.param("entries:\n  1.1.1-01: {status: done,\n    note: 甲\n  }\n", id="flow-over-lines"),
    pytest.param("entries:\n        1.1.1-01:\n         status: done\n", id="odd-indents"),
    pytest.param("entries: &a\n  1.1.1-01: &b {status: done}\n  1.1.1-02: *b\n", id="anchors"),
    pytest.param("entries:\n  '1.1.1-01': {status: done}\n  \"1.1.1-02\": ~\n", id="quoted-ids"),
    pytest.param("entries:\n  1.1.1-01: {status: done}\n  # 甲\n   # 乙\n\n  # 丙\n# 丁\n  # 戊\n", id="comments"),
    pytest.param("entries:\n  1.1.1-01: {status: done}\n...\n# 完\n", id="end-of-document"),
    pytest.param("entries:\n  ? 1.1.1-01\n  : {status: done}\n  1.1.1-02: {}\n", id="a-key-behind-a-question-mark"),
    pytest.param('"entries" :\n  1.1.1-01: {status: done}\n', id="a-quoted-key"),
    pytest.param('"entries" :\n', id="a-quoted-key-with-nothing"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("tail", TAILS)
def test_block_style_takes_an_insertion(tail: str, end: str) -> None:
    text = (HEAD + tail).replace("\n", end)
    result = brought_up(text)
    block = inserted(text, result.text)
    assert not result.rewritten
    assert next(line for line in block.replace("\r", "\n").split("\n") if line).strip().startswith("# ── Targets new")
    assert set(entries(result.text)) == set(CITY)
    assert block.count(end) == block.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@pytest.mark.parametrize(
    "head", ["", "---\n", "%YAML 1.2\n---\n", "# 甲\n\n"], ids=["bare", "dashes", "directive", "comment"]
)
def test_what_stands_before_does_not_matter(head: str) -> None:
    text = head + submission("  1.1.1-01: {status: done}\n")
    result = brought_up(text)
    inserted(text, result.text)
    assert list(entries(result.text)) == CITY


def test_a_root_that_is_indented_keeps_its_margin() -> None:
    text = "".join(
        f"   {line}\n" for line in (HEAD + "entries:\n  1.1.1-01: {status: done}\nsource: {title: 甲}").split("\n")
    )
    result = brought_up(text)
    assert inserted(text, result.text).startswith("     # ── Targets new")
    assert list(entries(result.text)) == CITY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("entries: {}\n", "entries:\n"),
        ("entries: {  }  # 待填\n", "entries:  # 待填\n"),
        ("entries: ~\n", "entries:\n"),
        ("entries: null\nsource: {title: 甲}\n", "entries:\nsource: {title: 甲}\n"),
        ("entries: {}", "entries:"),
        ("entries: {}\n  # 甲\n# 乙\n", "entries:\n  # 甲\n# 乙\n"),
    ],
)
def test_empty_entries_give_way_to_the_first_ones(before: str, after: str) -> None:
    result = brought_up(HEAD + before)
    inserted(HEAD + after, result.text)
    assert list(entries(result.text)) == CITY


def test_new_entries_are_indented_as_the_others() -> None:
    text = HEAD + "entries:\n     1.1.1-01:\n            status: done\n"
    block = inserted(text, brought_up(text).text)
    assert "\n     1.1.1-02:\n            status:  #" in block


def test_a_last_block_scalar_without_line_end_is_still_read_the_same() -> None:
    text = HEAD + "entries:\n  1.1.1-01:\n    status: done  # 甲\n    note: |\n      甲\n      乙"
    result = brought_up(text)
    assert result.rewritten
    assert "# 甲" in result.text
    assert tree(compose(text))[:3] == tree(compose(result.text))[:3]
    assert entries(result.text)["1.1.1-01"] == entries(text)["1.1.1-01"]
    assert list(entries(result.text)) == CITY


# Braces: flow style and JSON.

FLOWS = [
    "entries: {1.1.1-01: {status: done}}\n",
    "entries: {1.1.1-01: {status: done},}\n",
    "entries: {1.1.1-01: {status: done} , }  # 甲\n",
    "entries: {1.1.1-01: }\n",
    "entries: {1.1.1-01}\n",
    "entries: { 1.1.1-01: {note: 'a # b'} }\n",
    "entries: {\n  1.1.1-01: {status: done},  # 甲, 乙\n  1.1.1-02: {status: done}  # 丙, 丁\n  # 戊\n  }\n",
    "entries: {\n  1.1.1-01: {status: done},  # 甲, 乙\n  1.1.1-02: {status: done},  # 丙, 丁\n  }\n",
    "entries: {  # 甲\n  }\nsource: {title: 甲}\n",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("flow", FLOWS)
def test_flow_style_is_added_to_inside_its_braces(flow: str, end: str) -> None:
    text = (HEAD + flow).replace("\n", end)
    result = brought_up(text)
    assert not result.rewritten
    assert set(entries(result.text)) == set(CITY)
    assert [remark for remark in re.findall("# [甲乙丙丁戊].*", text) if remark not in result.text] == []
    assert brought_up(result.text).text == result.text


DATA = json.loads(
    json.dumps(
        {
            "plan": "small",
            "unit": {"name": "甲市", "level": "city", "code": "650100"},
            "as_of": "2023-08-30",
            "entries": {"1.1.1-01": {"status": "done", "evidence": [{"kind": "document", "title": "甲"}]}},
            "source": {"title": "甲"},
        }
    )
)


@pytest.mark.parametrize("kept", [["1.1.1-01"], []], ids=["one-entry", "no-entry"])
@pytest.mark.parametrize("indent", [None, 1, 2, 4, "\t"])
@pytest.mark.parametrize("separators", [None, (",", ":")], ids=["wide", "tight"])
def test_json_stays_json_laid_out_as_before(kept: list[str], indent: Any, separators: Any) -> None:
    data = {**DATA, "entries": {id_: DATA["entries"][id_] for id_ in kept}}
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n"
    root = compose(text)
    if isinstance(root, Finding):
        return  # tabs, or a colon without a blank: no YAML
    result = brought_up(text)
    assert not result.rewritten
    made = json.loads(result.text)
    assert list(made) == list(data)
    assert {key: made[key] for key in data if key != "entries"} == {key: data[key] for key in data if key != "entries"}
    assert list(made["entries"])[: len(kept)] == kept
    assert set(made["entries"]) == set(CITY)
    if separators is None:
        assert result.text == json.dumps(made, ensure_ascii=False, indent=indent) + "\n"


@pytest.mark.parametrize("value", ["null", "{}", "{ }"])
def test_json_without_entries_gets_some(value: str) -> None:
    text = json.dumps({**DATA, "entries": None}).replace('"entries": null', f'"entries": {value}')
    assert set(json.loads(brought_up(text).text)["entries"]) == set(CITY)


def test_what_cannot_be_proven_is_refused(run: Run, tmp_path: Path) -> None:
    text = HEAD + "x: &a {1.1.1-01: {}}\nentries: *a\n"
    with pytest.raises(NotProven):
        brought_up(text)
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    done = run("init", "--update", path, *PLAN)
    assert (done.code, done.out, path.read_text("utf-8")) == (2, "", text)
    assert str(path) in done.err


@pytest.mark.parametrize("wrong", ["", "# 甲", all_good(), mixed().replace("2022-05", "2022-06"), None])
def test_a_wrong_insertion_is_noticed(monkeypatch: pytest.MonkeyPatch, wrong: str | None) -> None:
    monkeypatch.setattr("fazhi_check.fill.update._inserted", lambda _: wrong)
    with pytest.raises(NotProven):
        brought_up(mixed())


# Generated submissions: any indents, comments, blank lines, scalars, line ends, keys before and behind.

WORDS = st.sampled_from(["甲", "乙 丙", "a # b", "已完成: 是", "第一行", "x"])
REMARK = st.sampled_from(["", "", "", "  # 备注", " # a: b", "  #"])
BETWEEN = st.lists(st.sampled_from(["", "", "   ", "# 顶格注释", "  # 注释", "        # 深注释: {"]), max_size=3)


@st.composite
def fields(draw: st.DrawFn, inner: int) -> list[str]:
    """Return the lines of what one entry gives, in block style."""
    lead, deep = " " * inner, " " * (inner + draw(st.integers(1, 3)))
    kinds = {
        "status": [f"{lead}status: {draw(st.sampled_from(['done', '推进中', 'finished', '~', '']))}{draw(REMARK)}"],
        "备注": [f"{lead}说明: '{draw(WORDS)}'{draw(REMARK)}"],
        "note": [f'{lead}note: "{draw(WORDS)}', "", f'{deep}{draw(WORDS)}"{draw(REMARK)}'],
        "problem": [f"{lead}problem: {draw(st.sampled_from(['|', '|-', '|+', '>', '>+', '|2-', '>1']))}"]
        + [f"{' ' * (inner + 2)}{draw(WORDS)}", *[""] * draw(st.integers(0, 2)), f"{' ' * (inner + 2)}{draw(WORDS)}"]
        + [""] * draw(st.integers(0, 2)),
        "next_step": [f"{lead}next_step: 第一步", f"{deep}第二步", f"{deep}第三步{draw(REMARK)}"],
        "evidence": [
            f"{lead}evidence:{draw(REMARK)}",
            f"{lead}- {{kind: document, title: 甲}}{draw(REMARK)}",
            f"{lead}-",
        ],
        "佐证": [f"{lead}佐证:", f"{deep}- 类型: 文件", f"{deep}  标题: 乙{draw(REMARK)}"],
        "value": [f"{lead}value:{draw(REMARK)}"],
    }
    chosen = draw(st.lists(st.sampled_from(sorted(kinds)), unique=True, max_size=4))
    lines: list[str] = []
    for name in chosen:
        lines += kinds[name]
        if lines[-1].lstrip(" ") and name != "problem" and draw(st.booleans()):
            lines += draw(BETWEEN)
    return lines


@st.composite
def members(draw: st.DrawFn, outer: int, ids: list[str]) -> list[str]:
    """Return the lines of the entries, in block style."""
    lines: list[str] = []
    step = draw(st.integers(1, 6))
    for one in draw(st.lists(st.sampled_from([*ids, "9.9.9-99"]), unique=True, max_size=6)):
        inside = draw(fields(outer + step))
        flow = draw(
            st.sampled_from(["", " ~", " {}", " {status: done}", " {状态: 推进中,\n           进度: 5}", " 已完成"])
        )
        written = draw(st.sampled_from([one, f"'{one}'", f'"{one}" ']))
        lines.append(f"{' ' * outer}{written}:{'' if inside else flow}{draw(REMARK)}")
        lines += inside or draw(BETWEEN)
    return lines


@st.composite
def submissions(draw: st.DrawFn) -> str:
    """Return a submission of a city to the small plan whose entries are in block style or empty."""
    zh = draw(st.booleans())
    head = ["计划: small", "单位: {名称: 甲市, 层级: 市级, 代码: 650100}", "截至: 2023年8月30日"]
    if not zh:
        head = ["plan: small", "unit:", "  name: 甲市", "  level: city", '  code: "650100"', "as_of: 2023-08-30"]
    lines = draw(members(draw(st.integers(1, 5)), CITY))
    empty = "" if lines else draw(st.sampled_from(["", " {}", " ~", "  {  }", " null"]))
    body = [f"{'事项' if zh else 'entries'}:{empty}{draw(REMARK)}", *lines]
    behind = draw(st.sampled_from([[], [], ["source: {title: 甲}"], ["# 来源", "source:", "  title: |", "    甲"]]))
    whole = [*draw(BETWEEN), *head, *body, *draw(BETWEEN), *behind, *draw(st.sampled_from([[], [], ["..."], ["# 完"]]))]
    text = "\n".join([*draw(st.sampled_from([[], [], ["---"]])), *whole]) + draw(
        st.sampled_from(["\n", "\n", "", "\n\n"])
    )
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def readable(text: str) -> bool:
    root = compose(text)
    return not isinstance(root, Finding) and read_tree(root).submission is not None


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(submissions().filter(readable))
def test_any_block_submission_is_added_to_without_touching_it(text: str) -> None:
    plan = load_plan(str(SMALL))
    result = brought_up(text)
    old, new = entries(text), entries(result.text)
    assert {id_: new[id_] for id_ in old} == old
    assert list(new)[: len(old)] == list(old)
    assert list(new)[len(old) :] == [id_ for id_ in CITY if id_ not in old]
    assert brought_up(result.text).text == result.text
    assert told(text, plan, list(old)) == told(result.text, plan, list(old)) or result.rewritten
    if result.rewritten:
        # Only a last block scalar in a file without a last line end cannot be left as it is.
        assert not text.endswith(("\n", "\r"))
    elif old:
        block = inserted(text, result.text)
        assert len(new) == len(old) or block.strip().startswith("# ──")


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_blank_submission_with_pieces_cut_out_gets_them_back(data: st.DataObject) -> None:
    plan = load_plan(str(SMALL))
    keys = data.draw(st.sampled_from(["zh", "en"]))
    unit = Unit(name="甲", level=data.draw(st.sampled_from(["city", "county"])), code="650100")
    whole = blank(plan, unit, plan.period.end, keys)
    pieces = re.split(r"\n(?=\n  # [^─])", whole)
    kept = [pieces[0], *data.draw(st.lists(st.sampled_from(pieces[1:]), unique=True))]
    text = "\n".join(kept) + "\n"
    result = brought_up(text)
    assert not result.rewritten
    inserted(text, result.text)
    assert set(entries(result.text)) == set(entries(whole))
    assert all(entries(result.text)[id_] == entry for id_, entry in entries(whole).items())


def test_every_real_submission_is_added_to_without_touching_it() -> None:
    plan = load_plan("urumqi-14fyp")
    for path in sorted((ROOT / "submissions").rglob("*.yaml")):
        text = path.read_text("utf-8")
        root = compose(text)
        assert not isinstance(root, Finding)
        read = read_tree(root)
        assert read.submission
        result = update(text, read, plan, new_targets(read, read.submission, plan))
        assert not result.rewritten
        inserted(text, result.text)
        assert Checker(plan).text("a.yaml", text).counts() == Checker(plan).text("a.yaml", result.text).counts()


SCALARS = st.one_of(st.none(), st.integers(-5, 5), st.sampled_from(["", "甲", "}", "{ # a, b", '"', "\\", "1.1.1-01"]))
JSON_ENTRY = st.dictionaries(
    st.sampled_from(["status", "值", "note", "evidence", "by_year"]),
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner)),
    max_size=3,
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*CITY, "9"]), st.none() | JSON_ENTRY, max_size=4),
    st.sampled_from([None, 1, 2, 3]),
    st.booleans(),
)
def test_any_json_stays_json_with_all_it_had(members: dict[str, Any], indent: int | None, ascii_only: bool) -> None:
    data = {**DATA, "entries": members}
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    result = brought_up(text)
    assert not result.rewritten
    made = json.loads(result.text)
    added = {id_: made["entries"].pop(id_) for id_ in CITY if id_ not in members}
    assert (made, list(made["entries"])) == (data, list(members))
    assert all(set(entry.values()) == {None} for entry in added.values())
    assert brought_up(result.text).text == result.text
