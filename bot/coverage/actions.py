"""What coverage's buttons, messages and addresses mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class ShowTable(Action, name="coverage.table"):
    """Every company and every meeting in words."""

    session: int


@dataclass(frozen=True)
class ShowSilent(Action, name="coverage.silent"):
    """How many could be asked in the companies that nobody has answered for."""

    session: int


@dataclass(frozen=True)
class CoverageWorsened(Action, name="tell.coverage"):
    """Tells a facilitator which companies are not covered any more since then (an instant in ISO 8601)."""

    since: str


@dataclass(frozen=True)
class CoveragePicture(Action, name="picture.coverage"):
    """The picture in the card, behind an address."""

    session: int


@dataclass(frozen=True)
class RosterFile(Action, name="file.roster"):
    """Who answered what, as a file behind an address: "csv" or "xlsx"."""

    session: int
    kind: str
