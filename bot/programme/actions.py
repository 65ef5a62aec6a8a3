"""What programme's buttons, forms and messages mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class PlanSession(Action, name="plan.session"):
    """The plan form came back."""


@dataclass(frozen=True)
class ChooseWhen(Action, name="plan.choose"):
    """The plan as it was typed, with one of the readings of its date."""

    kind: str
    title: str
    when: str
    meetings: str
    length: str
    rhythm: str
    seats: str = ""


@dataclass(frozen=True)
class ChooseStart(Action, name="plan.choose_start"):
    """One of the readings of when a draft's meeting begins: local time in ISO 8601. `doubtful` is what else of the form
    is to be asked, as `asking.carry` writes it.
    """

    meeting: int
    local: str
    zone: str
    city: str = ""
    doubtful: str = ""


@dataclass(frozen=True)
class ChooseLimits(Action, name="plan.choose_limits"):
    """A draft's words about seats, with one of the meanings of their date."""

    session: int
    seats: str


@dataclass(frozen=True)
class OpenEdit(Action, name="plan.edit"):
    """Change a draft: opens a form, with what was typed and is doubtful as `asking.carry` writes it."""

    session: int
    typed: str = ""


@dataclass(frozen=True)
class SaveEdit(Action, name="plan.save"):
    """The draft's form came back."""

    session: int


@dataclass(frozen=True)
class Announce(Action, name="plan.announce"):
    """Show the session's card in every house."""

    session: int


@dataclass(frozen=True)
class Discard(Action, name="plan.discard"):
    """Drop a draft."""

    session: int


@dataclass(frozen=True)
class OpenMove(Action, name="meeting.move"):
    """Move a meeting: opens a form, with `when` as it was typed in a sentence that could not be read."""

    meeting: int
    when: str = ""


@dataclass(frozen=True)
class Move(Action, name="meeting.moved"):
    """The move form came back."""

    meeting: int


@dataclass(frozen=True)
class MoveTo(Action, name="meeting.move_to"):
    """Yes, move it there. `local` is the wall clock in ISO 8601, without an offset."""

    meeting: int
    local: str
    zone: str
    city: str = ""


@dataclass(frozen=True)
class AskCancel(Action, name="meeting.cancel"):
    """Cancel a meeting? Asks first."""

    meeting: int


@dataclass(frozen=True)
class Cancel(Action, name="meeting.cancelled"):
    """Yes, cancel it."""

    meeting: int


@dataclass(frozen=True)
class Close(Action, name="session.close"):
    """Take no more answers."""

    session: int


@dataclass(frozen=True)
class Reopen(Action, name="session.reopen"):
    """Take answers again."""

    session: int


@dataclass(frozen=True)
class MeetingMoved(Action, name="tell.moved"):
    """Tells somebody that a meeting moved. `was` is the instant it was agreed for, in ISO 8601."""

    meeting: int
    was: str


@dataclass(frozen=True)
class ZoneChanged(Action, name="tell.zone"):
    """Tells somebody that a zone's rules changed: the wall clock stands, the instant moved. `was` in ISO 8601."""

    meeting: int
    was: str


@dataclass(frozen=True)
class MeetingCancelled(Action, name="tell.cancelled"):
    """Tells somebody that a meeting is cancelled."""

    meeting: int
