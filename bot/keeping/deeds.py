"""How a line of the audit reads: the wire name of what was done in words, and ids as what people call them."""

from collections.abc import Mapping

from bot.disclosure import name_of
from bot.words import N_, _
from storage import people, programme
from storage.database import Db
from storage.models import Member, Organisation

DONE: Mapping[str, str] = {
    "session.answer": N_("answered"),
    "session.answers": N_("answered by meeting"),
    "session.close": N_("closed a session"),
    "session.reopen": N_("opened a session again"),
    "plan": N_("planned a session"),
    "plan.session": N_("planned a session"),
    "plan.save": N_("changed a draft"),
    "plan.announce": N_("announced a session"),
    "plan.discard": N_("discarded a draft"),
    "announce": N_("announced a session"),
    "meeting.moved": N_("moved a meeting"),
    "meeting.cancelled": N_("cancelled a meeting"),
    "join": N_("used a code to join"),
    "code": N_("made a code"),
    "code.revoke": N_("revoked a code"),
    "house.released": N_("released a workspace"),
    "people.added": N_("added a place"),
    "people.invite": N_("made a code"),
    "people.replaced": N_("made a code to hand a place over"),
    "people.role_set": N_("changed a role"),
    "people.merged": N_("made two places one"),
    "people.leave": N_("left the community"),
    "rules.set": N_("set the rules"),
    "rules.accept": N_("accepted the rules"),
    "profile.save": N_("changed their profile"),
    "policy.set": N_("set who sees what"),
    "consent.say": N_("said whether the company may be named"),
    "confirm.start": N_("asked for nominees to be confirmed"),
    "confirm.right": N_("confirmed nominees"),
    "retention.set": N_("set how long what is kept"),
    "keep": N_("set how long what is kept"),
    "purge.now": N_("ordered a purge"),
    "forget.me_done": N_("asked to be forgotten"),
    "forget.done": N_("forgot a member"),
}
"""What is not here reads as it is kept: a command is words anyway."""


def done(what: str) -> str:
    """What was done, in words."""
    return _(DONE[what]) if what in DONE else what


def concerning(db: Db, community: int, about: str) -> str:
    """What it concerned: each id as what it is called in this community, or as it is where that is gone."""
    return ", ".join(_called(db, community, part) for part in about.split(", ") if part)


def _called(db: Db, community: int, part: str) -> str:
    key, _space, value = part.partition(" ")
    if not value.isdecimal():
        return part
    number = int(value)
    match key:
        case "session":
            session = programme.session(db, community, number)
            return session.title if session else part
        case "meeting":
            found = programme.meeting(db, community, number)
            numbered = _("%(title)s, meeting %(number)s")
            return numbered % {"title": found[0].title, "number": found[1].number} if found else part
        case "member" | "keep" | "drop":
            member = people.named(db, Member, community, number)
            return name_of(member) if member else part
        case "organisation":
            return people.named(db, Organisation, community, number) or part
        case _:
            return part
