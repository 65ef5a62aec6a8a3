"""A community with something in it for everything that can be drawn: an agenda, parts, reminders, wishes, bad news.

Nothing in it names anybody that the policy would hide, and none of it follows from an answer but what is drawn from
answers: so whatever a viewer can tell of them is a leak.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from bot.agenda.content import kept
from bot.agenda.items import Item
from bot.outbox import Outbox
from bot.reminders.due import lay
from storage import agendas, confirming, parts, programme, substitutes
from storage.agendas import Agenda, AgendaItem
from storage.coverage import Coverage
from storage.database import Db
from storage.live import Live
from storage.models import Delivery, DeliveryState, House, Meeting, Member, Role, table
from storage.parts import PartKind, PartState
from storage.proposals import Naming, Proposal
from storage.steps import Reminder, Step
from tests.twins import NOW

Members = Mapping[tuple[str, Role], int]


def furnish(
    db: Db, community: int, sessions: Sequence[Any], organisations: Mapping[str, int], members: Members
) -> dict[str, list[Any]]:
    """Everything there is; answers the ids of it, by what they are called in actions."""
    held, other = sessions
    meeting, cancelled = programme.meetings(db, held)[0], programme.meetings(db, other)[1]
    assert meeting.id is not None
    cancelled.cancelled = True
    db.add(cancelled)
    nominee = members["Birchworks", Role.NOMINEE]
    wish = substitutes.ask(db, held, nominee, organisations["Birchworks"], "Somebody new", NOW)
    confirming.start(db, community, 0, NOW, "somebody")
    asked = confirming.last(db, community)
    left = Member(
        community_id=community, organisation_id=organisations["Unitednations"], key="left", name="Somebody who left",
        role=Role.PARTICIPANT,
    )  # fmt: skip
    db.add(left)
    companies = [organisations[name] for name, role in members if role is Role.NOMINEE]
    seen = [one.id for one in programme.meetings(db, held)]
    db.add_all(
        Coverage(session_id=held, organisation_id=one, community_id=community, covered=seen, lost=NOW)
        for one in companies
    )
    db.flush()
    return {
        "member": [nominee, left.id],
        "meeting": [meeting.id, cancelled.id],
        "part": _parts(db, community, held, organisations["Unitednations"], members["Unitednations", Role.FACILITATOR]),
        "substitute": [wish],
        "confirming": [asked.id if asked else 0],
        "since": [1, (NOW - timedelta(hours=1)).isoformat()],
        "version": [1, 2],
        "kind": ["csv", "xlsx", "page", "md", "ics"],
        **_agenda(db, community, held, meeting, members["Amberworks", Role.COORDINATOR], organisations["Amberworks"]),
        "house": _reminders(db, community, members),
    }


def _parts(db: Db, community: int, session: int, organisation: int, member: int) -> list[int]:
    """Open ones, and each kind of part that the facilitators' own organisation could have, which nobody hides."""
    holder = {"organisation_id": organisation, "member_id": member}
    opened = parts.add(db, community, session, None, PartKind.NOTE_TAKER, NOW)
    return [
        opened,
        *(
            parts.add(db, community, session, None, PartKind.PRESENT, NOW, state=state.value, **holder)
            for state in (PartState.OFFERED, PartState.CLAIMED, PartState.WITHDRAWN)
        ),
    ]


def _agenda(
    db: Db, community: int, session: int, meeting: Meeting, member: int, organisation: int
) -> dict[str, list[Any]]:
    """Published twice, under way, with a proposal that nobody signed."""
    assert meeting.id is not None
    common = {"community_id": community, "meeting_id": meeting.id, "minutes": 10}
    rows = [AgendaItem(position=n, title=title, **common) for n, title in enumerate(("Opening", "Harm"), 1)]
    db.add_all([*rows, Agenda(meeting_id=meeting.id, community_id=community, revision=1)])
    db.flush()
    items = [Item(row.title, row.minutes, id=row.id or 0) for row in rows]
    opened = agendas.opened(db, community, meeting.id)
    agendas.publish(db, opened, kept(items[:1]), None, NOW)
    agendas.publish(db, opened, kept(items), None, NOW)
    db.add(Live(meeting_id=meeting.id, community_id=community, item_id=rows[0].id, started=NOW, began=NOW, drawn=NOW))
    proposal = Proposal(
        community_id=community, session_id=session, member_id=member, organisation_id=organisation,
        naming=Naming.NOBODY, title="Something unsigned", at=NOW, shows=NOW,
    )  # fmt: skip
    db.add(proposal)
    db.flush()
    return {"item": [row.id for row in rows], "proposal": [proposal.id]}


def _reminders(db: Db, community: int, members: Members) -> list[str]:
    """Every rung of every meeting, for everybody, now; and a house where nothing arrives."""
    lay(db, Outbox(db, NOW))
    db.flush()
    steps = db.connection().execute(sa.select(table(Step).c.id)).scalars().all()
    lost = db.connection().execute(
        sa.select(table(House).c.id).where(table(House).c.community_id == community).order_by(table(House).c.id)
    ).scalars().first()  # fmt: skip
    delivery = Delivery(drawing="made up", house_id=lost, due=NOW, done=NOW, state=DeliveryState.FAILED)
    db.add_all([delivery, Delivery(drawing="parked", house_id=lost, due=NOW, done=NOW, state=DeliveryState.PARKED)])
    db.flush()
    db.add_all(
        Reminder(step_id=step, member_id=member, at=NOW, delivery_id=delivery.id)
        for step in steps
        for member in members.values()
    )
    db.flush()
    return [str(lost)]
