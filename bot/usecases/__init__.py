"""What Parley does for people: one verb a file, each a plain function on a unit of work."""
