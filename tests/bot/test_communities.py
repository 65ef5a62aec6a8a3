"""Two communities in one installation: neither can see or touch the other's anything."""

from bot.chat import pack
from bot.community.codes import house_code, personal_code
from bot.doors import ManageSession, ShowSession
from bot.importing.applying import apply
from bot.importing.plan import Plan
from bot.programme.actions import Announce, AskCancel, Cancel, Close, Discard, OpenEdit, OpenMove
from bot.signups.actions import AnswerSession, OpenByMeeting, WhoIsComing, WhoSees
from storage import people, planning
from storage.database import Db
from storage.models import Choice
from tests.town import CISCO_1, SESSION, Town

OTHER = Plan.model_validate(
    {
        "community": {"key": "other", "name": "The other community"},
        "organisations": [
            {
                "key": "cisco",
                "name": "Cisco",
                "members": [{"key": "other-f", "name": "Other facilitator", "role": "facilitator"}],
            }
        ],
        "sessions": [
            {
                "key": "core-1",
                "kind": "core session",
                "title": "The other session",
                "meetings": [{"when": "2027-05-05 15:00"}],
            }
        ],
    }
)
STRANGER = "play:other:f"


async def settle_the_others(town: Town) -> str:
    """A house of the other community, with its own facilitator; a house code of theirs."""

    def codes(db: Db) -> tuple[str, str, str]:
        apply(db, OTHER, town.clock.now())
        community = planning.community(db, "other")
        assert community is not None
        assert community.id is not None
        organisation = people.organisations(db, community.id)[0]
        member = people.members(db, community.id)[0]
        return (
            house_code(db, organisation, town.clock.now()),
            personal_code(db, member, town.clock.now()),
            house_code(db, organisation, town.clock.now()),
        )

    house, member, spare = await town.product.database.run(codes)
    town.world.add_house("other", "The other house", "slack")
    town.world.add_person("other", "f", "Cisco nominee 1")
    await town.say(STRANGER, f"join {house}", in_room=True)
    assert "You are Other facilitator" in await town.say(STRANGER, f"join {member}")
    return spare


async def test_a_session_of_another_community_is_not_there(town: Town) -> None:
    await settle_the_others(town)
    await town.announce()
    seen = await town.say(STRANGER, "sessions")
    assert ("The other session" in seen, SESSION in seen) == (True, False)
    for sentence in (f"who is coming to {SESSION}", f"manage {SESSION}", f"close {SESSION}", f"announce {SESSION}"):
        assert "I know no session called" in await town.say(STRANGER, sentence)


async def test_another_communitys_ids_lead_nowhere(town: Town) -> None:
    await settle_the_others(town)
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.settle()
    before = town.cards()
    await town.say(STRANGER, "home")
    latest = town.world.latest(STRANGER)
    assert latest is not None
    for action in (
        ShowSession(1), ManageSession(1), AnswerSession(1, Choice.NOT), OpenByMeeting(1), WhoIsComing(1), WhoSees(1),
        Announce(1), Discard(1), Close(1), OpenEdit(1), OpenMove(1), AskCancel(1), Cancel(1),
    ):  # fmt: skip
        await town.world.press_packed(STRANGER, latest.id, pack(action))
        seen = town.world.last(STRANGER)
        assert "remedy" not in seen.lower()
        assert "Identifying" not in seen
        assert town.world.form(STRANGER) is None
    await town.settle()
    assert town.cards() == before


async def test_a_house_cannot_be_taken_over_by_another_communitys_code(town: Town) -> None:
    spare = await settle_the_others(town)
    assert "already belongs to another community" in await town.say(CISCO_1, f"join {spare}", in_room=True)
    assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, "home")


async def test_cards_stand_only_in_houses_of_their_community(town: Town) -> None:
    await settle_the_others(town)
    await town.announce()
    assert list(town.world.posts["other"]) == []
    await town.say(STRANGER, "announce The other session")
    await town.settle()
    assert "The other session" in town.world.card("other").words
    assert [house for house, card in town.cards().items() if "The other session" in card] == []
