"""Which session and which part somebody means, as far as they may know of it and it is theirs to answer for."""

from bot import disclosure
from bot.chat import Message
from bot.disclosure import SeenPart
from bot.doors import SessionCard
from bot.finding import one_session
from bot.invited import as_guest
from bot.kit import ANSWERING, Tools
from bot.lobby import say
from bot.parts import cards, rules, sentence, telling
from bot.words import _
from storage import parts as storage
from storage.look import Look, advises, look
from storage.models import Role, SessionState
from storage.parts import PartState


def visible(session: int, tools: Tools) -> Look | None:
    """The session, if it is this community's and this person may know of it: drafts are facilitators', and experts
    know what they advise.
    """
    viewer = tools.viewer
    found = look(tools.db, viewer.community, session)
    if found is None or (found.state == SessionState.DRAFT and not viewer.facilitates):
        return None
    if viewer.role is Role.EXPERT and viewer.member is not None:
        return found if advises(tools.db, session, viewer.member) else None
    if as_guest(tools.db, viewer.role, viewer.member, session) is False:
        return None
    return found if viewer.role in ANSWERING else None


def view(session: Look, tools: Tools, done: str = "") -> Message:
    """The parts as this viewer may see them, as they are now."""
    return cards.view(session, disclosure.seen_parts(tools.db, tools.viewer, session.id), tools, done)


def gone() -> Message:
    """The session is not there, or not for this person."""
    return say(_("This session is not there any more. Write “home” to see what is next for you."))


def not_yours() -> Message:
    """The part is not there, or not theirs."""
    return say(_("This part is not yours any more. Write “home” to see what is next for you."))


def settled() -> str:
    """Somebody has done it before, perhaps they themselves."""
    return _("That is settled already. Here is how things are.")


def how(example: str) -> Message:
    """How to write it."""
    return say(
        _("Which part do you mean?"),
        _("Please write it like “%(example)s”. The parts are: %(kinds)s.")
        % {"example": example, "kinds": cards.kinds()},
    )


def titled(title: str, tools: Tools) -> Look | Message:
    """The session of this title, if this person may know of it."""
    found = one_session(tools.db, tools.viewer, title)
    if isinstance(found, Message):
        return found
    return visible(found.id or 0, tools) or gone()


def read(rest: str, verb: str, tools: Tools) -> sentence.Meant | Message:
    """The part that is meant, or how to write it."""
    return sentence.read(rest) or how(f"{verb} present at TITLE")


def meant_part(rest: str, verb: str, tools: Tools, *states: PartState) -> tuple[SeenPart, Look] | Message:
    """The part of their own that a sentence means, in one of these states; being asked to take one over is an offer
    as well.
    """
    meant = read(rest, verb, tools)
    if isinstance(meant, Message):
        return meant
    session = titled(meant.rest, tools)
    if isinstance(session, Message):
        return session
    for part in disclosure.seen_parts(tools.db, tools.viewer, session.id):
        right = part.kind is meant.kind and meant.number in (None, part.meeting)
        theirs = part.state in states and rules.may_answer(part, tools.viewer)
        if right and (theirs or (part.asked and PartState.OFFERED in states)):
            return part, session
    return view(session, tools, _("There is no such part of yours. Here is how things are."))


def own(part: int, tools: Tools) -> tuple[SeenPart, Look] | Message:
    """A part that is theirs to answer for, still in force, in a session still to come; else what to say."""
    seen = disclosure.seen_part(tools.db, tools.viewer, part)
    session = visible(seen.session, tools) if seen else None
    if seen is None or session is None:
        return not_yours()
    if not rules.takes_parts(session, tools):
        return view(session, tools)
    if seen.state is PartState.WITHDRAWN or not rules.may_answer(seen, tools.viewer):
        return view(session, tools, settled())
    return seen, session


def refuse(part: SeenPart, session: Look, tools: Tools) -> Message:
    """What was offered is not taken; facilitators are told, once."""
    return give_back(part, session, PartState.OFFERED, _("Thank you for saying so. The facilitators are told."), tools)


def give_back(part: SeenPart, session: Look, was: PartState, done: str, tools: Tools) -> Message:
    """Whatever was theirs is open to others again."""
    row = storage.part(tools.db, tools.viewer.community, part.id)
    held = was in (PartState.OFFERED, *storage.HELD)
    if row is None or not held or not storage.release(tools.db, row, [was], tools.now):
        return view(session, tools, settled())
    telling.freed(part, row.member_id, tools)
    tools.outbox.redraw(SessionCard(session.id))
    return view(session, tools, done)
