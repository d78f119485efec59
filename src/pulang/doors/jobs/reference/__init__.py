"""Writes docs/reference out of the code, so that it cannot say anything else than the code does."""
