"""How often Slack may be called in one workspace: its table of rates, as plain data.

Source: "Rate limits" and the method pages of docs.slack.dev. Slack counts by method and workspace, publishes no size of
a burst, and asks for one request a second of anything with bursts tolerated; so each figure is spread evenly.
"""

from collections.abc import Sequence

from bot.chat.port import Limit, Verb

POSTS = Limit("post", 5, 1, everywhere=True)
"""chat.postMessage in a workspace: "several hundred a minute" is taken as 300."""
POSTS_IN_A_CHANNEL = (1, 1.0)
"""chat.postMessage in one channel or direct conversation: one a second."""
UPDATES = Limit("update", 5, 6, everywhere=True)
"""chat.update in a workspace: tier 3, 50 a minute."""


def limits(verb: Verb, channel: str) -> Sequence[Limit]:
    """What a call counts against; `channel` is a channel's id, or a person's for the conversation with them."""
    if verb is Verb.UPDATE:
        return (UPDATES,)
    return (POSTS, Limit(f"post {channel}", *POSTS_IN_A_CHANNEL))
