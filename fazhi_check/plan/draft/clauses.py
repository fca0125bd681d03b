"""A clause as it is read alone: what is done, to what, by whom, or what for."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.plan.draft.assigned import without
from fazhi_check.plan.draft.figures import figure, without_names
from fazhi_check.plan.draft.organs import is_body
from fazhi_check.plan.draft.words import (
    ACTS,
    ADVERBS,
    ALIKE,
    BUILD,
    CLOSING,
    ENDLESS,
    FINISHED,
    FRAMES,
    KEEP,
    LIGHT,
    NOMINAL,
    PURPOSES,
    STATES,
    UPHOLD,
)
from fazhi_check.source.in_prose import YEAR, any_of, words
from fazhi_check.source.prose import Piece

Kind: TypeAlias = Literal["frame", "purpose", "closing", "act", "state", "rest"]

# A clause is read so far: what goes on longer without a sign is no sentence of a plan (and is searched in square time).
LONGEST_CLAUSE = 160
# Both widths of a sign are one; every sign stays one character long, so that places stay what they are.
_WIDE = str.maketrans("０１２３４５６７８９．，％；：（）〔〕！﹪／＞＜＝～", "0123456789.,%;:()()!%/><=~")
_TAIL = re.compile(r"[。！？!?;,:、\s]+[”’」』）)]*$")
# Numbers before a clause are no part of it: (1), 2., ①, 一是, 首先.
_NUMBERED = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]是(?:要)?)\s*"
)
# By when it is done is told apart from what is done: 到2025年基本形成, 2023年6月底前完成.
_DATED = re.compile(
    rf"^(?:力争)?(?:到|至|截至|在|于)?{YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?|第?[一二三四1-4]季度)?(?:上半年|年?底|年?末)?(?:以前|之前|前)?"
    r"(?![的至到—–\-~～、和及与\d]|以来|起|度|以?前|之前|[年底末])(?=.{3})"
)
# One sign alone is an adverb only where no word begins with it: 应急, 要求, 需求, 可再生, 均衡, 都市.
_ADVERB = (
    f"(?:{any_of(word for word in ADVERBS if len(word) > 1)}|应(?![急对用答])|(?<![重主需紧首纲])要(?![求素点闻件害道])|需(?!求)|可(?![再持靠行视])|(?<!平)均(?![衡等])|都(?!市)|"
    "还|也|又|并(?!购|网)|和(?!谐|平|睦)|及(?!时)|与|必(?![要须需])|地(?![方区质下理铁域])|再(?![生造]))"
)
_ONLY_ADVERBS = re.compile(f"{_ADVERB}*")
_ALIKE = any_of(ALIKE)
_JOINED = "(?:和|并|与|及|、|、并)?"
_HEAD = re.compile(
    rf"(?P<adverbs>{_ADVERB}*)(?P<head>(?:{_ALIKE}{_JOINED}|加强(?:和|与)){_ALIKE}(?:{_JOINED}{_ALIKE})*(?=..)"
    rf"|{any_of(LIGHT)}(?:和|并)?(?:{_ADVERB})*{any_of(ACTS)}(?=...)|{any_of(ACTS)})"
)
_LAST = re.compile(f"{any_of(ACTS)}$")
_PURPOSE = re.compile(
    f"{_ADVERB}*(?:来|以)?(?:(?P<always>{any_of(PURPOSES)}|使(?![用命])|让(?![利渡]))|(?P<closing>{any_of(CLOSING)}))"
)
_FOR = re.compile("(?:以(?!.{1,40}为|上)|为.+(?:提供|奠定|打下|创造|作出|做出|贡献|注入))")
_PERFORM = "实施|实行|采取|采用|给予|予以|进行|开展|加强|建立|制定|推行|执行"
_PERFORMED = f"(?:{_PERFORM}|确定|编制|完善|健全|调整|优化|修订|划定|选择|建设|推进|推动|提高|做好|组织|公布|公开|发布|安排|办理|处理|给)"
# What the act before it is to serve as: 开展评估，作为决策的依据.
_AS = re.compile("(?:并|以此)?作为.{2,20}(?:依据|参考|内容|条件|基础|重点|参照|标准|前提)$")
# Who acts may stand before: 鼓励各地根据环境质量目标, 有关部门要依据规划.
_FRAME = re.compile(
    f"(?:并|同时|且)?(?:{'|'.join(FRAMES)})|(?:鼓励|支持|引导)?[^,]{{2,14}}?要?(?<!不)(?:依据|根据)(?!.*{_PERFORMED})[^,]*$"
)
# To whom or what it is done, without a word of what is done: 对整治不力的地方政府, 对钢铁、建材等行业.
_TO_WHOM = re.compile(
    rf"(?:对|对于|针对)(?!.*(?<![未不已需])(?:{_PERFORM}))[^,]*(?:的|等)"
    rf"(?:(?!{any_of(word for word in (*BUILD, *KEEP) if word not in NOMINAL)})[^,的等]){{2,8}}$"
)
_STATE = re.compile(f"(?:{any_of(STATES)}|得到[^,]{{2,10}})$")
# Who is to do what follows, told at length: 未达标的城市, 产业规模大、问题突出的地区.
_WHOSE = re.compile("的(?:地区|区域|城市|省份|流域|行业|企业|单位|机构|人员|村庄|乡镇)$")
# What is held to goes on with these: 坚持保护优先，自然修复为主.
_MOTTO = re.compile("[^,、]{2,8}(?:为主|为先|为本|为要|至上|优先|并举|并重|相结合)")
_FINISHED = re.compile(f"{any_of(FINISHED)}(?:建设|改革)?$")
_NOMINAL = re.compile(f"(?:{any_of([*FINISHED, *ENDLESS])})(?:建设|改革)?$")
_ADVERBIAL = re.compile("严格|规范|统一|创新|统筹|突出|严肃|从严")
# A verb is none where a noun goes on from it: 保护区, 参与者.
_VERB = f"(?P<head>{any_of(ACTS)})(?![区性者员站厂率])"
# Behind what something is done to, only these are surely what is done.
_STRONG = any_of(
    words(
        "加强 建立 健全 完善 开展 进行 实行 实施 给予 予以 提供 落实 负责 推行 强化 加大 依法 制定 严格 应当 不得 必须"
    )
)
# 把……纳入, 将……作为
_PUT_TO = any_of(words("作为 摆在 摆到 摆上 纳入 融入 列入 贯穿 落到 落实 置于 转化 延伸 下放 移交 打造成 建设成 放在"))
_PUT = re.compile(rf"(?P<before>)(?P<adverbs>.{{0,12}}?(?:把|将).+?)(?P<head>{_PUT_TO})")
# 在……中建立, 对……加强, 按照……制定
_BEHIND = re.compile(
    rf"^(?P<before>)(?P<adverbs>(?:在|对|从|(?:严格)?按照|通过|由|为|向|以|凡|非)"
    rf"(?:.+?(?:中|内|上|下|里|方面|领域|程序|要求|规定|原则|方式|形式)(?:{_ADVERB})*|.+?(?:{_ADVERB})+|.{{2,}}?(?={_STRONG})))(?P<head>{any_of(ACTS)}|{_STRONG})"
)
# 各级政府定期听取, 有关单位应当公布
_MUST = re.compile(
    rf"(?P<before>.+?)(?P<adverbs>(?:(?<![重主需紧首纲必只])要(?![求素点闻件害道])|应当?(?![急对用答])|必?须|不得|一律|全部)(?:{_ADVERB})*){_VERB}"
)
_STATED = re.compile(f"(?:{_ADVERB}|更趋|日益|日趋|更为|较为)(?:{any_of(STATES)})+$")
_MODAL = re.compile(rf"(?P<before>.+?)(?P<adverbs>(?:{_ADVERB})+){_VERB}")
_DOES = re.compile(rf"(?P<before>.+?)(?P<adverbs>){_VERB}")
# A number alone goes on with what was said before: 达到95%以上.
_BARE = re.compile(r"[\d.%,]+|达到?|不[少低]于|以上|左右|至少|提高到|分别|力争|其中|均|也|再|□")
_LEAST_NAMED = 2
# What can be counted is a commitment of its own, whatever it follows.
_COUNTED = re.compile("翻[一两]番|(?:比例|比重|占比|率|数量|总量|增量|存量|面积|覆盖面|均等化)(?:发展)?$")


class Clause(NamedTuple):
    """A clause as read: its `head` verb with what stands behind (`object`) and before it (`before`, adverbs apart)."""

    piece: Piece
    kind: Kind
    text: str
    before: str
    adverbs: str
    head: str
    object: str

    @property
    def begins(self) -> bool:
        """Tell whether it begins with its verb, adverbs apart."""
        return bool(self.head) and not self.before and bool(_ONLY_ADVERBS.fullmatch(self.adverbs))

    @property
    def verb(self) -> str:
        """The verb that says what is done: the last of 探索建立, 推动落实."""
        last = _LAST.search(self.head)
        return last.group() if last else self.head


def fold(text: str) -> str:
    """Return a text with full-width digits and signs as half-width ones, each in its place."""
    return text.translate(_WIDE)


def read(piece: Piece) -> Clause:
    """Return a clause as it is read alone."""
    text = _bare(piece)
    counted = is_counted(text)
    if (_FRAME.match(text) or _TO_WHOM.match(text)) and (not counted or text.endswith("内")):
        return Clause(piece, "frame", text, "", "", "", text)
    head = _HEAD.match(text)
    if _WHOSE.search(text) and not head and not counted:
        return Clause(piece, "frame", text, "", "", "", text)
    state = _STATE.search(text)
    kind = "act" if counted else _kind(text)
    if state and kind != "purpose" and not (head and head.end() < state.start() and not _is_noun(head, text)):
        return Clause(piece, "state", text, text[: state.start()], "", state.group(), "")
    if _MOTTO.fullmatch(text) and not (head and head["head"] in UPHOLD):
        return Clause(piece, "rest", text, "", "", "", text)
    if head:
        return Clause(piece, kind, text, "", head["adverbs"], head["head"], text[head.end() :])
    return _with_subject(piece, text, kind)


def _bare(piece: Piece) -> str:
    """Return the text of a clause without number and day before it and signs behind it."""
    text = _TAIL.sub("", without(_TAIL.sub("", fold(piece.text[:LONGEST_CLAUSE]))))
    text = _NUMBERED.sub("", text).removeprefix("其中")
    return _DATED.sub("", text) or text


def is_counted(text: str) -> bool:
    """Tell whether a clause asks for something in numbers, and says of what."""
    return bool(_COUNTED.search(text) or (figure(text) and len(_BARE.sub("", without_names(text))) >= _LEAST_NAMED))


def _is_noun(head: re.Match[str], text: str) -> bool:
    """Tell whether what looks like a verb begins the name of what is in a state: 监测网络全面建成."""
    return head["head"] in NOMINAL and not head["adverbs"] and bool(_STATED.search(text))


def _kind(text: str) -> Kind:
    """Tell whether a clause says what the act before it is for, wherever it stands or where it closes a sentence."""
    if _FOR.match(text) or _AS.match(text):
        return "purpose"
    found = _PURPOSE.match(text)
    if not found:
        return "act"
    return "purpose" if found["always"] else "act" if _FINISHED.search(text) else "closing"


def _with_subject(piece: Piece, text: str, kind: Kind) -> Clause:
    """Return a clause that does not begin with its verb: some body does something, or it is a part of a longer phrase."""
    for pattern in (_PUT, _BEHIND, _MUST, _MODAL, _DOES):
        found = pattern.search(text)
        if found and (pattern is not _DOES or is_body(found["before"]) or not _NOMINAL.search(text)):
            return Clause(piece, kind, text, found["before"], found["adverbs"], found["head"], text[found.end() :])
    if how := _ADVERBIAL.match(text):
        return Clause(piece, kind, text, "", "", how[0], text[how.end() :])
    return Clause(piece, "rest" if kind == "act" and not is_counted(text) else kind, text, "", "", "", text)
