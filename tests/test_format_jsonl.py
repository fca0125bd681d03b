"""The stream of JSON objects, read by a library for it (jsonlines): put together it is the JSON report."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonlines
import pytest
from helpers.invented import write_round
from helpers.project import ROOT
from helpers.running import Ran
from helpers.scenes import HOSTILE, LANGS, SCENES, hostile, rendered, report_on, waive
from helpers.snapshots import LISTED, hold
from jsonschema import Draft202012Validator

from fazhi_check.digest.run import digest
from fazhi_check.pages.schemas import report_schema
from fazhi_check.reports.data import jsonl
from fazhi_check.reports.data.json import as_data
from fazhi_check.sanitize import INVISIBLE, all_seen, mask

# Some of the nine cities.
CITIES = [
    {"name": name, "level": "city", "code": code}
    for name, code in (("鹤岗市", "230400"), ("吕梁市", "141100"), ("洛阳市", "410300"), ("新乡市", "410700"))
]


def joined(text: str) -> dict[str, Any]:
    """Read line by line and return the JSON report that the lines make."""
    files: list[dict[str, Any]] = []
    total: dict[str, Any] = {}
    with jsonlines.Reader(io.StringIO(text)) as reader:
        for line in reader.iter(type=dict):
            assert not total, "nothing follows the total"
            kind = line.pop("type")
            if kind == "file":
                files.append(line | {"assessments": [], "findings": []})
            elif kind == "total":
                total = line
            else:
                assert line.pop("path") == files[-1]["path"]
                files[-1][f"{kind}s"].append(line)
    return total | {"files": files}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scene", LISTED)
def test_the_whole_report_is_that_of_the_snapshot(scene: str, lang: str) -> None:
    hold(f"jsonl-{scene}-{lang}.jsonl", rendered(jsonl, report_on(SCENES[scene]), lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scene", SCENES)
def test_the_lines_make_the_json_report_and_fit_its_schema(scene: str, lang: Any) -> None:
    report = report_on(SCENES[scene])
    data = joined(rendered(jsonl, report, lang))
    assert data == as_data(digest(report), lang)
    Draft202012Validator(report_schema()).validate(data)


def test_every_line_names_its_type_first() -> None:
    lines = rendered(jsonl, report_on(SCENES["several"])).splitlines()
    kinds = [next(iter(json.loads(line))) for line in lines]
    assert set(kinds) == {"type"}
    assert json.loads(lines[-1])["type"] == "total"
    assert json.loads(lines[0])["type"] == "file"


def test_a_stream_without_files_has_its_total() -> None:
    [line] = rendered(jsonl, report_on({})).splitlines()
    assert json.loads(line)["counts"]["files"] == 0
    assert json.loads(line)["exit_code"] == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_neither_ends_a_line_nor_reaches_a_terminal(text: str) -> None:
    report = waive(report_on(hostile(text)), "1.1.1-02", mask(text))
    out = rendered(jsonl, report)
    expected = 1 + sum(1 + len(one.assessments) + len(one.findings) for one in report.files)
    # str.splitlines ends a line at U+2028 and its like too.
    assert len(out.splitlines()) == out.count("\n") == expected
    assert joined(out) == as_data(digest(report), "zh")
    assert not any(char in out for char in "\x1b\x07\u202e\u2066\u200b\U000e0041")
    assert "13812345678" not in out


def test_a_waiver_is_an_object_of_its_assessment() -> None:
    out = rendered(jsonl, waive(report_on(SCENES["flagged"]), "1.1.1-03"))
    [found] = [
        line for line in map(json.loads, out.splitlines()) if line.get("target") == "1.1.1-03" and "waived" in line
    ]
    assert found["waived"]["expires"] == "2024-12-31"
    assert found["flagged"] is False


@pytest.mark.slow
@pytest.mark.parametrize("more", [[], ["--phase", "2022"], ["--ignore", "FZ501"], ["--jobs", "2"]])
def test_details_that_are_put_aside_are_written_as_if_they_were_not(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    """Of thousands of files the details are put aside until their lines are written: no reader can tell."""
    before, round_ = tmp_path / "before.jsonl", tmp_path / "round.yaml"
    reports = sorted((ROOT / "submissions").glob("*.yaml"))[:3]
    run("check", *reports, "--as-of", "2022-06-30", "-q", "-o", f"jsonl:{before}")
    cities = [*CITIES, {"name": "示例市", "level": "city", "code": "230100"}]
    write_round(round_, "urumqi-14fyp", "2023-12-31", cities, **{"from": "2022-01-01"})
    whole = ["--since", before, "--round", round_]
    for course in [whole] if more else ([], ["--since", before], whole):
        held, aside = (tmp_path / f"{name}-{len(course)}.jsonl" for name in ("held", "aside"))
        monkeypatch.setattr("fazhi_check.cli.prepare._MANY", 1_000)
        first = run("check", *reports, *more, *course, "-f", "summary", "-o", f"jsonl:{held}")
        monkeypatch.setattr("fazhi_check.cli.prepare._MANY", 1)
        second = run("check", *reports, *more, *course, "-f", "summary", "-o", f"jsonl:{aside}")
        assert held.read_bytes() == aside.read_bytes()
        assert (first.code, first.out) == (second.code, second.out)


def test_a_line_that_is_taken_as_seen_has_nothing_that_nobody_sees() -> None:
    assert [char for char in map(chr, range(0x110000)) if INVISIBLE.match(char) and all_seen(f"一{char}")] == []
