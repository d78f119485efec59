"""The key service: a process of its own that holds the keys, opens one person a call, and counts for whom."""
