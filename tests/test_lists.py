"""The lists beside a run: their keys in Chinese, broken ones in every format, and lists that are given as something else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from helpers.submissions import submission
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from fazhi_check.cli.options import FORMAT_NAMES
from fazhi_check.pages.schemas import known_schema, waivers_schema
from fazhi_check.words import KNOWN_TWINS, WAIVER_TWINS

Run = Callable[..., Ran]
WAIVER = {
    "目标": "1.1.1-01",
    "单位": "甲市",
    "理由": "正在改建",
    "批准单位": "市委依法治市办",
    "批准日期": "2023-06-01",
    "到期日期": "2024-06-30",
}


def listed(*waivers: dict[str, str]) -> str:
    return "".join(f"- {{{', '.join(f'{key}: {value}' for key, value in one.items())}}}\n" for one in waivers)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a submission whose first target is overdue."""
    (tmp_path / "s.yaml").write_text(submission("  1.1.1-01: {status: under_way}\n"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(run: Run, *options: str, **files: str) -> Ran:
    for name, text in files.items():
        Path(f"{name}.yaml").write_text(text, "utf-8")
    return run("s.yaml", "--plan", SMALL, *options)


def findings(done: Ran) -> list[dict[str, str]]:
    return [one for file in done.json["files"][1:] for one in file["findings"]]


# Keys in Chinese.


def test_a_waiver_is_written_in_chinese(run: Run) -> None:
    english = {WAIVER_TWINS[key]: value for key, value in WAIVER.items()}
    zh = check(run, "--waivers", "w.yaml", "-f", "json", w=listed(WAIVER))
    en = check(run, "--waivers", "w.yaml", "-f", "json", w=listed(english))
    assert zh == en
    assert zh.json["files"][0]["counts"]["waived"] == 1


def test_known_findings_are_written_in_chinese(run: Run) -> None:
    run("known", "write", "s.yaml", "--plan", SMALL, "--known", "k.yaml")
    text = Path("k.yaml").read_text("utf-8")
    twins = {en: zh for zh, en in KNOWN_TWINS.items()}
    chinese = re.sub(r"^([- ] )(\w+):", lambda found: f"{found[1]}{twins[found[2]]}:", text, flags=re.MULTILINE)
    chinese = chinese.replace("- missing", "- 未填报").replace("- overdue", "- 逾期")
    assert "问题:" in chinese
    assert "未填报 1.1" in chinese
    known = [
        check(run, "--known", "k.yaml", "-f", form, k=one).out for one in (text, chinese) for form in ("json", "table")
    ]
    assert known[:2] == known[2:]
    assert check(run, "--known", "k.yaml").code == 0


@pytest.mark.parametrize(("key", "twin"), WAIVER_TWINS.items())
def test_one_key_in_both_languages_is_a_duplicate(run: Run, key: str, twin: str) -> None:
    done = check(run, "--waivers", "w.yaml", "-f", "json", w=listed({**WAIVER, twin: WAIVER[key]}))
    assert "FZ104" in {one["code"] for one in findings(done)}


@pytest.mark.parametrize("key", [key for key in WAIVER_TWINS if key != "单位"])
def test_what_is_missing_goes_by_both_names(run: Run, key: str) -> None:
    one = {name: value for name, value in WAIVER.items() if name != key}
    (found,) = findings(check(run, "--waivers", "w.yaml", "-f", "json", w=listed(one)))
    assert (found["code"], found["message"]) == ("FZ603", f"豁免不完整：缺少{key}（{WAIVER_TWINS[key]}）")


@pytest.mark.parametrize(
    ("schema", "text", "fits"),
    [
        (waivers_schema, listed(WAIVER), True),
        (waivers_schema, listed({**WAIVER, "target": "1.1.1-01"}), False),
        (waivers_schema, listed({"目标": "1.1.1-01"}), False),
        (waivers_schema, listed({**WAIVER, "备注": "无"}), False),
        (known_schema, "- {计划: small, 单位: 甲市, 代码: '650100', 问题: [未填报 1.1.1-01]}\n", True),
        (known_schema, "- {文件: a.yaml, 问题: [FZ103]}\n", True),
        (known_schema, "- {单位: 甲市, 问题: [FZ103]}\n", False),
    ],
)
def test_the_schemas_know_the_chinese_keys(schema: Callable[[], dict[str, object]], text: str, fits: bool) -> None:
    data = json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
    assert Draft202012Validator(schema()).is_valid(data) is fits


def test_the_page_lists_every_key(run: Run) -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for twins in (WAIVER_TWINS, KNOWN_TWINS):
        assert [zh for zh, en in twins.items() if f"{zh} | `{en}`" not in page] == []


# Broken lists.


@pytest.mark.parametrize("form", FORMAT_NAMES)
@pytest.mark.parametrize(
    ("option", "text", "place", "code"),
    [
        ("--waivers", "- {目标: 1.1.1-01, 理由: [a\n", ":1:", "FZ103"),
        ("--waivers", listed({key: value for key, value in WAIVER.items() if key != "理由"}), ":1:3", "FZ603"),
        ("--waivers", "计划: small\n", ":1:1", "FZ203"),
        ("--known", "- {单位: 甲市\n", ":1:3", "FZ103"),
        ("--known", "- {单位: 甲市, 问题: [FZ103]}\n", ":1:3", "FZ201"),
    ],
)
@pytest.mark.parametrize("gate", [(), ("--fail-on", "overdue")], ids=["default", "overdue"])
@pytest.mark.slow
def test_the_cause_of_a_broken_list_is_told_in_every_format(
    run: Run, form: str, option: str, text: str, place: str, code: str, gate: tuple[str, ...]
) -> None:
    done = check(run, option, "list.yaml", "-f", form, *gate, list=text)
    assert done.code == 1
    line = place.split(":")[1]
    assert form == "html" or code in done.out  # the page for people shows no codes
    assert re.search(rf"list\.yaml(:{line}:|,(?:line={line}|.*,{line},\d)|\W[^§]*?\b{line}\b)", done.out, re.DOTALL)


@pytest.mark.parametrize("form", ["table", "summary", "markdown", "html"])
def test_a_broken_list_is_no_file_that_was_checked(run: Run, form: str) -> None:
    out = check(run, "--waivers", "w.yaml", "-f", form, w="- {目标: 1.1.1-01\n").out
    assert "共 1 个文件，判定 1 个，清单有误 1 份" in " ".join(out.split())
    assert "2 个文件未通过" not in out


@pytest.mark.parametrize("text", ["- {目标: 1\n", listed({"目标": "1.1.1-01"}), "计划: small\n"])
def test_a_broken_list_is_not_valid(run: Run, text: str) -> None:
    done = check(run, "--waivers", "w.yaml", "-f", "json", w=text)
    assert [file["valid"] for file in done.json["files"]] == [True, False]
    assert (done.json["counts"]["files"], done.json["counts"]["valid"]) == (1, 1)


# Given as something else.

KNOWN = "- {path: a.yaml, findings: [FZ103]}\n"


@pytest.mark.parametrize(
    ("args", "said", "told"),
    [
        (("w.yaml",), "这是豁免清单，用 --waivers 给出", "give it by --waivers"),
        (("k.yaml",), "这是已知问题清单，用 --known 给出", "give it by --known"),
        (("s.yaml", "--waivers", "k.yaml"), "这是已知问题清单，用 --known 给出", "give it by --known"),
        (("s.yaml", "--known", "w.yaml"), "这是豁免清单，用 --waivers 给出", "give it by --waivers"),
        (("s.yaml", "--known", "s.yaml"), "这是一份填报", "this is a submission"),
        (("s.yaml", "--waivers", "s.yaml"), "这是一份填报", "this is a submission"),
        ((str(ROOT / "targets" / "urumqi-14fyp" / "plan.yaml"),), "这是规划文件，用 --plan", "by --plan"),
    ],
)
def test_a_file_in_another_s_place_is_named_as_what_it_is(
    run: Run, args: tuple[str, ...], said: str, told: str
) -> None:
    Path("w.yaml").write_text(listed(WAIVER), "utf-8")
    Path("k.yaml").write_text(KNOWN, "utf-8")
    for lang, words in (("zh", said), ("en", told)):
        done = run(*args, "--plan", SMALL, "-f", "json", "--lang", lang)
        (found,) = [one for file in done.json["files"] for one in file["findings"] if one["severity"] == "error"]
        assert (done.code, found["code"]) == (1, "FZ203")
        assert words in found["message"]


# Waivers that were of no use.


@pytest.mark.parametrize(
    ("change", "why", "reason"),
    [
        ({"单位": "乙市"}, "这次没有判定“乙市”，判定的是 甲市", "乙市 was not judged in this run, only 甲市"),
        ({"目标": "1.1.1-1"}, "规划里没有这个编号，是不是 1.1.1-01？", "did you mean 1.1.1-01?"),
        ({"目标": "9.9.9-01"}, "规划里没有这个编号", "the plan has no such target"),
        ({"批准日期": "2023-12-01"}, "2023-12-01 才批准", "granted on 2023-12-01"),
        ({"目标": "1.1.1-02"}, "判定为达进度，没有需处理的", "its verdict is on track"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_waiver_that_was_of_no_use_says_why(
    run: Run, change: dict[str, str], why: str, reason: str, jobs: str
) -> None:
    Path("s.yaml").write_text(submission("  1.1.1-02: {status: under_way, progress: 60}\n"), "utf-8")
    Path("w.yaml").write_text(listed({**WAIVER, **change}), "utf-8")
    for lang, words in (("zh", why), ("en", reason)):
        options = ("--plan", SMALL, "--waivers", "w.yaml", "-f", "json", "--lang", lang, "--jobs", jobs)
        done = run("s.yaml", *options)
        (found,) = findings(done)
        assert found["code"] == "FZ602"
        assert words in found["message"]
