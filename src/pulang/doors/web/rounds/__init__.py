"""Rounds of verification: windows, times, appointments, and the list each of them leaves."""
