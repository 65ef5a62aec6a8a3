"""The time of day that all words of a text agree on, and whether its half of the day is sure."""

from dataclasses import replace

from bot.when.clock import Clock, Span, in_part, span
from bot.when.finish import Hours, hours_of
from bot.when.pieces import Pieces
from bot.when.result import Ask, Reason
from bot.when.tokens import Length, Token


def told(pieces: Pieces) -> Hours | Ask | None:
    """The time of day and the end that all words agree on."""
    clocks, lengths = clocks_and_lengths(pieces)
    if not clocks:
        return None
    if len(lengths) > 1 or (lengths and isinstance(clocks[0].value, Span)):
        return Ask(Reason.SEVERAL)
    if any(length.days or length.months for length in lengths):
        return Ask(Reason.VAGUE, {"words": pieces.lengths[0].text})
    value = clocks[0].value
    for part in dict.fromkeys(token.value for token in pieces.parts):
        value = _in_part(value, part)
        if value is None:
            return Ask(Reason.NO_SUCH_TIME, {"words": " ".join(token.text for token in [*clocks, *pieces.parts])})
    return hours_of(value, lengths[0] if lengths else None)


def clocks_and_lengths(pieces: Pieces) -> tuple[list[Token], list[Length]]:
    """The times and the lengths that were written: "2h" behind a time is a length."""
    clocks = list(pieces.clocks)
    lengths: list[Length] = [token.value for token in pieces.lengths]
    if len(clocks) == 2 and isinstance(clocks[1].value, Clock) and clocks[1].value.loose and clocks[1].value.hour <= 8:
        lengths.append(Length(minutes=clocks.pop().value.hour * 60))
    return clocks, lengths


def _in_part(value: Clock | Span, part: str) -> Clock | Span | None:
    if isinstance(value, Clock):
        return in_part(value, part, first=True)
    if value.start.sure and value.end.sure:
        start = in_part(value.start, part, first=True)
        return None if start is None else replace(value, start=start)
    start = in_part(value.start, part, first=True)
    return None if start is None else span(start, value.end)


def uncertain(hours: Hours) -> bool:
    """Nothing says which half of the day is meant."""
    return not hours.start.settled or (hours.end is not None and not (hours.start.sure and hours.end.sure))


def halves(hours: Hours) -> list[Hours]:
    """The hours, once for each half of the day they may lie in."""
    if not uncertain(hours):
        return [hours]
    if hours.end is None:
        return [replace(hours, start=half) for half in hours.start.halves]
    pairs = zip(hours.start.halves, hours.end.halves, strict=False)
    return [replace(hours, start=start, end=end) for start, end in pairs if start.minutes < end.minutes]
