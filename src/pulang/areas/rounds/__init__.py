"""Verification rounds beyond their window: times offered, appointments, and the list each round leaves frozen."""
