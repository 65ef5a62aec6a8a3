"""Whom a rung may name beyond those who answer: each part of the product says here whom it knows of.

A part that knows who presents or owns an item puts one line into `LOOKUPS`; an audience nobody looks up is nobody, and
the flight plan says so.
"""

from collections.abc import Callable, Mapping, Sequence

from storage import outlines, parts, remindable
from storage.database import Db
from storage.ladders import Whom

Lookup = Callable[[Db, Sequence[int]], Mapping[int, frozenset[int]]]
"""From sessions (ids of one community) to the members concerned, by session."""

LOOKUPS: dict[Whom, Lookup] = {
    Whom.EXPERTS: remindable.advising,
    Whom.OWNERS: outlines.owning,
    Whom.PRESENTERS: parts.presenting,
}


def named(db: Db, sessions: Sequence[int]) -> dict[Whom, Mapping[int, frozenset[int]]]:
    """Everybody the parts of the product know of, by audience and session."""
    return {whom: lookup(db, sessions) for whom, lookup in LOOKUPS.items()}
