# ruff: noqa: E501 -- rows of words read better unwrapped
"""Lengths of time as agendas give them: "10'", "20 min", "1 h 15", "1/2 hour", "полчаса", "20分钟"."""

import re

from bot.when.languages import LANGUAGES

_NUMBERS = {
    word.lower(): meaning[0][1]
    for language in LANGUAGES.values()
    for word, meaning in language.words.items()
    if len(meaning) == 1 and meaning[0][0] == "N" and 0 < meaning[0][1] <= 60
} | {
    "五": 5,
    "十": 10,
    "十五": 15,
    "二十": 20,
    "二十五": 25,
    "三十": 30,
    "四十": 40,
    "四十五": 45,
    "五十": 50,
    "六十": 60,
}
"""Numbers in words, and how many minutes they make."""
_WORDS = "|".join(re.escape(word).replace(r"\ ", "[- ]") for word in sorted(_NUMBERS, key=len, reverse=True))
_MINUTE = (
    r"(?:minutes?|minutos?|minuten?|mins?|mn|m|'|минут[аы]?|мин|м|分钟|分鐘|分|دقيقة|دقائق|دقيقه|د)(?![^\W\d_]|')\.?"
)
_HOUR = r"(?:hours?|hrs?|heures?|horas?|stunden?|std|h|час(?:а|ов)?|ч|个?小时|個?小時|钟头|ساعات|ساعة)(?![^\W\d_])\.?"
_ABOUT = r"(?:(?:c(?:irca|a)?\.?|approx(?:imately|\.)?|about|max\.?|env(?:iron|\.)?|etwa|unos|около|~|≈|约|حوالي)\s*)?"
_NAMED = {
    15: r"(?:a |one )?quarter of an hour|quarter[ -]hour|un quart d'heure|quart d'heure|(?:eine )?viertelstunde|un cuarto de hora|四分之一小时|ربع ساعة",
    30: r"half an hour|half[ -]hour|(?:une )?demi[ -]heure|(?:eine )?halbe stunde|media hora|полчаса|半个?小时|半小時|نصف ساعة",
    45: r"three quarters of an hour|trois quarts d'heure|dreiviertelstunde|三刻钟",
    60: r"(?:an|one) hour|une heure|eine stunde|una hora|один час|一个?小时|ساعة واحدة|ساعة",
    90: r"an hour and a half|une heure et demie|anderthalb stunden|eineinhalb stunden|hora y media|полтора часа|一个半小时|ساعة ونصف",
    120: r"two hours|deux heures|zwei stunden|dos horas|два часа|两个?小时|ساعتان|ساعتين",
}
_FRACTION = {"1/4": 15, "¼": 15, "1/2": 30, "½": 30, "3/4": 45, "¾": 45}
LONGEST = 24 * 60
"""Minutes; a longer item is no item of a meeting."""

_LENGTH = (
    rf"{_ABOUT}(?:(?P<named>{'|'.join(f'(?P<n{minutes}>{words})' for minutes, words in sorted(_NAMED.items(), reverse=True))})(?![^\W\d_])"
    rf"|(?<![^\W\d_])(?P<words>{_WORDS})\s?{_MINUTE}"
    rf"|(?<![\d:/])(?<!\d[.,])(?:(?P<fraction>{'|'.join(map(re.escape, _FRACTION))})\s?{_HOUR}"
    rf"|(?P<long>[0-6]):(?P<short>[0-5]\d)\s?{_HOUR}"
    rf"|(?P<hours>\d{{1,2}})(?:[.,](?P<tenth>\d{{1,2}}))?(?P<mixed>½|\s1/2)?\s?-?{_HOUR}(?:\s?(?:and|et|und|y|и)?\s?(?P<over>\d{{1,2}})(?!\d)(?:\s?{_MINUTE})?)?"
    rf"|(?P<times>\d{{1,2}})\s?[x×]\s?(?P<each>\d{{1,3}})\s?-?{_MINUTE}"
    rf"|(?:\d{{1,3}}(?:-|\s(?:to|à|bis|a)\s))?(?P<minutes>\d{{1,4}})(?:ish)?\s?-?{_MINUTE}))"
)
_ANYWHERE = re.compile(_LENGTH, re.IGNORECASE)
_END = re.compile(r"(?<![\w'])" + _LENGTH + r"(?:\s?(?:each|chacun|jeweils|cada uno))?\s*[.;]?$", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"\b(?:in|within|of|every|next|last|under|than|dans|en|under|de|des|через|за)\s*$", re.IGNORECASE
)
_LEAD = re.compile(r"[^\w([½¼¾~≈]*[(\[]?\s*")
_AFTER = re.compile(r"\s*[)\]]?(?:\s*[:,;.|>)\]-]+\s*|\s+|$|(?=[^\w\s]))")


def _minutes(found: re.Match[str]) -> int | None:
    if found["named"]:
        minutes = next(minutes for minutes in _NAMED if found[f"n{minutes}"])
    elif found["words"]:
        minutes = _NUMBERS[found["words"].lower().replace("-", " ")]
    elif found["fraction"]:
        minutes = _FRACTION[found["fraction"]]
    elif found["times"]:
        minutes = int(found["times"]) * int(found["each"])
    elif found["long"]:
        minutes = int(found["long"]) * 60 + int(found["short"])
    elif found["hours"]:
        tenth = found["tenth"]
        part = round(60 * float(f"0.{tenth}")) if tenth else 30 if found["mixed"] else int(found["over"] or 0)
        minutes = int(found["hours"]) * 60 + part
    else:
        minutes = int(found["minutes"])
    return minutes if minutes <= LONGEST else None


def whole(text: str) -> int | None:
    """The minutes that a levelled text is, and nothing else."""
    found = _ANYWHERE.fullmatch(text.strip(" .,;:()[]"))
    return _minutes(found) if found else None


def leading(text: str) -> tuple[int, int] | None:
    """The minutes a levelled line begins with, and where the rest of the line begins."""
    lead = _LEAD.match(text)
    found = _ANYWHERE.match(text, lead.end() if lead else 0)
    after = _AFTER.match(text, found.end()) if found else None
    if found and found["words"] and text[found.end() : found.end() + 2].strip().isalpha():
        return None  # "Three minutes from each company" is a title
    minutes = _minutes(found) if found and after else None
    return (minutes, after.end()) if after and minutes is not None else None


def trailing(text: str) -> tuple[int, int] | None:
    """The minutes a levelled line ends with, and where the rest of the line ends."""
    found = _END.search(text, max(0, len(text) - 60))
    if not found or found.start() == 0 or _NOT_BEFORE.search(text[max(0, found.start() - 12) : found.start()]):
        return None
    minutes = _minutes(found)
    return None if minutes is None else (minutes, found.start())


def inside(text: str) -> tuple[int, int, int] | None:
    """The only length within a levelled text, and where it stands."""
    found = [*_ANYWHERE.finditer(text)]
    if len(found) != 1 or (minutes := _minutes(found[0])) is None:
        return None
    start, end = found[0].span()
    whole = (
        text[start - 1 : start].isspace()
        and (not text[end : end + 1].isalnum())
        and not _NOT_BEFORE.search(text[:start])
    )
    return (minutes, start, end) if whole else None


def without(text: str) -> str:
    """A levelled text without any length in it."""
    return _ANYWHERE.sub(" ", text)
