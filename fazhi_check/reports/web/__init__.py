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
from fazhi_check.reports.web.keys import Keys
from fazhi_check.reports.web.labels import LABELS, openings
from fazhi_check.reports.web.sheets import anchors, chips, lists, overview, selects, sheets
from fazhi_check.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

    from fazhi_check.reports.web.points import PointsPage
    from fazhi_check.reports.web.round import RoundPage

_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as one HTML page."""
    from markupsafe import Markup

    keys = Keys(view.lang, digest.round)
    all_sheets = sheets(digest, view, keys)
    stands = _of_round(digest, view, keys) if digest.round else None
    scored = _scored(digest, view, keys)
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
        stands=stands,
        scored=scored,
        overview=overview(digest, view) if digest.several and not stands else None,
        lists=lists(digest, view.lang) if digest.several or stands else [],
        openings=[(key, text.say(view.lang)) for key, text in openings(digest.called).items()],
        sections=keys.sections,
        units=keys.units,
        selects=selects(digest, keys, view.lang),
        version=__version__,
    )
    out.write(page)


def _of_round(digest: Digest, view: View, keys: Keys) -> RoundPage | None:
    # Imported here: a page without a round does without.
    from fazhi_check.reports.web.round import round_page

    return digest.round and round_page(digest, digest.round, view.lang, keys, anchors(digest))


def _scored(digest: Digest, view: View, keys: Keys) -> PointsPage | None:
    if not any(one.points for one in digest.files):
        return None
    # Imported here: a page without a standard does without.
    from fazhi_check.reports.web.points import points_page

    return points_page(digest, view, keys, anchors(digest))


def _template() -> Template:
    # Imported here: a run that asks for another format does not pay for the template library.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
