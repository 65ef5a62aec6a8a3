"""Handing a part over to a colleague, who has to agree."""

from bot import disclosure
from bot.chat import Message, Next, Pressed, Said
from bot.disclosure import SeenPart
from bot.kit import Feature, Tools
from bot.parts import cards, reach, rules, sentence, telling
from bot.parts.actions import AskSwap, RefuseSwap, ShowSwap, SwapAsked, SwapRefused, TakeOver
from bot.words import N_, _
from storage import membership
from storage import parts as storage
from storage.look import Look
from storage.membership import Place
from storage.models import Role

swapping = Feature("swapping")

MOST_SHOWN = 24
"""Colleagues as buttons; the others are reached by name."""


@swapping.pressed(ShowSwap, may=rules.TAKING, done=N_("handed a part over"))
def show_swap(pressed: Pressed, action: ShowSwap, tools: Tools) -> Next:
    """To whom? The one colleague there is, is asked at once."""
    found = _held(action.part, tools)
    return found if isinstance(found, Message) else _to_whom(*found, tools)


@swapping.pressed(AskSwap, may=rules.TAKING)
def ask_swap(pressed: Pressed, action: AskSwap, tools: Tools) -> Next:
    """The colleague is asked; until they agree nothing changes."""
    found = _held(action.part, tools)
    return found if isinstance(found, Message) else _ask(*found, action.member, tools)


@swapping.command(
    "swap", "hand over", may=rules.TAKING, usage=N_("swap present at TITLE with NAME"),
    help=N_("hand your part over to a colleague"), done=N_("handed a part over"),
)  # fmt: skip
def say_swap(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence; without a name, the co-nominee is meant."""
    organisation = tools.viewer.organisation or 0
    colleagues = membership.places(tools.db, tools.viewer.community, organisation)
    head, name, _more = sentence.named(rest, "(?:with|to)", (one.name for one in colleagues))
    found = reach.meant_part(head, "swap", tools, *storage.HELD)
    if isinstance(found, Message):
        return found
    if not name:
        return _to_whom(*found, tools)
    chosen = next(one for one in colleagues if one.name == name)
    return _ask(*found, chosen.member, tools)


@swapping.pressed(TakeOver, may=rules.TAKING, done=N_("took a part over"))
def take_over(pressed: Pressed, action: TakeOver, tools: Tools) -> Next:
    """The part is theirs; whoever had it and the facilitators are told."""
    found = _asked(action.part, tools)
    return found if isinstance(found, Message) else take(*found, tools)


@swapping.pressed(RefuseSwap, may=rules.TAKING)
def refuse_swap(pressed: Pressed, action: RefuseSwap, tools: Tools) -> Next:
    """It stays with whoever has it, who is told."""
    found = _asked(action.part, tools)
    return found if isinstance(found, Message) else leave(*found, tools)


def take(part: SeenPart, session: Look, tools: Tools) -> Message:
    """They take over what they are asked to."""
    row = storage.part(tools.db, tools.viewer.community, part.id)
    before = row.member_id if row else None
    values = {"member_id": tools.viewer.member, "asked_id": None}
    if not storage.change(tools.db, part.id, storage.HELD, tools.now, values, asked_id=tools.viewer.member):
        return reach.view(session, tools, reach.settled())
    telling.agreed(part.id, tools, *([] if before is None else [before]))
    return reach.view(session, tools, _("Thank you, you have taken it over."))


def leave(part: SeenPart, session: Look, tools: Tools) -> Message:
    """They do not, and whoever has it is told."""
    values = {"asked_id": None}
    if storage.change(tools.db, part.id, storage.HELD, tools.now, values, asked_id=tools.viewer.member):
        row = storage.part(tools.db, tools.viewer.community, part.id)
        if row is not None and row.member_id is not None:
            what = SwapRefused(part.id)
            zone = tools.viewer.community_zone
            tools.outbox.tell(row.member_id, what, f"part {part.id} swap refused", zone=zone)
    return reach.view(session, tools, _("Thank you for saying so. Your colleague is told."))


def _held(part: int, tools: Tools) -> tuple[SeenPart, Look] | Message:
    found = reach.own(part, tools)
    if isinstance(found, Message) or rules.taken(found[0]):
        return found
    return reach.view(found[1], tools, reach.settled())


def _asked(part: int, tools: Tools) -> tuple[SeenPart, Look] | Message:
    seen = disclosure.seen_part(tools.db, tools.viewer, part)
    session = reach.visible(seen.session, tools) if seen else None
    if seen is None or session is None:
        return reach.not_yours()
    if not seen.asked or not rules.taken(seen) or not rules.takes_parts(session, tools):
        done = _("It is yours already.") if seen.me else reach.settled()
        return reach.view(session, tools, done)
    return seen, session


def _to_whom(part: SeenPart, session: Look, tools: Tools) -> Message:
    colleagues = _colleagues(part, tools)
    nominees = [one for one in colleagues if one.role == Role.NOMINEE]
    if len(nominees) == 1 and len(colleagues) == 1:
        return _ask(part, session, nominees[0].member, tools)
    if not colleagues:
        return reach.view(session, tools, _("Nobody else of your organisation could take it. You can give it back."))
    return cards.swap(part, [(one.member, one.name) for one in colleagues[:MOST_SHOWN]])


def _ask(part: SeenPart, session: Look, member: int, tools: Tools) -> Message:
    chosen = next((one for one in _colleagues(part, tools) if one.member == member), None)
    if chosen is None:
        return reach.view(session, tools, _("That colleague cannot take it. Please choose another."))
    if not chosen.accounts:
        silent = _("%(name)s has no chat account yet, so I cannot ask them.") % {"name": chosen.name}
        return reach.view(session, tools, silent)
    storage.change(tools.db, part.id, storage.HELD, tools.now, {"asked_id": member})
    zone = tools.viewer.community_zone
    tools.outbox.tell(member, SwapAsked(part.id), f"part {part.id} swap", zone=zone)
    asked = _("%(name)s is asked. Until they agree it stays as it is.") % {"name": chosen.name}
    return reach.view(session, tools, asked)


def _colleagues(part: SeenPart, tools: Tools) -> list[Place]:
    """Who of the organisation could have it; nobody is asked for what they have."""
    row = storage.part(tools.db, tools.viewer.community, part.id)
    if row is None or row.organisation_id is None:
        return []
    places = membership.places(tools.db, tools.viewer.community, row.organisation_id)
    return [one for one in places if rules.may_have(part.kind, Role(one.role)) and one.member != row.member_id]
