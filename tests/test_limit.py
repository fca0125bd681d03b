"""--limit: what is too large is refused, read where it is asked for, and every slip in the option is told."""

from __future__ import annotations

import pytest
from helpers.project import SMALL
from helpers.submissions import submission

from fazhi_check.cli.complete import offered
from fazhi_check.cli.options import OPTIONS
from fazhi_check.source.limits import DEFAULT, HIGHEST, NAMES

PLAN = ("--plan", SMALL)
LONG = submission(f"  1.1.1-02: {{status: under_way, note: {'长' * (DEFAULT.max_text + 1)}}}\n")


@pytest.fixture
def long(tmp_path):
    """A submission with one text that is longer than usual."""
    path = tmp_path / "long.yaml"
    path.write_text(LONG, "utf-8")
    return path


def found(done):
    """Return the codes of errors in a JSON report's first file."""
    return [one["code"] for one in done.json["files"][0]["findings"] if one["severity"] == "error"]


def test_a_text_too_long_is_refused_and_read_where_more_is_allowed(run, long):
    refused = run(long, *PLAN, "-f", "json")
    assert found(refused) == ["FZ105"]
    assert "--limit text:N" in refused.json["files"][0]["findings"][0]["message"]
    allowed = run(long, *PLAN, "-f", "json", "--limit", f"text:{DEFAULT.max_text + 2}")
    assert found(allowed) == []
    assert allowed.json["counts"]["on_track"] == 1


def test_of_two_limits_each_holds_and_a_lower_one_too(run, long):
    both = ("--limit", "text:100000", "--limit=keys:3")
    assert found(run(long, *PLAN, "-f", "json", *both)) == ["FZ105"]
    assert found(run(long, *PLAN, "-f", "json", *both[:2], "--limit", "bytes:1000")) == ["FZ105"]


def test_a_file_of_settings_may_raise_a_limit(run, long, monkeypatch):
    monkeypatch.chdir(long.parent)
    (long.parent / "fazhi-check.toml").write_text('limit = ["text:100000"]\n', "utf-8")
    assert found(run(long, *PLAN, "-f", "json")) == []


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("txt:5", "是不是 text？名称有：bytes, depth", "did you mean text? names: bytes, depth"),
        ("text", "text 是 1 到", "text is a whole number from 1 to"),
        ("text:0", "text 是 1 到", "text is a whole number from 1 to"),
        ("depth:1000", f"depth 是 1 到 {HIGHEST.max_depth} 的整数", f"from 1 to {HIGHEST.max_depth}"),
        ("bytes:１０", "bytes 是 1 到", "bytes is a whole number"),
    ],
)
def test_a_slip_in_a_limit_is_told_in_both_languages(run, long, written, zh, en):
    done = run(long, *PLAN, "--limit", written)
    assert (done.code, done.out) == (2, "")
    assert f"--limit “{written}”不对：" in done.err
    assert zh in done.err
    assert en in run(long, *PLAN, "--limit", written, "--lang", "en").err


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_can_be_set(run, long, name):
    short = name.removeprefix("max_")
    usual = getattr(DEFAULT, name)
    done = run(
        long,
        *PLAN,
        "-f",
        "json",
        "--limit",
        "text:60000",
        "--limit",
        f"{short}:{max(usual, 60000) if short == 'text' else usual}",
    )
    assert found(done) == []


def test_a_slip_in_a_limit_of_the_settings_stands_at_its_place(run, long, monkeypatch):
    monkeypatch.chdir(long.parent)
    (long.parent / "fazhi-check.toml").write_text('limit = ["txt:5"]\n', "utf-8")
    done = run(long, *PLAN)
    assert done.code == 2
    assert "fazhi-check.toml:1:10 FZ203" in done.err


def test_the_shell_offers_every_limit_with_its_usual_number():
    offer = offered(OPTIONS["limit"])
    assert offer
    assert offer(None, "by") == [(f"bytes:{DEFAULT.max_bytes}", "文件字节数")]
    assert [name.partition(":")[0] for name, _ in offer(None, "")] == [one.removeprefix("max_") for one in NAMES]
