"""How much is read, and that nothing is read wrongly: the numbers Convener promises."""

import pytest

from tests.bot.when.scoring import HERE, open_set, own_set, score


def test_the_open_set_is_read_exactly_and_never_wrongly() -> None:
    total = score(open_set())
    assert total.counts["wrong"] + total.counts["partial"] == 0, total.missed
    assert total.exact >= 98, total.missed


def test_phrases_written_before_the_reader_are_read_exactly_and_never_wrongly() -> None:
    total = score(own_set())
    assert sum(total.counts.values()) >= 200
    assert total.counts["wrong"] + total.counts["partial"] == 0, total.missed
    assert total.exact >= 97, total.missed


BATCHES = sorted(path.name for path in HERE.glob("*-phrases.txt") if path.name != "own-phrases.txt")


@pytest.mark.parametrize("batch", BATCHES)
def test_what_was_once_read_is_read_exactly_and_never_wrongly(batch: str) -> None:
    total = score(own_set(batch))
    assert sum(total.counts.values()) >= 50
    assert total.counts["wrong"] + total.counts["partial"] == 0, total.missed
    assert total.exact >= 97, total.missed


def test_every_language_is_read() -> None:
    assert {language for language, counts in score(own_set()).by_language.items() if counts["exact"] >= 20} == {
        "en", "fr", "es", "ar", "zh", "ru", "de",
    }  # fmt: skip
