"""Reading "meeting 2 of TITLE to DATE": which meeting is meant, and what should become of it."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.programme.titles import BEGINS_DATED
from bot.when.languages.en import ENGLISH

LAST = -1
"""The number that stands for the last meeting."""

_WORDS = {word: value for word, value in ENGLISH.named("NOl").items() if value <= 8}
_NAMES = "|".join(_WORDS)
_MEETING = re.compile(
    rf"\b(?:the\s+)?(?:meeting\s*(?:no\.?|number|#)?\s*(\d+|{_NAMES})|(\d+)(?:st|nd|rd|th)\s+(?:meeting|one)"
    rf"|({_NAMES})\s+(?:meeting|one))\b",
    re.I,
)
_TO = re.compile(r"\s+(?:to|on|until)\s+|\s*(?:->|→)\s*", re.I)
_SHIFT = re.compile(
    r"[\s,]+(?:by\s+)?(an?|\d+|one|two|three|four)\s+(minute|hour|day|week)s?\s*(later|earlier|back|forward|on|ahead)?\s*$",
    re.I,
)
_EDGE = re.compile(
    r"^(?:of|in|from|for|the|all|every|whole|meetings?|session|,|\s)+\b|\s*\b(?:of|in|from|for|,)\s*$", re.I
)
_SIGNUP = re.compile(r"^(?:the\s+)?(?:sign-?\s?ups?|registration|answers)\s+(?:for|of|to)\s+", re.I)


@dataclass(frozen=True)
class Named:
    """Which meeting of which session, as it was said: no `number` where none was; `to` what should be its date, or
    `shift` how much later it should be.
    """

    number: int | None
    title: str
    to: str = ""
    shift: timedelta | None = None


def readings(text: str) -> list[Named]:
    """What the words can mean, the likeliest first: a title may have a "to" in it as well."""
    plain = " ".join(text.split())
    shifted = _SHIFT.search(plain)
    if shifted:
        return [_named(plain[: shifted.start()], shift=_shift(shifted))]
    splits = [(plain[: found.start()], plain[found.end() :]) for found in _TO.finditer(plain)]
    dated = [split for split in splits if BEGINS_DATED.match(split[1])]
    rest = [split for split in reversed(splits) if split not in dated]
    return [*(_named(*split) for split in dated), _named(plain), *(_named(*split) for split in rest)]


def without_signup(text: str) -> str:
    """The title in "sign-up for TITLE"."""
    return _SIGNUP.sub("", text)


def _named(words: str, to: str = "", shift: timedelta | None = None) -> Named:
    found = _MEETING.search(words)
    number = None
    if found:
        said = (found[1] or found[2] or found[3]).lower()
        number = int(said) if said.isdecimal() else _WORDS[said]
        words = f"{words[: found.start()]} {words[found.end() :]}"
    return Named(number, _EDGE.sub("", _EDGE.sub("", words.strip())).strip(" \"'“”‘’«»,"), to.strip(), shift)


def _shift(found: re.Match[str]) -> timedelta:
    said = found[1].lower()
    count = int(said) if said.isdecimal() else _WORDS.get(said, 1)
    length = count * {
        "minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)
    }[found[2].lower()]  # fmt: skip
    return -length if (found[3] or "").lower() in ("earlier", "back") else length
