"""A guest and a nominee without a chat, by real mail and real pages: invited, over the rules, to an answer, and out again."""

from datetime import timedelta
from urllib.parse import urlsplit

from sqlmodel import select

from storage.models import Account, Answer
from tests.adapters.mail.installation import Installation, installed, until
from tests.adapters.mail.reading import Page, read
from tests.adapters.mail.rig import letter_of, links_of
from tests.town import FACILITATOR, SESSION

DIALOGUE = "What users expect of remedy"
ANA, ONE = "ana@example.org", "one@apple.example"
RULES = "Be kind, and tell nobody who said what."


async def mail_to(here: Installation, address: str) -> Page:
    await until(lambda: any(str(mail["To"]) == address for mail in here.office.mails))
    (mail,) = [mail for mail in here.office.mails if str(mail["To"]) == address]
    for url in links_of(mail):
        await here.open(url)  # a mail system that tries every link before it lets the mail in
    return letter_of(mail)


async def press_button(here: Installation, label: str) -> None:
    latest = here.world.latest(FACILITATOR)
    assert latest is not None
    await here.world.press(FACILITATOR, latest.id, label)


async def say(here: Installation, page: Page, text: str) -> Page:
    form = page.form("say")
    async with here.http.post(form.action, data=form.hidden | form.values | {"text": text}) as response:
        assert response.status == 200
        return read(await response.text(), str(response.url))


async def answers(here: Installation) -> list[str]:
    return list(await here.product.database.run(lambda db: db.exec(select(Answer.choice)).all()))


async def test_a_guest_answers_by_the_link_of_one_mail_and_no_scanner_does(migrated_url: str) -> None:
    async with installed(migrated_url) as here:
        await here.world.say(FACILITATOR, "rules")
        await press_button(here, "Change…")
        await here.world.submit(FACILITATOR, {"text": RULES})
        for title in (SESSION, DIALOGUE):
            await here.world.say(FACILITATOR, f"announce {title}")
        await here.world.say(FACILITATOR, f"invite {ANA} of CSO One as a guest to the Outreach Dialogue")
        await here.world.submit(FACILITATOR, {"kind": "civil society"})

        letter = await mail_to(here, ANA)
        assert f"You are invited to “{DIALOGUE}”" in letter.words
        for hidden in (RULES, SESSION, "Cisco"):
            assert hidden not in letter.words
        assert await answers(here) == []
        page = await here.open(letter.links["See and answer"])
        assert ANA not in urlsplit(letter.links["See and answer"]).path
        page = await here.press(page, "See and answer")
        assert RULES in page.words
        page = await here.press(page, "I accept")
        assert DIALOGUE in page.words
        page = await here.press(page, "Coming")
        assert "You are coming" in page.words
        assert await answers(here) == ["coming"]
        here.clock.move(timedelta(seconds=5))  # a card that was just drawn is left alone for a moment
        await until(lambda: any("1 coming" in card.words for card in here.world.room("cisco")))

        page = await say(here, page, "sessions")
        assert DIALOGUE in page.words
        assert SESSION not in page.words
        page = await say(here, page, f"coming to {SESSION}")
        assert await answers(here) == ["coming"]
        page = await say(here, page, "no more mail")
        page = await here.press(page, "No more mail")
        assert "the links you have lead nowhere now" in page.words
        page = await here.press(await here.open(letter.links["See and answer"]), "See and answer")
        assert "This link leads nowhere any more" in page.words
        assert await answers(here) == ["coming"]
        stored = await here.product.database.run(lambda db: db.exec(select(Account.address)).all())
        assert not [address for address in stored if ANA in address]


async def test_a_nominee_whose_it_has_not_approved_the_app_begins_by_mail(migrated_url: str) -> None:
    async with installed(migrated_url) as here:
        await here.world.say(FACILITATOR, f"announce {SESSION}")
        await here.world.say(FACILITATOR, f"mail of Apple nominee 1 is {ONE}")
        await press_button(here, "Send the invitation by mail")
        letter = await mail_to(here, ONE)
        page = await here.press(await here.open(letter.links["See and answer"]), "See and answer")
        page = await here.press(page, "Coming")
        assert "You are coming" in page.words
        for sentence, answer in (("profile", "Time zone"), (f"agenda of {SESSION}", "not published yet")):
            page = await say(here, page, sentence)
            assert answer in page.words
