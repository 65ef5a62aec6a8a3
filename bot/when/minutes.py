"""Minutes before and after an hour: "half past two", "ten to four", "las ocho menos diez", "без четверти три"."""

from bot.when.clock import Clock, figure, in_part
from bot.when.grammar import Said, bad
from bot.when.result import Reason
from bot.when.tokens import CLOCK, Token


def told_as(clock: Clock | None, parts: list[Token]) -> Token:
    """The token of a clock, or of the question where there is no such time."""
    if clock is None:
        return bad(Reason.NO_SUCH_TIME, parts)
    return Token(CLOCK, clock, " ".join(part.text for part in parts))


def on_face(hour: Token, minute: int = 0, *, bare: bool = False) -> Clock | None:
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


def fore(parts: list[Token], said: Said) -> Token | None:
    """ "half past two", "halb drei", "половина третьего"."""
    hour = parts[1]
    return told_as(on_face(hour, parts[0].value), parts) if is_whole(hour) else None


def minutes_past(parts: list[Token], said: Said) -> Token | None:
    """ "ten past three", "fünf nach halb acht", "las ocho menos diez"."""
    numbers = [part for part in parts if part.kind in "N^"]
    minutes, sign = numbers[0].value, 1 if any(part.kind == "P" for part in parts) else -1
    if any(part.kind == "B" and part.value < 0 for part in parts):
        return minus(numbers, parts)
    if minutes > 30:
        return None
    if numbers[1].kind == "^":
        return told_as(on_face(numbers[2], numbers[1].value + sign * minutes), parts)
    return told_as(on_face(numbers[1], sign * minutes), parts) if numbers[1].value <= 12 else None


def minus(numbers: list[Token], parts: list[Token]) -> Token | None:
    """ "las ocho menos diez", "التاسعة إلا خمس": the hour comes first."""
    hour, minutes = numbers[0], numbers[1]
    plain = minutes.kind == "N" and 0 < minutes.value <= 30 and not any(part.kind in "1h" for part in parts)
    return told_as(on_face(hour, -minutes.value), parts) if plain and is_whole(hour) else None


def minutes_before(parts: list[Token], said: Said) -> Token | None:
    """ "без десяти три", "差五分三点"."""
    numbers = [part for part in parts if part.kind == "N"]
    return told_as(on_face(numbers[1], -numbers[0].value), parts) if numbers[1].value <= 12 else None


def to_the_hour(parts: list[Token], said: Said) -> Token | None:
    """ "at 20 to 3pm"; "at 10 to 11" is ten minutes, or an hour from ten."""
    if said.language.code != "en" or parts[2].text.lower() not in ("to", "till", "til"):
        return None
    minutes, hour = parts[1].value, parts[3]
    if minutes not in (5, 10, 20, 25) or not is_whole(hour):
        return None
    written = not parts[1].text[0].isdigit() and isinstance(hour.value, Clock)
    return told_as(on_face(hour, -minutes), parts) if minutes > 12 or written else bad(Reason.VAGUE, parts)


def to_in_words(parts: list[Token], said: Said) -> Token | None:
    """ "ten to four in the afternoon", with no "at" before it; "10 to 4pm" are two times."""
    if parts[0].text[0].isdigit():
        return None
    if parts[0].value <= 12:
        return bad(Reason.VAGUE, parts) if to_the_hour([parts[0], *parts[:3]], said) else None
    made = in_half([parts[0], *parts])
    return to_the_hour(made if len(made) == 4 else [parts[0], *parts[:3]], said)


def is_whole(hour: Token) -> bool:
    """An hour on the face of a clock, with no minutes of its own."""
    value: Clock | int = hour.value
    if isinstance(value, Clock):
        return value.minute == 0 and (value.named or 1 <= value.hour <= 12)
    return 1 <= value <= 12


def past_named(parts: list[Token], said: Said) -> Token | None:
    """ "5 past 11am"."""
    minutes = parts[0].value
    if minutes > 30 or not is_whole(parts[-1]):
        return None
    return told_as(on_face(parts[-1], minutes if any(part.kind == "P" for part in parts) else -minutes), parts)


def half_hour(parts: list[Token], said: Said) -> Token | None:
    """ "half three": as the British say it."""
    return told_as(on_face(parts[1], 30), parts) if said.language.code == "en" and is_whole(parts[1]) else None


def in_half(parts: list[Token]) -> list[Token]:
    """The parts of "at 20 to 3 in the afternoon" with its last two as one clock."""
    if len(parts) < 5:
        return parts
    clock = on_face(parts[3])
    made = None if clock is None else in_part(clock, parts[4].value)
    return parts if made is None else [*parts[:3], Token(CLOCK, made, f"{parts[3].text} {parts[4].text}")]
