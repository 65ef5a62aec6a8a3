"""What is too long is cut where a reader sees that something is missing."""

from datetime import UTC, datetime

from adapters.playground.cut import cut
from bot.chat import (
    Bullets,
    Buttons,
    Facts,
    Heading,
    Link,
    LinkButton,
    Mention,
    Message,
    Moment,
    Note,
    Strong,
    Text,
)

LONG = "x" * 5000
MOMENT = Moment(datetime(2027, 3, 4, 14, tzinfo=UTC), "Europe/Zurich")


def test_what_fits_stays_as_it_is() -> None:
    message = Message((Heading("Remedy"), Text(("a", Strong("b"), MOMENT)), Facts((("Label", ("value",)),))))
    assert cut(message) == message


def test_long_words_end_in_an_ellipsis() -> None:
    kept = "x" * 2999 + "…"
    message = Message(
        (Heading(LONG), Text((LONG,)), Note((Strong(LONG),)), Facts(((LONG, (LONG,)),))), aside=(Text((LONG,)),)
    )
    assert cut(message) == Message(
        (Heading("x" * 149 + "…"), Text((kept,)), Note((Strong(kept),)), Facts((("x" * 149 + "…", (kept,)),))),
        aside=(Text((kept,)),),
    )


def test_a_paragraph_is_cut_as_a_whole() -> None:
    spans = ("x" * 2990, Link("y" * 20, "https://example.org"), Mention("play:a:b", "Cisco nominee 1"), MOMENT)
    link = Link("y" * 9 + "…", "https://example.org")
    assert cut(Message((Text(spans),))).blocks == (Text(("x" * 2990, link)),)


def test_there_are_only_so_many_of_anything() -> None:
    many = (("x",),) * 200
    message = Message((Bullets(many), Buttons((LinkButton("x", "https://example.org"),) * 200), *(Text(("x",)),) * 200))
    bullets, buttons, *rest = cut(message).blocks
    assert isinstance(bullets, Bullets)
    assert isinstance(buttons, Buttons)
    assert (len(bullets.items), len(buttons.buttons), len(rest)) == (50, 25, 98)
