"""The check of cards by Microsoft's own library sees what it should: a check that finds nothing proves nothing."""

from typing import Any

from tests.e2e.cards import adaptive_cards
from tests.e2e.programs import OUT

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
