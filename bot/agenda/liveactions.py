"""What the buttons of a meeting under way mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class LiveCard(Action, name="card.live"):
    """The running order for everybody, standing in every house."""

    meeting: int


@dataclass(frozen=True)
class LiveDesk(Action, name="card.desk"):
    """The same for facilitators, with what moves it on."""

    meeting: int


@dataclass(frozen=True)
class StartMeeting(Action, name="live.start"):
    """The first item has its turn."""

    meeting: int


@dataclass(frozen=True)
class TurnTo(Action, name="live.turn"):
    """The next item (1), or the one before (-1), from the item that had its turn when the button was drawn."""

    meeting: int
    item: int
    by: int


@dataclass(frozen=True)
class Extend(Action, name="live.extend"):
    """So many minutes more for this item, which has so many `extra` already."""

    meeting: int
    item: int
    extra: int
    minutes: int


@dataclass(frozen=True)
class OpenPark(Action, name="live.park"):
    """Put something aside: opens a form."""

    meeting: int


@dataclass(frozen=True)
class Park(Action, name="live.parked"):
    """The form came back with what to put aside."""

    meeting: int


@dataclass(frozen=True)
class EndMeeting(Action, name="live.end"):
    """It is over."""

    meeting: int


@dataclass(frozen=True)
class CarryOver(Action, name="live.carry"):
    """What is left goes to the draft of the next meeting."""

    meeting: int
