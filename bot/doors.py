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
class ShowCoverage(Action, name="coverage.show"):
    """Which companies are covered in a session, at risk or silent. Answered by coverage."""

    session: int


@dataclass(frozen=True)
class ShowPeople(Action, name="people.of"):
    """The people of an organisation. Answered by people."""

    organisation: int


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
    """Change how many seats a session has: opens a form, with `typed` where words could not be read for sure. Answered
    by signups.
    """

    session: int
    typed: str = ""


@dataclass(frozen=True)
class SeatOffered(Action, name="tell.offer"):
    """Tells somebody that a seat is held for them; `until` in ISO 8601. Drawn by signups."""

    meeting: int
    until: str


@dataclass(frozen=True)
class OfferLapsed(Action, name="tell.lapsed"):
    """Tells somebody that the seat went to the next. Drawn by signups."""

    meeting: int


@dataclass(frozen=True)
class AgendaCard(Action, name="card.agenda"):
    """The agenda of a meeting as it was published, standing in every house. Drawn by agenda."""

    meeting: int


@dataclass(frozen=True)
class ShowAgenda(Action, name="agenda.of"):
    """The agenda of a session: as published, and for facilitators as drafted. Answered by agenda."""

    session: int


@dataclass(frozen=True)
class OpenProposal(Action, name="proposal.open"):
    """Propose a topic for a session: opens a form. Answered by agenda."""

    session: int


@dataclass(frozen=True)
class PlaceHandedOver(Action, name="tell.handed"):
    """Tells somebody that their place is another person's now. Drawn by people."""

    member: int


@dataclass(frozen=True)
class AcceptRules(Action, name="rules.accept"):
    """I accept this version of the rules, and then want what I came for: a packed action, or what I wrote. Answered by
    dispatch.
    """

    version: int
    then: str = ""
    said: str = ""


@dataclass(frozen=True)
class GoHome(Action, name="home"):
    """What is next for me. Answered by the lobby."""


@dataclass(frozen=True)
class ShowHelp(Action, name="help"):
    """What one can ask for; all about one `topic` (the name of a `bot.kit.Topic`), or without one what most people
    want. Answered by the guide.
    """

    topic: str = ""


@dataclass(frozen=True)
class OpenPolicy(Action, name="policy.open"):
    """Who sees what, in one session or (without) in the whole community: opens a form. Answered by disclosing."""

    session: int | None = None


@dataclass(frozen=True)
class ShowConsent(Action, name="consent.show"):
    """May our company be named to others? Answered by disclosing."""


@dataclass(frozen=True)
class OpenAs(Action, name="session.as"):
    """See a session as another organisation does: opens a form. Answered by signups."""

    session: int


@dataclass(frozen=True)
class ShowParts(Action, name="parts.show"):
    """Who does what in a session, and what is still open to take. Answered by parts."""

    session: int


@dataclass(frozen=True)
class OpenForget(Action, name="forget.open"):
    """Forget a member who asked for it: opens the form about why. Answered by keeping."""

    member: int


@dataclass(frozen=True)
class ShowFlight(Action, name="flight.show"):
    """Every reminder of a session that will go out, from the rung with this number on. Answered by reminders."""

    session: int
    first: int = 0
