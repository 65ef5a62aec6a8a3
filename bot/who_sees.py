"""Who can see my answer? In one sentence, for whoever wonders before they give it."""

from collections.abc import Sequence

from bot.disclosure import granted
from bot.kit import Viewer
from bot.words import _, listing
from storage import policies
from storage.database import Db
from storage.models import Roster
from storage.policies import Audience


def who_sees_my_answer(db: Db, viewer: Viewer, session: int) -> str:
    """One sentence for whoever wonders, before they answer: what each audience sees of them in this session."""
    allowed = granted(db, viewer, session)
    base = dict(allowed.levels)
    if not allowed.own_people:
        del base[Audience.OWN]
    # Facilitators and one's own people know the company anyway.
    hidden: list[Audience] = []
    if viewer.organisation is not None and not policies.may_be_named(db, viewer.organisation):
        outside = (Audience.EXPERTS, Audience.OTHERS, Audience.GUESTS)
        hidden = [who for who in outside if base[who] in (Roster.NAMES, Roster.COMPANIES)]
    clauses: list[str] = []
    for level in Roster:
        whom = [who for who, grant in base.items() if grant is level and who not in hidden]
        clauses += [_clause(level, whom, hidden=False)] if whom else []
        clauses += [_clause(level, hidden, hidden=True)] if hidden and level is Roster.COMPANIES else []
    sentence = "; ".join(clauses)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _clause(level: Roster, whom: Sequence[Audience], *, hidden: bool) -> str:
    names = [audience_name(who) for who in whom]
    if {Audience.EXPERTS, Audience.OTHERS, Audience.GUESTS} <= {*whom}:
        insiders = [who for who in whom if who in (Audience.FACILITATORS, Audience.OWN)]
        if not insiders:
            return _everybody_else(level, hidden)
        names = [*map(audience_name, insiders), _("everybody else")]
    who = listing(names)
    if hidden:
        return _("%(who)s see your answer among the others, and neither your name nor your company's") % {"who": who}
    match level:
        case Roster.NAMES:
            return _("%(who)s see your name and your answer") % {"who": who}
        case Roster.COMPANIES:
            return _("%(who)s see your company and its answer, no names") % {"who": who}
        case Roster.COUNTS:
            return _("%(who)s see only how many come") % {"who": who}
        case Roster.NOTHING:
            return _("%(who)s see nothing of it") % {"who": who}


def _everybody_else(level: Roster, hidden: bool) -> str:
    if hidden:
        return _("everybody else sees your answer among the others, and neither your name nor your company's")
    match level:
        case Roster.NAMES:
            return _("everybody else sees your name and your answer")
        case Roster.COMPANIES:
            return _("everybody else sees your company and its answer, no names")
        case Roster.COUNTS:
            return _("everybody else sees only how many come")
        case Roster.NOTHING:
            return _("everybody else sees nothing of it")


def audience_name(who: Audience) -> str:
    """The audience in the middle of a sentence."""
    match who:
        case Audience.FACILITATORS:
            return _("facilitators")
        case Audience.OWN:
            return _("people of your own organisation")
        case Audience.EXPERTS:
            return _("experts")
        case Audience.OTHERS:
            return _("other companies")
        case Audience.GUESTS:
            return _("guests")
