"""How a substitute looks: the form, the question to whoever admits them, and what became of it."""

from collections.abc import Sequence

from bot.chat import (
    Block,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Message,
    Note,
    Option,
    Spans,
    Strong,
    Style,
    Text,
    TextField,
)
from bot.doors import GoHome, ShowSession
from bot.signups import rules
from bot.signups.actions import Admit, Decline, OpenSubstitute, SaveSubstitute, SubstituteCode
from bot.words import _, spans, spoken
from storage.look import Look
from storage.substitutes import Wanted


def form(session: Look, colleagues: Sequence[tuple[int, str]], called: str = "") -> Form:
    """Who comes in my place?"""
    listed = tuple(Option(str(member), name) for member, name in colleagues)
    return Form(
        title=_("Send a substitute"),
        intro=(Strong(session.title),),
        fields=(
            *(
                (ChoiceField("colleague", _("A colleague who takes part already"), listed, optional=True),)
                if listed
                else ()
            ),
            TextField(
                "name",
                _("Or somebody new"),
                called,
                hint=_("What the community shall call them, by role rather than by person. They are admitted first."),
                limit=rules.LONGEST_NAME,
                optional=bool(listed),
            ),
        ),
        then=SaveSubstitute(session.id),
        opener=OpenSubstitute(session.id, called),
        submit=_("Send"),
    )


def asked(session: Look, name: str, told: bool) -> Message:
    """Whoever wants a substitute sees that it is on its way."""
    who = (
        _("Your coordinator is asked to admit %(name)s.") if told else _("%(name)s is to be admitted by a facilitator.")
    )
    more = _("Until then the seat stays yours. You hear from me as soon as it is decided.")
    return _shown(session, spans(who, name=Strong(name)), more)


def new_name(session: Look, called: str) -> Message:
    """A name that nobody of their organisation has: meant, or misspelt?"""
    sentence = _("Nobody of your organisation is called %(name)s. Is that somebody new?")
    again = Button(_("Send a substitute…"), OpenSubstitute(session.id, called), opens_form=True)
    return Message(
        (Text(spans(sentence, name=Strong(called))), Buttons((again, Button(_("No"), ShowSession(session.id))))),
        locale=spoken(),
    )


def question(wanted: Wanted) -> tuple[Block, ...]:
    """May they?"""
    sentence = _("%(asker)s cannot come to %(title)s and would like to send %(name)s.")
    return (
        Text(spans(sentence, asker=wanted.asker, title=Strong(wanted.title), name=Strong(wanted.name))),
        Note((_("If you admit them, they become a participant of the same organisation and have the seat."),)),
        Buttons(
            (
                Button(_("Admit"), Admit(wanted.id), Style.PRIMARY, about=wanted.name),
                Button(_("Decline"), Decline(wanted.id), about=wanted.name),
            )
        ),
    )


def admitted(session: Look, name: str, code: str) -> Message:
    """Whoever admitted them sees the code, if they are alone."""
    done = spans(_("%(name)s is admitted and has the seat in %(title)s."), name=Strong(name), title=session.title)
    if not code:
        return _shown(session, done, _("Whoever sends them gets their code from me."))
    join = _("Their code is %(code)s: they write me “join” and the code. It works once, within 30 days.")
    return _shown(session, done, join % {"code": code})


def declined(session: Look, name: str) -> Message:
    """Whoever declined sees that it is done."""
    return _shown(session, spans(_("%(name)s is not admitted."), name=Strong(name)), _("Whoever asked is told."))


def told_admitted(session: Look, name: str, substitute: int) -> Message:
    """Tells whoever asked, with the way to their code."""
    return Message(
        (
            Text(
                spans(_("%(name)s is admitted and has your seat in %(title)s."), name=Strong(name), title=session.title)
            ),
            Note((_("They join with a personal code, which you can give them."),)),
            Buttons((Button(_("Show me their code"), SubstituteCode(substitute)), Button(_("Home"), GoHome()))),
        ),
        locale=spoken(),
    )


def told_declined(session: Look, name: str) -> Message:
    """Tells whoever asked."""
    sentence = _("%(name)s was not admitted to %(title)s, so the seat is still yours.")
    change = _("If you cannot come, one click gives it to the next.")
    return _shown(session, spans(sentence, name=Strong(name), title=session.title), change)


def code(name: str, fresh: str) -> Message:
    """A code, told once."""
    return Message(
        (
            Text(spans(_("The code for %(name)s is %(code)s"), name=name, code=Strong(fresh))),
            Text((_("They write me “join” and the code, in their own organisation's chat."),)),
            Note((_("I keep no copy of it. It works once, within 30 days, and replaces the one before."),)),
        )
    )


def _shown(session: Look, headline: Spans, more: str) -> Message:
    buttons = Buttons((Button(_("See the card"), ShowSession(session.id)), Button(_("Home"), GoHome())))
    return Message((Text(headline), Note((more,)), buttons), locale=spoken())
