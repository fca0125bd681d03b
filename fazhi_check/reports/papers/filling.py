"""Fills in a Word template by docxtpl, and takes nothing for right that the library would mend in silence.

Loaded only where a paper is written: the library comes with the extra `office`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from docx.oxml.parser import OxmlElement, parse_xml
from docxtpl.template import DocxTemplate
from jinja2 import TemplateError, UndefinedError

from fazhi_check.reports.papers.grammar import Tag
from fazhi_check.reports.papers.rows import loosen
from fazhi_check.reports.papers.unfilled import Several, Unfilled
from fazhi_check.words import Text

_TAGS: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NAMED: Final = re.compile(r"'([^']*)' is undefined|has no (?:attribute|element) '?([^']*?)'?$")
_BROKEN: Final = Text(
    "填好的文件不完整：开头和结尾的标记要在同一层，整段的用 {%p … %}，表格整行的用 {%tr … %}",
    "what it makes is no whole document: tags that belong together take the same layer, {%p … %} or {%tr … %}",
)
_SEVERAL: Final = Text("有多项，要用 for 逐项写", "it holds several things: write them one by one, with for")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Filling(DocxTemplate):
    """A template that is being filled in."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(BytesIO(raw))
        self._lines: Sequence[str] = ()

    def filled(self, content: Mapping[str, Any], environment: Any) -> bytes:
        """Return the document with everything filled in. Raises Unfilled."""
        try:
            self.render(dict(content), environment)
        except Unfilled:
            raise
        except Exception as error:  # a tag may do anything: 1/0, a call of what is none
            raise self._unfilled(error) from error
        self._complete()
        held = BytesIO()
        self.save(held)
        return held.getvalue()

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Return a part with everything filled in. Raises Unfilled where that is no XML, which the library would mend."""
        self._lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).splitlines()
        library: Any = super()
        made = str(library.render_xml_part(src_xml, part, context, jinja_env))
        try:
            parse_xml(made)
        except SyntaxError as error:  # the parser's own kind of it
            blocks = [tag for line in self._lines for tag in _inner(line) if not tag.startswith("end")]
            raise Unfilled(blocks[:1], _BROKEN) from error
        return made

    def _complete(self) -> None:
        """Give cells without a paragraph the one that Word asks for, let long rows break, and take off who wrote it."""
        document: Any = self.docx
        for cell in document.element.body.iter(f"{_W}tc"):
            if not len(cell) or cell[-1].tag != f"{_W}p":
                cell.append(OxmlElement("w:p"))
        loosen(document.element.body)
        properties = document.core_properties
        properties.author = properties.last_modified_by = ""

    def _unfilled(self, error: Exception) -> Unfilled:
        """Return what is wrong by an error, and the tags of the paragraph in which it came up."""
        tags = self._tags_at(error)
        if isinstance(error, Several):
            return Unfilled(tags, _SEVERAL)
        said = str(getattr(error, "message", None) or error)
        found = _NAMED.search(said) if isinstance(error, UndefinedError) else None
        if found:
            return Unfilled(tags, Text(said, said), found[1] or found[2], inside=found[1] is None)
        kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
        return Unfilled(tags, Text(f"填不出来（{kind}{said}）", f"it cannot be filled in ({kind}{said})"))

    def _tags_at(self, error: Exception) -> list[str]:
        trace, line = error.__traceback__, 0
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return _inner(self._lines[line - 1]) if 0 < line <= len(self._lines) else []


def _inner(line: str) -> list[str]:
    return [Tag(re.sub(r"<[^>]+>", "", text), 0).inner for text in _TAGS.findall(line)]
