"""Answering in plain sentences: what the buttons of a card do, for whoever would rather write."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import hall
from bot.answering import AnswerSession
from bot.chat import Button, Buttons, LinkButton, Message, Next, Said, Text
from bot.doors import ShowSession
from bot.finding import answerable, one_session
from bot.kit import ANSWERING, MEMBERS, TAKING_PART, Feature, Tools
from bot.lobby import say
from bot.signups import flow, showing
from bot.words import N_, _, listing
from storage import programme
from storage.look import Look
from storage.models import Choice, SessionState

saying = Feature("answering in words")

MOST = 10
"""Sessions to come that are thought of when nobody names one."""

_WHERE = re.compile(
    r"(?P<to>to|for|at|in)?\s*"
    r"(?:(?:all|every|each)\s+meetings?(?:\s+(?:of|in|at))?\s*"
    r"|(?:only\s+)?(?:to\s+)?meetings?\s+(?P<numbers>\d{1,2}(?:\s*(?:,|&|and)\s*(?:and\s+)?\d{1,2})*)(?:\s+(?:of|in|at))?\s*)?"
    r"(?P<title>.*)",
    re.I | re.S,
)
_TAIL = re.compile(r"[\s,]*\b(?:after\s+all|this\s+time|please)[\s.!]*$", re.I)


def _where(rest: str) -> tuple[list[int], str, bool]:
    """The numbers of the meetings that are named, the title, and whether these words can only be meant so."""
    asked = _WHERE.fullmatch(_TAIL.sub("", rest).strip())
    assert asked is not None
    return (
        [int(number) for number in re.findall(r"\d+", asked["numbers"] or "")],
        asked["title"].strip(),
        bool(asked["to"]),
    )


@saying.command(
    "coming", "i am coming", "i'm coming", "i’m coming", "i will come", "i'll come", "i’ll come", "i can come",
    "we are coming", "count me in",
    may=ANSWERING, first=TAKING_PART, usage=N_("coming to TITLE"),
    help=N_("your answer; “maybe to TITLE” and “not coming to meeting 2 of TITLE” work alike"),
)  # fmt: skip
def say_coming(said: Said, rest: str, tools: Tools) -> Next:
    """Coming, to all of it or to the meetings that are named."""
    return _answered(Choice.COMING, rest, tools)


@saying.command(
    "maybe", "perhaps", "i may come", "i might come", may=ANSWERING, usage=N_("maybe to TITLE"),
    help=N_("you do not know yet"),
)  # fmt: skip
def say_maybe(said: Said, rest: str, tools: Tools) -> Next:
    """Maybe."""
    return _answered(Choice.MAYBE, rest, tools)


@saying.command(
    "not coming", "i am not coming", "i'm not coming", "i’m not coming", "i will not come", "i won't come",
    "i won’t come", "i cannot come", "i can't come", "i can’t come", "i can not come", "not this time", "cannot come",
    "can't come", "can’t come", "can not come", "count me out",
    may=ANSWERING, usage=N_("not coming to TITLE"), help=N_("your seat goes to the next"),
)  # fmt: skip
def say_not(said: Said, rest: str, tools: Tools) -> Next:
    """Not this time."""
    return _answered(Choice.NOT, rest, tools)


@saying.command(
    "take the seat", "take my seat", "accept the seat", "accept my seat", may=ANSWERING,
    usage=N_("take the seat in TITLE"), help=N_("a seat that is held for you"),
)  # fmt: skip
def say_take(said: Said, rest: str, tools: Tools) -> Next:
    """The seat that is held for them is theirs."""
    return _offered(Choice.COMING, rest, tools)


@saying.command(
    "let the seat go", "let my seat go", "decline the seat", "decline my seat", may=ANSWERING,
    usage=N_("let the seat go in TITLE"), help=N_("it is offered to the next"),
)  # fmt: skip
def say_let_go(said: Said, rest: str, tools: Tools) -> Next:
    """The next in line is offered it."""
    return _offered(Choice.NOT, rest, tools)


@saying.command(
    "undo that", "undo", may=ANSWERING, usage=N_("undo that"), help=N_("take back what somebody answered for you")
)
def say_undo(said: Said, rest: str, tools: Tools) -> Next:
    """What others answered for them is as it was before."""
    if rest and not _where(rest)[2]:
        return None
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


def _answered(choice: Choice, rest: str, tools: Tools) -> Next:
    numbers, title, sure = _where(rest)
    if title and not sure and not numbers and not _titled(title, tools):
        # “Maybe later” is no answer to a session.
        return None
    session = _meant(title, tools)
    if isinstance(session, Message):
        return session if numbers else _one_click(session, choice)
    there = {meeting.number: meeting.id for meeting in session.meetings}
    if missing := [number for number in numbers if number not in there]:
        sentence = _("“%(title)s” has no meeting %(number)s.")
        return say(sentence % {"title": session.title, "number": listing(map(str, missing))})
    wanted = [there[number] for number in numbers] if numbers else list(there.values())
    still = [meeting for meeting in answerable(session, tools.now) if meeting in wanted]
    return flow.record(session, dict.fromkeys(still, choice), tools)


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
    _numbers, title, _sure = _where(rest)
    found = _meant(title, tools) if title else None
    if isinstance(found, Message):
        return found
    return [found] if found else _ahead(tools)


def _titled(title: str, tools: Tools) -> bool:
    """Whether these words can be a session's title."""
    return title.strip("\"'“”‘’«»").casefold() in " ".join(one.title for one in _ahead(tools)).casefold()


def _ahead(tools: Tools) -> list[Look]:
    """What is still to come and theirs to answer, the next first."""
    found = programme.upcoming(tools.db, tools.viewer.community, tools.now, MOST)
    seen = (showing.visible(one.id or 0, tools) for one in found)
    return [one for one in seen if one is not None and answerable(one, tools.now)]


def _which(sessions: Sequence[Look]) -> Message:
    buttons = tuple(Button(one.title, ShowSession(one.id)) for one in sessions)
    return Message((Text((_("Which session do you mean?"),)), Buttons(buttons)))


def _one_click(which: Message, choice: Choice) -> Message:
    """The question which session is meant, each answer of which is their answer to that session."""

    def meant(button: Button | LinkButton) -> Button | LinkButton:
        if isinstance(button, Button) and isinstance(button.action, ShowSession):
            return replace(button, action=AnswerSession(button.action.session, choice))
        return button

    blocks = (Buttons(tuple(map(meant, one.buttons))) if isinstance(one, Buttons) else one for one in which.blocks)
    return replace(which, blocks=tuple(blocks))
