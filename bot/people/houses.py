"""The codes that are out, and the houses that are linked: for facilitators."""

import re

from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Moment, Next, Pressed, Said, Strong, Style, Text
from bot.doors import GoHome
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.people.actions import AskRelease, Release, Revoke
from bot.words import N_, _, n_, spans, spoken
from storage import codes, people
from storage.models import House

houses = Feature("houses", Topic.HOUSE)

MOST_SHOWN = 24


@houses.command("codes", may=FACILITATORS, usage=N_("codes"), help=N_("the join codes that still work"))
def open_codes(said: Said, rest: str, tools: Tools) -> Next:
    """Whom they are for, until when, and how often; never the codes themselves."""
    return _codes(tools)


@houses.pressed(Revoke, may=FACILITATORS, done=N_("revoked a code"))
def revoke(pressed: Pressed, action: Revoke, tools: Tools) -> Next:
    """The code works no longer."""
    gone = codes.revoke(tools.db, tools.viewer.community, action.code)
    return _codes(tools, _("The code works no longer.") if gone else _("That code had stopped working already."))


@houses.command(
    "revoke",
    may=FACILITATORS,
    usage=N_("revoke NAME"),
    help=N_("no code for a company or person works"),
    done=N_("revoked a code"),
)
def say_revoke(said: Said, rest: str, tools: Tools) -> Next:
    """Every code that was made for this company or place."""
    name = re.sub(r"^(?:(?:the\s+)?codes?\s+)?(?:of|for)\s+", "", rest, flags=re.I).casefold()
    meant = [code.id for code, of in codes.listed(tools.db, tools.viewer.community, tools.now) if of.casefold() == name]
    for code in meant:
        codes.revoke(tools.db, tools.viewer.community, code or 0)
    sentence = n_("%(count)s code works no longer.", "%(count)s codes work no longer.", len(meant))
    return _codes(tools, sentence if meant else _("There is no code of that name."))


@houses.command("houses", may=FACILITATORS, usage=N_("houses"), help=N_("the workspaces that are linked"))
def linked(said: Said, rest: str, tools: Tools) -> Next:
    """Every house, with the way to release it."""
    return _houses(tools)


@houses.command("release", may=FACILITATORS, usage=N_("release COMPANY"), help=N_("unlink its workspace"))
def say_release(said: Said, rest: str, tools: Tools) -> Next:
    """Asks before anything happens; where a company has several, all are listed."""
    known = people.linked_houses(tools.db, tools.viewer.community)
    meant = [
        house.id for house, organisation in known if rest.casefold() in (organisation.casefold(), house.name.casefold())
    ]
    return _ask_release(meant[0], tools) if len(meant) == 1 else _houses(tools)


@houses.pressed(AskRelease, may=FACILITATORS, done=N_("released a workspace"))
def ask_release(pressed: Pressed, action: AskRelease, tools: Tools) -> Next:
    """Asks before anything happens."""
    return _ask_release(action.house, tools)


def _ask_release(asked: str, tools: Tools) -> Message:
    found = _house(asked, tools)
    if isinstance(found, Message):
        return found
    house, organisation = found
    return Message(
        (
            Text(
                spans(
                    _("Release %(house)s of %(organisation)s from the community?"),
                    house=Strong(house.name or _("the workspace")),
                    organisation=Strong(organisation),
                )
            ),
            Text((_("Its cards stop, and its people have to join again. Their answers stay."),)),
            Buttons((Button(_("Release it"), Release(house.id), Style.DANGER), Button(_("Keep it"), GoHome()))),
        )
    )


@houses.pressed(Release, may=FACILITATORS, done=N_("released a workspace"))
def release(pressed: Pressed, action: Release, tools: Tools) -> Next:
    """The house belongs to no community any more."""
    found = _house(action.house, tools)
    if isinstance(found, Message):
        return found
    people.release_house(tools.db, action.house)
    return _houses(tools, _("Released."))


def _house(house: str, tools: Tools) -> tuple[House, str] | Message:
    if house == tools.viewer.house:
        return say(_("This is where we are talking: release it from another workspace."))
    known = people.linked_houses(tools.db, tools.viewer.community)
    found = next((one for one in known if one[0].id == house), None)
    return found or say(_("This workspace is not linked to the community any more."))


def _houses(tools: Tools, done: str = "") -> Message:
    known = people.linked_houses(tools.db, tools.viewer.community)
    lines = tuple(
        (Strong(organisation), f" · {house.name}" if house.name else "", "" if house.room else _(" · no channel yet"))
        for house, organisation in known
    )
    others = [one for one in known if one[0].id != tools.viewer.house]
    buttons = tuple(
        Button(_("Release %(name)s…") % {"name": organisation}, AskRelease(house.id), about=house.name)
        for house, organisation in others[:MOST_SHOWN]
    )
    return _list(_("Linked workspaces"), lines, buttons, done)


def _codes(tools: Tools, done: str = "") -> Message:
    known = codes.listed(tools.db, tools.viewer.community, tools.now)
    lines = tuple(
        (
            Strong(f"{number}. {name}"),
            _(", until "),
            Moment(code.expires, tools.viewer.zone, clock=False),
            ", ",
            n_("%(count)s use left", "%(count)s uses left", code.uses_left),
        )
        for number, (code, name) in enumerate(known, 1)
    )
    buttons = tuple(
        Button(_("Revoke %(number)s") % {"number": number}, Revoke(code.id), about=name)
        for number, (code, name) in enumerate(known[:MOST_SHOWN], 1)
        if code.id is not None
    )
    return _list(_("Codes that still work"), lines or ((_("There is none."),),), buttons, done)


def _list(
    title: str, lines: tuple[tuple[str | Strong | Moment, ...], ...], buttons: tuple[Button, ...], done: str
) -> Message:
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts += [Heading(title), Bullets(lines)]
    parts += [Buttons(buttons)] if buttons else []
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())
