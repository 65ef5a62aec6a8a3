"""The agendas in tests/data/agendas/wild: batches in one file each, every agenda with what is expected below it.

`=== name`, the agenda as it is pasted, `---`, then one line an item: `15:00 10' break | title | owner | links | notes`
(a dash where no time is written; notes of several lines with // between them), and `? ` before a line that is no item.
Where careful people differ about its kind, an item's kind is `any`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from functools import cached_property
from pathlib import Path
from typing import get_args

from bot.agenda.reading import Kind, Reading, ReadItem, read

WILD = Path(__file__).parents[2] / "data/agendas/wild"
COMMUNITY = (
    *("Apple", "Cisco", "Cloudflare", "Ericsson", "Facebook", "Google", "HPE", "Microsoft", "Salesforce", "Twitter"),
    *("Verizon", "Vodafone", "B-Tech"),
)
"""Whose names a community's bot knows: who takes part, as the public description says."""
_KINDS = {kind: kind for kind in get_args(Kind)}


@dataclass(frozen=True)
class Sample:
    """An agenda and what a careful person reads in it."""

    name: str
    text: str
    expected: Reading
    any_kind: frozenset[int] = frozenset()
    """The places of items whose kind is not counted."""
    names: tuple[str, ...] = ()

    @cached_property
    def found(self) -> Reading:
        return read(self.text, names=self.names)

    @property
    def score(self) -> tuple[int, int]:
        """Items read fully right, of those that are there and those that were invented."""
        wrong = len(self.wrong)
        return len(self.expected.items) - sum(want is not None for want, _got in self.wrong), len(
            self.expected.items
        ) + sum(want is None for want, _got in self.wrong) if wrong else len(self.expected.items)

    @cached_property
    def wrong(self) -> list[tuple[ReadItem | None, ReadItem | None]]:
        """What was expected beside what was read instead."""
        pairs = [*_aligned(self.expected.items, self.found.items)]
        for at in self.any_kind:
            want, got = pairs[at]
            if want and got:
                pairs[at] = (replace(want, kind=got.kind), got)
        return [(want, got) for want, got in pairs if want != got]

    @property
    def report(self) -> str:
        """Where the reading differs, line by line."""
        lines = [f"  want {_shown(want)}\n  got  {_shown(got)}" for want, got in self.wrong]
        if self.expected.unread != self.found.unread:
            lines.append(f"  unread want {self.expected.unread}\n  unread got  {self.found.unread}")
        return "\n".join([self.name, *lines]) if lines else ""


def batch(file: Path, names: tuple[str, ...] = ()) -> Iterator[Sample]:
    for part in re.split(r"^=== ", file.read_text(), flags=re.M)[1:]:
        name, _line, rest = part.partition("\n")
        text, _line, expected = rest.rpartition("\n---\n")
        lines = expected.splitlines()
        items = tuple(_item(line) for line in lines if not line.startswith("? "))
        unread = tuple(line[2:] for line in lines if line.startswith("? "))
        whens = [line.partition("|")[0].split() for line in lines if not line.startswith("? ")]
        either = frozenset(at for at, when in enumerate(whens) if "any" in when)
        yield Sample(f"{file.stem}: {name}", text, Reading(items, unread), either, names)


def _item(line: str) -> ReadItem:
    cells = [cell.strip() for cell in re.split(r"(?<=\s)\|(?=\s|$)", line.strip())]
    when, title, owner, links, notes = [*cells, *[""] * 4][:5]
    start, minutes, kind = [*when.split(), "", ""][:3]
    if minutes.isalpha():
        minutes, kind = "-", minutes
    return ReadItem(
        title,
        None if minutes in ("-", "") else int(minutes.rstrip("'")),
        owner,
        _KINDS.get(kind, "talk"),
        tuple(links.split()),
        None if start == "-" else time.fromisoformat(start),
        notes.replace(" // ", "\n"),
    )


def _aligned(
    wanted: tuple[ReadItem, ...], found: tuple[ReadItem, ...]
) -> Iterator[tuple[ReadItem | None, ReadItem | None]]:
    """Pairs by place; where the counts differ what is equal is paired, and what is left stands alone."""
    if len(wanted) == len(found):
        yield from zip(wanted, found, strict=True)
        return
    rest = list(found)
    for item in wanted:
        same = next((other for other in rest if other == item), None) or next(
            (other for other in rest if other.title == item.title), None
        )
        if same is not None:
            rest.remove(same)
        yield item, same
    yield from ((None, other) for other in rest)


def _shown(item: ReadItem | None) -> str:
    if item is None:
        return "nothing"
    plain = {name: getattr(item, name) for name in ("starts", "minutes", "kind", "title", "owner", "links", "notes")}
    return " | ".join(str(value) for value in plain.values())


if __name__ == "__main__":
    import sys

    known = COMMUNITY if "--named" in sys.argv else ()
    for one in [arg for arg in sys.argv[1:] if arg.isdigit()] or sorted(file.stem for file in WILD.glob("*.txt")):
        found = [*batch(WILD / f"{one}.txt", known)]
        print(*filter(None, (sample.report for sample in found)), sep="\n")
        right, total = (sum(sample.score[at] for sample in found) for at in (0, 1))
        lines = sum(sample.expected.unread == sample.found.unread for sample in found)
        print(f"batch {one}: {right} of {total} ({right / total:.1%}), unread the same in {lines} of {len(found)}")
