"""The certificates of what was purged: for facilitators."""

from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Message,
    Moment,
    Next,
    Note,
    Pressed,
    Said,
    Spans,
    Text,
)
from bot.doors import GoHome
from bot.keeping import periods, purges
from bot.keeping.actions import ShowCertificate, ShowCertificates, ShowRetention
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_, spans, spoken
from storage import keeping
from storage.keeping import Certificate, Kind

certificates = Feature("certificates", Topic.PRIVACY)

PAGE = 8
"""Certificates on one page."""


@certificates.command(
    "certificates", "certificate", may=FACILITATORS, usage=N_("certificates"), help=N_("what was purged, and when")
)
def say_certificates(said: Said, rest: str, tools: Tools) -> Next:
    """The newest, or the one of this number."""
    return _one(int(rest), tools) if rest.isdecimal() and len(rest) < 10 else _list(0, tools)


@certificates.pressed(ShowCertificates, may=FACILITATORS)
def show_certificates(pressed: Pressed, action: ShowCertificates, tools: Tools) -> Next:
    """A page of them."""
    return _list(min(max(action.page, 0), 10_000), tools)


@certificates.pressed(ShowCertificate, may=FACILITATORS)
def show_certificate(pressed: Pressed, action: ShowCertificate, tools: Tools) -> Next:
    """One of them."""
    return _one(action.certificate, tools)


def _one(number: int, tools: Tools) -> Message:
    found = keeping.certificate(tools.db, number, tools.viewer.community)
    if found is None or found.sealed is None:
        return say(_("There is no certificate of this number. Write “certificates” to see those there are."))
    rows: list[tuple[str, Spans]] = [
        (_("Begun"), (_at(found, tools, sealed=False),)),
        (_("Done"), (_at(found, tools),)),
        (_("Ordered by"), (_ordered(found.ordered),)),
    ]
    for line in keeping.lines(tools.db, number):
        count = n_("%(count)s row", "%(count)s rows", line.rows)
        day = Moment(line.before, tools.viewer.community_zone, clock=False)
        label = periods.kind_name(Kind(line.kind)).capitalize()
        rows.append((label, spans(_("%(rows)s older than %(day)s"), rows=count, day=day)))
    return Message(
        (
            Heading(_("Certificate %(number)s") % {"number": number}),
            Facts(tuple(rows)),
            Note((f"sha256 {found.sha256}",)),
            Note((_("It says nothing of anybody. Whoever runs this installation can take it out as a file."),)),
            Buttons((Button(_("All certificates"), ShowCertificates()), Button(_("Home"), GoHome()))),
        ),
        locale=spoken(),
    )


def _list(page: int, tools: Tools) -> Message:
    found = keeping.certificates(tools.db, tools.viewer.community, PAGE + 1, page * PAGE)
    parts: list[Block] = [Heading(_("Certificates"))]
    if found:
        parts.append(Bullets(tuple(_line(one, tools) for one in found[:PAGE])))
        parts.append(Buttons(tuple(Button(_name(one), ShowCertificate(one.id or 0)) for one in found[:PAGE])))
    else:
        parts.append(Text((_("Nothing has been purged here yet."),)))
    more = (Button(_("Older"), ShowCertificates(page + 1)),) if len(found) > PAGE else ()
    back = (Button(_("Newer"), ShowCertificates(page - 1)),) if page else ()
    kept = Button(_("How long what is kept"), ShowRetention())
    parts.append(Buttons((*back, *more, kept, Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def _line(one: Certificate, tools: Tools) -> Spans:
    rows = sum(line.rows for line in keeping.lines(tools.db, one.id or 0))
    count = n_("%(count)s row", "%(count)s rows", rows)
    return spans(_("%(name)s: %(rows)s, %(when)s"), name=_name(one), rows=count, when=_at(one, tools))


def _name(one: Certificate) -> str:
    return _("Certificate %(number)s") % {"number": one.id}


def _at(one: Certificate, tools: Tools, *, sealed: bool = True) -> Moment:
    at = one.sealed if sealed and one.sealed else one.begun
    return Moment(at, tools.viewer.community_zone, city=tools.viewer.city)


def _ordered(by: str) -> str:
    match by:
        case purges.FACILITATOR:
            return _("a facilitator")
        case purges.OPERATOR:
            return _("whoever runs this installation")
        case _:
            return _("the periods that are set, at night")
