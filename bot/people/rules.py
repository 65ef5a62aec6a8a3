"""Who may manage whose place, and what a role may be."""

from datetime import timedelta

from bot.kit import Roles, Viewer
from bot.words import _
from storage.membership import Place
from storage.models import Role

MANAGING: Roles = frozenset({Role.FACILITATOR, Role.COORDINATOR})
"""Facilitators manage everybody, coordinators the people of their own organisation."""
CONFIRMING: Roles = MANAGING | {Role.NOMINEE}
"""Where nobody coordinates an organisation, its nominees confirm and hand over their own places."""
GIVEN_BY_COORDINATORS = (Role.NOMINEE, Role.PARTICIPANT, Role.EXECUTIVE, Role.ASSISTANT, Role.GUEST)
GIVEN_BY_FACILITATORS = tuple(role for role in Role if role is not Role.STRANGER)
CODE_LIVES = timedelta(days=30)
"""How long a fresh personal code works; it works once."""
LONGEST_NAME = 120
CONFIRM_EVERY = timedelta(weeks=26)
"""How often the nominees are confirmed."""


def manages(viewer: Viewer, place: Place) -> bool:
    """Whether the viewer may invite, replace and otherwise manage whoever holds this place.

    A coordinator's reach ends below other coordinators: a place that could manage them back is not theirs to give.
    """
    if viewer.facilitates:
        return True
    if viewer.role is not Role.COORDINATOR or viewer.organisation != place.organisation:
        return False
    return place.member == viewer.member or place.role in GIVEN_BY_COORDINATORS


def hands_over(viewer: Viewer, place: Place, coordinators: int) -> bool:
    """Whether this is a nominee's own place, and nobody coordinates their organisation who would hand it over."""
    return place.member == viewer.member and viewer.role is Role.NOMINEE and not coordinators


def invited_by_mail(place: Place) -> bool:
    """Whether the invitation to this place can be sent by mail: a facilitator's cannot, for a mail can be forwarded,
    and whoever is in a chat needs none.
    """
    return bool(place.mail) and place.role != Role.FACILITATOR and place.accounts == place.mails


def given_by(viewer: Viewer) -> tuple[Role, ...]:
    """The roles that the viewer may give to a new place."""
    return GIVEN_BY_FACILITATORS if viewer.facilitates else GIVEN_BY_COORDINATORS


def role_name(role: str) -> str:
    """What people call somebody in this role."""
    match Role(role):
        case Role.FACILITATOR:
            return _("facilitator")
        case Role.COORDINATOR:
            return _("coordinator")
        case Role.NOMINEE:
            return _("nominee")
        case Role.PARTICIPANT:
            return _("participant")
        case Role.EXPERT:
            return _("expert")
        case Role.EXECUTIVE:
            return _("executive")
        case Role.ASSISTANT:
            return _("assistant")
        case Role.GUEST:
            return _("guest")
        case Role.STRANGER:
            return _("stranger")
