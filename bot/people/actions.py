"""What the buttons and forms about people mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class OpenRules(Action, name="rules.open"):
    """Write the rules of participation: opens a form."""


@dataclass(frozen=True)
class SetRules(Action, name="rules.set"):
    """The form with the rules came back."""
