"""Days that are listed: "4, 11 and 18 March at 15:00", "les 3/4, 10/4 et 17/4 à 15h", "3月4日、11日和18日下午3点".

Each day is read with all that stands around the list, so that a contradiction asks as it does everywhere; what is
doubtful in all of them is decided once for the whole list. A day may bring its own time with its distance from UTC,
"2027-10-24, 2027-10-31T02:30+01:00 and 2027-11-07 02:30 Geneva time": which pass it is of an hour that happens twice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.when import specs
from bot.when.grammar import Said, words_of
from bot.when.lexer import tokens_of
from bot.when.normalise import clean
from bot.when.passes import combined, passes, which_pass
from bot.when.reader import LONGEST, begun, languages_of, meaning, with_words
from bot.when.result import MOST, Ask, Reason, Result, Series, When
from bot.when.rules_of_time import zone_of
from bot.when.tokens import BREAK, CLOCK, DATE, PAIR, WEEKDAY, ZONE, Token
from bot.when.zones import OWN

_DAY = r"(?:O(?![.]*[1-7h*#?/-])|N(?![.]*[1-7h'gCPH*#?/-]))"
_YEAR = r"(?:[.,o]*Y)?"
_OWN = "±"
"""A day's own time with its distance from UTC, right behind it."""
_ITEM = rf"(?:W[.,]*)?[.y]*(?:D{_OWN}?|q|(?:Y[.]*)?M[.]*{_DAY}{_YEAR}|{_DAY}(?:[.oy]*M)?{_YEAR})"
_BETWEEN = r"[.]*[,&][.,&]*"
_BEFORE = r"(?:[.,@yovTXzGZg]|N[.]*[gh2])*?(?P<lead>[VF3]?)[.y]*"
"""What may stand before a list: a time, and words that say nothing; at its end "Thursdays", "from", "the days"."""
_LIST = re.compile(rf"{_BEFORE}(?P<days>{_ITEM}(?:{_BETWEEN}{_ITEM})+)")
_SPLIT = re.compile(rf"({_ITEM})(?:{_BETWEEN})?")
_ORDERS = ("DMY", "MDY")


@dataclass(frozen=True, slots=True)
class _Item:
    """One day as far as it was written: "11", "Thursday 11 March"; in figures, in the order that is tried."""

    words: str
    weekday: Token | None
    day: int
    month: int | None
    year: int | None
    own: tuple[Token, ...] = ()
    """Its own time and distance from UTC, where they stand right behind it."""

    def token(self, month: int, year: int | None) -> Token:
        return Token(DATE, specs.MonthDay(month, self.day, year), self.words)


def read_days(text: str, *, now: datetime, zone: str, lang: str = "en") -> Series | Ask | None:
    """The moments on the days that are listed, or what to ask: with a reading for each thing the whole list may mean,
    SEVERAL where they stand in no order or in no sure month. None where fewer than two days are listed.

    Said at `now` (aware) by a person whose clocks are in `zone`, as in `read`.
    """
    plain = clean(text)
    found = zone_of(zone) or zone_of("UTC")
    if len(text) > LONGEST or found is None:
        return None
    for language in dict.fromkeys(languages_of(plain, lang)):
        said = Said(now.astimezone(found), language)
        tokens = _with_own(begun(tokens_of(plain, language), said))
        span = _span(tokens)
        if span is not None:
            result = _read(tokens, span, said, found.key)
            return with_words(result, plain) if isinstance(result, Ask) else result
    return None


def _with_own(tokens: list[Token]) -> list[Token]:
    """The tokens, with a day's own time and distance from UTC as one where the whole list has that time as well."""
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        parts = tokens[place : place + 3]
        if [token.kind for token in parts] == [DATE, CLOCK, ZONE] and parts[2].tight and parts[2].text[0] in "+-":
            hour, minute = parts[1].value.hour, parts[1].value.minute
            later = pairwise([*tokens[place + 3 :], Token(BREAK, 0, "")])
            plain = [
                one.value for one, other in later if one.kind == CLOCK and not (other.kind == ZONE and other.tight)
            ]
            if any((clock.hour, clock.minute) == (hour, minute) for clock in plain):
                made += [parts[0], Token(_OWN, (parts[1], parts[2]), words_of(parts[1:]))]
                place += 3
                continue
        made.append(tokens[place])
        place += 1
    return made


def _span(tokens: Sequence[Token]) -> tuple[int, int, str] | None:
    """Where the list begins and ends, and the letter before it; None where there is none, or it may be no list."""
    letters = "".join(token.kind for token in tokens)
    found = _LIST.match(letters)
    if found is None or re.search(f"[eEVF{_OWN}]", letters[: found.start("lead")] + letters[found.end() :]):
        return None
    first, last = found.span("days")
    rest = letters[:first] + letters[last:]
    pairs = [token.value for token in tokens[first:last] if token.kind == PAIR]
    if pairs and (not re.search("[TXghn]", rest) or any(not 1 <= second <= 12 for _, second, _ in pairs)):
        return None  # "10.30 and 11.30" are times
    two_ends = found["lead"] == "F" and len(_SPLIT.findall(found["days"])) == 2 and "&" in found["days"]
    if two_ends or not re.search("[MDq]", found["days"]):
        return None  # "between 2 and 30 March"
    return found.start("lead"), last, found["lead"]


def _read(tokens: list[Token], span: tuple[int, int, str], said: Said, zone: str) -> Series | Ask:
    start, end, lead = span
    every = next((token for token in tokens[start:end] if token.kind == "V"), None) if lead == "V" else None
    weekday = None if every is None else Token(WEEKDAY, every.value, every.text)
    listed = tokens[start + len(lead) : end]
    words = words_of(listed).replace(" ,", ",")
    orders = [order for order in (_ORDERS if said.language.order == "" else _ORDERS[:1]) if _fits(listed, order)]
    if not orders:
        return Ask(Reason.NO_SUCH_DATE, {"words": words})
    if not any(isinstance(token.value, specs.Figures) or token.kind == PAIR for token in listed):
        orders = orders[:1]
    made: list[Series | Ask] = []
    for order in orders:
        items = _items(listed, order, weekday)
        days = _whole(items)
        if days is None:
            made.append(Ask(Reason.SEVERAL, {"words": words}))
            continue
        pairs = zip(items, days, strict=True)
        made.append(
            _together([_day(item, tokens[:start], day, tokens[end:], said, zone) for item, day in pairs], words)
        )
    if len(made) == 1:
        return made[0]
    return Ask(
        Reason.AMBIGUOUS_DAY_MONTH, {"words": words}, _few(reading for one in made for reading in _readings(one))
    )


def _day(item: _Item, before: list[Token], day: list[Token], after: list[Token], said: Said, zone: str) -> Result:
    """What is meant on this day, with all that stands around the list."""
    if not item.own:
        return meaning([*before, *day, *after], said, zone)
    clock, offset = item.own
    whose = [] if any(token.kind in "zG" for token in (*before, *after)) else [Token(ZONE, OWN, "")]
    read = meaning([*before, *day, *after, *whose, offset], said, zone)
    same = all((one.start.hour, one.start.minute) == (clock.value.hour, clock.value.minute) for one in passes(read))
    return read if same else Ask(Reason.SEVERAL)


def _figures(token: Token) -> tuple[int, int] | None:
    if token.kind == PAIR:
        return token.value[0], token.value[1]
    return (token.value.first, token.value.second) if isinstance(token.value, specs.Figures) else None


def _fits(listed: Sequence[Token], order: str) -> bool:
    """All days in figures can be read in this order."""
    pairs = [pair if order == "DMY" else pair[::-1] for token in listed if (pair := _figures(token))]
    return all(1 <= day <= 31 and 1 <= month <= 12 for day, month in pairs)


def _items(listed: Sequence[Token], order: str, weekday: Token | None) -> list[_Item]:
    letters, items = "".join(token.kind for token in listed), list[_Item]()
    for found in _SPLIT.finditer(letters):
        parts = listed[found.start(1) : found.end(1)]
        first = {token.kind: token for token in reversed(parts)}
        number = next((token.value for token in parts if token.kind in "NO"), 0)
        month, year = (first[kind].value if kind in first else None for kind in "MY")
        date = next((token for token in parts if token.kind in (DATE, PAIR)), None)
        if date is not None and (pair := _figures(date)):
            number, month = pair if order == "DMY" else pair[::-1]
            year = None if date.kind == PAIR else date.value.year
        elif date is not None:
            number, month, year = date.value.day.day, date.value.day.month, date.value.day.year
        own = next((token.value for token in parts if token.kind == _OWN), ())
        items.append(_Item(words_of(parts), first.get(WEEKDAY, weekday), number, month, year, own))
    return items


def _whole(items: Sequence[_Item]) -> list[list[Token]] | None:
    """Each day with its month and year: "4, 11 and 18 March" says March once, "4 March, 11 March 2027" the year. None
    where a day stands between two months and could be in either.
    """
    found: list[list[Token]] = []
    forward = bool(items[0].month) and not all(item.month for item in items) and not items[-1].month
    for index, item in enumerate(items):
        before = next((one.month for one in reversed(items[:index]) if one.month), None)
        after = next((one.month for one in items[index:] if one.month), None)
        if not item.month and before and after and before != after:
            return None
        month = item.month or (before if forward else after or before)
        year = next((one.year for one in (*items[index:], *reversed(items[:index])) if one.year), None)
        if month is None:
            return None
        found.append([*([item.weekday] if item.weekday else []), item.token(month, year)])
    return found


def _together(each: Sequence[Result], words: str) -> Series | Ask:
    """The moments that were read for each day; where some are doubtful, a reading for each thing these may mean."""
    asked = [one for one in each if isinstance(one, Ask)]
    if any(not isinstance(one, When | Ask) for one in each):
        return Ask(Reason.NO_TIME)
    if not asked:
        return _in_order(each) or Ask(Reason.SEVERAL, {"words": words})
    doubts = [one for one in asked if one.reason is not Reason.DST_OVERLAP]
    if not doubts:
        return which_pass(each, _series_of([passes(one) for one in each]))
    first, meant = doubts[0], [_meant(one) for one in each]
    counts = {len(_meant(one)) for one in doubts}
    if any(one.reason is not first.reason for one in doubts) or len(counts) > 1:
        return replace(first, readings=())
    made = (_series_of([one[n] if len(one) > 1 else one[0] for one in meant]) for n in range(counts.pop()))
    return replace(first, readings=_few(one for found in made for one in found))


def _meant(read: Result) -> list[tuple[When, ...]]:
    """What is meant, or each thing that may be: with both passes of an hour that happens twice."""
    if not isinstance(read, Ask) or read.reason is Reason.DST_OVERLAP:
        return [passes(read)]
    found = dict[tuple[datetime, str], list[When]]()
    for one in read.readings:
        if isinstance(one, When):
            found.setdefault((one.start.replace(tzinfo=None, fold=0), one.zone), []).append(one)
    return [tuple(both) for both in found.values()]


def _series_of(each: Sequence[tuple[When, ...]]) -> list[Series]:
    """The moments as a series, once for each pass of an hour that happens twice."""
    return [found for moments in combined(each) if (found := _in_order(moments)) is not None]


def _in_order(each: Sequence[Result]) -> Series | None:
    """The moments as a series without a rule; None where one is not later than the one before it."""
    moments = tuple(one for one in each if isinstance(one, When))
    rises = all(one.start < other.start for one, other in pairwise(moments))
    return Series(moments[0], "", moments) if rises and len(moments) == len(each) else None


def _readings(one: Series | Ask) -> Iterable[Series]:
    return (one,) if isinstance(one, Series) else [each for each in one.readings if isinstance(each, Series)]


def _few(readings: Iterable[Series]) -> tuple[Series, ...]:
    """As many as a question may offer; none where there are more, for the right one may be left out."""
    found = tuple(readings)
    return found if len(found) <= MOST else ()
