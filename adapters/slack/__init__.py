"""Slack: a house is one workspace (or one organisation, where the app is installed in all of it).

Worth knowing before changing something here:
- A click must be answered within 3 s, and a form opened with the trigger that came with it within the same 3 s.
- Whose request it is says the installation, not the channel nor the person: see `parse.house_of`.
- Slack tells some things twice (retries, two subscriptions for one message): see `Arrival.keys`.
- Screen readers and notifications read the message's `text`, not its blocks.
"""

from adapters.slack.houses import Houses, Tokens
from adapters.slack.manifest import manifest
from adapters.slack.receive import SlackFront
from adapters.slack.send import SlackChat
from adapters.slack.settings import SlackSettings

__all__ = ["Houses", "SlackChat", "SlackFront", "SlackSettings", "Tokens", "manifest"]
