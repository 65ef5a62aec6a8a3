"""Whose clock shows the time: the person's own, or that of the zones that were named."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from bot.when import cities
from bot.when.finish import Hours, hours_of, moment
from bot.when.languages import Language
from bot.when.passes import passes
from bot.when.pieces import Pieces
from bot.when.result import MOST, Ask, Reason, When
from bot.when.tokens import Token
from bot.when.told import clocks_and_lengths
from bot.when.zones import Choice, choice_of


@dataclass(frozen=True, slots=True)
class Person:
    """Who is speaking: their moment, their zone, their language."""

    now: datetime
    zone: str
    language: Language
    today: date
    """The day it is where the words are meant."""


def choices(pieces: Pieces, wall: datetime, person: Person) -> list[Choice]:
    """What each zone that was named comes to at this wall time; the person's own when none was."""
    if not pieces.zones:
        return [Choice((person.zone,), "")]
    found: list[Choice] = []
    for token in pieces.zones:
        if isinstance(token.value, str):
            found.append(choice_of(token.value, token.text, person.zone, wall))
        else:
            zones: cities.Zones = token.value
            found.append(Choice(zones, token.text, None if len(zones) == 1 else Reason.AMBIGUOUS_ZONE))
    return found


def moment_of(pieces: Pieces, day: date, hours: Hours, person: Person) -> When | Ask:
    """The moment on this day, if all zones that were named agree."""
    wall = datetime(day.year, day.month, day.day, hours.start.hour, hours.start.minute)
    clocks, _ = clocks_and_lengths(pieces)
    whose = choices(pieces, wall, person)
    if len(clocks) > 1 and len(whose) == len(clocks) - 1 and pieces.zones and min(pieces.timed) > 1:
        whose = [Choice((person.zone,), ""), *whose]  # "15:00 (14:00 UTC)"
    if len(clocks) > 1 and len(clocks) != len(whose):
        return Ask(Reason.SEVERAL)
    odd = [choice for choice in whose if not choice.zones and choice.offset is not None] if len(clocks) < 2 else []
    said = {_instant(wall, choice) for choice in odd}
    named = [choice for choice in whose if choice not in odd]
    whose = named or [Choice((person.zone,), "")]
    made = [_zoned(day, hours, whose[0], person)]
    if len(clocks) > 1:
        pairs = zip(clocks[1:], whose[1:], strict=True)
        made += [_zoned(day, hours_of(clock.value, None), choice, person) for clock, choice in pairs]
    else:
        made += [_zoned(day, hours, choice, person) for choice in whose[1:]]
    made = _settled(made, said)
    if odd and not named and {each.start.timestamp() for each in made if isinstance(each, When)} != said:
        return Ask(Reason.UNKNOWN_ZONE, {"words": odd[0].words})
    for each in made:
        if isinstance(each, Ask):
            return each
    moments = [each for each in made if isinstance(each, When)]
    ends = {each.end.timestamp() for each in moments if each.end is not None}
    if len({each.start.timestamp() for each in moments} | said) > 1 or len(ends) > 1:
        return Ask(Reason.TWO_ZONES, {}, tuple(moments[:MOST]))
    first = made[0]
    if isinstance(first, When) and pieces.place is not None and not pieces.zones:
        return _perhaps_there(first, pieces.place, day, hours, person)
    return first


def _instant(wall: datetime, choice: Choice) -> float:
    """When the clocks show this at the distance from UTC that was written."""
    return wall.replace(tzinfo=timezone(timedelta(minutes=choice.offset or 0))).timestamp()


def _settled(made: list[When | Ask], said: set[float]) -> list[When | Ask]:
    """An hour that happens twice in one zone, and once in another that was named: "2:30 Berlin time (CET)"; or at an
    instant that was `said` beside it: "1:30 Lord Howe time UTC+10:30".
    """
    sure = {each.start.timestamp() for each in made if isinstance(each, When)} | said
    if len(sure) != 1:
        return made
    return [next((one for one in passes(each) if one.start.timestamp() in sure), each) for each in made]


def _perhaps_there(here: When, place: Token, day: date, hours: Hours, person: Person) -> When | Ask:
    """A city in the title: its clocks or the person's own, if they differ."""
    there = [moment(day, hours, Choice((zone,), place.text), zone, person.now) for zone in place.value]
    meant = [one for each in there for one in passes(each)]
    others = [each for each in meant if each.start.timestamp() != here.start.timestamp()]
    if not others:
        return here
    return Ask(Reason.WHOSE, {"words": place.text}, (here, *others[: MOST - 1]))


def _zoned(day: date, hours: Hours, choice: Choice, person: Person) -> When | Ask:
    if choice.reason is None:
        return moment(day, hours, choice, choice.zones[0], person.now)
    zone = cities.named(choice.zones[0]) if choice.zones else ""
    # Each reading bears the name of its own city: the word that was typed does not tell them apart.
    called = {each: "" if each == person.zone else cities.named(each) for each in choice.zones}
    readings = [moment(day, hours, Choice((each,), called[each]), each, person.now) for each in choice.zones]
    kept = tuple(one for each in readings for one in passes(each))[:MOST]
    return Ask(choice.reason, {"words": choice.words, "zone": zone}, kept)
