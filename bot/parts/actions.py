"""What the buttons, forms and messages of parts mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action
from storage.parts import PartKind


@dataclass(frozen=True)
class ClaimPart(Action, name="part.claim"):
    """I take a part of this kind, in one meeting (its number) or in the whole session."""

    session: int
    kind: PartKind
    number: int | None = None


@dataclass(frozen=True)
class AcceptPart(Action, name="part.accept"):
    """I take the part that is offered to me or my organisation."""

    part: int


@dataclass(frozen=True)
class RefusePart(Action, name="part.refuse"):
    """I do not take what is offered."""

    part: int


@dataclass(frozen=True)
class AskWithdraw(Action, name="part.ask_withdraw"):
    """I cannot do it after all: asks first."""

    part: int


@dataclass(frozen=True)
class WithdrawPart(Action, name="part.withdraw"):
    """Give it back."""

    part: int


@dataclass(frozen=True)
class ShowSwap(Action, name="part.swap"):
    """To which colleague can I hand it over?"""

    part: int


@dataclass(frozen=True)
class AskSwap(Action, name="part.ask_swap"):
    """Ask this colleague to take it over."""

    part: int
    member: int


@dataclass(frozen=True)
class TakeOver(Action, name="part.take_over"):
    """I take it over from my colleague."""

    part: int


@dataclass(frozen=True)
class RefuseSwap(Action, name="part.refuse_swap"):
    """I do not take it over."""

    part: int


@dataclass(frozen=True)
class ConfirmPart(Action, name="part.confirm"):
    """A facilitator agrees to a claim."""

    part: int


@dataclass(frozen=True)
class OpenDecline(Action, name="part.open_decline"):
    """The form to decline a claim, or to take a part back, with a sentence."""

    part: int


@dataclass(frozen=True)
class DeclinePart(Action, name="part.decline"):
    """That form came back."""

    part: int


@dataclass(frozen=True)
class OpenParts(Action, name="parts.open"):
    """The form that says how many parts of each kind there are."""

    session: int


@dataclass(frozen=True)
class SetParts(Action, name="parts.set"):
    """That form came back."""

    session: int


@dataclass(frozen=True)
class OpenOffer(Action, name="parts.open_offer"):
    """The form to offer a part to an organisation or a person."""

    session: int


@dataclass(frozen=True)
class OfferPart(Action, name="parts.offer"):
    """That form came back."""

    session: int


@dataclass(frozen=True)
class ShowLedger(Action, name="parts.ledger"):
    """Which companies lead this year, and which still owe it?"""


@dataclass(frozen=True)
class PartOffered(Action, name="tell.part_offered"):
    """Asks whether they take a part."""

    part: int


@dataclass(frozen=True)
class ClaimsWaiting(Action, name="tell.claims"):
    """Tells a facilitator of the claims in a session that wait for them."""

    session: int


@dataclass(frozen=True)
class PartAgreed(Action, name="tell.part_agreed"):
    """Tells the one side that the other agreed."""

    part: int


@dataclass(frozen=True)
class PartFreed(Action, name="tell.part_freed"):
    """Tells facilitators, and whoever had it, that a part was given back or not taken."""

    part: int


@dataclass(frozen=True)
class PartDeclined(Action, name="tell.part_declined"):
    """Tells whoever had a part that they have it no longer, with the facilitator's sentence."""

    part: int


@dataclass(frozen=True)
class SwapAsked(Action, name="tell.swap_asked"):
    """Asks a colleague to take a part over."""

    part: int


@dataclass(frozen=True)
class SwapRefused(Action, name="tell.swap_refused"):
    """Tells the holder that their colleague does not take it over."""

    part: int
