"""Reading JSON that may hold anything: whatever is missing or of another kind counts as not said."""

from typing import Any, cast


def text_at(found: Any, *path: str) -> str:
    """The text at this path, "" when there is none; lone surrogates and NULs, which no database takes, are left out."""
    value = value_at(found, *path)
    return clean(value) if isinstance(value, str) else ""


def list_at(found: Any, *path: str) -> list[Any]:
    """The list at this path, empty when there is none."""
    value = value_at(found, *path)
    return cast("list[Any]", value) if isinstance(value, list) else []


def object_at(found: Any, *path: str) -> dict[str, Any]:
    """The object at this path, empty when there is none."""
    value = value_at(found, *path)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def value_at(found: Any, *path: str) -> Any:
    """Whatever stands at this path."""
    for key in path:
        if not isinstance(found, dict):
            return None
        found = cast("dict[str, Any]", found).get(key)
    return found


def clean(text: str) -> str:
    """The text without what cannot be stored."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")
