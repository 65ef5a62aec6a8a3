"""Proposals by their titles, in plain sentences: supported, taken back, accepted, merged, declined."""

from collections.abc import Callable

from bot.agenda import proposalcards as cards
from bot.agenda.proposalactions import ShowProposals
from bot.agenda.proposing import all_open, voted, withdrawn
from bot.agenda.weighing import accepted, declined, merged, merging
from bot.agenda.which import called, of_session, parted
from bot.chat import Button, Buttons, Message, Next, Said, Text
from bot.kit import ANSWERING, FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _
from storage import agendas, proposals
from storage.agendas import AgendaItem
from storage.models import Session
from storage.proposals import Proposal, ProposalState

choosing = Feature("proposals in words", Topic.AGENDA)

OFFERED = 10
"""Proposals named where several are meant."""


@choosing.command(
    "support",
    "vote for",
    may=ANSWERING,
    usage=N_("support PROPOSAL"),
    help=N_("your organisation's vote for a topic"),
    done=N_("voted for a proposal"),
)
def say_support(said: Said, rest: str, tools: Tools) -> Next:
    """One vote for each company."""
    return _meant(rest, tools, lambda one, session: voted(one, session, tools, yes=True))


@choosing.command(
    "no longer support", "stop supporting",
    may=ANSWERING, usage=N_("no longer support PROPOSAL"), help=N_("take that vote back"),
)  # fmt: skip
def say_no_longer(said: Said, rest: str, tools: Tools) -> Next:
    """The vote is taken back."""
    return _meant(rest, tools, lambda one, session: voted(one, session, tools, yes=False))


@choosing.command(
    "withdraw proposal", may=ANSWERING, usage=N_("withdraw proposal PROPOSAL"), help=N_("take your own back")
)
def say_withdraw(said: Said, rest: str, tools: Tools) -> Next:
    """One's own alone."""
    assert tools.viewer.member is not None
    every = proposals.of_member(tools.db, tools.viewer.community, tools.viewer.member)
    mine = [one for one in every if one.state == ProposalState.OPEN]
    found = called(rest, mine, lambda one: one.title) if rest else []
    return withdrawn(found[0], tools) if len(found) == 1 else cards.mine(every)


@choosing.command(
    "accept proposal",
    may=FACILITATORS,
    usage=N_("accept proposal PROPOSAL"),
    help=N_("it becomes an item of the draft"),
    done=N_("accepted a proposal"),
)
def say_accept(said: Said, rest: str, tools: Tools) -> Next:
    """At the end of the draft."""
    return _meant(rest, tools, lambda one, session: accepted(one, session, tools))


@choosing.command(
    "decline proposal",
    may=FACILITATORS, usage=N_("decline proposal PROPOSAL: why"), help=N_("with a sentence to whoever proposed it"),
)  # fmt: skip
def say_decline(said: Said, rest: str, tools: Tools) -> Next:
    """Without the sentence, a form asks for it."""
    for title, reply in parted(rest, r":\s"):
        if reply and len(_found(title, tools)) == 1:
            return _meant(title, tools, lambda one, session, reply=reply: declined(one, session, reply, tools))
    return _meant(rest, tools, lambda one, session: cards.decline_form(one))


@choosing.command(
    "merge proposal",
    may=FACILITATORS, usage=N_("merge proposal PROPOSAL into item 3"), help=N_("its words go to the item's notes"),
)  # fmt: skip
def say_merge(said: Said, rest: str, tools: Tools) -> Next:
    """Into an item by its number or title; without one, a form asks."""
    for title, item in parted(rest, r"\sinto\s"):
        found = _found(title, tools)
        if len(found) == 1:
            row = _item(found[0][1], item, tools)
            on = of_session(found[0][1].id or 0, tools)
            if row is not None and on is not None:
                return merged(*found[0], on, row, "", tools)
            return merging(*found[0], tools)
    return _meant(rest, tools, lambda one, session: merging(one, session, tools))


def _found(words: str, tools: Tools) -> list[tuple[Proposal, Session]]:
    return called(words, all_open(tools), lambda pair: pair[0].title)


def _meant(words: str, tools: Tools, then: Callable[[Proposal, Session], Next]) -> Next:
    """What is done with the one proposal that is meant, or which there are."""
    found = _found(words, tools)
    if len(found) == 1:
        return then(*found[0])
    if not found:
        return say(
            _("I know no open proposal called “%(title)s”. Write “proposals for TITLE” to see them.") % {"title": words}
        )
    sessions = {session.id or 0: session.title for _one, session in found}
    titles = "\n".join(f"• {one.title}" for one, _session in found[:OFFERED])
    buttons = tuple(Button(title, ShowProposals(session)) for session, title in sessions.items())
    return Message((Text((_("Which proposal do you mean?"), "\n", titles)), Buttons(buttons[:OFFERED])))


def _item(session: Session, words: str, tools: Tools) -> AgendaItem | None:
    on = of_session(session.id or 0, tools)
    rows = agendas.items(tools.db, tools.viewer.community, on.id) if on is not None else []
    number = words.casefold().removeprefix(_("item")).strip()
    if number.isdecimal():
        return next((row for row in rows if row.position == int(number)), None)
    found = called(words, rows, lambda row: row.title)
    return found[0] if len(found) == 1 else None
