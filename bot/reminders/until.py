"""Until when: a day (then when they begin to work) or a moment, as people write it; where it may be two, a question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import when
from bot.chat import Action, Button, Buttons, Message, Moment, Text
from bot.chat.plain import moment_text
from bot.kit import Tools
from bot.reminders import delaying
from bot.when.questions import sentence
from bot.words import _, spoken


@dataclass(frozen=True)
class Unclear:
    """What to ask; `readings` are the moments to choose from, none where the words mean none."""

    sentence: str
    readings: tuple[datetime, ...] = ()


def read_until(text: str, tools: Tools) -> datetime | Unclear:
    """The instant somebody means, or what to ask them."""
    read = when.read(text, now=tools.now, zone=tools.viewer.zone, lang=tools.viewer.locale)
    match read:
        case when.When() | when.Day():
            until = _instant(read, tools)
        case when.Ask():
            meant = [_instant(one, tools) for one in read.readings if isinstance(one, when.When | when.Day)]
            return Unclear(sentence(read, _city(tools)), tuple(one for one in meant if one > tools.now))
        case when.Series():
            return Unclear(_("Please write one day, for instance “Monday” or “12 March”."))
    return until if until > tools.now else Unclear(_("That is over already. Please write a later day."))


def which(unclear: Unclear, choose: Callable[[str], Action], tools: Tools, *above: str) -> Message:
    """The question with a button for each reading; `choose` is given it in ISO 8601."""
    city = _city(tools)
    buttons = tuple(
        Button(moment_text(Moment(one, tools.viewer.zone, city=city), spoken()), choose(one.isoformat()))
        for one in unclear.readings
    )
    lines = (*above, unclear.sentence)
    return Message((*(Text((line,)) for line in lines), *((Buttons(buttons),) if buttons else ())), locale=spoken())


def chosen(iso: str, tools: Tools) -> datetime | None:
    """The moment of a button, as long as it is to come."""
    try:
        until = datetime.fromisoformat(iso)
        return until if until > tools.now else None
    except (ValueError, TypeError):
        return None


def morning(day: datetime, tools: Tools) -> datetime:
    """When they begin to work that day, or the next on which they do."""
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(tools.now.tzinfo)
    return delaying.hours_of(tools).next(midnight) or midnight


def _city(tools: Tools) -> str:
    """What the community calls their own clock, where that is its own."""
    return tools.viewer.city if tools.viewer.zone == tools.viewer.community_zone else ""


def _instant(read: when.When | when.Day, tools: Tools) -> datetime:
    if isinstance(read, when.When):
        return read.start.astimezone(tools.now.tzinfo)
    return morning(datetime.combine(read.date, datetime.min.time(), ZoneInfo(tools.viewer.zone)), tools)
