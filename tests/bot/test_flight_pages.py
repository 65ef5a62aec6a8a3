"""The flight plan of a full year, and of a big community, comes page by page and loses nobody."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.models import Role
from tests.bot.lives import Gathering, Life, Somebody, utc
from tests.bot.walking import Walk

pytestmark = pytest.mark.one_database

FACILITATOR = "play:h1:p1"
YEAR = Life(
    utc(2027, 2, 1),
    ((Somebody(Role.FACILITATOR),), (*(Somebody() for _ in range(25)), *(Somebody(reached=False) for _ in range(25)))),
    tuple(Gathering(days=30 + 20 * number, meetings=1 + number % 3) for number in range(14)),
)


@pytest.fixture
async def walk(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Walk]:
    shutil.copy(migrated_file, tmp_path / "convener.db")
    walk = Walk(f"sqlite:///{tmp_path / 'convener.db'}", YEAR)
    yield walk
    await walk.product.stop()


async def press(walk: Walk, label: str) -> str:
    latest = walk.world.latest(FACILITATOR)
    assert latest is not None
    await walk.world.press(FACILITATOR, latest.id, label)
    return walk.world.last(FACILITATOR)


async def test_the_plan_of_a_year_shows_ten_sessions_at_once_and_then_the_others(walk: Walk) -> None:
    await walk.world.say(FACILITATOR, "flight plan")
    first = walk.world.last(FACILITATOR)
    assert "Gathering 1 · draft · next: 21 days before, invitation, Wed, 10 Feb 2027, 15:00 Geneva" in first
    assert "messages to come" in first
    second = await press(walk, "More…")
    assert [title in first for title in ("Gathering 10 ", "Gathering 11 ")] == [True, False]
    assert [title in second for title in ("Gathering 10 ", "Gathering 11 ", "Gathering 14 ")] == [False, True, True]
    assert "More…" not in second


async def test_everybody_a_rung_reminds_is_named_on_one_page_or_the_next(walk: Walk) -> None:
    await walk.world.say(FACILITATOR, "flight plan Gathering 1")
    first = await press(walk, "Whom?")
    second = await press(walk, "More…")
    for number in range(2, 27):
        named = [f"• Member {number} ·" in page for page in (first, second)]
        assert named.count(True) == 1, number
    assert "Not sent: no chat account yet (25): Member 27, Member 28" in first
    assert "and 5 more" in first
    assert "More…" not in second


async def test_what_is_held_back_is_said_in_the_overview(walk: Walk) -> None:
    await walk.world.say(FACILITATOR, "pause reminders")
    await walk.world.say(FACILITATOR, "flight plan")
    seen = walk.world.last(FACILITATOR)
    assert "All reminders are held back until you press Send again." in seen
    assert "next: 21 days before, invitation, Wed, 10 Feb 2027, 15:00 Geneva · held back" in seen


async def test_the_log_counts_everything_and_shows_it_page_by_page(walk: Walk) -> None:
    await walk.announce()
    await walk.until(YEAR.begins + timedelta(days=45))
    sent = [one for one in walk.sent() if one.session == 1]
    await walk.world.say(FACILITATOR, "what was sent Gathering 1")
    page = walk.world.last(FACILITATOR)
    assert f"{len(sent)} sent, 0 failed" in page
    lines = [line for line in page.splitlines() if line.startswith("• ")]
    while "More…" in page:
        page = await press(walk, "More…")
        lines += [line for line in page.splitlines() if line.startswith("• ")]
    assert len(lines) == len(set(lines)) == len(sent) > 60
    assert any("Member 2 · please answer · due" in line for line in lines)
    await walk.world.say(FACILITATOR, "what was sent to Member 2")
    assert f"{sum(one.member == 2 for one in walk.sent())} sent, 0 failed" in walk.world.last(FACILITATOR)
