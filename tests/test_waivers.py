"""Waivers: what they let rest and until when, how they are accounted for, and a broken file of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import submission

FULL = {
    "target": "1.1.1-01",
    "unit": "甲市",
    "reason": "正在改建",
    "approved_by": "市委依法治市办",
    "granted": "2023-06-01",
    "expires": "2024-06-30",
}


def listed(*waivers: dict[str, Any]) -> str:
    """Return a file of waivers; a value of None leaves a key out."""
    rows = [", ".join(f"{key}: {value}" for key, value in one.items() if value is not None) for one in waivers]
    return "".join(f"- {{{row}}}\n" for row in rows)


@pytest.fixture
def waive(run, tmp_path) -> Callable[..., Ran]:
    """Check one submission to the small plan under a file of waivers."""

    def call(text: str, entries: str = "  1.1.1-01: {status: under_way}\n", *options: str, as_of: str = "2023-08-30"):
        (tmp_path / "w.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "s.yaml").write_text(submission(entries, as_of), encoding="utf-8")
        return run(tmp_path / "s.yaml", "--plan", SMALL, "--waivers", tmp_path / "w.yaml", *options)

    return call


def waived(done: Ran, target: str = "1.1.1-01") -> dict[str, Any]:
    return next(one for one in done.json["files"][0]["assessments"] if one["target"] == target)


def codes(done: Ran) -> list[str]:
    return [one["code"] for file in done.json["files"][1:] for one in file["findings"]]


def test_a_waiver_in_force_lets_a_flagged_verdict_rest(waive):
    done = waive(listed(FULL), "  1.1.1-01: {status: under_way}\n", "-f", "json", "--fail-on", "overdue")
    one = waived(done)
    assert (one["verdict"], one["flagged"]) == ("overdue", False)
    assert one["waived"] == {"reason": "正在改建", "approved_by": "市委依法治市办", "expires": "2024-06-30"}
    counts = done.json["files"][0]["counts"]
    assert (counts["overdue"], counts["waived"]) == (0, 1)
    assert done.code == 0
    assert "FZ502" not in [finding["code"] for finding in done.json["files"][0]["findings"]]


@pytest.mark.parametrize(
    ("as_of", "rests"), [("2023-05-31", False), ("2023-06-01", True), ("2024-06-30", True), ("2024-07-01", False)]
)
def test_a_waiver_holds_from_its_first_to_its_last_day(waive, as_of, rests):
    done = waive(listed(FULL), "  1.1.1-01: {status: under_way}\n", "-f", "json", as_of=as_of)
    assert (waived(done)["waived"] is not None) is rests
    assert waived(done)["flagged"] is not rests


def test_as_of_decides_for_waivers_too(waive):
    done = waive(listed(FULL), "  1.1.1-01: {status: under_way}\n", "-f", "json", "--as-of", "2024-07-01")
    assert waived(done)["flagged"]
    assert codes(done) == ["FZ601"]


def test_an_expired_waiver_is_an_error_and_fails_the_gate(waive):
    options = ("-f", "json", "--fail-on", "invalid")
    done = waive(listed(FULL | {"expires": "2023-08-29"}), "  1.1.1-01: {status: under_way}\n", *options)
    assert codes(done) == ["FZ601"]
    assert done.code == 1


@pytest.mark.parametrize(
    ("change", "left"),
    [({"expires": "2023-09-29"}, "30"), ({"expires": "2023-08-30"}, "0"), ({"expires": "2023-09-30"}, None)],
)
def test_a_waiver_near_its_end_is_noted(waive, change, left):
    done = waive(listed(FULL | change), "  1.1.1-01: {status: under_way}\n", "-f", "json")
    assert codes(done) == (["FZ604"] if left else [])
    if left:
        assert left in done.json["files"][1]["findings"][0]["message"]


@pytest.mark.parametrize(
    ("change", "entries"),
    [
        pytest.param({"unit": "乙市"}, "  1.1.1-01: {status: under_way}\n", id="another-unit"),
        pytest.param({"target": "9.9.9-01"}, "  1.1.1-01: {status: under_way}\n", id="no-such-target"),
        pytest.param({}, "  1.1.1-01: {status: not_applicable, reason: 甲}\n", id="not-flagged"),
        pytest.param({"granted": "2024-01-01"}, "  1.1.1-01: {status: under_way}\n", id="not-granted-yet"),
    ],
)
def test_a_waiver_that_meets_nothing_flagged_is_noted(waive, change, entries):
    done = waive(listed(FULL | change), entries, "-f", "json")
    assert codes(done) == ["FZ602"]
    assert waived(done)["waived"] is None


def test_without_a_unit_a_waiver_holds_for_all(waive):
    done = waive(listed(FULL | {"unit": None}), "  1.1.1-01: {status: under_way}\n", "-f", "json")
    assert waived(done)["waived"]
    assert codes(done) == []


@pytest.mark.parametrize("key", ["target", "reason", "approved_by", "granted", "expires"])
def test_an_incomplete_waiver_is_an_error_at_its_place(waive, key):
    options = ("-f", "json", "--fail-on", "invalid")
    done = waive(listed(FULL | {key: None}), "  1.1.1-01: {status: done}\n", *options)
    found = done.json["files"][1]["findings"]
    assert [(one["code"], one["line"], one["column"]) for one in found] == [("FZ603", 1, 3)]
    assert key in found[0]["message"]
    assert done.code == 1
    assert waived(done)["waived"] is None


def test_a_note_on_waivers_is_not_counted_as_a_submission(waive):
    done = waive(listed(FULL | {"unit": "乙市"}), "  1.1.1-01: {status: under_way}\n", "-f", "json")
    assert len(done.json["files"]) == 2
    assert done.json["counts"]["files"] == 1


def test_a_waiver_that_ends_before_it_begins_is_incomplete(waive):
    done = waive(listed(FULL | {"granted": "2025-01-01"}), "  1.1.1-01: {status: under_way}\n", "-f", "json")
    assert "FZ603" in codes(done)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {target: [}\n", "FZ103"),
        ("target: 1.1.1-01\n", "FZ203"),
        (listed(FULL | {"expire": "2024-01-01"}), "FZ202"),
        (listed(FULL | {"granted": "2024年2月30日"}), "FZ203"),
    ],
)
def test_a_broken_file_of_waivers_is_told_with_its_place(waive, text, code):
    done = waive(text, "  1.1.1-01: {status: under_way}\n", "-f", "json", "--fail-on", "invalid")
    found = done.json["files"][1]["findings"]
    assert code in [one["code"] for one in found]
    assert all(one["line"] == 1 for one in found)
    assert done.code == 1


@pytest.mark.parametrize("text", ["", "[]\n", "~\n"])
def test_no_waivers_are_no_error(waive, text):
    assert len(waive(text, "  1.1.1-01: {status: under_way}\n", "-f", "json").json["files"]) == 1


def test_an_absent_file_of_waivers_is_wrong_usage(run, tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(submission(), encoding="utf-8")
    done = run(path, "--plan", SMALL, "--waivers", tmp_path / "none.yaml")
    assert done.code == 2
    assert "none.yaml" in done.err


def test_a_folder_does_not_take_its_waivers_for_a_submission(run, tmp_path):
    (tmp_path / "w.yaml").write_text(listed(FULL | {"unit": None}), encoding="utf-8")
    (tmp_path / "s.yaml").write_text(submission("  1.1.1-01: {status: under_way}\n"), encoding="utf-8")
    done = run(tmp_path, "--plan", SMALL, "--waivers", tmp_path / "w.yaml", "-f", "json")
    assert [file["path"].rpartition("/")[2] for file in done.json["files"]] == ["s.yaml"]


def test_the_screen_lists_what_is_waived_with_reason_office_and_days(waive):
    done = waive(listed(FULL))
    assert "豁免 1 项" in done.out
    text = done.out.replace("\n", "").replace(" ", "")
    assert "豁免至2024-06-30（还有305天）：正在改建，市委依法治市办批准" in text


def test_the_report_with_waivers_keeps_to_its_schema(waive, run):
    import jsonschema

    schema = run("schema", "report").json
    done = waive(listed(FULL, FULL | {"expires": "2023-07-01"}), "  1.1.1-01: {status: under_way}\n", "-f", "json")
    jsonschema.validate(done.json, schema)
