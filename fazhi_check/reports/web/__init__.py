"""The HTML report: one self-contained page for screen and paper, which asks nothing of the network.

Works without its script, which only filters. Styles and script are allowed by their hashes and nothing else is
(Content-Security-Policy), and every text is escaped by the template: what a submission says stays text.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from fazhi_check.digest.run import Digest
from fazhi_check.reports.view import View
from fazhi_check.reports.web.labels import LABELS, openings
from fazhi_check.reports.web.sheets import Keys, chips, lists, overview, sheets
from fazhi_check.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as one HTML page."""
    from markupsafe import Markup

    keys = Keys()
    all_sheets = sheets(digest, view, keys)
    style, script = _part("page.css"), _part("page.js")
    page = _template().render(
        language=_LANGUAGE[view.lang],
        t={name: text.say(view.lang) for name, text in LABELS.items()},
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 -- a file of this package
        script=Markup(script),  # noqa: S704 -- a file of this package
        sheets=all_sheets,
        chips=chips(digest, view),
        codes=view.show_all,
        overview=overview(digest, view) if digest.several else None,
        lists=lists(digest, view.lang) if digest.several else [],
        openings=[(key, text.say(view.lang)) for key, text in openings(digest.called).items()],
        sections=keys.sections,
        units=keys.units,
        version=__version__,
    )
    out.write(page)


def _template() -> Template:
    # Imported here: a run that asks for another format does not pay for the template library.
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_part("page.html.j2"))


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
