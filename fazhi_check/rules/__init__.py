"""The rules: one function a code, its docstring is the code's page. A rule looks and yields; it never prints."""

from fazhi_check.rules import consistency, evidence, file, form, progress

__all__ = ["consistency", "evidence", "file", "form", "progress"]
