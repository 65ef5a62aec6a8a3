"""Where the rungs of a ladder stand for a session: for which meeting, when they are due, and until when they help."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.ladders import DAY, HOUR
from storage.ladders import Anchor, Rule, What
from storage.look import Sitting
from storage.remindable import Held

BACK = timedelta(days=7)
"""How much earlier than its rung says somebody may be reminded, where their working days leave no later time."""
NEAR = timedelta(hours=2)
"""What is due within this of each other for one person comes as one message, at the time of the first."""

_USEFUL_UNTIL = {
    What.INVITATION: DAY,
    What.QUESTION: 4 * HOUR,
    What.ESCALATION: 4 * HOUR,
    What.LIST: 4 * HOUR,
    What.AGENDA: HOUR,
    What.LINK: 0,
}
"""Minutes before the meeting begins, after which it helps nobody any more."""
_FEEDBACK = timedelta(days=14)
BEFORE_DEADLINE = timedelta(hours=1)
"""What asks for an answer helps until so long before the deadline to answer by."""
ASKING = frozenset({What.INVITATION, What.QUESTION, What.ESCALATION})
"""What wants an answer."""
AGAIN = frozenset({What.AGENDA, What.LINK, What.FEEDBACK})
"""What is about a time: said again when the meeting moves. What asks for an answer never is."""


@dataclass(frozen=True)
class Standing:
    """A rung for one meeting (`meeting` is its id, or 0 for the session as a whole), with the sittings it is about."""

    rule: Rule
    meeting: int
    sittings: tuple[Sitting, ...]
    nominal: datetime
    latest: datetime

    @property
    def first(self) -> datetime:
        """Before this nobody is reminded by it."""
        return self.nominal if self.rule.what is What.LINK else self.nominal - BACK - NEAR


def lay_out(session: Held, rules: tuple[Rule, ...]) -> list[Standing]:
    """Every rung of the session, in the order they are due. Without a deadline, the rungs counted from it are none."""
    if not session.meetings:
        return []
    found: list[Standing] = []
    for rule in rules:
        match rule.anchor:
            case Anchor.MEETING:
                found += [_stand(session, rule, one.id, (one,), one) for one in session.meetings]
            case Anchor.SESSION:
                ends = rule.minutes > 0
                found.append(_stand(session, rule, 0, session.meetings, session.meetings[-1 if ends else 0]))
            case Anchor.DEADLINE:
                if session.answer_by is not None and rule.what is not What.FEEDBACK:
                    found.append(_by_deadline(session, rule, session.answer_by))
    return sorted(found, key=lambda one: (one.nominal, one.rule.key))


def _stand(session: Held, rule: Rule, meeting: int, sittings: tuple[Sitting, ...], anchor: Sitting) -> Standing:
    ends = anchor.starts + timedelta(minutes=anchor.minutes)
    if rule.what is What.FEEDBACK or rule.minutes > 0:
        return Standing(rule, meeting, sittings, ends + timedelta(minutes=rule.minutes), ends + _FEEDBACK)
    nominal = _shifted(anchor.starts, anchor.zone, rule.minutes)
    return Standing(rule, meeting, sittings, nominal, _latest(session, rule, anchor, -rule.minutes))


def _by_deadline(session: Held, rule: Rule, deadline: datetime) -> Standing:
    first = session.meetings[0]
    nominal = _shifted(deadline, first.zone, rule.minutes)
    return Standing(rule, 0, session.meetings, nominal, _latest(session, rule, first, -rule.minutes))


def _latest(session: Held, rule: Rule, anchor: Sitting, before: int) -> datetime:
    """Until when it helps: what asks, while one can still say yes; never later than so many minutes `before`, where it
    is asked for later than that.
    """
    shortest = before if before > 0 else _USEFUL_UNTIL[rule.what]
    latest = anchor.starts - timedelta(minutes=min(_USEFUL_UNTIL[rule.what], shortest))
    if session.answer_by is None or rule.what not in ASKING:
        return latest
    left = min(BEFORE_DEADLINE, timedelta(minutes=shortest)) if rule.anchor is Anchor.DEADLINE else BEFORE_DEADLINE
    return min(latest, session.answer_by - left)


def _shifted(at: datetime, zone: str, minutes: int) -> datetime:
    """Whole days away are the same wall clock, whatever happens to the clocks in between."""
    if minutes % DAY:
        return at + timedelta(minutes=minutes)
    return (at.astimezone(ZoneInfo(zone)) + timedelta(minutes=minutes)).astimezone(UTC)
