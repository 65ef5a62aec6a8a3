"""What a plan must say, and the dates that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import limits, when
from bot.kit import Viewer
from bot.limits import Limits
from bot.programme.sentence import read_length
from bot.programme.starts import Start, exists, skipped, start_of
from bot.when.questions import sentence
from bot.words import _
from storage.models import Meeting, SessionKind

RHYTHMS = {
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "fortnightly": timedelta(weeks=2),
    "four-weekly": timedelta(weeks=4),
}
MOST_MEETINGS = 8
LONGEST_TITLE = 120
SHORTEST, LONGEST, USUAL = 15, 12 * 60, 120
"""Minutes a meeting may last, and does where nothing else is said: the draft shows it, and it can be changed."""


@dataclass(frozen=True)
class Plan:
    """A session as it was planned in one go."""

    kind: SessionKind
    title: str
    starts: tuple[Start, ...]
    minutes: int
    limits: Limits


@dataclass(frozen=True)
class Problems:
    """What is wrong with a plan, by field; `readings` are what to choose from when only its dates are open: for each
    meaning, when each meeting begins.
    """

    by_field: dict[str, str]
    readings: tuple[tuple[Start, ...], ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()
    """What the seats may mean, when only a date in them is open: what to call each meaning, and its words."""


@dataclass(frozen=True)
class Question:
    """What to ask where words can mean more than one moment, or none; `readings` are those to choose from."""

    sentence: str
    readings: tuple[Start, ...] = ()


def read_start(text: str, now: datetime, viewer: Viewer) -> Start | Question:
    """The one moment somebody means, or what to ask them."""
    return _start_of(_read(text, now, viewer), viewer)


def _start_of(read: when.Result, viewer: Viewer) -> Start | Question:
    match read:
        case when.When():
            return start_of(read, viewer)
        case when.Day():
            return Question(_("At what time? Please add it, for instance “15:00 Geneva time”."))
        case when.Series():
            return Question(_("Please write one date; how often it repeats has its own question."))
        case when.Ask():
            return _question(read, viewer)


def read_move(text: str, meeting: Meeting, now: datetime, viewer: Viewer) -> Start | Question:
    """As `read_start`, for a meeting that has a time: a day alone keeps its clock, a time alone keeps its day.

    What was meant is said back before it is done.
    """
    read = _read(text, now, viewer)
    if isinstance(read, when.Day):
        day = read_start(f"{read.date} {meeting.local:%H:%M} {meeting.zone}", now, viewer)
        return replace(day, zone=meeting.zone, city=meeting.city) if isinstance(day, Start) else day
    if isinstance(read, when.Ask) and read.reason is when.Reason.NO_DATE:
        whole = read_start(f"{meeting.local:%Y-%m-%d} {text}", now, viewer)
        if isinstance(whole, Start):
            return whole
    return read_start(text, now, viewer)


def _read(text: str, now: datetime, viewer: Viewer) -> when.Result:
    return when.read(text, now=now, zone=viewer.zone, lang=viewer.locale)


def _question(ask: when.Ask, viewer: Viewer) -> Question:
    readings = tuple(start_of(one, viewer) for one in ask.readings if isinstance(one, when.When))
    return Question(sentence(ask, viewer.city if viewer.zone == viewer.community_zone else ""), readings)


def read_plan(values: Mapping[str, str], now: datetime, viewer: Viewer) -> Plan | Problems:
    """The plan in a form's values or a sentence's, or what is wrong with it by field.

    A series ("every Tuesday at 15:00 from 2 March") brings its own rhythm, a range ("15:00-17:00") its own length, and
    days that are listed ("4, 11 and 18 March 15:00") how many meetings there are.
    """
    problems: dict[str, str] = {}
    kind, title = values.get("kind", ""), " ".join(values.get("title", "").split())
    if kind not in list(SessionKind):
        problems["kind"] = _("Please choose what kind of session it is.")
    if not title:
        problems["title"] = _("Please give the session a title.")
    elif len(title) > LONGEST_TITLE:
        problems["title"] = _("Please use at most %(count)s characters.") % {"count": LONGEST_TITLE}
    words = values.get("when", "")
    listed = when.read_days(words, now=now, zone=viewer.zone, lang=viewer.locale)
    read = _read(words, now, viewer) if listed is None else listed
    days = _days_of(read)
    count = values.get("meetings", "") or str(days or "")
    step = RHYTHMS.get(values.get("rhythm", ""))
    if not count.isdecimal() or not 1 <= int(count) <= MOST_MEETINGS:
        problems["meetings"] = _("Please choose a number from 1 to %(most)s.") % {"most": MOST_MEETINGS}
    elif days and (int(count) != days if listed is not None else int(count) > days):
        problems["meetings"] = _("You listed %(days)s days: please choose %(days)s meetings, or list as many days.") % {
            "days": days
        }
    elif int(count) > 1 and isinstance(read, when.When) and step is None:
        problems["rhythm"] = _("Please choose how far apart the meetings are.")
    else:
        read = _repeated(read, int(count), step)
    question = None
    if not isinstance(read, when.When | when.Series):
        question = _start_of(read, viewer)
        assert isinstance(question, Question)
        problems["when"] = (_in_order(read) if listed is not None else "") or question.sentence
    typed = values.get("length", "")
    minutes = _length_of(read) if not typed else read_minutes(typed)
    if isinstance(minutes, str):
        problems["length"] = minutes
    seats = limits.read(values.get("seats", ""), now, viewer)
    if isinstance(seats, str):
        problems["seats"] = seats
    elif count.isdecimal() and (beyond := seats.beyond(int(count))):
        problems["seats"] = beyond
    if problems or question or isinstance(minutes, str) or isinstance(seats, str):
        deadlines = limits.choices(values.get("seats", ""), now, viewer) if "seats" in problems else ()
        readings = (
            _readings(read, viewer, int(count), step)
            if isinstance(read, when.Ask) and "meetings" not in problems
            else ()
        )
        open_ = {key for key, open_ in (("when", readings), ("seats", deadlines)) if open_}
        return Problems(problems, readings, deadlines) if set(problems) == open_ else Problems(problems)
    assert isinstance(read, when.When | when.Series)
    starts = _starts(read, viewer, int(count))
    missing = [item for item in starts if not exists(item)]
    if missing:
        return Problems({"when": skipped(missing[0])})
    return Plan(SessionKind(kind), title, starts, minutes, seats)


def _in_order(listed: when.Result) -> str:
    if isinstance(listed, when.Ask) and listed.reason is when.Reason.SEVERAL:
        return _("Please list the days in order, each with its month: “4 March, 11 March and 18 March 2027 15:00”.")
    return ""


def _days_of(read: when.Result) -> int:
    """How many days were listed, or a series that ends has; 0 where that is open."""
    readings = read.readings if isinstance(read, when.Ask) else (read,)
    counts = {len(one.dates) if isinstance(one, when.Series) and one.ends else 0 for one in readings}
    return counts.pop() if len(counts) == 1 else 0


def _repeated(read: when.Result, count: int, step: timedelta | None) -> when.Result:
    """The moments of a rhythm that was chosen; and a series as it is, where the hour that happens twice comes after the
    last meeting.
    """
    if isinstance(read, when.When) and step is not None and count > 1:
        return when.repeated(read, step, count)
    if isinstance(read, when.Ask) and read.reason is when.Reason.DST_OVERLAP:
        series = [one for one in read.readings if isinstance(one, when.Series)]
        if series and len({one.dates[:count] for one in series}) == 1:
            return series[0]
    return read


def _readings(ask: when.Ask, viewer: Viewer, count: int, step: timedelta | None) -> tuple[tuple[Start, ...], ...]:
    """What may be meant: a first moment alone, to which the rhythm is added, or each moment of a series. That begins in
    an hour that happens twice: how long it is, the other days of a rhythm say.
    """
    readings = [one for one in ask.readings if not isinstance(one, when.Day)]
    if ask.reason is when.Reason.DST_OVERLAP:
        repeated = [_repeated(one, count, step) for one in readings]
        readings = [one for one in repeated if isinstance(one, when.When | when.Series)] or readings
    each = [_starts(one, viewer, count) for one in readings]
    return tuple(starts for starts in each if len({(one.zone, one.local.time()) for one in starts}) == 1)


def _starts(read: when.When | when.Series, viewer: Viewer, count: int) -> tuple[Start, ...]:
    if isinstance(read, when.When):
        return (start_of(read, viewer),)
    minutes = start_of(_plain(read), viewer).minutes
    return tuple(replace(start_of(one, viewer), minutes=minutes) for one in read.dates[:count])


def _plain(series: when.Series) -> when.When:
    """A moment of the series during which the clocks do not change: as long as all of them are meant to be."""
    ends = ((one, one.end) for one in series.dates if one.end is not None)
    return next((one for one, end in ends if end.utcoffset() == one.start.utcoffset()), series.first)


def _length_of(read: when.Result) -> int | str:
    one = _plain(read) if isinstance(read, when.Series) else read
    length = one.length if isinstance(one, when.When) else None
    return USUAL if length is None else read_minutes(f"{length.total_seconds() / 60:.0f} min")


def read_minutes(text: str) -> int | str:
    """Minutes, or the sentence that asks for them."""
    minutes = read_length(text)
    if minutes is None or not SHORTEST <= minutes <= LONGEST:
        return _("Please write how long each meeting takes, for instance “2 h” or “90 min”.")
    return minutes
