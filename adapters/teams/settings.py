"""What the Teams adapter has to be told, and which servers it trusts."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

SERVICE_HOSTS = ("botframework.com", "smba.trafficmanager.net", "teams.microsoft.com", "teams.microsoft.us")
"""The hosts that speak for Teams: the default list of Microsoft's successor SDK (microsoft-agents)."""


@dataclass(frozen=True)
class TeamsSettings:
    """One bot registration. An empty `app_id` means no authentication, which only loopback clients get.

    `app_type` says where tokens come from: Azure has made no new MultiTenant bots since 31 July 2025, so a new bot is
    SingleTenant and fetches its tokens from `home_tenant`, while its Entra app stays open to every tenant.
    `allowed_service_hosts` are host names, each allowing its subdomains too.
    """

    app_id: str = ""
    app_password: str = ""
    app_type: Literal["SingleTenant", "MultiTenant"] = "SingleTenant"
    home_tenant: str = ""
    openid_metadata: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    token_url: str = ""
    allowed_service_hosts: tuple[str, ...] = SERVICE_HOSTS
    public_url: str = ""

    def __repr__(self) -> str:
        return f"TeamsSettings(app_id={self.app_id!r}, app_type={self.app_type!r})"

    def where_tokens_come_from(self) -> str:
        """The address of the token endpoint. The wrong authority makes every send fail with 401."""
        if self.token_url:
            return self.token_url
        authority = self.home_tenant if self.app_type == "SingleTenant" else "botframework.com"
        return f"https://login.microsoftonline.com/{authority}/oauth2/v2.0/token"

    def trusts(self, service_url: str) -> bool:
        """Whether this server may speak for Teams, and may be shown our token.

        A bot's own token sent to a stranger could be replayed against the bot.
        """
        try:
            parts = urlsplit(service_url)
            host = (parts.hostname or "").lower()
        except ValueError:
            return False
        if not self.app_id:
            return is_loopback(host)
        allowed = any(host == name or host.endswith("." + name) for name in self.allowed_service_hosts)
        return allowed and (parts.scheme == "https" or is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether this host name or address is this very machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
