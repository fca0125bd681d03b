"""The file around a workbook: the same bytes on every machine and for every user."""

from __future__ import annotations

# A zip file's list of its members, and where in each entry stand what made it and the modes of the file it was.
_ENTRY, _MADE_BY, _MODES, _LENGTHS, _SIZE = b"PK\x01\x02", slice(4, 6), slice(38, 42), slice(28, 34), 46
_END, _FIRST = b"PK\x05\x06", slice(16, 20)


def repeatable(raw: bytes | memoryview) -> bytes:
    """Return a zip file without what tells of the machine it was made on: the system and the modes of its members."""
    found = bytearray(raw)
    at = int.from_bytes(found[found.rindex(_END) :][_FIRST], "little")
    while found[at : at + 4] == _ENTRY:
        entry = memoryview(found)[at : at + _SIZE]
        entry[_MADE_BY], entry[_MODES] = bytes((20, 0)), bytes(4)
        lengths = bytes(entry[_LENGTHS])
        entry.release()
        at += _SIZE + sum(int.from_bytes(lengths[start : start + 2], "little") for start in (0, 2, 4))
    return bytes(found)
