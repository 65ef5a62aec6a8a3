"""Everything the product can draw: gathered while a town goes about its day."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.chat import Event, Form, Message, Next, Problems
from tests.town import CISCO_1, CISCO_2, FACILITATOR, MICROSOFT_1, SESSION, Town

Shown = Message | Form | Problems

LONG = "Ünïcode & <b>markup</b> *stars* “quotes” " * 3


async def everything_drawn(town: Town) -> list[Shown]:
    """Every message, form and refusal that anybody is shown while people use everything there is."""
    shown: list[Shown] = []
    town.world.answer = _noted(town.product.bot.answer, shown)
    post, update = town.world.post, town.world.update

    async def noted_post(to: str, message: Message) -> str:
        shown.append(message)
        return await post(to, message)

    async def noted_update(which: str, message: Message) -> None:
        shown.append(message)
        await update(which, message)

    town.world.post, town.world.update = noted_post, noted_update  # type: ignore[method-assign]
    for who in (FACILITATOR, CISCO_1):
        for sentence in ("help", "home", "sessions", "rules", "nonsense", "join", "join X", "code Cisco", "code nobody", "plan",
                         "announce", "manage", "close", "move", "cancel", "who is coming", "cards here",
                         "disclosure", "consent", "as", "as Cisco", "audit"):  # fmt: skip
            await town.say(who, sentence)
            await town.world.close_form(who)
    title = LONG.strip().replace('"', "")[:110].strip()
    await town.say(FACILITATOR, f'plan Core Session "{title}" with 8 meetings from 2 March 2027 15:00, 2 h, weekly')
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, title="", length="x")
    await town.fill(FACILITATOR, title=title, length="90 min")
    await town.press(FACILITATOR, "Announce in 4 houses")
    await town.announce()
    await town.settle()
    for label in ("Coming", "Maybe", "Not this time", "Who is coming?", "Who can see my answer?", "By meeting…"):
        for who in (CISCO_1, MICROSOFT_1):
            card = town.world.card(who.split(":")[1])
            await town.world.press(who, card.id, label)
            # In Teams the answer stands in the card's place, with a way back.
            if who == MICROSOFT_1 and label.startswith("Who"):
                await town.world.press(who, card.id, "Back to the session")
            await town.settle()
    await town.fill(CISCO_1)
    await town.say(FACILITATOR, f"who is coming to {SESSION}")
    await town.say(FACILITATOR, f"disclosure {SESSION}")
    await town.fill(FACILITATOR, others="names")
    await town.say(FACILITATOR, f"who is coming to {SESSION}")
    await town.say(CISCO_1, f"who is coming to {SESSION}")
    await town.say(FACILITATOR, f"as Microsoft {SESSION}")
    await town.say(CISCO_1, "consent")
    await town.press(CISCO_1, "Yes, name us")
    await town.say(FACILITATOR, f"manage {SESSION}")
    await town.press(FACILITATOR, "See it as…")
    await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, f"manage {SESSION}")
    await town.press(FACILITATOR, "Move…")
    await town.fill(FACILITATOR, when=LONG)
    await town.fill(FACILITATOR, when="5 March 2027 15:00")
    await town.say(FACILITATOR, f"cancel meeting 2 of {SESSION}")
    await town.press(FACILITATOR, "Cancel this meeting")
    await town.say(FACILITATOR, f"close {SESSION}")
    await town.settle()
    await town.say(CISCO_1, "home")
    await manage_people(town)
    await climb_the_ladder(town)
    await use_the_rules(town)
    return shown


async def manage_people(town: Town) -> None:
    """Organisations, places, codes and houses, with everything that is asked first."""
    for sentence in ("people", "people Cisco", "codes", "houses", "merge", "merge Apple nominee 1 into Cisco nominee 1",
                     "merge Apple nominee 2 into Apple nominee 1", "people Cisco nominee 2"):  # fmt: skip
        await town.say(FACILITATOR, sentence)
    for label in ("New code", "Back", "Replace…", "Make a code", "Back"):
        await town.press(FACILITATOR, label)
    await town.press(FACILITATOR, "Role…")
    await town.fill(FACILITATOR, role="executive")
    await town.press(FACILITATOR, "Same person as…")
    await town.world.close_form(FACILITATOR)
    await town.press(FACILITATOR, "All people of Cisco")
    await town.press(FACILITATOR, "Add a person…")
    await town.fill(FACILITATOR, name="Cisco nominee 1", role="nominee")
    await town.fill(FACILITATOR, name=LONG[:119], role="nominee")
    await town.say(FACILITATOR, "people Cisco")
    await town.say(FACILITATOR, "houses")
    await town.press(FACILITATOR, "Release Ericsson…")
    for sentence in ("profile", "my time zone is Springfield", "my time zone is Nairobi", "my language is Klingon",
                     "my language is English", "write to me between nine and five", "write to me between 9 and 17"):  # fmt: skip
        await town.say(CISCO_2, sentence)
        await town.world.close_form(CISCO_2)
    await town.press(CISCO_2, "Change…")
    await town.fill(CISCO_2, zone=LONG, begins=LONG, ends=LONG)
    await town.world.close_form(CISCO_2)
    await town.say(FACILITATOR, "confirm nominees")
    await town.press(FACILITATOR, "Ask every organisation now")
    await town.settle()
    await town.say(CISCO_2, "leave")
    await town.press(CISCO_2, "Leave")
    await town.settle()


async def climb_the_ladder(town: Town) -> None:
    """The flight plan and all that is done with it, every kind of reminder, and what people wish of them."""
    for sentence in (f"link of {SESSION} is https://example.org/{'x' * 900}", "link of nothing", "remind", "remind us",
                     f"remind those who come 3 days before: {LONG}, about {SESSION}", f"skip the reminder {SESSION}", f"the reminder 1 day before {SESSION} says: {LONG}",
                     f"flight plan {SESSION}"):  # fmt: skip
        await town.say(FACILITATOR, sentence)
    for label in ("Whom?", "Back to the flight plan", "More…", "What was sent", "Flight plan", "Hold back", "Send again",
                  "Skip", "Do not skip", "Send now", "Text…"):  # fmt: skip
        await town.press(FACILITATOR, label)
    await town.fill(FACILITATOR, text=(LONG * 6)[:500].strip())
    for label, values in (
        ("Links…", {}),
        ("Change the ladder…", {"rungs": LONG}),
    ):
        await town.press(FACILITATOR, label)
        await town.fill(FACILITATOR, **values)
        await town.world.close_form(FACILITATOR)
        await town.say(FACILITATOR, f"flight plan {SESSION}")
    for sentence in (
        "remind me in an hour",
        "mute nothing",
        "pause me until",
        "pause me until 3 March 2027",
        "remind me again",
        "my reminders",
    ):
        await town.say(CISCO_1, sentence)
    await town.fill(CISCO_1, question="no", until=LONG, country="XX")
    await town.world.close_form(CISCO_1)
    await town.say(FACILITATOR, "plan Core Session 'Climbing' with 1 meeting from 31 March 2027 15:00 Geneva time, 2 h")
    await town.press(FACILITATOR, "Announce in 4 houses")
    town.world.close_house("ericsson")
    for days in (10, 21, 26, 27, 28, 30, 32):
        town.clock.move(datetime(2027, 3, 1, 18, tzinfo=UTC) + timedelta(days=days) - town.clock.now())
        for _ in range(3):
            await town.settle()
        if days == 10:
            for label in ("Another day…", "In an hour", "Tomorrow morning", "Mute this session"):
                await press_reminder(town, label)
        if days == 28:
            await town.world.press(CISCO_1, town.world.card("cisco").id, "Coming")
    await town.say(FACILITATOR, "what was sent Climbing")
    for sentence in ("what was sent to Cisco nominee 1", "pause reminders", "resume reminders", "flight plan"):
        await town.say(FACILITATOR, sentence)
    town.world.reopen_house("ericsson")


async def press_reminder(town: Town, label: str) -> None:
    """Somebody presses this on the last reminder they were sent."""
    with_it = [one for one in town.world.scene.standing(MICROSOFT_1) if "Another day…" in one.words]
    if with_it:
        await town.world.press(MICROSOFT_1, with_it[-1].id, label)
        await town.world.close_form(MICROSOFT_1)


async def use_the_rules(town: Town) -> None:
    """Rules of participation as long as they may be, asked for and accepted."""
    await town.say(FACILITATOR, "rules")
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, text=(LONG * 60)[:2800].strip())
    await town.say(CISCO_1, "sessions")
    await town.press(CISCO_1, "I accept")


def _noted(answer: Callable[[Event], Awaitable[Next]], shown: list[Shown]) -> Callable[[Event], Awaitable[Next]]:
    async def noted(event: Event) -> Next:
        seen = await answer(event)
        if seen is not None:
            shown.append(seen)
        return seen

    return noted
