"""Django's handle on the area."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.rounds"
    label = "rounds"
