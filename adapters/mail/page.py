"""The pages that links in mails lead to: whole documents that need no script. Pure."""

import base64
import hashlib
from importlib import resources
from urllib.parse import urlsplit

from markupsafe import Markup

from adapters.mail import drawn, words
from adapters.mail.markup import RIGHT_TO_LEFT, direction, lines, tag
from adapters.mail.render import subject
from adapters.mail.seal import Ticket
from bot.chat import Form, Message, Next, Problems, Text
from bot.chat.plain import plain

STYLE = resources.files("adapters.mail").joinpath("page.css").read_text()
MARK = Markup(
    '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#0b6b68"/>'
    '<path d="M9.2 21.2a8.8 8.8 0 1 1 13.6 0" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>'
    '<g fill="#fff"><circle cx="16" cy="15.6" r="3.1"/><circle cx="10.6" cy="23.4" r="2"/>'
    '<circle cx="16" cy="25.3" r="2"/><circle cx="21.4" cy="23.4" r="2"/></g></svg>'
)
"""The mark of Convener, drawn here: a page fetches nothing but pictures of its own."""


def headers(public_url: str) -> dict[str, str]:
    """What every page is sent with: nothing runs, nothing is kept, nothing is told to whoever a link leads to."""
    parts = urlsplit(public_url)
    style = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        f"style-src 'sha256-{style}'",
        f"img-src 'self' {parts.scheme}://{parts.netloc}",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(rules),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def asked(ticket: Ticket) -> str:
    """What will happen, in words, and the one button that makes it happen."""
    if not ticket.action:
        return _choice(
            words.HOME_TITLE, (tag("p", words.HOME_TEXT),), words.HOME_BUTTON, "go", note="", foot=_foot(ticket)
        )
    title = ticket.about or ticket.label
    chose = (tag("p", words.CHOSE.format(label=ticket.label)),)
    return _choice(title, chose, ticket.label, "go", note=words.NOTHING_YET, foot=_foot(ticket))


def stop(ticket: Ticket) -> str:
    """Asks whether no more mails should come."""
    said = (tag("p", words.STOP_TEXT.format(address=ticket.mailbox.mail)),)
    return _choice(words.STOP_TITLE, said, words.STOP_BUTTON, "stop", note="")


def stopped(ticket: Ticket) -> str:
    """No more mails will come."""
    return _said(words.STOPPED_TITLE, words.STOPPED.format(address=ticket.mailbox.mail))


def answered(ticket: Ticket, answer: Next) -> str:
    """What the reader sees next, with a way to say more below it."""
    match answer:
        case Form():
            return _page(answer.title, drawn.form(answer), below=_below(ticket))
        case Problems(form=form):
            return _page(form.title, drawn.form(form, answer), below=_below(ticket))
        case Message():
            return _message(answer, ticket)
        case None:
            return _message(Message((Text((words.DONE,)),)), ticket)


def ended() -> str:
    """For a link whose time is over."""
    return _said(words.OVER_TITLE, words.OVER)


def cut() -> str:
    """For a link that is not ours, or not whole."""
    return _said(words.CUT_TITLE, words.CUT)


def too_long() -> str:
    """For whoever sends more than is read."""
    return _said(words.TOO_LONG_TITLE, words.TOO_LONG)


def unreadable() -> str:
    """For what no browser sends."""
    return _said(words.UNREADABLE_TITLE, words.UNREADABLE)


def _message(message: Message, ticket: Ticket) -> str:
    side = direction(plain(message))
    return _page(subject(message), drawn.message(message), language=message.locale, side=side, below=_below(ticket))


def _choice(title: str, said: tuple[Markup, ...], label: str, do: str, note: str, foot: tuple[Markup, ...] = ()) -> str:
    button = tag("button", label, class_="plain", autofocus=True, dir="auto")
    inside = [
        tag("h1", title, dir="auto"),
        *said,
        drawn.sending(do, button, class_="choice"),
        *([tag("p", note, class_="faint")] if note else []),
    ]
    return _page(title, inside, below=foot)


def _said(title: str, text: str) -> str:
    return _page(title, [tag("h1", title), tag("p", lines(text))])


def _below(ticket: Ticket) -> tuple[Markup, ...]:
    """A line to write to Convener, and the way home."""
    label = tag("label", words.SAY_LABEL, for_="say", class_="unseen")
    line = tag("input", type="text", id="say", name="text", placeholder=words.SAY_HINT, maxlength="3000", dir="auto")
    say = drawn.sending("say", label, line, tag("button", words.SAY_BUTTON), class_="say")
    return say, *_foot(ticket)


def _foot(ticket: Ticket) -> tuple[Markup, ...]:
    yours = tag("p", words.YOURS_ON_PAGE.format(address=ticket.mailbox.mail))
    home = (drawn.sending("home", tag("button", words.HOME)),) if ticket.action else ()
    return (tag("footer", yours, *home),)


def _page(
    title: str, inside: list[Markup], *, language: str = "en", side: str = "", below: tuple[Markup, ...] = ()
) -> str:
    language = language.replace("_", "-")
    whole = "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", f"{title} · {words.BOT}"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex"),
        tag("style", Markup(STYLE)),
    )
    brand = tag("header", MARK, words.BOT, class_="brand")
    column = tag("div", brand, tag("main", *inside, dir=side or whole), *below, class_="column")
    return f"<!doctype html>\n{tag('html', head, tag('body', column), lang=language, dir=whole)}\n"
