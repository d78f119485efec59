"""Registers the area with Django; it keeps no table, the list of places comes with a library."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The places area."""

    name = "pulang.areas.places"
    label = "places"
