"""Answering in words, where somebody writes to us instead of pressing a button."""

from bot.chat import Button, Buttons, Message, Next, Said, Text
from bot.doors import GoHome
from bot.finding import answerable
from bot.kit import ANSWERING, Feature, Tools
from bot.signups import showing
from bot.signups.actions import AnswerSession, OpenByMeeting
from bot.signups.recording import record
from bot.signups.said import SaidAnswer, read
from bot.words import N_, _
from storage import programme
from storage.look import Look

saying = Feature("saying")

MOST = 20
"""Sessions to come that are looked through."""
LISTED = 5


@saying.command(
    "coming", "not coming", "attending", "not attending", "come", "attend", "yes", "yep", "no", "nope", "maybe",
    "perhaps", "not sure", "count me", "sorry", "unfortunately", "can't", "cannot", "cancel my",
    "i'm", "i am", "i'll", "i will", "i can", "i can't", "i cannot", "i won't", "i might", "i may", "i have to miss",
    "we're", "we are", "we'll", "we will", "we can", "we can't", "we cannot", "we won't",
    may=ANSWERING, usage=N_("coming to TITLE"), help=N_("or “not coming”, “maybe for meeting 2”: your answer in words"),
)  # fmt: skip
def say_answer(said: Said, rest: str, tools: Tools) -> Next:
    """Their answer to the session they mean; words that are no answer are left to the lobby."""
    answer = read(said.text)
    if answer is None:
        return None
    open_now = [session for session in _to_answer(tools) if answer.names(session.title)]
    if not open_now:
        return None if answer.words else _nothing()
    return _which(answer, open_now) if len(open_now) > 1 else _answered(answer, open_now[0], tools)


def _to_answer(tools: Tools) -> list[Look]:
    upcoming = programme.upcoming(tools.db, tools.viewer.community, tools.now, MOST)
    found = (showing.visible(one.id or 0, tools) for one in upcoming)
    return [session for session in found if session is not None and answerable(session, tools.now)]


def _answered(answer: SaidAnswer, session: Look, tools: Tools) -> Next:
    still = answerable(session, tools.now)
    numbers = {meeting.number: meeting.id for meeting in session.meetings if meeting.id in still}
    choices = answer.choices(sorted(numbers))
    if choices is None:
        sentence = _("I am not sure which meeting you mean. Here is the session: please choose.")
        return showing.as_it_is(session, sentence, tools)
    return record(session, {numbers[number]: choice for number, choice in choices.items()}, tools)


def _which(answer: SaidAnswer, sessions: list[Look]) -> Message:
    """Whoever is asked again answers with one click."""
    whole = answer.whole
    buttons = tuple(
        Button(one.title, OpenByMeeting(one.id), opens_form=True)
        if whole is None
        else Button(one.title, AnswerSession(one.id, whole))
        for one in sessions[:LISTED]
    )
    return Message((Text((_("For which session?"),)), Buttons((*buttons, Button(_("What is next for me"), GoHome())))))


def _nothing() -> Message:
    sentence = _("There is no session to answer at the moment. When one is announced, you hear of it here.")
    return Message((Text((sentence,)), Buttons((Button(_("What is next for me"), GoHome()),))))
