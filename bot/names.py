"""What places and organisations are called, as somebody types it: nothing in it is invisible or turns text around."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Marks that some scripts are written with (Persian, Hindi); everywhere else they would be invisible."""


def as_name(text: str) -> str:
    """The name with single spaces, without marks that nobody sees: two names that look alike are alike."""
    kept = "".join(
        " " if one.isspace() else one
        for one in unicodedata.normalize("NFC", text)
        if one.isspace() or one in _JOINERS or not unicodedata.category(one).startswith("C")
    )
    bare = (
        kept if any("\u0600" <= one <= "\u0dff" for one in kept) else kept.translate(dict.fromkeys(map(ord, _JOINERS)))
    )
    return " ".join(bare.split())
