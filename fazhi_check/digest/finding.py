"""One finding as a report tells it."""

from typing import NamedTuple

from fazhi_check.codes import CODES, Code, Severity
from fazhi_check.digest.words import COLON, KNOWN
from fazhi_check.findings import Finding, Place
from fazhi_check.sanitize import clean, mask
from fazhi_check.words import SEVERITIES, Lang, Sentence, Text


class FindingDigest(NamedTuple):
    """A finding, whoever found it: `text` is what it says, `facts` the data in it.

    `title` is that of its `target`, where it concerns one of the plan's.
    """

    code: str
    place: Place | None
    target: str | None
    text: Sentence | Text
    facts: Sentence
    known: bool
    title: Text | None = None

    @property
    def meaning(self) -> Code:
        """What its code stands for."""
        return CODES[self.code]

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.meaning.severity

    @property
    def repeats(self) -> bool:
        """Tell whether a verdict says the same."""
        return self.meaning.verdict is not None

    @property
    def at(self) -> str:
        """Where it stands, as it follows a path: `:line:column`, nothing without a place."""
        return self.place.at if self.place else ""

    @property
    def word(self) -> Text:
        """Its severity in words, with whether it was known before."""
        own = SEVERITIES[self.severity]
        return Text(f"{own.zh}（{KNOWN.zh}）", f"{own.en} ({KNOWN.en})") if self.known else own

    @property
    def content(self) -> dict[str, object]:
        """What it says apart from line numbers and words of explanation: the same in every language and place."""
        return self.meaning.lasting(self.data("en"))

    def data(self, lang: Lang) -> dict[str, object]:
        """Return its data as JSON-ready values."""
        return self.facts.plain(lang)

    def message(self, lang: Lang) -> str:
        """Return what it says."""
        return self.text.say(lang)

    def announced(self, lang: Lang) -> str:
        """Return what it says, with a word before it where it was known."""
        return (KNOWN.say(lang) + COLON.say(lang) if self.known else "") + self.named(lang)

    def named(self, lang: Lang) -> str:
        """Return what it says, with the id and the title of the target that it concerns before it."""
        message = self.message(lang)
        if self.repeats:  # it begins with the title as it is
            return f"{self.target} {message}"
        if self.title:
            return f"{self.target} {self.title.say(lang)}{COLON.say(lang)}{message}"
        return f"{self.target}{COLON.say(lang)}{message}" if self.target and self.target not in message else message

    def alone(self, lang: Lang) -> str:
        """Return what it says without its target, on one line and with everything to be seen."""
        return clean(self.message(lang))

    def said(self, lang: Lang) -> str:
        """Return what it says of which target, on one line and with everything to be seen."""
        return clean(self.named(lang))


def finding_digest(one: Finding, title: Text | None = None) -> FindingDigest:
    """Return a finding as it is told; `title` is that of its target."""
    sentence = one.sentence
    return FindingDigest(one.code, one.place, one.target and mask(one.target), sentence, sentence, one.known, title)
