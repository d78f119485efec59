"""Lists over time: two of them side by side, every difference with its act, and numbers that others stated."""
