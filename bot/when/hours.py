"""Rules for times of day: "half past two", "15 heures", "без четверти три", "下午3点半"."""

from bot.when.clock import Clock, figure, in_part
from bot.when.grammar import Rule, Said, bad, rule
from bot.when.result import Reason
from bot.when.tokens import BAD, CLOCK, Token


def _token(clock: Clock | None, parts: list[Token]) -> Token:
    if clock is None:
        return bad(Reason.NO_SUCH_TIME, parts)
    return Token(CLOCK, clock, " ".join(part.text for part in parts))


def _clock(hour: Token, minute: int = 0, *, bare: bool = False) -> Clock | None:
    """The clock of a number or clock token, moved by some minutes on its face."""
    if isinstance(hour.value, Clock):
        base: Clock | None = hour.value
    else:
        zero = hour.text.startswith("0")
        base = figure(hour.value, 0, zero=zero, bare=bare) if hour.value != 24 else None
    if base is None or minute == 0:
        return base
    if base.sure and not base.named:
        total = base.minutes + minute
        return figure(total // 60, total % 60, zero=True) if total >= 0 else None
    total = (base.minutes + minute) % 720
    half = 720 if base.named and base.hour >= 12 else 0
    return Clock((total // 60 + half // 60) or 12, total % 60, sure=base.named, named=base.named)


def _fore(parts: list[Token], said: Said) -> Token | None:
    """ "half past two", "halb drei", "половина третьего"."""
    hour = parts[1]
    return _token(_clock(hour, parts[0].value), parts) if _whole(hour) else None


def _minutes_past(parts: list[Token], said: Said) -> Token | None:
    numbers = [part for part in parts if part.kind in "N^"]
    minutes, sign = numbers[0].value, 1 if any(part.kind == "P" for part in parts) else -1
    if any(part.kind == "B" and part.value < 0 for part in parts):
        return _minus(numbers, parts)
    if minutes > 30:
        return None
    if numbers[1].kind == "^":
        return _token(_clock(numbers[2], numbers[1].value + sign * minutes), parts)
    return _token(_clock(numbers[1], sign * minutes), parts) if numbers[1].value <= 12 else None


def _minus(numbers: list[Token], parts: list[Token]) -> Token | None:
    """ "las ocho menos diez", "التاسعة إلا خمس": the hour comes first."""
    hour, minutes = numbers[0], numbers[1]
    plain = minutes.kind == "N" and 0 < minutes.value <= 30 and not any(part.kind in "1h" for part in parts)
    return _token(_clock(hour, -minutes.value), parts) if plain and _whole(hour) else None


def _minutes_before(parts: list[Token], said: Said) -> Token | None:
    """ "без десяти три", "差五分三点"."""
    numbers = [part for part in parts if part.kind == "N"]
    return _token(_clock(numbers[1], -numbers[0].value), parts) if numbers[1].value <= 12 else None


def _into_hour(parts: list[Token], said: Said) -> Token | None:
    """ "десять минут третьего": ten minutes into the third hour."""
    if said.language.code != "ru" or not 1 <= parts[2].value <= 12 or parts[2].text[0].isdigit():
        return None
    return _token(_clock(parts[2], parts[0].value - 60), parts)


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
        return _token(_clock(hour, minute), parts)
    made = figure(hour.value, minute, zero=hour.text.startswith("0"))
    return _token(made, parts)


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
    return _token(_clock(parts[0], sign * minutes), parts)


def _plus(parts: list[Token], said: Said) -> Token | None:
    return _token(_clock(parts[0], parts[-1].value), parts) if parts[0].value.minute == 0 else None


def _at(parts: list[Token], said: Said) -> Token | None:
    """ "at 7", "a las 4", "um 9"; "at 1500"; "at nine thirty"."""
    hour = parts[1]
    if len(parts) == 3:
        if hour.text[0].isdigit() or not 10 <= parts[2].value <= 59:
            return None
        return _token(figure(hour.value, parts[2].value), parts)
    if len(hour.text) == 4 and hour.text.isdigit():
        return _token(figure(hour.value // 100, hour.value % 100, zero=True), parts)
    if hour.kind == "O" and (said.language.code != "ar" or not 1 <= hour.value <= 12):
        return None
    if len(hour.text) == 3 and hour.text.isdigit():
        return None
    return _token(_clock(hour, bare=hour.value != 12), parts)


def _part_after(parts: list[Token], said: Said) -> Token | None:
    """ "3 in the afternoon", "8 вечера"."""
    hour, part = parts[0], parts[-1]
    if not isinstance(hour.value, Clock):
        if hour.value > 24 or (hour.kind == "O" and said.language.code != "ar"):
            return None
        base = _clock(hour)
    else:
        base = hour.value
    if base is None:
        return None
    made = in_part(base, part.value)
    return bad(Reason.NO_SUCH_TIME, parts) if made is None else _token(made, parts)


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
    return _token(figure(hour.value, minute.value), parts)


def _noon(parts: list[Token], said: Said) -> Token | None:
    """ "midi et demi", "midi moins le quart", "midi quinze"."""
    minutes = parts[-1].value if len(parts) > 1 else 0
    if not -30 <= minutes <= 45:
        return None
    total = 12 * 60 + (-minutes if len(parts) > 1 and parts[-2].kind == "B" else minutes)
    return _token(Clock(total // 60, total % 60, sure=True, named=True), parts)


def _to_the_hour(parts: list[Token], said: Said) -> Token | None:
    """ "at 20 to 3pm"; "at 10 to 11" is ten minutes, or an hour from ten."""
    if said.language.code != "en" or parts[2].text.lower() not in ("to", "till", "til"):
        return None
    minutes, hour = parts[1].value, parts[3]
    if minutes not in (5, 10, 20, 25) or not _whole(hour):
        return None
    written = not parts[1].text[0].isdigit() and isinstance(hour.value, Clock)
    return _token(_clock(hour, -minutes), parts) if minutes > 12 or written else bad(Reason.VAGUE, parts)


def _to_in_words(parts: list[Token], said: Said) -> Token | None:
    """ "ten to four in the afternoon", with no "at" before it; "10 to 4pm" are two times."""
    if parts[0].text[0].isdigit():
        return None
    if parts[0].value <= 12:
        return bad(Reason.VAGUE, parts) if _to_the_hour([parts[0], *parts[:3]], said) else None
    made = _in_half([parts[0], *parts])
    return _to_the_hour(made if len(made) == 4 else [parts[0], *parts[:3]], said)


def _whole(hour: Token) -> bool:
    """An hour on the face of a clock, with no minutes of its own."""
    value: Clock | int = hour.value
    if isinstance(value, Clock):
        return value.minute == 0 and (value.named or 1 <= value.hour <= 12)
    return 1 <= value <= 12


def _past_named(parts: list[Token], said: Said) -> Token | None:
    """ "5 past 11am"."""
    minutes = parts[0].value
    if minutes > 30 or not _whole(parts[-1]):
        return None
    return _token(_clock(parts[-1], minutes if any(part.kind == "P" for part in parts) else -minutes), parts)


def _half_hour(parts: list[Token], said: Said) -> Token | None:
    """ "half three": as the British say it."""
    return _token(_clock(parts[1], 30), parts) if said.language.code == "en" and _whole(parts[1]) else None


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


def _from_to_hour(parts: list[Token], said: Said) -> list[Token] | None:
    """ "jeudi de 9 à 11"."""
    return [*parts[:2], Token("-", 0, parts[2].text), parts[3]] if said.language.code == "fr" else None


_AFTER = r"(?![.,o]*[M1-7h'PdH])"

HOURS: tuple[Rule, ...] = (
    rule(r"[oF] N2(?:N1?|\+)? @ N2(?:N1?|\+)?", _from_hours_to_hours, "2"),
    rule(r"[oF] [NT] @ N2(?:N1?|\+)?", _from_to_hours, "2"),
    rule(r"[oF] [NT] @ N(?![.,o]*[M1-7h'PdH+*])", _from_to_hour, "@"),
    rule(r"N1? [PB] \^ N h?", _minutes_past, "^"),
    rule(r"\^ [NO] h?", _fore, "^"),
    rule(r"\^ T", _fore, "^"),
    rule(r"@ N - (?:N g|T)", lambda parts, said: _to_the_hour(_in_half(parts), said), "-"),
    rule(r"@ N - N(?![.,o]*[M1-7h'dH])", _to_the_hour, "-"),
    rule(r"(?<![Fo@])(?<![Fo@][.,])N - (?:N g|T)", _to_in_words, "-"),
    rule(r"N1? [PB] T", _past_named, "T"),
    rule(r"H (?:N(?![.,]*[1-7])|T)", _half_hour, "H"),
    rule(r"N1? P N h?", _minutes_past, "P"),
    rule(r"N1? B N(?![.,]*[1-7]) h?", _minutes_past, "B"),
    rule(r"B N['1]? N(?![.,]*[1-7M]) [h2]?", _minutes_before, "B"),
    rule(r"N1O", _into_hour, "O"),
    rule(r"Nh(?:[HN]'?|\+)" + r"(?![.,]*[Mh1-7])", oclock, "h"),
    rule(r"Nh", oclock, "h"),
    rule(r"Th", _same, "h"),
    rule(r"@ N2(?:N1?|&N1?|\+)?", _hours, "2"),
    rule(r"N2BN(?=[.]*g)", lambda parts, said: _minus([parts[0], parts[3]], parts), "B"),
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
    rule(r"nBN" + _AFTER, _noon, "n"),
    rule(r"T n", _at_noon, "n"),
    rule(r"n\+", _noon, "n"),
    rule(r"n", _noon, "n"),
    rule(r"T", _midnight_named, "T"),
)


def _in_half(parts: list[Token]) -> list[Token]:
    """The parts of "at 20 to 3 in the afternoon" with its last two as one clock."""
    if len(parts) < 5:
        return parts
    clock = _clock(parts[3])
    made = None if clock is None else in_part(clock, parts[4].value)
    return parts if made is None else [*parts[:3], Token(CLOCK, made, f"{parts[3].text} {parts[4].text}")]


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
