"""A mail that came by SMTP, and a real browser that opens what it links to."""

import pytest

from tests.adapters.mail.installation import GIVEN, installed, invited
from tests.adapters.mail.rig import letter_of
from tests.e2e.browser import browser
from tests.town import SESSION

SIZES = pytest.mark.parametrize(
    ("name", "how"),
    [("phone", {"width": 390, "height": 844, "dark": True}), ("desk", {"width": 1440, "height": 900, "dark": False})],
    ids=["phone", "desk"],
)


@SIZES
async def test_a_browser_answers_from_a_mail_without_a_mouse(migrated_url: str, name: str, how: dict[str, int]) -> None:
    async with installed(migrated_url) as here, browser() as chromium:
        links = letter_of(await invited(here)).links
        page = await chromium.open(f"mail-{name}", links["Coming"], **how)
        await page.wait("button:focus")
        await page.shoot(f"mail-{name}-asked")
        assert (await page.texts("h1"), await here.answers()) == ([SESSION], [])
        await page.press("Enter")
        await page.wait("text=You are coming to all 3 meetings.")
        assert await here.answers() == GIVEN
        await page.shoot(f"mail-{name}-answered")
        await page.fill("#say", "home")
        await page.press("Enter")
        await page.wait("h1:has-text('Hello')")
        await page.shoot(f"mail-{name}-home")
        assert await page.errors() == []


@SIZES
async def test_a_browser_fills_a_form_of_a_mail(migrated_url: str, name: str, how: dict[str, int]) -> None:
    async with installed(migrated_url) as here, browser() as chromium:
        links = letter_of(await invited(here)).links
        page = await chromium.open(f"form-{name}", links["By meeting…"], **how)
        await page.wait("button:focus")
        await page.press("Enter")
        await page.wait(".fields")
        await page.shoot(f"mail-{name}-form")
        await page.click("fieldset >> nth=0 >> text=Coming")
        await page.click("fieldset >> nth=1 >> text=Not this time")
        await page.push(".fields .primary")
        await page.shoot(f"mail-{name}-form-sent")
        assert (await here.answers())[:2] == [(1, "coming"), (2, "not")]
