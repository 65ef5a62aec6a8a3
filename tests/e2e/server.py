"""Convener itself, as an operator runs it: the installed command, a database file, settings in the environment."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process

from aiohttp import ClientConnectionError, ClientSession

from tests.e2e.programs import OUT, ROOT, VENV, end, eventually, start
from tests.e2e.slack_workspace import SlackApp

CONVENER = str(VENV / "convener")
PATIENCE = 30
"""Seconds a command may take."""


class Server:
    """One `convener serve` that can be killed and started again on the same port and database."""

    def __init__(self, port: int, app: SlackApp, slack: str, database_url: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._process: Process | None = None
        self._env = {
            "DATABASE_URL": database_url,
            "PORT": str(port),
            "HOST": "127.0.0.1",
            "PUBLIC_URL": self.url,
            "SECRET_KEY": "only-for-these-tests-as-well",
            "PLAYGROUND": "1",
            "TEAMS_APP_ID": "",  # no authentication, which loopback alone gets
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "SLACK_CLIENT_ID": app.client_id,
            "SLACK_CLIENT_SECRET": app.client_secret,
            "SLACK_API_URL": f"{slack}/api/",
            "SLACK_AUTHORIZE_URL": f"{slack}/oauth/v2/authorize",
        }

    async def start(self) -> None:
        """Start, and wait until it says that it is ready."""
        self._process = process = await start("convener", CONVENER, "serve", env=self._env)

        async def ready() -> bool:
            assert process.returncode is None, f"convener serve ended: {log()[-300:]}"
            try:
                async with ClientSession() as http, http.get(f"{self.url}/readyz") as answer:
                    return answer.status == 200
            except ClientConnectionError:
                return False

        await eventually(ready, within=60, what="convener serve")

    async def stop(self) -> None:
        """Ask it to stop, as a deployment does."""
        if self._process:
            await end(self._process)

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        await end(self._process, signal.SIGKILL)

    async def cli(self, *words: str) -> str:
        """What the command prints. Raises AssertionError when it fails."""
        command = (CONVENER, *words)
        env = {**os.environ, **self._env}
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=PIPE, stderr=PIPE)
        try:
            said, trouble = await asyncio.wait_for(process.communicate(), PATIENCE)
        except TimeoutError:
            process.kill()
            raise AssertionError(f"convener {' '.join(words)} did not end within {PATIENCE} s") from None
        assert process.returncode == 0, f"convener {' '.join(words)}: {said.decode()}{trouble.decode()}"
        return said.decode().strip()

    async def house_code(self, organisation: str) -> str:
        """A join code for an organisation's house."""
        return await self.cli("code", "house", organisation)

    async def member_code(self, name: str) -> str:
        """A personal code."""
        return await self.cli("code", "member", name)


def log() -> str:
    """What the server wrote to its log."""
    return (OUT / "convener.log").read_text()
