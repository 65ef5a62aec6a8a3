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
