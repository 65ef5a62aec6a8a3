"""`makespan_vs_bound`: how long everything takes where Slack's limits are kept, over the least that they allow.

In real time, by HTTP, with the courier as `convener work` runs it. A house's last message cannot go before the limits
(`adapters.slack.rates`) have let go all before it: so many a second in the house, and one a second to each person.
"""

from collections.abc import Callable

import uvloop

from adapters.slack import rates
from benchmarks.drain import ground
from benchmarks.drain.turn import take

SIZES = ((30, 2, 10), (200, 100, 1))
"""Houses, people in each, and messages to each of them."""


def measure(url: str, core: int | None, tell: Callable[[str], None]) -> list[str]:
    """Both sizes, the large one last."""
    results: list[str] = []
    for houses, people, messages in SIZES:
        ground.settle(url, houses, people)
        ground.fill(url, messages)
        count = houses * people * messages
        turn = uvloop.run(take("convener", count, 1, core, url, limits="kept"))
        ground.check(url, count)
        took, least = count / turn.rate, bound(people, messages)
        tell(f"{count:,} messages, {houses * people:,} people, {houses} houses: {took:.2f} s of at least {least:.0f} s")
        results.append(f"makespan_vs_bound ratio={took / least:.2f} messages={count} houses={houses}")
    return results


def bound(people: int, messages: int) -> float:
    """Seconds until the last message of a house may go: the first ones go at once."""
    in_a_conversation, seconds = rates.POSTS_IN_A_CHANNEL
    in_the_house = (people * messages - 1) // rates.POSTS.calls * rates.POSTS.seconds
    return max(in_the_house, (messages - 1) // in_a_conversation * seconds)
