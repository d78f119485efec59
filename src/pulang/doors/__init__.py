"""Doors: one per audience, each knowing only what its audience may see."""
