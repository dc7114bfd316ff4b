"""Who knocks: the command line, the web, Slack and the sandbox."""
