"""How often Teams may be called in one tenant: Microsoft's table of rates, as plain data.

Source: msteams-docs, "Optimize your bot with rate limiting". Sending and updating count alike. The longest window,
1,800 an hour in one conversation, is kept as 150 in five minutes: the same rate, and less to remember.
"""

from collections.abc import Sequence

from adapters.teams import address
from bot.chat.port import Limit

TENANT = Limit("tenant", 50, 1, everywhere=True)
IN_A_CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (150, 300.0))


def limits(where: str) -> Sequence[Limit]:
    """What a call to this address counts against."""
    try:
        place = address.read(where)
    except ValueError:
        return ()
    conversation = place.user if isinstance(place, address.Someone) else address.room_of(place.conversation)
    return (TENANT, *(Limit(conversation, calls, seconds) for calls, seconds in IN_A_CONVERSATION))
