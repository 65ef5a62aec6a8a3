"""Names: what looks alike is alike."""

import pytest

from bot.names import as_name
from tests.town import FACILITATOR, Town

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Cisco \t nominee\n1 ", "Cisco nominee 1"),
        ("Cisco\u200b nom\u200dinee 1\u2060", "Cisco nominee 1"),
        ("\u202eCisco nominee 1\u202c", "Cisco nominee 1"),
        ("Telefo\u0301nica", "Telef\u00f3nica"),
        ("\u200b\ufeff", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),  # noqa: RUF001 -- Persian
        ("日立 代表 1", "日立 代表 1"),
        ("<!channel> =1+1 *x*", "<!channel> =1+1 *x*"),
    ],
)
def test_a_name_has_nothing_in_it_that_nobody_sees(typed: str, name: str) -> None:
    assert as_name(typed) == name


async def test_no_place_is_added_that_looks_like_another(town: Town) -> None:
    told = await town.say(FACILITATOR, "add Cisco\u200b nominee 1 as participant of Cisco")
    assert "There is a place of this name already." in told
    await town.world.close_form(FACILITATOR)
    await town.say(FACILITATOR, "people")
    await town.press(FACILITATOR, "Add an organisation…")
    await town.fill(FACILITATOR, name="Ci\u200bsco", seats="2")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "already" in form.problems["name"]
