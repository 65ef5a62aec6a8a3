"""What to write instead: the sentence for each thing that a plan's shape does not allow."""

import difflib
from functools import cache
from typing import Any

from bot.importing.plan import Plan

_PLAIN = {
    "int_type": "Please write a whole number, such as 90.",
    "int_parsing": "Please write a whole number, such as 90.",
    "int_from_float": "Please write a whole number, such as 90.",
    "bool_type": "Please write yes or no.",
    "bool_parsing": "Please write yes or no.",
    "list_type": "Please write a list: each item on a line of its own that begins with “- ”.",
    "tuple_type": "Please write a list: each item on a line of its own that begins with “- ”.",
    "model_type": "Please write lines such as “key: …” here, indented below this one.",
    "dict_type": "Please write lines such as “key: …” here, indented below this one.",
}
_UNSEEN = "stranger"
"""A role nobody can be given."""


def sentence(error: Any) -> str:
    """What one of pydantic's errors asks the writer of a plan to do."""
    kind, given = error["type"], error.get("input")
    context: dict[str, Any] = error.get("ctx") or {}
    word = error["loc"][-1] if error["loc"] else ""
    match kind:
        case "missing":
            return f"Please add “{word}”."
        case "extra_forbidden":
            near = difflib.get_close_matches(str(word), _words(), 1)
            return f"“{word}” is not a word of a plan{f'. Did you mean “{near[0]}”?' if near else '; is it a slip?'}"
        case "enum" | "literal_error":
            return _one_of(str(given), str(context.get("expected", "")))
        case "greater_than_equal":
            return f"Please write a number of at least {context['ge']}, not {given}."
        case "less_than_equal":
            return f"Please write a number of at most {context['le']}, not {given}."
        case "too_short":
            return "Please list at least one."
        case "string_too_short":
            return f"Please write something after “{word}:”."
        case "string_too_long":
            return f"Please use at most {context['max_length']} characters."
        case "string_type":
            return f"Please write {'something' if given is None else 'plain words'} after “{word}:”."
        case _:
            return _PLAIN.get(str(kind)) or plainly(error["msg"])


def plainly(message: str) -> str:
    """A message of our own validators, as a sentence."""
    plain = message.removeprefix("Value error, ").strip()
    return f"{plain[:1].upper()}{plain[1:].rstrip('.')}{'' if plain.endswith('?') else '.'}"


def not_yaml(problem: str) -> str:
    """What is wrong where the file is no YAML at all."""
    if "\\t" in problem:
        return "Please indent with spaces here: YAML takes no tabs."
    return f"This is not YAML: {problem}. Is a bracket, a quote or an indentation missing here or one line above?"


def _one_of(given: str, expected: str) -> str:
    allowed = [one.strip(" '") for one in expected.replace(" or ", ", ").split(",")]
    allowed = [one for one in allowed if one and one != _UNSEEN]
    near = difflib.get_close_matches(given, allowed, 1)
    guess = f" Did you mean “{near[0]}”?" if near else ""
    return f"“{given}” cannot stand here; write one of: {', '.join(allowed)}.{guess}"


@cache
def _words() -> tuple[str, ...]:
    """Every word a plan may have before a colon."""
    shape = Plan.model_json_schema()
    parts = [shape, *shape.get("$defs", {}).values()]
    return tuple(sorted({word for part in parts for word in part.get("properties", {})}))
