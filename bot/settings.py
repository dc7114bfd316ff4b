"""Settings from the environment, `PARLEY_*`; what is wrong is told in one line without secrets."""

import base64
import binascii
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

_PREFIX = "PARLEY_"
_KEY_BYTES = 32
_TOKENS = {
    "slack_bot_token": ("bot token", "xoxb-"),
    "slack_app_token": ("app-level token", "xapp-"),
}


class WrongSettings(Exception):  # noqa: N818 - tells the operator what to set
    """A setting is missing or wrong; the message is one line and holds no value."""


class Settings(BaseSettings):
    """What an operator can set.

    `database_url`: SQLite file (default: parley.db in the working folder) or PostgreSQL.
    `master_key`: base64 of 32 bytes; seals what people type.
    `slack_app_token`: with it Slack is spoken to in Socket Mode, without it over HTTP.
    `work_port`: where `parley work` answers health and metrics; without it, nowhere.
    `public_url`: where people reach this server, for download links; without it there are none.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    database_url: str = Field(
        default_factory=lambda: f"sqlite:///{Path('parley.db').absolute()}", repr=False
    )
    master_key: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    work_port: int | None = Field(default=None, ge=0, le=65535)
    slack_signing_secret: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    log_format: Literal["text", "json"] = "text"
    public_url: str | None = None

    @field_validator("master_key")
    @classmethod
    def _key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            try:
                raw = base64.b64decode(key.get_secret_value().strip(), validate=True)
            except (binascii.Error, ValueError):
                raise ValueError("must be base64") from None
            if len(raw) != _KEY_BYTES:
                raise ValueError("must be base64 of 32 bytes")
        return key

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _token(cls, token: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        what, begins = _TOKENS[field.field_name or ""]
        if token is not None and not token.get_secret_value().startswith(begins):
            raise ValueError(f"must be the {what} of the Slack app, which begins with {begins}")
        return token

    @field_validator("slack_api_url", "public_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
            raise ValueError("must be an address that begins with http:// or https://")
        return url.rstrip("/") + "/"

    def serving(self) -> "Serving":
        """What `parley serve` needs; raises WrongSettings naming the first that is missing."""
        key, token = self.master_key, self.slack_bot_token
        if key is None:
            raise _missing("master_key", "base64 of 32 random bytes")
        if token is None:
            raise _missing("slack_bot_token", "the bot token of the Slack app")
        secret, app_token = self.slack_signing_secret, self.slack_app_token
        if secret is None and app_token is None:
            raise _missing(
                "slack_signing_secret",
                "the signing secret of the Slack app (or SLACK_APP_TOKEN for Socket Mode)",
            )
        return Serving(
            settings=self,
            master_key=base64.b64decode(key.get_secret_value().strip()),
            bot_token=token.get_secret_value(),
            signing_secret=secret.get_secret_value() if secret else "",
            app_token=app_token.get_secret_value() if app_token else None,
        )


class GivenSettings(Settings):
    """Settings as they are given, whatever the environment says."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library's signature
        init_settings: PydanticBaseSettingsSource,
        *others: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
        **named: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where values come from."""
        return (init_settings,)


class Serving:
    """Complete settings of a server; secrets are opened here and nowhere else."""

    def __init__(
        self,
        *,
        settings: Settings,
        master_key: bytes,
        bot_token: str,
        signing_secret: str,
        app_token: str | None,
    ) -> None:
        self.settings = settings
        self.master_key = master_key
        self.bot_token = bot_token
        self.signing_secret = signing_secret
        self.app_token = app_token


def load() -> Settings:
    """Read the environment; raises WrongSettings."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        reason = first["msg"].removeprefix("Value error, ")
        raise WrongSettings(f"{_PREFIX}{name.upper()}: {reason}") from None


def _missing(name: str, what: str) -> WrongSettings:
    return WrongSettings(f"{_PREFIX}{name.upper()} is not set: {what}")
