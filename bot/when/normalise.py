"""Text as it was typed, made plain: one kind of dash, quote, digit and space; and the form words are compared in."""

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－〜～"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‛ʼ′´`"), "'")
_POINTS = {ord("،"): ",", ord("؛"): ";", ord("؟"): "?", ord("。"): ".", ord("、"): ",", ord("·"): ",", ord("٫"): "."}
_TABLE = _DASHES | _QUOTES | _POINTS
_SPLIT_LETTERS = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ـ": ""})
_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي"})


def clean(text: str) -> str:
    """The same text without invisible marks, with ASCII digits, one kind of dash and quote, and single spaces.

    Invisible marks (Unicode category Cf) carry direction and joining, and what is left of vowel marks (Mn) is never
    written twice the same way: neither carries meaning in a date. Pictures (So) are spaces: one of them, the telegraph
    symbol for the first of the month, would otherwise fall apart into a day.
    """
    text = text.translate(_TABLE).replace("+/-", "±")
    if not text.isascii():
        drawn = "".join(" " if unicodedata.category(char) == "So" else char for char in text)
        text = "".join(_plain(char) for char in unicodedata.normalize("NFKC", drawn)).translate(_TABLE)
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()


def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    return "" if kind in ("Cf", "Mn") else char


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """The form words are compared in: lower case, no accents or vowel marks, one spelling of each Arabic letter."""
    if word.isascii():
        return word.lower().replace("-", " ").replace("'", " ")
    bare = "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))
    return bare.translate(_SPLIT_LETTERS).translate(_ARABIC_LETTERS).replace("-", " ").replace("'", " ")
