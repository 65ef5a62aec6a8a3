"""Every usual way to write a line or a table, with every other: times, lengths and names before titles or behind."""

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import cycle

import pytest

from bot.agenda.reading import read
from tests.bot.agenda.wild import COMMUNITY

Said = tuple[str, str, int | None, time | None]

# Title, minutes, who holds it: in an order in which no two rows go together by habit.
ITEMS = [
    ("Opening and welcome", 10, "B-Tech"),
    ("Case: remedy after an outage", 20, "Google nominee 1"),
    ("Briefing: the new AI Act", 15, "expert advisor 1"),
    ("Trends, risks and opportunities", 30, "Cisco, HPE"),
    ("Data requests: who decides?", 5, "Apple and Google"),
    ("Learning from mistakes", 25, "the facilitator"),
    ("5G, 6G and rights", 20, "civil society guest"),
    ("Red flags in sales", 10, "all"),
    ("Way forward", 5, "Vodafone"),
    ("Content moderation in elections", 15, "Ericsson nominee 2"),
    ("Next steps", 10, "Expert advisors 1 and 2"),
]
MARKS = ["", "- ", "• ", "{number}. ", "{number}) ", "* ", "– ", "[ ] "]
WHEN = [
    *("", "{start} ", "{start} – ", "{start}: ", "{start} | ", "{start}-{end} ", "{start} – {end} ", "{start}–{end}: "),
    *("({start}–{end}) ", "{clock} pm ", "{hour}h{minute:02} "),
]
REST = [
    *("{title} ({who})", "{title} – {who}", "{title} - {who}", "{title}, {who}", "{title} / {who}", "{title} | {who}"),
    *("{title} [{who}]", "{who}: {title}", "{who} – {title}", "{title} by {who}", "{title}, led by {who}", "{title}"),
    *("{title} ({who}, {length} min)", "{title} ({length} min, {who})", "{title} – {who}, {length} min"),
    *("{title} – {length} min – {who}", "{title} ({length} min) – {who}", "{title} – {who} ({length} min)"),
    *("{length}' {title} ({who})", "{length} min: {title} – {who}", "{length} min {title} ({who})"),
    *("{title} {length} min ({who})", "{title} ({length}')", "{title}, {length} min", "{title} – {length} min"),
    *("{title} {length} min", "{title} ({who}; {length}')", "{title} ({who}) – {length} min"),
    *("{title} – {who} – {length} min", "{title} ({who}) {length}'", "{title}, {who} ({length}')"),
    "{title}, {length} min, {who}",
]
NAMES = {
    "start": ["Time", "When", "Start", "Timing", "Time (CET)"],
    "title": ["Topic", "Item", "Agenda item", "Session", "What", "Subject", "Discussion item", "Agenda Point"],
    "who": ["Owner", "Speaker", "Lead", "Who", "Presenter", "Speaker(s)", "Person responsible", "Led by"],
    "length": ["Min", "Minutes", "Duration", "Time (min)", "Duration (min)", "Length"],
    "note": ["Notes", "Comments", "Remarks"],
    "number": ["#", "No.", "Nr"],
}
ORDERS = [
    *("start title who", "start title length who", "number title who length", "title who length", "start title"),
    *("start length title who", "length title who", "number start title who", "start title who note"),
    *("title length who note", "start who title", "who title length", "title length", "number title length who note"),
]
JOINED = {"tabs": "{}", "bars": "{}", "frame": "| {} |"}


def written(first: int, count: int) -> Iterator[dict[str, str | int]]:
    """So many items, one after the other from 15:00, with all that may be said of each."""
    passed = 15 * 60
    for number, (title, length, who) in enumerate([*ITEMS, *ITEMS][first : first + count], 1):
        (hour, minute), (until, past) = divmod(passed, 60), divmod(passed + length, 60)
        yield {
            **{"number": number, "title": title, "length": length, "who": who, "hour": hour, "minute": minute},
            **{"start": f"{hour}:{minute:02}", "end": f"{until}:{past:02}", "clock": f"{hour - 12}:{minute:02}"},
        }
        passed += length


def meant(items: Sequence[dict[str, str | int]], form: str) -> list[Said]:
    """What this form says of them: who and when as far as it holds them, a length also until the next begins."""
    timed = any(f"{{{name}" in form for name in ("start", "clock", "hour"))
    found: list[Said] = []
    for number, item in enumerate(items, 1):
        known = "{length}" in form or "{end}" in form or (timed and number < len(items))
        begins = time(int(item["hour"]), int(item["minute"])) if timed else None
        who = str(item["who"]) if "{who}" in form else ""
        found.append((str(item["title"]), who, int(item["length"]) if known else None, begins))
    return found


def told(text: str) -> list[Said]:
    return [(item.title, item.owner, item.minutes, item.starts) for item in read(text, names=COMMUNITY).items]


@pytest.mark.parametrize("rest", REST)
def test_a_line_is_read_whatever_stands_before_and_behind_its_title(rest: str) -> None:
    wrong: list[str] = []
    for place, (when, mark) in enumerate(zip(WHEN, cycle(MARKS), strict=False)):
        for first in (place % 6, (place + 3) % 6):
            items = [*written(first, 5)]
            text = "\n".join((mark + when + rest).format(**item) for item in items)
            wrong += [text] if told(text) != meant(items, when + rest) else []
    assert wrong == []


@pytest.mark.parametrize("joined", JOINED)
@pytest.mark.parametrize("order", ORDERS)
def test_a_table_is_read_in_whatever_order_its_columns_stand(order: str, joined: str) -> None:
    columns, wrong = order.split(), list[str]()
    for place in range(8):
        items = [*written(place % 6, 6)]
        head = [NAMES[column][place % len(NAMES[column])] for column in columns]
        rows = [[str(item.get(column, "bring slides")) for column in columns] for item in items]
        if joined == "frame":
            rows.insert(0, ["---"] * len(columns))
        between = "\t" if joined == "tabs" else " | "
        text = "\n".join(JOINED[joined].format(between.join(row)) for row in [head, *rows])
        form = " ".join(f"{{{column}}}" for column in columns)
        wrong += [text] if told(text) != meant(items, form) else []
    assert wrong == []
