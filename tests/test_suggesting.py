"""What is proposed of a published report: sentences, marks, facts with their kind, and targets, best first."""

from __future__ import annotations

import pytest
from helpers.invented import Task, write_plan
from helpers.project import ROOT
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check import Entry, load_submission
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.source.prose import SourceText
from fazhi_check.suggest.facts import facts, figures, short
from fazhi_check.suggest.marks import marks
from fazhi_check.suggest.model import Proposed
from fazhi_check.suggest.proposals import propose

TITLES = {
    "1.1.1-01": "建立防汛物资储备库",
    "1.1.1-02": "组织防汛应急演练",
    "1.1.1-03": "排查山洪灾害隐患点",
    "1.1.2-01": "推行河长巡河制度",
    "1.1.2-02": "公布水质监测结果",
    "1.1.2-03": "治理入河排污口",
    "1.2.1-01": "加强人民调解组织建设",
    "1.2.1-02": "培育基层法治宣传队伍",
    "1.2.1-03": "落实行政执法公示制度",
    "1.2.2-01": "清理行政规范性文件",
    "1.2.2-02": "开展农村饮水安全检查",
    "1.2.2-03": "建设乡镇应急站点",
}
REPORT = """\
某县水利 工作报告
去年以来,全县建立防汛物资 储备库3座,组织防汛应急演练12次;治理入河排污口1.2万余个,整治率达98%以上。
县水利局印发《河长巡河办法》(某水〔2023〕12号),2023年5月1日起施行。
下一步,我县将继续治理入河排污口;公布水质监测结果。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    tasks = [Task(at, more={"title": title, "anchors": [title]}) for at, title in TITLES.items()]
    return load_plan(str(write_plan(tmp_path_factory.mktemp("plans") / "water", tasks)))


@pytest.fixture(scope="module")
def read(plan: Plan) -> list[Proposed]:
    return propose(plan, SourceText(REPORT))


def test_sentences_are_cut_at_full_stops_and_semicolons_and_keep_their_line(read: list[Proposed]) -> None:
    assert [(one.line, one.text[:6]) for one in read] == [
        (1, "某县水利 工"),
        (2, "去年以来,全"),
        (2, "治理入河排污"),
        (3, "县水利局印发"),
        (4, "下一步,我县"),
        (4, "公布水质监测"),
    ]


def test_the_target_that_is_told_stands_first(read: list[Proposed]) -> None:
    first = [{proposal.target for proposal in one.proposals[:2]} for one in read[1:]]
    assert first[0] == {"1.1.1-01", "1.1.1-02"}
    assert "1.1.2-03" in first[1]
    assert "1.1.2-01" in first[2]


def test_each_proposal_quotes_the_clause_that_speaks_for_it(read: list[Proposed]) -> None:
    told = {one.target: (one.quote, one.value, one.kind) for one in read[1].proposals[:2]}
    assert told["1.1.1-01"] == ("全县建立防汛物资 储备库3座", "3座", "figure")
    assert told["1.1.1-02"] == ("组织防汛应急演练12次", "12次", "figure")


def test_quotes_stand_in_the_report_as_it_was_published(read: list[Proposed]) -> None:
    quotes = [fact.quote for one in read for fact in one.facts] + [p.quote for one in read for p in one.proposals]
    assert [quote for quote in quotes if not quote or quote not in REPORT] == []


def test_a_wish_goes_on_to_the_full_stop_and_is_never_written(read: list[Proposed]) -> None:
    assert [one.marks for one in read[-2:]] == [("wish",), ("wish",)]
    assert [p.worth_writing for one in read[-2:] for p in one.proposals if p.worth_writing] == []
    assert any(p.worth_writing for p in read[1].proposals)


def test_a_document_is_told_with_its_number_and_day(read: list[Proposed]) -> None:
    document = next(one for one in read[3].facts if one.kind == "document")
    assert (document.title, document.ref) == ("河长巡河办法", "某水〔2023〕12号")
    assert read[3].facts[-1].date == "2023年5月1日"


def test_lines_and_asked_targets_narrow_what_is_proposed(plan: Plan) -> None:
    few = propose(plan, SourceText(REPORT), lines=(2, 2), asked={"1.1.2-03"})
    assert {one.line for one in few} == {2}
    assert {p.target for one in few for p in one.proposals} == {"1.1.2-03"}


def test_ten_are_proposed_of_a_sentence_that_has_to_do_with_ten(plan: Plan) -> None:
    [one] = propose(plan, SourceText("，".join(TITLES.values()) + "。"))
    assert len({p.target for p in one.proposals}) == len(one.proposals) >= 10


@given(st.text("法治宣传,，。；;“”《》、\n 1２年%万余第将0〔〕号", max_size=60))
def test_any_text_is_read_the_same_twice_and_quoted_verbatim(plan: Plan, text: str) -> None:
    once, again = propose(plan, SourceText(text)), propose(plan, SourceText(text))
    assert once == again
    for one in once:
        assert one.text in text
        assert [fact.quote for fact in one.facts if fact.quote not in one.text] == []
        assert [fact.title for fact in one.facts if len(fact.title) > 40 and f"《{fact.title}》" not in text] == []
        assert list(one.proposals) == sorted(one.proposals, key=lambda p: -p.score)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公示信息1.2万余条", ["1.2万余条"]),
        ("化解率达98%以上,同比下降32.9%", ["98%以上", "32.9%"]),
        ("累计12,000人次、2批55人", ["12,000人次", "2批", "55人"]),
        ("严格落实“1211”机制,建立“1+1+5”体系和“7+2+N”网络", []),
        ("开展“12·4”国家宪法日、“3·15”活动", []),
        ("第8次会议,第13届,2022年12月9日,2021—2025年", []),
        ("印发某政发〔2023〕12号文件", []),
        ("拨打12348热线,12345平台", []),
        ("《关于推进2项工作的3条意见》", []),
        ("高于省定目标12.7个百分点", ["12.7个百分点"]),
        ("对其中2至4项任务开展探索,连续8年居前,3-5家", ["2至4项", "8年", "3-5家"]),
        ("2021—2025年、90年代、2023年底、每月10日前", []),
        ("（不足5人）,超过300件", ["不足5人", "超过300件"]),
    ],
)
def test_figures_are_told_from_names_dates_and_documents(text: str, found: list[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("印发实施方案", "document"),
        ("梳理公布权责清单3197项", "publication"),
        ("开设普法专栏", "publication"),
        ("召开县委常委会会议专题研究", "record"),
        ("形成问题清单", "record"),
        ("被评为全省先进集体", "record"),
        ("排名全省第三", "record"),
        ("举办培训班15期", "figure"),
        ("召开论证会16次", "figure"),
        ("健全法律顾问制度", "report"),
        ("持续推进综合治理", "report"),
    ],
)
def test_the_kind_follows_what_a_clause_tells(text: str, kind: str) -> None:
    assert {fact.kind for _, fact in facts(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下一步,我市将继续努力。", ("wish",)),
        ("鹤城市将始终坚持以人民为中心。", ("wish",)),
        ("将32个部门的事项纳入中心办理。", ()),
        ("在新征程上,我们将深入推进。", ("wish",)),
        ("我市获评全省法治政府建设示范市。", ("award",)),
        ("以优异成绩迎接二十大胜利召开,落实“十大战略”。", ()),
        ("统筹部署未来三年行动。", ()),
        ("未来三年,重点抓好普法。", ("wish",)),
        ("法治是最好的营商环境。", ("slogan",)),
        ("2023年，某市坚持生态优先，奋力谱写家园建设新篇章。", ("slogan",)),
        ("习近平总书记强调,要坚持依法治国。", ("slogan",)),
        ("出台办法,为发展提供保障。", ()),
    ],
)
def test_wishes_awards_and_slogans_are_marked(text: str, found: tuple[str, ...]) -> None:
    assert marks(text) == found


def test_a_time_alone_is_no_fact_but_the_day_of_what_follows() -> None:
    [(_, fact)] = facts("2023年5月以来,截至目前,建成站点。")
    assert (fact.quote, fact.date) == ("建成站点", "2023年5月以来")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投入2,350万元、1,024件", ["2,350万元", "1,024件"]),
        ("压缩至3.5个工作日", ["3.5个工作日"]),
        ("持证上岗率达百分之百", ["百分之百"]),
        ("受众３０万人次", ["３０万人次"]),
        ("年均浓度降到37.5微克/立方米", ["37.5微克/立方米"]),
        ("处理污水1.2万立方米、装机3万千瓦", ["1.2万立方米", "3万千瓦"]),
        ("联合3部门办理8部", ["3部门", "8部"]),
    ],
)
def test_a_figure_is_found_whole_in_its_clause(text: str, found: list[str]) -> None:
    assert [fact.value for _, fact in facts(text)] == found


@pytest.mark.parametrize(
    ("text", "title", "ref"),
    [
        ("印发《关于学习《民法典》的通知》。", "关于学习《民法典》的通知", None),
        ("制定《某市规章制定程序规定》（某市人民政府令第12号）。", "某市规章制定程序规定", "某市人民政府令第12号"),
        ("出台《助企十条》（某政办发（2023）第9号）。", "助企十条", "某政办发（2023）第9号"),
        ("印发某政发〔2023〕12号。", "印发某政发〔2023〕12号", "某政发〔2023〕12号"),
        ("以某政发[2023]12号文件印发。", "以某政发[2023]12号文件印发", "某政发[2023]12号"),
    ],
)
def test_a_document_is_named_whole_and_its_number_has_no_verb_before_it(text: str, title: str, ref: str | None) -> None:
    [(_, fact)] = facts(text)
    assert (fact.kind, fact.title, fact.ref) == ("document", title, ref)


def test_of_clauses_that_speak_for_a_target_that_is_quoted_which_can_prove_it(plan: Plan) -> None:
    [one] = propose(plan, SourceText("深入开展农村饮水安全检查工作，开展农村饮水安全检查12次。"))
    told = {proposal.target: proposal.quote for proposal in one.proposals}
    assert told["1.2.2-02"] == "开展农村饮水安全检查12次"


def test_a_named_document_is_quoted_for_the_target_that_asks_for_one(plan: Plan) -> None:
    [one] = propose(plan, SourceText("印发《推行河长巡河制度的意见》（某水〔2022〕9号），河长巡河制度推行到位。"))
    best = one.proposals[0]
    assert (best.target, best.fact.title, best.fact.ref) == ("1.1.2-01", "推行河长巡河制度的意见", "某水〔2022〕9号")


def test_a_document_that_is_only_taught_proves_nothing() -> None:
    found = {fact.title: fact.kind for _, fact in facts("宣讲《民法典》《物业管理条例》14期。")}
    assert (found["民法典"], found["物业管理条例"]) == ("report", "report")
    assert [fact.kind for _, fact in facts("集中学习《学习纲要》。")] == ["report"]
    assert [fact.kind for _, fact in facts("印发《全民学习办法》。")] == ["document"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("自2021年以来，开展培训12次。", "2021年以来"),
        ("2021年至2023年，培训3次。", "2021年至2023年"),
        ("2023年，投诉较2021年减少3件。", "2023年"),
        ("由2021年的3件减至1件。", None),
        ("自2023年5月1日起施行12项制度。", "2023年5月1日"),
    ],
)
def test_a_span_or_a_day_of_comparison_is_not_the_day_of_an_act(text: str, day: str | None) -> None:
    assert {fact.date for _, fact in facts(text) if fact.value} == {day}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("我们又全面启动了三年行动", "全面启动了三年行动"),
        ("我市还推行公示制度", "推行公示制度"),
        ("并联审批", "并联审批"),
        ("还款协议全部履行", "还款协议全部履行"),
        ("甲局、乙局依托各自的职能分工在行政执法领域分别被评为全省首批、第二批法治政府建设示范项目", None),
        ("与市教育局共同建立了校园欺凌、扫黑除恶、防性侵、未成年人保护法等多种课件库并送进学校", None),
        ("“全面依法治国是国家治理的一场深刻革命，关系党执政兴国，关系人民幸福安康，关系长治久安”", None),
    ],
)
def test_a_title_leaves_out_what_all_know_and_says_where_it_is_cut(text: str, title: str | None) -> None:
    made = short(text)
    assert title is None or made == title
    assert len(made) <= 40
    if title is None:
        assert made.endswith("……")
        assert made[:-2] in text
        assert not made[:-2].endswith(("、", "的", "，"))
        assert all(made.count(one) == made.count(other) for one, other in ("“”", "《》", "（）"))


@pytest.mark.parametrize(
    ("text", "quotes_left"),
    [
        ("市委书记张明主持召开常委会会议12次。", ["主持召开常委会会议12次"]),
        ("党委书记李某某带头讲法治课，培训干部30人。", ["带头讲法治课", "培训干部30人"]),
        ("某市市委全面依法治市委员会主任王建国", ["某市市委全面依法治市委员会"]),
        ("王某同志荣获全国模范调解员。", ["荣获全国模范调解员"]),
        ("成立由市委书记、市长任组长的领导小组。", ["成立由市委书记、市长任组长的领导小组"]),
        ("主任会议听取汇报，律师和代表参加。", ["主任会议听取汇报", "律师和代表参加"]),
        ("法官严格执行制度，律师服务团走访企业。", ["法官严格执行制度", "律师服务团走访企业"]),
        ("习近平总书记作出重要指示。", ["习近平总书记作出重要指示"]),
    ],
)
def test_what_is_quoted_names_no_person(text: str, quotes_left: list[str]) -> None:
    assert [fact.quote for _, fact in facts(text)] == quotes_left
    assert [quote for quote in quotes_left if quote not in text] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年，我市将出台养犬管理条例。", ("wish",)),
        ("争取用三年时间建成法治乡村。", ("wish",)),
        ("要进一步加强行政执法监督。", ("wish",)),
        ("要求各县区自查。", ()),
        ("会议强调，要坚持依法治国。", ("slogan",)),
        ("将制定的方案印发各县区。", ()),
        ("将12项行政处罚权下放乡镇。", ()),
        ("行政复议是化解行政争议的主渠道。", ("slogan",)),
        ("一是规范执法行为，夯实法治基础。", ()),
    ],
)
def test_what_is_still_to_be_done_and_what_something_is_report_no_act(text: str, found: tuple[str, ...]) -> None:
    assert marks(text) == found


SUBMISSIONS = sorted((ROOT / "submissions").glob("*.yaml"))


def test_quotes_of_the_real_submissions_lead_to_their_targets() -> None:
    """A floor far below what is measured on the reports themselves: here each quote stands alone."""
    plan = load_plan("urumqi-14fyp")
    entries = [(at, entry) for path in SUBMISSIONS for at, entry in load_submission(path).entries.items()]
    text = {f"{quote}。" for _, entry in entries for quote in quotes(entry)}
    sentences = propose(plan, SourceText("\n".join(sorted(text))))
    ten = {one.text: [proposal.target for proposal in one.proposals[:10]] for one in sentences}
    found = [any(at in ten.get(f"{quote}。", ()) for quote in quotes(entry)) for at, entry in entries]
    assert sum(found) >= 0.7 * len(found)


def quotes(entry: Entry) -> list[str]:
    return [str(one.quote) for one in entry.evidence]
