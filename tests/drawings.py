"""Everything the product can draw: gathered while a town goes about its day."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.chat import Event, Form, Message, Next, Problems
from storage import lanes
from storage.database import Db
from storage.models import Delivery, DeliveryState
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

Shown = Message | Form | Problems

MICROSOFT_2_NAME = "Microsoft nominee 2"

LONG = "Ünïcode & <b>markup</b> *stars* “quotes” " * 3


def gathering(town: Town) -> list[Shown]:
    """A list that fills with whatever anybody in this town is shown from now on."""
    shown: list[Shown] = []
    town.world.answer = _noted(town.product.bot.answer, shown)
    post, update, mail = town.world.post, town.world.update, town.box.post

    async def noted_post(to: str, message: Message) -> str:
        shown.append(message)
        return await post(to, message)

    async def noted_update(which: str, message: Message) -> None:
        shown.append(message)
        await update(which, message)

    async def noted_mail(to: str, message: Message) -> str:
        shown.append(message)
        return await mail(to, message)

    town.world.post, town.world.update = noted_post, noted_update  # type: ignore[method-assign]
    town.box.post = noted_mail  # type: ignore[method-assign]
    return shown


async def everything_drawn(town: Town) -> list[Shown]:
    """Every message, form and refusal that anybody is shown while people use everything there is."""
    shown = gathering(town)
    for who in (FACILITATOR, CISCO_1):
        for sentence in ("help", "help sessions", "help agendas", "help reminders", "help people", "home", "sessions", "rules", "nonsense", "join", "join X", "code Cisco", "code nobody", "plan",
                         "announce", "manage", "close", "move", "cancel", "who is coming", "cards here",
                         "disclosure", "consent", "as", "as Cisco", "audit", "coverage"):  # fmt: skip
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
    await see_the_coverage(town)
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
    await few_seats(town)
    await town.say(CISCO_1, "home")
    await share_parts(town)
    await town.product.database.run(lambda db: park(db, "play:cisco", town.clock.now()))
    await town.settle()
    await manage_people(town)
    await invite_by_mail(town)
    await keep_and_forget(town)
    await climb_the_ladder(town)
    await use_the_rules(town)
    await purge_it(town)
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
    await town.press(FACILITATOR, "Edit as text…")
    await town.world.close_form(FACILITATOR)
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
    town.clock.move(timedelta(hours=15))  # the same time of day as before, so that nobody sleeps
    await town.settle()


async def few_seats(town: Town) -> None:
    """One seat, and what becomes of it."""
    title = "New rules on due diligence"
    await town.say(FACILITATOR, f"seats of {title}")
    await town.fill(FACILITATOR, seats=LONG)
    await town.fill(FACILITATOR, seats="1 seat, 1 per company until 1 March 2027 12:00 Geneva time, then open")
    await town.announce(title)
    for who in (MICROSOFT_1, CISCO_1):
        await town.press_card(who, "Coming")
    await town.press_card(MICROSOFT_1, "Not this time")
    await town.settle()
    town.clock.move(timedelta(hours=9))
    await town.settle()
    await town.say(CISCO_1, "home")
    await town.press(CISCO_1, "Accept")
    await town.say(CISCO_1, "home")
    await town.say(FACILITATOR, f"give Microsoft nominee 1 a seat in {title} because {LONG}")
    await town.settle()
    await in_place_of_others(town)


async def in_place_of_others(town: Town) -> None:
    """Answers for somebody else, and substitutes."""
    title = "New rules on due diligence"
    await town.say(FACILITATOR, f"answer for Ericsson nominee 1: maybe to {title}")
    await town.settle()
    await town.press(ERICSSON_1, "Undo that")
    await town.say(FACILITATOR, "manage " + title)
    await town.press(FACILITATOR, "See the card")
    await town.press(FACILITATOR, "Answer for somebody…")
    await town.fill(FACILITATOR)
    await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, f"give Ericsson nominee 1 a seat in {title} because {LONG}")
    for name, decision in ((LONG[:119], "Decline"), ("Ericsson participant 1", "Admit")):
        await town.say(ERICSSON_1, f"send {name} to {title}")
        await town.press(ERICSSON_1, "Send a substitute…")
        await town.fill(ERICSSON_1, name="Cisco nominee 1")
        await town.fill(ERICSSON_1, name=name)
        await town.settle()
        await town.press(FACILITATOR, decision)
        await town.settle()
    await town.press(ERICSSON_1, "Show me their code")


async def share_parts(town: Town) -> None:
    """Parts from both sides: opened, claimed, offered, declined, handed over, given back, and who still owes one."""
    for sentence in ("open", "open the door", f"open 6 presenters, 6 case studies, 6 notes at {SESSION}", "who leads",
                     f"open 1 discussant at meeting 9 of {SESSION}", "offer", "confirm", "decline", "parts"):  # fmt: skip
        await town.say(FACILITATOR, sentence)
        await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, f"parts of {SESSION}")
    await town.press(FACILITATOR, "Open parts…")
    await town.fill(FACILITATOR)
    await town.fill(FACILITATOR, meeting="1", discussant="1")
    for sentence in (f"claim present at {SESSION}", f"claim present at {SESSION}", "claim", "accept", "swap"):
        await town.say(CISCO_1, sentence)
    await town.settle()
    await town.say(CISCO_1, f"swap present at {SESSION}")
    town.clock.move(timedelta(hours=9))
    await town.settle()
    await town.press(CISCO_2, "No")
    await town.settle()
    await town.say(FACILITATOR, f"confirm present at {SESSION}")
    await town.say(FACILITATOR, f"offer case study at {SESSION}")
    await town.fill(FACILITATOR, part="case_study 0")
    await town.fill(FACILITATOR, part="case_study 0", organisation="", person="Microsoft nominee 1")
    await town.settle()
    await town.say(MICROSOFT_1, f"decline case study at {SESSION}")
    await town.say(CISCO_1, f"withdraw from present at {SESSION}")
    await town.press(CISCO_1, "Give it back")
    await town.say(CISCO_2, f"claim present at {SESSION}")
    await town.say(FACILITATOR, f"parts of {SESSION}")
    await town.press(FACILITATOR, "Decline…")
    await town.fill(FACILITATOR, note=LONG)
    await town.settle()
    await town.say(FACILITATOR, "who leads")
    for who in (FACILITATOR, CISCO_1, MICROSOFT_1):
        await town.say(who, "home")


async def see_the_coverage(town: Town) -> None:
    """Coverage of both sessions in every form, and the word when it worsens."""
    for label in ("Coming", "Not this time"):
        await town.press_card(CISCO_1, label)
        town.clock.move(timedelta(minutes=2))
        await town.settle()
    for asked in ("coverage", f"coverage {SESSION}", "coverage Ünïcode"):
        await town.say(FACILITATOR, asked)
    await town.press(FACILITATOR, "As a table")
    await town.press(FACILITATOR, "Back to the coverage")
    await town.press(FACILITATOR, "Who could be asked?")
    await town.say(FACILITATOR, "disclosure")
    for level in ("counts", "nothing", "names"):
        await town.fill(FACILITATOR, facilitators=level)
        await town.say(FACILITATOR, f"coverage {SESSION}")
        await town.say(FACILITATOR, "disclosure")
    await town.world.close_form(FACILITATOR)


def park(db: Db, house: str, now: datetime) -> None:
    """Two messages to this house failed every time."""
    for number in (1, 2):
        db.add(Delivery(drawing=f"made up {number}", house_id=house, due=now, done=now, state=DeliveryState.PARKED))
    db.flush()
    lanes.mark_untold(db, [house], now)


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


async def invite_by_mail(town: Town) -> None:
    """Mail to a member and to guests: invited, refused, answered, uninvited, ended."""
    title = "What users expect of remedy"
    await town.announce(title)
    for sentence in ("invite nobody by mail", "invite B-Tech facilitator 2 by mail", "invite Google nominee 1 by mail"):
        await town.say(FACILITATOR, sentence)
    await town.fill(FACILITATOR, mail="one@google.example")
    await town.press(FACILITATOR, "Send the invitation by mail")
    await town.say(FACILITATOR, f"guests of {title}")
    await town.press(FACILITATOR, "Invite a guest…")
    await town.fill(FACILITATOR, mail=LONG, organisation=LONG[:119], name=LONG)
    await town.fill(FACILITATOR, mail="ana@example.org", kind="investor", name=LONG[:110])
    for again in ("ana@example.org", "one@google.example", "bo@example.org"):
        await town.say(FACILITATOR, f"invite {again} of {LONG[:60]} as a guest to {title}")
        await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, f"invite ana@example.org of X as a guest to {SESSION}")
    await town.settle()
    for mail in ("one@google.example", "ana@example.org"):
        reader = town.reader(mail)
        await reader.open()
        for sentence in ("my accounts", "profile", "sessions", "join X", "no more mail"):
            await reader.say(sentence)
    await town.reader("one@google.example").unsubscribe()
    await town.say(CISCO_1, "my accounts")
    await town.say(FACILITATOR, f"flight plan {title}")
    await town.press(FACILITATOR, "Whom?")
    await town.say(FACILITATOR, "uninvite ana@example.org")
    await town.press(FACILITATOR, "Uninvite")
    await town.settle()


async def keep_and_forget(town: Town) -> None:
    """My data, how long what is kept, a purge with its certificate, and forgetting people."""
    for sentence in ("my data", "keep", "keep audit as long as you like", "keep audit 1 month", "keep audit for ever",
                     "keep rosters 1 month", "purge", "certificates", "certificate 99", "forget", "retention"):  # fmt: skip
        await town.say(FACILITATOR, sentence)
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, audit="")
    await town.fill(
        FACILITATOR, **dict.fromkeys(("audit", "history", "rosters", "deliveries", "accounts", "codes"), "1")
    )
    await town.say(MICROSOFT_1, "my data")
    await town.press(MICROSOFT_1, "Show it all")
    await town.say(MICROSOFT_1, "my data", in_room=True)
    await town.say(FACILITATOR, f"forget {MICROSOFT_2_NAME}")
    await town.fill(FACILITATOR, reason="")
    await town.fill(FACILITATOR, reason="asked by mail")
    await town.press(FACILITATOR, "Forget them")
    await town.say(FACILITATOR, "audit")
    await town.say(MICROSOFT_1, "forget me")
    await town.press(MICROSOFT_1, "Forget me")


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


async def purge_it(town: Town) -> None:
    """Two months later: a purge by hand, and its certificate."""
    town.clock.move(timedelta(days=70))
    await town.say(FACILITATOR, "purge")
    await town.press(FACILITATOR, "Purge now")
    for _ in range(6):
        await town.settle()
    await town.say(FACILITATOR, "certificates")
    await town.press(FACILITATOR, "Certificate 1")


def _noted(answer: Callable[[Event], Awaitable[Next]], shown: list[Shown]) -> Callable[[Event], Awaitable[Next]]:
    async def noted(event: Event) -> Next:
        seen = await answer(event)
        if seen is not None:
            shown.append(seen)
        return seen

    return noted
