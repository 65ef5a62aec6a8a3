"""How organisations, their places, and what is asked before a place changes look."""

from collections.abc import Sequence

from bot.chat import (
    Action,
    Block,
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Facts,
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
from bot.doors import GoHome, OpenForget
from bot.kit import Viewer
from bot.mail import LONGEST
from bot.people import rules
from bot.people.actions import (
    AddPlace,
    AskMerge,
    AskReplace,
    Invite,
    InviteByMail,
    Leave,
    Merge,
    OpenAdd,
    OpenGuest,
    OpenMail,
    OpenMerge,
    OpenOrganisation,
    OpenRole,
    Replace,
    SetMail,
    SetRole,
    ShowPeople,
    ShowPlace,
)
from bot.words import _, n_, spans, spoken
from storage.membership import Place
from storage.models import Organisation, Role

MOST_SHOWN = 24
"""Buttons that lead on from a list; the rest is reached by name."""


def organisations(organisations: Sequence[Organisation]) -> Message:
    """Every organisation, to choose one."""
    buttons = tuple(Button(one.name, ShowPeople(one.id)) for one in organisations[:MOST_SHOWN] if one.id)
    more: tuple[Block, ...] = ()
    if len(organisations) > MOST_SHOWN:
        more = (Note((_("The others are reached by name: write “people NAME”."),)),)
    return Message(
        (
            Heading(_("People")),
            Text((_("Whose people would you like to see?"),)),
            Buttons(buttons),
            *more,
            Buttons((Button(_("Add an organisation…"), OpenOrganisation(), opens_form=True),)),
        ),
        locale=spoken(),
    )


def people(
    organisation: Organisation, places: Sequence[Place], viewer: Viewer, done: str = "", *, mail: bool = False
) -> Message:
    """An organisation's seats and places; `mail` where guests can be invited by mail."""
    assert organisation.id is not None
    taken = sum(place.role == Role.NOMINEE for place in places)
    seats = _("%(taken)s of %(seats)s seats for nominees are taken.") % {"taken": taken, "seats": organisation.seats}
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts += [Heading(organisation.name), Note((seats,))]
    if places:
        parts.append(Bullets(tuple(_line(place) for place in places)))
        parts.append(Buttons(tuple(Button(place.name, ShowPlace(place.member)) for place in places[:MOST_SHOWN])))
    add = Button(_("Add a person…"), OpenAdd(organisation.id), opens_form=True)
    guest = Button(_("Invite a guest…"), OpenGuest(), opens_form=True)
    change = Button(_("Seats and kind…"), OpenOrganisation(organisation.id), opens_form=True)
    more = (*((change,) if viewer.facilitates else ()), *((guest,) if mail else ()))
    parts.append(Buttons((add, *more, Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def place(place: Place, viewer: Viewer, done: str = "", *, mail: bool = False, lost: str | None = None) -> Message:
    """One place, and what this viewer can do with it; `mail` where the invitation can be sent by mail, and `lost` why
    the last one did not arrive.
    """
    name = place.name
    buttons = [
        Button(_("New code"), Invite(place.member), about=_("New code for %(name)s") % {"name": name}),
        Button(_("Replace…"), AskReplace(place.member), about=_("Replace %(name)s") % {"name": name}),
        Button(_("Mail address…"), OpenMail(place.member), opens_form=True),
    ]
    if mail and rules.invited_by_mail(place):
        label = _("Send the mail again") if place.mails else _("Send the invitation by mail")
        buttons.insert(0, Button(label, InviteByMail(place.member), Style.PLAIN if place.mails else Style.PRIMARY))
    if viewer.facilitates:
        buttons += [
            Button(_("Role…"), OpenRole(place.member), opens_form=True),
            Button(_("Same person as…"), OpenMerge(place.member), opens_form=True),
            Button(_("Forget…"), OpenForget(place.member), opens_form=True),
        ]
    facts: tuple[tuple[str, Spans], ...] = (
        (_("Organisation"), (place.company,)),
        (_("Role"), (rules.role_name(place.role),)),
        (_("Chat"), (_joined(place),)),
        (_("Mail address"), (place.mail or _("none: they join with a code"),)),
    )
    return Message(
        (
            *([Text((Strong(done),))] if done else []),
            Heading(name),
            Facts(facts),
            *([] if lost is None else [Note((_("The last mail did not arrive: %(reason)s") % {"reason": lost},))]),
            Buttons(tuple(buttons)),
            Buttons((Button(_("All people of %(name)s") % {"name": place.company}, ShowPeople(place.organisation)),)),
        ),
        locale=spoken(),
    )


def code(place: Place, fresh: str, viewer: Viewer, *, replaces: bool) -> Message:
    """A code, told once."""
    told = _("Whoever uses it takes the place, and whoever holds it now is told. Until then nothing changes.")
    once = _("I keep no copy of it. It works once, within 30 days.")
    return Message(
        (
            Text(spans(_("The code for %(name)s is %(code)s"), name=place.name, code=Strong(fresh))),
            Text((_("They write me “join” and the code, in their own organisation's chat."),)),
            Note((f"{told} {once}" if replaces else once,)),
            Buttons((Button(_("Back"), _back(place, viewer)),)),
        )
    )


def ask_replace(place: Place, viewer: Viewer) -> Message:
    """Really?"""
    return _ask(
        spans(_("Shall another person take the place of %(name)s?"), name=Strong(place.name)),
        _("You get a code for them. The seat and its answers stay; codes given out before stop working."),
        Button(_("Make a code"), Replace(place.member), Style.PRIMARY),
        Button(_("Keep it as it is"), _back(place, viewer)),
    )


def ask_leave(name: str) -> Message:
    """Really?"""
    return _ask(
        spans(_("Do you want to leave the community? You are %(name)s."), name=Strong(name)),
        _("I will write to you no longer, and take back your answers to meetings still to come. "
          "The place stays with your organisation."),
        Button(_("Leave"), Leave(), Style.DANGER),
        Button(_("Stay"), GoHome()),
    )  # fmt: skip


def ask_merge(keep: Place, drop: Place) -> Message:
    """Really?"""
    return _ask(
        spans(_("Are %(keep)s and %(drop)s one person?"), keep=Strong(keep.name), drop=Strong(drop.name)),
        _("%(keep)s keeps every answer of both, the newer where they differ; %(drop)s is gone for good.")
        % {"keep": keep.name, "drop": drop.name},
        Button(_("Yes, one person"), Merge(keep.member, drop.member), Style.DANGER),
        Button(_("No"), ShowPlace(keep.member)),
    )


def add_form(organisation: Organisation, viewer: Viewer) -> Form:
    """A new place: what the community calls it, and its role."""
    assert organisation.id is not None
    return Form(
        title=_("Add a person"),
        intro=(organisation.name,),
        fields=(
            TextField(
                "name",
                _("Name of the place"),
                hint=_("What the community calls it, by role rather than by person: “%(name)s nominee 1”.")
                % {"name": organisation.name},
                limit=rules.LONGEST_NAME,
            ),
            ChoiceField("role", _("Role"), _roles(rules.given_by(viewer)), value=Role.NOMINEE),
            _mail_field(""),
        ),
        then=AddPlace(organisation.id),
        opener=OpenAdd(organisation.id),
        submit=_("Add"),
    )


def mail_form(place: Place) -> Form:
    """Whose address takes this place."""
    return Form(
        title=_("Mail address"),
        intro=(place.name,),
        fields=(_mail_field(place.mail),),
        then=SetMail(place.member),
        opener=OpenMail(place.member),
        submit=_("Save"),
    )


def _mail_field(mail: str) -> TextField:
    return TextField(
        "mail",
        _("Mail address"),
        hint=_("Whoever has it in their organisation's own chat takes the place by writing “join”, without a code."),
        value=mail,
        limit=LONGEST,
        optional=True,
    )


def no_address() -> str:
    """What was typed cannot be one."""
    return _("This is no mail address. Please write one like nominee@example.com.")


def role_form(place: Place) -> Form:
    """What this member is."""
    return Form(
        title=_("Change a role"),
        intro=(place.name,),
        fields=(ChoiceField("role", _("Role"), _roles(rules.GIVEN_BY_FACILITATORS), value=place.role),),
        then=SetRole(place.member),
        opener=OpenRole(place.member),
        submit=_("Save"),
    )


def merge_form(place: Place, others: Sequence[Place]) -> Form:
    """Which other place is the same person's?"""
    return Form(
        title=_("Same person as"),
        intro=spans(_("%(name)s stays. Which place is the same person's?"), name=Strong(place.name)),
        fields=(ChoiceField("other", _("Place"), tuple(Option(str(one.member), one.name) for one in others)),),
        then=AskMerge(place.member),
        opener=OpenMerge(place.member),
        submit=_("Go on"),
    )


def left(place: Place) -> Message:
    """Tells whoever manages the place."""
    return Message(
        (
            Text((Strong(_("%(name)s has left the community.") % {"name": place.name}),)),
            Text(
                (_("The place stays with %(name)s: a new code gives it to somebody else.") % {"name": place.company},)
            ),
            Buttons((Button(_("See the place"), ShowPlace(place.member)),)),
        ),
        locale=spoken(),
    )


def _ask(question: Spans, note: str, *buttons: Button) -> Message:
    return Message((Text(question), Note((note,)), Buttons(buttons)), locale=spoken())


def _back(place: Place, viewer: Viewer) -> Action:
    return ShowPlace(place.member) if viewer.role in rules.MANAGING else GoHome()


def _line(place: Place) -> Spans:
    return (Strong(place.name), f" · {rules.role_name(place.role)} · {_joined(place)}")


def _joined(place: Place) -> str:
    if not place.accounts:
        return _("not joined yet")
    if place.accounts == place.mails:
        return _("by mail")
    return n_("joined", "joined with %(count)s accounts", place.accounts - place.mails)


def _roles(roles: Sequence[Role]) -> tuple[Option, ...]:
    return tuple(Option(role.value, rules.role_name(role)) for role in roles)
