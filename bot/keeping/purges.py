"""A purge: step by step, each a short transaction, until nothing is too old, and then the certificate of it."""

from datetime import UTC, datetime

from bot.keeping import periods
from bot.outbox import Outbox
from storage import keeping, people, purging
from storage.database import Db
from storage.keeping import FOR_EVER, Certificate, Kind

BATCH, NAMED = 300, 30
"""Rows taken away in one transaction, and answers that lose their name: on SQLite everybody waits meanwhile."""
NIGHTLY, FACILITATOR, OPERATOR = "night", "facilitator", "operator"
"""Who orders a purge. No name: a certificate says nothing of anybody; the audit does."""


def nightly(db: Db, outbox: Outbox) -> None:
    """One step of a purge that is due somewhere; one that is over is planned again for the next night."""
    found = keeping.due(db, outbox.now)
    if found is None:
        return
    if found.first or (
        keeping.hold(db, found.community, outbox.now)
        and not step(db, found.community, outbox.now, found.ordered or NIGHTLY)
    ):
        keeping.plan(db, found.community, periods.next_night(outbox.now, found.zone))


def step(db: Db, community: int, now: datetime, ordered: str) -> bool:
    """Take away what fits one transaction. False once nothing is too old: then the certificate is sealed."""
    standing = keeping.open_certificate(db, community)
    begun = standing.begun if standing else now
    if standing is None:
        keeping.notice_departures(db, community, now)
    set_months = keeping.months(db, community)
    for kind, months in set_months.items():
        limit = periods.before(begun, months)
        most = NAMED if kind is Kind.ROSTERS else BATCH
        rows = 0 if months == FOR_EVER else purging.purge(db, kind, community, limit, most)
        if rows:
            standing = standing or keeping.begin(db, community, now, ordered)
            keeping.count(db, standing.id or 0, kind, rows, limit)
            return True
    if set_months[Kind.ROSTERS] != FOR_EVER:
        keeping.unnamed(db, community, periods.before(begun, set_months[Kind.ROSTERS]))
    if standing is not None:
        keeping.seal(db, standing, content(db, standing, now), now)
    return False


def due_now(db: Db, community: int, now: datetime) -> dict[Kind, int]:
    """How many rows of each kind a purge would take away now."""
    months = keeping.months(db, community)
    return {
        kind: 0 if count == FOR_EVER else purging.old(db, kind, community, periods.before(now, count))
        for kind, count in months.items()
    }


def content(db: Db, certificate: Certificate, now: datetime) -> str:
    """What a certificate says, in the words its sha256 is computed over: always the same, in no reader's language."""
    community = people.community(db, certificate.community_id)
    lines = [
        f"Certificate {certificate.id} of a purge",
        f"community: {community.key}",
        f"begun: {_instant(certificate.begun)}",
        f"done: {_instant(now)}",
        f"ordered by: {certificate.ordered}",
    ]
    lines += [f"{one.kind}: {one.rows} rows older than {_instant(one.before)}" for one in _lines(db, certificate)]
    return "\n".join(lines) + "\n"


def as_text(certificate: Certificate) -> str:
    """The certificate as a file: the last line is the sha256 of all the lines above it."""
    return f"{certificate.content}sha256: {certificate.sha256}\n"


def as_values(db: Db, certificate: Certificate) -> dict[str, object]:
    """The certificate as JSON can say it; `content` is what its sha256 is computed over."""
    assert certificate.sealed is not None
    return {
        "certificate": certificate.id,
        "community": people.community(db, certificate.community_id).key,
        "begun": _instant(certificate.begun),
        "done": _instant(certificate.sealed),
        "ordered by": certificate.ordered,
        "purged": [
            {"kind": one.kind, "rows": one.rows, "older than": _instant(one.before)} for one in _lines(db, certificate)
        ],
        "content": certificate.content,
        "sha256": certificate.sha256,
    }


def _lines(db: Db, certificate: Certificate) -> list[keeping.Purged]:
    return [*keeping.lines(db, certificate.id or 0)]


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
