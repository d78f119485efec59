"""Django's handle on the area."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.intake"
    label = "intake"
