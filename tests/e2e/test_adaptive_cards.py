"""The check of cards by Microsoft's own library sees what it should: a check that finds nothing proves nothing."""

from pathlib import Path
from typing import Any

from adapters.teams.render import drawn
from bot.chat import Form, Problems
from tests.bot.test_everything_drawn import LINKS
from tests.drawings import everything_drawn
from tests.e2e.cards import adaptive_cards
from tests.e2e.programs import OUT
from tests.postbox import PostBox
from tests.town import a_town

Json = dict[str, Any]


def card(*body: Json, **more: Any) -> Json:
    """A card with this body."""
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


GOOD = card(
    {"type": "TextBlock", "text": "Access to remedy", "size": "Large", "weight": "Bolder", "wrap": True},
    {"type": "FactSet", "facts": [{"title": "When", "value": "{{DATE(2027-03-04T14:00:00Z,SHORT)}}"}]},
    {
        "type": "Input.Text",
        "id": "note",
        "label": "A note",
        "isRequired": True,
        "errorMessage": "Please write something.",
    },
    actions=[{"type": "Action.Execute", "title": "Coming", "verb": "answer", "style": "positive", "data": {"a": "1"}}],
)

BROKEN = {
    "the same id twice": card(
        {"type": "Input.Text", "id": "note", "label": "A note"},
        {"type": "Input.Text", "id": "note", "label": "Another"},
    ),
    "a required input without a label": card(
        {"type": "Input.Text", "id": "note", "isRequired": True, "errorMessage": "Please"}
    ),
    "a required input without an error message": card(
        {"type": "Input.Text", "id": "note", "label": "A note", "isRequired": True}
    ),
    "an element nobody knows": card({"type": "TextBlok", "text": "hello"}),
    "a size nobody knows": card({"type": "TextBlock", "text": "hello", "size": "Enormous"}),
    "an input without an id": card({"type": "Input.Text", "label": "A note"}),
    "an action nobody knows": card(
        {"type": "TextBlock", "text": "hello"}, actions=[{"type": "Action.Explode", "title": "x"}]
    ),
}


def test_a_good_card_gets_no_complaint_and_is_drawn() -> None:
    picture = OUT / "good-card.png"
    assert adaptive_cards.screenshot([GOOD], picture) == [[]]
    assert picture.stat().st_size > 1000


def test_every_planted_fault_is_reported() -> None:
    found = adaptive_cards.problems(BROKEN.values())
    assert [fault for fault, problems in zip(BROKEN, found, strict=True) if not problems] == []


async def test_everything_the_product_can_draw_pleases_the_library(tmp_path: Path) -> None:
    """In a chat and in a dialog; some of it goes into a picture to be looked at."""
    async with a_town(f"sqlite:///{tmp_path / 'convener.db'}", links=LINKS, box=PostBox()) as town:
        shown = await everything_drawn(town)
    cards = [drawn(one, in_dialog=in_dialog) for one in shown for in_dialog in (False, True)]
    assert len(cards) > 120
    complaints = adaptive_cards.problems(cards)
    assert [(told, card) for told, card in zip(complaints, cards, strict=True) if told] == []
    forms = [drawn(one) for one in shown if isinstance(one, Form | Problems)]
    adaptive_cards.screenshot(forms[:8], OUT / "forms-in-teams.png")
