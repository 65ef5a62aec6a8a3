"""A meeting under way: what moves it on, and the cards that show it."""

from collections.abc import Sequence

from bot.agenda.board import board
from bot.agenda.liveactions import LiveCard, LiveDesk
from bot.agenda.livecards import Running
from bot.agenda.owners import Names
from bot.agenda.which import of_session
from bot.chat import pack
from bot.kit import Tools, Viewer
from storage import agendas, deliveries, live, people, programme
from storage.agendas import AgendaItem
from storage.database import Db
from storage.live import Live
from storage.models import Role


def turn(found: Running, by: int, tools: Tools) -> None:
    """The next item has its turn, or the one before again."""
    to = min(max(found.turn + by, 0), len(found.rows))
    if found.live.ended is not None or to == found.turn:
        return
    if by > 0:
        found.rows[found.turn].outcome = "done"
    else:
        found.rows[to].outcome = ""
    found.live.item_id = found.rows[to].id if to < len(found.rows) else None
    found.live.began = tools.now
    tools.db.add_all(found.rows)
    drawn(found.live, tools)


def extend_by(found: Running, minutes: int, tools: Tools) -> None:
    """The item has so many minutes more."""
    row = found.rows[found.turn]
    row.extra += minutes
    tools.db.add(row)
    drawn(found.live, tools)


def drawn(now: Live, tools: Tools) -> None:
    """Its cards show this, and are drawn again in a minute at the latest."""
    now.drawn = None if now.ended is not None else tools.now
    tools.db.add(now)
    tools.db.flush()
    tools.outbox.redraw(LiveCard(now.meeting_id))
    tools.outbox.redraw(LiveDesk(now.meeting_id))


def show(meeting: int, tools: Tools) -> None:
    """Its cards stand in every house; the one with buttons where there are facilitators."""
    facilitating = teams(tools.db, tools.viewer.community)
    for card in (LiveCard(meeting), LiveDesk(meeting)):
        standing = deliveries.houses_of(tools.db, pack(card))
        for house in people.houses(tools.db, tools.viewer.community):
            if house.id not in standing and (isinstance(card, LiveCard) or house.organisation_id in facilitating):
                tools.outbox.show(card, house.id)


def teams(db: Db, community: int) -> set[int]:
    """The organisations whose people facilitate."""
    return {one.organisation_id for one in people.members(db, community) if one.role == Role.FACILITATOR}


def under_way_at(meeting: int, tools: Tools) -> Running | None:
    """The running order of this meeting; None where it was never started."""
    now = live.live(tools.db, tools.viewer.community, meeting)
    on = board(tools, meeting)
    if now is None or on is None:
        return None
    rows: Sequence[AgendaItem] = agendas.items(tools.db, tools.viewer.community, meeting)
    parked = live.parked(tools.db, tools.viewer.community, meeting)
    return Running(on, now, rows, parked, tools.now)


def next_meeting(found: Running, tools: Tools) -> int | None:
    """The session's next meeting after this one, else the next meeting of any other session."""
    assert found.board.session.id is not None
    for meeting in programme.meetings(tools.db, found.board.session.id):
        if meeting.number > found.board.meeting.number and not meeting.cancelled:
            return meeting.id
    for session in programme.upcoming(tools.db, tools.viewer.community, tools.now, 5):
        on = of_session(session.id or 0, tools) if session.id != found.board.session.id else None
        if on is not None:
            return on.id
    return None


def names_at(meeting: int, viewer: Viewer, tools: Tools) -> Names:
    """What this viewer reads of the owners."""
    return Names(tools.db, viewer, agendas.agreed(tools.db, viewer.community, meeting))
