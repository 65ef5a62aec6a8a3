"""Two communities in one installation, with somebody of every role in each: where it is tried what must not be possible."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.agenda.content import kept
from bot.agenda.items import Item
from bot.chat import pack
from bot.doors import SessionCard
from storage import agendas, guests, parts, programme, substitutes
from storage.agendas import Agenda, AgendaItem
from storage.database import Db
from storage.live import Live
from storage.mailboxes import house_of
from storage.models import (
    Account,
    Advisor,
    Answer,
    Card,
    Community,
    House,
    Meeting,
    Member,
    Organisation,
    Role,
    Session,
    SessionState,
)
from storage.parts import PartKind, PartState
from storage.proposals import Naming, Proposal

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)

BY_MAIL = (Role.FACILITATOR, Role.COORDINATOR, Role.NOMINEE, Role.GUEST, Role.STRANGER)
"""Who of alpha has a mail account as well: the stranger's was theirs once."""


@dataclass
class Twins:
    """What is known of them: `ours` has the organisations alpha and beta, `theirs` has gamma.

    `houses` is by where somebody acts from: "theirs" is a member of the other community in their own house, the
    others are our people in the house of that organisation, in one that nobody has linked, or by the link of a mail:
    there a guest was invited to the session that is open, and to nothing else. `ids` are rows of ours
    that belong to beta where they belong to anybody. `secrets` are the names nobody outside may read, `sentences`
    what may follow a command: names in small letters, so that a name in an answer was not merely quoted back.
    """

    ours: int = 0
    theirs: int = 0
    organisations: dict[str, int] = field(default_factory=dict[str, int])
    members: dict[tuple[str, Role], int] = field(default_factory=dict[tuple[str, Role], int])
    houses: dict[str, str] = field(default_factory=dict[str, str])
    ids: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])
    secrets: list[str] = field(default_factory=list[str])
    sentences: list[str] = field(default_factory=list[str])
    not_for_guests: list[str] = field(default_factory=list[str])

    def account(self, where: str, role: Role) -> str | None:
        """By which account somebody of this role acts from there; None where that is nobody."""
        if where == "mail":
            return f"{self.houses[where]}:{role}" if role in BY_MAIL else None
        return f"play:gamma:{role}" if where == "theirs" else f"play:alpha:{role}"


def settle(db: Db) -> Twins:
    """Both communities, their people, their houses and some sessions, straight into the tables."""
    twins = Twins()
    twins.ours = community(db, "ours")
    twins.theirs = community(db, "theirs")
    for name, home in (("alpha", twins.ours), ("beta", twins.ours), ("gamma", twins.theirs)):
        _organisation(db, twins, name, home)
    db.add(House(id="play:unlinked", room="play:unlinked:room"))
    twins.houses |= {"theirs": "play:gamma", "unlinked": "play:unlinked"}
    sessions = [session(db, twins.ours, f"Ours {state.upper()}", state) for state in SessionState]
    meetings = [meeting for one in sessions for meeting in meetings_of(db, one)]
    session(db, twins.theirs, "Theirs alone", SessionState.DRAFT)
    for one in sessions:
        assert one.id is not None
        db.add(Advisor(session_id=one.id, member_id=twins.members["alpha", Role.EXPERT]))
    for meeting in meetings:
        for name in ("alpha", "beta"):
            answer(db, meeting, twins.members[name, Role.NOMINEE], twins.organisations[name], "coming")
    nominee = twins.members["beta", Role.NOMINEE]
    asked = [substitutes.ask(db, one.id or 0, nominee, twins.organisations["beta"], "New one", NOW) for one in sessions]
    opened = next(one.id for one in sessions if one.state == SessionState.OPEN)
    for house in ("alpha", "beta"):
        packed = pack(SessionCard(opened or 0))
        db.add(Card(drawing=packed, house_id=f"play:{house}", message_id=f"card-{house}", shown="", updated=NOW))
    db.flush()
    _mail(db, twins, opened or 0)
    twins.ids = {
        "session": [one.id for one in sessions],
        "substitute": asked,
        "meeting": meetings[::2],
        "organisation": [twins.organisations["beta"]],
        "member": [twins.members["beta", Role.NOMINEE]],
        "part": [_part(db, twins, opened or 0, state) for state in (PartState.OFFERED, PartState.CLAIMED)],
        "community": [twins.ours],
        "house": ["play:beta"],
        "account": ["play:beta:nominee"],
    }
    titles = [one.title for one in sessions]
    twins.secrets = ["Alpha works", "Beta works", "Community of ours", *titles]
    twins.not_for_guests = [one.title for one in sessions if one.id != opened]
    small = [title.lower() for title in titles]
    twins.sentences = [
        *small,
        *(f"meeting 1 of {title}" for title in small),
        *(f"meeting 1 of {title} to 9 March 2027 11:00 Geneva time" for title in small),
        "beta works",
        "beta works nominee",
        "Core Session 'Something' with 2 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly",
    ]
    return twins


def community(db: Db, key: str) -> int:
    """A community of this key."""
    row = Community(key=key, name=f"Community of {key}", zone="Europe/Zurich", city="Geneva")
    db.add(row)
    db.flush()
    assert row.id is not None
    return row.id


def _organisation(db: Db, twins: Twins, name: str, home: int) -> None:
    row = Organisation(community_id=home, key=name, name=f"{name.title()} works")
    db.add(row)
    db.flush()
    assert row.id is not None
    twins.organisations[name] = row.id
    house = f"play:{name}"
    db.add(House(id=house, name=name, community_id=home, organisation_id=row.id, room=f"{house}:room"))
    db.flush()
    twins.houses[name] = house
    for role in Role:
        account = f"{house}:{role}"
        member = None
        if role is not Role.STRANGER:
            member = Member(
                community_id=home, organisation_id=row.id, key=f"{name}-{role}", name=f"{row.name} {role}", role=role
            )
            db.add(member)
            db.flush()
            assert member.id is not None
            twins.members[name, role] = member.id
        db.add(Account(id=account, house_id=house, member_id=member and member.id, address=account))
    db.flush()


def _mail(db: Db, twins: Twins, opened: int) -> None:
    """Some of alpha act by mail too, and its guest was invited to this session."""
    house = house_of(twins.ours)
    db.add(House(id=house, community_id=twins.ours))
    db.flush()
    twins.houses["mail"] = house
    for role in BY_MAIL:
        account = f"{house}:{role}"
        member = twins.members.get(("alpha", role))
        db.add(Account(id=account, house_id=house, member_id=member, address=f"{account}:{role}@alpha.example"))
    guests.invite(db, twins.members["alpha", Role.GUEST], opened, None, NOW)
    db.flush()


def session(db: Db, home: int, title: str, state: SessionState) -> Session:
    """A session with two meetings to come."""
    row = Session(community_id=home, key=title.lower().replace(" ", "-"), title=title, state=state)
    db.add(row)
    db.flush()
    assert row.id is not None
    for number in (1, 2):
        starts = NOW + timedelta(days=30 * number)
        db.add(
            Meeting(
                session_id=row.id, number=number, local=starts.replace(tzinfo=None), zone="UTC", city="", starts=starts
            )
        )
    db.flush()
    return row


def _part(db: Db, twins: Twins, of: int, state: PartState) -> int:
    """A part that beta's nominee has or is offered."""
    holder = {"organisation_id": twins.organisations["beta"], "member_id": twins.members["beta", Role.NOMINEE]}
    return parts.add(db, twins.ours, of, None, PartKind.PRESENT, NOW, state=state.value, **holder)


def meetings_of(db: Db, row: Session) -> list[int]:
    """The ids of a session's meetings."""
    assert row.id is not None
    return [meeting.id for meeting in programme.meetings(db, row.id) if meeting.id is not None]


def answer(db: Db, meeting: int, member: int, organisation: int, choice: str) -> None:
    """An answer as it stands."""
    db.add(Answer(meeting_id=meeting, member_id=member, organisation_id=organisation, choice=choice, at=NOW))


def settle_with_agenda(db: Db) -> Twins:
    """The same, with a published agenda whose items are beta's, and a proposal of alpha's."""
    twins = settle(db)
    meeting = twins.ids["meeting"][0]
    row = AgendaItem(
        community_id=twins.ours,
        meeting_id=meeting,
        position=1,
        title="Beta works presents",
        minutes=10,
        owner="Beta works",
        organisation_id=twins.organisations["beta"],
    )
    db.add_all([row, Agenda(meeting_id=meeting, community_id=twins.ours, revision=1)])
    db.flush()
    item = Item(row.title, 10, row.owner, organisation=row.organisation_id, id=row.id or 0)
    agenda = agendas.opened(db, twins.ours, meeting)
    agendas.publish(db, agenda, kept([item]), None, NOW)
    db.add(Live(meeting_id=meeting, community_id=twins.ours, item_id=row.id, started=NOW, began=NOW, drawn=NOW))
    nominee = twins.members["alpha", Role.NOMINEE]
    proposal = Proposal(
        community_id=twins.ours,
        session_id=twins.ids["session"][1],
        member_id=nominee,
        organisation_id=twins.organisations["alpha"],
        naming=Naming.COMPANY,
        title="Alpha works proposes",
        at=NOW,
        shows=NOW,
    )
    db.add(proposal)
    db.flush()
    twins.ids |= {"item": [row.id], "proposal": [proposal.id], "version": [1], "agenda": [meeting]}
    twins.secrets += ["Beta works presents", "Alpha works proposes"]
    return twins
