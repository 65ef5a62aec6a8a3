"""Tables to take away: nothing in them is ever run, and every column holds what its heading says."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typer

from adapters.exporting import export_roster
from bot import sheets
from storage import people
from storage.database import Db
from tests.town import CISCO_1, MICROSOFT_1, NOW, Town

NAMES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1")  # noqa: RUF001


def cells_of(book: bytes) -> list[list[str]]:
    """What stands in the workbook's sheet, read as the format says; a formula would be an error."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        shared = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    # A carriage return is written like this in a workbook (ECMA-376, ST_Xstring).
    texts = ["".join(item.itertext()).replace("_x000D_", "\r") for item in shared.iterfind("s:si", NAMES)]
    assert list(sheet.iterfind(".//s:f", NAMES)) == []
    rows = sheet.iterfind(".//s:row", NAMES)
    return [[texts[int(cell.findtext("s:v", "", NAMES))] for cell in row if cell.get("t") == "s"] for row in rows]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_name_that_looks_like_a_formula_stays_a_name(formula: str) -> None:
    rows = [("name",), (formula,)]
    assert list(csv.reader(io.StringIO(sheets.as_csv(rows).decode("utf-8-sig"), newline="")))[1] == [f"'{formula}"]
    assert cells_of(sheets.as_xlsx(rows, "sheet", NOW))[1][0].strip() == formula.strip()


def test_other_names_stay_as_they_are() -> None:
    rows = [("name", "more"), ('Ünïcode, "quotes" & <tags>', "line\nbreak")]
    assert list(csv.reader(io.StringIO(sheets.as_csv(rows).decode("utf-8-sig"), newline=""))) == [
        list(row) for row in rows
    ]
    assert cells_of(sheets.as_xlsx(rows, "sheet", NOW)) == [list(row) for row in rows]


def test_a_workbook_of_a_heading_alone_can_be_opened() -> None:
    assert cells_of(sheets.as_xlsx([("name",)], "sheet", NOW)) == [["name"]]


def rename(db: Db) -> None:
    for member in people.members(db, 1):
        if member.name == "Cisco nominee 1":
            member.name = "=cmd|' /C calc'!A0"
            db.add(member)


@pytest.mark.parametrize("ending", ["csv", "XLSX"])
async def test_the_operator_takes_out_every_roster(town: Town, tmp_path: Path, ending: str) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(MICROSOFT_1, "Not this time")
    await town.product.database.run(rename)
    file = tmp_path / f"roster.{ending}"
    export_roster(file, town.product.database, datetime(2027, 1, 7, tzinfo=UTC))
    if ending == "csv":
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened))
    else:
        rows = cells_of(file.read_bytes())
    assert rows[0] == [
        "community", "session", "organisation", "member", "role", "meeting", "local start", "zone", "answer", "answered at",
    ]  # fmt: skip
    name = "'=cmd|' /C calc'!A0" if ending == "csv" else "=cmd|' /C calc'!A0"
    title = "Identifying human rights risks in product design"
    assert [row[:9] for row in rows if row[3] == name] == [
        ["b-tech", title, "Cisco", name, "nominee", str(n), f"2027-03-{day} 15:00", "Europe/Zurich", "coming"]
        for n, day in ((1, "04"), (2, "11"), (3, "18"))
    ]
    answered = next(row for row in rows if row[3] == name)[9]
    assert datetime.fromisoformat(answered).tzinfo is not None
    assert {row[8] for row in rows if row[3] == "Microsoft nominee 1"} == {"not"}
    assert [row[8:] for row in rows if row[3] == "Apple nominee 1"] == [["", ""]] * 3


async def test_another_ending_is_refused_with_what_to_write(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, said in ((tmp_path / "roster.pdf", ".csv and .xlsx"), (tmp_path / "none" / "roster.csv", "cannot write")):
        with pytest.raises(typer.Exit):
            export_roster(file, town.product.database, NOW)
        assert said in capsys.readouterr().err
