"""An invented round of an invented office: what it types in between the commands of docs/round.md.

The page names what is done with a comment (`<!-- does: NAME -->`); its pictures are taken of the same round.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from helpers.clerk import Clerk, heads

BOOK, FIRST, SECOND = "调度台账.xlsx", "2023四季度", "2024一季度"
OFFICE = "市委依法治市办"
_COUNTY = {"层级": "县级", "类别": "区县", "分工": "3.3.1、3.3.4-01、3.3.4-02、3.3.4-03"}
_BUREAU = {"层级": "部门", "代码": "650100", "类别": "部门"}
UNITS: tuple[dict[str, str], ...] = (
    {**_COUNTY, "名称": "云岭区", "代码": "650191", "主送": "云岭区委全面依法治区委员会办公室"},
    {**_COUNTY, "名称": "松河区", "代码": "650192", "主送": "松河区委全面依法治区委员会办公室"},
    {**_COUNTY, "名称": "白石县", "代码": "650193", "主送": "白石县委全面依法治县委员会办公室"},
    {**_BUREAU, "名称": "市司法局", "分工": "3.3.2"},
    {**_BUREAU, "名称": "市中级人民法院", "机构": "法院", "分工": "3.4.1"},
    {**_BUREAU, "名称": "市文旅局", "免报": "机构改革，经市委依法治市办同意"},
)
# The parts of the page: what is done in between, a picture that is taken there, a file or what is run and printed.
PART = re.compile(
    r"<!-- does: (?P<does>[^ ]+) -->|!\[[^\]]*\]\(images/(?P<picture>round/\w+)\.png\)"
    r"|(?:<!-- file: (?P<file>[^ ]+) -->\n)?```(?P<language>sh|text|yaml)\n(?P<text>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
Entries = Mapping[str, Mapping[str, str]]


def _done(title: str, number: str, day: str) -> dict[str, str]:
    return {"状态": "已完成", "完成日期": day, "佐证类型": "文件", "佐证标题": title, "文号": number, "佐证日期": day}


def _going(said: str, **more: str) -> dict[str, str]:
    return {"状态": "推进中", "进展情况": said, **more}


def _steady(said: str, title: str) -> dict[str, str]:
    return {"状态": "持续开展", "进展情况": said, "佐证类型": "记录", "佐证标题": title, "佐证日期": "2023-12-20"}


YUNLING: Entries = {
    "3.3.1-02": _done("云岭区部门权责清单（2023年版）", "云政发〔2023〕6号", "2023-06-12"),
    "3.3.1-03": _done("云岭区监管事项目录", "云市监〔2023〕12号", "2023-05-10"),
    "3.3.1-04": _going("安全生产、生态环境监管职责清单已印发，生物安全防控职责正在明确"),
    "3.3.1-05": _done("云岭区营商环境行动方案", "云政办发〔2023〕9号", "2023-04-20"),
    "3.3.1-06": _going("社会组织承接事项目录征求意见中", 存在问题="部分部门未反馈意见", 下一步措施="2024年2月底前印发"),
    "3.3.1-07": _steady("公平竞争审查46件，纠正2件", "公平竞争审查台账"),
    "3.3.1-08": _going("12个街道完成网格整合"),
    "3.3.1-09": {"状态": "不适用", "理由": "审批权限由市级行使，本区没有可以取消、下放的事项"},
    "3.3.1-10": _steady("清理变相许可3项", "变相许可清理台账"),
    "3.3.1-11": _going("电子监察平台已试运行"),
    "3.3.1-12": {"覆盖数": "37", "总数": "40", "进展情况": "3个新组建部门的清单未公布"},
    "3.3.1-13": _done("同一事项规范统一目录", "云政办发〔2023〕21号", "2023-10-11"),
    "3.3.1-14": _steady("负面清单外事项全部放开", "市场准入检查记录"),
    "3.3.4-01": {
        "覆盖数": "32",
        "总数": "32",
        "佐证类型": "公开",
        "佐证标题": "执法公示专栏",
        "佐证日期": "2023-11-30",
    },
    "3.3.4-02": {"覆盖数": "30", "总数": "32", "进展情况": "2个执法单位未配执法记录仪"},
    "3.3.4-03": {"覆盖数": "32", "总数": "32", "进展情况": "工作总结中已说明"},
}
SONGHE: Entries = {
    "3.3.1-02": _going("权责清单已报审"),
    "3.3.1-03": _done("松河区监管事项目录", "松市监〔2021〕3号", "2021-03-08"),
    "3.3.1-04": {"状态": "已完城", "进展情况": "监管职责清单已印发"},
    "3.3.1-05": _going("营商环境行动方案起草中"),
    "3.3.1-06": {"状态": "未启动", "存在问题": "牵头单位未明确"},
    "3.3.1-07": {"状态": "持续开展", "进展情况": "公平竞争审查21件"},
    "3.3.1-08": _going("8个街道完成网格整合"),
    "3.3.1-11": {"状态": "未启动", "存在问题": "资金未落实"},
    "3.3.1-12": {"覆盖数": "28", "总数": "31"},
    "3.3.1-13": _going("目录编制中"),
    "3.3.4-01": {"覆盖数": "20", "总数": "28", "进展情况": "8个单位未公示"},
    "3.3.4-02": {"覆盖数": "14", "总数": "28", "进展情况": "记录仪采购中"},
}
BAISHI: Entries = {
    "3.3.1-02": _going("权责清单梳理中"),
    "3.3.1-03": _going("事项目录编制中"),
    "3.3.1-08": _going("乡镇网格划分已完成"),
    "3.3.4-01": {"覆盖数": "11", "总数": "25", "进展情况": "其余单位正在建设公示栏"},
}
BUREAU: Entries = {
    "3.3.2-01": _steady("重大行政决策目录内事项9件，程序完整9件", "重大行政决策卷宗目录"),
    "3.3.2-02": _going("专家库已建立，论证规则起草中"),
    "3.3.2-03": _steady("风险评估9件", "风险评估报告目录"),
    "3.3.2-04": _steady("合法性审查9件、集体讨论9件", "常务会议议题台账"),
    "3.3.2-05": _done("2023年度重大行政决策事项目录", "政办发〔2023〕15号", "2023-03-30"),
    "3.3.2-06": _steady("听证2次", "听证会记录"),
    "3.3.2-07": _going("卷宗归档办法征求意见中"),
    "3.3.2-08": _going("审核规程已报审"),
    "3.3.2-09": _going("监督追责办法起草中"),
}
COURT: Entries = {
    "3.4.1-01": _steady("员额遴选1批次", "员额遴选工作记录"),
    "3.4.1-02": _going("员额动态管理办法已提交审议"),
    "3.4.1-03": _going("分类管理方案已印发"),
    "3.4.1-05": _going("履职保护办法起草中"),
    "3.4.1-07": _steady("随机抽查案件120件", "案件评查台账"),
}
# What the office settles, by unit and task.
_ACCEPTED = {"佐证核查": "属实", "核定意见": "认可"}
SETTLED: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("云岭区", "3.3.1-02"): _ACCEPTED,
    ("云岭区", "3.3.1-03"): _ACCEPTED,
    ("云岭区", "3.3.1-05"): _ACCEPTED,
    ("云岭区", "3.3.1-13"): _ACCEPTED,
    ("云岭区", "3.3.4-01"): _ACCEPTED,
    ("云岭区", "3.3.1-09"): {"核定意见": "同意不适用"},
    ("市司法局", "3.3.2-05"): _ACCEPTED,
    ("松河区", "3.3.1-03"): {
        "佐证核查": "不符",
        "核定意见": "不认可",
        "改判": "佐证不足",
        "理由": "所附目录是2021年的，没有现行的",
    },
}
SECOND_RETURN: Entries = {
    "3.3.1-06": {
        **_going("区民政局牵头，承接事项目录征求意见中"),
        "佐证类型": "文件",
        "佐证标题": "松河区社会组织承接事项目录（征求意见稿）",
        "文号": "松民发〔2024〕7号",
        "佐证日期": "2024-03-05",
        "申请销号": "是",
    },
    "3.3.1-09": _steady("取消、下放审批事项4项", "审批事项调整目录"),
}
STANDARD = """\
规划: urumqi-14fyp
标题: 2023年度依法治区（县）工作测评标准
印发单位: 市委依法治市办
适用: {层级: [县级], 类别: 区县}
总分: 100
比例: {met: 1, on_track.proven: 1, on_track: 0.5, due_soon: 0.5, lagging: 0.3, unproven: 0.3}
项目:
  - {编号: A1, 考评内容: 完善政府机构职能体系, 分值: 40, 任务: [3.3.1], 规则: 按比例, 考评方法: 查阅填报和佐证}
  - {编号: A2, 考评内容: 严格规范公正文明执法, 分值: 40, 任务: [3.3.4], 规则: 按比例, 考评方法: 查阅填报和佐证}
  - {编号: A3, 考评内容: 按时报送, 分值: 10, 规则: 逐件, 每件: -2, 下限: 0, 来源: late, 评分标准: 迟报一次扣2分}
  - {编号: A4, 考评内容: 规范性文件报备, 分值: 10, 规则: 逐件, 每件: -1, 下限: 0, 评分标准: 未按时报备一件扣1分}
缺项折算: 是
"""


def sheet_of_units(here: Path) -> None:
    """Fill in who owes a report, by when, and who asks."""
    with Clerk(here / FIRST / BOOK) as clerk:
        clerk.label("名册", "报送截止", "2024-01-10")
        clerk.label("名册", "印发单位", OFFICE)
        clerk.label("名册", "起", "2023-10-01")
        clerk.rows("名册", *UNITS)


def sheet_of_dates(here: Path) -> None:
    """Fill in by when a report of the next round is due."""
    with Clerk(here / SECOND / BOOK) as clerk:
        clerk.label("名册", "报送截止", "2024-04-10")
        clerk.label("名册", "起", "2024-01-01")


def handed_in(folder: Path, form: str, name: str, entries: Entries) -> None:
    """Fill in a form as a unit does, and put it where forms come back."""
    shutil.copy(folder / "下发" / form, folder / "回收" / name)
    with Clerk(folder / "回收" / name) as clerk:
        for target, texts in entries.items():
            clerk.entry(target, **texts)


def first_returns(here: Path) -> None:
    """Three units hand in their forms, one of them in a kind that nobody reads."""
    handed_in(here / FIRST, "01云岭区.xlsx", "云岭区（盖章版）.xlsx", YUNLING)
    handed_in(here / FIRST, "02松河区.xlsx", "松河区.xlsx", SONGHE)
    handed_in(here / FIRST, "04市司法局.xlsx", "市司法局.xlsx", BUREAU)
    (here / FIRST / "回收" / "市中院.et").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def later_returns(here: Path) -> None:
    """The others hand theirs in, and who handed in when is registered."""
    (here / FIRST / "回收" / "市中院.et").unlink()
    handed_in(here / FIRST, "05市中级人民法院.xlsx", "市中级人民法院.xlsx", COURT)
    handed_in(here / FIRST, "03白石县.xlsx", "白石县.xlsx", BAISHI)
    days = {"云岭区": "2024-01-05", "松河区": "2024-01-08", "市司法局": "2024-01-09", "市中级人民法院": "2024-01-10"}
    with Clerk(here / FIRST / BOOK) as clerk:
        clerk.rows("收件登记", *({"单位": name, "收到": day} for name, day in {**days, "白石县": "2024-01-15"}.items()))


def mended(here: Path) -> None:
    """A unit corrects a cell."""
    with Clerk(here / FIRST / "回收" / "松河区.xlsx") as clerk:
        clerk.entry("3.3.1-04", 状态="推进中")


def settled(here: Path) -> None:
    """The office settles what needs review, but for one task that it still looks at."""
    with Reviewer(here) as review:
        for (unit, target), texts in SETTLED.items():
            review(unit, target, {**texts, "核定单位": OFFICE, "日期": "2024-01-18"})


def objected(here: Path) -> None:
    """A unit objects to its figures with evidence, and the office changes its mind."""
    with Reviewer(here) as review:
        texts = {
            "单位异议": "补交2023年修订的目录（松市监〔2023〕9号）",
            "复核": "变更",
            "复核判定": "已完成",
            "日期": "2024-01-22",
        }
        review("松河区", "3.3.1-03", texts)


class Reviewer:
    """The sheet of reviews of the first round, to be written in by unit and task."""

    def __init__(self, here: Path) -> None:
        self._path = here / FIRST / "核定单.xlsx"
        self._book = load_workbook(self._path)

    def __enter__(self) -> Reviewer:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.save(self._path)

    def __call__(self, unit: str, target: str, texts: Mapping[str, str]) -> None:
        """Write into the row of a unit's task."""
        sheet = self._book.worksheets[0]
        head, columns = heads(sheet)
        rows = range(head + 1, sheet.max_row + 1)
        of = {tuple(sheet.cell(row, columns[word]).value for word in ("单位", "编号")): row for row in rows}
        for word, value in texts.items():
            sheet.cell(of[unit, target], columns[word]).value = value


def standard(here: Path) -> None:
    """The office puts its standard into the folder and enters what nobody can work out."""
    (here / FIRST / "测评标准.yaml").write_text(STANDARD, "utf-8")
    with Clerk(here / FIRST / BOOK) as clerk:
        rows = [("云岭区", "0", ""), ("松河区", "2", "两件规范性文件未按时报备")]
        clerk.rows(
            "计分录入", *({"单位": name, "项目": "A4", "件数": number, "理由": why} for name, number, why in rows)
        )


def edited(here: Path) -> None:
    """The office adds a sentence of its own to a letter."""
    path = here / FIRST / "文书" / "督促提醒函" / "督促提醒函-白石县.docx"
    document = Document(str(path))
    place = next(one for one in document.paragraphs if one.text.strip().startswith("特此函"))
    place.insert_paragraph_before("市委依法治市办将于2月下旬派人到你县指导。", place.style)
    document.save(str(path))


def sent(here: Path) -> None:
    """Two letters are sent and entered."""
    with Clerk(here / FIRST / BOOK) as clerk:
        for number, name in (("〔2024〕3号", "松河区"), ("〔2024〕4号", "白石县")):
            row = {"文号": f"市依法治办函{number}", "日期": "2024-01-25", "单位": name, "种类": "督促提醒函"}
            clerk.rows("发文登记", {**row, "问题编号": "全部", "回复期限": "2024-02-28"})


def second_returns(here: Path) -> None:
    """All hand in the next round's forms, most of them with little that is new."""
    for form in ("01云岭区", "03白石县", "04市司法局", "05市中级人民法院"):
        handed_in(here / SECOND, f"{form}.xlsx", f"{form[2:]}.xlsx", {})
    handed_in(here / SECOND, "02松河区.xlsx", "松河区.xlsx", SECOND_RETURN)
    handed_in(here / SECOND, "03白石县.xlsx", "白石县.xlsx", {"3.3.4-01": {"覆盖数": "19", "总数": "25"}})


def closed(here: Path) -> None:
    """The office has looked on the spot and closes a problem."""
    with Clerk(here / SECOND / BOOK) as clerk:
        row = {"单位": "松河区", "编号": "3.3.1-06", "决定": "已销号", "日期": "2024-03-28", "批准单位": OFFICE}
        clerk.rows("销号", {**row, "现场核查记录": "查阅目录和6个部门的反馈，属实", "整改到位时间": "2024-03"})


DOES: Mapping[str, Callable[[Path], None]] = {
    "名册": sheet_of_units,
    "收表": first_returns,
    "收齐": later_returns,
    "改正": mended,
    "核定": settled,
    "标准": standard,
    "异议": objected,
    "改函": edited,
    "发文": sent,
    "下期名册": sheet_of_dates,
    "下期收表": second_returns,
    "销号": closed,
}
