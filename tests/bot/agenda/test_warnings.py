# ruff: noqa: RUF001 -- agendas are written in seven languages
"""What facilitators are warned of before an agenda is published."""

from dataclasses import dataclass, replace

import pytest

from bot.agenda.reading import Kind, leaves_open
from bot.agenda.warned import offer, sentence
from bot.agenda.warnings import Facts, Fix, Trouble, Warned, warnings


@dataclass(frozen=True)
class Item:
    title: str
    minutes: int | None = 20
    owner: str = "B-Tech"
    kind: Kind = "talk"
    links: tuple[str, ...] = ()
    notes: str = ""
    nameless: bool = False
    organisation: int | None = None
    member: int | None = None
    team: bool = True


WELCOME = Item("Welcome")
BREAK = Item("Break", 10, "", "break", team=False)
CASE = Item("Case study", 20, "Cisco", organisation=7, team=False)
FACTS = Facts(length=20, companies=frozenset({"Cisco", "Ericsson", "思科"}), consented=frozenset({"Cisco"}))


def troubles(*items: Item, facts: Facts = FACTS) -> list[tuple[Trouble, int | None]]:
    return [(each.trouble, each.item) for each in warnings(items, facts)]


def test_an_agenda_in_order_brings_no_warning() -> None:
    assert troubles(WELCOME) == []
    assert troubles(facts=Facts(length=120)) == []


@pytest.mark.parametrize(
    ("length", "expected"), [(19, (Trouble.OVER_TIME, 1)), (20, None), (25, None), (26, (Trouble.UNDER_TIME, 6))]
)
def test_over_and_under_time(length: int, expected: tuple[Trouble, int] | None) -> None:
    found = warnings([WELCOME], replace(FACTS, length=length))
    assert [(each.trouble, each.minutes) for each in found] == ([expected] if expected else [])


def test_an_item_without_minutes_is_named_and_hides_what_is_free() -> None:
    assert troubles(WELCOME, Item("Outlook", None), facts=replace(FACTS, length=120)) == [(Trouble.NO_MINUTES, 1)]


def test_an_item_without_owner() -> None:
    nobody = Item("Case study", owner=" ", team=False)
    assert troubles(nobody) == [(Trouble.NO_OWNER, 0)]
    assert troubles(replace(nobody, nameless=True)) == []
    assert troubles(replace(nobody, kind="break")) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (FACTS, [Trouble.OWNER_SILENT]),
        (replace(FACTS, declined_organisations=frozenset({7})), [Trouble.OWNER_DECLINED]),
        (replace(FACTS, declined_organisations=frozenset({7}), coming_organisations=frozenset({7})), []),
    ],
)
def test_a_company_that_is_not_coming(facts: Facts, expected: list[Trouble]) -> None:
    assert [each.trouble for each in warnings([CASE], facts)] == expected


def test_a_person_is_asked_for_whoever_else_of_the_company_comes() -> None:
    held = replace(CASE, member=3)
    there = replace(FACTS, coming_organisations=frozenset({7}))
    assert troubles(held, facts=there) == [(Trouble.OWNER_SILENT, 0)]
    assert troubles(held, facts=replace(there, declined_members=frozenset({3}))) == [(Trouble.OWNER_DECLINED, 0)]
    assert troubles(held, facts=replace(there, coming_members=frozenset({3}))) == []


def test_two_hours_without_a_break_ask_for_one_in_the_middle() -> None:
    long = [replace(WELCOME, title=str(number), minutes=30) for number in range(4)]
    facts = replace(FACTS, length=120)
    assert warnings(long, facts) == (Warned(Trouble.NO_BREAK, 2, 120),)
    assert troubles(*long[:3], replace(WELCOME, minutes=29), facts=facts) == []
    assert troubles(*long[:2], BREAK, *long[2:], facts=replace(FACTS, length=130)) == []


OPEN = [
    "Any other business", "AOB", "A.O.B.", "Any Other Business (AOB)", "Miscellaneous", "Other matters", "AOB & close",
    "Divers", "Questions diverses", "Points divers", "Varios", "Ruegos y preguntas", "Otros asuntos", "Verschiedenes", "Sonstiges",
    "Разное", "Другие вопросы", "其他事项", "其他", "ما يستجد من أعمال", "متفرقات", "أعمال أخرى",
]  # fmt: skip
SAID = [
    "Business and human rights in other regions", "Miscellaneous provisions of the directive: what changes for companies",
    "Discussion", "Verschiedene Ansätze der Abhilfe im Vergleich", "Опыт других компаний", "其他国家的供应链法律比较与企业经验", "Diversity in supply chains",
]  # fmt: skip


@pytest.mark.parametrize("title", OPEN)
def test_a_title_that_leaves_the_agenda_open_is_found(title: str) -> None:
    assert leaves_open(title)
    assert troubles(replace(WELCOME, title=title)) == [(Trouble.OPEN_TITLE, 0)]


@pytest.mark.parametrize("title", SAID)
def test_a_title_that_says_what_it_is_about_is_not(title: str) -> None:
    assert not leaves_open(title)


@pytest.mark.parametrize("title", ["How cisco handles appeals", "Ericsson’s way", "CISCO/Ericsson", "思科的案例"])
def test_a_company_named_in_an_item_without_a_name_is_found_however_it_is_written(title: str) -> None:
    found = warnings([replace(WELCOME, title=title, nameless=True)], FACTS)
    assert {each.trouble for each in found} == {Trouble.COMPANY_NAMED}


@pytest.mark.parametrize("title", ["San Francisco", "Ciscos", "Precision"])
def test_a_name_within_a_word_is_none(title: str) -> None:
    assert troubles(replace(WELCOME, title=title, nameless=True)) == []


def test_a_company_that_did_not_agree_to_be_named_is_pointed_out_in_title_and_owner() -> None:
    assert troubles(replace(WELCOME, title="What Ericsson does")) == [(Trouble.NOT_CONSENTED, 0)]
    assert troubles(replace(WELCOME, owner="Ericsson / Cisco")) == [(Trouble.NOT_CONSENTED, 0)]
    assert troubles(replace(WELCOME, title="What Cisco does")) == []


@pytest.mark.parametrize(
    "title", ["Case study (pre-read)", "Étude de cas, à lire", "案例，请先阅读", "Fallstudie, bitte vorher lesen"]
)
def test_a_pre_read_that_is_announced_and_not_linked(title: str) -> None:
    assert troubles(replace(WELCOME, title=title)) == [(Trouble.PRE_READ_MISSING, 0)]
    assert troubles(replace(WELCOME, title=title, links=("https://example.org/a",))) == []


@pytest.mark.parametrize(
    "link",
    [
        "https://",
        "http://localhost",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "https://example.org/a b",
        "https://[::1",
        "https://e.org:x/",
    ],
)
def test_a_link_nobody_can_open_is_pointed_out(link: str) -> None:
    assert troubles(replace(WELCOME, links=(link,))) == [(Trouble.LINK_BROKEN, 0)]


def test_every_warning_is_a_sentence_and_offers_something() -> None:
    for trouble in Trouble:
        warned = Warned(trouble, 0, 15, "Cisco")
        said = sentence(warned, [CASE])
        assert "%" not in said
        assert said[-1] in ".o"
        assert offer(warned.fix)
    assert {offer(fix) for fix in Fix} == {offer(Warned(trouble).fix) for trouble in Trouble}
    assert sentence(Warned(Trouble.OVER_TIME, minutes=1), []) == "The items take 1 minute more than the meeting has."
    assert (
        sentence(Warned(Trouble.OWNER_DECLINED, 0, text="Cisco"), [CASE])
        == "Cisco holds “Case study” and is not coming to this meeting."
    )
