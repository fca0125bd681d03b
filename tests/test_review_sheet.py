"""核定单.xlsx: written, brought up to date without losing a cell, and read back."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from helpers.office import OPENS, saved_as
from helpers.rounds import Given, round_of, row, small, twelve
from helpers.submissions import ALL_GOOD, MIXED, submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.digest.run import Digest, digest
from fazhi_check.fill.reviews import NotOurs, NotUpdated, reviews_of
from fazhi_check.fill.reviews.update import GONE, NEW
from fazhi_check.findings import Unusable
from fazhi_check.round.reading import ReviewSheet, read_reviews
from fazhi_check.round.review_columns import COLUMNS, SHEET
from fazhi_check.round.rows import Review
from fazhi_check.source.walk import Walker

pytestmark = pytest.mark.slow


openpyxl = pytest.importorskip("openpyxl")
HEADS = [column.head for column in COLUMNS]
OFFICE = [column for column in COLUMNS if column.use == "office"]


def run(*given: Given, reviews: list[dict[str, Any]] | None = None) -> Digest:
    report = round_of(given or twelve(), small())
    assert report.round
    report.round.round.reviews = [Review.model_validate(one) for one in reviews or ()]
    return digest(report)


def one(entries: dict[str, Any], name: str = "天山区", code: str = "650102") -> Given:
    return Given(row(name, code=code), submission(entries, "2024-11-15", name=name, level="county", code=code))


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(raw: bytes) -> list[dict[str, Any]]:
    sheet = opened(raw)[SHEET]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if "单位" in row and "编号" in row)
    heads = rows[at]
    return [dict(zip(heads, row, strict=True)) for row in rows[at + 1 :]]


def read(raw: bytes, folder: Path) -> ReviewSheet:
    path = folder / "核定单.xlsx"
    path.write_bytes(raw)
    return read_reviews(str(path), "small")


def fill(raw: bytes, typed: dict[int, dict[str, str]]) -> bytes:
    """Return a sheet with something typed into its rows, counted from the first below the heads."""
    book = opened(raw)
    sheet = book[SHEET]
    for number, cells in typed.items():
        for head, text in cells.items():
            sheet.cell(4 + number, HEADS.index(head) + 1).value = text
    return saved(book)


def test_equal_input_gives_equal_bytes_without_a_clock():
    raw = reviews_of(run(), 3)
    assert raw == reviews_of(run(), 3)
    with ZipFile(io.BytesIO(raw)) as archive:
        assert {one.date_time[0] for one in archive.infolist()} == {1980}


def test_what_needs_review_stands_first_and_what_nobody_reported_not_at_all():
    listed = [(one["单位"], one["编号"], one["初核"]) for one in table(reviews_of(run(one(MIXED)), 0))]
    assert [target for _, target, _ in listed[:3]] == ["1.1.1-01", "1.2.1-04", "1.2.1-08"]
    assert not any("未填报" in said for *_, said in listed)
    assert {unit for unit, *_ in listed} == {"天山区"}


def test_each_row_says_what_was_reported_and_what_evidence_it_lists():
    first = table(reviews_of(run(one(MIXED)), 100))[0]
    assert first["要求及时限"] == "已完成\n2022-12-31"
    assert first["佐证"].startswith("1 件\n文件：")
    assert first["初核"].endswith("已完成")
    assert first["抽查"] == "是"
    exempt = table(reviews_of(run(one(MIXED)), 0))[2]
    assert "没有收费项目" in exempt["填报"]


REVIEWS = [
    {"unit": "天山区", "task": "1.1.1-01", "evidence": "属实", "decision": "认可", "by": "市委依法治市办"},
    {
        "unit": "天山区",
        "task": "1.1.1-02",
        "decision": "不认可",
        "verdict": "逾期",
        "reason": "没有印发",
        "date": "2024-12-01",
    },
    {
        "unit": "天山区",
        "task": "1.2.1-08",
        "decision": "不同意不适用",
        "reason": "有收费项目",
        "objection": "已取消",
        "final": "变更",
        "final_verdict": "不适用",
    },
    {"unit": "天山区", "task": "1.2.1-05", "evidence": "未附", "decision": "退回补正"},
]


def content(rows: Any) -> list[dict[str, Any]]:
    return sorted((one.model_dump() for one in rows), key=lambda one: str(one["task"]))


def test_what_is_written_reads_as_the_same_reviews(tmp_path: Path):
    raw = reviews_of(run(one(MIXED), reviews=REVIEWS), 2)
    sheet = read(raw, tmp_path)
    assert sheet.findings == []
    assert content(sheet.rows) == content(Review.model_validate(one) for one in REVIEWS)
    assert all(one.place and one.place.sheet == SHEET for one in sheet.rows)


def test_an_untouched_sheet_holds_no_review(tmp_path: Path):
    sheet = read(reviews_of(run(), 5), tmp_path)
    assert (sheet.rows, sheet.findings) == ([], [])


def test_reading_forgives_sorted_rows_and_moved_columns(tmp_path: Path):
    typed = fill(reviews_of(run(one(MIXED)), 0), {0: {"核定意见": "认可"}, 2: {"核定意见": "同意不适用"}})
    book = opened(typed)
    sheet = book[SHEET]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    order = list(reversed(range(len(HEADS))))
    heads = [HEADS[at] for at in order]
    for number, line in enumerate([heads, *([line[at] for at in order] for line in reversed(rows))], 3):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value
    found = read(saved(book), tmp_path)
    assert content(found.rows) == content(read(typed, tmp_path).rows)
    assert len(found.rows) == 2


def test_a_wrong_choice_is_told_with_its_cell_and_what_was_meant(tmp_path: Path):
    raw = fill(reviews_of(run(one(MIXED)), 0), {0: {"核定意见": "不认课"}, 1: {"核定意见": "认可", "日期": "下周"}})
    found = read(raw, tmp_path)
    assert found.rows == []
    assert [(one.code, one.place and one.place.cell) for one in found.findings] == [
        ("FZ203", "核定单!M4"),
        ("FZ203", "核定单!T5"),
    ]
    assert "不认可" in found.findings[0].message()


def test_persons_are_told_where_they_stand(tmp_path: Path):
    raw = fill(reviews_of(run(one(MIXED)), 0), {0: {"核定意见": "认可", "理由": "请联系 13812345678"}})
    found = read(raw, tmp_path)
    assert [(one.code, one.place and one.place.cell) for one in found.findings] == [("FZ305", "核定单!O4")]


def test_another_workbook_is_no_sheet_of_reviews(tmp_path: Path):
    book = openpyxl.Workbook()
    with pytest.raises(Unusable, match="核定单"):
        read(saved(book), tmp_path)
    with pytest.raises(NotOurs):
        reviews_of(run(), 0, saved(book))
    with pytest.raises(NotOurs):
        reviews_of(run(), 0, b"no workbook")


def test_a_folder_of_submissions_passes_over_a_sheet_of_reviews(tmp_path: Path):
    (tmp_path / "核定单.xlsx").write_bytes(reviews_of(run(), 0))
    told: list[str] = []
    assert list(Walker(tell=lambda path, why: told.append(path)).files([str(tmp_path)])) == []
    assert len(told) == 1


def test_nothing_new_changes_nothing():
    raw = reviews_of(run(), 3)
    assert reviews_of(run(), 3, raw) == raw


def test_a_row_that_changed_says_what_it_was_and_keeps_what_was_typed():
    old = fill(reviews_of(run(one(MIXED)), 0), {0: {"核定意见": "认可", "核定单位": "市委依法治市办"}})
    changed = {**MIXED, "1.1.1-01": {"status": "under_way"}}
    new = reviews_of(run(one(changed)), 0, old)
    row = next(one for one in table(new) if one["编号"] == "1.1.1-01")
    assert row["提示"] == "初核已变化，原为已完成；填报已变化；佐证已变化"
    assert (row["核定意见"], row["核定单位"]) == ("认可", "市委依法治市办")
    assert "逾期" in row["初核"]
    assert reviews_of(run(one(changed)), 0, new) == new


def test_new_rows_go_below_and_gone_ones_stay():
    old = reviews_of(run(one(MIXED)), 0)
    fewer = {key: entry for key, entry in MIXED.items() if key != "1.1.1-01"}
    new = reviews_of(run(one(fewer), one(ALL_GOOD, "沙依巴克区", "650103")), 0, old)
    rows = table(new)
    assert next(one for one in rows if one["编号"] == "1.1.1-01")["提示"] == GONE
    below = rows[len(table(old)) :]
    assert {one["单位"] for one in below} == {"沙依巴克区"}
    assert all(one["提示"].startswith(NEW) for one in below)
    assert [int(one["序号"]) for one in rows] == list(range(1, len(rows) + 1))
    assert reviews_of(run(one(fewer), one(ALL_GOOD, "沙依巴克区", "650103")), 0, new) == new
    back = table(reviews_of(run(one(MIXED), one(ALL_GOOD, "沙依巴克区", "650103")), 0, new))
    assert not next(one for one in back if one["编号"] == "1.1.1-01")["提示"]


def test_drop_downs_and_rules_reach_the_new_rows():
    old = reviews_of(run(one(MIXED)), 0)
    new = reviews_of(run(one(MIXED), one(ALL_GOOD, "沙依巴克区", "650103")), 0, old)
    sheet, last = opened(new)[SHEET], 3 + len(table(new))
    ends = {
        str(area).rpartition(":")[2] for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges
    }
    assert {end.lstrip("ABCDEFGHIJKLMNOPQRST") for end in ends} == {str(last)}
    assert sheet.auto_filter.ref.endswith(str(last))
    assert all(not sheet.cell(last, HEADS.index(one.head) + 1).protection.locked for one in OFFICE)


def test_what_an_office_wrote_over_a_cell_of_ours_stays():
    old = fill(reviews_of(run(one(MIXED)), 0), {0: {"填报": "我们核实过：尚未印发", "提示": "已电话核实"}})
    changed = {**MIXED, "1.1.1-01": {"status": "under_way"}}
    row = next(one for one in table(reviews_of(run(one(changed)), 0, old)) if one["编号"] == "1.1.1-01")
    assert row["填报"] == "我们核实过：尚未印发"
    assert row["提示"] == "初核已变化，原为已完成；填报已变化；佐证已变化；已电话核实"


def test_a_sheet_that_cannot_be_understood_is_left_alone():
    book = opened(reviews_of(run(one(MIXED)), 0))
    book[SHEET].cell(3, HEADS.index("编号") + 1).value = "别的"
    with pytest.raises(NotUpdated):
        reviews_of(run(one(MIXED)), 0, saved(book))


def edited(raw: bytes, seed: int) -> tuple[bytes, set[str]]:
    """Return a sheet after an office has worked on it, with all that it typed, each text another one."""
    random, typed = Random(seed), set[str]()
    book = opened(raw)
    sheet = book[SHEET]

    def say(row: int, column: int) -> None:
        text = f"手写{len(typed)}号{seed}"
        typed.add(text)
        sheet.cell(row, column).value = text

    for _ in range(random.randint(1, 12)):
        row = random.randint(4, sheet.max_row)
        act = random.choice(("office", "own", "ours", "below", "note", "height", "insert"))
        if act == "office":
            say(row, HEADS.index(random.choice(OFFICE).head) + 1)
        elif act == "own":
            say(row, len(HEADS) + random.randint(1, 3))
        elif act == "ours":
            say(row, random.randint(4, 11))
        elif act == "below":
            say(sheet.max_row + random.randint(1, 3), random.randint(4, 11))
        elif act == "note":
            sheet.cell(row, random.randint(12, 20)).comment = openpyxl.comments.Comment("批注", "")
        elif act == "height":
            sheet.row_dimensions[row].height = 40
        else:
            rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
            random.shuffle(rows)
            for number, line in enumerate(rows, 4):
                for column, value in enumerate(line, 1):
                    sheet.cell(number, column).value = value
    return saved(book), {text for text in typed if text in _texts(sheet)}


def _texts(sheet: Any) -> set[str]:
    return {str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell is not None}


TEXTS = st.text(st.sampled_from("一二三、。ab1=+-@"), max_size=12).map(lambda text: f"字{text}".strip())
ROWS = st.fixed_dictionaries(
    {"task": st.sampled_from(["1.1.1-01", "1.1.1-02", "1.1.1-03", "1.2.1-04", "1.2.1-08"])},
    optional={
        "evidence": st.sampled_from(["confirmed", "contradicted", "absent", "unchecked"]),
        "decision": st.sampled_from(["accept", "return", "agree_exempt", "refuse_exempt"]),
        "reason": TEXTS,
        "objection": TEXTS,
        "final": st.just("keep"),
        "by": st.just("市委依法治市办"),
        "date": st.sampled_from(["2024-11-20", "2024-12-01"]),
    },
).map(lambda one: {"unit": "天山区", **one})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS, max_size=5, unique_by=lambda one: str(one["task"])))
def test_whatever_was_settled_is_written_and_read_alike(rows: list[dict[str, Any]]):
    with tempfile.TemporaryDirectory() as folder:
        sheet = read(reviews_of(run(one(MIXED), reviews=rows), 0), Path(folder))
    said = [row for row in rows if len(row) > 2]
    assert sheet.findings == []
    assert content(sheet.rows) == content(Review.model_validate(one) for one in said)


LATER = {**MIXED, "1.1.1-01": {"status": "under_way"}, "1.2.1-01": {"value": 90}, "1.1.1-05": {"status": "under_way"}}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_nothing_that_was_typed_is_ever_lost_and_twice_is_once(seed: int):
    old, typed = edited(reviews_of(run(one(MIXED)), 2), seed)
    later = run(one(LATER), one(ALL_GOOD, "沙依巴克区", "650103"))
    new = reviews_of(later, 2, old)
    assert typed <= {text for said in _texts(opened(new)[SHEET]) for text in (said, *said.split("；"))}
    assert reviews_of(later, 2, new) == new
    before, after = opened(old)[SHEET], opened(new)[SHEET]
    assert len(list(_notes(before))) == len(list(_notes(after)))


def _notes(sheet: Any) -> Any:
    return (cell for line in sheet.iter_rows() for cell in line if cell.comment)


@OPENS
def test_a_sheet_that_libreoffice_saved_is_read_and_brought_up_to_date(tmp_path: Path):
    typed = fill(reviews_of(run(one(MIXED)), 0), {0: {"核定意见": "认可", "日期": "2024-12-01"}})
    source = tmp_path / "in" / "核定单.xlsx"
    source.parent.mkdir()
    source.write_bytes(typed)
    [opened] = saved_as([source], "xlsx", tmp_path / "out")
    raw = opened.read_bytes()
    assert content(read(raw, tmp_path).rows) == content(read(typed, tmp_path).rows)
    assert reviews_of(run(one(MIXED)), 0, raw) == raw
    new = reviews_of(run(one(LATER), one(ALL_GOOD, "沙依巴克区", "650103")), 0, raw)
    assert content(read(new, tmp_path).rows) == content(read(typed, tmp_path).rows)
    assert next(one for one in table(new) if one["编号"] == "1.1.1-01")["提示"].startswith("初核已变化，原为已完成")
