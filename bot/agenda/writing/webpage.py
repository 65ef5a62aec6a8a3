"""An agenda as one page that needs nothing else, for a phone, a desk or paper. It runs nothing and loads nothing."""

from functools import lru_cache
from html import escape
from pathlib import Path

from bot.agenda.clocktimes import Slot, balance
from bot.agenda.piece import Piece
from bot.agenda.writing.paper import Paper, address, direction, length_of
from bot.moments import length
from bot.words import _, spoken

RULES = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may do, for the browser: be looked at."""


def webpage(paper: Paper) -> str:
    """The whole document. Whatever people wrote is escaped, and set in its own direction of writing."""
    items = "\n".join(_item(paper, item, slot) for item, slot in zip(paper.items, paper.slots, strict=True))
    total = balance([item.minutes for item in paper.items], paper.length).total
    edition = f'\n<p class="edition">{escape(paper.edition)}</p>' if paper.edition else ""
    return f"""<!doctype html>
<html lang="{escape(spoken())}" dir="{direction()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{RULES}">
<meta name="referrer" content="no-referrer">
<title>{escape(paper.title)}</title>
<style>
{_style()}</style>
</head>
<body>
<main>
<h1><bdi>{escape(paper.title)}</bdi></h1>
<p class="when">{escape(paper.when)}</p>{edition}
<ol>
{items}
</ol>
<footer>{escape(_("Altogether %(length)s") % {"length": length(total)})}</footer>
</main>
</body>
</html>
"""


def _item(paper: Paper, item: Piece, slot: Slot) -> str:
    owner = f'\n<p class="owner"><bdi>{escape(item.owner)}</bdi></p>' if item.owner.strip() else ""
    links = "".join(f"\n<p>{_link(link)}</p>" for link in item.links)
    about = "" if slot.sure else ' class="about"'
    return f"""<li class="{escape(item.kind)}">
<time datetime="{slot.starts.isoformat()}"{about}>{escape(paper.clock_of(slot))}</time>
<div class="what">
<p class="title"><bdi>{escape(item.title)}</bdi></p>{owner}{links}
</div>
<span class="minutes">{escape(length_of(item.minutes))}</span>
</li>"""


def _link(link: str) -> str:
    target = address(link)
    words = f'<span dir="ltr">{escape(link)}</span>'
    return f'<a href="{escape(target)}" rel="noopener noreferrer">{words}</a>' if target else words


@lru_cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")
