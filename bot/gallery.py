"""Every card and message that can be drawn, by the wire name of its action."""

from collections.abc import Sequence

from bot import threshold
from bot.chat import Action, Message, unpack
from bot.kit import Drawing, Feature, Tools, Viewer
from bot.links import NOWHERE, Links
from bot.words import speaking


class Gallery:
    """Draws what the outbox names, as things are now, for whoever will read it; `links` makes the addresses in it."""

    def __init__(self, features: Sequence[Feature], links: Links = NOWHERE) -> None:
        self.links = links
        self._drawings: dict[str, Drawing] = {n: d for feature in features for n, d in feature.drawings.items()}
        self._kinds: dict[str, type[Action]] = {name: drawing.kind for name, drawing in self._drawings.items()}

    def draw(self, packed: str, viewer: Viewer, tools: Tools) -> Message | None:
        """The message, or None when nothing is left to say. Raises StaleAction for a drawing that no longer exists."""
        action = unpack(packed, self._kinds)
        with speaking(viewer.locale):
            drawing = self._drawings[action.name]
            if viewer.rules_due and not drawing.before_rules:
                return threshold.message(viewer, tools.db, then=packed)
            return drawing.run(action, viewer, tools)
