"""The platforms that can be opened, and the variables that open them. Knows neither Rasa nor the web."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import InputError


@dataclass(frozen=True)
class Platform:
    """``name``: Rasa's, hence the address; ``fields``: those of Rasa's credentials, each with its variable.

    ``headers``: what proves who calls, besides the body.
    """

    name: str
    title: str
    channel: str
    fields: Mapping[str, str]
    headers: tuple[str, ...] = ()
    verified_by_get: bool = False

    @property
    def path(self) -> str:
        """Where the platform sends its messages, under SITE_URL."""
        return f"/webhooks/{self.name}/webhook"


_IN = "assistant.channels.platforms"
PLATFORMS = (
    Platform(
        name="telegram",
        title="Telegram",
        channel=f"{_IN}.telegram.Telegram",
        fields={"access_token": "TELEGRAM_TOKEN", "verify": "TELEGRAM_BOT"},
        headers=("X-Telegram-Bot-Api-Secret-Token",),
    ),
    Platform(
        name="facebook",
        title="Messenger",
        channel=f"{_IN}.messenger.Messenger",
        fields={"verify": "MESSENGER_VERIFY", "secret": "MESSENGER_SECRET", "page-access-token": "MESSENGER_TOKEN"},
        headers=("X-Hub-Signature", "X-Hub-Signature-256"),
        verified_by_get=True,
    ),
    Platform(
        name="slack",
        title="Slack",
        channel=f"{_IN}.slack.Slack",
        fields={"slack_token": "SLACK_TOKEN", "slack_signing_secret": "SLACK_SIGNING_SECRET"},
        headers=("X-Slack-Signature", "X-Slack-Request-Timestamp", "X-Slack-Retry-Num", "X-Slack-Retry-Reason"),
    ),
    Platform(
        name="mattermost",
        title="Mattermost",
        channel=f"{_IN}.mattermost.Mattermost",
        fields={"url": "MATTERMOST_URL", "token": "MATTERMOST_TOKEN", "webhook_token": "MATTERMOST_WEBHOOK_TOKEN"},
    ),
    Platform(
        name="rocketchat",
        title="Rocket.Chat",
        channel=f"{_IN}.rocketchat.RocketChat",
        fields={
            "server_url": "ROCKETCHAT_URL",
            "user": "ROCKETCHAT_USER",
            "password": "ROCKETCHAT_PASSWORD",
            "webhook_token": "ROCKETCHAT_WEBHOOK_TOKEN",
        },
    ),
    Platform(
        name="twilio",
        title="Twilio (WhatsApp, SMS)",
        channel=f"{_IN}.twilio.Twilio",
        fields={
            "account_sid": "TWILIO_ACCOUNT_SID",
            "auth_token": "TWILIO_AUTH_TOKEN",
            "twilio_number": "TWILIO_NUMBER",
        },
        headers=("X-Twilio-Signature",),
    ),
    Platform(
        name="botframework",
        title="Microsoft Teams",
        channel=f"{_IN}.teams.Teams",
        fields={"app_id": "TEAMS_APP_ID", "app_password": "TEAMS_APP_PASSWORD", "tenant": "TEAMS_TENANT_ID"},
        headers=("Authorization",),
    ),
)


def opened(environment: Mapping[str, str] | None = None) -> list[Platform]:
    """The platforms whose variables are all set. Raises InputError when one lacks some, or people cannot reach us."""
    given = os.environ if environment is None else environment
    found = []
    for platform in PLATFORMS:
        missing = [variable for variable in platform.fields.values() if not given.get(variable)]
        if len(missing) == len(platform.fields):
            continue
        if missing:
            lacking = f"{' et '.join(missing)} {'manquent' if len(missing) > 1 else 'manque'}"
            raise InputError(
                f"{platform.title} : {lacking}. Pour ne pas ouvrir {platform.title}, n'en réglez aucune variable "
                "(docs/platforms.md)."
            )
        found.append(platform)
    if found and not given.get("SITE_URL", "").startswith("https://"):
        raise InputError(
            f"SITE_URL manque : {found[0].title} ne parle qu'à une adresse publique en https, par exemple "
            "https://exemple.fr (docs/platforms.md)."
        )
    return found


def credentials(environment: Mapping[str, str] | None = None) -> dict[str, dict[str, str]]:
    """What Rasa's credentials hold for the platforms that are opened, by channel. Raises InputError."""
    given = os.environ if environment is None else environment
    return {
        platform.channel: {field: given[variable] for field, variable in platform.fields.items()}
        for platform in opened(given)
    }
