"""Where a person is known: their chats and their mail, and how mail ends."""

from bot import mailroom
from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Next, Note, Pressed, Said, Style, Text
from bot.doors import GoHome
from bot.kit import MEMBERS, Feature, Tools, Topic
from bot.lobby import say
from bot.people.actions import AskNoMail, NoMail, ShowAccounts
from bot.words import N_, _, listing, spoken
from storage import mailboxes
from storage.mailboxes import Held, is_mail

accounts = Feature("accounts", Topic.YOU)


@accounts.command("my accounts", "accounts", may=MEMBERS, usage=N_("my accounts"), help=N_("where I know you"))
def say_accounts(said: Said, rest: str, tools: Tools) -> Next:
    """Every chat, and mail."""
    return _list(tools)


@accounts.pressed(ShowAccounts, may=MEMBERS)
def show_accounts(pressed: Pressed, action: ShowAccounts, tools: Tools) -> Next:
    """The same by button."""
    return _list(tools)


@accounts.command(
    "no more mail", "no mail", "stop mail", "stop the mail", "stop mails", "stop sending me mail", may=MEMBERS,
    usage=N_("no more mail"), help=N_("mail to you ends"), by_mail=True, done=N_("ended the mail to them"),
)  # fmt: skip
def say_no_mail(said: Said, rest: str, tools: Tools) -> Next:
    """At once for whoever is in a chat; else it asks first."""
    return _ask(tools)


@accounts.pressed(AskNoMail, may=MEMBERS, done=N_("ended the mail to them"))
def ask_no_mail(pressed: Pressed, action: AskNoMail, tools: Tools) -> Next:
    """The same by button."""
    return _ask(tools)


@accounts.pressed(NoMail, may=MEMBERS, done=N_("ended the mail to them"))
def no_mail(pressed: Pressed, action: NoMail, tools: Tools) -> Next:
    """Every mail address of theirs is let go; place and answers stay."""
    return _stop(tools)


def named(tools: Tools) -> str:
    """Where this person is known, in words: “Slack of Cisco, mail”."""
    return listing(_names(tools))


def stop_button(tools: Tools) -> tuple[Button, ...]:
    """The button that ends mail, for whoever gets any."""
    return (Button(_("No more mail"), AskNoMail()),) if any(is_mail(one.house) for one in _held(tools)) else ()


def _list(tools: Tools, done: str = "") -> Message:
    parts: list[Block] = [Text((done,))] if done else []
    parts += [Heading(_("Where I know you")), Bullets(tuple((one,) for one in _names(tools)))]
    note = _("Your answers are the same everywhere. I write to you in one place: by mail where you have no chat.")
    parts.append(Note((note,)))
    return Message((*parts, Buttons((*stop_button(tools), Button(_("Home"), GoHome())))), locale=spoken())


def _ask(tools: Tools) -> Message:
    held = _held(tools)
    if not any(is_mail(one.house) for one in held):
        return say(_("I send you no mail, so there is nothing to stop."))
    if not all(is_mail(one.house) for one in held):
        return _stop(tools)
    return Message(
        (
            Text((_("Shall no more mail reach you? I know no chat of yours, so nothing will."),)),
            Text((_("Your place and your answers stay. Whoever invited you can invite you again."),)),
            Buttons((Button(_("No more mail"), NoMail(), Style.DANGER), Button(_("Keep it"), GoHome()))),
        ),
        locale=spoken(),
    )


def _stop(tools: Tools) -> Message:
    assert tools.viewer.member is not None
    for account in mailboxes.of(tools.db, tools.viewer.member):
        mailroom.stop(tools.db, tools.outbox, account)
    if tools.viewer.by_mail:
        return say(
            _("No more mail will reach you, and the links you have lead nowhere now. Thank you for taking part.")
        )
    return _list(tools, _("No more mail will reach you; the links in those you have lead nowhere now."))


def _held(tools: Tools) -> list[Held]:
    return [] if tools.viewer.member is None else list(mailboxes.accounts(tools.db, tools.viewer.member))


def _names(tools: Tools) -> list[str]:
    """Each account by its chat and whose that is; the only one there is just by whose it is."""
    held = _held(tools)
    return [_called(one, alone=len(held) == 1) for one in held]


def _called(one: Held, *, alone: bool) -> str:
    if is_mail(one.house):
        return _("mail")
    house, kind = one.organisation or one.called, one.house.partition(":")[0].capitalize()
    return house if alone else _("%(kind)s of %(house)s") % {"kind": kind, "house": house}
