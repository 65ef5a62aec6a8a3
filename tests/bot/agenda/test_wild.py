"""Agendas as people write them, batch by batch: what was once read right stays so, and no line is ever lost.

Each batch was written with what is expected before it was read, and what failed was mended by its cause. At first
contact those from the thirteenth on gave, in per cent: 92, 93, 97, 88, 85, 89, 86, 89, 99, 99, 97, 93, 69, 82, 98.
"""

from collections import Counter
from pathlib import Path

import pytest

from bot.agenda.reading import read
from bot.agenda.reading.reader import words
from tests.bot.agenda.corpus import said
from tests.bot.agenda.wild import COMMUNITY, WILD, batch

LEFT = {"1": 1, "4": 1, "10": 2, "25": 1}
"""Items that are not read fully right, by batch."""
FILES = sorted(WILD.glob("*.txt"), key=lambda file: int(file.stem))
SAMPLES = [sample for file in FILES for sample in batch(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_batch_is_read_as_well_as_ever(file: Path) -> None:
    samples = [*batch(file)]
    reports = "\n".join(filter(None, (sample.report for sample in samples)))
    assert sum(len(sample.wrong) for sample in samples) == LEFT.get(file.stem, 0), reports
    assert [sample.name for sample in samples if sample.found.unread != sample.expected.unread] == [], reports


@pytest.mark.parametrize("names", [(), COMMUNITY], ids=["strangers", "community"])
def test_no_word_of_any_agenda_is_lost(names: tuple[str, ...]) -> None:
    lost = {
        sample.name: missing
        for sample in SAMPLES
        if (missing := Counter(said(sample.expected)) - Counter(said(read(sample.text, names=names))))
    }
    assert lost == {}


def test_the_names_of_the_community_make_no_batch_worse() -> None:
    """Where the names of members are known, at the most a title ends before one of them that it held before."""
    worse = [
        (sample.name, want, got)
        for file in FILES
        for sample in batch(file, COMMUNITY)
        for want, got in sample.wrong
        if want is None or got is None or not {*words(want.title)} <= {*words(f"{got.title} {got.owner}")}
    ]
    assert worse == []
