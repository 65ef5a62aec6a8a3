"""A reader who notes what is asked of them, so that one drawing does for all of whom the answers are the same."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Self

from bot.kit import Viewer

_FIELDS = frozenset(field.name for field in fields(Viewer))


class Watched(Viewer):
    """As the viewer it is made `of`. One that a drawing derives from it (`replace`) was asked for everything."""

    @classmethod
    def of(cls, viewer: Viewer) -> Self:
        """This reader, who was asked nothing yet."""
        watched = object.__new__(cls)
        vars(watched).update(vars(viewer), _asked={})
        return watched

    @property
    def asked(self) -> Mapping[str, Any]:
        """What they were asked, with the answers."""
        return vars(self)["_asked"]

    def __getattribute__(self, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if name in _FIELDS:
            asked = object.__getattribute__(self, "__dict__").get("_asked")
            if asked is not None:
                asked[name] = value
        return value
