"""The version of this release, where its pages stand, and by what it knows its own workbooks."""

__version__ = "0.1.0"
# What it calls itself, in the foot of reports and to other programs.
NAME = "fazhi-check"
TOOL = f"{NAME} {__version__}"
# The hidden sheets by which it knows its own workbooks: a form, a ledger, the register of a round, its sheet of reviews.
FORM_MARK, LEDGER_MARK = "_fazhi_form", "_fazhi_ledger"
ROUND_MARK, REVIEW_MARK = "_fazhi_round", "_fazhi_reviews"
# The page of all rules, each at its code's anchor: what pyproject.toml names under [project.urls] as Documentation (a
# test holds them together). The project has no public home yet, and no address is better than one that leads nowhere.
DOCUMENTATION: str | None = None
