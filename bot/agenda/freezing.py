"""A final agenda: companies acknowledge it or object and say why, facilitators see who did."""

from bot.agenda import cards
from bot.agenda.actions import ShowDraft, ShowPublished
from bot.agenda.board import Board, board
from bot.agenda.cards import Published
from bot.agenda.diffs import changes
from bot.agenda.drafting import gone, redrawn
from bot.agenda.finalactions import AckAsked, Acknowledge, Freeze, Object, OpenObject, ShowGrid, Unfreeze
from bot.agenda.owners import SPEAKING
from bot.agenda.published import items_of, published
from bot.agenda.which import before_items, named
from bot.chat import (
    Button,
    Buttons,
    Facts,
    Form,
    Message,
    Moment,
    Next,
    Note,
    Pressed,
    Problems,
    Said,
    Spans,
    Strong,
    Style,
    Submitted,
    Text,
    TextField,
)
from bot.doors import AgendaCard
from bot.kit import FACILITATORS, Feature, Roles, Tools, Topic, Viewer
from bot.lobby import say
from bot.rooms import has_reader
from bot.words import N_, _, listing, spoken
from storage import acknowledging, agendas, people
from storage.models import Organisation, OrganisationKind, Session

freezing = Feature("agenda freezing", Topic.AGENDA)

SPEAKERS: Roles = frozenset(SPEAKING)
LONGEST_REASON = 1000


@freezing.pressed(Freeze, may=FACILITATORS, done=N_("made an agenda final"))
def freeze(pressed: Pressed, action: Freeze, tools: Tools) -> Next:
    """No change is published any more, and every company is asked."""
    found = board(tools, action.meeting)
    return gone() if found is None else _freeze(found, tools)


@freezing.command(
    "freeze agenda for", "freeze agenda of",
    may=FACILITATORS, usage=N_("freeze agenda for TITLE"), help=N_("make it final; companies acknowledge it"),
    done=N_("made an agenda final"),
)  # fmt: skip
def say_freeze(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else _freeze(found, tools)


def _freeze(found: Board, tools: Tools) -> Message:
    if not found.published:
        return redrawn(found.id, tools, 1, _("Publish it first; then it can be made final."))
    agenda = agendas.opened(tools.db, tools.viewer.community, found.id)
    last = agendas.version(tools.db, tools.viewer.community, found.id, agenda.published)
    if agenda.frozen:
        return _grid(found.id, tools)
    if last is None or changes(items_of(last), found.items):
        return redrawn(found.id, tools, 1, _("The draft says more than what is published. Publish it first."))
    agenda.frozen = agenda.published
    tools.db.add(agenda)
    tools.db.flush()
    tools.outbox.redraw(AgendaCard(found.id))
    companies = {one.id for one in _companies(tools, found.session)}
    for one in people.members(tools.db, tools.viewer.community):
        if one.role in SPEAKING and one.organisation_id in companies and one.id is not None:
            asked = AckAsked(found.id, agenda.frozen)
            tools.outbox.tell(one.id, asked, f"final {found.id}", zone=tools.viewer.community_zone)
    return _grid(found.id, tools)


@freezing.pressed(Unfreeze, may=FACILITATORS, done=N_("opened a final agenda again"))
def unfreeze(pressed: Pressed, action: Unfreeze, tools: Tools) -> Next:
    """It may change again; what was said to this version is kept with it."""
    return gone() if board(tools, action.meeting) is None else _thawed(action.meeting, tools)


@freezing.command(
    "open agenda again for", "unfreeze agenda for",
    may=FACILITATORS, usage=N_("open agenda again for TITLE"), help=N_("a final agenda can be changed again"),
    done=N_("opened a final agenda again"),
)  # fmt: skip
def say_unfreeze(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else _thawed(found.id, tools)


def _thawed(meeting: int, tools: Tools) -> Message:
    agenda = agendas.opened(tools.db, tools.viewer.community, meeting)
    if agenda.frozen:
        agenda.frozen = 0
        tools.db.add(agenda)
        tools.db.flush()
        tools.outbox.redraw(AgendaCard(meeting))
    return redrawn(meeting, tools, 1, _("It can be changed again."))


@freezing.pressed(ShowGrid, may=FACILITATORS)
def show_grid(pressed: Pressed, action: ShowGrid, tools: Tools) -> Next:
    """Which company said what."""
    return _grid(action.meeting, tools)


@freezing.command(
    "who acknowledged", may=FACILITATORS, usage=N_("who acknowledged TITLE"), help=N_("which company took note of it")
)
def say_grid(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else _grid(found.id, tools)


@freezing.draws(AckAsked)
def draw_asked(asked: AckAsked, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to ask once the company has spoken, or the agenda is open again."""
    found = published(tools, viewer, asked.meeting, asked.version)
    if found is None or not found.frozen or viewer.organisation is None:
        return None
    said = acknowledging.of_version(tools.db, found.version.id or 0)
    return None if viewer.organisation in {one.organisation_id for one in said} else _question(found)


@freezing.command(
    "acknowledge",
    may=SPEAKERS,
    usage=N_("acknowledge TITLE"),
    help=N_("your company takes note of its final agenda"),
    done=N_("acknowledged an agenda"),
)
def say_acknowledge(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    if isinstance(found, Message):
        return found
    return _said(Acknowledge(found.id, found.published), tools, objects=False)


@freezing.pressed(Acknowledge, may=SPEAKERS, done=N_("acknowledged an agenda"))
def acknowledge(pressed: Pressed, action: Acknowledge, tools: Tools) -> Next:
    """The company takes note."""
    return _said(action, tools, objects=False)


@freezing.pressed(OpenObject, may=SPEAKERS, done=N_("objected to an agenda"))
def open_object(pressed: Pressed, action: OpenObject, tools: Tools) -> Next:
    """Why?"""
    return _not_final() if _frozen(action, tools) is None else _form(action.meeting, action.version)


@freezing.command(
    "object to", may=SPEAKERS, usage=N_("object to TITLE: why"), help=N_("your company objects to its final agenda")
)
def say_object(said: Said, rest: str, tools: Tools) -> Next:
    """Without a reason, a form asks for it."""
    title, reason = before_items(rest, tools)
    found = named(title, tools)
    if isinstance(found, Message):
        return found
    action = OpenObject(found.id, found.published)
    if not 0 < len(reason) <= LONGEST_REASON:
        return _not_final() if _frozen(action, tools) is None else _form(action.meeting, action.version)
    return _said(Object(found.id, found.published), tools, objects=True, reason=reason)


@freezing.submitted(Object, may=SPEAKERS)
def objected(submitted: Submitted, action: Object, tools: Tools) -> Next:
    """The company objects, and facilitators read why."""
    reason = submitted.values.get("reason", "").strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        sentence = _("Please say why, in at most %(count)s characters.") % {"count": LONGEST_REASON}
        return Problems(_form(action.meeting, action.version).filled(submitted.values), {"reason": sentence})
    return _said(action, tools, objects=True, reason=reason)


def _said(action: Acknowledge | Object, tools: Tools, *, objects: bool, reason: str = "") -> Next:
    viewer = tools.viewer
    found = _frozen(action, tools)
    every = _companies(tools, found.session) if found is not None else []
    company = next((one for one in every if one.id == viewer.organisation), None)
    if found is None or found.version.id is None:
        return _not_final()
    if company is None or company.id is None or viewer.member is None:
        return say(_("Only companies are asked to acknowledge an agenda."))
    acknowledging.say(
        tools.db, found.version.id, company.id, member=viewer.member, objects=objects, reason=reason, at=tools.now
    )
    sentence = _("Your company objects; the facilitators read why.")
    if not objects:
        sentence = _("Thank you. Your company has acknowledged the agenda.")
    other = OpenObject(action.meeting, action.version)
    change = Button(_("Object…"), other, opens_form=True)
    if objects:
        change = Button(_("Acknowledge"), Acknowledge(action.meeting, action.version))
    return Message((Text((Strong(sentence),)), Buttons((change, _see(action.meeting)))), locale=spoken())


def _frozen(action: Acknowledge | OpenObject | Object, tools: Tools) -> Published | None:
    found = published(tools, tools.viewer, action.meeting, action.version)
    return found if found is not None and found.frozen else None


def _question(found: Published) -> Message:
    meeting, version = found.meeting.id or 0, found.version.number
    return Message(
        (
            Text((Strong(_("This agenda is final. Does your company take note of it?")),)),
            *cards.head(found.session, found.meeting),
            Note((_("One answer for your company, whoever gives it. You can change it."),)),
            Buttons(
                (
                    Button(_("Acknowledge"), Acknowledge(meeting, version), Style.PRIMARY),
                    Button(_("Object…"), OpenObject(meeting, version), opens_form=True),
                    _see(meeting),
                )
            ),
        ),
        locale=spoken(),
    )


def _grid(meeting: int, tools: Tools) -> Message:
    now = published(tools, tools.viewer, meeting)
    found = published(tools, tools.viewer, meeting, now.version.number) if now else None
    if found is None or not found.frozen:
        return _not_final()
    said = {one.organisation_id: one for one in acknowledging.of_version(tools.db, found.version.id or 0)}
    companies = _companies(tools, found.session)
    rows: list[tuple[str, Spans]] = []
    # Who objects is to be spoken with first; who said nothing is to be reminded, and needs no line of their own.
    for company in sorted(companies, key=lambda one: one.id not in said or not said[one.id or 0].objects):
        one = said.get(company.id or 0)
        if one is not None:
            when = Moment(one.at, tools.viewer.zone, clock=False)
            what: Spans = (Strong(_("objects")), " · ", when, " · ", one.reason)
            rows.append((company.name, what if one.objects else (_("acknowledged"), " · ", when)))
    silent = [one.name for one in companies if one.id not in said]
    if silent:
        rows.append((_("Nothing yet"), (listing(silent),)))
    answered = {"answered": len(companies) - len(silent), "all": len(companies)}
    count = _("%(answered)s of %(all)s companies have answered.") % answered
    back = Button(_("Back to the draft"), ShowDraft(meeting))
    thaw = Button(_("Open it again"), Unfreeze(meeting))
    return Message(
        (*cards.head(found.session, found.meeting), Text((count,)), Facts(tuple(rows)), Buttons((back, thaw))),
        locale=spoken(),
    )


def _companies(tools: Tools, session: Session) -> list[Organisation]:
    """The companies for whose people the session is."""
    every = people.organisations(tools.db, tools.viewer.community)
    return [one for one in every if one.kind == OrganisationKind.COMPANY and has_reader(tools.db, session, one.id)]


def _form(meeting: int, version: int) -> Form:
    field = TextField("reason", _("Why"), lines=4, limit=LONGEST_REASON)
    then, opener = Object(meeting, version), OpenObject(meeting, version)
    return Form(_("Object"), (field,), then, opener, _("Send"), intro=(_("Facilitators read it, nobody else."),))


def _see(meeting: int) -> Button:
    return Button(_("See the agenda"), ShowPublished(meeting))


def _not_final() -> Message:
    return say(_("This agenda is not final, or not any more: there is nothing to acknowledge."))
