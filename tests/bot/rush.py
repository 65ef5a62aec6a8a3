"""A thousand people who want one of twenty seats: builds their community, and lets some of them click all at once."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from bot.chat import Message, Person, Place, Pressed, pack
from bot.chat.plain import plain
from bot.dispatch import Bot
from bot.features import FEATURES
from bot.importing.applying import apply
from bot.importing.plan import Plan
from bot.signups.actions import AnswerSession
from storage import people, planning
from storage.database import Database, Db
from storage.models import Account, Choice, House, Session, SessionState

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)
COMPANIES, PEOPLE, SEATS = 40, 25, 20


def crowd(db: Db, meetings: int = 1) -> int:
    """Everybody has an account in their company's house; the id of an open session with few seats."""
    organisations = [
        {
            "key": f"c{c}",
            "name": f"Company {c}",
            "members": [{"key": f"c{c}-{p}", "name": f"Company {c} nominee {p}"} for p in range(PEOPLE)],
        }
        for c in range(COMPANIES)
    ]
    when = (NOW + timedelta(days=60)).strftime("%Y-%m-%d %H:%M")
    sitting = {"key": "s", "kind": "core session", "title": "Rush", "seats": SEATS, "meetings": [{"when": when}]}
    plan = {"community": {"key": "rush", "name": "Rush"}, "organisations": organisations, "sessions": [sitting]}
    apply(db, Plan.model_validate(plan), NOW)
    community = planning.community(db, "rush")
    assert community is not None
    assert community.id is not None
    for organisation in people.organisations(db, community.id):
        house = f"play:{organisation.key}"
        db.add(House(id=house, name=house, community_id=community.id, organisation_id=organisation.id))
    db.flush()
    for member in people.members(db, community.id):
        house = f"play:{member.key.partition('-')[0]}"
        db.add(Account(id=f"{house}:{member.key}", house_id=house, member_id=member.id))
    session = planning.session(db, community.id, "s")
    assert isinstance(session, Session)
    assert session.id is not None
    session.state = SessionState.OPEN
    db.add(session)
    return session.id


def click(url: str, session: int, numbers: list[int], begin: float) -> list[tuple[str, str]]:
    """At `begin` these people press Coming, all at once; who they are, and what each was told."""
    return asyncio.run(_click(url, session, numbers, begin))


async def _click(url: str, session: int, numbers: list[int], begin: float) -> list[tuple[str, str]]:
    database = Database(url)
    bot = Bot(FEATURES, database, lambda: NOW)
    await asyncio.sleep(max(0, begin - time.time()))
    told = await asyncio.gather(*(_press(bot, session, number) for number in numbers))
    database.close()
    return told


async def _press(bot: Bot, session: int, number: int) -> tuple[str, str]:
    house, key = f"play:c{number % COMPANIES}", f"c{number % COMPANIES}-{number // COMPANIES}"
    person = Person(f"{house}:{key}", house)
    action = pack(AnswerSession(session, Choice.COMING))
    answer = await bot.answer(Pressed(person, Place(f"{house}:private", private=True), action))
    assert isinstance(answer, Message)
    return key, plain(Message(answer.aside))
