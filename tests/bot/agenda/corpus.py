"""The agendas in tests/data/agendas: each as it was pasted, and what should be read from it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from bot.agenda.reading import Reading, ReadItem, read
from bot.agenda.reading.reader import words

AGENDAS = Path(__file__).parents[2] / "data/agendas"


@dataclass(frozen=True)
class Sample:
    """An agenda and what a careful person reads in it."""

    name: str
    text: str
    expected: Reading


@dataclass(frozen=True)
class Scored:
    """How a sample was read."""

    sample: Sample
    found: Reading

    @property
    def right(self) -> int:
        """Items read fully right: every field, in its place."""
        pairs = _aligned(self.sample.expected.items, self.found.items)
        return sum(wanted == got for wanted, got in pairs)

    @property
    def report(self) -> str:
        """What was expected and what was found instead."""
        pairs = _aligned(self.sample.expected.items, self.found.items)
        lines = [f"  want {wanted}\n  got  {got}" for wanted, got in pairs if wanted != got]
        if self.sample.expected.unread != self.found.unread:
            lines.append(f"  unread want {self.sample.expected.unread}\n  unread got  {self.found.unread}")
        return "\n".join([self.sample.name, *lines]) if lines else ""


def samples(folder: Path) -> Iterator[Sample]:
    for file in sorted(folder.glob("*.txt")):
        said = json.loads(file.with_suffix(".json").read_text())
        items = tuple(
            replace(
                ReadItem(**item | {"links": tuple(item["links"]), "starts": None}),
                starts=time.fromisoformat(item["starts"]) if item["starts"] else None,
            )
            for item in said["items"]
        )
        yield Sample(file.stem, file.read_text(), Reading(items, tuple(said["unread"])))


def said(found: Reading) -> list[str]:
    """Every word of a reading."""
    items = [part for item in found.items for part in (item.title, item.owner, item.notes, *item.links)]
    return words("\n".join([*items, *found.unread]))


def score(folder: Path) -> list[Scored]:
    return [Scored(sample, read(sample.text)) for sample in samples(folder)]


def _aligned(
    wanted: tuple[ReadItem, ...], found: tuple[ReadItem, ...]
) -> list[tuple[ReadItem | None, ReadItem | None]]:
    """Pairs by place; what has no partner is paired with nothing, unless its equal stands elsewhere in order."""
    if len(wanted) == len(found):
        return [*zip(wanted, found, strict=True)]
    pairs: list[tuple[ReadItem | None, ReadItem | None]] = []
    rest = list(found)
    for item in wanted:
        if item in rest:
            at = rest.index(item)
            pairs += [(None, other) for other in rest[:at]]
            pairs.append((item, item))
            rest = rest[at + 1 :]
        else:
            pairs.append((item, None))
    return pairs + [(None, other) for other in rest]


if __name__ == "__main__":
    for subfolder in (AGENDAS, AGENDAS / "unseen", AGENDAS / "later"):
        scored = score(subfolder)
        print(*filter(None, (one.report for one in scored)), sep="\n")
        right, total = sum(one.right for one in scored), sum(len(one.sample.expected.items) for one in scored)
        same = sum(one.sample.expected.unread == one.found.unread for one in scored)
        print(
            f"{subfolder.name}: {right} of {total} items fully right, {same} of {len(scored)} with the same lines unread"
        )
