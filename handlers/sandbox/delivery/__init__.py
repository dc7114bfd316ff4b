"""How the sandbox knocks at the app: signed HTTP or Socket Mode, deadlines and retries."""
