"""Copies of data that leave the service: asked for, decided by a second person, made, gone after a day."""
