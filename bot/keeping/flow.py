"""The audit, for facilitators."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat import Block, Button, Buttons, Facts, Heading, Message, Moment, Next, Note, Pressed, Said, Spans
from bot.disclosure import name_of
from bot.doors import GoHome
from bot.keeping.actions import ShowAudit
from bot.keeping.deeds import concerning, done
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, spans, spoken
from storage import audit, membership, people
from storage.audit import Deed
from storage.mailboxes import is_mail

keeping = Feature("keeping", Topic.PRIVACY)

PAGE = 15
"""Deeds on one page."""


@keeping.command("audit", may=FACILITATORS, usage=N_("audit NAME"), help=N_("who did what, the newest first"))
def say_audit(said: Said, rest: str, tools: Tools) -> Next:
    """The newest page, of everybody or of the place that is named."""
    place = membership.called(tools.db, tools.viewer.community, rest) if rest else None
    if rest and place is None:
        return say(_("I know nobody called “%(name)s”. Write “audit” for everybody.") % {"name": rest[:100]})
    return _page(ShowAudit(0, place and place.member), tools)


@keeping.pressed(ShowAudit, may=FACILITATORS)
def show_audit(pressed: Pressed, action: ShowAudit, tools: Tools) -> Next:
    """Another page."""
    return _page(replace(action, page=min(max(action.page, 0), 10_000)), tools)


def _page(shown: ShowAudit, tools: Tools) -> Message:
    found = audit.deeds(tools.db, tools.viewer.community, PAGE + 1, shown.page * PAGE, shown.member)
    parts: list[Block] = [Heading(_("Who did what"))]
    if found:
        called = {
            house.id: house.name or owner for house, owner in people.linked_houses(tools.db, tools.viewer.community)
        }
        parts.append(Facts(tuple(_row(deed, called, tools) for deed in found[:PAGE])))
    else:
        parts.append(Note((_("Nothing is on record here."),)))
    more = (Button(_("Older"), replace(shown, page=shown.page + 1)),) if len(found) > PAGE else ()
    back = (Button(_("Newer"), replace(shown, page=shown.page - 1)),) if shown.page else ()
    parts.append(Note((_("What people wrote is never kept here."),)))
    parts.append(Buttons((*back, *more, Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def _row(deed: Deed, called: Mapping[str, str], tools: Tools) -> tuple[str, Spans]:
    who = name_of(deed.who) or _("somebody without a place")
    if deed.behalf:
        who = _("%(who)s for %(whom)s") % {"who": who, "whom": name_of(deed.behalf)}
    about = concerning(tools.db, tools.viewer.community, deed.about)
    what = done(deed.what, tools.deeds)
    what = f"{what} ({about})" if about else what
    when = Moment(deed.at, tools.viewer.community_zone, city=tools.viewer.city)
    if is_mail(deed.house):
        return who, spans(_("%(what)s, %(when)s, by mail"), what=what, when=when)
    where = called.get(deed.house) or deed.house
    return who, spans(_("%(what)s, %(when)s, in %(house)s"), what=what, when=when, house=where)
