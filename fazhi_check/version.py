"""The version of this release."""

__version__ = "0.1.0"
# What it calls itself, in the foot of reports and to other programs.
TOOL = f"fazhi-check {__version__}"
