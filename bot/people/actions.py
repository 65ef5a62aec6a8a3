"""What the buttons and forms about people mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action
from bot.doors import ShowGuests as ShowGuests
from bot.doors import ShowPeople as ShowPeople


@dataclass(frozen=True)
class OpenRules(Action, name="rules.open"):
    """Write the rules of participation: opens a form."""


@dataclass(frozen=True)
class SetRules(Action, name="rules.set"):
    """The form with the rules came back."""


@dataclass(frozen=True)
class ShowPlace(Action, name="people.place"):
    """One place, and what can be done with it."""

    member: int


@dataclass(frozen=True)
class OpenOrganisation(Action, name="organisation.open"):
    """A new organisation, or (with its id) this one's kind and seats: opens a form."""

    organisation: int = 0


@dataclass(frozen=True)
class SaveOrganisation(Action, name="organisation.save"):
    """The form with an organisation came back; 0 for a new one."""

    organisation: int = 0


@dataclass(frozen=True)
class OpenAdd(Action, name="people.add"):
    """Add a place: opens a form."""

    organisation: int


@dataclass(frozen=True)
class AddPlace(Action, name="people.added"):
    """The form to add a place came back."""

    organisation: int


@dataclass(frozen=True)
class Invite(Action, name="people.invite"):
    """A fresh personal code for this place."""

    member: int


@dataclass(frozen=True)
class OpenMail(Action, name="people.mail"):
    """Whose mail address takes this place: opens a form."""

    member: int


@dataclass(frozen=True)
class SetMail(Action, name="people.mailed"):
    """The form with the address came back."""

    member: int


@dataclass(frozen=True)
class InviteByMail(Action, name="people.invite_mail"):
    """Send whoever is to hold this place the invitation by mail."""

    member: int


@dataclass(frozen=True)
class ShowAccounts(Action, name="accounts.show"):
    """Where I am known, and how mail ends."""


@dataclass(frozen=True)
class AskNoMail(Action, name="mail.ask_stop"):
    """No more mail to me? Asks first where nothing else reaches me."""


@dataclass(frozen=True)
class NoMail(Action, name="mail.stop"):
    """No more mail to me."""


@dataclass(frozen=True)
class OpenGuest(Action, name="guest.open"):
    """Invite a guest: opens a form, to this session or (0) to one that is chosen in it."""

    session: int = 0


@dataclass(frozen=True)
class InviteGuest(Action, name="guest.invite"):
    """The form with a guest came back."""

    session: int = 0


@dataclass(frozen=True)
class InviteAgain(Action, name="guest.again"):
    """Send a guest the invitation once more."""

    member: int


@dataclass(frozen=True)
class AskUninvite(Action, name="guest.ask_end"):
    """Take a guest's invitation back? Asks first."""

    member: int


@dataclass(frozen=True)
class Uninvite(Action, name="guest.end"):
    """Yes, take it back."""

    member: int


@dataclass(frozen=True)
class Uninvited(Action, name="tell.uninvited"):
    """Tells somebody that their invitation to a session was taken back."""

    session: int


@dataclass(frozen=True)
class AskReplace(Action, name="people.replace"):
    """Give this place to another person? Asks first."""

    member: int


@dataclass(frozen=True)
class Replace(Action, name="people.replaced"):
    """Yes: a code with which another person takes the place over."""

    member: int


@dataclass(frozen=True)
class OpenRole(Action, name="people.role"):
    """Change what this member is: opens a form."""

    member: int


@dataclass(frozen=True)
class SetRole(Action, name="people.role_set"):
    """The form with the role came back."""

    member: int


@dataclass(frozen=True)
class OpenMerge(Action, name="people.merge"):
    """This place and another are one person's: opens a form."""

    member: int


@dataclass(frozen=True)
class AskMerge(Action, name="people.merge_ask"):
    """The form with the other place came back."""

    member: int


@dataclass(frozen=True)
class Merge(Action, name="people.merged"):
    """Yes, they are one person's."""

    keep: int
    drop: int


@dataclass(frozen=True)
class Leave(Action, name="people.leave"):
    """Yes, I leave the community."""


@dataclass(frozen=True)
class PlaceLeft(Action, name="tell.left"):
    """Tells whoever manages a place that its holder has left."""

    member: int


@dataclass(frozen=True)
class Revoke(Action, name="code.revoke"):
    """This code should work no longer."""

    code: int


@dataclass(frozen=True)
class AskRelease(Action, name="house.release"):
    """Release this house from the community? Asks first."""

    house: str


@dataclass(frozen=True)
class Release(Action, name="house.released"):
    """Yes, release it."""

    house: str


@dataclass(frozen=True)
class OpenProfile(Action, name="profile.open"):
    """My time zone, language and working hours: opens a form."""


@dataclass(frozen=True)
class SaveProfile(Action, name="profile.save"):
    """The form with the profile came back."""


@dataclass(frozen=True)
class StartConfirming(Action, name="confirm.start"):
    """Ask every organisation whether its nominees are still right. `after` is the last time that was asked."""

    after: int = 0


@dataclass(frozen=True)
class ShowConfirming(Action, name="confirm.list"):
    """Who has confirmed."""


@dataclass(frozen=True)
class AskConfirm(Action, name="tell.confirm"):
    """Asks somebody whether the nominees of their organisation are still right."""

    confirming: int
    organisation: int


@dataclass(frozen=True)
class StillRight(Action, name="confirm.right"):
    """Yes, they are."""

    confirming: int
    organisation: int
