"""Slack's Web API, as far as the app uses it, with Slack's error names."""
