"""Who gets a seat, who comes next, and how long an offered one is held: rules only, values in and values out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from bot.limits import Limits
from storage.seats import Place

LONGEST_OFFER = timedelta(hours=24)
SHORTEST_OFFER = timedelta(minutes=30)


@dataclass(frozen=True)
class Hall:
    """The seats of one meeting: everybody who holds one or waits, those who wait in order of arrival."""

    limits: Limits
    places: Sequence[Place] = ()

    def of(self, member: int) -> Place | None:
        """This member's place, if they have one."""
        return next((place for place in self.places if place.member == member), None)

    @cached_property
    def held(self) -> Counter[int]:
        """Seats that are taken or offered, by organisation."""
        return Counter(p.organisation for p in self.places if p.number is None or p.offered)

    @property
    def full(self) -> bool:
        """Whether every seat is taken or held for somebody."""
        return bool(self.limits.seats) and self.held.total() >= self.limits.seats

    @property
    def arrivals(self) -> int:
        """The highest number of arrival among those who wait."""
        return max((place.number or 0 for place in self.places), default=0)

    def line(self) -> list[Place]:
        """Those who wait and have no offer, the next first.

        In order of arrival, except that the first of an organisation without a seat goes before everybody whose
        organisation has one or comes before them in the line.
        """
        seen = set(self.held)
        first: list[Place] = []
        rest: list[Place] = []
        for place in self.places:
            if place.number is None or place.offered:
                continue
            (rest if place.organisation in seen else first).append(place)
            seen.add(place.organisation)
        return first + rest

    def next(self, now: datetime) -> Place | None:
        """Who gets the seat that is free; None when none is, or nobody who waits may have it yet."""
        if self.full:
            return None
        return next((p for p in self.line() if self._has_room(p.organisation, now)), None)

    def admits(self, organisation: int, now: datetime) -> bool:
        """Whether somebody of this organisation who comes now is seated at once."""
        return self._has_room(organisation, now) and self.next(now) is None

    def _has_room(self, organisation: int, now: datetime) -> bool:
        each = self.limits.each(now)
        return not self.full and (not each or self.held[organisation] < each)


def offered_until(told: datetime, starts: datetime) -> datetime:
    """Until when a seat is held for whoever is told of it at `told`.

    A quarter of the time left before the meeting starts, at least half an hour and at most a day, and never beyond
    the start.
    """
    left = starts - told
    return told + min(max(left / 4, SHORTEST_OFFER), LONGEST_OFFER, max(left, timedelta()))
