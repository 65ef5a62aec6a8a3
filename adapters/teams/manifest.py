"""The app package an administrator uploads: the manifest (schema 1.29) and two pictures, all at the root of one zip."""

import io
import json
import zipfile
from typing import Any
from urllib.parse import urlsplit

from adapters.teams import icons, words
from adapters.teams.settings import TeamsSettings

SCHEMA = "1.29"
SCOPES = ("personal", "team", "groupChat")


class NotReady(Exception):
    """Something Teams demands of every app is not set; the text says what."""


def manifest(settings: TeamsSettings, version: str = "0.1.0", *, receipts: bool = False) -> dict[str, Any]:
    """The app's manifest; with `receipts`, Teams tells the bot what was read in its own chats. Raises NotReady without
    an app id or a public https address.
    """
    address = settings.public_url.rstrip("/")
    host = urlsplit(address).hostname or ""
    if not settings.app_id:
        raise NotReady("the bot's app id is not set")
    if not address.startswith("https://") or not host:
        raise NotReady("the public address is not set, or does not begin with https://")
    commands = [{"title": name, "description": text} for name, text in words.COMMANDS]
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": version,
        "id": settings.app_id,
        "developer": {
            "name": words.APP_NAME,
            "websiteUrl": address,
            "privacyUrl": f"{address}/privacy",
            "termsOfUseUrl": f"{address}/terms",
        },
        "name": {"short": words.APP_NAME, "full": words.APP_FULL_NAME},
        "description": {"short": words.APP_SHORT, "full": words.APP_LONG},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": icons.ACCENT,
        "bots": [
            {
                "botId": settings.app_id,
                "scopes": list(SCOPES),
                "isNotificationOnly": False,
                "supportsFiles": False,
                "commandLists": [{"scopes": list(SCOPES), "commands": commands}],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [host],
        **(_receipts(settings.app_id, address) if receipts else {}),
    }


def _receipts(app_id: str, address: str) -> dict[str, Any]:
    """Only where it is asked for: every permission more is a question more from a company's administrator."""
    asked = [{"name": "ChatMessageReadReceipt.Read.Chat", "type": "Application"}]
    return {
        "webApplicationInfo": {"id": app_id, "resource": address},
        "authorization": {"permissions": {"resourceSpecific": asked}},
    }


def package(settings: TeamsSettings, version: str = "0.1.0", *, receipts: bool = False) -> bytes:
    """The zip to upload, the same bytes every time. Raises NotReady."""
    files = {
        "manifest.json": json.dumps(
            manifest(settings, version, receipts=receipts), indent=2, ensure_ascii=False
        ).encode(),
        "color.png": icons.color(),
        "outline.png": icons.outline(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return made.getvalue()
