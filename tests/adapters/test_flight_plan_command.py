"""`convener flight-plan`: the table of every reminder to come."""

from rich.console import Console

from adapters.flying import print_flight_plan
from tests.town import a_town


async def test_the_table_says_to_whom_when_on_both_clocks_through_which_house_and_why(migrated_url: str) -> None:
    async with a_town(migrated_url) as town:
        out = Console(record=True, width=260, quiet=False, file=None, force_terminal=False)
        now = town.clock.now()
        assert print_flight_plan(town.product.database, now, out, "core-1")
        assert not print_flight_plan(town.product.database, now, out, "core-99")
    lines = out.export_text().splitlines()
    row = next(line for line in lines if "Ericsson nominee 2" in line and "invitation" in line)
    for words in ("Fri 12 Feb 2027 08:00 Asia/Tokyo", "Fri 12 Feb 2027 00:00", "Ericsson", "21 days before: invitation",
                  "waits for their next working hours"):  # fmt: skip
        assert words in row
    assert any("Apple nominee 1" in line and "not sent: no chat account yet" in line for line in lines)
    assert "messages as answers stand now" in lines[-1]
