"""Fills in a Word template: whatever the values hold stays text, and equal content gives equal bytes.

A template's tags are Jinja's, as docxtpl has them ({{ 主送 }}, {%tr for … %}). They run in a sandbox, and a tag that
means nothing is a mistake of the template, never an empty place.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any, Final, NamedTuple

from fazhi_check.guess import did_you_mean
from fazhi_check.packaged import PACKAGE, contents, is_folder
from fazhi_check.reports.papers import PAPERS
from fazhi_check.sanitize import clean, clean_lines
from fazhi_check.words import Text

_DAY: Final = (1980, 1, 1, 0, 0, 0)  # of every member, whenever it was written
_SHOWN: Final = 60  # of a tag, so many characters are told


class TemplateMistake(ValueError):
    """A template that cannot be filled in: `text` names it and says what is wrong, with the tag."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Template(NamedTuple):
    """A template: which paper it is of, its bytes, and the file of an office's own."""

    paper: str
    raw: bytes
    path: str | None = None

    @property
    def called(self) -> Text:
        """What messages call it."""
        zh, en = (f"（{clean(self.path)}）", f" ({clean(self.path)})") if self.path else ("", "")
        return Text(f"模板“{PAPERS[self.paper].zh}”{zh}", f"template {self.paper}{en}")


def template_of(paper: str, own: Mapping[str, str] | None = None) -> Template:
    """Return the template of a paper: an office's own, where its path is given, else the shipped one. Raises OSError."""
    path = (own or {}).get(paper)
    if path is None:
        return Template(paper, contents(shipped(paper)))
    with open(path, "rb") as stream:
        return Template(paper, stream.read(), path)


def shipped(paper: str) -> str:
    """Return the path of the template that ships with the program."""
    inside = os.path.join(PACKAGE, "templates")
    home = inside if is_folder(inside) else os.path.join(os.path.dirname(PACKAGE), "templates")
    return os.path.join(home, f"{PAPERS[paper].zh}.docx")


def filled(template: Template, content: Mapping[str, Any]) -> bytes:
    """Return a paper: the template with everything filled in. Raises TemplateMistake; ImportError without docxtpl."""
    from docxtpl.template import DocxTemplate
    from jinja2 import TemplateError

    try:
        document = DocxTemplate(BytesIO(template.raw))
        document.init_docx()
    except Exception as error:  # whatever a broken file makes the library raise
        raise _unreadable(template) from error
    try:
        document.render(dict(content), _environment())
    except TemplateError as error:
        raise _mistake(template, error, content) from error
    except Exception as error:  # a tag may do anything: 1/0, a call of what is none
        raise _failed(template, error) from error
    held = BytesIO()
    document.save(held)
    return repeatable(held.getvalue())


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_text_only)


def _text_only(value: Any) -> Any:
    """Return a value as text in WordprocessingML; what the library would take for more than text is told by its number."""
    from jinja2 import Undefined
    from markupsafe import Markup, escape

    if isinstance(value, Undefined):
        str(value)  # raises, with the name of the tag
    if value is None:
        return ""
    # The library turns {_{ into {{, tabs into fields, and so on: none of these stands in a value as such.
    said = str(escape(clean_lines(str(value)))).replace("_", "&#95;").replace("{", "&#123;").replace("}", "&#125;")
    return Markup(said)  # noqa: S704


def repeatable(raw: bytes) -> bytes:
    """Return a Word file without what tells when and where it was written."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(held, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return held.getvalue()


def _unreadable(template: Template) -> TemplateMistake:
    zh, en = template.called
    return TemplateMistake(
        Text(
            f"{zh}打不开：要用 Word 或 WPS 存成 .docx 文件；原样可用 fazhi-check handout templates -o 文件夹 取出",
            f"The {en} cannot be opened: save it as .docx; fazhi-check handout templates -o FOLDER has the shipped ones",
        )
    )


def _mistake(template: Template, error: Any, content: Mapping[str, Any]) -> TemplateMistake:
    from jinja2 import UndefinedError

    tag, near = _tag_at(error), ""
    if isinstance(error, UndefinedError):
        name = _quoted(error.message or "")
        tag, near = name, did_you_mean(name, list(content), "Did you mean").zh
    zh, en = template.called
    said = clean(str(error.message or error))[:_SHOWN]
    return TemplateMistake(Text(f"{zh}里的标记 {tag} 有错：{near or said}", f"The {en} has a mistake at {tag}: {said}"))


def _quoted(message: str) -> str:
    """Return what a message names between quotes."""
    parts = message.split("'")
    return clean(parts[-2]) if len(parts) > 2 else clean(message)


def _tag_at(error: Any) -> str:
    """Return the words of a template around a mistake, as far as the library tells them."""
    found = [line.strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    return clean(found[-1])[:_SHOWN] if found else "?"


def _failed(template: Template, error: Exception) -> TemplateMistake:
    zh, en = template.called
    said = clean(f"{type(error).__name__}: {error}")[:_SHOWN]
    return TemplateMistake(Text(f"{zh}填不出来：{said}", f"The {en} cannot be filled in: {said}"))
