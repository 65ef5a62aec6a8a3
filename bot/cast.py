"""Who does what in a session, in words: shown on its details and wherever parts are dealt with."""

from collections.abc import Sequence

from bot.chat import Block, Facts, Spans
from bot.disclosure import SeenPart
from bot.words import _, listing, n_
from storage.parts import PartKind, PartState


def part_name(kind: PartKind) -> str:
    """The part as a label."""
    match kind:
        case PartKind.PRESENT:
            return _("Present")
        case PartKind.DISCUSSANT:
            return _("Discussant")
        case PartKind.CASE_STUDY:
            return _("Case study")
        case PartKind.EXPERT:
            return _("Expert")
        case PartKind.NOTE_TAKER:
            return _("Note-taker")


def deed(kind: PartKind) -> str:
    """The part as what somebody does, after "to": "Cisco would like to present"."""
    match kind:
        case PartKind.PRESENT:
            return _("present")
        case PartKind.DISCUSSANT:
            return _("be the discussant")
        case PartKind.CASE_STUDY:
            return _("bring a case study")
        case PartKind.EXPERT:
            return _("advise as an expert")
        case PartKind.NOTE_TAKER:
            return _("take notes")


def label(kind: PartKind, meeting: int | None) -> str:
    """The part, and in which meeting where it is not the whole session."""
    name = part_name(kind)
    return name if meeting is None else _("%(part)s · meeting %(number)s") % {"part": name, "number": meeting}


def rows(seen: Sequence[SeenPart]) -> tuple[Block, ...]:
    """Each part with who has it, as far as the viewer may know, and how many are open; nothing where there is none."""
    order = [*PartKind]
    keys = sorted({(one.kind, one.meeting) for one in seen}, key=lambda key: (order.index(key[0]), key[1] or 0))
    table = tuple((label(*key), _row([one for one in seen if (one.kind, one.meeting) == key])) for key in keys)
    return (Facts(table),) if table else ()


def holder(part: SeenPart) -> str:
    """Who has it, and how far that is agreed; empty where the viewer may not know."""
    name = _("you") if part.me else part.holder
    match part.state:
        case PartState.OFFERED:
            return _("offered to %(who)s") % {"who": name}
        case PartState.CLAIMED if name:
            return _("%(who)s (to be confirmed)") % {"who": name}
        case _:
            return name


def _row(parts: Sequence[SeenPart]) -> Spans:
    taken = [one for one in parts if one.state is not PartState.OPEN]
    names = [name for one in taken if (name := holder(one))]
    unnamed, still_open = len(taken) - len(names), len(parts) - len(taken)
    if unnamed:
        more = n_("%(count)s more is taken", "%(count)s more are taken", unnamed)
        names.append(more if names else n_("%(count)s is taken", "%(count)s are taken", unnamed))
    if still_open:
        names.append(n_("%(count)s is open", "%(count)s are open", still_open))
    return (listing(names),)
