"""The community both benchmarks click in: sixteen companies, each in a house of its own, with four nominees each.

One Core Session of three meetings is announced, so a card stands in each of the seventeen houses (the facilitators have
one too), and a click writes three answers with their history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.wiring import Product
from bot.chat import Person, Place, Said
from bot.community.codes import house_code, personal_code
from bot.importing.applying import apply
from bot.importing.plan import CommunityPlan, MeetingPlan, MemberPlan, OrganisationPlan, Plan, SessionPlan
from storage import planning
from storage.database import Db
from storage.models import OrganisationKind, Role, SessionKind

HOUSES = 16
PEOPLE = 4
"""In each house."""
MEETINGS = 3
TITLE = "Access to remedy"


@dataclass(frozen=True)
class House:
    """One house as a platform names it: people by their number, and the address of its room."""

    room: str
    people: tuple[Person, ...]


async def settle_in(product: Product, house: Callable[[int], House]) -> None:
    """Everybody joins as people do, by writing “join” and a code; then the session is announced."""
    now = product.now()
    await product.database.run(lambda db: apply(db, _plan(now), now))
    for number in range(HOUSES + 1):
        there = house(number)
        codes = await product.database.run(lambda db, number=number: _codes(db, number, now))
        await _say(product, there, there.people[0], f"join {codes[0]}")
        for person, code in zip(there.people, codes[1:], strict=True):
            await _say(product, there, person, f"join {code}")
    await _say(product, house(0), house(0).people[0], f"announce {TITLE}")


async def _say(product: Product, house: House, person: Person, text: str) -> None:
    await product.bot.answer(Said(person, Place(house.room, private=False), text))


def _plan(now: datetime) -> Plan:
    first = (now + timedelta(days=30)).replace(hour=12, minute=0, second=0, microsecond=0, tzinfo=None)
    return Plan(
        community=CommunityPlan(key="community", name="A community of practice", zone="Europe/Zurich", city="Geneva"),
        organisations=[_organisation(number) for number in range(HOUSES + 1)],
        sessions=[
            SessionPlan(
                key="session",
                kind=SessionKind.CORE_SESSION,
                title=TITLE,
                meetings=[
                    MeetingPlan(when=f"{first + timedelta(weeks=week):%Y-%m-%d %H:%M}") for week in range(MEETINGS)
                ],
            )
        ],
    )


def _organisation(number: int) -> OrganisationPlan:
    """Number 0 holds the facilitators."""
    role = Role.NOMINEE if number else Role.FACILITATOR
    return OrganisationPlan(
        key=f"o-{number}",
        name=f"Organisation {number}",
        kind=OrganisationKind.COMPANY if number else OrganisationKind.UN,
        seats=PEOPLE,
        members=[MemberPlan(key=f"m-{number}-{n}", name=f"{role} {n} of {number}", role=role) for n in range(PEOPLE)],
    )


def _codes(db: Db, number: int, now: datetime) -> list[str]:
    community = planning.community(db, "community")
    assert community is not None
    assert community.id is not None
    organisation = planning.organisation(db, community.id, f"o-{number}")
    assert organisation is not None
    members = [planning.member(db, community.id, f"m-{number}-{n}") for n in range(PEOPLE)]
    return [house_code(db, organisation, now), *(personal_code(db, one, now) for one in members if one is not None)]
