"""Screens of the way home: departures, plans, the gate, the card."""
