"""Inviting a guest: to which session, from where, and why not."""

from collections.abc import Mapping

from bot import mailroom
from bot.chat import Form, Message, Next, Problems
from bot.finding import meant_for, one_session
from bot.kit import Tools
from bot.lobby import refused, say
from bot.mail import mail_address
from bot.names import as_name
from bot.people import guestcards as cards
from bot.people import rules
from bot.people.actions import ShowGuests
from bot.people.guestwords import title_of
from bot.words import _
from storage import guests as invitations
from storage import membership, people, programme
from storage.guests import Invitee
from storage.membership import Place
from storage.models import Organisation, OrganisationKind, Role, Session, SessionKind, SessionState

MOST_DIALOGUES = 20
NO_SEATS = 0
"""Seats for nominees of an organisation that takes part by its guests alone."""


def invite(session: int, typed: Mapping[str, str], fixed: int, tools: Tools) -> Next:
    """Whoever this address belongs to is a guest of the session from now on, and gets one mail."""
    viewer, problems = tools.viewer, dict[str, str]()
    found = session_of(session, tools)
    wrong = _("Please choose a session.") if found is None else not_for_guests(found, tools)
    if wrong and fixed:
        return say(wrong)
    problems |= {"session": wrong} if wrong else {}
    mail = mail_address(typed.get("mail", ""))
    if mail is None:
        problems["mail"] = cards.no_address()
    elif taken := membership.having_mail(tools.db, viewer.community, mail):
        if found is not None and not wrong and (answer := _known(taken, found, tools)):
            return answer
        problems["mail"] = cards.taken(taken, viewer)
    organisation = _organisation(typed, tools)
    if isinstance(organisation, str):
        named = viewer.facilitates and as_name(typed.get("organisation", ""))
        problems["kind" if named else "organisation" if viewer.facilitates else ""] = organisation
    name = as_name(typed.get("name", ""))
    if len(name) > rules.LONGEST_NAME:
        problems["name"] = _("Please use at most %(count)s characters.") % {"count": rules.LONGEST_NAME}
    elif name and membership.called(tools.db, viewer.community, name):
        problems["name"] = _("There is a place of this name already.")
    if problems or mail is None or found is None or isinstance(organisation, str):
        again = form(fixed, tools)
        return again if isinstance(again, Message) else Problems(again.filled(dict(typed)), problems)
    if organisation is None:
        title, kind = as_name(typed["organisation"]), OrganisationKind(typed["kind"])
        organisation = membership.keep_organisation(
            tools.db, viewer.community, None, name=title, kind=kind, seats=NO_SEATS
        )
    member = _place(organisation, name, tools)
    membership.set_mail(tools.db, member, mail)
    return _invited(member, found, tools)


def _known(place: Place, session: Session, tools: Tools) -> Next:
    """Somebody of this address is here: a guest whose session is over may come to another. None for everybody else."""
    if place.role != Role.GUEST or not rules.manages(tools.viewer, place):
        return None
    bound = invitations.session_of(tools.db, place.member)
    guest = invitations.one(tools.db, tools.viewer.community, place.member)
    if guest is not None and bound == session.id:
        return cards.invited_already(guest, session)
    if guest is not None and bound is not None and invitations.ahead(tools.db, bound, tools.now):
        return cards.elsewhere(guest, session, title(guest, tools))
    return _invited(place.member, session, tools)


def _invited(member: int, session: Session, tools: Tools) -> Next:
    viewer = tools.viewer
    invitations.invite(tools.db, member, session.id or 0, viewer.member, tools.now)
    mailroom.invite(tools.db, tools.outbox, people.member(tools.db, member), viewer.organisation or 0)
    guest = invitations.one(tools.db, viewer.community, member)
    return cards.gone() if guest is None else cards.invited(guest, session)


def _place(organisation: Organisation, name: str, tools: Tools) -> int:
    """A place for a guest of this organisation, called by its number where they are given no name."""
    assert organisation.id is not None
    unused = None if name else invitations.unused_place(tools.db, organisation.id)
    if unused is not None:
        return unused
    number = len(membership.holders(tools.db, tools.viewer.community, Role.GUEST, organisation.id)) + 1
    while not name:
        wanted = _("%(organisation)s guest %(number)s") % {"organisation": organisation.name, "number": number}
        name, number = "" if membership.called(tools.db, tools.viewer.community, wanted) else wanted, number + 1
    return membership.add(tools.db, organisation, name, Role.GUEST)


def _organisation(typed: Mapping[str, str], tools: Tools) -> Organisation | str | None:
    """Whom the guest comes from: a coordinator's own organisation, one that is here, or (None) a new one of a kind; or
    what is wrong.
    """
    viewer, name = tools.viewer, as_name(typed.get("organisation", ""))
    if not viewer.facilitates:
        own = membership.organisation(tools.db, viewer.community, viewer.organisation or 0)
        if own is None or (name and name.casefold() != own.name.casefold()):
            return _("You can invite guests of your own organisation. For others, please ask your facilitator.")
        return own
    if not 0 < len(name) <= rules.LONGEST_NAME:
        return _("Please write where they come from.")
    found = membership.organisation_called(tools.db, viewer.community, name)
    if found is None and typed.get("kind", "") not in list(OrganisationKind):
        return _("%(name)s is new here: please choose what it is.") % {"name": name}
    return found


def meant(words: str, tools: Tools) -> Session | Message:
    """The session of this title; “the Outreach Dialogue” is the only one there is still to come."""
    wanted = title_of(words)
    dialogues = _dialogues(tools)
    if not wanted and len(dialogues) == 1:
        return dialogues[0]
    if not wanted:
        return cards.which(dialogues[:10])
    return one_session(tools.db, tools.viewer, wanted, leads=ShowGuests)


def session_of(session: int, tools: Tools) -> Session | None:
    """The session, if this viewer may know of it: drafts are facilitators'."""
    found = programme.session(tools.db, tools.viewer.community, session)
    if found is None or (found.state == SessionState.DRAFT and not tools.viewer.facilitates):
        return None
    return next(iter(meant_for(tools.db, tools.viewer, [found])), None)


def _dialogues(tools: Tools) -> list[Session]:
    """The Outreach Dialogues that were announced and are not over."""
    known = programme.sessions(tools.db, tools.viewer.community, SessionState.OPEN, SessionState.CLOSED)
    known = meant_for(tools.db, tools.viewer, known)
    return [one for one in known if not not_for_guests(one, tools)][:MOST_DIALOGUES]


def not_for_guests(session: Session, tools: Tools) -> str:
    """Why nobody can be invited to this session as a guest, or ""."""
    if session.kind != SessionKind.OUTREACH_DIALOGUE:
        return _("Guests come to Outreach Dialogues, and “%(title)s” is none.") % {"title": session.title}
    if session.state == SessionState.DRAFT:
        return _("“%(title)s” is still a draft. Announce it first, then invite its guests.") % {"title": session.title}
    if not invitations.ahead(tools.db, session.id or 0, tools.now):
        return _("“%(title)s” is over.") % {"title": session.title}
    return ""


def managed(member: int, tools: Tools) -> Invitee | Message:
    """The guest, if this viewer manages them; else what to say."""
    guest = invitations.one(tools.db, tools.viewer.community, member)
    if guest is None:
        return cards.gone()
    own = tools.viewer.facilitates or guest.organisation == tools.viewer.organisation
    return guest if own else refused(tools)


def title(guest: Invitee, tools: Tools) -> str:
    """What the session is called that they were invited to."""
    bound = invitations.session_of(tools.db, guest.member)
    session = programme.session(tools.db, tools.viewer.community, bound or 0)
    return session.title if session else _("the session")


def form(session: int, tools: Tools) -> Form | Message:
    """Whom to invite, and to which session where that is not said yet; or that there is none."""
    found, dialogues = session_of(session, tools), _dialogues(tools)
    if found is None and not dialogues:
        return cards.which(())
    home = tools.viewer.organisation or 0
    own = "" if tools.viewer.facilitates else people.named(tools.db, Organisation, tools.viewer.community, home)
    return cards.form(found, dialogues, own)
