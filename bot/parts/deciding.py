"""A facilitator agrees to a claim, or declines it or takes a part back with a sentence."""

from bot import disclosure
from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.disclosure import SeenPart
from bot.doors import SessionCard
from bot.kit import FACILITATORS, Feature, Tools
from bot.lobby import say
from bot.parts import forms, reach, rules, sentence, swapping, telling
from bot.parts.actions import ConfirmPart, DeclinePart, OpenDecline
from bot.words import N_, _
from storage import parts as storage
from storage import people
from storage.look import Look
from storage.parts import PartState

deciding = Feature("deciding")

GIVEN = (PartState.OFFERED, *storage.HELD)


@deciding.pressed(ConfirmPart, may=FACILITATORS, done=N_("confirmed a part"))
def confirm(pressed: Pressed, action: ConfirmPart, tools: Tools) -> Next:
    """It is agreed, and whoever claimed it is told."""
    found = _found(action.part, tools)
    return found if isinstance(found, Message) else _confirm(*found, tools)


@deciding.pressed(OpenDecline, may=FACILITATORS)
def open_decline(pressed: Pressed, action: OpenDecline, tools: Tools) -> Next:
    """With which sentence?"""
    found = _found(action.part, tools)
    return found if isinstance(found, Message) else forms.decline_form(found[0], found[1].title)


@deciding.submitted(DeclinePart, may=FACILITATORS, done=N_("declined a part"))
def decline(submitted: Submitted, action: DeclinePart, tools: Tools) -> Next:
    """The part is open again, and whoever had it is told why."""
    found = _found(action.part, tools)
    note = submitted.values.get("note", "").strip()
    if isinstance(found, Message):
        return found
    if len(note) > rules.LONGEST_NOTE:
        return Problems(forms.decline_form(found[0], found[1].title).filled(submitted.values), {"note": _too_long()})
    return _decline(*found, note, tools)


@deciding.command(
    "confirm",
    may=FACILITATORS,
    usage=N_("confirm present at TITLE for COMPANY"),
    help=N_("agree to a claimed part"),
    done=N_("confirmed a part"),
)
def say_confirm(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence."""
    found = _meant(rest, "confirm", tools)
    return found if isinstance(found, Message) else _confirm(found[0], found[1], tools)


@deciding.command(
    "decline", may=rules.TAKING, usage=N_("decline present at TITLE"),
    help=N_("say no to a part: what you are offered; as a facilitator a claim, “for COMPANY: SENTENCE”"),
    done=N_("said no to a part"),
)  # fmt: skip
def say_decline(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence; from whom it is offered to, no to the offer."""
    if not tools.viewer.facilitates:
        mine = reach.meant_part(rest, "decline", tools, PartState.OFFERED)
        if isinstance(mine, Message):
            return mine
        return swapping.leave(*mine, tools) if mine[0].asked else reach.refuse(*mine, tools)
    found = _meant(rest, "decline", tools)
    if isinstance(found, Message):
        return found
    return say(_too_long()) if len(found[2]) > rules.LONGEST_NOTE else _decline(*found, tools)


def _found(part: int, tools: Tools) -> tuple[SeenPart, Look] | Message:
    seen = disclosure.seen_part(tools.db, tools.viewer, part)
    session = reach.visible(seen.session, tools) if seen else None
    if seen is None or session is None:
        return reach.gone()
    if seen.state not in GIVEN:
        return reach.view(session, tools, reach.settled())
    return seen, session


def _meant(rest: str, verb: str, tools: Tools) -> tuple[SeenPart, Look, str] | Message:
    community = tools.viewer.community
    members = {one.name: one.id for one in people.members(tools.db, community)}
    organisations = {one.name: one.id for one in people.organisations(tools.db, community)}
    head, name, note = sentence.named(rest, "(?:for|of|from|by)", [*members, *organisations])
    meant = reach.read(head, verb, tools)
    if isinstance(meant, Message):
        return meant
    session = reach.titled(meant.rest, tools)
    if isinstance(session, Message):
        return session
    given = [
        part
        for part in disclosure.seen_parts(tools.db, tools.viewer, session.id)
        if part.kind is meant.kind and part.state in GIVEN and meant.number in (None, part.meeting)
    ]
    if name:
        whose = members[name] if name in members else organisations[name]
        rows = storage.of_session(tools.db, community, session.id)
        theirs = {row.id for row in rows if whose == (row.member_id if name in members else row.organisation_id)}
        given = [part for part in given if part.id in theirs]
    if len(given) != 1:
        which = _("Which one do you mean? Please press its button, or write for whom, as in “for Cisco”.")
        return reach.view(session, tools, which if given else _("Nobody has this part."))
    return given[0], session, note


def _too_long() -> str:
    return _("Please say it in at most %(count)s characters.") % {"count": rules.LONGEST_NOTE}


def _confirm(part: SeenPart, session: Look, tools: Tools) -> Message:
    agreed = {"state": PartState.CONFIRMED.value}
    row = storage.part(tools.db, tools.viewer.community, part.id)
    if row is None or not storage.change(tools.db, part.id, [PartState.CLAIMED], tools.now, agreed):
        return reach.view(session, tools, reach.settled())
    if row.member_id is not None:
        telling.agreed(part.id, tools, row.member_id)
    tools.outbox.redraw(SessionCard(session.id))
    return reach.view(session, tools, _("Confirmed, and they are told."))


def _decline(part: SeenPart, session: Look, note: str, tools: Tools) -> Message:
    row = storage.part(tools.db, tools.viewer.community, part.id)
    if row is None or not storage.release(tools.db, row, [part.state], tools.now, note):
        return reach.view(session, tools, reach.settled())
    had = [row.member_id] if row.member_id else telling.speakers(row.organisation_id or 0, tools)
    told = telling.declined(part.id, had if rules.taken(part) else [], tools)
    tools.outbox.redraw(SessionCard(session.id))
    done = _("The part is open again, and they are told.") if told else _("The part is open again.")
    return reach.view(session, tools, done)
