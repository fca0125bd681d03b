"""How many columns text takes on a terminal: known at once for what reports are made of, else asked of rich."""

from __future__ import annotations

# Of two columns: Chinese with its punctuation, and full-width forms. Of one, besides ASCII: marks of our own.
_WIDE = ((0x3000, 0x3011), (0x3014, 0x3029), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFF01, 0xFF60))
_NARROW = frozenset("·×–—‘’“”…‹›─█░▒▼○●◔✔✘")


class _Widths(dict[str, int]):
    """The widths of characters met so far; one whose neighbours may matter has none."""

    def __missing__(self, char: str) -> int:
        if (char.isascii() and char.isprintable()) or char in _NARROW:
            return self.setdefault(char, 1)
        if any(first <= ord(char) <= last for first, last in _WIDE):
            return self.setdefault(char, 2)
        raise KeyError(char)


_width_of = _Widths().__getitem__


def is_simple(text: str) -> bool:
    """Tell whether every character has a width of its own, whatever stands beside it."""
    return _simple_len(text) is not None


def _simple_len(text: str) -> int | None:
    if text.isascii() and text.isprintable():
        return len(text)
    try:
        return sum(map(_width_of, text))
    except KeyError:
        return None


def cell_len(text: str) -> int:
    """Return the columns that a text takes."""
    simple = _simple_len(text)
    if simple is not None:
        return simple
    from rich.cells import cell_len as measured

    return measured(text)


def cut(text: str, cells: int) -> str:
    """Return the beginning of a text that fits so many columns, without blanks at its end."""
    if not is_simple(text):
        from rich.cells import set_cell_size

        return set_cell_size(text, cells).rstrip()
    text = text[:cells]
    while cell_len(text) > cells:
        text = text[:-1]
    return text.rstrip()
