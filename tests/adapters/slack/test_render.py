"""Messages and forms as Block Kit: exact where people look, within the limits whatever comes."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import limits, render, views
from adapters.slack.mrkdwn import literal
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
    Place,
    Problems,
    Strong,
    Style,
    Text,
    TextField,
    WhenField,
    unpack,
)
from tests.adapters.contract import ASK, EVERYTHING, KINDS, PAINT, AskColour, Paint
from tests.adapters.slack import reading
from tests.adapters.slack.block_kit import problems_of

HOUSE = "slack:T0CISCO"
ROOM = Place("slack:T0CISCO:C0ROOM", private=False)
START, END = datetime(2027, 3, 4, 14, tzinfo=UTC), datetime(2027, 3, 4, 16, tzinfo=UTC)


def blocks(*given: Any) -> list[dict[str, Any]]:
    return render.shown(Message(given), HOUSE)["blocks"]


def line(*spans: Any) -> str:
    return blocks(Text(spans))[0]["text"]["text"]


@pytest.mark.parametrize("url", ["", "http://127.0.0.1/p", "javascript:alert(1)", "https://example.org/" + "p" * 3000])
def test_a_picture_that_slack_would_refuse_is_said_in_words(url: str) -> None:
    assert render.blocks(Message((Picture(url, "its <words>\n", 480, 320),)), HOUSE, 50) == [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "its &lt;words&gt;", "verbatim": True}]}
    ]


def test_the_words_of_a_picture_are_cut_to_what_slack_takes() -> None:
    for url, kind in (("https://example.org/p", "image"), ("", "context")):
        drawn = render.shown(Message((Picture(url, "<&*words " * 900, 480, 320),)), HOUSE)
        assert ([block["type"] for block in drawn["blocks"]], problems_of(drawn, "message")) == ([kind], [])
        fewer = render.without_pictures(drawn)
        assert problems_of(fewer or drawn, "message") == []


def test_each_block_is_the_slack_block_meant_for_it() -> None:
    kinds = [block["type"] for block in render.shown(EVERYTHING, HOUSE)["blocks"]]
    assert kinds == ["header", *["section"] * 5, "image", "divider", "context", "actions"]


def test_a_range_is_read_in_the_readers_zone_first_and_then_in_its_own() -> None:
    assert line(Moment(START, "Europe/Zurich", END, "Geneva")) == (
        "<!date^1804168800^{date_short_pretty} {time}|Thu, 4 Mar 2027, 15:00 Geneva>"
        "–<!date^1804176000^{time}|17:00> (Thu 15:00–17:00 Geneva)"
    )


def test_a_range_over_midnight_names_both_days() -> None:
    assert line(Moment(START, "Asia/Tokyo", END, "Tokyo")).count("{date_short_pretty}") == 2


def test_a_clock_alone_is_the_readers_own() -> None:
    moment = Moment(START, "Europe/Zurich", END, "Geneva", day=False)
    assert line(moment) == "<!date^1804168800^{time}|15:00>–<!date^1804176000^{time}|17:00>"
    assert line(Moment(START, "Europe/Zurich", day=False)) == "<!date^1804168800^{time}|15:00>"


def test_a_day_alone_is_the_same_day_in_every_zone() -> None:
    assert line("until ", Moment(START, "Europe/Zurich", clock=False)) == "until Thu, 4 Mar 2027"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("snake_case and 2*3*4", "snake_case and 2*3*4"),
        ("*no*", "<!date^00000000^{_}|*>no<!date^00000000^{_}|*>"),
        ("`x`", "<!date^00000000^{_}|`>x<!date^00000000^{_}|`>"),
        ("a`b", "a<!date^00000000^{_}|`>b"),
        ("<!channel> & co", "&lt;!channel&gt; &amp; co"),
        ("fine\n> no quote", "fine\n\u00ad&gt; no quote"),
    ],
)
def test_plain_words_stay_plain(text: str, shown: str) -> None:
    assert literal(text) == shown


def test_strong_words_are_strong_up_to_the_end_of_each_line_and_inside_words() -> None:
    assert line(Strong(" one\ntwo ")) == "*one*\n*two*"
    assert line("a", Strong("b"), "c") == "a\u200b*b*\u200bc"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (Link("here", "https://example.org/a?b=c&d=e"), "<https://example.org/a?b=c&amp;d=e|here>"),
        (Link("a|b > *c*", "https://example.org/a b|c>"), "<https://example.org/a%20b%7Cc%3E|a¦b &gt; \u2217c\u2217>"),
        (Link("all", "!channel"), "all"),
        (Link("you", "@U0ONE"), "you"),
        (Link("x", "javascript:alert(1)"), "x"),
    ],
)
def test_a_link_leads_to_the_web_and_nowhere_else(link: Link, shown: str) -> None:
    assert line(link) == shown


def test_who_is_not_of_this_house_is_named_and_not_mentioned() -> None:
    assert line(Mention("teams:x:U1", "<!here>")) == "&lt;!here&gt;"


def test_buttons_say_what_they_are_about_and_carry_their_action() -> None:
    button = Button("Coming", PAINT, Style.PRIMARY, about="Coming to Access to remedy")
    (drawn,) = blocks(Buttons((button,)))[0]["elements"]
    assert unpack(drawn.pop("value"), KINDS) == PAINT
    assert drawn == {
        "type": "button",
        "action_id": "b0",
        "text": {"type": "plain_text", "text": "Coming"},
        "style": "primary",
        "accessibility_label": "Coming to Access to remedy",
    }


def test_an_action_rides_in_signs_that_slack_does_not_escape() -> None:
    value = render.wire(PAINT)
    assert [sign for sign in "&<>" if sign in value] == []
    assert unpack(value, KINDS) == PAINT


def test_empty_blocks_are_left_out_because_slack_refuses_them() -> None:
    assert blocks(Heading(" "), Text(("",)), Note(()), Facts(()), Bullets(()), Buttons(())) == []


def test_notifications_and_screen_readers_get_every_word() -> None:
    text = render.shown(EVERYTHING, HOUSE)["text"]
    assert "Thu, 4 Mar 2027, 15:00–17:00 Geneva" in text
    assert "First label: first value" in text


def test_a_message_of_buttons_alone_has_words_too() -> None:
    assert render.shown(Message((Buttons((Button("Choose", AskColour()),)),)), HOUSE)["text"] == "[Choose]"


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_at_each_limit_slack_still_takes_it(extra: int) -> None:
    def words(most: int) -> str:
        return "w" * (most + extra)

    message = Message(
        (
            Heading(words(limits.HEADER_TEXT)),
            Text((words(limits.SECTION_TEXT),)),
            Facts(((words(50), (words(limits.FIELD_TEXT),)),) * (limits.SECTION_FIELDS + extra)),
            Note((words(limits.SECTION_TEXT),)),
            Buttons(
                (Button(words(limits.BUTTON_TEXT), PAINT, about=words(limits.ACCESSIBILITY_LABEL)),) * (25 + extra)
            ),
            *(Divider(),) * (limits.MESSAGE_BLOCKS - 6 + extra),
        )
    )
    assert problems_of(render.shown(message, HOUSE), "message") == []


def test_what_does_not_fit_is_counted_and_the_buttons_stay() -> None:
    drawn = blocks(*(Text((f"part {n}",)) for n in range(60)), Buttons((Button("Coming", PAINT),)))
    assert (len(drawn), drawn[-1]["type"]) == (50, "actions")
    assert drawn[-2]["elements"][0]["text"] == "… and 12 more parts that do not fit into one message."


def test_a_text_longer_than_a_section_goes_on_in_the_next() -> None:
    text = " ".join(f"word{n}" for n in range(1000))
    assert " ".join(block["text"]["text"] for block in blocks(Text((text,)))) == text


awkward = st.text(st.sampled_from("a *_~`<>&|:!@#\n.-é🎉\u200b"), max_size=60) | st.text(max_size=30)
spans = st.lists(
    st.one_of(
        awkward,
        st.builds(Strong, awkward),
        st.builds(Link, awkward, awkward | awkward.map("https://".__add__)),
        st.builds(Mention, awkward, awkward),
        st.builds(
            Moment, st.just(START), st.just("Europe/Zurich"), st.sampled_from([None, END]), awkward, st.booleans()
        ),
    ),
    max_size=6,
).map(tuple)
some_blocks = st.one_of(
    st.builds(Heading, awkward),
    st.builds(Text, spans),
    st.builds(Note, spans),
    st.builds(Facts, st.lists(st.tuples(awkward, spans), max_size=12).map(tuple)),
    st.builds(Bullets, st.lists(spans, max_size=12).map(tuple)),
    st.builds(Picture, awkward | awkward.map("https://".__add__), awkward, st.just(480), st.just(320)),
    st.builds(Buttons, st.lists(st.builds(Button, awkward, st.just(PAINT), about=awkward), max_size=27).map(tuple)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(some_blocks, max_size=8).map(tuple))
def test_no_message_is_refused_and_nobody_is_notified_by_it(given: tuple[Any, ...]) -> None:
    shown = render.shown(Message(given), HOUSE)
    assert problems_of(shown, "message") == []
    raw = json.dumps([part["text"] for part in reading.parts(shown["blocks"]) if "text" in part])
    assert [bad for bad in ("<!channel", "<!here", "<!everyone", "<!subteam", "<@", "<#") if bad in raw] == []


@settings(deadline=None)
@given(awkward)
def test_every_sign_of_a_plain_text_can_be_read(text: str) -> None:
    read = reading.words(blocks(Text((f"a{text}z",)))).replace("\n", " ")
    assert "".join(read.split()) == "".join(text.join("az").replace("\u200b", "").replace("\u00ad", "").split())


def test_a_form_is_a_modal_that_slack_takes() -> None:
    view = views.form(ASK, ROOM, "", "f00d")
    assert problems_of(view, "modal") == []
    assert [block["type"] for block in view["blocks"]] == ["section", *["input"] * 4]
    assert [block["element"]["type"] for block in view["blocks"][1:]] == [
        "plain_text_input", "plain_text_input", "plain_text_input", "radio_buttons",
    ]  # fmt: skip


def test_a_long_form_title_stands_in_full_below() -> None:
    title = "Plan a Core Session with three meetings"
    view = views.form(
        Form(title, (TextField("a", "A"),), PAINT, AskColour(), "Send this to everybody now"), ROOM, "", "f"
    )
    assert view["title"]["text"] == "Plan a Core Session wit…"
    assert view["blocks"][0] == {"type": "header", "text": {"type": "plain_text", "text": title}}
    assert problems_of(view, "modal") == []


@pytest.mark.parametrize(
    ("options", "kind"), [(1, "radio_buttons"), (5, "radio_buttons"), (6, "static_select"), (250, "static_select")]
)
def test_few_options_are_all_shown_and_many_are_folded_away(options: int, kind: str) -> None:
    choice = ChoiceField("a", "A" * 3000, tuple(Option(str(n), f"Option {n}" * 20) for n in range(options)), value="0")
    view = views.form(Form("F", (choice,), PAINT, AskColour(), "Go"), ROOM, "", "f")
    assert view["blocks"][0]["element"]["type"] == kind
    assert problems_of(view, "modal") == []


def test_what_stands_in_a_field_is_cut_to_what_the_field_takes() -> None:
    form = Form("F", (TextField("a", "A", value="w" * 9000, limit=9000, placeholder="p" * 999, hint="h" * 9000),
                      WhenField("b", "B", value="w" * 9000)), PAINT, AskColour(), "Go")  # fmt: skip
    assert problems_of(views.form(form, ROOM, "", "f"), "modal") == []


@pytest.mark.parametrize(
    "fields",
    [
        (ChoiceField("a", "A", ()),),
        (ChoiceField("a", "A", (Option("v" * 151, "V"),)),),
        tuple(TextField(str(n), "A") for n in range(101)),
    ],
)
def test_a_form_slack_cannot_show_is_refused_before_it_is_sent(fields: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        views.form(Form("F", fields, PAINT, AskColour(), "Go"), ROOM, "", "f")


def test_what_rides_in_a_modal_has_an_end() -> None:
    with pytest.raises(ValueError, match="3000"):
        views.form(Form("F", (), Paint(1, PAINT.colour, '"' * 890), AskColour(), "Go"), ROOM, "", "f")


def test_a_problem_stands_at_its_field_or_else_at_the_first_one() -> None:
    problems = Problems(ASK, {"when": "No year.", "": "Not now.", "gone": "Too late."})
    assert views.errors(problems, "name") == {"when": "No year.", "name": "Not now. Too late."}


def test_a_modal_that_shows_a_message_has_its_heading_as_title() -> None:
    view = views.message(EVERYTHING, HOUSE, ROOM, "")
    assert (view["title"]["text"], view["blocks"][0]["type"]) == ("A heading", "section")
    assert problems_of(view, "modal") == []
    assert problems_of(views.message(Message((Heading("Only this"),)), HOUSE, ROOM, ""), "modal") == []


def test_the_home_page_is_one_that_slack_takes() -> None:
    assert problems_of(render.home(EVERYTHING, HOUSE), "home") == []


def test_a_web_address_on_a_button_is_a_link() -> None:
    (drawn,) = blocks(Buttons((LinkButton("Read", "https://example.org"),)))[0]["elements"]
    assert (drawn["url"], "value" in drawn) == ("https://example.org", False)
