"""The conversations themselves, as data, and what their screens look like."""
