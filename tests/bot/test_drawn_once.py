"""What is the same for many readers is drawn once for all of them, and never for anybody of whom it is not the same."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import pytest
import sqlalchemy as sa

from bot.chat import Action, Message, Text, pack
from bot.courier.drawing import Drawings
from bot.gallery import Gallery
from bot.kit import Feature, Tools, Viewer
from bot.viewers import room
from storage import recipients
from storage.database import Db
from storage.models import House, Role, table
from tests.bot.lanes import NOW, Lanes, Platform

Result = TypeVar("Result")

alike = Feature("alike")
drawn: list[str] = []


@dataclass(frozen=True)
class Housed(Action, name="alike.housed"):
    """The same for everybody in a house."""


@dataclass(frozen=True)
class Own(Action, name="alike.own"):
    """One's own, though it is asked of somebody derived from the reader."""


@dataclass(frozen=True)
class Gone(Action, name="alike.gone"):
    """Nothing to say to anybody."""


@dataclass(frozen=True)
class Writes(Action, name="alike.writes"):
    """Changes something whenever it is drawn."""


@alike.draws(Housed)
def draw_housed(told: Housed, viewer: Viewer, tools: Tools) -> Message:
    drawn.append(viewer.house)
    return Message((Text((viewer.house,)),))


@alike.draws(Own)
def draw_own(told: Own, viewer: Viewer, tools: Tools) -> Message:
    name = replace(viewer, role=Role.GUEST).name
    drawn.append(name)
    return Message((Text((name,)),))


@alike.draws(Gone)
def draw_gone(told: Gone, viewer: Viewer, tools: Tools) -> None:
    drawn.append("")


@alike.draws(Writes)
def draw_writes(told: Writes, viewer: Viewer, tools: Tools) -> Message:
    drawn.append("written")
    tools.db.connection().execute(sa.update(table(House)).values(name=f"drawn {len(drawn)}"))
    return Message((Text((str(len(drawn)),)),))


@pytest.mark.parametrize(
    ("what", "times"), [(Housed(), ["probe:a", "probe:b"]), (Own(), "ABCDEFGH"), (Gone(), [""]), (Writes(), None)]
)
def test_a_drawing_is_made_for_each_reader_of_whom_it_asked_something_else(
    migrated_url: str, what: Action, times: list[str] | None
) -> None:
    def work(db: Db) -> list[str]:
        drawings = Drawings(db, Gallery((alike,)), NOW)
        places = recipients.places(db, ["probe:a", "probe:b"])
        people = [
            replace(room(places[f"probe:{house}"]), name=name, member=number)
            for house, names in (("a", "ABCD"), ("b", "EFGH"))
            for number, name in enumerate(names)
        ]
        drawn.clear()
        return [_text(drawings.draw(pack(what), person).message) for person in people]

    told = _with(migrated_url, work)
    if times is None:
        assert told == [str(number) for number in range(1, 9)]
    else:
        assert drawn == [*times]
        assert (
            told
            == {
                Housed(): ["probe:a"] * 4 + ["probe:b"] * 4,
                Own(): [*"ABCDEFGH"],
                Gone(): [""] * 8,
            }[what]
        )


def _text(message: Message | None) -> str:
    if message is None:
        return ""
    (block,) = message.blocks
    assert isinstance(block, Text)
    return str(block.spans[0])


def _with(url: str, work: Callable[[Db], Result]) -> Result:
    lanes = Lanes(url, "ab", Platform())
    try:
        return lanes.database.now(work)
    finally:
        lanes.database.close()
