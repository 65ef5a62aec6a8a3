"""Text made plain character by character, so that what is found in it can be cut from the text as it was typed."""

import re
import unicodedata
from functools import lru_cache

from bot.agenda.reading.model import Style

_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
"""Marks of direction and places to break a line: no words, and in the way of every comparison."""
_SAME = {**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("‘’‛ʼ′´`", "'"), "،": ",", "、": ",", "؛": ";", "·": "|"}
_LEFT_OVER = " \t\u00a0\u3000,;:|–—-−/،、，；：·"
SMILEY = re.compile(r"^:[a-z0-9_+-]{2,30}:(?=\s|$)|(?:^|\s):[a-z0-9_+-]{2,30}:$", re.MULTILINE)
"""A picture by its name, as chat programs write it: its colons belong to it."""
_SMILES = re.compile(r"(?:^|\s):[a-z0-9_+-]{2,30}:$")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,3})(?=[^\s*_])((?:(?!\1)[^\n]){1,300}?)(?<=[^\s*_])\1(?![\w*_])")
_MARK = re.compile(
    r"(?P<bullet>(?:[-*+•◦▪▫‣⁃∙●○■□◆◇❖✦▶►▸★☆※❑❒➤➢➔→✓✔☐☑§>»]\s*(?:\[[ xX]?\]\s)?"
    r"(?<=[\s•◦▪▫‣●○■□◆◇❖✦▶►▸★☆※❑❒➤➢➔→✓✔☐☑»])|o(?:\t| {2,})\s*)|\[[ xX]?\]\s)"
    r"|(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}[.):]?º?(?<=[.):\dº])|[a-zA-Z][.)]|[ivxIVX]{1,4}[.)])\)?\s+(?<=[.):º]\s)"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}\s+|[#№]\s?\d{1,2}[.:)]?\s+(?=\S)|\d{1,2}\s?[-–]\s+(?=[^\W\d])|\(\d{1,2}\)\s*|\d{1,2}[.,)](?=[^\W\d])"
    r"|[一二三四五六七八九十]{1,3}[,.:]\s*|\([一二三四五六七八九十]{1,3}\)\s*|第[一二三四五六七八九十\d]{1,3}项[:,]?\s*"
    r"|(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)[\u0627\u064b]{1,2}\s*[:.-]\s*"
    r"|(?:agenda item|item|point|top|punkt|punto|tagesordnungspunkt|пункт|вопрос|البند|بند)"
    r"\s*(?:n[°º]\s*)?\d{1,2}\s*[:.)-]\s*)",
    re.IGNORECASE,
)

_STOP = re.compile(r"(?<=[^\W\d_]{2})(?<!\betc)(?<!\bInc)(?<!\bLtd)(?<!\bCorp)[.。]$")


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    same = unicodedata.normalize("NFKC", char)
    return (
        same if len(same) == 1 and (char.isspace() or 0xFF00 < ord(char) < 0xFFEF) else " " if char.isspace() else char
    )


def level(text: str) -> str:
    """The text at the same length with ASCII digits, one kind of dash, quote, bracket, comma and space."""
    return text if text.isascii() else "".join(map(_plain, text))


def visible(text: str) -> str:
    """The text without marks nobody sees."""
    return text.translate(_INVISIBLE)


def unemphasised(text: str) -> str:
    """The text without the breaks of HTML and the stars and underscores of bold and italics."""
    text = re.sub(r"<@([\w.-]+)(?:\|[^<>]*)?>", r"@\1", text) if "<@" in text else text
    text = re.sub(r"\s*<br\s*/?>\s*", "; ", text, flags=re.IGNORECASE) if "<" in text else text
    return _EMPHASIS.sub(r"\2", text) if "*" in text or "_" in text else text


def marked(text: str) -> tuple[Style, str]:
    """How a line is marked, and the line without its mark: a bullet, a number, "Item 3:"."""
    text = re.sub(r"^#{1,6}\s+", "", text)
    found = _MARK.match("•" + level(text[1:]) if text[:1] == "·" else level(text))
    if not found or found.end() == 0:
        return "", text
    return ("bullet" if found["bullet"] else "number"), text[found.end() :].strip()


def numbered(text: str) -> tuple[int, ...]:
    """The figures of a number such as "2.1." that a line begins with."""
    found = re.match(r"\(?(\d{1,2}(?:\.\d{1,2}){0,2})(?![\d:])", level(text))
    return tuple(map(int, found[1].split("."))) if found else ()


def trimmed(text: str) -> str:
    """The text without the dashes, commas and empty brackets that are left over at its ends."""
    text = re.sub(r"[(\[（【]\s{0,9}[)\]）】]", "", text).strip()
    text = re.sub(r"(?<=\w)\s?[.…_]{4,}$", "", text)
    if not SMILEY.match(text):
        text = text.lstrip(_LEFT_OVER + ">＞")
    if not _SMILES.search(text[-40:]):
        text = text.rstrip(_LEFT_OVER)
    return " ".join(text.split())


def ended(text: str) -> str:
    """The text without the full stop behind it; that of an abbreviation stays."""
    return _STOP.sub("", text)
