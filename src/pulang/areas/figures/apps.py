"""Django's handle on the area."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.figures"
    label = "figures"
