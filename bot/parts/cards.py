"""How the parts of a session look: to those who take one, and to facilitators."""

from collections.abc import Sequence

from bot import cast
from bot.chat import Block, Button, Buttons, Heading, Message, Note, Spans, Strong, Text
from bot.disclosure import SeenPart
from bot.doors import GoHome, ShowSession
from bot.kit import Tools, Viewer
from bot.parts import rules
from bot.parts.actions import (
    AcceptPart,
    AskSwap,
    AskWithdraw,
    ClaimPart,
    ConfirmPart,
    OpenDecline,
    OpenOffer,
    OpenParts,
    RefusePart,
    RefuseSwap,
    ShowLedger,
    ShowSwap,
    TakeOver,
)
from bot.words import _, spans, spoken
from storage.look import Look
from storage.parts import PartKind, PartState


def view(session: Look, seen: Sequence[SeenPart], tools: Tools, done: str = "") -> Message:
    """Who does what, with what this viewer can do about it."""
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts.append(Heading(_("Parts in “%(title)s”") % {"title": session.title}))
    parts += cast.rows(seen) or [Text((_("There are no parts to take in this session."),))]
    if rules.takes_parts(session, tools):
        parts += _manage(session, seen) if tools.viewer.facilitates else _take(session, seen, tools)
    else:
        parts.append(Note((_("All meetings are over."),)))
    parts.append(Buttons((Button(_("Back to the session"), ShowSession(session.id)), Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def own_part(part: SeenPart, viewer: Viewer) -> tuple[Block, ...]:
    """The buttons for a part of one's own organisation; nothing where it is somebody else's to say."""
    about = cast.label(part.kind, part.meeting)
    if part.asked:
        asks = _("%(who)s asks you to take over: %(part)s") % {"who": part.holder, "part": about}
        yes = Button(_("I take it over"), TakeOver(part.id), about=about)
        return (Text((asks,)), Buttons((yes, Button(_("No"), RefuseSwap(part.id), about=about))))
    if part.state is PartState.OPEN or not rules.may_answer(part, viewer):
        return ()
    said = Text((Strong(about), " · ", cast.holder(part)))
    if part.state is PartState.OFFERED:
        yes = [Button(_("Accept"), AcceptPart(part.id), about=about)] if part.me or part.anybodys else []
        return (said, Buttons((*yes, Button(_("Decline"), RefusePart(part.id), about=about))))
    buttons = (
        *([Button(_("I do it"), AcceptPart(part.id), about=about)] if part.anybodys else []),
        Button(_("Hand over…"), ShowSwap(part.id), about=about),
        Button(_("Give it back…"), AskWithdraw(part.id), about=about),
    )
    return (said, Buttons(buttons))


def managed_part(part: SeenPart) -> tuple[Block, ...]:
    """The buttons a facilitator has for a part that is not open."""
    about = cast.label(part.kind, part.meeting)
    said = Text((Strong(about), " · ", cast.holder(part)))
    if part.state is PartState.CLAIMED:
        yes = Button(_("Confirm"), ConfirmPart(part.id), about=about)
        return (said, Buttons((yes, Button(_("Decline…"), OpenDecline(part.id), opens_form=True, about=about))))
    return (said, Buttons((Button(_("Take back…"), OpenDecline(part.id), opens_form=True, about=about),)))


def swap(part: SeenPart, colleagues: Sequence[tuple[int, str]]) -> Message:
    """To whom?"""
    buttons = tuple(Button(name, AskSwap(part.id, member)) for member, name in colleagues)
    return Message(
        (
            Text(spans(_("Who of your colleagues shall %(deed)s instead?"), deed=cast.deed(part.kind))),
            Note((_("They are asked. Until they agree it stays with you."),)),
            Buttons(buttons),
        ),
        locale=spoken(),
    )


def ask_withdraw(part: SeenPart, title: str, *buttons: Button) -> Message:
    """Really?"""
    question = spans(
        _("Do you want to give this part back? %(part)s in %(title)s"),
        part=Strong(cast.label(part.kind, part.meeting)),
        title=title,
    )
    note = _("It is open to others at once, and the facilitators are told.")
    return Message((Text(question), Note((note,)), Buttons(buttons)), locale=spoken())


def _take(session: Look, seen: Sequence[SeenPart], tools: Tools) -> list[Block]:
    viewer = tools.viewer
    blocks: list[Block] = [block for part in seen if part.own for block in own_part(part, viewer)]
    had = {(part.kind, part.meeting) for part in seen if part.own}
    still_open = {(part.kind, part.meeting): None for part in seen if part.state is PartState.OPEN}
    buttons = tuple(
        Button(
            cast.label(kind, number),
            ClaimPart(session.id, kind, number),
            about=_("Claim: %(part)s") % {"part": cast.label(kind, number)},
        )
        for kind, number in still_open
        if (kind, number) not in had
        and rules.may_claim(kind, viewer.role)
        and rules.takes_parts(session, tools, number)
    )
    if buttons:
        blocks += [Text((_("Which part do you take? One click claims it, a facilitator confirms."),)), Buttons(buttons)]
    return blocks


def _manage(session: Look, seen: Sequence[SeenPart]) -> list[Block]:
    blocks: list[Block] = [block for part in seen if part.state is not PartState.OPEN for block in managed_part(part)]
    return [
        *blocks,
        Buttons(
            (
                Button(_("Open parts…"), OpenParts(session.id), opens_form=True),
                Button(_("Offer one…"), OpenOffer(session.id), opens_form=True),
                Button(_("Who leads this year?"), ShowLedger()),
            )
        ),
    ]


def where(title: str, number: int | None) -> Spans:
    """The session, or its meeting, in the middle of a sentence."""
    if number is None:
        return (Strong(title),)
    return spans(_("meeting %(number)s of %(title)s"), number=str(number), title=Strong(title))


def kinds() -> str:
    """Every kind as people may write it."""
    return ", ".join(kind.value for kind in PartKind)
