"""The tags that a template names, as its text has them: what of a paper's content it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import nodes

    from fazhi_check.reports.papers.template import Template

# Behind the name of a tag that holds several things: 逐项[].编号 is the number of each.
EACH = "[]"
_OWN = ("loop",)  # what a template has by itself


def tags_of(template: Template) -> list[str]:
    """Return the tags of a template, each once, in the order of the text; what is told of each of several as 逐项[].编号.

    Raises ImportError without docxtpl, jinja2.TemplateSyntaxError.
    """
    from jinja2 import Environment

    environment = Environment(autoescape=True)
    found: list[str] = []
    for text in _texts(template.raw):
        found += _named(environment.parse(text), {})
    return list(dict.fromkeys(found))


def _texts(raw: bytes) -> Iterator[str]:
    """Yield the text of a template, then those of its headers and footers, as the library reads tags in them."""
    from docxtpl.template import DocxTemplate

    document: Any = DocxTemplate(BytesIO(raw))
    document.init_docx()
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))


def _named(node: nodes.Node, within: Mapping[str, str]) -> Iterator[str]:
    """Yield the tags below a node; `within` are the names that loops around it give, by what they stand for."""
    from jinja2 import nodes

    if isinstance(node, nodes.For):
        each = _path(node.iter, within)
        yield from _named(node.iter, within)
        inner = dict(within)
        if each and isinstance(node.target, nodes.Name):
            inner[node.target.name] = f"{each}{EACH}"
            yield f"{each}{EACH}"
        for child in (*node.body, *node.else_):
            yield from _named(child, inner)
        return
    path = _path(node, within)
    if path:
        yield path
        return
    for child in node.iter_child_nodes():
        yield from _named(child, within)


def _path(node: nodes.Node, within: Mapping[str, str]) -> str | None:
    """Return the tag that an expression names; a part of several (名称[0], 名称[1:]) is told as they are."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return None if node.name in _OWN else within.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        above = _path(node.node, within)
        return above and f"{above}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        above = _path(node.node, within)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        return above and (f"{above}.{key}" if isinstance(key, str) else above)
    return None
