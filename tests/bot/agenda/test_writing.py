"""An agenda to take away: every word is there, and nothing people wrote becomes markup."""

import re
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.agenda.reading import ReadItem, read
from bot.agenda.writing import Paper, markdown, plain, webpage
from tests.bot.agenda.corpus import AGENDAS, samples

THREE = datetime(2027, 3, 4, 15, 0, tzinfo=ZoneInfo("Europe/Zurich"))
NASTY = '<script>alert("x")</script> & *[a](javascript:x)* `b` <!channel> | # 1. \n- c'
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def paper(*items: ReadItem, title: str = "Core Session on remedy, meeting 2", version: int = 3) -> Paper:
    return Paper(title, THREE, 120, items, "Europe/Zurich", "Geneva", version)


ITEMS = (
    ReadItem("Welcome", 10, "B-Tech"),
    ReadItem("Case study", 25, "Cisco", links=("https://example.org/a?b=1&c=2",), notes="for facilitators alone"),
    ReadItem("Break", 0, kind="break"),
    ReadItem("نقاش مفتوح", None, kind="discussion"),
    ReadItem("Next steps", 5),
)


@dataclass
class Seen:
    tags: list[tuple[str, dict[str, str | None]]]
    text: str


def looked_at(page: str) -> Seen:
    seen = Seen([], "")

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.tags.append((tag, dict(attrs)))

        def handle_data(self, data: str) -> None:
            seen.text += data

    Reader().feed(page)
    return seen


def test_plain_text_says_when_what_who_and_how_long() -> None:
    assert plain(paper(*ITEMS)).splitlines() == [
        "Core Session on remedy, meeting 2",
        "Thu, 4 Mar 2027, 15:00–17:00, Geneva time · Version 3",
        "",
        "15:00–15:10  Welcome (B-Tech, 10 min)",
        "15:10–15:35  Case study (Cisco, 25 min)",
        "    https://example.org/a?b=1&c=2",
        "15:35  Break (0 min)",
        "15:35  نقاش مفتوح",
        "from about 15:35  Next steps (5 min)",
    ]


def test_markdown_is_a_list_that_any_document_takes() -> None:
    assert markdown(paper(*ITEMS[:3])).splitlines() == [
        "# Core Session on remedy, meeting 2",
        "",
        "Thu, 4 Mar 2027, 15:00–17:00, Geneva time · Version 3",
        "",
        "- 15:00–15:10 **Welcome** (B-Tech, 10 min)",
        "- 15:10–15:35 **Case study** (Cisco, 25 min)",
        "  - [Pre-read: https://example.org/a?b=1\\&c=2](<https://example.org/a?b=1&c=2>)",
        "- 15:35 *Break* (0 min)",
    ]


def test_notes_for_facilitators_are_in_none_of_them() -> None:
    for write in (plain, markdown, webpage):
        assert "facilitators alone" not in write(paper(*ITEMS))


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    page = looked_at(webpage(paper(*ITEMS)))
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "form", "object"} == set()
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "url(" not in page.text
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"] == ["https://example.org/a?b=1&c=2"]
    assert next(attributes["datetime"] for tag, attributes in page.tags if tag == "time") == "2027-03-04T15:00:00+01:00"


def test_what_people_wrote_is_never_markup() -> None:
    nasty = ReadItem(NASTY, 5, NASTY, links=("javascript:alert(1)", 'https://e.org/"><b>', "https://e.org/>)[x](y)"))
    page = looked_at(webpage(paper(nasty, title=NASTY)))
    assert {tag for tag, _ in page.tags} == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "bdi", "p", "ol", "li", "time", "div", "span", "a", "footer",
    }  # fmt: skip
    assert NASTY in page.text
    assert all((attributes["href"] or "").startswith("https://e.org/") for tag, attributes in page.tags if tag == "a")
    rendered = looked_at(MarkdownIt().render(markdown(paper(nasty, title=NASTY))))
    assert {tag for tag, _ in rendered.tags} == {"h1", "p", "ul", "li", "strong", "a"}
    assert " ".join(NASTY.split()) in rendered.text


@settings(calmly, max_examples=400)
@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=60))
def test_any_text_survives_as_text(title: str, owner: str, link: str) -> None:
    title = title.replace("\r", " ").replace("\0", "")
    item = ReadItem(title, 5, owner.replace("\r", " ").replace("\0", ""), links=(f"https://example.org/{link}",))
    page = looked_at(webpage(paper(item)))
    assert title in page.text
    assert {tag for tag, _ in page.tags if tag not in ("a", "p", "span")} == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "bdi", "ol", "li", "time", "div", "footer",
    }  # fmt: skip
    rendered = looked_at(MarkdownIt().render(markdown(paper(item))))
    assert {tag for tag, _ in rendered.tags} <= {"h1", "p", "ul", "li", "strong", "a"}


def test_every_agenda_of_the_first_set_can_be_written_and_read_again() -> None:
    for sample in samples(AGENDAS):
        items = sample.expected.items
        if all(item.minutes is not None for item in items):
            again = read(plain(paper(*items))).items
            assert [(item.minutes, item.kind) for item in again] == [(item.minutes, item.kind) for item in items], (
                sample.name
            )


def test_the_page_has_sixty_items_of_two_hundred_letters() -> None:
    page = looked_at(webpage(paper(*[ReadItem(f"{number} " + "x" * 197, 2) for number in range(60)])))
    assert len([tag for tag, _ in page.tags if tag == "li"]) == 60
    assert re.search("Altogether 2 h", page.text)
