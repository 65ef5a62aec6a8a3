"""What the buttons, forms and messages of reminders mean. The wire names are for ever."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat import Action


class Pause(StrEnum):
    """How long a reminder is put off."""

    HOUR = "hour"
    MORNING = "morning"


@dataclass(frozen=True)
class Remind(Action, name="remind"):
    """What one member is reminded of at one instant (ISO 8601). `about` is who: it is drawn for nobody else."""

    about: int
    at: str


@dataclass(frozen=True)
class Unreached(Action, name="remind.unreached"):
    """Tells facilitators who could not be reached, and what to do."""

    since: str


@dataclass(frozen=True)
class Snooze(Action, name="remind.snooze"):
    """Remind me of this (sent at `at`) later."""

    at: str
    how: Pause


@dataclass(frozen=True)
class OpenSnooze(Action, name="remind.snooze_open"):
    """Until when? Opens a form."""

    at: str


@dataclass(frozen=True)
class SnoozeUntil(Action, name="remind.snooze_until"):
    """The form came back."""

    at: str


@dataclass(frozen=True)
class SnoozeTo(Action, name="remind.snooze_to"):
    """One of the moments that were meant, in ISO 8601."""

    at: str
    until: str


@dataclass(frozen=True)
class PauseTo(Action, name="remind.pause_to"):
    """No reminders until one of the moments that were meant, in ISO 8601."""

    until: str


@dataclass(frozen=True)
class MuteSession(Action, name="remind.mute"):
    """No more reminders of this session for me."""

    session: int


@dataclass(frozen=True)
class UnmuteSession(Action, name="remind.unmute"):
    """Reminders of this session again."""

    session: int


@dataclass(frozen=True)
class OpenWishes(Action, name="remind.wishes"):
    """Which reminders I want: opens a form."""


@dataclass(frozen=True)
class SaveWishes(Action, name="remind.wishes_save"):
    """The form came back."""


@dataclass(frozen=True)
class ShowEach(Action, name="flight.each"):
    """Whom one rung reminds, from the person with this number on; `meeting` is 0 for the session as a whole."""

    session: int
    meeting: int
    key: str
    first: int = 0


@dataclass(frozen=True)
class ShowOverview(Action, name="flight.overview"):
    """What comes next of each session, from the session with this number on."""

    first: int


@dataclass(frozen=True)
class SendNow(Action, name="flight.now"):
    """Send this step's messages as soon as people may be written to."""

    step: int


@dataclass(frozen=True)
class SkipStep(Action, name="flight.skip"):
    """Leave this step out, or do not."""

    step: int
    skip: bool = True


@dataclass(frozen=True)
class OpenText(Action, name="flight.text"):
    """What this step says: opens a form."""

    step: int


@dataclass(frozen=True)
class SaveText(Action, name="flight.text_save"):
    """The form came back."""

    step: int


@dataclass(frozen=True)
class HoldAll(Action, name="flight.hold"):
    """Hold back the reminders of a session (all of the community's without), or send again."""

    session: int | None = None
    hold: bool = True


@dataclass(frozen=True)
class OpenLadder(Action, name="ladder.open"):
    """The rungs of a session's reminders: opens a form."""

    session: int


@dataclass(frozen=True)
class SaveLadder(Action, name="ladder.save"):
    """The form came back."""

    session: int


@dataclass(frozen=True)
class OpenLink(Action, name="link.open"):
    """Where a session's meetings take place online: opens a form."""

    session: int


@dataclass(frozen=True)
class SaveLink(Action, name="link.save"):
    """The form came back."""

    session: int


@dataclass(frozen=True)
class ShowLog(Action, name="flight.log"):
    """What was sent about a session, and what became of it, from the reminder with this number on."""

    session: int
    first: int = 0


@dataclass(frozen=True)
class ShowLogOf(Action, name="flight.log_of"):
    """What was sent to a person, from the reminder with this number on."""

    member: int
    first: int
