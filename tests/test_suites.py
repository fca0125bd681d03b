"""The comparison with public suites, on a suite of a few documents of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from suites import main

from fazhi_check.source.plain.reader import DataReader


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


YAML = {
    "A1/in.yaml": "a: [1, x]\nb: true\n",
    "A1/in.json": '{"a": [1, "x"], "b": true}',
    "A2/in.yaml": "a: 1\n",
    "A2/in.json": '{"a": 2}',
    "B1/in.yaml": "a: [\n",
    "B1/error": "",
    "B2/in.yaml": "a: b\n",
    "B2/error": "",
    "C1/in.yaml": "a: !t b\n",
}
JSON = {
    "test_parsing/y_a.json": '{"a":\n1}',
    "test_parsing/n_a.json": "[1,]",
    "test_parsing/i_a.json": '["\\ud800"]',
    "test_transform/a.json": "[1.0]",
}
TOML = {
    "tests/files-toml-1.0.0": "valid/a.toml\nvalid/a.json\ninvalid/b.toml\n",
    "tests/valid/a.toml": "# '''\n[a.'b']\nc = \"d\" # e\n",
    "tests/valid/a.json": '{"a": {"b": {"c": {"type": "string", "value": "d"}}}}',
    "tests/invalid/b.toml": "a = \n",
}


def test_each_document_is_counted_as_what_it_is(tmp_path, capsys):
    folders = [put(tmp_path / name, files) for name, files in (("y", YAML), ("j", JSON), ("t", TOML))]
    other = put(tmp_path / "o", {"x.yml": "a: b\n", "y.txt": "a: ["})
    given = [text for pair in zip(("--yaml", "--json", "--toml"), map(str, folders), strict=True) for text in pair]
    assert main([*given, "--other", str(other), "--list"]) == 0
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines()]
    table = {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[1:5]}
    seen = {suite: {name: count for name, count in counts.items() if count != "0"} for suite, counts in table.items()}
    assert seen == {
        "YAML": {
            "documents": "5",
            "as expected, read": "1",
            "read otherwise": "1",
            "as expected, refused": "1",
            "read though invalid": "1",
            "refused though valid": "1",
        },
        "JSON": {
            "documents": "4",
            "left open, refused": "1",
            "left open, read": "1",
            "as expected, refused": "1",
            "as expected, read": "1",
        },
        "TOML": {"documents": "2", "as expected, refused": "1", "as expected, read": "1"},
        "other": {"documents": "1", "left open, read": "1"},
    }


def test_a_fast_reader_that_says_something_else_is_a_fault(tmp_path, capsys, monkeypatch: pytest.MonkeyPatch):
    folder = str(put(tmp_path, {"a.yaml": "a: b\n"}))
    assert main(["--other", folder]) == 0
    read = DataReader.read

    def wrong(*given):
        data = read(*given)
        return data._replace(root={key: "c" if value == "b" else value for key, value in data.root.items()})

    monkeypatch.setattr(DataReader, "read", wrong)
    assert main(["--other", folder]) == 1
    assert "FAULT a.yaml (whole)" in capsys.readouterr().out


def test_a_comparison_with_nothing_is_none(capsys):
    assert main([]) == 1
    assert "FAULT" not in capsys.readouterr().out
