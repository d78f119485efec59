"""Agencies, the people who work in them, and the one table of who may do what."""
