"""The Slack app itself, as the manifest that is pasted on api.slack.com ("Create an app from a manifest")."""

from typing import Any

SCOPES = (
    "app_mentions:read",  # people name the bot in a channel it was added to
    "chat:write",  # cards, answers and direct messages; posting to a user id opens the conversation, so no im:write
    "commands",  # /cop
    "im:history",  # what people write to the bot directly; nothing else is read, in no channel
    "users:read",  # name, time zone and locale: no reminder at night, dates read as their writer means them
    "users:read.email",  # a nominee takes their place by the address that their workspace has confirmed
)
EVENTS = (
    "app_home_opened",  # draw the bot's page
    "app_mention",
    "app_uninstalled",  # forget the tokens
    "message.im",
    "tokens_revoked",  # forget the tokens
)
COMMAND = "/cop"
LONGEST_NAME = 35
"""Characters of the app's name. Source: slackapi/manifest-schema, display_information.name."""


def manifest(public_url: str, name: str = "Convener") -> dict[str, Any]:
    """The manifest of an app that Slack reaches at this https address. Raises ValueError for what Slack refuses."""
    base = public_url.rstrip("/")
    if not base.startswith("https://"):
        raise ValueError(f"Slack sends to https addresses only, and {public_url!r} is none")
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"the app's name must have 1 to {LONGEST_NAME} characters, not {len(name)}")
    return {
        "display_information": {
            "name": name,
            "description": "Runs a community of practice across many organisations.",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,  # people write to the bot there, and are answered
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "url": f"{base}/slack/events",
                    "description": "What is next for you in the community",
                    "usage_hint": "[help]",
                    "should_escape": True,  # <@U1|name> instead of a name that could be anybody's
                }
            ],
        },
        "oauth_config": {"redirect_urls": [f"{base}/slack/oauth_redirect"], "scopes": {"bot": list(SCOPES)}},
        "settings": {
            # The two rules that only Slack's server checks: events and interactivity need a request_url.
            "event_subscriptions": {"request_url": f"{base}/slack/events", "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, "request_url": f"{base}/slack/events"},
            "org_deploy_enabled": True,
            "socket_mode_enabled": False,  # not allowed in the Marketplace, and loses events while down
            "token_rotation_enabled": False,  # cannot be switched off again, and tokens are kept encrypted
        },
    }
