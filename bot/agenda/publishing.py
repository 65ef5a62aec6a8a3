"""Publishing an agenda: one post in every house, changed in place, and a word to those it concerns."""

from datetime import timedelta

from bot import mailroom, rooms
from bot.agenda import cards, changecards, draftcards
from bot.agenda.actions import AgendaChanged, AgendaNews, Publish, ShowPublished, ShowVersions
from bot.agenda.board import Board, board
from bot.agenda.cards import Published
from bot.agenda.content import kept
from bot.agenda.diffs import changes, read_by
from bot.agenda.drafting import gone
from bot.agenda.owners import Directory
from bot.agenda.published import as_read, items_of, names_for, published
from bot.agenda.telling import concerning, tell
from bot.agenda.which import named, of_session
from bot.chat import Button, Buttons, Message, Next, Note, Pressed, Said, Strong, Text, pack
from bot.doors import AgendaCard, GoHome, OpenProposal, ShowAgenda
from bot.kit import FACILITATORS, MEMBERS, TAKING_PART, Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.words import N_, _, n_, spoken
from storage import agendas, deliveries
from storage.models import SessionState

publishing = Feature("agenda publishing", Topic.AGENDA)

SLIDES = timedelta(days=5)
"""How long before a meeting owners are reminded to send what others should read."""
TOGETHER = timedelta(minutes=2)
"""Changes published within this time are one list in the thread of the post."""


@publishing.draws(AgendaCard)
def draw_agenda(shown: AgendaCard, viewer: Viewer, tools: Tools) -> Message | None:
    """The agenda as it stands in a room; nothing where none was published."""
    found = as_read(tools, viewer, shown.meeting)
    return None if found is None else cards.card(found[0], viewer, found[1])


@publishing.pressed(ShowPublished, may=MEMBERS)
def show_published(pressed: Pressed, action: ShowPublished, tools: Tools) -> Next:
    """A page of it, for one person."""
    return _shown(action.meeting, tools, action.page) or _nothing_yet()


@publishing.pressed(ShowAgenda, may=MEMBERS)
def show_agenda(pressed: Pressed, action: ShowAgenda, tools: Tools) -> Next:
    """The agenda of a session's next meeting: the draft for facilitators, what is published for everybody else."""
    found = of_session(action.session, tools)
    if found is None:
        return gone()
    if tools.viewer.facilitates:
        return draftcards.draft(found)
    return _shown(found.id, tools) or _nothing_yet(action.session)


@publishing.command(
    "show agenda of",
    "show agenda for",
    "agenda of",
    may=MEMBERS,
    first=TAKING_PART,
    usage=N_("agenda of TITLE"),
    help=N_("what is on it"),
)
def say_agenda(said: Said, rest: str, tools: Tools) -> Next:
    """What was published, by the session's title."""
    found = named(rest, tools)
    if isinstance(found, Message):
        return found
    return _shown(found.id, tools) or _nothing_yet(found.session.id)


@publishing.pressed(Publish, may=FACILITATORS, done=N_("published an agenda"))
def publish(pressed: Pressed, action: Publish, tools: Tools) -> Next:
    """Everybody sees this revision; a second click, or one on what others changed meanwhile, publishes nothing."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    if found.session.state == SessionState.DRAFT:
        return say(_("The session is still a draft. Announce it first, then publish its agenda."))
    agenda = agendas.opened(tools.db, tools.viewer.community, found.id)
    last = agendas.version(tools.db, tools.viewer.community, found.id, agenda.published)
    if agenda.revision != action.revision:
        return draftcards.draft(found, done=(_("The draft changed since you looked at it. Please look once more."),))
    if agenda.frozen:
        return draftcards.draft(found, done=(_("This agenda is final. Open it again before you publish changes."),))
    different = changes(items_of(last) if last else (), found.items)
    if not found.items or (last is not None and not different):
        return draftcards.draft(found, done=(_("Nothing is different from what everybody sees already."),))
    agendas.publish(tools.db, agenda, kept(found.items), tools.viewer.member, tools.now)
    reminded = found.meeting.starts - SLIDES
    agenda.slides_due = reminded if last is None and reminded > tools.now else agenda.slides_due
    houses = _show(tools, found, first=last is None)
    if last is not None:
        tools.outbox.reply(AgendaCard(found.id), AgendaNews(found.id, last.number), after=TOGETHER)
    told = tell(tools, found, last.number if last else 0, different)
    if last is None:
        _mail(tools, found)
    return _done(found.id, houses, told, last is None)


@publishing.draws(AgendaNews)
def draw_news(news: AgendaNews, viewer: Viewer, tools: Tools) -> Message | None:
    """What changed since, for the readers of this room; nothing where nothing did for them."""
    now = published(tools, viewer, news.meeting)
    then = published(tools, viewer, news.meeting, news.since)
    if now is None or then is None or now.meeting.cancelled:
        return None
    names = names_for(tools, viewer, news.meeting)
    found = read_by(changes(then.items, now.items), names.of)
    return changecards.news(now, found, names, then.items) if found else None


@publishing.draws(AgendaChanged)
def draw_changed(told: AgendaChanged, viewer: Viewer, tools: Tools) -> Message | None:
    """What changed for this owner since; nothing where it is as it was."""
    now = published(tools, viewer, told.meeting)
    then = published(tools, viewer, told.meeting, told.since)
    if now is None or then is None:
        return None
    mine = concerning(viewer, changes(then.items, now.items))
    if not mine:
        return None
    assert now.session.id is not None
    return changecards.changed(
        now,
        mine,
        names_for(tools, viewer, told.meeting),
        intro=_("The agenda changed for you."),
        buttons=(Button(_("See the agenda"), ShowPublished(told.meeting)),),
    )


def _show(tools: Tools, on: Board, *, first: bool) -> int:
    """The post stands in every house with a reader, also where it did not last time; answers in how many."""
    shown = AgendaCard(on.id)
    houses = rooms.reading(tools.db, on.session)
    standing = set[str]() if first else deliveries.houses_of(tools.db, pack(shown))
    for house in houses:
        if house.id not in standing:
            tools.outbox.show(shown, house.id)
    tools.outbox.redraw(shown)
    return len(houses)


def _mail(tools: Tools, on: Board) -> None:
    """Those whom no room shows it get it by mail, but for the owners, who are asked about their slots anyway."""
    directory = Directory(tools.db, tools.viewer.community)
    asked = {member for item in on.items for member in directory.to_ask(item)}
    readers = [one for one in mailroom.readers(tools.db, on.session) if one not in asked]
    about, zone = f"agenda of {on.id}", tools.viewer.community_zone
    mailroom.show(tools.db, tools.outbox, readers, AgendaCard(on.id), about, zone)


def _done(meeting: int, houses: int, told: int, first: bool) -> Message:
    one = _("The agenda is published: it appears in %(count)s house.")
    many = _("The agenda is published: it appears in %(count)s houses.")
    if not first:
        one, many = _("Its post changes in %(count)s house."), _("Its post changes in %(count)s houses.")
    sentence = n_(one, many, houses)
    hears = n_("%(count)s person whom it concerns is told.", "%(count)s people whom it concerns are told.", told)
    note = _("A company's name stands on it for others once it agreed to be named or took its slot.")
    return Message(
        (
            Text((Strong(f"{sentence} {hears}"),)),
            Note((note,)),
            Buttons(
                (
                    Button(_("See it"), ShowPublished(meeting)),
                    Button(_("Versions"), ShowVersions(meeting)),
                    Button(_("Home"), GoHome()),
                )
            ),
        ),
        locale=spoken(),
    )


def _shown(meeting: int, tools: Tools, page: int = 1) -> Message | None:
    found, seen = published(tools, tools.viewer, meeting), as_read(tools, tools.viewer, meeting)
    if found is None or seen is None:
        return None
    _remember(found, tools)
    return cards.card(seen[0], tools.viewer, seen[1], page)


def _remember(found: Published, tools: Tools) -> None:
    if tools.viewer.member is not None and found.version.id is not None:
        agendas.saw(tools.db, found.version.id, tools.viewer.member, tools.now)


def _nothing_yet(session: int | None = None) -> Message:
    sentence = Text((_("Its agenda is not published yet. You can propose a topic for it."),))
    if session is None:
        return Message((sentence,))
    return Message(
        (sentence, Buttons((Button(_("Propose a topic…"), OpenProposal(session), opens_form=True),))), locale=spoken()
    )
