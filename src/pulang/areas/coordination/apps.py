"""Django's handle on the area."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.coordination"
    label = "coordination"
