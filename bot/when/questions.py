"""Every sentence the reader of dates puts back to a person, as templates with named placeholders."""

from collections.abc import Sequence

from bot.when.cities import named
from bot.when.result import Ask, Day, Reason, Series, When
from bot.when.rules_of_time import offset_of, shows_twice

SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: "Which day and time do you mean?",
    Reason.TOO_LONG: "That is more than {limit} characters. Please write only the day and the time.",
    Reason.UNREADABLE: "I cannot read “{words}”. Please write the day and the time, such as “14 January 15:00”.",
    Reason.VAGUE: "“{words}” can be more than one moment. Which day and time exactly?",
    Reason.NO_DATE: "Which day do you mean?",
    Reason.NO_TIME: "At what time?",
    Reason.PAST: "{when} is in the past. Which day and time do you mean?",
    Reason.NO_SUCH_DATE: "There is no such day as “{words}”. Which day do you mean?",
    Reason.NO_SUCH_TIME: "There is no such time as “{words}”. Which time do you mean?",
    Reason.AMBIGUOUS_DAY_MONTH: "Is “{words}” day first or month first?",
    Reason.AMBIGUOUS_DAY: "Which day is “{words}”?",
    Reason.AMBIGUOUS_TIME: "Is “{words}” in the morning or in the afternoon?",
    Reason.MIDNIGHT: "Midnight at the start or at the end of that day?",
    Reason.WEEKDAY_MISMATCH: "{date} is a {weekday}. Which day do you mean?",
    Reason.YEAR_JUMPED: "That would be {date}. Which year do you mean?",
    Reason.DST_GAP: "The clocks go forward: {when} does not exist in {zone}. Which time do you mean?",
    Reason.DST_OVERLAP: "The clocks go back: {when} happens twice in {zone}. Which one?",
    Reason.AMBIGUOUS_ZONE: "“{words}” is more than one time zone. Whose time do you mean?",
    Reason.WHOSE: "Is that your own time, or the time in {words}?",
    Reason.UNKNOWN_ZONE: "I do not know the time zone “{words}”. Please name a city.",
    Reason.OUT_OF_SEASON: "{zone} does not use “{words}” on that day. Do you mean the time on the clocks there?",
    Reason.TWO_ZONES: "These two times are not the same moment. Which one do you mean?",
    Reason.SEVERAL: "That is more than one day or time. Please write one at a time.",
    Reason.END_BEFORE_START: "The end is not after the start. From when to when?",
    Reason.AMBIGUOUS_SERIES: "How often is “{words}”?",
    Reason.SKIPS: "Not every month has such a day. Which day do you mean?",
    Reason.MISSPELT: "I read “{words}”.",
}
"""English, to be looked up in the reader's language."""

CHOICE = "Did you mean {readings}?"
OR = " or "


def sentence(ask: Ask, here: str = "") -> str:
    """The question as one English sentence or two, the readings named at its end; `here` is the person's own city."""
    text = SENTENCES[ask.reason].format_map(ask.values)
    if not ask.readings:
        return text
    return f"{text} {CHOICE.format(readings=OR.join(spoken(reading, here) for reading in ask.readings))}"


def spoken(reading: When | Day | Series, here: str = "") -> str:
    """A reading in English words: weekday, date, time, and whose clock."""
    match reading:
        case Day(date=day):
            return f"{day:%A} {day.day} {day:%B %Y}"
        case When(start=start):
            return f"{start:%A} {start.day} {start:%B %Y}, {_clock((reading,), here)}"
        case Series(rrule="", dates=dates):
            days = [f"{one.start.day} {one.start:%B %Y}" for one in dates]
            return f"{', '.join(days[:-1])} and {days[-1]}, {_clock(dates, here)}"
        case Series(first=When(start=start), rrule=rrule, dates=dates):
            return f"{_rhythm(rrule)} from {start:%A} {start.day} {start:%B %Y}, {_clock(dates, here)}"


def _clock(moments: Sequence[When], here: str) -> str:
    """The time, whose clock shows it, and which pass where that shows it twice: "15:00–16:00 (Geneva)". Of several days
    with the day: "02:30 (Geneva, 31 October 2027 UTC+1)".
    """
    first = moments[0]
    until = "" if first.end is None else f"–{first.end:%H:%M}"
    twice = [one.start for one in moments if shows_twice(one.start)]
    day = "" if len(moments) == 1 else "{0.day} {0:%B %Y} "
    which = "".join(f", {day.format(start)}{offset_of(start)}" for start in twice)
    return f"{first.start:%H:%M}{until} ({first.city or here or named(first.zone)}{which})"


def _rhythm(rrule: str) -> str:
    """How often, in words: "every 2 weeks"."""
    parts = dict(part.split("=") for part in rrule.split(";"))
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}[parts["FREQ"]]
    return f"every {parts['INTERVAL']} {unit}s" if "INTERVAL" in parts else f"every {unit}"
