"""Screens of copies that leave the service."""
