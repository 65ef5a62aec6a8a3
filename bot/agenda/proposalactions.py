"""What the buttons and forms of proposals mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class Propose(Action, name="proposal.send"):
    """The form of a proposal came back."""

    session: int


@dataclass(frozen=True)
class ShowProposals(Action, name="proposal.list"):
    """What is proposed for a session, a page of it."""

    session: int
    page: int = 1


@dataclass(frozen=True)
class ShowMine(Action, name="proposal.mine"):
    """What I proposed, and what became of it."""


@dataclass(frozen=True)
class Vote(Action, name="proposal.vote"):
    """Our company supports it, or does no longer."""

    proposal: int
    yes: bool


@dataclass(frozen=True)
class Withdraw(Action, name="proposal.withdraw"):
    """I take my proposal back."""

    proposal: int


@dataclass(frozen=True)
class Accept(Action, name="proposal.accept"):
    """It becomes an item of the draft."""

    proposal: int


@dataclass(frozen=True)
class OpenMerge(Action, name="proposal.merge"):
    """Into which item? Opens a form."""

    proposal: int


@dataclass(frozen=True)
class MergeInto(Action, name="proposal.merged"):
    """The form came back with the item."""

    proposal: int


@dataclass(frozen=True)
class OpenDecline(Action, name="proposal.decline"):
    """Decline with a sentence: opens a form."""

    proposal: int


@dataclass(frozen=True)
class Decline(Action, name="proposal.declined"):
    """The form came back with the sentence."""

    proposal: int


@dataclass(frozen=True)
class ProposalAnswered(Action, name="tell.proposal"):
    """Tells whoever proposed something by name what became of it."""

    proposal: int
