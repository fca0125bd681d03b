"""`fazhi-check schema KIND`: JSON Schemas for editors and programs."""

from __future__ import annotations

from typing import Any

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS, SETTINGS, Option
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import chosen
from fazhi_check.cli.values import read_lang, read_plan


def schema(kind: str, plan: str | None, lang: str | None) -> int:
    """Print one schema; with a plan, that of a submission knows what each target asks."""
    from fazhi_check.pages.schemas import SCHEMAS, submission_schema

    language = read_lang(lang)
    chosen(kind, OPTIONS["kind"]._replace(metavar="schema"))
    if kind == "config":
        print_json(config_schema(), indent=2)
        return 0
    found = submission_schema(read_plan(plan), language) if plan and kind == "submission" else SCHEMAS[kind]()
    print_json(found, indent=2)
    return 0


def config_schema() -> dict[str, Any]:
    """Return the schema of fazhi-check.toml, which is also that of [tool.fazhi-check]."""
    from fazhi_check.pages.schemas import DRAFT, with_asides

    properties = {option.key: _property(option) for option in SETTINGS.values()}
    settings = with_asides({"type": "object", "properties": properties, "additionalProperties": False})
    return {"$schema": DRAFT, "title": "fazhi-check settings", **settings}


def _property(option: Option) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "string"}
    if option.kind == "table":
        from fazhi_check.digest.papers.facts import GIVEN

        keys = {
            one: {"type": "string", "description": text.en} for name, text in GIVEN.items() for one in (name, text.zh)
        }
        kind = {"type": "object", "properties": keys, "additionalProperties": False}
    elif option.words:
        kind = {"enum": list(dict.fromkeys(one for name, text in option.words.items() for one in (name, text.zh)))}
    elif option.listed:
        kind = {"anyOf": [kind, {"type": "array", "items": kind}]}
    return {"description": option.help.en, **kind}


COMMAND = command(schema)
