"""What is said of a clerk's own slips: what to write instead, never more than was written."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.running import examine
from helpers.submissions import submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.findings import Finding
from fazhi_check.guess import closest
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.source.numbers import parse_amount
from fazhi_check.submission.advice import Adviser, stages
from fazhi_check.submission.advice.keys import of_key
from fazhi_check.submission.advice.nouns import body_of, of_kind, of_level
from fazhi_check.submission.advice.values import of_value
from fazhi_check.submission.records import Entry, Evidence, Origin, Record, Submission, Unit
from fazhi_check.submission.schema import keys_of
from fazhi_check.words import EVIDENCE_KINDS, KEY_TWINS, KEYS_ZH, LADDER, LEVELS, STATUSES, VERDICTS

laws = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
_RANK = {word: rank for rank, stage in enumerate(LADDER) for word in (stage, STATUSES[stage].zh)}


def found(text: str, plan: Plan, code: str) -> Finding:
    """Return the one finding of a code that a text has."""
    (one,) = [finding for finding in examine(text, plan).findings if finding.code == code]
    return one


def hint(written: str, *path: str | int) -> tuple[str, str]:
    """Return what is said of a wrong value, in both languages; nothing where nobody knows it."""
    said = of_value(written, path)
    return (said.text.zh, said.text.en) if said else ("", "")


def offered(written: str) -> set[str]:
    """Return the stages that are offered in place of a word."""
    zh, en = hint(written, "status")
    quoted = {word for word in _RANK if f"“{word}”" in zh or f"mean {word}?" in en}
    return {LADDER[_RANK[word]] for word in quoted}


# Statuses: nothing weaker is offered a stronger word.

CEILINGS = {
    "not_started": ["未开展", "尚未启动", "拟开展", "计划启动", "即将开展", "planned", "todo", "not yet started"],
    "under_way": ["正在推进", "长期坚持", "已启动", "试点", "已申报", "持续推进", "常态化", "未完成", "尚未完成", "没有完成", "筹备中", "待验收", "征求意见", "ongoing", "started", "pilot", "pending", "incomplete", "undone", "in progress", "not done", "to be done"],
    "substantial": ["基本完成", "初步完成", "部分完成", "大部分完成", "即将完成", "接近完成", "阶段性完成", "取得进展", "基本建成", "已基本完成", "完成过半", "partial", "almost done", "nearly complete", "mostly done", "half done", "substantially complete"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("ceiling", "word"), [(ceiling, word) for ceiling, words in CEILINGS.items() for word in words]
)
def test_a_weaker_word_is_answered_with_what_it_can_honestly_mean(ceiling: str, word: str) -> None:
    said = offered(word)
    assert said
    assert max(LADDER.index(stage) for stage in said) <= LADDER.index(ceiling)


@pytest.mark.parametrize(
    "word",
    [
        "已完成初稿",
        "已完成80%",
        "已完成大半",
        "可完成",
        "能完成",
        "难完成",
        "完成一半",
        "取得成绩",
        "none",
        "undone",
        "done 80%",
        "已完成 80%",
        "逾期",
        "100%",
    ],
)
def test_what_may_mean_less_is_never_offered_the_last_stage(word: str) -> None:
    assert "done" not in offered(word)


@given(
    weak=st.sampled_from(
        [
            "基本",
            "部分",
            "初步",
            "未",
            "尚未",
            "拟",
            "将",
            "即将",
            "大部",
            "接近",
            "没",
            "待",
            "almost ",
            "not ",
            "nearly ",
        ]
    ),
    stage=st.sampled_from([word for word in _RANK if word not in ("未启动", "not_started")]),
    tail=st.sampled_from(["", "了", "。", "，下一步继续", "（见附件）"]),
)
@laws
def test_a_word_that_takes_back_some_of_a_stage_is_never_that_stage(weak: str, stage: str, tail: str) -> None:
    assert all(LADDER.index(one) < LADDER.index("done") for one in offered(weak + stage + tail))
    if weak.strip() not in ("大部", "接近", "没", "待"):
        assert closest(weak + stage, [stage]) is None


@given(word=st.text("已完成未启动推进取得突破基本部分初步拟将不适用doneuwrk_ 0123%，。", max_size=12))
@laws
def test_every_word_is_answered_and_none_above_what_it_can_mean(word: str) -> None:
    means = stages.means(word)
    for stage in offered(word):
        assert stage in means or stage not in ("done", "substantial") or "，" in word or " " in word or _is_a_slip(word)


def _is_a_slip(word: str) -> bool:
    """Tell whether a word has no other signs than a name of one of the upper stages."""
    bare = set(word.strip().strip("，。"))
    return any(bare <= set(name) for name in ("已完成", "done", "取得突破", "substantial"))


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("完成", "已完成"),
        ("己完成", "已完成"),
        ("全部完成", "已完成"),
        ("已办结", "已完成"),
        ("completed", "done"),
        ("Done", "done"),
        ("正在推进中", "推进中"),
        ("underway", "under_way"),
        ("取得重大突破", "取得突破"),
        ("不 适用", "不适用"),
        ("N/A", "not_applicable"),
    ],
)
def test_a_word_of_the_same_strength_is_offered(word: str, status: str) -> None:
    zh, en = hint(word, "status")
    assert f"是不是“{status}”？" in zh
    assert f"did you mean {status}?" in en


def test_a_remark_behind_a_status_is_put_where_it_belongs(small: Plan) -> None:
    one = found(submission("  1.1.1-03: {状态: 已完成，成立了委员会}\n"), small, "FZ203")
    assert "“状态: 已完成”和“说明: 成立了委员会”" in one.message("zh")
    assert "“status: done” and “note: 成立了委员会”" in one.message("en")


def test_a_remark_that_takes_the_status_back_is_asked_about(small: Plan) -> None:
    one = found(submission("  1.1.1-03: {状态: 已完成，部分区县尚未挂牌}\n"), small, "FZ203")
    assert "“状态: 已完成”" not in one.message("zh")
    assert "没有全部完成的写“推进中”" in one.message("zh")


def test_no_personal_number_comes_back_in_advice(small: Plan) -> None:
    one = found(submission("  1.1.1-03: {状态: 已完成，联系 13000000000 办理}\n"), small, "FZ203")
    assert "13000000000" not in one.message("zh") + one.message("en")


@pytest.mark.parametrize("word", [text.zh for name, text in VERDICTS.items() if name not in ("met", "exempt")])
def test_a_verdict_is_no_status(word: str) -> None:
    assert "判定结果" in hint(word, "status")[0]


# Numbers.


@pytest.mark.parametrize(
    ("key", "written", "says"),
    [
        ("covered", "28/30", "“覆盖数: 28”和“总数: 30”"),
        ("value", "28/30", "“覆盖数: 28”和“总数: 30”"),
        ("progress", "80/100", "百分数"),
        ("covered", "全部", "与“总数”写同一个数"),
        ("value", "全覆盖", "100%"),
        ("value", "百分之九十", "写成 90%"),
        ("value", "百分之九十八点五", "写成 98.5%"),
        ("value", "九成以上", "写成 90%以上"),
        ("value", "九成五", "写成 95%"),
        ("value", "无", "删去这一行"),
        ("value", "—", "删去这一行"),
        ("covered", "三十余个", "写成 30余"),
        ("covered", "≥30", "写成 30以上"),
        ("covered", "37个", "写成 37，不写计量单位"),
        ("progress", "完成80%", "写成 80%"),
        ("value", "已开展专项整治", "写进“说明”"),
        ("value", "已完成", "状态写进“状态”"),
        ("covered", "共30个，覆盖28个", "写进“说明”"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_told_how_to_be_written(key: str, written: str, says: str) -> None:
    assert says in hint(written, key)[0]


@given(written=st.text("0123456789三十百千万分之九成个次以上余约近无全部%./≥<>+ 完成", max_size=12))
@laws
def test_every_number_that_is_offered_can_be_read(written: str) -> None:
    zh, _ = hint(written, "value")
    if zh.startswith("写成 "):
        parse_amount(zh.removeprefix("写成 ").split("，")[0])


# Dates.


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("5月", "写出年份，例如 2023-05"),
        ("5月3日", "写出年份，例如 2023-05-03"),
        ("今年5月", "写出年份"),
        ("去年", "写出四位年份"),
        ("一季度", "写出四位年份"),
        ("年底", "写出四位年份"),
        ("23年5月", "四位数字"),
        ("2024年上半年", "说不准的只写 2024"),
        ("2024年第三季度", "（如 2024-08），说不准的只写 2024"),
        ("2024年5月底", "写成 2024-05"),
        ("2024年5月份", "写成 2024-05"),
        ("二〇二三年五月", "是不是“2023年5月”？"),
        ("2023年5月1号", "是不是“2023年5月1日”？"),
        ("202305", "是不是“2023-05”？"),
        ("45047", "是不是“2023-05-01”？"),
        ("2023-05-01 10:00:00", "是不是“2023-05-01”？"),
        ("May 2023", "是不是“2023-05”？"),
        ("2023年5月（已印发）", "只写日期 2023年5月"),
        ("2023-05-01至2023-06-01", "不写起止，例如 2023-06-01"),
        ("待定", "删去这一行"),
    ],
)  # fmt: skip
def test_a_date_in_words_is_told_how_to_be_written(written: str, says: str) -> None:
    assert says in hint(written, "done_on")[0]
    assert hint(written, "done_on")[1]


@pytest.mark.parametrize(
    ("written", "day"), [("2024年上半年", "2024-06-30"), ("2024年5月底", "2024-05-31"), ("2023年底", "2023-12-31")]
)
def test_where_a_day_is_asked_a_day_is_named(written: str, day: str) -> None:
    assert f"例如 {day}" in hint(written, "as_of")[0]


@given(written=st.text("0123456789年月日号底初上半下季度第一二三四前后至到-./去今", max_size=12))
@laws
def test_no_year_is_invented_for_a_date_without_one(written: str) -> None:
    zh, _ = hint(written, "done_on")
    if "是不是" in zh or "写成" in zh:
        assert any(sign in written for sign in "0123456789一二三四")
        year = zh.split("“")[-1][:4] if "是不是" in zh else zh.removeprefix("写成 ")[:4]
        assert year in written or len(written) == 5 or "年" in written


# Keys.

FORMS: tuple[type[Record], ...] = (Entry, Evidence, Unit, Origin, Submission)


@pytest.mark.parametrize(
    ("form", "written", "key"),
    [
        (Entry, "备注", "说明"),
        (Entry, "备注（可不填）", "说明"),
        (Entry, "进展", "说明"),
        (Entry, "完成情况", "说明"),
        (Entry, "佐证材料", "佐证"),
        (Entry, "牵头单位", "责任单位"),
        (Entry, "时间", "完成日期"),
        (Entry, "remarks", "note"),
        (Evidence, "名称", "标题"),
        (Evidence, "时间", "日期"),
        (Evidence, "网址", "链接"),
        (Evidence, "发文字号", "文号"),
        (Unit, "单位名称", "名称"),
        (Unit, "区划代码", "代码"),
        (Submission, "填报单位", "单位"),
        (Submission, "截止日期", "截至"),
        (Submission, "规划", "计划"),
    ],
)
def test_the_head_of_a_ledger_is_told_the_key_of_its_place(form: type[Record], written: str, key: str) -> None:
    said = of_key(written, keys_of(form))
    assert said
    assert f"是不是“{key}”？" in said.zh
    assert KEY_TWINS.get(key, key) in keys_of(form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("written", [*KEYS_ZH, *KEY_TWINS, "备注", "时间", "名称", "单位", "内容", "材料"])
def test_no_key_is_offered_that_does_not_belong_there(form: type[Record], written: str) -> None:
    said = of_key(written, keys_of(form))
    if said and "是不是" in said.zh:
        key = said.zh.split("“")[1].split("”")[0]
        assert KEY_TWINS.get(key, key) in keys_of(form)


@pytest.mark.parametrize("written", ["责任人", "联系人", "负责人", "联系电话", "contact"])
def test_a_person_is_not_kept(small: Plan, written: str) -> None:
    one = found(submission(f"  1.1.1-03: {{状态: 推进中, {written}: 某某}}\n"), small, "FZ202")
    assert "请删去" in one.message("zh")
    assert "“责任单位”" in one.message("zh")
    assert "did you mean" not in one.message("en")


def test_a_key_of_another_place_is_told_where_it_belongs(small: Plan) -> None:
    text = submission("  1.1.1-03: {状态: 推进中, 标题: 某办法}\n")
    assert "写在佐证、来源下" in found(text, small, "FZ202").message("zh")
    text = submission("  1.1.1-03: {状态: 推进中, 佐证: [{类型: 文件, 标题: 甲, 说明: 乙}]}\n")
    assert "写进这一事项的“说明”" in found(text, small, "FZ202").message("zh")


# Nouns.


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("会议纪要", "record"), ("照片", "record"), ("台账", "record"), ("通知", "document"), ("方案", "document"),
        ("制度", "document"), ("网页", "publication"), ("报表", "figure"), ("总结", "report"), ("汇报", "report"),
        ("某局工作总结", "report"), ("培训照片", "record"), ("notice", "document"),
    ],
)  # fmt: skip
def test_a_noun_is_told_its_kind_of_evidence(written: str, kind: str) -> None:
    said = of_kind(written)
    assert said
    name = kind if written.isascii() else EVIDENCE_KINDS[kind].zh
    assert f"是不是“{name}”？" in said.text.zh


@pytest.mark.parametrize("written", ["截图", "证明材料", "附件"])
def test_what_may_be_of_any_kind_is_asked_about(written: str) -> None:
    said = of_kind(written)
    assert said
    assert "看原件" in said.text.zh


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("地级市", "city"),
        ("市", "city"),
        ("县区", "county"),
        ("市直部门", "department"),
        ("乡", "township"),
        ("街道办", "township"),
    ],
)
def test_a_noun_is_told_its_level(written: str, level: str) -> None:
    said = of_level(written)
    assert said
    assert LEVELS[level].zh in said.text.zh


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("司法局", "justice"),
        ("乌鲁木齐市司法局", "justice"),
        ("公安局", "public_security"),
        ("中级人民法院", "court"),
        ("纪委监委", "supervision"),
        ("市委宣传部", "publicity"),
        ("教育局", None),
        ("", None),
    ],
)
def test_an_organ_is_told_its_body(written: str, body: str | None) -> None:
    bodies = load_plan("urumqi-14fyp").bodies | {"supervision": "监察机关"}
    assert body_of(written, bodies) == body


@pytest.mark.parametrize(
    ("option", "guess"),
    [(("--lead", "司法局"), "司法行政部门"), (("--level", "市"), "市级"), (("--level", "乡"), "乡镇")],
)
def test_options_know_the_same_nouns(run: Any, option: tuple[str, str], guess: str) -> None:
    done = run("targets", *option)
    assert done.code == 2
    assert f"是不是 {guess}？" in done.err


def test_a_code_of_twelve_digits_is_cut_to_six(small: Plan) -> None:
    assert "650100" in found(submission(code="650100000000"), small, "FZ203").message("zh").split("：")[-1]


# Text where keys and values belong.


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("1.1.1-03: 已完成", "另起一行，缩进后写“状态: 已完成”"),
        ("1.1.1-03: 正在推进", "“状态: 推进中”"),
        ("1.1.1-03: 已成立委员会", "文字写进“说明: ”"),
        ("1.1.1-03: {状态: 已完成, 佐证: 某某办法}", "“- {类型: 文件, 标题: 某某办法}”"),
        ("1.1.1-03: {状态: 已完成, 佐证: 某政发〔2023〕12号}", "“- {类型: 文件, 标题: ……, 文号: 某政发〔2023〕12号}”"),
        ("1.1.1-03: {状态: 已完成, 佐证: [某某会议纪要]}", "“{类型: 记录, 标题: 某某会议纪要}”"),
        ("1.1.1-03: {状态: 已完成, 佐证: [某某事]}", "“{类型: ……, 标题: 某某事}”"),
        ("1.1.1-03: {状态: 已完成, 佐证: ['甲, 乙办法']}", '“{类型: 文件, 标题: "甲, 乙办法"}”'),
    ],
)
def test_a_text_where_keys_belong_is_put_where_it_was_meant(small: Plan, entry: str, says: str) -> None:
    assert says in found(submission(f"  {entry}\n"), small, "FZ203").message("zh")


def test_an_entry_is_not_given_a_stronger_status_than_its_text(small: Plan) -> None:
    assert "已完成”" not in found(submission("  1.1.1-03: 基本建成\n"), small, "FZ203").message("zh").split("不对：")[1]


def test_a_plan_by_its_title_is_told_its_id() -> None:
    text = submission().replace("plan: small", "plan: 乌鲁木齐市法治首府建设“十四五”规划")
    (one,) = [finding for finding in Checker().text("a.yaml", text).findings if finding.code == "FZ204"]
    assert "是不是“urumqi-14fyp”？" in one.message("zh")


# Ids.


@pytest.mark.parametrize("key", ["健全机制", "“健全机制”", "1.1.1-03 健全机制", "1.1.1-03健全机制", "１.1.1-03"])
def test_a_title_as_a_key_is_told_its_id(small: Plan, key: str) -> None:
    one = found(submission(f"  {key}: {{状态: 推进中}}\n"), small, "FZ205")
    assert "是不是 1.1.1-03“健全机制”？" in one.message("zh")
    assert "did you mean 1.1.1-03" in one.message("en")


@given(
    written=st.text(max_size=40),
    path=st.sampled_from(
        [
            ("status",),
            ("value",),
            ("by_year", 2022),
            ("done_on",),
            ("as_of",),
            ("source", "date"),
            ("evidence", 0, "kind"),
            ("unit", "level"),
            ("unit", "code"),
            ("evidence",),
            ("evidence", 0),
            ("note",),
            (),
        ]
    ),
)
@laws
def test_any_text_is_answered_or_left_to_the_general_advice(written: str, path: tuple[str | int, ...]) -> None:
    said = Adviser().of_value(written, path)
    assert said is None or said.text == ("", "") or (said.text.zh and said.text.en)


def test_the_choices_of_a_form_left_as_they_stood_are_no_status_with_a_remark() -> None:
    assert "只留一个" in hint("未启动 、 推进中 、 取得突破 、 已完成 、 不适用", "status")[0]
