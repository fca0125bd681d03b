"""Fills in a Word template: whatever the values hold stays text, and equal content gives equal bytes.

A template's tags are Jinja's, as docxtpl has them ({{ 主送 }}, {%tr for … %}). They run in a sandbox, and a tag that
means nothing is a mistake of the template, never an empty place.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from io import BytesIO
from typing import Any, Final, NamedTuple

from fazhi_check.digest.papers.tags import TAGS
from fazhi_check.guess import did_you_mean
from fazhi_check.packaged import PACKAGE, contents, is_folder
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.papers.grammar import Grammar, Slip
from fazhi_check.reports.papers.unfilled import Several, Unfilled
from fazhi_check.sanitize import clean, clean_lines
from fazhi_check.words import Text

_DAY: Final = (1980, 1, 1, 0, 0, 0)  # of every member, whenever it was written
_SHOWN: Final = 60  # of a tag, so many characters are told
_LISTED: Final = 16  # names at a place are listed where they are so few


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
    grammar = _checked(template)
    try:
        return repeatable(_rendered(template, content))
    except Unfilled as wrong:
        slip = _slip(wrong, grammar, _names(template, content))
        raise _mistake(template, slip) from wrong


def _rendered(template: Template, content: Mapping[str, Any]) -> bytes:
    from fazhi_check.reports.papers.filling import Filling

    return Filling(template.raw).filled(content, _environment())


@lru_cache(maxsize=16)
def _checked(template: Template) -> Grammar:
    """Return the tags of a template, which are right in themselves. Raises TemplateMistake."""
    import docxtpl  # noqa: F401  a plain install says that it is not there, not that the template is broken

    if _unpacked(template.raw) > _MOST:
        raise _said(template, _TOO_LARGE)
    try:
        grammar = Grammar(template.raw)
    except Exception as error:  # whatever a broken file makes the library raise
        raise _unreadable(template) from error
    names = {part for name in TAGS.get(template.paper, {}) for part in name.replace("[]", "").split(".")}
    slip = grammar.slip(_environment(), names)
    if slip:
        raise _mistake(template, slip)
    if not grammar.tags:
        raise _said(template, _NO_TAGS)
    return grammar


def _unpacked(raw: bytes) -> int:
    """Return how many bytes a Word file says that it holds; 0 of what is none, which is told where it is opened."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_text_only)
    # Equal input gives equal bytes: nothing in a template is drawn by lot.
    del made.globals["lipsum"], made.filters["random"]
    return made


def _text_only(value: Any) -> Any:
    """Return a value as text in WordprocessingML; what the library would take for more than text is told by its number."""
    from jinja2 import Undefined
    from markupsafe import Markup, escape

    if isinstance(value, Undefined):
        str(value)  # raises, with the name of the tag
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str)):
        raise Several
    if value is None or value is False:
        return ""
    # The library turns {_{ into {{, tabs into fields, and so on: none of these stands in a value as such.
    said = str(escape(clean_lines("是" if value is True else str(value))))
    said = said.replace("_", "&#95;").replace("{", "&#123;").replace("}", "&#125;")
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


def is_edited(raw: bytes) -> bool:
    """Tell whether bytes are a Word file that is not as the program writes one: somebody has saved it since."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            if "word/document.xml" not in archive.namelist():
                return False
        return _unpacked(raw) > _MOST or repeatable(raw) != raw
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return False


def _unreadable(template: Template) -> TemplateMistake:
    """Return what is said of a file that is no .docx; of an old or a locked one how it becomes one."""
    return _said(template, _OLD if template.raw.startswith(_COMPOUND) else _NO_WORD)


def _said(template: Template, what: Text) -> TemplateMistake:
    zh, en = template.called
    return TemplateMistake(Text(f"{zh}{what.zh}", f"The {en} {what.en}"))


_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST: Final = 64 << 20  # bytes that a template may unpack to: many pictures, and no bomb
_NO_WORD: Final = Text(
    "打不开：要用 Word 或 WPS 存成 .docx 文件；原样可用“fazhi-check handout templates -o 文件夹”取出",
    "cannot be opened: save it as .docx; fazhi-check handout templates -o FOLDER has the shipped ones",
)
_OLD: Final = Text(
    "打不开：这是旧版 .doc，或者设了打开密码（改文件名没有用）；用 Word 或 WPS 打开，取消密码，另存为 .docx",
    "cannot be opened: it is an old .doc, or has a password (another name does not help): open it in Word or WPS, take "
    "the password off and save it as .docx",
)
_TOO_LARGE: Final = Text(
    "太大：解开后超过 64 MB；删去里面的图片等附加内容再存",
    "is too large: it unpacks to more than 64 MB; take pictures and the like out",
)
_NO_TAGS: Final = Text(
    "里一个标记也没有，写出来的每份都会一样；原样可用“fazhi-check handout templates -o 文件夹”取出，标记见 fazhi-check explain papers",
    "has no tag, so every paper would be the same; fazhi-check handout templates -o FOLDER has the shipped ones, "
    "fazhi-check explain papers lists the tags",
)


def _mistake(template: Template, slip: Slip) -> TemplateMistake:
    zh, en = template.called
    tag = clean(slip.tag)
    tag = tag if len(tag) <= _SHOWN else f"{tag[:_SHOWN]}…"
    return TemplateMistake(
        Text(f"{zh}里的标记 {tag} 有错：{clean(slip.why.zh)}", f"The {en} has a mistake at {tag}: {clean(slip.why.en)}")
    )


def _names(template: Template, content: Mapping[str, Any]) -> list[str]:
    """Return all tags that a template may name: those that are told of its paper, and those of what it is filled with."""
    return list(dict.fromkeys([*TAGS.get(template.paper, {}), *content]))


def _slip(wrong: Unfilled, grammar: Grammar, names: Sequence[str]) -> Slip:
    """Return what is wrong with a template that could not be filled in: the tag as it is written, and why."""
    tag = _written(wrong, grammar)
    if wrong.name is None:
        return Slip(tag, wrong.why)
    siblings = _beside(wrong, grammar, names)
    near = did_you_mean(wrong.name, siblings, "Did you mean")
    listed = "、".join(siblings) if len(siblings) <= _LISTED else ""
    zh = near.zh or (f"可用的有：{listed}" if listed else "全部标记见 fazhi-check explain papers")
    en = near.en or (f"there are: {listed}" if listed else "fazhi-check explain papers lists all tags")
    return Slip(tag, Text(f"没有“{wrong.name}”，{zh}", f"there is no {wrong.name}: {en}".rstrip()))


def _written(wrong: Unfilled, grammar: Grammar) -> str:
    """Return the tag that is wrong as it is written: of those in its paragraph the one that names what is not there."""
    here = dict.fromkeys(wrong.tags)
    found = [tag.text for tag in grammar.tags if tag.inner in here] or [f"{{{{ {one} }}}}" for one in wrong.tags]
    named = [text for text in found if wrong.name and wrong.name in text]
    return next(iter([*named, *found]), "?")


def _beside(wrong: Unfilled, grammar: Grammar, names: Sequence[str]) -> list[str]:
    """Return the names at the place of one that is not there: those of each of several, of a part, or the first ones."""
    if not wrong.inside:
        return [name for name in names if "." not in name]
    variable = re.search(rf"([\w.]+)\.{re.escape(wrong.name or '')}", _written(wrong, grammar))
    over = {found[1]: found[2] for tag in grammar.tags if (found := _LOOP.match(tag.inner))}
    above = variable[1] if variable else ""
    place = f"{over[above]}[]" if above in over else above
    return [name.rpartition(".")[2] for name in names if name.rpartition(".")[0] == place]


_LOOP: Final = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)")
