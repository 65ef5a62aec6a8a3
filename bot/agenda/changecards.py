"""What changed on an agenda, in words: between two versions, for an owner, and in the thread of its post."""

from collections.abc import Sequence

from bot.agenda import cards
from bot.agenda.clocktimes import Slot, turns
from bot.agenda.diffs import Change, What, offsets
from bot.agenda.forms import kind_name
from bot.agenda.items import Item
from bot.agenda.owners import Names
from bot.chat import Block, Bullets, Button, Buttons, Message, Note, Spans, Strong, Text
from bot.moments import length
from bot.words import _, n_, spans, spoken

LISTED = 8
"""Changes named one by one in a thread; the rest is counted, and the post itself shows how everything is."""


def changed(
    shown: cards.Published, changes: Sequence[Change], names: Names, *, intro: str, buttons: Sequence[Button]
) -> Message:
    """What changed, a line for each item."""
    at = {item.id: slot for item, slot in turns(shown.items, shown.meeting.starts)}
    lines = tuple(_line(change, at.get(change.item.id), shown.meeting.zone, names) for change in changes)
    nothing = Text((_("Nothing is different."),))
    return Message(
        (
            Text((Strong(intro),)),
            *cards.head(shown.session, shown.meeting),
            Bullets(lines) if lines else nothing,
            Buttons(tuple(buttons)),
        ),
        locale=spoken(),
    )


def news(shown: cards.Published, changes: Sequence[Change], names: Names, old: Sequence[Item]) -> Message:
    """A short list: items that only begin at another time are counted, not named."""
    at = {item.id: slot for item, slot in turns(shown.items, shown.meeting.starts)}
    only_time = frozenset({What.TIME})
    named = [change for change in changes if change.what != only_time]
    moved = [change for change in changes if change.what == only_time]
    # Where only the order changed, who moved is the news.
    first, rest = (named, moved) if named else (moved, [])
    lines = [_line(change, at.get(change.item.id), shown.meeting.zone, names) for change in first[:LISTED]]
    small: list[str] = []
    if len(first) > LISTED:
        small.append(n_("And %(count)s more change.", "And %(count)s more changes.", len(first) - LISTED))
    if rest:
        small.append(_shifted(rest, old, shown.items))
    parts: list[Block] = [Text((Strong(_("What changed on this agenda")),)), Bullets(tuple(lines))]
    return Message((*parts, *([Note((" ".join(small),))] if small else [])), locale=spoken())


def _shifted(moved: Sequence[Change], old: Sequence[Item], new: Sequence[Item]) -> str:
    """How many items begin earlier or later, and by how much where it is the same for all."""
    ids = {change.item.id for change in moved}
    before, after = offsets(old), offsets(new)
    by = {after[one] - before[one] for one in ids}
    if len(by) != 1:
        return n_(
            "%(count)s other item begins at another time.", "%(count)s other items begin at another time.", len(ids)
        )
    minutes = by.pop()
    one, many = _("%(count)s other item begins %(length)s later."), _("%(count)s other items begin %(length)s later.")
    if minutes < 0:
        one, many = (
            _("%(count)s other item begins %(length)s earlier."),
            _("%(count)s other items begin %(length)s earlier."),
        )
    return n_(one, many, len(ids)) % {"length": length(abs(minutes))}


def _line(change: Change, slot: Slot | None, zone: str, names: Names) -> Spans:
    item, was = change.item, change.was
    title = Strong(item.title)
    if What.GONE in change.what or slot is None:
        return spans(_("%(title)s is no longer on it"), title=title)
    when = cards.when(slot, zone)
    if was is None:
        return (*when, " ", *spans(_("%(title)s is new"), title=title))
    said: list[str] = []
    if What.TITLE in change.what:
        said.append(_("was “%(title)s”") % {"title": was.title})
    if What.MINUTES in change.what:
        said.append(
            _("no minutes any more")
            if item.minutes is None
            else n_("now %(count)s minute", "now %(count)s minutes", item.minutes)
        )
    if What.OWNER in change.what:
        said.append(_("now with %(owner)s") % {"owner": names.of(item)} if item.owner else _("without an owner now"))
    if What.LINKS in change.what:
        said.append(_("other links"))
    if What.KIND in change.what:
        said.append(_("now a %(kind)s") % {"kind": kind_name(item.kind)})
    if What.TIME in change.what:
        said.append(_("at another time"))
    return (*when, " ", title, f" · {', '.join(said)}")
