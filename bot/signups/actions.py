"""What signups' buttons and forms mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.answering import AnswerSession
from bot.chat import Action

__all__ = ["AnswerByMeeting", "AnswerSession", "OpenByMeeting", "WhoIsComing", "WhoSees"]


@dataclass(frozen=True)
class OpenByMeeting(Action, name="session.by_meeting"):
    """Answer meeting by meeting: opens a form."""

    session: int


@dataclass(frozen=True)
class AnswerByMeeting(Action, name="session.answers"):
    """The form's answers, keyed by meeting id."""

    session: int


@dataclass(frozen=True)
class WhoIsComing(Action, name="session.who"):
    """The roster, as far as the policy allows."""

    session: int


@dataclass(frozen=True)
class WhoSees(Action, name="session.who_sees"):
    """Who can see my answer?"""

    session: int


@dataclass(frozen=True)
class OpenBehalf(Action, name="behalf.open"):
    """Answer for somebody else: opens a form."""

    session: int


@dataclass(frozen=True)
class SaveBehalf(Action, name="behalf.save"):
    """The form with an answer for somebody else came back."""

    session: int


@dataclass(frozen=True)
class TakeBack(Action, name="behalf.undo"):
    """Undo what others answered for me in this session."""

    session: int


@dataclass(frozen=True)
class AnsweredForYou(Action, name="tell.behalf"):
    """Tells somebody that another person answered for them."""

    session: int


@dataclass(frozen=True)
class AcceptSeat(Action, name="seat.accept"):
    """Take the seat that is held for me."""

    meeting: int


@dataclass(frozen=True)
class LetSeatGo(Action, name="seat.let_go"):
    """Give it to the next."""

    meeting: int


@dataclass(frozen=True)
class SaveSeats(Action, name="seats.save"):
    """The form with the number of seats came back."""

    session: int


@dataclass(frozen=True)
class ChooseSeats(Action, name="seats.choose"):
    """The words about seats, with one of the meanings of their date."""

    session: int
    seats: str


@dataclass(frozen=True)
class SendColleague(Action, name="seat.colleague"):
    """Hand my seats of this session to a colleague."""

    session: int
    member: int


@dataclass(frozen=True)
class OpenSubstitute(Action, name="substitute.open"):
    """Send somebody in my place: opens a form, with the name as far as it is known."""

    session: int
    called: str = ""


@dataclass(frozen=True)
class SaveSubstitute(Action, name="substitute.save"):
    """The form with a substitute came back."""

    session: int


@dataclass(frozen=True)
class Admit(Action, name="substitute.admit"):
    """This substitute may take part."""

    substitute: int


@dataclass(frozen=True)
class Decline(Action, name="substitute.decline"):
    """This substitute may not."""

    substitute: int


@dataclass(frozen=True)
class SubstituteCode(Action, name="substitute.code"):
    """The personal code for the substitute I asked for."""

    substitute: int


@dataclass(frozen=True)
class SubstituteWanted(Action, name="tell.substitute"):
    """Tells whoever can admit a substitute that one is wanted."""

    substitute: int


@dataclass(frozen=True)
class SubstituteDecided(Action, name="tell.substitute_decided"):
    """Tells whoever wanted a substitute what became of it."""

    substitute: int


@dataclass(frozen=True)
class SeatHanded(Action, name="tell.seat_handed"):
    """Tells somebody that a colleague handed them a seat; `by` is that colleague's name."""

    session: int
    by: str


@dataclass(frozen=True)
class SeatGiven(Action, name="tell.given"):
    """Tells somebody that a facilitator gave them a seat."""

    session: int


@dataclass(frozen=True)
class RunningLate(Action, name="tell.late"):
    """Tells the facilitators that somebody who comes will be late."""

    session: int
    meeting: int
    member: int
