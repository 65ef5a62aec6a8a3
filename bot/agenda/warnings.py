"""What facilitators should look at before an agenda is published: rules over items, and facts about who is coming."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from bot.agenda.clocktimes import balance
from bot.agenda.piece import Held
from bot.agenda.reading import leaves_open
from bot.agenda.reading.text import level
from bot.agenda.reading.vocabulary import PRE_READS, UNSPACED
from bot.when.normalise import fold

LONGEST_WITHOUT_BREAK = 120
"""Minutes people sit before they need a break."""
FREE = 5
"""Minutes that may be left without anybody wondering what they are for."""


class Trouble(StrEnum):
    """What is the matter.

    The last five are not told by the rules here: that nobody bears the owner's name, that several do, that nobody who
    could speak for it has a chat account, and that the owner said no to the slot itself, or nothing though they were
    asked.
    """

    OVER_TIME = "over-time"
    UNDER_TIME = "under-time"
    NO_MINUTES = "no-minutes"
    NO_OWNER = "no-owner"
    OWNER_SILENT = "owner-silent"
    OWNER_DECLINED = "owner-declined"
    NO_BREAK = "no-break"
    OPEN_TITLE = "open-title"
    COMPANY_NAMED = "company-named"
    NOT_CONSENTED = "not-consented"
    PRE_READ_MISSING = "pre-read-missing"
    LINK_BROKEN = "link-broken"
    OWNER_UNKNOWN = "owner-unknown"
    OWNERS_SEVERAL = "owners-several"
    OWNER_AWAY = "owner-away"
    SLOT_DECLINED = "slot-declined"
    SLOT_OPEN = "slot-open"


class Fix(StrEnum):
    """What a button beside the warning can do about it."""

    SHORTEN = "shorten"
    ADD_DISCUSSION = "add-discussion"
    SET_MINUTES = "set-minutes"
    SET_OWNER = "set-owner"
    ASK_OWNER = "ask-owner"
    ADD_BREAK = "add-break"
    REWRITE = "rewrite"
    ADD_LINK = "add-link"


FIXES = {
    Trouble.OVER_TIME: Fix.SHORTEN,
    Trouble.UNDER_TIME: Fix.ADD_DISCUSSION,
    Trouble.NO_MINUTES: Fix.SET_MINUTES,
    Trouble.NO_OWNER: Fix.SET_OWNER,
    Trouble.OWNER_SILENT: Fix.ASK_OWNER,
    Trouble.OWNER_DECLINED: Fix.SET_OWNER,
    Trouble.NO_BREAK: Fix.ADD_BREAK,
    Trouble.OPEN_TITLE: Fix.REWRITE,
    Trouble.COMPANY_NAMED: Fix.REWRITE,
    Trouble.NOT_CONSENTED: Fix.REWRITE,
    Trouble.PRE_READ_MISSING: Fix.ADD_LINK,
    Trouble.LINK_BROKEN: Fix.ADD_LINK,
    Trouble.OWNER_UNKNOWN: Fix.SET_OWNER,
    Trouble.OWNERS_SEVERAL: Fix.SET_OWNER,
    Trouble.OWNER_AWAY: Fix.SET_OWNER,
    Trouble.SLOT_DECLINED: Fix.SET_OWNER,
    Trouble.SLOT_OPEN: Fix.ASK_OWNER,
}


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. `item` is its place among the items, from 0, or None for the agenda as a whole."""

    trouble: Trouble
    item: int | None = None
    minutes: int = 0
    """Too many, left, or passed without a break."""
    text: str = ""
    """The owner, company or link it is about."""
    also: Trouble | None = None
    """What the same owner has to do with it besides, to be said in the same line."""
    took: bool = False
    """The owner said yes to the slot."""

    @property
    def fix(self) -> Fix:
        """What can be done about it."""
        return FIXES[self.trouble]


@dataclass(frozen=True)
class Facts:
    """What the rules need to know besides the items.

    Members and organisations are named by id: those with somebody coming, and those who have said no. `companies` are
    the names of all companies of the community, `consented` of those that agreed to be named.
    """

    length: int
    """Minutes of the meeting."""
    coming_members: frozenset[int] = frozenset()
    declined_members: frozenset[int] = frozenset()
    coming_organisations: frozenset[int] = frozenset()
    declined_organisations: frozenset[int] = frozenset()
    companies: frozenset[str] = frozenset()
    consented: frozenset[str] = frozenset()


def warnings(items: Sequence[Held], facts: Facts) -> tuple[Warned, ...]:
    """All that should be looked at: the whole first, then item by item."""
    found = [*_time(items, facts.length), *_breaks(items)]
    for number, item in enumerate(items):
        found += _owner(number, item, facts)
        found += _title(number, item, facts)
        found += _links(number, item)
    return tuple(found)


def _time(items: Sequence[Held], length: int) -> Iterator[Warned]:
    whole = balance([item.minutes for item in items], length)
    if whole.over:
        yield Warned(Trouble.OVER_TIME, minutes=whole.over)
    elif items and whole.free > FREE and not whole.unsaid:
        yield Warned(Trouble.UNDER_TIME, minutes=whole.free)
    for number, item in enumerate(items):
        if item.minutes is None:
            yield Warned(Trouble.NO_MINUTES, number)


def _breaks(items: Sequence[Held]) -> Iterator[Warned]:
    """One warning for each stretch, at the item before which a break comes closest to its middle."""
    stretch: list[int] = []
    for number in range(len(items) + 1):
        if number < len(items) and items[number].kind != "break":
            stretch.append(number)
            continue
        lengths = [items[place].minutes or 0 for place in stretch]
        if (passed := sum(lengths)) >= LONGEST_WITHOUT_BREAK:
            before = [sum(lengths[:place]) for place in range(len(stretch))]
            middle = min(range(len(stretch)), key=lambda place: abs(before[place] - passed / 2))
            yield Warned(Trouble.NO_BREAK, stretch[middle], minutes=passed)
        stretch = []


def _owner(number: int, item: Held, facts: Facts) -> Iterator[Warned]:
    if item.kind == "break" or item.team:
        return
    if item.member is not None:
        coming, declined = item.member in facts.coming_members, item.member in facts.declined_members
    elif item.organisation is not None:
        coming = item.organisation in facts.coming_organisations
        declined = item.organisation in facts.declined_organisations
    else:
        if not item.owner.strip() and not item.nameless:
            yield Warned(Trouble.NO_OWNER, number)
        return
    if not coming:
        yield Warned(Trouble.OWNER_DECLINED if declined else Trouble.OWNER_SILENT, number, text=item.owner)


def _title(number: int, item: Held, facts: Facts) -> Iterator[Warned]:
    if leaves_open(item.title):
        yield Warned(Trouble.OPEN_TITLE, number, text=item.title)
    named = mentioned(item.title, facts.companies)
    if item.nameless:
        for company in named:
            yield Warned(Trouble.COMPANY_NAMED, number, text=company)
        return
    # An owner whom we know is named to others only once it agreed; one written freely stands as it was written.
    owner = mentioned(item.owner, facts.companies) if item.organisation is None else ()
    for company in sorted({*named, *owner} - facts.consented):
        yield Warned(Trouble.NOT_CONSENTED, number, text=company)


def _links(number: int, item: Held) -> Iterator[Warned]:
    for link in item.links:
        if not reachable(link):
            yield Warned(Trouble.LINK_BROKEN, number, text=link)
    if not item.links and PRE_READS.search(fold(level(f"{item.title}\n{item.notes}"))):
        yield Warned(Trouble.PRE_READ_MISSING, number)


def reachable(link: str) -> bool:
    """The link is an address on the web that a browser could open."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        host = parts.hostname or ""
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host.strip(".") and not re.search(r"\s", link)


def mentioned(text: str, names: frozenset[str]) -> tuple[str, ...]:
    """The names that stand in the text as words of their own, in the order of the alphabet."""
    words = fold(level(text))
    return tuple(name for name in sorted(names) if name.strip() and _whole(name).search(words))


@lru_cache(maxsize=1024)
def _whole(name: str) -> re.Pattern[str]:
    """Latin names end where Latin letters end, so that they are found in languages that write no spaces."""
    words = fold(level(name)).strip()
    letter = "[a-z0-9]" if words.isascii() else "[^\\W_]" if UNSPACED.search(words) is None else "(?!)"
    return re.compile(rf"(?<!{letter}){re.escape(words)}(?!{letter})" if letter != "(?!)" else re.escape(words))
