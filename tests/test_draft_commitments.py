"""What a drafted plan reads in a sentence: its commitments, what each asks, what it is called and where it is anchored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.plan.draft.commitments import readings
from fazhi_check.plan.draft.deadlines import days
from fazhi_check.plan.draft.figures import figure
from fazhi_check.plan.draft.model import Background, Drafted, Passage, Reading
from fazhi_check.source.prose import SourceText, overlaps


def passage(source: SourceText, *headings: str) -> Passage:
    """Return a whole text as one passage under some headings."""
    return Passage("1.1", "1.1.1", headings or ("主要任务",), tuple(source.sentences()))


def read(text: str, *headings: str) -> list[Reading]:
    """Return what is read in a text."""
    source = SourceText(text)
    return readings(passage(source, *headings), source)


def drafted(text: str, *headings: str) -> list[Drafted]:
    """Return the commitments read in a text."""
    return [one for one in read(text, *headings) if isinstance(one, Drafted)]


def only(text: str, *headings: str) -> Drafted:
    """Return the one commitment of a text."""
    (one,) = drafted(text, *headings)
    return one


def asked(text: str) -> Mapping[str, object]:
    """Return the measure that the numbers of a clause ask for."""
    found = figure(text)
    assert found
    return found.measure


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # several acts are several commitments
        ("健全湿地监测网络，完善巡护制度。", ["健全湿地监测网络", "完善巡护制度"]),
        # a purpose behind an act belongs to it
        ("健全湿地监测网络，确保数据真实。", ["健全湿地监测网络"]),
        ("完善巡护制度，防止盗采盗伐。", ["完善巡护制度"]),
        ("建设采砂管理平台，为河道执法提供支撑。", ["建设采砂管理平台"]),
        ("完善巡护制度，不断提高管护能力。", ["完善巡护制度"]),
        # in the middle of a sentence a rise is an item of its own
        ("完善巡护制度，提高管护能力，建设监测站点。", ["完善巡护制度", "提高管护能力", "建设监测站点"]),
        # a rise that is counted is one anywhere
        ("完善巡护制度，提高持证上岗人员比例。", ["完善巡护制度", "提高持证上岗人员比例"]),
        # means and circumstances belong to what follows
        ("以项目为抓手，围绕两岸绿化，建设沿河公园。", ["建设沿河公园"]),
        ("通过购买服务等方式，完善巡护制度。", ["完善巡护制度"]),
        ("到2025年底，建成沿河公园。", ["建成沿河公园"]),
        # a phrase without a verb goes on with what was said
        ("完善水质监测、预警，以及通报和会商制度。", ["完善水质监测、预警"]),
        # who acts belongs to what is done
        ("各级水务部门、沿河乡镇，应当公布巡河记录。", ["公布巡河记录"]),
        # parts that say all by themselves stand alone
        (
            "机构更加健全、责任基本落实到位、监测网络全面建成。",
            ["机构更加健全", "责任基本落实到位", "监测网络全面建成"],
        ),
        ("绿地率达到40%、湿地保护率达到50%。", ["绿地率达到40%", "湿地保护率达到50%"]),
        ("建设沿河公园、完善监测网络、健全巡护制度。", ["建设沿河公园", "完善监测网络", "健全巡护制度"]),
        # a list of things is one, and so is what one is urged to do
        ("健全立项、起草、审议机制。", ["健全立项、起草、审议机制"]),
        ("鼓励企业建立研发机构、开展技术攻关。", ["鼓励企业建立研发机构、开展技术攻关"]),
        ("备案率、及时率、规范率达到100%。", ["备案率、及时率、规范率达到100%"]),
        # what is reached by several things is one, and so is a list that ends with 等
        ("实现氨氮、总磷浓度全部达标。", ["实现氨氮、总磷浓度全部达标"]),
        ("采取清淤、建设缓冲带等措施。", ["采取清淤、建设缓冲带等措施"]),
        # to whom it is done, and where it matters most, belongs to what is done
        ("对整治不力的地方政府，予以约谈。", ["对整治不力的地方政府予以约谈"]),
        ("已达标的城市，应当加强河道保护；未达标的城市，应当制定达标规划。", ["加强河道保护", "制定达标规划"]),
        ("以20个村为重点，推进厕所改造。", ["推进厕所改造"]),
        ("开展水资源评估，作为规划审批的依据。", ["开展水资源评估"]),
        ("坚持保护优先，自然修复为主。", ["坚持保护优先"]),
        ("产业规模大、发展速度快、问题突出的地区，制定更严格的排放标准。", ["制定更严格的排放标准"]),
        ("开展水资源评估，以此作为规划审批的依据。", ["开展水资源评估"]),
        ("为实现用水量减少10%的目标，必须建设节水设施。", ["建设节水设施"]),
        # numbers before a clause are no part of it
        ("一是建设沿河公园。（2）完善监测网络。", ["建设沿河公园", "完善监测网络"]),
    ],
)
def test_what_is_one_commitment(text: str, titles: list[str]):
    assert [one.title for one in drafted(text)] == titles


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("每年至少开展2次应急演练。", {"kind": "frequency", "per_year": 2, "unit": "次"}),
        ("每季度召开一次联席会议。", {"kind": "frequency", "per_year": 4, "unit": "次"}),
        ("每半年通报一次巡河情况。", {"kind": "frequency", "per_year": 2, "unit": "次"}),
        ("每年6月底前完成数据安全自查。", {"kind": "frequency", "per_year": 1, "unit": "次"}),
        ("每村配备不少于6名调解员。", {"kind": "minimum", "at_least": 6, "unit": "名"}),
        ("每个乡镇至少建成1处中转站。", {"kind": "minimum", "at_least": 1, "unit": "处"}),
        ("森林覆盖率达到25%以上。", {"kind": "quantity", "at_least": 25, "unit": "%"}),
        ("签约服务覆盖率达到85％。", {"kind": "coverage", "at_least": 85}),
        ("规范性文件备案率达到100%。", {"kind": "standing", "at_least": 100, "unit": "%"}),
        ("实现监测站点全覆盖。", {"kind": "coverage", "at_least": 100}),
        ("政务事项全部纳入平台办理。", {"kind": "coverage", "at_least": 100}),
        ("全面推行河湖长制。", {"kind": "coverage", "at_least": 100}),
        ("优良水体比例不低于百分之八十五。", {"kind": "quantity", "at_least": 85, "unit": "%"}),
        ("细颗粒物浓度控制在30微克/立方米以内。", {"kind": "quantity", "at_most": 30, "unit": "微克/立方米"}),
        ("细颗粒物浓度达到30微克/立方米。", {"kind": "quantity", "at_most": 30, "unit": "微克/立方米"}),
        ("办理时限不超过１０天。", {"kind": "quantity", "at_most": 10, "unit": "天"}),
        ("新增管网３００公里。", {"kind": "quantity", "at_least": 300, "unit": "公里"}),
        ("淘汰老旧货车2万辆。", {"kind": "quantity", "at_least": 20000, "unit": "辆"}),
        ("安排专项资金1.5亿元。", {"kind": "quantity", "at_least": 150000000, "unit": "元"}),
        ("发展指数达85。", {"kind": "quantity", "at_least": 85}),
        (
            "从2020年的20个增加到100个。",
            {"kind": "quantity", "at_least": 100, "unit": "个", "baseline": {"date": "2020-12-31", "value": 20}},
        ),
        ("站点从20个增加到100个。", {"kind": "quantity", "at_least": 100, "unit": "个"}),
    ],
)
def test_a_measure_in_numbers(text: str, measure: dict[str, object]):
    assert only(text).measure == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        # a cap, however it is put
        ("办理时限不得超过30个工作日。", {"kind": "quantity", "at_most": 30, "unit": "个工作日"}),
        ("审批时限压减到10个工作日。", {"kind": "quantity", "at_most": 10, "unit": "个工作日"}),
        ("漏损率不得高于8％。", {"kind": "quantity", "at_most": 8, "unit": "%"}),
        ("持证人员不得少于3名。", {"kind": "quantity", "at_least": 3, "unit": "名"}),
        ("死亡率控制在12/10万以内。", {"kind": "quantity", "at_most": 12, "unit": "/10万"}),
        ("浓度控制在３０微克／立方米以内。", {"kind": "quantity", "at_most": 30, "unit": "微克/立方米"}),
        ("蓄水量达到1.1亿立方米。", {"kind": "quantity", "at_least": 110000000, "unit": "立方米"}),
        # of a range the lesser is asked
        ("建成3至5个公园。", {"kind": "quantity", "at_least": 3, "unit": "个"}),
        ("培育3～5家龙头企业。", {"kind": "quantity", "at_least": 3, "unit": "家"}),
        # from how much to how much
        (
            "公园由2020年的12个增加到2025年的20个。",
            {"kind": "quantity", "at_least": 20, "unit": "个", "baseline": {"date": "2020-12-31", "value": 12}},
        ),
        ("浓度由45微克/立方米降至35微克/立方米。", {"kind": "quantity", "at_most": 35, "unit": "微克/立方米"}),
        ("办理时间从10天压缩到5天。", {"kind": "quantity", "at_most": 5, "unit": "天"}),
        # in words
        ("培育两个以上品牌。", {"kind": "quantity", "at_least": 2, "unit": "个"}),
        ("建成一百二十个公园。", {"kind": "quantity", "at_least": 120, "unit": "个"}),
        ("群众满意率不低于九成。", {"kind": "quantity", "at_least": 90, "unit": "%"}),
        # a share of those that something is asked of
        ("一半以上的村建成公园。", {"kind": "coverage", "at_least": 50}),
        ("80%以上的村建成公园。", {"kind": "coverage", "at_least": 80}),
        ("整改措施100%落实到位。", {"kind": "coverage", "at_least": 100}),
        ("基本实现监测站点全覆盖。", {"kind": "coverage", "at_least": 100}),
        ("全面推行“河长制”。", {"kind": "coverage", "at_least": 100}),
        ("所有乡镇建立巡河队伍。", {"kind": "coverage", "at_least": 100}),
        # each year
        ("每年听取汇报不少于两次。", {"kind": "frequency", "per_year": 2, "unit": "次"}),
        ("每年培训河长100名。", {"kind": "frequency", "per_year": 100, "unit": "名"}),
        ("每季度向社会公布名单。", {"kind": "frequency", "per_year": 4, "unit": "次"}),
        ("每年检查不得超过2次。", {"kind": "quantity", "at_most": 2, "unit": "次"}),
        ("每个乡至少有一所医院。", {"kind": "minimum", "at_least": 1, "unit": "所"}),
        ("每10万人拥有律师30名。", {"kind": "quantity", "at_least": 30, "unit": "名"}),
        ("执法人员不得少于两人。", {"kind": "quantity", "at_least": 2, "unit": "人"}),
        # a time that a case may take, and one that is to be cut
        ("自受理之日起15个工作日内作出决定。", {"kind": "quantity", "at_most": 15, "unit": "个工作日"}),
        ("在30日内，办结采砂申请。", {"kind": "quantity", "at_most": 30, "unit": "日"}),
        ("办理周期缩短20天。", {"kind": "quantity", "at_most": -20, "unit": "天"}),
        ("审批事项精简10%。", {"kind": "quantity", "at_most": -10, "unit": "%"}),
        ("采砂点最多保留3个。", {"kind": "quantity", "at_most": 3, "unit": "个"}),
        ("站点由目前的35个调整为20个。", {"kind": "quantity", "at_most": 20, "unit": "个"}),
        ("报备率、规范性文件审查率均达100%。", {"kind": "standing", "at_least": 100, "unit": "%"}),
        ("巡河记录应公开尽公开。", {"kind": "coverage", "at_least": 100}),
        # all or none
        ("采砂申请一律公开审查。", {"kind": "standing", "at_least": 100, "unit": "%"}),
        ("凡采砂项目必审查。", {"kind": "standing", "at_least": 100, "unit": "%"}),
        ("凡新建的采砂项目，应当进行水资源论证。", {"kind": "standing", "at_least": 100, "unit": "%"}),
        ("现有河长全部进行业务培训。", {"kind": "coverage", "at_least": 100}),
        ("不发生重特大溃坝事故。", {"kind": "standing", "at_most": 0, "unit": "件"}),
        ("实现用水总量零增长。", {"kind": "quantity", "at_most": 0, "unit": "%"}),
    ],
)
def test_a_number_put_another_way(text: str, measure: dict[str, object]):
    assert only(text).measure == measure


@pytest.mark.parametrize(
    "text",
    [
        "推行“1+1+5”工作模式。",
        "推进12345热线与网格平台衔接。",
        "落实《2021年河湖管理办法》。",
        "加快5G网络建设。",
        "开展“12·4”宪法日宣传。",
        "完善24小时自助服务区。",
        "充电桩数量翻一番。",
        "提供7×24小时服务。",
        "引入第三方评估。",
        "实施五大工程。",
        "实施三年行动。",
        "打造15分钟生活圈。",
        "创建3A级景区。",
        "建成1号线一期工程。",
        "落实水发〔2021〕5号文件。",
        "推行“双随机、一公开”监管。",
        "淘汰10蒸吨以下锅炉。",
        "建立三个清单。",
        "每两年开展一次普查。",
    ],
)
def test_digits_of_names_and_words_without_a_number_are_no_measure(text: str):
    measure = only(text).measure
    assert measure is not None
    assert set(measure) == {"kind"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("建立河道巡查机制。", "milestone"),
        ("制定采砂管理办法。", "milestone"),
        ("推进采砂管理改革。", "milestone"),
        ("开展水权交易试点。", "milestone"),
        ("明显改善水环境质量。", "milestone"),
        ("加强监测平台建设。", "milestone"),
        ("优化水上运输服务。", "milestone"),
        ("拓宽群众监督渠道。", "milestone"),
        ("严格执行采砂许可规定。", "standing"),
        ("定期公布水质状况。", "standing"),
        ("加强河道日常管理。", "standing"),
        ("加大执法力度。", "standing"),
        ("深入开展普法宣传。", "standing"),
        ("规范采砂秩序。", "standing"),
        ("守牢防洪安全底线。", "standing"),
        ("对沿河企业进行集中治理。", "standing"),
        ("促进水资源合理流动。", "standing"),
        ("把节水要求融入学校教育。", "standing"),
        ("探索开展水权交易。", "milestone"),
        ("逐步提高管护水平。", "milestone"),
    ],
)
def test_the_kind_of_a_measure_without_a_number(text: str, kind: str):
    assert (only(text).measure or {}).get("kind") == kind


def test_a_rise_without_a_level_is_proven_by_figures_of_two_dates():
    one = only("逐步提高管护水平。")
    assert (one.kinds, one.proofs) == (("figure",), 2)


def test_what_must_not_happen_is_held_to_none():
    assert only("严禁非法采砂。").measure == {"kind": "standing", "at_most": 0, "unit": "件"}


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("鼓励社会资本参与河道修复。", "encourage"),
        ("支持沿河乡镇发展生态旅游。", "encourage"),
        ("鼓励各地根据水质目标，制定地方标准。", "encourage"),
        ("探索建立水权交易制度。", "explore"),
        ("各县可以选择开展试点，自选两项推进。", "elective"),
        ("建立水权交易制度。", "shall"),
        ("健全技术支持体系。", "shall"),
    ],
)
def test_the_force_of_a_word(text: str, force: str):
    assert drafted(text)[0].force == force


@pytest.mark.parametrize(
    ("text", "heading", "role"),
    [
        ("坚持生态优先。", "主要任务", "principle"),
        ("发挥河长的牵头作用。", "主要任务", "principle"),
        ("把保护水源作为首要职责。", "主要任务", "principle"),
        ("牢固树立节水意识。", "主要任务", "principle"),
        ("检察机关依法行使监督权。", "主要任务", "principle"),
        ("水生态环境更加优良。", "总体目标", "goal"),
        ("现代水网基本形成。", "总体目标", "goal"),
        ("建设人水和谐的美丽城市。", "总体目标", "goal"),
        ("水质优良比例达到90%。", "总体目标", "task"),
        ("不得超标排放。", "总体目标", "task"),
        ("建立河道巡查机制。", "主要任务", "task"),
    ],
)
def test_the_role_of_a_sentence(text: str, heading: str, role: str):
    one = only(text, heading)
    assert one.role == role
    assert (one.measure is None) == (role != "task")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("以生态文明思想为指导，健全水网。", "指导思想"),
        ("坚持节水优先。", "基本原则"),
        ("水资源紧缺，供需矛盾突出。", "面临形势"),
        ("节水是改善生态的重要基础。", "主要任务"),
    ],
)
def test_what_asks_nothing_is_background(text: str, heading: str):
    (one,) = read(text, heading)
    assert isinstance(one, Background)
    assert one.anchor in text


@pytest.mark.parametrize(
    "text", ["印染行业。", "（二）海河流域（75个）。", "古树名木保护。", "专栏3推动重点行业减排（一）造纸行业。"]
)
def test_a_name_alone_asks_nothing(text: str):
    (one,) = read(text)
    assert isinstance(one, Background)


@pytest.mark.parametrize(
    "text",
    [
        "每三年轮训一遍。",
        "全程录音录像。",
        "必须经过安全审查。",
        "失信率保持全省最低。",
        "大规模绿化国土。",
        "七大流域制定水量分配方案。",
    ],
)
def test_what_has_a_verb_is_no_name(text: str):
    assert only(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("到2025年", date(2025, 12, 31)),
        ("到2023年底", date(2023, 12, 31)),
        ("2024年前", date(2023, 12, 31)),
        ("2024年底前", date(2024, 12, 31)),
        ("２０２４年前", date(2023, 12, 31)),
        ("2023年6月底前", date(2023, 6, 30)),
        ("2023年6月前", date(2023, 5, 31)),
        ("2023年2月", date(2023, 2, 28)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年9月15日前", date(2023, 9, 15)),
        ("2023年第三季度", date(2023, 9, 30)),
        ("“十四五”期末", date(2025, 12, 31)),
    ],
)
def test_the_day_that_a_clause_names(text: str, last: date):
    assert list(only(f"{text}完成沿河公园建设。").due) == [last]


@pytest.mark.parametrize(
    "text", ["比2020年下降18%", "从2020年的20个增加到30个", "落实《2021年工作要点》", "2020年以来开展三轮整治"]
)
def test_a_day_that_is_compared_with_is_no_deadline(text: str):
    assert days(text) == ()


def test_a_day_holds_for_what_follows_in_its_sentence():
    first, second, other = drafted("到2025年，建成沿河公园；完善监测网络。建立巡查机制。")
    assert first.due == second.due == {date(2025, 12, 31): "done"}
    assert other.due == {}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("单位地区生产总值能耗累计下降13.5%左右。", {"kind": "cumulative", "at_most": -13.5, "unit": "%"}),
        ("碳排放强度比2020年下降18％。", {"kind": "cumulative", "at_most": -18, "unit": "%"}),
        ("地区生产总值年均增长6%。", {"kind": "quantity", "at_least": 6, "unit": "%"}),
        ("办理时限平均压缩50%。", {"kind": "quantity", "at_most": -50, "unit": "%"}),
        ("入托率提高6个百分点。", {"kind": "quantity", "at_least": 6, "unit": "个百分点"}),
    ],
)
def test_a_change_adds_up_over_the_plan_where_it_says_so(text: str, measure: dict[str, object]):
    assert only(text).measure == measure


def test_a_change_has_its_direction():
    assert asked("能耗累计下降13.5%左右")["at_most"] == -13.5
    assert asked("产值年均增长6%")["at_least"] == 6


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("凡未取得许可的，一律不得采砂。", "凡未取得许可的"),
        ("除有法定依据外，不得设立收费项目。", "除有法定依据外"),
        ("对逾期未整改的，依法追究责任。", "对逾期未整改的"),
        ("建立河道巡查机制。", None),
    ],
)
def test_the_condition_of_a_commitment(text: str, condition: str | None):
    assert only(text).condition == condition


@pytest.mark.parametrize(
    ("text", "heading", "lead"),
    [
        ("公安机关应当公布事故数据。", "主要任务", "public_security"),
        ("推进水污染防治。", "主要任务", "environment"),
        ("完善出庭制度。", "深化法院改革", "court"),
        ("完善工作制度。", "主要任务", "government"),
        ("各级人民政府完善工作制度。", "主要任务", "government"),
    ],
)
def test_who_leads_is_named_by_the_text_or_its_heading(text: str, heading: str, lead: str):
    assert only(text, heading).lead[0] == lead


def test_a_line_of_those_responsible_tells_who_leads_what_stands_before_it():
    first, second, line, other = read(
        "建立巡查机制，完善监测网络。（责任单位：市水务局、市财政局；完成时限：2023年底）\n推进厕所改造。"
    )
    assert isinstance(line, Background)
    for one in (first, second):
        assert isinstance(one, Drafted)
        assert (one.lead, list(one.due)) == (("water", "finance"), [date(2023, 12, 31)])
    assert isinstance(other, Drafted)
    assert (other.lead, other.due) == (("government",), {})


def test_a_line_of_those_responsible_may_run_on_into_the_next_sentence():
    first, other = drafted("建立巡查机制。（责任单位：市水务局；完成时限：2023年底）推进厕所改造。")
    assert (first.lead, list(first.due)) == (("water",), [date(2023, 12, 31)])
    assert (other.title, other.lead, other.due) == ("推进厕所改造", ("government",), {})


def test_those_responsible_in_a_clause_are_no_part_of_its_title():
    one = only("推进清洁取暖改造（责任单位：市住房城乡建设局、市发展改革委）。")
    assert (one.title, one.lead) == ("推进清洁取暖改造", ("housing", "development"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("深入扎实推进厕所改造工程。", "推进厕所改造工程"),
        (
            "健全教育、社会保障、医疗卫生、食品安全、社会救助、养老服务等地方性法规。",
            "健全教育、社会保障、医疗卫生等地方性法规",
        ),
        ("构建职责明确、运转高效、上下贯通、分工合理、监管有力的河道管理体系。", "构建河道管理体系"),
        ("在采砂矛盾多发的河段内探索建立“一站式”纠纷解决机制。", "探索建立“一站式”纠纷解决机制"),
        ("对存在重大隐患的堤防加强巡查。", "对存在重大隐患的堤防加强巡查"),
        ("制定《河道采砂管理办法》，明确许可条件。", "制定《河道采砂管理办法》"),
        ("加强水利（水务）工程管理。", "加强水利（水务）工程管理"),
        ("加强东北、西北、成渝和华中区域河道水环境质量的预测预报能力建设。", "加强预测预报能力建设"),
        ("保障沿河村民参与。", "保障沿河村民参与"),
        (
            "鼓励创业投资企业、股权投资企业和社会捐赠资金增加河道生态管护投入。",
            "鼓励股权投资企业和社会捐赠资金增加河道生态管护投入",
        ),
        ("对居住在自然保护区核心区的居民实施搬迁。", "对居住在自然保护区核心区的居民实施搬迁"),
        (
            "城区常住人口300万以上城市建成区内轨道交通占机动化出行比例达到60%。",
            "建成区内轨道交通占机动化出行比例达到60%",
        ),
        ("于2023年12月31日前完成清理。", "完成清理"),
        ("平均办理时间从10天压缩到5天。", "平均办理时间压缩到5天"),
    ],
)
def test_a_title_is_short_and_whole(text: str, title: str):
    assert drafted(text)[0].title == title


def test_titles_of_one_passage_are_told_apart():
    titles = [one.title for one in drafted("完善巡护制度。完善巡护制度。完善巡护制度。")]
    assert titles == ["完善巡护制度", "完善巡护制度（2）", "完善巡护制度（3）"]


@pytest.mark.parametrize(
    "word", ["河", "进一步", "建立健全", "1", "河、", "“河", "从2020年的", "在河中全面达到每年", "责任单位："]
)
def test_what_runs_on_without_an_end_is_read_in_no_time(word: str):
    (one,) = read(word * (20_000 // len(word)) + "。")
    assert one


def test_an_anchor_is_as_long_as_it_takes_to_stand_once():
    first, second = drafted("完善巡护制度。完善巡护制度和设施。")
    assert second.anchors == ("完善巡护制度和设施",)
    assert first.anchors[0] in "完善巡护制度。"


def test_a_day_that_is_said_of_many_is_anchored_with_what_is_done_by_then():
    first, second = drafted("到2025年，建成沿河公园。到2025年，完善监测网络。")
    assert first.anchors == ("到2025年，建成沿河", "建成沿河公园")
    assert second.anchors == ("到2025年，完善监测", "完善监测网络")


PIECES = st.sampled_from(
    [
        *(
            "到2025年",
            "建立",
            "健全",
            "加强",
            "提高",
            "确保",
            "机制",
            "“一张图”",
            "《办法（试行）》",
            "的",
            "和",
            "等",
            "平台",
        ),
        *(
            "，",
            "、",
            "；",
            "。",
            "达到95%以上",
            "每年2次",
            "各级政府",
            "应当",
            "鼓励",
            "不得",
            "1",
            "a",
            "（",
            "”",
            "河",
            "以水为",
            "为",
        ),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_every_sentence_is_covered_by_anchors_that_stand_in_it(text: str):
    source = SourceText(text)
    under = passage(source)
    covered: set[int] = set()
    for one in readings(under, source):
        for anchor in one.anchors if isinstance(one, Drafted) else (one.anchor,):
            places = source.find(anchor)
            assert places
            assert len(anchor) <= 24
            covered |= {piece.start for piece in under.sentences if any(overlaps(piece, at) for at in places)}
    assert covered == {piece.start for piece in under.sentences}


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_titles_are_short(text: str):
    titles = [one.title for one in drafted(text)]
    assert all(0 < len(one) <= 30 for one in titles)
    assert len(set(titles)) == len(titles)


@given(st.integers(1, 99), st.sampled_from(["名", "个", "次", "公里"]))
def test_a_bound_is_read_as_it_is_written(number: int, unit: str):
    assert asked(f"不少于{number}{unit}") == {"kind": "quantity", "at_least": number, "unit": unit}
    assert asked(f"不超过{number}{unit}") == {"kind": "quantity", "at_most": number, "unit": unit}


@pytest.mark.parametrize(
    ("headings", "asks"),
    [
        (("指导思想、基本原则与主要目标", "主要目标"), True),
        (("总体要求", "指导思想"), False),
        (("指导思想和基本原则", "坚持系统治理"), False),
        (("发展基础", "取得的成效"), False),
    ],
)
def test_a_heading_that_names_aims_too_makes_nothing_background(headings: tuple[str, ...], asks: bool):
    assert bool(drafted("到2025年，优良水体比例达到85%以上。", *headings)) is asks


def test_what_an_office_is_in_charge_of_is_a_duty():
    one = only("县政府办公室负责统筹协调。", "保障措施")
    assert (one.role, one.measure) == ("task", {"kind": "standing"})


@pytest.mark.parametrize("text", ["生活垃圾可按照就近原则处理。", "各县可以适当放宽年限。", "可由乡镇统一收集垃圾。"])
def test_what_may_be_done_is_not_asked(text: str):
    assert only(text).force == "encourage"


@pytest.mark.parametrize("text", ["建立可持续的投入机制。", "各单位不可以降低标准，必须执行规定。"])
def test_a_possibility_is_no_permission(text: str):
    assert {one.force for one in drafted(text)} == {"shall"}


def test_whom_something_is_sent_to_does_not_lead():
    one = only("年度工作情况要报住房城乡建设部门备案。", "保障措施")
    assert "housing" not in one.lead
    assert "牵头是猜的" in one.why


def test_a_countys_own_business_is_asked_of_counties():
    assert only("编制县域村镇体系规划。").applies_to == ("county",)
