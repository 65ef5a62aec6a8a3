"""The look before publishing: every warning with a button that fixes it, where one can."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from bot import rooms
from bot.agenda import draftcards, editing
from bot.agenda.actions import (
    AddBreak,
    AskOwner,
    CheckAgenda,
    DropItem,
    FillAgenda,
    FitAgenda,
    OpenEditItem,
    Publish,
    ShowDraft,
    SlotAsked,
    SplitItem,
)
from bot.agenda.board import Board, board, item_of
from bot.agenda.clocktimes import shortened, total
from bot.agenda.drafting import gone, item_on_board, no_item
from bot.agenda.facts import looked_at
from bot.agenda.items import Item
from bot.agenda.owners import Directory
from bot.agenda.warned import offer, sentence
from bot.agenda.warnings import Fix, Trouble, Warned
from bot.agenda.which import named
from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Next, Note, Pressed, Said, Strong, Style, Text
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.words import N_, _, n_, spoken
from storage import agendas

checking = Feature("agenda checking", Topic.AGENDA)

SHOWN = 12
"""Items with warnings on the card, two blocks each; the rest is counted and comes up as these are dealt with."""
EDITED = {Fix.SET_MINUTES, Fix.SET_OWNER, Fix.REWRITE, Fix.ADD_LINK}
"""What is done in the form of the item."""


@checking.pressed(CheckAgenda, may=FACILITATORS)
def check_agenda(pressed: Pressed, action: CheckAgenda, tools: Tools) -> Next:
    """What to look at first."""
    found = board(tools, action.meeting)
    return gone() if found is None else check(found, tools)


@checking.pressed(FitAgenda, may=FACILITATORS)
def fit(pressed: Pressed, action: FitAgenda, tools: Tools) -> Next:
    """The items give minutes in proportion until everything fits."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    if found.revision == action.revision:
        for item, minutes in zip(found.items, _shorter(found) or (), strict=False):
            row = agendas.item(tools.db, tools.viewer.community, item.id)
            if row is not None and row.minutes != minutes:
                editing.save(tools, found, row, replace(item_of(row), minutes=minutes))
    return _again(action.meeting, tools)


@checking.pressed(FillAgenda, may=FACILITATORS, done=N_("changed an agenda"))
def fill(pressed: Pressed, action: FillAgenda, tools: Tools) -> Next:
    """A discussion with the team takes the time that is left."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    left = found.meeting.minutes - total(found.items)
    if found.revision == action.revision and left > 0:
        editing.add(tools, found, [Item(_("Discussion"), left, _("team"), "discussion")])
    return _again(action.meeting, tools)


@checking.pressed(AddBreak, may=FACILITATORS, done=N_("changed an agenda"))
def add_break(pressed: Pressed, action: AddBreak, tools: Tools) -> Next:
    """Ten minutes after this item."""
    found = item_on_board(action.item, tools)
    if found is None:
        return no_item()
    on, _row = found
    if on.revision == action.revision:
        editing.add(tools, on, [Item(_("Break"), 10, kind="break")], after=action.item)
    return _again(on.id, tools)


@checking.pressed(AskOwner, may=FACILITATORS, done=N_("asked somebody whether their slot suits them"))
def ask_owner(pressed: Pressed, action: AskOwner, tools: Tools) -> Next:
    """Whoever can speak for the item is asked whether the slot suits them."""
    found = item_on_board(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    asked = 0
    for member in Directory(tools.db, tools.viewer.community).to_ask(item_of(row)):
        asked += tools.outbox.tell(member, SlotAsked(on.id), f"slot {on.id}", zone=tools.viewer.community_zone)
    done = n_("%(count)s person is asked, in their daytime.", "%(count)s people are asked, in their daytime.", asked)
    return _again(on.id, tools, done)


@checking.command(
    "publish agenda for", "publish agenda of", "publish agenda",
    may=FACILITATORS, usage=N_("publish agenda for TITLE"), help=N_("what to look at, then show it in every house"),
)  # fmt: skip
def say_publish(said: Said, rest: str, tools: Tools) -> Next:
    """The look before publishing, by the session's title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else check(found, tools)


def check(on: Board, tools: Tools, done: str = "") -> Message:
    """The warnings, and the button that publishes all the same."""
    if not on.items:
        return draftcards.draft(on)
    found = looked_at(on, tools)
    parts: list[Block] = [*([Text((Strong(done),))] if done else []), Heading(_("Before it is published"))]
    groups = [[*group] for _of, group in groupby(found, key=lambda one: one.item if one.item is not None else one)]
    for group in groups[:SHOWN]:
        parts += _together(group, on)
    if left := sum(map(len, groups[SHOWN:])):
        parts.append(Text((n_("And %(count)s more.", "And %(count)s more.", left),)))
    if not found:
        parts.append(Text((_("Everything is there: it fits, and every item has an owner."),)))
    houses = len(rooms.reading(tools.db, on.session))
    label = n_("Publish in %(count)s house", "Publish in %(count)s houses", houses)
    quiet = _("Owners of new and changed items are told, and those whose own time moved. Nobody else is.")
    if on.published:
        quiet += " " + _("The others find what changed below the post.")
    publish = Button(label, Publish(on.id, on.revision), Style.PLAIN if found else Style.PRIMARY)
    parts += [Note((quiet,)), Buttons((publish, Button(_("Back to the draft"), ShowDraft(on.id))))]
    return Message(tuple(parts), locale=spoken())


def _together(group: Sequence[Warned], on: Board) -> Iterable[Block]:
    """What is the matter with one item, and the buttons that help; the form of the item is offered once."""
    if len(group) == 1:
        yield Text((sentence(group[0], on.items),))
    else:
        yield Bullets(tuple((sentence(one, on.items),) for one in group))
    fixes = list({button.action: button for one in group for button in _fixes(one, on)}.values())
    edits = {one.fix for one in group if one.item is not None and one.fix in EDITED}
    if len(edits) > 1 and group[0].item is not None:
        number = {"number": on.items[group[0].item].position}
        edit = Button(_("Edit item %(number)s…") % number, OpenEditItem(on.items[group[0].item].id), opens_form=True)
        fixes = [edit if isinstance(one.action, OpenEditItem) else one for one in fixes]
    if fixes:
        yield Buttons(tuple(fixes))


def _fixes(warned: Warned, on: Board) -> Iterable[Button]:
    words = offer(warned.fix)
    item = None if warned.item is None else on.items[warned.item]
    about = "" if item is None else _("%(words)s: item %(number)s") % {"words": words, "number": item.position}
    match warned.fix:
        case Fix.SHORTEN if _shorter(on) is not None:
            yield Button(words, FitAgenda(on.id, on.revision))
        case Fix.ADD_DISCUSSION:
            yield Button(words, FillAgenda(on.id, on.revision))
        case Fix.ADD_BREAK if warned.item:
            yield Button(words, AddBreak(on.items[warned.item - 1].id, on.revision))
        case Fix.ADD_BREAK if item is not None:
            # One item alone is too long: a break can only stand within it.
            yield Button(_("Split it in two"), SplitItem(item.id, item.revision), about=about)
        case Fix.ASK_OWNER if item is not None:
            yield Button(words, AskOwner(item.id), about=about)
        case _ if item is not None:
            yield Button(f"{words}…", OpenEditItem(item.id), opens_form=True, about=about)
        case _:
            pass
    if warned.trouble is Trouble.OWNERS_SEVERAL and item is not None:
        yield Button(_("Split it in two"), SplitItem(item.id, item.revision), about=about)
    if warned.trouble is Trouble.OPEN_TITLE and item is not None:
        yield Button(_("Take it off"), DropItem(item.id, item.revision), Style.DANGER)


def _shorter(on: Board) -> tuple[int | None, ...] | None:
    """The minutes of every item so that all fit; breaks give only where the rest cannot."""
    minutes = [item.minutes for item in on.items]
    breaks = [item.kind == "break" for item in on.items]
    return shortened(minutes, on.meeting.minutes, breaks) or shortened(
        minutes, on.meeting.minutes, [False] * len(minutes)
    )


def _again(meeting: int, tools: Tools, done: str = "") -> Message:
    found = board(tools, meeting)
    return gone() if found is None else check(found, tools, done)
