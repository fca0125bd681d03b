"""Words for how far a task has come, each with the stages of the ladder that it can honestly mean.

Nothing that is weaker is offered a stronger word: a word that leaves the stage open is answered with the choice. The
tables were gathered from how work reports of governments word progress.
"""

from __future__ import annotations

import re

from fazhi_check.guess import closest
from fazhi_check.source.hint import UNKNOWN, Hint, asked
from fazhi_check.submission.advice.written import NOTHING, is_english, plain, shortened
from fazhi_check.words import FAILURES, LADDER, STATUSES, VERDICT_ALIASES, Text

Stages = tuple[str, ...]
_NOT, _SOME, _NEAR, _DONE = "not_started", "under_way", "substantial", "done"

_WORDS: dict[Stages, str] = {
    (_DONE,): """
        完成 已经完成 全部完成 全面完成 已全部完成 已全面完成 均已完成 都已完成 如期完成 按期完成 按时完成 提前完成
        圆满完成 顺利完成 高质量完成 完成了 已完成了 己完成 巳完成 以完成 己经完成 已办结 办结 已完结 完结 已完工
        completed complete accomplished finished fulfilled alldone fullydone""",
    (_NEAR,): """
        突破 取得突破性进展 取得了突破 取得重大突破 重大突破 突破性进展 取得实质性突破 实质性突破
        breakthrough substantialprogress""",
    (_SOME,): """
        推进 正在推进 正在推进中 持续推进 持续推进中 稳步推进 有序推进 扎实推进 加快推进 积极推进 深入推进 全面推进
        不断推进 按计划推进 按序时推进 序时推进 正常推进 进行中 正在进行 正在进行中 开展中 正在开展 已开展 持续开展
        实施中 正在实施 办理中 正在办理 在办 落实中 正在落实 启动 已启动 已经启动 已开始 已部署 已动工 在建 建设中
        长期坚持 长期 坚持 持续 持续坚持 常态化 常态化开展 常态化推进 常态开展 日常工作 试点 试点中 正在试点 开展试点
        试点推进 先行先试 试运行 已申报 申报中 正在申报 已上报 报批中 已报批 待验收 待批复 征求意见 征求意见中
        正在征求意见 起草中 正在起草 制定中 正在制定 修订中 正在修订 进展顺利 有进展 半完成
        inprogress inprocess ongoing underway started begun beginning continuing continuous active wip pilot piloting
        applied submitted drafting implementing""",
    (_SOME, _NEAR): """
        基本完成 初步完成 部分完成 大部分完成 大部完成 多数完成 即将完成 接近完成 将完成 快完成 阶段性完成 主体完成
        已基本完成 已初步完成 已部分完成 完成大部分 已完成大部分 完成过半 过半 一半 基本建成 初步建成 基本建立
        初步建立 初步形成 基本形成 基本落实 基本到位 主体工程完成 取得进展 取得积极进展 取得重大进展 取得明显进展
        取得阶段性进展 取得阶段性成果 取得阶段性成效 取得成效 取得明显成效 成效明显 成效显著
        almostdone almostcomplete almostcompleted almostfinished nearlydone nearlycomplete nearlycompleted
        nearlyfinished mostlydone mostlycomplete partlydone partlycomplete partiallydone partiallycomplete
        partiallycompleted partial partly halfdone halfcomplete substantiallydone substantiallycomplete
        substantiallycompleted essentiallydone basicallydone closetodone soondone""",
    (_SOME, _DONE): """
        落实 已落实 落实到位 已落实到位 到位 已到位 已实施 已建立 建立 已出台 出台 已印发 印发 已制定 已成立 成立 已建成
        建成 已上线 已运行 已验收 验收 通过验收 已通过 已整改 整改到位 达标 已达标 实现 已实现 达成
        implemented established issued adopted passed achieved closed""",
    (_NOT, _SOME): """
        未完成 尚未完成 还未完成 没完成 没有完成 暂未完成 未全部完成 未办结 待完成 筹备 筹备中 正在筹备 准备中
        正在准备 谋划中 正在谋划 已谋划 研究中 正在研究 调研中 前期工作 开展前期工作
        notdone notcomplete notcompleted notfinished incomplete unfinished undone notyetdone tobedone preparing
        pending""",
    (_NOT,): """
        未开展 尚未开展 暂未开展 没开展 没有开展 未开始 尚未开始 还没开始 没有开始 尚未启动 暂未启动 没启动 没有启动
        未推进 未实施 未动工 未落实 拟开展 拟启动 拟推进 拟实施 计划开展 计划启动 准备开展 准备启动 将开展 将启动
        即将开展 即将启动 待开展 待启动 列入计划 已列入计划
        notbegun notyet notyetstarted unstarted planned todo scheduled""",
}
_MEANS: dict[str, Stages] = {word: stages for stages, words in _WORDS.items() for word in words.split()}

# Words that nobody has listed are weighed by what is in them: the first of these that fits. A word of done alone is not
# among them, for what stands beside it may take back half of it (已完成初稿).
_PARTS: tuple[tuple[re.Pattern[str], Stages], ...] = (
    (re.compile(r"未|没|尚|无法|不(?!断)|\bnot?\b|\b(?:un|in)|\bnever\b"), (_NOT, _SOME)),
    (re.compile(r"拟|计划|筹备|准备|即将(?!完成)|\bplan|\bto be\b"), (_NOT, _SOME)),
    (re.compile("基本|部分|初步|大部|多数|接近|几乎|阶段|主体|过半|一半|突破|成效|almost|nearly|partly|partial|most|half"), (_SOME, _NEAR)),
    (re.compile("正在|推进|持续|长期|坚持|常态|启动|试点|申报|开展|实施|进行|起草|待|progress|going|start"), (_SOME,)),
)  # fmt: skip
_CHOICES: dict[Stages, Text] = {
    (_SOME, _NEAR): Text(
        "还不是全部完成，按实际写“推进中”或“取得突破”",
        "it is not wholly finished: write under_way or substantial, as it is",
    ),
    (_SOME, _DONE): Text(
        "没有说清做到了哪一步：还在做的写“推进中”，本项要求全部做到的才写“已完成”",
        "it does not say how far it has come: under_way while it goes on, done only where all that is asked is reached",
    ),
    (_NOT, _SOME): Text(
        "没有说清做到了哪一步：没有动的写“未启动”，动了没有做完的写“推进中”",
        "it does not say how far it has come: not_started if nothing was done, under_way if something was",
    ),
}
# What takes back some of a word before it.
_BUT = re.compile(r"未|没|尚|待|但|除|部分|基本|初步|还|余|不|其他|其余|not|but|except|part|still|remain|\d\s*[%％]")
_PARTED = re.compile(r"[，,。；;：:、(（\s—]+")
_IN_NUMBERS = re.compile(
    r"(?:已|已经)?(?:完成|达到?|进度)?\s*\d+(?:\.\d+)?\s*[%成]?|百分之\S+|[一二三四五六七八九]成\S*"
)
_YES = frozenset(["是", "否", "对", "有", "√", "✓", "✔", "☑", "×", "yes", "no", "true", "false", "y", "n", "ok"])
_FOREIGN = frozenset(
    [
        "不适合",
        "不适应",
        "不需要",
        "不涉及",
        "不承担",
        "无此项",
        "无此项工作",
        "没有此项",
        "没有此项工作",
        "不适合",
        "n/a",
        "na",
        "notapplicable",
    ]
)
_CHOSEN_AT_MOST = 2  # who names more has left the choices of the form as they stood
_LONGEST = 20  # no slip of a name is longer
_VERDICTS = {plain(word) for text in FAILURES.values() for word in text} | {*FAILURES, *VERDICT_ALIASES}
_NAMES = {plain(name): english for english, text in STATUSES.items() for name in (english, text.zh)}


def means(written: str) -> Stages:
    """Return the stages that a word can honestly mean, the lowest first; none for a word that tells of no stage."""
    word = plain(written)
    key = re.sub(r"[\s_-]", "", word)
    if word in _NAMES:
        return (_NAMES[word],) if _NAMES[word] in LADDER else ()
    if key in _MEANS:
        return _MEANS[key]
    return next((stages for part, stages in _PARTS if part.search(word)), ())


def of_status(written: str) -> Hint:
    """Return what to write instead of a word that is no status; what may be written in general is to follow."""
    word = plain(written)
    text = _of_other_words(word) or _of_several(written) or _of_one(written)
    return Hint(text) if text else UNKNOWN


def _of_other_words(word: str) -> Text | None:
    """Return what is said of words that tell nothing of how far a task has come."""
    if word in _VERDICTS and word not in _NAMES:
        return Text(
            "这是判定结果，由本工具算出；状态只写做到了哪一步",
            "that is a verdict, which is computed; say how far it has come",
        )
    if _IN_NUMBERS.fullmatch(word):
        return Text(
            "数写进“进度”或“数值”，状态写做到了哪一步", "numbers go under progress or value; say how far it has come"
        )
    if word in _YES:
        return Text("状态写做到了哪一步", "say how far it has come")
    if word in NOTHING:
        return Text(
            "还没有做的写“未启动”；本单位确实没有这项工作的写“不适用”，并写理由",
            "write not_started if nothing was done, not_applicable with a reason where it does not concern the unit",
        )
    if re.sub(r"[\s_-]", "", word) in _FOREIGN:
        zh, en = "写“不适用”的还要写理由", "it needs a reason as well"
        return asked("not_applicable" if is_english(word) else "不适用", zh, en)
    return None


def _of_several(written: str) -> Text | None:
    """Return how to part a status from the remark that follows it."""
    head, rest = _parted(written)
    stage = one_stage(plain(head))
    if stage is None or not rest:
        return None
    if sum(name in plain(written) for name in _NAMES if not name.isascii()) > _CHOSEN_AT_MOST:
        return Text("几个状态只留一个，其余删去", "leave one of these statuses and delete the others")
    if stage == _DONE and _BUT.search(rest):
        return Text(
            "状态只写一个词，其余写进“说明”；没有全部完成的写“推进中”或“取得突破”",
            "the status is one word, the rest goes under note; what is not wholly finished is under_way or substantial",
        )
    shown = shortened(rest)
    return Text(
        f"分开写：“状态: {STATUSES[stage].zh}”和“说明: {shown}”",
        f"write them apart: “status: {stage}” and “note: {shown}”",
    )


def _parted(written: str) -> tuple[str, str]:
    """Return what stands before the first sign or blank of a text, and what follows it."""
    text = written.strip().strip("“”\"'")
    found = _PARTED.search(text)
    if not found:
        return text, ""
    return text[: found.start()], text[found.end() :].strip("，,。；;：:、)） —")


def one_stage(word: str) -> str | None:
    """Return the one status that a word names, or means for certain."""
    listed = _MEANS.get(word, ())
    return _NAMES.get(word) or (listed[0] if len(listed) == 1 else None)


def _of_one(written: str) -> Text | None:
    stages, word = means(written), plain(written)
    if len(stages) > 1:
        return _CHOICES[stages]
    if not stages:
        guess = _near(word)
        return asked(guess) if guess else None
    return asked(stages[0] if is_english(word) else STATUSES[stages[0]].zh)


def _near(word: str) -> str | None:
    """Return the name of a status of which a word is a slip of the pen.

    The upper stages are only found behind their own letters in another order: any other sign may mean less.
    """
    guess = (
        None
        if len(word) > _LONGEST
        else closest(word, [name for english, text in STATUSES.items() for name in (english, text.zh)])
    )
    upper = guess is not None and _NAMES[plain(guess)] in (_NEAR, _DONE)
    if guess and upper and (set(word) - set(guess) or len(word) < len(guess) - 1):
        return None
    return guess
