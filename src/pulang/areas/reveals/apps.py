"""Django's handle on the area."""

from django.apps import AppConfig


class RevealsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.reveals"
    label = "reveals"
