"""An agenda as Markdown (CommonMark), to be pasted into any document."""

import re

from bot.agenda.writing.paper import Paper, address, length_of
from bot.words import _

_LIVE = re.compile(r"([\\`*_\[\]<>#~&|])|(?<=^\d)([.)])|(?<=^\d\d)([.)])|^([-+])")


def markdown(paper: Paper) -> str:
    """A heading, when it is, and a list of the items; whatever people wrote is text and never markup."""
    lines = [f"# {_text(paper.title)}", "", _text(" · ".join(filter(None, (paper.when, paper.edition)))), ""]
    for item, slot in zip(paper.items, paper.slots, strict=True):
        title = _text(item.title)
        about = ", ".join(filter(None, (_text(item.owner), length_of(item.minutes))))
        entry = f"*{title}*" if item.kind == "break" else f"**{title}**"
        lines.append(f"- {paper.clock_of(slot)} {entry}" + (f" ({about})" if about else ""))
        lines += [f"  - {_link(link)}" for link in item.links]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """The text with every mark of Markdown made harmless."""
    return _LIVE.sub(r"\\\g<0>", " ".join(text.split()))


def _link(link: str) -> str:
    target = address(link)
    return f"[{_('Pre-read')}: {_text(link)}](<{target}>)" if target else _text(link)
