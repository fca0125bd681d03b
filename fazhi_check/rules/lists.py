"""The lists beside a run (FZ6, FZ8): waivers that expired, met nothing or are incomplete; known findings that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from fazhi_check.findings import Finding
from fazhi_check.round.baseline import Baseline, Known
from fazhi_check.round.waivers import Ledger, Waiver
from fazhi_check.words import VERDICTS, Lang, Text, show

_SOON = timedelta(days=30)


def on_waivers(ledger: Ledger) -> list[Finding]:
    """Return what is to be said of the waivers after a run."""
    return [*ledger.noticed(), *incomplete(ledger), *expired(ledger), *unused(ledger), *expires_soon(ledger)]


def on_baseline(known: Baseline, whole: bool = True) -> list[Finding]:
    """Return what is to be said of the known findings after a run; unless it was `whole`, nothing of what is gone."""
    return [*known.noticed, *(gone(known) if whole else ())]


def expired(ledger: Ledger) -> Iterator[Finding]:
    """豁免已经到期。

    到期的次日起，被豁免的判定重新计入。怎么办：问题已经解决的，删去这条豁免；确需延期的，重新批准并写新的期限。

    ---
    A waiver has expired.

    From the day after, the verdict counts again. Delete the waiver if the matter is settled; if it must go on, have it
    approved anew with a new date.

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-06-30

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for waiver, _ in ledger.lapsed():
        yield _finding("FZ601", waiver)


def unused(ledger: Ledger) -> Iterator[Finding]:
    """豁免没有用上。

    报告里写明原因：它所说的目标没有需处理的判定，目标编号或单位名称对不上，这次没有判定这个单位，或者还没有到批准日期。
    核对后删去或改正；只检查了一部分单位时，不必处理。

    ---
    A waiver met nothing flagged.

    The report says why: its target has no flagged verdict, the id or the unit's name does not match, the unit was not
    judged in this run, or it is not granted yet. Check it, and delete or correct it; where only some units were
    checked, leave it.

    ---
    - target: 3.3.2-05  # 已达进度，不需要豁免
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31

    ---
    - target: 3.3.2-08  # 逾期
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for waiver, why in ledger.idle():
        yield _finding("FZ602", waiver, why=why)


def incomplete(ledger: Ledger) -> Iterator[Finding]:
    """豁免不完整。

    每条豁免都要写目标、理由、批准单位、批准日期和到期日期，到期不早于批准。写明单位的只对该单位有效。

    ---
    A waiver is incomplete.

    Each names target, reason, the office that approved it, and the days it was granted and expires, in that order of
    time. With a unit it holds for that unit only.

    ---
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      granted: 2023-01-10
      expires: 2023-12-31

    ---
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for finding in ledger.lacking():
        key = finding.data["key"]
        why = Text(f"缺少{show(key, 'zh')}", f"{show(key, 'en')} is missing")
        yield finding._replace(code="FZ603", data={"why": why})
    for waiver in ledger.waivers:
        if waiver.form.expires < waiver.form.granted:
            why = Text("到期日期早于批准日期", "it expires before it is granted")
            yield Finding("FZ603", waiver.place, {"why": why}, waiver.form.target)


def expires_soon(ledger: Ledger) -> Iterator[Finding]:
    """豁免将在 30 天内到期。

    提前处理：解决问题，或者重新报批。

    ---
    A waiver expires within 30 days.

    Settle the matter in time, or have it approved anew.

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-09-15

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for waiver, day in ledger.used():
        left = waiver.form.expires - day
        if left <= _SOON:
            yield _finding("FZ604", waiver, days=left.days)


def _finding(code: str, waiver: Waiver, **data: object) -> Finding:
    form = waiver.form
    return Finding(code, waiver.place, {"id": form.target, "expires": form.expires, **data}, form.target)


def gone(known: Baseline) -> Iterator[Finding]:
    """已知的问题不再出现。

    清单里登记的这一项，在它的单位这一次的填报里已经没有了：补报了、改正了，或者判定变了（变了的按新问题计入）。
    用 fazhi-check known write 重新生成清单，或删去这一行；不删也不影响结论，但同样的问题再出现时不会被发现。

    ---
    A known finding is gone.

    The submission of its unit no longer has it: it was reported, mended, or has another verdict (which counts as new).
    Write the list anew with fazhi-check known write, or delete the line. Left in, it fails nothing, but the same
    finding would not be noticed when it comes back.

    ---
    - path: a.yaml
      findings: [FZ103]
    ---
    []
    """
    for one, place in known.gone():
        said = Text(_said(one, "zh"), _said(one, "en"))
        yield Finding("FZ801", place, {"what": said, "unit": one.owner.unit or one.owner.path}, one.target or None)


def _said(one: Known, lang: Lang) -> str:
    kind = VERDICTS[one.kind].say(lang) if one.kind in VERDICTS else one.kind
    who = one.owner.unit or one.owner.path
    return " ".join(part for part in (who, kind, one.target, one.about) if part)


# The rule of each code.
RULES: dict[str, Callable[..., Iterable[Finding]]] = {
    "FZ601": expired,
    "FZ602": unused,
    "FZ603": incomplete,
    "FZ604": expires_soon,
    "FZ801": gone,
}
