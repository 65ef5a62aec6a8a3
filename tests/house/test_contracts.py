"""Every import contract of pyproject.toml holds, and is shown to break."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from importlinter import api
from importlinter.application.use_cases import lint_imports

ROOT = Path(__file__).parents[2]
CONFIG = str(ROOT / "pyproject.toml")
PACKAGES = ("bot", "adapters", "storage")
CONTRACTS = [contract["id"] for contract in api.read_configuration(CONFIG)["contracts_options"]]


class Plant(NamedTuple):
    """One forbidden line, and the file it goes into."""

    contract: str
    file: str
    line: str


PLANTS = (
    Plant("floors", "storage/models.py", "import bot"),
    Plant("floors", "bot/kit.py", "import adapters"),
    Plant("bot", "bot/outbox.py", "import bot.dispatch"),
    Plant("bot", "bot/signups/__init__.py", "import bot.programme"),
    Plant("bot", "bot/chat/event.py", "import bot.words"),
    Plant("bot", "bot/stray.py", '"""A module that nobody has given a place."""'),
    Plant("vocabulary", "bot/chat/event.py", "import storage"),
    Plant("adapters", "adapters/settings.py", "import adapters.server"),
    Plant("adapters", "adapters/slack/send.py", "import adapters.teams"),
    Plant("adapters", "adapters/stray.py", '"""A module that nobody has given a place."""'),
    Plant("platforms", "adapters/slack/send.py", "import storage.models"),
    Plant("platforms", "adapters/teams/receive.py", "import bot.dispatch"),
    Plant("platforms", "adapters/playground/world.py", "import bot.signups"),
    Plant("platforms", "adapters/mail/render.py", "import bot.mail"),
    Plant("slack", "adapters/teams/receive.py", "import slack_sdk"),
    Plant("teams", "adapters/teams/parse.py", "import botbuilder.core"),
    Plant("mail", "adapters/mail/send.py", "import aiosmtplib"),
    Plant("deaf", "bot/kit.py", "import slack_bolt"),
    Plant("deaf", "bot/mail.py", "import smtplib"),
    Plant("deaf", "storage/vault.py", "import aiohttp"),
    Plant("sql", "bot/kit.py", "import sqlalchemy"),
    Plant("sql", "adapters/settings.py", "import sqlmodel"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The three packages in a folder of their own, which is where the linter now finds them."""
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        for package in PACKAGES:
            patch.delitem(sys.modules, package, raising=False)
        patch.syspath_prepend(folder)
        yield folder


@pytest.fixture(scope="module")
def already(copy: Path) -> set[str]:
    """What is broken before we break anything: one failing test says so, and the others go on."""
    return broken()


def broken() -> set[str]:
    """The ids of the contracts that do not hold in the copy."""
    return {
        contract
        for contract in CONTRACTS
        if not lint_imports(CONFIG, limit_to_contracts=(contract,), cache_dir=None, no_logo=True)
    }


def test_every_contract_holds(already: set[str]) -> None:
    assert already == set()


def test_every_contract_is_shown_to_break() -> None:
    assert {plant.contract for plant in PLANTS} == set(CONTRACTS)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.contract}-{plant.line}-in-{plant.file}")
def test_a_forbidden_import_breaks_its_contract_and_no_other(copy: Path, already: set[str], plant: Plant) -> None:
    file = copy / plant.file
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{plant.line}\n")
    try:
        assert broken() - already == {plant.contract}
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before)


FLOW = '''"""Feedback after a session."""

from dataclasses import dataclass

from bot.chat import Action, Next, Pressed
from bot.kit import MEMBERS, Feature, Tools
from bot.lobby import say
from bot.words import N_, _

feedback = Feature("feedback")


@dataclass(frozen=True)
class Rate(Action, name="feedback.rate"):
    """One to five."""

    session: int


@feedback.pressed(Rate, may=MEMBERS, done=N_("rated a session"))
def rate(pressed: Pressed, action: Rate, tools: Tools) -> Next:
    """Thank you."""
    return say(_("Thank you."))
'''
LINE = "from bot.feedback.flow import feedback\n"
PROBE = "from bot.features import FEATURES; print(FEATURES[0].name, FEATURES[0].deeds)"


@pytest.fixture
def feedback(copy: Path) -> Iterator[Path]:
    """A feature that somebody adds: its folder, and one line elsewhere."""
    folder, features = copy / "bot" / "feedback", copy / "bot" / "features.py"
    before = features.read_text()
    folder.mkdir()
    (folder / "__init__.py").write_text('"""Feedback."""\n')
    (folder / "flow.py").write_text(FLOW)
    features.write_text(before.replace("from bot.", f"{LINE}from bot.", 1))
    yield folder
    shutil.rmtree(folder)
    features.write_text(before)


def test_a_new_feature_is_its_folder_and_one_line(copy: Path, already: set[str], feedback: Path) -> None:
    assert broken() - already == set()
    seen = subprocess.run([sys.executable, "-c", PROBE], cwd=copy, capture_output=True, text=True, check=True)
    assert seen.stdout == "feedback {'feedback.rate': 'rated a session'}\n"


@pytest.mark.parametrize("line", ["import bot.signups.flow", "import bot.dispatch"])
def test_a_new_feature_may_not_know_the_others_though_no_list_names_it(
    already: set[str], feedback: Path, line: str
) -> None:
    (feedback / "flow.py").write_text(f"{FLOW}\n{line}\n")
    assert broken() - already == {"bot"}
