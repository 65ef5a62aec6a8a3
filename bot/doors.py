"""The few cards and actions by which one feature leads to another, so that features need not know each other."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class SessionCard(Action, name="card.session"):
    """The card of a session, standing in every house. Drawn by signups."""

    session: int


@dataclass(frozen=True)
class ShowSession(Action, name="session.show"):
    """Look at one session. Answered by signups."""

    session: int


@dataclass(frozen=True)
class ManageSession(Action, name="session.manage"):
    """Move, cancel, close: a facilitator's view of a session. Answered by programme."""

    session: int


@dataclass(frozen=True)
class OpenPlan(Action, name="plan.open"):
    """The form to plan a session, filled as far as it is known. Answered by programme."""

    kind: str = ""
    title: str = ""
    when: str = ""
    meetings: str = ""
    length: str = ""
    rhythm: str = ""
    seats: str = ""


@dataclass(frozen=True)
class OpenSeats(Action, name="seats.open"):
    """Change how many seats a session has: opens a form. Answered by signups."""

    session: int


@dataclass(frozen=True)
class GoHome(Action, name="home"):
    """What is next for me. Answered by the lobby."""
