"""Slack: what it delivers becomes a knock, what Parley answers becomes blocks."""

from pathlib import Path

MANIFEST = Path(__file__).with_name("manifest.json")
"""The app manifest; in a checkout a link to `deploy/slack/manifest.json`."""
