"""Aid for the people: who is named for it, and what it amounts to."""
