"""What Parley knows: no input or output, no SQL, no chat platform."""
