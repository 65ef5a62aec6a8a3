"""How a meeting under way looks: to everybody, and to facilitators with what moves it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.agenda.board import Board
from bot.agenda.items import Item
from bot.agenda.liveactions import CarryOver, EndMeeting, Extend, OpenPark, TurnTo
from bot.agenda.owners import Names
from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Moment, Note, Spans, Strong, Style, Text
from bot.moments import length
from bot.words import _, n_, spans, spoken
from storage.agendas import AgendaItem
from storage.live import Live, Parked

AHEAD = 5
"""Items still to come on a live card."""


@dataclass(frozen=True)
class Running:
    """A meeting under way, or over."""

    board: Board
    live: Live
    rows: Sequence[AgendaItem]
    parked: Sequence[Parked]
    now: datetime

    @property
    def turn(self) -> int:
        """The index of the item that has its turn; past the last one where none has."""
        ids = [row.id for row in self.rows]
        return ids.index(self.live.item_id) if self.live.item_id in ids else len(ids)

    @property
    def current(self) -> Item | None:
        """The item that has its turn."""
        return self.board.items[self.turn] if self.turn < len(self.rows) else None

    @property
    def ends(self) -> datetime:
        """When the current item's time is up."""
        row = self.rows[self.turn]
        return self.live.began + timedelta(minutes=(row.minutes or 0) + row.extra)

    @property
    def left(self) -> list[Item]:
        """The items that were not dealt with."""
        return [item for item, row in zip(self.board.items, self.rows, strict=True) if not row.outcome]


def card(running: Running, names: Names) -> Message:
    """For everybody."""
    return Message((*_head(running), *_now(running, names), *_ahead(running, names)), locale=spoken())


def desk(running: Running, names: Names, done: str = "") -> Message:
    """For facilitators."""
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts += [*_head(running), *_now(running, names), *_ahead(running, names)]
    if running.parked:
        parts += [Text((_("Put aside:"),)), Bullets(tuple((one.text,) for one in running.parked))]
    return Message((*parts, Buttons(_buttons(running))), locale=spoken())


def _head(running: Running) -> tuple[Block, ...]:
    return (Heading(_("Now: %(title)s") % {"title": running.board.session.title}),)


def _now(running: Running, names: Names) -> tuple[Block, ...]:
    item = running.current
    if running.live.ended is not None:
        left = len(running.left)
        rest = n_("%(count)s item is left for another time.", "%(count)s items are left for another time.", left)
        return (Text((Strong(_("The meeting is over. Thank you.")),)), *([Note((rest,))] if left else []))
    if item is None:
        return (Text((_("Every item has had its turn."),)),)
    owner = names.of(item)
    who = f" · {owner}" if owner else ""
    count = _("%(turn)s of %(count)s") % {"turn": running.turn + 1, "count": len(running.rows)}
    return (Text((Strong(item.title), who, f" · {count}")), Text(_time_left(running, item)))


def _time_left(running: Running, item: Item) -> Spans:
    if item.minutes is None and running.rows[running.turn].extra == 0:
        return (_("No end is set for it."),)
    # Rounded up: while a second is left, a minute is.
    left = -int((running.now - running.ends).total_seconds() // 60)
    until = Moment(running.ends, running.board.meeting.zone, day=False)
    if left > 0:
        return spans(_("%(left)s left, until %(until)s"), left=Strong(length(left)), until=until)
    return spans(_("Time is up, since %(until)s"), until=until)


def _ahead(running: Running, names: Names) -> tuple[Block, ...]:
    if running.live.ended is not None or running.current is None:
        return ()
    lines: list[Spans] = []
    at = max(running.ends, running.now)
    for item in running.board.items[running.turn + 1 :]:
        owner = names.of(item)
        when = Moment(at, running.board.meeting.zone, day=False)
        lines.append((when, f" {item.title}", *((f" · {owner}",) if owner else ())))
        at += timedelta(minutes=item.minutes or 0)
    more = len(lines) - AHEAD
    rest = n_("and %(count)s more", "and %(count)s more", more)
    shown = tuple(lines[:AHEAD]) + (((rest,),) if more > 0 else ())
    late = at - running.board.meeting.starts - timedelta(minutes=running.board.meeting.minutes)
    over = int(late.total_seconds() // 60)
    warn = _("At this pace it ends %(minutes)s late.") % {"minutes": length(over)}
    return (*([Bullets(shown)] if shown else []), *([Note((warn,))] if over > 0 else []))


def _buttons(running: Running) -> tuple[Button, ...]:
    meeting = running.board.id
    if running.live.ended is not None:
        count = len(running.left) + len(running.parked)
        label = n_("Put %(count)s on the next agenda", "Put %(count)s on the next agenda", count)
        return (Button(label, CarryOver(meeting), Style.PRIMARY),) if count else ()
    turn = running.live.item_id or 0
    back = (Button(_("Back"), TurnTo(meeting, turn, -1)),) if running.turn > 0 else ()
    park, end = (
        Button(_("Put aside…"), OpenPark(meeting), opens_form=True),
        Button(_("End the meeting"), EndMeeting(meeting), Style.DANGER),
    )
    if running.current is None:
        return (*back, park, end)
    extra = running.rows[running.turn].extra
    longer = Button(_("5 min more"), Extend(meeting, turn, extra, 5))
    return (Button(_("Next"), TurnTo(meeting, turn, 1), Style.PRIMARY), *back, longer, park, end)
