"""How guests look: whom a session has, the form to invite one, and what is said of it."""

from collections.abc import Collection, Sequence

from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Heading,
    Message,
    Note,
    Option,
    Spans,
    Strong,
    Style,
    Text,
    TextField,
)
from bot.doors import GoHome, ManageSession, ShowGuests
from bot.finding import show_button
from bot.kit import Viewer
from bot.lobby import say
from bot.mail import LONGEST
from bot.people import rules
from bot.people.actions import AskUninvite, InviteAgain, InviteGuest, OpenGuest, Uninvite
from bot.people.organisations import kind_name
from bot.people.placecards import no_address as no_address
from bot.words import _, spans, spoken
from storage.guests import Invitee
from storage.membership import Place
from storage.models import OrganisationKind, Role, Session

MOST_SHOWN = 12
"""Guests with buttons of their own; the rest is reached by name."""


def guests(
    session: Session,
    found: Sequence[Invitee],
    viewer: Viewer,
    lost: Collection[int],
    *,
    done: str = "",
    open: bool = False,
    why: str = "",
) -> Message:
    """Whom a session has, and to whom the last mail did not arrive (`lost`); `open` where another can be invited, `why`
    says why not.
    """
    assert session.id is not None
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts.append(Heading(_("Guests of %(title)s") % {"title": session.title}))
    parts.append(
        Bullets(tuple(_line(one, one.member in lost) for one in found))
        if found
        else Text((_("Nobody was invited yet."),))
    )
    for one in found[:MOST_SHOWN]:
        again = Button(_("Send the mail again"), InviteAgain(one.member), about=one.name)
        end = Button(_("Uninvite…"), AskUninvite(one.member), about=one.name)
        parts += [Text((Strong(one.name),)), Buttons((*((again,) if open else ()), end))]
    note = _("A guest sees this session alone, and of who answered only what guests may see.")
    parts.append(Note((why or note,)))
    more = (Button(_("Invite a guest…"), OpenGuest(session.id), Style.PRIMARY, opens_form=True),) if open else ()
    manage = (Button(_("Manage…"), ManageSession(session.id)),) if viewer.facilitates else ()
    parts.append(Buttons((*more, *manage, Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def form(session: Session | None, dialogues: Sequence[Session], own: str) -> Form:
    """Whom to invite: to this session, or to one of these; `own` is the organisation they must come from."""
    choice = ChoiceField("session", _("To which session?"), tuple(Option(str(one.id), one.title) for one in dialogues))
    kinds = tuple(Option(kind.value, kind_name(kind)) for kind in OrganisationKind)
    action = InviteGuest((session and session.id) or 0)
    where = (
        TextField("organisation", _("Where they come from"), limit=rules.LONGEST_NAME,
                  hint=_("The organisation's name. One that takes no part yet is added.")),
        ChoiceField("kind", _("What is it, if it is new here?"), kinds, optional=True),
    )  # fmt: skip
    name = TextField(
        "name",
        _("What the community calls them"),
        hint=_("By role rather than by person. Without it: the organisation's name, and “guest 1”."),
        limit=rules.LONGEST_NAME,
        optional=True,
    )
    return Form(
        title=_("Invite a guest"),
        intro=spans(_("To %(title)s"), title=Strong(session.title)) if session else (own,) if own else (),
        fields=(
            *(() if session else (choice,)),
            TextField("mail", _("Their mail address"), limit=LONGEST,
                      hint=_("They get one mail. Its link is all they need.")),
            *(() if own else where),
            name,
        ),
        then=action,
        opener=OpenGuest(action.session),
        submit=_("Invite"),
    )  # fmt: skip


def invited(guest: Invitee, session: Session) -> Message:
    """Done."""
    return _about(
        session,
        spans(_("%(name)s is invited to %(title)s."), name=Strong(guest.name), title=session.title),
        _("The mail is on its way to %(mail)s. They see this session alone, and answer by its link.")
        % {"mail": guest.mail},
        Button(_("Uninvite…"), AskUninvite(guest.member)),
    )


def invited_already(guest: Invitee, session: Session) -> Message:
    """A second invitation would be the same."""
    return _about(
        session,
        spans(_("%(name)s was invited to %(title)s already."), name=Strong(guest.name), title=session.title),
        _("If the mail was lost, I send it again."),
        Button(_("Send the mail again"), InviteAgain(guest.member)),
        Button(_("Uninvite…"), AskUninvite(guest.member)),
    )


def elsewhere(guest: Invitee, session: Session, other: str) -> Message:
    """One at a time."""
    return _about(
        session,
        spans(_("%(name)s is a guest of %(title)s, which is still to come."), name=Strong(guest.name), title=other),
        _("A guest takes part in one session at a time: invite them once that is over, or uninvite them there."),
        Button(_("Uninvite…"), AskUninvite(guest.member)),
    )


def ask_uninvite(guest: Invitee, title: str) -> Message:
    """Really?"""
    return Message(
        (
            Text(spans(_("Take the invitation of %(name)s to %(title)s back?"), name=Strong(guest.name), title=title)),
            Text((_("The link in their mail ends, their answer to what is to come is withdrawn, and they are told."),)),
            Buttons((Button(_("Uninvite"), Uninvite(guest.member), Style.DANGER), Button(_("Keep them"), GoHome()))),
        ),
        locale=spoken(),
    )


def uninvited(session: Session) -> Message:
    """The last mail."""
    return Message(
        (
            Heading(_("Your invitation to %(title)s was taken back") % {"title": session.title}),
            Text((_("You need not do anything, and no more mail will come."),)),
            Text((_("If you think that this is a mistake, please write to whoever invited you."),)),
        ),
        locale=spoken(),
    )


def which(dialogues: Sequence[Session]) -> Message:
    """To which?"""
    if not dialogues:
        return say(
            _("There is no Outreach Dialogue to come to which guests could be invited."),
            _("“plan Outreach Dialogue 'TITLE', DATE” makes a draft of one."),
        )
    buttons = tuple(show_button(one, ShowGuests) for one in dialogues)
    return Message((Text((_("Which session do you mean?"),)), Buttons(buttons)), locale=spoken())


def told(session: Session, sentence: str) -> Message:
    """Why nobody is invited to it, and the way to it."""
    return Message((Text((sentence,)), Buttons((show_button(session), Button(_("Home"), GoHome())))), locale=spoken())


def taken(place: Place, viewer: Viewer) -> str:
    """This address is somebody's already."""
    if not rules.manages(viewer, place):
        return _("This address is known here already. Please ask your facilitator.")
    sentence = _("This address is meant for %(name)s, who is %(role)s here and needs no invitation as a guest.")
    return sentence % {"name": place.name, "role": _a(place.role)}


def gone() -> Message:
    """The guest, or the session, is not there."""
    return say(_("Nobody of that name is invited as a guest. “guests of TITLE” shows who is."))


def _about(session: Session, first: Spans, second: str, *buttons: Button) -> Message:
    assert session.id is not None
    all_of_it = Button(_("All guests of it"), ShowGuests(session.id))
    return Message((Text(first), Text((second,)), Buttons((*buttons, all_of_it))), locale=spoken())


def _line(one: Invitee, lost: bool) -> Spans:
    held = _("by mail") if one.accounts else _("no mail any more")
    held = _("the last mail did not arrive") if lost else held
    return (Strong(one.name), f" · {one.company} · {one.mail or _('no address')} · {held}")


def _a(role: str) -> str:
    match Role(role):
        case Role.EXPERT | Role.EXECUTIVE | Role.ASSISTANT:
            return _("an %(role)s") % {"role": rules.role_name(role)}
        case _:
            return _("a %(role)s") % {"role": rules.role_name(role)}
