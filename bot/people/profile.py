"""A person's own time zone, language and working hours; what they chose stands whatever their chat profile says."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.chat import (
    Block,
    Button,
    Buttons,
    ChoiceField,
    Facts,
    Form,
    Heading,
    Message,
    Next,
    Note,
    Option,
    Pressed,
    Problems,
    Said,
    Strong,
    Submitted,
    Text,
    TextField,
)
from bot.daytime import Hours
from bot.doors import GoHome
from bot.kit import MEMBERS, TAKING_PART, Feature, Tools, Topic
from bot.lobby import say
from bot.people import accounts, clock
from bot.people.actions import OpenProfile, SaveProfile
from bot.words import LANGUAGES, N_, _, spans, speaking, spoken
from storage import people
from storage.models import Member

profile = Feature("profile", Topic.YOU)


@profile.home
def at_home(tools: Tools) -> Iterable[Block]:
    """No chat has told where somebody is who has only mail: until they say so, clocks are the community's."""
    if not tools.viewer.by_mail or tools.viewer.member is None or _member(tools).zone:
        return ()
    sentence = _("Times are shown in %(zone)s time until you say where you are.")
    where = tools.viewer.city or tools.viewer.zone
    button = Button(_("My time zone and hours…"), OpenProfile(), opens_form=True)
    return (Note((sentence % {"zone": where},)), Buttons((button,)))


@profile.command(
    "profile",
    may=MEMBERS,
    first=TAKING_PART,
    usage=N_("profile"),
    help=N_("your time zone, language and working hours"),
)
def say_profile(said: Said, rest: str, tools: Tools) -> Next:
    """The form, filled with what is known."""
    return _form(tools)


@profile.pressed(OpenProfile, may=MEMBERS)
def open_profile(pressed: Pressed, action: OpenProfile, tools: Tools) -> Next:
    """The same by button."""
    return _form(tools)


@profile.submitted(SaveProfile, may=MEMBERS, done=N_("changed their profile"))
def save_profile(submitted: Submitted, action: SaveProfile, tools: Tools) -> Next:
    """Everything at once, or what is wrong by field."""
    given = submitted.values
    zone, problem = clock.read_zone(given.get("zone", ""))
    begins, ends = clock.read_time(given.get("begins", "")), clock.read_time(given.get("ends", ""))
    language, days = given.get("language", ""), given.get("days", "")
    problems = {"zone": problem} if problem else {}
    sentence = _("Please write a time like 9:00 or 17:30.")
    problems |= {key: sentence for key, at in (("begins", begins), ("ends", ends)) if at is None}
    if begins and ends and begins >= ends:
        problems["ends"] = _("This has to be later than the beginning.")
    if language not in LANGUAGES:
        problems["language"] = _("Please choose a language.")
    if days not in clock.WORKWEEKS:
        problems["days"] = _("Please choose the days.")
    if problems or begins is None or ends is None:
        return Problems(_form(tools).filled(given), problems)
    member = _member(tools)
    member.zone, member.locale = zone, language
    _set_hours(member, Hours(begins, ends, days))
    return _saved(member, tools)


@profile.command(
    "my time zone is",
    "my timezone is",
    may=MEMBERS,
    usage=N_("my time zone is CITY"),
    help=N_("where your clock hangs"),
)
def say_zone(said: Said, rest: str, tools: Tools) -> Next:
    """A city or an IANA name."""
    zone, problem = clock.read_zone(rest)
    if problem:
        return say(problem)
    member = _member(tools)
    member.zone = zone
    return _saved(member, tools)


@profile.command(
    "write to me between", "my working hours are", may=MEMBERS, usage=N_("write to me between 9 and 17"),
    help=N_("when messages may reach you"),
)  # fmt: skip
def say_hours(said: Said, rest: str, tools: Tools) -> Next:
    """From when to when, and which days if they are named."""
    member = _member(tools)
    hours = clock.read_hours(rest, Hours(member.begins, member.ends, member.workdays))
    if hours is None:
        return say(_("Please write it like “write to me between 9:00 and 17:30 Monday to Friday”."))
    _set_hours(member, hours)
    return _saved(member, tools)


@profile.command("my language is", may=MEMBERS, usage=N_("my language is English"), help=N_("how I speak to you"))
def say_language(said: Said, rest: str, tools: Tools) -> Next:
    """One of the languages I speak."""
    language = clock.read_language(rest)
    if not language:
        names = ", ".join(clock.language_name(code) for code in LANGUAGES)
        return say(_("I do not speak that yet. I speak: %(names)s.") % {"names": names})
    member = _member(tools)
    member.locale = language
    return _saved(member, tools)


def _member(tools: Tools) -> Member:
    assert tools.viewer.member is not None
    return people.member(tools.db, tools.viewer.member)


def _set_hours(member: Member, hours: Hours) -> None:
    member.begins, member.ends, member.workdays = hours.begins, hours.ends, hours.days


def _saved(member: Member, tools: Tools) -> Message:
    tools.db.add(member)
    tools.db.flush()
    zone = member.zone or tools.viewer.zone
    with speaking(member.locale or tools.viewer.locale):
        now = f"{tools.now.astimezone(ZoneInfo(zone)):%H:%M}"
        hours = spans(
            _("%(begins)s to %(ends)s, %(days)s"),
            begins=f"{member.begins:%H:%M}",
            ends=f"{member.ends:%H:%M}",
            days=clock.days_name(member.workdays),
        )
        return Message(
            (
                Text((Strong(_("Saved.")),)),
                Heading(_("Your profile")),
                Facts(
                    (
                        (_("Time zone"), spans(_("%(zone)s, where it is %(now)s"), zone=zone, now=now)),
                        (_("Language"), (clock.language_name(spoken()),)),
                        (_("Messages reach you"), hours),
                        (_("I know you in"), (accounts.named(tools),)),
                    )
                ),
                Buttons(
                    (
                        Button(_("Change…"), OpenProfile(), opens_form=True),
                        *accounts.stop_button(tools),
                        Button(_("Home"), GoHome()),
                    )
                ),
            ),
            locale=spoken(),
        )


def _form(tools: Tools) -> Form:
    member = _member(tools)
    weeks = tuple(Option(days, clock.days_name(days)) for days in clock.WORKWEEKS)
    return Form(
        title=_("Your profile"),
        intro=(_("I know you in: %(accounts)s. “my accounts” shows more.") % {"accounts": accounts.named(tools)},),
        fields=(
            TextField("zone", _("Time zone"), member.zone or tools.viewer.zone, limit=60,
                      hint=_("A city like “Nairobi”, or a zone like “Africa/Nairobi”.")),
            ChoiceField("language", _("Language"), tuple(Option(code, clock.language_name(code)) for code in LANGUAGES),
                        value=tools.viewer.locale),
            TextField("begins", _("Write to me from"), f"{member.begins:%H:%M}", limit=10),
            TextField("ends", _("until"), f"{member.ends:%H:%M}", limit=10,
                      hint=_("On your own clock. What cannot wait, such as a meeting moved today, comes at once.")),
            ChoiceField("days", _("On which days?"), weeks,
                        value=member.workdays),
        ),
        then=SaveProfile(),
        opener=OpenProfile(),
        submit=_("Save"),
    )  # fmt: skip
