"""What the tests know about the product: its addresses, its command line, and the words people say to it and read.

Everything here is a promise to people outside (links they saved, buttons they know), so it changes rarely and on purpose.
"""

import re
from dataclasses import dataclass

from adapters.slack.manifest import SCOPES
from tests.e2e.programs import ROOT
from tests.e2e.slack_workspace import SlackApp

EXAMPLE = ROOT / "examples" / "btech-2021.yaml"
FACILITATOR = "B-Tech facilitator 1"
CORE_SESSION = "Identifying human rights risks in product design"
BY_MEETING = "By meeting…"
COMING, MAYBE, NOT = "Coming", "Maybe", "Not this time"
FIRST_MEETING = "Meeting 1 · Thu, 4 Mar 2027, 06:00–08:00 Los Angeles (15:00–17:00 Geneva)"
FIRST_MEETING_IN_UTC = "Meeting 1 · Thu, 4 Mar 2027, 14:00–16:00 UTC (15:00–17:00 Geneva)"
"""What the form calls the first meeting."""
TEAMS_ENDPOINT = "/api/messages"


def slack_app(url: str) -> SlackApp:
    """The app as it is registered with Slack, for a server at this address."""
    events = f"{url}/slack/events"
    return SlackApp(
        client_id="1111111111.2222222222",
        client_secret="only-for-these-tests",
        signing_secret="only-for-these-tests-too",
        install=f"{url}/slack/install",
        redirect=f"{url}/slack/oauth_redirect",
        events=events,
        interactions=events,
        commands=events,
        scopes=SCOPES,
    )


@dataclass(frozen=True)
class CardState:
    """What a session's card says about the answers: companies that answered, and people at the first meeting."""

    answered: int
    coming: int
    maybe: int


def card_state(words: str) -> CardState | None:
    """The state a card shows, or None where these words are no session's card."""
    answered = re.search(r"(\d+) of \d+ companies have answered", words)
    tally = re.search(r"(\d+) coming(?:, (\d+) maybe)?", words)
    if not (answered and tally):
        return None
    return CardState(int(answered[1]), int(tally[1]), int(tally[2] or 0))
