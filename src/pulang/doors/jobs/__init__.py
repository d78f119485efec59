"""The command line and the clock: programs and people who type."""
