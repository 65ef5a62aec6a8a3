"""What the npm library `adaptivecards` thinks of our cards, and how it draws them, in Chromium."""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.e2e.programs import HERE, chromium, node


def problems(cards: Iterable[dict[str, Any]]) -> list[list[str]]:
    """The library's complaints about each card, in the order of the cards; a good card has none."""
    return _check(cards)


def screenshot(cards: Iterable[dict[str, Any]], path: Path) -> list[list[str]]:
    """Draw all the cards into one PNG; answers as `problems`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return _check(cards, str(path))


def inside(part: Any) -> list[dict[str, Any]]:
    """Every Adaptive Card somewhere inside a JSON value."""
    if isinstance(part, list):
        return [card for one in part for card in inside(one)]
    if not isinstance(part, dict):
        return []
    if part.get("type") == "AdaptiveCard":
        return [part]
    return [card for one in part.values() for card in inside(one)]


def _check(cards: Iterable[dict[str, Any]], *picture: str) -> list[list[str]]:
    done = subprocess.run(
        [node(), str(HERE / "cards" / "check_cards.cjs"), *picture],
        input="".join(json.dumps(card) + "\n" for card in cards),
        env={**os.environ, "CHROMIUM": chromium()},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
