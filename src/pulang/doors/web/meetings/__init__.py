"""Meetings between agencies, and what they decide."""
