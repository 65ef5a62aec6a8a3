"""Finding the title in a sentence that does not put it in quotes."""

import re

from bot.when.languages import LANGUAGES


def _any(kinds: str) -> str:
    """A pattern for the words of these kinds in every language that sets words apart; short ones in English only."""
    words = {
        word.lower()
        for language in LANGUAGES.values()
        if language.spaced
        for word in language.named(kinds)
        if len(word) > 3 or language.code == "en"
    }
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b"


_MONTH, _DAY = _any("M"), _any("WVR")
_NTH = rf"(?:first|second|third|fourth|last)\s+{_DAY}"
_DATE = (
    rf"(?:(?:the\s+)?(?:\d|{_NTH})|(?:next|this|every|each)\b|{_DAY}(?:\W|$)"
    rf"|{_MONTH}\.?(?=\s*(?:,|$|(?:the\s+)?\d|at\b|{_DAY})))"
)

DATED = re.compile(rf"\d|\b(?:next|noon|midnight|{_DAY}|{_MONTH})(?:\W|$)", re.I)
"""Words in which there is something of a date."""
BEGINS_DATED = re.compile(rf"(?:about|around|at)?\s*(?:{_DATE}|noon\b|midnight\b)", re.I)
"""Words that begin as a date does."""

_ENDS = re.compile(
    rf"[,;:\x00]|\s[-–—]\s|\s(?:and\s+)?(?:(?:from|starting|beginning|begins?|on|at|in|for)\s+)*(?={_DATE})|\s*$",
    re.I,
)
_CALLED = re.compile(
    rf"\b(?:called|named|titled|entitled|with the title|title(?=:)|on the topic of|about|on)\s*:?\s+(?!{_DATE})", re.I
)
_LEADING = re.compile(r"[\s,:–—-]*(?:(?:called|named|titled|entitled|about|on)\b\s*:?)?\s*", re.I)
_NO_TITLE = re.compile(rf"(?:with|of|from|starting|beginning|at|for|{_DATE})(?:\s|$)|{_DATE}", re.I)


def unquoted(text: str, here: str) -> tuple[str, str]:
    """The title and the rest of the sentence: what follows `here`, where the kind stood, else what it is "about".

    A title that cannot be told from the rest is "".
    """
    before, marked, after = text.partition(here)
    if marked:
        lead = _LEADING.match(after)
        title, rest = _cut(after, lead.end() if lead else 0)
        if title:
            return title, f"{before}{here}, {rest}"
    called = _CALLED.search(text)
    if called is None:
        return "", text
    title, rest = _cut(text, called.end())
    return title, f"{text[: called.start()]}, {rest}"


def _cut(text: str, start: int) -> tuple[str, str]:
    if _NO_TITLE.match(text, start):
        return "", text
    end = _ENDS.search(text, start)
    stop = end.start() if end else len(text)
    return text[start:stop].strip(" .\"'"), text[stop:]
