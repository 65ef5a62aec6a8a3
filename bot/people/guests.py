"""Guests: people from outside who are invited by mail to one Outreach Dialogue, and see that alone."""

from bot import hall
from bot.chat import Message, Next, Pressed, Said, Submitted
from bot.kit import Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.mail import mail_address
from bot.people import guestcards as cards
from bot.people import inviting, mailing, rules
from bot.people.actions import AskUninvite, InviteAgain, InviteGuest, OpenGuest, ShowGuests, Uninvite, Uninvited
from bot.people.guestwords import Asked, read
from bot.words import N_, _
from storage import deliveries, mailboxes, membership, programme
from storage import guests as invitations
from storage.models import Session, SessionState

__all__ = ["Asked", "guests", "read", "said"]

guests = Feature("guests", Topic.PEOPLE)


@guests.command(
    "guests", may=rules.MANAGING, usage=N_("invite ADDRESS of ORGANISATION as a guest to TITLE"), by_mail=True,
    help=N_("somebody from outside sees and answers one Outreach Dialogue, by mail; “guests of TITLE” lists them"),
)  # fmt: skip
def say_guests(said: Said, rest: str, tools: Tools) -> Next:
    """Who was invited to the session that is meant."""
    session = inviting.meant(rest.partition(" ")[2] if rest.lower().startswith(("of ", "to ", "for ")) else rest, tools)
    return session if isinstance(session, Message) else _list(session, tools)


@guests.pressed(ShowGuests, may=rules.MANAGING)
def show_guests(pressed: Pressed, action: ShowGuests, tools: Tools) -> Next:
    """The same by button."""
    session = inviting.session_of(action.session, tools)
    return cards.gone() if session is None else _list(session, tools)


@guests.pressed(OpenGuest, may=rules.MANAGING)
def open_guest(pressed: Pressed, action: OpenGuest, tools: Tools) -> Next:
    """The form."""
    return inviting.form(action.session, tools) if tools.mail else mailing.no_mail_here()


@guests.submitted(InviteGuest, may=rules.MANAGING, done=N_("invited a guest"))
def invite_guest(submitted: Submitted, action: InviteGuest, tools: Tools) -> Next:
    """The guest is invited, or the form says what to write instead."""
    typed = submitted.values
    chosen = typed.get("session", "")
    session = action.session or (int(chosen) if chosen.isdecimal() else 0)
    return inviting.invite(session, typed, action.session, tools) if tools.mail else mailing.no_mail_here()


def said(asked: Asked, tools: Tools) -> Next:
    """The same in one sentence, or the form for what is missing in it."""
    if not tools.mail:
        return mailing.no_mail_here()
    session = inviting.meant(asked.title, tools)
    if isinstance(session, Message):
        return session
    wrong = inviting.not_for_guests(session, tools)
    if wrong:
        return cards.told(session, wrong)
    return inviting.invite(
        session.id or 0, {"mail": asked.mail, "organisation": asked.organisation}, session.id or 0, tools
    )


@guests.pressed(InviteAgain, may=rules.MANAGING, done=N_("sent an invitation by mail"))
def invite_again(pressed: Pressed, action: InviteAgain, tools: Tools) -> Next:
    """The same mail once more."""
    guest = inviting.managed(action.member, tools)
    if isinstance(guest, Message):
        return guest
    place = membership.place(tools.db, tools.viewer.community, guest.member)
    return cards.gone() if place is None else mailing.invited(place, tools)


@guests.command(
    "uninvite", may=rules.MANAGING, usage=N_("uninvite ADDRESS"), by_mail=True,
    help=N_("take a guest's invitation back; the link in their mail ends"),
)  # fmt: skip
def say_uninvite(said: Said, rest: str, tools: Tools) -> Next:
    """By address, or as the place is called; asks first."""
    mail = mail_address(rest) or ""
    community = tools.viewer.community
    place = membership.having_mail(tools.db, community, mail) or membership.called(tools.db, community, rest)
    guest = inviting.managed(place.member, tools) if place is not None else cards.gone()
    return guest if isinstance(guest, Message) else cards.ask_uninvite(guest, inviting.title(guest, tools))


@guests.pressed(AskUninvite, may=rules.MANAGING)
def ask_uninvite(pressed: Pressed, action: AskUninvite, tools: Tools) -> Next:
    """Asks before anything happens."""
    guest = inviting.managed(action.member, tools)
    return guest if isinstance(guest, Message) else cards.ask_uninvite(guest, inviting.title(guest, tools))


@guests.pressed(Uninvite, may=rules.MANAGING, done=N_("took a guest's invitation back"))
def uninvite(pressed: Pressed, action: Uninvite, tools: Tools) -> Next:
    """Their seats go to the next, their link leads nowhere, and they are told so in daytime."""
    guest = inviting.managed(action.member, tools)
    if isinstance(guest, Message):
        return guest
    viewer, bound = tools.viewer, invitations.session_of(tools.db, guest.member) or 0
    hall.leave(tools.db, tools.outbox, viewer.community, hall.Who(guest.member, guest.organisation, viewer.account))
    for account in membership.vacate(tools.db, guest.member):
        tools.outbox.tell_former(account, Uninvited(bound), zone=viewer.community_zone)
    invitations.uninvite(tools.db, guest.member)
    session = inviting.session_of(bound, tools)
    done = _("The invitation is taken back, and its link leads nowhere now.")
    return say(done) if session is None else _list(session, tools, done)


@guests.draws(Uninvited)
def draw_uninvited(told: Uninvited, viewer: Viewer, tools: Tools) -> Message | None:
    """The last mail to somebody who is a guest no longer."""
    session = programme.session(tools.db, viewer.community, told.session)
    if session is None or not viewer.by_mail or viewer.member is not None or session.state == SessionState.DRAFT:
        return None
    return cards.uninvited(session)


def _list(session: Session, tools: Tools, done: str = "") -> Message:
    viewer = tools.viewer
    own = None if viewer.facilitates else viewer.organisation or 0
    found = invitations.of_session(tools.db, viewer.community, session.id or 0, own)
    house = mailboxes.house_of(viewer.community)
    lost = {one.member for one in found if deliveries.refused(tools.db, house, one.member) is not None}
    why = inviting.not_for_guests(session, tools)
    return cards.guests(session, found, viewer, lost, done=done, open=tools.mail and not why, why=why)
