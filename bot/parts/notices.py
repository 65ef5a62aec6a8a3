"""The messages that tell the other side; none is drawn once nothing is left to say."""

from bot import cast, disclosure
from bot.chat import Block, Button, Buttons, Heading, Message, Note, Spans, Strong, Style, Text
from bot.disclosure import SeenPart
from bot.doors import ShowParts, ShowSession
from bot.kit import Feature, Tools, Viewer
from bot.moments import moment
from bot.parts import cards, rules
from bot.parts.actions import (
    AcceptPart,
    ClaimsWaiting,
    PartAgreed,
    PartDeclined,
    PartFreed,
    PartOffered,
    RefusePart,
    SwapAsked,
    SwapRefused,
)
from bot.words import _, spans, spoken
from storage import parts as storage
from storage.look import Look, look
from storage.parts import PartState

notices = Feature("notices")


@notices.draws(PartOffered)
def draw_offered(told: PartOffered, viewer: Viewer, tools: Tools) -> Message | None:
    """The question, while it is open and theirs to answer."""
    found = _found(told.part, viewer, tools)
    if found is None or found[0].state is not PartState.OFFERED or not rules.may_answer(found[0], viewer):
        return None
    part, session = found
    question = spans(
        _("Would you %(deed)s at %(where)s?"), deed=cast.deed(part.kind), where=cards.where(session.title, part.meeting)
    )
    whom = _("The facilitators ask you.") if part.me else _("The facilitators ask %(who)s.") % {"who": part.holder}
    yes = Button(_("Accept"), AcceptPart(part.id), Style.PRIMARY)
    buttons = (yes, Button(_("Decline"), RefusePart(part.id)), Button(_("See the session"), ShowSession(session.id)))
    anybody = _("Whoever of you answers first answers for all.")
    return Message(
        (
            Heading(_("Would you take a part?")),
            Text(question),
            *_when(part, session),
            Note((whom if part.me else f"{whom} {anybody}",)),
            Buttons(buttons),
        ),
        locale=spoken(),
    )


@notices.draws(ClaimsWaiting)
def draw_claims(told: ClaimsWaiting, viewer: Viewer, tools: Tools) -> Message | None:
    """Every claim in the session that still waits, each with its buttons."""
    session = look(tools.db, viewer.community, told.session)
    if session is None or not viewer.facilitates:
        return None
    seen = disclosure.seen_parts(tools.db, viewer, session.id)
    waiting = [block for part in seen if part.state is PartState.CLAIMED for block in cards.managed_part(part)]
    if not waiting:
        return None
    headline = Text(spans(_("Somebody claims a part in %(title)s."), title=Strong(session.title)))
    return Message((headline, *waiting, Buttons((_to_parts(session),))), locale=spoken())


@notices.draws(PartAgreed)
def draw_agreed(told: PartAgreed, viewer: Viewer, tools: Tools) -> Message | None:
    """It is settled: for whoever has it, for the colleague who had it before, and for facilitators."""
    found = _found(told.part, viewer, tools)
    if found is None or not rules.taken(found[0]):
        return None
    part, session = found
    if viewer.facilitates and part.state is PartState.CLAIMED:
        return None
    deed, where = cast.deed(part.kind), cards.where(session.title, part.meeting)
    if part.me:
        headline = spans(_("It is agreed: you will %(deed)s at %(where)s."), deed=deed, where=where)
    else:
        headline = spans(_("%(who)s will %(deed)s at %(where)s."), who=Strong(part.holder), deed=deed, where=where)
    return Message((Text(headline), *_when(part, session), Buttons((_to_parts(session),))), locale=spoken())


@notices.draws(PartFreed)
def draw_freed(told: PartFreed, viewer: Viewer, tools: Tools) -> Message | None:
    """For facilitators, and for whoever had it and did not give it back themselves."""
    found = _found(told.part, viewer, tools)
    if found is None or found[0].state is not PartState.WITHDRAWN or not (viewer.facilitates or found[0].me):
        return None
    part, session = found
    deed, where = cast.deed(part.kind), cards.where(session.title, part.meeting)
    if part.me:
        gave = _("Your coordinator has given your part back: you will not %(deed)s at %(where)s.")
        headline = spans(gave, deed=deed, where=where)
    else:
        gave = _("%(who)s will not %(deed)s at %(where)s.")
        headline = spans(gave, who=Strong(part.holder), deed=deed, where=where)
    again = Text((_("The part is open again."),))
    return Message((Text(headline), again, Buttons((_to_parts(session),))), locale=spoken())


@notices.draws(PartDeclined)
def draw_declined(told: PartDeclined, viewer: Viewer, tools: Tools) -> Message | None:
    """For whoever had it: they have it no longer, and the facilitator's own sentence."""
    found = _found(told.part, viewer, tools)
    row = storage.part(tools.db, viewer.community, told.part)
    if found is None or row is None or found[0].state is not PartState.WITHDRAWN:
        return None
    part, session = found
    if not (part.me or part.anybodys):
        return None
    headline = spans(
        _("The facilitators ask you not to %(deed)s at %(where)s."),
        deed=cast.deed(part.kind),
        where=cards.where(session.title, part.meeting),
    )
    said: list[Block] = [Text((_("They write: “%(note)s”") % {"note": row.note},))] if row.note else []
    return Message((Text(headline), *said, Buttons((_to_parts(session),))), locale=spoken())


@notices.draws(SwapAsked)
def draw_swap(told: SwapAsked, viewer: Viewer, tools: Tools) -> Message | None:
    """For the colleague who is asked, while they are."""
    found = _found(told.part, viewer, tools)
    if found is None or not found[0].asked or not rules.taken(found[0]):
        return None
    part, session = found
    return Message(
        (
            Heading(session.title),
            *cards.own_part(part, viewer),
            *_when(part, session),
            Buttons((Button(_("See the session"), ShowSession(session.id)),)),
        ),
        locale=spoken(),
    )


@notices.draws(SwapRefused)
def draw_swap_refused(told: SwapRefused, viewer: Viewer, tools: Tools) -> Message | None:
    """For the holder, as long as it is theirs and nobody else is asked."""
    found = _found(told.part, viewer, tools)
    row = storage.part(tools.db, viewer.community, told.part)
    if found is None or row is None or row.asked_id is not None:
        return None
    part, session = found
    if not rules.taken(part) or not rules.may_answer(part, viewer):
        return None
    headline: Spans = (_("Your colleague cannot take it over, so it stays with you."),)
    return Message((Text(headline), *cards.own_part(part, viewer), Buttons((_to_parts(session),))), locale=spoken())


def _found(part: int, viewer: Viewer, tools: Tools) -> tuple[SeenPart, Look] | None:
    seen = disclosure.seen_part(tools.db, viewer, part)
    session = look(tools.db, viewer.community, seen.session) if seen else None
    return None if seen is None or session is None else (seen, session)


def _when(part: SeenPart, session: Look) -> tuple[Block, ...]:
    days = [one for one in session.meetings if not one.cancelled and part.meeting in (None, one.number)]
    return tuple(
        Note(spans(_("Meeting %(number)s, %(when)s"), number=str(one.number), when=moment(one))) for one in days
    )


def _to_parts(session: Look) -> Button:
    return Button(_("See the parts"), ShowParts(session.id), about=session.title)
