"""Did you mean: the option that was written with a slip of the fingers or the ear. What is only a little alike is not offered.

Counted is what one would have to change: a sign more, less, wrong or changed for its neighbour, one in three at most.
A number is another number, not a slip of one, and a word that denies or weakens is no slip either. Of a Chinese word of
two characters, one may be wrong if it sounds alike. Where nothing is that near, a beginning or a longer name will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fazhi_check.words import Text

_TOO_MUCH = 99.0
_LONGEST = 80  # nobody means a name by a text longer than this
# All patterns are compiled when the first guess is made: most runs make none.
# Signs that turn a word into its opposite or take back some of it: what differs in one of them is not near.
_TURNS = r"[未不没无非拟将半]|基本|部分|初步|(?<![a-z])(?:not|almost|nearly|half|part(?:ly|ially)?)(?=[\s_])"
_DASHES, _QUOTES = "[_—–]", "\"'“”‘’[]【】"
# Zeros before a number, a zero twice, and any digit more than twice.
_ZEROS, _THRICE = r"(?<!\d)0+(?=\d)|0+(?=0)", r"(\d)\1{2,}"
_LOOKS_LIKE_A_DIGIT = r"(?<![a-z])[ol](?![a-z])|(?<=\d)[ol]|[ol](?=\d)"
_NOT_A_DIGIT = r"\D"
_LETTER = r"[^\W\d_]"
_CHINESE = "[\u4e00-\u9fff]"
# Characters of one sound stand together in GB 2312, whose first 3,755 are in the order of their sounds: two that are
# no further apart mostly differ in tone alone, or in what fingers and ears mix up.
_SAME_SOUND = 24
_IN_ORDER_OF_SOUND = range(0xB0, 0xD8)


def closest(written: str, options: Iterable[str]) -> str | None:
    """Return the option that was meant by what was written, if one of them is near and says neither more nor less."""
    word = _folded(written) if len(written) <= _LONGEST else ""
    if not word:
        return None
    turns = _turns(written)
    folded = {option: _folded(option) for option in options if _turns(option) == turns}
    costs = {option: _cost(word, one) for option, one in folded.items()}
    near = min(costs, key=lambda option: costs[option], default=None)
    return near if near is not None and costs[near] < _TOO_MUCH else _begun(word, folded)


def _turns(text: str) -> list[str]:
    return re.findall(_TURNS, text.casefold())  # before the blanks go: they part words


def did_you_mean(written: str, options: Sequence[str], begin: str = "did you mean") -> Text:
    """Return the question whether the nearest option was meant, nothing where none is near.

    In English it ends with a blank, and begins as the sentence before it asks for.
    """
    near = closest(written, options)
    return Text(f"是不是 {near}？", f"{begin} {near}? ") if near else Text("", "")


def _folded(text: str) -> str:
    """Return a word without what nobody hears or sees: case, width, blanks, quotes, kinds of dashes, digits too many."""
    import unicodedata

    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(_QUOTES).lstrip("-")
    return re.sub(_THRICE, r"\1\1", re.sub(_ZEROS, "", re.sub(_DASHES, "-", plain)))


def _begun(word: str, folded: dict[str, str]) -> str | None:
    """Return the only option that begins with a word; else the longest that the word begins, or in Chinese ends, with."""
    begun = [option for option, one in folded.items() if _part(word, one) and one.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    whole = [option for option, one in folded.items() if _part(one, word) and word.startswith(one)]
    if not whole and re.search(_CHINESE, word):
        whole = [option for option, one in folded.items() if _part(one, word) and word.endswith(one)]
    return max(whole, key=len, default=None)


def _part(part: str, whole: str) -> bool:
    """Tell whether a word says enough to stand for a longer one, is no mere number, and breaks none in two."""
    following = whole[len(part) :]
    enough = len(part) >= (2 if re.search(_CHINESE, part) else 3) and re.search(_LETTER, part)
    return bool(following and enough) and not (part[-1] + following[0]).isdigit()


def _cost(word: str, option: str) -> float:
    """Return what would have to be changed to make one of the other; _TOO_MUCH where that is no slip."""
    length = max(len(word), len(option))
    room = min(length // 3, 3) or (0.5 if length == 2 else 0.0)
    if abs(len(word) - len(option)) > room or _digits(word) != _digits(option):
        return _TOO_MUCH
    if length <= 5 and word[0] not in option[:2] and not re.search(_CHINESE, option):
        return _TOO_MUCH  # fingers seldom slip at once, and short words are soon alike
    cost = _changes(word, option)
    return cost if cost <= room else _TOO_MUCH


def _digits(word: str) -> str:
    """Return the digits of a word, those written as letters too: no slip changes one of them."""
    seen = re.sub(_LOOKS_LIKE_A_DIGIT, lambda found: "0" if found[0] == "o" else "1", word)
    return re.sub(_NOT_A_DIGIT, "", seen)


def _changes(word: str, option: str) -> float:
    """Return the least sum of changes from one word to the other (the distance of Damerau and Levenshtein)."""
    before: list[float] = []
    row = [float(place) for place in range(len(option) + 1)]
    for number, one in enumerate(word):
        above, row = row, [number + 1.0]
        for place, other in enumerate(option):
            cost = min(above[place] + _mistaken(one, other), above[place + 1] + 1, row[place] + 1)
            if number and place and one == option[place - 1] and word[number - 1] == other:
                cost = min(cost, before[place - 1] + 1)
            row.append(cost)
        before = above
    return row[-1]


def _mistaken(one: str, other: str) -> float:
    """Return what it counts that a sign stands for another."""
    if one == other:
        return 0.0
    return 0.5 if re.match(_CHINESE, one) and re.match(_CHINESE, other) and _sound_alike(one, other) else 1.0


def _sound_alike(one: str, other: str) -> bool:
    try:
        (row, cell), (other_row, other_cell) = one.encode("gb2312"), other.encode("gb2312")
    except UnicodeEncodeError:
        return False
    if row not in _IN_ORDER_OF_SOUND or other_row not in _IN_ORDER_OF_SOUND:
        return False
    return abs((row - other_row) * 94 + cell - other_cell) <= _SAME_SOUND
