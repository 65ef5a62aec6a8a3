"""`convener purge`: what the nightly purge does, by hand and at once."""

import time
from datetime import datetime

from rich.console import Console
from rich.table import Table

from bot.keeping import periods, purges
from storage import keeping, people
from storage.database import Database, Db
from storage.models import Community

PATIENCE = 60
"""Seconds to wait for another process that is purging the same community."""


def purge(database: Database, now: datetime, out: Console, dry_run: bool) -> bool:
    """Purge every community, or only count; False when another process kept one of them to itself."""
    table = Table(box=None, pad_edge=False)
    for column in ("community", "what", "kept", "too old"):
        table.add_column(column)
    communities = database.now(people.communities)
    for community in communities:
        periods_set, old = database.now(lambda db, one=community: _counted(db, one, now))
        for kind, months in periods_set.items():
            table.add_row(community.key, kind.value, periods.length(months), str(old[kind]))
    out.print(table)
    if dry_run:
        out.print("Nothing was taken away.")
        return True
    done = [_purged(database, community, now, out) for community in communities]
    return all(done)


def _counted(db: Db, community: Community, now: datetime) -> tuple[dict[keeping.Kind, int], dict[keeping.Kind, int]]:
    key = community.id or 0
    return keeping.months(db, key), purges.due_now(db, key, now)


def _purged(database: Database, community: Community, now: datetime, out: Console) -> bool:
    key, waited = community.id or 0, 0
    before = database.now(lambda db: [one.id for one in keeping.certificates(db, key, 1)])

    def step(db: Db) -> bool | None:
        if not keeping.hold(db, key, now):
            return None
        more = purges.step(db, key, now, purges.OPERATOR)
        if not more:
            keeping.plan(db, key, periods.next_night(now, community.zone))
        return more

    while (more := database.now(step)) is not False:
        if more is None:
            waited += 1
            if waited > PATIENCE:
                out.print(f"{community.key}: another process is purging; its certificate will say what went.")
                return False
            time.sleep(1)
    for one in database.now(lambda db: keeping.certificates(db, key, 1)):
        if one.id not in before:
            out.print(f"{community.key}: done, see certificate {one.id}.")
            return True
    out.print(f"{community.key}: nothing was too old.")
    return True
