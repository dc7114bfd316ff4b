"""What the sandbox reads in a Slack app manifest: names, commands, scopes and events."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Part(BaseModel):
    """A part of the manifest; fields that change nothing in the sandbox are let pass."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class DisplayInformation(_Part):
    """How the app is called."""

    name: str = Field(max_length=35)


class BotUser(_Part):
    """The user that the app acts as."""

    display_name: str = Field(max_length=80)


class SlashCommand(_Part):
    """A declared command, with the words shown while somebody types it."""

    command: str = Field(pattern=r"^/[a-z0-9_-]{1,31}$")
    description: str = Field(max_length=2000)
    usage_hint: str = Field(default="", max_length=1000)


class AppHome(_Part):
    """Which tabs the app shows in its direct message."""

    home_tab_enabled: bool = False
    messages_tab_enabled: bool = True
    messages_tab_read_only_enabled: bool = False


class Features(_Part):
    """What people see of the app."""

    bot_user: BotUser | None = None
    slash_commands: tuple[SlashCommand, ...] = Field(default=(), max_length=50)
    app_home: AppHome = AppHome()


class Scopes(_Part):
    """What the bot token may do; whoever installs the app may withhold what is optional."""

    bot: tuple[str, ...] = ()
    bot_optional: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _among_all(self) -> Self:
        if not set(self.bot_optional) <= set(self.bot):
            raise ValueError("Every scope of bot_optional must be in bot too.")
        return self


class OauthConfig(_Part):
    """How the app is installed."""

    scopes: Scopes = Scopes()


class EventSubscriptions(_Part):
    """The events that the app asked for."""

    bot_events: tuple[str, ...] = ()


class Interactivity(_Part):
    """Whether presses and forms are delivered."""

    is_enabled: bool = False


class AppSettings(_Part):
    """How the app is reached."""

    event_subscriptions: EventSubscriptions = EventSubscriptions()
    interactivity: Interactivity = Interactivity()
    socket_mode_enabled: bool = False


class Manifest(_Part):
    """A Slack app manifest, as far as it decides what the sandbox lets the app do."""

    display_information: DisplayInformation
    features: Features = Features()
    oauth_config: OauthConfig = OauthConfig()
    settings: AppSettings = AppSettings()

    @property
    def bot_name(self) -> str:
        """The name shown beside the app's messages."""
        bot = self.features.bot_user
        return bot.display_name if bot is not None else self.display_information.name

    @property
    def scopes(self) -> tuple[str, ...]:
        """The bot token's scopes, in the manifest's order."""
        return self.oauth_config.scopes.bot

    @property
    def optional_scopes(self) -> tuple[str, ...]:
        """Those of the scopes that may be withheld."""
        return self.oauth_config.scopes.bot_optional

    @property
    def bot_events(self) -> frozenset[str]:
        """The subscribed events, such as `message.im`."""
        return frozenset(self.settings.event_subscriptions.bot_events)

    @property
    def takes_messages(self) -> bool:
        """Whether people may write to the app in its direct message."""
        home = self.features.app_home
        return home.messages_tab_enabled and not home.messages_tab_read_only_enabled

    def command(self, name: str) -> SlashCommand | None:
        """Find a declared command by its name with the slash; none without the scope for them."""
        if "commands" not in self.scopes:
            return None
        return next((c for c in self.features.slash_commands if c.command == name), None)


def read_manifest(document: dict[str, Any]) -> Manifest:
    """Read a parsed manifest; pydantic's ValidationError names what is wrong in it."""
    return Manifest.model_validate(document)
