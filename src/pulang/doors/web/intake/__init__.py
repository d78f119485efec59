"""Registering somebody question by question, with a phone in hand."""
