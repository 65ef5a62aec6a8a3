"""What the buttons and forms about a final agenda mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class Freeze(Action, name="agenda.freeze"):
    """What is published is final: companies are asked to acknowledge it."""

    meeting: int


@dataclass(frozen=True)
class Unfreeze(Action, name="agenda.thaw"):
    """It may change again."""

    meeting: int


@dataclass(frozen=True)
class ShowGrid(Action, name="agenda.grid"):
    """Which company said what."""

    meeting: int


@dataclass(frozen=True)
class AckAsked(Action, name="tell.final"):
    """Asks a company to acknowledge this version."""

    meeting: int
    version: int


@dataclass(frozen=True)
class Acknowledge(Action, name="agenda.acknowledge"):
    """Our company takes note of this version."""

    meeting: int
    version: int


@dataclass(frozen=True)
class OpenObject(Action, name="agenda.objection"):
    """Our company objects: opens a form."""

    meeting: int
    version: int


@dataclass(frozen=True)
class Object(Action, name="agenda.object"):
    """The form came back with the reason."""

    meeting: int
    version: int
