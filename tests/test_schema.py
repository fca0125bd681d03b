"""The JSON Schemas: what people really write is accepted, what the program refuses is refused."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.plans import dates_as_text, plain, section
from helpers.project import ROOT, SMALL
from helpers.running import Ran, examine
from helpers.submissions import submission
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from fazhi_check.cli.commands.schema import config_schema
from fazhi_check.pages.describe import brief_measure, deadlines, evidence
from fazhi_check.pages.schemas import (
    known_schema,
    plan_schema,
    report_schema,
    round_schema,
    standard_schema,
    submission_schema,
    waivers_schema,
)
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.rules.form import takes
from fazhi_check.words import KEYS_ZH

Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def submissions() -> Draft202012Validator:
    """The validator of submissions to any plan."""
    return Draft202012Validator(submission_schema())


@pytest.fixture(scope="module")
def plans() -> Draft202012Validator:
    """The validator of a plan's files."""
    return Draft202012Validator(plan_schema())


KINDS = {
    "submission": submission_schema,
    "plan": plan_schema,
    "report": report_schema,
    "waivers": waivers_schema,
    "known": known_schema,
    "round": round_schema,
    "standard": standard_schema,
    "config": config_schema,
}


@pytest.mark.parametrize("schema", KINDS.values(), ids=KINDS)
def test_a_schema_is_a_schema(schema: Callable[[], dict[str, Any]]) -> None:
    made = schema()
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("kind", "schema"), KINDS.items(), ids=KINDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_schema_prints_it(run: Run, kind: str, schema: Callable[[], dict[str, Any]], lang: str) -> None:
    done = run("schema", kind, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == json.loads(json.dumps(schema()))


# Submissions. What is written here is held against the schema and the program: both must say the same.

ENGLISH = """\
plan: small
unit: {name: 甲市, level: city, code: "650100"}
as_of: 2023-08-30
source: {title: 某报告, publisher: 某局, date: 2023-08-30, url: "https://example.org/a", note: 摘录}
entries:
  1.1.1-01:
    status: done
    done_on: 2022-05
    evidence:
      - {kind: document, title: 某办法, ref: 某政发〔2022〕12号, date: 2022-05-01, url: "https://example.org/a",
         quote: 原文, period: 上半年}
      - {kind: report, title: 某自述, date: 2022}
    owner: 某局
    problem: 无
    next_step: 继续
    note: 见附件
  1.1.1-02: {status: under_way, progress: 70}
  1.1.1-03: {status: not_applicable, reason: 没有这项工作}
  1.2.1-01: {value: 60, evidence: []}
  1.2.1-03: {covered: 30, total: 40}
  1.2.1-04: {by_unit: {甲村: 6, 乙村: "7"}}
  1.2.1-05: {by_year: {2021: 4, "2022": 5}}
  1.2.1-06: {status: under_way}
"""

CHINESE = """\
计划: small
单位: {名称: 甲市, 层级: 市级, 代码: 650100}
截至: 2023年8月30日
来源: {标题: 某报告, 发布单位: 某局, 日期: 2023.8.30, 链接: "https://example.org/a", 说明: 摘录}
事项:
  1.1.1-01:
    状态: 已完成
    完成日期: 2022年5月
    佐证:
      - {类型: 文件, 标题: 某办法, 文号: 某政发〔2022〕12号, 日期: 2022/5/1, 原文: 原文, 期间: 上半年}
      - {类型: 自述, 标题: 某自述, 日期: 2022}
    责任单位: 某局
    存在问题: 无
    下一步措施: 继续
    说明: 见附件
  1.1.1-02: {状态: 推进中, 进度: 70%}
  1.1.1-03: {状态: 不适用, 理由: 没有这项工作}
  1.2.1-01: {数值: 60以上}
  1.2.1-03: {覆盖数: "12,000", 总数: 1.2万}
  1.2.1-04: {分单位: {甲村: 6, 乙村: 7余}}
  1.2.1-05: {分年度: {2021: 4, 2022年: 5}}
  1.2.1-06: {状态: 推进中}
"""

MIXED = """\
plan: small
单位: {name: 甲局, 层级: department, code: "650100", 机构: government}
as_of: 2023-08-30
事项:
  1.1.1-02:
    status: 取得突破
    佐证: [{kind: 记录, 标题: 某记录}, {类型: publication, title: 某公开}]
  1.1.1-03: {状态: not_started}
"""

HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\nentries:'

ACCEPTED = [
    pytest.param(ENGLISH, id="english"),
    pytest.param(CHINESE, id="chinese"),
    pytest.param(MIXED, id="mixed"),
    pytest.param(f"{HEAD}\n", id="entries-with-nothing"),
    pytest.param(f"{HEAD} {{}}\n", id="entries-empty"),
    pytest.param(f"{HEAD}\n  1.1.1-01:\n", id="entry-with-nothing"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{}}\n", id="entry-empty"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: , note: ~, evidence: null}}\n", id="nulls"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: under_way, evidence: [~]}}\n", id="a-null-among-evidence"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: under_way, done_on: 2023}}\n", id="a-year"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: under_way, note: 3}}\n", id="a-number-as-text"),
    pytest.param(HEAD.replace('"650100"', "650100"), id="code-as-a-number"),
    pytest.param(
        json.dumps(
            {
                "plan": "small",
                "unit": {"name": "甲", "level": "city", "code": "650100"},
                "as_of": "2023-08-30",
                "entries": {"1.2.1-01": {"value": 60.5}},
            }
        ),
        id="json",
    ),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_people_write_is_accepted(submissions: Draft202012Validator, small: Plan, text: str) -> None:
    submissions.validate(plain(text))
    assert [finding.code for finding in examine(text, small).findings if finding.code < "FZ3"] == []


TWICE = [
    pytest.param(
        '计划: small\nplan: small\nunit: {name: 甲, level: city, code: "650100"}\nas_of: 2023-01-01\nentries:\n',
        id="plan",
    ),
    pytest.param(
        'plan: small\nunit: {name: 甲, level: city, code: "650100"}\n单位: {}\nas_of: 2023-01-01\nentries:\n', id="unit"
    ),
    pytest.param(
        'plan: small\nunit: {name: 甲, 名称: 甲, level: city, code: "650100"}\nas_of: 2023-01-01\nentries:\n', id="name"
    ),
    pytest.param(
        'plan: small\nunit: {name: 甲, level: city, 层级: 市级, code: "650100"}\nas_of: 2023-01-01\nentries:\n',
        id="level",
    ),
    pytest.param(f"{HEAD}\n截至: 2023-08-30\n", id="as_of"),
    pytest.param(f"{HEAD}\n事项: {{}}\n", id="entries"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: done, 状态: 已完成}}\n", id="status"),
    pytest.param(f"{HEAD}\n  1.2.1-01: {{value: 1, 数值: 1}}\n", id="value"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [], 佐证: []}}\n", id="evidence"),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [{{kind: document, 类型: 文件, title: 某}}]}}\n", id="kind"
    ),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [{{kind: document, title: 某, 标题: 某}}]}}\n", id="title"
    ),
]


@pytest.mark.parametrize("text", TWICE)
def test_a_key_given_in_both_languages_is_refused(submissions: Draft202012Validator, small: Plan, text: str) -> None:
    assert not submissions.is_valid(plain(text))
    assert "FZ104" in {finding.code for finding in examine(text, small).findings}


REFUSED = [
    pytest.param(f"{HEAD}\nentires: {{}}\n", "FZ202", id="unknown-key-at-the-top"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{staus: done}}\n", "FZ202", id="unknown-key-of-an-entry"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{状太: 已完成}}\n", "FZ202", id="unknown-chinese-key"),
    pytest.param(HEAD.replace("{name", "{region: x, name"), "FZ202", id="unknown-key-of-the-unit"),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [{{kind: document, title: 某, page: 3}}]}}\n",
        "FZ202",
        id="unknown-key-of-evidence",
    ),
    pytest.param(f"{HEAD}\nsource: {{author: 某}}\n", "FZ202", id="unknown-key-of-the-source"),
    pytest.param(HEAD.replace("plan: small\n", ""), "FZ201", id="no-plan"),
    pytest.param(HEAD.replace("as_of: 2023-08-30\n", ""), "FZ201", id="no-as_of"),
    pytest.param(HEAD.replace("entries:", ""), "FZ201", id="no-entries"),
    pytest.param(HEAD.replace("name: 甲市, ", ""), "FZ201", id="no-name"),
    pytest.param(HEAD.replace("level: city, ", ""), "FZ201", id="no-level"),
    pytest.param(HEAD.replace(', code: "650100"', ""), "FZ201", id="no-code"),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [{{title: 某}}]}}\n", "FZ201", id="evidence-without-kind"
    ),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [{{kind: document}}]}}\n", "FZ201", id="evidence-without-title"
    ),
    pytest.param(HEAD.replace("level: city", "level: province"), "FZ203", id="another-level"),
    pytest.param(HEAD.replace("650100", "65010"), "FZ203", id="five-digits"),
    pytest.param(HEAD.replace("650100", "65010x"), "FZ203", id="letters-in-the-code"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: finished}}\n", "FZ203", id="another-status"),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: [{{kind: photo, title: 某}}]}}\n", "FZ203", id="another-kind"
    ),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: done, evidence: 某}}\n", "FZ203", id="evidence-as-text"),
    pytest.param(
        f"{HEAD}\n  1.1.1-01: {{status: done, evidence: {{kind: document, title: 某}}}}\n",
        "FZ203",
        id="evidence-as-a-mapping",
    ),
    pytest.param(f"{HEAD}\n  1.1.1-01: done\n", "FZ203", id="entry-as-text"),
    pytest.param(f"{HEAD}\n  1.2.1-05: {{by_year: [3, 4]}}\n", "FZ203", id="by_year-as-a-list"),
    pytest.param(f"{HEAD}\n  1.2.1-01: {{value: [60]}}\n", "FZ203", id="value-as-a-list"),
    pytest.param(f"{HEAD}\n  1.1.1-01: {{status: done, note: [某]}}\n", "FZ203", id="note-as-a-list"),
    pytest.param(f"{HEAD} [1.1.1-01]\n", "FZ203", id="entries-as-a-list"),
    pytest.param("- plan: small\n", "FZ203", id="a-list"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_the_program_refuses_is_refused(
    submissions: Draft202012Validator, small: Plan, text: str, code: str
) -> None:
    assert code in {finding.code for finding in examine(text, small).findings}
    assert not submissions.is_valid(plain(text))


def test_with_a_plan_its_targets_are_listed_and_no_others_accepted(run: Run, small: Plan) -> None:
    schema = run("schema", "submission", "--plan", str(SMALL)).json
    validator = Draft202012Validator(schema)
    assert validator.is_valid(plain(ENGLISH))
    assert validator.is_valid(plain(CHINESE))
    assert not validator.is_valid(plain(f"{HEAD}\n  9.9.9-99: {{status: done}}\n"))
    listed = json.dumps(schema, ensure_ascii=False)
    assert [target.id for target in small.targets if f"{target.id} {target.title}" not in listed] == []


# With a plan each entry takes the keys of its target's measure, and an editor shows what it asks.

URUMQI = load_plan("urumqi-14fyp")
REAL = sorted((ROOT / "submissions").glob("*.yaml"))
NUMBERS = {
    "progress": "50",
    "value": "10",
    "covered": "1",
    "total": "2",
    "by_unit": "{甲村: 6}",
    "by_year": "{2022: 6}",
}


@pytest.fixture(scope="module")
def of_urumqi() -> Draft202012Validator:
    """The validator of submissions to the shipped plan."""
    return Draft202012Validator(submission_schema(URUMQI))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_submissions_keep_to_the_schema_as_check_says(of_urumqi: Draft202012Validator, path: Path) -> None:
    text = path.read_text("utf-8")
    assert examine(text, URUMQI).valid
    of_urumqi.validate(plain(text))


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_number_in_any_entry_is_taken_or_refused_as_check_does(of_urumqi: Draft202012Validator, path: Path) -> None:
    data = plain(path.read_text("utf-8"))
    head = {name: value for name, value in data.items() if name not in ("entries", "事项")}
    for number, target in enumerate(data.get("entries") or data["事项"]):
        for key, value in NUMBERS.items():
            name = (key, KEYS_ZH[key])[number % 2]
            entry = {target: {"status": "under_way", name: YAML(typ="safe").load(value)}}
            changed = {**head, "entries": entry}
            codes = {one.code for one in examine(json.dumps(changed, ensure_ascii=False, default=str), URUMQI).findings}
            if codes.isdisjoint({"FZ205", "FZ206"}):  # what is not asked of the unit is not looked into
                assert of_urumqi.is_valid(changed) is ("FZ202" not in codes), (target, name)


def test_a_statement_under_a_goal_or_principle_is_accepted(of_urumqi: Draft202012Validator) -> None:
    for aim in URUMQI.aims:
        text = HEAD.replace(": small", ": urumqi-14fyp") + f"\n  {aim.id}: {{status: under_way, note: 某事}}\n"
        of_urumqi.validate(plain(text))
        shown = of_urumqi.schema["$defs"]["entries"]["properties"][aim.id]  # type: ignore[index, call-overload]
        assert "不单独判定" in shown["description"]


@pytest.mark.parametrize("key", NUMBERS)
def test_every_target_takes_the_keys_of_its_measure(small: Plan, key: str) -> None:
    validator = Draft202012Validator(submission_schema(small))
    for target in small.targets:
        text = f"{HEAD}\n  {target.id}: {{{key}: {NUMBERS[key]}}}\n"
        assert validator.is_valid(plain(text)) is (key in takes(target)), target.id


def test_an_editor_shows_what_each_target_asks(small: Plan) -> None:
    for lang, kinds in (("zh", "佐证：文件"), ("en", "Evidence: ")):
        shown = submission_schema(small, lang)["$defs"]["entries"]["properties"]
        assert list(shown) == [target.id for target in small.targets]
        for target in small.targets:
            said = shown[target.id]["description"]
            assert shown[target.id]["title"] == f"{target.id} {target.name(lang)}"
            assert brief_measure(target).say(lang) in said
            assert deadlines(target).say(lang) in said
            assert evidence(target).say(lang) in said
        assert any(kinds in one["description"] for one in shown.values())


def test_the_schema_of_the_shipped_plan_is_small_enough_for_an_editor() -> None:
    assert len(json.dumps(submission_schema(URUMQI), ensure_ascii=False, indent=2).encode()) < 300_000


# Plans.


@pytest.mark.parametrize(
    "path",
    [*sorted(SMALL.glob("*.yaml")), *sorted((ROOT / "targets" / "urumqi-14fyp").glob("*.yaml"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_every_file_of_a_plan_is_accepted(plans: Draft202012Validator, path: Path) -> None:
    plans.validate(plain(path.read_text("utf-8")))


def frame(**changes: Any) -> Any:
    return plain((SMALL / "plan.yaml").read_text("utf-8")) | changes


def without(data: Any, name: str) -> Any:
    return {key: value for key, value in data.items() if key != name}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frame(pace={"tolerance": 5, "serious": "12.5", "due_soon_days": 30}), id="pace"),
        pytest.param(frame(published="2021年9月1日"), id="chinese-date"),
        pytest.param(without(frame(), "bodies"), id="frame-without-bodies"),
        pytest.param(section(measure={"kind": "quantity", "at_least": 98.5, "unit": "%"}), id="quantity"),
        pytest.param(section(schedule={"2022-12-31": 40, "2025-12-31": "done"}), id="schedule"),
        pytest.param(section(condition="除有法定依据外", note="说明", local_only=True), id="optional-keys"),
        pytest.param({"section": "1.1", "targets": []}, id="section-without-targets"),
    ],
)
def test_what_a_plan_may_hold_is_accepted(plans: Draft202012Validator, data: Any) -> None:
    plans.validate(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frame(colour="red"), id="unknown-key-of-the-frame"),
        pytest.param(without(frame(), "period"), id="frame-without-period"),
        pytest.param(without(frame(), "id"), id="frame-without-id"),
        pytest.param(frame(pace={"tolerence": 5}), id="unknown-key-of-pace"),
        pytest.param(frame(groups={"regular": {"2022": ["done"]}}), id="stage-as-a-list"),
        pytest.param(section(colour="red"), id="unknown-key-of-a-target"),
        pytest.param(section(measure={"kind": "ratio"}), id="another-measure"),
        pytest.param(section(measure={"kind": "quantity", "atleast": 3}), id="unknown-key-of-a-measure"),
        pytest.param(section(force="must"), id="another-force"),
        pytest.param(section(applies_to=["province"]), id="another-level"),
        pytest.param(section(evidence={"kinds": ["photo"], "min": 1}), id="another-kind-of-evidence"),
        pytest.param(section(anchors="某短语"), id="anchors-as-text"),
        pytest.param({"targets": []}, id="section-without-its-id"),
        pytest.param([], id="a-list"),
    ],
)
def test_what_a_plan_must_not_hold_is_refused(plans: Draft202012Validator, data: Any) -> None:
    assert not plans.is_valid(data)


# Waivers, known findings and settings: what the program takes is accepted, what it cannot use by its form is refused.


def valid(schema: Callable[[], dict[str, Any]], data: Any) -> bool:
    """Tell whether data keeps to a schema."""
    return Draft202012Validator(schema()).is_valid(data)


@pytest.fixture
def taken(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], bool]:
    """Tell whether the program takes the form of a list or of settings."""
    monkeypatch.chdir(tmp_path)

    def take(kind: str, text: str) -> bool:
        Path("a.yaml").write_text(submission("", level="township"), "utf-8")
        Path("given").write_text(text, "utf-8")
        if kind == "config":
            return run("config", "--config", "given").code == 0
        done = run("a.yaml", "--plan", SMALL, f"--{kind}", "given", "-f", "json", "--no-config")
        codes = {finding["code"] for file in done.json["files"][1:] for finding in file["findings"]}
        return not any(code.startswith(("FZ1", "FZ2")) or code == "FZ603" for code in codes)

    return take


WAIVER = "target: 1.1.1-01, reason: 机构改革, approved_by: 某办, granted: 2023-01-10, expires: 2023-12-31"
WAIVERS_TAKEN = [
    pytest.param(f"- {{{WAIVER}}}\n", id="whole"),
    pytest.param(f"- {{{WAIVER}, unit: 甲市}}\n- {{{WAIVER}, unit: 乙市}}\n", id="two-with-units"),
    pytest.param(f"- {{{WAIVER}, unit: }}\n", id="unit-with-nothing"),
    pytest.param(f"- {{{WAIVER}}}\n".replace("2023-01-10", "2023年1月10日"), id="chinese-date"),
    pytest.param(f"- {{{WAIVER}}}\n".replace("2023-12-31", '"2023.12.31"'), id="date-with-points"),
    pytest.param(f"- {{{WAIVER}}}\n".replace("机构改革", "2024"), id="a-number-as-text"),
    pytest.param(json.dumps([dict(part.split(": ") for part in WAIVER.split(", "))], ensure_ascii=False), id="json"),
    pytest.param("[]\n", id="none"),
    pytest.param("~\n", id="null"),
    pytest.param("# 没有\n", id="only-a-comment"),
]
WAIVERS_REFUSED = [
    pytest.param(f"{WAIVER}\n".replace(", ", "\n"), id="a-mapping"),
    pytest.param("豁免\n", id="text"),
    pytest.param("- 豁免\n", id="texts"),
    pytest.param(f"- {{{WAIVER}, note: x}}\n", id="unknown-key"),
    pytest.param(f"- {{{WAIVER}}}\n".replace("expires", "expire"), id="misspelt-key"),
    pytest.param(f"- {{{WAIVER}}}\n".replace("机构改革", "[机构改革]"), id="reason-as-a-list"),
    pytest.param(f"- {{{WAIVER}}}\n".replace("2023-12-31", "{year: 2023}"), id="date-as-a-mapping"),
    *(
        pytest.param(f"- {{{', '.join(part for part in WAIVER.split(', ') if not part.startswith(name))}}}\n", id=name)
        for name in ("target", "reason", "approved_by", "granted", "expires")
    ),
]


@pytest.mark.parametrize("text", WAIVERS_TAKEN)
def test_waivers_that_the_program_takes_are_accepted(taken: Callable[[str, str], bool], text: str) -> None:
    assert taken("waivers", text)
    assert valid(waivers_schema, plain(text))


@pytest.mark.parametrize("text", WAIVERS_REFUSED)
def test_waivers_that_the_program_refuses_are_refused(taken: Callable[[str, str], bool], text: str) -> None:
    assert not taken("waivers", text)
    assert not valid(waivers_schema, plain(text))


OF_UNIT = 'plan: small, unit: 甲市, code: "650100", findings: [missing 1.1.1-03, FZ301 1.1.1-03 key=done_on]'
KNOWN_TAKEN = [
    pytest.param(f"- {{{OF_UNIT}}}\n", id="of-a-unit"),
    pytest.param(f"- {{{OF_UNIT}, level: department, body: court}}\n", id="of-a-department"),
    pytest.param("- {path: in/a.yaml, findings: [FZ103]}\n", id="of-a-file"),
    pytest.param("- {path: in/a.yaml, findings: []}\n", id="of-nothing"),
    pytest.param(f"- {{{OF_UNIT}}}\n".replace('"650100"', "650100"), id="code-as-a-number"),
    pytest.param(f"- {{{OF_UNIT}, path: }}\n", id="path-with-nothing"),
    pytest.param("[]\n", id="none"),
    pytest.param("~\n", id="null"),
    pytest.param("# 没有\n", id="only-a-comment"),
]
KNOWN_REFUSED = [
    pytest.param("path: in/a.yaml\nfindings: []\n", id="a-mapping"),
    pytest.param("- missing 1.1.1-03\n", id="texts"),
    pytest.param("- {path: in/a.yaml}\n", id="without-findings"),
    pytest.param("- {findings: [FZ103]}\n", id="without-an-owner"),
    pytest.param("- {plan: small, unit: 甲市, findings: []}\n", id="without-a-code"),
    pytest.param(f"- {{{OF_UNIT}, level: [city]}}\n", id="level-as-a-list"),
    pytest.param(f"- {{{OF_UNIT}, note: x}}\n", id="unknown-key"),
    pytest.param("- {path: in/a.yaml, findings: FZ103}\n", id="findings-as-text"),
    pytest.param("- {path: in/a.yaml, findings: [[FZ103]]}\n", id="a-list-of-lists"),
    pytest.param("- {path: in/a.yaml, findings: {FZ103: 1}}\n", id="findings-as-a-mapping"),
]


@pytest.mark.parametrize("text", KNOWN_TAKEN)
def test_known_findings_that_the_program_takes_are_accepted(taken: Callable[[str, str], bool], text: str) -> None:
    assert valid(known_schema, plain(text))
    assert taken("known", text)


@pytest.mark.parametrize("text", KNOWN_REFUSED)
def test_known_findings_that_the_program_refuses_are_refused(taken: Callable[[str, str], bool], text: str) -> None:
    assert not taken("known", text)
    assert not valid(known_schema, plain(text))


CONFIG_TAKEN = [
    pytest.param("", id="nothing"),
    pytest.param(
        "plan = 'urumqi-14fyp'\nlang = 'en'\nwaivers = 'w'\nknown = 'k'\nfolders = ['a', 'b']\n", id="all-texts"
    ),
    pytest.param("fail-on = ['overdue', '未填报']\nselect = ['FZ1', 'fz301']\nignore = []\n", id="lists"),
    pytest.param("fail-on = 'overdue，未填报'\nselect = 'FZ1,FZ2'\nignore = 'FZ301'\nfolders = 'a'\n", id="by-commas"),
    pytest.param("fail-on = 'never'\n", id="never"),
]
CONFIG_REFUSED = [
    pytest.param("lnag = 'en'\n", id="unknown-key"),
    pytest.param("fail_on = 'never'\n", id="key-with-an-underscore"),
    pytest.param("[plan]\nid = 'x'\n", id="a-table"),
    pytest.param("lang = 'fr'\n", id="another-language"),
    pytest.param("plan = ['a']\n", id="plan-as-a-list"),
    pytest.param("select = 5\n", id="select-as-a-number"),
    pytest.param("select = [5]\n", id="a-number-among-codes"),
    pytest.param("select = [['FZ1']]\n", id="a-list-of-lists"),
    pytest.param("ignore = {FZ1 = true}\n", id="ignore-as-a-table"),
    pytest.param("plan = 5\n", id="plan-as-a-number"),
    pytest.param("known = true\n", id="known-as-a-truth"),
]


@pytest.mark.parametrize("text", CONFIG_TAKEN)
def test_settings_that_the_program_takes_are_accepted(taken: Callable[[str, str], bool], text: str) -> None:
    assert taken("config", text)
    assert valid(config_schema, tomllib.loads(text))


@pytest.mark.parametrize("text", CONFIG_REFUSED)
def test_settings_that_the_program_refuses_are_refused(taken: Callable[[str, str], bool], text: str) -> None:
    assert not taken("config", text)
    assert not valid(config_schema, dates_as_text(tomllib.loads(text)))


def test_the_schema_of_settings_names_every_setting_that_config_prints(run: Run, tmp_path: Path) -> None:
    printed = [row["name"] for row in run("config", "-f", "json", "--no-config").json["settings"]]
    schema = run("schema", "config").json
    assert list(schema["properties"]) == [*printed, "$schema"]
    assert all(schema["properties"][name]["description"] for name in printed)


def test_an_unknown_kind_of_schema_is_told_the_nearest(run: Run) -> None:
    done = run("schema", "knwon", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean known?" in done.err
