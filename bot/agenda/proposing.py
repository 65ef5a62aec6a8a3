"""Proposals: made by name, as a company or without a name; supported by companies; answered by facilitators."""

import secrets
from collections.abc import Callable, Sequence

from bot import disclosure
from bot.agenda import anonymity, forms
from bot.agenda import proposalcards as cards
from bot.agenda.drafting import gone
from bot.agenda.items import LONGEST_TITLE, Item
from bot.agenda.proposalactions import (
    Propose,
    ShowMine,
    ShowProposals,
    Vote,
    Withdraw,
)
from bot.agenda.published import invited
from bot.agenda.which import before_items
from bot.chat import Button, Buttons, Message, Next, Pressed, Problems, Said, Strong, Submitted, Text
from bot.doors import OpenProposal
from bot.finding import one_session
from bot.kit import ANSWERING, TAKING_PART, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, spoken
from storage import people, programme, proposals
from storage.models import OrganisationKind, Session, SessionState
from storage.proposals import Naming, Proposal, ProposalState

proposing = Feature("proposals", Topic.AGENDA)

MOST_OPEN = 10
"""Proposals of one person for one session that wait for an answer."""


@proposing.pressed(OpenProposal, may=ANSWERING)
def open_proposal(pressed: Pressed, action: OpenProposal, tools: Tools) -> Next:
    """The form."""
    session = _session(action.session, tools)
    return gone() if session is None else cards.form(session, tools.viewer.name)


@proposing.submitted(Propose, may=ANSWERING, done=N_("proposed a topic"))
def propose(submitted: Submitted, action: Propose, tools: Tools) -> Next:
    """It is kept, and facilitators find it with the agenda."""
    session = _session(action.session, tools)
    if session is None:
        return gone()
    values = submitted.values
    read = forms.read_item({"title": values.get("title", ""), "minutes": values.get("minutes", "")})
    wrong = read if isinstance(read, dict) else {}
    if values.get("naming") not in list(Naming):
        wrong = {**wrong, "naming": _("Please choose one of the answers.")}
    if isinstance(read, dict) or wrong:
        return Problems(cards.form(session, tools.viewer.name).filled(values), wrong)
    full = _keep(session, read, values.get("why", "").strip()[:1000], Naming(values["naming"]), tools)
    if full:
        return Problems(cards.form(session, tools.viewer.name).filled(values), {"": full})
    return _thanks(session, Naming(values["naming"]))


@proposing.command(
    "propose without a name for", "propose for",
    may=ANSWERING, first=TAKING_PART, usage=N_("propose for TITLE: topic"),
    help=N_("a topic for its agenda, as your organisation"), done=N_("proposed a topic"),
)  # fmt: skip
def say_propose(said: Said, rest: str, tools: Tools) -> Next:
    """In one sentence: as one's organisation, or without a name."""
    title, topic = before_items(rest, tools)
    found = one_session(tools.db, tools.viewer, title, SessionState.OPEN, SessionState.CLOSED)
    session = found if isinstance(found, Message) else _session(found.id or 0, tools)
    if isinstance(session, Message):
        return session
    if session is None:
        return gone()
    topic = " ".join(topic.split())
    if not topic:
        return cards.form(session, tools.viewer.name)
    nameless = said.text.casefold().lstrip().startswith(_("propose without a name for"))
    if nameless and not said.place.private:
        return say(_("Others read along here. Please write that to me privately, or use the form."))
    if len(topic) > LONGEST_TITLE:
        sentence = _("Please use at most %(count)s characters, and the form for more.") % {"count": LONGEST_TITLE}
        return Problems(cards.form(session, tools.viewer.name).filled({"title": topic}), {"title": sentence})
    naming = Naming.NOBODY if nameless else Naming.COMPANY
    full = _keep(session, Item(topic), "", naming, tools)
    return say(full) if full else _thanks(session, naming)


@proposing.pressed(ShowProposals, may=ANSWERING)
def show_proposals(pressed: Pressed, action: ShowProposals, tools: Tools) -> Next:
    """The list."""
    session = _session(action.session, tools)
    return gone() if session is None else listed(session, tools, action.page)


@proposing.command(
    "proposals for", "proposals", may=ANSWERING, usage=N_("proposals for TITLE"), help=N_("what is proposed for it")
)
def say_proposals(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    if isinstance(found, Message):
        return found
    session = _session(found.id or 0, tools)
    return gone() if session is None else listed(session, tools)


@proposing.pressed(ShowMine, may=ANSWERING)
def show_mine(pressed: Pressed, action: ShowMine, tools: Tools) -> Next:
    """What became of one's own."""
    return _mine(tools)


@proposing.command("my proposals", may=ANSWERING, usage=N_("my proposals"), help=N_("what became of them"))
def say_mine(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words."""
    return _mine(tools)


@proposing.pressed(Vote, may=ANSWERING, done=N_("voted for a proposal"))
def vote(pressed: Pressed, action: Vote, tools: Tools) -> Next:
    """One vote for each company, whoever of its people gives it."""
    found = open_one(action.proposal, tools)
    if found is None:
        return decided()
    return voted(*found, tools, yes=action.yes)


def voted(one: Proposal, session: Session, tools: Tools, *, yes: bool) -> Message:
    """The company supports it, or does no longer."""
    assert one.id is not None
    assert tools.viewer.organisation is not None
    proposals.set_vote(tools.db, one.id, tools.viewer.organisation, yes)
    return listed(session, tools)


@proposing.pressed(Withdraw, may=ANSWERING, done=N_("took a proposal back"))
def withdraw(pressed: Pressed, action: Withdraw, tools: Tools) -> Next:
    """Nobody reads it any more."""
    one = proposals.proposal(tools.db, tools.viewer.community, action.proposal)
    if one is None or one.member_id != tools.viewer.member:
        return decided()
    return withdrawn(one, tools)


def withdrawn(one: Proposal, tools: Tools) -> Message:
    """Nobody reads it any more."""
    if one.state == ProposalState.OPEN:
        tools.outbox.unsigned = one.naming == Naming.NOBODY
        one.state = ProposalState.WITHDRAWN
        tools.db.add(one)
        tools.db.flush()
    return _mine(tools)


def _keep(session: Session, item: Item, why: str, naming: Naming, tools: Tools) -> str:
    """Keep the proposal; a sentence where one person has too many waiting."""
    viewer = tools.viewer
    assert viewer.member is not None
    assert viewer.organisation is not None
    assert session.id is not None
    own = [
        one
        for one in proposals.of_member(tools.db, viewer.community, viewer.member)
        if one.session_id == session.id and one.state == ProposalState.OPEN
    ]
    # Sent twice by a second click, it is still one proposal.
    if any((one.title, one.why, one.naming) == (item.title, why, naming) for one in own):
        return ""
    if len(own) >= MOST_OPEN:
        return _("You have %(count)s proposals waiting for an answer. Please withdraw one first.") % {"count": len(own)}
    tools.outbox.unsigned = naming is Naming.NOBODY
    tools.db.add(
        Proposal(
            community_id=viewer.community,
            session_id=session.id,
            member_id=viewer.member,
            organisation_id=viewer.organisation,
            naming=naming,
            title=item.title,
            minutes=item.minutes,
            why=why,
            at=tools.now,
            shows=anonymity.shows_at(tools.now, naming),
            shuffle=secrets.randbelow(2**30),
        )
    )
    tools.db.flush()
    return ""


def _thanks(session: Session, naming: Naming) -> Message:
    assert session.id is not None
    sentence = _("Thank you. The facilitators see it with the agenda.")
    if naming is Naming.NOBODY:
        sentence = _(
            "Thank you. It is kept without showing your name to anybody, and appears later among others. I write "
            "nobody about it, you neither: the answer will stand under “my proposals”."
        )
    more = (Button(_("My proposals"), ShowMine()), Button(_("All proposals"), ShowProposals(session.id)))
    return Message((Text((Strong(sentence),)), Buttons(more)), locale=spoken())


def listed(session: Session, tools: Tools, page: int = 1, done: str = "") -> Message:
    """What waits for an answer, what most companies support first."""
    assert session.id is not None
    every = _visible(session.id, tools)
    waiting = [one for one in every if one.state == ProposalState.OPEN]
    votes = proposals.votes(tools.db, session.id)
    waiting.sort(key=lambda one: -len(votes.get(one.id or 0, ())))
    return cards.listed(session, waiting, votes, by_for(tools), tools.viewer, page, done)


def by_for(tools: Tools) -> Callable[[Proposal], str]:
    """Under which name this viewer reads a proposal: companies by the same rule as everywhere."""
    viewer = tools.viewer
    readable = disclosure.nameable(tools.db, viewer)
    organisations = {one.id: one.name for one in people.organisations(tools.db, viewer.community)}

    def by(one: Proposal) -> str:
        if one.naming == Naming.NOBODY:
            return ""
        if not viewer.facilitates and one.organisation_id not in readable:
            return _("a company")
        own = viewer.facilitates or one.organisation_id == viewer.organisation
        if one.naming == Naming.NAME and own:
            return people.member(tools.db, one.member_id).name
        return organisations.get(one.organisation_id, "")

    return by


def _mine(tools: Tools) -> Message:
    assert tools.viewer.member is not None
    return cards.mine(proposals.of_member(tools.db, tools.viewer.community, tools.viewer.member))


def open_one(proposal: int, tools: Tools) -> tuple[Proposal, Session] | None:
    """A proposal that waits for its answer and that this person may read."""
    one = proposals.proposal(tools.db, tools.viewer.community, proposal)
    session = _session(one.session_id, tools) if one is not None else None
    if one is None or session is None or one.state != ProposalState.OPEN:
        return None
    return (one, session) if one.id in {other.id for other in _visible(one.session_id, tools)} else None


def all_open(tools: Tools) -> list[tuple[Proposal, Session]]:
    """Every proposal that waits for its answer and that this person may read."""
    known = programme.sessions(tools.db, tools.viewer.community, SessionState.OPEN, SessionState.CLOSED)
    sessions = [one for one in known if one.id is not None and _session(one.id, tools) is not None]
    return [
        (one, session)
        for session in sessions
        for one in _visible(session.id or 0, tools)
        if one.state == ProposalState.OPEN
    ]


def _visible(session: int, tools: Tools) -> Sequence[Proposal]:
    organisations = people.organisations(tools.db, tools.viewer.community)
    companies = {one.id for one in organisations if one.kind == OrganisationKind.COMPANY and one.id is not None}
    return anonymity.visible(proposals.of_session(tools.db, tools.viewer.community, session), tools.now, companies)


def _session(session: int, tools: Tools) -> Session | None:
    found = programme.session(tools.db, tools.viewer.community, session)
    if found is None or (found.state == SessionState.DRAFT and not tools.viewer.facilitates):
        return None
    return found if invited(tools, tools.viewer, found) else None


def decided() -> Message:
    """It has its answer, or is not for this person."""
    return say(_("This proposal is not open any more. Write “proposals for TITLE” to see how things are."))
