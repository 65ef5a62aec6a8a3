"""Whom a session is for: which roles, in which kinds of organisations; read from words and written in words."""

import re
from dataclasses import dataclass

from bot.words import _, listing
from storage import guests
from storage.database import Db
from storage.models import OrganisationKind, Role

_ROLES = {
    Role.NOMINEE: "nominees",
    Role.COORDINATOR: "coordinators",
    Role.PARTICIPANT: "participants",
    Role.EXECUTIVE: "executives",
    Role.ASSISTANT: "assistants",
    Role.GUEST: "guests",
}
_KINDS = {
    OrganisationKind.COMPANY: "companies",
    OrganisationKind.EXPERT_BODY: "expert bodies",
    OrganisationKind.STATE: "States",
    OrganisationKind.CIVIL_SOCIETY: "civil society",
    OrganisationKind.INVESTOR: "investors",
    OrganisationKind.UN: "the UN",
}
"""How people type them; also in the plan file, so not translated."""
_WORD = "|".join([*_ROLES.values(), *_KINDS.values()])
PHRASE = re.compile(rf"\bfor\s+((?:{_WORD})(?:\s*(?:,|and|of|from|in)\s+(?:{_WORD}))*)(?:\s+only)?\b", re.I)


BY_NAME = frozenset({Role.EXECUTIVE, Role.ASSISTANT, Role.GUEST})
"""These take part in what says that it is for them, and in nothing else; a guest who was invited, in that session."""


@dataclass(frozen=True)
class Invited:
    """Nobody named is everybody but those `BY_NAME`; without `kinds` it is every organisation."""

    roles: tuple[Role, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()

    def admits(self, role: Role, kind: str) -> bool:
        """Whether people of this role in such an organisation are meant. Facilitators run the session, and experts
        advise it; a STRANGER is whoever reads a house's room.
        """
        if role in (Role.FACILITATOR, Role.EXPERT):
            return True
        if self.kinds and kind not in self.kinds:
            return False
        if not self.roles:
            return role not in BY_NAME
        return role in self.roles or role is Role.STRANGER

    def concerns(self, role: Role, kind: str) -> bool:
        """Whether people of this role have to do with it: they are meant, or answer for the executives who are."""
        assists = role is Role.ASSISTANT and Role.EXECUTIVE in self.roles
        return self.admits(role, kind) or (assists and self.admits(Role.EXECUTIVE, kind))

    def stands_in(self, role: Role, kind: str) -> bool:
        """Whether this is an assistant, who answers for the executives who are meant and not for themselves."""
        return role is Role.ASSISTANT and self.concerns(role, kind) and not self.admits(role, kind)


def as_guest(db: Db, role: Role, member: int | None, session: int) -> bool | None:
    """Whether this guest was invited to this session, and so takes part in it whomever else it is for. None for those
    of whom that does not decide: everybody else, and guests who were invited to none by name.
    """
    bound = guests.session_of(db, member) if role is Role.GUEST else None
    return None if bound is None else bound == session


def read(text: str) -> Invited:
    """The audience that these words name, if they name one."""
    found = PHRASE.search(text)
    words = found[1].lower() if found else ""
    return Invited(
        tuple(role for role, name in _ROLES.items() if name.lower() in words),
        tuple(kind for kind, name in _KINDS.items() if name.lower() in words),
    )


def kept(roles: str, kinds: str) -> Invited:
    """The audience as a session keeps it."""
    return Invited(
        tuple(Role(role) for role in roles.split(",") if role),
        tuple(OrganisationKind(kind) for kind in kinds.split(",") if kind),
    )


def typed(invited: Invited) -> str:
    """The audience as somebody would type it; empty for everybody."""
    roles, kinds = [_ROLES[role] for role in invited.roles], [_KINDS[kind] for kind in invited.kinds]
    if not roles and not kinds:
        return ""
    return f"for {' of '.join(' and '.join(names) for names in (roles, kinds) if names)}"


def told(invited: Invited) -> str:
    """The audience as the card says it; empty for everybody."""
    roles = listing(_role(role) for role in invited.roles)
    kinds = listing(_kind(kind) for kind in invited.kinds)
    if roles and kinds:
        return _("for %(roles)s of %(kinds)s") % {"roles": roles, "kinds": kinds}
    return _("for %(whom)s") % {"whom": roles or kinds} if roles or kinds else ""


def _role(role: Role) -> str:
    match role:
        case Role.NOMINEE:
            return _("nominees")
        case Role.COORDINATOR:
            return _("coordinators")
        case Role.PARTICIPANT:
            return _("participants")
        case Role.EXECUTIVE:
            return _("executives")
        case Role.GUEST:
            return _("guests")
        case _:
            return _("assistants")


def _kind(kind: OrganisationKind) -> str:
    match kind:
        case OrganisationKind.COMPANY:
            return _("companies")
        case OrganisationKind.EXPERT_BODY:
            return _("expert bodies")
        case OrganisationKind.STATE:
            return _("States")
        case OrganisationKind.CIVIL_SOCIETY:
            return _("civil society")
        case OrganisationKind.INVESTOR:
            return _("investors")
        case OrganisationKind.UN:
            return _("the UN")
        case OrganisationKind.OUTSIDE:
            return _("companies from outside")
