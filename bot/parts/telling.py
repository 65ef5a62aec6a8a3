"""Who is told of what, once each."""

from bot.disclosure import SeenPart
from bot.kit import Tools
from bot.parts.actions import ClaimsWaiting, PartAgreed, PartDeclined, PartFreed, PartOffered
from storage import membership
from storage.models import Role


def claimed(session: int, tools: Tools) -> None:
    """Facilitators hear of claims; those that come before the message is sent are in the same one."""
    for member in _facilitators(tools):
        tools.outbox.tell(member, ClaimsWaiting(session), f"claims {session}", zone=tools.viewer.community_zone)


def agreed(part: int, tools: Tools, *members: int) -> None:
    """These are told that it is settled; facilitators, where it was not one of them who settled it."""
    told = members if tools.viewer.facilitates else (*members, *_facilitators(tools))
    for member in told:
        if member != tools.viewer.member:
            tools.outbox.tell(member, PartAgreed(part), f"part {part} agreed", zone=tools.viewer.community_zone)


def freed(part: SeenPart, holder: int | None, tools: Tools) -> None:
    """Facilitators are told that somebody gave it back; whoever had it, where their coordinator did."""
    others = [holder] if holder is not None and holder != tools.viewer.member else []
    for member in (*_facilitators(tools), *others):
        tools.outbox.tell(member, PartFreed(part.id), f"part {part.id} freed", zone=tools.viewer.community_zone)


def declined(part: int, members: list[int], tools: Tools) -> int:
    """Whoever had it is told that they have it no longer; answers how many could be."""
    zone = tools.viewer.community_zone
    return sum(tools.outbox.tell(member, PartDeclined(part), f"part {part} declined", zone=zone) for member in members)


def offered(part: int, members: list[int], tools: Tools) -> int:
    """These are asked; answers how many could be."""
    zone = tools.viewer.community_zone
    return sum(tools.outbox.tell(member, PartOffered(part), f"part {part} offered", zone=zone) for member in members)


def speakers(organisation: int, tools: Tools) -> list[int]:
    """Who answers for an organisation: its nominees, else its coordinators, else its experts."""
    community = tools.viewer.community
    for role in (Role.NOMINEE, Role.COORDINATOR, Role.EXPERT):
        found = membership.holders(tools.db, community, role, organisation)
        if found:
            return found
    return []


def _facilitators(tools: Tools) -> list[int]:
    return membership.holders(tools.db, tools.viewer.community, Role.FACILITATOR)
