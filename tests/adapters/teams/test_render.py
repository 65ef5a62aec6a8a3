"""Every message becomes a card Teams takes, and what people typed stays text."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.teams import address, markdown, render, words
from bot.chat import (
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Divider,
    Facts,
    Form,
    Heading,
    Link,
    LinkButton,
    Mention,
    Message,
    Moment,
    Note,
    Option,
    Picture,
    Problems,
    Strong,
    Style,
    Text,
    TextField,
    WhenField,
)
from bot.chat.plain import day_text
from tests.adapters.contract import ASK, EVERYTHING, PAINT, TYPED, AskColour
from tests.adapters.teams.card_lint import problems_of
from tests.adapters.teams.rig import TENANT, words_of

ANN = Mention(address.person(TENANT, "29:ann"), "Ann *Example* <b>")
AFTERNOON = Moment(
    datetime(2027, 3, 4, 14, 0, 0, 123456, UTC), "Europe/Zurich", datetime(2027, 3, 4, 16, tzinfo=UTC), "Geneva"
)
FORM = Form(
    "Title", (TextField("a", "A", lines=3), WhenField("b", "B"), ChoiceField("c", "C", (Option("1", "One"),) * 7)),
    PAINT, AskColour(), "Send", ("When: ", AFTERNOON),
)  # fmt: skip


def text_of(*spans: Any, tenant: str = "") -> str:
    return markdown.spans(spans, "en", tenant)


@pytest.mark.parametrize("in_dialog", [False, True])
def test_a_picture_has_its_words_and_a_size_and_grows_at_a_touch(in_dialog: bool) -> None:
    shown = Message((Picture("https://example.org/p?a=b&c=<d>", "all it shows", 480, 320),))
    assert render.card(shown, in_dialog=in_dialog)["body"] == [
        {
            "type": "Image",
            "url": "https://example.org/p?a=b&c=%3Cd%3E",
            "altText": "all it shows",
            "width": "480px",
            "msteams": {"allowExpand": True},
        }
    ]


@pytest.mark.parametrize("url", ["", "http://127.0.0.1/p", "data:image/png;base64,AAAA", "javascript:alert(1)"])
def test_a_picture_that_is_not_on_the_web_is_said_in_words(url: str) -> None:
    card = render.card(Message((Picture(url, "its *words*", 480, 320),)))
    assert ([part["type"] for part in card["body"]], words_of(card)) == (["TextBlock"], "its *words*")
    assert problems_of(card) == []


@pytest.mark.parametrize("in_dialog", [False, True])
@pytest.mark.parametrize(
    "shown",
    [
        EVERYTHING, ASK, FORM, Problems(ASK.filled(TYPED), {"when": "No.", "gone": "Nor this.", "": "At all."}),
        Message(()), Message((Divider(),)), Message((Text((ANN, " and ", ANN)),)),
        Message((Text(("",)), Heading(" "), Facts(()), Bullets(()), Buttons(()), Note(("\n",)))),
        Message((Divider(), Heading("x"), Divider(), Divider(), Text(("y",)))),
        Message((Buttons(tuple(Button(f"Number {n}", PAINT) for n in range(14))),)),
        Message((Facts((("{{DATE(x)}}", ("{{TIME(now)}}",)),)), Heading("{{DATE(2027-03-04T14:00:00Z,SHORT)}}"))),
    ],
)  # fmt: skip
def test_a_card_has_no_problems(shown: Any, in_dialog: bool) -> None:
    assert problems_of(render.drawn(shown, TENANT, in_dialog)) == []


@pytest.mark.parametrize("count", [1, 40, 400])
def test_a_card_is_never_too_large_and_keeps_its_buttons(count: int) -> None:
    long = "wörds * _ ` [x](y) 😀 " * 400
    blocks = (Heading(long), Text((long, Strong(long))), Facts(((long, (long,)),) * count), Bullets(((long,),) * count))
    card = render.card(Message((*(blocks * count)[:200], Buttons((Button("Press me", PAINT),)))))
    assert problems_of(card) == []
    assert "Press me" in words_of(card)
    assert "wörds" in words_of(card)


def test_what_is_left_out_is_said() -> None:
    many = tuple(Text((f"paragraph {number}. " + "x" * 400,)) for number in range(120))
    shown = words_of(render.card(Message(many)))
    assert (words.TOO_LONG in shown, "paragraph 0." in shown, "paragraph 119." in shown) == (True, True, False)


HTML = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def seen(source: str) -> str:
    """What a reader of CommonMark sees: its text, when no markup was found in it."""
    drawn = HTML.render(source)
    bare = re.sub(r"</?p>", "", drawn)
    assert not re.search(r"<[^>]*>", bare), drawn
    unescaped = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return re.sub(r"\s+", " ", unescaped.replace(markdown.BREAK, "")).strip()


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("ab1 .-+*_`~#>=|[]()<>!&;:\\/{}@\n\t") | st.characters(codec="utf-8")))
@example("# a\n- b\n1. c\n> d\n| a |\n| - |\n===\n---\n***\n___\n    code\n```\nx\n```")
@example("[x](https://example.org) [x]: y\n[x]: <y>\n![x](y) <https://example.org> <at>all</at> &lt; &#42; \\* ~~x~~")
@example("_a_ __a__ a_b_c *a* **a** `a` \\_a\\_ \\\\*a*")
def test_what_people_type_is_read_as_they_typed_it(typed: str) -> None:
    typed = typed.replace(markdown.BREAK, "").replace("\0", "").replace("\ufffd", "")
    plain = re.sub(r"\s+", " ", typed).strip()
    assert seen(markdown.plain(typed)) == plain
    assert seen(text_of(typed[: len(typed) // 2], typed[len(typed) // 2 :])) == plain


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_nobody_is_mentioned_by_what_is_typed(before: str, after: str) -> None:
    for text in (f"{before}<at>all</at>{after}", f"{before}</AT>{after}<at id='1'>"):
        assert not re.search(r"</?at\b", markdown.inline(text), re.IGNORECASE)
        assert "{{" not in markdown.inline("{{" + text)


@pytest.mark.parametrize(
    ("spans", "drawn"),
    [
        (("a ", Strong("b"), " c"), "a **b** c"),
        (("a", Strong(" b "), "c"), "a **b** c"),
        (("a", Strong("(b)"), "c"), "a(b)c"),
        (("a, ", Strong("“b”"), "."), "a, **“b”**."),
        ((Strong(""), Strong(" ")), " "),
        ((Strong("a\nb"),), "**a b**"),
        (
            (Link("a [b] *c*", "https://example.org/a b_(c)?d=é"),),
            "[a (b) \\*c\\*](https://example.org/a%20b_%28c%29?d=%C3%A9)",
        ),
        ((Link("a", "javascript:alert(1)"),), "a"),
        ((Link("a", "//example.org"),), "a"),
        (("Look!", Link("a", "https://x.example")), "Look!\u200b[a](https://x.example)"),
        (("back\\", Strong("slash")), "back\\\u200b**slash**"),
        (("one\n", Strong("two"), "\n", "three"), "one\n\n**two**\n\nthree"),
        (("one\ntwo\r\n\r\nthree",), "one\n\ntwo\n\nthree"),
    ],
)
def test_spans_are_drawn_so_that_every_client_reads_them_alike(spans: tuple[Any, ...], drawn: str) -> None:
    assert text_of(*spans) == drawn


def test_a_moment_is_in_the_readers_zone_and_in_its_own() -> None:
    drawn = text_of(AFTERNOON)
    date, start, end = (
        "{{DATE(2027-03-04T14:00:00Z,SHORT)}}",
        "{{TIME(2027-03-04T14:00:00Z)}}",
        "{{TIME(2027-03-04T16:00:00Z)}}",
    )
    assert drawn == f"{date} {start}–{end} (15:00–17:00 Geneva)"


def test_a_clock_alone_is_the_readers_own() -> None:
    start = Moment(
        datetime(2027, 3, 4, 14, tzinfo=UTC), "Europe/Zurich", datetime(2027, 3, 4, 16, tzinfo=UTC), day=False
    )
    assert text_of(start) == "{{TIME(2027-03-04T14:00:00Z)}}–{{TIME(2027-03-04T16:00:00Z)}}"


def test_a_day_is_the_day_where_it_takes_place() -> None:
    midnight = Moment(datetime(2027, 3, 3, 23, tzinfo=UTC), "Europe/Zurich", clock=False)
    assert text_of(midnight) == day_text(midnight.at, "Europe/Zurich", "en")
    assert "4" in text_of(midnight)


def test_somebody_is_mentioned_in_their_own_tenant_only() -> None:
    card = render.card(Message((Text((ANN, " comes")), Bullets(((ANN,),)))), TENANT)
    tag = "<at>Ann Example b</at>"
    assert card["body"][0]["text"] == f"{tag} comes"
    assert [(entity["text"], entity["mentioned"]["id"]) for entity in card["msteams"]["entities"]] == [(tag, "29:ann")]
    elsewhere = render.card(Message((Text((ANN,)),)), "another-tenant")
    assert ("<at" in json.dumps(elsewhere), "msteams" in elsewhere) == (False, False)


def test_a_button_says_what_it_is_about_and_how_it_invites() -> None:
    buttons = Buttons((
        Button("Coming", PAINT, Style.PRIMARY, about="Coming to Access to remedy"), Button("Cancel", PAINT, Style.DANGER),
        Button("Edit", PAINT, opens_form=True), LinkButton("Read", "https://example.org"), LinkButton("Bad", "ftp://x"),
    ))  # fmt: skip
    first, second, third, fourth = render.card(Message((buttons,)))["body"][0]["actions"]
    assert (first["style"], first["tooltip"], first["verb"]) == ("positive", "Coming to Access to remedy", "test.paint")
    assert (second["style"], third["type"], third["data"]["msteams"]) == (
        "destructive",
        "Action.Submit",
        {"type": "task/fetch"},
    )
    assert (fourth["type"], fourth["url"]) == ("Action.OpenUrl", "https://example.org")


def test_a_notification_reads_the_first_line() -> None:
    assert render.activity(EVERYTHING)["summary"] == "A heading"
    assert render.activity(Message((Divider(), Text(("one\ntwo",)))))["summary"] == "one"
    assert render.activity(Message((Buttons((Button("x", PAINT),)),)))["summary"] == words.APP_NAME
    assert render.activity(ASK)["summary"] == "Choose a colour"


@pytest.mark.parametrize(
    ("card", "problem"),
    [
        ({"type": "AdaptiveCard", "body": []}, "version 1.5"),
        ({"body": [{"type": "TextBlok", "text": "x"}]}, "unknown element"),
        ({"body": [{"type": "TextBlock", "text": "x"}]}, "does not wrap"),
        ({"body": [{"type": "TextBlock", "text": "<at>x</at>", "wrap": True}]}, "without an entity"),
        ({"body": [], "msteams": {"entities": [{"type": "mention", "text": "<at>x</at>"}]}}, "entity without"),
        ({"body": [{"type": "TextBlock", "text": "{{TIME(2027-03-04T14:00:00.5Z)}}", "wrap": True}]}, "as it stands"),
        (
            {"body": [{"type": "TextBlock", "text": "{{DATE(2027-03-04T14:00:00+01:00,SHORT)}}", "wrap": True}]},
            "as it stands",
        ),
        ({"body": [{"type": "TextBlock", "text": "x" * 30_000, "wrap": True}]}, "bytes"),
        ({"body": [{"type": "Input.Text", "id": "a"}, {"type": "Input.Text", "id": "a"}]}, "twice"),
        ({"body": [{"type": "Input.Text", "id": "a", "isRequired": True, "label": "A"}]}, "without label"),
        ({"body": [{"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "x"}]}]}, "fallback"),
        ({"body": [{"type": "ActionSet", "actions": []}]}, "in a row"),
    ],
)
def test_the_lint_finds_what_is_wrong(card: dict[str, Any], problem: str) -> None:
    good = {"type": "AdaptiveCard", "version": "1.5"} if "type" not in card else {}
    assert [found for found in problems_of(good | card) if problem in found]
