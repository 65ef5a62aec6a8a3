"""The words that rows are written in: roles, kinds, states and answers."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in their community. STRANGER is somebody whose chat account no member has claimed."""

    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    NOMINEE = "nominee"
    PARTICIPANT = "participant"
    EXPERT = "expert"
    EXECUTIVE = "executive"
    ASSISTANT = "assistant"
    GUEST = "guest"
    STRANGER = "stranger"


class OrganisationKind(StrEnum):
    """What sort of organisation takes part. An OUTSIDE company is none of the community's: its people come as guests,
    and it is counted among nobody.
    """

    COMPANY = "company"
    EXPERT_BODY = "expert body"
    STATE = "State"
    CIVIL_SOCIETY = "civil society"
    INVESTOR = "investor"
    UN = "UN"
    OUTSIDE = "outside company"


class SessionKind(StrEnum):
    """The gatherings of the programme."""

    CORE_SESSION = "core session"
    SPECIAL_BRIEFING = "special briefing"
    OUTREACH_DIALOGUE = "outreach dialogue"


class SessionState(StrEnum):
    """Where a session is in its life. Only an OPEN one takes answers."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Choice(StrEnum):
    """An answer to one meeting. WAITING is what becomes of a Coming for which there is no seat yet."""

    COMING = "coming"
    WAITING = "waiting"
    MAYBE = "maybe"
    NOT = "not"


class Roster(StrEnum):
    """What other companies may see of who answered: each level includes less than the one before."""

    NAMES = "names"
    COMPANIES = "companies"
    COUNTS = "counts"
    NOTHING = "nothing"


class DeliveryState(StrEnum):
    """A delivery waits until it is due, is in FLIGHT while a courier has it, and ends as one of the others.

    It has FAILED where nobody is there any more, and is PARKED where every try failed and somebody has to look.
    """

    WAITING = "waiting"
    FLIGHT = "flight"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"
    PARKED = "parked"
