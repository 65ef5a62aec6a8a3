"""Reading whom somebody invites as a guest, and to what, from one sentence."""

import re
from dataclasses import dataclass

from bot import courtesy

_MAIL = r"(?P<mail>[^\s,]+@[^\s,]+)"
_OF = r"(?:\s*,?\s+(?:of|from|at)\s+(?P<organisation>.+?))?"
_TO = r"(?:\s+(?:to|of|for|at|in)\s+(?P<title>.+))?"
_FORMS = (
    re.compile(rf"{_MAIL}{_OF}\s*,?\s+as\s+(?:a\s+|our\s+)?guests?{_TO}", re.I | re.S),
    re.compile(rf"(?:a\s+|as\s+(?:a\s+)?)?guest\s+{_MAIL}{_OF}(?:\s+to\s+(?P<title>.+))?", re.I | re.S),
    re.compile(rf"{_MAIL}{_OF}\s+to\s+(?P<title>.+)", re.I | re.S),
)
_THE_DIALOGUE = re.compile(r"(?:the\s+|our\s+|this\s+|next\s+)*(?:outreach\s+)?dialogue", re.I)
_ARTICLE = re.compile(r"^(?:the\s+|our\s+)?(?:outreach\s+dialogue\s+(?:on|about)\s+)?", re.I)


@dataclass(frozen=True)
class Asked:
    """Whom, from where, to what: as somebody wrote it, "" for what they left out."""

    mail: str
    organisation: str
    title: str


def read(text: str) -> Asked | None:
    """“ana@example.org of CSO One as a guest to the Outreach Dialogue”; None for what is no guest's invitation."""
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            return Asked(found["mail"], courtesy.title(found["organisation"] or ""), (found["title"] or "").strip())
    return None


def title_of(words: str) -> str:
    """The title in these words; "" where they name none, as “the Outreach Dialogue” does."""
    bare = courtesy.title(words)
    return "" if _THE_DIALOGUE.fullmatch(bare) else bare
