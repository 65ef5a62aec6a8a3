"""Keeping an answer, and what whoever gave it sees then."""

from collections.abc import Mapping

from bot import hall
from bot.chat import Message, Next
from bot.kit import Tools
from bot.limits import limits_of
from bot.signups import cards, own_cards, rules, showing
from bot.words import _
from storage.look import Look
from storage.models import Choice


def record(session: Look, choices: Mapping[int, Choice], tools: Tools, beside: bool = False) -> Next:
    """Keeps what may be kept, by meeting; `beside` a card that stays, a sentence is enough."""
    if not choices:
        return showing.as_it_is(session, _("This session takes no answers any more. Here is how things are."), tools)
    limits = limits_of(session)
    if limits.late(tools.now):
        own = showing.choices(session, tools)
        choices = {m: c for m, c in choices.items() if c is Choice.NOT or rules.given(own.get(m)) == rules.given(c)}
        if not choices:
            return showing.as_it_is(
                session, _("The time to answer is over. Please ask your facilitator for a seat."), tools
            )
    hall.answer(tools.db, tools.outbox, session, showing.me(tools.viewer), choices)
    certain = not limits.limited and len(choices) == len(session.meetings)
    own = showing.mine(session, tools, choices if certain else None)
    if beside:
        return Message(own_cards.thanks(session, own, tools.now))
    return cards.personal_card(showing.counted(session, tools.viewer, tools), tools.viewer, own, answered=True)
