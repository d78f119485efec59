"""Figures for the public at the office: what would be published, what is hidden and why, prepared and published."""
