"""Settings: defaults that work, and one clear line for what does not, without secrets."""

import base64

import pytest

from bot.settings import GivenSettings, Settings, WrongSettings, load

KEY = base64.b64encode(bytes(32)).decode()
COMPLETE = {
    "PARLEY_MASTER_KEY": KEY,
    "PARLEY_SLACK_BOT_TOKEN": "xoxb-1",
    "PARLEY_SLACK_SIGNING_SECRET": "s3cret",
}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PARLEY_{name.upper()}", raising=False)


def environment(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in (COMPLETE | changes).items():
        monkeypatch.setenv(name, value)


def test_the_defaults_are_a_file_here_and_slack_itself() -> None:
    settings = load()
    assert settings.database_url.startswith("sqlite:///")
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.host, settings.log_format) == ("127.0.0.1", "text")


def test_complete_settings_can_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch)
    serving = load().serving()
    assert serving.master_key == bytes(32)
    assert serving.app_token is None


def test_an_app_token_spares_the_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PARLEY_SLACK_SIGNING_SECRET="", PARLEY_SLACK_APP_TOKEN="xapp-1")
    assert load().serving().app_token == "xapp-1"


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    environment(monkeypatch, **{name: ""})
    with pytest.raises(WrongSettings, match=name):
        load().serving()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARLEY_MASTER_KEY", "n0t-base64!"),
        ("PARLEY_MASTER_KEY", base64.b64encode(b"too short").decode()),
        ("PARLEY_SLACK_BOT_TOKEN", "hunter2"),
        ("PARLEY_SLACK_BOT_TOKEN", "xapp-hunter2"),
        ("PARLEY_SLACK_BOT_TOKEN", "xoxp-hunter2"),
        ("PARLEY_SLACK_APP_TOKEN", "hunter2"),
        ("PARLEY_SLACK_APP_TOKEN", "xoxb-hunter2"),
        ("PARLEY_PORT", "hunter2"),
        ("PARLEY_PORT", "70000"),
        ("PARLEY_LOG_FORMAT", "hunter2"),
        ("PARLEY_PUBLIC_URL", "hunter2"),
        ("PARLEY_SLACK_API_URL", "ftp://hunter2"),
    ],
)
def test_what_is_wrong_is_named_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment(monkeypatch, **{name: value})
    with pytest.raises(WrongSettings) as refused:
        load()
    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert value not in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "begins"),
    [("PARLEY_SLACK_BOT_TOKEN", "xoxb-"), ("PARLEY_SLACK_APP_TOKEN", "xapp-")],
)
def test_a_token_in_the_place_of_another_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, begins: str
) -> None:
    environment(monkeypatch, **{name: "xoxp-hunter2"})
    with pytest.raises(WrongSettings, match=f"begins with {begins}"):
        load()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch)
    shown = repr(load())
    assert not [value for value in COMPLETE.values() if value in shown]


def test_given_settings_heed_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PARLEY_PORT="many", PARLEY_HOST="0.0.0.0")
    settings = GivenSettings(public_url="http://127.0.0.1:1")
    assert (settings.host, settings.port, settings.master_key) == ("127.0.0.1", 8080, None)
    assert settings.public_url == "http://127.0.0.1:1/"
