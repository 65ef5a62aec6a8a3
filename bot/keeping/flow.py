"""The audit, for facilitators."""

from dataclasses import dataclass

from bot.chat import Action, Block, Button, Buttons, Facts, Heading, Message, Moment, Next, Note, Pressed, Said, Spans
from bot.doors import GoHome
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.words import N_, _, spans, spoken
from storage import audit
from storage.audit import Deed

keeping = Feature("keeping", Topic.PRIVACY)

PAGE = 15
"""Deeds on one page."""


@dataclass(frozen=True)
class ShowAudit(Action, name="audit.show"):
    """One page of the audit, the first one is 0."""

    page: int = 0


@keeping.command("audit", may=FACILITATORS, usage=N_("audit"), help=N_("who did what, the newest first"))
def say_audit(said: Said, rest: str, tools: Tools) -> Next:
    """The newest page."""
    return _page(0, tools)


@keeping.pressed(ShowAudit, may=FACILITATORS)
def show_audit(pressed: Pressed, action: ShowAudit, tools: Tools) -> Next:
    """Another page."""
    return _page(min(max(action.page, 0), 10_000), tools)


def _page(page: int, tools: Tools) -> Message:
    found = audit.deeds(tools.db, tools.viewer.community, PAGE + 1, page * PAGE)
    parts: list[Block] = [Heading(_("Who did what"))]
    if found:
        parts.append(Facts(tuple(_row(deed, tools) for deed in found[:PAGE])))
    else:
        parts.append(Note((_("Nothing is on record here."),)))
    more = (Button(_("Older"), ShowAudit(page + 1)),) if len(found) > PAGE else ()
    back = (Button(_("Newer"), ShowAudit(page - 1)),) if page else ()
    parts.append(Note((_("What people wrote is never kept here."),)))
    parts.append(Buttons((*back, *more, Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def _row(deed: Deed, tools: Tools) -> tuple[str, Spans]:
    who = deed.who or _("somebody without a place")
    if deed.behalf:
        who = _("%(who)s for %(whom)s") % {"who": who, "whom": deed.behalf}
    what = f"{deed.what} ({deed.about})" if deed.about else deed.what
    when = Moment(deed.at, tools.viewer.community_zone, city=tools.viewer.city)
    return who, spans(_("%(what)s, %(when)s, in %(house)s"), what=what, when=when, house=deed.house)
