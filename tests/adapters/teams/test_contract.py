"""Teams keeps what every platform promises."""

from tests.adapters.contract import Contract


class TestTeams(Contract):
    """The contract, over signed HTTP, against the stand-in."""
