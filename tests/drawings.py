"""Everything the product can draw: gathered while a town goes about its day."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

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
    await use_the_agenda(town)
    await town.say(FACILITATOR, f"cancel meeting 2 of {SESSION}")
    await town.press(FACILITATOR, "Cancel this meeting")
    await town.say(FACILITATOR, f"close {SESSION}")
    await town.settle()
    await town.say(CISCO_1, "home")
    await manage_people(town)
    await use_the_rules(town)
    return shown


async def use_the_agenda(town: Town) -> None:
    """An agenda with everything there is to it, from proposals to the day itself."""
    for title in (LONG[:190], "Audits at Cisco"):
        await town.press_card(CISCO_1, "Propose a topic…")
        await town.fill(CISCO_1, title=title, minutes="x")
        await town.fill(CISCO_1, minutes="20", why=LONG * 5)
    for sentence in ("my proposals", f"proposals for {SESSION}", f"agenda of {SESSION}"):
        await town.say(CISCO_1, sentence)
    await town.say(FACILITATOR, f"agenda for {SESSION}")
    await town.press(FACILITATOR, "Add an item…")
    await town.fill(FACILITATOR, title=LONG[:200].strip(), minutes=LONG, owner=LONG[:110], links=LONG)
    links = "\n".join("https://example.org/" + "ä|<x>" * 90 for _ in range(4))
    await town.fill(FACILITATOR, minutes="90", links=links, notes=LONG * 9)
    lines = "\n".join(f"{number}' {LONG[:150].strip()} {number} (Cisco)" for number in range(12))
    await town.say(FACILITATOR, f"agenda for {SESSION}: {lines}\n{LONG * 3}")
    for label in ("Page 2 of 2", "Paste…", "Keep as a template…", "Copy from…"):
        await town.press(FACILITATOR, label)
        await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, f"proposals for {SESSION}")
    for label in (
        "Merge “Audits at Cisco”",
        "Decline “Audits at Cisco”",
        "Accept “Audits at Cisco”",
        "More about item 14",
    ):
        await town.press(FACILITATOR, label)
        await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, f"item 1 of {SESSION}: nonsense")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.press(FACILITATOR, "Publish in 4 houses")
    await town.settle()
    await town.say(CISCO_1, f"agenda of {SESSION}")
    await town.say(FACILITATOR, f"item 2 of {SESSION}: 30 min")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.press(FACILITATOR, "Publish in 4 houses")
    await town.press(FACILITATOR, "Versions")
    await town.press(FACILITATOR, "What changed")
    await town.say(FACILITATOR, f"agenda for {SESSION}")
    await town.press(FACILITATOR, "Make it final")
    town.clock.move(timedelta(hours=9))
    await town.settle()
    await town.say(CISCO_2, f"acknowledge {SESSION}")
    await town.press(CISCO_2, "Object…")
    await town.fill(CISCO_2, reason=LONG * 6)
    await town.say(FACILITATOR, f"who acknowledged {SESSION}")
    for sentence in (f"start {SESSION}", "next", "back", "extend 5", "park", f"park “{LONG[:190]}”", "end the meeting"):
        await town.say(FACILITATOR, sentence)
        await town.world.close_form(FACILITATOR)
    await town.settle()


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
