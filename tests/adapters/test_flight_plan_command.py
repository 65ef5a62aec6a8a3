"""`convener flight-plan`: every reminder to come, by session and rung."""

import pytest
from rich.console import Console

from adapters.flying import print_flight_plan
from tests.town import FACILITATOR, Town, a_town


def _printed(town: Town, session: str, width: int = 160) -> list[str]:
    out = Console(record=True, width=width, quiet=False, file=None, force_terminal=False)
    assert print_flight_plan(town.product.database, town.clock.now(), out, session)
    return [line.rstrip() for line in out.export_text().splitlines()]


async def test_the_table_says_to_whom_when_on_both_clocks_through_which_house_and_why(migrated_url: str) -> None:
    async with a_town(migrated_url) as town:
        lines = _printed(town, "core-1")
        out = Console(quiet=True)
        assert not print_flight_plan(town.product.database, town.clock.now(), out, "core-99")
    rung = lines.index("21 days before · invitation · everyone invited")
    row = next(line for line in lines[rung:] if "Ericsson nominee 2" in line)
    assert row.strip().startswith("Fri 12 Feb 2027 00:00 ")
    for words in ("Fri 08:00 Tokyo", "Ericsson", "waits for their next working hours"):
        assert words in row
    assert any(line.startswith("  not sent: no chat account yet (20): Expert advisor 1") for line in lines)
    assert "1 day after · how was it? · those who come: nobody, as answers stand now" in lines
    assert "messages as answers stand now" in lines[-1]


@pytest.mark.one_database
async def test_in_a_narrow_terminal_nothing_is_cut_off(migrated_url: str) -> None:
    async with a_town(migrated_url) as town:
        await town.say(FACILITATOR, "announce Identifying human rights risks in product design")
        text = " ".join(" ".join(_printed(town, "", 80)).split())
    assert "Fri 12 Feb 2027 00:00 Fri 08:00 Tokyo" in text
    assert {"waits", "their", "working", "hours"} <= {*text.split()}
    assert "…" not in text
    assert "a draft: nothing is sent" in text
