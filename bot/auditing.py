"""Puts on record who did what: for whatever was pressed, sent or said that changed something."""

from enum import StrEnum
from typing import Any

from bot.chat import Action
from bot.kit import Tools
from storage import audit, people


def record(what: Action | str, tools: Tools) -> None:
    """One line in the audit. Of an action only its name, the ids it carries and a reason that was chosen from a list:
    words could be somebody's."""
    viewer = tools.viewer
    # Whoever has just linked their house did not belong to the community before.
    community = viewer.community or getattr(people.house(tools.db, viewer.house), "community_id", None)
    if community is None:
        return
    fields = {} if isinstance(what, str) else vars(what)
    behalf = tools.outbox.behalf or fields.get("member")
    audit.record(
        tools.db,
        community=community,
        at=tools.now,
        member=viewer.member,
        behalf=behalf if isinstance(behalf, int) and behalf != viewer.member else None,
        house=viewer.house,
        what=tools.outbox.deed or (what if isinstance(what, str) else what.name),
        about=", ".join(
            f"{key} {value}" for key, value in fields.items() if type(value) is int or _is_reason(key, value)
        ),
    )


def _is_reason(key: str, value: Any) -> bool:
    return key == "reason" and isinstance(value, StrEnum)
