"""Which rooms have a reader for a session, and the cards that should stand there: the session's and its agendas'."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.chat import Action, pack
from bot.doors import AgendaCard, SessionCard
from bot.invited import kept
from bot.outbox import Outbox
from storage import agendas, deliveries, people, programme
from storage.database import Db
from storage.look import advises
from storage.models import House, Role, Session, SessionState


def has_reader(db: Db, session: Session, organisation: int | None) -> bool:
    """Whether the session is for somebody of this organisation, where its kind is meant; for experts where they advise
    it. Where nobody of it is known yet, its kind decides alone.
    """
    assert session.id is not None
    invited = kept(session.roles, session.kinds)
    kind = people.kind_of(db, organisation)
    if not invited.admits(Role.STRANGER, kind):
        return False
    members = [] if organisation is None else people.roles_in(db, organisation)
    experts = [member for member, role in members if role is Role.EXPERT]
    if not members or any(invited.admits(role, kind) for _member, role in members if role is not Role.EXPERT):
        return True
    return any(advises(db, session.id, member) for member in experts)


def reading(db: Db, session: Session) -> list[House]:
    """The houses with a room where somebody of the session's audience reads it."""
    found: dict[int | None, bool] = {}
    houses: list[House] = []
    for house in people.houses(db, session.community_id):
        organisation = house.organisation_id
        if organisation not in found:
            found[organisation] = has_reader(db, session, organisation)
        if found[organisation]:
            houses.append(house)
    return houses


def settle(db: Db, outbox: Outbox, community: int, house: str) -> None:
    """This is the house's room from now on: every card stands there, whatever stood elsewhere."""
    for _session, card in _standing(db, community, outbox.now):
        outbox.show(card, house)


def fill(db: Db, outbox: Outbox, house: House) -> None:
    """Somebody new reads in this house: cards that do not stand there yet, for want of a reader, do now."""
    assert house.community_id is not None
    for session, card in _standing(db, house.community_id, outbox.now):
        if house.id not in deliveries.houses_of(db, pack(card)) and has_reader(db, session, house.organisation_id):
            outbox.show(card, house.id)


def spread(db: Db, outbox: Outbox, session: Session) -> None:
    """The session may be for others than before: its cards stand wherever somebody reads them."""
    assert session.id is not None
    kinds = kept(session.roles, session.kinds).kinds
    wanted: list[tuple[Action, Iterable[House]]] = [
        (SessionCard(session.id), people.houses(db, session.community_id, kinds))
    ]
    readers = reading(db, session)
    wanted += [
        (AgendaCard(meeting), readers)
        for meeting, _of in agendas.showing(db, session.community_id, outbox.now, session.id)
    ]
    for card, houses in wanted:
        standing = deliveries.houses_of(db, pack(card))
        for house in houses:
            if house.id not in standing:
                outbox.show(card, house.id)


def _standing(db: Db, community: int, now: datetime) -> Iterator[tuple[Session, Action]]:
    """The card of every open session, and every agenda that was published for a meeting to come."""
    of = {one.id: one for one in programme.sessions(db, community)}
    for session in of.values():
        if session.id is not None and session.state == SessionState.OPEN:
            yield session, SessionCard(session.id)
    for meeting, session_id in agendas.showing(db, community, now):
        yield of[session_id], AgendaCard(meeting)
