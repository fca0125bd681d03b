"""How a proof is shown: on the terminal, or as JSON."""

from __future__ import annotations

from typing import Any

from fazhi_check.reports.text.page import Page
from fazhi_check.sanitize import clean, mask
from fazhi_check.trace.plan import PlanTrace, Sentence
from fazhi_check.trace.submission import Quote, SubmissionTrace
from fazhi_check.words import ROLES, Text

SCHEMA_VERSION = 1
_INNER = ("place", "line", "wrapped")  # what JSON says otherwise, or not at all
_STATES = {
    "covered": ("met", Text("已覆盖", "covered")),
    "context": ("exempt", Text("不提要求", "context")),
    "uncovered": ("overdue", Text("未覆盖", "uncovered")),
    "conflict": ("invalid", Text("既作依据又列为不提要求", "claimed and declared as context")),
}

# A phrase of a few signs often stands in the text twice: in the sentence that is meant, and in another.
_LONGER = Text(
    "同一个短语在原文里不止一处：把 context 的短语（或目标的摘句）写长一点，只落在要说的那一句上；这句有目标的，删去那条 context",
    "the same phrase stands in the text more than once: lengthen the phrase of the context (or the anchor) until it is in "
    "the sentence that is meant alone; where this sentence has its target, delete that context",
)


def plan_data(trace: PlanTrace, plan: str, source: str) -> dict[str, Any]:
    """Return the proof of a plan as JSON data."""
    sums = trace.items()
    return {
        "schema_version": SCHEMA_VERSION,
        "plan": plan,
        "source": source,
        "ok": trace.ok,
        "counts": {
            "sentences": len(trace.sentences),
            **{state: len(trace.of(state)) for state in _STATES},
            "clauses": sum(item.clauses for item in sums),
            "clauses_covered": sum(item.clauses_covered for item in sums),
            "lost": len(trace.lost),
            "roles": {role: trace.roles.get(role, 0) for role in ROLES},
        },
        "items": [item._asdict() for item in sums],
        "sentences": [_sentence_data(sentence) for sentence in trace.sentences],
        "uncovered_clauses": [
            {"line": clause.line, "item": sentence.item, "targets": list(sentence.targets), "text": clause.text}
            for sentence, clause in trace.bare()
        ],
        "lost": [
            {
                "target": lost.claim.target,
                "anchor": lost.claim.phrase,
                "file": lost.claim.file,
                **lost.claim.place.data,
                "elsewhere": lost.elsewhere,
            }
            for lost in trace.lost
        ],
    }


def _sentence_data(sentence: Sentence) -> dict[str, Any]:
    return {
        "line": sentence.piece.line,
        "item": sentence.item,
        "state": sentence.state,
        "targets": list(sentence.targets),
        "reasons": list(sentence.reasons),
        "clauses": len(sentence.clauses),
        "clauses_covered": sentence.covered,
        "text": sentence.piece.text,
    }


def print_plan(trace: PlanTrace, folder: str, page: Page, show: bool) -> None:
    """Print the coverage by item, then what is lost, uncovered or in conflict; with `show` every sentence."""
    header = Text("条目        句子 已覆盖 不提要求  分句 已覆盖", "item        sent.  cov.  context  clauses  cov.")
    page.line((page.say(header), "bold"))
    for item in trace.items():
        name = page.fit(item.item or page.say(Text("（条目之外）", "(outside)")), 10)
        page.line(
            f"{name}{item.sentences:>6}{item.covered:>7}{item.context:>9}{item.clauses:>6}{item.clauses_covered:>7}"
        )
    if show:
        _print_sentences(trace.sentences, page)
    for lost in trace.lost:
        _print_lost(page, folder, lost)
    if not show:
        _print_sentences([*trace.of("uncovered"), *trace.of("conflict")], page)
    _print_clauses(trace, page)
    _print_plan_result(trace, page)


def _print_lost(page: Page, folder: str, lost: Any) -> None:
    claim = lost.claim
    border = claim.target is None and claim.reason is None
    name = claim.target or page.say(Text("起止短语", "border") if border else Text("不提要求的句子", "context"))
    where = (
        Text(f"，第 {lost.elsewhere} 行另有", f"; it stands in line {lost.elsewhere}")
        if lost.elsewhere
        else Text("", "")
    )
    text = Text(
        f"原文摘句“{claim.phrase}”在应在的条目里找不到{where.zh}",
        f"the anchor {claim.phrase} is not in its item{where.en}",
    )
    if border:
        text = Text(
            f"这里应从“{claim.phrase}”分开，在应在的地方找不到{where.zh}：按原文改写",
            f"{claim.phrase} is not where a part should begin or end{where.en}: write it as the text has it",
        )
    page.blank()
    page.line((f"{page.mark('overdue')} {folder}/{claim.file}{claim.place.at} {name} ", "bold red"))
    page.line(page.say(text), indent=2)


def _print_sentences(sentences: list[Sentence], page: Page) -> None:
    for sentence in sentences:
        mark, name = _STATES[sentence.state]
        line = page.say(Text(f"第 {sentence.piece.line} 行", f"line {sentence.piece.line}"))
        both = sentence.state == "conflict"
        resting = " ".join((*sentence.targets, *sentence.reasons) if both else sentence.targets or sentence.reasons)
        page.blank()
        page.line((f"{page.mark(mark)} {line} {sentence.item or ''} {page.say(name)}", "bold"), f"  {resting}")
        page.line(clean(sentence.piece.text), indent=2)
        if both:
            page.line(page.say(_LONGER), indent=2)


def _print_clauses(trace: PlanTrace, page: Page) -> None:
    """Print the clauses without a target of sentences that have one; those of the others were shown with these."""
    bare = trace.bare()
    if not bare:
        return
    page.blank()
    page.line((page.say(Text(f"未覆盖的分句 {len(bare)}", f"clauses not covered: {len(bare)}")), "bold"))
    for sentence, clause in bare:
        line = page.say(Text(f"第 {clause.line} 行", f"line {clause.line}"))
        page.line(f"{line} {sentence.item or ''} {clean(clause.text)}", indent=2)


def _print_plan_result(trace: PlanTrace, page: Page) -> None:
    sums = trace.items()
    clauses, covered = sum(item.clauses for item in sums), sum(item.clauses_covered for item in sums)
    counts = {state: len(trace.of(state)) for state in _STATES}
    result = _result(trace, clauses - covered)
    share = f"{100 * covered / clauses:.1f}%" if clauses else "–"
    tally = Text(
        f"句子 {len(trace.sentences)}：已覆盖 {counts['covered']}，不提要求 {counts['context']}，"
        f"未覆盖 {counts['uncovered']}，冲突 {counts['conflict']}；分句 {covered}/{clauses}（{share}）；找不到的原文摘句 {len(trace.lost)}",
        f"{len(trace.sentences)} sentences: {counts['covered']} covered, {counts['context']} context, "
        f"{counts['uncovered']} uncovered, {counts['conflict']} in conflict; clauses {covered}/{clauses} ({share}); "
        f"anchors lost: {len(trace.lost)}",
    )
    page.blank()
    page.line((page.say(result), "bold green" if trace.ok else "bold red"), "  ", page.say(tally))
    page.line(page.say(_by_role(trace)))


def _result(trace: PlanTrace, bare: int) -> Text:
    """Return the result in a word or two: sentences all covered may still hold clauses on which nothing rests."""
    if not trace.ok:
        return Text("有缺口", "not proven")
    if bare:
        return Text(
            f"句句有着落，其中 {bare} 个分句没有目标", f"every sentence is covered, {bare} of their clauses are not"
        )
    return Text("全部有着落", "proven")


def _by_role(trace: PlanTrace) -> Text:
    """Return how many tasks, goals and principles the plan was encoded as."""
    counts = [(name, trace.roles.get(role, 0)) for role, name in ROLES.items()]
    return Text(
        "，".join(f"{name.zh} {count} 项" for name, count in counts),
        ", ".join(f"{name.en}s: {count}" for name, count in counts),
    )


def submission_data(trace: SubmissionTrace, path: str, source: str) -> dict[str, Any]:
    """Return the proof of a submission as JSON data."""

    def row(one: Any) -> dict[str, Any]:
        place = one.place
        data = {k: mask(v) if isinstance(v, str) else v for k, v in one._asdict().items() if k not in _INNER}
        return {**data, "at": place.data}

    return {
        "schema_version": SCHEMA_VERSION,
        "submission": path,
        "source": source,
        "ok": trace.ok,
        "quotes": [{**row(quote), "source_line": quote.line} for quote in trace.quotes],
        "stray_figures": [row(figure) for figure in trace.figures],
        "unquoted": [row(item) for item in trace.unquoted],
        "shared": {mask(text): targets for text, targets in trace.shared().items()},
    }


def print_submission(trace: SubmissionTrace, path: str, page: Page, show: bool) -> None:
    """Print quotes that are not found, figures without a quote and quotes that serve two entries."""
    if show:
        for quote in trace.quotes:
            line = quote.line or page.mark("none")
            page.line(
                f"{page.mark('met' if quote.line else 'overdue')} {quote.target:<10} {line:>4}  {clean(quote.text)}"
            )
    for quote in trace.lost():
        text = _lost(quote)
        page.line((f"{path}{quote.place.at} ", "bold red"), quote.target, " ", page.say(text))
    for figure in trace.figures:
        text = Text(
            f"数字 {figure.text} 不在本项任何引文里", f"the figure {figure.text} stands in none of the entry's quotes"
        )
        page.line((f"{path}{figure.place.at} ", "bold red"), figure.target, " ", page.say(text))
    for item in trace.unquoted:
        text = Text(f"佐证“{clean(item.title)}”没有引文", f"the evidence {clean(item.title)} has no quote")
        page.line((f"{path}{item.place.at} ", "yellow"), item.target, " ", page.say(text))
    for quoted, targets in trace.shared().items():
        page.line(
            page.say(Text("同一引文用于多项", "one quote, several entries")), f" “{clean(quoted)}” ", " ".join(targets)
        )
    _print_submission_result(trace, page)


def _lost(quote: Quote) -> Text:
    said = clean(quote.text)
    if quote.wrapped:
        return Text(
            f"引文 {said} 外面多了一对引号，原文里没有，请删去",
            f"delete the quotation marks around {said}: the source has the words without them",
        )
    return Text(f"原文里找不到引文“{said}”", f"the source does not hold the quote {said}")


def _print_submission_result(trace: SubmissionTrace, page: Page) -> None:
    found, lost = len(trace.quotes) - len(trace.lost()), len(trace.lost())
    text = Text(
        f"引文 {len(trace.quotes)}：找到 {found}，找不到 {lost}；没有引文的数字 {len(trace.figures)}；"
        f"用于多项的引文 {len(trace.shared())}；没有引文的佐证 {len(trace.unquoted)}",
        f"{len(trace.quotes)} quotes: {found} found, {lost} lost; figures without a quote: {len(trace.figures)}; "
        f"quotes that serve several entries: {len(trace.shared())}; evidence without a quote: {len(trace.unquoted)}",
    )
    result = Text("全部有出处", "proven") if trace.ok else Text("有缺口", "not proven")
    page.line((page.say(result), "bold green" if trace.ok else "bold red"), "  ", page.say(text))
