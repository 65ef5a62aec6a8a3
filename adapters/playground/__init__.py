"""The playground: houses that need no account, for trying Convener out and for testing it.

One `World` holds what stands in every house; a web page, a terminal and the tests all look at the same one.
"""

from adapters.playground.clock import MovableClock
from adapters.playground.house import Call, House, Inhabitant, Look, NotPossible, OpenForm, Shown
from adapters.playground.receive import PlaygroundFront, Try
from adapters.playground.terminal import Terminal
from adapters.playground.world import World

__all__ = [
    "Call",
    "House",
    "Inhabitant",
    "Look",
    "MovableClock",
    "NotPossible",
    "OpenForm",
    "PlaygroundFront",
    "Shown",
    "Terminal",
    "Try",
    "World",
]
