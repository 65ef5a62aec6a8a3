"""Which companies lead in a Core Session this year, and which still owe it."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import cast
from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Next, Note, Pressed, Said, Spans, Strong, Text
from bot.doors import GoHome
from bot.kit import FACILITATORS, Feature, Tools
from bot.parts.actions import ShowLedger
from bot.words import N_, _, listing, n_, spoken
from storage.leading import Leading, leading
from storage.parts import PartKind, PartState

ledger = Feature("ledger")


@ledger.command(
    "who leads", "who still owes", "who owes", may=FACILITATORS, usage=N_("who leads"),
    help=N_("the companies that still owe a leading part this year, and those that have one"),
)  # fmt: skip
def who_leads(said: Said, rest: str, tools: Tools) -> Next:
    """This year's, or that of the year that is named."""
    named = re.search(r"\b(20\d\d)\b", rest)
    return _ledger(int(named[1]) if named else None, tools)


@ledger.pressed(ShowLedger, may=FACILITATORS)
def show_ledger(pressed: Pressed, action: ShowLedger, tools: Tools) -> Next:
    """This year's, by button."""
    return _ledger(None, tools)


def _ledger(named: int | None, tools: Tools) -> Message:
    zone = ZoneInfo(tools.viewer.community_zone)
    year = named or tools.now.astimezone(zone).year
    begins, ends = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    found = leading(tools.db, tools.viewer.community, begins, ends - timedelta(microseconds=1))
    return _message(year, found)


def _message(year: int, found: list[Leading]) -> Message:
    companies: dict[str, list[Leading]] = {}
    for line in found:
        companies.setdefault(line.name, []).append(line)
    groups: dict[PartState | None, list[Spans]] = {}
    for name, lines in companies.items():
        titles = [_part(line) for line in lines if line.state and line.state == _best(lines)]
        item: Spans = (Strong(name), *((" · ", listing(titles)) if _best(lines) else ()))
        groups.setdefault(_best(lines), []).append(item)
    owing = len(companies) - len(groups.get(PartState.CONFIRMED, []))
    parts: list[Block] = [
        Heading(_("Leading parts in %(year)s") % {"year": year}),
        Text((_summary(owing, len(companies)),)),
    ]
    for state, label in (
        (None, _("Not asked, and has not claimed one")),
        (PartState.OFFERED, _("Is asked")),
        (PartState.CLAIMED, _("Has claimed one: a facilitator has to confirm it")),
        (PartState.CONFIRMED, _("Leads")),
    ):
        if state in groups:
            parts += [Text((Strong(label),)), Bullets(tuple(groups[state]))]
    how = _("To present, to be discussant, or to bring a case study in a Core Session counts, and so does a talk that "
            "a company took on a published agenda. "
            "To ask a company, write “offer present at TITLE to COMPANY”.")  # fmt: skip
    return Message((*parts, Note((how,)), Buttons((Button(_("Home"), GoHome()),))), locale=spoken())


def _best(lines: list[Leading]) -> PartState | None:
    order = (PartState.CONFIRMED, PartState.CLAIMED, PartState.OFFERED)
    return next((state for state in order if any(line.state == state for line in lines)), None)


def _part(line: Leading) -> str:
    return _("%(part)s at %(title)s") % {"part": cast.part_name(PartKind(line.kind)), "title": line.title}


def _summary(owing: int, companies: int) -> str:
    if not owing:
        return _("Every company leads.")
    owe = n_("%(count)s company still owes one", "%(count)s companies still owe one", owing)
    return _("%(owe)s, of %(all)s.") % {"owe": owe, "all": companies}
