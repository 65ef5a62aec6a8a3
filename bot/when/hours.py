"""Rules for times of day: "half past two", "15 heures", "без четверти три", "下午3点半"."""

from bot.when.clock import Clock, figure, in_part
from bot.when.grammar import Rule, Said, bad, rule
from bot.when.minutes import (
    fore,
    half_hour,
    in_half,
    minus,
    minutes_before,
    minutes_past,
    on_face,
    past_named,
    to_in_words,
    to_the_hour,
    told_as,
)
from bot.when.result import Reason
from bot.when.tokens import BAD, CLOCK, Length, Token


def _into_hour(parts: list[Token], said: Said) -> Token | None:
    """ "десять минут третьего": ten minutes into the third hour."""
    if said.language.code != "ru" or not 1 <= parts[2].value <= 12 or parts[2].text[0].isdigit():
        return None
    return told_as(on_face(parts[2], parts[0].value - 60), parts)


def oclock(parts: list[Token], said: Said) -> Token | None:
    """ "15 Uhr 30", "3点半", "10 heures et demie"."""
    hour, minute = parts[0], 0
    for part in parts[1:]:
        match part.kind:
            case "N" if len(part.text) == 1 and part.text.isdigit() and parts[-1] is part:
                return None  # "15 Uhr 3": three of something
            case "N":
                minute = part.value
            case "H" | "+":
                minute = part.value
            case _:
                pass
    if not isinstance(hour.value, int) or minute > 59:
        return None if isinstance(hour.value, int) else bad(Reason.NO_SUCH_TIME, parts)
    if minute < 0:
        return told_as(on_face(hour, minute), parts)
    made = figure(hour.value, minute, zero=hour.text.startswith("0"))
    return told_as(made, parts)


def _hours(parts: list[Token], said: Said) -> Token | None:
    """ "à 15 heures", "в 15 часов": hours as a time of day, in the languages that say it so."""
    if not said.language.hour_is_clock:
        return None
    kept = [part for part in parts if part.kind not in "@&"]
    return oclock(kept, said)


def _minute_after(parts: list[Token], said: Said) -> Token | None:
    """ "las tres y veinte", "10 heures moins dix", "die Drei und zwanzig"."""
    clock, minutes = parts[0].value, parts[2].value
    if clock.minute or not 0 < minutes < 60:
        return None
    sign = -1 if parts[1].kind == "B" else 1
    return told_as(on_face(parts[0], sign * minutes), parts)


def _plus(parts: list[Token], said: Said) -> Token | None:
    return told_as(on_face(parts[0], parts[-1].value), parts) if parts[0].value.minute == 0 else None


def _at(parts: list[Token], said: Said) -> Token | None:
    """ "at 7", "a las 4", "um 9"; "at 1500"; "at nine thirty"."""
    hour = parts[1]
    if len(parts) == 3:
        if hour.text[0].isdigit() or not 10 <= parts[2].value <= 59:
            return None
        return told_as(figure(hour.value, parts[2].value), parts)
    if len(hour.text) == 4 and hour.text.isdigit():
        return told_as(figure(hour.value // 100, hour.value % 100, zero=True), parts)
    if hour.kind == "O" and (said.language.code != "ar" or not 1 <= hour.value <= 12):
        return None
    if len(hour.text) == 3 and hour.text.isdigit():
        return None
    return told_as(on_face(hour, bare=hour.value != 12), parts)


def _part_after(parts: list[Token], said: Said) -> Token | None:
    """ "3 in the afternoon", "8 вечера"."""
    hour, part = parts[0], parts[-1]
    if not isinstance(hour.value, Clock):
        if hour.kind == "N" and 12 < hour.value <= 31 and part.value in ("morning", "noon", "early"):
            return None  # "le 18 au matin"
        if hour.value > 24 or (hour.kind == "O" and said.language.code != "ar"):
            return None
        base = on_face(hour)
    else:
        base = hour.value
    if base is None:
        return None
    made = in_part(base, part.value)
    return bad(Reason.NO_SUCH_TIME, parts) if made is None else told_as(made, parts)


def _part_before(parts: list[Token], said: Said) -> Token | None:
    """ "下午3点", "this evening at 7:30"."""
    made = _part_after([parts[-1], parts[0]], said)
    clock = in_part(made.value, parts[0].value, first=True) if made is not None and made.kind == CLOCK else None
    return made if made is None or clock is None else Token(CLOCK, clock, made.text)


def _word_half(parts: list[Token], said: Said) -> Token | None:
    """ "nine thirty am": number words, then am or pm is left to the part of the day."""
    hour, minute = parts[0], parts[1]
    if hour.text[0].isdigit() or not 1 <= hour.value <= 12 or not 10 <= minute.value <= 59:
        return None
    return told_as(figure(hour.value, minute.value), parts)


def _noon(parts: list[Token], said: Said) -> Token | None:
    """ "midi et demi", "midi moins le quart", "midi quinze"."""
    minutes = parts[-1].value if len(parts) > 1 else 0
    if not -30 <= minutes <= 45:
        return None
    total = 12 * 60 + (-minutes if len(parts) > 1 and parts[-2].kind == "B" else minutes)
    return told_as(Clock(total // 60, total % 60, sure=True, named=True), parts)


def _noon_and(parts: list[Token], said: Said) -> Token | None:
    """ "midi trente"."""
    written = said.language.code == "fr" and not parts[1].text[0].isdigit() and parts[1].value >= 5
    return _noon(parts, said) if written else None


def _at_noon(parts: list[Token], said: Said) -> Token | None:
    """ "12:00 midday"."""
    return _noon(parts[1:], said) if parts[0].value.minutes == 12 * 60 else None


def _same(parts: list[Token], said: Said) -> Token | None:
    return Token(CLOCK, parts[0].value, parts[0].text)


def _midnight_named(parts: list[Token], said: Said) -> Token | None:
    """ "12am": midnight, by another name."""
    clock: Clock = parts[0].value
    return Token("m", 0, parts[0].text) if clock.named and clock.hour == 0 and clock.minute == 0 else None


def _from_hours_to_hours(parts: list[Token], said: Said) -> list[Token] | None:
    """ "de neuf heures à dix heures trente"."""
    middle = next(place for place, part in enumerate(parts) if part.kind == "@")
    start, end = _hours(parts[1:middle], said), _hours(parts[middle + 1 :], said)
    if start is None or end is None:
        return None
    return [parts[0], start, Token("-", 0, parts[middle].text), end]


def _from_to_hours(parts: list[Token], said: Said) -> list[Token] | None:
    """ "de 10 à 12 heures"."""
    end = _hours(parts[3:], said)
    return None if end is None else [parts[0], parts[1], Token("-", 0, parts[2].text), end]


def _meeting_of(parts: list[Token], said: Said) -> list[Token] | None:
    """ "réunion de 2h", "reunión de 2 horas", "встреча на 2 часа": how long it is."""
    hours, joined = parts[-2 if parts[-1].kind == "2" else -1], parts[1].kind == "o"
    value = hours.value.hour if isinstance(hours.value, Clock) and hours.value.loose else hours.value
    if said.language.code not in ("fr", "es", "ru") or isinstance(value, Clock) or not 1 <= value <= 4:
        return None
    return (
        [parts[0], Token("L", Length(minutes=60 * value), hours.text)] if joined or said.language.code == "ru" else None
    )


def _from_to_hour(parts: list[Token], said: Said) -> list[Token] | None:
    """ "jeudi de 9 à 11"."""
    return [*parts[:2], Token("-", 0, parts[2].text), parts[3]] if said.language.code == "fr" else None


_AFTER = r"(?![.,o]*[M1-7h'PdH])"

HOURS: tuple[Rule, ...] = (
    rule(r"[?#][.o]*(?:N2|T)(?![.,]*(?:[g-]|@[.]*[NT]))", _meeting_of),
    rule(r"[oF] N2(?:N1?|\+)? @ N2(?:N1?|\+)?", _from_hours_to_hours, "2"),
    rule(r"[oF] [NT] @ N2(?:N1?|\+)?", _from_to_hours, "2"),
    rule(r"[oF] [NT] @ N(?![.,o]*[M1-7h'PdH+*])", _from_to_hour, "@"),
    rule(r"N1? [PB] \^ N h?", minutes_past, "^"),
    rule(r"\^ [NO] h?", fore, "^"),
    rule(r"\^ T", fore, "^"),
    rule(r"@ N - (?:N g|T)", lambda parts, said: to_the_hour(in_half(parts), said), "-"),
    rule(r"@ N - N(?![.,o]*[M1-7h'dH])", to_the_hour, "-"),
    rule(r"(?<![Fo@])(?<![Fo@][.,])N - (?:N g|T)", to_in_words, "-"),
    rule(r"N1? [PB] T", past_named, "T"),
    rule(r"H (?:N(?![.,]*[1-7])|T)", half_hour, "H"),
    rule(r"N1? P N h?", minutes_past, "P"),
    rule(r"N1? B N(?![.,]*[1-7]) h?", minutes_past, "B"),
    rule(r"B N['1]? N(?![.,]*[1-7M]) [h2]?", minutes_before, "B"),
    rule(r"N1O", _into_hour, "O"),
    rule(r"Nh(?:[HN]'?|\+)" + r"(?![.,]*[Mh1-7])", oclock, "h"),
    rule(r"Nh", oclock, "h"),
    rule(r"Th", _same, "h"),
    rule(r"@ N2(?:N1?|&N1?|\+)?", _hours, "2"),
    rule(r"N2BN(?=[.]*g)", lambda parts, said: minus([parts[0], parts[3]], parts), "B"),
    rule(r"N2\+? g", lambda parts, said: _then_part(parts, said), "g"),
    rule(r"(?<![if])N2\+", _hours, "+"),
    rule(r"@ N N" + _AFTER, _at, "@"),
    rule(r"@ [NO]\+", lambda parts, said: _plus_bare(parts, said), "+"),
    rule(r"@ [NO]" + _AFTER, _at, "@"),
    rule(r"@? NN(?= ?[.,]*g)", lambda parts, said: _word_half([each for each in parts if each.kind == "N"], said), "g"),
    rule(r"T\+", _plus, "+"),
    rule(r"T&N1", _minute_after, "1"),
    rule(r"TBN1", _minute_after, "1"),
    rule(r"T&N" + _AFTER, _minute_after, "&"),
    rule(r"TBN" + _AFTER, _minute_after, "B"),
    rule(r"T g", _part_after, "g"),
    rule(r"O\+ g", lambda parts, said: _ordinal_and_part(parts, said), "g"),
    rule(r"(?<!M)[NO] g|(?<=[NO]M)N g|(?<=[NO]oM)N g", _part_after, "g"),
    rule(r"g [@.,]*T", _part_before, "g"),
    rule(r"nN" + _AFTER, _noon_and, "n"),
    rule(r"nBN" + _AFTER, _noon, "n"),
    rule(r"T n", _at_noon, "n"),
    rule(r"n\+", _noon, "n"),
    rule(r"n", _noon, "n"),
    rule(r"T", _midnight_named, "T"),
)


def _then_part(parts: list[Token], said: Said) -> Token | None:
    made = _hours(parts[:-1], said)
    return None if made is None or made.kind == BAD else _part_after([made, parts[-1]], said)


def _ordinal_and_part(parts: list[Token], said: Said) -> Token | None:
    """ "التاسعة إلا ربعا صباحا": the ninth less a quarter, in the morning."""
    made = _plus_bare([parts[0], *parts[:2]], said)
    return None if made is None or made.kind == BAD else _part_after([made, parts[-1]], said)


def _plus_bare(parts: list[Token], said: Said) -> Token | None:
    at = _at(parts[:2], said)
    return None if at is None or at.kind == BAD else _plus([at, parts[2]], said)
