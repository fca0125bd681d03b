"""Names of persons in a report, told by what stands beside them: an office before, 同志 behind, 责编 and a colon.

A submission speaks of institutions. What names a person is narrowed to the words beside the name; which word is a name
is told by its family name, one of the usual ones that is no usual word besides, and by what may follow a name.
"""

from __future__ import annotations

import re

_OFFICE = (
    "书记|省长|市长|州长|县长|区长|旗长|镇长|乡长|主任|局长|厅长|部长|院长|检察长|审判长|主席|会长|所长|科长|处长|股长|庭长|站长|校长|队长|社长"
    "|行长|董事长|经理|秘书长|常委|委员|代表|律师|法官|检察官|民警|警官|调解员|教授|专家|记者|编辑|作者|通讯员|撰稿|供稿|审核|校对|责编"
)
_FAMILY = (
    "欧阳|司马|上官|诸葛|皇甫|尉迟|慕容|[王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田姜范姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙雷钱汤尹黎常武乔贺赖龚樊兰殷施陶洪翟倪颜章鲁葛韦毕聂焦柳邢岳齐莫庄辛祁涂俞霍鲍耿裴霞]"
)
# What may stand behind a name.
_BEHIND = (
    r"(?=$|[\s，,、。；;：:！!？?）)”》]|同志|等(?!级)|主持|带[领头队]|说|表示|介绍|强调|指出|要求|出席|参加|作[了报专]|率|任|到|赴|在|深入|一行|调研|宣[布读誓讲]|致辞|讲|对|就"
    r"|亲自|多次|先后|分别|担任|的|被|获|荣获|和|与|向|代表|签|主讲|授课|检查|督导|领学|同志|撰写|摄)"
)
_GIVEN = r"(?:[某xX×ＸＸ\*]{1,2}|(?![会议任副组团])[\u4e00-\u9fff]{1,2}?)"
_NAME = re.compile(
    rf"(?:{_OFFICE})[\s:：]{{0,2}}(?:{_FAMILY}){_GIVEN}{_BEHIND}(?:、(?:{_FAMILY}){_GIVEN}{_BEHIND})*(?:同志)?"
    rf"|(?<![\u4e00-\u9fff])(?:{_FAMILY}){_GIVEN}同志"
)


def names_person(text: str) -> bool:
    """Tell whether a text names a person."""
    return _NAME.search(text) is not None


def beside_names(text: str) -> tuple[int, int]:
    """Return where the longest stretch of a text begins and ends that names nobody; all of it where none does."""
    spans = [found.span() for found in _NAME.finditer(text)]
    edges = [0, *(at for span in spans for at in span), len(text)]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    return max(stretches, key=lambda one: one[1] - one[0])
