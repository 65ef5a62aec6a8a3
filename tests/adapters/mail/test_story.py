"""The whole of it: a mail arrives, its link is opened, an answer is given on the page, and everybody sees it."""

from datetime import timedelta

from storage.models import Account
from tests.adapters.mail.installation import GIVEN, PERSON, WHO, Installation, installed, invited, until
from tests.adapters.mail.reading import Page
from tests.adapters.mail.rig import letter_of
from tests.town import SESSION


async def home_of(here: Installation, letter: Page) -> Page:
    return await here.press(await here.open(letter.links["Your page"]), "Open my page")


async def test_whoever_is_reached_by_mail_alone_answers_on_the_page_of_its_link(migrated_url: str) -> None:
    async with installed(migrated_url) as here:
        mail = await invited(here)
        assert str(mail["Subject"]) == SESSION
        letter = letter_of(mail)
        assert "Meeting 3" in letter.words

        for url in letter.links.values():
            await here.open(url)
        assert await here.answers() == []

        page = await here.open(letter.links["Coming"])
        assert SESSION in page.words
        assert await here.answers() == []
        page = await here.press(page, "Coming")
        assert "You are coming to all 3 meetings." in page.words
        assert await here.answers() == GIVEN

        # Pressed again, from an old mail: nothing is counted twice.
        await here.press(await here.open(letter.links["Coming"]), "Coming")
        assert await here.answers() == GIVEN

        # The page shows things as they are, the mail as they were.
        home = await home_of(here, letter)
        assert f"Hello, {WHO}" in home.words
        assert "You are coming to all 3 meetings." in home.words
        here.clock.move(timedelta(seconds=2))
        await until(lambda: "1 of 12 companies have answered." in here.world.card("cisco").words)
        assert "0 of 12 companies have answered." in letter.words


async def test_a_stranger_with_a_link_of_somebody_who_left_is_told_kindly(migrated_url: str) -> None:
    async with installed(migrated_url) as here:
        mail = await invited(here)
        await here.product.database.run(lambda db: db.delete(db.get_one(Account, PERSON)))
        page = await here.press(await here.open(letter_of(mail).links["Coming"]), "Coming")
        assert SESSION not in page.words
        assert await here.answers() == []
