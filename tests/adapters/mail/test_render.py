"""A mail says all that the message says, to whoever reads HTML and to whoever does not, and nothing in it is markup."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.mail import page
from adapters.mail.address import Mailbox
from adapters.mail.letter import STYLE
from adapters.mail.markup import clean
from adapters.mail.render import SUBJECT, Envelope, mail, subject
from adapters.mail.seal import Posted, Seals, Ticket
from adapters.mail.settings import MailSettings
from bot.chat import (
    Bullets,
    Button,
    Buttons,
    CannotReach,
    ChoiceField,
    Facts,
    Form,
    Heading,
    Link,
    LinkButton,
    Mention,
    Message,
    Note,
    Option,
    Picture,
    Problems,
    Strong,
    Text,
    TextField,
    WhenField,
)
from tests.adapters.contract import EVERYTHING, KINDS, PAINT, WORDS, AskColour
from tests.adapters.mail.reading import read
from tests.adapters.mail.rig import KEY, MAILBOX, NOON, html_of, letter_of, plain_of

SETTINGS = MailSettings(
    smtp_url="smtp://127.0.0.1",
    sender="Convener <convener@cop.example.org>",
    public_url="https://convener.example.org",
    secret_key=KEY,
)
SEALS = Seals(SETTINGS.public_url, SETTINGS.secret_key)
BOX = Mailbox("1", "0123456789abcdef_-", "nominee-1@cisco.example.org")
TICKET = Ticket(BOX, "test.paint", "Paint it", "A heading")
OURS = {"a", "b", "body", "br", "div", "h1", "h2", "head", "hr", "html", "li", "meta", "p", "span", "strong", "style", "table",
        "td", "th", "time", "title", "tr", "ul"}  # fmt: skip
MARKUP = st.text(alphabet="<>&\"'/= \n\r\tabscript:;!-\u202e\x00\x0c\ud800أב\U0001f600") | st.text() | st.sampled_from(
    ("<script>alert(1)</script>", '" onmouseover="alert(1)', "</td></tr></table>", "</title><script>", "</style>",
     "<!--", "]]>", "&lt;b&gt;", "<a href=javascript:x>", "\r\nBcc: everybody@example.org\r\n\r\n<b>", "=?utf-8?q?a?=")
)  # fmt: skip


def mailed(message: Message, to: Mailbox = BOX, settings: MailSettings = SETTINGS, under: str = "") -> EmailMessage:
    """The mail as its reader's program gets it: over the wire as bytes."""
    made = mail(message, Envelope(Posted(to, "a-key"), NOON, under), SEALS, settings)
    return cast(EmailMessage, message_from_bytes(bytes(made), policy=default))


def with_text(text: str, url: str) -> Message:
    """The text everywhere a text can be."""
    return Message(
        (
            Heading(text),
            Text((text, Strong(text), Link(text, url), Mention("elsewhere:X:U1", text))),
            Facts(((text, (text,)),)),
            Bullets(((text,),)),
            Picture(url, text, 10, 10),
            Note((text,)),
            Buttons((Button(text, PAINT, about=text), LinkButton(text, url))),
        )
    )


def test_every_word_can_be_read_without_html() -> None:
    words = plain_of(mailed(EVERYTHING))
    assert [word for word in WORDS if word not in words] == []


def test_every_button_is_a_link_that_holds_its_action_in_both_parts() -> None:
    made = mailed(EVERYTHING)
    link = letter_of(made).links["Paint it"]
    lines = plain_of(made).splitlines()
    said = [SEALS.read(one.rpartition("/")[2], NOON) for one in (link, lines[lines.index("→ Paint it:") + 1])]
    assert [(one.action.partition(" ")[0], one.label, one.about) for one in said] == [
        (PAINT.name, "Paint it", "A heading")
    ] * 2
    assert said[0].mailbox == BOX
    assert PAINT.name in KINDS


def test_the_headers_say_that_a_program_wrote_it_and_how_to_stop_it() -> None:
    made = mailed(EVERYTHING, under="<above@cop.example.org>")
    stop = str(made["List-Unsubscribe"]).strip("<>")
    assert {name: str(made[name]) for name in (
        "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "List-Unsubscribe-Post",
        "Reply-To",
    )} == {
        "From": "Convener <convener@cop.example.org>",
        "To": BOX.mail,
        "Subject": "A heading",
        "Message-ID": "<a-key@cop.example.org>",
        "In-Reply-To": "<above@cop.example.org>",
        "References": "<above@cop.example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Reply-To": "None",
    }  # fmt: skip
    assert made["Date"].datetime == NOON
    assert stop.endswith("/stop")
    assert SEALS.read(stop.split("/")[-2], NOON).only_stops


def test_where_answers_go_is_said() -> None:
    told = MailSettings(**{**vars(SETTINGS), "reply_to": "B-Tech <b-tech@example.org>"})
    made = mailed(EVERYTHING, settings=told)
    assert str(made["Reply-To"]) == "B-Tech <b-tech@example.org>"
    assert "Answers to this mail reach B-Tech <b-tech@example.org>." in plain_of(made)
    assert "Nobody reads answers to this mail." in plain_of(mailed(EVERYTHING))


def test_nothing_is_fetched_when_a_mail_is_opened() -> None:
    html = html_of(mailed(EVERYTHING))
    assert {tag for tag, _ in read(html).tags} <= OURS
    assert [bad for bad in ("url(", "@import", "@font-face", "src=") if bad in html] == []


@pytest.mark.parametrize(
    ("message", "about"),
    [
        (Message((Text(("first words",)), Heading("The  heading\nis here"))), "The heading is here"),
        (Message((Text(("first\nwords",)),)), "first words"),
        (Message((Buttons((Button("Press", PAINT),)),)), "A message from Convener"),
        (Message((Heading("\x00\r\n "), Text(("words",)))), "words"),
        (Message((Heading("long " * 100),)), f"{('long ' * 100)[: SUBJECT - 1]}…"),
    ],
)
def test_a_mail_is_about_its_heading_or_its_first_words(message: Message, about: str) -> None:
    assert subject(message) == about
    assert str(mailed(message)["Subject"]) == about


@given(text=MARKUP, url=MARKUP | st.just("https://example.org/?a=1&b=<2>"))
def test_no_text_becomes_markup_in_a_mail(text: str, url: str) -> None:
    made = mailed(with_text(text, url))
    page_of_it = letter_of(made)
    assert {tag for tag, _ in page_of_it.tags} <= OURS
    assert {name for _, said in page_of_it.tags for name in said} <= {
        "align", "cellpadding", "cellspacing", "charset", "class", "content", "dir", "href", "lang", "name", "rel",
        "role", "scope", "style", "title", "width",
    }  # fmt: skip
    addresses = [said["href"] for tag, said in page_of_it.tags if tag == "a"]
    assert [one for one in addresses if not one.startswith(("https://", "http://"))] == []
    shown = " ".join(clean(text)[:100].split())
    assert shown in " ".join(page_of_it.words.split())
    assert shown in " ".join(plain_of(made).split())


@given(text=MARKUP)
def test_no_text_becomes_a_header(text: str) -> None:
    plain = mailed(EVERYTHING)
    made = mailed(with_text(text, "https://example.org"))
    assert made.keys() == plain.keys()
    assert str(made["To"]) == BOX.mail
    assert "\n" not in str(made["Subject"])
    assert len(str(made["Subject"])) <= SUBJECT


@given(text=MARKUP, url=MARKUP | st.just("https://example.org/?a=1&b=<2>"))
def test_no_text_becomes_markup_on_a_page(text: str, url: str) -> None:
    fields = (
        TextField("a", text, text, text, text),
        TextField("b", text, text, lines=3),
        WhenField("c", text, text, text, text),
        ChoiceField("d", text, (Option("x", text), Option("y", "Y"))),
        ChoiceField("e", text, tuple(Option(str(n), text) for n in range(9)), "3"),
    )
    form = Form(text, fields, AskColour(), AskColour(), text, (text, Link(text, url)))
    of_problems = page.answered(TICKET, Problems(form, dict.fromkeys("abcde", text) | {"": text}))
    for html in (page.answered(TICKET, with_text(text, url)), of_problems, page.asked(Ticket(BOX, "a", text, text))):
        assert html.count("<style>") == html.count("</style>") == 1
        found = read(html)
        assert {tag for tag, _ in found.tags} <= OURS | {
            "bdi", "button", "circle", "dd", "dl", "dt", "fieldset", "figure", "footer", "form", "g", "header", "img",
            "input", "label", "legend", "main", "option", "path", "rect", "select", "svg", "textarea",
        }  # fmt: skip
        assert [said for _, said in found.tags for name in said if name.startswith("on")] == []
        addresses = [said.get("href") or said.get("src") or "https://" for _, said in found.tags]
        assert [one for one in addresses if not one.startswith(("https://", "http://"))] == []
    typed = read(of_problems).form("submit").values
    assert (typed["f.a"], typed["f.b"]) == (clean(text), clean(text))


def test_arabic_begins_at_the_right_and_what_stands_in_it_keeps_its_own_order() -> None:
    message = Message(
        (
            Heading("مخاطر حقوق الإنسان"),
            Text(("English words",)),
            Facts((("المضيف", ("B-Tech",)),)),
            Bullets((("الترحيب",), ("Case study",))),
            Buttons((Button("قادم", PAINT),)),
        )
    )
    tags = letter_of(mailed(message)).tags
    card = next(said for _, said in tags if said.get("class") == "card")
    dirs = {(tag, said.get("dir")) for tag, said in tags}
    assert card["dir"] == "rtl"
    assert {("h1", "rtl"), ("p", "ltr"), ("table", "rtl"), ("span", "ltr"), ("span", "rtl"), ("ul", "rtl")} <= dirs
    assert ("html", "ltr") in dirs
    shown = read(page.answered(TICKET, message)).tags
    assert ("main", "rtl") in {(tag, said.get("dir")) for tag, said in shown}


def test_a_language_from_the_right_turns_the_whole_page() -> None:
    message = Message((Text(("2027",)),), locale="ar")
    assert [said["dir"] for tag, said in letter_of(mailed(message)).tags if tag == "html"] == ["rtl"]
    assert [said["dir"] for tag, said in read(page.answered(TICKET, message)).tags if tag == "html"] == ["rtl"]


def test_the_largest_mail_is_one_that_gmail_shows_whole() -> None:
    long = "w&<ä\U0001f600 " * 9000
    buttons = Buttons(tuple(Button(f"Button {n}", PAINT, about=long) for n in range(500)))
    rows = tuple((long, (long,)) for _ in range(400))
    blocks = (Heading(long), buttons, *(Text((long,)) for _ in range(400)), Facts(rows), Bullets(((long,),) * 400))
    made = mailed(Message(blocks))
    assert len(html_of(made).encode()) < 102_000
    assert "There is more than fits in one mail." in letter_of(made).words


def test_what_fits_is_not_cut() -> None:
    assert "There is more" not in letter_of(mailed(EVERYTHING)).words


@pytest.mark.parametrize("mail_address", ["nobody", "a@b@c", "a b@example.org", "a@\r\nBcc:x@example.org", "@", "a@"])
def test_an_address_that_is_none_cannot_be_reached(mail_address: str) -> None:
    with pytest.raises(CannotReach):
        mailed(EVERYTHING, Mailbox("1", "0123456789abcdef", mail_address))


def test_an_international_domain_is_written_as_mail_servers_know_it() -> None:
    assert str(mailed(EVERYTHING, Mailbox("1", "0123456789abcdef", "ana@bücher.example"))["To"]) == (
        "ana@xn--bcher-kva.example"
    )


def test_the_style_sheet_cannot_end_itself() -> None:
    assert "<" not in STYLE
    assert "<" not in page.STYLE


def test_a_moment_is_machine_readable_too() -> None:
    times = [said["datetime"] for tag, said in letter_of(mailed(EVERYTHING)).tags if tag == "time"]
    assert times == [datetime(2027, 3, 4, 14, tzinfo=UTC).isoformat(timespec="minutes")]


def test_the_address_stands_in_no_link() -> None:
    html = html_of(mailed(EVERYTHING))
    assert MAILBOX.partition("@")[0] not in html
    assert "cisco.example" not in html
