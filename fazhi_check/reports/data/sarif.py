"""The SARIF 2.1.0 report, for code scanning: one run, every rule with its page, a result for each finding."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TextIO
from urllib.parse import quote

from fazhi_check.codes import OF_FILES
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import MEANING, NO_FILE
from fazhi_check.findings import Place
from fazhi_check.reports.data.machine import SLOW, Slow, Told, basis, in_cell, slow_duties, told, worst_first, written
from fazhi_check.reports.view import View
from fazhi_check.rules.book import BOOK, RulePage
from fazhi_check.version import DOCUMENTATION, __version__
from fazhi_check.words import Lang, Text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# A service takes no more results of one run.
MOST = 25_000
_ROOT = "%SRCROOT%"
_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as one SARIF log."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(digest, view)]}
    json.dump(log, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _run(digest: Digest, view: View) -> dict[str, Any]:
    lang = view.lang
    # The rules for plans are of another command, and registered only where it is used.
    codes = {code: number for number, code in enumerate(OF_FILES)}
    files = {id(one): number for number, one in enumerate(digest.files)}
    found = list(told(digest, view.root))
    worst = {id(one) for one in worst_first(found)[:MOST]}
    kept = [one for one in found if id(one) in worst]
    return {
        "tool": {"driver": _driver([BOOK[code] for code in codes], lang)},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(digest, view, len(found) - len(kept))],
        "artifacts": [_artifact(one, view) for one in digest.files],
        "results": [
            *(_result(one, codes[one.finding.code], files[id(one.file)], lang) for one in kept),
            *(_slow(one, files[id(one.file)], lang) for one in slow_duties(digest, view.root)),
        ],
    }


def _driver(rules: list[RulePage], lang: Lang) -> dict[str, Any]:
    return {
        "name": "fazhi-check",
        "version": __version__,
        "semanticVersion": __version__,
        **({"informationUri": DOCUMENTATION} if DOCUMENTATION else {}),
        "language": _LANGUAGES[lang],
        "rules": [_rule(rule, lang) for rule in rules],
    }


def _rule(rule: RulePage, lang: Lang) -> dict[str, Any]:
    short, _, rest = rule.prose(lang).partition("\n\n")
    return {
        "id": rule.code.name,
        "name": "".join(word.capitalize() for word in rule.look.__name__.split("_")),
        "shortDescription": {"text": short},
        "fullDescription": {"text": ("" if lang == "zh" else " ").join((rest or short).split("\n\n"))},
        "help": {"text": rule.page(lang)},
        **({"helpUri": f"{DOCUMENTATION}#{rule.code.name.lower()}"} if DOCUMENTATION else {}),
        "defaultConfiguration": {"level": rule.code.severity.value},
    }


def _invocation(digest: Digest, view: View, left_out: int) -> dict[str, Any]:
    return {
        "executionSuccessful": True,
        "exitCode": digest.exit_code,
        "toolExecutionNotifications": list(_notices(digest, view, left_out)),
    }


def _notices(digest: Digest, view: View, left_out: int) -> Iterator[dict[str, Any]]:
    """Yield what no result says: that results were cut or hidden, which part was judged, and where nothing was."""
    lang = view.lang
    if left_out:
        yield {"level": "warning", "message": {"text": _cut(left_out).say(lang)}}
    if not digest.files:
        yield _notice(NO_FILE.say(lang))
    for number, one in enumerate(digest.files):
        place = {"physicalLocation": {"artifactLocation": {**_location(view.root.name(one.path)), "index": number}}}
        for said in ([one.nothing] if one.empty else []) + list(one.asides.values()):
            yield {**_notice(written(said.say(lang))), "locations": [place]}


def _cut(left_out: int) -> Text:
    return Text(
        f"代码扫描最多接收 {MOST} 条结果，这里留下最要紧的，另有 {left_out} 条没有写入；全部结果见 json、csv 等格式",
        f"A service takes {MOST} results at most: the worst are kept and {left_out} left out; json or csv have all",
    )


def _notice(text: str) -> dict[str, Any]:
    return {"level": "note", "message": {"text": text}}


def _artifact(one: FileDigest, view: View) -> dict[str, Any]:
    return {
        "location": _location(view.root.name(one.path)),
        "roles": ["analysisTarget"],
        "properties": {**basis(one, view.lang), "valid": one.valid},
    }


def _result(one: Told, rule: int, file: int, lang: Lang) -> dict[str, Any]:
    finding = one.finding
    columns = {"startColumn": finding.place.column} if finding.place else {}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": one.level.value,
        "message": {"text": _unlinked(in_cell(one.place, written(finding.message(lang)), lang))},
        "locations": [_found_at(one.path, file, one.place, columns)],
        # The second name is the only one that GitHub reads; without it findings of one line would fall together.
        "partialFingerprints": {"fazhiCheckFinding/v1": one.identity, "primaryLocationLineHash": one.identity},
        **({"suppressions": [_suppression(lang)]} if finding.known else {}),
        **({"properties": {"target": written(finding.target)}} if finding.target else {}),
    }


def _slow(one: Slow, file: int, lang: Lang) -> dict[str, Any]:
    """Return a duty that fails by being slow; no rule finds it, and its id is of none that is described."""
    return {
        "ruleId": SLOW,
        "level": "error",
        "message": {"text": _unlinked(in_cell(one.place, one.message(lang), lang))},
        "locations": [_found_at(one.path, file, one.place)],
        "partialFingerprints": {"fazhiCheckFinding/v1": one.identity, "primaryLocationLineHash": one.identity},
        "properties": {"target": written(one.line.target)},
    }


def _found_at(path: str, file: int, place: Place, columns: Mapping[str, int] = MappingProxyType({})) -> dict[str, Any]:
    """Return where something stands: in a text by its line, in a workbook by its cell too.

    Services ask for a line of every result: that of a cell is its row.
    """
    region = {"startLine": place.line, **({} if place.sheet else columns)}
    physical = {"artifactLocation": {**_location(path), "index": file}, "region": region}
    cell = [{"fullyQualifiedName": written(place.cell), "kind": "element"}] if place.sheet else []
    return {"physicalLocation": physical, **({"logicalLocations": cell} if cell else {})}


def _suppression(lang: Lang) -> dict[str, str]:
    return {"kind": "external", "status": "accepted", "justification": MEANING["known"].say(lang)}


def _unlinked(text: str) -> str:
    # [words](address) in a message is a link to those who read SARIF.
    return text.replace("](", "] (")


def _location(name: str) -> dict[str, str]:
    if name.startswith("/"):
        return {"uri": f"file://{_encoded(name)}"}
    if name[1:3] == ":/":
        return {"uri": f"file:///{name[:2]}{_encoded(name[2:])}"}
    return {"uri": _encoded(name), "uriBaseId": _ROOT}


def _encoded(path: str) -> str:
    """Return a path as a URI spells it, byte for byte where the file's name is not UTF-8."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(written(path))
