"""The top and the bottom of a report: who, against what, when; the three worst things; the conclusion."""

from __future__ import annotations

from fazhi_check.digest.conclusion import Conclusion
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, WORST, counted_items
from fazhi_check.reports.text.page import STYLES, Page
from fazhi_check.words import Text

CONCLUSIONS = {"passed": "green", "failed": "red", "nothing": "bold yellow"}


def print_head(page: Page, one: FileDigest) -> None:
    """Print who reports, against which edition of which plan, as of when, and the phase in force."""
    unit = f"  {page.say(one.level)}  {one.shown_path}" if one.unit else ""
    page.line((one.name, "bold"), unit)
    if one.plan is None:
        return
    page.line(page.say(Text("对照 ", "against ")), (page.say(one.plan.against), "bold"))
    if one.comparison:
        page.line((page.say(one.comparison.text), "bold yellow"))
    if one.part:
        page.line((page.say(one.part.text), "bold yellow"))
    if one.when:
        page.line(page.say(one.when))
    for said in one.course:
        page.line((page.say(said), "bold"))
    if one.source and page.view.show_all:
        for label, value in one.source_facts:
            page.line((page.say(label) + page.say(COLON), "dim"), page.say(value))


def print_worst(page: Page, one: FileDigest) -> None:
    """Print the three most urgent things where there are more, large enough to be seen from the tenth row."""
    if sum(one.tally.flagged.values()) <= len(one.urgent):
        return
    page.blank()
    page.line((page.say(WORST), "bold"))
    for found in one.urgent:
        page.line(
            (f"{page.mark(found.verdict)} {page.say(found.degree)}  ", STYLES[found.verdict]),
            (page.say(found.title), "bold"),
            f"  {page.say(found.turned_briefly)}" if found.turned_briefly.zh else "",
            indent=2,
        )


def print_sample(page: Page, digest: Digest) -> None:
    """Print what was drawn for a look at its evidence, where that is asked for."""
    if not page.view.sample:
        return
    from fazhi_check.digest.reviews import SAMPLED, sampled, told

    drawn = sampled(digest, page.view.sample)
    if drawn:
        page.blank()
        page.line((page.say(counted_items(SAMPLED, len(drawn))), "bold"))
        for one in drawn:
            page.line(page.say(told(one)), indent=2)


def print_outcome(page: Page, found: Conclusion, reviewed: Text | None = None) -> None:
    """Print the closing lines: what is to be done with the counts, what is still to be reviewed, and the gate, small."""
    page.blank()
    page.line((page.say(found.text), "bold"))
    if reviewed and reviewed.zh:
        page.line(page.say(reviewed))
    page.line((page.say(found.gate), CONCLUSIONS[found.kind]))
