"""The negotiation domain: frozen value objects and pure functions."""
