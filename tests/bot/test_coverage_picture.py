"""The picture: what is in it, that it fits where it goes, and that everybody can read it."""

import io
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageColor

from bot.coverage import pens, picture, rules
from bot.coverage.grid import MOST, Grid, Group, Row, grid
from bot.coverage.rules import Cell, State
from bot.kit import Viewer
from storage.look import Look, Sitting
from storage.models import Role

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)
READER = Viewer(1, "play:btech", 1, 1, Role.FACILITATOR, "counts", "Europe/Zurich", "Europe/Zurich", "Geneva", "en")
LONG = "A telecommunications company of the whole of Northern Europe and beyond it, number"
KINDS: tuple[tuple[str, ...], ...] = (
    ("coming", "coming"),
    ("maybe", "not"),
    ("", ""),
    ("coming", "maybe"),
    ("not", ""),
)


def drawn(names: list[str], meetings: int = 3) -> Grid:
    """The grid of these companies, which answered in every way there is."""
    first = datetime(2027, 3, 4, 14, tzinfo=UTC)
    held = tuple(
        Sitting(n, n, first + timedelta(days=7 * n), "Europe/Zurich", "Geneva", 120, False)
        for n in range(1, meetings + 1)
    )
    session = Look(1, 1, "core session", "A session", "", "open", 0, 0, 0, 0, None, None, "", "", "", held)
    lines = [
        rules.standing(n, name, [one.id for one in held], {
            (one.id, choice): n % 3 + 1 for one in held if (choice := KINDS[n % len(KINDS)][one.id % 2])
        })
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    return grid(rules.sheet(session, held, lines), READER, NOW)


def names(count: int, name: str = "Company") -> list[str]:
    return [f"{name} {n}" for n in range(count)]


def opened(file: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(file))
    image.load()
    return image


@pytest.mark.parametrize(
    ("companies", "meetings"), [(0, 3), (1, 1), (2, 1), (12, 3), (12, 8), (30, 3), (61, 3), (200, 2), (3, 20)]
)
@pytest.mark.parametrize("name", ["Company", LONG])
def test_it_is_a_file_that_every_platform_takes(companies: int, meetings: int, name: str) -> None:
    wanted = drawn(names(companies, name), meetings)
    file = picture.png(wanted)
    image, plan = opened(file), picture.plan(wanted)
    assert (image.format, image.mode) == ("PNG", "RGBA")
    assert max(image.size) <= picture.LARGEST
    assert len(file) < 1_000_000
    assert image.width / image.height == pytest.approx(plan.width / plan.height, rel=0.01)


def test_every_company_has_a_line_in_its_group_and_the_last_are_left_to_the_table() -> None:
    few, many = drawn(names(5)), drawn(names(MOST + 7))
    assert [(group.heading, [row.name for row in group.rows]) for group in few.groups] == [
        ("Silent · 1", ["Company 1"]),
        ("At risk · 3", ["Company 0", "Company 2", "Company 3"]),
        ("Covered · 1", ["Company 4"]),
    ]
    assert few.footer == "As of Wed, 6 Jan 2027, 10:20 Geneva"
    assert many.footer.endswith(" · 7 more in the table")
    assert sum(len(group.rows) for group in many.groups) == MOST
    assert len(many.groups[0].rows) == many.groups[0].count


def test_a_group_that_goes_on_in_the_next_panel_says_so_there_and_no_panel_ends_in_a_heading() -> None:
    for count in range(1, 70):
        panels = picture.plan(drawn(names(count))).panels
        firsts = [type(panel[0]).__name__ for panel in panels]
        lasts = [type(panel[-1]).__name__ for panel in panels]
        assert (set(firsts), set(lasts)) == ({"Group"}, {"Row"}), count


def test_different_answers_look_different() -> None:
    one = drawn(["Company"], 1)
    pictures = [
        picture.png(replace(one, groups=(Group(State.AT_RISK, "x", 1, (Row("Company", "", ((cell, people),)),)),)))
        for cell, people in itertools.product(Cell, (1, 2))
    ]
    assert len(set(pictures)) == len(pictures)


def test_a_name_in_letters_we_do_not_have_is_said_by_its_line() -> None:
    wanted = drawn(["Ελλάς", "Žižkov Łódź", "Société Générale d’Électronique", "Жизнь", "华为技术"])
    said = {row.name: picture.written(row) for group in wanted.groups for row in group.rows}
    assert said.pop("华为技术") == "no. 1 in the table"
    assert all(name == text for name, text in said.items())


def test_long_names_take_two_lines_and_are_cut_after_that() -> None:
    letters = pens.font(44, pens.REGULAR)
    lines = pens.wrapped("A telecommunications company of Northern Europe", letters, 750)
    assert lines == ["A telecommunications company of", "Northern Europe"]
    first, second = pens.wrapped(LONG * 3, letters, 900)
    assert second.endswith("…")
    assert max(map(letters.getlength, (first, second))) <= 900
    assert pens.wrapped("W" * 200, letters, 900)[0].endswith("…")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_whatever_is_written_can_be_read() -> None:
    pairs = [(pens.INK, pens.PAPER), (pens.SOFT, pens.PAPER)]
    pairs += [(ink, fill) for fill, ink in pens.STATE.values()]
    pairs += [(ink, fill) for fill, _, ink in pens.CELL.values()]
    pairs += [(picture.in_legend(cell), pens.PAPER) for cell in Cell]
    assert [(ink, paper) for ink, paper in pairs if contrast(ink, paper) < 4.5] == []


def test_no_answer_is_told_by_its_colour_alone() -> None:
    assert len({pens.LETTER[cell] for cell in Cell}) == len(Cell)
    assert all(pens.writable(letter) for letter in pens.LETTER.values())


@pytest.mark.parametrize(("companies", "meetings"), [(12, 3), (12, 1), (30, 3)])
def test_nothing_is_written_in_the_margins(companies: int, meetings: int) -> None:
    grid = drawn(names(companies), meetings)
    scale, image = picture.plan(grid).scale, opened(picture.png(grid)).convert("RGB")
    inner, edge = round(picture.MARGIN * scale) - 2, round(3 * scale)
    corner = round(12 * scale)
    for left in (edge, image.width - inner):
        strip = image.crop((left, corner, left + inner - edge, image.height - corner))
        assert {color for _count, color in strip.getcolors() or ()} == {ImageColor.getrgb(pens.PAPER)}


def test_outside_its_rounded_paper_it_is_transparent() -> None:
    image = opened(picture.png(drawn(names(3))))
    corners = [image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)]
    assert [corner[3] for corner in corners if isinstance(corner, tuple)] == [0, 0, 0, 0]
    assert image.getpixel((image.width // 2, 8)) == ImageColor.getcolor(pens.PAPER, "RGBA")
