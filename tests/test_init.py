"""`init`: a blank submission has exactly the targets that apply, and reads back as all-missing and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from fazhi_check.examine import Checker
from fazhi_check.fill.blank import blank
from fazhi_check.findings import Finding
from fazhi_check.pages.schemas import submission_schema
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.submission.reading import read_exactly, read_quickly
from fazhi_check.submission.records import Unit
from fazhi_check.words import KEY_TWINS, Lang, Level

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
CITY = ("--unit", "甲市", "--level", "city", "--code", "650100")

EVERYWHERE = ["1.1.1-01", "1.1.1-02", "1.1.1-03"]
COUNTED = ["1.2.1-03", "1.2.1-04", "1.2.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08"]
WHO = [
    pytest.param(
        "city",
        "650100",
        None,
        [*EVERYWHERE, "1.1.1-04", "1.1.1-05", "1.2.1-01", "1.2.1-02", *COUNTED, "1.2.1-09"],
        id="city",
    ),
    pytest.param(
        "city",
        "230400",
        None,
        [*EVERYWHERE, "1.1.1-04", "1.2.1-01", "1.2.1-02", *COUNTED, "1.2.1-09"],
        id="city-elsewhere",
    ),
    pytest.param("county", "650102", None, [*EVERYWHERE, *COUNTED], id="county"),
    pytest.param("department", "650100", None, ["1.1.1-02", "1.1.1-03"], id="department"),
    pytest.param("department", "650100", "court", ["1.1.1-02"], id="department-of-a-body"),
    pytest.param("department", "650100", "justice", [], id="department-without-targets"),
    pytest.param("township", "650102", None, ["1.1.1-03"], id="township"),
]


def plain(text: str) -> Any:
    """Return the data of a YAML text with English keys at the top."""
    data = YAML(typ="safe", pure=True).load(text)
    return {KEY_TWINS.get(key, key): value for key, value in data.items()}


def options(level: str, code: str, body: str | None) -> list[str]:
    return ["--unit", "甲单位", "--level", level, "--code", code, *(["--body", body] if body else [])]


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize(("level", "code", "body", "targets"), WHO)
def test_it_has_exactly_the_targets_that_apply(
    run: Run, keys: str, level: str, code: str, body: str | None, targets: list[str]
) -> None:
    done = run("init", *PLAN, *options(level, code, body), "--keys", keys)
    assert done.code == 0
    assert list(plain(done.out)["entries"] or {}) == targets


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize(("level", "code", "body", "targets"), WHO)
def test_it_checks_as_all_missing_and_without_any_error(
    run: Run, tmp_path: Path, keys: str, level: str, code: str, body: str | None, targets: list[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(run("init", *PLAN, *options(level, code, body), "--keys", keys).out, "utf-8")
    [file] = run(path, *PLAN, "-f", "json").json["files"]
    assert sorted(one["target"] for one in file["assessments"]) == targets
    assert {one["verdict"] for one in file["assessments"]} <= {"missing"}
    told = set() if targets else {"FZ206"}  # a body that leads nothing at its level is told so
    assert {one["code"] for one in file["findings"]} <= {"FZ501"} | told
    assert file["valid"]
    assert file["unit"] == {"name": "甲单位", "level": level, "code": code, "body": body}


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("level", ["city", "county", "department", "township"])
def test_the_real_plan_checks_as_all_missing_too(keys: str, level: str) -> None:
    plan = load_plan("urumqi-14fyp")
    unit = Unit(name="甲单位", level=level, code="650100")
    report = Checker(plan).text("a.yaml", blank(plan, unit, plan.period.end, "en" if keys == "en" else "zh"))
    assert report.valid
    assert {one.verdict for one in report.assessments} == {"missing"}
    assert {finding.code for finding in report.findings} == {"FZ501"}


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize(("level", "code", "body", "targets"), WHO)
def test_it_is_valid_against_the_schema_of_submissions(
    run: Run, small: Plan, keys: str, level: str, code: str, body: str | None, targets: list[str]
) -> None:
    text = run("init", *PLAN, *options(level, code, body), "--keys", keys).out
    data = YAML(typ="safe", pure=True).load(text)
    for name in ("as_of", "截至"):
        if isinstance(data.get(name), date):
            data[name] = data[name].isoformat()
    for plan in (None, small):
        Draft202012Validator(submission_schema(plan)).validate(data)
    assert len(data.get("entries", data.get("事项")) or {}) == len(targets)


@pytest.mark.parametrize(
    ("keys", "written", "other"),
    [
        pytest.param("zh", ["计划:", "单位:", "截至:", "事项:", "层级: 市级", "状态:"], ["unit:", "status:"], id="zh"),
        pytest.param(
            "en", ["plan:", "unit:", "as_of:", "entries:", "level: city", "status:"], ["单位:", "状态:"], id="en"
        ),
    ],
)
def test_keys_are_of_one_language(run: Run, keys: str, written: list[str], other: list[str]) -> None:
    text = run("init", *PLAN, *CITY, "--keys", keys).out
    lines = [line.strip() for line in text.splitlines() if not line.strip().startswith("#")]
    assert [key for key in written if not any(line.startswith(key) for line in lines)] == []
    assert [key for key in other if any(line.startswith(key) for line in lines)] == []


def test_each_entry_offers_what_its_measure_understands(run: Run) -> None:
    entries = plain(run("init", *PLAN, *CITY, "--keys", "en").out)["entries"]
    offered = {target: set(entry) - {"status", "done_on", "evidence"} for target, entry in entries.items()}
    assert offered == {
        **{target: {"progress"} for target in ("1.1.1-01", "1.1.1-02", "1.1.1-03", "1.1.1-04")},
        **{target: set() for target in ("1.1.1-05", "1.2.1-06")},
        **{target: {"value"} for target in ("1.2.1-01", "1.2.1-02", "1.2.1-07", "1.2.1-08", "1.2.1-09")},
        "1.2.1-03": {"covered", "total"},
        "1.2.1-04": {"by_unit"},
        "1.2.1-05": {"by_year"},
    }


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_comments_give_the_clause_the_deadline_and_the_evidence(run: Run, keys: str) -> None:
    text = run("init", *PLAN, *CITY, "--keys", keys).out
    entry = text[: text.index("  1.2.1-01:")].rpartition("\n\n")[2]
    for part in (
        "1.2.1",
        "“建成服务站点”",
        "2022-12-31",
        "2025-12-31",
        "40",
        "100",
        "数据" if keys == "zh" else "figure",
    ):
        assert part in entry


def test_it_names_the_edition_of_the_plan(run: Run) -> None:
    assert "示例规划 征求意见稿" in run("init", *PLAN, *CITY).out.splitlines()[0]


def test_the_date_is_the_end_of_the_plan_unless_given(run: Run) -> None:
    assert plain(run("init", *PLAN, *CITY).out)["as_of"] == date(2025, 12, 31)
    assert plain(run("init", *PLAN, *CITY, "--as-of", "2023年5月1日").out)["as_of"] == date(2023, 5, 1)


def test_a_level_may_be_given_in_chinese(run: Run) -> None:
    chinese = run("init", *PLAN, "--unit", "甲", "--level", "县级", "--code", "650102")
    assert chinese == run("init", *PLAN, "--unit", "甲", "--level", "county", "--code", "650102")


def filled(text: str, **values: str) -> str:
    """Return a form with values behind its Chinese keys, wherever these stand."""
    for key, value in values.items():
        text = re.sub(f"(?m)^( *(?:- )?{key}:)( *)(?=#|$)", rf"\1 {value}\2", text)
    return text


def test_evidence_is_filled_in_where_its_line_stands(run: Run, tmp_path: Path) -> None:
    text = run("init", *PLAN, "--unit", "甲", "--level", "township", "--code", "650102", "--as-of", "2023-08-30").out
    path = tmp_path / "a.yaml"
    path.write_text(filled(text, 状态="已完成", 标题="某办法", 文号="〔2022〕1号", 日期="2022-05-01"), "utf-8")
    [file] = run(path, *PLAN, "-f", "json").json["files"]
    assert [one["verdict"] for one in file["assessments"]] == ["met"]
    assert file["findings"] == []


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_lines_of_evidence_that_stay_empty_are_not_filled_in_and_no_error(run: Run, tmp_path: Path, keys: str) -> None:
    text = run("init", *PLAN, *CITY, "--keys", keys).out
    path = tmp_path / "a.yaml"
    path.write_text(re.sub(r"(状态|status):(  #)", r"\1: done\2", text), "utf-8")
    [file] = run(path, *PLAN, "-f", "json").json["files"]
    assert file["valid"]
    assert {one["verdict"] for one in file["assessments"]} <= {"unproven", "met", "on_track"}
    assert {one["code"] for one in file["findings"]} <= {"FZ401"}
    lines = path.read_text("utf-8").splitlines()
    for one in file["assessments"]:
        if "可计入 0 件" in one["message"]:
            said = re.search(r"；佐证填在第 (\d+) 行下面$", one["message"])
            assert said is not None
            assert lines[int(said[1]) - 1].strip() in ("佐证:", "evidence:")
            assert one["line"] < int(said[1]) <= one["line"] + 8


PIECES = st.lists(
    st.dictionaries(
        st.sampled_from(["kind", "类型", "title", "标题", "ref", "日期", "date", "url", "备注"]),
        st.sampled_from(["", "", "", "文件", "document", "红头文件", "甲", "2022-05"]),
        min_size=1,
        max_size=5,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from(["", "    status: done\n", "    状态:\n"]))
@pytest.mark.slow
def test_both_readers_agree_on_what_was_left_as_it_was(pieces: list[dict[str, str]], status: str) -> None:
    lines = [
        f"      {'-' if number == 0 else ' '} {key}: {value}\n"
        for piece in pieces
        for number, (key, value) in enumerate(piece.items())
    ]
    head = "plan: small\nunit: {name: 甲, level: city, code: 650100}\nas_of: 2023-08-30\nentries:\n"
    text = f"{head}  1.1.1-01:\n{status}    evidence:\n{''.join(lines)}"
    quick, exact = read_quickly(text), read_exactly(text)
    assert not isinstance(exact, Finding)
    if quick is not None:
        assert quick.submission == exact.submission
        assert quick.findings == exact.findings


@pytest.mark.parametrize("name", [*sorted(one.name for one in SMALL.parent.iterdir()), "urumqi-14fyp"])
@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("level", ["city", "county", "department", "township"])
@pytest.mark.slow
def test_forms_of_every_plan_level_and_body_check_without_errors_empty_or_filled_in(
    name: str, keys: Lang, level: Level
) -> None:
    folder = SMALL.parent / name
    plan = load_plan(str(folder) if folder.is_dir() else name)
    for body in (None, *plan.bodies):
        unit = Unit(name="甲", level=level, code="650100", **({"body": body} if body else {}))
        text = blank(plan, unit, plan.period.end, keys)
        asked = plan.targets_of(level, "650100", body)
        for form, verdicts in ((text, {"missing"}), (examples_written_out(text), {"met", "on_track"})):
            report = Checker(plan).text("a.yaml", form)
            told = {"FZ501"} if asked else {"FZ206"}  # a body that leads nothing at its level is told so
            assert {one.code for one in report.findings} <= told
            assert {one.target.id for one in report.assessments} == set(asked)
            assert {one.verdict for one in report.assessments} <= verdicts


def examples_written_out(text: str) -> str:
    """Return a form in which each example that its comments give has been written down, all done and proven."""
    text = re.sub(r"(?m)^( *\S+:)  # .*(?:如|e\.g\.) (.+)$", r"\1 \2", text)
    text = re.sub(r"(?m)(状态|status):  # .*$", r"\1: done", text)
    text = re.sub(r"(?m)(标题|title):$", r"\1: 某材料", text)
    return re.sub(r"(?m)^(截至|as_of): (\S+) .*$", r"\1: \2", text)


@pytest.mark.parametrize(
    ("target", "lines"),
    [
        ("1.2.1-01", ["数值:  # 数字（个），如 100", "完成日期:  # 完成了才填，如 2025-12"]),
        ("1.2.1-02", ["数值:  # 数字（天），如 10"]),
        ("1.2.1-03", ["覆盖数:  # 已覆盖的个数，如 100", "总数:  # 应覆盖的总数，如 100"]),
        ("1.2.1-04", ["分单位:  # 逐个单位的数，如 {甲: 6, 乙: 6}"]),
        ("1.2.1-05", ["分年度:  # 逐年的次数，如 {2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 4}"]),
        ("1.2.1-07", ["数值:  # 百分数，如 100"]),
        ("1.2.1-08", ["数值:  # 数字（件），如 0"]),
        ("1.1.1-01", ["- 类型: 文件"]),
        ("1.1.1-03", ["- 类型: 文件  # 可填: 文件、公开"]),
    ],
)
def test_examples_are_made_of_the_target_itself(run: Run, target: str, lines: list[str]) -> None:
    entry = run("init", *PLAN, *CITY).out.partition(f"  {target}:\n")[2].partition("\n\n")[0]
    assert [line for line in lines if line not in [one.strip() for one in entry.splitlines()]] == []


def test_years_of_examples_lie_inside_the_plan(run: Run) -> None:
    text = run("init", "--plan", SMALL.parent / "midyear", *CITY).out
    assert "{2022: 4, 2023: 4, 2024: 4}" in text
    assert "2022–2024 年" in text


def test_as_many_pieces_of_evidence_are_ready_as_are_asked(run: Run) -> None:
    found = plain(run("init", *PLAN, *CITY, "--keys", "en").out)["entries"]
    blank = {"title": None, "ref": None, "date": None}
    assert found["1.1.1-02"]["evidence"] == [{"kind": "document", **blank}] * 2
    assert found["1.2.1-01"]["evidence"] == [{"kind": "figure", **blank}]


def test_comments_give_mark_basis_condition_and_lead(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(SMALL, folder)
    path = folder / "1.2-b.yaml"
    noted = "    condition: 有条件的地方\n    note: 含已撤并的\n    lead: [government]\n"
    path.write_text(path.read_text("utf-8").replace("    lead: [government]\n", noted, 1), "utf-8")
    entry = run("init", "--plan", folder, *CITY).out.partition("  1.2.1-01:\n")[0].rpartition("\n\n")[2]
    for line in (
        "衡量: 数量指标 不低于 100 个",
        "口径: 基期值 0 个（2020-12-31）",
        "说明: 含已撤并的",
        "条件: 有条件的地方",
        "牵头单位: 政府",
    ):
        assert f"  #   {line}\n" in entry


# A part of the plan.


@pytest.mark.parametrize(
    ("options", "targets", "said"),
    [
        (["--section", "1.1"], [*EVERYWHERE, "1.1.1-04", "1.1.1-05"], "只列“1.1 甲节”的 5 项，本单位全部 14 项"),
        (
            ["--section", "1.2.1", "--lead", "司法行政部门"],
            ["1.2.1-03", "1.2.1-04"],
            "“1.2.1 乙条”、司法行政部门牵头的 2 项",
        ),
        (["--group", "重点"], ["1.1.1-02", "1.2.1-04"], "重点类的 2 项"),
        (["--lead", "government", "--group", "focus", "--section", "甲条"], ["1.1.1-02"], "的 1 项"),
        (["--body", "法院", "--group", "focus"], ["1.1.1-02"], "的 1 项，本单位全部 1 项"),
    ],
)
def test_a_form_may_hold_a_part_of_the_plan_and_says_so(
    run: Run, tmp_path: Path, options: list[str], targets: list[str], said: str
) -> None:
    done = run("init", *PLAN, *CITY, *options)
    assert list(plain(done.out)["entries"] or {}) == targets
    assert said in done.out
    path = tmp_path / "a.yaml"
    path.write_text(done.out, "utf-8")
    chosen = [] if "--body" in options else options
    [file] = run(path, *PLAN, *chosen, "-f", "json").json["files"]
    assert file["valid"]


FIELDED = (
    ("pace:", "fields: [{id: safe, title: 平安首府, source: 2.2.2}, {id: fair, title: 公正司法}]\npace:"),
    (
        "group: focus\n    applies_to: [city, county, department]",
        "group: focus\n    field: safe\n    applies_to: [city, county, department]",
    ),
    ("    group: focus\n    applies_to: [city, county]", "    group: regular\n    applies_to: [city, county]"),
)


def fielded(tmp_path: Path) -> Path:
    """Write the small plan with two fields, of which one target has the first."""
    folder = tmp_path / "fielded"
    shutil.copytree(SMALL, folder)
    for path in folder.iterdir():
        text = path.read_text("utf-8")
        for old, new in FIELDED:
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("field", "targets"), [("safe", ["1.1.1-02"]), ("平安首府", ["1.1.1-02"]), ("公正司法", [])])
def test_a_field_narrows_what_is_written_judged_and_listed(
    run: Run, tmp_path: Path, field: str, targets: list[str]
) -> None:
    plan = ("--plan", str(fielded(tmp_path)))
    form = run("init", *plan, *CITY, "--field", field)
    assert list(plain(form.out)["entries"]) == targets if targets else form.code == 2
    path = tmp_path / "a.yaml"
    path.write_text(run("init", *plan, *CITY).out, "utf-8")
    report = run(path, *plan, "--field", field, "-f", "json").json
    assert [one["target"] for one in report["files"][0]["assessments"]] == targets
    if targets:
        assert report["choice"] == {"section": None, "lead": None, "group": None, "field": "safe"}
        assert "只判定平安首府领域的 1 项，全部 14 项" in run(path, *plan, "--field", field).out
        listed = run("targets", *plan, "--field", field, "-f", "json").json
        assert [(one["id"], one["field"]) for one in listed["targets"]] == [("1.1.1-02", "safe")]
        assert [one["id"] for one in listed["plan"]["fields"]] == ["safe", "fair"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_field_that_the_plan_does_not_list_is_refused(run: Run, tmp_path: Path, lang: str) -> None:
    done = run("init", *PLAN, *CITY, "--field", "safe", "--lang", lang)
    said = "规划 small 没有划分领域" if lang == "zh" else "the plan small lists no fields"
    assert (done.code, done.out, said in done.err) == (2, "", True)
    folder = fielded(tmp_path)
    other = run("init", "--plan", folder, *CITY, "--field", "sfae", "--lang", lang)
    assert (other.code, "safe" in other.err) == (2, True)
    path = folder / "1.1-a.yaml"
    path.write_text(path.read_text("utf-8").replace("field: safe", "field: sfae"), "utf-8")
    assert [one["code"] for one in run("lint", folder, "-f", "json").json["findings"]] == ["FZ704"]


@pytest.mark.parametrize("options", [["--section", "9.9"], ["--lead", "curt"], ["--group", "foucs"]])
def test_a_part_that_the_plan_does_not_have_is_refused_as_check_refuses_it(
    run: Run, tmp_path: Path, options: list[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(run("init", *PLAN, *CITY).out, "utf-8")
    refused = run("init", *PLAN, *CITY, *options)
    assert (refused.code, refused.out, refused.err) == (2, "", run(path, *PLAN, *options).err)


@pytest.mark.parametrize(
    ("options", "command"),
    [
        ([], "fazhi-check 本文件"),
        (["--plan", "urumqi-14fyp", "--lead", "法院"], "fazhi-check --lead 法院 本文件"),
        (["--plan", "my plan"], 'fazhi-check --plan "my plan" 本文件'),
        (["--plan", "./my plan/", "--section", "1.1"], 'fazhi-check --plan "./my plan/" --section 1.1 本文件'),
    ],
)
def test_the_header_gives_the_command_with_which_it_is_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, tmp_path / "my plan")
    assert f"# 填好后运行：{command}\n" in run("init", *CITY, *options).out


def test_the_body_is_written_in_the_language_of_the_form(run: Run) -> None:
    department = ("--unit", "甲", "--level", "department", "--code", "650100", "--body", "司法行政部门")
    assert '  机构: "司法行政部门"\n' in run("init", *PLAN, *department).out
    assert '  body: "justice"\n' in run("init", *PLAN, *department, "--keys", "en").out


# Names of units.


@pytest.mark.parametrize(
    "name",
    [
        "甲: 乙",
        "# 甲",
        "*甲",
        "&甲 !乙",
        "- 甲",
        "\"甲\" '乙'",
        "甲\\n乙",
        "{甲}, [乙]",
        "null",
        "~",
        "650100",
        "2023-01-01",
        "yes",
        " 甲 ",
        "甲\t乙",
        "甲\n事项: 乙",
        "%甲",
        "@甲 `乙`",
        "甲😀",
        "甲" * 300,
    ],
)
@pytest.mark.parametrize("keys", ["zh", "en"])
def test_an_odd_name_reads_back_as_it_is(run: Run, tmp_path: Path, name: str, keys: str) -> None:
    path = tmp_path / "a.yaml"
    done = run("init", *PLAN, "--unit", name, "--level", "township", "--code", "650102", "--keys", keys)
    path.write_text(done.out, "utf-8")
    [file] = run(path, *PLAN, "-f", "json").json["files"]
    assert (file["unit"]["name"], file["valid"]) == (name, True)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"]), min_size=1, max_size=12).filter(str.strip)
)
def test_whatever_the_name_the_file_can_be_read_and_carries_it(name: str) -> None:
    plan = load_plan(str(SMALL))
    unit = Unit(name=name, level="township", code="650102")
    report = Checker(plan).text("a.yaml", blank(plan, unit, plan.period.end, "zh"))
    assert report.unit is not None
    assert report.unit.name == unit.name


@pytest.mark.parametrize(
    "char", ["\x7f", "\x80", "\x85", "\u2028", "\ufeff", "\ufffe"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_a_name_with_a_character_yaml_cannot_hold_is_refused_or_reads_back(run: Run, tmp_path: Path, char: str) -> None:
    path = tmp_path / "a.yaml"
    done = run("init", *PLAN, "--unit", f"甲{char}乙", "--level", "township", "--code", "650102", "-o", path)
    if done.code != 2:
        [file] = run(path, *PLAN, "-f", "json").json["files"]
        assert file["unit"] is not None
        assert file["unit"]["name"] == f"甲{char}乙"


def test_a_name_never_ends_the_comment_it_stands_beside(run: Run) -> None:
    done = run("init", *PLAN, "--unit", "甲\n计划: 另一个\n", "--level", "township", "--code", "650102")
    assert plain(done.out)["plan"] == "small"


def test_a_personal_number_in_a_name_is_masked(run: Run) -> None:
    assert "13900001111" not in run("init", *PLAN, "--unit", "甲13900001111", "--level", "city", "--code", "650100").out


# Where it is written.


def test_a_file_holds_what_would_be_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    done = run("init", *PLAN, *CITY, "-o", path)
    assert (done.code, done.out) == (0, "")
    assert path.read_bytes() == run("init", *PLAN, *CITY).out.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_exists_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("mine", "utf-8")
    done = run("init", *PLAN, *CITY, "--output", path)
    assert (done.code, done.out) == (2, "")
    assert str(path) in done.err
    assert path.read_text("utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_not_written_through(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "a.yaml"
    link.symlink_to(tmp_path / "elsewhere")
    assert run("init", *PLAN, *CITY, "-o", link).code == 2
    assert list(tmp_path.iterdir()) == [link]


@pytest.mark.parametrize("place", ["taken/a.yaml", "."], ids=["below-a-file", "a-folder"])
def test_a_place_that_cannot_be_written_is_wrong_usage(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    done = run("init", *PLAN, *CITY, "-o", tmp_path / place)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [("taken", "")]


def test_missing_folders_are_made_for_a_new_file(run: Run, tmp_path: Path) -> None:
    assert run("init", *PLAN, *CITY, "-o", tmp_path / "new" / "a.yaml").code == 0
    assert (tmp_path / "new" / "a.yaml").read_text("utf-8").startswith("#")


# Wrong usage.


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"--level": "citi"}, "city", id="level"),
        pytest.param({"--level": "市"}, "city", id="level-in-chinese"),
        pytest.param({"--code": "65010"}, "65010", id="code-short"),
        pytest.param({"--code": "６５０１００"}, "六位", id="code-full-width"),
        pytest.param({"--code": "65010x"}, "65010x", id="code-letters"),
        pytest.param({"--unit": "  "}, "--unit", id="unit-blank"),
        pytest.param({"--body": "curt"}, "court", id="body"),
        pytest.param({"--keys": "fr"}, "zh（中文）, en（英文）", id="keys"),
        pytest.param({"--as-of": "2023"}, "2023-12-31", id="as-of"),
        pytest.param({"--plan": "nowhere"}, "nowhere", id="plan"),
    ],
)
def test_wrong_usage_writes_nothing(run: Run, tmp_path: Path, changes: dict[str, str], named: str) -> None:
    given = {"--plan": str(SMALL), "--unit": "甲", "--level": "department", "--code": "650100", **changes}
    path = tmp_path / "a.yaml"
    done = run("init", *(word for pair in given.items() for word in pair), "-o", path)
    assert (done.code, done.out, path.exists()) == (2, "", False)
    assert named in done.err


def test_the_plan_is_the_real_one_unless_another_is_given(run: Run) -> None:
    assert plain(run("init", *CITY).out)["plan"] == "urumqi-14fyp"


@pytest.mark.parametrize(
    ("named", "options", "zh", "en"),
    [
        ("mine", (), "用自己的规划时，加上 --plan 规划文件夹", "for a plan of your own give --plan FOLDER"),
        ("urumqi-14-fyp", (), "是不是“urumqi-14fyp”？", "did you mean urumqi-14fyp?"),
        ("mine", PLAN, "--plan 指定的是“small”", "--plan names small"),
        ("smal", PLAN, "是不是“small”？", "did you mean small?"),
    ],
)
def test_a_plan_of_ones_own_is_told_how_to_be_named(
    run: Run, tmp_path: Path, named: str, options: tuple[str, ...], zh: str, en: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(run("init", *PLAN, *CITY).out.replace("计划: small", f"计划: {named}"), "utf-8")
    for lang, said in (("zh", zh), ("en", en)):
        [file] = run(path, *options, "--lang", lang, "-f", "json").json["files"]
        assert [one["code"] for one in file["findings"]] == ["FZ204"]
        assert file["findings"][0]["message"].endswith(said)
        assert said in run("init", "--update", path, *options, "--lang", lang).err


def test_a_part_that_nothing_is_in_makes_no_form(run):
    done = run("init", "--unit", "甲市", "--level", "city", "--code", "650100", "--section", "4.4", "--lead", "法院")
    assert (done.code, done.out) == (2, "")
    assert "放宽 --section" in done.err
