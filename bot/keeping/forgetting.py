"""Forgetting a person who wants it: by themselves, or by a facilitator for somebody who asked."""

from bot import hall
from bot.chat import (
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Message,
    Next,
    Note,
    Option,
    Pressed,
    Problems,
    Said,
    Spans,
    Strong,
    Style,
    Submitted,
    Text,
)
from bot.doors import GoHome, OpenForget
from bot.keeping.actions import AskForget, AskForgetMe, Forget, ForgetMe, Reason, ShowMyData
from bot.keeping.owndata import for_one_pair_of_eyes
from bot.kit import FACILITATORS, MEMBERS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_, spans, spoken
from storage import erasing, membership, parts
from storage.membership import Place
from storage.models import Role

forgetting = Feature("forgetting", Topic.PRIVACY)


@forgetting.command(
    "forget me",
    may=MEMBERS,
    usage=N_("forget me"),
    help=N_("erase what I keep of you; asks first"),
    before_rules=True,
    done=N_("asked to be forgotten"),
)
def say_forget_me(said: Said, rest: str, tools: Tools) -> Next:
    """What goes, what stays, and the button."""
    return _ask_me(tools) if said.place.private else for_one_pair_of_eyes()


@forgetting.pressed(AskForgetMe, may=MEMBERS, before_rules=True)
def ask_forget_me(pressed: Pressed, action: AskForgetMe, tools: Tools) -> Next:
    """The same by button."""
    return _ask_me(tools) if pressed.place.private else for_one_pair_of_eyes()


@forgetting.pressed(ForgetMe, may=MEMBERS, before_rules=True, done=N_("asked to be forgotten"))
def forget_me(pressed: Pressed, action: ForgetMe, tools: Tools) -> Next:
    """Done at once, and for good."""
    assert tools.viewer.member is not None
    wrong = _forget(tools.viewer.member, tools)
    if wrong is not None:
        return wrong
    return say(
        _("You are forgotten. Thank you for having taken part."),
        _("What I wrote to you here is kept by your organisation's chat, not by me: delete it there if you like."),
    )


@forgetting.command(
    "forget",
    may=FACILITATORS,
    usage=N_("forget NAME"),
    help=N_("erase a member who asked for it; asks first"),
    done=N_("forgot a member"),
)
def say_forget(said: Said, rest: str, tools: Tools) -> Next:
    """The form about why."""
    place = membership.called(tools.db, tools.viewer.community, rest) if rest else None
    if place is None:
        return say(_("Please write whom, as the place is called: “forget Cisco nominee 1”. “people” shows them all."))
    return _form(place)


@forgetting.pressed(OpenForget, may=FACILITATORS)
def open_forget(pressed: Pressed, action: OpenForget, tools: Tools) -> Next:
    """The same from the place."""
    place = membership.place(tools.db, tools.viewer.community, action.member)
    return _gone() if place is None else _form(place)


@forgetting.submitted(AskForget, may=FACILITATORS)
def ask_forget(submitted: Submitted, action: AskForget, tools: Tools) -> Next:
    """What goes, what stays, and the button."""
    place = membership.place(tools.db, tools.viewer.community, action.member)
    if place is None:
        return _gone()
    reason = submitted.values.get("reason", "")
    if reason not in list(Reason):
        return Problems(_form(place).filled(submitted.values), {"reason": _("Please choose a reason.")})
    question = spans(_("Forget %(name)s of %(company)s?"), name=Strong(place.name), company=place.company)
    note = _("If a plan file names them, take them out of it: an import would bring the place back.")
    buttons = (
        Button(_("Forget them"), Forget(place.member, Reason(reason)), Style.DANGER),
        Button(_("Keep them"), GoHome()),
    )
    return _asked(question, place, buttons, note)


@forgetting.pressed(Forget, may=FACILITATORS, done=N_("forgot a member"))
def forget(pressed: Pressed, action: Forget, tools: Tools) -> Next:
    """Done at once, and for good; the reason is in the audit."""
    wrong = _forget(action.member, tools)
    return wrong or say(
        _("They are forgotten. Answers to past meetings go on counting for their organisation, without a name."),
        _("Their seat is free: “people” adds somebody else."),
    )


def _ask_me(tools: Tools) -> Message:
    assert tools.viewer.member is not None
    place = membership.place(tools.db, tools.viewer.community, tools.viewer.member)
    if place is None:
        return _gone()
    question = spans(_("Do you want to be forgotten? You are %(name)s."), name=Strong(place.name))
    note = _("There is no way back. “leave” lets you go without it; “my data” shows what there is.")
    buttons = (
        Button(_("Forget me"), ForgetMe(), Style.DANGER),
        Button(_("My data"), ShowMyData()),
        Button(_("Keep me"), GoHome()),
    )
    return _asked(question, place, buttons, note)


def _asked(question: Spans, place: Place, buttons: tuple[Button, ...], note: str) -> Message:
    accounts = n_("one chat account", "%(count)s chat accounts", place.accounts)
    goes = (
        _("the name, the role and %(accounts)s, with their addresses") % {"accounts": accounts},
        _("time zone, language, working hours, and which rules were accepted"),
        _("how answers were changed, and answers to meetings still to come"),
        _("messages still to be delivered, and the record of those that were"),
    )
    stays = (
        _("answers to past meetings, as numbers of %(company)s without a name") % {"company": place.company},
        _("the audit, in which they are “a member who was forgotten”"),
    )
    return Message(
        (
            Text(question),
            Text((Strong(_("This goes for good:")),)),
            Bullets(tuple((line,) for line in goes)),
            Text((Strong(_("This stays:")),)),
            Bullets(tuple((line,) for line in stays)),
            Note((note,)),
            Buttons(buttons),
        ),
        locale=spoken(),
    )


def _forget(member: int, tools: Tools) -> Message | None:
    """Forgets them; what to say instead where that cannot be, or has been."""
    if membership.holders(tools.db, tools.viewer.community, Role.FACILITATOR) == [member]:
        return say(_("A community needs a facilitator: make somebody else one first."))
    place = membership.place(tools.db, tools.viewer.community, member)
    if place is None:
        return _gone()
    hall.leave(tools.db, tools.outbox, tools.viewer.community, hall.Who(member, place.organisation, ""))
    parts.leave(tools.db, member, tools.now)
    if erasing.forget(tools.db, tools.viewer.community, member, tools.now) is None:
        return _gone()
    tools.outbox.redraw_all(tools.viewer.community)
    return None


def _form(place: Place) -> Form:
    return Form(
        title=_("Forget a person"),
        intro=spans(_("%(name)s of %(company)s"), name=Strong(place.name), company=place.company),
        fields=(
            ChoiceField(
                "reason",
                _("Why?"),
                tuple(Option(reason.value, reason_name(reason)) for reason in Reason),
                hint=_("The audit keeps this."),
            ),
        ),
        then=AskForget(place.member),
        opener=OpenForget(place.member),
        submit=_("Go on"),
    )


def _gone() -> Message:
    return say(
        _("Nobody holds this place any more, or it was forgotten already. Write “people” to see those there are.")
    )


def reason_name(reason: Reason) -> str:
    """The reason as an option."""
    match reason:
        case Reason.ASKED_IN_CHAT:
            return _("they asked in a chat")
        case Reason.ASKED_BY_MAIL:
            return _("they asked by mail")
        case Reason.ASKED_IN_PERSON:
            return _("they asked in person")
        case Reason.ORGANISATION_ASKED:
            return _("their organisation asked for them")
        case Reason.LEFT:
            return _("they have left the organisation")
