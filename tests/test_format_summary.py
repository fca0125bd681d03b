"""The summary: one screen however many files, whose rows add up and whose text cannot steer a terminal."""

from __future__ import annotations

import re

import pytest
from helpers.scenes import HOSTILE, LANGS, SCENES, hostile, rendered, report_on, waive
from helpers.snapshots import hold
from helpers.submissions import BROKEN, NO_TARGET, all_good, mixed, submission, township
from rich.cells import cell_len

from fazhi_check.reports.text import summary

pytestmark = pytest.mark.slow  # together they take many seconds

WIDTHS = (80, 160)


def many(number: int, **unit: str) -> dict[str, str]:
    """Return files of so many units, every third good, one unit worse than the others."""
    texts = {}
    for n in range(number):
        text = all_good() if n % 3 == 0 else township("missing") if n == number - 2 else mixed()
        texts[f"{n}.yaml"] = text.replace("甲市", unit.get("name", f"第{n}市"))
    return texts


CROWDS: dict[str, dict[str, str]] = {
    "fifteen": many(15),
    "forty": many(40) | {f"b{n}.yaml": BROKEN for n in range(6)} | {"n.yaml": NO_TARGET},
}
ALL = SCENES | CROWDS


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scene", ALL)
def test_the_whole_report_is_that_of_the_snapshot(scene: str, lang: str, width: int) -> None:
    hold(f"summary-{scene}-{lang}-{width}.txt", rendered(summary, report_on(ALL[scene]), lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "files",
    [
        pytest.param(many(15), id="fifteen"),
        pytest.param({p: t.replace("650100", "230400") for p, t in many(15).items()}, id="comparisons"),
        pytest.param(many(15, name="很长的单位名称" * 12), id="long-names"),
        pytest.param(many(8) | {f"b{'长' * 60}{n}.yaml": BROKEN for n in range(7)}, id="broken-among-them"),
        pytest.param({f"b{n}.yaml": BROKEN for n in range(15)}, id="only-broken"),
        pytest.param(CROWDS["forty"], id="forty"),
        pytest.param({p: t.replace("650100", "230400") for p, t in CROWDS["forty"].items()}, id="forty-comparisons"),
        pytest.param({f"b{n}.yaml": BROKEN for n in range(300)}, id="hundreds-broken"),
        pytest.param({f"{n}.yaml": submission("", f"20{22 + n % 4}-03-0{1 + n % 9}") for n in range(99)}, id="dates"),
    ],
)
def test_the_whole_run_fits_one_screen(files: dict[str, str], lang: str, width: int) -> None:
    lines = rendered(summary, report_on(files), lang).splitlines()
    assert len(lines) <= 24
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("scene", ["fifteen", "forty", "several"])
def test_the_rows_add_up_to_the_total_of_all_files(scene: str, width: int) -> None:
    report = report_on(ALL[scene])
    lines = [re.sub("（[^）]*）", "  ", line) for line in rendered(summary, report).splitlines()]
    found = [re.findall(r"(?<= )(\d+|-)(?= |$)", re.split("  [█▒░.]+$", line)[0]) for line in lines]
    columns = next(len(numbers) for line, numbers in zip(lines, found, strict=True) if line.startswith("  合计"))
    *rows, total = [[int(n.replace("-", "0")) for n in row[-columns:]] for row in found if len(row) >= columns]
    assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert total[-1] == sum(len(one.assessments) for one in report.files)


def test_the_worst_ten_stand_first_and_the_others_are_summed_up() -> None:
    files = {f"{n}.yaml": all_good().replace("甲市", f"良{n}") for n in range(12)}
    files |= {f"w{n}.yaml": mixed().replace("甲市", f"差{n}") for n in range(5)}
    lines = rendered(summary, report_on(files)).splitlines()
    named = [line.split()[1] for line in lines if re.match("  [✘✔] .*20", line)]
    assert len(lines) <= 24
    assert named == [*(f"差{n}" for n in range(5)), *(f"良{n}" for n in range(len(named) - 5))]
    assert any(f"其余 {17 - len(named)} 个" in line for line in lines)
    urgent = [line.split()[4] for line in lines if line.startswith("  ✘ 逾期 ")]
    assert urgent == ["差0", "差1", "差2"]


def test_broken_files_are_not_lost_in_a_crowd() -> None:
    out = rendered(summary, report_on(CROWDS["forty"]))
    assert out.count("有错误，未能判定") == 3
    assert "另有 4 个文件没有判定，其中有错误的 3 个" in out


def test_units_of_one_name_are_told_apart_by_their_files() -> None:
    out = rendered(summary, report_on({"x/a.yaml": mixed(), "x/b.yaml": all_good()}))
    assert "✘ 甲市 a" in out
    assert "✔ 甲市 b" in out


def test_a_unit_elsewhere_is_marked_as_a_comparison() -> None:
    out = rendered(summary, report_on(SCENES["comparison"]))
    assert "✘*鹤岗市" in out
    assert "* 仅作对照" in out
    assert "仅作对照" not in rendered(summary, report_on(SCENES["flagged"]))


@pytest.mark.parametrize(
    ("files", "line"),
    [
        pytest.param(SCENES["good"], "结论 没有需处理的事项；共 1 个文件，判定 1 个", id="passed"),
        pytest.param(SCENES["several"], "共 4 个文件，判定 2 个，文件有错误 2 个", id="failed"),
        pytest.param(SCENES["no-target"], "结论 没有可判定的内容；共 1 个文件，判定 0 个", id="no-target"),
        pytest.param({}, "结论 没有可判定的内容；共 0 个文件，判定 0 个", id="nothing"),
    ],
)
def test_the_outcome_is_that_of_the_gate(files: dict[str, str], line: str) -> None:
    out = "".join(rendered(summary, report_on(files)).split())
    assert "".join(line.split()) in out


def test_waived_targets_have_a_column() -> None:
    out = rendered(summary, waive(report_on(SCENES["flagged"]), "1.1.1-03"))
    assert "豁免" in out


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_cannot_steer_the_terminal(text: str, width: int) -> None:
    out = rendered(summary, report_on(hostile(text)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", out)
    assert len(re.findall("^结论 ", out, re.MULTILINE)) == 1
    assert len(out.splitlines()) <= 24
    assert "13812345678" not in out
