"""`convener doctor` says what keeps mails from going out, and `convener serve` what is missing to begin with."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.doctor import Finding, post
from tests.adapters.mail.rig import mailing

GOOD = {
    "MAIL_SMTP_URL": "smtp://127.0.0.1:9",
    "MAIL_FROM": "Convener <convener@cop.example.org>",
    "PUBLIC_URL": "https://convener.example.org",
    "SECRET_KEY": "a key of sixteen characters",
}


def run(folder: Path, command: str, **changed: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "TEAMS_", "MAIL_"))}
    env = kept | GOOD | {"DATABASE_URL": f"sqlite:///{folder / 'convener.db'}", "COLUMNS": "200"} | changed
    done = subprocess.run([sys.executable, "-m", "adapters", command], env=env, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


async def test_it_greets_the_server_and_sends_nothing() -> None:
    async with mailing() as rig:
        where = f"127.0.0.1:{rig.office.port}"
        assert await asyncio.to_thread(post, rig.settings) == [
            Finding(True, f"Mail goes out through {where}, from Convener <convener@cop.example.org>.")
        ]
        assert (rig.office.connections, rig.office.mails) == (1, [])


def test_where_mail_is_off_it_says_nothing() -> None:
    assert post(None) == []


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate")[0] == 0
    code, said = run(tmp_path, "doctor")
    assert code == 1
    assert "Mail cannot go out through 127.0.0.1:9: the mail server did not answer" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAIL_FROM", ""), ("PUBLIC_URL", ""), ("SECRET_KEY", ""), ("MAIL_PER_MINUTE", "many"), ("MAIL_SMTP_URL", "x")],
)
def test_what_is_missing_is_said_by_its_name(tmp_path: Path, name: str, value: str) -> None:
    code, said = run(tmp_path, "serve", **{name: value})
    assert (code, name in said, "Traceback" in said) == (1, True, False)
