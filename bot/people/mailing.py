"""Taking part by mail: the invitation, and the word to whoever manages a place that mail has stopped."""

import re

from bot import mailroom
from bot.chat import Button, Buttons, Heading, Message, Next, Note, Pressed, Problems, Said, Strong, Style, Text
from bot.doors import GoHome, InvitedByMail, MailStopped
from bot.kit import Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.mail import mail_address
from bot.people import placecards, places, rules
from bot.people.actions import InviteByMail, ShowPlace
from bot.words import N_, _, spans, spoken
from storage import guests, membership, people, programme
from storage.membership import Place
from storage.models import Member, Organisation, Role

mailing = Feature("mailing", Topic.PEOPLE)

BY_MAIL = re.compile(r"\s+by\s+e?-?mail(?:\s+(?:at|to)\s+(?P<mail>\S+@\S+))?\s*$", re.I)
"""How a sentence says that mail is meant, and to which address."""


@mailing.pressed(InviteByMail, may=rules.MANAGING, done=N_("sent an invitation by mail"))
def invite_by_mail(pressed: Pressed, action: InviteByMail, tools: Tools) -> Next:
    """Whoever is to hold the place may act by mail from now on, and gets one mail."""
    place = places.managed(action.member, tools)
    return place if isinstance(place, Message) else invited(place, tools)


@mailing.command(
    "send the invitation", "send an invitation", "mail the invitation", "mail an invitation", "invite by mail",
    may=rules.MANAGING, usage=N_("invite NAME by mail"), by_mail=True,
    done=N_("sent an invitation by mail"),
    help=N_("an invitation by mail, for whoever has no chat here yet"),
)  # fmt: skip
def say_invite(said: Said, rest: str, tools: Tools) -> Next:
    """The same by the place's name."""
    name = re.sub(r"^(?:by\s+e?-?mail\s+)?(?:to|for)?\s*", "", BY_MAIL.sub("", f" {rest}").strip(), flags=re.I)
    found = membership.called(tools.db, tools.viewer.community, name) if name else None
    if found is None or not rules.manages(tools.viewer, found):
        return say(
            _("I know no place called “%(name)s” that is yours to manage.") % {"name": name},
            _("Write “people” to see those there are."),
        )
    return invited(found, tools)


def said(place: Place, mail: str | None, tools: Tools) -> Next:
    """The same, to an address that is noted with it where one is said."""
    if not mail or not tools.mail or place.role == Role.FACILITATOR or place.accounts > place.mails:
        return invited(place, tools)  # which says why not, and nothing was changed
    address = mail_address(mail)
    if address is None:
        return say(placecards.no_address())
    membership.set_mail(tools.db, place.member, address)
    noted = membership.place(tools.db, tools.viewer.community, place.member)
    return invited(noted or place, tools)


def invited(place: Place, tools: Tools) -> Next:
    """The invitation goes out, or why it does not. Whoever calls has asked whether the viewer manages the place."""
    if not tools.mail:
        return no_mail_here()
    if place.role == Role.FACILITATOR:
        return say(
            _("Facilitators work from their chat: a mail can be forwarded, and the whole community with it."),
            _("“code %(name)s” makes a code for them.") % {"name": place.name},
        )
    if place.accounts > place.mails:
        return places.card(place, tools, _("They are here already, in their chat: no mail is needed."))
    if not place.mail:
        return Problems(
            placecards.mail_form(place), {"mail": _("To which address? Save it, then send the invitation.")}
        )
    mailroom.invite(tools.db, tools.outbox, people.member(tools.db, place.member), tools.viewer.organisation or 0)
    now = membership.place(tools.db, tools.viewer.community, place.member)
    return places.card(now or place, tools, _("The invitation is on its way to %(mail)s.") % {"mail": place.mail})


def no_mail_here() -> Message:
    """This installation sends no mail."""
    return say(
        _("Mail is not set up here, so I can invite nobody by it."),
        _("“invite NAME” makes a code instead, with which they join from their own chat."),
    )


@mailing.draws(InvitedByMail, before_rules=True)
def draw_invited(told: InvitedByMail, viewer: Viewer, tools: Tools) -> Message | None:
    """The invitation: it says nothing of anybody, for it comes before the rules. Nothing for whoever is in a chat."""
    if not viewer.by_mail or viewer.member is None or viewer.facilitates:
        return None
    home = people.community(tools.db, viewer.community)
    bound = guests.session_of(tools.db, viewer.member) if viewer.role is Role.GUEST else None
    session = programme.session(tools.db, viewer.community, bound) if bound is not None else None
    whose = people.named(tools.db, Member, viewer.community, viewer.member)
    # Their own organisation they know; another one is not named to whoever has not accepted the rules yet.
    own = people.named(tools.db, Organisation, viewer.community, told.organisation)
    by = own if own and told.organisation == viewer.organisation else _("the facilitators")
    title, what = home.name, _("You are invited by %(by)s to take part as %(name)s.")
    if session is not None:
        title, what = (
            _("“%s”") % session.title,
            _("You are invited by %(by)s to this one session of %(community)s, as %(name)s."),
        )
    more = (_(" First you see the rules that everybody here agrees to."),) if home.rules else ()
    return Message(
        (
            Heading(_("You are invited to %(what)s") % {"what": title}),
            Text(spans(what, by=by, name=Strong(whose), community=home.name)),
            Text((_("You need no account and no password."), *more)),
            Buttons((Button(_("See and answer"), GoHome(), Style.PRIMARY),)),
            Note((_("If you did not expect it, leave it be: nothing happens."),)),
        ),
        locale=spoken(),
    )


@mailing.draws(MailStopped)
def draw_stopped(told: MailStopped, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say once they are reached again, or to whoever manages the place no longer."""
    place = membership.place(tools.db, viewer.community, told.member)
    if place is None or place.accounts or not rules.manages(viewer, place):
        return None
    return Message(
        (
            Text((Strong(_("%(name)s wants no more mail.") % {"name": place.name}),)),
            Text((_("They have no chat account here, so I cannot reach them. Their place and their answers stay."),)),
            Buttons((Button(_("See the place"), ShowPlace(place.member)),)),
        ),
        locale=spoken(),
    )
