"""Answering in plain sentences: what the buttons of a card do, for whoever would rather write."""

import re
from collections.abc import Sequence

from bot import courtesy, hall
from bot.chat import Button, Buttons, Message, Next, Said, Text
from bot.doors import ShowSession
from bot.finding import answerable, one_session
from bot.kit import ANSWERING, MEMBERS, TAKING_PART, Feature, Tools
from bot.lobby import say
from bot.signups import flow, late, showing
from bot.signups.actions import AnswerSession, OpenByMeeting
from bot.signups.said import SaidAnswer, read
from bot.words import N_, _, listing
from storage import programme
from storage.look import Look
from storage.models import Choice, SessionState

saying = Feature("answering in words")

MOST = 10
"""Sessions to come that are thought of when nobody names one."""

_WHERE = re.compile(
    r"(?:to|for|at|in)?\s*"
    r"(?:(?:all|every|each)\s+meetings?(?:\s+(?:of|in|at))?\s*"
    r"|(?:only\s+)?(?:to\s+)?meetings?\s+(?P<numbers>\d{1,2}(?:\s*(?:,|&|and)\s*(?:and\s+)?\d{1,2})*)(?:\s+(?:of|in|at))?\s*)?"
    r"(?P<title>.*)",
    re.I | re.S,
)
_TAIL = re.compile(r"[\s,]*\b(?:after\s+all|this\s+time|please)[\s.!]*$", re.I)

_OUTRIGHT = re.compile(r"(?:@?convener[\s,:]*)?(?:(?:i am|i'm|i’m)\s+)?(?:not\s+)?(?:coming|attending|maybe)\b", re.I)
_TO_TITLE = re.compile(r"\b(?:to|of)\s+(?!meetings?\b)(.+?)[\s.!?]*$", re.I | re.S)


def _where(rest: str) -> tuple[list[int], str]:
    """The numbers of the meetings that are named, and the title."""
    asked = _WHERE.fullmatch(_TAIL.sub("", rest).strip())
    assert asked is not None
    return [int(number) for number in re.findall(r"\d+", asked["numbers"] or "")], asked["title"].strip()


@saying.command(
    "coming", "not coming", "attending", "not attending", "come", "attend", "yes", "yep", "no", "nope", "maybe",
    "perhaps", "not sure", "not this time", "count me", "sorry", "unfortunately", "can't", "cannot", "cancel my",
    "i'm", "i am", "i'll", "i will", "i can", "i can't", "i cannot", "i won't", "i might", "i may", "i have to miss",
    "we're", "we are", "we'll", "we will", "we can", "we can't", "we cannot", "we won't",
    may=ANSWERING, first=TAKING_PART, usage=N_("coming to TITLE"),
    help=N_("your answer; “maybe to TITLE” and “not coming to meeting 2 of TITLE” work alike"), done=N_("answered"),
)  # fmt: skip
def say_answer(said: Said, rest: str, tools: Tools) -> Next:
    """Their answer to the session they mean; words that are no answer are left to the lobby."""
    if late.is_late(courtesy.plainly(said.text)):
        return late.told(tools)
    answer = read(said.text)
    if answer is None:
        return None
    ahead = _ahead(tools)
    meant = [session for session in ahead if answer.names(session.title)]
    if len(meant) == 1:
        return _answered(answer, meant[0], tools)
    if meant:
        return _which_answer(answer, meant)
    if not answer.words:
        return say(_("Nothing is planned that needs your answer. When a session is announced, you hear of it here."))
    title = _TO_TITLE.search(said.text) if _OUTRIGHT.match(said.text) else None
    found = _meant(title[1], tools) if title else None
    return _answered(answer, found, tools) if isinstance(found, Look) else found


@saying.command(
    "take the seat", "take my seat", "accept the seat", "accept my seat", may=ANSWERING,
    usage=N_("take the seat in TITLE"), help=N_("a seat that is held for you"),
    done=N_("took the seat they were offered"),
)  # fmt: skip
def say_take(said: Said, rest: str, tools: Tools) -> Next:
    """The seat that is held for them is theirs."""
    return _offered(Choice.COMING, rest, tools)


@saying.command(
    "let the seat go", "let my seat go", "decline the seat", "decline my seat", may=ANSWERING,
    usage=N_("let the seat go in TITLE"), help=N_("it is offered to the next"), done=N_("let an offered seat go"),
)  # fmt: skip
def say_let_go(said: Said, rest: str, tools: Tools) -> Next:
    """The next in line is offered it."""
    return _offered(Choice.NOT, rest, tools)


@saying.command(
    "undo that",
    "undo",
    may=ANSWERING,
    usage=N_("undo that"),
    help=N_("take back what somebody answered for you"),
    done=N_("undid an answer given for them"),
)
def say_undo(said: Said, rest: str, tools: Tools) -> Next:
    """What others answered for them is as it was before."""
    sessions = _meant_or_all(rest, tools)
    if isinstance(sessions, Message):
        return sessions
    for session in sessions:
        if hall.take_back(tools.db, tools.outbox, session, showing.me(tools.viewer)):
            return showing.as_it_is(session, _("Undone: this is how it stands now."), tools)
    return say(
        _("Nobody has answered for you, so there is nothing to undo."),
        _("Your own answer you can change at any time: write “home”."),
    )


@saying.command(
    "who can see my answer", "who sees my answer", may=MEMBERS, usage=N_("who can see my answer to TITLE"),
    help=N_("in one sentence, before you give it"),
)  # fmt: skip
def say_who_sees(said: Said, rest: str, tools: Tools) -> Next:
    """In one sentence."""
    found = _meant(_where(rest)[1], tools)
    return found if isinstance(found, Message) else flow.seen_by(found, tools)


def _answered(answer: SaidAnswer, session: Look, tools: Tools) -> Next:
    still = answerable(session, tools.now)
    numbers = {meeting.number: meeting.id for meeting in session.meetings}
    ahead = [number for number, meeting in numbers.items() if meeting in still]
    choices = answer.choices(ahead or list(numbers))
    if choices is None:
        missing = listing(str(number) for number in answer.by_number if number > 0 and number not in ahead)
        sentence = _("“%(title)s” has no meeting %(number)s.") % {"title": session.title, "number": missing}
        return showing.as_it_is(session, sentence, tools)
    given = {numbers[number]: choice for number, choice in choices.items() if numbers[number] in still}
    return flow.record(session, given, tools)


def _which_answer(answer: SaidAnswer, sessions: Sequence[Look]) -> Message:
    """Whoever is asked again answers with one click, or by meeting where they named some."""
    whole = answer.whole
    buttons = tuple(
        Button(one.title, OpenByMeeting(one.id), opens_form=True)
        if whole is None
        else Button(one.title, AnswerSession(one.id, whole))
        for one in sessions
    )
    return Message((Text((_("Which session do you mean?"),)), Buttons(buttons)))


def _offered(choice: Choice, rest: str, tools: Tools) -> Next:
    sessions = _meant_or_all(rest, tools)
    if isinstance(sessions, Message):
        return sessions
    for session in sessions:
        mine = showing.mine(session, tools)
        held = [m for m, wait in mine.waits.items() if wait.offered and m in answerable(session, tools.now)]
        if held:
            hall.answer(tools.db, tools.outbox, session, showing.me(tools.viewer), dict.fromkeys(held, choice))
            return showing.personal(session, tools, answered=True)
    return say(_("No seat is held for you at the moment. Write “home” to see where you stand."))


def _meant(title: str, tools: Tools) -> Look | Message:
    """The session of this title; without one, the only one that can be answered."""
    if not title:
        ahead = _ahead(tools)
        if len(ahead) == 1:
            return ahead[0]
        return _which(ahead) if ahead else say(_("Nothing is planned that needs your answer."))
    found = one_session(tools.db, tools.viewer, title, SessionState.OPEN, SessionState.CLOSED)
    if isinstance(found, Message):
        return found
    return showing.visible(found.id or 0, tools) or showing.gone()


def _meant_or_all(rest: str, tools: Tools) -> list[Look] | Message:
    """The session that is named, or all to come where none is."""
    _numbers, title = _where(rest)
    found = _meant(title, tools) if title else None
    if isinstance(found, Message):
        return found
    return [found] if found else _ahead(tools)


def _ahead(tools: Tools) -> list[Look]:
    """What is still to come and theirs to answer, the next first."""
    found = programme.upcoming(tools.db, tools.viewer.community, tools.now, MOST)
    seen = (showing.visible(one.id or 0, tools) for one in found)
    return [one for one in seen if one is not None and answerable(one, tools.now)]


def _which(sessions: Sequence[Look]) -> Message:
    buttons = tuple(Button(one.title, ShowSession(one.id)) for one in sessions)
    return Message((Text((_("Which session do you mean?"),)), Buttons(buttons)))
