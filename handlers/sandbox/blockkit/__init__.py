"""Block Kit as Slack checks it: tables of what each block and element may hold, and how much."""
