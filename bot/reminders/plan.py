"""The flight plan: every message that will go out, worked out from the data as it is. What sends asks here as well."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from bot.reminders.data import Data
from bot.reminders.laying import AGAIN, ASKING, BACK, NEAR, Standing, lay_out
from bot.reminders.whom import Circle
from bot.working import Working
from storage.ladders import What
from storage.models import Roster, SessionState
from storage.remindable import Held, Reader
from storage.steps import Stood
from storage.wishes import Wished

GRACE = timedelta(minutes=10)
"""What could not be sent at its instant, because nothing ran, is sent when something does; this is the same instant."""


class Why(StrEnum):
    """Why a message goes out when it does, or (all but those in `GOING`) not at all."""

    ON_TIME = "on time"
    AT_ONCE = "at once"
    MORNING = "next working hours"
    EARLIER = "earlier"
    TOGETHER = "together"
    NO_ACCOUNT = "no account"
    TOO_LATE = "too late"
    DEADLINE = "deadline"
    MISSED = "missed"
    CLOSED = "closed"
    MUTED = "muted"
    PAUSED = "paused"
    UNWANTED = "unwanted"
    SKIPPED = "skipped"
    HELD = "held"
    HIDDEN = "hidden"


GOING = frozenset({Why.ON_TIME, Why.AT_ONCE, Why.MORNING, Why.EARLIER, Why.TOGETHER})


@dataclass(frozen=True)
class Planned:
    """One message to one person: `at` is when, or when it would have been where it is dropped."""

    session: Held
    standing: Standing
    step: Stood | None
    member: Reader
    zone: str
    at: datetime
    why: Why

    @property
    def dropped(self) -> bool:
        """Whether it will not be sent."""
        return self.why not in GOING


def flight_plan(data: Data, now: datetime, only: Container[int] | None = None) -> list[Planned]:
    """Whom each rung that is still to come reminds, when, and why, the next first; or why not.

    Whoever has been reminded by a rung is not in it any more. `only` leaves out all but these steps.
    """
    stood = {(one.session, one.meeting, one.key): one for one in data.steps}
    planned: list[Planned] = []
    for session in data.sessions:
        for standing in lay_out(session, data.chosen[session.id].rules):
            step = stood.get((session.id, standing.meeting, standing.rule.key))
            if only is not None and (step is None or step.id not in only):
                continue
            if step is None or step.look is not None:
                planned += _of_step(data, session, standing, step, now)
    merged = _together(planned)
    return sorted(merged, key=lambda one: (one.at, one.session.id, one.standing.nominal, one.member.id))


def messages(planned: Iterable[Planned]) -> int:
    """How many messages people get by these: what is due together comes in one."""
    return len({(one.member.id, one.at) for one in planned if not one.dropped})


def working(data: Data, one: Reader) -> Working:
    """This person's working time."""
    wished = data.wishes.get(one.id, Wished())
    return Working(one.zone or data.zone, one.begins, one.ends, one.days, wished.country)


def _of_step(data: Data, session: Held, standing: Standing, step: Stood | None, now: datetime) -> Iterator[Planned]:
    whole = _dropped_whole(data, session, standing, step, now)
    circle = Circle(data, session.id, standing)
    if standing.rule.what is What.LIST:
        level = data.levels.get(session.id, data.levels.get(None, Roster.NAMES))
        if level is Roster.NOTHING:
            whole = Why.HIDDEN
        elif circle.lists_nothing(level):
            return
    for one in circle.members(standing.rule.whom):
        if step is not None and (step.id, one.id) in data.reminded:
            continue
        at, why = _placed(data, session, standing, step, one, now)
        yield Planned(session, standing, step, one, one.zone or data.zone, at, whole or why)


def _dropped_whole(data: Data, session: Held, standing: Standing, step: Stood | None, now: datetime) -> Why | None:
    if step is not None and step.skipped:
        return Why.SKIPPED
    if not data.held.isdisjoint({None, session.id}):
        return Why.HELD
    if session.state == SessionState.CLOSED and standing.rule.what not in (*AGAIN, What.LIST):
        return Why.CLOSED
    since = now if step is None else step.since
    asked = step is not None and step.asked is not None
    if standing.nominal < since and standing.rule.what is not What.INVITATION and not asked:
        return Why.MISSED
    return None


def _placed(
    data: Data, session: Held, standing: Standing, step: Stood | None, one: Reader, now: datetime
) -> tuple[datetime, Why]:
    wished = data.wishes.get(one.id, Wished())
    nominal = standing.nominal if step is None or step.asked is None else step.asked
    # What was due before the session was announced, and still helps, is due when it is.
    nominal = max(nominal, now if step is None else step.since)
    soonest = max(nominal, now - GRACE)
    if step is not None and step.look is not None:
        # Whoever answers once it has begun is found when it is looked at again, and not before.
        soonest = max(soonest, step.look)
    if not one.house:
        return nominal, Why.NO_ACCOUNT
    if (session.id, one.id) in data.muted:
        return nominal, Why.MUTED
    if standing.rule.what in wished.without:
        return nominal, Why.UNWANTED
    if standing.rule.what is What.LINK:
        # No hours and no pause hold back the door to a meeting they said they come to.
        return (soonest, Why.ON_TIME) if soonest <= standing.latest else (nominal, Why.TOO_LATE)
    paused = wished.paused is not None and wished.paused > soonest
    if wished.paused is not None and paused:
        soonest = wished.paused
    at, why = _in_hours(working(data, one), standing, nominal, soonest, now, paused)
    is_over = session.answer_by is not None and session.answer_by <= nominal and standing.rule.what in ASKING
    return at, Why.DEADLINE if is_over and why is Why.TOO_LATE else why


def _in_hours(
    hours: Working, standing: Standing, nominal: datetime, soonest: datetime, now: datetime, paused: bool
) -> tuple[datetime, Why]:
    first = _next(hours, soonest)
    if first is not None and first <= standing.latest:
        if first != soonest:
            return first, Why.MORNING
        return first, Why.ON_TIME if nominal == standing.nominal else Why.AT_ONCE
    if paused:
        return nominal, Why.PAUSED
    earlier = hours.last(min(nominal, standing.latest))
    if earlier is not None and earlier >= max(now - GRACE, nominal - BACK):
        return earlier, Why.EARLIER
    return nominal, Why.TOO_LATE


@lru_cache(maxsize=4096)
def _next(hours: Working, at: datetime) -> datetime | None:
    return hours.next(at)


def _together(planned: Iterable[Planned]) -> Iterator[Planned]:
    """What is due close together for one person comes with the first; a link comes at its own minute."""
    whose = sorted(planned, key=lambda one: (one.member.id, one.at))
    for _member, group in groupby(whose, key=lambda one: one.member.id):
        first: Planned | None = None
        for one in group:
            if one.dropped or one.standing.rule.what is What.LINK:
                yield one
            elif first is not None and one.at - first.at <= NEAR:
                yield replace(one, at=first.at, why=one.why if one.at == first.at else Why.TOGETHER)
            else:
                first = one
                yield one
