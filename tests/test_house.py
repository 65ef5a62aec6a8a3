"""Rules of the house that neither a type checker nor a linter of imports can see."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from packaging.requirements import Requirement

from adapters.cli import app

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "adapters/settings.py"
SOURCES = sorted(file for floor in ("bot", "adapters", "storage") for file in (ROOT / floor).rglob("*.py"))
PLATFORMS = sorted(folder.parent for folder in (ROOT / "adapters").glob("*/__init__.py"))
LONGEST_FILE = 300

GIVEN_BY_THE_HOST = {"PORT", "DATABASE_URL"}
"""Variables that Heroku sets by itself, so that app.json must not ask for them."""


def where(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def nodes(files: list[Path]) -> Iterator[tuple[Path, ast.AST]]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            yield file, node


def ours() -> list[Path]:
    """Every text file that is, or could be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()]


def variables() -> set[str]:
    """Every environment variable that the settings name."""
    return {
        name
        for _, node in nodes([SETTINGS])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"
        for name in [ast.literal_eval(node.args[0])]
    }


def test_only_the_settings_read_the_environment() -> None:
    words = {"environ", "environb", "getenv", "getenvb"}
    found = [
        where(file, node)
        for file, node in nodes([file for file in SOURCES if file != SETTINGS])
        if (isinstance(node, ast.Attribute) and node.attr in words)
        or (isinstance(node, ast.ImportFrom) and words & {name.name for name in node.names})
    ]
    assert found == []


def test_every_environment_variable_is_in_the_readme() -> None:
    assert sorted(name for name in variables() if f"`{name}`" not in (ROOT / "README.md").read_text()) == []


def test_heroku_is_told_every_environment_variable() -> None:
    env = json.loads((ROOT / "app.json").read_text())["env"]
    assert set(env) == variables() - GIVEN_BY_THE_HOST


def test_heroku_can_read_its_manifest() -> None:
    schema = ROOT / "node_modules/@heroku/mcp-server/dist/utils/app-json.schema.json"
    if not schema.exists():
        pytest.skip("the schema comes with `make types`")
    jsonschema.validate(json.loads((ROOT / "app.json").read_text()), json.loads(schema.read_text()))


@pytest.mark.parametrize("file", ["Procfile", "Dockerfile", "compose.yaml", "Makefile"])
def test_every_command_that_is_started_exists(file: str) -> None:
    started = re.findall(r"(?:\bconvener\"?,? |python -m adapters )\"?(\w+)", (ROOT / file).read_text())
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert started
    assert set(started) - commands == set()


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda folder: folder.name)
def test_every_platform_parses_renders_receives_and_sends(platform: Path) -> None:
    wanted = {"parse", "render", "receive", "send"}
    assert wanted - {path.stem for path in platform.iterdir()} == set()


def test_the_product_never_asks_which_platform_it_is_on() -> None:
    names = {platform.name for platform in PLATFORMS}

    def asks(node: ast.AST) -> bool:
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
                return word == "platform"
            case ast.Constant(value=str(text)):
                # “mail” alone is a word of the product's own: the address that was noted for a place.
                return text != "mail" and text.partition(":")[0] in names
        return False

    files = [file for file in SOURCES if file.is_relative_to(ROOT / "bot")]
    assert [where(file, node) for file, node in nodes(files) if asks(node)] == []


def test_no_file_holds_more_than_one_room() -> None:
    written = [file for file in SOURCES if file.parent.name != "versions"]  # migrations are generated
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in written}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    # Written in pieces, so that this file does not find itself.
    hosts = (r"py" r"pi\.org", r"python" r"hosted\.org", r"registry\." r"npmjs", r"deb\." r"debian")
    folders = (r"(?<![\w.\-/])/" rf"{folder}\b" for folder in ("work", "root", "opt/pypi"))
    slip = re.compile("|".join((*hosts, *folders)))
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in ours()
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1)
        if slip.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_holds_every_requirement_with_its_hashes(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + extras["build"] + (extras["dev"] if "dev" in lock else [])
    pins = re.findall(r"^([\w.-]+)==(\S+)(.*(?:\n +--hash=sha256:\w{64}.*)*)", (ROOT / lock).read_text(), re.MULTILINE)
    locked = {name: version for name, version, hashes in pins if "--hash" in hashes}
    assert len(locked) == len(pins)
    missing = [
        text
        for text, need in ((text, Requirement(text)) for text in wanted)
        if not need.specifier.contains(locked.get(need.name.lower().replace("_", "-"), "0"), prereleases=True)
    ]
    assert missing == []


def test_every_file_of_the_product_is_installed_with_it() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["*"]
    files = (file for folder in (ROOT / "bot", ROOT / "adapters", ROOT / "storage") for file in folder.rglob("*"))
    kinds = {f"*{file.suffix}" for file in files if file.is_file()}
    assert kinds - {"*.py", "*.pyc"} - set(patterns) == set()


def test_every_link_between_our_documents_leads_somewhere() -> None:
    lost = [
        f"{file.relative_to(ROOT)} -> {target}"
        for file in ours()
        if file.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text())
        if "://" not in target and not (file.parent / target).exists()
    ]
    assert lost == []


def test_only_disclosure_asks_for_names() -> None:
    """The queries that return who answered what have one caller, which knows the policy."""
    asking = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("answers.lines", "parts.lines", "parts.line")
    ]
    assert set(asking) == {"bot/disclosure.py"}
