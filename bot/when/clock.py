"""Times of day: what was written, what a part of the day makes of it, and how two of them make a span."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written. `sure` when morning and afternoon cannot be confused."""

    hour: int
    minute: int = 0
    sure: bool = False
    named: bool = False
    """It was written with am, pm or a part of the day, so that its neighbour in a span shares it."""
    bare: bool = False
    """Only a number: "at 7"."""
    loose: bool = False
    """Hours only, as in "2h": perhaps a length."""
    late: bool = False
    """After midnight of a night that bears the name of the day before: "Friday night at 1"."""

    @property
    def settled(self) -> bool:
        """Nothing needs to be asked: hours 1 to 6 on the face of a clock are nearly always meant for the afternoon."""
        return self.sure or self.hour >= 12 or self.hour == 0 or self.hour > 7 or (self.hour == 7 and not self.bare)

    @property
    def minutes(self) -> int:
        """Minutes since midnight."""
        return self.hour * 60 + self.minute

    @property
    def halves(self) -> tuple["Clock", ...]:
        """The times of day this can be."""
        if self.sure or self.hour > 12 or self.hour == 0:
            return (self,)
        return replace(self, hour=self.hour % 12, sure=True), replace(self, hour=self.hour % 12 + 12, sure=True)


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of day to another."""

    start: Clock
    end: Clock


def figure(hour: int, minute: int, *, zero: bool = False, bare: bool = False, loose: bool = False) -> Clock | None:
    """A clock from figures; `zero` when written with a leading zero. None when there is no such time."""
    if hour > 23 or minute > 59:
        return None
    return Clock(hour, minute, sure=zero or hour == 0 or hour > 12, bare=bare, loose=loose)


def meridiem(hour: int, minute: int, half: str) -> Clock | None:
    """A clock from am or pm. None for contradictions such as 13pm. Hour 0 stands for 12am: midnight is asked about."""
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return Clock(hour % 12 + (12 if half == "p" else 0), minute, sure=True, named=True)


_SHIFT: dict[str, dict[int, int]] = {
    "morning": {h: h for h in range(1, 12)},
    "noon": {11: 11, 12: 12, 1: 13, 2: 14, 3: 15},
    "day": {12: 12, 1: 13, 2: 14, 3: 15, 4: 16, 5: 17},
    "afternoon": {12: 12, 1: 13, 2: 14, 3: 15, 4: 16, 5: 17, 6: 18, 7: 19, 8: 20},
    "evening": {1: 1, 2: 2, 3: 3} | {h: h + 12 for h in range(4, 12)},
    "second half": {h: h + 12 for h in range(1, 12)},
    "night": {1: 1, 2: 2, 3: 3, 4: 4, 6: 18, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23, 12: 0},
    "early": {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 12: 0},
    "am": {h: h for h in range(1, 12)},
    "pm": {h: h % 12 + 12 for h in range(1, 13)},
}
"""What an hour on the face of a clock is in each part of the day; an hour that is missing contradicts it."""
_HOURS: dict[str, range] = {
    "morning": range(4, 13),
    "noon": range(11, 16),
    "day": range(12, 18),
    "afternoon": range(12, 21),
    "evening": range(16, 24),
    "second half": range(13, 24),
    "night": range(18, 24),
    "early": range(0, 7),
    "am": range(0, 12),
    "pm": range(12, 24),
}
"""What is in that part of the day on a clock of 24 hours."""


def in_part(clock: Clock, part: str, *, first: bool = False) -> Clock | None:
    """The time in that part of the day, which was said `first` or after it. None when they contradict each other.

    "2 at night" is early on that day; "Friday night at 2" may be the day after. "3 in the evening" stays unsure.
    """
    if part == "evening" and not first and not clock.sure and clock.hour in (1, 2, 3):
        return clock
    if clock.sure or clock.hour > 12:
        small = part == "night" and clock.hour < 5
        made = clock if clock.hour in _HOURS[part] or small else None
    else:
        hour = _SHIFT[part].get(clock.hour)
        small = hour is not None and hour < 5
        made = None if hour is None else replace(clock, hour=hour, sure=True, named=True, bare=False)
    return replace(made, late=True) if made and small and first and part in ("evening", "night") else made


def span(start: Clock, end: Clock) -> Span | None:
    """From `start` to `end`, sharing what one of them says about morning and afternoon.

    None when they contradict each other; ends that are not `sure` when nothing says which half of the day is meant.
    """
    if start.sure and end.sure:
        return Span(start, end)
    if end.sure and not end.named:  # the clock of 24 hours: "9-17"
        return Span(replace(start, sure=True), end) if start.settled else None
    if end.sure:
        before = [half for half in start.halves if half.minutes < end.minutes]
        return Span(before[-1], end) if before else None
    if start.sure:
        after = [half for half in end.halves if half.minutes > start.minutes]
        return Span(start, after[0]) if after else None
    if start.hour == 12 and end.hour < 12:
        return Span(replace(start, sure=True), replace(end, hour=end.hour + 12, sure=True))
    if start.hour >= 7 and end.minutes > start.minutes:
        return Span(replace(start, sure=True), replace(end, sure=True))
    return Span(start, end)
