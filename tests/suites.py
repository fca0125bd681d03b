"""The readers against public suites of test documents, when these are at hand. No part of the test run.

    python tests/suites.py --yaml FOLDER --json FOLDER --toml FOLDER --other FOLDER [--list]

`--yaml` is the data branch of the YAML test suite, `--json` a checkout of JSONTestSuite, `--toml` one of toml-test, and
`--other` (repeatable) any folder with .yaml, .yml, .json or .toml files. Each document is read whole, as its suite
expects; then whole and put into submissions in several ways, where the fast readers must say what the exact ones say.
Prints one table of each and the kinds of what differs, with `--list` every document; exits with 1 where a fast reader
says something else than the exact one, or a place of TOML is not where its key is.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from helpers.readers import agree, exactly, same_data, same_submission

from fazhi_check.findings import Finding
from fazhi_check.source.composer import Refused
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.toml import compose_toml
from fazhi_check.source.yaml import compose

# Larger files that belong to no suite are left out: each is read some thirty times, most of them the exact way.
_LARGEST = 8_000
HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\n'
JSON_HEAD = '{"plan": "small", "unit": {"name": "甲市", "level": "city", "code": "650100"}, "as_of": "2023-08-30", '
# Submissions that hold a document: as the value of a text, as an entry, as all entries, as an item of a list.
AROUND_YAML = {
    "note": (HEAD + "entries:\n  1.2.1-04:\n    status: met\n    note:\n", 6),
    "note on its line": (HEAD + "entries:\n  1.2.1-04:\n    status: met\n    note: ", 6),
    "entry": (HEAD + "entries:\n  1.2.1-04:\n", 4),
    "entries": (HEAD + "entries:\n", 2),
    "evidence": (HEAD + "entries:\n  1.2.1-04:\n    evidence:\n      - ", 8),
    "before": ("", 0),
}
AROUND_JSON = {
    "note": JSON_HEAD + '"entries": {"1.2.1-04": {"note": %s}}}',
    "entries": JSON_HEAD + '"entries": %s}',
    "evidence": JSON_HEAD + '"entries": {"1.2.1-04": {"evidence": [%s]}}}',
}


class Document(NamedTuple):
    """One text of a suite: whether it is `valid` (None: the suite leaves that open), and the data it holds, if said."""

    suite: str
    name: str
    text: str
    valid: bool | None = None
    data: Any = ...

    @property
    def is_toml(self) -> bool:
        """Tell whether it is read as TOML."""
        return self.name.endswith(".toml")

    @property
    def is_json(self) -> bool:
        """Tell whether it is read as JSON and nothing else."""
        return self.name.endswith(".json")


def main(arguments: list[str] | None = None) -> int:
    """Compare what the arguments name; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("yaml", "json", "toml", "other"):
        parser.add_argument(f"--{name}", action="append", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--list", action="store_true", help="every document that differs")
    given = parser.parse_args(arguments)
    readers = {"yaml": yaml_suite, "json": json_suite, "toml": toml_suite, "other": any_files}
    documents = [one for name, read in readers.items() for folder in getattr(given, name) for one in read(folder)]
    told = expected(documents, given.list)
    faults = [*misplaced(documents), *differing(documents)]
    print("\n".join(f"FAULT {fault}" for fault in faults))
    return 1 if faults or not told else 0


# The suites.


def text_of(path: Path) -> str | None:
    """Return the text of a file without its byte order mark, None where it is not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def yaml_suite(folder: Path) -> Iterator[Document]:
    """Yield the documents of the YAML test suite; where one holds several, the first counts."""
    for path in sorted(folder.rglob("in.yaml")):
        if path.parent.is_symlink() or {"name", "tags"} & set(path.relative_to(folder).parts):
            continue
        text, said = text_of(path), path.parent / "in.json"
        data = first_value(said.read_text("utf-8")) if said.exists() else ...
        if text is not None:
            name = str(path.parent.relative_to(folder)) + ".yaml"
            yield Document("YAML", name, text, not (path.parent / "error").exists(), data)


def json_suite(folder: Path) -> Iterator[Document]:
    """Yield the documents of JSONTestSuite: y is valid, n is not, i is left open."""
    for path in sorted(folder.rglob("*.json")):
        text = text_of(path)
        if path.parent.name in ("test_parsing", "test_transform") and text is not None:
            valid = {"y": True, "n": False}.get(path.name[:2].rstrip("_"))
            yield Document("JSON", path.name, text, valid, first_value(text) if valid else ...)


def toml_suite(folder: Path) -> Iterator[Document]:
    """Yield the documents of toml-test, those of version 1.0 where it lists them."""
    (root,) = {path.parent for path in folder.rglob("files-toml-1.0.0")}
    for line in sorted((root / "files-toml-1.0.0").read_text("utf-8").split()):
        text = text_of(root / line) if line.endswith(".toml") else None
        if text is not None:
            said = (root / line).with_suffix(".json")
            data = untyped(json.loads(said.read_text("utf-8"))) if said.exists() else ...
            yield Document("TOML", line, text, line.startswith("valid/"), data)


def any_files(folder: Path) -> Iterator[Document]:
    """Yield every text of a folder, of which nothing is known."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".yml", ".json", ".toml") and path.is_file() and path.stat().st_size < _LARGEST:
            text = text_of(path)
            if text is not None:
                yield Document("other", str(path.relative_to(folder)), text)


def first_value(text: str) -> Any:
    """Return the first JSON value of a text, its numbers and words as they are written; nothing is an empty mapping."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    return as_written(decoder.raw_decode(text.lstrip())[0]) if text.strip() else {}


def as_written(value: Any) -> Any:
    """Return data with its truth values as words."""
    if isinstance(value, dict):
        return {key: as_written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_written(inner) for inner in value]
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def untyped(value: Any) -> Any:
    """Return what toml-test says of a value: its texts; of anything else only that there is something."""
    if isinstance(value, list):
        return [untyped(inner) for inner in value]
    if set(value) == {"type", "value"} and isinstance(value["type"], str):
        return value["value"] if value["type"] == "string" else None
    return {key: untyped(inner) for key, inner in value.items()}


# What a suite expects.


def expected(documents: list[Document], every: bool) -> bool:
    """Print how each suite's documents are read; tell whether there were any."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in documents:
        outcome, why = judged(one)
        counts[one.suite][outcome] += 1
        if why:
            kinds[one.suite, f"{outcome}: {why}"].append(one.name)
    columns = list(dict.fromkeys(outcome for count in counts.values() for outcome in count))
    print(" | ".join(["suite", "documents", *columns]))
    for suite, count in counts.items():
        print(" | ".join([suite, str(count.total()), *(str(count[column]) for column in columns)]))
    for (suite, kind), names in sorted(kinds.items()):
        if suite != "other":
            print(f"{suite}: {kind}: {len(names)}" + (f" ({', '.join(names)})" if every else ""))
    return bool(documents)


def judged(one: Document) -> tuple[str, str]:
    """Return how a document is read, and why, where that is not what its suite expects."""
    root = compose_toml(one.text) if one.is_toml else compose(one.text, json=one.is_json)
    if root is None or isinstance(root, Finding):
        why = "" if root is None else f"{root.code} {root.message('en')}"
        why = re.sub(r"tag .*|\*\S+", "…", why)
        if one.valid is None:
            return "left open, refused", why
        return ("refused though valid", why) if one.valid else ("as expected, refused", "")
    if one.valid is None:
        return "left open, read", ""
    if not one.valid:
        return "read though invalid", "in another way than the suite wants it"
    if one.data is ...:
        return "as expected, read", ""
    same = like(plain(root), one.data) if one.is_toml else plain(root) == one.data
    return ("as expected, read", "") if same else ("read otherwise", one.name)


def plain(node: Node) -> Any:
    """Return a tree as data; a key that is no text is its place."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {(key.text or "") if isinstance(key, Scalar) else str(key.place): plain(value) for key, value in node.pairs}


def like(found: Any, said: Any) -> bool:
    """Tell whether data has the shape and the texts that are said; None stands for any single value."""
    if isinstance(said, dict) and isinstance(found, dict):
        return set(found) == set(said) and all(like(found[key], said[key]) for key in said)
    if isinstance(said, list) and isinstance(found, list):
        return len(found) == len(said) and all(map(like, found, said))
    return isinstance(found, str) if said is None else found == said


# What must hold of every document.


def misplaced(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the TOML keys that do not stand where they are said to."""
    import tomllib

    part = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+")
    for one in documents:
        root = compose_toml(one.text) if one.is_toml else None
        rows = one.text.replace("\r\n", "\n").split("\n")
        for key in [] if root is None or isinstance(root, Finding) else keys_of(root):
            written = part.match(rows[key.place.line - 1], key.place.column - 1)
            if written is None or tomllib.loads(f"{written[0]} = 1") != {key.text: 1}:
                yield f"{one.name}: {key.text} is not at {key.place}"


def keys_of(node: Node) -> Iterator[Scalar]:
    """Yield the keys of a tree."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield from (key for key, _ in node.pairs if isinstance(key, Scalar))
            waiting += [value for _, value in node.pairs]
        elif isinstance(node, Sequence):
            waiting += node.items


def differing(documents: Iterable[Document]) -> Iterator[str]:
    """Yield where a fast reader says something else than the exact one, and print how many texts it took."""
    counts: Counter[str] = Counter()
    for one in documents:
        for way, text in [] if one.is_toml else [("whole", one.text), *embedded(one)]:
            counts[f"{way == 'whole'} texts"] += 1
            for reader in (agree, same_data, same_submission):
                try:
                    counts[f"{way == 'whole'} {reader.__name__}"] += reader(text)
                except (AssertionError, Refused) as fault:
                    if not needless(text, fault):
                        yield f"{one.name} ({way}): {reader.__name__}: {str(fault)[:300]}"
    print("\ndocuments | texts | read by libyaml's events | as plain data | as a submission, the quick way")
    for whole, name in ((True, "whole"), (False, "embedded")):
        names = ("texts", agree.__name__, same_data.__name__, same_submission.__name__)
        print(" | ".join([name, *(str(counts[f"{whole} {one}"]) for one in names)]))


def needless(text: str, fault: Exception) -> bool:
    """Tell whether keys that are no texts or stand twice were the only reason: the data cannot be compared."""
    return isinstance(fault, AssertionError) and "stands twice" in str(fault) and isinstance(exactly(text), Finding)


def embedded(one: Document) -> Iterator[tuple[str, str]]:
    """Yield submissions that hold a document."""
    lines = one.text.split("\n")
    for way, (head, indent) in AROUND_YAML.items():
        inner = [f"{' ' * indent}{line}" if line else line for line in lines]
        if head.endswith(" "):
            inner[0] = inner[0].lstrip(" ")
        yield way, head + "\n".join(inner) + ("\n" + HEAD if way == "before" else "")
    if isinstance(compose(one.text, json=True), Node):
        for way, frame in AROUND_JSON.items():
            yield f"JSON {way}", frame.replace("%s", one.text)


if __name__ == "__main__":
    sys.exit(main())
