"""Django's handle on the area."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.readiness"
    label = "readiness"
