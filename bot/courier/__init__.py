"""The courier: delivers what is due, drawn as things are then, at the pace each platform allows, and records it."""

from bot.courier.courier import Courier

__all__ = ["Courier"]
