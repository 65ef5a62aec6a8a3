"""Times of day at the beginning or end of a line: "15:10", "3.10 pm", "15h10", "下午3点", "15:00–15:20"."""

import re

from bot.when.clock import Clock, figure, meridiem, span

_ZONE = r"(?P<zone>\s*\(?(?:CES?T|UTC|GMT|BST|E[SD]?T|P[SD]?T|MESZ|MEZ|МСК)\b\)?)?"
_FROM = r"(?:(?:from|at|de|von|um|ab|à|a las|las|с|в|من|从|الساعة)\s+|@\s*|从)?"
_TO = (
    r"\s*(?:-+>?|→|~|/(?=\s?\d\d?[h:]\d)"
    r"|\b(?:to|bis|until|till|à|a|hasta|до|إلى|الى)\b|至|到)\s*"
)
_BEFORE_NOON = frozenset(("上午", "早上", "凌晨"))
_SETTLED_HOUR = 7
"""From here on "9.30" is a time; "3.10" may well be the tenth point of chapter 3."""


def _clock(n: int) -> str:
    return (
        rf"(?P<p{n}>上午|下午|晚上|早上|中午|凌晨)?\s?(?:(?P<k{n}>(?:[01]\d|2[0-3])[0-5]\d)(?!\d)|(?P<h{n}>[01]?\d|2[0-4])(?!\d))"
        rf"(?:(?P<s{n}>:|\.|\s?h\s?|[点點时時])(?P<m{n}>[0-5]\d)(?::00)?(?!\d|\.\d|/(?!\s?\d\d?[h:]\d)\d)分?"
        rf"|\s?(?P<b{n}>h|[点點时時])(?P<half{n}>半)?(?!\s?\d\d\b))?"
        rf"(?:\s?(?P<x{n}>[ap]\.?\s?m\b\.?|(?<=\d)[ap]\b|uhr\b|hrs?\b|h\b|noon\b|ч\b\.?|часов\b|ص\b|م\b|صباحا?ً?|مساءً?|ظهرا?ً?|عصرا?ً?|ليلا?ً?))?"
    )


_RANGE = re.compile(_FROM + _clock(1) + _TO + _clock(2) + _ZONE, re.IGNORECASE)
_SINGLE = re.compile(_FROM + _clock(1) + _ZONE, re.IGNORECASE)
_RANGE_BEHIND = re.compile(r"(?<=\s)" + _RANGE.pattern + "$", re.IGNORECASE)
_SINGLE_BEHIND = re.compile(r"(?<=\s)" + _SINGLE.pattern + "$", re.IGNORECASE)
_LEAD = re.compile(r"[^\w([']*[(\[]?\s*")
_MINUTES = re.compile(r"\s?(?:min|m\b|'|分|мин|دق)", re.IGNORECASE)
"""What makes a length of a figure: "15:00 – 15 min" is no time until 15 o'clock."""
_AFTER = re.compile(r"\s*[)\]]?(?:(?=:[a-z0-9_+-]{2,30}:)|\s*[:,;.|>)\]-]+(?=\s|$|[^\d])|\s+|$|(?=[^\w\s]))")

Found = tuple[Clock, Clock | None, str]
"""From, until, and the name of a zone that stood beside them."""


def _half(found: re.Match[str], n: int) -> str:
    part, suffix = found[f"p{n}"], (found[f"x{n}"] or "").lower()
    if part:
        return "a" if part in _BEFORE_NOON else "p"
    if suffix[:1] in ("a", "p"):
        return suffix[0]
    return "p" if suffix == "noon" else {"ص": "a", "م": "p", "ظ": "p", "ع": "p", "ل": "p"}.get(suffix[:1], "")


def _made(found: re.Match[str], n: int, *, beside: bool) -> Clock | None:
    """The time of day; a bare or a pointed number counts only beside another time."""
    if compact := found[f"k{n}"]:
        return figure(int(compact[:2]), int(compact[2:]), zero=True) if beside or found[f"x{n}"] else None
    written = found[f"h{n}"]
    hour, minute = int(written), 30 if found[f"half{n}"] else int(found[f"m{n}"] or 0)
    clear = found[f"s{n}"] or found[f"b{n}"] or found[f"x{n}"]
    pointed = found[f"s{n}"] == "." and not found[f"x{n}"] and hour < _SETTLED_HOUR and written[0] != "0"
    length = (found[f"s{n}"] or found[f"b{n}"] or "").strip() in ("h", "H") and hour < _SETTLED_HOUR
    alone = found[f"x{n}"] in ("h", "H", "hr", "hrs") and hour < _SETTLED_HOUR and written[0] != "0"
    if not beside and (not clear or pointed or length or alone):
        return None
    half = _half(found, n)
    if half and hour <= 12:
        return meridiem(hour, minute, half)
    return figure(
        hour, minute, zero=written[0] == "0" or (found[f"x{n}"] is not None and found[f"x{n}"].lower() == "uhr")
    )


def _mixed(found: re.Match[str], clear: list[bool]) -> bool:
    """A bare figure beside an hour after noon belongs to something else: "expert advisor 1 – 15:10"."""
    return not clear[0] and int(found["h1"] or 0) < 13 <= int(found["h2"] or 0) and int(found["h1"] or 0) < 7


def _read(found: re.Match[str]) -> Found | None:
    zone = (found["zone"] or "").strip(" ()")
    if "h2" not in found.re.groupindex:
        only = _made(found, 1, beside=False)
        return (only, None, zone) if only else None
    clear = [any(found[f"{part}{n}"] for part in "ksbx") for n in (1, 2)]
    years = all((found[f"k{n}"] or "")[:2] in ("19", "20") for n in (1, 2))
    if not any(clear) or years or _mixed(found, clear):
        return None
    start, end = _made(found, 1, beside=clear[1]), _made(found, 2, beside=clear[0])
    if start is None or end is None:
        return None
    both = span(start, end)
    return (both.start, both.end, zone) if both else (start, end, zone)


def leading(text: str) -> tuple[Found, int] | None:
    """The time a levelled line begins with, and where the rest of the line begins."""
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    for pattern in (_RANGE, _SINGLE):
        found = pattern.match(text, at)
        if found and found.re is _RANGE and not (found["s2"] or found["x2"]) and _MINUTES.match(text, found.end()):
            continue
        after = _AFTER.match(text, found.end()) if found else None
        read = _read(found) if found and after else None
        if read and after:
            return read, after.end()
    return None


def trailing(text: str) -> tuple[Found, int] | None:
    """The time a levelled line ends with, and where the rest of the line ends."""
    for pattern in (_RANGE_BEHIND, _SINGLE_BEHIND):
        found = pattern.search(text, max(0, len(text) - 40))
        if found and found.start() and (found["s1"] != "." or found["x1"]) and (read := _read(found)):
            return read, found.start()
    return None


def whole(text: str) -> Found | None:
    """The time a levelled text is, and nothing else."""
    text = text.strip(" .,;:()[]")
    for pattern in (_RANGE, _SINGLE):
        found = pattern.fullmatch(text)
        if found and (read := _read(found)):
            return read
    return None


def without(text: str) -> str:
    """A levelled text without any time of day in it; the names of zones stay."""
    for pattern in (_RANGE, _SINGLE):
        text = pattern.sub(lambda found: f" {found['zone'] or ''} " if _read(found) else found[0], text)
    return text
