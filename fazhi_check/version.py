"""The version of this release, and where its pages stand."""

__version__ = "0.1.0"
# What it calls itself, in the foot of reports and to other programs.
NAME = "fazhi-check"
TOOL = f"{NAME} {__version__}"
# The page of all rules, each at its code's anchor: what pyproject.toml names under [project.urls] as Documentation (a
# test holds them together). The project has no public home yet, and no address is better than one that leads nowhere.
DOCUMENTATION: str | None = None
