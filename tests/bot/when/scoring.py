"""Scores a set of phrases: exact, asked, partly right (the end or the recurrence is lost), or wrong."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.when import read
from bot.when.report import as_json

HERE = Path(__file__).parent
Answer = str | dict[str, str] | None
"""A moment, a day, a span or series, or None for a question."""


@dataclass(frozen=True)
class Phrase:
    """Words said by somebody at a moment in a zone, and what they mean."""

    text: str
    lang: str
    now: datetime
    zone: str
    kind: str
    good: tuple[Answer, ...]


@dataclass
class Score:
    """How a set was read: counts, and every phrase that was not read exactly."""

    counts: Counter[str] = field(default_factory=Counter)
    by_language: dict[str, Counter[str]] = field(default_factory=dict)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    @property
    def exact(self) -> float:
        """Share read exactly, in percent."""
        return 100 * self.counts["exact"] / sum(self.counts.values())


def score(phrases: Iterator[Phrase]) -> Score:
    """Read them all."""
    total = Score()
    for phrase in phrases:
        got = answer_to(phrase)
        verdict = _verdict(got, phrase.good)
        total.counts[verdict] += 1
        total.by_language.setdefault(phrase.lang, Counter())[verdict] += 1
        total.by_kind.setdefault(phrase.kind, Counter())[verdict] += 1
        if verdict != "exact":
            total.missed.append(f"{verdict}: {phrase.lang} {phrase.text!r} read as {got}, wanted {phrase.good}")
    return total


def answer_to(phrase: Phrase) -> Answer:
    """What the reader makes of the phrase, in the form the sets use."""
    found: dict[str, Any] = dict(as_json(read(phrase.text, now=phrase.now, zone=phrase.zone, lang=phrase.lang)))
    if found["ask"] is not None:
        return None
    if found["date"] is not None:
        return found["date"]
    parts = {name: found[name] for name in ("rrule", "start", "end") if found[name] is not None}
    return parts["start"] if list(parts) == ["start"] else parts


def _verdict(got: Answer, good: tuple[Answer, ...]) -> str:
    if any(_same(got, each) for each in good):
        return "exact"
    if got is None:
        return "ask"
    return "partial" if any(_same(_start(got), _start(each)) for each in good) else "wrong"


def _start(answer: Answer) -> Answer:
    return answer["start"] if isinstance(answer, dict) else answer


def _same(one: Answer, other: Answer) -> bool:
    if one is None or other is None:
        return one is other
    if isinstance(one, dict) or isinstance(other, dict):
        if not (isinstance(one, dict) and isinstance(other, dict)):
            return False
        return one.keys() == other.keys() and all(
            one[name] == other[name] if name == "rrule" else _same(one[name], other[name]) for name in one
        )
    if len(one) == 10 or len(other) == 10:
        return one == other
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def open_set() -> Iterator[Phrase]:
    """The open phrases: JSON lines with `expect` and further good answers in `ok`."""
    for line in (HERE / "dates-open.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        now = datetime.fromisoformat(row["now"])
        yield Phrase(row["text"], row["lang"], now, row["tz"], row["cls"], (row["expect"], *row["ok"]))


def own_set(name: str = "own-phrases.txt") -> Iterator[Phrase]:
    """Phrases written before the reader could read them; the head of own-phrases.txt explains the form."""
    now, zone = datetime.fromisoformat("2027-05-11T09:30+02:00"), "Europe/Berlin"
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(">"):
            said, zone = line[1:].split()
            now = datetime.fromisoformat(said)
            continue
        kind, lang, text, wanted, others = (part.strip() for part in line.split("|"))
        good = [wanted, *(other for other in re.split(r";(?=[?R]|\d\d-|\d{4}-)", others) if other.strip())]
        yield Phrase(text, lang, now, zone, kind, tuple(_written(each.strip(), zone) for each in good))


def _written(answer: str, own: str) -> Answer:
    if answer == "?":
        return None
    rule = ""
    if answer.startswith("R "):
        _, rule, answer = answer.split(" ", 2)
    answer, _, zone = (part.strip() for part in answer.partition("@"))
    day, _, times = answer.partition(" ")
    day = day if len(day) == 10 else f"2027-{day}"
    if not times:
        return day
    where = ZoneInfo(zone or own)
    start, *end = [
        datetime.fromisoformat(time if "T" in time else f"{day}T{time}")
        .replace(tzinfo=where)
        .isoformat(timespec="minutes")
        for time in times.split("/")
    ]
    parts = ({"rrule": rule} if rule else {}) | {"start": start} | ({"end": end[0]} if end else {})
    return start if list(parts) == ["start"] else parts
