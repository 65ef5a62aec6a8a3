"""The ladders that come with the product, and which one a session has."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.words import N_
from storage.ladders import Anchor, Own, Rule, What, Whom
from storage.models import SessionKind

DAY, HOUR = 24 * 60, 60
"""In minutes."""

_LAST = (
    Rule("agenda", -DAY, Anchor.MEETING, Whom.COMING, What.AGENDA),
    Rule("link", -15, Anchor.MEETING, Whom.COMING, What.LINK),
    Rule("feedback", DAY, Anchor.SESSION, Whom.COMING, What.FEEDBACK),
)


DEADLINE = "deadline"
_DEADLINE = Rule(DEADLINE, -2 * DAY, Anchor.DEADLINE, Whom.NOT_ANSWERED, What.QUESTION)
"""Where a session has no deadline, this is no rung."""


@dataclass(frozen=True)
class Named:
    """A ladder with what it is called."""

    name: str
    rules: tuple[Rule, ...]


BUILT_IN: dict[str, Named] = {
    "core": Named(
        N_("Core Session"),
        (
            Rule("invitation", -21 * DAY, Anchor.SESSION, Whom.EVERYONE, What.INVITATION),
            Rule("question", -10 * DAY, Anchor.SESSION, Whom.NOT_ANSWERED, What.QUESTION),
            _DEADLINE,
            Rule("other", -5 * DAY, Anchor.SESSION, Whom.OTHER_NOMINEE, What.ESCALATION),
            Rule("coordinator", -4 * DAY, Anchor.SESSION, Whom.COORDINATORS, What.ESCALATION),
            Rule("list", -3 * DAY, Anchor.SESSION, Whom.FACILITATORS, What.LIST),
            *_LAST,
        ),
    ),
    "briefing": Named(
        N_("Briefing"),
        (
            Rule("invitation", -14 * DAY, Anchor.SESSION, Whom.EVERYONE, What.INVITATION),
            Rule("question", -5 * DAY, Anchor.SESSION, Whom.NOT_ANSWERED, What.QUESTION),
            _DEADLINE,
            *_LAST,
        ),
    ),
    "light": Named(
        N_("Light"),
        (
            Rule("question", -7 * DAY, Anchor.SESSION, Whom.NOT_ANSWERED, What.QUESTION),
            *_LAST[:2],
        ),
    ),
}
BY_KIND = {
    SessionKind.CORE_SESSION: "core",
    SessionKind.SPECIAL_BRIEFING: "briefing",
    SessionKind.OUTREACH_DIALOGUE: "light",
}
"""The ladder of a session, where the community made none."""


@dataclass(frozen=True)
class Chosen:
    """The ladder a session has: `made` for the session itself, for its kind, or not at all ("session", "kind", "")."""

    name: str
    rules: tuple[Rule, ...]
    made: str = ""


def usual_anchor(what: What) -> Anchor:
    """What is about one meeting's time is said before each of them; what asks or thanks, once for the session."""
    return Anchor.MEETING if what in (What.AGENDA, What.LINK) else Anchor.SESSION


def of_kind(owns: Sequence[Own], kind: str) -> Chosen:
    """The ladder of this kind of session."""
    for one in owns:
        if one.session is None and one.kind == kind:
            return Chosen(one.name, one.rules, "kind")
    built_in = BUILT_IN[BY_KIND[SessionKind(kind)]]
    return Chosen(built_in.name, built_in.rules)


def of_session(owns: Sequence[Own], session: int, kind: str) -> Chosen:
    """The ladder of this session: its own, else that of its kind."""
    for one in owns:
        if one.session == session:
            return Chosen(one.name, one.rules, "session")
    return of_kind(owns, kind)
