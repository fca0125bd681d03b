"""Signs that YAML reads as part of a word: quotes of full width, blanks and dashes before a key, ids at the margin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fazhi_check.findings import Path
from fazhi_check.source.hint import Hint
from fazhi_check.submission.advice.written import shortened
from fazhi_check.words import KEY_TWINS, KEYS_ZH, VALUE_TWINS, Text

_QUOTED = re.compile("[“”‘’＂＇「『](.+?)[“”‘’＂＇」』]")
_ID = re.compile(r"[\"'“]?(\d+(?:\.\d+)+-\d+)\b")
_INDENT = re.compile("[\u00a0\u2000-\u200a\u3000]")


def of_key(written: str, options: Sequence[str]) -> Text | None:
    """Return what to write instead of a key with such a sign."""
    quoted, target = _QUOTED.fullmatch(written), _ID.match(written)
    if target and "entries" in options:
        return Text(
            f"编号要缩进两格，写在“事项”下面：  {target[1]}:",
            f"indent the id by two blanks, below entries:   {target[1]}:",
        )
    if _INDENT.match(written):
        return Text(
            "行首是全角空格，请换成半角空格，与同一层的其他行对齐",
            "full-width blanks indent this line; use ordinary ones, as the other lines of this level",
        )
    if quoted and _known(quoted[1]):
        return Text(f"键外面的引号不要，写成 {quoted[1]}:", f"leave out the quotes: write {quoted[1]}:")
    if written.startswith("-") and _known(written[1:]):
        return Text(f"短横后面缺一个空格，写成 - {written[1:]}:", f"a blank is missing: write - {written[1:]}:")
    return None


def of_value(written: str, path: Path, inner: Callable[[str], Hint | None]) -> Hint | None:
    """Return what to write instead of a value in quotes of full width; `inner` advises on what stands in them."""
    quoted = _QUOTED.fullmatch(written)
    if quoted is None:
        return None
    word = quoted[1]
    fixed = VALUE_TWINS.get(str(path[-1]) if path else "", {})
    hint = None if word in fixed or word in fixed.values() else inner(word)
    if hint and hint.text.zh:
        return hint._replace(
            text=Text(f"外面的全角引号不要；{hint.text.zh}", f"leave out the full-width quotes; {hint.text.en}")
        )
    said = Text(
        f"外面的全角引号不要，写成 {shortened(word)}", f"leave out the full-width quotes: write {shortened(word)}"
    )
    return Hint(said, word in fixed or word in fixed.values())


def _known(word: str) -> bool:
    return word in KEY_TWINS or word in KEYS_ZH
