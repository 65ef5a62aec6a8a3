"""Keeping below a platform's limits: which calls were made, as far as a limit still counts them, and what has to rest.

It is written down with the lane before a call is made, so that whoever serves the house next knows, even after a kill.
"""

import bisect
import hashlib
import json
from collections.abc import Sequence
from typing import Self

from bot.chat import Limit

MARGIN = 0.02
"""Seconds added to a limit's: two calls do not always take equally long to arrive."""
GENTLE = 60.0
"""Seconds after a rest in which a house gets its calls one at a time: whoever has others under way when it asks for
patience again has broken its word already.
"""
LONGEST_KEY = 24
"""Characters; longer keys are kept as their digest."""


class Pace:
    """One house's. Instants are seconds by the lanes' clock (`storage.lanes`)."""

    def __init__(self) -> None:
        self._calls: dict[str, list[float]] = {}
        self._counts_for: dict[str, float] = {}
        self._rests: dict[str, float] = {}
        self._gentle = 0.0

    @classmethod
    def read(cls, text: str) -> Self:
        """As `write` wrote it; "" is a house that was never called."""
        pace = cls()
        if text:
            written = json.loads(text)
            pace._rests, pace._gentle = written["rests"], written.get("gentle", 0.0)
            for key, (counts_for, *calls) in written["calls"].items():
                pace._calls[key], pace._counts_for[key] = calls, counts_for
        return pace

    def write(self, at: float) -> str:
        """What still matters at this instant; "" if nothing does."""
        calls = {
            key: [self._counts_for[key], *(round(one, 3) for one in made if one > at - self._counts_for[key])]
            for key, made in self._calls.items()
        }
        calls = {key: made for key, made in calls.items() if len(made) > 1}
        rests = {verb: round(until, 3) for verb, until in self._rests.items() if until > at}
        gentle = {"gentle": round(self._gentle, 3)} if self._gentle > at else {}
        if not (calls or rests or gentle):
            return ""
        return json.dumps({"calls": calls, "rests": rests, **gentle}, separators=(",", ":"))

    def free(self, verb: str, limits: Sequence[Limit], at: float) -> float:
        """The first instant from `at` on at which such a call breaks no limit."""
        at = max(at, self._rests.get(verb, at))
        for limit in limits:
            made = self._calls.get(_short(limit.key), ())
            if len(made) >= limit.calls:
                at = max(at, made[-limit.calls] + limit.seconds + MARGIN)
        return at

    def book(self, limits: Sequence[Limit], at: float) -> None:
        """A call is going to be made at this instant."""
        for key in {limit.key for limit in limits}:
            longest = max(limit.seconds for limit in limits if limit.key == key)
            key = _short(key)
            made = self._calls.setdefault(key, [])
            bisect.insort(made, at)
            self._counts_for[key] = max(self._counts_for.get(key, 0), longest + MARGIN)
            del made[: bisect.bisect_left(made, at - self._counts_for[key])]

    def rest(self, verb: str, until: float) -> None:
        """The platform asked to be left alone with this verb."""
        self._rests[verb] = max(self._rests.get(verb, 0.0), until)
        self._gentle = max(self._gentle, until + GENTLE)

    def learn(self, other: "Pace") -> None:
        """What the platform has asked for meanwhile."""
        for verb, until in other._rests.items():
            self.rest(verb, until)

    def one_by_one(self, at: float) -> bool:
        """Whether a call has to wait for the answer to the one before."""
        return self._gentle > at

    def rests(self, verb: str, at: float) -> bool:
        """Whether it asked for that."""
        return self._rests.get(verb, 0.0) > at


def _short(key: str) -> str:
    return key if len(key) <= LONGEST_KEY else hashlib.blake2s(key.encode(), digest_size=8).hexdigest()
