"""The marks that go with verdicts and bars, told apart without colour."""

from __future__ import annotations

# One mark a verdict, told apart without colour. The second form is for terminals that have only ASCII, and for those
# that show many of ours two columns wide. What stands inside columns is always plain.
MARKS: dict[str, tuple[str, str]] = {
    "met": ("✔", "v"),
    "on_track": ("●", "+"),
    "due_soon": ("◔", "~"),
    "lagging": ("▼", "<"),
    "overdue": ("✘", "x"),
    "unproven": ("?", "?"),
    "missing": ("○", "o"),
    "invalid": ("!", "!"),
    "exempt": ("–", "-"),
    "waived": ("–", "-"),
    "full": ("█", "#"),
    "half": ("▒", "="),
    "light": ("░", "-"),
    "none": (".", "."),
    "zero": ("-", "-"),
    "line": ("─", "-"),
    "dot": ("·", "/"),
    "cut": ("…", "."),
}
