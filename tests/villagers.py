"""Who lives in a made-up community, and what was decided and answered there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storage.models import Choice, Role, Roster
from storage.policies import Audience

COMPANIES = ("Amberworks", "Birchworks", "Cedarworks")


@dataclass(frozen=True)
class Plan:
    """One community: its policy, the policy of its session, who agreed to be named, and who answered what.

    Answers are by organisation and role, one for each meeting; the other session of the community has none.
    """

    roster: Roster = Roster.COUNTS
    community: Mapping[Audience, Roster] = field(default_factory=dict[Audience, Roster])
    session: Mapping[Audience, Roster] = field(default_factory=dict[Audience, Roster])
    other_session: Mapping[Audience, Roster] = field(default_factory=dict[Audience, Roster])
    consents: Sequence[bool | None] = (None, None, None)
    answers: Mapping[tuple[str, Role], Sequence[Choice | None]] = field(
        default_factory=dict[tuple[str, Role], Sequence[Choice | None]]
    )

    def level(self, who: Audience) -> Roster:
        """What this audience may see of the session: said here once more, and differently, on purpose."""
        for said in (self.session, self.community):
            if who in said:
                return said[who]
        if who in (Audience.FACILITATORS, Audience.OWN):
            return Roster.NAMES
        if who is Audience.OTHERS:
            return self.roster
        return self.level(Audience.OTHERS)


STAFF: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(COMPANIES, (Role.NOMINEE, Role.COORDINATOR, Role.GUEST)),
    "Expertsbody": (Role.EXPERT,),
    "Outsiders": (Role.GUEST,),
    "Unitednations": (Role.FACILITATOR,),
}
"""Who there is, by organisation. Names are single words, so that each can be looked for."""

OUTSIDER = ("Outsiders", Role.GUEST)
"""Who was invited to the session with answers, by mail. The companies' own guests were invited to nothing by name."""
BY_MAIL = (OUTSIDER, ("Cedarworks", Role.NOMINEE))
"""Who has no chat."""
PLACES = [(name, role) for name, roles in STAFF.items() for role in (*roles, Role.STRANGER)]
"""Whose name might be read anywhere: every member's, and (as the stranger's) every organisation's."""
EVERYBODY = [who for who in PLACES if who != ("Outsiders", Role.STRANGER)]
"""Whoever can look: every member, and in each house somebody who is none, who is what its room shows."""


def person_called(organisation: str, role: Role) -> str:
    """How the community calls this person: one word that holds no company's name."""
    return f"{role.title()}of{organisation[0]}"


def house_of(organisation: str, role: Role | None = None) -> str:
    """The organisation's house, or where this person of it is known."""
    return "mail:village" if (organisation, role) in BY_MAIL else f"play:{organisation[:3].lower()}"


def account_of(organisation: str, role: Role) -> str:
    """The person's account in it."""
    return f"{house_of(organisation, role)}:{organisation[:3].lower()}-{role}"
