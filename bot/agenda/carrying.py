"""The published agenda to take away: a page, Markdown and a calendar entry, behind addresses that are soon over."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from bot.agenda.actions import AgendaFile, ShowPublished, TakeAgenda
from bot.agenda.cards import Published, head
from bot.agenda.owners import Names
from bot.agenda.published import as_read, published
from bot.agenda.which import named
from bot.agenda.writing import Paper, calendar, markdown, webpage
from bot.chat import Button, Buttons, LinkButton, Message, Next, Note, Pressed, Said, Text
from bot.kit import MEMBERS, Feature, File, Tools, Topic
from bot.links import file_name
from bot.lobby import say
from bot.words import N_, _, spoken

carrying = Feature("agenda to take away", Topic.AGENDA)

LIVES = timedelta(hours=1)
"""How long an address leads to the agenda."""
PAGE, MARKDOWN, CALENDAR = "page", "md", "ics"


@carrying.pressed(TakeAgenda, may=MEMBERS)
def take_agenda(pressed: Pressed, action: TakeAgenda, tools: Tools) -> Next:
    """Where to fetch it."""
    return _offered(action.meeting, tools)


@carrying.command(
    "take away agenda of", "take away the agenda of", "take agenda of",
    may=MEMBERS, usage=N_("take away agenda of TITLE"), help=N_("as a page, as Markdown, for your calendar"),
)  # fmt: skip
def say_take(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else _offered(found.id, tools)


@carrying.serves(AgendaFile, may=MEMBERS)
def serve_agenda(action: AgendaFile, tools: Tools) -> File | None:
    """The agenda as it is published when it is fetched, with the names that this member may read."""
    read = as_read(tools, tools.viewer, action.meeting)
    if read is None:
        return None
    found, names = read
    paper = _paper(found, names)
    name = file_name("agenda", found.session.title, action.kind)
    # Drawn here, for here their language is spoken.
    match action.kind:
        case "page":
            return File("text/html; charset=utf-8", partial(bytes, webpage(paper).encode()))
        case "md":
            return File("text/markdown; charset=utf-8", partial(bytes, markdown(paper).encode()), name)
        case "ics":
            key = f"meeting-{action.meeting}@{urlsplit(tools.links.base).hostname or 'convener'}"
            made = calendar(paper, key=key, made=tools.now, cancelled=found.meeting.cancelled)
            return File("text/calendar; charset=utf-8", partial(bytes, made), name)
        case _:
            return None


def _paper(shown: Published, names: Names) -> Paper:
    """What stands on it for whoever reads these names; notes are in no version that was published."""
    number = _("Meeting %(number)s") % {"number": shown.meeting.number}
    return Paper(
        f"{shown.session.title} · {number}",
        shown.meeting.starts,
        shown.meeting.minutes,
        [replace(item, owner=names.of(item)) for item in shown.items],
        shown.meeting.zone,
        shown.meeting.city,
        shown.version.number,
    )


def _offered(meeting: int, tools: Tools) -> Message:
    found = published(tools, tools.viewer, meeting)
    if found is None:
        return say(_("Its agenda is not published yet. You can propose a topic for it."))
    labels = {PAGE: _("Open as a page"), MARKDOWN: _("Download as Markdown"), CALENDAR: _("For your calendar")}
    until = tools.now + LIVES
    addresses = {kind: tools.links.to(AgendaFile(meeting, kind), tools.viewer.member, until) for kind in labels}
    links = tuple(LinkButton(labels[kind], url) for kind, url in addresses.items() if url)
    note = _("These links are yours and lead to the agenda as it is when you open them, for an hour.")
    if not links:
        note = _("There is no address yet under which I could give you a file; whoever runs Convener can set one.")
    back = Button(_("See the agenda"), ShowPublished(meeting))
    return Message(
        (*head(found.session, found.meeting), Text((_("Take it away:"),)), Note((note,)), Buttons((*links, back))),
        locale=spoken(),
    )
