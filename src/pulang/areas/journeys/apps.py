"""Django's handle on the area."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.journeys"
    label = "journeys"
