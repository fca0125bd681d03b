"""The bodies that plans of government ask: a closed table, each with the words by which a text names it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Organ(NamedTuple):
    """A body: its key and name in `bodies`, and the words (a pattern) that name it in a text."""

    key: str
    name: str
    words: str


ORGANS: tuple[Organ, ...] = (
    Organ("party", "党委（党组）", words=r"党委|党组|(?:市|县|区|省)委(?!员)|党员|党的领导|党内法规|党建"),
    Organ("congress", "人大及其常委会", words=r"人大|人民代表大会|立法"),
    Organ("government", "政府", words=r"政府|国务院"),
    Organ("court", "法院", words=r"法院|高院|中院|审判|法官|诉讼|司法机关"),
    Organ("procuratorate", "检察院", words=r"检察|司法机关|公益诉讼"),
    Organ("public_security", "公安机关", words=r"公安|交警|社会治安|交通秩序|禁毒|反恐"),
    Organ(
        "justice",
        "司法行政部门",
        words=r"司法行政|司法局|司法所|普法|法治宣传|公共法律服务|法律援助|人民调解|律师|公证|司法鉴定|行政复议|社区矫正|仲裁",
    ),
    Organ("organization", "组织部门", words=r"组织部|干部队伍|人才工作|选拔任用"),
    Organ("publicity", "宣传（网信）部门", words=r"宣传部|新闻媒体|媒体|网络空间|网络安全|精神文明|舆论"),
    Organ("political_legal", "政法委", words=r"政法委|平安建设|平安创建|综治|维稳|矛盾纠纷"),
    Organ("enforcement", "行政执法部门", words=r"行政执法|执法部门|综合执法|监管执法|执法人员"),
    Organ("development", "发展改革部门", words=r"发展改革|发改|物价|节能|能源|重大项目|社会信用"),
    Organ(
        "education", "教育部门", words=r"教育部门|教育局|学校|中小学|幼儿园|教师|学生|高校|义务教育|学前教育|职业教育"
    ),
    Organ("science", "科技部门", words=r"科技局|科技创新|科学技术|高新技术|研发|科研"),
    Organ("industry", "工业和信息化部门", words=r"工信|工业|制造业|中小企业|信息化部门|5G|大数据"),
    Organ("civil_affairs", "民政部门", words=r"民政(?!府)|养老|社会组织|低保|社会救助|殡葬|儿童福利|社区服务"),
    Organ("finance", "财政部门", words=r"财政|预算|国有资产|政府采购"),
    Organ("human_resources", "人力资源社会保障部门", words=r"人力资源|人社|就业|社会保险|工伤|劳动|职业技能|农民工"),
    Organ("natural_resources", "自然资源部门", words=r"自然资源|规划资源|规划局|国土|土地|矿产|测绘|空间规划|地质灾害"),
    Organ(
        "environment",
        "生态环境部门",
        words=r"生态环境|环保|环境保护|污染|排放|大气|空气质量|水质|碳达峰|危险废物|固体废物|PM2",
    ),
    Organ("housing", "住房城乡建设部门", words=r"住房|住建|城乡建设|物业|建筑|棚户区|老旧小区|供水|供热|燃气|污水处理"),
    Organ("transport", "交通运输部门", words=r"交通运输|公路|公交|地铁|轨道交通|港口|机场|铁路|物流|客运|货运|出租"),
    Organ("water", "水务部门", words=r"水利|水务|河湖|河长制|节水|水库|防洪|灌溉|水土保持"),
    Organ("agriculture", "农业农村部门", words=r"农业|农村|乡村振兴|粮食|耕地|高标准农田|畜牧|渔业|种业"),
    Organ("commerce", "商务部门", words=r"商务|外贸|外资|消费|电子商务|口岸|招商"),
    Organ("culture", "文化和旅游部门", words=r"文化馆|文旅|旅游|图书馆|博物馆|文物|文艺|非物质文化遗产|公共文化"),
    Organ("health", "卫生健康部门", words=r"卫生|健康|医院|医疗|疾控|疾病|疫情|医师|护士|中医|妇幼|托育|床位|传染病"),
    Organ("emergency", "应急管理部门", words=r"应急|安全生产|防灾|减灾|消防|自然灾害|灾害"),
    Organ(
        "market", "市场监管部门", words=r"市场监管|市场主体|食品|药品|质量监督|特种设备|知识产权|公平竞争|商标|标准化"
    ),
    Organ("sports", "体育部门", words=r"体育|健身|运动场"),
    Organ("medical_insurance", "医保部门", words=r"医保|医疗保险|医疗保障"),
    Organ("forestry", "林业草原部门", words=r"林业|草原|森林|湿地|绿化|造林|自然保护地"),
    Organ("urban_management", "城市管理部门", words=r"城市管理|城管|市容|环卫|垃圾"),
    Organ("audit", "审计部门", words=r"审计"),
    Organ("statistics", "统计部门", words=r"统计部门|统计局|统计监测"),
    Organ("government_services", "政务服务部门", words=r"政务服务|行政审批|一网通办|放管服"),
    Organ("supervision", "纪检监察机关", words=r"纪委|监委|纪检|监察机关"),
    Organ("united_front", "统战、民族宗教部门", words=r"统战|民宗|民族事务|宗教事务|侨务"),
    Organ("tax", "税务部门", words=r"税务|税收|纳税"),
    Organ("financial", "金融管理部门", words=r"金融|银保监|证监|普惠贷款"),
    Organ("data", "数据管理部门", words=r"数据局|大数据局|数据资源|公共数据|政务数据"),
    Organ("veterans", "退役军人事务部门", words=r"退役军人|双拥|优抚"),
    Organ("groups", "群团组织", words=r"总工会|共青团|团委|妇联|残联|科协"),
    Organ("meteorology", "气象部门", words=r"气象"),
    Organ(
        "grassroots",
        "乡镇、街道、社区（村）",
        words=r"乡镇|街道|社区|村民(?:委员会|小组|自治)|村委|居委|基层组织|村\(|行政村",
    ),
)
_BODY = re.compile(
    r"(?:部门|单位|机关|政府|委员会|党委|党组\)?|法院|检察院|公安|司法局|组织|机构|干部|人员|企业|学校|医院|各?区\(?县?\)?|各?县\(?市?区?\)?|"
    r"乡镇|街道|社区|村庄|(?<!示范)城市|的地区|的区域|省份|省\(区、市\)|的流域|的行业|控制单元|市委|县委|区委|人大|政协|常委会|会议|两级|各级|各地|代表大会|办公室|法官|检察官|律师|媒体|协会|团体|所|局|委|办|主体|负责人|公民|群众|事项)"
    r"(?:要|应|应当|必须|需|均|都|每年|负责|和有关部门)*$"
)
_NAMED = tuple((organ.key, re.compile(organ.words)) for organ in ORGANS)


def is_body(text: str) -> bool:
    """Tell whether a phrase ends by naming a body: it is who acts in what follows."""
    return bool(_BODY.search(text))


# To whom something is sent, asked or told: not who does it.
_RECIPIENT = re.compile(
    r"(?:报|送|报送|报请|报经)[^,;。]{2,30}?(?:备案|批准|审批|同意|审定)|(?<![导方面])向[^,;。]{2,20}?(?:报告|备案|汇报)|报告国务院"
)


def named(text: str) -> list[str]:
    """Return the keys of the bodies that act in a text, in the order in which it first names them."""
    acting = _RECIPIENT.sub("", text)
    found = sorted((at.start(), key) for key, pattern in _NAMED if (at := pattern.search(acting)))
    return [key for _, key in found]


def leads(*texts: str, most: int = 3) -> tuple[str, ...]:
    """Return the keys of the bodies, `most` at most, that the first of some texts which names any does, in their order."""
    return tuple(next(filter(None, map(named, texts)), ["government"])[:most])
