"""What belongs to no single feature: home, and the kind sentences when something cannot be done."""

from collections.abc import Sequence

from bot import courtesy
from bot.alike import CLOSE, Heard
from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Divider,
    Heading,
    Message,
    Note,
    Strong,
    Text,
)
from bot.doors import GoHome, OpenPlan, ShowHelp
from bot.guide import allowed
from bot.kit import Feature, Tools, Viewer
from bot.words import N_, _, spans
from storage.models import Role

HOME = (
    N_("home"), N_("what is next"), N_("what's next"), N_("next"), N_("what is next for me"), N_("what's next for me"),
    N_("when is the next meeting"), N_("when is the next session"), N_("when do we meet"), N_("my sessions"),
    N_("my answers"), N_("my answer"), N_("change my answer"), N_("menu"), N_("status"),
)  # fmt: skip
"""The phrases that ask for it."""
GREETINGS = (
    N_("hi"), N_("hello"), N_("hey"), N_("hello there"), N_("hi there"), N_("good morning"), N_("good afternoon"),
    N_("good evening"), N_("hi convener"), N_("hello convener"), N_("hey convener"),
)  # fmt: skip
"""Words to begin with: answered by home, which greets as well."""
MOST_GUESSES = 3


def say(*sentences: str) -> Message:
    """A message of plain paragraphs."""
    return Message(tuple(Text((sentence,)) for sentence in sentences))


def welcome() -> Message:
    """The first words in a house."""
    return Message(
        (
            Heading(_("Welcome to Convener")),
            Text((_("I run your community of practice: sessions, answers, agendas and reminders, right here."),)),
            Text(
                spans(
                    _("To begin, go to the channel where session cards should stand and write %(what)s with the code "
                      "your facilitator sent you."),
                    what=Strong("join CODE"),
                )
            ),
        )
    )  # fmt: skip


def not_linked() -> Message:
    """For anybody in a house that belongs to no community: how to link it, and nothing of anybody's data."""
    return say(
        _("This workspace is not linked to a community yet."),
        _("Ask your facilitator for a join code, then write “join CODE” in the channel where cards should stand."),
    )


def refused(tools: Tools) -> Message:
    """They may not do this."""
    if tools.viewer.role is Role.STRANGER:
        return say(
            _("I do not know yet which place in the community is yours."),
            _("Ask your facilitator or coordinator for your personal code, then write me “join CODE”."),
            _("If they have noted your mail address for it, “join” alone is enough."),
        )
    return Message(
        (Text((_("Only facilitators can do that. If something should change, write to them: they will be glad."),)),)
    )


def not_by_mail(viewer: Viewer) -> Message:
    """Whoever opened the link of a mail can do nothing by it: a facilitator, or somebody whose place it was."""
    if viewer.facilitates:
        return say(
            _("You facilitate this community, so please write me in your chat instead."),
            _("A mail can be forwarded, and with a facilitator's link whoever gets it could do everything here."),
        )
    return say(
        _("This link leads nowhere any more: mail to you was stopped, or the place is somebody else's now."),
        _("If you would like to take part, ask whoever invited you for a new invitation."),
    )


def failed() -> Message:
    """Something of ours went wrong."""
    return say(_("Sorry, that did not work, and it is our fault. Nothing was changed. Please try again in a moment."))


def stale(current: Message) -> Message:
    """The button is older than the last update; `current` is what stands there now."""
    note = Note((_("That button is from before my last update. Here is how things are now."),))
    return Message((note, *current.blocks), locale=current.locale)


def home_message(features: Sequence[Feature], tools: Tools) -> Message:
    """What is next for this person, put together from all features."""
    name = tools.viewer.name
    hello = _("Hello, %(name)s") % {"name": name} if name else _("Hello")
    parts: list[Block] = [Heading(hello)]
    for feature in features:
        for contribute in feature.homes:
            blocks = tuple(contribute(tools))
            if blocks:
                parts += [*([Divider()] if len(parts) > 1 else []), *blocks]
    if tools.viewer.role is Role.STRANGER:
        parts += refused(tools).blocks
    return Message(tuple(parts))


def heard(text: str, features: Sequence[Feature], tools: Tools) -> Message:
    """What to say to words that are no command."""
    spoken = {courtesy.spoken(text), courtesy.spoken(courtesy.without(text))}
    if not text or spoken.intersection(map(_, HOME + GREETINGS)):
        return home_message(features, tools)
    if courtesy.thanks(text):
        return Message((Text((_("With pleasure."),)), Buttons((Button(_("What is next for me"), GoHome()),))))
    return not_understood(text, features, tools)


def too_long(most: int) -> Message:
    """What to say to a message that is too long to be a request; it stands above the answer, so nothing is lost."""
    sentence = _("That is longer than the %(count)s characters I read at once. Please send it in parts, or use a form.")
    buttons = Buttons((Button(_("What is next for me"), GoHome()), Button(_("What can I ask you?"), ShowHelp())))
    return Message((Text((sentence % {"count": most},)), buttons))


def not_understood(text: str, features: Sequence[Feature], tools: Tools) -> Message:
    """Nothing we know begins like this: say what comes closest, and how to see the rest."""
    near = _nearest(text, features, tools)
    buttons = [Button(_("What is next for me"), GoHome()), Button(_("What can I ask you?"), ShowHelp())]
    if tools.viewer.facilitates:
        buttons.append(Button(_("Plan a session…"), OpenPlan(), opens_form=True))
    blocks: list[Block] = [Text((_("I did not understand that."),))]
    if len(near) == 1:
        blocks = [Text(spans(_("I did not understand that. Did you mean %(usage)s?"), usage=Strong(near[0][0])))]
    elif near:
        rows = (spans("%(usage)s · %(help)s", usage=Strong(usage), help=help) for usage, help in near)
        blocks = [Text((_("I did not understand that. Did you mean one of these?"),)), Bullets(tuple(rows))]
    help = Text(spans(_("Write %(help)s to see what I can do."), help=Strong(_("help"))))
    return Message((*blocks, help, Buttons(tuple(buttons))))


def _nearest(text: str, features: Sequence[Feature], tools: Tools) -> list[tuple[str, str]]:
    """The usage and the help of what comes closest to these words, the closest first."""
    heard = Heard(courtesy.without(text).lower())
    known = [(_(phrase), _(one.usage), _(one.help)) for one in allowed(features, tools) for phrase in one.phrases]
    known += [(_("home"), _("home"), _("what is next for you")), (_("help"), _("help"), _("what you can ask me"))]
    scored = sorted(((heard.likeness(phrase), usage, help) for phrase, usage, help in known), reverse=True)
    found: dict[str, str] = {}
    for score, usage, help in scored:
        if score >= CLOSE and len(found) < MOST_GUESSES:
            found.setdefault(usage, help)
    return list(found.items())
