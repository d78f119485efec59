"""Itineraries and the receiving office's acknowledgment."""
