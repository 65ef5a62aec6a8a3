"""Twice a year every organisation is asked whether its nominees are still the right people."""

from collections.abc import Iterable

from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Message,
    Moment,
    Next,
    Note,
    Pressed,
    Said,
    Spans,
    Strong,
    Style,
    Text,
)
from bot.doors import GoHome
from bot.kit import FACILITATORS, Feature, Tools, Topic, Viewer
from bot.lobby import refused, say
from bot.outbox import Outbox
from bot.people import rules
from bot.people.actions import AskConfirm, AskReplace, ShowConfirming, ShowPeople, StartConfirming, StillRight
from bot.words import N_, _, n_, spans, spoken
from storage import confirming as rounds
from storage import membership, people
from storage.belonging import Confirming
from storage.database import Db
from storage.models import Role

confirming = Feature("confirming", Topic.PEOPLE)


@confirming.home
def at_home(tools: Tools) -> Iterable[Block]:
    """The open question; for facilitators who has not answered it, and that it is half a year old."""
    viewer = tools.viewer
    if viewer.role not in rules.CONFIRMING or viewer.organisation is None:
        return ()
    last = rounds.last(tools.db, viewer.community)
    if last is None or last.id is None:
        return ()
    if not viewer.facilitates:
        message = draw_ask(AskConfirm(last.id, viewer.organisation), viewer, tools)
        return message.blocks[1:] if message else ()
    if tools.now - last.at < rules.CONFIRM_EVERY:
        return _awaited(last.id, tools)
    when = Moment(last.at, tools.viewer.zone, clock=False)
    return (
        Text(spans(_("The nominees were last confirmed on %(when)s."), when=when)),
        Buttons((Button(_("Confirm nominees…"), ShowConfirming()),)),
    )


@confirming.command(
    "confirm nominees", "who has confirmed", "who confirmed", may=FACILITATORS, usage=N_("confirm nominees"),
    help=N_("ask every organisation whether its nominees are still right, and see who has answered"),
    done=N_("asked for nominees to be confirmed"),
)  # fmt: skip
def say_confirm(said: Said, rest: str, tools: Tools) -> Next:
    """Who has answered, and the button to ask (again)."""
    return _list(tools)


@confirming.pressed(ShowConfirming, may=FACILITATORS)
def show_confirming(pressed: Pressed, action: ShowConfirming, tools: Tools) -> Next:
    """The same by button."""
    return _list(tools)


@confirming.pressed(StartConfirming, may=FACILITATORS, done=N_("asked for nominees to be confirmed"))
def start(pressed: Pressed, action: StartConfirming, tools: Tools) -> Next:
    """Each coordinator gets one message, or each nominee where there is no coordinator."""
    viewer = tools.viewer
    fresh = rounds.start(tools.db, viewer.community, action.after, tools.now, viewer.account)
    if fresh is None or fresh.id is None:
        return _list(tools)
    told = 0
    for line in rounds.lines(tools.db, viewer.community, fresh.id):
        ask = AskConfirm(fresh.id, line.organisation)
        about = f"confirm {fresh.id} {line.organisation}"
        for member in _asked(line.organisation, tools):
            told += tools.outbox.tell(member, ask, about, zone=viewer.community_zone)
    return _list(tools, n_("%(count)s person is asked.", "%(count)s people are asked.", told))


@confirming.due
def in_time(db: Db, outbox: Outbox) -> None:
    """Twice a year every organisation is asked without anybody thinking of it: half a year after its nominees were
    confirmed or it began to take part, however long before or after the others that is.
    """
    for community in rounds.waiting(db, outbox.now - rules.CONFIRM_EVERY):
        standing = rounds.last(db, community)
        fresh = rounds.start(db, community, (standing and standing.id) or 0, outbox.now, "")
        if fresh is None or fresh.id is None:
            continue
        since, zone = rounds.since(db, community), people.community(db, community).zone
        for line in rounds.lines(db, community, fresh.id):
            due = since.get(line.organisation, outbox.now) + rules.CONFIRM_EVERY
            then = Outbox(db, max(outbox.now, due))
            for member in _concerned(db, community, line.organisation):
                about = f"confirm {fresh.id} {line.organisation}"
                outbox.wrote |= then.tell(member, AskConfirm(fresh.id, line.organisation), about, zone=zone)


@confirming.draws(AskConfirm)
def draw_ask(ask: AskConfirm, viewer: Viewer, tools: Tools) -> Message | None:
    """The question, as long as it is open, for those it concerns."""
    line = _open(ask, viewer, tools) if viewer.member in _asked(ask.organisation, tools) else None
    if line is None:
        return None
    places = membership.places(tools.db, viewer.community, ask.organisation)
    nominees = [place for place in places if place.role == Role.NOMINEE]
    replace = ShowPeople(ask.organisation) if viewer.role in rules.MANAGING else AskReplace(viewer.member or 0)
    return Message(
        (
            Heading(_("Still the right people?")),
            Text(spans(_("Twice a year we ask whether the nominees of %(name)s are still right."), name=line.name)),
            Bullets(tuple((Strong(place.name),) for place in nominees)),
            Buttons(
                (
                    Button(_("Still right"), StillRight(ask.confirming, ask.organisation), Style.PRIMARY),
                    Button(_("Replace…"), replace),
                )
            ),
        ),
        locale=spoken(),
    )


@confirming.pressed(StillRight, may=rules.CONFIRMING, done=N_("confirmed nominees"))
def still_right(pressed: Pressed, action: StillRight, tools: Tools) -> Next:
    """One answer for the organisation is enough."""
    if not tools.viewer.facilitates and tools.viewer.member not in _asked(action.organisation, tools):
        return refused(tools)
    return _confirmed(action, tools)


@confirming.command(
    "still right", "they are still right", "our nominees are still right", may=rules.CONFIRMING,
    usage=N_("still right"), help=N_("your nominees are still the right people"), done=N_("confirmed nominees"),
)  # fmt: skip
def say_right(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words, to the latest question."""
    last = rounds.last(tools.db, tools.viewer.community)
    organisation = tools.viewer.organisation
    if last is None or organisation is None or tools.viewer.member not in _asked(organisation, tools):
        return say(_("Nothing is asked of you here at the moment. Write “home” to see what is next for you."))
    return _confirmed(StillRight(last.id or 0, organisation), tools)


def _confirmed(action: StillRight, tools: Tools) -> Message:
    viewer = tools.viewer
    assert viewer.member is not None
    if _open(AskConfirm(action.confirming, action.organisation), viewer, tools) is None:
        return say(_("This has been answered already. Thank you."))
    rounds.confirm(tools.db, action.confirming, action.organisation, viewer.member, tools.now)
    return say(_("Thank you, that is noted."))


def _asked(organisation: int, tools: Tools) -> list[int]:
    """Whom the question concerns: coordinators, else nominees."""
    return _concerned(tools.db, tools.viewer.community, organisation)


def _concerned(db: Db, community: int, organisation: int) -> list[int]:
    coordinators = membership.holders(db, community, Role.COORDINATOR, organisation)
    return coordinators or membership.holders(db, community, Role.NOMINEE, organisation)


def _open(ask: AskConfirm, viewer: Viewer, tools: Tools) -> rounds.Line | None:
    """The organisation, while its answer to the latest question is awaited."""
    last = rounds.last(tools.db, viewer.community)
    if last is None or last.id != ask.confirming:
        return None
    lines = rounds.lines(tools.db, viewer.community, ask.confirming)
    return next((line for line in lines if line.organisation == ask.organisation and line.at is None), None)


def _awaited(confirming: int, tools: Tools) -> tuple[Block, ...]:
    """How many organisations have not answered yet, and the way to see which."""
    lines = rounds.lines(tools.db, tools.viewer.community, confirming)
    left = sum(line.at is None for line in lines)
    if not left:
        return ()
    sentence = n_(
        "%(count)s organisation has not confirmed its nominees yet.",
        "%(count)s organisations have not confirmed their nominees yet.",
        left,
    )
    return (Text((sentence,)), Buttons((Button(_("Who has confirmed?"), ShowConfirming()),)))


def _list(tools: Tools, done: str = "") -> Message:
    last = rounds.last(tools.db, tools.viewer.community)
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts.append(Heading(_("Confirming nominees")))
    parts += _answers(last, tools) if last else [Text((_("Nobody has been asked yet."),))]
    ask = Button(_("Ask every organisation now"), StartConfirming((last and last.id) or 0))
    note = _("Coordinators get one message in their working hours, nominees where nobody coordinates.")
    parts += [Note((note,)), Buttons((ask, Button(_("Home"), GoHome())))]
    return Message(tuple(parts), locale=spoken())


def _answers(last: Confirming, tools: Tools) -> list[Block]:
    assert last.id is not None
    zone = tools.viewer.zone
    lines = rounds.lines(tools.db, tools.viewer.community, last.id)
    confirmed = sum(line.at is not None for line in lines)
    asked = Moment(last.at, zone, clock=False)
    items: list[Spans] = []
    for line in lines:
        if line.at is None:
            items.append((Strong(line.name), _(" · not yet")))
        else:
            day = Moment(line.at, zone, clock=False)
            items.append(spans(_("%(name)s · %(by)s, %(day)s"), name=Strong(line.name), by=line.by or "", day=day))
    count = _("%(done)s of %(all)s have confirmed.") % {"done": confirmed, "all": len(lines)}
    return [Text(spans(_("Asked on %(day)s. %(count)s"), day=asked, count=count)), Bullets(tuple(items))]
