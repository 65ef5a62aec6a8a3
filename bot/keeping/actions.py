"""What the buttons and forms about what is kept mean. The wire names are for ever."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat import Action


class Reason(StrEnum):
    """Why a facilitator forgets somebody. Chosen, never written: the audit keeps it, and nothing that names anybody."""

    ASKED_IN_CHAT = "asked in chat"
    ASKED_BY_MAIL = "asked by mail"
    ASKED_IN_PERSON = "asked in person"
    ORGANISATION_ASKED = "their organisation asked for them"
    LEFT = "has left the organisation"


@dataclass(frozen=True)
class ShowAudit(Action, name="audit.show"):
    """One page of the audit, the first one is 0; of one member where one is named."""

    page: int = 0
    member: int | None = None


@dataclass(frozen=True)
class MyDataFile(Action, name="file.mine"):
    """Everything that is kept of the member for whom the address was made, as JSON."""


@dataclass(frozen=True)
class ShowMyData(Action, name="data.show"):
    """Everything that is kept of me; the first page is 0."""

    page: int = 0


@dataclass(frozen=True)
class AskForgetMe(Action, name="forget.me"):
    """Forget me? Asks first."""


@dataclass(frozen=True)
class ForgetMe(Action, name="forget.me_done"):
    """Yes, forget me."""


@dataclass(frozen=True)
class AskForget(Action, name="forget.ask"):
    """The form about why came back."""

    member: int


@dataclass(frozen=True)
class Forget(Action, name="forget.done"):
    """Yes, forget them."""

    member: int
    reason: Reason


@dataclass(frozen=True)
class ShowRetention(Action, name="retention.show"):
    """How long what is kept."""


@dataclass(frozen=True)
class OpenRetention(Action, name="retention.open"):
    """Change how long what is kept: opens a form."""


@dataclass(frozen=True)
class SetRetention(Action, name="retention.set"):
    """The form with the periods came back."""


@dataclass(frozen=True)
class AskPurge(Action, name="purge.ask"):
    """Purge now? Asks first, and says what would go."""


@dataclass(frozen=True)
class Purge(Action, name="purge.now"):
    """Yes, purge now."""


@dataclass(frozen=True)
class ShowCertificates(Action, name="certificate.list"):
    """The certificates of past purges; the first page is 0."""

    page: int = 0


@dataclass(frozen=True)
class ShowCertificate(Action, name="certificate.show"):
    """One certificate."""

    certificate: int
