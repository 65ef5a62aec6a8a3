"""Which meeting's agenda somebody means."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from bot.agenda.board import Board, board
from bot.chat import Message
from bot.finding import one_session
from bot.kit import Tools
from bot.lobby import say
from bot.words import _
from storage import programme
from storage.models import Meeting

Thing = TypeVar("Thing")

_NUMBERED = re.compile(r"meeting\s+(\d{1,3})\s+of\s+(.+)", re.I | re.S)


def named(words: str, tools: Tools) -> Board | Message:
    """The agenda of “meeting 2 of TITLE” or of TITLE, or the message that asks which."""
    numbered = _NUMBERED.fullmatch(words.strip())
    found = one_session(tools.db, tools.viewer, numbered[2] if numbered else words)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    shown = of_session(found.id, tools, int(numbered[1]) if numbered else None)
    return shown or say(_("“%(title)s” has no such meeting.") % {"title": found.title})


def of_session(session: int, tools: Tools, number: int | None = None) -> Board | None:
    """The agenda of this meeting; without a number, of the one under way or else the next, else of the last."""
    if programme.session(tools.db, tools.viewer.community, session) is None:
        return None
    meetings = programme.meetings(tools.db, session)
    if number is not None:
        chosen: Meeting | None = next((one for one in meetings if one.number == number), None)
    else:
        held = [one for one in meetings if not one.cancelled]
        ending = [one for one in held if one.starts + timedelta(minutes=one.minutes) > tools.now]
        chosen = next(iter(ending or held[-1:]), None)
    return None if chosen is None or chosen.id is None else board(tools, chosen.id)


def called(words: str, things: Iterable[Thing], title: Callable[[Thing], str]) -> list[Thing]:
    """Those of this title, else those with these words in it; without words all of them."""
    every, wanted = list(things), words.strip(" \"'“”‘’«»").casefold()
    same = [one for one in every if title(one).casefold() == wanted]
    return same or [one for one in every if wanted in title(one).casefold()]


def parted(text: str, *marks: str) -> Iterator[tuple[str, str]]:
    """The ways to part a sentence at these words, the last place first: titles may hold such words themselves."""
    places = [found for mark in marks for found in re.finditer(mark, text, re.I)]
    for found in sorted(places, key=lambda one: -one.start()):
        yield text[: found.start()].strip(), text[found.end() :].strip()


def before_items(text: str, tools: Tools) -> tuple[str, str]:
    """What names the session and what comes after it: “TITLE: 10' Welcome”, the title may hold colons itself."""
    ends = [found.start() for found in re.finditer(r":(?=\s)|\n", text)]
    for end in ends:
        numbered = _NUMBERED.fullmatch(text[:end].strip())
        if not isinstance(one_session(tools.db, tools.viewer, numbered[2] if numbered else text[:end]), Message):
            return text[:end].strip(), text[end + 1 :].strip()
    return (text[: ends[0]].strip(), text[ends[0] + 1 :].strip()) if ends else (text, "")
