"""How many may come, of one company and until when, and by when to answer; read from words and written in words."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot import invited, when
from bot.chat import Moment, Spans, TextField
from bot.chat.plain import day_text, moment_text
from bot.invited import Invited
from bot.kit import Viewer
from bot.when.languages.en import ENGLISH
from bot.when.questions import sentence
from bot.when.rules_of_time import offset_of, shows_twice
from bot.when.zones import understood
from bot.words import _, n_, spans, spoken
from storage.look import Look
from storage.models import Session

EVERYBODY = Invited()
MOST_SEATS = 10_000
LONGEST = 300
"""Characters of words about seats."""
END_OF_DAY = time(23, 59)
EXAMPLE = "25 seats, 1 per company until 1 March 2027 12:00 Geneva time, then open, for nominees"

_NUMBERS = {word: value for word, value in ENGLISH.named("N").items() if value <= 12}
_COUNT = rf"(\d+|{'|'.join(_NUMBERS)})"
_IN_MEETING = re.compile(rf"\b{_COUNT}\s+seats?\s+(?:in|at|for)\s+meeting\s+(\d)\b", re.I)
_SEATS = re.compile(
    rf"\b{_COUNT}\s+seats?\b(?!\s+(?:per|for\s+each|(?:in|at|for)\s+meeting\s+\d))(?:\s+in\s+(?:each|every)\s+meeting)?",
    re.I,
)
_EACH = re.compile(
    rf"\b{_COUNT}\s+(?:seats?\s+)?(?:per|for\s+each)\s+(?:company|organi[sz]ation)\b"
    r"(?:\s+until\s+(?:(.+?),?\s*(?:and\s+)?then\s+open(?:\s+to\s+\w+)?|([^,;]+)))?",
    re.I,
)
_BY = re.compile(r"\banswers?\s+by\s+([^,;]+)", re.I)
_NONE = re.compile(r"\b(?:no\s+limit|unlimited)\b", re.I)


@dataclass(frozen=True)
class Limits:
    """What a session's seats are bound by, and whom they are for. 0 is no limit; `company_seats` counts until
    `open_from`, if there is one; `by_meeting` has the numbers of single meetings with their own seats.
    """

    seats: int = 0
    company_seats: int = 0
    open_from: datetime | None = None
    answer_by: datetime | None = None
    by_meeting: tuple[tuple[int, int], ...] = ()
    invited: Invited = EVERYBODY

    @property
    def limited(self) -> bool:
        """Whether anybody might have to wait."""
        return bool(self.company_seats or self.numbered)

    @property
    def numbered(self) -> bool:
        """Whether any meeting has so many seats and no more."""
        return bool(self.seats or self.by_meeting)

    def of(self, number: int) -> "Limits":
        """What holds in the meeting of this number."""
        own = dict(self.by_meeting).get(number)
        return self if own is None else replace(self, seats=own)

    def beyond(self, meetings: int) -> str:
        """The sentence about seats in a meeting that a session of so many does not have; empty if there are none."""
        missing = [number for number, _seats in self.by_meeting if not 1 <= number <= meetings]
        return _("There is no meeting %(number)s.") % {"number": missing[0]} if missing else ""

    def columns(self) -> dict[str, Any]:
        """The limits as a session keeps them."""
        return {
            "seats": self.seats,
            "company_seats": self.company_seats,
            "open_from": self.open_from,
            "answer_by": self.answer_by,
            "meeting_seats": ",".join(f"{number}:{seats}" for number, seats in self.by_meeting),
            "roles": ",".join(self.invited.roles),
            "kinds": ",".join(self.invited.kinds),
        }

    def each(self, now: datetime) -> int:
        """Seats an organisation may hold now; 0 is no limit."""
        return self.company_seats if self.open_from is None or now < self.open_from else 0

    def late(self, now: datetime) -> bool:
        """Whether it is too late to say anything but no."""
        return self.answer_by is not None and now >= self.answer_by

    def set_on(self, session: Session) -> None:
        """The session has these limits from now on."""
        for column, value in self.columns().items():
            setattr(session, column, value)


def limits_of(session: Session | Look) -> Limits:
    """The session's own."""
    by_meeting: tuple[tuple[int, int], ...] = ()
    if session.meeting_seats:
        pairs = (pair.partition(":") for pair in session.meeting_seats.split(","))
        by_meeting = tuple((int(number), int(seats)) for number, _colon, seats in pairs)
    audience = invited.kept(session.roles, session.kinds) if session.roles or session.kinds else EVERYBODY
    return Limits(session.seats, session.company_seats, session.open_from, session.answer_by, by_meeting, audience)


def take(text: str) -> tuple[str, str]:
    """The words about seats in a longer sentence, and the rest of it."""
    taken: list[str] = []
    for pattern in (_EACH, _BY, _IN_MEETING, _SEATS, invited.PHRASE, _NONE):
        while found := pattern.search(text):
            taken.append(found[0].strip(" ,"))
            text = f"{text[: found.start()]}, {text[found.end() :]}"
    return "; ".join(taken), text


def read(text: str, now: datetime, viewer: Viewer) -> Limits | str:
    """The limits that somebody means, or the sentence that says what to write. No words are no limits."""
    each, seats, by = _EACH.search(text), _SEATS.search(_EACH.sub(" ", text)), _BY.search(text)
    rest = text
    for pattern in (_EACH, _BY, _IN_MEETING, _SEATS, invited.PHRASE, _NONE):
        rest = pattern.sub("", rest)
    alone = re.fullmatch(r"\s*(\d+)\s*[.,;]?\s*", rest)
    if rest.strip(" ,;.") and alone is None:
        return _("Please write it like this: “%(example)s”.") % {"example": EXAMPLE}
    until = (each[2] or each[3]) if each else None
    moments = [_moment(words, now, viewer) if words else None for words in (until, by and by[1])]
    for moment in moments:
        if isinstance(moment, str):
            return moment
    count = seats[1] if seats else alone[1] if alone else "0"
    found = Limits(_number(count), _number(each[1]) if each else 0)
    singles = {int(one[2]): _number(one[1]) for one in _IN_MEETING.finditer(text)}
    if max(found.seats, found.company_seats, *singles.values()) > MOST_SEATS:
        return _("Please write at most %(most)s seats.") % {"most": MOST_SEATS}
    open_from, answer_by = (moment if isinstance(moment, datetime) else None for moment in moments)
    by_meeting = tuple(sorted(singles.items()))
    return replace(found, open_from=open_from, answer_by=answer_by, by_meeting=by_meeting, invited=invited.read(text))


def choices(text: str, now: datetime, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """What the first doubtful date in these words may mean: what to call it, and all the words with it written out."""
    each, by = _EACH.search(text), _BY.search(text)
    places = [each.span(2 if each[2] else 3)] if each and (each[2] or each[3]) else []
    for first, last in [*places, *([by.span(1)] if by else [])]:
        read = when.read(text[first:last].strip(), now=now, zone=viewer.zone, lang=viewer.locale)
        if isinstance(read, when.Ask):
            found = [_exactly(one, viewer) for one in read.readings if not isinstance(one, when.Series)]
            return tuple((label, f"{text[:first]}{words}{text[last:]}") for label, words in found)
    return ()


def _exactly(read: when.When | when.Day, viewer: Viewer) -> tuple[str, str]:
    """A date as a button shows it, and as somebody would type it without a doubt."""
    if isinstance(read, when.Day):
        noon = datetime.combine(read.date, time(12), UTC)
        return day_text(noon, "UTC", spoken()), read.date.isoformat()
    start = read.start
    city = read.city or (viewer.city if read.zone == viewer.community_zone else "")
    label = moment_text(Moment(start.astimezone(UTC), read.zone, city=city), spoken())
    which = f" {offset_of(start)}" if shows_twice(start) else ""
    return label, f"{start:%Y-%m-%d %H:%M} {read.zone}{which}"


def typed(limits: Limits, viewer: Viewer) -> str:
    """The limits as somebody would type them, so that a form can be sent back unchanged."""
    parts = [n_("%(count)s seat", "%(count)s seats", limits.seats)] if limits.seats else []
    parts += [f"{seats} seats in meeting {number}" for number, seats in limits.by_meeting]
    if limits.company_seats:
        each = f"{limits.company_seats} per company"
        parts.append(f"{each} until {_typed(limits.open_from, viewer)}, then open" if limits.open_from else each)
    if limits.answer_by:
        parts.append(f"answers by {_typed(limits.answer_by, viewer)}")
    parts += [invited.typed(limits.invited)] if limits.invited != EVERYBODY else []
    return "; ".join(parts)


def field(value: str) -> TextField:
    """One line for all there is to say about seats."""
    hint = _("Empty for everybody who likes to come. For instance: %s") % EXAMPLE
    return TextField("seats", _("Seats, and for whom"), value, hint=hint, limit=LONGEST, optional=True)


def told(limits: Limits, viewer: Viewer, now: datetime) -> Spans:
    """The limits as the card says them; empty when there are none."""
    parts: list[Spans] = []
    each = limits.each(now)
    if limits.seats:
        parts.append((n_("%(count)s seat in each meeting", "%(count)s seats in each meeting", limits.seats),))
    own = _("%(count)s in meeting %(number)s")
    parts += [(own % {"count": seats, "number": number},) for number, seats in limits.by_meeting]
    if each and limits.open_from:
        until = _("%(count)s per company until %(when)s, then open to all")
        parts.append(spans(until, count=str(each), when=_at(limits.open_from, viewer)))
    elif each:
        parts.append((_("%(count)s per company") % {"count": each},))
    if limits.answer_by:
        parts.append(spans(_("answers by %(when)s"), when=_at(limits.answer_by, viewer)))
    if audience := invited.told(limits.invited):
        parts.append((audience,))
    return tuple(span for n, part in enumerate(parts) for span in ((" · ", *part) if n else part))


def _at(moment: datetime, viewer: Viewer) -> Moment:
    return Moment(moment, viewer.community_zone, city=viewer.city)


def _typed(moment: datetime, viewer: Viewer) -> str:
    local = moment.astimezone(ZoneInfo(viewer.community_zone))
    zone = f"{viewer.city} time" if understood(viewer.city, viewer.community_zone) else viewer.community_zone
    which = f" {offset_of(local)}" if shows_twice(local) else ""
    return f"{local.day} {local:%B %Y} {local:%H:%M} {zone}{which}"


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def _moment(text: str, now: datetime, viewer: Viewer) -> datetime | str:
    read = when.read(text.strip(), now=now, zone=viewer.zone, lang=viewer.locale)
    match read:
        case when.When():
            return read.start.astimezone(UTC)
        case when.Day():
            # "Until Monday" has the whole of Monday in it.
            return datetime.combine(read.date, END_OF_DAY, ZoneInfo(viewer.zone)).astimezone(UTC)
        case when.Series():
            return _("Please write one date, with its time.")
        case when.Ask():
            return sentence(read, viewer.city if viewer.zone == viewer.community_zone else "")
