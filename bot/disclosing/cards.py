"""The form about who sees what, and the question to a company whether it may be named."""

from collections.abc import Mapping

from bot.chat import Button, Buttons, ChoiceField, Facts, Form, Heading, Message, Note, Option, Strong, Style, Text
from bot.disclosing.actions import SayConsent, SetPolicy
from bot.doors import GoHome, ManageSession, OpenPolicy
from bot.words import _, spans, spoken
from storage.models import Roster, Session
from storage.policies import Audience


def policy_form(session: Session | None, values: Mapping[Audience, Roster]) -> Form:
    """Who sees how much; in a session what is left empty is as in the whole community."""
    return Form(
        title=_("Who sees what"),
        intro=(
            _("Who may see how much of who answered “%s”. What stays empty is as in the whole community.")
            % session.title
            if session
            else _("Who may see how much of who answered. A session can have its own rule: see “Manage…”."),
        ),
        fields=tuple(
            ChoiceField(
                key(who),
                audience_label(who),
                tuple(Option(level.value, level_name(who, level)) for level in offered(who)),
                value=values.get(who, ""),
                optional=session is not None,
            )
            for who in Audience
        ),
        then=SetPolicy(session and session.id),
        opener=OpenPolicy(session and session.id),
        submit=_("Save"),
    )


def policy_set(session: Session | None, values: Mapping[Audience, Roster], asked: int) -> Message:
    """What holds from now on."""
    back = Button(_("Manage…"), ManageSession(session.id or 0)) if session else Button(_("Home"), GoHome())
    rows = tuple((audience_label(who), (level_name(who, level),)) for who, level in values.items())
    note = _(
        "Companies that have not said whether they may be named have been asked; until they agree they only count."
    )
    return Message(
        (
            Text((Strong(_("This holds from now on.")), *((" ", session.title) if session else ()))),
            Facts(rows),
            *([Note((note,))] if asked else []),
            Buttons((Button(_("Change…"), OpenPolicy(session and session.id), opens_form=True), back)),
        ),
        locale=spoken(),
    )


def consent(organisation: str, given: bool | None) -> Message:
    """The question to somebody of a company, with how it stands."""
    match given:
        case None:
            stands = _("Nobody of your company has said so yet: it is counted, and not named.")
        case True:
            stands = _("It may be named: somebody of your company agreed.")
        case False:
            stands = _("It is counted, and not named.")
    return Message(
        (
            Heading(_("May others read your company's name?")),
            Text(
                spans(
                    _("Where the community shows who comes, may %(company)s be named to other companies?"),
                    company=Strong(organisation),
                )
            ),
            Text((stands,)),
            Note((_("Facilitators always see it. You can change this at any time: write “consent”."),)),
            Buttons(
                (
                    Button(_("Yes, name us"), SayConsent(True), Style.PRIMARY if given is None else Style.PLAIN),
                    Button(_("No, only count us"), SayConsent(False)),
                    Button(_("Home"), GoHome()),
                )
            ),
        ),
        locale=spoken(),
    )


def key(who: Audience) -> str:
    """The name of an audience's field."""
    return who.name.lower()


def offered(who: Audience) -> tuple[Roster, ...]:
    """The levels that make sense for this audience: one's own people are named, or are like everybody else."""
    return (Roster.NAMES, Roster.NOTHING) if who is Audience.OWN else tuple(Roster)


def audience_label(who: Audience) -> str:
    """The audience as a label."""
    match who:
        case Audience.FACILITATORS:
            return _("Facilitators see")
        case Audience.OWN:
            return _("People of the same organisation see each other")
        case Audience.EXPERTS:
            return _("Experts see")
        case Audience.OTHERS:
            return _("Other companies see")
        case Audience.GUESTS:
            return _("Guests see")


def level_name(who: Audience, level: Roster) -> str:
    """A level as an option."""
    if who is Audience.OWN:
        return _("by name") if level is Roster.NAMES else _("as other companies do")
    match level:
        case Roster.NAMES:
            return _("people by name")
        case Roster.COMPANIES:
            return _("companies, no names")
        case Roster.COUNTS:
            return _("only how many come")
        case Roster.NOTHING:
            return _("nothing")
