"""Seeing the parts of a session, and saying yes or no to one: claim, accept, decline, give back."""

from collections.abc import Iterable

from bot import cast, disclosure
from bot.chat import Block, Button, Buttons, Message, Next, Pressed, Said, Strong, Style, Text
from bot.disclosure import SeenPart
from bot.doors import SessionCard, ShowParts
from bot.kit import MEMBERS, Feature, Roles, Tools
from bot.parts import cards, reach, rules, swapping, telling
from bot.parts.actions import AcceptPart, AskWithdraw, ClaimPart, RefusePart, WithdrawPart
from bot.words import N_, _, n_
from storage import membership
from storage import parts as storage
from storage.look import Look
from storage.models import Role
from storage.parts import PartKind, PartState

taking = Feature("taking")

ANSWERING_OFFERS: Roles = rules.TAKING - {Role.FACILITATOR}


@taking.home
def at_home(tools: Tools) -> Iterable[Block]:
    """What one is asked, and what one has taken; for facilitators what waits for them."""
    viewer = tools.viewer
    if viewer.role not in rules.TAKING or viewer.organisation is None:
        return ()
    if viewer.facilitates:
        return [block for one in storage.claimed(tools.db, viewer.community, tools.now) for block in _claims(*one)]
    blocks: list[Block] = []
    for part in storage.of_organisation(tools.db, viewer.community, viewer.organisation, tools.now):
        seen = disclosure.seen_part(tools.db, viewer, part)
        session = reach.visible(seen.session, tools) if seen else None
        if seen and session and (seen.me or seen.asked or seen.anybodys):
            own = cards.own_part(seen, viewer)
            blocks += [Text((Strong(session.title),)), *own] if own else []
    return blocks


@taking.pressed(ShowParts, may=MEMBERS)
def show(pressed: Pressed, action: ShowParts, tools: Tools) -> Next:
    """Who does what, and what is open."""
    session = reach.visible(action.session, tools)
    return reach.gone() if session is None else reach.view(session, tools)


@taking.command(
    "parts of", "parts in", "parts", "take a part in", "take a part", may=MEMBERS, usage=N_("parts of TITLE"),
    help=N_("who presents and who takes notes, and what is still open"),
)  # fmt: skip
def say_show(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    session = reach.titled(rest, tools)
    return session if isinstance(session, Message) else reach.view(session, tools)


@taking.pressed(ClaimPart, may=rules.TAKING, done=N_("claimed a part"))
def claim(pressed: Pressed, action: ClaimPart, tools: Tools) -> Next:
    """One click: the part is theirs as far as they are concerned, and facilitators are asked."""
    session = reach.visible(action.session, tools)
    return reach.gone() if session is None else _claim(session, action.kind, action.number, tools)


@taking.command(
    "claim",
    may=rules.TAKING,
    usage=N_("claim present at TITLE"),
    help=N_("take a part in a session"),
    done=N_("claimed a part"),
)
def say_claim(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence."""
    meant = reach.read(rest, "claim", tools)
    if isinstance(meant, Message):
        return meant
    session = reach.titled(meant.rest, tools)
    return session if isinstance(session, Message) else _claim(session, meant.kind, meant.number, tools)


@taking.pressed(AcceptPart, may=rules.TAKING, done=N_("accepted a part"))
def accept(pressed: Pressed, action: AcceptPart, tools: Tools) -> Next:
    """The offer is taken, by whoever of those asked says so first."""
    found = reach.own(action.part, tools)
    return found if isinstance(found, Message) else _accept(*found, tools)


@taking.command(
    "accept",
    may=ANSWERING_OFFERS,
    usage=N_("accept present at TITLE"),
    help=N_("take the part you are offered"),
    done=N_("accepted a part"),
)
def say_accept(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence."""
    found = reach.meant_part(rest, "accept", tools, PartState.OFFERED)
    if isinstance(found, Message):
        return found
    return swapping.take(*found, tools) if found[0].asked else _accept(*found, tools)


@taking.pressed(RefusePart, may=rules.TAKING, done=N_("said no to a part"))
def refuse(pressed: Pressed, action: RefusePart, tools: Tools) -> Next:
    """The offer is not taken; facilitators are told, once."""
    found = reach.own(action.part, tools)
    return found if isinstance(found, Message) else reach.refuse(*found, tools)


@taking.pressed(AskWithdraw, may=rules.TAKING)
def ask_withdraw(pressed: Pressed, action: AskWithdraw, tools: Tools) -> Next:
    """Asks before anything happens."""
    found = reach.own(action.part, tools)
    return found if isinstance(found, Message) else _ask_withdraw(*found, tools)


@taking.command(
    "withdraw from", "withdraw", may=ANSWERING_OFFERS, usage=N_("withdraw from present at TITLE"),
    help=N_("give a part back"), done=N_("gave a part back"),
)  # fmt: skip
def say_withdraw(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence; it asks as well."""
    found = reach.meant_part(rest, "withdraw from", tools, *storage.HELD)
    return found if isinstance(found, Message) else _ask_withdraw(*found, tools)


@taking.pressed(WithdrawPart, may=rules.TAKING, done=N_("gave a part back"))
def withdraw(pressed: Pressed, action: WithdrawPart, tools: Tools) -> Next:
    """It is open again, and facilitators are told, once."""
    found = reach.own(action.part, tools)
    if isinstance(found, Message):
        return found
    return reach.give_back(*found, found[0].state, _("You have given it back. The facilitators are told."), tools)


def _claim(session: Look, kind: PartKind, number: int | None, tools: Tools) -> Message:
    viewer = tools.viewer
    assert viewer.member is not None
    assert viewer.organisation is not None
    if not rules.takes_parts(session, tools, number):
        over = number and _("Meeting %(number)s is over, or there is none of this number.") % {"number": number}
        return reach.view(session, tools, over or "")
    if not rules.may_claim(kind, viewer.role):
        return reach.view(session, tools, _for_others())
    # Two people of one organisation who claim at once are told apart by this lock.
    membership.organisation(tools.db, viewer.community, viewer.organisation)
    same = [
        part
        for part in disclosure.seen_parts(tools.db, viewer, session.id)
        if part.kind is kind and part.meeting == number
    ]
    mine = next((part for part in same if part.own), None)
    if mine is not None and mine.state is PartState.OFFERED and rules.may_answer(mine, viewer):
        return _accept(mine, session, tools)
    if mine is not None:
        done = _("It is yours already.") if mine.me else _("Your organisation has this part already.")
        return reach.view(session, tools, done)
    state = PartState.CONFIRMED if viewer.facilitates else PartState.CLAIMED
    values = {"state": state.value, "organisation_id": viewer.organisation, "member_id": viewer.member}
    still_open = [part for part in same if part.state is PartState.OPEN]
    if not any(storage.change(tools.db, part.id, [PartState.OPEN], tools.now, values) for part in still_open):
        taken = (
            _("Somebody was faster: this part is taken.") if same else _("There is no such part open in this session.")
        )
        return reach.view(session, tools, taken)
    tools.outbox.redraw(SessionCard(session.id))
    if viewer.facilitates:
        return reach.view(session, tools, _("It is yours."))
    telling.claimed(session.id, tools)
    return reach.view(session, tools, _("Thank you, it is claimed. A facilitator confirms it, and I tell you."))


def _accept(part: SeenPart, session: Look, tools: Tools) -> Message:
    viewer = tools.viewer
    if not part.anybodys and part.state is not PartState.OFFERED:
        return reach.view(session, tools, _("It is yours already."))
    if not (part.me or part.anybodys):
        return reach.view(session, tools, _("This is offered to %(who)s, who can accept it.") % {"who": part.holder})
    if not rules.may_have(part.kind, viewer.role):
        return reach.view(session, tools, _for_others())
    values = {"state": PartState.CONFIRMED.value, "member_id": viewer.member}
    holder = None if part.anybodys else viewer.member
    if not storage.change(tools.db, part.id, [part.state], tools.now, values, member_id=holder):
        return reach.view(session, tools, reach.settled())
    telling.agreed(part.id, tools)
    tools.outbox.redraw(SessionCard(session.id))
    return reach.view(
        session, tools, _("Thank you! It is agreed: %(part)s.") % {"part": cast.label(part.kind, part.meeting)}
    )


def _for_others() -> str:
    return _("This part is for others to claim. If you would like it, write to a facilitator.")


def _ask_withdraw(part: SeenPart, session: Look, tools: Tools) -> Message:
    return cards.ask_withdraw(
        part,
        session.title,
        Button(_("Give it back"), WithdrawPart(part.id), Style.DANGER),
        Button(_("Keep it"), ShowParts(session.id)),
    )


def _claims(session: int, title: str, count: int) -> tuple[Block, ...]:
    text = n_("%(count)s claimed part waits for you.", "%(count)s claimed parts wait for you.", count)
    button = Button(_("See the parts"), ShowParts(session), about=title)
    return (Text((Strong(title), f" · {text}")), Buttons((button,)))
