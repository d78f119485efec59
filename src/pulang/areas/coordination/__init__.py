"""Meetings between agencies, their decisions, and consultations with residents."""
