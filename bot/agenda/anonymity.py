"""When a proposal without a name may be read, so that neither its moment nor its company gives its author away."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from storage.proposals import Naming, Proposal, ProposalState

COMPANIES = 3
"""Companies that must have proposed something before anything without a name is shown."""
HOLD = timedelta(hours=2)
LATEST = timedelta(hours=12)
"""How long at least, and at most, such a proposal is held back."""


def shows_at(now: datetime, naming: Naming) -> datetime:
    """When others may read it: a name at once, without one at a full hour nobody can tell in advance."""
    if naming is not Naming.NOBODY:
        return now
    later = now + HOLD + secrets.randbelow(int((LATEST - HOLD).total_seconds())) * timedelta(seconds=1)
    return later.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def visible(proposals: Iterable[Proposal], now: datetime, companies: Collection[int]) -> Sequence[Proposal]:
    """Those that others may read now, in the order given; `companies` are the organisations that are companies."""
    made = [one for one in proposals if one.state != ProposalState.WITHDRAWN]
    # A company that proposed a moment ago does not count yet, or what appears with it would seem to be its own.
    counted = {one.organisation_id for one in made if one.at <= now - HOLD and one.organisation_id in companies}
    enough = len(counted) >= COMPANIES
    return [one for one in made if one.naming != Naming.NOBODY or (enough and one.shows <= now)]
