"""What text may not carry: personal numbers, secrecy marks, characters nobody can see.

Pure facts about strings; the rules decide what they mean and the reports how they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# An identity number of the second generation (GB 11643): 6 digits of place, a plausible birthday,
# 3 digits and a check character. The check character is not verified: a mistyped number is personal too.
# Digits may be full-width or parted by a blank or hyphen, as people type mobile numbers.
_DIGIT = "[0-9０-９]"
_GAP = r"[ \t\u00a0\u3000-]?"
_IDENTITY = (
    rf"(?<!{_DIGIT})[1-9１-９]{_DIGIT}{{5}}{_GAP}(?:19|20|１９|２０){_DIGIT}{{2}}(?:0[1-9]|1[0-2]|０[１-９]|１[０-２])"
    rf"(?:0[1-9]|[12]{_DIGIT}|3[01]|０[１-９]|[１２]{_DIGIT}|３[０１]){_GAP}{_DIGIT}{{3}}[0-9０-９XxＸｘ](?!{_DIGIT})"
)
_MOBILE = (
    rf"(?<!{_DIGIT})(?:(?:\+|00|＋)?86{_GAP})?[1１][3-9３-９]{_DIGIT}{_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}}(?!{_DIGIT})"
)
PERSONAL = re.compile(f"(?P<identity>{_IDENTITY})|(?P<mobile>{_MOBILE})")

# 保守国家秘密法: a carrier of state secrets is marked 绝密, 机密 or 秘密 with a star before the term.
SECRECY = re.compile(r"(?:绝密|机密|秘密)[ \t\u3000]*[★☆]")

# Format and control characters: zero width, direction marks, tags, C0 and C1 controls but tab and line ends.
# NEL (U+0085) and the Unicode line and paragraph separators count too: no keyboard writes them.
_INVISIBLE_RANGES = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
# Halves of characters, which no file can hold, and what Unicode will never give to a character: the last two of each
# plane, and U+FDD0 to U+FDEF.
_INVISIBLE_RANGES += "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}" for n in range(17)
)
INVISIBLE = re.compile(f"[{_INVISIBLE_RANGES}]")
# Those of them that pass for printable: letters and marks without a shape.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0"


_LINE_END = re.compile(r"\r\n|\r|\n")
# Every personal number has such a run of digits, and this is found faster.
_RUN = re.compile(rf"{_DIGIT}{{3}}{_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}}")
# Quicker still, each with letters of its own to look for: a mobile number, the two centuries of a birthday.
_RUNS = (
    re.compile(rf"1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}"),
    re.compile("19[0-9]{6}"),
    re.compile("20[0-9]{6}"),
)
_WIDE_DIGITS = "０１２３４５６７８９"
# One of these and the text is looked into: marks of secrecy, digits that make numbers hard to find.
_ODD = f"{_UNSEEN}★☆{_WIDE_DIGITS}"


def mask(text: str) -> str:
    """Return `text` with identity and mobile numbers starred out but for their ends."""
    return PERSONAL.sub(_stars, text) if _RUN.search(text) else text


def suspicious(text: str, lines: Sequence[str]) -> bool:
    """Tell quickly whether a text may carry anything of the kind; False is certain, True is to be looked into.

    Tabs and carriage returns count too: only line feeds part the lines of a text that is not suspicious.
    """
    if not "".join(lines).isprintable() or any(char in text for char in _ODD):
        return True
    return any(run.search(text) for run in _RUNS)


def is_harmless(text: str) -> bool:
    """Tell whether a submission may hold a text: no personal numbers, no marks of secrecy, nothing that nobody can see."""
    return not (INVISIBLE.search(text) or SECRECY.search(text) or mask(text) != text)


def all_seen(text: str) -> bool:
    """Tell quickly whether everything in a text can be seen: True is certain, False is to be looked into."""
    return text.isprintable() and not any(char in text for char in _UNSEEN)


def visible(text: str) -> str:
    """Return `text` with characters nobody can see, terminal controls among them, written out as ‹U+200B›."""
    return text if all_seen(text) else INVISIBLE.sub(lambda found: f"‹U+{ord(found.group()):04X}›", text)


def clean(text: str) -> str:
    """Return text from outside as one line: personal numbers masked, characters nobody can see written out."""
    return visible(mask(" ".join(text.split())))


def clean_lines(text: str) -> str:
    """Return text from outside with its line ends kept, each line as `clean` has it.

    All of it is one line where a personal number runs over several.
    """
    whole = " ".join(text.split())
    return clean(text) if mask(whole) != whole else "\n".join(clean(line) for line in _LINE_END.split(text))


# What no system takes in the name of a file, and how long a name may be.
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 60


def file_name(name: str) -> str:
    """Return a name as part of a file's: without what some system does not take there, and no longer than it may be."""
    return _NO_NAME.sub("_", " ".join(name.split()))[:_LONGEST_NAME].rstrip(". ") or "_"


def _stars(found: re.Match[str]) -> str:
    text = found.group()
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"
