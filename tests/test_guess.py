"""Did you mean: slips of fingers and ears are recognised, and what is only a little alike is not offered."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.cli import COMMANDS
from fazhi_check.cli.options import FORMAT_NAMES, OPTIONS
from fazhi_check.codes import CODES
from fazhi_check.guess import closest, did_you_mean
from fazhi_check.plan.store import load_plan
from fazhi_check.words import KEY_TWINS, KEYS_ZH, LANGS, STATUSES, VERDICTS, Text

pytestmark = pytest.mark.slow  # together they take many seconds

FLAGS = sorted({flag for option in OPTIONS.values() for flag in option.flags if flag.startswith("--")} | {"--version"})
PLAN = load_plan("urumqi-14fyp")
WORDS: dict[str, list[str]] = {
    "flags": FLAGS,
    "commands": list(COMMANDS),
    "formats": list(FORMAT_NAMES),
    "codes": list(CODES),
    "targets": list(PLAN.by_id),
    "items": list(PLAN.parts),
    "phases": [phase.id for phase in PLAN.phases],
    "bodies": list(PLAN.bodies.values()),
    "keys": [*KEY_TWINS, *KEYS_ZH],
    "statuses": [text.zh for text in STATUSES.values()],
    "verdicts": [*VERDICTS, *(text.zh for text in VERDICTS.values())],
    "langs": list(LANGS),
    "plans": ["urumqi-14fyp"],
}

NEAR = {
    "flags": "--verison=--version --versoin=--version --formt=--format --out=--output --fail_on=--fail-on "
    "--failon=--fail-on --slect=--select --ignor=--ignore --wavers=--waivers --colour=--color --no-conf=--no-config "
    "--asof=--as-of --levl=--level --FORMAT=--format",
    "commands": "exlpain=explain chek=check tragets=targets target=targets inti=init knwon=known newplan=new-plan "
    "reformatt=reformat tarce=trace",
    "formats": "jsn=json tabel=table mark=markdown summry=summary sarfi=sarif htlm=html",
    "codes": "FZ30l=FZ301 FZ3O1=FZ301 F301=FZ301 FX301=FZ301 FZ-301=FZ301 ＦＺ３０１=FZ301 FZ3001=FZ301",
    "targets": "3.3.2-1=3.3.2-01 3.3.2.05=3.3.2-05 3.3.2—05=3.3.2-05 3.3.2－05=3.3.2-05 3.3.2-l=3.3.2-01 3.3.2_05=3.3.2-05",
    "phases": "20222=2022 2O22=2022",
    "bodies": "法元=法院 检查院=检察院 公安=公安机关 人大=人大及其常委会 司法部门=司法行政部门",
    "keys": "截止=截至 状太=状态 佐正=佐证 标体=标题 佐证材料=佐证 发文日期=日期 statuss=status asof=as_of nextstep=next_step "
    "titel=title 下步措施=下一步措施",
    "statuses": "己完成=已完成 以完成=已完成 未起动=未启动 不实用=不适用 “已完成”=已完成 [已完成]=已完成",
    "verdicts": "overdu=overdue mising=missing on-track=on_track 渝期=逾期",
    "langs": "eng=en zhs=zh EN=en",
    "plans": "urumqi=urumqi-14fyp urumqi14fyp=urumqi-14fyp Urumqi-14FYP=urumqi-14fyp",
}
FAR = {
    "flags": "--diff --frist --json --strict --all --fix --xyz",
    "commands": "submission version help xyz 检查 鹤岗",
    "formats": "excel pdf xml xlsx word txt",
    "codes": "FZ999 FZ31 E501 FZ",
    "targets": "3.3.2 3.3 3.3.2-99 3.3.99-01 9.9.9-01 ????",
    "items": "3.3.99 3.9",
    "phases": "2023 2021 1 20",
    "bodies": "法官 政协 税务局",
    "keys": "完成数 单元 责任人 状况 值 foo",
    "statuses": "基本完成 未完成 部分完成 正在推进 已启动 长期坚持 取得进展 适用 完成一半 拟完成",
    "verdicts": "late done 延期 never",
    "langs": "cn 中文 fr",
    "plans": "beijing small 15fyp urumqi-15fyp",
}


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, one) for kind, listed in table.items() for one in listed.split()]


@pytest.mark.parametrize(("kind", "slip"), pairs(NEAR))
def test_a_slip_is_recognised(kind: str, slip: str) -> None:
    written, _, meant = slip.partition("=")
    assert closest(written, WORDS[kind]) == meant


@pytest.mark.parametrize(("kind", "written"), pairs(FAR))
def test_what_is_only_a_little_alike_is_not_offered(kind: str, written: str) -> None:
    assert closest(written, WORDS[kind]) is None
    assert did_you_mean(written, WORDS[kind]) == Text("", "")


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_is_nearest_to_itself(kind: str) -> None:
    assert [closest(f" {word} ", WORDS[kind]) for word in WORDS[kind]] == WORDS[kind]


LONG = st.sampled_from(
    [word for words in (FLAGS, list(COMMANDS), list(KEYS_ZH)) for word in words if len(word.lstrip("-")) > 5]
)


@settings(deadline=None)
@given(LONG, st.data())
def test_one_letter_too_many_too_few_or_in_the_wrong_place_is_a_slip(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(3, len(word) - 2))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ]
    assert {closest(slip, [word]) for slip in slips} == {word}


@settings(deadline=None)
@given(st.text(max_size=120), st.lists(st.text(max_size=30), max_size=5))
def test_whatever_is_written_one_of_the_options_or_none_is_offered(written: str, options: list[str]) -> None:
    assert closest(written, options) in {None, *options}


def test_no_number_is_taken_for_another() -> None:
    for target in PLAN.by_id:
        others = [one for one in PLAN.by_id if one != target]
        assert closest(target, others) is None
