"""One reminder in a sentence: skipped, sent now, or said otherwise."""

from bot.chat import Message, Next, Said
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.reminders import flight
from bot.reminders.meant import step_meant
from bot.words import N_, _
from storage import steps

stepping = Feature("stepping", Topic.REMINDERS)


@stepping.command(
    "skip the reminder", "skip reminder", may=FACILITATORS, usage=N_("skip the reminder 10 days before TITLE"),
    help=N_("leave one reminder out"), done=N_("left a reminder out"),
)  # fmt: skip
def say_skip(said: Said, rest: str, tools: Tools) -> Next:
    """Leave this one out."""
    step = step_meant(rest, tools)
    if isinstance(step, Message):
        return step
    if not step.skipped:
        steps.skip(tools.db, step.id, True, tools.now)
    return flight.shown(step.session, tools, _("It is skipped."))


@stepping.command(
    "send the reminder", "send reminder", may=FACILITATORS, usage=N_("send the reminder 10 days before TITLE"),
    help=N_("send one reminder now instead of then"), done=N_("sent a reminder at once"),
)  # fmt: skip
def say_send(said: Said, rest: str, tools: Tools) -> Next:
    """Now, to whoever it is for; each as soon as they may be written to."""
    step = step_meant(rest, tools)
    if isinstance(step, Message):
        return step
    if step.asked is None:
        steps.ask_now(tools.db, step.id, tools.now)
    return flight.shown(step.session, tools, _("It goes out now; where it is night, when people work again."))


@stepping.command(
    "the reminder", may=FACILITATORS, usage=N_("the reminder 10 days before TITLE says: TEXT"),
    help=N_("what one reminder says; nothing after the colon brings the usual words back"),
    done=N_("changed what a reminder says"),
)  # fmt: skip
def say_text(said: Said, rest: str, tools: Tools) -> Next:
    """Other words for this one."""
    which, colon, text = rest.partition(" says")
    step = step_meant(which, tools) if colon else say(_("Please write what it says after “says:”."))
    if isinstance(step, Message):
        return step
    text = text.strip(" :")
    if len(text) > flight.LONGEST_TEXT:
        return say(_("Please use at most %(count)s characters.") % {"count": flight.LONGEST_TEXT})
    if text != step.text:
        steps.set_text(tools.db, step.id, text)
    return flight.shown(step.session, tools, _("Saved."))
