"""The public face: what other programs import."""

from __future__ import annotations

import pytest
from helpers.project import ROOT

import fazhi_check
from fazhi_check.submission.reading import UnusableSubmission


@pytest.mark.parametrize("name", fazhi_check.__all__)
def test_every_public_name_is_there(name):
    assert getattr(fazhi_check, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = fazhi_check.nothing_of_the_kind


def test_a_submission_is_loaded_from_its_file():
    loaded = fazhi_check.load_submission(str(ROOT / "submissions" / "hegang-2023.yaml"))
    assert loaded.unit.code == "230400"
    assert loaded.entries


@pytest.mark.parametrize(("text", "code"), [("a: [", "FZ103"), ("plan: x\n", "FZ201")])
def test_a_file_without_a_submission_says_why(tmp_path, text, code):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableSubmission) as caught:
        fazhi_check.load_submission(str(path))
    assert code in {finding.code for finding in caught.value.findings}


def test_a_report_on_real_files_counts_them():
    report = fazhi_check.check([str(ROOT / "submissions" / "hegang-2023.yaml")])
    assert report.counts()["files"] == 1
    assert report.files[0].assessments
