"""What the Slack adapter has to be told. Nothing here is read from the environment."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SlackSettings:
    """One Slack app, as its pages on api.slack.com name it.

    `signing_secret` proves that a request is Slack's. `client_id` and `client_secret` are needed for installing by
    link, `bot_token` is for one workspace without it. `public_url` is where Slack reaches us ("https://cop.example.org").
    `api_url` and `authorize_url` are Slack's own unless a stand-in takes its place. Raises ValueError on an empty
    signing secret: without it everybody could speak as Slack.
    """

    signing_secret: str = field(repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    authorize_url: str = "https://slack.com/oauth/v2/authorize"
    public_url: str = ""
    bot_token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.signing_secret.strip():
            raise ValueError("Slack's signing secret is empty; it stands under Basic Information of your Slack app.")
        if bool(self.client_id) != bool(self.client_secret):
            raise ValueError("Slack's client id and client secret belong together; give both or neither.")
