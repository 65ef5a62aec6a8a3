"""When calls to a house fail one after the other: leave it alone for longer and longer, and then try with one."""

import random
from collections.abc import Callable

OPENS_AFTER = 5
"""Failures in a row."""
TELL_AFTER = 11
"""The same until facilitators hear of it: some five minutes."""
FIRST_REST, LONGEST_REST = 5.0, 300.0
"""Seconds; it doubles from one to the other."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
"""As above, of one delivery after it failed."""
TRIES, TRIES_AT_ALL = 8, 30
"""Failed tries after which a delivery is parked: while its house otherwise answers, and in any case."""

Chance = Callable[[], float]
"""A number from 0 to 1, which keeps those who failed together from coming back together."""


def is_open(failures: int) -> bool:
    """Whether the house is left alone, but for one try at the end of each rest."""
    return failures >= OPENS_AFTER


def after_failure(failures: int, *, probe: bool) -> int:
    """How many there are after one more. Those that were under way when it opened change nothing any more."""
    return failures if is_open(failures) and not probe else failures + 1


def hopeless(attempts: int, failures: int) -> bool:
    """Whether a delivery that failed so often should be parked, with so many failures in a row in its house."""
    return attempts >= (TRIES_AT_ALL if is_open(failures) else TRIES)


def rest(failures: int, chance: Chance = random.random) -> float:
    """Seconds to leave the house alone for."""
    return _grown(FIRST_REST, LONGEST_REST, failures - OPENS_AFTER, chance)


def wait(attempts: int, chance: Chance = random.random) -> float:
    """Seconds until a delivery that has failed so often is tried again."""
    return _grown(FIRST_WAIT, LONGEST_WAIT, attempts - 1, chance)


def _grown(first: float, longest: float, times: int, chance: Chance) -> float:
    return min(first * 2.0 ** min(max(times, 0), 30), longest) * (0.75 + chance() / 2)
