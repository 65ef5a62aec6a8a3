"""Answering for somebody else: by facilitators for everybody, by coordinators for their own people, by assistants for
their executives. Whoever is answered for is told once, and can undo it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import hall
from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.finding import answerable, one_session
from bot.kit import ANSWERING, Feature, Tools, Viewer
from bot.limits import limits_of
from bot.lobby import refused, say
from bot.signups import behalf_cards, own_cards, rules, showing
from bot.signups.actions import AnsweredForYou, OpenBehalf, SaveBehalf, TakeBack
from bot.words import N_, _
from storage import answers, people
from storage.look import Look, look
from storage.models import Choice, Member, Role, SessionState

behalf = Feature("behalf")

_SAID = re.compile(
    r"(?P<who>[^:]+?)\s*(?::|,)\s*(?P<no>not\s+)?(?P<what>coming|maybe|no|not|yes)\b(?:\s+this\s+time)?"
    r"(?:\s+(?:to|for|at|in))?(?:\s+meeting\s+(?P<number>\d+)(?:\s+(?:of|in))?)?\s*(?P<title>.*)",
    re.I | re.S,
)
_WORDS = {"coming": Choice.COMING, "yes": Choice.COMING, "maybe": Choice.MAYBE, "no": Choice.NOT, "not": Choice.NOT}


@behalf.pressed(OpenBehalf, may=rules.FOR_OTHERS)
def open_behalf(pressed: Pressed, action: OpenBehalf, tools: Tools) -> Next:
    """For whom, and what?"""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    if not answerable(session, tools.now):
        return _closed(session, tools)
    others = _others(session, tools)
    if not others:
        return say(_("There is nobody you could answer for."))
    return behalf_cards.form(session, others, answerable(session, tools.now))


@behalf.submitted(SaveBehalf, may=rules.FOR_OTHERS, done=N_("answered for somebody"))
def save_behalf(submitted: Submitted, action: SaveBehalf, tools: Tools) -> Next:
    """Their answer, or what is missing."""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    meetings = answerable(session, tools.now)
    if not meetings:
        return _closed(session, tools)
    values = submitted.values
    others = _others(session, tools)
    member = _meant(values.get("person", ""), others, tools)
    problems: dict[str, str] = {}
    if member is None:
        problems["person"] = _("Please choose one of the people you may answer for.")
    if values.get("choice") not in rules.GIVEN:
        problems["choice"] = _("Please choose one of the answers.")
    which = values.get("which") or behalf_cards.WHOLE
    if which != behalf_cards.WHOLE and which not in map(str, meetings):
        problems["which"] = _("Please choose one of the meetings.")
    if not others:
        return say(_("There is nobody you could answer for."))
    if problems or member is None:
        return Problems(behalf_cards.form(session, others, meetings).filled(values), problems)
    wanted = meetings if which == behalf_cards.WHOLE else [int(which)]
    return answer_for(session, member, dict.fromkeys(wanted, Choice(values["choice"])), tools)


@behalf.command(
    "answer for", may=rules.FOR_OTHERS, usage=N_("answer for NAME: coming to TITLE"),
    help=N_("answer for somebody else; they are told and can undo it"), done=N_("answered for somebody"),
)  # fmt: skip
def say_behalf(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence."""
    asked = _SAID.fullmatch(rest)
    if asked is None:
        return say(_("Please write for whom and what: “answer for Cisco nominee 1: coming to Access to remedy”."))
    member = people.called(tools.db, tools.viewer.community, asked["who"].strip())
    if member is None or not rules.answers_for(tools.viewer, member):
        known = member is not None and tools.viewer.facilitates
        return _answers_nothing(member) if known and member else _nobody(asked["who"].strip())
    found = one_session(tools.db, tools.viewer, asked["title"], SessionState.OPEN)
    if isinstance(found, Message):
        return found
    session = look(tools.db, tools.viewer.community, found.id or 0)
    if session is None:
        return showing.gone()
    still = answerable(session, tools.now)
    number = asked["number"]
    meetings = [m.id for m in session.meetings if m.id in still and (number is None or m.number == int(number))]
    if not meetings:
        return _closed(session, tools)
    choice = Choice.NOT if asked["no"] else _WORDS[asked["what"].lower()]
    return answer_for(session, member, dict.fromkeys(meetings, choice), tools)


@behalf.pressed(TakeBack, may=ANSWERING, done=N_("undid an answer given for them"))
def take_back(pressed: Pressed, action: TakeBack, tools: Tools) -> Next:
    """It is as it was before somebody answered for them."""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    if hall.take_back(tools.db, tools.outbox, session, showing.me(tools.viewer)):
        return showing.as_it_is(session, _("Undone: this is how it stands now."), tools)
    return showing.personal(session, tools)


@behalf.draws(AnsweredForYou)
def draw_told(told: AnsweredForYou, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say once they have answered or undone it themselves."""
    session = look(tools.db, viewer.community, told.session)
    if session is None or viewer.member is None:
        return None
    mine = showing.mine(session, replace(tools, viewer=viewer))
    return behalf_cards.told(session, mine, own_cards.sentence(session, mine, tools.now)) if mine.by else None


def _others(session: Look, tools: Tools) -> list[Member]:
    """For whom they may answer, as far as a list goes."""
    organisation = None if tools.viewer.facilitates else tools.viewer.organisation
    most = behalf_cards.MOST_LISTED + 2
    listed = people.in_roles(tools.db, tools.viewer.community, ANSWERING, organisation, most)
    mine = [one for one in listed if one.id != tools.viewer.member and rules.answers_for(tools.viewer, one)]
    return [one for one in mine if _takes_part(session, one, tools)]


def _meant(who: str, others: Sequence[Member], tools: Tools) -> Member | None:
    """The person chosen or named in the form, if this viewer may answer for them."""
    chosen = next((one for one in others if str(one.id) == who), None)
    member = chosen or people.called(tools.db, tools.viewer.community, who.strip())
    return member if member is not None and rules.answers_for(tools.viewer, member) else None


def for_executives(session: Look, choices: Mapping[int, Choice], tools: Tools) -> Next:
    """What an assistant answers is the executive's answer; where there are several, they say whose."""
    theirs = showing.executives(tools)
    if not theirs:
        return say(
            _("This session is for executives, and your organisation has none here yet."),
            _("Your coordinator or facilitator can add one: “add NAME as executive”."),
        )
    if len(theirs) > 1:
        form = behalf_cards.form(session, theirs, answerable(session, tools.now))
        return form.filled({"choice": next(iter({*choices.values()}))} if len({*choices.values()}) == 1 else {})
    return answer_for(session, theirs[0], choices, tools)


def answer_for(session: Look, member: Member, choices: Mapping[int, Choice], tools: Tools) -> Next:
    """Keep this answer of somebody else's, if this viewer may give it; they are told."""
    assert member.id is not None
    if not rules.answers_for(tools.viewer, member):
        return refused(tools)
    if not _takes_part(session, member, tools):
        return _answers_nothing(member)
    late = limits_of(session).late(tools.now) and not tools.viewer.facilitates
    if late and any(choice is not Choice.NOT for choice in choices.values()):
        return showing.as_it_is(
            session, _("The time to answer is over. Please ask your facilitator for a seat."), tools
        )
    who = showing.instead(member, tools.viewer)
    told: bool | None = None
    if hall.answer(tools.db, tools.outbox, session, who, choices) and who.by:
        urgent = any(m.starts - tools.now < hall.SOON for m in session.meetings if m.id in choices)
        told = tools.outbox.tell(
            member.id,
            AnsweredForYou(session.id),
            f"behalf {session.id}",
            zone=tools.viewer.community_zone,
            urgent=urgent,
        )
    now = answers.of_member(tools.db, session.id, member.id)
    return behalf_cards.done(session, member, {meeting: now[meeting] for meeting in choices if meeting in now}, told)


def _takes_part(session: Look, member: Member, tools: Tools) -> bool:
    return showing.invited(session, Role(member.role), member.id, member.organisation_id, tools.db)


def _nobody(name: str) -> Message:
    return say(_("I know nobody called “%(name)s” for whom you may answer.") % {"name": name})


def _answers_nothing(member: Member) -> Message:
    return say(_("%(name)s does not take part in this session, so there is nothing to answer.") % {"name": member.name})


def _closed(session: Look, tools: Tools) -> Message:
    return showing.as_it_is(session, _("This session takes no answers any more. Here is how things are."), tools)
