"""How proposals look: the form, the list, and what became of one's own."""

from collections.abc import Callable, Mapping, Sequence

from bot.agenda.anonymity import COMPANIES
from bot.agenda.items import LONGEST_TITLE
from bot.agenda.proposalactions import (
    Accept,
    Decline,
    MergeInto,
    OpenDecline,
    OpenMerge,
    Propose,
    ShowMine,
    ShowProposals,
    Vote,
    Withdraw,
)
from bot.chat import (
    Block,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Heading,
    Message,
    Note,
    Option,
    Strong,
    Text,
    TextField,
)
from bot.doors import GoHome, OpenProposal, ShowAgenda
from bot.kit import Viewer
from bot.words import _, n_, spoken
from storage.models import Session
from storage.proposals import Naming, Proposal, ProposalState

ON_A_PAGE = 10


def form(session: Session, name: str) -> Form:
    """A topic, how long, why, and under which name."""
    assert session.id is not None
    namings = (
        Option(Naming.NAME, (_("As %(name)s") % {"name": name})[:70]),
        Option(Naming.COMPANY, _("As my organisation, without my own name")),
        Option(Naming.NOBODY, _("Without any name")),
    )
    honest = _(
        "Without a name, nobody in the community is shown who proposed it, facilitators neither. It appears only once "
        "%(count)s companies have proposed something, hours later and in no order. In a small community people may "
        "still guess from what you write, and whoever runs this installation could look it up."
    ) % {"count": COMPANIES}
    return Form(
        title=_("Propose a topic"),
        intro=(session.title,),
        fields=(
            TextField("title", _("Topic"), limit=LONGEST_TITLE),
            TextField("minutes", _("Minutes"), limit=20, optional=True),
            TextField("why", _("Why it matters"), lines=3, limit=1000, optional=True),
            ChoiceField("naming", _("Who proposes it"), namings, value=Naming.COMPANY, hint=honest),
        ),
        then=Propose(session.id),
        opener=OpenProposal(session.id),
        submit=_("Propose"),
    )


def listed(
    session: Session,
    proposals: Sequence[Proposal],
    votes: Mapping[int, set[int]],
    by: Callable[[Proposal], str],
    viewer: Viewer,
    page: int = 1,
    done: str = "",
) -> Message:
    """What is proposed, with what this viewer can do about each."""
    assert session.id is not None
    pages = max(1, -(-len(proposals) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts += [Heading(_("Proposals")), Text((session.title,))]
    for one in proposals[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        supporters = votes.get(one.id or 0, set[int]())
        parts.append(Text(_line(one, len(supporters), by(one))))
        parts.append(Buttons(_buttons(one, viewer, viewer.organisation in supporters)))
    if not proposals:
        parts.append(Text((_("Nothing is proposed yet that could be shown."),)))
    turns = [
        Button(_("Page %(page)s of %(pages)s") % {"page": one, "pages": pages}, ShowProposals(session.id, one))
        for one in range(1, pages + 1)
        if one != page
    ]
    more = (
        Button(_("Propose a topic…"), OpenProposal(session.id), opens_form=True),
        Button(_("My proposals"), ShowMine()),
        Button(_("Agenda"), ShowAgenda(session.id)),
    )
    note = _("Proposals without a name appear once %(count)s companies have proposed something, some hours later.")
    return Message(
        (*parts, *([Buttons(tuple(turns))] if turns else []), Note((note % {"count": COMPANIES},)), Buttons(more)),
        locale=spoken(),
    )


def mine(proposals: Sequence[Proposal]) -> Message:
    """What this person proposed, and what became of it."""
    parts: list[Block] = [Heading(_("What you proposed"))]
    for one in proposals[:20]:
        parts.append(Text(answered(one)))
        if one.state == ProposalState.OPEN and one.id is not None:
            about = _("Withdraw “%(title)s”") % {"title": one.title[:50]}
            parts.append(Buttons((Button(_("Withdraw"), Withdraw(one.id), about=about),)))
    if not proposals:
        parts.append(Text((_("Nothing yet. There is a button for it on every session's card."),)))
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())


def answered(one: Proposal) -> tuple[str | Strong, ...]:
    """A proposal of one's own with what became of it."""
    reply = f" {one.reply}" if one.reply else ""
    return Strong(one.title), f" · {state_name(ProposalState(one.state))}{reply}"


def state_name(state: ProposalState) -> str:
    """What became of it, for whoever proposed it."""
    match state:
        case ProposalState.OPEN:
            return _("The facilitators have not decided yet.")
        case ProposalState.ACCEPTED:
            return _("It is on the draft of the agenda.")
        case ProposalState.MERGED:
            return _("It became part of another item.")
        case ProposalState.DECLINED:
            return _("It is not taken up this time.")
        case ProposalState.WITHDRAWN:
            return _("You took it back.")


def merge_form(one: Proposal, items: Sequence[Option]) -> Form:
    """Into which item, and a sentence back."""
    assert one.id is not None
    fields = (ChoiceField("item", _("Into which item"), tuple(items[:100])), _reply(optional=True))
    return Form(_("Merge"), fields, MergeInto(one.id), OpenMerge(one.id), _("Merge"), intro=(one.title,))


def decline_form(one: Proposal) -> Form:
    """Why not, in a sentence."""
    assert one.id is not None
    return Form(
        _("Decline"), (_reply(optional=False),), Decline(one.id), OpenDecline(one.id), _("Decline"), intro=(one.title,)
    )


def _reply(*, optional: bool) -> TextField:
    return TextField("reply", _("A sentence back"), lines=2, limit=500, optional=optional)


def _line(one: Proposal, votes: int, by: str) -> tuple[str | Strong, ...]:
    said = [by or _("without a name")]
    if one.minutes is not None:
        said.append(_("%(count)s min") % {"count": one.minutes})
    if votes:
        said.append(n_("%(count)s company supports it", "%(count)s companies support it", votes))
    return Strong(one.title), f" · {' · '.join(said)}", *((f"\n{one.why}",) if one.why else ())


def _buttons(one: Proposal, viewer: Viewer, voted: bool) -> tuple[Button, ...]:
    assert one.id is not None
    title = one.title[:50]
    vote = Button(
        _("No longer support") if voted else _("We support it"),
        Vote(one.id, not voted),
        about=_("Support “%(title)s”") % {"title": title},
    )
    if not viewer.facilitates:
        return (vote,)
    return (
        Button(_("Accept"), Accept(one.id), about=_("Accept “%(title)s”") % {"title": title}),
        Button(_("Merge…"), OpenMerge(one.id), opens_form=True, about=_("Merge “%(title)s”") % {"title": title}),
        Button(_("Decline…"), OpenDecline(one.id), opens_form=True, about=_("Decline “%(title)s”") % {"title": title}),
    )
