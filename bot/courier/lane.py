"""A lane while this courier holds it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.courier.pacing import Pace
from bot.courier.picking import Sending, Serving
from bot.courier.turns import AT_ONCE, Mine, turn
from storage import lanes


@dataclass
class Lane:
    """`under_way` are calls to be made, `calling` those of them that wait for an answer, `unwritten` all whose results
    are not written down, and `cards` the cards among them. No call is begun after `half` of the lease; the house is
    left alone until `open_until` because calls failed (both by the lanes' clock). `looking` while a look may give it
    more, `noting` while it is written down: never both.
    """

    house: str
    pace: Pace
    failures: int
    half: float = 0.0
    under_way: int = 0
    calling: int = 0
    unwritten: int = 0
    cards: set[int] = field(default_factory=set[int])
    nap: float | None = None
    open_until: float = 0.0
    changed: bool = False
    looking: bool = False
    noting: bool = False

    def takes_more(self, at: float) -> bool:
        """Whether a look may give it more before its turn is over."""
        few = 0 if self.pace.one_by_one(at) else AT_ONCE // 2
        return not self.noting and self.open_until == 0 and self.under_way <= few

    @property
    def mine(self) -> Mine:
        """As a look wants to know it."""
        return Mine(self.under_way, self.failures, frozenset(self.cards))

    def give(self, serving: Serving, half: float) -> None:
        """A look gave it more."""
        serving.pace.learn(self.pace)
        self.pace, self.nap, self.half = serving.pace, serving.nap, half
        self.under_way += len(serving.sendings)
        self.unwritten += len(serving.sendings)
        self.cards.update(_cards(serving.sendings))

    def wrote(self, sending: Sending) -> None:
        """What became of this is written down."""
        if sending.due.card is not None:
            self.cards.discard(sending.due.card)

    def note(self, at: float) -> lanes.Turn:
        """How it stands."""
        return turn(Serving(self.house, self.pace, self.failures, nap=self.nap), at, self.open_until)


def _cards(sendings: Iterable[Sending]) -> Iterable[int]:
    return (one.due.card for one in sendings if one.due.card is not None)
