"""The one place that reads the environment. README.md and app.json name every variable; a test sees to it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.mail.settings import MailSettings
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings

DEFAULT_PORT = 3978
"""The port bots for Teams listen on by custom."""


class BadSettings(Exception):
    """The environment cannot be used as it is; the sentence says what to change."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. `slack`, `teams` and `mail` are None where they are not configured, `metrics_port`
    where `convener work` is to tell no figures.
    """

    database_url: str
    host: str
    port: int
    secret_key: str
    public_url: str
    playground: bool
    log_level: str
    log_json: bool
    metrics_port: int | None
    slack: SlackSettings | None
    teams: TeamsSettings | None
    mail: MailSettings | None


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment. Raises BadSettings."""
    public_url = environment.get("PUBLIC_URL", "").rstrip("/")
    port = environment.get("PORT", "") or str(DEFAULT_PORT)
    if not port.isdecimal():
        raise BadSettings(f"PORT is “{port}”; it must be a number.")
    metrics_port = environment.get("METRICS_PORT", "")
    if metrics_port and not metrics_port.isdecimal():
        raise BadSettings(f"METRICS_PORT is “{metrics_port}”; it must be a number.")
    try:
        slack = _slack(environment, public_url)
        teams = _teams(environment, public_url)
        mail = _mail(environment, public_url)
    except ValueError as error:
        raise BadSettings(str(error)) from None
    secret_key = environment.get("SECRET_KEY", "")
    if slack is not None and len(secret_key) < 16:
        raise BadSettings("SECRET_KEY must have at least 16 characters: it seals the Slack tokens.")
    return Settings(
        database_url=environment.get("DATABASE_URL", "") or "sqlite:///var/convener.db",
        host=environment.get("HOST", "") or "127.0.0.1",
        port=int(port),
        secret_key=secret_key,
        public_url=public_url,
        playground=environment.get("PLAYGROUND", "") in ("1", "true", "yes"),
        log_level=environment.get("LOG_LEVEL", "") or "INFO",
        log_json=environment.get("LOG_FORMAT", "") == "json",
        metrics_port=int(metrics_port) if metrics_port else None,
        slack=slack,
        teams=teams,
        mail=mail,
    )


def prepare_folder(database_url: str) -> None:
    """Make the folder a SQLite file will stand in."""
    if database_url.startswith("sqlite:///"):
        Path(database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


def _slack(environment: Mapping[str, str], public_url: str) -> SlackSettings | None:
    secret = environment.get("SLACK_SIGNING_SECRET", "")
    if not secret:
        return None
    given = {
        "api_url": environment.get("SLACK_API_URL", ""),
        "authorize_url": environment.get("SLACK_AUTHORIZE_URL", ""),
    }
    return SlackSettings(
        signing_secret=secret,
        client_id=environment.get("SLACK_CLIENT_ID", ""),
        client_secret=environment.get("SLACK_CLIENT_SECRET", ""),
        public_url=public_url,
        **{key: value for key, value in given.items() if value},
    )


def _teams(environment: Mapping[str, str], public_url: str) -> TeamsSettings | None:
    app_id = environment.get("TEAMS_APP_ID")
    if app_id is None:
        return None
    app_type = environment.get("TEAMS_APP_TYPE", "") or "SingleTenant"
    if app_type not in ("SingleTenant", "MultiTenant"):
        raise BadSettings(f"TEAMS_APP_TYPE is “{app_type}”; it must be SingleTenant or MultiTenant.")
    return TeamsSettings(
        app_id=app_id,
        app_password=environment.get("TEAMS_APP_PASSWORD", ""),
        app_type=app_type,
        home_tenant=environment.get("TEAMS_HOME_TENANT", ""),
        public_url=public_url,
    )


def _mail(environment: Mapping[str, str], public_url: str) -> MailSettings | None:
    smtp_url = environment.get("MAIL_SMTP_URL", "")
    if not smtp_url:
        return None
    per_minute = environment.get("MAIL_PER_MINUTE", "") or str(MailSettings.per_minute)
    if not per_minute.isdecimal():
        raise BadSettings(f"MAIL_PER_MINUTE is “{per_minute}”; it must be a number.")
    return MailSettings(
        smtp_url=smtp_url,
        sender=environment.get("MAIL_FROM", ""),
        reply_to=environment.get("MAIL_REPLY_TO", ""),
        per_minute=int(per_minute),
        public_url=public_url,
        secret_key=environment.get("SECRET_KEY", ""),
    )
