"""A ladder in words: "remind those who have not answered a week before and again two days before"."""

import re
from dataclasses import dataclass

from bot.reminders import saying
from bot.reminders.ladders import DAY, HOUR, usual_anchor
from bot.reminders.laying import ASKING
from bot.when.normalise import clean
from bot.words import _
from storage.ladders import Anchor, Rule, What, Whom

MOST_RUNGS = 12
LONGEST_BEFORE = 120 * DAY

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}  # fmt: skip
_UNITS = {"m": 1, "h": HOUR, "d": DAY, "w": 7 * DAY}
_LENGTH = re.compile(
    rf"\b(\d+\s*|(?:{'|'.join(_NUMBERS)})\s+)(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\b"
    r"(?:\s*(before|after|ahead|earlier|later))?",
    re.I,
)
_ANCHOR = re.compile(
    r"\b(?:(?P<deadline>(?:the |its )?deadline(?: to answer)?|answers? (?:is|are) due)"
    r"|(?P<meeting>(?:each|every) meeting)|(?P<session>the (?:whole )?session|the (?:first|last) meeting))\b",
    re.I,
)
_DAY_BEFORE = re.compile(r"\bthe (day|week) (before|after)\b", re.I)
_WHOM: tuple[tuple[str, Whom], ...] = (
    (r"\b(?:not|n't|never) (?:yet )?(?:answer|repl|respond)|\bno answer|\bsilent\b|\bunanswered\b", Whom.NOT_ANSWERED),
    (r"\bother nominee|\bsecond nominee|\bco-?nominee", Whom.OTHER_NOMINEE),
    (r"\bcoordinator", Whom.COORDINATORS),
    (r"\bfacilitator|\bthe team\b|\bus\b", Whom.FACILITATORS),
    (r"\bpresent", Whom.PRESENTERS),
    (r"\bowner", Whom.OWNERS),
    (r"\bexpert|\badvisor", Whom.EXPERTS),
    (r"\bmaybe|\bundecided|\bmay come\b", Whom.MAYBE),
    (r"\bcoming\b|\bcomes?\b|\battend|\bsaid yes", Whom.COMING),
    (r"\beverybody|\beveryone|\ball\b|\binvited|\beach\b", Whom.EVERYONE),
)
_WHAT: tuple[tuple[str, What], ...] = (
    (r"\binvit(?:e\b|ation|es\b)", What.INVITATION),
    (r"\bfeedback|\bhow was it", What.FEEDBACK),
    (r"\bagenda", What.AGENDA),
    (r"\blink\b", What.LINK),
    (r"\blist\b", What.LIST),
)


@dataclass(frozen=True)
class Distance:
    """So many minutes after what is named (before when negative), `at` this place in the sentence."""

    at: int
    minutes: int
    anchor: Anchor | None


@dataclass(frozen=True)
class NotRead:
    """What to say instead."""

    sentence: str


def read_rungs(text: str) -> tuple[Rule, ...] | NotRead:
    """The rungs that a sentence, or one line of the form, asks for: whom once, and any number of times."""
    said, _colon, own = text.partition(":")
    said, own = clean(said), own.strip()
    times = _times(said)
    words = _ANCHOR.sub(" ", said)
    whom = next((one for pattern, one in _WHOM if re.search(pattern, words, re.I)), None)
    what = next((one for pattern, one in _WHAT if re.search(pattern, words, re.I)), None)
    if not times:
        return NotRead(
            _("When? Please write it like “a week before” or “15 minutes before”: “%(text)s”.") % {"text": text}
        )
    if whom is None:
        return NotRead(_("Whom? Please write “those who have not answered”, “everyone”, “those coming” or "
                         "“facilitators”: “%(text)s”.") % {"text": text})  # fmt: skip
    if any(abs(one.minutes) > LONGEST_BEFORE for one in times):
        return NotRead(_("That is longer than four months: “%(text)s”.") % {"text": text})
    rules = tuple(_rule(one, whom, what, own) for one in times)
    if any(rule.minutes > 0 and rule.what in ASKING for rule in rules):
        return NotRead(_("Afterwards nobody can answer any more. Please write “before”: “%(text)s”.") % {"text": text})
    if any(rule.anchor is Anchor.DEADLINE and rule.what is What.FEEDBACK for rule in rules):
        return NotRead(
            _("How it was is asked after the session, not the deadline: “2 days after, those who come, feedback”.")
        )
    return rules


def read_ladder(text: str) -> tuple[Rule, ...] | NotRead:
    """A rung a line; what cannot be read is said back."""
    found: list[Rule] = []
    for line in filter(str.strip, text.splitlines()):
        rules = read_rungs(line)
        if isinstance(rules, NotRead):
            return rules
        found += rules
    unique = {rule.key: rule for rule in found}
    if len(unique) > MOST_RUNGS:
        return NotRead(_("Please use at most %(count)s rungs.") % {"count": MOST_RUNGS})
    return tuple(sorted(unique.values(), key=lambda rule: rule.minutes))


def written(rules: tuple[Rule, ...]) -> str:
    """The ladder as it is typed into the form: reading it gives the same rungs."""
    return "\n".join(_line(rule) for rule in rules)


def _line(rule: Rule) -> str:
    line = f"{saying.when(rule)} · {saying.what(rule.what)} · {saying.whom(rule.whom)}"
    return f"{line}: {rule.text}" if rule.text else line


def distances_in(text: str) -> list[Distance]:
    """How long before or after what, as words name it."""
    return _times(clean(text))


def _times(said: str) -> list[Distance]:
    found = [
        (match.start(), DAY * (7 if match[1].lower() == "week" else 1) * (1 if match[2].lower() == "after" else -1))
        for match in _DAY_BEFORE.finditer(said)
    ]
    for match in _LENGTH.finditer(said):
        word = match[1].strip().lower()
        number = int(word) if word.isdecimal() else _NUMBERS[word]
        side = 1 if (match[3] or "").lower() in ("after", "later") else -1
        if number:
            found.append((match.start(), side * number * _UNITS[match[2][0].lower()]))
    anchors = [(match.start(), Anchor(str(match.lastgroup))) for match in _ANCHOR.finditer(said)]
    return [Distance(at, minutes, _counted_from(at, anchors)) for at, minutes in sorted(found)]


def _counted_from(at: int, anchors: list[tuple[int, Anchor]]) -> Anchor | None:
    """ "A week before and again two days before the deadline": both from what is named next, else from the last."""
    later = [anchor for where, anchor in anchors if where > at]
    return later[0] if later else anchors[-1][1] if anchors else None


def _rule(distance: Distance, whom: Whom, what: What | None, text: str) -> Rule:
    minutes = distance.minutes
    what = what or _usual(minutes, whom, distance.anchor)
    anchor = distance.anchor or usual_anchor(what)
    key = f"{whom.value.replace(' ', '-')}-{what.value}-{minutes}"
    named = key if anchor is usual_anchor(what) else f"{key}-{anchor.value}"
    return Rule(named, minutes, anchor, whom, what, text)


def _usual(minutes: int, whom: Whom, anchor: Anchor | None) -> What:
    if minutes > 0 and anchor is not Anchor.DEADLINE:
        return What.FEEDBACK
    match whom:
        case Whom.NOT_ANSWERED | Whom.MAYBE:
            return What.QUESTION
        case Whom.EVERYONE:
            return What.INVITATION
        case Whom.OTHER_NOMINEE | Whom.COORDINATORS:
            return What.ESCALATION
        case Whom.FACILITATORS:
            return What.LIST
        case Whom.COMING | Whom.OWNERS | Whom.PRESENTERS | Whom.EXPERTS:
            return What.LINK if 0 > minutes > -2 * HOUR and anchor is not Anchor.DEADLINE else What.AGENDA
