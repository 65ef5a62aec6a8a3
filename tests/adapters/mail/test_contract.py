"""Mail keeps what every platform promises; where a mail cannot, it promises what its reader gets instead."""

from bot.chat import Message, Pressed, Text, unpack
from tests.adapters.contract import EVERYTHING, KINDS, PAINT, Contract
from tests.adapters.mail.rig import MAILBOX, PERSON, MailRig


class TestMail(Contract):
    """The contract, over SMTP to a real server and HTTP to the real pages."""

    async def test_an_update_replaces_the_message(self, rig: MailRig) -> None:
        """A mail stays as it was sent, nobody gets a second one, and its page shows things as they are."""
        message_id = await rig.chat.post(rig.room, Message((Text(("before",)),)))
        await rig.chat.update(message_id, Message((Text(("after",)),)))
        assert len(rig.office.mails) == 1
        assert "before" in await rig.words(message_id)
        rig.answers = lambda _: Message((Text(("after",)),))
        await rig.open(message_id, "Your page")
        assert "after" in await rig.press_here("Open my page")

    async def test_a_pressed_button_comes_back_as_the_action_it_was(self, rig: MailRig) -> None:
        """A mail is read by one person, so what they press is private, and stands on no card."""
        message_id = await rig.chat.post(rig.room, EVERYTHING)
        await rig.press(message_id, "Paint it")
        pressed = rig.events[-1]
        assert isinstance(pressed, Pressed)
        assert (unpack(pressed.action, KINDS), pressed.place.private, pressed.message) == (PAINT, True, "")
        assert (pressed.person.id, pressed.person.house, pressed.place.address) == (PERSON, "mail:1", MAILBOX)

    async def test_an_address_survives_a_restart(self, rig: MailRig) -> None:
        message_id = await rig.chat.post(rig.room, EVERYTHING)
        await rig.restarted().update(message_id, Message((Text(("after",)),)))
        await rig.restarted().post(rig.room, Message((Text(("more",)),)))
        await rig.restarted().post(message_id, Message((Text(("below",)),)))
        assert [str(one["To"]) for one in rig.office.mails] == [str(rig.mail(message_id)["To"])] * 3
        await rig.press(message_id, "Paint it")
        assert isinstance(rig.events[-1], Pressed)

    async def test_a_reply_stands_in_the_thread_of_its_message_and_can_be_changed(self, rig: MailRig) -> None:
        """It stands there, and cannot be changed."""
        above = await rig.chat.post(rig.room, Message((Text(("above",)),)))
        other = await rig.chat.post(rig.room, Message((Text(("other",)),)))
        first = await rig.chat.post(above, Message((Text(("first",)),)))
        await rig.restarted().post(above, Message((Text(("second",)),)))
        await rig.restarted().update(first, Message((Text(("first anew",)),)))
        thread = await rig.thread(above)
        assert [("first" in words, "second" in words) for words in thread] == [(True, False), (False, True)]
        assert await rig.thread(other) == []
        assert str(rig.mail(first)["References"]) == str(rig.mail(above)["Message-ID"])
