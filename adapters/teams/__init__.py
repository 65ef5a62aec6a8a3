"""Microsoft Teams: activities in, Adaptive Cards out.

`parse` and `render` are pure; `receive` and `send` are thin; `show` decides where an answer appears. The end-of-life
Bot Framework SDK is imported in `receive` alone (`send` may, and says why it does not).

Quirks worth remembering
- Cards stop at version 1.5; below it Action.Execute stops working.
- The answer to an Execute is a card that only the presser sees; everybody else needs an update of the message.
- A dialog cannot hold Action.Execute, and a button that opens one must say so when it is drawn.
- The phones' Markdown knows fewer escapes than the desktop's: see `markdown`.
- A thread in a channel is the channel's id with ";messageid=" behind it; a post without it opens a new thread.
"""

from adapters.teams.receive import TeamsFront
from adapters.teams.send import TeamsChat
from adapters.teams.settings import TeamsSettings

__all__ = ["TeamsChat", "TeamsFront", "TeamsSettings"]
