"""Rules for lengths of time, and for what is so long from now or ago."""

import re

from bot.when.clock import Clock
from bot.when.grammar import Rule, Said, bad, rule, words_of
from bot.when.hours import oclock
from bot.when.result import Reason
from bot.when.tokens import BACK, LENGTH, SHIFT, UNITS, Length, Token

_LONGEST = 1000


def _length(parts: list[Token], said: Said) -> Token | None:
    number, unit = parts[0].value, UNITS[parts[1].kind]
    if len(parts[1].text) == 1 and parts[1].text.isascii() and not parts[0].text[0].isdigit():
        return None  # "30m", but not "a m"
    return Token(LENGTH, unit * number, words_of(parts)) if 0 < number < _LONGEST else None


def _joined(parts: list[Token], said: Said) -> Token | None:
    """ "a 90-minute session"."""
    return _length([parts[0], parts[2]], said) if parts[1].text == "-" and parts[1].tight else None


def _with_half(parts: list[Token], said: Said) -> Token | None:
    """ "an hour and a half", "2 and a half hours", "hora y media"."""
    number = next((part.value for part in parts if part.kind in "Nu"), 0)
    more = next((part.value for part in parts if part.kind == "+"), 30)
    return Token(LENGTH, Length(minutes=number * 60 + more), words_of(parts)) if number < _LONGEST else None


def _after_word(parts: list[Token], said: Said) -> list[Token] | None:
    """A length after "in" or "for", where the language might otherwise take the hours for a time of day."""
    made = _length(parts[1:], said)
    return None if made is None else [parts[0], made]


def _hours_and_minutes(parts: list[Token], said: Said) -> list[Token] | None:
    """ "in 1 hour 30", "pendant deux heures trente"."""
    hours, minutes = parts[1].value, parts[3].value
    if not (0 < hours < _LONGEST and 0 < minutes < 60):
        return None
    return [parts[0], Token(LENGTH, Length(minutes=hours * 60 + minutes), words_of(parts[1:]))]


def _and_part(parts: list[Token], said: Said) -> Token | None:
    """ "ساعتين ونصف": two hours and a half."""
    length: Length = parts[0].value
    if length.days or length.months or length.minutes % 60 or parts[1].value <= 0:
        return None
    return Token(LENGTH, length + Length(minutes=parts[1].value), words_of(parts))


def _loose(parts: list[Token], said: Said) -> list[Token] | None:
    """ "for 2h", "durée 1h30"."""
    clock: Clock = parts[1].value
    if not clock.loose and not re.fullmatch(r"\d{1,2} ?h ?\d\d.*", parts[1].text, re.IGNORECASE):
        return None
    return [parts[0], Token(LENGTH, Length(minutes=clock.minutes), parts[1].text)]


def _decimal(parts: list[Token], said: Said) -> Token | None:
    whole, part, _ = parts[0].value
    return Token(LENGTH, Length(minutes=whole * 60 + part * 6), words_of(parts)) if part < 10 else None


def _as_clock(parts: list[Token], said: Said) -> Token | None:
    """ "15 heures" where nothing says that it is a length."""
    if not said.language.hour_is_clock or parts[0].kind != "N":
        return None
    return oclock(parts, said)


def _sum(parts: list[Token], said: Said) -> Token | None:
    lengths = [part.value for part in parts if part.kind == LENGTH]
    return Token(LENGTH, lengths[0] + lengths[1], words_of(parts))


def _ahead(parts: list[Token], said: Said) -> Token | None:
    length = next(part.value for part in parts if part.kind == LENGTH)
    return Token(SHIFT, length, words_of(parts))


def _in_time(parts: list[Token], said: Said) -> Token | None:
    """ "in two weeks' time"."""
    return _ahead(parts, said) if said.language.code == "en" and parts[-1].text.lower() == "time" else None


def _back(parts: list[Token], said: Said) -> Token | None:
    return Token(BACK, 0, words_of(parts))


def _workdays(parts: list[Token], said: Said) -> Token | None:
    return bad(Reason.VAGUE, parts)


LENGTHS: tuple[Rule, ...] = (
    rule(r"[if] T", _loose, "T"),
    rule(r"[Nu]-[1-6]", _joined, "-"),
    rule(r"[Nu]2 [&]?u?H", _with_half, "H"),
    rule(r"N&?u?H2", _with_half, "H"),
    rule(r"[Nu]2\+", _with_half, "+"),
    rule(r"[if] [Nu]2N" + r"(?![.,o]*[M1-7h'gdW])", _hours_and_minutes, "2"),
    rule(r"L\+", _and_part, "+"),
    rule(r"[ifAB] [Nu][1-6]", _after_word),
    rule(r"[ifABT] [Nu]2", _after_word, "2"),
    rule(r"[Nu]2(?=[.,]*[IA])", _length, "2"),
    rule(r"(?<![-])N2N(?![.,o]*[M1-7h'gdW])", _as_clock, "2"),
    rule(r"(?<![-])N2", _as_clock, "2"),
    rule(r"q2", _decimal, "q"),
    rule(r"(?<!e)(?<!e[.])[Nu][13-6]", _length),
    rule(r"(?<!-)[Nu]2", _length, "2"),
    rule(r"[Nu]7", _workdays, "7"),
    rule(r"L[&.,]*L", _sum, "L"),
    rule(r"[AB] L", _back, "L"),
    rule(r"L A", _back, "L"),
    rule(r"i L Z", _in_time, "Z"),
    rule(r"i L I?", _ahead, "L"),
    rule(r"L I", _ahead, "L"),
)
