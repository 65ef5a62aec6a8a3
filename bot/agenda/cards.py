"""How a published agenda looks: in every house's room, page by page to one person."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from bot.agenda.actions import Compare, ShowDraft, ShowPublished, TakeAgenda
from bot.agenda.clocktimes import Slot, turns
from bot.agenda.items import Item
from bot.agenda.owners import Names
from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Link,
    Message,
    Moment,
    Note,
    Span,
    Spans,
    Strong,
    Text,
)
from bot.doors import OpenProposal, ShowSession
from bot.kit import Viewer
from bot.moments import moment
from bot.words import _, spans, spoken
from storage.agendas import AgendaVersion
from storage.models import Meeting, Session

ON_A_PAGE = 20
HEAVIEST_PAGE = 6000
"""Bytes of a page's items: a Teams card holds 28 kB with all that is around them (Teams, limits of bot messages)."""


@dataclass(frozen=True)
class Published:
    """A version with the meeting as it is now."""

    session: Session
    meeting: Meeting
    version: AgendaVersion
    items: tuple[Item, ...]
    frozen: bool = False


def pages(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items in pages that every platform can show whole."""
    found: list[list[Item]] = [[]]
    weight = 0
    for item in items:
        heavy = len(json.dumps(asdict(item), default=str).encode())
        if found[-1] and (len(found[-1]) == ON_A_PAGE or weight + heavy > HEAVIEST_PAGE):
            found.append([])
            weight = 0
        found[-1].append(item)
        weight += heavy
    return tuple(map(tuple, found))


def card(shown: Published, viewer: Viewer, names: Names, page: int = 1) -> Message:
    """The agenda, or a page of it where it is long."""
    every = pages(shown.items)
    page = min(max(page, 1), len(every))
    here = {item.id for item in every[page - 1]}
    lines = tuple(
        item_spans(item, slot, shown.meeting.zone, names.of(item))
        for item, slot in turns(shown.items, shown.meeting.starts)
        if item.id in here
    )
    meeting = shown.meeting.id or 0
    others = tuple(
        Button(_("Page %(page)s of %(pages)s") % {"page": one, "pages": len(every)}, ShowPublished(meeting, one))
        for one in range(1, len(every) + 1)
        if one != page
    )
    assert shown.session.id is not None
    more: tuple[Button, ...] = (
        Button(_("Propose a topic…"), OpenProposal(shown.session.id), opens_form=True),
        Button(_("See and answer"), ShowSession(shown.session.id)),
        Button(_("Take it away"), TakeAgenda(meeting)),
    )
    number = shown.version.number
    if number > 1:
        more = (Button(_("What changed"), Compare(meeting, number - 1, number)), *more)
    if viewer.facilitates:
        more = (*more, Button(_("Change the agenda…"), ShowDraft(meeting)))
    return Message(
        (
            *head(shown.session, shown.meeting),
            Bullets(lines),
            *([Buttons(others)] if others else []),
            Note(_print(shown)),
            Buttons(more),
        ),
        locale=spoken(),
    )


def head(session: Session, meeting: Meeting) -> tuple[Block, ...]:
    """What the agenda is of, and when."""
    number = _("Meeting %(number)s") % {"number": meeting.number}
    when: Spans = (Strong(number), " · ", moment(meeting))
    if meeting.cancelled:
        when = (*when, " · ", Strong(_("cancelled")))
    return Heading(_("Agenda: %(title)s") % {"title": session.title}), Text(when)


def item_spans(item: Item, slot: Slot, zone: str, owner: str) -> Spans:
    """One line: when, what, who, and what to read before."""
    parts: list[Span] = [*when(slot, zone), " ", item.title if item.kind == "break" else Strong(item.title)]
    if owner:
        parts.append(f" · {owner}")
    for link in item.links:
        parts += [" · ", Link(link_name(link), link)]
    return tuple(parts)


def when(slot: Slot, zone: str) -> Spans:
    """The clock of a slot; "about" when an item before it has no minutes."""
    if not slot.sure:
        return spans(_("from about %(clock)s"), clock=Moment(slot.starts, zone, day=False))
    return (Moment(slot.starts, zone, slot.ends if slot.ends != slot.starts else None, day=False),)


def link_name(link: str) -> str:
    """Where a link leads, in a few words."""
    found = urlsplit(link)
    last = found.path.rstrip("/").rpartition("/")[2]
    return f"{found.hostname or link}{f'/…/{last}' if last else ''}"[:60]


def _print(shown: Published) -> Spans:
    published = Moment(shown.version.at, shown.meeting.zone, clock=False)
    small = spans(_("Version %(number)s, published %(day)s."), number=str(shown.version.number), day=published)
    return (*small, " ", _("It is final; companies are asked to acknowledge it.")) if shown.frozen else small
