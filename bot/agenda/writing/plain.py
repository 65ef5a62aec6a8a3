"""An agenda as plain text, for the description of a calendar entry."""

from bot.agenda.writing.paper import Paper, length_of


def plain(paper: Paper) -> str:
    """Line by line: when, what, who, how long; links below. Line breaks inside a title are spaces."""
    lines = [paper.title, " · ".join(filter(None, (paper.when, paper.edition))), ""]
    for item, slot in zip(paper.items, paper.slots, strict=True):
        about = ", ".join(filter(None, (" ".join(item.owner.split()), length_of(item.minutes))))
        title = " ".join(item.title.split())
        lines.append(f"{paper.clock_of(slot)}  {title}" + (f" ({about})" if about else ""))
        lines += [f"    {link}" for link in item.links]
    return "\n".join(lines)
