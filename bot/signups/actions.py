"""What signups' buttons and forms mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action
from storage.models import Choice


@dataclass(frozen=True)
class AnswerSession(Action, name="session.answer"):
    """One click for the whole session."""

    session: int
    choice: Choice


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
class SendColleague(Action, name="seat.colleague"):
    """Hand my seats of this session to a colleague."""

    session: int
    member: int


@dataclass(frozen=True)
class SeatHanded(Action, name="tell.seat_handed"):
    """Tells somebody that a colleague handed them a seat; `by` is that colleague's name."""

    session: int
    by: str


@dataclass(frozen=True)
class SeatGiven(Action, name="tell.given"):
    """Tells somebody that a facilitator gave them a seat."""

    session: int
