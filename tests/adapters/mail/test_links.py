"""What a link of a mail is good for: for its reader alone, for a while, whole, and for nothing at all when it is only
opened."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest

from adapters.mail.address import Mailbox, read
from adapters.mail.seal import KEEPS, LONGEST, LONGEST_LINK, BadSeal, Posted, Seals, Ticket
from bot.chat import (
    CannotReach,
    ChoiceField,
    Form,
    HomeOpened,
    Message,
    Option,
    Person,
    Picture,
    Place,
    Pressed,
    Problems,
    Said,
    Submitted,
    Text,
    Uninstalled,
    pack,
)
from tests.adapters.contract import ASK, EVERYTHING, PAINT, TYPED, AskColour, open_form
from tests.adapters.mail.rig import KEY, MAIL, MAILBOX, NOON, PERSON, MailRig, letter_of, links_of

BOX = read(MAILBOX)
SEALS = Seals("https://convener.example.org", KEY)


def seal_of(link: str) -> str:
    return link.rpartition("/")[2]


def test_an_address_is_read_as_it_was_written() -> None:
    assert (str(BOX), BOX.person, BOX.house, BOX.mail) == (MAILBOX, PERSON, "mail:1", MAIL)
    odd = Mailbox("1", "0123456789abcdef", '"a:b"@пример.example')
    assert read(str(odd)) == odd


@pytest.mark.parametrize(
    "text",
    ["", "mail", "mail:1", PERSON, "mail:1:short:a@example.org", "slack:1:0123456789abcdef:a@example.org",
     "mail:1:0123456789abcdef:nobody", "mail:1:0123456789abcdef:a @example.org", f"{MAILBOX}\n", f"{PERSON}:a@b\nc"],
)  # fmt: skip
def test_what_is_no_address_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        read(text)


def test_a_link_says_what_it_was_made_to_say() -> None:
    ticket = Ticket(BOX, "test.paint {}", "قادم", 'About “this” & "that"')
    assert SEALS.read(seal_of(SEALS.link(ticket, NOON)), NOON + KEEPS) == ticket


@pytest.mark.parametrize("behind", ["", "=", "==", ".", ")", ").", ">", "”", "'"])
def test_what_a_program_took_for_a_part_of_the_address_does_no_harm(behind: str) -> None:
    for n in range(8):
        ticket = Ticket(BOX, label="x" * n)
        seal = seal_of(SEALS.link(ticket, NOON))
        assert seal.replace("-", "").replace("_", "").isalnum()
        assert SEALS.read(seal + behind, NOON) == ticket


def test_a_link_ends_after_ninety_days() -> None:
    seal = seal_of(SEALS.link(Ticket(BOX), NOON))
    with pytest.raises(BadSeal) as bad:
        SEALS.read(seal, NOON + KEEPS + timedelta(seconds=1))
    assert (bad.value.over, KEEPS) == (True, timedelta(days=90))


def test_what_would_make_a_link_too_long_for_old_programs_leads_home() -> None:
    long = SEALS.link(Ticket(BOX, f"test.paint {'x' * 1880}", "Paint"), NOON)
    assert len(seal_of(long)) < LONGEST_LINK
    assert SEALS.read(seal_of(long), NOON) == Ticket(BOX)


def test_no_seal_of_one_kind_is_taken_for_another() -> None:
    sealed = SEALS.message_id(Posted(BOX, "key")).rpartition(":")[2]
    with pytest.raises(BadSeal):
        SEALS.read(sealed, NOON)
    with pytest.raises(CannotReach):
        SEALS.posted(f"mail:1:{seal_of(SEALS.link(Ticket(BOX), NOON))}")


def test_the_id_of_a_mail_does_not_say_whose_it_is() -> None:
    message_id = SEALS.message_id(Posted(BOX, "key"))
    assert SEALS.posted(message_id) == Posted(BOX, "key")
    assert [word for word in (MAIL, BOX.account, "cisco") if word in message_id] == []


async def test_a_program_that_opens_every_link_of_a_mail_changes_nothing(rig: MailRig) -> None:
    message_id = await rig.chat.post(rig.room, EVERYTHING)
    links = [url for url in links_of(rig.mail(message_id)) if url.startswith(rig.settings.public_url)]
    assert len(links) == 7
    for _ in range(2):
        for url in links:
            for ask in (rig.http.get, rig.http.head, rig.http.options):
                async with ask(url) as answered:
                    assert answered.status == (405 if ask == rig.http.options else 200)
    assert rig.events == []
    await rig.press(message_id, "Paint it")
    assert len(rig.events) == 1


async def test_the_page_of_a_link_says_what_will_happen_and_has_one_button_with_the_cursor_on_it(rig: MailRig) -> None:
    message_id = await rig.chat.post(rig.room, EVERYTHING)
    page = await rig.open(message_id, "Paint it")
    assert [word for word in ("A heading", "You chose “Paint it”", "Nothing has been changed yet", MAIL)
            if word not in page.words] == []  # fmt: skip
    assert [(form.hidden["do"], form.button) for form in page.forms] == [("go", "Paint it"), ("home", "Your page")]
    assert [said for tag, said in page.tags if tag == "button" and "autofocus" in said] == [
        {"class": "plain", "autofocus": "", "dir": "auto"}
    ]


@pytest.mark.parametrize("path", ["", "/stop"])
async def test_a_seal_that_is_not_ours_gets_a_kind_page_and_does_nothing(rig: MailRig, path: str) -> None:
    link = letter_of(rig.mail(await rig.chat.post(rig.room, EVERYTHING))).links["Paint it"]
    seal = seal_of(link)
    others = seal_of(Seals("https://other.example", "another key of many characters").link(Ticket(BOX), NOON))
    broken = (
        seal[:-1],
        seal[1:],
        f"{seal[:40]}A{seal[41:]}",
        others,
        "x",
        "%00",
        "é",
        "a" * LONGEST,
        "a" * (LONGEST + 1),
    )
    for bad in broken:
        for ask in (rig.http.get, rig.http.post):
            async with ask(f"{rig.settings.public_url}/mail/{bad}{path}", data={"do": "go"}) as answered:
                text = await answered.text()
                assert ("This link cannot be read" in text, "Nothing was changed." in text) == (True, True), bad
                assert answered.status == 404
    async with rig.http.get(f"{rig.settings.public_url}/mail/") as answered:
        assert (answered.status, "This link cannot be read" in await answered.text()) == (404, True)
    rig.later = KEEPS + timedelta(seconds=1)
    for ask in (rig.http.get, rig.http.post):
        async with ask(link + path) as answered:
            assert (answered.status, "This link has ended" in await answered.text()) == (410, True)
    assert rig.events == []


async def test_every_page_is_sent_with_the_same_strict_headers(rig: MailRig) -> None:
    link = letter_of(rig.mail(await rig.chat.post(rig.room, EVERYTHING))).links["Paint it"]
    for url in (link, f"{link}x", f"{link}/stop"):
        for ask in (rig.http.get, rig.http.post):
            async with ask(url) as answered:
                assert {name: answered.headers.get(name) for name in (
                    "Cache-Control", "Referrer-Policy", "X-Robots-Tag", "X-Content-Type-Options", "Set-Cookie",
                )} == {
                    "Cache-Control": "no-store",
                    "Referrer-Policy": "no-referrer",
                    "X-Robots-Tag": "noindex, nofollow",
                    "X-Content-Type-Options": "nosniff",
                    "Set-Cookie": None,
                }  # fmt: skip
                rules = dict(
                    one.strip().split(" ", 1) for one in answered.headers["Content-Security-Policy"].split(";")
                )
                assert "script-src" not in rules
                assert {key: rules[key] for key in ("default-src", "form-action", "frame-ancestors", "base-uri")} == {
                    "default-src": "'none'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
                }  # fmt: skip


async def test_the_one_style_that_a_page_may_have_is_its_own(rig: MailRig) -> None:
    link = letter_of(rig.mail(await rig.chat.post(rig.room, EVERYTHING))).links["Paint it"]
    async with rig.http.get(link) as answered:
        style = (await answered.text()).partition("<style>")[2].partition("</style>")[0]
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in answered.headers["Content-Security-Policy"]


async def test_what_happens_on_a_page_is_done_by_the_reader_of_its_link(rig: MailRig) -> None:
    rig.answers = lambda event: ASK if isinstance(event, Pressed) and "test.ask" in event.action else EVERYTHING
    await rig.press(await rig.chat.post(rig.room, EVERYTHING), "Paint it")
    await rig.press_here("Paint it")
    await rig.press_here("Your page")
    await rig.send(rig.page.form("say"), {"text": "  who leads & <why>  "})
    await rig.send(rig.page.form("say"), {"text": " "})
    rig.answers = lambda _: ASK
    await rig.send(rig.page.form("home"))
    await rig.submit(TYPED)
    who, where = Person(PERSON, "mail:1"), Place(MAILBOX, private=True)
    assert rig.events == [
        Pressed(who, where, pack(PAINT)),
        Pressed(who, where, pack(PAINT)),
        HomeOpened(who, where),
        Said(who, where, "who leads & <why>"),
        HomeOpened(who, where),
        HomeOpened(who, where),
        Submitted(who, where, pack(PAINT), TYPED),
    ]


async def test_nothing_to_say_is_said(rig: MailRig) -> None:
    assert "Done." in await rig.press(await rig.chat.post(rig.room, EVERYTHING), "Paint it")


async def test_a_picture_stands_on_the_page_and_not_in_the_mail(rig: MailRig) -> None:
    shown = Message((Picture(f"{rig.settings.public_url}/shown/x", "what it shows", 480, 320),))
    rig.answers = lambda _: shown
    message_id = await rig.chat.post(rig.room, shown)
    assert [said for tag, said in letter_of(rig.mail(message_id)).tags if tag == "img"] == []
    await rig.open(message_id, "Your page")
    await rig.press_here("Open my page")
    assert [said["src"] for tag, said in rig.page.tags if tag == "img"] == [f"{rig.settings.public_url}/shown/x"]


async def test_a_long_choice_is_a_list_and_what_was_chosen_comes_back(rig: MailRig) -> None:
    options = tuple(Option(f"o{n}", f"Option {n}") for n in range(20))
    fields = (ChoiceField("must", "Must", options), ChoiceField("may", "May", options, "o3", optional=True),
              ChoiceField("few", "Few", options[:2], optional=True))  # fmt: skip
    form = Form("Choose", fields, PAINT, AskColour(), "Go")
    rig.answers = lambda _: form
    await open_form(rig)
    rig.answers = lambda _: form
    await rig.send(rig.page.form("home"))
    assert await rig.open_form_values() == {"must": "", "may": "o3", "few": ""}
    await rig.submit({"must": "o7", "few": "o1"})
    submitted = rig.events[-1]
    assert isinstance(submitted, Submitted)
    assert dict(submitted.values) == {"must": "o7", "may": "o3", "few": "o1"}


async def test_a_problem_with_the_whole_form_is_said_above_it(rig: MailRig) -> None:
    await open_form(rig)
    rig.answers = lambda _: Problems(ASK.filled(TYPED), {"": "Somebody was faster."})
    assert "Somebody was faster." in await rig.submit(TYPED)
    assert await rig.form_problems() == {}


async def test_one_click_of_a_mail_program_ends_all_mail(rig: MailRig) -> None:
    """RFC 8058: it sends this form, without a cookie and without having opened the page."""
    mail = rig.mail(await rig.chat.post(rig.room, EVERYTHING))
    url = str(mail["List-Unsubscribe"]).strip("<>")
    async with rig.http.post(url, data={"List-Unsubscribe": "One-Click"}) as answered:
        assert answered.status == 200
    assert rig.events == [Uninstalled(Person(PERSON, "mail:1"), Place(MAILBOX, private=True))]


async def test_a_person_ends_all_mail_on_the_page(rig: MailRig) -> None:
    page = await rig.open(await rig.chat.post(rig.room, EVERYTHING), "No more mail")
    assert MAIL in page.words
    assert "writes no more mails" in await rig.send(page.forms[0])
    assert [type(event) for event in rig.events] == [Uninstalled]


async def test_the_link_in_the_header_does_nothing_else(rig: MailRig) -> None:
    mail = rig.mail(await rig.chat.post(rig.room, EVERYTHING))
    url = str(mail["List-Unsubscribe"]).strip("<>").removesuffix("/stop")
    page = await rig.get(url)
    assert [form.button for form in page.forms] == ["No more mail to this address"]
    for sent in ({"do": "home"}, {"do": "press", "action": "test.paint"}, {"do": "say", "text": "home"}):
        async with rig.http.post(url, data=sent) as answered:
            assert "No more mail" in await answered.text()
    assert {type(event) for event in rig.events} == {Uninstalled}


async def test_what_no_browser_sends_gets_a_kind_page(rig: MailRig) -> None:
    link = letter_of(rig.mail(await rig.chat.post(rig.room, EVERYTHING))).links["Paint it"]
    form = "application/x-www-form-urlencoded"
    for body, kind, status in (
        (b"do=say&text=%FF%FE", form, 200),
        (b"\xff\xfe\x00", form, 400),
        (b"do=say", f"{form}; charset=no-such", 400),
        (b"no boundary", "multipart/form-data", 400),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 400),
        (b"{}", "application/json", 200),
        (b"do=" + b"x" * (2 << 20), form, 413),
    ):
        async with rig.http.post(link, data=BytesIO(body), headers={"Content-Type": kind}) as answered:
            text = await answered.text()
            assert (answered.status, "<main" in text) == (status, True), body[:20]
    assert all(isinstance(event, HomeOpened | Said) for event in rig.events)


async def test_an_action_of_no_page_of_ours_reaches_the_product_as_it_is(rig: MailRig) -> None:
    """It carries no permission: whether its reader may is asked there."""
    link = letter_of(rig.mail(await rig.chat.post(rig.room, EVERYTHING))).links["Your page"]
    rig.answers = lambda _: Message((Text(("refused",)),))
    async with rig.http.post(link, data={"do": "press", "action": 'people.revoke {"member":1}'}) as answered:
        assert "refused" in await answered.text()
    assert [event.action for event in rig.events if isinstance(event, Pressed)] == ['people.revoke {"member":1}']
