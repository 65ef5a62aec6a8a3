"""An agenda in one sentence: "Welcome (5'), case study by Google (20'), Q&A (15')"."""

import re

from bot.agenda.reading import lengths, times
from bot.agenda.reading.text import level
from bot.agenda.reading.vocabulary import HEADINGS
from bot.when.normalise import fold

_LEAST = 3
"""Parts that each say when or how long; two may be one item."""
_HEAD = re.compile(r"[^:;,()\d]{2,60}:\s+")
_PLANS = re.compile(r"(?:the |our |my )?(?:plan|proposal|suggestion|idea|order)\b")
"""How a message begins that holds an agenda in one sentence."""


def split(line: str) -> list[str]:
    """The parts of a line that is an agenda by itself, each as it was typed; else the line alone."""
    plain = level(line)
    if max(plain.count(","), plain.count(";"), plain.count(" / ")) < _LEAST - 1 or "\t" in line:
        return [line]
    head = _HEAD.match(plain)
    at = head.end() if head and (HEADINGS.search(fold(head[0])) or _PLANS.match(fold(head[0]))) else 0
    for mark in ";,/":
        parts = [line[:at].strip(), *_parts(line, plain, at, mark)] if at else _parts(line, plain, at, mark)
        items = parts[1:] if at else parts
        if len(items) >= _LEAST and all(_timed(level(part)) for part in items):
            return parts
    return [line]


def _parts(line: str, plain: str, at: int, mark: str) -> list[str]:
    """Cut at each mark outside brackets."""
    found: list[str] = []
    depth, begun = 0, at
    for place in range(at, len(plain)):
        depth = max(0, depth + (plain[place] in "([") - (plain[place] in ")]"))
        if plain[place] == mark and not depth and (mark != "/" or plain[place - 1 : place + 2] == " / "):
            found.append(line[begun:place].strip())
            begun = place + 1
    return [part for part in [*found, line[begun:].strip()] if part]


def _timed(part: str) -> bool:
    bare = part.strip(" .()[]")
    if lengths.whole(bare) is not None or times.whole(bare):
        return False
    return bool(times.leading(part) or lengths.leading(part)) or lengths.without(part) != part
