"""Pulang shows what every return home waits for, who holds it, and what can be done now."""

__version__ = "0.1.0"
