"""What people put around a request when they write to a person: taken off where the words alone mean nothing to us."""

import re

_AROUND = "\"'`“”‘’«»*_ \t\n"
_BEFORE = re.compile(
    r"(?:(?:hi|hey|hello|dear|ok|okay)\b[\s,]*|@?convener\b[\s,:]*|(?:please|pls|kindly|just|also|now)\b[\s,:]*"
    r"|(?:can|could|would|will) (?:you|we|i)\b[\s,]*|(?:i|we)(?:['’]d| would) like (?:you )?to\b\s*"
    r"|(?:i|we) (?:want|need|have) (?:you )?to\b\s*|let(?:['’]s| us| me)\b\s*|/(?:cop)?\b\s*)+",
    re.I,
)
_AFTER = re.compile(r"(?:[\s,.!]*\b(?:please|pls|thanks|thank you|thx))+[\s.!]*$", re.I)
_PLEASE = re.compile(r"[\s,]+please[\s.!]*$", re.I)
_THANKS = re.compile(
    r"(?:(?:many|a lot|so much|very much|ok|okay|great|perfect|super|good|fine|cool|thanks?|thx|thank you|cheers|merci|"
    r"gracias|danke|noted|got it|will do|you|a|lot|[👍🙏👌🎉😊✅\u2764\ufe0f])[\s,.!]*)+",
    re.I,
)


def without(text: str) -> str:
    """The request itself: "Could you please plan a session?" is "plan a session?"."""
    bare = text.strip(_AROUND)
    bare = _AFTER.sub("", bare)
    found = _BEFORE.match(bare)
    return bare[found.end() :].strip() if found else bare


def title(text: str) -> str:
    """A title as it was written, without quotes around it and a "please" behind it."""
    return " ".join(_PLEASE.sub("", text).strip(" \"'“”‘’«».").split())


def thanks(text: str) -> bool:
    """Whether this only says that somebody is content."""
    return bool(text) and _THANKS.fullmatch(text) is not None


def plainly(text: str) -> str:
    """In small letters, with the apostrophe of keyboards; as long as the text itself."""
    return text.lower().replace("’", "'")


def spoken(text: str) -> str:
    """The same without a mark at its end."""
    return plainly(text).rstrip("!?. ") or text
