"""What a sentence is that reports no fact by itself: a wish, an award, a slogan. By words that any report uses.

A wish tells what will be done (将, 下一步, 力争): nothing of it has happened. An award (荣获, 通报表扬, 位居) is a record
of its own and says nothing of the work. A slogan tells what matters, and reports neither an act nor a figure.
"""

from __future__ import annotations

import re

from fazhi_check.suggest.model import Mark

# 将 is a wish before what one goes on to do (将继续, 将以…为), and after the one who will; it is none where it only brings
# the object forward (将…纳入).
_WILL = (
    r"将(?:会|要|继续|始终|进一步|坚持|坚定|坚决|以(?!上|下)|聚焦|深入|全面(?!依法)|不断|持续|加快|加大|加强|认真|牢记|牢牢|按照|树牢|着力|大力|积极|紧紧|围绕"
    r"|切实|更加|努力|充分|一如既往|严格|推动|推进|开展|组织|完善|健全|建立|立足|锚定|奋力|再|把|于20|在20|适时|统筹|深化|强化|抓住|抓好|秉持|贯彻"
    # these are what one will do, but for the name of what is brought forward (将制定的方案印发)
    r"|(?:出台|制定|修订|印发|召开|举办|建成|实现|编制|启动|实施|探索|完成|设立|落实|提升|优化|进行|争取|重点)(?![^，,。；;]{0,12}(?:的|方案|意见|办法|作为|纳入|下放)))"
)
_LATER = (
    r"下一步|下步|下一阶段|接下来|今后|(?:^|[，,])在?未来|力争|拟于|拟在|计划(?:于|在|到)|(?:力图|有望|必将|即将)|新(?:的)?征程[上中]|明年|展望|(?:^|[，,])争取(?:用|在|到|实现)"
    # what is still to be done: 要进一步加强
    r"|(?:^|(?<!强调|指出|提出|明确|要求)[，,])(?:我们|各级|各部门|全[省市县区])?[仍还]?要(?:进一步|继续|坚持|加强|切实|不断|持续|更加|加快|着力|全面|始终|深入|严格|把|以|在)"
    r"|道阻且长|任重道远|永远在路上|只有进行时|再接再厉"
)
_WISH = re.compile(f"{_WILL}|{_LATER}")
_AWARD = re.compile(
    r"荣获|获评|获得.{0,12}(?:称号|表扬|表彰|肯定|荣誉|奖)|(?:荣|被|授予|获).{0,20}(?:称号|命名|荣誉)|被.{0,12}(?:评为|命名为|确定为|授予|表彰|表扬|推荐)|命名"
    r"|表彰|通报表扬|批示肯定|领导.{0,4}批示|获.{0,14}(?:表扬|肯定|推广|一等奖|二等奖|三等奖|金奖|优秀奖)|考核优秀|优秀等次|蝉联|位居|排名|位列|稳居|名列|前列|居(?:全[国省市区]|第)"
    r"|列(?:全[国省市区])|(?:全[国省市区]|连续.{1,3}年).{0,6}第[一二三四五六七八九十\d]|入选|推荐为|推荐参加|候选|示范[市县区](?:称号|命名|荣誉|。|,|，|$)|先进(?:集体|单位|个人)"
    r"|十佳|十大(?=法治|人物|案例|典型|创新|优秀|杰出|平安|普法|品牌)|长安杯|国字号|第一方阵"
)
_TOLD_BY_OTHERS = re.compile(
    r"总书记.{0,12}(?:强调|指出)|报告(?:中)?(?:强调|指出|明确|提出)|(?:会议|全会)(?:强调|指出|提出)"
)
# A truism says what something is (是…的前提) or what one must do; it is no slogan where the sentence also tells an act.
_TRUISM = re.compile(
    r"离不开|在于|(?:(?<![一二三四五六七八九十])是|(?<!行)为).{0,24}(?:前提|基础|保障|关键|标志|要求|重器|基石|起点|工程|防线|体现|使命|任务|根基|革命|需要|环境|底色"
    r"|生命线|法宝|方略|重点|渠道|途径|抓手|根本|核心|灵魂)[。；;，,”]?$|是一[种项场个]|必须|至关重要|务必|就无法|才能|关乎|事关|迈出.{0,6}步伐|谱写|新篇章|凝聚.{0,6}力量|贡献.{0,8}力量"
    r"|扬帆|奋进|续写|擘画|踔厉|一朝一夕|久久为功"
)
# 行政复议是化解行政争议的主渠道: what is done stands in the name of the thing.
_SAYS_WHAT_IT_IS = re.compile(
    r"(?!这|[一二三四五六七八九十]是)[^，,是]{2,20}是[^，,首]{2,30}(?:前提|基础|保障|关键|要求|基石|渠道|途径|抓手|根本|核心|灵魂|法宝|重点|使命)[。；;]"
)
_ACT = re.compile(
    r"出台|制定|制订|修订|建立|建成|开展|实施|推行|印发|召开|举办|成立|设立|组建|落实|推进|加强|完善|健全|深化|创新|编制|公布|审查|审核|排查|化解|办理|培训"
    r"|聘|配备|发放|纳入|严格执行|组织"
)
_FIGURE = re.compile(r"\d")
# Years and months, and names with digits in quotation marks, are no figures.
_NO_FIGURE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月)?|“[^”]{0,20}”")


def marks(text: str, before: str = "") -> tuple[Mark, ...]:
    """Return the marks of a sentence; `before` is what stands before it up to the last full stop, 。, whose wish goes on."""
    found: list[Mark] = []
    if _WISH.search(before + text):
        found.append("wish")
    if _AWARD.search(text):
        found.append("award")
    if not found and not _FIGURE.search(_NO_FIGURE.sub("", text)) and _is_slogan(text):
        found.append("slogan")
    return tuple(found)


def _is_slogan(text: str) -> bool:
    return bool(
        _SAYS_WHAT_IT_IS.fullmatch(text)
        or _TOLD_BY_OTHERS.search(text)
        or (_TRUISM.search(text) and not _ACT.search(text))
    )


def is_honour(text: str) -> bool:
    """Tell whether a clause names an award, a rank or a recommendation, which is a record."""
    return _AWARD.search(text) is not None
