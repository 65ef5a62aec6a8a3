"""Looking through somebody else's eyes: exactly what another organisation sees of a session."""

from dataclasses import dataclass, replace

from bot import cast, disclosure
from bot.chat import (
    Action,
    Block,
    Button,
    Buttons,
    ChoiceField,
    Divider,
    Form,
    Message,
    Next,
    Note,
    Option,
    Pressed,
    Problems,
    Said,
    Submitted,
    Text,
)
from bot.doors import ManageSession, OpenAs, ShowSession
from bot.finding import one_session
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.signups import cards, roster
from bot.signups.showing import counted, gone, meant
from bot.who_sees import who_sees_my_answer
from bot.words import N_, _, spoken
from storage import guests as invitations
from storage import people
from storage.look import Look, look
from storage.models import Organisation, Role, SessionState

looking = Feature("looking", Topic.PRIVACY)


@dataclass(frozen=True)
class LookAs(Action, name="session.look_as"):
    """The form came back with the organisation to look as."""

    session: int


@looking.pressed(OpenAs, may=FACILITATORS)
def open_as(pressed: Pressed, action: OpenAs, tools: Tools) -> Next:
    """As whom?"""
    session = look(tools.db, tools.viewer.community, action.session)
    return gone() if session is None else _form(session, tools)


@looking.submitted(LookAs, may=FACILITATORS)
def look_as(submitted: Submitted, action: LookAs, tools: Tools) -> Next:
    """The card of the other house, and what its people are answered."""
    session = look(tools.db, tools.viewer.community, action.session)
    if session is None:
        return gone()
    chosen = submitted.values.get("organisation", "")
    for organisation in people.organisations(tools.db, tools.viewer.community):
        if str(organisation.id) == chosen:
            return _as(organisation, session, tools)
    return Problems(_form(session, tools), {"organisation": _("Please choose one of the organisations.")})


@looking.command(
    "as",
    may=FACILITATORS,
    first=FACILITATORS,
    usage=N_("as COMPANY"),
    help=N_("exactly what a company sees of a session"),
)
def say_as(said: Said, rest: str, tools: Tools) -> Next:
    """The organisation's name, and the session's title where there are several."""
    known = sorted(people.organisations(tools.db, tools.viewer.community), key=lambda one: -len(one.name))
    for organisation in known:
        if rest.casefold().startswith(organisation.name.casefold()):
            title = rest[len(organisation.name) :].strip(" ,:")
            found = one_session(tools.db, tools.viewer, title, SessionState.OPEN, SessionState.CLOSED)
            if isinstance(found, Message):
                return found
            session = look(tools.db, tools.viewer.community, found.id or 0)
            return gone() if session is None else _as(organisation, session, tools)
    return say(
        _("I know no company called “%(name)s”.") % {"name": rest},
        _("Please write it like “as Cisco”, or “as Cisco Access to remedy” where there are several sessions."),
    )


def _as(organisation: Organisation, session: Look, tools: Tools) -> Message:
    guests = _guests_alone(organisation, session, tools)
    # Member 0 is nobody: somebody of that organisation who has not answered.
    member, role = (None, Role.STRANGER) if guests is None else (0, Role.GUEST)
    reader = replace(
        tools.viewer, organisation=organisation.id, member=member, role=role, house="", account="", name=""
    )
    shown = counted(session, reader, tools)
    parts: list[Block] = [
        Note((_("This is what %(organisation)s sees, without the buttons.") % {"organisation": organisation.name},))
    ]
    if session.state == SessionState.DRAFT:
        parts.append(Text((_("Nothing: it is a draft, and nobody but facilitators sees it."),)))
    elif guests is False or (guests is None and not meant(session, Role.STRANGER, organisation.id, tools.db)):
        parts.append(Text((_("Nothing: this session is for others."),)))
    else:
        parts += _pressed_out(cards.room_card(shown, reader))
        asking = replace(reader, member=0, role=Role.NOMINEE if guests is None else Role.GUEST)
        full = replace(shown, seen=disclosure.seen_in_full(tools.db, asking, session.id))
        parts += [Divider(), Note((_("And this is what its people are answered:"),))]
        parts += _pressed_out(roster.roster(full))
        parts += cast.rows(disclosure.seen_parts(tools.db, asking, session.id))
        parts.append(Text((who_sees_my_answer(tools.db, asking, session.id),)))
    back = Button(_("Manage…"), ManageSession(session.id)), Button(_("See the card"), ShowSession(session.id))
    return Message((*parts, Buttons(back)), locale=spoken())


def _guests_alone(organisation: Organisation, session: Look, tools: Tools) -> bool | None:
    """Whether guests of this organisation were invited to the session; None where others of it take part as well."""
    roles = {role for _member, role in people.roles_in(tools.db, organisation.id or 0)}
    if roles != {Role.GUEST}:
        return None
    invited = invitations.of_session(tools.db, session.community, session.id, organisation.id)
    return bool(invited) or meant(session, Role.GUEST, organisation.id, tools.db)


def _pressed_out(message: Message) -> list[Block]:
    return [block for block in message.blocks if not isinstance(block, Buttons)]


def _form(session: Look, tools: Tools) -> Form:
    organisations = people.organisations(tools.db, tools.viewer.community)
    return Form(
        title=_("See it as…"),
        intro=(_("See “%s” exactly as this organisation does.") % session.title,),
        fields=(
            ChoiceField(
                "organisation", _("Organisation"), tuple(Option(str(one.id), one.name) for one in organisations)
            ),
        ),
        then=LookAs(session.id),
        opener=OpenAs(session.id),
        submit=_("Show me"),
    )
