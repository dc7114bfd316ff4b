"""Time knocks: what fell due is claimed, delivered, and finished or put back."""
