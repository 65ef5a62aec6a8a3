"""What people wish of their reminders: a pause until a day, and which kinds they want."""

from datetime import datetime

from bot import working
from bot.chat import (
    Button,
    Buttons,
    ChoiceField,
    Form,
    Message,
    Moment,
    Next,
    Option,
    Pressed,
    Problems,
    Said,
    Submitted,
    Text,
    TextField,
    WhenField,
)
from bot.doors import GoHome
from bot.kit import MEMBERS, TAKING_PART, Feature, Tools, Topic
from bot.reminders import saying
from bot.reminders.actions import OpenWishes, PauseTo, SaveWishes
from bot.reminders.until import Unclear, chosen, read_until, which
from bot.words import N_, _, listing, spans, spoken
from storage import wishes
from storage.ladders import What
from storage.wishes import Wished

wishing = Feature("wishing", Topic.YOU)

OFFERED = (What.INVITATION, What.QUESTION, What.ESCALATION, What.AGENDA, What.LINK, What.FEEDBACK)
YES, NO = "yes", "no"


@wishing.command("my reminders", may=MEMBERS, usage=N_("my reminders"), help=N_("which reminders you want, or a pause"))
def say_wishes(said: Said, rest: str, tools: Tools) -> Next:
    """The form, as it stands."""
    return _form(tools)


@wishing.pressed(OpenWishes, may=MEMBERS)
def open_wishes(pressed: Pressed, action: OpenWishes, tools: Tools) -> Next:
    """The same by button."""
    return _form(tools)


@wishing.submitted(SaveWishes, may=MEMBERS, done=N_("changed which reminders they want"))
def save_wishes(submitted: Submitted, action: SaveWishes, tools: Tools) -> Next:
    """Everything at once, or what is wrong by field."""
    given = submitted.values
    problems: dict[str, str] = {}
    paused = _wished(tools).paused
    until: datetime | Unclear | None = None
    if given.get("until", "").strip():
        until = read_until(given["until"], tools)
        if isinstance(until, datetime):
            paused = until
        elif not until.readings:
            problems["until"] = until.sentence
    elif "until" in given:
        paused = None
    country = given.get("country", "").strip().upper()
    if country and country != working.NO_COUNTRY and not working.known(country):
        problems["country"] = _("Please write two letters like CH, “-” for no public holidays, or nothing.")
    if problems:
        return Problems(_form(tools).filled(given), problems)
    without = frozenset(one.value for one in OFFERED if given.get(one.value) == NO)
    saved = _saved(Wished(paused, without, country), tools)
    return which(until, PauseTo, tools, _("Everything else is saved.")) if isinstance(until, Unclear) else saved


@wishing.pressed(PauseTo, may=MEMBERS, done=N_("changed which reminders they want"))
def pause_to(pressed: Pressed, action: PauseTo, tools: Tools) -> Next:
    """The moment that was meant."""
    until = chosen(action.until, tools)
    return _form(tools) if until is None else _saved(replace_pause(tools, until), tools)


@wishing.command(
    "pause me until", "pause me", "no reminders until", may=MEMBERS, first=TAKING_PART, usage=N_("pause me until DATE"),
    help=N_("no reminders before then"),
)  # fmt: skip
def say_pause(said: Said, rest: str, tools: Tools) -> Next:
    """Until a day or a moment."""
    until = read_until(rest.removeprefix("until "), tools)
    return _saved(replace_pause(tools, until), tools) if isinstance(until, datetime) else which(until, PauseTo, tools)


@wishing.command(
    "remind me again",
    "resume me",
    may=MEMBERS,
    usage=N_("remind me again"),
    help=N_("ends your pause"),
    done=N_("put a reminder off"),
)
def say_resume(said: Said, rest: str, tools: Tools) -> Next:
    """No pause any more."""
    return _saved(replace_pause(tools, None), tools)


def replace_pause(tools: Tools, until: datetime | None) -> Wished:
    """What they wished, with another pause."""
    return _wished(tools)._replace(paused=until)


def _wished(tools: Tools) -> Wished:
    assert tools.viewer.member is not None
    return wishes.of(tools.db, tools.viewer.member)


def _saved(wished: Wished, tools: Tools) -> Message:
    assert tools.viewer.member is not None
    wishes.keep(tools.db, tools.viewer.member, wished)
    unwanted = [saying.what(one) for one in OFFERED if one in wished.without]
    texts = [Text((_("You get every kind of reminder."),))]
    if unwanted:
        texts = [Text((_("You get no reminders of these kinds: %(kinds)s.") % {"kinds": listing(unwanted)},))]
    if wished.paused is not None and wished.paused > tools.now:
        when = Moment(wished.paused, tools.viewer.zone)
        texts = [Text(spans(_("No reminders before %(when)s; then what still helps."), when=when)), *texts]
        if What.LINK not in wished.without:
            sentence = _("Only the link of a meeting you said you come to still reaches you, just before it begins.")
            texts.insert(1, Text((sentence,)))
    buttons = Buttons((Button(_("Change…"), OpenWishes(), opens_form=True), Button(_("Home"), GoHome())))
    return Message((*texts, buttons), locale=spoken())


def _form(tools: Tools) -> Form:
    wished = _wished(tools)
    choices = (Option(YES, _("Yes")), Option(NO, _("No")))
    paused = wished.paused if wished.paused is not None and wished.paused > tools.now else None
    guessed = working.country_of(tools.viewer.zone)
    return Form(
        title=_("My reminders"),
        fields=(
            *(ChoiceField(one.value, saying.what(one).capitalize(), choices, NO if one in wished.without else YES)
              for one in OFFERED),
            WhenField("until", _("None before"), f"{paused:%d %B %Y %H:%M} UTC" if paused else "",
                      hint=_("A day like “20 August”; leave it empty for no pause."), optional=True),
            TextField("country", _("Public holidays of"), wished.country, limit=2, optional=True,
                      hint=_("Two letters like CH; empty for those of your time zone (%(country)s), “-” for none.")
                      % {"country": guessed or "-"}),
        ),
        then=SaveWishes(),
        opener=OpenWishes(),
        submit=_("Save"),
    )  # fmt: skip
