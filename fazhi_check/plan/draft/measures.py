"""What a commitment asks and how it is judged: its role, force and measure, and what may prove it, by its verb and object."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi_check.plan.draft.clauses import Clause
from fazhi_check.plan.draft.figures import Measure, figure
from fazhi_check.plan.draft.grouping import Group
from fazhi_check.plan.draft.words import ENDLESS, FINISHED, NOMINAL, RISES
from fazhi_check.plan.model import Force, Proof, Role
from fazhi_check.source.in_prose import any_of, words

_GOALS = re.compile("目标|愿景")
_FINISHED = re.compile(f"{any_of(FINISHED)}(?:建设|改革|研究|研究制定)?$|{any_of(FINISHED)}[^的]{{0,8}}建设$")
_ENDLESS = re.compile(f"{any_of(ENDLESS)}(?:建设)?$")
# What goes on and on, whoever moves it: 推动资源流动.
_MOVING = re.compile("参与|流动|倾斜|交往|交流|同步协调发展")
_STANDING = words(
    "加强 加大 强化 深化 落实 执行 贯彻 贯彻落实 遵循 遵守 履行 开展 组织 举办 举行 宣传 学习 教育 培训 培育 倡导 注重 丰富 发掘 挖掘 融入"
    " 纳入 保障 保护 维护 防范 防控 遏制 打击 惩治 查处 查办 化解 处置 排查 监测 监督 评估 审查 审核 检查 督查 督促 督导 考核 测评 通报"
    " 公开 公布 公示 发布 报告 听取 回应 反映 说明 征求 办理 处理 提供 参与 发挥 弘扬 传播 做好 抓好 办好 用好 管好 开好 抓实 促进 配合"
    " 指导 帮助 关心 关爱 服务 救助 巡查 奖励 追究 追责 问责 应对 负责 承担 接受 汇报 总结 演练 控制 管控 守牢 守住 严控 坚守 安排 部署 牵头 动员 走访 慰问"
    " 关注 重视 把握 支付 发放 投入 防治 选拔 选派 使用 利用 运用 收集 分析 研判 备案 归档 管理 养护 处罚 巩固 引导 协调 领导 决定 避免"
    " 防止 列入 严格 坚持 统筹 进行 给予 予以 依法 应当 必须"
)
# These can be finished where what they are done to can.
_FINISH = words("加强 强化 深化 加大 抓好 做好 促进 巩固 统筹")
# These are finished, whatever they are done to.
_DONE = words("优化 实现 完成 达到 建成 建立 健全 完善 制定 构建 编制 拓宽 拓展 改进")
_OFTEN = re.compile("定期|及时|持续|深入|广泛|经常|常态|严格|始终|长期|坚决|优先|一般|普遍")
# What is done to whoever needs it: 对企业进行集中治理, 对实施情况进行信息公开.
_CARRIED_ON = re.compile(f"进行.{{0,8}}(?:治理|{any_of(word for word in NOMINAL if word in _STANDING)})$")
# What is carried out once: 开展试点, 开展普查.
_TRIAL = re.compile("(?:试点|试验|示范|普查|改造|改革|征集)(?:工作|工程|项目|行动)?$")
_ORDER = re.compile("(?:秩序|行为|市场)$")
_PRINCIPLE = re.compile("坚持(?!把.+(?:纳入|融入|列入|落实))|高举|秉持|牢记|坚定|恪守|践行|树立|学思践悟|铸牢")
_SENSE = re.compile("树立.{1,12}(?:意识|观念|理念|观)$")
_AUTHORITY = re.compile("依法.{0,8}(?:行使|履行)(?:职权|职责|职能|.{0,8}权)|在.{0,6}(?:宪法|法律).{0,6}范围内")
# May, not shall: 可按照, 可适当放宽; 可持续 and 不可 are none.
_MAY = re.compile("(?<![许认宁不无])可(?:以|按照|按|通过|采取|采用|根据|结合|适当|依法|自行|由)")
# Whose business a thing is: 办公室负责统筹协调.
_IN_CHARGE = re.compile("负责(?!制|的|任|人)")
_CONCRETE = words("编制 制定 出台 印发 公布 公开 举办 开展 配备 建成 新建 不得 严禁 禁止")
_BETTER = words("健全 完善 优化 充实 改善")
_THING = re.compile(
    f"(?:{any_of(FINISHED)}|结构|队伍|设施)(?:不断|进一步|更加|更趋|逐步|日益|持续|日趋|{any_of(_BETTER)})*$"
)
_FORCES: tuple[tuple[Force, re.Pattern[str]], ...] = (
    ("elective", re.compile(".*(?:自选|可以选择|可选择|自愿申领|自行选择)")),
    ("encourage", re.compile("鼓励|支持(?!体系)")),
    ("explore", re.compile("(?:研究|继续|大胆|先行|主动)?探索")),
)
_PROOFS: tuple[tuple[tuple[Proof, ...], re.Pattern[str]], ...] = (
    (("publication", "record"), re.compile("公开|公布|公示|发布|通报|告知|宣传报道|专栏")),
    (("record", "publication"), re.compile("宣传|普法|培训|教育|学习|活动|开展|演练|听取|征求")),
    (("record", "figure"), re.compile("查处|查办|打击|整治|检查|执法|办理|处置|监管|巡查|排查|救助|调解")),
    (("document", "publication"), re.compile("法规|规章|条例|政策|标准|目录|清单|平台|网站")),
    (("document", "record"), re.compile("制定|建立|健全|完善|构建|推进|推动|加强|落实|改革")),
)


class Asked(NamedTuple):
    """What a commitment asks: who answers how, and `why` it was read so."""

    role: Role
    force: Force
    measure: Measure | None
    kinds: tuple[Proof, ...]
    proofs: int
    why: str


def asked(group: Group, headings: tuple[str, ...]) -> Asked:
    """Return what a commitment asks, by the rules of a plan, headings telling whether it stands among goals."""
    main = main_clause(group)
    force = _force(*(one for one in group if one.kind == "frame"), main)
    counted = _counted(group)
    if counted:
        measure, why = counted
        return Asked("task", force, measure, ("figure", "record"), 1, why)
    role, why = _role(main, headings)
    if role != "task":
        return Asked(role, "shall", None, ("document",), 1, why)
    measure, why = _judged(main, force)
    kinds, proofs = _proofs(main)
    return Asked("task", force, measure, kinds, proofs, why)


def main_clause(group: Group) -> Clause:
    """Return the clause that says what is done: the first that is neither a circumstance nor a purpose."""
    return next(
        (one for one in group if one.kind in ("act", "state")), next((one for one in group if one.head), group[-1])
    )


def _counted(group: Group) -> tuple[Measure, str] | None:
    """Return the measure in numbers of the first clause that has one, the main one first."""
    clauses = sorted(group, key=lambda one: one is not main_clause(group))
    found = next(
        (found for one in clauses if (one.kind != "frame" or one.text.endswith("内")) and (found := figure(one.text))),
        None,
    )
    every = any(one.kind == "frame" and one.text.startswith("凡") for one in group) and "不得" not in clauses[0].text
    if found is None and every:
        return {"kind": "standing", "at_least": 100, "unit": "%"}, "凡，按逐件的 100%"
    return found


def _force(*clauses: Clause) -> Force:
    """Return the force of the verb of some clauses that make one act: 鼓励各地根据实际，制定标准."""
    named = (
        force for one in clauses for force, pattern in _FORCES if pattern.match(one.head) or pattern.match(one.text)
    )
    return next(named, "encourage" if _MAY.search(clauses[-1].text) else "shall")


def _role(main: Clause, headings: tuple[str, ...]) -> tuple[Role, str]:
    """Return the role of a commitment without a number, and the rule by which."""
    if why := _principle(main):
        return "principle", why
    if _rises(main) or main.verb in _CONCRETE or "不得" in main.text or _IN_CHARGE.search(main.text):
        return "task", ""
    if main.kind == "state":
        better = main.verb in _BETTER and _THING.search(main.before)
        return ("task", "") if better else ("goal", "说的是要达到的状态")
    if any(_GOALS.search(heading) for heading in headings):
        return "goal", "总体目标一节，没有写做什么事"
    return "task", ""


def _principle(main: Clause) -> str:
    """Return why a clause is a principle, "" where it is none."""
    if _AUTHORITY.search(main.text) and not _FINISHED.search(main.text):
        return "依法行使职权，是应有的状态"
    if _PRINCIPLE.match(main.head) or _PRINCIPLE.match(main.text) or _SENSE.search(main.text):
        return "坚持、树立什么，没有可以证明的行为"
    if main.verb == "发挥" and main.object.endswith("作用"):
        return "发挥作用，没有写做什么事"
    if ("作为" in main.head or "摆" in main.head) and not _FINISHED.search(main.object):
        return "把什么作为什么"
    return ""


def _rises(main: Clause) -> bool:
    return main.verb in RISES


def _judged(main: Clause, force: Force) -> tuple[Measure, str]:
    """Return how a task without a number is judged, and the rule by which."""
    if "不得" in main.text or main.verb in ("严禁", "禁止"):
        return {"kind": "standing", "at_most": 0, "unit": "件"}, "不得、严禁，按 0 件计"
    if _rises(main):
        return {"kind": "milestone"}, "没有写幅度的提高，看前后两个时点的数据"
    if force in ("explore", "encourage"):
        return {"kind": "milestone"}, "探索、鼓励、支持，做了就是做了"
    why = _without_end(main)
    return ({"kind": "standing"}, why) if why else ({"kind": "milestone"}, "做得完的事，是节点任务")


def _without_end(main: Clause) -> str:
    """Return why what is done has no end, "" where it has one."""
    finished = _FINISHED.search(main.object)
    if main.verb in ("推进", "推动", "加快") or main.head.startswith(("推进", "推动")):
        moving = _MOVING.search(main.object) or (not finished and re.search("深入|持续", main.adverbs))
        return "推进的事没有做得完的时候" if moving else ""
    if main.verb == "规范":
        return "规范某种秩序，看为此做了什么" if _ORDER.search(main.object) else ""
    if _is_once(main) or (main.verb in _DONE and not _CARRIED_ON.search(main.text) and not _OFTEN.search(main.adverbs)):
        return ""
    if main.verb in _STANDING or _CARRIED_ON.search(main.text):
        return "" if finished and main.verb in _FINISH else "没有做得完的时候，是常态要求"
    if _OFTEN.search(main.adverbs) or _ENDLESS.search(main.object):
        return "" if finished else "没有做得完的时候，是常态要求"
    return ""


def _is_once(main: Clause) -> bool:
    """Tell whether a thing is carried out and then over, for its object says so: 开展试点."""
    return main.verb in ("开展", "组织", "深化") and bool(_TRIAL.search(main.object)) and "每" not in main.text


def _proofs(main: Clause) -> tuple[tuple[Proof, ...], int]:
    if _rises(main):
        return ("figure",), 2
    return next((kinds for kinds, pattern in _PROOFS if pattern.search(main.text)), ("document", "record")), 1
