"""What is logged can be read by machines, and says which delivery it is about."""

import json
import logging

from adapters.logs import JsonLines, Sentences


def line(**about: object) -> logging.LogRecord:
    record = logging.LogRecord("bot.courier", logging.INFO, "file", 1, "a house asks to wait %.0f s", (3,), None)
    vars(record).update(about)
    return record


def test_a_line_is_json_with_the_ids_it_is_about() -> None:
    told = json.loads(JsonLines().format(line(delivery=7, house="slack:T1", person="not to be told")))
    assert told.pop("at").startswith("20")
    assert told == {
        "level": "INFO", "logger": "bot.courier", "message": "a house asks to wait 3 s", "delivery": 7, "house": "slack:T1",
    }  # fmt: skip


def test_an_error_is_one_line_too() -> None:
    record = line()
    try:
        raise ArithmeticError("seven")
    except ArithmeticError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    told = JsonLines().format(record)
    assert "\n" not in told
    assert "ArithmeticError: seven" in json.loads(told)["error"]


def test_people_read_a_sentence_with_the_ids_at_its_end() -> None:
    assert Sentences().format(line(delivery=7)).endswith("INFO bot.courier a house asks to wait 3 s delivery=7")
