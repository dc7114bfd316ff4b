"""A Slack workspace in a box: Slack's own doors, strict, on loopback, with a chat page."""
