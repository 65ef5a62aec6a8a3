"""What one person is shown of a session, if they may know of it at all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import cast, disclosure, hall
from bot.chat import Message
from bot.finding import answerable
from bot.invited import as_guest
from bot.kit import ANSWERING, Tools, Viewer
from bot.limits import limits_of
from bot.lobby import say
from bot.signups import cards
from bot.signups.own_cards import Mine
from bot.signups.seat_cards import Wait
from bot.words import _
from storage import answers, people, reminded
from storage.database import Db
from storage.look import Look, advises, look
from storage.models import Choice, Member, Role, SessionState

MOST_EXECUTIVES = 100


def visible(session_id: int, tools: Tools) -> Look | None:
    """The session, if it is this community's and this person may know of it."""
    session = look(tools.db, tools.viewer.community, session_id)
    viewer = tools.viewer
    if session is None:
        return None
    if not invited(session, viewer.role, viewer.member, viewer.organisation, tools.db) and not stands_in(
        session, tools
    ):
        return None
    if session.state == SessionState.DRAFT and not tools.viewer.facilitates:
        return None
    return session


def invited(session: Look, role: Role, member: int | None, organisation: int | None, db: Db) -> bool:
    """Experts take part in what they advise, everybody else in what is for them or where they answered already."""
    if role is Role.EXPERT:
        return member is not None and advises(db, session.id, member)
    if role not in ANSWERING:
        return False
    guest = as_guest(db, role, member, session.id)
    if guest is not None:
        return guest
    return meant(session, role, organisation, db) or bool(member and answers.of_member(db, session.id, member))


def meant(session: Look, role: Role, organisation: int | None, db: Db) -> bool:
    """Whether the session is for people of this role in this organisation, or for whoever reads its room."""
    audience = limits_of(session).invited
    return audience.admits(role, people.kind_of(db, organisation) if audience.kinds else "")


def stands_in(session: Look, tools: Tools) -> bool:
    """Whether this is an assistant, and the session for the executives for whom they answer but not for themselves."""
    audience, viewer = limits_of(session).invited, tools.viewer
    return audience.stands_in(viewer.role, people.kind_of(tools.db, viewer.organisation) if audience.kinds else "")


def executives(tools: Tools) -> Sequence[Member]:
    """Those for whom an assistant answers."""
    return people.in_roles(
        tools.db, tools.viewer.community, [Role.EXECUTIVE], tools.viewer.organisation, MOST_EXECUTIVES
    )


def me(viewer: Viewer) -> hall.Who:
    """Whoever answers for themselves."""
    assert viewer.member is not None
    assert viewer.organisation is not None
    return hall.Who(viewer.member, viewer.organisation, viewer.account)


def instead(member: Member, viewer: Viewer) -> hall.Who:
    """This member, for whom the viewer answers (unless it is the viewer's own place)."""
    assert member.id is not None
    by = None if member.id == viewer.member else viewer.member
    return hall.Who(member.id, member.organisation_id, viewer.account, by)


def counted(session: Look, viewer: Viewer, tools: Tools) -> cards.Shown:
    """The session with what this viewer may see of it."""
    seen = disclosure.seen(tools.db, viewer, session.id)
    return cards.Shown(session, seen, tools.now, disclosure.free_seats(tools.db, session, seen.level))


def choices(session: Look, tools: Tools) -> dict[int, Choice]:
    """One's own answers, by meeting."""
    return answers.of_member(tools.db, session.id, tools.viewer.member) if tools.viewer.member else {}


def mine(session: Look, tools: Tools, known: Mapping[int, Choice] | None = None) -> Mine:
    """One's own part: the answers unless they are `known`, and where seats are limited the places in line and whom one
    could send instead.
    """
    member, by = tools.viewer.member, ()
    if known is None and stands_in(session, tools):
        theirs = executives(tools)
        one = theirs[0] if len(theirs) == 1 else None
        return Mine(answers.of_member(tools.db, session.id, one.id or 0), whose=one.name) if one else Mine()
    if known is None and member is not None:
        given = answers.given(tools.db, session.id, member)
        known = {meeting: answer.choice for meeting, answer in given.items()}
        by = sorted({answer.by for answer in given.values() if answer.by})
    own = known or {}
    if not limits_of(session).limited or member is None:
        return Mine(own, by)
    waiting = [meeting for meeting, choice in own.items() if choice is Choice.WAITING]
    waits: dict[int, Wait] = {}
    for meeting, seats in (hall.halls(tools.db, session, waiting) if waiting else {}).items():
        line = [place.member for place in seats.line()]
        place = seats.of(member)
        if place is not None:
            waits[meeting] = Wait(line.index(place.member) + 1 if place.member in line else 0, place.offered)
    colleagues = disclosure.colleagues(tools.db, tools.viewer, session) if Choice.COMING in own.values() else ()
    return Mine(own, by, waits, colleagues, tools.viewer.zone)


def personal(session: Look, tools: Tools, *, answered: bool = False) -> Message:
    """The session as this person sees it; `answered` right after they gave an answer."""
    shown = counted(session, tools.viewer, tools)
    if not answered:
        parts = cast.rows(disclosure.seen_parts(tools.db, tools.viewer, session.id))
        links = disclosure.join_links(tools.db, tools.viewer, session)
        shown = replace(shown, cast=(*cards.where_to_join(session, links, tools.now), *parts))
    return cards.personal_card(shown, tools.viewer, mine(session, tools), answered=answered)


def told(session: Look, viewer: Viewer, tools: Tools) -> Message | None:
    """The session for somebody whom no room shows it, once: nothing when they were reminded of it, or have answered."""
    still = answerable(session, tools.now)
    if viewer.member is None or not still or visible(session.id, tools) is None:
        return None
    if set(still) <= set(choices(session, tools)) or reminded.about(tools.db, session.id, viewer.member):
        return None
    return personal(session, tools)


def as_it_is(session: Look, sentence: str, tools: Tools) -> Message:
    """A sentence, and under it how things are."""
    note = say(sentence).blocks
    return Message((*note, *personal(session, tools).blocks), aside=note)


def gone() -> Message:
    """The session is not there, or not for this person: both look the same from outside."""
    return say(_("This session is not there any more, or it is for others. Write “home” to see what is next for you."))
