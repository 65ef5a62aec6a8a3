"""What time brings about: meetings that are new or have moved are laid out, and rungs that are due are sent."""

from datetime import datetime, timedelta
from itertools import groupby

from bot.outbox import Outbox
from bot.reminders import figures
from bot.reminders.actions import Remind
from bot.reminders.data import AFTER, load
from bot.reminders.ladders import of_session
from bot.reminders.laying import AGAIN, NEAR, Standing, lay_out
from bot.reminders.plan import GRACE, Planned, flight_plan
from storage import ladders, remindable, reminded, steps
from storage.database import Db
from storage.ladders import What
from storage.steps import Place, Stood

AHEAD = timedelta(minutes=1)
"""Messages are written down this long before they are due, so that a crowd of them is not late."""
MOST = 50
"""Messages written down in one transaction, which bounds how long it holds up everybody on SQLite."""
AT_ONCE = 20
"""Sessions laid out in one transaction."""
RECHECK, RECHECK_LINK = timedelta(hours=1), timedelta(minutes=1)
"""How often a step that has begun is worked out again: people join, answer, and change their hours."""


def lay(db: Db, outbox: Outbox) -> None:
    """Lay out what was announced, moved or cancelled, or has another ladder: each session by its own rows alone."""
    now = outbox.now
    for community, session in steps.unlaid(db, now - AFTER, AT_ONCE):
        found = remindable.held(db, community, [session], now)
        owns = ladders.own(db, community, [session])
        for one in found:
            rules = of_session(owns, session, one.kind).rules
            again = frozenset(rule.key for rule in rules if rule.what in AGAIN)
            places = [Place(s.meeting, s.rule.key, s.nominal, s.first) for s in lay_out(one, rules)]
            steps.lay(db, community, session, places, again, now)
            figures.LAID.inc()


def send(db: Db, outbox: Outbox) -> None:
    """Write down the messages of the rungs that are due, by the flight plan, and when to look at each rung again."""
    now = outbox.now
    community = steps.due(db, now + AHEAD)
    if community is not None:
        with figures.PLANNING.time():
            _send(db, outbox, community, now)


def _send(db: Db, outbox: Outbox, community: int, now: datetime) -> None:
    claimed = {one.id: one for one in steps.claim(db, community, now + AHEAD + NEAR)}
    data = load(db, community, now, sorted({one.session for one in claimed.values()}))
    going = [one for one in flight_plan(data, now, claimed) if not one.dropped]
    sent = _write([one for one in going if one.at <= now + AHEAD], db, outbox)
    standings = {
        (session.id, standing.meeting, standing.rule.key): standing
        for session in data.sessions
        for standing in lay_out(session, data.chosen[session.id].rules)
    }
    left: dict[int, datetime] = {}
    for one in going:
        if one.step is not None and (one.step.id, one.member.id) not in sent:
            left[one.step.id] = min(one.at, left.get(one.step.id, one.at))
    looks = {
        step.id: _look(step, standings.get((step.session, step.meeting, step.key)), left.get(step.id), now)
        for step in claimed.values()
    }
    steps.look_again(db, {step: look for step, look in looks.items() if look != claimed[step].look})


def _write(going: list[Planned], db: Db, outbox: Outbox) -> set[tuple[int, int]]:
    """Write down at most so many messages; answers which steps are done for whom."""
    sent: set[tuple[int, int]] = set()
    linked: list[tuple[int, datetime, str]] = []
    for (at, member), group in groupby(sorted(going, key=_message), key=_message):
        together = [one for one in group if one.step is not None]
        sent |= {(one.step.id, member) for one in together if one.step is not None}
        rows = [
            {"step_id": one.step.id, "round": one.step.round, "member_id": member, "at": at}
            for one in together
            if one.step is not None
        ]
        # The database tells what another process has written down already: that is no message of ours.
        fresh = steps.remind(db, rows)
        for one in together:
            if one.step is not None and (one.step.id, member) in fresh:
                figures.WRITTEN.labels(one.standing.rule.what.value).inc()
        if fresh:
            what = Remind(member, at.isoformat())
            linked.append((member, at, outbox.tell_at(member, together[0].member.house, what, f"remind {at}", at)))
        if len(linked) >= MOST:
            break
    reminded.link(db, linked)
    return sent


def _message(one: Planned) -> tuple[datetime, int]:
    return one.at, one.member.id


def _look(step: Stood, standing: Standing | None, left: datetime | None, now: datetime) -> datetime | None:
    """When there may be something to send by this step next; None when it is over."""
    if standing is None:
        return None
    is_link = standing.rule.what is What.LINK
    nominal = max(step.asked or step.nominal, step.since)
    # Whoever says at the last minute that they come still wants the agenda and the link.
    ends = standing.latest if standing.rule.what in (What.LINK, What.AGENDA) else nominal + GRACE
    again = now + (RECHECK_LINK if is_link and now >= nominal else RECHECK)
    if left is not None:
        return min(left, again)
    coming = [at for at in (nominal, ends) if at > now]
    return min(*coming, again) if coming else None
