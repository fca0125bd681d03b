"""The problems of units (问题台账) on the screen: what is to be put right or verified, two lines each."""

from __future__ import annotations

from fazhi_check.digest.problems import LEDGER, Listed
from fazhi_check.reports.text.page import Page


def print_ledger(page: Page, listed: Listed, units: bool = False) -> None:
    """Print a list of problems, with the names of their units where these are several; nothing where it is empty."""
    if not listed.rows:
        return
    page.blank()
    page.line((page.say(LEDGER), "bold"))
    for row in listed.rows:
        whose = f"{row.unit}  " if units else ""
        page.line((f"{row.no}  ", "dim"), f"{whose}{page.say(row.text)}", indent=2)
        page.line((page.say(row.said), "bold red" if row.over else ""), indent=4)
    if listed.rest:
        page.line((page.say(listed.aside), "dim"), indent=2)
