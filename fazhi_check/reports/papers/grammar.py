"""What is wrong with the tags of a template, told before anything is filled in, each by the tag as it is written.

The library that fills templates in takes much for right that is not: a tag without its last brace stays as text, what
stands beside {%p … %} is lost, and an if over half a paragraph leaves half of it behind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fazhi_check.words import Text

if TYPE_CHECKING:
    from jinja2 import Environment

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PART_OF_TAG: Final = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛[%％]|[%％]｝")
# A tag may take away the whole row, cell, paragraph or piece of text that it stands in.
_LAYERED: Final = re.compile(r"(?:\{%|\{\{)(tr|tc|p|r)\s")
_SINGLE: Final = re.compile(r"[{｛]\s*([\w.]+)\s*[}｝]")
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a layer is made of, and what it is called.
_LAYERS: Final = {"tr": ("tr", "表格一行", "a row"), "tc": ("tc", "一格", "a cell"), "p": ("p", "一段", "a paragraph")}
_AROUND: Final = 20  # of the text before and after a slip so much is told


class Tag(NamedTuple):
    """A tag as it is written, and the paragraph that it stands in, by its number in the template."""

    text: str
    paragraph: int

    @property
    def layer(self) -> str:
        """What it takes away around it: tr, tc, p, r, or nothing."""
        found = _LAYERED.match(self.text)
        return found[1] if found else ""

    @property
    def inner(self) -> str:
        """What it says, without its braces and its layer."""
        return self.text[2 + len(self.layer) : -2].strip("-+ \u3000").translate(_QUOTES)

    @property
    def word(self) -> str:
        """Its first word: for, if, endfor …; nothing of a tag that is filled in."""
        return self.inner.split(None, 1)[0] if self.text.startswith("{%") and self.inner else ""


class Slip(NamedTuple):
    """A mistake: the tag as it is written, and what is wrong with it."""

    tag: str
    why: Text


class Grammar:
    """The tags of a template; the first mistake in them. Raises whatever a broken file makes the library raise."""

    def __init__(self, raw: bytes) -> None:
        self._paragraphs = list(_paragraphs(raw))
        self._texts = ["".join(one.text or "" for one in _own(part, "t")) for part in self._paragraphs]
        self.tags = [Tag(text, at) for at, said in enumerate(self._texts) for text in _TAG.findall(said)]

    def slip(self, environment: Environment, names: Collection[str] = ()) -> Slip | None:
        """Return the first mistake, None where the tags are right in themselves; `names` are those that tags may name."""
        return next((one for found in self._checks(environment, names) for one in found), None)

    def _checks(self, environment: Environment, names: Collection[str]) -> Iterator[Iterator[Slip]]:
        yield self._unfinished()
        yield self._single(names)
        yield (Slip(tag.text, why) for tag in self.tags if (why := _syntax(tag, environment)))
        yield self._crowded()
        yield self._pairs()

    def _unfinished(self) -> Iterator[Slip]:
        """Yield what looks like a piece of a tag and is none."""
        for text in self._texts:
            rest = _TAG.sub(lambda found: " " * len(found[0]), text)
            for found in _PART_OF_TAG.finditer(rest):
                near = text[max(found.start() - _AROUND, 0) : found.end() + _AROUND].strip()
                yield Slip(near, _FULL_WIDTH if found[0][0] in "｛｝％" or "｝" in found[0] else _UNFINISHED)

    def _single(self, names: Collection[str]) -> Iterator[Slip]:
        """Yield what would be a tag of one of the names, had it two braces on each side."""
        for text in self._texts:
            for found in _SINGLE.finditer(_TAG.sub("", text)):
                if found[1].rpartition(".")[2] in names:
                    yield Slip(found[0], _UNFINISHED)

    def _crowded(self) -> Iterator[Slip]:
        """Yield tags that take away what stands beside them."""
        for tag in self.tags:
            if tag.layer not in _LAYERS or not tag.word:
                continue
            name, zh, en = _LAYERS[tag.layer]
            around = _above(self._paragraphs[tag.paragraph], name)
            beside = "".join(one.text or "" for one in around.iter(f"{_W}t")) if around is not None else tag.text
            if beside.strip() != tag.text:
                yield Slip(
                    tag.text,
                    Text(
                        f"要单独占{zh}，旁边的文字写出后会丢失", f"it needs {en} of its own: what stands beside is lost"
                    ),
                )

    def _pairs(self) -> Iterator[Slip]:
        """Yield tags that are not closed, close nothing, or whose beginning and end take away different things."""
        waiting: list[Tag] = []
        for tag in self.tags:
            if _opens(tag):
                waiting.append(tag)
            elif tag.word.startswith("end") or tag.word in ("elif", "else"):
                wanted = tag.word.removeprefix("end")
                if not waiting or (tag.word.startswith("end") and waiting[-1].word != wanted):
                    yield Slip(tag.text, Text("前面没有与它配对的开头", "nothing before it begins what it ends"))
                    return
                yield from _matched(waiting[-1], tag)
                if tag.word.startswith("end"):
                    waiting.pop()
        for tag in waiting[-1:]:
            end = "{%" + f"{tag.layer} end{tag.word} %" + "}"
            yield Slip(tag.text, Text(f"后面缺少 {end}", f"{end} is missing after it"))


_UNFINISHED: Final = Text(
    "标记没有写完：左右各两个半角大括号，在同一段里写完",
    "the tag is not complete: two braces on each side, in one paragraph",
)
_FULL_WIDTH: Final = Text(
    "大括号、百分号要用半角：{{ }}、{% %}", "braces and percent signs are of half width: {{ }}, {% %}"
)
_OPENING: Final = ("for", "if", "with", "filter", "macro", "call", "block", "autoescape")


def _opens(tag: Tag) -> bool:
    return tag.word in _OPENING or (tag.word == "set" and "=" not in tag.inner)


def _matched(begin: Tag, end: Tag) -> Iterator[Slip]:
    """Yield what is wrong with two tags that belong together."""
    if begin.layer != end.layer:
        like = "{%" + begin.layer
        yield Slip(
            end.text,
            Text(f"与 {begin.text} 配对，也要写成 {like} …", f"it belongs to {begin.text}: write {like} … too"),
        )
    elif not begin.layer and begin.paragraph != end.paragraph:
        layered = "{%p " + begin.word
        yield Slip(
            begin.text,
            Text(
                f"与 {end.text} 不在同一段：管整段的写成 {layered} … %}}，单独占一段",
                f"{end.text} stands in another paragraph: for whole ones write {layered} … %}}, alone in its own",
            ),
        )


def _syntax(tag: Tag, environment: Environment) -> Text | None:
    """Return why a tag cannot be read by itself, None where it can."""
    from jinja2 import TemplateSyntaxError

    if tag.text.startswith("{#") or tag.word.startswith("end") or tag.word == "else":
        return None
    try:
        environment.from_string(_alone(tag))
    except TemplateSyntaxError as error:
        if tag.text.startswith("{%") and tag.word in _LAYERS:
            return Text("大括号、百分号和 p、tr 之间不能有空格", "no blank belongs between {% and p or tr")
        return _translated(str(error.message))
    return None


# What the library says of a tag that it cannot read, and what that is in Chinese; {0} is what it names last.
_SAID: Final = {"No filter": "没有叫 {0} 的过滤器", "No test": "没有叫 {0} 的判断", "unknown tag": "没有叫 {0} 的标记"}


def _translated(said: str) -> Text:
    named = re.findall("'([^']*)'", said)
    known = next((zh for begin, zh in _SAID.items() if begin in said), None)
    if known and named:
        return Text(known.format(named[-1]), said)
    return Text(f"写法不对，从“{named[-1]}”起看不懂" if "got '" in said and named else "写法不对", said)


def _alone(tag: Tag) -> str:
    """Return a tag as a text that is complete by itself."""
    if not tag.word:
        return f"{{{{ {tag.inner} }}}}"
    if tag.word == "elif":
        return f"{{% {tag.inner[2:]} %}}{{% endif %}}"
    return f"{{% {tag.inner} %}}" + (f"{{% end{tag.word} %}}" if _opens(tag) else "")


def _paragraphs(raw: bytes) -> Iterator[Any]:
    """Yield the paragraphs of a template, then those of its headers and footers."""
    from docxtpl.template import DocxTemplate

    document: Any = DocxTemplate(BytesIO(raw))
    document.init_docx()
    yield from document.docx.element.body.iter(f"{_W}p")
    from docx.opc.oxml import parse_xml

    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield from parse_xml(part.blob).iter(f"{_W}p")


def _own(paragraph: Any, name: str) -> Sequence[Any]:
    """Return the pieces of text of a paragraph that stand in it itself, not in a box inside it."""
    return [one for one in paragraph.iter(f"{_W}{name}") if _above(one, "p") is paragraph]


def _above(element: Any, name: str) -> Any:
    """Return the nearest element of a name around another, or itself; None without any."""
    while element is not None and element.tag != f"{_W}{name}":
        element = element.getparent()
    return element
