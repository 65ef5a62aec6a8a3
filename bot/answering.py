"""The one click that answers a whole session: on its card, and wherever else somebody is asked. Answered by signups."""

from dataclasses import dataclass

from bot.chat import Action
from storage.models import Choice


@dataclass(frozen=True)
class AnswerSession(Action, name="session.answer"):
    """One click for the whole session."""

    session: int
    choice: Choice
