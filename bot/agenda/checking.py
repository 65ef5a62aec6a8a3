"""The look before publishing: every warning with a button that fixes it, where one can."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot import disclosure
from bot.agenda import draftcards, editing
from bot.agenda.actions import (
    AddBreak,
    CheckAgenda,
    DropItem,
    FillAgenda,
    FitAgenda,
    OpenEditItem,
    Publish,
    ShowDraft,
)
from bot.agenda.board import Board, board, item_of
from bot.agenda.checks import Finding, Found, checked, fitted
from bot.agenda.drafting import gone, item_on_board, no_item
from bot.agenda.items import Item
from bot.agenda.owners import Directory
from bot.agenda.timing import total
from bot.agenda.which import named
from bot.chat import Block, Button, Buttons, Heading, Message, Next, Note, Pressed, Said, Style, Text
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.moments import length
from bot.words import N_, _, n_, spoken
from storage import agendas, people
from storage.models import Choice, OrganisationKind

checking = Feature("agenda checking", Topic.AGENDA)

SHOWN = 12
"""Warnings on the card, two blocks each; the rest is counted and comes up as these are dealt with."""


@checking.pressed(CheckAgenda, may=FACILITATORS)
def check_agenda(pressed: Pressed, action: CheckAgenda, tools: Tools) -> Next:
    """What to look at first."""
    found = board(tools, action.meeting)
    return gone() if found is None else check(found, tools)


@checking.pressed(FitAgenda, may=FACILITATORS)
def fit(pressed: Pressed, action: FitAgenda, tools: Tools) -> Next:
    """The longest items give minutes until everything fits."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    if found.revision == action.revision:
        for item, minutes in fitted(found.items, found.meeting.minutes).items():
            row = agendas.item(tools.db, tools.viewer.community, item)
            assert row is not None
            editing.save(tools, found, row, replace(item_of(row), minutes=minutes))
    return _again(action.meeting, tools)


@checking.pressed(FillAgenda, may=FACILITATORS)
def fill(pressed: Pressed, action: FillAgenda, tools: Tools) -> Next:
    """A discussion with the team takes the time that is left."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    left = found.meeting.minutes - total(found.items)
    if found.revision == action.revision and left > 0:
        editing.add(tools, found, [Item(_("Discussion"), left, _("team"), "discussion")])
    return _again(action.meeting, tools)


@checking.pressed(AddBreak, may=FACILITATORS)
def add_break(pressed: Pressed, action: AddBreak, tools: Tools) -> Next:
    """Ten minutes after this item."""
    found = item_on_board(action.item, tools)
    if found is None:
        return no_item()
    on, _row = found
    if on.revision == action.revision:
        editing.add(tools, on, [Item(_("Break"), 10, kind="break")], after=action.item)
    return _again(on.id, tools)


@checking.command(
    "publish agenda for", "publish agenda of", "publish agenda",
    may=FACILITATORS, usage=N_("publish agenda for TITLE"), help=N_("what to look at, then show it in every house"),
)  # fmt: skip
def say_publish(said: Said, rest: str, tools: Tools) -> Next:
    """The look before publishing, by the session's title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else check(found, tools)


def check(on: Board, tools: Tools) -> Message:
    """The warnings, and the button that publishes all the same."""
    if not on.items:
        return draftcards.draft(on)
    found = findings(on, tools)
    parts: list[Block] = [Heading(_("Before it is published"))]
    for one in found[:SHOWN]:
        parts.append(Text((sentence(one, on),)))
        if fixes := tuple(_fixes(one, on)):
            parts.append(Buttons(fixes))
    if len(found) > SHOWN:
        more = n_("And %(count)s more.", "And %(count)s more.", len(found) - SHOWN)
        parts.append(Text((more,)))
    if not found:
        parts.append(Text((_("Everything is there: it fits, and every item has an owner."),)))
    houses = len(people.houses(tools.db, tools.viewer.community))
    label = n_("Publish in %(count)s house", "Publish in %(count)s houses", houses)
    quiet = _("Owners of new and changed items are told, and those whose own time moved. Nobody else is.")
    publish = Button(label, Publish(on.id, on.revision), Style.PLAIN if found else Style.PRIMARY)
    parts += [Note((quiet,)), Buttons((publish, Button(_("Back to the draft"), ShowDraft(on.id))))]
    return Message(tuple(parts), locale=spoken())


def findings(on: Board, tools: Tools) -> list[Found]:
    """What the items tell, and what is known of their owners."""
    companies = [
        one.name
        for one in people.organisations(tools.db, tools.viewer.community)
        if one.kind == OrganisationKind.COMPANY
    ]
    return [*checked(on.items, on.meeting.minutes, companies), *_owners(on, tools)]


def _owners(on: Board, tools: Tools) -> Iterable[Found]:
    assert on.session.id is not None
    directory = Directory(tools.db, tools.viewer.community)
    seen = disclosure.seen_in_full(tools.db, tools.viewer, on.session.id).names
    absent = seen.get((on.id, Choice.NOT), [])
    present = [*seen.get((on.id, Choice.COMING), []), *seen.get((on.id, Choice.MAYBE), [])]
    organisations = {one.id: one.name for one in directory.organisations}
    members = {one.id: one.name for one in directory.members}
    for item in on.items:
        row = agendas.item(tools.db, tools.viewer.community, item.id)
        company, person = organisations.get(item.organisation), members.get(item.member, "")
        if row is not None and row.answered == "no":
            yield Found(Finding.DECLINED, item)
        elif company and (
            (person and (company, person) in absent) or (not person and _all_absent(company, absent, present))
        ):
            yield Found(Finding.NOT_COMING, item)
        elif company and not any(people.accounts(tools.db, member) for member in directory.to_ask(item)):
            yield Found(Finding.NOBODY_THERE, item)


def _all_absent(company: str, absent: Sequence[tuple[str, str]], present: Sequence[tuple[str, str]]) -> bool:
    return company in [name for name, _who in absent] and company not in [name for name, _who in present]


def sentence(found: Found, on: Board) -> str:
    """The warning in words."""
    said = {"title": found.item.title if found.item else "", "owner": found.item.owner if found.item else ""}
    match found.what:
        case Finding.OVER:
            return _("It is %(minutes)s longer than the meeting.") % {"minutes": length(found.minutes)}
        case Finding.UNDER:
            return _("%(minutes)s of the meeting have no item yet.") % {"minutes": length(found.minutes)}
        case Finding.NO_MINUTES:
            return _("“%(title)s” has no minutes, so the times after it are too early.") % said
        case Finding.NO_OWNER:
            return _("“%(title)s” has no owner.") % said
        case Finding.UNKNOWN_OWNER:
            return _("I know nobody called “%(owner)s”, so I ask nobody; the name stands as you wrote it.") % said
        case Finding.NO_BREAK:
            return _("There are two hours without a break.")
        case Finding.OTHER_BUSINESS:
            return (
                _("“%(title)s”: competitors who meet need a complete agenda in advance. Please name what it is.") % said
            )
        case Finding.NAMES_COMPANY:
            return _("“%(title)s” was proposed without a name, and names a company.") % said
        case Finding.NO_LINK:
            return _("“%(title)s” has nothing to read before.") % said
        case Finding.NOT_COMING:
            return _("%(owner)s, owner of “%(title)s”, is not coming.") % said
        case Finding.DECLINED:
            return _("%(owner)s cannot take “%(title)s”.") % said
        case Finding.NOBODY_THERE:
            return _("Nobody of %(owner)s, owner of “%(title)s”, has a chat account here, so I can ask nobody.") % said


def _fixes(found: Found, on: Board) -> Iterable[Button]:
    match found.what:
        case Finding.OVER:
            yield Button(_("Shorten the longest"), FitAgenda(on.id, on.revision))
        case Finding.UNDER:
            yield Button(_("Fill it with a discussion"), FillAgenda(on.id, on.revision))
        case Finding.NO_BREAK if found.item:
            yield Button(_("Add a break of 10 min"), AddBreak(found.item.id, on.revision))
        case _ if found.item:
            about = _("Edit item %(number)s") % {"number": found.item.position}
            yield Button(_("Edit…"), OpenEditItem(found.item.id), opens_form=True, about=about)
        case _:
            pass
    if found.what is Finding.OTHER_BUSINESS and found.item:
        yield Button(_("Take it off"), DropItem(found.item.id, found.item.revision), Style.DANGER)


def _again(meeting: int, tools: Tools) -> Message:
    found = board(tools, meeting)
    return gone() if found is None else check(found, tools)
