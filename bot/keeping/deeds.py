"""How a line of the audit reads: the wire name of what was done in words, and ids as what people call them."""

from collections.abc import Mapping

from bot.disclosure import name_of
from bot.words import N_, _
from storage import people, programme
from storage.database import Db
from storage.models import Member, Organisation

DONE: Mapping[str, str] = {
    "session.answer": N_("answered"),
    "session.answers": N_("answered by meeting"),
    "coming": N_("answered"),
    "maybe": N_("answered"),
    "not coming": N_("answered"),
    "running late": N_("said that they will be late"),
    "take the seat": N_("took the seat they were offered"),
    "let the seat go": N_("let an offered seat go"),
    "undo that": N_("undid an answer given for them"),
    "session.close": N_("closed a session"),
    "session.reopen": N_("opened a session again"),
    "reopen": N_("opened a session again"),
    "plan": N_("planned a session"),
    "plan.session": N_("planned a session"),
    "plan.choose_start": N_("changed a draft"),
    "plan.choose_limits": N_("changed a draft"),
    "plan.save": N_("changed a draft"),
    "rename": N_("renamed a session"),
    "plan.announce": N_("announced a session"),
    "plan.discard": N_("discarded a draft"),
    "announce": N_("announced a session"),
    "meeting.moved": N_("moved a meeting"),
    "meeting.cancelled": N_("cancelled a meeting"),
    "join": N_("used a code to join"),
    "code": N_("made a code"),
    "code.revoke": N_("revoked a code"),
    "house.released": N_("released a workspace"),
    "people.added": N_("added a place"),
    "people.invite": N_("made a code"),
    "invite": N_("invited somebody"),
    "people.invite_mail": N_("sent an invitation by mail"),
    "send the invitation": N_("sent an invitation by mail"),
    "guest.invite": N_("invited a guest"),
    "guest.again": N_("sent an invitation by mail"),
    "guest.end": N_("took a guest's invitation back"),
    "mail.stop": N_("ended the mail to them"),
    "mail.ask_stop": N_("ended the mail to them"),
    "no more mail": N_("ended the mail to them"),
    "add person": N_("added a place"),
    "role of": N_("changed a role"),
    "revoke": N_("revoked a code"),
    "still right": N_("confirmed nominees"),
    "name us": N_("said whether the company may be named"),
    "do not name us": N_("said whether the company may be named"),
    "admit": N_("admitted a substitute"),
    "do not admit": N_("declined a substitute"),
    "people.replaced": N_("made a code to hand a place over"),
    "people.role_set": N_("changed a role"),
    "people.merged": N_("made two places one"),
    "people.leave": N_("left the community"),
    "rules.set": N_("set the rules"),
    "rules.accept": N_("accepted the rules"),
    "profile.save": N_("changed their profile"),
    "policy.set": N_("set who sees what"),
    "consent.say": N_("said whether the company may be named"),
    "confirm.start": N_("asked for nominees to be confirmed"),
    "confirm.right": N_("confirmed nominees"),
    "retention.set": N_("set how long what is kept"),
    "keep": N_("set how long what is kept"),
    "purge.now": N_("ordered a purge"),
    "forget.me_done": N_("asked to be forgotten"),
    "forget.done": N_("forgot a member"),
    "meeting.move_to": N_("moved a meeting"),
    "meeting.move": N_("moved a meeting"),
    "move": N_("moved a meeting"),
    "meeting.cancel": N_("cancelled a meeting"),
    "cancel": N_("cancelled a meeting"),
    "close": N_("closed a session"),
    "seats": N_("set seats and audience"),
    "seats.save": N_("set seats and audience"),
    "seat.accept": N_("took the seat they were offered"),
    "seat.let_go": N_("let an offered seat go"),
    "seat.colleague": N_("gave their seat to a colleague"),
    "give": N_("gave somebody a seat whatever the order"),
    "send": N_("named a substitute"),
    "substitute.save": N_("named a substitute"),
    "substitute.admit": N_("admitted a substitute"),
    "substitute.decline": N_("declined a substitute"),
    "answer for": N_("answered for somebody"),
    "behalf.save": N_("answered for somebody"),
    "behalf.undo": N_("undid an answer given for them"),
    "parts.set": N_("set the parts of a session"),
    "open": N_("set the parts of a session"),
    "parts.offer": N_("offered a part"),
    "offer": N_("offered a part"),
    "part.claim": N_("claimed a part"),
    "claim": N_("claimed a part"),
    "part.accept": N_("accepted a part"),
    "accept": N_("accepted a part"),
    "part.confirm": N_("confirmed a part"),
    "confirm": N_("confirmed a part"),
    "part.decline": N_("declined a part"),
    "part.refuse": N_("said no to a part"),
    "decline": N_("said no to a part"),
    "part.withdraw": N_("gave a part back"),
    "withdraw from": N_("gave a part back"),
    "part.swap": N_("handed a part over"),
    "swap": N_("handed a part over"),
    "part.take_over": N_("took a part over"),
    "agenda for": N_("wrote an agenda"),
    "item": N_("changed an agenda"),
    "agenda.added": N_("changed an agenda"),
    "agenda.item": N_("changed an agenda"),
    "agenda.pasted": N_("changed an agenda"),
    "agenda.copied": N_("copied an agenda"),
    "copy agenda to": N_("copied an agenda"),
    "agenda.publish": N_("published an agenda"),
    "agenda.freeze": N_("made an agenda final"),
    "agenda.thaw": N_("opened a final agenda again"),
    "agenda.acknowledge": N_("acknowledged an agenda"),
    "acknowledge": N_("acknowledged an agenda"),
    "agenda.objection": N_("objected to an agenda"),
    "proposal.send": N_("proposed a topic"),
    "propose without a name for": N_("proposed a topic"),
    "proposal.vote": N_("voted for a proposal"),
    "proposal.accept": N_("accepted a proposal"),
    "proposal.declined": N_("declined a proposal"),
    "proposal.merged": N_("merged proposals"),
    "proposal.withdraw": N_("took a proposal back"),
    "slot.answer": N_("answered for their slot on an agenda"),
    "slot.handed": N_("handed their slot on an agenda over"),
    "live.start": N_("started a meeting"),
    "start": N_("started a meeting"),
    "live.end": N_("ended a meeting"),
    "end the meeting": N_("ended a meeting"),
    "organisation.save": N_("changed a company"),
    "add company": N_("added a company"),
    "change company": N_("changed a company"),
    "people.add": N_("added a place"),
    "people.mailed": N_("noted a mail address for a place"),
    "mail of": N_("noted a mail address for a place"),
    "leave": N_("left the community"),
    "merge": N_("made two places one"),
    "house.release": N_("released a workspace"),
    "cards here": N_("chose the channel for cards"),
    "consent": N_("said whether the company may be named"),
    "confirm nominees": N_("asked for nominees to be confirmed"),
    "remind": N_("changed reminders"),
    "ladder.save": N_("changed reminders"),
    "flight.hold": N_("held reminders back or let them go"),
    "pause all reminders": N_("held reminders back"),
    "resume all reminders": N_("let reminders go again"),
    "flight.now": N_("sent a reminder at once"),
    "send the reminder": N_("sent a reminder at once"),
    "flight.skip": N_("left a reminder out"),
    "skip the reminder": N_("left a reminder out"),
    "flight.text_save": N_("changed what a reminder says"),
    "the reminder": N_("changed what a reminder says"),
    "link.save": N_("set where meetings take place online"),
    "link of": N_("set where meetings take place online"),
    "remind.mute": N_("muted a session"),
    "remind.pause_to": N_("changed which reminders they want"),
    "remind.wishes_save": N_("changed which reminders they want"),
    "purge": N_("ordered a purge"),
    "forget me": N_("asked to be forgotten"),
    "forget": N_("forgot a member"),
}
"""What is not here reads as it is kept."""


def done(what: str) -> str:
    """What was done, in words."""
    if what in DONE:
        return _(DONE[what])
    return what if "." in what else _("wrote “%(words)s”") % {"words": what}


def concerning(db: Db, community: int, about: str) -> str:
    """What it concerned: each id as what it is called in this community, or as it is where that is gone."""
    return ", ".join(_called(db, community, part) for part in about.split(", ") if part)


def _called(db: Db, community: int, part: str) -> str:
    key, _space, value = part.partition(" ")
    if not value.isdecimal():
        return part
    number = int(value)
    match key:
        case "session":
            session = programme.session(db, community, number)
            return session.title if session else part
        case "meeting":
            found = programme.meeting(db, community, number)
            numbered = _("%(title)s, meeting %(number)s")
            return numbered % {"title": found[0].title, "number": found[1].number} if found else part
        case "member" | "keep" | "drop":
            member = people.named(db, Member, community, number)
            return name_of(member) if member else part
        case "organisation":
            return people.named(db, Organisation, community, number) or part
        case _:
            return part
