"""What is known of an agenda's owners as facilitators may know it, and the warnings that follow from it."""

from collections.abc import Iterator
from dataclasses import replace

from bot import disclosure
from bot.agenda.board import Board
from bot.agenda.items import Item
from bot.agenda.owners import Directory
from bot.agenda.reading import everybody
from bot.agenda.warnings import Facts, Trouble, Warned, warnings
from bot.kit import Tools
from storage import agendas, people
from storage.models import Choice, OrganisationKind, Roster

_ANSWERS = (Trouble.OWNER_SILENT, Trouble.OWNER_DECLINED)
"""What only those are told who may know who answered."""


def looked_at(on: Board, tools: Tools) -> tuple[Warned, ...]:
    """Every warning, the agenda as a whole first, then item by item."""
    directory = Directory(tools.db, tools.viewer.community)
    assert on.session.id is not None
    seen = disclosure.seen_in_full(tools.db, tools.viewer, on.session.id)
    # Where no people are named to facilitators, their organisation speaks for them.
    items = on.items if seen.level is Roster.NAMES else tuple(replace(item, member=None) for item in on.items)
    found = warnings(items, _facts(on, seen, directory, tools))
    answers_known = seen.level in (Roster.NAMES, Roster.COMPANIES)
    coming = {one.item: one for one in found if one.trouble in _ANSWERS} if answers_known else {}
    told = [one for one in found if one.trouble not in _ANSWERS]
    for number, item in enumerate(on.items):
        told += _of_owner(item, number, coming.get(number), directory, on, tools)
    return tuple(sorted(told, key=lambda one: -1 if one.item is None else one.item))


def _of_owner(
    item: Item, number: int, coming: Warned | None, directory: Directory, on: Board, tools: Tools
) -> Iterator[Warned]:
    """What is wrong with an owner, in one line: whether they come (`coming` warns of it), and whether they take it."""
    if item.team:
        return
    if item.organisation is None:
        if item.owner and not everybody(item.owner):
            yield Warned(Trouble.OWNER_UNKNOWN, number, text=item.owner)
        return
    row = agendas.item(tools.db, tools.viewer.community, item.id)
    away = coming is not None and coming.trouble is Trouble.OWNER_DECLINED
    if row is not None and row.answered == "no":
        also = Trouble.OWNER_DECLINED if away else None
        yield Warned(Trouble.SLOT_DECLINED, number, text=item.owner, also=also)
    elif not any(people.accounts(tools.db, member) for member in directory.to_ask(item)):
        yield Warned(Trouble.OWNER_AWAY, number, text=item.owner)
    elif item.confirmed:
        # Who took the slot comes, unless they say otherwise.
        if coming is not None and away:
            yield replace(coming, took=True)
    else:
        # Owners are asked when an agenda is published; before that their silence means nothing.
        waited = Trouble.SLOT_OPEN if on.published else None
        if coming is not None:
            yield replace(coming, also=waited)
        elif waited:
            yield Warned(waited, number, text=item.owner)


def _facts(on: Board, seen: disclosure.Seen, directory: Directory, tools: Tools) -> Facts:
    keys = {one.name: one.id for one in directory.organisations if one.id is not None}
    members = {(one.organisation_id, one.name): one.id for one in directory.members if one.id is not None}

    def who(*choices: Choice) -> tuple[frozenset[int], frozenset[int]]:
        named = [pair for choice in choices for pair in seen.names.get((on.id, choice), [])]
        companies = frozenset(keys[company] for company, _person in named if company in keys)
        persons = ((keys[company], person) for company, person in named if company in keys)
        return frozenset(members[pair] for pair in persons if pair in members), companies

    coming_members, coming = who(Choice.COMING, Choice.MAYBE)
    declined_members, declined = who(Choice.NOT)
    companies = [one for one in directory.organisations if one.kind == OrganisationKind.COMPANY]
    nameable = disclosure.nameable(tools.db, replace(tools.viewer, organisation=None))
    return Facts(
        length=on.meeting.minutes,
        coming_members=coming_members,
        declined_members=declined_members,
        coming_organisations=coming,
        declined_organisations=declined,
        companies=frozenset(one.name for one in companies),
        consented=frozenset(one.name for one in companies if one.id in nameable),
    )
