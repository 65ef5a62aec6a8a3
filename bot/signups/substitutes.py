"""Sending a substitute: a colleague who takes part already, at once; somebody new once they are admitted."""

import re
from collections.abc import Iterable

from bot import disclosure, hall
from bot.chat import Block, Message, Next, Pressed, Problems, Said, Submitted
from bot.finding import answerable, one_session
from bot.kit import ANSWERING, TAKING_PART, Feature, Tools, Viewer
from bot.lobby import say
from bot.names import as_name
from bot.signups import handing, rules, showing
from bot.signups import substitute_cards as cards
from bot.signups.actions import (
    Admit,
    Decline,
    OpenSubstitute,
    SaveSubstitute,
    SubstituteCode,
    SubstituteDecided,
    SubstituteWanted,
)
from bot.words import N_, _
from storage import answers, codes, guests, membership, people
from storage import substitutes as wishes
from storage.look import Look, look
from storage.models import Choice, Role, SessionState
from storage.substitutes import Asked, Substitute, Wanted

substitutes = Feature("substitutes")

MOST_COLLEAGUES = 100
"""Options of one choice (Slack's static_select)."""
HOME_SHOWS = 3
"""Substitutes to be decided about in somebody's home."""


@substitutes.home
def at_home(tools: Tools) -> Iterable[Block]:
    """Whom this person could admit."""
    viewer = tools.viewer
    if viewer.role not in rules.ADMITTING:
        return ()
    organisation = None if viewer.facilitates else viewer.organisation
    found = wishes.wanted(tools.db, viewer.community, organisation, HOME_SHOWS)
    return [block for wanted in found for block in cards.question(wanted)]


@substitutes.pressed(OpenSubstitute, may=ANSWERING)
def open_substitute(pressed: Pressed, action: OpenSubstitute, tools: Tools) -> Next:
    """Who comes instead?"""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    if not _holds(session, tools.viewer.member, tools):
        return _no_seat(session, tools)
    return cards.form(session, disclosure.colleagues(tools.db, tools.viewer, session, MOST_COLLEAGUES), action.called)


@substitutes.submitted(SaveSubstitute, may=ANSWERING, done=N_("named a substitute"))
def save_substitute(submitted: Submitted, action: SaveSubstitute, tools: Tools) -> Next:
    """A colleague has the seat; for somebody new it is asked."""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    if not _holds(session, tools.viewer.member, tools):
        return _no_seat(session, tools)
    colleagues = disclosure.colleagues(tools.db, tools.viewer, session, MOST_COLLEAGUES)
    chosen = submitted.values.get("colleague", "")
    name = as_name(submitted.values.get("name", ""))
    problem = ""
    if bool(chosen) == bool(name):
        problem = _("Please choose a colleague, or name somebody new.")
    elif chosen and chosen not in [str(member) for member, _name in colleagues]:
        problem = _("Please choose one of your colleagues.")
    elif len(name) > rules.LONGEST_NAME:
        problem = _("Please use at most %(count)s characters.") % {"count": rules.LONGEST_NAME}
    elif name and people.called(tools.db, tools.viewer.community, name):
        problem = _("There is a place of this name already.")
    if problem:
        form = cards.form(session, colleagues).filled(submitted.values)
        return Problems(form, {"colleague" if chosen and colleagues and not name else "name": problem})
    return handing.hand(session, int(chosen), tools) if chosen else _wish(session, name, submitted.place.private, tools)


@substitutes.command(
    "send",
    may=ANSWERING,
    first=TAKING_PART,
    usage=N_("send NAME to TITLE instead of me"),
    help=N_("hand your seat to a colleague"),
    done=N_("named a substitute"),
)
def say_send(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence; a name that is new is asked about first, for it may be a slip."""
    asked = re.fullmatch(r"(.+?)\s+to\s+(.+?)(?:\s+instead(?:\s+of\s+me)?)?", rest, re.I | re.S)
    if asked is None:
        return say(_("Please write whom and where: “send Cisco nominee 2 to Access to remedy instead of me”."))
    found = one_session(tools.db, tools.viewer, asked[2], SessionState.OPEN)
    if isinstance(found, Message):
        return found
    session = showing.visible(found.id or 0, tools)
    if session is None:
        return showing.gone()
    if not _holds(session, tools.viewer.member, tools):
        return _no_seat(session, tools)
    name = " ".join(asked[1].split())[: rules.LONGEST_NAME]
    for member, called in disclosure.colleagues(tools.db, tools.viewer, session, MOST_COLLEAGUES):
        if called.casefold() == name.casefold():
            return handing.hand(session, member, tools)
    return cards.new_name(session, name)


@substitutes.pressed(Admit, may=rules.ADMITTING, done=N_("admitted a substitute"))
def admit(pressed: Pressed, action: Admit, tools: Tools) -> Next:
    """They are a participant with a personal code, and the seat is theirs."""
    wish = _to_decide(action.substitute, tools)
    return wish if isinstance(wish, Message) else _admit(wish, pressed.place.private, tools)


@substitutes.pressed(Decline, may=rules.ADMITTING, done=N_("declined a substitute"))
def decline(pressed: Pressed, action: Decline, tools: Tools) -> Next:
    """The seat stays where it is."""
    wish = _to_decide(action.substitute, tools)
    return wish if isinstance(wish, Message) else _decline(wish, tools)


@substitutes.command(
    "admit",
    may=rules.ADMITTING,
    usage=N_("admit NAME"),
    help=N_("a substitute who was named to you"),
    done=N_("admitted a substitute"),
)
def say_admit(said: Said, rest: str, tools: Tools) -> Next:
    """The same by their name."""
    wish = _named(rest, tools)
    return wish if isinstance(wish, Message) else _admit(wish, said.place.private, tools)


@substitutes.command(
    "do not admit", "don't admit", "don’t admit", may=rules.ADMITTING, usage=N_("do not admit NAME"),
    help=N_("the seat stays where it is"), done=N_("declined a substitute"),
)  # fmt: skip
def say_not_admit(said: Said, rest: str, tools: Tools) -> Next:
    """The same by their name."""
    wish = _named(rest, tools)
    return wish if isinstance(wish, Message) else _decline(wish, tools)


@substitutes.pressed(SubstituteCode, may=ANSWERING)
def show_code(pressed: Pressed, action: SubstituteCode, tools: Tools) -> Next:
    """A fresh code, for whoever asked, until the substitute has joined."""
    wish = wishes.find(tools.db, tools.viewer.community, action.substitute)
    if wish is None or wish.asker_id != tools.viewer.member or wish.member_id is None:
        return _decided()
    if not pressed.place.private:
        return say(_("Codes are for one pair of eyes. Please ask me in our own conversation."))
    if people.accounts(tools.db, wish.member_id):
        return say(_("%(name)s has joined already.") % {"name": wish.name})
    return cards.code(wish.name, _fresh_code(wish.member_id, tools))


@substitutes.draws(SubstituteWanted)
def draw_wanted(told: SubstituteWanted, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say once it is decided."""
    wish = wishes.find(tools.db, viewer.community, told.substitute)
    if wish is None or wish.state != Asked.WAITING or not _decides(viewer, wish):
        return None
    session = look(tools.db, viewer.community, wish.session_id)
    if session is None or not _holds(session, wish.asker_id, tools):
        return None
    asker = people.member(tools.db, wish.asker_id).name
    return Message(cards.question(Wanted(told.substitute, wish.name, asker, session.id, session.title)))


@substitutes.draws(SubstituteDecided)
def draw_decided(told: SubstituteDecided, viewer: Viewer, tools: Tools) -> Message | None:
    """For whoever asked."""
    wish = wishes.find(tools.db, viewer.community, told.substitute)
    session = look(tools.db, viewer.community, wish.session_id) if wish else None
    if wish is None or session is None or viewer.member != wish.asker_id:
        return None
    match wish.state:
        case Asked.ADMITTED:
            return cards.told_admitted(session, wish.name, told.substitute)
        case Asked.DECLINED:
            return cards.told_declined(session, wish.name)
        case _:
            return None


def _wish(session: Look, name: str, private: bool, tools: Tools) -> Message:
    """Somebody new: whoever may admit them does so at once, everybody else asks."""
    viewer = tools.viewer
    assert viewer.member is not None
    assert viewer.organisation is not None
    fresh = wishes.ask(tools.db, session.id, viewer.member, viewer.organisation, name, tools.now)
    if fresh is not None and viewer.role in rules.ADMITTING:
        wish = wishes.find(tools.db, viewer.community, fresh)
        assert wish is not None
        return _admit(wish, private, tools)
    coordinators = membership.holders(tools.db, viewer.community, Role.COORDINATOR, viewer.organisation)
    reached = any(people.accounts(tools.db, one) for one in coordinators)
    if fresh is not None:
        urgent = any(m.starts - tools.now < hall.SOON for m in session.meetings if m.starts > tools.now)
        facilitators = membership.holders(tools.db, viewer.community, Role.FACILITATOR)
        for one in coordinators if reached else facilitators:
            what = SubstituteWanted(fresh)
            tools.outbox.tell(one, what, f"substitute {fresh}", zone=viewer.community_zone, urgent=urgent)
    return cards.asked(session, name, reached)


def _admit(wish: Substitute, private: bool, tools: Tools) -> Message:
    assert wish.id is not None
    session = look(tools.db, tools.viewer.community, wish.session_id)
    if session is None or not _holds(session, wish.asker_id, tools):
        wishes.decide(tools.db, wish.id, Asked.WITHDRAWN)
        return say(_("Whoever asked holds no seat there any more, so there is nothing to hand over."))
    if people.called(tools.db, tools.viewer.community, wish.name):
        return say(_("There is a place of this name already. Please decline, and ask for another name."))
    organisation = membership.organisation(tools.db, tools.viewer.community, wish.organisation_id)
    if organisation is None or not wishes.decide(tools.db, wish.id, Asked.ADMITTED):
        return _decided()
    asker = people.member(tools.db, wish.asker_id)
    as_guest = guests.session_of(tools.db, wish.asker_id) if asker.role == Role.GUEST else None
    member = membership.add(tools.db, organisation, wish.name, Role.PARTICIPANT if as_guest is None else Role.GUEST)
    if as_guest is not None:
        guests.invite(tools.db, member, as_guest, tools.viewer.member, tools.now)
    wishes.became(tools.db, wish.id, member)
    holder = hall.Who(wish.asker_id, wish.organisation_id, tools.viewer.account)
    hall.hand_over(tools.db, tools.outbox, session, holder, member, answerable(session, tools.now))
    if wish.asker_id != tools.viewer.member:
        _tell_asker(wish, tools)
    return cards.admitted(session, wish.name, _fresh_code(member, tools) if private else "")


def _decline(wish: Substitute, tools: Tools) -> Message:
    session = look(tools.db, tools.viewer.community, wish.session_id)
    if session is None or not wishes.decide(tools.db, wish.id or 0, Asked.DECLINED):
        return _decided()
    _tell_asker(wish, tools)
    return cards.declined(session, wish.name)


def _named(name: str, tools: Tools) -> Substitute | Message:
    """The one of this name who waits to be admitted; without a name, the only one there is."""
    organisation = None if tools.viewer.facilitates else tools.viewer.organisation
    found = wishes.wanted(tools.db, tools.viewer.community, organisation, MOST_COLLEAGUES)
    meant = [one for one in found if not name or one.name.casefold() == name.casefold()]
    if len(meant) != 1:
        home = _("Write “home” to see who waits for your word.")
        return say(_("Nobody of that name waits to be admitted.") if name else _("Please write whom."), home)
    return _to_decide(meant[0].id, tools)


def _to_decide(substitute: int, tools: Tools) -> Substitute | Message:
    """The substitute, if this viewer decides about them and nobody has."""
    wish = wishes.find(tools.db, tools.viewer.community, substitute)
    if wish is None or wish.state != Asked.WAITING or not _decides(tools.viewer, wish):
        return _decided()
    return wish


def _decides(viewer: Viewer, wish: Substitute) -> bool:
    return viewer.facilitates or (viewer.role is Role.COORDINATOR and viewer.organisation == wish.organisation_id)


def _holds(session: Look, member: int | None, tools: Tools) -> bool:
    """Whether they hold a seat that could be handed over."""
    own = answers.of_member(tools.db, session.id, member) if member is not None else {}
    return any(own.get(meeting) is Choice.COMING for meeting in answerable(session, tools.now))


def _tell_asker(wish: Substitute, tools: Tools) -> None:
    what, about = SubstituteDecided(wish.id or 0), f"substitute {wish.id}"
    tools.outbox.tell(wish.asker_id, what, about, zone=tools.viewer.community_zone)


def _fresh_code(member: int, tools: Tools) -> str:
    codes.revoke_personal(tools.db, member)
    return codes.new(tools.db, tools.viewer.community, tools.now + rules.CODE_LIVES, member=member)


def _no_seat(session: Look, tools: Tools) -> Message:
    return showing.as_it_is(session, _("You hold no seat in this session that you could hand over."), tools)


def _decided() -> Message:
    return say(_("There is nothing to decide here any more. Write “home” to see what is next for you."))
