"""What the rules and the writers of agendas ask of an item, whoever made it."""

from typing import Protocol

from bot.agenda.reading import Kind


class Piece(Protocol):
    """One item of an agenda, to be looked at."""

    @property
    def title(self) -> str:
        """As it was written."""
        ...

    @property
    def minutes(self) -> int | None:
        """None where nobody has said how long it takes."""
        ...

    @property
    def owner(self) -> str:
        """Who holds it, as it was written; empty for nobody."""
        ...

    @property
    def kind(self) -> Kind:
        """Talk, discussion or break."""
        ...

    @property
    def links(self) -> tuple[str, ...]:
        """Addresses of pre-reads."""
        ...


class Held(Piece, Protocol):
    """An item with what is known about who holds it."""

    @property
    def notes(self) -> str:
        """For facilitators alone."""
        ...

    @property
    def nameless(self) -> bool:
        """Somebody proposed it without a name."""
        ...

    @property
    def organisation(self) -> int | None:
        """The company that holds it, where it is known."""
        ...

    @property
    def member(self) -> int | None:
        """The person who holds it, where it is known."""
        ...

    @property
    def team(self) -> bool:
        """The facilitating team holds it."""
        ...
