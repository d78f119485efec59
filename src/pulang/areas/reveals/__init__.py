"""Reveals: who opened which sealed field of whom, for how long and why; emergencies; the ministry's drawn samples."""
