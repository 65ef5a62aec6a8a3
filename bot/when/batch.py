"""Many phrases at once: JSON lines in, JSON lines out, in order."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TextIO

from bot.when.listed import read_days
from bot.when.questions import sentence
from bot.when.reader import read
from bot.when.report import Json, as_json
from bot.when.result import Ask, Reason
from bot.when.rules_of_time import zone_of


def lines(source: TextIO | Iterable[str], out: TextIO) -> int:
    """Read each line of `source` (text, lang, now, tz), write one JSON line each to `out`; how many were written.

    A line that is no such object is answered with a question, in its place, so that the two stay in step.
    """
    count = 0
    for answer in answers(source):
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        count += 1
    return count


def answers(source: Iterable[str]) -> Iterator[Json]:
    """One answer for each line that is not blank."""
    for line in source:
        if line.strip():
            yield answer(line)


def answer(line: str) -> Json:
    """The answer to one line; a question when the line is no JSON object, or its zone or moment is none."""
    try:
        row: Any = json.loads(line)
        now = datetime.fromisoformat(row["now"])
        text, zone, lang = row["text"], row["tz"], row.get("lang", "en")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _unreadable(line)
    if not (isinstance(text, str) and isinstance(zone, str) and isinstance(lang, str)) or now.tzinfo is None:
        return _unreadable(line)
    if zone_of(zone) is None:
        return {**as_json(Ask(Reason.UNKNOWN_ZONE, {"words": zone}))}
    result = read(text, now=now, zone=zone, lang=lang)
    if isinstance(result, Ask):
        # One object has no place for listed days: what to ask about them, the reader of lists knows better.
        listed = read_days(text, now=now, zone=zone, lang=lang)
        result = result if listed is None else listed if isinstance(listed, Ask) else Ask(Reason.SEVERAL)
    return as_json(result)


def _unreadable(line: str) -> Json:
    asked = Ask(Reason.UNREADABLE, {"words": line.strip()[:60]})
    return {"start": None, "end": None, "rrule": None, "date": None, "ask": sentence(asked)}
