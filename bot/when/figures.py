"""Times and dates in figures: what they look like, and the tokens they stand for."""

import re
from datetime import date

from bot.when import clock, specs
from bot.when.languages import Language
from bot.when.result import Ask, Reason
from bot.when.tokens import BAD, CLOCK, DATE, HOUR, MONTH, NUMBER, ORDINAL, PAIR, TITLE, WORD, YEAR, ZONE, Token

FIGURES = r"""
 (?P<basic>(?<!\d)\d{8}[Tt]\d{4}(?:\d\d)?[Zz]?\b)
|(?P<iso>\d{4}-\d\d-\d\d[Tt]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?:\s?[Zz]\b|[+-]\d\d:?\d\d\b)?)
|(?P<ymd>(?<!\d)\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d))
|(?P<dmy>(?<!\d)\d{1,2}(?P<mid>/|-|\.\s?)\d{1,2}(?P=mid)(?:\d{4}|\d{2})(?![\d:]))
|(?P<ratio>(?<![\d:.])1:1(?![\d:]))
|(?P<offset>(?:utc|gmt|мск)\s?[+-](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?![\d:]))
|(?P<plus>(?<=[\dm])\s?\+(?:0\d|1[0-4]):?[0-5]\d(?!\d))
|(?P<iana>\bEtc/GMT[+-]\d{1,2}|\b[A-Z][A-Za-z]+(?:_[A-Za-z]+)*/[A-Z][A-Za-z]+(?:[_-][A-Za-z]+)*(?:/[A-Z][A-Za-z_]+)?)
|(?P<ampm>(?<![\d:.])(?:\d{1,2}(?:[:.h]?\d\d)?MERIDIEM|\d{1,2}:\d\d[ap])\b\.?)
|(?P<clock>(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:h|hrs|hs|hours)\b\.?)?(?![\d:]))
|(?P<hclock>(?<!\d)\d{1,2}\s?h\s?\d\d(?:\s?(?:min|mn)\b)?(?!\d|\s?h\b))
|(?P<pointed>(?<![\d.])\d{1,2}\.\d\d\s?(?:hrs|hs|h)\b)
|(?P<military>(?<!\d)\d{4}\s?(?:hrs|hours|h)\b|(?<!\d)\d{4}z\b)
|(?P<hours>(?<![\d.,])\d{1,2}\s?h(?:rs)?\b)
|(?P<slash>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))
|(?P<pair>(?<![\d.])\d{1,2}\.\d{1,2}(?!\d)\.?)
|(?P<short>(?<=\s)'2\d(?!\d))
|(?P<decimal>(?<![\d.,])\d,5(?!\d))
"""
"""By the name of what it is; MERIDIEM stands for am and pm as the language writes them."""


def figures(group: str, text: str, language: Language, tight: bool) -> list[Token]:
    """The tokens that a stretch of figures stands for."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    match group:
        case "number":
            return [Token(NUMBER, numbers[0] if len(text) < 10 else 10**9, text, tight)]
        case "basic":
            day, time = f"{text[:4]}-{text[4:6]}-{text[6:8]}", f"{text[9:11]}:{text[11:13]}"
            return _iso(f"{day}T{time}{'Z' if text[-1] in 'zZ' else ''}", tight)
        case "iso":
            return _iso(text, tight)
        case "ymd":
            return [_date(tuple(numbers), "YMD", text, tight)]
        case "dmy":
            return [_three(numbers, text, tight)]
        case "ratio":  # "1:1": a talk of two people
            return [Token(TITLE, 0, text, tight)]
        case "short":
            return [Token(YEAR, 2000 + numbers[0], text, tight)]
        case "slash":
            return [Token(DATE, specs.Figures(numbers[0], numbers[1], None), text, tight)]
        case "pair":
            return [Token(PAIR, (numbers[0], numbers[1], text.endswith(".")), text, tight)]
        case "decimal":
            return [Token(PAIR, (numbers[0], 5, False), text, tight)]
        case "offset" | "plus" | "iana":
            return [Token(ZONE, text.strip(), text.strip(), tight)]
        case "ampm":
            half = re.search(r"[ap]", text, re.IGNORECASE)
            hour, minute = _split(text)
            made = clock.meridiem(hour, minute, half[0][0].lower() if half else "a")
            return [_clock(made, text, tight)]
        case "clock":
            return [_clock(clock.figure(numbers[0], numbers[1], zero=text.startswith("0")), text, tight)]
        case "hclock" | "pointed":
            return [_clock(clock.figure(numbers[0], numbers[1], zero=text.startswith("0")), text, tight)]
        case "military":
            made = clock.figure(numbers[0] // 100, numbers[0] % 100, zero=True)
            zulu = [Token(ZONE, "UTC", "Z", True)] if text[-1] in "zZ" else []
            return [_clock(made, text, tight), *zulu]
        case "hours" if numbers[0] > 24:
            return [Token(NUMBER, numbers[0], text.rstrip("hHrsRS "), tight), Token(HOUR, 0, "h", True)]
        case "hours":
            return [_clock(clock.figure(numbers[0], 0, zero=text.startswith("0"), loose=True), text, tight)]
        case "ordinal":
            return [Token(ORDINAL, numbers[0], text, tight)]
        case _:
            kind = language.patterns[int(group.removeprefix("own"))][0]
            if (kind == MONTH and not 1 <= numbers[0] <= 12) or (kind == ORDINAL and not 1 <= numbers[0] <= 31):
                return [Token(BAD, Ask(Reason.NO_SUCH_DATE, {"words": text}), text, tight)]
            return [Token(kind, numbers[0], text, tight)]


def _split(text: str) -> tuple[int, int]:
    digits = re.match(r"(\d{1,2})[:.h]?(\d\d)?(?=\D|$)|(\d)(\d\d)", text, re.IGNORECASE)
    if digits is None:
        return 99, 0
    return int(digits[1] or digits[3]), int(digits[2] or digits[4] or 0)


def _clock(made: clock.Clock | None, text: str, tight: bool) -> Token:
    if made is None:
        return Token(BAD, Ask(Reason.NO_SUCH_TIME, {"words": text.strip()}), text, tight)
    return Token(CLOCK, made, text, tight)


def _iso(text: str, tight: bool) -> list[Token]:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d).(\d\d):?(\d\d)(?::?\d\d(?:[.,]\d+)?)?\s?(.*)$", text)
    if found is None:
        return [Token(WORD, 0, text)]
    day = _date((int(found[1]), int(found[2]), int(found[3])), "YMD", text[:10], tight)
    made = [day, _clock(clock.figure(int(found[4]), int(found[5]), zero=True), f"{found[4]}:{found[5]}", False)]
    if found[6]:
        made.append(Token(ZONE, "UTC" if found[6] in "zZ" else found[6], found[6], True))
    return made


def _date(numbers: tuple[int, ...], order: str, text: str, tight: bool) -> Token:
    parts = dict(zip(order, numbers, strict=True))
    try:
        day = date(parts["Y"], parts["M"], parts["D"])
    except ValueError:
        return Token(BAD, Ask(Reason.NO_SUCH_DATE, {"words": text}), text, tight)
    return Token(DATE, specs.Exact(day), text, tight)


def _three(numbers: list[int], text: str, tight: bool) -> Token:
    year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
    return Token(DATE, specs.Figures(numbers[0], numbers[1], year), text, tight)
