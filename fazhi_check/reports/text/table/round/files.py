"""Which files of a round have something wrong with themselves, one line each: their verdicts stand in the roll-up."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.codes import Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import DOT, joined
from fazhi_check.reports.text.page import STYLES, Page
from fazhi_check.words import Text

_MOST = 20
_TITLE = Text("有问题的文件", "Files with something wrong")


def print_files(page: Page, digest: Digest) -> None:
    """Print the files that could not be judged or have errors, the first finding of each, and how many have warnings."""
    found = [one for one in digest.submissions if not one.judged or not one.valid]
    warned = sum(one not in found and _warned(one) for one in digest.submissions)
    if found or warned:
        page.blank()
    if found:
        _print_found(page, found)
    if warned:
        said = Text(
            f"另有 {warned} 个文件只有警告，--show all 逐个列出", f"{warned} files with warnings only: see --show all"
        )
        page.line((page.say(said), "dim"))


def _print_found(page: Page, found: Sequence[FileDigest]) -> None:
    page.line((page.say(Text(f"{_TITLE.zh} {len(found)} 个", f"{_TITLE.en}: {len(found)}")), "bold"))
    for one in found[:_MOST]:
        _print_file(page, one)
    if len(found) > _MOST:
        rest = len(found) - _MOST
        said = Text(f"其余 {rest} 个文件，--show all 逐个列出", f"{rest} more files: --show all lists them")
        page.line((page.say(said), "dim"), indent=2)


def _warned(one: FileDigest) -> bool:
    return any(found.severity is Severity.warning for found in one.problems)


def _print_file(page: Page, one: FileDigest) -> None:
    mark = "invalid" if not one.valid else "exempt"
    number = len(one.problems)
    count = [Text(f"{number} 处", f"{number} findings")] if number else []
    said = joined([*([one.unjudged] if one.superseded or not number else []), *count], DOT)
    page.line((f"{page.mark(mark)} ", STYLES[mark]), f"{one.shown_path}  ", (page.say(said), "bold"), indent=2)
    worst = min(one.problems, key=lambda found: list(Severity).index(found.severity), default=None)
    if worst:
        page.line(f"{worst.at.lstrip(':')} {worst.code} {worst.said(page.view.lang)}", indent=6)
