"""What a target says: its title, its anchors, no two alike, and equal words measured alike."""

from __future__ import annotations

from itertools import combinations

from fazhi_check.plan.equal_words import unequal
from fazhi_check.plan.rules.found import Found, Rules, at
from fazhi_check.plan.spec import WrittenPlan

# Characters of a title at most (FZ703), and of an anchor (FZ708): drafts of plans are cut to these, too.
LONGEST_TITLE = 30
ANCHOR = range(4, 25)
# Two titles this alike (shared characters, as a ratio) may be one commitment encoded twice.
_ALIKE = 0.86


def short_titles(plan: WrittenPlan) -> Found:
    """目标标题最多三十个字。

    标题要在一行表格里读完。只写要做的事，依据和条件另有字段。

    ---
    A target's title has at most thirty characters.

    A title must fit one row of a table. Name what is to be done; clause and condition have fields of their own.

    ---
    - id: 1.1.1-01
      title: 健全行政规范性文件的起草、征求意见、合法性审核、集体讨论和公布机制
      measure: {kind: milestone}
      group: regular

    ---
    - id: 1.1.1-01
      title: 健全行政规范性文件制定程序
      measure: {kind: milestone}
      group: regular
    """
    for target in plan.listed:
        if len(target.spec.title) > LONGEST_TITLE:
            yield at(target, "FZ703", "title", length=len(target.spec.title), most=LONGEST_TITLE)


def anchor_lengths(plan: WrittenPlan) -> Found:
    """原文摘句是规划原文里的短语，4 到 24 个字。

    太短的不能定位，太长的就成了抄录。

    ---
    An anchor is a phrase of the plan's text, 4 to 24 characters long.

    A shorter one does not locate anything, a longer one is a copy of the text.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [机构]
      measure: {kind: milestone}
      group: foundation

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
    """
    for target in plan.targets:
        for number, anchor in enumerate(target.spec.anchors):
            if len(anchor) not in ANCHOR:
                yield at(target, "FZ708", "anchors", number, anchor=anchor, length=len(anchor))


def similar_titles(plan: WrittenPlan) -> Found:
    """标题十分相近的两个目标可能是同一承诺写了两遍。

    是同一项就合并，原文摘句并列；不是，就把标题改得能看出区别。

    ---
    Two targets with nearly the same title may be one commitment encoded twice.

    If so, merge them and keep both anchors; if not, word the titles so that the difference shows.

    ---
    - {id: 1.1.1-01, title: 及时公开政务信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 政务信息及时公开, measure: {kind: standing}}

    ---
    - {id: 1.1.1-01, title: 及时公开政务信息, measure: {kind: standing}}
    - {id: 1.1.1-02, title: 及时答复群众来信, measure: {kind: standing}}
    """
    # Drafts are cut by rules from like clauses: they are compared once they are gone over.
    letters = [(target, set(target.spec.title)) for target in plan.targets if not target.spec.draft]
    for (one, left), (other, right) in combinations(letters, 2):
        if len(left & right) >= _ALIKE * len(left | right):
            yield at(other, "FZ709", "title", other=one.spec.id, title=one.spec.title)


def equal_words(plan: WrittenPlan) -> Found:
    """写了编写规则（rules）的规划，同样的措辞要有同样的衡量方式。

    检查能从标题和原文摘句看出来的几条：全面落实…制度；没有定量的提高、提升、增强；没有完成之日的加强、加大、强化；
    规范…秩序、深入学习宣传、强化…意识、树立…意识、自觉在宪法法律范围内活动。确有例外的，在说明里写“例外：”和理由。

    ---
    In a plan that lists its rules, equal words have an equal measure.

    Told are those that titles and anchors show: systems to be applied in full, rises without a level, things to be
    strengthened without an end, and five ways of putting a duty that are read one way. An exception says so in the
    target's note, with the word 例外 and a colon.

    ---
    # plan.yaml 里有 rules: [规范…秩序是常态要求]
    - id: 1.1.1-01
      title: 规范文化市场秩序
      anchors: [依法规范文化市场秩序]
      measure: {kind: standing}
    - id: 1.1.1-02
      title: 规范交通秩序
      anchors: [规范交通秩序]
      measure: {kind: milestone}
      group: regular

    ---
    # plan.yaml 里有 rules: [规范…秩序是常态要求]
    - id: 1.1.1-01
      title: 规范文化市场秩序
      anchors: [依法规范文化市场秩序]
      measure: {kind: standing}
    - id: 1.1.1-02
      title: 规范交通秩序
      anchors: [规范交通秩序]
      measure: {kind: standing}
    """
    for found in unequal(plan):
        yield at(found.target, "FZ719", found.key, why=found.why)


# The rule of each code.
RULES: Rules = {
    "FZ703": short_titles,
    "FZ708": anchor_lengths,
    "FZ709": similar_titles,
    "FZ719": equal_words,
}
