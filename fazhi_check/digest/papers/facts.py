"""What an office adds to its papers: document number, date, who to ask. What it does not give is a blank to be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from fazhi_check.sanitize import clean, mask
from fazhi_check.words import Text

if TYPE_CHECKING:  # settings name what can be given, and know nothing of runs
    from fazhi_check.digest.run import Digest
    from fazhi_check.plan.model import Phase

# What can be given, by its English name; what it is called on paper.
GIVEN: Final[Mapping[str, Text]] = {
    "number": Text("文号", "document number"),
    "issuer": Text("发文机关", "issuer"),
    "date": Text("成文日期", "date"),
    "due": Text("回复期限", "reply due"),
    "contact": Text("联系方式", "contact"),
}
# A place to write in by hand.
BLANK: Final = "＿＿＿＿＿＿"
# An edition of a plan that is not in force yet: its papers are samples.
_DRAFTS: Final = ("征求意见", "草案", "讨论稿", "送审稿", "审议稿", "修订稿")


class PaperFacts(NamedTuple):
    """What stands on every paper of a run: each of GIVEN, a blank where nobody gave it; whether it is a sample (样稿)."""

    number: str
    issuer: str
    date: str
    due: str
    contact: str
    sample: bool

    @property
    def tags(self) -> dict[str, str]:
        """The same by the tags of templates."""
        return {**{text.zh: getattr(self, name) for name, text in GIVEN.items()}, "样稿": "样稿" if self.sample else ""}


def facts_of(digest: Digest, given: Mapping[str, str]) -> PaperFacts:
    """Return what stands on the papers of a run; nothing of it comes from the clock.

    The issuer is that of the round, where nobody gives another.
    """
    told = {
        "issuer": digest.round.issuer if digest.round else None,
        **given_as_written(given),
    }
    return with_blanks(told, is_draft(digest))


def with_blanks(told: Mapping[str, str | None], sample: bool) -> PaperFacts:
    """Return what is told of GIVEN with a blank for the rest."""
    return PaperFacts(**{name: told.get(name) or BLANK for name in GIVEN}, sample=sample)


def given_as_written(given: Mapping[str, str]) -> dict[str, str]:
    """Return what an office gives for its papers, by the names of GIVEN, as every paper writes it."""
    return {name: _as_written(name, clean(text)) for name, text in given.items()}


_DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_ZH: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def amiss(name: str, text: str) -> Text | None:
    """Return why what is given for papers may not stand there: numbers of persons, a day that no calendar has."""
    called = GIVEN[name]
    if mask(text) != text:
        return Text(
            f"{called.zh}里有个人号码（{mask(text)}）：文书上写单位的办公电话，不写手机号、身份证号",
            f"the {called.en} holds a personal number ({mask(text)}): papers name the office's own telephone",
        )
    if not _no_such_day(name, text):
        return None
    return Text(
        f"{called.zh}“{text}”不对：没有这一天，写成 2024-01-05 这样",
        f"the {called.en} {text} is no day: write it as 2024-01-05",
    )


def _no_such_day(name: str, text: str) -> bool:
    """Tell whether a text is written as a day that no calendar has: 2024-02-30."""
    found = _DAY.fullmatch(text) or _DAY_ZH.fullmatch(text) if name in ("date", "due") else None
    try:
        return found is not None and not date(*map(int, found.groups()))
    except ValueError:
        return True


def _as_written(name: str, text: str) -> str:
    """Return what was given, a day in figures as papers write it."""
    found = _DAY.fullmatch(text) if name in ("date", "due") else None
    return day_written("-".join(found.groups())) if found else text


def is_draft(digest: Digest) -> bool:
    """Tell whether a plan that its files were held against is only a draft, by its edition."""
    plans = [one.plan for one in digest.files] + ([digest.round.plan] if digest.round else [])
    return any(is_draft_edition(one.edition) for one in plans if one)


def is_draft_edition(edition: str | None) -> bool:
    """Tell whether an edition of a plan is only a draft."""
    return any(word in (edition or "") for word in _DRAFTS)


def day_written(one: object) -> str:
    """Return a day as papers write it: 2023年12月31日, no zero before a single digit (GB/T 9704, 7.3.5.3)."""
    year, month, day = (int(part) for part in str(one).split("-"))
    return f"{year}年{month}月{day}日"


def phase_written(phase: Phase) -> str:
    """Return a phase under acceptance as papers name it, with its deadline."""
    return f"{phase.title.removesuffix('阶段')}阶段（时限{day_written(phase.deadline)}）"


_ISO: Final = re.compile(r" ?(\d{4}-\d\d-\d\d) ?")


def as_written(said: str) -> str:
    """Return what a report says as papers say it: days in full, and of no day that it is today, since papers are read later."""
    return _ISO.sub(lambda found: day_written(found[1]), said).replace("今日到期", "当日到期")
