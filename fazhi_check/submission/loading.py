"""What a file holds to a submission, whether that is a text or a workbook."""

from __future__ import annotations

from fazhi_check.findings import Finding
from fazhi_check.source.files import is_json, read_file
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.submission.reading import Read, read_submission


def load(path: str, limits: Limits = DEFAULT) -> Read | Finding:
    """Return what a file says, or the finding for which it cannot be read at all."""
    return read_content(read_file(path, limits), path, limits)


def read_content(content: str | bytes | Finding, path: str, limits: Limits = DEFAULT) -> Read | Finding:
    """Return what a text or the bytes of a workbook say; a finding instead of either is given back."""
    if isinstance(content, Finding):
        return content
    if isinstance(content, str):
        return read_submission(content, limits, is_json(path))
    from fazhi_check.submission.sheet.reading import read_workbook

    return read_workbook(content, limits, path)
