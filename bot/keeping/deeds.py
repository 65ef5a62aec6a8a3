"""How a line of the audit reads: the wire name of what was done in words, and ids as what people call them."""

from collections.abc import Mapping

from bot.disclosure import name_of
from bot.words import _
from storage import people, programme
from storage.database import Db
from storage.models import Member, Organisation


def done(what: str, deeds: Mapping[str, str]) -> str:
    """What was done, in the words of the feature that offers it; what none knows reads as it is kept."""
    if what in deeds:
        return _(deeds[what])
    return what if "." in what else _("wrote “%(words)s”") % {"words": what}


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
