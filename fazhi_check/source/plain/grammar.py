"""The grammar of plain YAML: what a line, a scalar and a flow collection may look like."""

from __future__ import annotations

import re

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
DEEPEST = 20

# A key is one word: letters of any script, digits, dot, hyphen; or it is quoted without escapes.
LINE = re.compile(r'( *)(- +)?(?:(\w[\w.-]*|"[^"\\]*"):(?=$| ))? *(.*)')
_BEGIN = r"(?:-(?=\d)|[^\s\-?:,\[\]{}#&*!|>'\"%@`])"
SCALAR = re.compile(
    r'"(?P<double>[^"\\]*)" *(?: #.*)?$'
    r"|'(?P<single>[^']*)' *(?: #.*)?$"
    rf"|(?P<plain>{_BEGIN}(?:[^\s#:]++|:(?! |$)|(?<! )#| +(?! |#|$))*+) *(?: #.*)?$"
)
FLOW = re.compile(
    r'(?P<sign>[\[\]{},])|"(?P<double>[^"\\]*)"|'
    rf"'(?P<single>[^']*)'|(?P<plain>{_BEGIN}(?:[^\s,\[\]{{}}#:?'\"]++|:(?=/)| +(?=[^\s,\[\]{{}}#:?'\"]))*+)"
)
COLON = re.compile(": +")
BLANKS = re.compile(" *")
END = re.compile(" *(?: #.*)?$")
# What this grammar leaves to the exact reader wherever it stands.
OTHER = re.compile("[\t\r\ufffe\uffff]")
MARKERS = ("---", "...", "%")


class NotPlain(Exception):
    """The text goes beyond what these readers vouch for."""
