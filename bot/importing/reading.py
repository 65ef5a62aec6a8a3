"""Reads a plan file; what is wrong with it is said by line, with what to write instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import yaml
from pydantic import ValidationError

from bot.importing import dates, mending
from bot.importing.plan import Plan

LARGEST = 1_000_000
"""Bytes of a plan file."""


@dataclass(frozen=True)
class Mistake:
    """One thing to mend. `line` counts from 1. Where a date can mean more than one, `choices` has each in words, and as
    the text should have it instead of what stands at `span`.
    """

    line: int
    where: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] = (0, 0)


class BadPlan(Exception):
    """The file cannot be used as it is; `mistakes` says why, line by line."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes in the plan")
        self.mistakes = mistakes


def read(text: str, now: datetime) -> Plan:
    """The plan in this YAML, its dates read as of `now`. Raises BadPlan."""
    if len(text.encode()) > LARGEST:
        raise BadPlan([Mistake(1, "", "This file is too large for a plan.")])
    try:
        tree = cast(Any, yaml).compose(text, Loader=yaml.SafeLoader)
        found: Any = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadPlan([Mistake(line, "", mending.not_yaml(str(error.problem)))]) from None
    except yaml.YAMLError:
        raise BadPlan([Mistake(1, "", "This is not YAML.")]) from None
    if not isinstance(found, dict) or tree is None:
        raise BadPlan([Mistake(1, "", "A plan begins with “community:”.")])
    doubled = [Mistake(line, key, "This word stands twice here; keep one.") for key, line in _doubled(tree)]
    if doubled:
        raise BadPlan(doubled)
    try:
        plan = Plan.model_validate(found)
    except ValidationError as error:
        raise BadPlan([_mistake(tree, item["loc"], mending.sentence(item)) for item in error.errors()]) from None
    unclear = dates.mistakes(plan, now)
    conflicts = [_mistake(tree, path, mending.plainly(sentence)) for path, sentence in plan.conflicts()]
    conflicts += [_mistake(tree, path, mending.plainly(each.sentence), each.choices) for path, each in unclear]
    if conflicts:
        raise BadPlan(conflicts)
    return plan


def settled(text: str, choices: Sequence[tuple[Mistake, str]]) -> str:
    """The text with the words that were chosen for each of these mistakes; all else of it stays as it was typed."""
    for mistake, words in sorted(choices, key=lambda choice: choice[0].span, reverse=True):
        first, last = mistake.span
        text = f"{text[:first]}{words}{text[last:]}"
    return text


def _mistake(
    tree: Any, path: tuple[int | str, ...], sentence: str, choices: tuple[tuple[str, str], ...] = ()
) -> Mistake:
    line, node = _place(tree, path)
    span = (node.start_mark.index, node.end_mark.index)
    return Mistake(line, ".".join(str(step) for step in path), sentence, choices, span)


def _place(node: Any, path: tuple[int | str, ...]) -> tuple[int, Any]:
    """The line and the node that this path leads to, or as far as it leads."""
    line: int = node.start_mark.line + 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == step]
            if not pairs:
                return line, node
            line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return line, node
    return line, node


def _doubled(root: Any) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    looked: set[int] = set()  # an alias may lead back to where it stands
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in looked:
            continue
        looked.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            found += [(k.value, k.start_mark.line + 1) for n, (k, _) in enumerate(node.value) if k.value in keys[:n]]
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return sorted(found, key=lambda one: one[1])
