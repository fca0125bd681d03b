"""The ledger as a file: texts stay texts, sheets have names that workbooks allow, equal runs give equal bytes."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from helpers.ledgers import ledger, plain, sheets, table
from helpers.office import OPENS, saved_as
from helpers.project import SMALL
from helpers.scenes import BREAKING_OUT, HOSTILE, LANGS, hostile, rendered, report_on, waive
from helpers.submissions import BROKEN, all_good, mixed, submission
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from fazhi_check.cli import main
from fazhi_check.cli.usage_error import unwritten
from fazhi_check.reports.office.package import repeatable
from fazhi_check.reports.office.texts import MOST, cell_text, foot_text, lines_in, sheet_name
from fazhi_check.words import Lang

PLAN = ("--plan", str(SMALL))
HEADS = [
    "序号",
    "编号",
    "事项",
    "牵头单位",
    "责任单位",
    "时限",
    "要求",
    "填报",
    "初核",
    "核定",
    "佐证情况",
    "存在问题",
    "下一步措施",
    "较上期",
]
SEVERAL = {"a.yaml": mixed(), "b.yaml": BROKEN, "c.yaml": all_good()}
# What a reader of sheets would look for, and what only a cell can break.
ODD = [*HOSTILE, BREAKING_OUT, "<r><t>x</t></r>", "_x000D_", "+86", "=", "- 一", "＝1＋1", "\ud800", "a\r\nb\tc", " x "]


@pytest.fixture(scope="module")
def several() -> dict[str, list[list[object]]]:
    return sheets(ledger(report_on(SEVERAL)))


def test_the_columns_are_those_that_offices_use():
    whole = sheets(ledger(report_on({"a.yaml": mixed()})))["综合台账"]
    assert whole[2] == HEADS
    first = table(whole, "序号")[0]
    assert (first["序号"], first["编号"], first["要求"], first["填报"]) == (1, "1.1.1-01", "已完成", "已完成")


def test_several_units_have_a_column_more(several):
    assert several["综合台账"][2] == ["序号", "单位", *HEADS[1:]]
    rows = table(several["综合台账"], "序号")
    assert [row["序号"] for row in rows] == [*range(1, 29)]
    assert {row["单位"] for row in rows} == {"甲市（a.yaml）", "甲市（c.yaml）"}  # two of one name
    by_section = table(several["1.1 甲节"], "序号")
    assert [row["编号"] for row in by_section] == sorted(row["编号"] for row in by_section)


def test_the_sheets_stand_in_their_order(several):
    assert list(several) == ["总览", "综合台账", "填报问题", "1.1 甲节", "1.2 乙节", "_fazhi_ledger"]


def test_the_hidden_sheet_says_that_it_is_a_ledger():
    book = load_workbook(io.BytesIO(ledger(report_on({"a.yaml": mixed()}))))
    sheet = book["_fazhi_ledger"]
    said = dict(sheet.values)
    assert sheet.sheet_state == "hidden"
    assert (said["tool"], said["kind"], said["form"], said["plan"]) == ("fazhi-check", "ledger", "1", "small")
    assert re.fullmatch("[0-9a-f]{12}", said["hash"])


def test_what_the_unit_says_stands_in_its_columns():
    entry = {"status": "under_way", "owner": "市司法局", "problem": "缺人\n缺钱", "next_step": "招聘", "note": "已起草"}
    found = sheets(ledger(report_on({"a.yaml": submission({"1.1.1-01": entry})})))
    (row,) = [row for row in table(found["综合台账"], "序号") if row["编号"] == "1.1.1-01"]
    assert (row["责任单位"], row["存在问题"], row["下一步措施"]) == ("市司法局", "缺人\n缺钱", "招聘")
    assert row["填报"] == "推进中\n已起草"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_number_with_gaps_that_a_cell_would_close_is_masked(form: str):
    said = {"note": "见 138  1234  5678", "problem": "138\n1234\n5678", "next_step": "138\t \t12345678"}
    proof = {"kind": "document", "title": "某文件", "quote": "138  1234  5678"}
    text = submission({"1.1.1-01": {"status": "under_way", **said, "evidence": [proof]}})
    report = report_on({"a.yaml": text})
    shown = "\n".join(plain(rows) for rows in sheets(ledger(report)).values()) if form == "xlsx" else ""
    shown += re.sub(r"\s", "", rendered("csv", report)) if form == "csv" else ""
    assert "12345678" not in shown
    assert shown.count("****78") >= 4


def test_a_waiver_is_told_with_its_reason():
    found = sheets(ledger(waive(report_on({"a.yaml": mixed()}), "1.1.1-03")))
    (row,) = [row for row in table(found["1.1 甲节"], "序号") if row["编号"] == "1.1.1-03"]
    assert row["初核"] == "– 豁免（原为逾期）"
    assert "机构改革，职责正在移交，市委依法治市办批准" in row["初核依据"]


def test_why_something_does_not_apply_stands_beside_it():
    rows = table(sheets(ledger(report_on({"a.yaml": mixed()})))["综合台账"], "序号")
    assert [row["填报"] for row in rows if row["初核"] == "– 不适用"] == ["不适用\n理由：没有收费项目"]


def test_where_the_data_of_several_units_was_taken_from_is_told():
    source = "source: {title: 年度报告, date: 2023-01-05, note: 截至日期取自网页}\nentries:"
    files = {
        name: text.replace("entries:", source, 1) for name, text in {"a.yaml": mixed(), "b.yaml": all_good()}.items()
    }
    rows = sheets(ledger(report_on(files)))["总览"]
    assert [row[1] for row in rows if row[0] == "甲市" and "来源" in str(row[1])] == [
        "来源：年度报告，2023-01-05；来源说明：截至日期取自网页"
    ] * 2


def test_what_the_plan_only_encourages_says_so():
    rows = table(sheets(ledger(report_on({"a.yaml": mixed()})))["综合台账"], "序号")
    assert {row["编号"]: row["要求"] for row in rows if "（" in (row["要求"] or "")} == {"1.1.1-04": "推进中（探索）"}


def test_more_targets_than_a_sheet_holds_go_on_overleaf(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fazhi_check.reports.office.ledger.MOST_ROWS", 6)
    found = sheets(ledger(report_on({"a.yaml": mixed()})))
    whole = [found[name] for name in ("综合台账", "综合台账~2", "综合台账~3")]
    assert [row["序号"] for rows in whole for row in table(rows, "序号")] == [*range(1, 15)]
    assert "1.2 乙节~2" in found


def test_no_room_for_what_waits_to_be_written_is_told_as_such(monkeypatch: pytest.MonkeyPatch):
    def full(book: Workbook) -> None:
        for sheet in book.worksheets():
            sheet.row_data_fh.close()
        try:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise FileCreateError(error)  # noqa: B904 -- as the library does

    monkeypatch.setattr("xlsxwriter.Workbook.close", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as refused:
        ledger(report_on({"a.yaml": mixed()}))
    assert refused.value.errno == errno.ENOSPC


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", ODD)
def test_no_text_becomes_a_formula_a_link_or_markup(text: str, lang: Lang):
    files = {name: content for name, content in hostile(text).items() if "/" not in name}
    raw = ledger(report_on(files), lang)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert not [name for name, part in parts.items() if "<f>" in part or "<hyperlink" in part]
    assert not [name for name in parts if "externalLink" in name or "vba" in name]
    book = load_workbook(io.BytesIO(raw))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


def test_what_looks_like_a_formula_stands_as_it_was_written_and_stays_text_when_retyped():
    written = '=HYPERLINK("http://a.example")'
    entry = {"status": "under_way", "problem": written, "next_step": "@x", "owner": "-1"}
    book = load_workbook(io.BytesIO(ledger(report_on({"a.yaml": submission({"1.1.1-01": entry})}))))
    cells = {cell.value: cell for row in book["综合台账"] for cell in row}
    assert all(cells[text].data_type == "s" and cells[text].quotePrefix for text in (written, "@x", "-1"))
    assert not cells["1.1.1-01"].quotePrefix


@given(st.text(st.characters(codec=None), max_size=80))
def test_a_cell_holds_what_xml_can_and_shows_what_nobody_sees(text: str):
    shown = cell_text(text)
    assert cell_text(shown) == shown.strip() or shown.endswith("</r> ")
    assert all(char in "\n" or char.isprintable() or char.isspace() or ord(char) > 0xFF for char in shown)
    assert not (shown.startswith("<r>") and shown.endswith("</r>"))
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["字" * 40000, "😀" * 20000, "x" * (MOST + 1)])
def test_a_text_too_long_for_a_cell_says_that_it_is_cut(text: str):
    shown = cell_text(text)
    assert len(shown.encode("utf-16-le")) <= 2 * MOST
    assert shown.startswith(text[:16000])
    assert shown.endswith("其余见填报文件 / the rest stands in the submission）")
    assert cell_text(text[: MOST // 2]) == text[: MOST // 2]


def test_a_text_of_very_many_lines_keeps_all_its_words():
    shown = cell_text("\n".join(map(str, range(2000))))
    assert shown.split() == [str(number) for number in range(2000)]
    assert "\n" not in shown


@given(st.text(max_size=60), st.sets(st.text(min_size=1, max_size=31), max_size=4))
def test_the_name_of_a_sheet_is_one_that_workbooks_allow(wanted: str, taken: set[str]):
    name = sheet_name(wanted, taken)
    assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
    assert not re.search(r"[\[\]:*?/\\]", name)
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert name.casefold() not in {one.casefold() for one in (*taken, "history")}


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("3.1 提高依宪执政水平", "3.1 提高依宪执政水平"),
        ("3.1 " + "长" * 40, "3.1 " + "长" * 27),
        ("3.1 a/b: [c]?", "3.1 a b   c"),
        ("'3.1'", "3.1"),
        ("History", "History~2"),
        ("taken", "taken~2"),
        ("", "-"),
    ],
)
def test_a_sheet_is_called_by_its_section_as_far_as_that_goes(wanted: str, name: str):
    assert sheet_name(wanted, ["Taken"]) == name


def test_the_foot_of_a_page_takes_no_command_from_a_text():
    assert foot_text("a & b &P") == "a && b &&P"
    assert foot_text("长" * 300) == "长" * 199 + "…"
    assert foot_text("&" * 300) == "&&" * 99 + "…"


def test_a_row_is_as_high_as_its_longest_text_asks_for():
    assert [lines_in(text, 20) for text in ("", "十个字十个字十个字十", "十一个字十一个字十一个", "a\nb")] == [
        1,
        1,
        2,
        2,
    ]


PROGRAM = """\
import sys
from fazhi_check.cli import main
from fazhi_check.cli.usage_error import unwritten
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_equal_runs_give_equal_bytes_whoever_makes_them(tmp_path: Path):
    for name, text in SEVERAL.items():
        (tmp_path / name).write_text(text, "utf-8")
    made = []
    for seed, umask, zone in (("1", 0o022, "Asia/Urumqi"), ("2", 0o077, "America/New_York")):
        out = tmp_path / f"{seed}.xlsx"
        subprocess.run(
            [sys.executable, "-c", PROGRAM, "a.yaml", "b.yaml", "c.yaml", *PLAN, "-q", "-o", f"xlsx:{out.name}"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            umask=umask,
            check=False,
        )
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_the_file_says_nothing_of_who_made_it_and_when():
    raw = ledger(report_on({"a.yaml": mixed()}))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        core, app = (package.read(f"docProps/{name}.xml").decode() for name in ("core", "app"))
        infos = package.infolist()
    assert {(one.external_attr, one.create_system) for one in infos} == {(0, 0)}
    assert re.findall("20\\d\\d-", core) == ["2000-", "2000-"]
    assert "<dc:creator></dc:creator>" in core
    assert "<Company></Company>" in app


def test_what_is_taken_from_a_package_is_nothing_that_it_holds():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = b"x"
        package.writestr("a", b"PK\x01\x02" * 9)
        package.writestr("b", b"PK\x05\x06")
    with zipfile.ZipFile(io.BytesIO(repeatable(out.getvalue()))) as package:
        assert package.testzip() is None
        assert [package.read(name) for name in "ab"] == [b"PK\x01\x02" * 9, b"PK\x05\x06"]


def test_a_saved_report_gives_the_same_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name, text in SEVERAL.items():
        Path(name).write_text(text, "utf-8")
    main([*SEVERAL, *PLAN, "-q", "-o", "json:r.json", "-o", "xlsx:direct.xlsx"])
    main(["reformat", "r.json", *PLAN, "-o", "xlsx:again.xlsx", "-f", "concise"])
    assert Path("direct.xlsx").read_bytes() == Path("again.xlsx").read_bytes()


@pytest.mark.parametrize("option", [("-f", "xlsx"), ("-f", "excel"), ("-o", "xlsx:-")])
def test_a_workbook_is_never_printed(option: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.yaml").write_text(all_good(), "utf-8")
    assert main([str(tmp_path), *PLAN, *option]) == 2
    out, err = capsys.readouterr()
    assert (out, "-o xlsx:台账.xlsx" in err) == ("", True)


@pytest.mark.parametrize(
    ("given_", "example"), [("台账.xlsx", "xlsx:台账.xlsx"), ("a.xls", "xlsx:a.xlsx"), ("xlsx", "xlsx:台账.xlsx")]
)
def test_an_output_without_its_format_is_told_how_to_write_it(given_: str, example: str, capsys):
    assert main(["a.yaml", *PLAN, "-o", given_]) == 2
    assert f"-o {example}" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGS)
def test_without_its_package_nothing_is_begun(lang: Lang, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["absent.yaml", *PLAN, "-o", f"xlsx:{tmp_path}/a.xlsx", "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert (out, 'pip install "fazhi-check[office]"' in err) == ("", True)
    assert not list(tmp_path.iterdir())


def written(row: list[object]) -> list[object]:
    """Return what stands in a row; openpyxl leaves an escaped underscore as it is stored."""
    return [str(value).replace("_x005F_", "_") for value in row if value is not None]


@pytest.mark.slow
@OPENS
def test_libreoffice_opens_it_and_saves_the_same(tmp_path: Path):
    files = {**SEVERAL, **{f"{n}.yaml": one for n, text in enumerate(ODD) for one in hostile(text).values()}}
    raw = ledger(report_on(files))
    (tmp_path / "a.xlsx").write_bytes(raw)
    [opened] = saved_as([tmp_path / "a.xlsx"], "xlsx", tmp_path / "out")
    there, made = sheets(opened.read_bytes()), sheets(raw)
    assert list(there) == list(made)
    for name, rows in made.items():
        assert [written(row) for row in there[name][: len(rows)]] == [written(row) for row in rows], name


def test_units_that_are_only_compared_say_so_among_others():
    found = sheets(ledger(report_on({"a.yaml": mixed(), "b.yaml": mixed(code="230400", name="鹤岗市")})))
    assert {row["单位"] for row in table(found["综合台账"], "序号")} == {"甲市", "鹤岗市（仅作对照）"}


@pytest.mark.parametrize(("name", "told"), [("台账.xlsx", True), ("report.json", False)])
def test_a_file_that_is_open_elsewhere_is_to_be_closed(name: str, told: bool):
    said = unwritten(name, PermissionError(errno.EACCES, os.strerror(errno.EACCES))).text
    assert ("先关掉" in said.zh, "close it" in said.en) == (told, told)
