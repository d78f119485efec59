"""Persons: sealed identities and the keys that open them."""
