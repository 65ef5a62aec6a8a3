"""Furnishes the playground: four houses of the community in `examples/`, two that look like Slack, two like Teams."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.playground.house import Look
from adapters.playground.receive import Try
from adapters.playground.world import World
from adapters.wiring import Product
from bot.community.flow import house_code, personal_code
from bot.importing.applying import apply
from bot.importing.reading import read
from storage import deliveries, planning
from storage.database import Db

EXAMPLE = Path(__file__).parent.parent / "examples" / "btech-2021.yaml"


@dataclass(frozen=True)
class Furniture:
    """One house of the playground: who lives there, and whose place in the community they take."""

    key: str
    name: str
    look: Look
    organisation: str
    people: tuple[tuple[str, str, str], ...]
    """Member key, name and IANA zone."""


TRIES = (
    Try("Press Coming as Cisco nominee 1; watch all four houses."),
    Try(
        "Plan three meetings in one message, then announce.",
        "plan Core Session 'Remedy for children' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly",
    ),
    Try(
        "Move a meeting: who is told, and when?",
        "move meeting 2 of Identifying human rights risks in product design to 12 March 2027 16:00 Geneva time",
    ),
)
"""What to try first; the words are written as B-Tech facilitator 1."""

HOUSES = (
    Furniture(
        "btech",
        "B-Tech",
        "slack",
        "b-tech",
        (
            ("b-tech-facilitator-1", "B-Tech facilitator 1", "Europe/Zurich"),
            ("b-tech-facilitator-2", "B-Tech facilitator 2", "Europe/Zurich"),
        ),
    ),
    Furniture(
        "cisco",
        "Cisco",
        "slack",
        "cisco",
        (
            ("cisco-1", "Cisco nominee 1", "America/Los_Angeles"),
            ("cisco-2", "Cisco nominee 2", "America/New_York"),
        ),
    ),
    Furniture(
        "microsoft",
        "Microsoft",
        "teams",
        "microsoft",
        (
            ("microsoft-1", "Microsoft nominee 1", "America/Los_Angeles"),
            ("microsoft-2", "Microsoft nominee 2", "Europe/Dublin"),
        ),
    ),
    Furniture(
        "ericsson",
        "Ericsson",
        "teams",
        "ericsson",
        (
            ("ericsson-1", "Ericsson nominee 1", "Europe/Stockholm"),
            ("ericsson-2", "Ericsson nominee 2", "Asia/Tokyo"),
        ),
    ),
)


def build(world: World) -> None:
    """Put up the houses and let people move in. Nobody is linked to a community yet."""
    for house in HOUSES:
        world.add_house(house.key, house.name, house.look)
        for key, name, zone in house.people:
            world.add_person(house.key, key, name, zone)


async def link(world: World, product: Product) -> None:
    """Import the example, and let every house and person join it as people do: by writing “join” and a code."""
    text = EXAMPLE.read_text(encoding="utf-8")
    now = product.now()
    await product.database.run(lambda db: apply(db, read(text, now), now))
    for house in HOUSES:
        code, own = await product.database.run(lambda db, house=house: codes(db, house, now))
        first = f"play:{house.key}:{house.people[0][0]}"
        await world.say(first, f"join {code}", in_room=True)
        for key, personal in own.items():
            await world.say(f"play:{house.key}:{key}", f"join {personal}")


async def announce_first(world: World, product: Product) -> None:
    """Announce one Core Session, so that there is a card to press."""
    facilitator = f"play:{HOUSES[0].key}:{HOUSES[0].people[0][0]}"
    await world.say(facilitator, "announce Identifying human rights risks in product design")


def repaint(db: Db) -> None:
    """A world that has just been built shows nothing yet: every card in it wants to be shown again."""
    deliveries.forget_shown(db, "play:")


def has_community(db: Db) -> bool:
    """Whether the example's community is there already."""
    return planning.community(db, "b-tech") is not None


def codes(db: Db, house: Furniture, now: datetime) -> tuple[str, dict[str, str]]:
    """A fresh code for the house, and one for each of its people by member key."""
    community = planning.community(db, "b-tech")
    assert community is not None
    assert community.id is not None
    organisation = planning.organisation(db, community.id, house.organisation)
    assert organisation is not None
    members = [(key, planning.member(db, community.id, key)) for key, _, _ in house.people]
    return (
        house_code(db, organisation, now),
        {key: personal_code(db, member, now) for key, member in members if member is not None},
    )
