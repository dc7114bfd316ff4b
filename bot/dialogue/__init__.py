"""The guided-conversation engine. It knows steps, answers and moves; it knows no negotiation."""
