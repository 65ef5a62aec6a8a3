"""Everything a flight plan is worked out from, read in a handful of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import audiences
from bot.reminders.ladders import Chosen, of_session
from storage import guests, ladders, people, policies, remindable, steps, wishes
from storage.database import Db
from storage.ladders import Whom
from storage.models import Choice, Roster
from storage.remindable import Held, Reader
from storage.steps import Stood
from storage.wishes import Wished

AFTER = timedelta(days=15)
"""How long after its last meeting something may still be sent about a session."""


@dataclass(frozen=True)
class Data:
    """One community as it is: sessions, ladders, steps, people, answers, wishes.

    `reminded` is who was reminded by which step already, `held` the sessions held back (None among them: all),
    `levels` what facilitators may see of answers, by session, where that was said (None: in all), `guests` the session
    each guest was invited to.
    """

    community: int
    zone: str
    sessions: tuple[Held, ...]
    chosen: Mapping[int, Chosen]
    steps: Sequence[Stood]
    reminded: frozenset[tuple[int, int]]
    readers: Mapping[int, Reader]
    choices: Mapping[tuple[int, int], Choice]
    named: Mapping[Whom, Mapping[int, frozenset[int]]]
    wishes: Mapping[int, Wished]
    muted: frozenset[tuple[int, int]]
    held: frozenset[int | None]
    links: Mapping[int, str]
    companies: frozenset[int]
    levels: Mapping[int | None, Roster]
    guests: Mapping[int, int]


def load(
    db: Db,
    community: int,
    now: datetime,
    sessions: Sequence[int] | None = None,
    organisation: int | None = None,
) -> Data:
    """The community with these sessions, or all that are not over, and the people of one organisation, or all."""
    held = tuple(remindable.held(db, community, sessions, now - AFTER))
    ids = [one.id for one in held]
    own = ladders.own(db, community, ids if sessions is not None else None)
    stood = steps.standing(db, ids, community)
    return Data(
        community=community,
        zone=people.community(db, community).zone,
        sessions=held,
        chosen={one.id: of_session(own, one.id, one.kind) for one in held},
        steps=stood,
        reminded=frozenset(steps.reminded(db, stood)),
        readers=remindable.readers(db, community, organisation),
        choices=remindable.choices(db, ids, organisation),
        named=audiences.named(db, ids),
        wishes=wishes.everybodys(db, community),
        muted=frozenset(wishes.muted(db, ids)),
        held=frozenset(wishes.held(db, community)),
        links=ladders.links(db, ids),
        companies=remindable.companies(db, community),
        levels=policies.for_facilitators(db, community),
        guests=guests.everywhere(db, community),
    )
