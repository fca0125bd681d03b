"""The commitments of a passage: which clauses make one, what it is called, and what it may ask."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from fazhi_check.plan.draft.anchors import anchors, running_on
from fazhi_check.plan.draft.assigned import Assigned, inside, opening, without
from fazhi_check.plan.draft.clauses import LONGEST_CLAUSE, fold, read
from fazhi_check.plan.draft.deadlines import days
from fazhi_check.plan.draft.grouping import Group, commitments
from fazhi_check.plan.draft.measures import asked, main_clause
from fazhi_check.plan.draft.model import Background, Drafted, Passage, Reading
from fazhi_check.plan.draft.organs import leads, named
from fazhi_check.plan.draft.titles import title
from fazhi_check.plan.draft.words import ACTS, ENDLESS, FINISHED, NOMINAL
from fazhi_check.source.in_prose import any_of
from fazhi_check.source.prose import Piece, SourceText
from fazhi_check.words import Level

# Chapters that tell where a plan comes from and what it holds to: nobody is asked for anything in them.
_ASKS_NOTHING = re.compile(
    "指导思想|基本原则|(?:编制|规划)依据|(?:规划|发展|编制|工作|时代|政策|制定)背景|形势(?:与|和|及|分析|任务|挑战|要求)*$|现状|回顾|存在的?(?:主要|突出)?问题|"
    "(?:发展|工作|现实|建设|良好|规划)基础$|(?:主要|发展|工作|建设|取得的?|显著)成(?:效|就|绩)|机遇|挑战|名词解释"
)
# A heading that names aims or tasks beside that says nothing of what stands below it: 指导思想、基本原则与主要目标.
_ASKS_TOO = re.compile("目标|任务|要求|重点|举措|措施|工程|愿景|指标")
_STATES_FACTS = re.compile(
    "(?:是|为).{2,30}的(?:关键|重要|根本|基础|核心|首要|必然|基本|有力).{0,8}[。;；]?$|^(?:近年来|目前|当前|“十三五”)"
)
_NUMBERED_FROM = 24  # characters that a title keeps before its number
_COLUMN = re.compile(r"(?:专栏|附表|图|表)\s*\d+")
_BRACKETED = re.compile(r"\([^()]*\)")
# With these the names of fields, places and works end.
_NOUN = re.compile(
    f"(?:行业|产业|领域|地区|区域|流域|河流|[江河湖海]|海域|行动|利用|{any_of((*NOMINAL, *ENDLESS, *FINISHED))}|还[林草湿].*|化)$"
)
_DOES = re.compile(
    f"{any_of(word for word in ACTS if word not in NOMINAL)}|[每不无达占是必须应]|要(?![求点素件闻道])|保持|低于|高于|超过|成为|以上|以下|左右|通(?![道信用讯])"
)
_NAME = 30  # characters of the longest name that a sentence may be
_LINE = 600  # characters that a line of responsible bodies may have
_GRASSROOTS = re.compile("乡镇|街道|社区|行政村|村级|村民(?:委员会|小组|自治)|基层")
_NO_DEPARTMENTS = {"party", "congress", "court", "procuratorate", "political_legal", "organization"}
# A county's own business: 县域规划, 以县级为主.
_COUNTY = re.compile("县域|县级(?!以上|及以上|市)|以县为")
_CITY = re.compile("市级|全市性|地方性法规|地方立法|市委|市政府|市人大")


def readings(passage: Passage, source: SourceText) -> list[Reading]:
    """Return what a passage asks, in the order of its text: every sentence has at least one commitment or is background.

    An anchor stands in the passage, and covers its clause as trace counts it.
    """
    if not passage.sentences:
        return []
    start, end = passage.sentences[0].start, passage.sentences[-1].end
    whole = Piece(start, end, passage.sentences[0].line, source.closed[start:end])
    found: list[Reading] = []
    told = 0  # so many readings have been told who is responsible
    for piece in passage.sentences:
        line = opening(fold(piece.text[:_LINE]))
        if line:
            found[told:] = [_named(one, line) for one in found[told:]]
            told = len(found)
        if line and line.is_all:
            found.append(Background(anchors([piece], source, whole)[0], "写明责任单位和时限，已记入以上各项"))
        else:
            found += _sentence(piece, passage, source, whole)
    return _told_apart(found)


def _named(one: Reading, named: Assigned) -> Reading:
    """Return a commitment with who is responsible and by when as the line behind it says."""
    if isinstance(one, Background):
        return one
    due = one.due or (dict.fromkeys(named.due, "done") if one.role == "task" else {})
    return one._replace(lead=named.lead or one.lead, due=due)


def _told_apart(found: list[Reading]) -> list[Reading]:
    """Return the readings of a passage, no two of one title."""
    times: Counter[str] = Counter()
    taken: set[str] = set()
    apart: list[Reading] = []
    for one in found:
        if isinstance(one, Drafted):
            one = one._replace(title=_apart(one.title, taken, times))  # noqa: PLW2901
            taken.add(one.title)
        apart.append(one)
    return apart


def _apart(name: str, taken: set[str], times: Counter[str]) -> str:
    """Return a title that no other of the passage has: the second of a name is told as such."""
    wanted = name
    while wanted in taken:
        times[name] += 1
        wanted = f"{name[:_NUMBERED_FROM]}（{times[name] + 1}）"
    return wanted


def _asks_nothing(heading: str) -> bool:
    """Tell whether what stands below a heading asks for nothing, as far as the heading says."""
    rest, found = _ASKS_NOTHING.subn("", heading)
    return bool(found) and not _ASKS_TOO.search(rest)


def _sentence(piece: Piece, passage: Passage, source: SourceText, whole: Piece) -> list[Reading]:
    clauses = source.clauses(piece.start, piece.end)
    if not passage.headings or any(map(_asks_nothing, passage.headings)):
        return [Background(anchors(clauses, source, whole)[0], "说明背景")]
    if len(clauses) == 1 and _STATES_FACTS.search(piece.text[:LONGEST_CLAUSE]):
        return [Background(anchors(clauses, source, whole)[0], "说明背景")]
    if len(clauses) == 1 and _only_names(clauses[0]):
        return [Background(anchors(clauses, source, whole)[0], "只有名称，没有写做什么")]
    found: list[Reading] = []
    due: tuple[date, ...] = ()
    for group in commitments(clauses):
        due = days(without(_written(group))) or due
        found.append(_drafted(group, passage, _stands(group, source, whole), due))
    return found


def _written(group: Group) -> str:
    """Return the clauses of a commitment as they are printed, in half-width digits and signs."""
    return "".join(fold(clause.piece.text[:LONGEST_CLAUSE]) for clause in group)


def _stands(group: Group, source: SourceText, whole: Piece) -> tuple[str, ...]:
    """Return the anchors of a commitment; that of a circumstance which is said of many runs on to what is done then."""
    found: list[str] = []
    for one in group:
        (anchor,) = anchors([one.piece], source, whole)
        if one.kind == "frame" and whole.text.count(anchor) > 1:
            anchor = running_on(one.piece, source, whole) or anchor
        found.append(anchor)
    return tuple(dict.fromkeys(found))


def _only_names(piece: Piece) -> bool:
    """Tell whether a sentence is but a name, as headings are that were lost to the text: （二）印染行业（8个）。"""
    text = _BRACKETED.sub("", fold(piece.text[:LONGEST_CLAUSE])).strip()
    one = read(piece._replace(text=text))
    named = one.kind == "rest" and not one.head and len(one.text) <= _NAME and not _DOES.search(one.text)
    return (named and bool(_NOUN.search(one.text))) or bool(_COLUMN.match(text))


def _drafted(group: Group, passage: Passage, stand: tuple[str, ...], due: tuple[date, ...]) -> Drafted:
    what = asked(group, passage.headings)
    main = main_clause(group)
    text = _written(group)
    above = "".join(reversed(passage.headings))
    told = inside(text).lead
    who = told or leads(main.before, main.text + above)
    why = [what.why, "" if told or named(main.before) or named(main.text) else "牵头是猜的，原文这一处没有写"]
    return Drafted(
        title(group),
        stand,
        what.role,
        what.force,
        what.measure,
        dict.fromkeys(due, "done") if what.role == "task" else {},
        _levels(text + above, who),
        who,
        what.kinds,
        what.proofs,
        _condition(group),
        "；".join(filter(None, why)),
    )


def _levels(text: str, who: tuple[str, ...]) -> tuple[Level, ...]:
    """Return the levels that answer, by what is named: the city alone, the grass roots too, or bodies no department is."""
    if _CITY.search(text):
        return ("city",)
    if _COUNTY.search(text):
        return ("county",)
    if _GRASSROOTS.search(text):
        return ("city", "county", "department", "township")
    return ("city", "county") if not {*who} - _NO_DEPARTMENTS else ("city", "county", "department")


def _condition(group: Group) -> str | None:
    """Return when it is asked, where the text says so: 除……外, 凡……的, 对……的."""
    for clause in group:
        if clause.kind == "frame" and re.match(
            r"除[^,]*外$|(?:凡|对|对于)[^,]*的$|未[^,]*的$|[^,]*的除外$", clause.text
        ):
            return clause.text
    return None
