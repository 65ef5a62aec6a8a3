"""What disclosing's buttons, forms and messages mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class SetPolicy(Action, name="policy.set"):
    """The form about who sees what came back, by audience."""

    session: int | None = None


@dataclass(frozen=True)
class SayConsent(Action, name="consent.say"):
    """Our company may be named to others, or may not."""

    given: bool


@dataclass(frozen=True)
class ConsentAsked(Action, name="tell.consent"):
    """Asks somebody of a company whether it may be named."""

    organisation: int
